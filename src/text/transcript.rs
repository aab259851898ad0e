//! What a reader makes of a file: one text, and the blocks in it.
//!
//! All own text of the source stands in one string in reading order, so that a span is enough to show any finding on
//! its source, and so that "nothing is lost" can be tested: what the parser keeps must cover this string. Each block
//! remembers the line (or page, paragraph and style) of the file it came from, for messages a person can act on.

use serde::{Deserialize, Serialize};

use crate::text::Span;

/// The text of one document as read from its file, before anything is known of law.
///
/// Invariants: blocks are in the order of the text and do not overlap; every block ends before a `'\n'`; all spans lie
/// on character boundaries. [`Transcript::push`] and its relatives keep them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transcript {
    /// Every block's text, each followed by a line feed.
    pub text: String,
    /// The blocks, in reading order.
    pub blocks: Vec<Block>,
    /// Emphasis and footnote marks inside the text, ordered by start.
    pub marks: Vec<Mark>,
    /// Bodies of the footnotes.
    pub footnotes: Vec<Footnote>,
    /// What the source says about itself outside its text: front matter, the notes of the codification, portal tabs.
    pub claims: Vec<Claim>,
    /// Whether the source marks its own headings.
    pub outline: Outline,
}

/// One paragraph, heading or table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Where its text stands in [`Transcript::text`].
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// Line of the file it starts on, from 1; 0 when the format has no lines.
    pub line: u32,
    /// Where it stands in a file that has pages, counted paragraphs or named styles.
    pub origin: Option<Box<Origin>>,
}

/// Where a block stands in its file, for formats that are not made of lines.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Page, from 1, where the format has pages.
    pub page: Option<u32>,
    /// Paragraph of the file's body, from 1, where paragraphs can be counted; of a table, that of its first cell.
    pub paragraph: Option<u32>,
    /// The name of its style as the file gives it: `Heading 1`, `Tieu de dieu`.
    pub style: Option<String>,
}

/// What a block is, as far as the format alone can tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph,
    /// A paragraph that the format marks as a heading, with its level from 1.
    Heading(u8),
    /// A table; its cells' texts lie inside the block's span.
    Table(Table),
}

/// Rows of cells.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// From top to bottom.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// From left to right, without the places that a span covers.
    pub cells: Vec<Cell>,
    /// Whether it is a head row.
    pub head: bool,
}

/// A cell of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Its text; lines of the cell are separated by `'\n'`.
    pub span: Span,
    /// Columns it covers, at least 1.
    pub columns: u16,
    /// Rows it covers, at least 1.
    pub rows: u16,
}

/// A stretch set apart by the format.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Where.
    pub span: Span,
    /// How.
    pub style: Style,
}

/// How a stretch is set apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Style {
    /// Bold.
    Bold,
    /// Italic.
    Italic,
    /// The mark of the footnote with this index in [`Transcript::footnotes`].
    Footnote(u32),
}

/// A note at the foot of the page or the end of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Footnote {
    /// Its mark as printed: `1`, `[12]`, `*`.
    pub mark: String,
    /// Its body in [`Transcript::text`].
    pub span: Span,
}

/// Something the source says about the document, outside the document's own text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// What it is about: the same words as in front matter (`so`, `loai`, `ngay-ban-hanh`, `sua-doi-boi` …).
    pub key: String,
    /// The value as written.
    pub value: String,
    /// The block it speaks of; none when it speaks of the whole document.
    pub about: Option<Span>,
    /// Line of the file.
    pub line: u32,
}

/// Whether headings are marked by the source itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outline {
    /// Headings must be told from the words (Word files, pages, plain text).
    #[default]
    Implied,
    /// Every heading, and nothing else, is a [`BlockKind::Heading`] (the official codification).
    Marked,
}

/// The text of a cell, and the columns and rows it covers.
pub type CellText = (String, u16, u16);

impl Transcript {
    /// Adds a block of text and returns its span. Line feeds inside are kept; ends are trimmed; empty text adds nothing.
    pub fn push(&mut self, kind: BlockKind, text: &str, line: u32) -> Option<Span> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let span = self.write(text);
        self.blocks.push(Block { span, kind, line, origin: None });
        Some(span)
    }

    /// Adds a footnote body that belongs to no block and returns its index.
    pub fn push_footnote(&mut self, mark: &str, text: &str) -> u32 {
        let span = self.write(text.trim());
        self.footnotes.push(Footnote { mark: mark.to_owned(), span });
        u32::try_from(self.footnotes.len() - 1).unwrap_or(u32::MAX)
    }

    /// Adds a table given as rows of cells; the first of each row tells whether it is a head row.
    pub fn push_table(&mut self, rows: &[(bool, Vec<CellText>)], line: u32) -> Option<Span> {
        if rows.iter().all(|(_, cells)| cells.iter().all(|(text, ..)| text.trim().is_empty())) {
            return None;
        }
        let start = self.text.len();
        let mut table = Table::default();
        for (head, cells) in rows {
            let mut row = Row { cells: Vec::with_capacity(cells.len()), head: *head };
            for (text, columns, rows) in cells {
                let span = self.write(text.trim());
                row.cells.push(Cell { span, columns: (*columns).max(1), rows: (*rows).max(1) });
            }
            table.rows.push(row);
        }
        let span = Span::new(start, self.text.len() - 1);
        self.blocks.push(Block { span, kind: BlockKind::Table(table), line, origin: None });
        Some(span)
    }

    /// Adds a claim about the whole document.
    pub fn claim(&mut self, key: &str, value: impl Into<String>, line: u32) {
        self.claims.push(Claim { key: key.to_owned(), value: value.into(), about: None, line });
    }

    /// The first claim about the whole document under `key`.
    pub fn claimed(&self, key: &str) -> Option<&str> {
        let found = self.claims.iter().find(|claim| claim.about.is_none() && claim.key == key);
        found.map(|claim| claim.value.as_str())
    }

    /// Every claim about the whole document under `key`, in the order of the source.
    pub fn claims_of<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        let whole =
            self.claims.iter().filter(move |claim| claim.about.is_none() && claim.key == key);
        whole.map(|claim| claim.value.as_str())
    }

    /// Line of the file on which the text at `span` stands, from 1; 0 when not known.
    pub fn line_of(&self, span: Span) -> u32 {
        self.block_of(span).map_or(0, |block| block.line)
    }

    /// The block that holds the text at `span`, or the last one before it.
    pub fn block_of(&self, span: Span) -> Option<&Block> {
        let after = self.blocks.partition_point(|block| block.span.start <= span.start);
        after.checked_sub(1).and_then(|index| self.blocks.get(index))
    }

    fn write(&mut self, text: &str) -> Span {
        let start = self.text.len();
        self.text.push_str(text);
        self.text.push('\n');
        Span::new(start, self.text.len() - 1)
    }
}
