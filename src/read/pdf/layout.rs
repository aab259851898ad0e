//! Pages of words → blocks in reading order.

use crate::read::draft::Sheet;
use crate::read::marker;
use crate::read::pdf::frame::{self, Frame};
use crate::read::pdf::furniture;
use crate::read::pdf::line::{self, Line};
use crate::read::pdf::note::{self, Note};
use crate::read::pdf::paragraph::{Open, join};
use crate::read::pdf::table::{self, Piece};
use crate::read::pdf::word::Page;
use crate::read::{Draft, DraftCell, DraftRow, Inline, ProblemKind};
use crate::text::Origin;

/// Recognised words less sure than this, of 100, are listed beside the text.
const DOUBTFUL: u8 = 60;

/// Puts the words of all pages together. `stamps` were taken out before; `unread` are pages without usable words.
pub(crate) fn lay_out(pages: Vec<Page>, stamps: Vec<String>, unread: Vec<u32>) -> Sheet {
    let recognised = recognised(&pages);
    let mut pages: Vec<(Page, Vec<Line>)> = pages
        .into_iter()
        .map(|page| {
            let lines = line::lines(&page);
            (page, lines)
        })
        .collect();
    let heads = furniture::take_heads(&mut pages);
    let frames = frame::frames(&pages);
    let notes = note::take_notes(&mut pages);
    let mut layout = Layout { sheet: Sheet::default(), notes, open: None, doubtful: Vec::new() };
    for ((page, lines), frame) in pages.into_iter().zip(&frames) {
        if unread.contains(&page.number) {
            layout.close();
            let what = format!("trang {} dạng ảnh, chưa nhận dạng được chữ", page.number);
            layout.sheet.report(None, 0, ProblemKind::NoText(what.into()));
        }
        for piece in table::pieces(lines) {
            match piece {
                Piece::Line(line) => layout.line(&line, *frame),
                Piece::Columns { lines, parted, halves } => layout.columns(&lines, &parted, halves),
            }
        }
    }
    layout.close();
    layout.write_notes(&frames);
    let mut sheet = layout.sheet;
    for words in heads.into_iter().chain(stamps) {
        sheet.report(None, 0, ProblemKind::SetAside(words));
    }
    sheet.report(None, 0, recognised);
    sheet
}

/// How many pages were recognised, and how surely.
fn recognised(pages: &[Page]) -> Option<ProblemKind> {
    let sure = |page: &Page| page.words.iter().filter_map(|word| word.sure).collect::<Vec<u8>>();
    let sure: Vec<Vec<u8>> = pages.iter().map(sure).filter(|it| !it.is_empty()).collect();
    let words: Vec<u32> = sure.iter().flatten().map(|it| u32::from(*it)).collect();
    let count = u32::try_from(words.len()).ok().filter(|count| *count > 0)?;
    let pages = u32::try_from(sure.len()).unwrap_or(u32::MAX);
    Some(ProblemKind::Recognised { pages, sure: words.iter().sum::<u32>() / count })
}

/// The blocks so far.
struct Layout {
    sheet: Sheet,
    notes: Vec<Note>,
    open: Option<Open>,
    /// Doubtful words of the paragraph being gathered.
    doubtful: Vec<String>,
}

impl Layout {
    fn line(&mut self, line: &Line, frame: Frame) {
        let goes_on = self.open.as_ref().is_some_and(|open| open.takes(line, frame));
        if !goes_on {
            self.close();
        }
        let inline = self.inline(line);
        match &mut self.open {
            Some(open) => open.add(line, &inline, frame),
            None => self.open = Some(Open::new(line, inline, frame)),
        }
    }

    /// The words of a line with the marks of its notes.
    fn inline(&mut self, line: &Line) -> Inline {
        for word in &line.words {
            if let Some(sure) = word.sure.filter(|sure| *sure < DOUBTFUL) {
                self.doubtful.push(format!("{} ({sure}%)", word.text));
            }
        }
        let notes = &mut self.notes;
        line.inline(|word| note::meet(notes, line.page, word))
    }

    /// Ends the paragraph being gathered.
    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            self.push(Draft::paragraph(open.inline, 0), open.page);
        }
    }

    fn push(&mut self, draft: Draft, page: u32) {
        let index = self.sheet.drafts.len();
        self.sheet.push_from(draft, Origin { page: Some(page), ..Origin::default() });
        if !self.doubtful.is_empty() {
            let words = std::mem::take(&mut self.doubtful).join(", ");
            self.sheet.report(Some(index), 0, ProblemKind::WordsDoubtful(words));
        }
    }

    fn columns(&mut self, lines: &[Line], parted: &[f32], halves: bool) {
        self.close();
        let page = lines.first().map_or(0, |line| line.page);
        let mut rows: Vec<Vec<Inline>> = Vec::new();
        let mut last: Option<&Line> = None;
        for line in lines {
            let cells = table::cells(line, parted);
            let first = cells.first().is_some_and(Option::is_some);
            let away = last.map_or(0.0, |it| (line.top - it.bottom) / it.height().max(1.0));
            // Rows stand apart, or begin with a number of their own.
            let begins = last.is_none() || !halves && (away > 0.45 || first && away > -0.1);
            if begins {
                rows.push(vec![Inline::default(); parted.len() + 1]);
            }
            let Some(row) = rows.last_mut() else { continue };
            for (cell, line) in row.iter_mut().zip(cells) {
                let Some(line) = line else { continue };
                let inline = line.inline(|word| note::meet(&mut self.notes, line.page, word));
                let apart = halves || marker::ends(&cell.text) || marker::opens(&inline.text);
                if apart && !cell.text.is_empty() {
                    cell.push("\n", &[]);
                    cell.append(&inline);
                } else {
                    join(cell, &inline);
                }
            }
            last = Some(line);
        }
        let cell = |inline| DraftCell { inline, columns: 1, rows: 1 };
        let row = |cells: Vec<Inline>| DraftRow {
            cells: cells.into_iter().map(cell).collect(),
            head: false,
        };
        self.push(Draft::Table { rows: rows.into_iter().map(row).collect(), line: 0 }, page);
    }

    /// Writes the notes, each with its paragraphs.
    fn write_notes(&mut self, frames: &[Frame]) {
        for note in std::mem::take(&mut self.notes) {
            let mut body = Inline::default();
            let mut open: Option<Open> = None;
            let settle = |open: Option<Open>, body: &mut Inline| {
                if let Some(open) = open {
                    if !body.text.is_empty() {
                        body.push("\n", &[]);
                    }
                    body.append(&open.inline);
                }
            };
            for line in &note.lines {
                let at = usize::try_from(line.page.saturating_sub(1)).unwrap_or(0);
                let Some(frame) = frames.get(at) else { continue };
                let inline = line.inline(|_| None);
                match &mut open {
                    Some(open) if open.takes(line, *frame) => open.add(line, &inline, *frame),
                    _ => {
                        settle(open.take(), &mut body);
                        open = Some(Open::new(line, inline, *frame));
                    }
                }
            }
            settle(open, &mut body);
            if !note.met {
                self.sheet.report(None, 0, ProblemKind::FootnoteLost(note.mark.clone()));
            }
            self.sheet.footnotes.push((note.mark, body));
        }
    }
}
