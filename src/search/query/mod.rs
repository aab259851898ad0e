//! The language of the search box: a question as typed → its parts.
//!
//! ```text
//! kỳ họp "bất thường" -"chuyên đề"            words, a phrase, what must not stand there
//! "kỳ họp bất thường"~5                       near: the words with at most five others among them
//! giám sát HOẶC thẩm tra                      either; in capitals, for “hoặc” is a word of every second article
//! (phiên họp HOẶC kỳ họp) trực tuyến giám*    a choice inside, a word that only begins so
//! loại:luật cơ quan:"Bộ Nội vụ" từ:01/7/2025  fields, with and without dấu
//! ```
//!
//! A search box must not answer with a grammar lesson: nothing is refused. What cannot be read is searched as words, and
//! the answer says which ([`Unread`]). Takes time in proportion to the text, and of that only the first [`LONGEST`] bytes.

mod reader;
#[cfg(test)]
mod tests;
mod token;

use std::fmt;

use crate::search::field::{Field, FieldName};
use reader::Reader;
use token::tokens;

/// Bytes of a question that are read: a pasted page is searched by its beginning.
const LONGEST: usize = 2_000;

/// Câu hỏi, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// What is looked for, in the order typed.
    pub parts: Vec<Part>,
    /// What every hit must be besides.
    pub fields: Vec<Field>,
    /// What could not be read as it was meant.
    pub unread: Vec<Unread>,
}

/// A part of a question; `W` is how its words are held: as typed here, looked up after `resolve`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part<W = String> {
    /// Words that need not stand together.
    Words(W),
    /// `"kỳ họp bất thường"`: together, in this order; with a number after `~`, with so many words among them.
    Phrase {
        /// The words.
        words: W,
        /// How many others may stand among them.
        within: usize,
    },
    /// `giám*`: a word that begins so.
    Prefix(String),
    /// `-tỉnh`, `-"kỳ họp"`: must not stand there.
    Not(Box<Self>),
    /// `A HOẶC B`: at least one of them.
    Any(Vec<Vec<Self>>),
}

impl<W> Part<W> {
    /// The same part with other words.
    pub fn map<V>(&self, change: &mut impl FnMut(&W) -> V) -> Part<V> {
        match self {
            Self::Words(words) => Part::Words(change(words)),
            Self::Phrase { words, within } => {
                Part::Phrase { words: change(words), within: *within }
            }
            Self::Prefix(start) => Part::Prefix(start.clone()),
            Self::Not(part) => Part::Not(Box::new(part.map(change))),
            Self::Any(sides) => Part::Any(
                sides
                    .iter()
                    .map(|side| side.iter().map(|part| part.map(change)).collect())
                    .collect(),
            ),
        }
    }
}

/// What could not be read as it was meant, and was searched as words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// A quotation mark without its partner.
    OpenQuote,
    /// A field whose value says nothing.
    Value {
        /// The field.
        field: FieldName,
        /// The value as typed.
        value: String,
    },
    /// A field that names nothing here.
    Nowhere {
        /// The field.
        field: FieldName,
        /// What it names.
        value: String,
    },
    /// `abc:xyz`, where there is no such field.
    Field(String),
    /// An operator with nothing to work on.
    Alone(String),
    /// The text goes on past what is read.
    TooLong,
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OpenQuote => f.write_str("dấu ngoặc kép chưa đóng, nên coi là từ thường"),
            Self::Value { field, value } => write!(
                f,
                "“{value}” không phải giá trị của “{}:” ({}), nên coi là từ thường",
                field.name(),
                field.example()
            ),
            Self::Nowhere { field, value } => {
                write!(f, "kho không có văn bản nào ứng với “{}:{value}”", field.name())
            }
            Self::Field(name) => write!(f, "không có trường “{name}:”, nên coi là từ thường"),
            Self::Alone(operator) => write!(f, "“{operator}” không nối với từ nào, nên bỏ qua"),
            Self::TooLong => write!(f, "câu hỏi quá dài, chỉ tìm theo phần đầu"),
        }
    }
}

/// Reads a question. Any text is one.
pub fn parse(text: &str) -> Query {
    let mut query = Query::default();
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    if end < text.len() {
        query.unread.push(Unread::TooLong);
    }
    let tokens = tokens(text.get(..end).unwrap_or_default(), &mut query.unread);
    query.parts = Reader::of(&tokens, &mut query).parts();
    query
}
