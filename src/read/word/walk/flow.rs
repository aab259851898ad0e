//! Where finished paragraphs and tables go: into the cell, the text box, the note or the body that is open.

use crate::read::word::walk::{Piece, SHOWN, Sink, Walk};
use crate::read::{Draft, ProblemKind};

impl Walk<'_, '_> {
    pub(crate) fn close_table(&mut self) {
        let Some(Sink::Table(grid)) = self.sinks.pop() else { return };
        let nested = matches!(self.sinks.last(), Some(Sink::Table(_) | Sink::Note(..)));
        if nested || grid.is_layout() {
            if nested && !grid.is_layout() {
                let kind = ProblemKind::Flattened("bảng nằm trong ô của một bảng khác".into());
                self.out.sheet.report(Some(self.out.sheet.drafts.len()), 0, kind);
            }
            let pieces = grid.into_lines().into_iter().map(Piece::Line).collect();
            self.flow(pieces);
            return;
        }
        let origin = grid.origin();
        self.flow(vec![Piece::Table(grid.finish(), origin)]);
    }

    pub(crate) fn close_box(&mut self) {
        let Some(Sink::Box(pieces)) = self.sinks.pop() else { return };
        match self.paragraphs.last_mut() {
            Some(paragraph) => paragraph.boxes.extend(pieces),
            None => self.flow(pieces),
        }
    }

    /// Puts finished pieces into what is open.
    pub(crate) fn flow(&mut self, pieces: Vec<Piece>) {
        for piece in pieces {
            match (self.sinks.last_mut(), piece) {
                (Some(Sink::Box(held)), piece) => held.push(piece),
                (Some(Sink::Table(grid)), Piece::Line(line)) => {
                    let Some(row) = grid.row() else { continue };
                    if row.deleted {
                        let kind = ProblemKind::Deleted(shortened(&line.0.text));
                        self.out.sheet.report(Some(self.out.sheet.drafts.len()), 0, kind);
                    } else if let Some(cell) = row.cells.last_mut() {
                        cell.lines.push(line);
                    }
                }
                (Some(Sink::Note(_, body)), Piece::Line((line, _))) => {
                    if !body.text.is_empty() {
                        body.push("\n", &[]);
                    }
                    body.append(&line);
                }
                (_, Piece::Line((inline, origin))) => {
                    self.out.sheet.push_from(Draft::paragraph(inline, 0), origin);
                }
                (_, Piece::Table(draft, origin)) => self.out.sheet.push_from(draft, origin),
            }
        }
    }
}

/// The beginning of a deletion, for its note.
pub(crate) fn shortened(words: &str) -> String {
    match words.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", words.get(..end).unwrap_or(words)),
        None => words.to_owned(),
    }
}
