//! The only JSON given to clients: one file a resource. Inner types do not serialise for a client's sake.

mod passage;
mod search;
mod suggest;

pub(crate) use passage::{passage, whole};
pub use search::SearchBody;
pub(crate) use search::search;
pub(crate) use suggest::suggest;
