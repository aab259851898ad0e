//! What can go wrong with a file, and what is merely doubtful in it.
//!
//! The two are kept apart: an [`Error`] says that there is no text to show, a [`Problem`] says which place of the text a
//! person should check against the source. Both speak Vietnamese here and nowhere else.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::read::ConverterError;
use crate::text::Span;

/// Why a file gave no text at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The bytes are no text in any encoding that is known.
    #[error("Tệp không phải là văn bản: nội dung là dữ liệu nhị phân.")]
    NotText,
    /// More bytes than are read.
    #[error("Tệp quá lớn: {bytes} byte, giới hạn là {limit} byte.")]
    TooLarge {
        /// How many there are.
        bytes: usize,
        /// How many are read.
        limit: usize,
    },
    /// Elements nested deeper than any real document.
    #[error("Nội dung tệp lồng nhau quá {limit} cấp nên không đọc được.")]
    TooDeep {
        /// The deepest nesting that is read.
        limit: usize,
    },
    /// A packed file that holds more than is read: no document does, so it was made to do harm.
    #[error("Tệp {format} mở ra quá lớn (hơn {limit} byte) nên không đọc.")]
    Unfolds {
        /// The format's usual name.
        format: &'static str,
        /// How many bytes are read of what it unfolds to.
        limit: usize,
    },
    /// A file that opens with a password only.
    #[error("Tệp {format} được bảo vệ bằng mật khẩu: hãy bỏ mật khẩu rồi nạp lại.")]
    Locked {
        /// The format's usual name.
        format: &'static str,
    },
    /// A file that is not whole, or not what it begins as.
    #[error("Tệp {format} bị hỏng hoặc thiếu phần cuối: hãy lấy lại tệp gốc.")]
    Damaged {
        /// The format's usual name.
        format: &'static str,
    },
    /// A known format that is not read yet.
    #[error(
        "Chưa đọc được tệp {format}: hãy lưu thành HTML, Markdown hoặc văn bản thuần rồi nạp lại."
    )]
    Unsupported {
        /// Its usual name: `PDF`, `DOCX` …
        format: &'static str,
    },
    /// A line of JSON that is no document.
    #[error("Dòng JSON không phải một văn bản: {why}. Xem bố cục trong docs/json-lines.md.")]
    Record {
        /// What is wrong, in Vietnamese.
        why: String,
    },
    /// A program outside that the format needs is absent, or failed.
    #[error("Chưa đọc được tệp {format}. {why}")]
    Program {
        /// The format's usual name.
        format: &'static str,
        /// What was the matter.
        why: ConverterError,
    },
    /// More pages than are read.
    #[error("Tệp {format} có hơn {limit} trang, là giới hạn được đọc: hãy tách tệp rồi nạp lại.")]
    TooManyPages {
        /// The format's usual name.
        format: &'static str,
        /// How many pages are read.
        limit: u32,
    },
    /// Pages that are pictures, on a machine that cannot recognise them.
    #[error("Tệp PDF là bản quét: {pages} trang không có lớp chữ dùng được. {why}")]
    Scan {
        /// How many pages the file has.
        pages: usize,
        /// Why they were not recognised.
        why: ConverterError,
    },
    /// More pictures of pages than are recognised.
    #[error(
        "Tệp PDF là bản quét có {pages} trang, nhiều hơn giới hạn nhận dạng ({limit} trang): hãy tách tệp rồi nạp lại."
    )]
    ScanTooLong {
        /// How many there are.
        pages: usize,
        /// How many are recognised.
        limit: usize,
    },
    /// Pictures of pages in which no words were found.
    #[error("Tệp PDF có {pages} trang nhưng không trang nào có chữ, kể cả sau khi nhận dạng.")]
    NothingRecognised {
        /// How many pages the file has.
        pages: usize,
    },
    /// Pictures of pages in which only noise was recognised.
    #[error(
        "Tệp PDF là bản quét {pages} trang, nhưng nhận dạng chỉ ra chữ không đọc được: hãy xoay trang cho đúng chiều, hoặc quét lại rõ hơn (từ 300 dpi) rồi nạp lại."
    )]
    Unrecognised {
        /// How many pages the file has.
        pages: usize,
    },
    /// A file that should hold the official codification and does not.
    #[error("Tệp không phải là một đề mục của Bộ pháp điển: không có điều nào được đánh dấu.")]
    NotCodification,
}

impl Error {
    /// Whether the file may be read once a program is there that now is not.
    pub fn wants_program(&self) -> bool {
        let (Self::Program { why, .. } | Self::Scan { why, .. }) = self else { return false };
        matches!(why, ConverterError::Absent { .. } | ConverterError::NotStarted { .. })
    }
}

/// A doubtful place in a text that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where, in the transcript; empty when it is about the file or about something that is not in the text.
    pub span: Span,
    /// Line of the file, from 1; 0 when it is about the whole file.
    pub line: u32,
    /// What.
    pub kind: ProblemKind,
}

/// What is doubtful.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProblemKind {
    /// This many characters could not be decoded; U+FFFD stands in their place.
    Undecodable(u32),
    /// The file does not say its encoding and is not Unicode: it was read as this one.
    EncodingGuessed(Cow<'static, str>),
    /// A front-matter key that is not known.
    KeyUnknown(String),
    /// A front-matter value that was not understood.
    ValueUnreadable {
        /// The key.
        key: String,
        /// The value as written.
        value: String,
        /// What was expected, in Vietnamese.
        expected: Cow<'static, str>,
    },
    /// Front matter that opens with `---` and never closes; it was read as text.
    FrontMatterUnclosed,
    /// Something the transcript cannot express; its text was kept, its form was not. The words say what.
    Flattened(Cow<'static, str>),
    /// A picture or another thing without text.
    NoText(Cow<'static, str>),
    /// A footnote mark without a footnote, or a footnote without its mark.
    FootnoteLost(String),
    /// No law was found among the furniture of the page: the whole page was kept.
    LawNotFound,
    /// Lines at an end of the page that were taken for furniture and left out.
    SetAside(String),
    /// The note of origin of an article of the codification was not understood.
    OriginUnreadable(String),
    /// Words that a tracked change deleted; they are not in the text.
    Deleted(String),
    /// An article of the codification stands twice with different words: both are kept.
    ArticleDiffers(String),
    /// The words of this many pages come from pictures.
    Recognised {
        /// How many pages.
        pages: u32,
        /// How sure the recognition is of its words, of 100.
        sure: u32,
    },
    /// Recognised words that are doubtful, each with how sure the recognition is.
    WordsDoubtful(String),
    /// A part of the file that may hold text and is not read. The words say what.
    PartUnread(Cow<'static, str>),
}

impl fmt::Display for ProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Undecodable(count) => write!(f, "Có {count} ký tự không giải mã được."),
            Self::EncodingGuessed(name) => {
                write!(f, "Tệp không ghi bảng mã; đã đọc theo bảng mã {name}.")
            }
            Self::KeyUnknown(key) => write!(f, "Không có mục thông tin nào tên là “{key}”."),
            Self::ValueUnreadable { key, value, expected } => {
                write!(f, "Không hiểu giá trị “{value}” của mục “{key}”: cần {expected}.")
            }
            Self::FrontMatterUnclosed => f.write_str(
                "Phần thông tin đầu tệp không có dòng “---” kết thúc; đã đọc như lời văn.",
            ),
            Self::Flattened(what) => write!(f, "Không giữ được {what}; chữ bên trong vẫn còn."),
            Self::NoText(what) => write!(f, "Tại đây nguồn có {what}, không có chữ."),
            Self::FootnoteLost(mark) => {
                write!(f, "Chú thích “{mark}” thiếu dấu trong lời văn hoặc thiếu nội dung.")
            }
            Self::LawNotFound => f.write_str(
                "Không thấy văn bản pháp luật trong trang; đã giữ toàn bộ chữ của trang.",
            ),
            Self::SetAside(words) => write!(f, "Đã để ngoài, vì không thuộc văn bản: “{words}”."),
            Self::Deleted(words) => {
                write!(f, "Tệp còn theo dõi sửa đổi; chữ đã xóa không được đọc: “{words}”.")
            }
            Self::OriginUnreadable(note) => {
                write!(f, "Không hiểu ghi chú nguồn của điều: “{note}”.")
            }
            Self::Recognised { pages, sure } => write!(
                f,
                "Chữ của {pages} trang lấy từ ảnh bằng nhận dạng, độ tin cậy trung bình {sure}%: hãy đối chiếu với bản gốc."
            ),
            Self::WordsDoubtful(words) => {
                write!(f, "Nhận dạng không chắc các chữ: {words}.")
            }
            Self::PartUnread(what) => write!(f, "Chưa đọc {what}: hãy xem tệp gốc."),
            Self::ArticleDiffers(label) => write!(
                f,
                "Điều {label} có ở nhiều nơi trong Bộ pháp điển với lời văn khác nhau; đã giữ cả hai."
            ),
        }
    }
}
