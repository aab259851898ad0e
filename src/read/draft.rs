//! A document being read, before its pieces have a place in one text.
//!
//! Readers change their minds: a paragraph turns out to be a footnote, a run of blocks turns out to be furniture, a line
//! is split in two. So they write into a [`Sheet`], and only [`Sheet::finish`] lays everything out as a
//! [`Transcript`], whose text is never changed after that.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::read::{Problem, ProblemKind};
use crate::text::{BlockKind, Claim, Mark, Origin, Outline, Span, Style, Transcript};

/// A stretch of text with its emphasis; spans are relative to its own text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inline {
    /// The words.
    pub text: String,
    /// What is set apart in them.
    pub marks: Vec<Mark>,
}

/// One paragraph, heading or table that has no place yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Draft {
    /// A paragraph, or a heading with its level from 1.
    Text {
        /// Its words.
        inline: Inline,
        /// Its level when the format marks it as a heading.
        heading: Option<u8>,
        /// Line of the file, from 1; 0 when not known.
        line: u32,
    },
    /// A table.
    Table {
        /// From top to bottom.
        rows: Vec<DraftRow>,
        /// Line of the file.
        line: u32,
    },
}

/// A row of a table that has no place yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftRow {
    /// From left to right.
    pub cells: Vec<DraftCell>,
    /// Whether it is a head row.
    pub head: bool,
}

/// A cell of a table that has no place yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftCell {
    /// Its words, lines separated by `'\n'`.
    pub inline: Inline,
    /// Columns it covers, at least 1.
    pub columns: u16,
    /// Rows it covers, at least 1.
    pub rows: u16,
}

/// A document being read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sheet {
    /// Its blocks so far.
    pub(crate) drafts: Vec<Draft>,
    /// Where drafts stand in the file, by their index, for formats without lines.
    origins: BTreeMap<usize, Origin>,
    /// Footnotes: the mark as printed and the body. A mark in the text names its index here.
    pub(crate) footnotes: Vec<(String, Inline)>,
    /// What the source says about itself.
    pub(crate) claims: Vec<Claim>,
    /// Whether the source marks its own headings.
    pub(crate) outline: Outline,
    /// What the source says about single blocks: the index of the draft meant, and what.
    pub(crate) about: Vec<(usize, Claim)>,
    /// Index of the draft meant (none: the file), line of the file, what.
    problems: Vec<(Option<usize>, u32, ProblemKind)>,
}

impl Inline {
    /// Plain words.
    pub fn plain(text: &str) -> Self {
        Self { text: text.to_owned(), marks: Vec::new() }
    }

    /// Whether there is nothing but white space.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Adds words in a style; a style that just ended goes on.
    pub fn push(&mut self, text: &str, styles: &[Style]) {
        let start = self.text.len();
        self.text.push_str(text);
        for style in styles {
            self.mark(start, self.text.len(), style.clone());
        }
    }

    /// Sets `start..end` apart.
    pub fn mark(&mut self, start: usize, end: usize, style: Style) {
        if start >= end {
            return;
        }
        let span = Span::new(start, end);
        let before = self.marks.iter_mut().rev().find(|mark| mark.style == style);
        match before {
            Some(mark) if mark.span.end == span.start => mark.span.end = span.end,
            _ => self.marks.push(Mark { span, style }),
        }
    }

    /// Adds all of `other` at the end.
    pub fn append(&mut self, other: &Self) {
        let start = self.text.len();
        self.text.push_str(&other.text);
        for mark in &other.marks {
            self.mark(
                start + mark.span.start as usize,
                start + mark.span.end as usize,
                mark.style.clone(),
            );
        }
    }

    /// The part under `span`, with the marks cut to it.
    #[must_use]
    pub fn part(&self, span: Span) -> Self {
        let mut part = Self::plain(span.of(&self.text));
        for mark in &self.marks {
            let start = mark.span.start.max(span.start);
            let end = mark.span.end.min(span.end);
            if start < end {
                let span = Span { start: start - span.start, end: end - span.start };
                part.marks.push(Mark { span, style: mark.style.clone() });
            }
        }
        part
    }

    /// Without the white space at both ends.
    #[must_use]
    pub fn trimmed(&self) -> Self {
        self.part(Span::new(0, self.text.len()).trim(&self.text))
    }

    /// With one space where there are several in a row: to Markdown they are one.
    #[must_use]
    pub(crate) fn collapsed(&self) -> Self {
        if !self.text.contains("  ") {
            return self.clone();
        }
        let mut collapsed = Self::default();
        let mut start = 0;
        for (at, _) in self.text.match_indices("  ") {
            // The second space of each pair goes; in a longer run every pair is met once.
            collapsed.append(&self.part(Span::new(start, at + 1)));
            start = at + 2;
        }
        collapsed.append(&self.part(Span::new(start, self.text.len())));
        collapsed.collapsed()
    }

    /// The lines, each trimmed, without the empty ones.
    pub fn lines(&self) -> Vec<Self> {
        let mut lines = Vec::new();
        let mut start = 0;
        for line in self.text.split('\n') {
            let end = start + line.len();
            let part = self.part(Span::new(start, end).trim(&self.text));
            if !part.text.is_empty() {
                lines.push(part);
            }
            start = end + 1;
        }
        lines
    }
}

impl Draft {
    /// A paragraph.
    pub fn paragraph(inline: Inline, line: u32) -> Self {
        Self::Text { inline, heading: None, line }
    }

    /// Line of the file on which it starts.
    pub fn line(&self) -> u32 {
        match self {
            Self::Text { line, .. } | Self::Table { line, .. } => *line,
        }
    }

    pub(crate) fn set_line(&mut self, to: u32) {
        match self {
            Self::Text { line, .. } | Self::Table { line, .. } => *line = to,
        }
    }

    /// Every stretch of text in it, in reading order.
    pub fn inlines(&self) -> Vec<&Inline> {
        match self {
            Self::Text { inline, .. } => vec![inline],
            Self::Table { rows, .. } => {
                rows.iter().flat_map(|row| &row.cells).map(|cell| &cell.inline).collect()
            }
        }
    }

    /// Every stretch of text in it, to be changed.
    pub(crate) fn inlines_mut(&mut self) -> Vec<&mut Inline> {
        match self {
            Self::Text { inline, .. } => vec![inline],
            Self::Table { rows, .. } => rows
                .iter_mut()
                .flat_map(|row| &mut row.cells)
                .map(|cell| &mut cell.inline)
                .collect(),
        }
    }

    /// All its words, cells and lines apart by spaces.
    pub fn words(&self) -> String {
        let parts: Vec<&str> = self.inlines().iter().map(|inline| inline.text.as_str()).collect();
        parts.join(" ")
    }
}

impl Sheet {
    /// Adds a block; one without words is left out.
    pub(crate) fn push(&mut self, draft: Draft) {
        self.push_from(draft, None);
    }

    /// Adds a block that stands at `origin` in a file without lines; one without words is left out.
    pub(crate) fn push_from(&mut self, draft: Draft, origin: impl Into<Option<Origin>>) {
        if draft.inlines().iter().all(|inline| inline.is_blank()) {
            return;
        }
        if let Some(origin) = origin.into() {
            self.origins.insert(self.drafts.len(), origin);
        }
        self.drafts.push(draft);
    }

    /// Adds a problem about the draft with this index (none: about the file).
    pub(crate) fn report(
        &mut self,
        draft: Option<usize>,
        line: u32,
        kind: impl Into<Option<ProblemKind>>,
    ) {
        if let Some(kind) = kind.into() {
            self.problems.push((draft, line, kind));
        }
    }

    /// Takes over what another sheet tells about the file.
    pub(crate) fn take_problems(&mut self, other: Self) {
        self.problems.extend(other.problems);
    }

    /// Lays everything out as one text.
    pub(crate) fn finish(self) -> (Transcript, Vec<Problem>) {
        let mut transcript = Transcript { outline: self.outline, ..Transcript::default() };
        let mut spans = Vec::with_capacity(self.drafts.len());
        let mut origins = self.origins;
        for (index, draft) in self.drafts.iter().enumerate() {
            let span = write(&mut transcript, draft);
            if let (Some(_), Some(block)) = (span, transcript.blocks.last_mut()) {
                block.origin = origins.remove(&index).map(Box::new);
            }
            spans.push(span);
        }
        for (mark, body) in &self.footnotes {
            let body = body.trimmed();
            transcript.push_footnote(mark, &body.text);
            if let Some(note) = transcript.footnotes.last() {
                let start = note.span.start;
                shift(&mut transcript.marks, &body, start);
            }
        }
        transcript.claims = self.claims;
        let placed = self
            .about
            .into_iter()
            .map(|(draft, claim)| Claim { about: spans.get(draft).copied().flatten(), ..claim });
        transcript.claims.extend(placed.filter(|claim| claim.about.is_some()));
        transcript.marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
        let place = |(draft, line, kind): (Option<usize>, u32, ProblemKind)| {
            let span = draft.and_then(|index| spans.get(index).copied()).flatten();
            Problem { span: span.unwrap_or_default(), line, kind }
        };
        let problems = self.problems.into_iter().map(place).collect();
        (transcript, problems)
    }
}

/// Writes one block and its marks; its span unless it was empty.
pub(crate) fn write(transcript: &mut Transcript, draft: &Draft) -> Option<Span> {
    match draft {
        Draft::Text { inline, heading, line } => {
            let inline = inline.trimmed();
            let kind = heading.map_or(BlockKind::Paragraph, BlockKind::Heading);
            let span = transcript.push(kind, &inline.text, *line)?;
            shift(&mut transcript.marks, &inline, span.start);
            Some(span)
        }
        Draft::Table { rows, line } => write_table(transcript, rows, *line),
    }
}

fn write_table(transcript: &mut Transcript, rows: &[DraftRow], line: u32) -> Option<Span> {
    let trimmed: Vec<Vec<Inline>> = rows
        .iter()
        .map(|row| row.cells.iter().map(|cell| cell.inline.trimmed()).collect())
        .collect();
    let mut plain = Vec::with_capacity(rows.len());
    for (row, inlines) in rows.iter().zip(&trimmed) {
        let cells = row.cells.iter().zip(inlines);
        let cells = cells.map(|(cell, inline)| (inline.text.clone(), cell.columns, cell.rows));
        plain.push((row.head, cells.collect::<Vec<_>>()));
    }
    let span = transcript.push_table(&plain, line)?;
    if let Some(BlockKind::Table(table)) = transcript.blocks.last().map(|block| &block.kind) {
        for (row, inlines) in table.rows.iter().zip(&trimmed) {
            for (cell, inline) in row.cells.iter().zip(inlines) {
                shift(&mut transcript.marks, inline, cell.span.start);
            }
        }
    }
    Some(span)
}

fn shift(marks: &mut Vec<Mark>, inline: &Inline, start: u32) {
    for mark in &inline.marks {
        let span = Span { start: mark.span.start + start, end: mark.span.end + start };
        marks.push(Mark { span, style: mark.style.clone() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_follow_their_words_into_the_text() {
        let mut inline = Inline::plain("  1. ");
        inline.push("Thủy lợi", &[Style::Italic]);
        inline.push(" là", &[]);
        let mut sheet = Sheet::default();
        sheet.push(Draft::paragraph(Inline::plain("Điều 2."), 1));
        sheet.push(Draft::paragraph(inline.clone(), 2));
        let cell = DraftCell { inline, columns: 1, rows: 1 };
        sheet.push(Draft::Table {
            rows: vec![DraftRow { cells: vec![DraftCell::default(), cell], head: false }],
            line: 3,
        });
        let (transcript, _) = sheet.finish();
        let marked: Vec<&str> =
            transcript.marks.iter().map(|mark| mark.span.of(&transcript.text)).collect();
        assert_eq!(marked, ["Thủy lợi", "Thủy lợi"]);
        assert_eq!(transcript.text, "Điều 2.\n1. Thủy lợi là\n\n1. Thủy lợi là\n");
    }

    #[test]
    fn lines_cut_marks() {
        let mut inline = Inline::default();
        inline.push("một\n hai ", &[Style::Bold]);
        let lines = inline.lines();
        let [first, second] = lines.as_slice() else { unreachable!("{lines:?}") };
        assert_eq!(first.marks, [Mark { span: Span::new(0, 5), style: Style::Bold }]);
        assert_eq!((second.text.as_str(), second.marks.len()), ("hai", 1));
    }
}
