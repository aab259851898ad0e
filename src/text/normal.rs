//! Views of a text in which what should compare equal is equal, with a map back to the source.
//!
//! Real texts mix precomposed letters with Windows-1258 style pairs (`ệ` as `ê` + U+0323: 49 of 255 law pages), Icelandic
//! `Ð` for `Đ`, soft hyphens left by old converters, zero-width characters and no-break spaces. People write `hoà` and
//! `hòa`, `kỳ` and `kì`. None of that is changed in the stored text; it is levelled here, for comparison only.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::char::compose;

use crate::text::letter::{is_letter, is_mark, push_lower, split_tone};
use crate::text::{Span, fold_char};

/// How far a [`Normal`] view goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// NFC, `Ð` → `Đ`, invisible characters gone, every space a plain space. Case and spelling stay.
    Canonical,
    /// Canonical in lower case, tone marks in the modern place, `y` for `i` as the only vowel after h, k, l, m, s, t, qu.
    Comparable,
    /// Comparable without any diacritics; `đ` is `d`.
    Folded,
}

/// A normalised copy of a text that knows where each of its characters came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Normal {
    /// The normalised text.
    pub text: String,
    /// For each stretch that moved: (position here, position in the source); between two entries both advance alike.
    moves: Vec<(u32, u32)>,
    source_len: u32,
}

impl Normal {
    /// Normalises `source`.
    pub fn of(source: &str, form: Form) -> Self {
        let mut view = Self { source_len: Span::new(0, source.len()).end, ..Self::default() };
        view.text.reserve(source.len());
        for (range, letter) in letters(source) {
            view.write(range.start, letter, form);
        }
        if form >= Form::Comparable {
            view.settle_words();
        }
        if form == Form::Folded {
            view = view.folded();
        }
        view
    }

    /// The span in the source of a range of the normalised text.
    pub fn to_source(&self, range: Range<usize>) -> Span {
        let start = self.source_at(range.start);
        let end = self.source_end(range.end);
        Span::new(start, end.max(start))
    }

    /// Position in the source of the character that starts at `at` here.
    fn source_at(&self, at: usize) -> usize {
        if at >= self.text.len() {
            return self.source_len as usize;
        }
        let after = self.moves.partition_point(|&(here, _)| here as usize <= at);
        match after.checked_sub(1).and_then(|index| self.moves.get(index)) {
            Some(&(here, source)) => source as usize + (at - here as usize),
            None => at,
        }
    }

    /// Position in the source right after the character that ends at `at` here: combining marks and dropped characters
    /// before the next kept character belong to what stands before them.
    fn source_end(&self, at: usize) -> usize {
        if at == 0 { 0 } else { self.source_at(at) }
    }

    fn write(&mut self, source: usize, letter: char, form: Form) {
        let here = self.text.len();
        if self.source_at_end() != Some(source) {
            self.moves.push((Span::new(here, here).start, Span::new(source, source).start));
        }
        if form >= Form::Comparable {
            push_lower(&mut self.text, letter);
        } else {
            self.text.push(letter);
        }
    }

    /// Where the next character of the source is expected if nothing moves.
    fn source_at_end(&self) -> Option<usize> {
        let here = self.text.len();
        match self.moves.last() {
            Some(&(at, source)) => Some(source as usize + (here - at as usize)),
            None => Some(here),
        }
    }

    /// Puts tone marks in the modern place and levels i/y, word by word. Lengths of letters may change, so the map is
    /// rebuilt where a word changed.
    fn settle_words(&mut self) {
        let mut out = Self { source_len: self.source_len, ..Self::default() };
        out.text.reserve(self.text.len());
        let mut copied = 0;
        let mut at = 0;
        let text = std::mem::take(&mut self.text);
        let bounds =
            Self { text, moves: std::mem::take(&mut self.moves), source_len: self.source_len };
        while let Some(start) = bounds.text[at..].find(is_letter).map(|it| at + it) {
            let rest = &bounds.text[start..];
            let word = &rest[..rest.find(|c| !is_letter(c)).unwrap_or(rest.len())];
            at = start + word.len();
            let Some(settled) = settle(word) else { continue };
            bounds.copy_to(&mut out, copied..start);
            for (letter, (offset, _)) in settled.chars().zip(word.char_indices()) {
                out.write(bounds.source_at(start + offset), letter, Form::Canonical);
            }
            copied = at;
        }
        if copied == 0 {
            *self = bounds;
            return;
        }
        bounds.copy_to(&mut out, copied..bounds.text.len());
        *self = out;
    }

    fn folded(&self) -> Self {
        let mut out = Self { source_len: self.source_len, ..Self::default() };
        out.text.reserve(self.text.len());
        let mut moves = self.moves.iter().peekable();
        let mut last = (0, 0);
        for (offset, letter) in self.text.char_indices() {
            while let Some(&next) = moves.next_if(|(here, _)| *here as usize <= offset) {
                last = next;
            }
            let source = last.1 as usize + (offset - last.0 as usize);
            out.write(source, fold_char(letter), Form::Canonical);
        }
        out
    }

    /// Adds a stretch of this view to `out` as it is.
    fn copy_to(&self, out: &mut Self, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        let start = out.text.len();
        let source = self.source_at(range.start);
        if out.source_at_end() != Some(source) {
            out.moves.push((Span::new(start, start).start, Span::new(source, source).start));
        }
        let inside = |here: u32| (range.start + 1..range.end).contains(&(here as usize));
        let first = self.moves.partition_point(|&(here, _)| here as usize <= range.start);
        for &(here, source) in self.moves.iter().skip(first).take_while(|it| inside(it.0)) {
            let here = start + (here as usize - range.start);
            out.moves.push((Span::new(here, here).start, source));
        }
        out.text.push_str(&self.text[range]);
    }
}

/// `source` in canonical form, borrowed when it already is.
pub fn canonical(source: &str) -> Cow<'_, str> {
    let clean =
        |c: char| c.is_ascii() && (c >= ' ' || c == '\n') || matches!(c, 'À'..='ỹ') && is_plain(c);
    if source.chars().all(clean) {
        return Cow::Borrowed(source);
    }
    Cow::Owned(letters(source).map(|(_, letter)| letter).collect())
}

/// `source` in comparable form.
pub fn comparable(source: &str) -> String {
    Normal::of(source, Form::Comparable).text
}

/// Letters and digits of the comparable form and nothing else: what "the same text" means when two editions are compared.
pub fn letters_and_digits(source: &str) -> String {
    let mut kept = comparable(source);
    kept.retain(char::is_alphanumeric);
    kept
}

/// A letter that canonical form leaves alone.
fn is_plain(c: char) -> bool {
    c != 'Ð' && !is_mark(c)
}

/// The characters of the canonical form, each with the range of the source it stands for.
fn letters(source: &str) -> impl Iterator<Item = (Range<usize>, char)> {
    let mut chars = source.char_indices().peekable();
    std::iter::from_fn(move || {
        loop {
            let (start, first) = chars.next()?;
            if is_invisible(first) {
                continue;
            }
            let mut letter = levelled(first);
            let mut end = start + first.len_utf8();
            while let Some(&(at, next)) = chars.peek() {
                if next.is_ascii() {
                    break;
                }
                if is_invisible(next) {
                    end = at + next.len_utf8();
                    chars.next();
                    continue;
                }
                let Some(composed) = compose_any(letter, next) else { break };
                letter = composed;
                end = at + next.len_utf8();
                chars.next();
            }
            return Some((start..end, letter));
        }
    })
}

/// Composes a letter with a combining mark, also when the tone was typed before the vowel mark (`ạ` + `̂`).
fn compose_any(letter: char, mark: char) -> Option<char> {
    if !is_mark(mark) {
        return None;
    }
    compose(letter, mark).or_else(|| {
        let mut parts = Vec::with_capacity(2);
        unicode_normalization::char::decompose_canonical(letter, |c| parts.push(c));
        match parts.as_slice() {
            [base, tone] => compose(compose(*base, mark)?, *tone),
            _ => None,
        }
    })
}

/// Characters that show nothing: soft hyphen, zero-width space and joiners, direction marks, byte order mark.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{202A}'..='\u{202E}')
}

fn levelled(c: char) -> char {
    match c {
        'Ð' => 'Đ',
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{3000}' | '\t' => ' ',
        _ => c,
    }
}

/// The modern spelling of a lower-case word, when it differs: `hoà` → `hòa`, `thuỷ` → `thủy`, `kì` → `kỳ`, `quí` → `quý`.
///
/// Letters are exchanged one for one, so positions inside the word keep their order.
fn settle(word: &str) -> Option<String> {
    // Only open syllables differ: "hoà", "thuỷ"; in "hoàn" the tone stands right.
    let mut back = word.chars().rev();
    let (vowel, tone) = split_tone(back.next()?);
    let (Some(tone), Some(before)) = (tone, back.next()) else { return settle_i(word) };
    // "quý", "quà": the u belongs to the consonant.
    let after_q = before == 'u' && back.next() == Some('q');
    if after_q || !matches!((before, vowel), ('o', 'a' | 'e') | ('u', 'y')) {
        return settle_i(word);
    }
    let head = &word[..word.char_indices().rev().nth(1)?.0];
    Some(format!("{head}{}{vowel}", compose(before, tone)?))
}

/// `i` for `y` at the end after h, k, l, m, s, t, qu, v: levelled to `y`.
fn settle_i(word: &str) -> Option<String> {
    let last = word.chars().next_back()?;
    let (vowel, tone) = split_tone(last);
    if vowel != 'i' {
        return None;
    }
    let head = &word[..word.len() - last.len_utf8()];
    if !matches!(head, "h" | "k" | "l" | "m" | "s" | "t" | "qu" | "v") {
        return None;
    }
    let y = match tone {
        Some(tone) => compose('y', tone)?,
        None => 'y',
    };
    Some(format!("{head}{y}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decomposed_and_invisible_letters_become_canonical() {
        assert_eq!(
            canonical("Đi\u{EA}\u{300}u 1. \u{D0}iều\u{A0}2, d\u{AD}ưới"),
            "Điều 1. Điều 2, dưới"
        );
        assert_eq!(canonical("a\u{323}\u{302}"), "ậ");
        assert!(matches!(canonical("Điều 5. Hiệu lực"), Cow::Borrowed(_)));
    }

    #[test]
    fn spelling_variants_compare_equal() {
        for (old, new) in [
            ("Uỷ ban", "Ủy ban"),
            ("hoà giải", "hòa giải"),
            ("thuỷ", "thủy"),
            ("kì họp", "kỳ họp"),
            ("Quí III", "Quý III"),
            ("khoẻ", "khỏe"),
            ("HOẠ", "họa"),
        ] {
            assert_eq!(comparable(old), comparable(new));
        }
        // Not variants of each other: the tone stands on the final vowel or the u belongs to qu.
        assert_eq!(comparable("hoàn"), "hoàn");
        assert_eq!(comparable("quà"), "quà");
        assert_eq!(comparable("thì"), "thì");
    }

    #[test]
    fn positions_map_back_to_the_source() {
        let source = "x Đi\u{EA}\u{300}u\u{A0}7 hoà b\u{AD}ình";
        for form in [Form::Canonical, Form::Comparable, Form::Folded] {
            let view = Normal::of(source, form);
            let word = |needle: &str| {
                let at = view.text.find(needle).unwrap();
                view.to_source(at..at + needle.len()).of(source).to_owned()
            };
            match form {
                Form::Canonical => assert_eq!(word("Điều"), "Đi\u{EA}\u{300}u"),
                Form::Comparable => {
                    assert_eq!(word("điều"), "Đi\u{EA}\u{300}u");
                    assert_eq!(word("hòa"), "hoà");
                    assert_eq!(word("bình"), "b\u{AD}ình");
                }
                Form::Folded => assert_eq!(word("dieu"), "Đi\u{EA}\u{300}u"),
            }
        }
    }
}
