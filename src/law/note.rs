//! Ghi chú: what was doubtful about a result, with its place in the source.
//!
//! Content never fails: a parser gives its value *and* its notes ([`Noted`]). A note is data; its wording for people
//! stands here once, so the web page, the command line and the tests say the same.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::law::{Label, Unit};
use crate::text::Span;

/// A result, and everything doubtful met on the way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Noted<T> {
    /// The result.
    pub value: T,
    /// In the order of the source.
    pub notes: Vec<Note>,
}

/// Something a reader of the source should check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Where in the transcript's text.
    pub span: Span,
    /// What.
    pub kind: NoteKind,
}

/// How much a note matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// Worth knowing; the result stands.
    Info,
    /// The result may be wrong here.
    Warning,
    /// Something could not be read.
    Error,
}

/// What a note says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum NoteKind {
    /// No number was found in the title block.
    NumberMissing,
    /// The number is still blank (a draft).
    NumberBlank,
    /// What stands where the number should be is not one.
    NumberUnreadable(String),
    /// No kind of document was recognised.
    KindMissing,
    /// No issuer was recognised.
    AuthorityMissing,
    /// An issuer that is not in the list of authorities.
    AuthorityUnknown(String),
    /// No date of issue was found.
    DateMissing,
    /// A date that no calendar has.
    DateImpossible(String),
    /// The text and the source's own metadata disagree.
    Disagreement {
        /// What about: a claim key.
        key: String,
        /// As the text says.
        text: String,
        /// As the metadata says.
        metadata: String,
    },
    /// A number is skipped: `after` is followed by `found`.
    Gap {
        /// The unit.
        unit: Unit,
        /// The number before.
        after: Label,
        /// The number met.
        found: Label,
    },
    /// A number stands twice in the same place.
    Repeated {
        /// The unit.
        unit: Unit,
        /// The number.
        label: Label,
    },
    /// A heading word is misspelt and was read as what it must be (`Điền 47.`).
    HeadingMisspelt(String),
    /// A quotation opens and never closes.
    QuoteUnclosed,
    /// A sentence (its first words) that orders an amendment was not understood.
    InstructionUnparsed(String),
    /// Lines that look like a table of contents and were set aside.
    ContentsList,
    /// Text before the first unit that fits no part of the official form.
    Unplaced,
    /// No điều and no numbered unit was found in a text of this length (characters).
    Unstructured(u32),
    /// A metadata value that was not understood.
    ClaimUnreadable {
        /// The claim's key.
        key: String,
        /// Its value as given.
        value: String,
        /// What was expected.
        expected: String,
    },
    /// A key that no reader knows.
    ClaimUnknown(String),
    /// A format could not express something and it was left as plain text.
    Flattened(String),
    /// A footnote mark without a footnote, or the other way round.
    FootnoteLost(String),
    /// Letters that could not be decoded.
    Undecodable(u32),
    /// An article of the codification whose note of origin was not understood.
    OriginUnreadable(String),
    /// Nesting or size beyond what is read; the rest is kept as plain text.
    TooDeep,
    /// The file names no encoding and is not Unicode: it was read as this one.
    EncodingGuessed(String),
    /// A picture or another thing without text.
    NoText(String),
    /// No law was found among the furniture of the page.
    LawNotFound,
    /// Words at an end of the page that were taken for furniture.
    SetAside(String),
    /// Words that a tracked change deleted; they are not in the text.
    Deleted(String),
    /// An article of the codification stands twice with different words.
    ArticleDiffers(String),
    /// Words that were recognised on pictures of pages, and how surely.
    Recognised {
        /// How many pages.
        pages: u32,
        /// How sure the recognition is of its words, of 100.
        sure: u32,
    },
    /// Recognised words that are doubtful, each with how sure the recognition is.
    WordsDoubtful(String),
    /// A metadata block that never closes.
    FrontMatterUnclosed,
    /// A file that gave nothing, and why.
    FileUnreadable(String),
    /// A file that is not meant to be read, and why.
    FileSkipped(String),
    /// A fault of this program; the file was left out.
    ReaderFailed(String),
    /// A sentence that says something of effect, from a day that cannot be counted.
    EffectUndated(String),
    /// Another copy of the same document is used: this one, as `file:line` or `file`.
    CopyUnused(String),
    /// A part of the file that may hold text and is not read. The words say what.
    PartUnread(String),
}

impl Note {
    /// A note at `span`.
    pub fn new(span: Span, kind: NoteKind) -> Self {
        Self { span, kind }
    }
}

impl NoteKind {
    /// How much it matters.
    pub fn severity(&self) -> Severity {
        match self {
            Self::NumberBlank
            | Self::ContentsList
            | Self::Flattened(_)
            | Self::HeadingMisspelt(_)
            | Self::EncodingGuessed(_)
            | Self::NoText(_)
            | Self::SetAside(_)
            | Self::Deleted(_)
            | Self::FileSkipped(_)
            | Self::EffectUndated(_)
            | Self::CopyUnused(_) => Severity::Info,
            Self::ClaimUnreadable { .. }
            | Self::OriginUnreadable(_)
            | Self::Undecodable(_)
            | Self::FileUnreadable(_)
            | Self::ReaderFailed(_) => Severity::Error,
            _ => Severity::Warning,
        }
    }

    /// A short fixed name for counting: `thieu-so`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NumberMissing => "thieu-so",
            Self::NumberBlank => "so-de-trong",
            Self::NumberUnreadable(_) => "so-khong-doc-duoc",
            Self::KindMissing => "thieu-loai",
            Self::AuthorityMissing => "thieu-co-quan",
            Self::AuthorityUnknown(_) => "co-quan-la",
            Self::DateMissing => "thieu-ngay",
            Self::DateImpossible(_) => "ngay-sai",
            Self::Disagreement { .. } => "khac-sieu-du-lieu",
            Self::Gap { .. } => "nhay-so",
            Self::Repeated { .. } => "trung-so",
            Self::HeadingMisspelt(_) => "sai-chinh-ta-de-muc",
            Self::QuoteUnclosed => "thieu-ngoac-dong",
            Self::InstructionUnparsed(_) => "chua-hieu-chi-dan",
            Self::ContentsList => "muc-luc",
            Self::Unplaced => "chua-xep-duoc",
            Self::Unstructured(_) => "khong-co-don-vi",
            Self::ClaimUnreadable { .. } => "sieu-du-lieu-sai",
            Self::ClaimUnknown(_) => "sieu-du-lieu-la",
            Self::Flattened(_) => "bo-dinh-dang",
            Self::FootnoteLost(_) => "mat-chu-thich",
            Self::Undecodable(_) => "khong-giai-ma-duoc",
            Self::OriginUnreadable(_) => "khong-ro-nguon",
            Self::TooDeep => "qua-sau",
            Self::EncodingGuessed(_) => "doan-bang-ma",
            Self::NoText(_) => "khong-co-chu",
            Self::LawNotFound => "khong-thay-van-ban",
            Self::SetAside(_) => "de-ngoai",
            Self::Deleted(_) => "chu-da-xoa",
            Self::ArticleDiffers(_) => "dieu-khac-nhau",
            Self::Recognised { .. } => "nhan-dang",
            Self::WordsDoubtful(_) => "chu-khong-chac",
            Self::FrontMatterUnclosed => "sieu-du-lieu-khong-dong",
            Self::FileUnreadable(_) => "tep-khong-doc-duoc",
            Self::FileSkipped(_) => "tep-bo-qua",
            Self::ReaderFailed(_) => "loi-chuong-trinh",
            Self::EffectUndated(_) => "chua-ro-ngay-hieu-luc",
            Self::CopyUnused(_) => "ban-trung",
            Self::PartUnread(_) => "phan-chua-doc",
        }
    }
}

impl fmt::Display for NoteKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NumberMissing => f.write_str("Không thấy số, ký hiệu văn bản ở phần đầu."),
            Self::NumberBlank => f.write_str("Số văn bản còn để trống (dự thảo)."),
            Self::NumberUnreadable(text) => {
                write!(f, "“{text}” ở chỗ của số văn bản nhưng không đọc được là số, ký hiệu.")
            }
            Self::KindMissing => {
                f.write_str("Không nhận ra loại văn bản (Luật, Nghị quyết, Nghị định …).")
            }
            Self::AuthorityMissing => f.write_str("Không nhận ra cơ quan ban hành."),
            Self::AuthorityUnknown(name) => {
                write!(f, "Cơ quan “{name}” chưa có trong danh mục cơ quan.")
            }
            Self::DateMissing => f.write_str("Không thấy ngày ban hành."),
            Self::DateImpossible(text) => write!(f, "“{text}” không phải một ngày có thật."),
            Self::Disagreement { key, text, metadata } => {
                write!(
                    f,
                    "Văn bản ghi “{text}”, siêu dữ liệu ({key}) ghi “{metadata}”: cần đối chiếu."
                )
            }
            Self::Gap { unit, after, found } => {
                write!(
                    f,
                    "Sau {unit} {after} là {unit} {found}: số bị nhảy hoặc thiếu đoạn.",
                    unit = unit.name()
                )
            }
            Self::Repeated { unit, label } => {
                write!(f, "{} {label} xuất hiện hai lần ở cùng một chỗ.", unit.name())
            }
            Self::HeadingMisspelt(text) => {
                write!(f, "“{text}” được đọc là đề mục viết sai chính tả.")
            }
            Self::QuoteUnclosed => {
                f.write_str("Ngoặc kép mở mà không đóng; đã đọc đến hết điều chứa nó.")
            }
            Self::InstructionUnparsed(words) => {
                write!(f, "Chưa hiểu được chỉ dẫn “{words}”; lời văn tính ra không tính đến nó.")
            }
            Self::ContentsList => {
                f.write_str("Các dòng này giống mục lục nên không tính là nội dung.")
            }
            Self::Unplaced => {
                f.write_str("Đoạn này chưa xếp được vào phần nào của văn bản; vẫn giữ nguyên.")
            }
            Self::Unstructured(length) => {
                write!(
                    f,
                    "Không thấy điều, mục hay khoản nào trong {length} ký tự; giữ nguyên thành một khối."
                )
            }
            Self::ClaimUnreadable { key, value, expected } => {
                write!(f, "Siêu dữ liệu {key}: “{value}” không đọc được; cần {expected}.")
            }
            Self::ClaimUnknown(key) => {
                write!(f, "Không biết khóa siêu dữ liệu “{key}”; đã bỏ qua.")
            }
            Self::Flattened(what) => write!(f, "{what} được giữ dưới dạng chữ thường."),
            Self::FootnoteLost(mark) => {
                write!(f, "Chú thích “{mark}” thiếu dấu hoặc thiếu nội dung.")
            }
            Self::Undecodable(count) => {
                write!(f, "{count} ký tự không giải mã được; kiểm tra bảng mã của tệp.")
            }
            Self::OriginUnreadable(text) => {
                write!(f, "Không đọc được ghi chú nguồn của điều: “{text}”.")
            }
            Self::TooDeep => {
                f.write_str("Cấu trúc lồng quá sâu hoặc quá lớn; phần còn lại giữ dạng chữ thường.")
            }
            Self::EncodingGuessed(name) => {
                write!(f, "Tệp không ghi bảng mã; đã đọc theo bảng mã {name}.")
            }
            Self::PartUnread(what) => write!(f, "Chưa đọc {what}: hãy xem tệp gốc."),
            Self::NoText(what) => write!(f, "Tại đây nguồn có {what}, không có chữ."),
            Self::LawNotFound => f.write_str(
                "Không thấy văn bản pháp luật trong trang; đã giữ toàn bộ chữ của trang.",
            ),
            Self::SetAside(words) => write!(f, "Đã để ngoài, vì không thuộc văn bản: “{words}”."),
            Self::Deleted(words) => {
                write!(f, "Tệp còn theo dõi sửa đổi; chữ đã xóa không được đọc: “{words}”.")
            }
            Self::ArticleDiffers(label) => write!(
                f,
                "Điều {label} có ở nhiều nơi trong Bộ pháp điển với lời văn khác nhau; đã giữ cả hai."
            ),
            Self::Recognised { pages, sure } => write!(
                f,
                "Chữ của {pages} trang lấy từ ảnh bằng nhận dạng, độ tin cậy trung bình {sure}%: hãy đối chiếu với bản gốc."
            ),
            Self::WordsDoubtful(words) => {
                write!(f, "Nhận dạng không chắc các chữ: {words}.")
            }
            Self::FrontMatterUnclosed => f.write_str(
                "Phần thông tin đầu tệp không có dòng “---” kết thúc; đã đọc như lời văn.",
            ),
            Self::FileUnreadable(why) => write!(f, "Không đọc được tệp: {why}"),
            Self::FileSkipped(why) => write!(f, "Tệp không được nạp: {why}"),
            Self::ReaderFailed(why) => {
                write!(f, "Chương trình gặp lỗi khi đọc tệp này và đã bỏ qua nó: {why}")
            }
            Self::EffectUndated(what) => write!(
                f,
                "{what} từ một ngày mà văn bản không cho tính được (ví dụ ngày đăng Công báo)."
            ),
            Self::CopyUnused(used) => {
                write!(f, "Văn bản này có nhiều bản; kho dùng bản ở {used}.")
            }
        }
    }
}
