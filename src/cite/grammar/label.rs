//! Numbers of units: `5`, `7a`, `đ1`, `1.2`, `II`, `thứ ba`.

use winnow::error::EmptyError;
use winnow::prelude::*;
use winnow::token::take_while;

use crate::cite::grammar::word::{Read, after, blank, ends_word, word};
use crate::law::Label;
use crate::text::{ordinal, roman};

/// What is counted or measured: a number before it is no number of a unit (`khoản 5 triệu đồng`).
const MEASURES: [&str; 16] = [
    "triệu", "tỷ", "tỉ", "nghìn", "ngàn", "đồng", "tháng", "ngày", "năm", "người", "lần", "giờ",
    "tuổi", "usd", "m", "km",
];

/// `5`, `7a`, `32đ`, `217a`
pub(super) fn numeric(input: &mut &str) -> Read<Label> {
    let text = *input;
    let digits: &str = take_while(1..=4, |c: char| c.is_ascii_digit()).parse_next(input)?;
    // "khoản 4 Điều 97của Luật": a lost space is no letter of the number.
    let lost = ["của", "và", "này"].iter().any(|it| after(input, it).is_some());
    let letters: &str = if lost { "" } else { take_while(0..=2, is_small).parse_next(input)? };
    let more: &str = match letters {
        "" => "",
        _ => take_while(0..=1, |c: char| c.is_ascii_digit()).parse_next(input)?,
    };
    let length = digits.len() + letters.len() + more.len();
    finish(text, length, input)
}

/// `1.2`, `6.4.2`
pub(super) fn decimal(input: &mut &str) -> Read<Label> {
    let text = *input;
    let run: &str =
        take_while(3..=12, |c: char| c.is_ascii_digit() || c == '.').parse_next(input)?;
    let label = run.trim_end_matches('.');
    if !label.contains('.') || label.split('.').any(|part| part.is_empty() || part.len() > 2) {
        *input = text;
        return Err(EmptyError);
    }
    *input = text.get(label.len()..).unwrap_or_default();
    finish(text, label.len(), input)
}

/// `a`, `đ`, `a1`, `a)`
pub(super) fn letter(input: &mut &str) -> Read<Label> {
    let text = *input;
    let first: &str = take_while(1..=1, is_small).parse_next(input)?;
    let twice = input.chars().next().filter(|&c| first.starts_with(c)).map_or(0, char::len_utf8);
    let digits = input.get(twice..).unwrap_or_default();
    let digits = digits.len() - digits.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let length = first.len() + twice + digits.min(2);
    let length = length + dotted(text.get(length..).unwrap_or_default());
    // "điểm y tế" is a health post.
    if first == "y" && after(text.get(length..).unwrap_or_default().trim_start(), "tế").is_some()
    {
        *input = text;
        return Err(EmptyError);
    }
    *input = text.get(length..).unwrap_or_default();
    let label = finish(text, length, input)?;
    // "điểm a) khoản 1", "Điểm c), Khoản 2": the bracket is passed when the citation goes on.
    if let Some(rest) = input.strip_prefix(')')
        && rest.starts_with([',', ' '])
    {
        let next = rest.trim_start_matches([',', ' ']);
        let unit = ["khoản", "điều", "điểm"].iter().any(|it| after(next, it).is_some());
        if unit || next.starts_with(char::is_lowercase) {
            *input = rest;
        }
    }
    passed_small_roman(input);
    Ok(label)
}

/// The bytes of `.4` in `điểm a.4 khoản 3`, `.1.2` in `điểm b.1.2`.
fn dotted(text: &str) -> usize {
    let mut length = 0;
    while let Some(rest) = text.get(length..).and_then(|it| it.strip_prefix('.')) {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if digits == 0 || digits > 2 {
            break;
        }
        length += 1 + digits;
    }
    length
}

/// `điểm b(ii) khoản 1` (Thông tư 21/2014/TT-NHNN): what is smaller than a điểm has no address.
fn passed_small_roman(input: &mut &str) {
    let Some(inside) = input.trim_start().strip_prefix('(') else { return };
    let Some((number, rest)) = inside.split_once(')') else { return };
    if (1..=5).contains(&number.len()) && number.chars().all(|c| matches!(c, 'i' | 'v' | 'x')) {
        *input = rest;
    }
}

/// `II`, `IV`
pub(super) fn roman_number(input: &mut &str) -> Read<Label> {
    let text = *input;
    let letters: &str =
        take_while(1..=6, |c: char| matches!(c, 'I' | 'V' | 'X')).parse_next(input)?;
    match roman(letters) {
        Some(value) if ends_word(input) => Ok(Label::count(value.0)),
        _ => {
            *input = text;
            Err(EmptyError)
        }
    }
}

/// `thứ nhất`, `thứ hai`, `thứ 2`
pub(super) fn counted(input: &mut &str) -> Read<Label> {
    let start = *input;
    let read = |input: &mut &str| {
        word("thứ").parse_next(input)?;
        blank(input)?;
        let count: &str = take_while(1.., char::is_alphanumeric).parse_next(input)?;
        ordinal(count).map(Label::count).ok_or(EmptyError)
    };
    read(input).inspect_err(|_| *input = start)
}

/// `A`, `B`: capital headings of annexes and plans.
pub(super) fn capital(input: &mut &str) -> Read<Label> {
    let text = *input;
    let letter: &str = take_while(1..=1, |c: char| c.is_ascii_uppercase()).parse_next(input)?;
    *input = text.get(letter.len()..).unwrap_or_default();
    finish(text, letter.len(), input)
}

/// Whether what follows a bare number says that it is a member of a list: `khoản 1, 2 và 3 Điều 83`, not `và 30 ngày`.
pub(super) fn is_listed(rest: &str) -> bool {
    let next = rest.trim_start();
    // "và d (nếu có) khoản 1"; not "và 30 (ba mươi) ngày".
    if let Some(inside) = next.strip_prefix('(') {
        const REMARKS: [&str; 7] =
            ["nếu có", "trừ", "ngoại trừ", "không", "bao gồm", "áp dụng", "đối với"];
        return REMARKS.iter().any(|it| after(inside, it).is_some());
    }
    if next.is_empty() || next.starts_with([',', ';', '.', ')', ':', '”', '"', '/']) {
        return true;
    }
    const FOLLOWERS: [&str; 41] = [
        "và",
        "hoặc",
        "hay",
        "đến",
        "của",
        "tại",
        "điều",
        "khoản",
        "điểm",
        "mục",
        "chương",
        "phần",
        "luật",
        "bộ luật",
        "nghị",
        "thông tư",
        "quyết định",
        "pháp lệnh",
        "quy chế",
        "quy định",
        "phụ lục",
        "này",
        "nêu",
        "trên",
        "như",
        "được",
        "thì",
        "phải",
        "mà",
        "để",
        "không",
        "theo",
        "hiến pháp",
        "điều lệ",
        "tiểu mục",
        "ban hành",
        "kèm theo",
        "có",
        "vào",
        "sau",
        "đã",
    ];
    FOLLOWERS.iter().any(|word| after(next, word).is_some())
}

/// `Điều 77Thông tư này`, `khoản 1Điều 28`: a space that was lost between a number and the word of what follows.
fn is_glued(written: &str, rest: &str) -> bool {
    const WORDS: [&str; 9] = [
        "điều",
        "khoản",
        "luật",
        "bộ luật",
        "nghị định",
        "nghị quyết",
        "thông tư",
        "quyết định",
        "pháp lệnh",
    ];
    let named =
        rest.starts_with(char::is_uppercase) && WORDS.iter().any(|it| after(rest, it).is_some());
    let joined = ["của", "và", "này"].iter().any(|it| after(rest, it).is_some());
    written.ends_with(|c: char| c.is_ascii_digit()) && (named || joined)
}

/// Whether a measure follows: the number is an amount.
pub(super) fn is_amount(rest: &str) -> bool {
    if rest.starts_with('%')
        || rest.strip_prefix('/').is_some_and(|it| it.starts_with(|c: char| c.is_ascii_digit()))
    {
        return true;
    }
    let decimals =
        rest.strip_prefix([',', '.']).filter(|it| it.starts_with(|c: char| c.is_ascii_digit()));
    let rest = decimals.map_or(rest, |it| {
        it.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ',')
    });
    let measured = MEASURES.iter().any(|it| after(rest.trim_start(), it).is_some());
    measured || decimals.is_some() && rest.starts_with('%')
}

/// The label in the first `length` bytes of `text`, when a word ends there and it counts nothing.
fn finish<'s>(text: &'s str, length: usize, input: &mut &'s str) -> Read<Label> {
    let rest = text.get(length..).unwrap_or_default();
    let written = text.get(..length).unwrap_or_default();
    // "khoản 03" is khoản 3.
    let plain = written.trim_start_matches('0');
    let bare = if plain.starts_with(|c: char| c.is_ascii_digit()) { plain } else { written };
    match Label::new(bare) {
        Some(label) if (ends_word(rest) || is_glued(written, rest)) && !is_amount(rest) => {
            *input = rest;
            Ok(label)
        }
        _ => {
            *input = text;
            Err(EmptyError)
        }
    }
}

/// A letter that may number a điểm, or follow a number.
fn is_small(c: char) -> bool {
    c.is_ascii_lowercase() || c == 'đ'
}
