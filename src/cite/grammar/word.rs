//! Words and blanks, whatever their letter case.

use winnow::error::EmptyError;
use winnow::prelude::*;
use winnow::token::take_while;

/// What a construct gives, or that it does not stand here.
pub(super) type Read<T> = Result<T, EmptyError>;

/// A space, or a line broken inside a citation (`khoản 2⏎Điều 5` in texts out of PDF files).
pub(super) fn blank(input: &mut &str) -> Read<()> {
    take_while(1.., char::is_whitespace).void().parse_next(input)
}

/// Blanks, or none.
pub(super) fn blanks(input: &mut &str) -> Read<()> {
    take_while(0.., char::is_whitespace).void().parse_next(input)
}

/// The word or words `expected` (given in lower case), whole, in any case.
pub(super) fn word<'s>(expected: &'static str) -> impl Parser<&'s str, (), EmptyError> {
    move |input: &mut &'s str| match after(input, expected) {
        Some(rest) => {
            *input = rest;
            Ok(())
        }
        None => Err(EmptyError),
    }
}

/// One of several words; the place of the first that stands here.
pub(super) fn any_word<'s>(
    words: &'static [&'static str],
) -> impl Parser<&'s str, usize, EmptyError> {
    move |input: &mut &'s str| {
        let found = words.iter().enumerate().find_map(|(at, it)| Some((at, after(input, it)?)));
        let (at, rest) = found.ok_or(EmptyError)?;
        *input = rest;
        Ok(at)
    }
}

/// Whether `text` starts with the words `expected`.
pub(in crate::cite) fn starts(text: &str, expected: &str) -> bool {
    after(text, expected).is_some()
}

/// What follows the words `expected` at the start of `text`; a space in them stands for any blanks.
pub(super) fn after<'s>(text: &'s str, expected: &str) -> Option<&'s str> {
    let mut rest = text;
    for want in expected.chars() {
        if want == ' ' {
            let trimmed = rest.trim_start();
            if trimmed.len() == rest.len() {
                return None;
            }
            rest = trimmed;
            continue;
        }
        let mut letters = rest.chars();
        let letter = letters.next()?;
        if letter != want && letter.to_lowercase().next() != Some(want) {
            return None;
        }
        rest = letters.as_str();
    }
    ends_word(rest).then_some(rest)
}

/// Whether no letter or digit follows.
pub(super) fn ends_word(rest: &str) -> bool {
    !rest.starts_with(char::is_alphanumeric)
}

/// The bytes that `rest` is behind `text`.
pub(super) fn taken(text: &str, rest: &str) -> usize {
    text.len() - rest.len()
}
