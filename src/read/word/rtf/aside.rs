//! What stands beside the text in RTF: footnotes, and the margins of pages.

use crate::read::word::glyph::Glyph;
use crate::read::word::rtf::{Ink, Walk};
use crate::read::word::style::Look;
use crate::read::{Inline, ProblemKind};

impl Walk<'_> {
    /// Begins a footnote: its mark stands in the text.
    pub(crate) fn open_note(&mut self) {
        if self.state.ink != Ink::Shown {
            return;
        }
        let index = self.notes.len();
        let look = self.looks.index(&Look::default());
        let note = u32::try_from(index).ok();
        let mark = format!("[{}]", index + 1);
        self.glyphs.extend(mark.chars().map(|letter| Glyph { letter, look, note }));
        self.notes.push(Inline::default());
        self.state.ink = Ink::Note(index);
    }

    /// Ends a paragraph of a footnote.
    pub(crate) fn end_note(&mut self, index: usize) {
        let glyphs = std::mem::take(&mut self.note);
        let line = self.settle(&glyphs).trimmed();
        if let Some(body) = self.notes.get_mut(index) {
            if !body.text.is_empty() && !line.text.is_empty() {
                body.push("\n", &[]);
            }
            body.append(&line);
        }
    }

    /// Tells what stands in the margin of pages, once; a page number says nothing.
    pub(crate) fn end_margin(&mut self) {
        let glyphs = std::mem::take(&mut self.margin);
        let text = self.settle(&glyphs).text;
        let words: Vec<&str> = text.split_whitespace().collect();
        let words: String = words.join(" ").chars().take(200).collect();
        if words.contains(char::is_alphabetic) && !self.margins.contains(&words) {
            self.sheet.report(None, 0, ProblemKind::SetAside(words.clone()));
            self.margins.push(words);
        }
    }
}
