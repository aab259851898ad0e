//! Hiệu lực theo lời văn: what a sentence does to the time of a document or of a part of it.
//!
//! A date in somebody's metadata is a claim; a sentence of an enforcement article is a proof. Each effect therefore
//! carries its sentence, and a reader who doubts a status is shown the words it rests on.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::law::Portion;

/// Một điểm trên dòng thời gian: from `day` on, `kind` holds for the document or for `parts` of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    /// What happens.
    pub kind: EffectKind,
    /// The provisions concerned; empty for the whole document.
    pub parts: Vec<Portion>,
    /// A part that the sentence tells in words only: `các quy định về lập quy hoạch`.
    pub described: Option<String>,
    /// The provisions that the sentence leaves out.
    pub except: Vec<Portion>,
    /// A condition that the sentence adds and that names no provision of the document concerned.
    pub proviso: Option<String>,
    /// The first day; none when the sentence gives none that can be counted (`kể từ ngày đăng Công báo`).
    pub day: Option<Date>,
    /// The document that says so, by its number; none when the document says it of itself.
    pub by: Option<String>,
    /// The provision that says so.
    pub at: Portion,
    /// The words that prove it.
    pub sentence: String,
}

/// What happens on the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum EffectKind {
    /// Có hiệu lực.
    Begins,
    /// Hết hiệu lực: bãi bỏ, thay thế, hết thời hạn.
    Ends,
    /// Ngưng hiệu lực.
    Suspended,
    /// Có hiệu lực trở lại.
    Resumes,
    /// Tiếp tục có hiệu lực, though the rest ends.
    Continues,
}

impl EffectKind {
    /// The effect in words, before a date.
    pub fn name(self) -> &'static str {
        match self {
            Self::Begins => "Có hiệu lực",
            Self::Ends => "Hết hiệu lực",
            Self::Suspended => "Ngưng hiệu lực",
            Self::Resumes => "Có hiệu lực trở lại",
            Self::Continues => "Tiếp tục có hiệu lực",
        }
    }

    /// The effect as a word of data files: `co-hieu-luc`.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Begins => "co-hieu-luc",
            Self::Ends => "het-hieu-luc",
            Self::Suspended => "ngung-hieu-luc",
            Self::Resumes => "co-hieu-luc-tro-lai",
            Self::Continues => "tiep-tuc-co-hieu-luc",
        }
    }
}

impl Effect {
    /// Whether it concerns the document as a whole.
    pub fn is_whole(&self) -> bool {
        self.parts.is_empty() && self.described.is_none()
    }

    /// Whether it concerns the provision at `portion`: named itself, or standing in a unit that is named, and not left out.
    pub fn covers(&self, portion: &Portion) -> bool {
        let left_out = self.except.iter().any(|it| it.holds(portion));
        let named = self.parts.iter().any(|it| it.holds(portion));
        !left_out && (self.is_whole() || named)
    }
}
