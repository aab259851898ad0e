//! What can go wrong outside the texts themselves: files, settings, the store.
//!
//! A document never fails a build; it carries notes. What stands here stops a build or an opening, so every sentence says
//! where, what was expected and what to do.

use std::io;
use std::path::{Path, PathBuf};

/// Why the corpus could not be built or opened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Nothing has been built yet.
    #[error("Chưa có kho văn bản ở “{path}”. Hãy chạy `dieukhoan build` trước.", path = path.display())]
    NoIndex {
        /// The folder that should hold it.
        path: PathBuf,
    },
    /// The index was built by a program that stores things otherwise.
    #[error(
        "Kho văn bản ở “{path}” theo khuôn dạng {found}, chương trình này cần khuôn dạng {expected}. \
         Kho chỉ là bản dựng: hãy chạy lại `dieukhoan build`.",
        path = path.display()
    )]
    OldFormat {
        /// The library's file.
        path: PathBuf,
        /// The format it has.
        found: String,
        /// The format this program reads.
        expected: String,
    },
    /// Another build is at work.
    #[error(
        "Một lần `build` khác đang ghi vào “{path}”. Hãy đợi lần đó xong rồi chạy lại.",
        path = path.display()
    )]
    Busy {
        /// The index folder.
        path: PathBuf,
    },
    /// A line of `corpus.toml` that was not understood.
    #[error("{path}:{line}: {problem} {remedy}", path = path.display())]
    Settings {
        /// The settings file.
        path: PathBuf,
        /// Its line, from 1.
        line: usize,
        /// What is wrong.
        problem: String,
        /// What to write instead.
        remedy: String,
    },
    /// A source that does not exist.
    #[error(
        "Không có nguồn “{path}”. Hãy kiểm tra đường dẫn trong corpus.toml hoặc sau --source.",
        path = path.display()
    )]
    SourceMissing {
        /// As declared.
        path: PathBuf,
    },
    /// Neither sources on the command line nor settings.
    #[error(
        "Không có tệp khai báo nguồn “{path}”. Hãy tạo tệp đó hoặc chỉ nguồn bằng --source ĐƯỜNG-DẪN.",
        path = path.display()
    )]
    SettingsMissing {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// The file system refused.
    #[error("Không {doing} được “{path}”.", path = path.display())]
    File {
        /// What was tried: `đọc`, `ghi`.
        doing: &'static str,
        /// On what.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// The store refused.
    #[error(
        "Kho văn bản “{path}” không đọc hoặc ghi được. Nếu lỗi lặp lại, hãy xóa thư mục chỉ mục rồi `dieukhoan build` lại.",
        path = path.display()
    )]
    Store {
        /// The library's file.
        path: PathBuf,
        /// What `SQLite` said.
        #[source]
        source: rusqlite::Error,
    },
    /// What is stored cannot be read back.
    #[error(
        "“{what}” trong kho “{path}” bị hỏng. Hãy xóa thư mục chỉ mục rồi `dieukhoan build` lại.",
        path = path.display()
    )]
    Damaged {
        /// The library's file.
        path: PathBuf,
        /// Which entry.
        what: String,
    },
    /// A thread of the build ended without its result.
    #[error("Một luồng đọc dừng bất thường; hãy chạy lại `dieukhoan build`.")]
    ThreadLost,
}

impl Error {
    /// An error of the file system.
    pub(super) fn file(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::File { doing, path, source }
    }
}
