//! The document of a citation: what is left when the units are taken out.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::law::{Kind, numbers_of};
use crate::search::cited::{Named, Numbered};
use crate::text::{fold, is_syllable, slug};

/// A name of a law has no more words than this.
const NAME: usize = 26;

/// Words around names and numbers that tell nothing.
const FILLERS: [&str; 24] = [
    "so", "cua", "va", "nam", "tai", "van", "ban", "theo", "trong", "ngay", "thang", "kem", "hanh",
    "xem", "ve", "o", "cho", "hoi", "la", "gi", "noi", "dung", "thuoc", "tim",
];

/// Reads the words as a document; `below` tells that units were named, so that a name must follow.
pub(super) fn read(words: &[&str], below: bool) -> Option<(Named, Option<Kind>)> {
    let words: Vec<&str> = words.iter().map(|it| it.trim_matches(QUOTED)).collect();
    if words.is_empty() {
        return None;
    }
    if let Some((numbered, kind)) = by_number(&words) {
        return Some((Named::Number(numbered), kind));
    }
    by_name(&words, below).map(|named| (named, None))
}

const QUOTED: [char; 8] = ['"', '“', '”', '\'', '.', ':', '(', ')'];

/// Number, year, kind and what else tells the document from others.
fn by_number(words: &[&str]) -> Option<(Numbered, Option<Kind>)> {
    if !words.iter().any(|word| word.contains(|c: char| c.is_ascii_digit())) {
        return None;
    }
    let mut found = Numbered::default();
    let mut kind = None;
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let rest = words.get(at..).unwrap_or_default();
        if let Some((named, length)) = kind_at(rest).filter(|_| kind.is_none()) {
            kind = Some(named);
            at += length;
            continue;
        }
        at += 1;
        if let Some(year) = year_of(word).or_else(|| year_of_date(word)) {
            // "nq 629 2019": the year apart from the number. A first number that looks like a year is one.
            found.year = found.year.or(Some(year));
        } else if let Some(number) = number(word).filter(|_| found.serial.is_empty()) {
            let (prefix, number) = number;
            kind = kind.or_else(|| prefix.and_then(kind_of));
            found = Numbered { rest: found.rest, year: number.year.or(found.year), ..number };
        } else if word.chars().all(|c| c.is_ascii_digit()) {
            // The day and month of "ngày 30 tháng 01": anything else in digits is no part of a citation.
            let before = at.checked_sub(2).and_then(|at| words.get(at)).map(|it| fold(it));
            if !before.is_some_and(|it| matches!(it.as_str(), "ngay" | "thang")) {
                return None;
            }
        } else if !FILLERS.contains(&fold(word).as_str()) {
            found.rest.push((*word).to_owned());
        }
    }
    // A bare small number is a document only when a kind or a year says so: "77" alone is a word.
    let telling = kind.is_some() || found.year.is_some() || !found.symbol.is_empty();
    (!found.serial.is_empty() && telling && found.rest.len() <= NAME).then_some((found, kind))
}

/// `629`, `629/2019`, `629-2019-ubtvqh14`, `81/KH-UBTVQH15`, `77/2015qh13`, `nq629/2019` with its prefix.
fn number(word: &str) -> Option<(Option<&str>, Numbered)> {
    let digits = word.find(|c: char| c.is_ascii_digit())?;
    let (prefix, rest) = word.split_at(digits);
    let prefix = prefix.trim_end_matches(['.', '-', '/']);
    if !prefix.is_empty() && kind_of(prefix).is_none() {
        return None;
    }
    let length = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (serial, mut rest) = rest.split_at_checked(length).filter(|_| length <= 6)?;
    // "hp2013" is a name with its year.
    if !prefix.is_empty() && rest.is_empty() && year_of(serial).is_some() {
        return None;
    }
    let mut serial = serial.to_owned();
    // 522b: the letter before a joint or the end.
    let letter = rest.chars().next().filter(|c| c.is_alphabetic());
    if let Some(letter) = letter {
        let after = rest.get(letter.len_utf8()..).unwrap_or_default();
        if after.is_empty() || after.starts_with(JOINTS) {
            serial.push(letter);
            rest = after;
        }
    }
    let rest = rest.trim_start_matches(JOINTS);
    let length = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (year, symbol) = rest.split_at_checked(length)?;
    let year = match (year.len(), year.parse::<u16>()) {
        (0, _) => None,
        (4, Ok(year)) if is_year(year) => Some(year),
        // Old numbers have two digits: 15/99. A symbol must follow, or it is a fraction.
        (2, Ok(short)) if !symbol.is_empty() => Some(short + if short < 45 { 2000 } else { 1900 }),
        _ => return None,
    };
    let symbol = symbol.trim_start_matches(JOINTS);
    let shaped = symbol.is_empty()
        || symbol.starts_with(char::is_alphabetic)
            && symbol.chars().all(|c| c.is_alphanumeric() || JOINTS.contains(&c) || c == '&');
    let symbol = symbol.to_owned();
    let prefix = Some(prefix).filter(|it| !it.is_empty());
    shaped.then_some((prefix, Numbered { serial, year, symbol, rest: Vec::new() }))
}

const JOINTS: [char; 5] = ['/', '-', '.', '_', '–'];

fn is_year(year: u16) -> bool {
    (1945..2100).contains(&year)
}

fn year_of(word: &str) -> Option<u16> {
    word.parse().ok().filter(|&year| word.len() == 4 && is_year(year))
}

/// `30/01/2019` → 2019.
fn year_of_date(word: &str) -> Option<u16> {
    let parts: Vec<&str> = word.split(['/', '-', '.']).collect();
    let [day, month, year] = parts.as_slice() else { return None };
    let small = |text: &str, most: u16| text.parse().is_ok_and(|it: u16| (1..=most).contains(&it));
    year_of(year).filter(|_| small(day, 31) && small(month, 12))
}

/// The kind that `words` begin with: `luật`, `nq`, `nghị quyết liên tịch`; the longest.
fn kind_at(words: &[&str]) -> Option<(Kind, usize)> {
    /// Words with which kinds begin; few words of a question do.
    static BEGINNINGS: LazyLock<HashSet<String>> = LazyLock::new(|| {
        let names = Kind::ALL.iter().map(|kind| kind.name().split(' ').next().unwrap_or_default());
        let symbols = Kind::ALL.iter().flat_map(|kind| kind.symbols()).copied();
        names.chain(symbols).map(slug).collect()
    });
    if !BEGINNINGS.contains(&slug(words.first()?)) {
        return None;
    }
    (1..=4).rev().find_map(|length| {
        let name = words.get(..length)?.join(" ");
        let named = if length == 1 { kind_of(&name) } else { Kind::from_slug(&slug(&name)) };
        Some((named?, length))
    })
}

/// A kind by name or by its letters in numbers.
fn kind_of(word: &str) -> Option<Kind> {
    static SYMBOLS: LazyLock<HashMap<String, Kind>> = LazyLock::new(|| {
        // Of kinds that share a symbol the first is meant.
        let all = Kind::ALL.iter().rev();
        all.flat_map(|kind| kind.symbols().iter().map(|symbol| (slug(symbol), *kind))).collect()
    });
    let name = slug(word);
    Kind::from_slug(&name).or_else(|| SYMBOLS.get(&name).copied())
}

/// Whether people call a document so, to the last word: `Pháp lệnh Hợp nhất văn bản`.
fn is_called(words: &[&str]) -> bool {
    !numbers_of(&words.join(" ")).is_empty()
}

/// A name: what people call a document, or words after the name of a kind.
fn by_name(words: &[&str], below: bool) -> Option<Named> {
    let is_filler = |word: &&&str| FILLERS.contains(&fold(word).as_str());
    let from = words.iter().take_while(is_filler).count();
    let mut words = words.get(from..)?;
    let mut year = None;
    while let Some((last, before)) = words.split_last() {
        if year.is_none() && year_of(last).is_some() {
            year = year_of(last);
        } else if !FILLERS.contains(&fold(last).as_str()) || is_called(words) {
            break;
        }
        words = before;
    }
    // "HP2013", "blhs2015": the year stuck to the name.
    let mut name = words.join(" ");
    if year.is_none()
        && let Some(at) = name.len().checked_sub(4).filter(|&at| name.is_char_boundary(at))
        && let Some(stuck) = year_of(name.get(at..)?)
    {
        year = Some(stuck);
        name.truncate(at);
    }
    let name = name.trim().to_owned();
    if name.is_empty() || words.len() > NAME {
        return None;
    }
    let called = !numbers_of(&name).is_empty()
        || year.is_some_and(|year| !numbers_of(&format!("{name} {year}")).is_empty());
    // "đa dạng" begins with the letters of Đề án: a word of the language is no abbreviation.
    let is_word = |word: &str| Kind::from_slug(&slug(word)).is_none() && is_syllable(word);
    let of_kind = kind_at(words).is_some_and(|(_, length)| {
        words.len() > length && !(length == 1 && words.first().is_some_and(|it| is_word(it)))
    });
    (called || below || of_kind).then_some(Named::Name { name, year })
}
