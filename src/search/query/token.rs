//! A question as typed → words, quotes, brackets of a choice.

use crate::search::query::Unread;
use crate::text::canonical;

/// A piece between spaces, quotes and the brackets of a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::search::query) enum Token<'a> {
    Word(&'a str),
    Quote { words: &'a str, within: usize, not: bool },
    Open,
    Close,
    Or,
}

/// “hoặc” in small letters is a word of every second article.
fn is_or(word: &str) -> bool {
    matches!(&*canonical(word), "HOẶC" | "HOAC" | "OR" | "|" | "||")
}

const QUOTES: [char; 5] = ['"', '“', '”', '„', '‟'];

pub(in crate::search::query) fn tokens<'a>(
    text: &'a str,
    unread: &mut Vec<Unread>,
) -> Vec<Token<'a>> {
    let mut tokens = Vec::new();
    let choices = choices(text);
    let mut at = 0;
    while let Some(letter) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let after = at + letter.len_utf8();
        if letter.is_whitespace() || letter == '\u{FEFF}' {
            at = after;
        } else if QUOTES.contains(&letter) {
            at = quote(text, after, false, &mut tokens, unread);
        } else if letter == '-' && text.get(after..).is_some_and(|it| it.starts_with(QUOTES)) {
            let mark = text.get(after..).and_then(|it| it.chars().next()).map_or(0, char::len_utf8);
            at = quote(text, after + mark, true, &mut tokens, unread);
        } else if choices.contains(&at) {
            tokens.push(if letter == '(' { Token::Open } else { Token::Close });
            at = after;
        } else {
            let rest = text.get(at..).unwrap_or_default();
            let stops = |(place, c): &(usize, char)| {
                c.is_whitespace() || QUOTES.contains(c) || choices.contains(&(at + place))
            };
            let length = rest.char_indices().skip(1).find(stops).map_or(rest.len(), |it| it.0);
            let word = rest.get(..length).unwrap_or_default();
            tokens.push(if is_or(word) { Token::Or } else { Token::Word(word) });
            at += length;
        }
    }
    tokens
}

/// Takes what stands between quotation marks, from `start`; returns where to go on.
fn quote<'a>(
    text: &'a str,
    start: usize,
    not: bool,
    tokens: &mut Vec<Token<'a>>,
    unread: &mut Vec<Unread>,
) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let Some(length) = rest.find(QUOTES) else {
        if !unread.contains(&Unread::OpenQuote) {
            unread.push(Unread::OpenQuote);
        }
        return start;
    };
    let mark = rest.get(length..).and_then(|it| it.chars().next()).map_or(1, char::len_utf8);
    let mut end = start + length + mark;
    let mut within = 0;
    if let Some(near) = text.get(end..).and_then(|it| it.strip_prefix('~')) {
        let digits = near.bytes().take_while(u8::is_ascii_digit).count().min(3);
        within = near.get(..digits).and_then(|it| it.parse().ok()).unwrap_or(0);
        end += 1 + digits;
    }
    let words = rest.get(..length).unwrap_or_default().trim();
    if words.contains(char::is_alphanumeric) {
        tokens.push(Token::Quote { words, within, not });
    }
    end
}

/// Where the brackets stand that hold a choice. Other brackets belong to the words: `Luật (sửa đổi)`, `Điều 5(2)`.
fn choices(text: &str) -> Vec<usize> {
    let mut open = None;
    let mut found = Vec::new();
    for (at, letter) in text.char_indices() {
        match (letter, open) {
            ('(', _) => open = Some(at),
            (')', Some(from)) => {
                let inside = text.get(from + 1..at).unwrap_or_default();
                if inside.split_whitespace().any(is_or) {
                    found.extend([from, at]);
                }
                open = None;
            }
            _ => {}
        }
    }
    found
}
