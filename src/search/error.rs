//! What can go wrong with a search that is no fault of the question.

/// The index or the corpus cannot be read. A question itself never fails.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The index.
    #[error(transparent)]
    Index(#[from] crate::index::Error),
    /// The corpus.
    #[error(transparent)]
    Corpus(#[from] crate::corpus::Error),
    /// The engine, while searching.
    #[error("tìm kiếm gặp lỗi")]
    Engine(#[from] Box<tantivy::TantivyError>),
}

impl From<tantivy::TantivyError> for Error {
    fn from(error: tantivy::TantivyError) -> Self {
        Self::Engine(Box::new(error))
    }
}
