//! VIQR: Vietnamese in plain ASCII, marks typed after the letter (`Vie^.t Nam`, `ngu+o+`i`).
//!
//! It comes in mail and in old data files only, and always for a whole file. As its marks are also the signs that end
//! sentences, a file is taken for VIQR only when marks stand inside very many of its words.

use unicode_normalization::UnicodeNormalization;

use crate::text::is_syllable;

/// A whole text out of VIQR; none when it is no VIQR.
pub fn from_viqr(text: &str) -> Option<String> {
    if !text.is_ascii() {
        return None;
    }
    let (mut words, mut marked, mut sound) = (0, 0, 0);
    for word in text.split_whitespace().filter(|word| word.starts_with(|c: char| c.is_alphabetic()))
    {
        words += 1;
        let decoded = decode(word);
        let inner = decoded.trim_end_matches(|c: char| c.is_ascii_punctuation());
        if !inner.is_ascii() {
            marked += 1;
            sound += u32::from(inner.split('-').all(is_syllable));
        }
    }
    let modified =
        text.matches("^").count() + text.matches("u+").count() + text.matches("dd").count();
    let is_viqr = marked >= 8
        && marked * 3 >= words
        && sound * 10 >= marked * 8
        && modified * 8 >= words as usize;
    is_viqr.then(|| decode(text))
}

fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len() * 2);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => decoded.extend(letters.next()),
            'd' | 'D' if letters.peek().is_some_and(|next| next.eq_ignore_ascii_case(&'d')) => {
                letters.next();
                decoded.push(if letter == 'd' { 'đ' } else { 'Đ' });
            }
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'A' | 'E' | 'I' | 'O' | 'U' | 'Y' => {
                let base = letter.to_ascii_lowercase();
                let shape = letters.next_if(|next| match next {
                    '^' => matches!(base, 'a' | 'e' | 'o'),
                    '(' => base == 'a',
                    '+' | '*' => matches!(base, 'o' | 'u'),
                    _ => false,
                });
                let tone = letters.next_if(|next| matches!(next, '\'' | '`' | '?' | '~' | '.'));
                // A point after a vowel ends the sentence when a new one begins after it.
                let mut ahead = letters.clone().skip_while(|next| next.is_whitespace());
                let ends = tone == Some('.')
                    && letters.peek().is_none_or(|next| next.is_whitespace())
                    && ahead.next().is_none_or(|next| !next.is_lowercase());
                let marks = shape.map(shape_mark).into_iter();
                let marks = marks.chain(tone.filter(|_| !ends).map(tone_mark));
                decoded.extend(std::iter::once(letter).chain(marks).nfc());
                decoded.extend(tone.filter(|_| ends));
            }
            _ => decoded.push(letter),
        }
    }
    decoded
}

fn shape_mark(sign: char) -> char {
    match sign {
        '^' => '\u{302}',
        '(' => '\u{306}',
        _ => '\u{31B}',
    }
}

fn tone_mark(sign: char) -> char {
    match sign {
        '\'' => '\u{301}',
        '`' => '\u{300}',
        '?' => '\u{309}',
        '~' => '\u{303}',
        _ => '\u{323}',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn viqr_is_told_from_english() {
        let raw = "Ddie^`u 1. Nha` nu+o+'c Co^.ng ho`a xa~ ho^.i chu? nghi~a Vie^.t Nam la` cu?a Nha^n da^n.";
        assert_eq!(
            from_viqr(raw).as_deref(),
            Some("Điều 1. Nhà nước Cộng hòa xã hội chủ nghĩa Việt Nam là của Nhân dân.")
        );
        assert_eq!(from_viqr("Who are you? I don't know (a). See the addendum. So it goes."), None);
    }
}
