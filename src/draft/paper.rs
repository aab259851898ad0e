//! Dự thảo as it is handed in: articles made of sentences, each with its origin, and what must be known of the sources.
//!
//! Nothing here is numbered: numbers, căn cứ, the enforcement article and the tables follow from it
//! (`compose`), so that moving an article never leaves a stale number behind.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::law::{Address, Authority, DocumentRef, Kind, Status};

/// Dự thảo: a text in the making.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Loại văn bản.
    pub kind: Kind,
    /// Cơ quan ban hành.
    pub issuer: Authority,
    /// Ký hiệu, without serial and year, which stay open: `UBTVQH16`.
    pub symbol: String,
    /// Năm of the number and the date line, where it is already certain.
    pub year: Option<i16>,
    /// Địa danh of the date line.
    pub place: String,
    /// Trích yếu, without the kind: `quy định chi tiết về kỳ họp của Hội đồng nhân dân`.
    pub title: String,
    /// The articles in their order; chapters are told by [`DraftArticle::chapter`].
    pub articles: Vec<DraftArticle>,
    /// Every document from which something was or might have been taken.
    pub sources: Vec<Source>,
    /// What was decided not to be taken over.
    pub left_out: Vec<LeftOut>,
    /// What is still to be decided.
    pub open: Vec<OpenDecision>,
}

/// Điều of a draft, without its number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftArticle {
    /// Tên chương in which it stands; a run of articles with the same name is one chapter. None: outside chapters.
    pub chapter: Option<String>,
    /// Tên điều; may be empty.
    pub heading: String,
    /// What it says, in order.
    pub sentences: Vec<DraftSentence>,
}

/// Câu, and whence it came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftSentence {
    /// What begins with it.
    pub unit: SentenceUnit,
    /// The words as they shall read; a number of the source in front (`2.`, `a)`) is not kept.
    pub text: String,
    /// The provision it was taken from; none: mới.
    pub origin: Option<Origin>,
}

/// What begins with a sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum SentenceUnit {
    /// A paragraph without number: the lead of an article, or the whole of a short one.
    #[default]
    Opening,
    /// A khoản.
    Clause,
    /// A điểm of the khoản at hand, or of the article where it has none.
    Point,
    /// Nothing: it goes on in the paragraph before.
    Follows,
    /// A further paragraph of the khoản at hand, without number: `đoạn 2 khoản 1`.
    Paragraph,
}

/// Nguồn of a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The smallest unit of the source in which it stands.
    pub address: Address,
    /// The source's own sentence.
    pub text: String,
}

/// Văn bản nguồn: what a draft must know of a document it was made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Its unambiguous name, as origins name it.
    pub reference: DocumentRef,
    /// Loại văn bản.
    pub kind: Kind,
    /// Trích yếu.
    pub title: String,
    /// Cơ quan ban hành.
    pub authorities: Vec<Authority>,
    /// Ngày ban hành.
    pub issued: Option<Date>,
    /// Tình trạng hiệu lực on the day of the draft.
    pub status: Status,
    /// Its căn cứ, in its own order.
    pub grounds: Vec<Ground>,
    /// Its articles (items, where it has no điều), in order.
    pub articles: Vec<SourceArticle>,
    /// Short names that it declares: `(sau đây gọi là Thường trực)`.
    pub short_names: Vec<String>,
}

/// Căn cứ of a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ground {
    /// The line as written, without its closing mark: `Căn cứ Luật … số 65/2025/QH15`.
    pub line: String,
    /// The document it names, where the corpus holds it.
    pub document: Option<DocumentRef>,
    /// Thứ bậc hiệu lực of that document, 1 the highest ([`Kind::rank`]).
    pub rank: Option<u8>,
    /// Its status on the day of the draft.
    pub status: Status,
}

/// Điều of a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceArticle {
    /// Where.
    pub address: Address,
    /// Tên điều.
    pub heading: String,
}

/// Quy định không đưa vào dự thảo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// The provision, or its whole document.
    pub address: Address,
    /// Why: `trùng với Điều 5 Nghị quyết …, giữ Điều 5`.
    pub why: String,
}

/// Vấn đề còn mở.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenDecision {
    /// What it is about.
    pub topic: String,
    /// The provisions concerned.
    pub addresses: Vec<Address>,
    /// Why it is open.
    pub why: String,
}

impl Draft {
    /// An empty draft of a resolution of the Standing Committee of the National Assembly (Ủy ban Thường vụ Quốc hội) of a
    /// term (`16`).
    pub fn of_standing_committee(term: u8, title: &str) -> Self {
        let issuer = Authority {
            id: "uy-ban-thuong-vu-quoc-hoi".to_owned(),
            name: "Ủy ban Thường vụ Quốc hội".to_owned(),
            place: None,
        };
        Self::new(Kind::Resolution, issuer, &format!("UBTVQH{term}"), title)
    }

    /// An empty draft.
    pub fn new(kind: Kind, issuer: Authority, symbol: &str, title: &str) -> Self {
        Self {
            kind,
            issuer,
            symbol: symbol.to_owned(),
            year: None,
            place: "Hà Nội".to_owned(),
            title: title.to_owned(),
            articles: Vec::new(),
            sources: Vec::new(),
            left_out: Vec::new(),
            open: Vec::new(),
        }
    }

    /// Whether a source ends with this draft: only its own issuer replaces a text (Luật 64/2025/QH15, Điều 57), and a
    /// text of higher force is left alone.
    pub fn replaces(&self, source: &Source) -> bool {
        let rank = |kind: Kind, issuer: Option<&Authority>| kind.rank(issuer);
        source.authorities.len() == 1
            && source.authorities.first() == Some(&self.issuer)
            && source.status != Status::Ended
            && match (
                rank(source.kind, source.authorities.first()),
                rank(self.kind, Some(&self.issuer)),
            ) {
                (Some(theirs), Some(ours)) => theirs >= ours,
                _ => true,
            }
    }

    /// The source with this name.
    pub fn source(&self, reference: &DocumentRef) -> Option<&Source> {
        self.sources.iter().find(|it| it.reference == *reference)
    }
}

impl DraftSentence {
    /// A sentence without origin.
    pub fn new(unit: SentenceUnit, text: impl Into<String>) -> Self {
        Self { unit, text: text.into(), origin: None }
    }

    /// A sentence taken over as it stands.
    pub fn taken(unit: SentenceUnit, address: Address, text: impl Into<String>) -> Self {
        let text = text.into();
        Self { unit, text: text.clone(), origin: Some(Origin { address, text }) }
    }
}
