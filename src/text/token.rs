//! Syllables and sentences.
//!
//! Written Vietnamese puts a space between syllables, so the syllable is the unit of search: pairs of syllables did
//! better than word segmentation on every public question set, and need no model.

use crate::text::Span;
use crate::text::letter::{is_letter, is_mark};

/// A run of letters and digits in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// The run as written.
    pub text: &'a str,
    /// Where it stands.
    pub span: Span,
}

/// The syllables (and numbers) of `text`, as written.
///
/// Combining marks and invisible characters inside a syllable belong to it. Numbers grouped by dots stay whole when every
/// group has three digits (`3.000.000`).
pub fn syllables(text: &str) -> impl Iterator<Item = Token<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let start = at + rest.find(is_letter_or_digit)?;
        let run = &text[start..];
        let mut end = start + run.find(|c| !is_inner(c)).unwrap_or(run.len());
        while let Some(group) = thousands(text, start, end) {
            end = group;
        }
        at = end;
        Some(Token { text: &text[start..end], span: Span::new(start, end) })
    })
}

fn is_letter_or_digit(c: char) -> bool {
    c.is_ascii_digit() || is_letter(c) || !c.is_ascii() && c.is_numeric()
}

fn is_inner(c: char) -> bool {
    is_letter_or_digit(c)
        || is_mark(c)
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}')
}

/// The end of the next group of three digits, when `start..end` is a number and `.` + three digits follow.
fn thousands(text: &str, start: usize, end: usize) -> Option<usize> {
    let digits = |range: std::ops::Range<usize>| {
        let part = text.get(range)?;
        (!part.is_empty() && part.bytes().all(|b| b.is_ascii_digit())).then_some(())
    };
    let whole = text.get(start..end)?;
    if !whole.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        || whole.len() > 3 && !whole.contains('.')
    {
        return None;
    }
    if text.get(end..end + 1)? != "." {
        return None;
    }
    digits(end + 1..end + 4)?;
    let follows = text[end + 4..].chars().next();
    (!follows.is_some_and(char::is_alphanumeric)).then_some(end + 4)
}

/// The sentences of `text`: stretches that end in `.`, `;`, `?`, `!`, `…` or a line feed, without the space around them.
///
/// A full stop inside a number, a document number, or after a single capital letter or a list number does not end one.
pub fn sentences(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, letter) in text.char_indices() {
        let end = at + letter.len_utf8();
        let stops = match letter {
            '\n' | ';' | '?' | '!' => true,
            '.' | '…' => ends_sentence(&text[start..at], &text[end..]),
            _ => false,
        };
        if stops {
            push_sentence(text, Span::new(start, end), &mut found);
            start = end;
        }
    }
    push_sentence(text, Span::new(start, text.len()), &mut found);
    found
}

fn push_sentence(text: &str, span: Span, found: &mut Vec<Span>) {
    let span = span.trim(text);
    if span.of(text).contains(char::is_alphanumeric) {
        found.push(span);
    } else if let Some(last) = found.last_mut() {
        // A closing quote or bracket alone belongs to the sentence before it.
        if !span.is_empty() {
            last.end = span.end;
        }
    }
}

fn ends_sentence(before: &str, after: &str) -> bool {
    let next = after.chars().next();
    if next.is_some_and(|c| !c.is_whitespace() && !matches!(c, '”' | '"' | '’' | ')' | '\u{A0}'))
    {
        return false;
    }
    let word = before.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
    let is_list_number = before.trim_start().len() == word.len()
        && word.len() <= 4
        && word.bytes().all(|b| b.is_ascii_digit());
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    !(is_list_number || is_initial)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_keep_marks_and_grouped_numbers() {
        let words = |text| syllables(text).map(|token| token.text.to_owned()).collect::<Vec<_>>();
        assert_eq!(words("Điều 5, 3.000.000 đồng."), ["Điều", "5", "3.000.000", "đồng"]);
        assert_eq!(
            words("ngày 1.2.2015; 629/2019/UBTVQH14"),
            ["ngày", "1", "2", "2015", "629", "2019", "UBTVQH14"]
        );
        assert_eq!(words("Đi\u{EA}\u{300}u"), ["Đi\u{EA}\u{300}u"]);
    }

    #[test]
    fn sentences_do_not_break_in_numbers() {
        let text =
            "1. Theo Nghị định số 30/2020/NĐ-CP. Mức phạt là 3.000.000 đồng; trừ khoản 2.\nHết.”";
        let cut: Vec<&str> = sentences(text).into_iter().map(|span| span.of(text)).collect();
        assert_eq!(
            cut,
            [
                "1. Theo Nghị định số 30/2020/NĐ-CP.",
                "Mức phạt là 3.000.000 đồng;",
                "trừ khoản 2.",
                "Hết.”"
            ]
        );
    }
}
