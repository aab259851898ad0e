//! One article of the codification, with all that the edition says about it.

use serde::{Deserialize, Serialize};

use crate::read::{Draft, ProblemKind};
use crate::text::{canonical, slug};

/// One article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// The document it is of.
    pub origin: Origin,
    /// What it is called there: `Điều`, in older circulars also `Mục`, `Phần`.
    pub unit: String,
    /// Its number there: `1`, `7a`, `IV`.
    pub label: String,
    /// Where it stands there, as the link names it: `Chuong_II_Muc_2`.
    pub place: Option<String>,
    /// Who changed it, in the order of the note.
    pub amenders: Vec<Amender>,
    /// The name of the đề mục it stands in: `Khoa học và công nghệ`.
    pub subject: Option<String>,
    /// Its code in the codification: `37.12.LQ.1`.
    pub code: String,
    /// Its anchor in the file: what related articles name it by.
    pub anchor: String,
    /// The articles it is officially related to.
    pub related: Vec<Related>,
    /// Its heading, without its number.
    pub heading: String,
    /// Its text.
    pub body: Vec<Draft>,
    /// Line of the file it starts on, from 1.
    pub line: u32,
    /// What was doubtful about it.
    pub doubts: Vec<ProblemKind>,
}

/// The document an article is of, as far as its note says. Title, date and issuer stand only in the note of the first
/// article of the document in the whole edition.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// `Luật`, `Thông tư liên tịch` …; empty when the note was not understood.
    pub kind: String,
    /// The number as written, spaces inside included.
    pub number: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// Date of issue, ISO.
    pub issued: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// Since when the article applies, ISO.
    pub effective: Option<String>,
    /// Until when the article applies, ISO.
    pub expires: Option<String>,
    /// The document's id at vbpl.vn.
    pub item: Option<String>,
    /// The whole note as written, without its outer brackets.
    pub note: String,
}

/// A provision that changed an article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amender {
    /// What it did: `có nội dung được sửa đổi, có nội dung được bổ sung`.
    pub verb: String,
    /// Which provision: `khoản 2 Điều 1`; empty when the note names only the document.
    pub provision: String,
    /// Kind of its document.
    pub kind: String,
    /// Number of its document, as written.
    pub number: String,
    /// Since when, ISO.
    pub effective: Option<String>,
    /// The words of the note that say all this.
    pub sentence: String,
}

/// An article that is officially related.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    /// Its [`Piece::anchor`].
    pub anchor: String,
    /// Its code and heading as written.
    pub words: String,
}

impl Piece {
    /// What all pieces of one document share: its kind and number, or its kind and title where it has no number.
    ///
    /// 93/2015/QH13 is a law and a resolution, so the kind belongs to the key; `60 TC/TCT` and `TT- BTNMT` are written
    /// with and without their spaces, so spaces do not.
    pub fn key(&self) -> String {
        let origin = &self.origin;
        let kind = slug(&origin.kind);
        match (&origin.number, &origin.title, &origin.item) {
            (Some(number), _, Some(item)) if !has_year(number) => {
                format!("{kind} {} {item}", tight(number))
            }
            (Some(number), ..) => format!("{kind} {}", tight(number)),
            (None, Some(title), _) if !kind.is_empty() => format!("{kind} {}", slug(title)),
            (None, _, Some(item)) => format!("vbpl {item}"),
            _ => format!("phap-dien {}", self.group()),
        }
    }

    /// The code without its last number: articles that share it are of one document.
    pub fn group(&self) -> &str {
        self.code.rsplit_once('.').map_or("", |(group, _)| group)
    }

    /// The words of the body, to tell equal articles.
    pub(crate) fn words(&self) -> String {
        self.body.iter().map(Draft::words).collect::<Vec<_>>().join("\n")
    }
}

impl Origin {
    /// Whether the note named a document.
    pub fn is_known(&self) -> bool {
        !self.kind.is_empty() && (self.number.is_some() || self.title.is_some())
    }

    /// Only what names the document.
    pub(crate) fn bare(&self) -> Self {
        Self {
            kind: self.kind.clone(),
            number: self.number.clone(),
            title: self.title.clone().filter(|_| self.number.is_none()),
            item: self.item.clone(),
            ..Self::default()
        }
    }
}

/// Whether a number says in which year or in which term of the National Assembly it was given.
fn has_year(number: &str) -> bool {
    let letters: Vec<char> = number.chars().collect();
    letters.windows(4).any(|four| four.iter().all(char::is_ascii_digit)) || number.contains("QH")
}

/// A number for comparison: no spaces, capitals, one form of every letter.
fn tight(number: &str) -> String {
    canonical(number).chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect()
}
