//! What can go wrong with the index as a thing on disk.

use std::path::PathBuf;

/// The index cannot be opened, read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no index in the folder.
    #[error("chưa có chỉ mục tìm kiếm ở {path}; chạy `dieukhoan build` để tạo")]
    Missing {
        /// The folder.
        path: PathBuf,
    },
    /// The index was written by another version.
    #[error("chỉ mục ở {path} thuộc phiên bản khác ({found}); chạy `dieukhoan build` để tạo lại")]
    OldFormat {
        /// The folder.
        path: PathBuf,
        /// The format found.
        found: String,
    },
    /// The engine reports a fault.
    #[error(
        "chỉ mục ở {path} không đọc, ghi được; nếu lặp lại, xóa thư mục index rồi chạy `dieukhoan build`"
    )]
    Engine {
        /// The folder.
        path: PathBuf,
        /// What it said.
        #[source]
        source: Box<tantivy::TantivyError>,
    },
    /// The folder cannot be read or written.
    #[error("không ghi được vào {path}")]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// A segment holds more than can be ranked.
    #[error("chỉ mục ở {path} quá lớn để xếp hạng; hãy chia kho thành nhiều chỉ mục")]
    TooLarge {
        /// The folder.
        path: PathBuf,
    },
    /// The corpus behind the index cannot be read.
    #[error(transparent)]
    Corpus(#[from] crate::corpus::Error),
}

impl Error {
    /// Wraps a fault of the engine.
    pub(crate) fn engine(path: &std::path::Path) -> impl Fn(tantivy::TantivyError) -> Self {
        move |source| Self::Engine { path: path.to_owned(), source: Box::new(source) }
    }
}
