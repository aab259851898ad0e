//! The characters of a paragraph, each with its look, before they are text.
//!
//! Old encodings live in fonts, a letter may be two signs in two runs, and small letters may be shown as capitals: so a
//! paragraph is kept as single characters that know their font until all of that is settled.

use std::collections::HashMap;

use crate::read::Inline;
use crate::read::word::style::Look;
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
            let letter = if capitals { upper(letter) } else { letter };
            settled.push(Glyph { letter, ..*glyph });
            at += taken;
        }
    }
    if converted {
        raise(&mut settled);
    }
    // A soft hyphen is an invisible place to break a word, once it is known not to be a letter of TCVN3.
    settled.retain(|glyph| glyph.letter != '\u{AD}');
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
        let letters = same.iter().map(|it| if caps { upper(it.letter) } else { it.letter });
        inline.push(&letters.collect::<String>(), &styles);
        if let Some(note) = first.note {
            inline.mark(start, inline.text.len(), Style::Footnote(note));
        }
    }
    inline
}

fn upper(letter: char) -> char {
    let mut upper = letter.to_uppercase();
    let first = upper.next().unwrap_or(letter);
    if upper.next().is_some() { letter } else { first }
}

/// Makes capitals of the marked letters in words that were typed in capitals: ABC fonts have no marked capitals, so
/// `TOàN` was the best that a typist could do without the font of capitals.
fn raise(glyphs: &mut [Glyph]) {
    let mut words: Vec<(usize, usize, Case)> = Vec::new();
    let mut at = 0;
    for word in
        glyphs.chunk_by(|left, right| left.letter.is_alphabetic() == right.letter.is_alphabetic())
    {
        if word.first().is_some_and(|glyph| glyph.letter.is_alphabetic()) {
            words.push((at, at + word.len(), case(word)));
        }
        at += word.len();
    }
    let is_loud = |index: Option<usize>| {
        let word = index.and_then(|index| words.get(index));
        word.is_none_or(|(.., case)| matches!(case, Case::Loud | Case::Hurt))
    };
    let any_loud = words.iter().any(|(.., case)| matches!(case, Case::Loud | Case::Hurt));
    let mut raised = Vec::new();
    for (index, (start, end, case)) in words.iter().enumerate() {
        // A word of one letter and marks (`Bé` for BỘ) goes with the words around it.
        let goes_along = || any_loud && is_loud(index.checked_sub(1)) && is_loud(Some(index + 1));
        if *case == Case::Hurt || *case == Case::Open && goes_along() {
            raised.push(*start..*end);
        }
    }
    for range in raised {
        for glyph in glyphs.get_mut(range).unwrap_or_default() {
            glyph.letter = upper(glyph.letter);
        }
    }
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    /// Two capitals or more, nothing small.
    Loud,
    /// Capitals without marks and small letters with marks: `TOàN`.
    Hurt,
    /// One capital at most beside small letters with marks: cannot be told.
    Open,
    /// Small letters.
    Quiet,
}

fn case(word: &[Glyph]) -> Case {
    let count = |is: fn(char) -> bool| word.iter().filter(|glyph| is(glyph.letter)).count();
    let plain_small = count(|letter| letter.is_ascii_lowercase());
    let capitals = count(char::is_uppercase);
    let marked_small = count(|letter| !letter.is_ascii() && letter.is_lowercase());
    match (plain_small, capitals, marked_small) {
        (1.., ..) => Case::Quiet,
        (0, 2.., 1..) => Case::Hurt,
        (0, _, 1..) => Case::Open,
        (0, 2.., 0) => Case::Loud,
        _ => Case::Open,
    }
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
