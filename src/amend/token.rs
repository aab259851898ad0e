//! Words, quotations and marks of one instruction.
//!
//! The grammar reads the comparable form (`huỷ bỏ` is `hủy bỏ`), names and numbers the words as written. A quotation is
//! one token: nothing inside it is an instruction. Brackets fall away ("(đã được sửa đổi theo Luật số …)"): they never
//! order anything.

use crate::text::{Span, canonical, comparable};

/// A piece of an instruction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) kind: TokenKind,
    /// Words in comparable form; the inside of a quotation as written.
    pub(crate) text: String,
    /// As written.
    pub(crate) raw: String,
    /// Where in the sentence.
    pub(crate) span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// Letters and digits; a document number with its joints.
    Word,
    /// What stands between quotation marks.
    Quote,
    /// A quotation that nothing closes.
    Unclosed,
    /// `,` `;` `:` `.`
    Mark,
}

/// The tokens of a sentence.
pub(crate) fn tokens(sentence: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    let mut depth = 0usize;
    while let Some(letter) = sentence.get(at..).and_then(|rest| rest.chars().next()) {
        let end = at + letter.len_utf8();
        let next = match letter {
            '(' | '[' => {
                depth += 1;
                end
            }
            ')' | ']' => {
                depth = depth.saturating_sub(1);
                end
            }
            _ if depth > 0 => end,
            '“' | '"' | '‘' | '”' => quote(sentence, at, letter, &mut tokens),
            ',' | ';' | ':' | '.' => {
                push(&mut tokens, TokenKind::Mark, sentence, Span::new(at, end));
                end
            }
            _ if letter.is_alphanumeric() => word(sentence, at, &mut tokens),
            _ => end,
        };
        at = next.max(end);
    }
    tokens
}

fn push(tokens: &mut Vec<Token>, kind: TokenKind, sentence: &str, span: Span) {
    let raw = canonical(span.of(sentence)).into_owned();
    let text = if kind == TokenKind::Word { comparable(&raw) } else { raw.clone() };
    tokens.push(Token { kind, text, raw, span });
}

/// A quotation from `at`; returns where to go on.
fn quote(sentence: &str, at: usize, opening: char, tokens: &mut Vec<Token>) -> usize {
    let inside = at + opening.len_utf8();
    let rest = sentence.get(inside..).unwrap_or_default();
    // A closing mark alone at the end of what was quoted.
    if opening == '”' && !rest.contains('”') {
        return inside;
    }
    if let Some(length) = left_open(rest).filter(|_| opening == '“') {
        push(tokens, TokenKind::Quote, sentence, Span::new(inside, inside + length));
        return inside + length;
    }
    let mut depth = 1i32;
    let mut close = None;
    for (offset, letter) in rest.char_indices() {
        match (opening, letter) {
            ('“', '“') => depth += 1,
            ('“' | '”', '”') | ('"', '"') | ('‘', '’') => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            close = Some(offset);
            break;
        }
    }
    // “A" and “A“: closed with another mark.
    let close = close.or_else(|| rest.find('"').filter(|_| opening == '“'));
    match close {
        Some(offset) => {
            push(tokens, TokenKind::Quote, sentence, Span::new(inside, inside + offset));
            let closing = rest.get(offset..).and_then(|it| it.chars().next());
            inside + offset + closing.map_or(0, char::len_utf8)
        }
        None => {
            push(tokens, TokenKind::Unclosed, sentence, Span::new(inside, sentence.len()));
            sentence.len()
        }
    }
}

/// How long the words are that `“quy phạm bằng cụm từ “quy chuẩn kỹ thuật”` (Luật 24/2012/QH13) forgets to close: the next
/// quotation opens behind the words that join two phrases.
fn left_open(rest: &str) -> Option<usize> {
    const JOINTS: [&str; 8] = [
        " bằng cụm từ ",
        " bằng từ ",
        " thành cụm từ ",
        " thành từ ",
        " vào sau cụm từ ",
        " vào trước cụm từ ",
        " sau cụm từ ",
        " trước cụm từ ",
    ];
    let next = rest.find(['“', '”'])?;
    let before = rest.get(..next)?;
    if !rest.get(next..)?.starts_with('“') {
        return None;
    }
    JOINTS.iter().filter_map(|joint| before.strip_suffix(joint)).map(str::len).min()
}

/// A word from `at`: `35/2018/QH14` and `1.2` stay whole, `21của` falls apart.
fn word(sentence: &str, at: usize, tokens: &mut Vec<Token>) -> usize {
    let rest = sentence.get(at..).unwrap_or_default();
    let inner =
        |c: char| c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c) || c == '\u{ad}';
    let mut end = rest.find(|c| !inner(c)).unwrap_or(rest.len());
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 {
        push(tokens, TokenKind::Word, sentence, Span::new(at, at + end));
        return at + end;
    }
    loop {
        let tail = rest.get(end..).unwrap_or_default();
        let mut chars = tail.chars();
        let joint = chars.next().filter(|c| matches!(c, '/' | '-' | '.'));
        let after = chars.next().filter(|c| c.is_alphanumeric());
        let (Some(joint), Some(after)) = (joint, after) else { break };
        if joint == '.' && !after.is_ascii_digit() {
            break;
        }
        let more = tail.get(1..).unwrap_or_default();
        end += 1 + more.find(|c| !inner(c)).unwrap_or(more.len());
    }
    let whole = rest.get(..end).unwrap_or_default();
    let letters = whole.get(digits..).unwrap_or_default().chars().count();
    if letters > 2 && !whole.contains(['/', '-', '.']) {
        end = digits;
    }
    push(tokens, TokenKind::Word, sentence, Span::new(at, at + end));
    at + end
}
