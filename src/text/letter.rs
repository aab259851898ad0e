//! Letters of the Latin blocks, known from a small table made once: the large tables of Unicode are asked for each letter of
//! every text, and answering from them took a third of the time of reading.

use std::sync::LazyLock;

use unicode_normalization::char::{compose, decompose_canonical, is_combining_mark};

/// What is asked of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Letter {
    /// In lower case; none when that is more than one character.
    lower: Option<char>,
    /// Without diacritics; case stays.
    bare: char,
    /// Without its tone.
    vowel: char,
    /// Its tone as a combining mark.
    tone: Option<char>,
}

/// The first and last letters of the two stretches that hold all letters of Vietnamese.
const NEAR: (char, char) = ('À', 'ɏ');
const FAR: (char, char) = ('\u{1E00}', '\u{1EFF}');

static LETTERS: LazyLock<Vec<Letter>> =
    LazyLock::new(|| (NEAR.0..=NEAR.1).chain(FAR.0..=FAR.1).map(Letter::of).collect());

impl Letter {
    /// From the tables of Unicode.
    fn of(letter: char) -> Self {
        let mut lower = letter.to_lowercase();
        let (first, second) = (lower.next(), lower.next());
        let (vowel, tone) = decomposed_tone(letter);
        Self {
            lower: first.filter(|_| second.is_none()),
            bare: decomposed_base(letter),
            vowel,
            tone,
        }
    }

    fn known(letter: char) -> Option<&'static Self> {
        let near = NEAR.1 as usize - NEAR.0 as usize + 1;
        let at = match letter {
            _ if (NEAR.0..=NEAR.1).contains(&letter) => letter as usize - NEAR.0 as usize,
            _ if (FAR.0..=FAR.1).contains(&letter) => near + letter as usize - FAR.0 as usize,
            _ => return None,
        };
        LETTERS.get(at)
    }
}

/// Whether a character is a letter.
pub(super) fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7F}' => c.is_ascii_alphabetic(),
        'À'..='ɏ' => !matches!(c, '×' | '÷'),
        '\u{1E00}'..='\u{1EFF}' => true,
        _ => c.is_alphabetic(),
    }
}

/// Whether a character is a combining mark; none stands before U+0300 or among the letters.
pub(super) fn is_mark(c: char) -> bool {
    c >= '\u{300}' && !(FAR.0..=FAR.1).contains(&c) && is_combining_mark(c)
}

/// Adds a character in lower case.
pub(super) fn push_lower(text: &mut String, c: char) {
    if c.is_ascii() {
        text.push(c.to_ascii_lowercase());
    } else if let Some(lower) = Letter::known(c).and_then(|it| it.lower) {
        text.push(lower);
    } else {
        text.extend(c.to_lowercase());
    }
}

/// One letter without its diacritics; case stays.
pub fn fold_char(letter: char) -> char {
    match letter {
        'đ' => 'd',
        'Đ' | 'Ð' => 'D',
        _ if letter.is_ascii() => letter,
        _ => Letter::known(letter).map_or_else(|| decomposed_base(letter), |it| it.bare),
    }
}

/// A vowel without its tone, and the tone as a combining mark.
pub(super) fn split_tone(letter: char) -> (char, Option<char>) {
    if letter.is_ascii() {
        return (letter, None);
    }
    Letter::known(letter).map_or_else(|| decomposed_tone(letter), |it| (it.vowel, it.tone))
}

fn decomposed_base(letter: char) -> char {
    let mut base = None;
    decompose_canonical(letter, |c| {
        base.get_or_insert(c);
    });
    base.filter(|it| !is_combining_mark(*it)).unwrap_or(letter)
}

fn decomposed_tone(letter: char) -> (char, Option<char>) {
    let mut base = letter;
    let mut tone = None;
    decompose_canonical(letter, |c| match c {
        '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}' => tone = Some(c),
        _ if is_combining_mark(c) => base = compose(base, c).unwrap_or(base),
        _ => base = c,
    });
    (base, tone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_says_what_unicode_says() {
        for c in ('\0'..='\u{3000}').chain('\u{A000}'..='\u{AFFF}') {
            let mut lower = String::new();
            push_lower(&mut lower, c);
            assert_eq!(lower, c.to_lowercase().to_string(), "{c:?}");
            assert_eq!(is_letter(c), c.is_alphabetic(), "{c:?}");
            assert_eq!(is_mark(c), is_combining_mark(c), "{c:?}");
            assert_eq!(split_tone(c), decomposed_tone(c), "{c:?}");
        }
    }

    #[test]
    fn tones_come_off() {
        assert_eq!(split_tone('ệ'), ('ê', Some('\u{323}')));
        assert_eq!(split_tone('ư'), ('ư', None));
        assert_eq!(fold_char('Ợ'), 'O');
        assert_eq!(fold_char('đ'), 'd');
    }
}
