//! What can go wrong in a review: one of the stores it stands on.

use crate::corpus;
use crate::search;
use crate::workspace;

/// Why a review could not go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The library.
    #[error(transparent)]
    Corpus(#[from] corpus::Error),
    /// The search that a scope asks.
    #[error(transparent)]
    Search(#[from] search::Error),
    /// The file of decisions.
    #[error(transparent)]
    Workspace(#[from] workspace::Error),
}
