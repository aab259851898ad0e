//! What the operating system says when it refuses, in Vietnamese: the one place for it.
//!
//! The system answers in English and in its own terms (`Is a directory (os error 21)`), which tells a clerk nothing. Every
//! floor that shows an [`io::Error`] to a person shows it through [`in_words`].

use std::io::{self, ErrorKind};

/// Numbers of the system for links that lead round in a circle, and for more open files than are allowed.
const CIRCLE: i32 = if cfg!(target_os = "linux") { 40 } else { 62 };
const OPEN_FILES: [i32; 2] = [23, 24];

/// An error of the system as the end of a sentence, without a stop: `không có tệp hay thư mục này`.
pub fn in_words(error: &io::Error) -> String {
    if let Some(number) = error.raw_os_error() {
        return match known(error.kind()) {
            _ if number == CIRCLE => "liên kết dẫn vòng tròn".to_owned(),
            _ if OPEN_FILES.contains(&number) => {
                "đang mở quá nhiều tệp; hãy đóng bớt chương trình rồi thử lại".to_owned()
            }
            Some(words) => words.to_owned(),
            None => format!("lỗi hệ thống số {number}"),
        };
    }
    let said = error.to_string();
    // Sentences of ours have letters beyond ASCII; those of libraries are English.
    if error.get_ref().is_some() && !said.is_ascii() {
        return said;
    }
    known(error.kind()).unwrap_or("nội dung bị hỏng hoặc không đúng khuôn dạng").to_owned()
}

/// What libraries say of the system below them, when they say it in its words: the search index with the number of the
/// error, the database in fixed sentences.
pub fn repeated(said: &str) -> Option<String> {
    let number = said.split("(os error ").nth(1).and_then(|rest| rest.split(')').next());
    if let Some(number) = number.and_then(|it| it.parse().ok()) {
        return Some(in_words(&io::Error::from_raw_os_error(number)));
    }
    let known = DATABASE.iter().find(|(words, _)| said.starts_with(words));
    known.map(|(_, words)| (*words).to_owned())
}

/// Sentences of `SQLite`.
const DATABASE: [(&str, &str); 6] = [
    ("database or disk is full", "ổ đĩa đã đầy"),
    ("disk I/O error", "ổ đĩa không đọc hoặc ghi được"),
    ("unable to open database file", "không mở được tệp; hãy xem lại đường dẫn và quyền ghi"),
    ("attempt to write a readonly database", "tệp hoặc ổ đĩa chỉ cho đọc"),
    ("database is locked", "tệp đang được chương trình khác dùng"),
    ("file is not a database", "tệp không phải là tệp của chương trình này"),
];

/// The words for what the system says often.
fn known(kind: ErrorKind) -> Option<&'static str> {
    Some(match kind {
        ErrorKind::NotFound => "không có tệp hay thư mục này",
        ErrorKind::PermissionDenied => "không có quyền đọc hoặc ghi ở đây",
        ErrorKind::AlreadyExists => "đã có tệp hay thư mục cùng tên",
        ErrorKind::IsADirectory => "đây là một thư mục, không phải một tệp",
        ErrorKind::NotADirectory => "một phần của đường dẫn là tệp, không phải thư mục",
        ErrorKind::DirectoryNotEmpty => "thư mục không rỗng",
        ErrorKind::ReadOnlyFilesystem => "ổ đĩa chỉ cho đọc",
        ErrorKind::StorageFull => "ổ đĩa đã đầy",
        ErrorKind::QuotaExceeded => "đã hết phần ổ đĩa được cấp",
        ErrorKind::FileTooLarge => "tệp quá lớn đối với ổ đĩa này",
        ErrorKind::InvalidFilename => "tên tệp quá dài hoặc có ký tự không được phép",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => {
            "tệp đang được chương trình khác dùng"
        }
        ErrorKind::OutOfMemory => "máy không đủ bộ nhớ",
        ErrorKind::TimedOut => "đợi quá lâu mà không có trả lời",
        ErrorKind::AddrInUse => "cổng này đã có chương trình khác dùng",
        ErrorKind::AddrNotAvailable => "máy này không có địa chỉ đó",
        ErrorKind::ConnectionRefused => "máy chủ không nhận kết nối",
        ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted | ErrorKind::BrokenPipe => {
            "đường truyền bị ngắt"
        }
        ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable | ErrorKind::NetworkDown => {
            "không có đường mạng tới máy chủ"
        }
        ErrorKind::UnexpectedEof => "dữ liệu bị cắt ngang, thiếu phần cuối",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_speaks_vietnamese() {
        let missing = std::fs::read("khong-co/tep-nao").unwrap_err();
        assert_eq!(in_words(&missing), "không có tệp hay thư mục này");
        for (number, words) in [
            (21, "đây là một thư mục"),
            (13, "không có quyền"),
            (24, "quá nhiều tệp"),
            (28, "ổ đĩa đã đầy"),
            (CIRCLE, "vòng tròn"),
            (9999, "lỗi hệ thống số 9999"),
        ] {
            let told = in_words(&io::Error::from_raw_os_error(number));
            assert!(told.contains(words) && !told.contains("os error"), "{told}");
        }
    }

    #[test]
    fn what_libraries_repeat_is_heard() {
        let engine = "An IO error occurred: 'No space left on device (os error 28)'";
        assert_eq!(repeated(engine).as_deref(), Some("ổ đĩa đã đầy"));
        assert_eq!(repeated("database or disk is full").as_deref(), Some("ổ đĩa đã đầy"));
        assert_eq!(repeated("Không có nguồn “x”."), None);
    }

    #[test]
    fn our_own_sentences_stay_and_those_of_libraries_do_not() {
        assert_eq!(in_words(&io::Error::other("có hơn 5 tệp")), "có hơn 5 tệp");
        let foreign = io::Error::new(ErrorKind::InvalidData, "lzma data error");
        assert_eq!(in_words(&foreign), "nội dung bị hỏng hoặc không đúng khuôn dạng");
        let short = io::Error::from(ErrorKind::UnexpectedEof);
        assert_eq!(in_words(&short), "dữ liệu bị cắt ngang, thiếu phần cuối");
    }
}
