//! Telling in which encoding a stretch of text is.
//!
//! The name of the font is wrong too often: Unicode files keep `.VnTime` as the name of a font that is not even there,
//! and TCVN3 text stands in `Times New Roman` after the font was lost. So words are counted: read in the right encoding
//! nearly every word is a Vietnamese syllable, in a wrong one few are. Counts are kept for each font of a document; a
//! stretch that holds enough words speaks for itself, a short one is judged by its font.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::text::is_syllable;
use crate::text::legacy::{Charset, byte};

/// Small letters with a mark.
const MARKED: &str = "àáảãạâầấẩẫậăằắẳẵặđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ";

/// Words that a stretch must have to speak for itself.
const ENOUGH: u32 = 4;

/// How many of the words with a mark are Vietnamese syllables, as Unicode and in each old encoding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    marked: u32,
    unicode: u32,
    /// In the order of [`Charset::ALL`].
    old: [u32; 4],
}

/// Counts for each font of a document.
#[derive(Clone, Debug, Default)]
pub struct Survey {
    fonts: BTreeMap<String, Tally>,
    all: Tally,
}

impl Tally {
    /// Counts the words of a text.
    pub fn of(text: &str) -> Self {
        let mut tally = Self::default();
        for word in text.split(is_gap).filter(|word| !word.is_ascii()) {
            tally.marked += 1;
            tally.unicode += u32::from(is_vietnamese(word));
            if word.chars().any(|letter| byte(letter).is_none()) {
                continue;
            }
            for (charset, count) in Charset::ALL.iter().zip(&mut tally.old) {
                *count += u32::from(is_vietnamese(&charset.decode(word, false)));
            }
        }
        tally
    }

    fn add(&mut self, other: Self) {
        self.marked += other.marked;
        self.unicode += other.unicode;
        for (count, more) in self.old.iter_mut().zip(other.old) {
            *count += more;
        }
    }

    /// The old encoding in which clearly more words are Vietnamese than as Unicode.
    fn clear(&self) -> Option<Charset> {
        let (charset, count) = self.best(None)?;
        let apart = count * 4 >= self.unicode * 4 + self.marked;
        (count * 10 >= self.marked * 7 && apart).then_some(charset)
    }

    /// The old encoding with most Vietnamese words; of equals the one hinted at.
    fn best(&self, hint: Option<Charset>) -> Option<(Charset, u32)> {
        let counted = Charset::ALL.into_iter().zip(self.old);
        counted.max_by_key(|(charset, count)| (*count, Some(*charset) == hint))
    }
}

impl Survey {
    /// Counts a stretch in a font (empty when none is named).
    pub fn note(&mut self, font: &str, text: &str) {
        if text.is_ascii() {
            return;
        }
        let tally = Tally::of(text);
        self.all.add(tally);
        match self.fonts.get_mut(font) {
            Some(known) => known.add(tally),
            None => {
                self.fonts.insert(font.to_owned(), tally);
            }
        }
    }

    /// Whether any font of the document holds an old encoding.
    pub fn finds_any(&self) -> bool {
        self.fonts.iter().any(|(font, tally)| self.verdict(font, tally).is_some())
            || self.all.clear().is_some()
    }

    /// The old encoding of a stretch in a font; none when it is Unicode or has no letter with a mark.
    pub fn charset(&self, font: &str, text: &str) -> Option<Charset> {
        let local = Tally::of(text);
        let verdict = self.fonts.get(font).and_then(|tally| self.verdict(font, tally));
        if local.marked == 0 {
            return verdict;
        }
        if local.marked >= ENOUGH {
            let sound = local.unicode * 10 >= local.marked * 7;
            return local.clear().or(verdict.filter(|_| !sound));
        }
        // One or two words: the font's word is taken unless they can only be Unicode.
        let only_unicode = text
            .chars()
            .any(|letter| byte(letter).is_none_or(|it| it == 0x2D) && is_letter(letter));
        verdict.filter(|_| !only_unicode)
    }

    /// The encoding of a font by all its words; with few words, the name of the font or the rest of the document decides.
    fn verdict(&self, font: &str, tally: &Tally) -> Option<Charset> {
        if let Some(charset) = tally.clear() {
            return Some(charset);
        }
        let hint = Charset::of_font(font);
        let (charset, count) = tally.best(hint)?;
        let few = tally.marked < ENOUGH && count > tally.unicode;
        (few && (hint == Some(charset) || self.all.clear() == Some(charset))).then_some(charset)
    }
}

/// What separates words in raw text: the signs of old encodings are no gaps, quotes and dashes of Windows-1252 are.
fn is_gap(letter: char) -> bool {
    letter.is_ascii() && !letter.is_ascii_alphanumeric()
        || matches!(letter, '\u{A0}' | '‘' | '’' | '“' | '”' | '–' | '—' | '…' | '•')
}

fn is_letter(letter: char) -> bool {
    letter.is_ascii_alphabetic()
        || letter.to_lowercase().next().is_some_and(|lower| MARKED.contains(lower))
}

/// Whether a word is a Vietnamese syllable in every respect that wrong letters would break: its letters, one tone mark,
/// a tone that its end allows, no capital after a small letter.
fn is_vietnamese(word: &str) -> bool {
    let word: String = word.nfc().collect();
    let word = word.trim_matches(|c: char| c.is_ascii_digit());
    if !is_syllable(word) || !word.chars().all(is_letter) {
        return false;
    }
    let cased = word.chars().zip(word.chars().skip(1));
    if cased.into_iter().any(|(left, right)| left.is_lowercase() && right.is_uppercase()) {
        return false;
    }
    let lower = word.to_lowercase();
    let is_tone =
        |mark: &char| matches!(mark, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
    let tones: Vec<char> = lower.nfd().filter(is_tone).collect();
    let stopped = ["c", "ch", "p", "t"].iter().any(|end| lower.ends_with(end));
    let marks = word.chars().filter(|letter| "âăêôơư".contains(*letter)).count();
    match tones.as_slice() {
        [] => !stopped && marks <= 2,
        [tone] => !stopped || matches!(tone, '\u{301}' | '\u{323}'),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_tell_their_encoding() {
        let of = |text: &str| Tally::of(text).clear();
        assert_eq!(of("C¨n cø LuËt Tæ chøc ChÝnh phñ ngµy 30 th¸ng 9"), Some(Charset::Tcvn3));
        assert_eq!(of("Ñoäc laäp - Töï do - Haïnh phuùc"), Some(Charset::Vni));
        assert_eq!(of("Nß¾c Cµng hòa xã hµi chü nghîa Vi®t Nam"), Some(Charset::Viscii));
        assert_eq!(of("NÜ§c C¶ng hòa xã h¶i chû nghïa ViŒt Nam"), Some(Charset::Vps));
        assert_eq!(of("Căn cứ Luật Tổ chức Chính phủ, là và có"), None);
        assert_eq!(of("là có và các tài sản"), None);
        assert_eq!(of("Société générale à l'économie française"), None);
    }

    #[test]
    fn a_font_is_judged_by_its_words_not_by_its_name() {
        let mut survey = Survey::default();
        survey.note(".VnTime", "Căn cứ Luật Tổ chức Chính phủ ngày 30 tháng 9 năm 2015");
        survey.note("Arial", "C¨n cø LuËt Tæ chøc ChÝnh phñ ngµy 30 th¸ng 9 n¨m 2015");
        assert_eq!(survey.charset(".VnTime", "là"), None);
        assert_eq!(survey.charset("Arial", "vµ"), Some(Charset::Tcvn3));
        assert_eq!(survey.charset("Arial", "Luật"), None);
        assert!(survey.finds_any());
    }
}
