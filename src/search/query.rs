//! The language of the search box: a question as typed → its parts.
//!
//! ```text
//! kỳ họp "bất thường" -"chuyên đề"            words, a phrase, what must not stand there
//! "kỳ họp bất thường"~5                       near: the words with at most five others among them
//! giám sát HOẶC thẩm tra                      either; in capitals, for “hoặc” is a word of every second article
//! (phiên họp HOẶC kỳ họp) trực tuyến giám*    a choice inside, a word that only begins so
//! loại:luật cơ quan:"Bộ Nội vụ" từ:01/7/2025  fields, with and without dấu
//! ```
//!
//! A search box must not answer with a grammar lesson: nothing is refused. What cannot be read is searched as words, and
//! the answer says which ([`Unread`]). Takes time in proportion to the text, and of that only the first [`LONGEST`] bytes.

use std::fmt;

use crate::search::field::{Field, FieldName};
use crate::text::canonical;

/// Bytes of a question that are read: a pasted page is searched by its beginning.
const LONGEST: usize = 2_000;

/// Words that a field's value may take.
const VALUE: usize = 8;

/// Câu hỏi, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// What is looked for, in the order typed.
    pub parts: Vec<Part>,
    /// What every hit must be besides.
    pub fields: Vec<Field>,
    /// What could not be read as it was meant.
    pub unread: Vec<Unread>,
}

/// A part of a question; `W` is how its words are held: as typed here, looked up after `resolve`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part<W = String> {
    /// Words that need not stand together.
    Words(W),
    /// `"kỳ họp bất thường"`: together, in this order; with a number after `~`, with so many words among them.
    Phrase {
        /// The words.
        words: W,
        /// How many others may stand among them.
        within: usize,
    },
    /// `giám*`: a word that begins so.
    Prefix(String),
    /// `-tỉnh`, `-"kỳ họp"`: must not stand there.
    Not(Box<Self>),
    /// `A HOẶC B`: at least one of them.
    Any(Vec<Vec<Self>>),
}

impl<W> Part<W> {
    /// The same part with other words.
    pub fn map<V>(&self, change: &mut impl FnMut(&W) -> V) -> Part<V> {
        match self {
            Self::Words(words) => Part::Words(change(words)),
            Self::Phrase { words, within } => {
                Part::Phrase { words: change(words), within: *within }
            }
            Self::Prefix(start) => Part::Prefix(start.clone()),
            Self::Not(part) => Part::Not(Box::new(part.map(change))),
            Self::Any(sides) => Part::Any(
                sides
                    .iter()
                    .map(|side| side.iter().map(|part| part.map(change)).collect())
                    .collect(),
            ),
        }
    }
}

/// What could not be read as it was meant, and was searched as words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// A quotation mark without its partner.
    OpenQuote,
    /// A field whose value says nothing.
    Value {
        /// The field.
        field: FieldName,
        /// The value as typed.
        value: String,
    },
    /// A field that names nothing here.
    Nowhere {
        /// The field.
        field: FieldName,
        /// What it names.
        value: String,
    },
    /// `abc:xyz`, where there is no such field.
    Field(String),
    /// An operator with nothing to work on.
    Alone(String),
    /// The text goes on past what is read.
    TooLong,
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OpenQuote => f.write_str("dấu ngoặc kép chưa đóng, nên coi là từ thường"),
            Self::Value { field, value } => write!(
                f,
                "“{value}” không phải giá trị của “{}:” ({}), nên coi là từ thường",
                field.name(),
                field.example()
            ),
            Self::Nowhere { field, value } => {
                write!(f, "kho không có văn bản nào ứng với “{}:{value}”", field.name())
            }
            Self::Field(name) => write!(f, "không có trường “{name}:”, nên coi là từ thường"),
            Self::Alone(operator) => write!(f, "“{operator}” không nối với từ nào, nên bỏ qua"),
            Self::TooLong => write!(f, "câu hỏi quá dài, chỉ tìm theo phần đầu"),
        }
    }
}

/// Reads a question. Any text is one.
pub fn parse(text: &str) -> Query {
    let mut query = Query::default();
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    if end < text.len() {
        query.unread.push(Unread::TooLong);
    }
    let tokens = tokens(text.get(..end).unwrap_or_default(), &mut query.unread);
    query.parts = Reader { tokens: &tokens, at: 0, query: &mut query }.parts();
    query
}

/// A piece between spaces, quotes and the brackets of a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Token<'a> {
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

fn tokens<'a>(text: &'a str, unread: &mut Vec<Unread>) -> Vec<Token<'a>> {
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

struct Reader<'a, 'q> {
    tokens: &'a [Token<'a>],
    at: usize,
    query: &'q mut Query,
}

impl Reader<'_, '_> {
    /// Reads up to the end, or to the bracket that closes.
    fn parts(&mut self) -> Vec<Part> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Part {
        Part::Words(text.to_owned())
    }

    fn phrase(text: &str, within: usize) -> Part {
        Part::Phrase { words: text.to_owned(), within }
    }

    fn not(part: Part) -> Part {
        Part::Not(Box::new(part))
    }

    #[test]
    fn parts_are_read() {
        for (text, parts) in [
            ("kỳ họp bất thường", vec![words("kỳ họp bất thường")]),
            ("họp \"bất thường\" tỉnh", vec![words("họp"), phrase("bất thường", 0), words("tỉnh")]),
            ("“kỳ họp bất thường”~5", vec![phrase("kỳ họp bất thường", 5)]),
            (
                "kỳ họp -tỉnh -\"thường lệ\"",
                vec![words("kỳ họp"), not(words("tỉnh")), not(phrase("thường lệ", 0))],
            ),
            ("giám*", vec![Part::Prefix("giám".to_owned())]),
            (
                "giám sát HOẶC thẩm tra",
                vec![Part::Any(vec![vec![words("giám sát")], vec![words("thẩm tra")]])],
            ),
            (
                "(phiên họp HOAC kỳ họp) trực tuyến",
                vec![
                    Part::Any(vec![vec![words("phiên họp")], vec![words("kỳ họp")]]),
                    words("trực tuyến"),
                ],
            ),
            ("cá nhân hoặc tổ chức", vec![words("cá nhân hoặc tổ chức")]),
            ("Luật (sửa đổi)", vec![words("Luật (sửa đổi)")]),
            ("", Vec::new()),
        ] {
            let query = parse(text);
            assert_eq!(query.parts, parts, "{text}");
            assert_eq!((query.fields, query.unread), (Vec::new(), Vec::new()), "{text}");
        }
    }

    #[test]
    fn fields_take_as_many_words_as_make_a_value() {
        let query = parse(
            "giám sát loại:nghị quyết cơ quan:ủy ban thường vụ quốc hội tên:đất đai hiệu lực:còn",
        );
        assert_eq!(query.parts, [words("giám sát")]);
        let names: Vec<String> = query.fields.iter().map(|it| format!("{it:?}")).collect();
        assert_eq!(
            names,
            [
                "Kind(Resolution)",
                "Authority(\"uy-ban-thuong-vu-quoc-hoi\")",
                "Title(\"đất đai\")",
                "Status(InForce)"
            ]
        );
        assert!(query.unread.is_empty(), "{:?}", query.unread);
    }

    #[test]
    fn what_cannot_be_read_is_words_and_told() {
        for (text, parts, unread) in [
            ("kỳ họp \"bất thường", vec![words("kỳ họp bất thường")], vec![Unread::OpenQuote]),
            (
                "loại:truyện ngắn",
                vec![words("loại truyện ngắn")],
                vec![Unread::Value { field: FieldName::Kind, value: "truyện".to_owned() }],
            ),
            ("màu:đỏ", vec![words("màu đỏ")], vec![Unread::Field("màu".to_owned())]),
            ("HOẶC họp", vec![words("họp")], vec![Unread::Alone("HOẶC".to_owned())]),
            ("Điều 5: họp", vec![words("Điều 5: họp")], Vec::new()),
        ] {
            let query = parse(text);
            assert_eq!((query.parts, query.unread), (parts, unread), "{text}");
        }
        let long = parse(&"họp ".repeat(30_000));
        assert_eq!(long.unread, [Unread::TooLong]);
    }
}
