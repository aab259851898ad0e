//! Rà soát: from a worksheet's scope to groups of provisions, from groups to sentences that a draft may take, from the
//! articles of a draft to the draft in official form.
//!
//! The pages and the command line do the same work; it stands here once. Nothing is decided here: the machine finds and
//! shows, people write into the [`workspace`](crate::workspace).

mod assembly;
mod error;
mod grouping;
mod matrix;
mod picking;
mod report;
mod scope;
mod side;
mod stale;

pub use assembly::{articles_of, draft_of};
pub use error::Error;
pub use grouping::{Place, find_groups, passages};
pub use matrix::{Matrix, Shared};
pub use picking::{Picked, sentences_of};
pub use report::report_of;
pub use scope::{InScope, documents};
pub use side::{Row, Side, Sides};
pub use stale::{Stale, stale};
