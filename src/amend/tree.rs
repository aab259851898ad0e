//! Cây đang sửa: units that own their words, for a text that changes cannot hold spans into a source that does not.
//!
//! Each piece of text remembers which stretches of it were put there by whom, and each unit who touched it: a
//! consolidated text owes the reader a note at every change (Pháp lệnh 01/2012/UBTVQH13, Điều 14).

use serde::{Deserialize, Serialize};

use crate::law::Step;
use crate::text::{CellText, Span};

/// Who changed something: the caller's own number for an instruction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Cause(pub u32);

/// Câu chữ: a paragraph or a heading, and the stretches in it that came later.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// The words.
    pub text: String,
    /// What was changed, in order: a stretch put in, or the empty stretch where something was taken out.
    pub touched: Vec<(Span, Cause)>,
}

/// Đơn vị of a text that changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Branch {
    /// Its unit, number and occurrence.
    pub step: Step,
    /// The number as written, with its punctuation.
    pub mark: String,
    /// Whether the number stands on a line of its own: `Chương I` above its name.
    pub mark_alone: bool,
    /// Tên.
    pub heading: Option<Words>,
    /// What it says, in order.
    pub content: Vec<Piece>,
    /// Whether it stands.
    pub state: State,
    /// The instructions that replaced, added, repealed, renumbered or suspended it as a whole, in order.
    pub causes: Vec<Cause>,
}

/// Whether a unit stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum State {
    /// It reads as it reads.
    #[default]
    Standing,
    /// Bãi bỏ: only its number is left.
    Repealed,
    /// Ngưng hiệu lực: it reads as it reads, but does not apply.
    Suspended,
}

/// A piece of what a unit says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Piece {
    /// A paragraph of its own.
    Paragraph(Words),
    /// A paragraph inside a quotation: new text for another document.
    Quoted(Words),
    /// A table: for each row whether it is a head row, and its cells.
    Table(Vec<(bool, Vec<CellText>)>),
    /// A smaller unit.
    Unit(Branch),
}

impl Words {
    /// Words that were always there.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), touched: Vec::new() }
    }

    /// Marks all of it as put there by `cause`.
    pub(crate) fn mark(&mut self, cause: Cause) {
        self.touched = vec![(Span::new(0, self.text.len()), cause)];
    }
}

impl Branch {
    /// The units directly inside.
    pub fn units(&self) -> impl Iterator<Item = &Self> {
        self.content.iter().filter_map(Piece::unit)
    }

    /// The numbers of the điều in it, its own included.
    pub fn article_steps(&self) -> Vec<Step> {
        if self.step.unit == crate::law::Unit::Article {
            return vec![self.step.clone()];
        }
        self.units().flat_map(Self::article_steps).collect()
    }

    /// Marks the unit, and all words in it and below, as put there by `cause`.
    pub(crate) fn mark(&mut self, cause: Cause) {
        self.causes.push(cause);
        if let Some(heading) = &mut self.heading {
            heading.mark(cause);
        }
        for piece in &mut self.content {
            piece.mark(cause);
        }
    }

    /// Leaves the number and nothing else, here and in every điều below (a chương that goes takes its điều along, but
    /// their numbers stay taken).
    pub(crate) fn empty(&mut self, cause: Cause) {
        self.heading = None;
        self.state = State::Repealed;
        self.causes.push(cause);
        self.content.retain_mut(|piece| match piece {
            Piece::Unit(unit) if unit.step.unit <= crate::law::Unit::Article => {
                unit.empty(cause);
                true
            }
            _ => false,
        });
    }

    /// The text of the unit without its own number and heading, as [`crate::law::Document::body`] gives it; repealed
    /// units below are left out.
    pub fn body(&self) -> String {
        let mut lines = Vec::new();
        self.lines(&mut lines);
        lines.join("\n")
    }

    fn lines(&self, lines: &mut Vec<String>) {
        for piece in &self.content {
            match piece {
                Piece::Paragraph(words) | Piece::Quoted(words) => lines.push(words.text.clone()),
                Piece::Table(rows) => {
                    let cells = rows.iter().flat_map(|(_, cells)| cells);
                    lines.extend(cells.map(|(text, ..)| text.clone()));
                }
                Piece::Unit(unit) if unit.state == State::Repealed => {}
                Piece::Unit(unit) => {
                    let at = lines.len();
                    lines.extend(unit.heading.as_ref().map(|it| it.text.clone()));
                    unit.lines(lines);
                    match lines.get_mut(at) {
                        Some(first) => first.insert_str(0, &format!("{} ", unit.mark)),
                        None => lines.push(unit.mark.clone()),
                    }
                }
            }
        }
    }
}

impl Piece {
    /// The unit, when it is one.
    pub fn unit(&self) -> Option<&Branch> {
        match self {
            Self::Unit(unit) => Some(unit),
            _ => None,
        }
    }

    /// The words, when it is a paragraph.
    pub(crate) fn words_mut(&mut self) -> Option<&mut Words> {
        match self {
            Self::Paragraph(words) | Self::Quoted(words) => Some(words),
            Self::Table(_) | Self::Unit(_) => None,
        }
    }

    /// Marks all words in it as put there by `cause`.
    pub(crate) fn mark(&mut self, cause: Cause) {
        match self {
            Self::Paragraph(words) | Self::Quoted(words) => words.mark(cause),
            Self::Table(_) => {}
            Self::Unit(unit) => unit.mark(cause),
        }
    }
}
