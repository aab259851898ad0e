//! Vietnamese text as it is received: spans, blocks, normal forms, folding, syllables, numbers; and the words for what the
//! operating system says in English.
//!
//! This floor knows no law. It knows how Vietnamese is written, mis-written and compared, and it holds the one thing
//! that `read` and `structure` share: the [`Transcript`]. The stored text is never rewritten; every comparison works on
//! a [`Normal`] view that maps each position back to the source.

mod fold;
pub mod legacy;
mod letter;
mod normal;
mod number;
mod span;
mod syllable;
pub mod system;
mod token;
mod transcript;

pub use fold::{fold, initials, slug};
pub use letter::fold_char;
pub use normal::{Form, Normal, canonical, comparable, letters_and_digits};
pub use number::{Roman, fraction, grouped, ordinal, roman};
pub use span::Span;
pub use syllable::{is_syllable, vietnamese_share};
pub use token::{Token, sentences, syllables};
pub use transcript::{
    Block, BlockKind, Cell, CellText, Claim, Footnote, Mark, Origin, Outline, Row, Style, Table,
    Transcript,
};
