//! Viện dẫn as the words give it, before anything around it is known: `điểm a khoản 2 Điều này`, `Luật Đất đai năm 2013`.
//!
//! A mention is all that a sentence alone can tell. What "này" means, and which document stands behind a bare "Điều 5", is
//! decided by `reader`, which knows where the sentence stands; what the corpus holds under that name, by `resolve`.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::law::{Kind, Label, Step, Unit};
use crate::text::Span;

/// Một viện dẫn: one cited thing. A list gives one for each member, a range one for the whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Where, in the text that was searched.
    pub span: Span,
    /// Which document the words name.
    pub document: Named,
    /// Which part of it.
    pub place: Place,
    /// The last unit of a range, by its full way down: `từ Điều 5 đến Điều 9`.
    pub until: Option<Vec<Step>>,
    /// What of the unit, when less than the whole is meant.
    pub detail: Detail,
}

/// Which document the words name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Named {
    /// None: the one at hand.
    Unsaid,
    /// `Luật này`, `Nghị định này`; also of an attached text: `Quy chế này`.
    This(Kind),
    /// By number, title or both.
    Written(DocumentName),
}

/// Tên văn bản as written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DocumentName {
    /// Loại văn bản; none for a bare number in a list (`số 47/2024/QH15`).
    pub kind: Option<Kind>,
    /// Số, ký hiệu, without stray spaces.
    pub number: Option<String>,
    /// Tên without its kind. A title without a number may run on past its true end, for only a library knows where it ends.
    pub title: Option<String>,
    /// Ngày or năm ban hành.
    pub dated: Option<Dated>,
    /// Cơ quan ban hành as written, where it follows at once.
    pub issuer: Option<String>,
}

/// When a document was issued, as far as its citation says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Dated {
    /// `ngày 19 tháng 6 năm 2015`.
    Day(Date),
    /// `năm 2015`.
    Year(i16),
}

/// Which part of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    /// From where the steps go down.
    pub base: Base,
    /// Main text, annex or attached text.
    pub part: Part,
    /// From large to small.
    pub steps: Vec<Step>,
}

/// From where the steps of a [`Place`] go down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Base {
    /// From the top of what the words name, as far as they name it.
    #[default]
    Written,
    /// From the unit in which the words stand: `Điều này`, `khoản này`.
    This(Unit),
    /// From the annex or attached text in which the words stand: `Phụ lục này`.
    ThisPart,
}

/// Phần thân, phụ lục, mẫu or văn bản kèm theo, as citations name them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Part {
    /// Phần thân.
    #[default]
    Main,
    /// Phụ lục, with its number when it has one.
    Annex(Option<Label>),
    /// Quy định, quy chế … ban hành kèm theo.
    Attached(Kind),
    /// Mẫu số 01, perhaps of an annex; its number as a piece of an address.
    Form {
        /// `phu-luc-2`, `phu-luc`; none when no annex is named.
        annex: Option<Option<Label>>,
        /// `01`, `06-bbkp`.
        number: String,
    },
}

/// What of a unit is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Detail {
    /// All of it.
    #[default]
    Whole,
    /// Tên: `tên Điều 9`.
    Heading,
    /// Đoạn mở đầu.
    Opening,
    /// Đoạn, counted from 1.
    Paragraph(u32),
}

impl fmt::Display for DocumentName {
    /// As the words gave it: `Nghị định số 115/2020/NĐ-CP`, `Luật Đất đai năm 2013`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut words: Vec<String> = self.kind.map(|it| it.name().to_owned()).into_iter().collect();
        words.extend(self.title.clone());
        words.extend(self.number.as_ref().map(|it| format!("số {it}")));
        match self.dated {
            Some(Dated::Day(day)) if self.number.is_none() => {
                words.push(format!("ngày {}/{}/{}", day.day(), day.month(), day.year()));
            }
            Some(Dated::Year(year)) => words.push(format!("năm {year}")),
            _ => {}
        }
        f.write_str(&words.join(" "))
    }
}

impl Part {
    /// The part as a piece of an address; empty for the main text.
    pub fn slug(&self) -> String {
        let annex = |label: &Option<Label>| match label {
            Some(label) => format!("phu-luc-{}", label.slug()),
            None => "phu-luc".to_owned(),
        };
        match self {
            Self::Main => String::new(),
            Self::Annex(label) => annex(label),
            Self::Attached(kind) => kind.slug(),
            Self::Form { annex: None, number } => format!("mau-{number}"),
            Self::Form { annex: Some(label), number } => {
                format!("{}/mau-{number}", annex(label))
            }
        }
    }
}

impl Mention {
    /// Whether the words name a whole document and nothing in it.
    pub fn is_whole(&self) -> bool {
        self.place == Place::default()
    }
}
