//! VIQR: Vietnamese in plain ASCII, marks typed after the letter (`Vie^.t Nam`, `nu+o+'c`).
//!
//! It comes in mail and in old data files only, and always for a whole file. As its marks are also the signs that end
//! sentences, a file is taken for VIQR only when marks stand inside very many of its words.

use std::collections::HashMap;

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
        let decoded = decode(word, &Habits::default());
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
    is_viqr.then(|| decode(text, &Habits::of(text)))
}

/// How often a word that ends in a vowel has a point after it inside of sentences, and how often none.
///
/// `Bo^. Tho^ng tin`: the point is a tone or an end, and before a capital only the rest of the text can tell.
#[derive(Default)]
struct Habits(HashMap<String, (u32, u32)>);

impl Habits {
    fn of(text: &str) -> Self {
        let mut habits = Self::default();
        let words: Vec<&str> = text.split_whitespace().collect();
        for (at, word) in words.iter().enumerate() {
            let inside = words.get(at + 1).is_some_and(|it| it.starts_with(char::is_lowercase));
            let bare = word.trim_end_matches([',', ';', ':']);
            match bare.strip_suffix('.') {
                Some(word) if inside => habits.0.entry(word.to_lowercase()).or_default().0 += 1,
                Some(_) => {}
                None => habits.0.entry(bare.to_lowercase()).or_default().1 += 1,
            }
        }
        habits
    }

    /// Whether the point after `word` is a tone rather than an end.
    fn is_tone(&self, word: &str) -> bool {
        self.0.get(&word.to_lowercase()).is_some_and(|(dotted, plain)| dotted > plain)
    }
}

fn decode(text: &str, habits: &Habits) -> String {
    let mut decoded = String::with_capacity(text.len() * 2);
    let mut letters = text.char_indices().peekable();
    while let Some((_, letter)) = letters.next() {
        match letter {
            '\\' => decoded.extend(letters.next().map(|(_, next)| next)),
            'd' | 'D' if letters.peek().is_some_and(|next| next.1.eq_ignore_ascii_case(&'d')) => {
                letters.next();
                decoded.push(if letter == 'd' { 'đ' } else { 'Đ' });
            }
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'A' | 'E' | 'I' | 'O' | 'U' | 'Y' => {
                let base = letter.to_ascii_lowercase();
                let shape = letters.next_if(|(_, next)| match next {
                    '^' => matches!(base, 'a' | 'e' | 'o'),
                    '(' => base == 'a',
                    '+' | '*' => matches!(base, 'o' | 'u'),
                    _ => false,
                });
                let tone =
                    letters.next_if(|(_, next)| matches!(next, '\'' | '`' | '?' | '~' | '.'));
                let (shape, point) = (shape.map(|it| it.1), tone.map(|it| it.0));
                let tone = tone.map(|it| it.1);
                // A point after a vowel may end the sentence when a new one begins after it.
                let mut ahead = letters.clone().map(|it| it.1).skip_while(|it| it.is_whitespace());
                let ends = tone == Some('.')
                    && letters.peek().is_none_or(|(_, next)| next.is_whitespace())
                    && ahead.next().is_none_or(|next| next.is_uppercase() || next.is_numeric())
                    && !habits.is_tone(word_before(text, point));
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

/// The word before the point at `point`.
fn word_before(text: &str, point: Option<usize>) -> &str {
    let before = point.and_then(|point| text.get(..point)).unwrap_or_default();
    before.rsplit(char::is_whitespace).next().unwrap_or_default()
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
        let raw = "Bo^. Tho^ng tin va` bo^. na`y la` cu?a chi'nh tri. - xa~ ho^.i, bo^. ta` khi ddu+o+.c sa'ch ve^`.";
        assert_eq!(
            from_viqr(&format!("{raw} Nha` nu+o+'c ta. Ca'c bo^. kha'c.")).as_deref(),
            Some(
                "Bộ Thông tin và bộ này là của chính trị - xã hội, bộ tà khi được sách về. Nhà nước ta. Các bộ khác."
            )
        );
        assert_eq!(from_viqr("Who are you? I don't know (a). See the addendum. So it goes."), None);
    }
}
