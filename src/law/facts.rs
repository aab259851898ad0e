//! What is known about a document beside its provisions: dates of effect, what amends or replaces it, where it came from.
//!
//! Most are claims of a source (front matter, the catalogue, the notes of the codification); the effects are what texts
//! themselves say, with the sentence. A fact that is not known is absent, never guessed.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::law::{DocumentNumber, Effect, Portion};

/// Siêu dữ liệu of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Ngày có hiệu lực.
    pub effective: Option<Date>,
    /// Ngày hết hiệu lực.
    pub ended: Option<Date>,
    /// Văn bản liên quan that the source names.
    pub links: Vec<Link>,
    /// What the text itself, and other texts of the corpus, say of its time.
    pub effects: Vec<Effect>,
    /// Trang nguồn chính thức.
    pub source: Option<String>,
    /// Lĩnh vực.
    pub field: Option<String>,
    /// Ghi chú of the compiler of the metadata.
    pub remark: Option<String>,
    /// Minh họa: written for illustration, without legal force.
    pub illustrative: bool,
    /// Whether the text was put together from the official codification: consolidated, and possibly not whole.
    pub codified: bool,
    /// Chỉ có thông tin: the document is in the catalogue only, its text is not loaded.
    pub catalogue_only: bool,
}

/// A tie to another document that a source states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// What tie.
    pub kind: LinkKind,
    /// The provision here that it concerns; none for the whole document.
    pub here: Option<Portion>,
    /// The other document, by number as written.
    pub there: String,
    /// The provision there.
    pub portion: Option<Portion>,
    /// From when.
    pub since: Option<Date>,
    /// The words of the source.
    pub words: String,
}

/// The tie between two documents, seen from here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum LinkKind {
    /// Được sửa đổi, bổ sung bởi.
    AmendedBy,
    /// Bị thay thế, bãi bỏ bởi.
    ReplacedBy,
    /// Sửa đổi, bổ sung.
    Amends,
    /// Thay thế, bãi bỏ.
    Replaces,
    /// Hướng dẫn, quy định chi tiết.
    Guides,
    /// Hợp nhất.
    Consolidates,
    /// Có nội dung liên quan (chỉ dẫn của Bộ pháp điển).
    Related,
}

impl Link {
    /// The first day on which the tie can hold: the day the source gives, else the start of the other document's year.
    pub fn earliest(&self) -> Option<Date> {
        let year = || self.there.parse::<DocumentNumber>().ok()?.year();
        self.since.or_else(|| Date::new(i16::try_from(year()?).ok()?, 1, 1).ok())
    }
}

impl LinkKind {
    /// Every kind of tie.
    pub const ALL: [Self; 7] = [
        Self::AmendedBy,
        Self::ReplacedBy,
        Self::Amends,
        Self::Replaces,
        Self::Guides,
        Self::Consolidates,
        Self::Related,
    ];

    /// The key under which front matter and the catalogue state it.
    pub fn key(self) -> &'static str {
        match self {
            Self::AmendedBy => "sua-doi-boi",
            Self::ReplacedBy => "thay-the-boi",
            Self::Amends => "sua-doi",
            Self::Replaces => "thay-the",
            Self::Guides => "huong-dan",
            Self::Consolidates => "hop-nhat",
            Self::Related => "lien-quan",
        }
    }

    /// The tie in words, before the other document's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::AmendedBy => "Được sửa đổi, bổ sung bởi",
            Self::ReplacedBy => "Bị thay thế, bãi bỏ bởi",
            Self::Amends => "Sửa đổi, bổ sung",
            Self::Replaces => "Thay thế, bãi bỏ",
            Self::Guides => "Hướng dẫn, quy định chi tiết",
            Self::Consolidates => "Hợp nhất",
            Self::Related => "Có nội dung liên quan",
        }
    }
}
