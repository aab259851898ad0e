//! What can go wrong with the file of decisions, each with a way out.

use std::io;
use std::path::PathBuf;

use jiff::Timestamp;

/// Why something was not read or not kept.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file system refused.
    #[error("Không {doing} được “{path}”.", path = path.display())]
    File {
        /// What was tried: `ghi`, `tạo thư mục`.
        doing: &'static str,
        /// On what.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// `SQLite` refused.
    #[error(
        "Tệp rà soát không đọc hoặc ghi được. Hãy chạy `dieukhoan worksheet check` để kiểm tra."
    )]
    Store(#[from] rusqlite::Error),
    /// The file was written by a later program.
    #[error(
        "Tệp rà soát “{path}” do phiên bản mới hơn của chương trình ghi (khuôn dạng {found}). Hãy dùng phiên bản đó.",
        path = path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its format.
        found: i64,
    },
    /// What is stored cannot be read back.
    #[error("Mục {0} trong tệp rà soát bị hỏng. Hãy lấy lại từ bản sao lưu gần nhất.")]
    Damaged(i64),
    /// Nothing is under that name or number.
    #[error("Không có mục này: có thể đã bị xóa. Mời mở lại danh sách.")]
    Missing,
    /// Another change came between.
    #[error(
        "{by} đã sửa mục này sau khi trang được mở; chưa có gì bị ghi đè. Mời xem lại rồi quyết định."
    )]
    Changed {
        /// Who.
        by: String,
        /// When.
        at: Timestamp,
        /// The version there is now.
        version: u32,
    },
    /// The name is in use.
    #[error("Đã có “{0}”. Hãy chọn tên khác.")]
    Taken(String),
    /// A name, password or file that cannot be accepted; says why.
    #[error("{0}")]
    Refused(&'static str),
    /// The system gave no random numbers.
    #[error("Máy không cấp được số ngẫu nhiên; hãy thử lại.")]
    Random,
}

impl Error {
    /// An error of the file system.
    pub(super) fn file(
        doing: &'static str,
        path: &std::path::Path,
    ) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::File { doing, path, source }
    }
}
