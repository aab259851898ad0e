//! Words, quotes and brackets → parts and fields.

use crate::search::field::{Field, FieldName};
use crate::search::query::token::Token;
use crate::search::query::{Part, Query, Unread};

/// Words that a field's value may take.
const VALUE: usize = 8;

/// Reads tokens into a query.
pub(in crate::search::query) struct Reader<'a, 'q> {
    tokens: &'a [Token<'a>],
    at: usize,
    query: &'q mut Query,
}

impl<'a, 'q> Reader<'a, 'q> {
    /// A reader of `tokens`; fields and what cannot be read go into `query`.
    pub(in crate::search::query) fn of(tokens: &'a [Token<'a>], query: &'q mut Query) -> Self {
        Self { tokens, at: 0, query }
    }

    /// Reads up to the end, or to the bracket that closes.
    pub(in crate::search::query) fn parts(&mut self) -> Vec<Part> {
        let mut sides: Vec<Vec<Part>> = vec![Vec::new()];
        let mut apart = Vec::new();
        while let Some(token) = self.tokens.get(self.at) {
            self.at += 1;
            let part = match token {
                Token::Close => break,
                Token::Or => {
                    if sides.last().is_some_and(Vec::is_empty) {
                        self.query.unread.push(Unread::Alone("HOẶC".to_owned()));
                    } else {
                        sides.push(Vec::new());
                    }
                    continue;
                }
                Token::Open => {
                    let inside = self.parts();
                    sides.last_mut().into_iter().for_each(|side| side.extend(inside.clone()));
                    continue;
                }
                Token::Quote { words, within, not } => {
                    let phrase = Part::Phrase { words: (*words).to_owned(), within: *within };
                    if *not { Part::Not(Box::new(phrase)) } else { phrase }
                }
                Token::Word(word) => match self.word(word, sides.last_mut()) {
                    Some(part) => part,
                    None => continue,
                },
            };
            match part {
                Part::Not(_) => apart.push(part),
                part => sides.last_mut().into_iter().for_each(|side| push(side, part.clone())),
            }
        }
        if sides.last().is_some_and(Vec::is_empty) {
            sides.pop();
            if !sides.is_empty() {
                self.query.unread.push(Unread::Alone("HOẶC".to_owned()));
            }
        }
        let mut parts = match sides.len() {
            0 => Vec::new(),
            1 => sides.remove(0),
            _ => vec![Part::Any(sides)],
        };
        parts.append(&mut apart);
        parts
    }

    /// A word: plain, refused, cut, or the name of a field.
    fn word(&mut self, word: &str, side: Option<&mut Vec<Part>>) -> Option<Part> {
        if let Some(bare) = word.strip_prefix(['-', '−']) {
            if bare.starts_with(char::is_alphabetic) {
                return Some(Part::Not(Box::new(Part::Words(bare.to_owned()))));
            }
            if bare.is_empty() {
                return None;
            }
        }
        if let Some(start) = word.strip_suffix('*').filter(|it| it.contains(char::is_alphanumeric))
        {
            return Some(Part::Prefix(start.to_owned()));
        }
        if let Some((name, value)) = word.split_once(':')
            && let Some(taken) = self.field(name, value, side)
        {
            return taken.then(|| Part::Words(word.replace(':', " ").trim_end().to_owned()));
        }
        Some(Part::Words(word.to_owned()))
    }

    /// Reads `name:value` as a field. None when it is not one; true when it must be searched as words after all.
    fn field(&mut self, last: &str, value: &str, side: Option<&mut Vec<Part>>) -> Option<bool> {
        // “cơ quan:” has two words; the first was taken for a plain one.
        let before = side.and_then(|side| match side.last_mut() {
            Some(Part::Words(words)) => Some(words),
            _ => None,
        });
        let previous = before.as_ref().and_then(|it| it.split(' ').next_back()).unwrap_or_default();
        let joined =
            FieldName::read(&format!("{previous} {last}")).filter(|_| !previous.is_empty());
        let Some(name) = joined.or_else(|| FieldName::read(last)) else {
            let like_a_field = last.chars().all(char::is_alphabetic)
                && last.chars().count() > 1
                && value.starts_with(char::is_alphanumeric);
            if like_a_field {
                self.query.unread.push(Unread::Field(last.to_owned()));
            }
            return like_a_field.then_some(true);
        };
        let Some((field, taken)) = self.value(name, value) else {
            if !value.is_empty() {
                self.query.unread.push(Unread::Value { field: name, value: value.to_owned() });
            }
            return Some(true);
        };
        self.at += taken;
        self.query.fields.push(field);
        if let Some(words) = before.filter(|_| joined.is_some()) {
            let length = words.len().saturating_sub(previous_length(words));
            words.truncate(length);
        }
        Some(false)
    }

    /// The value of a field: what is quoted, or the most words that make one; and how many tokens it takes.
    fn value(&self, name: FieldName, first: &str) -> Option<(Field, usize)> {
        let following = self.tokens.get(self.at..).unwrap_or_default();
        if first.is_empty()
            && let Some(Token::Quote { words, within: 0, not: false }) = following.first()
        {
            return name.value(words).map(|field| (field, 1));
        }
        let plain = following.iter().enumerate().map_while(|(place, token)| match token {
            Token::Word(word) if !begins_field(word, following.get(place + 1)) => Some(*word),
            _ => None,
        });
        let mut words: Vec<&str> = if first.is_empty() { Vec::new() } else { vec![first] };
        let own = words.len();
        words.extend(plain.take(VALUE));
        (1..=words.len()).rev().find_map(|length| {
            let value = words.get(..length)?.join(" ");
            Some((name.value(&value)?, length.saturating_sub(own)))
        })
    }
}

/// Bytes of the last word of `words`, with the space before it.
fn previous_length(words: &str) -> usize {
    let word = words.split(' ').next_back().map_or(0, str::len);
    (word + 1).min(words.len())
}

/// Whether a word begins a field or an exclusion, so that the value before it ends: `loại:`, or `cơ` before `quan:`.
fn begins_field(word: &str, next: Option<&Token<'_>>) -> bool {
    let name_of = |word: &str| word.split_once(':').map(|(name, _)| name.to_owned());
    let joined = match next {
        Some(Token::Word(next)) => {
            name_of(next).is_some_and(|name| FieldName::read(&format!("{word} {name}")).is_some())
        }
        _ => false,
    };
    joined
        || word.starts_with('-')
        || name_of(word).is_some_and(|it| FieldName::read(&it).is_some())
}

/// Words that stand side by side are one part.
fn push(side: &mut Vec<Part>, part: Part) {
    match (side.last_mut(), part) {
        (Some(Part::Words(words)), Part::Words(more)) => {
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(&more);
        }
        (_, part) => side.push(part),
    }
}
