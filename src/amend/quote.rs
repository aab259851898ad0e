//! Nội dung mới: the quoted text of an instruction as units, without its quotation marks.
//!
//! Real texts close a quotation with `”.`, `”;`, `.”`, `.”.`, quote each khoản for itself, or forget to close at all. The
//! marks that open and close are taken off by balance; quotations inside stay.

use crate::amend::edition::pieces;
use crate::amend::tree::Piece;
use crate::law::Document;
use crate::structure;
use crate::text::{BlockKind, CellText, Span, Transcript};

/// The units in quoted lines of `document`.
pub(crate) fn units(document: &Document, lines: &[Span]) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut transcript = Transcript::default();
    let mut depth = Depth::default();
    for (index, &span) in lines.iter().enumerate() {
        if let Some(rows) = table_at(document, span) {
            transcript.push_table(&rows, 0);
            continue;
        }
        let last = index + 1 == lines.len();
        for line in document.text(span).lines() {
            transcript.push(BlockKind::Paragraph, depth.strip(line, last), 0);
            // “2. …” and “d) …” quoted one after the other: the điểm is none of that khoản (Luật 64/2014/QH13).
            if depth.closed() {
                found.extend(units_of(std::mem::take(&mut transcript)));
            }
        }
    }
    found.extend(units_of(transcript));
    found
}

fn units_of(transcript: Transcript) -> Vec<Piece> {
    let quoted = structure::cut_out(transcript);
    let content = quoted.components.first().map(|part| part.content.clone()).unwrap_or_default();
    gathered(pieces(&quoted, &content))
}

/// Paragraphs behind a quoted unit are its own: "d) …" / "Viện trưởng … quy định chi tiết điểm này." (Luật 02/2021/QH15).
/// In a whole text they would belong to the khoản.
fn gathered(quoted: Vec<Piece>) -> Vec<Piece> {
    let mut gathered: Vec<Piece> = Vec::with_capacity(quoted.len());
    for piece in quoted {
        match (gathered.last_mut(), piece) {
            (Some(Piece::Unit(unit)), piece @ (Piece::Paragraph(_) | Piece::Table(_))) => {
                unit.content.push(piece);
            }
            (_, piece) => gathered.push(piece),
        }
    }
    gathered
}

/// The rows of the table that stands at `span`, when one does.
fn table_at(document: &Document, span: Span) -> Option<Vec<(bool, Vec<CellText>)>> {
    let block = document.transcript.blocks.iter().find(|block| block.span == span)?;
    let BlockKind::Table(table) = &block.kind else { return None };
    let rows = table.rows.iter().map(|row| {
        let cells = row.cells.iter();
        let cells = cells.map(|it| (document.text(it.span).to_owned(), it.columns, it.rows));
        (row.head, cells.collect())
    });
    Some(rows.collect())
}

/// How many quotations are open, over the lines of one quoted text.
#[derive(Default)]
struct Depth {
    open: i32,
    straight: bool,
    begun: bool,
}

impl Depth {
    /// Whether the quotation that began is over.
    fn closed(&self) -> bool {
        self.begun && self.open <= 0
    }

    /// The line without the marks that open and close the quoted text itself.
    fn strip<'a>(&mut self, line: &'a str, last: bool) -> &'a str {
        let mut line = line.trim();
        if self.open <= 0
            && let Some(rest) = line.strip_prefix(['“', '"', '”', '‘'])
        {
            self.straight = line.starts_with('"');
            self.open = 1;
            self.begun = true;
            line = rest.trim_start();
        }
        for letter in line.chars() {
            match letter {
                '“' => self.open += 1,
                '”' => self.open -= 1,
                _ => {}
            }
        }
        let bare = line.trim_end_matches(['.', ';', ',', ':', ' ']);
        let straight = self.straight && bare.ends_with('"') && bare.matches('"').count() % 2 == 1;
        let closes = self.open <= 0 && bare.ends_with('”') || straight;
        // The last mark closes even where the balance says otherwise: an inner quotation was left open.
        let ends = last
            && bare.ends_with(['”', '"'])
            && bare.matches('“').count() < bare.matches('”').count();
        if closes || ends || last && straight {
            self.open = 0;
            return bare.strip_suffix(['”', '"']).unwrap_or(bare).trim_end();
        }
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stripped(lines: &[&str]) -> Vec<String> {
        let mut depth = Depth::default();
        let count = lines.len();
        let strip =
            |(index, line): (usize, &&str)| depth.strip(line, index + 1 == count).to_owned();
        lines.iter().enumerate().map(strip).collect()
    }

    #[test]
    fn only_the_outer_marks_go() {
        assert_eq!(stripped(&["“1. Một.", "2. Hai.”."]), ["1. Một.", "2. Hai."]);
        assert_eq!(stripped(&["“1. Từ “an” là an.”;"]), ["1. Từ “an” là an."]);
        assert_eq!(stripped(&["“1. Một.”", "“3. Ba.”"]), ["1. Một.", "3. Ba."]);
        assert_eq!(stripped(&["\"1. Một;", "2. Hai\"."]), ["1. Một;", "2. Hai"]);
        assert_eq!(stripped(&["“1. Một"]), ["1. Một"]);
        // The inner marks are a pair: the mark that lacks is the outer one.
        assert_eq!(stripped(&["“1. Từ “an.”."]), ["1. Từ “an.”."]);
    }
}
