//! A stretch of the source, cut into runs where emphasis or a footnote mark begins and ends.

use askama::Template;

use crate::law::Document;
use crate::text::{Mark, Span, Style};
use crate::web::view::{Link, Links};

/// A paragraph or part of one, ready to print.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "components/text.html")]
pub(crate) struct Text<'a> {
    /// In the order of the text.
    pub(crate) runs: Vec<Run<'a>>,
}

/// Letters that are set alike.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Run<'a> {
    /// The letters, not escaped.
    pub(crate) text: &'a str,
    /// Bold.
    pub(crate) bold: bool,
    /// Italic.
    pub(crate) italic: bool,
    /// The footnote it is the mark of, counted from 1, and whether this is its first mark on the page.
    pub(crate) note: Option<(u32, bool)>,
    /// The link that begins with it.
    pub(crate) opens: Option<&'a Link>,
    /// The link that ends with it.
    pub(crate) closes: Option<&'a Link>,
}

/// Nội dung chú thích at the end of a page.
#[derive(Clone, Debug)]
pub(crate) struct NoteView<'a> {
    /// Counted from 1.
    pub(crate) number: u32,
    /// As printed: `[3]`.
    pub(crate) mark: String,
    /// What it says.
    pub(crate) text: Text<'a>,
}

impl<'a> Text<'a> {
    /// Text without emphasis.
    pub(crate) fn plain(text: &'a str) -> Self {
        Self { runs: vec![Run { text, ..Run::default() }] }
    }

    /// The letters alone.
    pub(crate) fn letters(&self) -> String {
        self.runs.iter().filter(|it| it.note.is_none()).map(|it| it.text).collect()
    }

    /// Whether nothing is printed.
    pub(crate) fn is_empty(&self) -> bool {
        self.runs.iter().all(|it| it.text.trim().is_empty() && it.note.is_none())
    }
}

/// Cuts the text under `span` at its marks. `noted` is asked for each footnote mark whether it is the first on the page.
pub(crate) fn text<'a>(
    document: &'a Document,
    span: Span,
    links: Option<&'a Links>,
    mut noted: impl FnMut(u32) -> bool,
) -> Text<'a> {
    let marks = marks_in(document, span);
    // A footnote's mark is a link of its own and cannot stand inside another.
    let calls = |link: &&Link| {
        !marks.iter().any(|it| {
            matches!(it.style, Style::Footnote(_))
                && it.span.end > link.span.start
                && it.span.start < link.span.end
        })
    };
    let links: Vec<&'a Link> =
        links.map(|it| it.within(span)).unwrap_or_default().iter().filter(calls).collect();
    if marks.is_empty() && links.is_empty() {
        return Text::plain(document.text(span));
    }
    let mut cuts: Vec<u32> = vec![span.start, span.end];
    let edges = marks.iter().map(|it| it.span).chain(links.iter().map(|it| it.span));
    for edge in edges {
        cuts.extend([edge.start, edge.end].map(|at| at.clamp(span.start, span.end)));
    }
    cuts.sort_unstable();
    cuts.dedup();
    let mut text = Text::default();
    let mut printed: Vec<u32> = Vec::new();
    for pair in cuts.windows(2) {
        let &[start, end] = pair else { continue };
        let piece = Span { start, end };
        let over = |it: &&&Mark| it.span.start <= start && it.span.end >= end;
        let link = links.iter().copied().find(|it| it.span.start <= start && it.span.end >= end);
        let mut run = Run {
            text: document.text(piece),
            opens: link.filter(|it| it.span.start.max(span.start) == start),
            closes: link.filter(|it| it.span.end.min(span.end) == end),
            ..Run::default()
        };
        for mark in marks.iter().filter(over) {
            match mark.style {
                Style::Bold => run.bold = true,
                Style::Italic => run.italic = true,
                Style::Footnote(index) if !printed.contains(&index) => {
                    printed.push(index);
                    run.note = Some((index + 1, noted(index)));
                }
                Style::Footnote(_) => {}
            }
        }
        text.runs.push(run);
    }
    // A mark without letters of its own, as some formats give it, stands at the end of what it follows.
    for mark in marks.iter().filter(|it| it.span.is_empty()) {
        if let Style::Footnote(index) = mark.style {
            let label = document.transcript.footnotes.get(index as usize);
            let label = label.map_or("*", |it| it.mark.as_str());
            let note = Some((index + 1, noted(index)));
            text.insert_at(span, mark.span.start, Run { text: label, note, ..Run::default() });
        }
    }
    text
}

impl<'a> Text<'a> {
    /// Puts `run` where byte `at` of the document stands in this text, which begins at `span`.
    fn insert_at(&mut self, span: Span, at: u32, run: Run<'a>) {
        let mut reached = span.start as usize;
        for (index, it) in self.runs.iter().enumerate() {
            if reached >= at as usize {
                self.runs.insert(index, run);
                return;
            }
            reached += it.text.len();
        }
        self.runs.push(run);
    }
}

/// The marks that touch `span`. They are ordered by start, and none is longer than its block: looking back to the start of
/// the block is enough.
fn marks_in(document: &Document, span: Span) -> Vec<&Mark> {
    let transcript = &document.transcript;
    if transcript.marks.is_empty() {
        return Vec::new();
    }
    let after = transcript.blocks.partition_point(|block| block.span.start <= span.start);
    let block = after.checked_sub(1).and_then(|index| transcript.blocks.get(index));
    let from = block.filter(|it| it.span.end >= span.start).map_or(span.start, |it| it.span.start);
    let first = transcript.marks.partition_point(|mark| mark.span.start < from);
    let marks = transcript.marks.get(first..).unwrap_or_default();
    let near = marks.iter().take_while(|mark| mark.span.start <= span.end);
    near.filter(|mark| {
        if mark.span.is_empty() {
            mark.span.start > span.start && mark.span.start <= span.end
        } else {
            mark.span.end > span.start && mark.span.start < span.end
        }
    })
    .collect()
}

impl NoteView<'_> {
    /// The place of the note on its page.
    pub(crate) fn id(&self) -> String {
        format!("chu-thich-{}", self.number)
    }
}
