//! Characters: the text of runs, and elements that stand for a character or for something without text.

use crate::read::ProblemKind;
use crate::read::word::glyph::Glyph;
use crate::read::word::symbol;
use crate::read::word::walk::{Ink, Walk};
use crate::read::word::xml::Element;

impl Walk<'_, '_> {
    /// An element that stands for a character, or for something without text.
    pub(crate) fn sign(&mut self, element: &Element<'_>) {
        if self.moving > 0 {
            return;
        }
        if let Some(letter) = character(element) {
            self.put(letter, None);
            return;
        }
        if self.deleting > 0 {
            return;
        }
        match element.name() {
            "lastRenderedPageBreak" => {
                self.page = self.page.map(|page| page.saturating_add(1));
                let page = self.page;
                if let Some(paragraph) =
                    self.paragraphs.last_mut().filter(|it| it.glyphs.is_empty())
                {
                    paragraph.origin.page = page;
                }
            }
            // A box of a form: its state stands after it, on its own or as what it is at first.
            "checkBox" => self.put('☐', None),
            "checked" | "default" if self.within("checkBox") => self.tick(element.is_on()),
            // Words drawn as a picture, and a file that Word reads in when it opens this one.
            "textpath" => {
                let words = element.attr("string").unwrap_or_default();
                words.chars().for_each(|letter| self.put(letter, None));
            }
            "altChunk" => {
                let place = Some(self.out.sheet.drafts.len());
                let what = "phần lấy từ một tệp khác trong tệp Word này";
                self.out.sheet.report(place, 0, ProblemKind::PartUnread(what.into()));
            }
            "footnoteReference" => self.refer("footnote", element),
            "endnoteReference" => self.refer("endnote", element),
            "blip" | "imagedata" | "OLEObject" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.pictures += 1;
                }
            }
            _ => {}
        }
    }

    pub(crate) fn tick(&mut self, on: bool) {
        let last = self.paragraphs.last_mut().and_then(|it| it.glyphs.last_mut());
        if let Some(glyph) = last.filter(|glyph| matches!(glyph.letter, '☐' | '☒')) {
            glyph.letter = if on { '☒' } else { '☐' };
        }
    }

    pub(crate) fn refer(&mut self, kind: &'static str, element: &Element<'_>) {
        let key = (kind, element.attr("id").unwrap_or_default());
        let place = self.out.marks.iter().position(|known| *known == key);
        let index = place.unwrap_or_else(|| {
            self.out.marks.push(key);
            self.out.marks.len() - 1
        });
        let note = u32::try_from(index).ok();
        for letter in format!("[{}]", index + 1).chars() {
            self.put(letter, note);
        }
    }

    pub(crate) fn write(&mut self, words: &str) {
        match self.ink {
            Ink::None => {}
            Ink::Shown | Ink::Deleted => {
                for letter in words.chars() {
                    self.put(if matches!(letter, '\n' | '\r') { ' ' } else { letter }, None);
                }
            }
        }
    }

    pub(crate) fn put(&mut self, letter: char, note: Option<u32>) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        if paragraph.run.hidden == Some(true) {
            return;
        }
        let look = self.context.looks.index(&paragraph.run);
        let deleted = self.deleting > 0 || self.ink == Ink::Deleted;
        let glyphs = if deleted { &mut paragraph.deleted } else { &mut paragraph.glyphs };
        glyphs.push(Glyph { letter, look, note });
    }
}

/// The character that an element stands for.
fn character(element: &Element<'_>) -> Option<char> {
    match element.name() {
        "tab" | "ptab" => Some('\t'),
        "br" | "cr" => match element.attr("type").as_deref() {
            Some("page" | "column") => Some(' '),
            _ => Some('\n'),
        },
        "noBreakHyphen" => Some('-'),
        "softHyphen" => Some('\u{AD}'),
        "sym" => {
            let code = element.attr("char").and_then(|it| u32::from_str_radix(&it, 16).ok());
            let letter = code.and_then(char::from_u32)?;
            Some(symbol::sign(&element.attr("font").unwrap_or_default(), letter).unwrap_or(letter))
        }
        _ => None,
    }
}
