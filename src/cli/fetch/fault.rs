//! Why a file did not arrive, and what to do then.

use std::io;
use std::path::PathBuf;

use ureq::http::StatusCode;

use crate::text::system;

/// Why a file did not arrive.
#[derive(Debug, thiserror::Error)]
pub(super) enum Error {
    /// Not HTTPS.
    #[error(
        "địa chỉ “{0}” không phải https://; chỉ máy này (127.0.0.1, localhost) mới được dùng http://"
    )]
    NotSecure(String),
    /// The server refused.
    #[error("{address} trả lời {status}; hãy xem lại địa chỉ, hoặc chỉ địa chỉ khác bằng --from")]
    Status {
        /// Whom we asked.
        address: String,
        /// What it said.
        status: StatusCode,
    },
    /// It sends on and on.
    #[error("{0} chuyển hướng quá nhiều lần")]
    TooManyRedirects(String),
    /// More than is taken.
    #[error(
        "tệp lớn hơn giới hạn {limit} GB; nếu đúng là tệp cần tải, chạy lại với --limit lớn hơn"
    )]
    TooLarge {
        /// The limit.
        limit: u64,
    },
    /// The line broke too often.
    #[error("đường truyền đứt giữa chừng ({cause}); đã có {held} byte, chạy lại lệnh để tải tiếp")]
    Cut {
        /// What has arrived.
        held: u64,
        /// What was the matter.
        cause: String,
    },
    /// Other bytes than promised.
    #[error("tệp tải về có SHA-256 {found}, phải là {expected}; đã bỏ tệp đó, hãy tải lại")]
    Checksum {
        /// What it has.
        found: String,
        /// What it must have.
        expected: String,
    },
    /// Something else than was asked for, most often a page for people.
    #[error(
        "{address} không trả về {wanted} mà trả về {came}; đã bỏ. Có thể nơi đó đang bảo trì: hãy thử lại sau, hoặc chỉ địa chỉ khác bằng --from"
    )]
    NotThat {
        /// Whom we asked.
        address: String,
        /// What should have come.
        wanted: &'static str,
        /// What came.
        came: &'static str,
    },
    /// Another call is at it.
    #[error("một lệnh khác đang tải “{}”", .0.display())]
    Busy(PathBuf),
    /// The network.
    #[error("không kết nối được: {}", in_words(.0))]
    Network(Box<ureq::Error>),
    /// The disk.
    #[error("không ghi được “{path}”", path = .path.display())]
    Disk {
        /// Where.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
}

/// What is the matter with the network.
pub(super) fn in_words(error: &ureq::Error) -> String {
    match error {
        ureq::Error::Io(error) => system::in_words(error),
        ureq::Error::HostNotFound => {
            "không tìm thấy máy chủ này; hãy xem lại địa chỉ và mạng".to_owned()
        }
        ureq::Error::Timeout(_) => "đợi quá lâu mà không có trả lời".to_owned(),
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) => {
            "kết nối an toàn (TLS) không thành; hãy xem lại địa chỉ và ngày giờ của máy".to_owned()
        }
        ureq::Error::BadUri(_) | ureq::Error::Http(_) => "địa chỉ viết sai".to_owned(),
        ureq::Error::Protocol(_) => "máy chủ trả lời không đúng giao thức HTTP".to_owned(),
        _ => "đường truyền có lỗi".to_owned(),
    }
}
