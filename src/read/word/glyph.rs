//! The characters of a paragraph, each with its look, before they are text.
//!
//! Old encodings live in fonts, a letter may be two signs in two runs, and small letters may be shown as capitals: so a
//! paragraph is kept as single characters that know their font until all of that is settled.

use std::collections::HashMap;

use crate::read::Inline;
use crate::read::word::style::Look;
use crate::read::word::symbol;
use crate::text::Style;
use crate::text::legacy::{self, Survey};

/// One character of a paragraph.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Glyph {
    /// What it is.
    pub(crate) letter: char,
    /// Index of its look among the [`Looks`].
    pub(crate) look: u32,
    /// The footnote that it is the mark of.
    pub(crate) note: Option<u32>,
}

/// Every look met in a file, once.
#[derive(Debug, Default)]
pub(crate) struct Looks {
    looks: Vec<Look>,
    known: HashMap<Look, u32>,
}

impl Looks {
    /// The index of a look.
    pub(crate) fn index(&mut self, look: &Look) -> u32 {
        if let Some(index) = self.known.get(look) {
            return *index;
        }
        let index = u32::try_from(self.looks.len()).unwrap_or(u32::MAX);
        self.looks.push(look.clone());
        self.known.insert(look.clone(), index);
        index
    }

    fn font(&self, index: u32) -> &str {
        let look = self.looks.get(index as usize);
        look.and_then(|look| look.font.as_deref()).unwrap_or_default()
    }

    fn get(&self, index: u32) -> Option<&Look> {
        self.looks.get(index as usize)
    }
}

/// Counts the words of a paragraph for the survey of encodings.
pub(crate) fn count(glyphs: &[Glyph], looks: &Looks, survey: &mut Survey) {
    for stretch in stretches(glyphs, looks) {
        let text: String = stretch.iter().map(|glyph| glyph.letter).collect();
        survey.note(stretch.first().map_or("", |glyph| looks.font(glyph.look)), &text);
    }
}

/// The text of a paragraph: old encodings turned into Unicode, capitals that live in the look made real.
pub(crate) fn inline(glyphs: &[Glyph], looks: &Looks, survey: Option<&Survey>) -> Inline {
    let mut settled: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    let mut converted = false;
    for stretch in stretches(glyphs, looks) {
        let font = stretch.first().map_or("", |glyph| looks.font(glyph.look));
        let text: String = stretch.iter().map(|glyph| glyph.letter).collect();
        let Some(charset) = survey.and_then(|survey| survey.charset(font, &text)) else {
            settled.extend(stretch);
            continue;
        };
        converted = true;
        let capitals = legacy::is_font_of_capitals(font);
        let letters: Vec<char> = text.chars().collect();
        let mut at = 0;
        while let (Some(rest), Some(glyph)) = (letters.get(at..), stretch.get(at)) {
            let (letter, taken) = charset.letter(rest);
            let letter = if capitals { legacy::upper(letter) } else { letter };
            settled.push(Glyph { letter, ..*glyph });
            at += taken;
        }
    }
    if converted {
        let letters: Vec<char> = settled.iter().map(|glyph| glyph.letter).collect();
        for range in legacy::to_raise(&letters) {
            let raised = settled.get_mut(range).unwrap_or_default();
            raised.iter_mut().for_each(|glyph| glyph.letter = legacy::upper(glyph.letter));
        }
    }
    // A soft hyphen is an invisible place to break a word, once it is known not to be a letter of TCVN3.
    settled.retain(|glyph| glyph.letter != '\u{AD}');
    for glyph in settled.iter_mut().filter(|it| matches!(it.letter, '\u{F020}'..='\u{F0FF}')) {
        glyph.letter = symbol::sign(looks.font(glyph.look), glyph.letter).unwrap_or(glyph.letter);
    }
    write(&settled, looks)
}

/// Stretches of the same font.
fn stretches<'a>(glyphs: &'a [Glyph], looks: &'a Looks) -> impl Iterator<Item = &'a [Glyph]> {
    glyphs.chunk_by(|left, right| {
        left.look == right.look || looks.font(left.look) == looks.font(right.look)
    })
}

fn write(glyphs: &[Glyph], looks: &Looks) -> Inline {
    let mut inline = Inline::default();
    for same in glyphs.chunk_by(|left, right| (left.look, left.note) == (right.look, right.note)) {
        let Some(first) = same.first() else { continue };
        let look = looks.get(first.look).cloned().unwrap_or_default();
        let mut styles = Vec::new();
        styles.extend(look.bold.filter(|on| *on).map(|_| Style::Bold));
        styles.extend(look.italic.filter(|on| *on).map(|_| Style::Italic));
        let start = inline.text.len();
        let caps = look.caps == Some(true);
        let letters = same.iter().map(|it| if caps { legacy::upper(it.letter) } else { it.letter });
        inline.push(&letters.collect::<String>(), &styles);
        if let Some(note) = first.note {
            inline.mark(start, inline.text.len(), Style::Footnote(note));
        }
    }
    inline
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &[(&str, &str)]) -> String {
        let (mut looks, mut glyphs, mut survey) = (Looks::default(), Vec::new(), Survey::default());
        for (font, words) in words {
            let look = looks.index(&Look { font: Some((*font).into()), ..Look::default() });
            glyphs.extend(words.chars().map(|letter| Glyph { letter, look, note: None }));
        }
        count(&glyphs, &looks, &mut survey);
        inline(&glyphs, &looks, Some(&survey)).text
    }

    #[test]
    fn fonts_of_one_paragraph_are_read_each_on_its_own() {
        let words = [
            (".VnTimeH", "nghÞ ®Þnh cña chÝnh phñ"),
            (".VnTime", " vÒ viÖc ph¸t hµnh c«ng tr¸i"),
            ("Times New Roman", " và các nội dung khác của Chính phủ"),
        ];
        assert_eq!(
            text(&words),
            "NGHỊ ĐỊNH CỦA CHÍNH PHỦ về việc phát hành công trái và các nội dung khác của Chính phủ"
        );
        assert_eq!(text(&[("VNI-Times", "Cộng hòa"), ("Arial", "n\u{AD}ước")]), "Cộng hòanước");
    }

    #[test]
    fn words_in_capitals_get_their_marks_in_capitals() {
        let words = [(".VnTime", "Bé TµI CHÝNH vµ ChÝnh phñ, TOµN QUèC")];
        assert_eq!(text(&words), "BỘ TÀI CHÍNH và Chính phủ, TOÀN QUỐC");
    }
}
