//! Chỉ dẫn sửa đổi: one order that an amending text gives, and where it aims.
//!
//! One sentence often gives several orders ("sửa đổi khoản 5 và bổ sung khoản 6 vào sau khoản 5"); each becomes an
//! instruction of its own with the same sentence, so that each is done, or refused, for itself.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::amend::target::Target;
use crate::amend::tree::{Branch, Piece};
use crate::law::{Label, Step, Unit, UnitId};
use crate::text::Span;

/// Chỉ dẫn sửa đổi.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instruction {
    /// The unit of the amending text that gives it.
    pub unit: Option<UnitId>,
    /// The sentence that gives it, in the amending text.
    pub sentence: Span,
    /// The quoted new text, first line to last; none when there is none.
    pub quoted: Option<Span>,
    /// Which text it changes.
    pub target: Target,
    /// What it orders.
    pub operation: Operation,
}

/// What is ordered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Operation {
    /// Sửa đổi … như sau: the place reads anew.
    Replace {
        /// What.
        at: Place,
        /// Its new text.
        new: Vec<Piece>,
        /// "Sửa đổi, bổ sung": a unit that does not exist yet is added.
        or_add: bool,
    },
    /// Bổ sung … như sau: a new unit.
    Insert {
        /// The new unit's own place.
        at: Place,
        /// Where among its neighbours.
        position: Position,
        /// The unit.
        new: Box<Branch>,
    },
    /// Bãi bỏ, hủy bỏ, hết hiệu lực: the unit keeps its number and nothing else.
    Repeal {
        /// What.
        at: Place,
    },
    /// Thay, bỏ or bổ sung cụm từ.
    Phrase {
        /// What changes.
        change: PhraseChange,
        /// Where.
        scope: Scope,
    },
    /// Khoản 5 được đánh số thành khoản 6.
    Renumber {
        /// Which unit.
        from: Place,
        /// Its new number.
        to: Label,
    },
    /// Ngưng hiệu lực: the unit stays as it is and does not apply.
    Suspend {
        /// What; the whole text without steps.
        at: Place,
    },
    /// Bãi bỏ toàn bộ, thay thế: the whole text ends.
    End {
        /// Whether something takes its place.
        heir: Heir,
    },
    /// Not understood. Nothing may be concluded from the sentence but that it aims at these places.
    Unparsed {
        /// The places that its words name; empty when none could be told.
        aims: Vec<Place>,
    },
}

/// Whether a text that ends has an heir.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Heir {
    /// Bãi bỏ: none.
    None,
    /// Thay thế: the amending text itself.
    Amender,
}

/// Nơi được sửa: the way to a unit or to a part of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    /// In which of the numbered texts.
    pub within: Within,
    /// From large to small; empty for the whole text.
    pub steps: Vec<Step>,
    /// Which part of the unit.
    pub part: Part,
}

/// The numbered text a place stands in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Within {
    /// Phần thân; in a text of one attachment that alone has such an article, the attachment.
    #[default]
    Main,
    /// Quy chế, quy định ban hành kèm theo.
    Attachment,
    /// Phụ lục; without its number when there is but one.
    Annex(Option<Label>),
}

/// Which part of a unit is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Part {
    /// All of it.
    #[default]
    Whole,
    /// Tên điều, tên chương.
    Heading,
    /// Đoạn mở đầu: the paragraphs before the first smaller unit.
    Opening,
    /// Đoạn thứ hai: a paragraph of its own, counted from 1.
    Paragraph(u32),
    /// Đoạn cuối.
    LastParagraph,
}

/// Where a new unit goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Position {
    /// Vào sau.
    After(Step),
    /// Vào trước.
    Before(Step),
    /// Vào …: by its number among the others.
    InOrder,
}

/// Cụm từ: what happens to words inside units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PhraseChange {
    /// Thay thế cụm từ "old" bằng cụm từ "new".
    Replace {
        /// Words that go.
        old: String,
        /// Words that come.
        new: String,
    },
    /// Bỏ cụm từ "old".
    Delete {
        /// Words that go.
        old: String,
    },
    /// Bổ sung cụm từ "new" vào sau cụm từ "anchor".
    InsertAfter {
        /// Words that stay.
        anchor: String,
        /// Words that come behind them.
        new: String,
    },
    /// Bổ sung cụm từ "new" vào trước cụm từ "anchor".
    InsertBefore {
        /// Words that stay.
        anchor: String,
        /// Words that come before them.
        new: String,
    },
    /// Bổ sung cụm từ "new" vào cuối …
    Append {
        /// Words that come.
        new: String,
    },
}

/// Where words change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scope {
    /// At a named place, with everything below it.
    At(Place),
    /// In the whole text.
    Throughout,
}

impl Place {
    /// The whole unit at `steps` of the main text.
    pub fn of(steps: Vec<Step>) -> Self {
        Self { steps, ..Self::default() }
    }

    /// The number of the điều it stands in, when it stands in one.
    pub fn article(&self) -> Option<&Label> {
        self.steps.iter().find(|step| step.unit == Unit::Article).map(|step| &step.label)
    }
}

impl fmt::Display for Place {
    /// As citations write it, smallest first: `điểm a khoản 2 Điều 5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut words: Vec<String> = Vec::new();
        match self.part {
            Part::Whole => {}
            Part::Heading => words.push("tên".to_owned()),
            Part::Opening => words.push("đoạn mở đầu".to_owned()),
            Part::Paragraph(count) => words.push(format!("đoạn {count}")),
            Part::LastParagraph => words.push("đoạn cuối".to_owned()),
        }
        words.extend(self.steps.iter().rev().map(Step::name));
        match &self.within {
            Within::Main => {}
            Within::Attachment => words.push("văn bản kèm theo".to_owned()),
            Within::Annex(None) => words.push("Phụ lục".to_owned()),
            Within::Annex(Some(label)) => words.push(format!("Phụ lục {label}")),
        }
        f.write_str(&words.join(" "))
    }
}

impl Operation {
    /// The places it aims at; empty when it concerns the whole text or names none.
    pub fn places(&self) -> Vec<&Place> {
        match self {
            Self::Replace { at, .. }
            | Self::Insert { at, .. }
            | Self::Repeal { at }
            | Self::Suspend { at }
            | Self::Phrase { scope: Scope::At(at), .. } => vec![at],
            Self::Renumber { from, .. } => vec![from],
            Self::Unparsed { aims } => aims.iter().collect(),
            Self::Phrase { scope: Scope::Throughout, .. } | Self::End { .. } => Vec::new(),
        }
    }
}
