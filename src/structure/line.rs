//! Lines: blocks of the transcript with what their opening tells.

use std::borrow::Cow;
use std::cell::OnceCell;

use crate::structure::marker::{self, Marker};
use crate::text::{BlockKind, Cell, Span, Table, Transcript, canonical, comparable};

/// A block, or a line of a layout table, on its way into the tree.
#[derive(Clone, Debug)]
pub(crate) struct Line<'a> {
    /// Where it stands.
    pub(crate) span: Span,
    /// Its text in canonical form, for telling what it is.
    pub(crate) text: Cow<'a, str>,
    /// Its words in comparable form, made when first asked for.
    plain: OnceCell<String>,
    /// What it opens with.
    pub(crate) marker: Option<Marker>,
    /// The index of its block when it is a table kept whole.
    pub(crate) table: Option<u32>,
    /// Whether the format marks it as a heading.
    pub(crate) heading: bool,
    /// Whether it stands inside a quotation of new text.
    pub(crate) quoted: bool,
    /// Whether it belongs to a table of contents.
    pub(crate) contents: bool,
}

impl Line<'_> {
    /// The text as a person reads it, without space around.
    pub(crate) fn words(&self) -> &str {
        self.text.trim()
    }

    /// The words in comparable form.
    pub(crate) fn plain(&self) -> &str {
        self.plain.get_or_init(|| comparable(self.words()))
    }

    /// Whether the marker counts: neither quoted nor in a table of contents.
    pub(crate) fn live_marker(&self) -> Option<&Marker> {
        if self.quoted || self.contents { None } else { self.marker.as_ref() }
    }

    /// Whether it is a rule, a bar or stars: `-------`, `|` (what conversions leave of tables), `* * *`.
    pub(crate) fn is_ornament(&self) -> bool {
        let drawn = |c: char| c.is_whitespace() || "|*-_=~+#\\–—".contains(c);
        self.table.is_none() && self.text.chars().all(drawn)
    }

    /// Where the mark stands.
    pub(crate) fn mark_span(&self) -> Span {
        let length = self.marker.as_ref().map_or(0, |marker| marker.length);
        self.span.part(0..length)
    }

    /// Where the words after the mark stand; the whole line without one.
    pub(crate) fn rest_span(&self) -> Span {
        let rest = self.marker.as_ref().map_or(0, |marker| marker.rest);
        self.span.part(rest.min(self.span.len())..self.span.len())
    }
}

/// The lines of a transcript. Tables that are only layout (title blocks, signatures) come as the lines of their cells.
pub(crate) fn lines(transcript: &Transcript) -> Vec<Line<'_>> {
    let mut lines = Vec::with_capacity(transcript.blocks.len());
    for (index, block) in transcript.blocks.iter().enumerate() {
        let table = match &block.kind {
            BlockKind::Table(table) => table,
            BlockKind::Paragraph | BlockKind::Heading(_) => {
                let heading = matches!(block.kind, BlockKind::Heading(_));
                for span in columns(block.span, &transcript.text) {
                    lines.push(line(transcript, span, heading));
                }
                continue;
            }
        };
        if let Some(layout) = layout(block.span.of(&transcript.text)) {
            for span in cell_lines(table, &transcript.text, layout == Layout::Signatures) {
                lines.push(line(transcript, span, false));
            }
        } else {
            let text = Cow::Borrowed("");
            let table = u32::try_from(index).ok();
            lines.push(Line {
                span: block.span,
                text,
                plain: OnceCell::new(),
                marker: None,
                table,
                heading: false,
                quoted: false,
                contents: false,
            });
        }
    }
    lines
}

/// The columns of a title block typed with spaces or tabs, each a line of its own; anything else is one line.
///
/// `Số: 991/QĐ-UBND      Đồng Xoài, ngày 14 tháng 5 năm 2008` (decisions typed before 2010): read as one line, issuer,
/// number and date would swallow each other.
fn columns(span: Span, text: &str) -> Vec<Span> {
    let source = span.of(text);
    if source.len() > 400 || !source.contains("   ") && !source.contains('\t') {
        return vec![span];
    }
    let mut spans = Vec::new();
    let mut start = 0;
    let mut gap = 0;
    for (at, letter) in source.char_indices().chain([(source.len(), 'x')]) {
        if letter.is_whitespace() && at < source.len() {
            gap += if letter == '\t' { 3 } else { 1 };
            continue;
        }
        if gap >= 3 && at < source.len() && !is_blank_number(source.get(start..at)) {
            spans.push(span.part(start..at).trim(text));
            start = at;
        }
        gap = 0;
    }
    spans.push(span.part(start..source.len()).trim(text));
    spans.retain(|span| !span.is_empty());
    let block = spans.len() > 1 && spans.iter().any(|span| is_block_words(span.of(text)));
    if block { spans } else { vec![span] }
}

/// `Số:      /QĐ-HĐND`: a number still blank is no column of its own.
fn is_blank_number(words: Option<&str>) -> bool {
    words.is_some_and(|it| it.trim_end().ends_with(':') || it.trim_end().ends_with("ngày"))
}

/// Words that only a title block holds.
fn is_block_words(words: &str) -> bool {
    let words = comparable(words);
    words.starts_with("cộng hòa xã hội chủ nghĩa")
        || words.starts_with("độc lập") && words.ends_with("hạnh phúc")
        || words.starts_with("số:")
}

fn line(transcript: &Transcript, span: Span, heading: bool) -> Line<'_> {
    let source = span.of(&transcript.text);
    Line {
        span,
        text: canonical(source),
        plain: OnceCell::new(),
        marker: marker::read(source),
        table: None,
        heading,
        quoted: false,
        contents: false,
    }
}

/// What a table that holds no content lays out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Layout {
    TitleBlock,
    Signatures,
}

/// What a table lays out, if it only lays out a title block or a signature: it holds the motto, a number line, or a place of signing.
fn layout(text: &str) -> Option<Layout> {
    if text.len() > 3000 {
        return None;
    }
    let text = canonical(text);
    let shouted = |words: &str| text.contains(words);
    let motto =
        shouted("CỘNG HÒA XÃ HỘI") || shouted("CỘNG HOÀ XÃ HỘI") || shouted("ĐẢNG CỘNG SẢN");
    let signed =
        ["TM. ", "KT. ", "TL. ", "TUQ. ", "Nơi nhận", "CHỦ TỊCH QUỐC HỘI", "XÁC THỰC VĂN BẢN"]
            .iter()
            .any(|it| shouted(it))
            || (shouted("CHỦ TỊCH") || shouted("BỘ TRƯỞNG") || shouted("THỦ TƯỚNG"))
                && text.len() < 200;
    // "Nguyễn Văn An / (Đã ký)": the name alone in a table (laws of 1993 to 2004 on a law portal).
    let name = text.len() < 200 && comparable(&text).contains("(đã ký)");
    if motto {
        return Some(Layout::TitleBlock);
    }
    (signed || name).then_some(Layout::Signatures)
}

/// The lines of all cells: a title block row by row; signatures column by column, for each column signs for one.
fn cell_lines(table: &Table, text: &str, by_column: bool) -> Vec<Span> {
    let mut cells: Vec<(usize, Cell)> = Vec::new();
    for row in &table.rows {
        let mut column = 0;
        for cell in &row.cells {
            cells.push((column, *cell));
            column += usize::from(cell.columns);
        }
    }
    if by_column {
        cells.sort_by_key(|(column, _)| *column);
    }
    let mut spans = Vec::new();
    for (_, cell) in cells {
        let mut start = 0;
        for piece in cell.span.of(text).split_inclusive('\n') {
            let span = cell.span.part(start..start + piece.len()).trim(text);
            start += piece.len();
            if !span.is_empty() {
                spans.push(span);
            }
        }
    }
    spans
}
