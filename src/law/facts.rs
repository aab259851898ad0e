//! What is said about a document outside its own text: dates of effect, what amends or replaces it, where it came from.
//!
//! These are claims of a source (front matter, the catalogue, the notes of the codification); what the text itself says
//! is read elsewhere. A fact that is not known is absent, never guessed.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::law::{DocumentNumber, Portion};

/// Siêu dữ liệu of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Ngày có hiệu lực.
    pub effective: Option<Date>,
    /// Ngày hết hiệu lực.
    pub ended: Option<Date>,
    /// Văn bản liên quan that the source names.
    pub links: Vec<Link>,
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

impl Facts {
    /// The day of effect, where what is known allows to say that the document has been in force since.
    ///
    /// The catalogue leaves out ends that are not sure, so from it alone nothing is in force; nor is a text that
    /// something replaces from a day nobody gives.
    pub fn in_force_since(&self) -> Option<Date> {
        let whole = |link: &&Link| link.kind == LinkKind::ReplacedBy && link.here.is_none();
        let undated = self.links.iter().filter(whole).any(|link| link.since.is_none());
        let settled = !self.catalogue_only && (!undated || self.ended.is_some());
        self.effective.filter(|_| settled)
    }

    /// The day from which the whole document is replaced, where a source gives one. A replacement without a day proves
    /// no end: it may concern a part.
    pub fn replaced(&self) -> Option<Date> {
        let links = self
            .links
            .iter()
            .filter(|link| link.kind == LinkKind::ReplacedBy && link.here.is_none());
        links.filter_map(|link| link.since).min()
    }
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
