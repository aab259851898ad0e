//! Dòng thời gian: what is in force when, and the sentence that proves it.
//!
//! | file | what |
//! | --- | --- |
//! | `moment` | the day a phrase names: a date, the day of signing, so many days after, the day this text begins |
//! | `mention` | the documents and provisions a clause speaks of |
//! | `clause` | one sentence of an enforcement article → what it says of time |
//! | `effect` | a document → everything its enforcement articles say, with days |
//! | `standing` | all that is known of a document → its status on a day |
//! | `event` | everything that happens to a document, in order |
//! | `parent` | the texts that a document guides or consolidates |
//! | `redline` | two wordings word by word, two texts article by article |
//! | `consolidated` | a text on a day in the official form, with a note at each change |
//! | `version` | a base text and those that change it → its text on a day, every wording of a provision |
//!
//! The day is always a parameter; nothing here asks what today is. What cannot be counted (`kể từ ngày đăng Công báo`) is
//! kept without a day and noted, never guessed.

mod clause;
mod consolidated;
mod effect;
mod event;
mod mention;
mod moment;
mod parent;
mod redline;
mod standing;
mod version;

pub use consolidated::{
    BANNER, Consolidated, Paragraph, Refused, Run, Setting, consolidated, deed,
};
pub use effect::{Stated, Target, effects};
pub use event::{Event, events};
pub use parent::{consolidates, guides_by_name, parents};
pub use redline::{Pair, Side, Stretch, compare, redline};
pub use standing::{Proof, Standing, begins, ends, first_change, in_force_since, standing};
pub use version::{Change, Timeline, Version, Wording, is_repealed};
