//! The mark a line opens with: `Điều 5.`, `Chương II`, `2.`, `đ)`, `1.1.`, `- `.
//!
//! A marker is only what the words say; whether it really opens a unit depends on what stands around it, and is decided
//! in `nest`. One function per construct, an example line above each.

use crate::law::Label;
use crate::text::{Form, Normal, ordinal, roman};

/// What a line opens with, and where its own words begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Marker {
    pub(crate) sign: Sign,
    pub(crate) label: Label,
    /// Bytes of the line that the mark takes, up to its punctuation.
    pub(crate) length: usize,
    /// Byte at which the unit's own words begin; the length of the line when nothing follows.
    pub(crate) rest: usize,
}

/// The shape of a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    Part,
    Chapter,
    Section,
    Subsection,
    Article,
    /// `Điền 47.`: an article if its number fits.
    ArticleMisspelt,
    /// `I.`
    Roman,
    /// `A.`
    Capital,
    /// `1.`
    Number,
    /// `1.1.`
    Decimal,
    /// `a)`
    Letter,
    /// `a.`, `a/`, `a-`: older and administrative; only in sequence.
    LooseLetter,
    /// `- `
    Dash,
    /// `+ `
    Plus,
}

/// Reads the mark of a line; none when it opens with plain words.
pub(crate) fn read(line: &str) -> Option<Marker> {
    let head_end = line.char_indices().nth(64).map_or(line.len(), |(at, _)| at);
    let head = line.get(..head_end)?;
    if is_canonical_head(head) {
        return read_canonical(line);
    }
    let view = Normal::of(line, Form::Canonical);
    let found = read_canonical(&view.text)?;
    let length = view.to_source(0..found.length).end as usize;
    let rest = view.to_source(0..found.rest).end as usize;
    Some(Marker { length, rest: rest.max(length), ..found })
}

/// Whether the first letters need no levelling: most lines of most files.
fn is_canonical_head(head: &str) -> bool {
    head.chars().all(|c| !matches!(c, 'Ð' | '\u{A0}' | '\t' | '\u{AD}' | '\u{300}'..='\u{36F}' | '\u{2000}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}'))
}

fn read_canonical(line: &str) -> Option<Marker> {
    let first = line.chars().next()?;
    match first {
        '0'..='9' => number(line),
        '-' | '–' | '—' | '+' | '•' | '*' | '\u{F0B7}' => dash(line, first),
        'a'..='z' | 'đ' => letter(line),
        'A'..='Z' | 'Đ' => word(line).or_else(|| roman_or_capital(line)),
        _ => None,
    }
}

/// `Điều 5. Tên`, `ĐIỀU 5`, `Điều 7a:`, `Chương II`, `CHƯƠNG 2. TÊN`, `Mục 1: TÊN`, `Tiểu mục 2`, `Phần thứ nhất`.
fn word(line: &str) -> Option<Marker> {
    const WORDS: [(&str, Sign); 6] = [
        ("điều", Sign::Article),
        ("chương", Sign::Chapter),
        ("tiểu mục", Sign::Subsection),
        ("mục", Sign::Section),
        ("phần", Sign::Part),
        ("điền", Sign::ArticleMisspelt),
    ];
    let lower: String = line.chars().take(9).flat_map(char::to_lowercase).collect();
    let (word, sign) = WORDS.into_iter().find(|(word, _)| lower.starts_with(word))?;
    // Lower and upper case of Vietnamese letters have the same number of bytes.
    let after = line.get(word.len()..)?;
    let spaces = after.len() - after.trim_start().len();
    if spaces == 0 {
        return None;
    }
    let at = word.len() + spaces;
    let (label, taken) = match sign {
        Sign::Article | Sign::ArticleMisspelt => digits(line.get(at..)?)?,
        _ => digits(line.get(at..)?).or_else(|| roman_or_ordinal(line.get(at..)?))?,
    };
    let end = at + taken;
    let (length, rest, punctuated) = punctuation(line, end);
    let words = line.get(rest..)?;
    let alone = words.trim().is_empty();
    let fits = match sign {
        Sign::Article | Sign::ArticleMisspelt => alone || punctuated,
        _ => alone || punctuated && starts_title(words) || is_shouted(words),
    };
    fits.then_some(Marker { sign, label, length, rest })
}

/// A title, not the rest of a sentence: it does not open with a small letter.
fn starts_title(words: &str) -> bool {
    !words.trim_start().starts_with(char::is_lowercase)
}

/// `5`, `7a`, `32đ`, `217a`: digits with at most two letters right behind.
fn digits(text: &str) -> Option<(Label, usize)> {
    let count = text.bytes().take_while(u8::is_ascii_digit).count();
    if count == 0 || count > 4 {
        return None;
    }
    let letters: String = text.get(count..)?.chars().take_while(|c| c.is_alphanumeric()).collect();
    if letters.chars().count() > 2
        || letters.chars().any(|c| c.is_ascii_digit()) && letters.len() > 2
    {
        return None;
    }
    let taken = count + letters.len();
    let plain = text.get(..taken)?.trim_start_matches('0');
    Some((Label::new(plain)?, taken))
}

/// `II`, `thứ nhất`, `nhất`: a number in letters, as its value.
fn roman_or_ordinal(text: &str) -> Option<(Label, usize)> {
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    let run = text.get(..end)?;
    // "Chương l" (Luật 58/2020/QH14): a small L for a Roman one.
    if let Some(value) = roman(run).or_else(|| roman(&run.replace('l', "I"))) {
        return Some((Label::count(value.0), end));
    }
    // "Chương VIIa", inserted behind VII; "CHƯƠNG VIla" in Luật 48/2014/QH13.
    if let Some((number, suffix)) = run.split_at_checked(run.len().saturating_sub(1))
        && suffix.starts_with(|c: char| matches!(c, 'a'..='e'))
        && let Some(value) = roman(number).or_else(|| roman(&number.replace('l', "I")))
    {
        return Some((Label::new(&format!("{}{suffix}", value.0))?, end));
    }
    // "PHẦN THỨ HAI MƯƠI MỐT": as many words as still make a number.
    let mut best = None;
    let ends = text.char_indices().filter(|&(_, c)| !c.is_alphanumeric()).map(|(at, _)| at);
    for end in ends.chain([text.len()]).take(5) {
        let words = text.get(..end)?;
        let spelt = words.to_lowercase();
        if let Some(value) = spelt.strip_prefix("thứ ").and_then(ordinal) {
            best = Some((Label::count(value), end));
        }
    }
    best
}

/// Takes the punctuation after a number: (end of the mark, start of the words, whether there was any).
fn punctuation(line: &str, end: usize) -> (usize, usize, bool) {
    let after = line.get(end..).unwrap_or_default();
    let trimmed = after.trim_start();
    let gap = after.len() - trimmed.len();
    match trimmed.chars().next() {
        Some(sign @ ('.' | ':' | ')' | '/' | '-' | '–'))
            if gap == 0 || sign != '-' || trimmed.starts_with("- ") =>
        {
            let length = end + gap + sign.len_utf8();
            (length, words_at(line, length), true)
        }
        _ => (end, words_at(line, end), false),
    }
}

fn words_at(line: &str, from: usize) -> usize {
    let after = line.get(from..).unwrap_or_default();
    from + (after.len() - after.trim_start().len())
}

/// `1.`, `12a.`, `1)`, `1/`, `1-`, `1.1.`, `1.1`, `2.3.1.`
fn number(line: &str) -> Option<Marker> {
    let (label, taken) = digits(line)?;
    let next = line.get(taken..)?.chars().next()?;
    if next == '.' && line.get(taken + 1..)?.starts_with(|c: char| c.is_ascii_digit()) {
        return decimal(line);
    }
    let fits = match next {
        '.' => true,
        ')' | '/' | '-' => line.get(taken + 1..)?.starts_with([' ', '\u{A0}']) || next == ')',
        _ => false,
    };
    // "2..Thông tin số", "4.. Cơ sở" (Luật 67/2006/QH11): a stop typed twice.
    let twice = line.get(taken..)?.starts_with("..") && !line.get(taken..)?.starts_with("...");
    let length = taken + if twice { 2 } else { 1 };
    let rest = words_at(line, length);
    // "1.Nội dung" is a mark, "15/2020" and "3.000" are not; a bare number on its line is page furniture.
    let words = line.get(rest..)?;
    // "3.[2] Nội dung": the mark of a footnote of a văn bản hợp nhất stands right at the number.
    let opens = rest > length
        || words.starts_with(|c: char| c.is_alphabetic() || c == '[')
        || words.is_empty();
    (fits && opens && label.number().is_some_and(|it| it < 1000)).then_some(Marker {
        sign: Sign::Number,
        label,
        length,
        rest,
    })
}

/// `1.1. Nội dung`, `2.3.1 Nội dung`: two or three numbers, each below 100.
fn decimal(line: &str) -> Option<Marker> {
    let run: String = line.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    let label = run.trim_end_matches('.');
    let parts = label.split('.').count();
    let small = label.split('.').all(|part| !part.is_empty() && part.len() <= 2);
    let length = run.len();
    let rest = words_at(line, length);
    let spaced = rest > length || run.ends_with('.');
    let words = line.get(rest..)?;
    let reads = words.starts_with(|c: char| c.is_alphabetic() || matches!(c, '“' | '"' | '('));
    if !(2..=4).contains(&parts)
        || !small
        || !spaced
        || !reads
        || words.starts_with(char::is_lowercase)
    {
        return None;
    }
    Some(Marker { sign: Sign::Decimal, label: Label::new(label)?, length, rest })
}

/// `a)`, `đ)`, `a1)`, `đ1)`; loosely `a.`, `a/`, `a-`.
fn letter(line: &str) -> Option<Marker> {
    let run: String = line.chars().take_while(|c| c.is_alphanumeric()).collect();
    let letters = run.chars().take_while(|c| c.is_alphabetic()).count();
    let all = run.chars().count();
    if letters == 0 || letters > 2 || all > letters + 1 {
        return None;
    }
    let after = line.get(run.len()..)?;
    if letters == 1
        && all == 1
        && after.starts_with('.')
        && let Some(marker) = lettered_decimal(line)
    {
        return Some(marker);
    }
    let next = after.chars().nth(1);
    let sign = match after.chars().next()? {
        ')' => Sign::Letter,
        '.' | '/' | '-' if letters == 1 && next.is_some_and(char::is_whitespace) => {
            Sign::LooseLetter
        }
        // "e.Thu nhập từ chuyển nhượng vốn" (Thông tư 111/2013/TT-BTC, Điều 25)
        '.' if letters == 1 && next.is_some_and(char::is_uppercase) => Sign::LooseLetter,
        _ => return None,
    };
    let length = run.len() + 1;
    Some(Marker { sign, label: Label::new(&run)?, length, rest: words_at(line, length) })
}

/// `a.1) Nội dung`, `c.3.2) Nội dung`, `d.1. Nội dung`: below the điểm with that letter.
fn lettered_decimal(line: &str) -> Option<Marker> {
    let letter = line.chars().next()?;
    let run: String =
        line.chars().skip(1).take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    let label = run.trim_end_matches('.');
    let small = label.split('.').skip(1).all(|part| (1..=2).contains(&part.len()));
    let stopped = run.len() > label.len();
    let end = letter.len_utf8() + run.len();
    let closed = line.get(end..)?.starts_with(')');
    let length = end + usize::from(closed);
    let rest = words_at(line, length);
    let reads = line.get(rest..)?.starts_with(|c: char| c.is_alphabetic() || c == '“');
    if label.len() < 2 || !small || !(closed || stopped) || !reads {
        return None;
    }
    let label = Label::new(&format!("{letter}{label}"))?;
    Some(Marker { sign: Sign::Decimal, label, length, rest })
}

/// `- Nội dung`, `+ Nội dung`, `–Nội dung`; not `---`.
fn dash(line: &str, first: char) -> Option<Marker> {
    let length = first.len_utf8();
    let after = line.get(length..)?;
    let rest = words_at(line, length);
    let words = line.get(rest..)?;
    let opens = words.starts_with(|c: char| {
        c.is_alphanumeric() || matches!(c, '“' | '"' | '(' | '[' | '…' | '.')
    });
    let apart = rest > length || first != '*' && after.starts_with(char::is_alphabetic);
    let sign = if first == '+' { Sign::Plus } else { Sign::Dash };
    (opens && apart && words.contains(char::is_alphanumeric)).then(|| Marker {
        sign,
        label: Label::count(1),
        length,
        rest,
    })
}

/// `I.`, `II-`, `IV/`, `A.`: headings of texts without điều.
fn roman_or_capital(line: &str) -> Option<Marker> {
    let end = line.find(|c: char| !c.is_alphanumeric())?;
    let run = line.get(..end)?;
    let after = line.get(end..)?;
    let trimmed = after.trim_start();
    if !trimmed.starts_with(['.', '-', '–', '/', ')', ':']) || after.len() - trimmed.len() > 1 {
        return None;
    }
    let (length, rest, _) = punctuation(line, end);
    let words = line.get(rest..)?;
    if words.trim().is_empty() && trimmed.starts_with(['-', '–', ')'])
        || words.starts_with(char::is_lowercase)
    {
        return None;
    }
    // "V/v …" and "I-ốt" are words: a space or a capital must follow.
    if rest == length && !words.starts_with(char::is_uppercase) && !words.is_empty() {
        return None;
    }
    if let Some(value) = roman(run) {
        return Some(Marker { sign: Sign::Roman, label: Label::count(value.0), length, rest });
    }
    let single = run.chars().count() == 1 && (trimmed.starts_with('.') || trimmed.starts_with(')'));
    (single && rest > length).then_some(())?;
    Some(Marker { sign: Sign::Capital, label: Label::new(run)?, length, rest })
}

/// Whether a line is set in capitals: most of its letters are.
pub(crate) fn is_shouted(line: &str) -> bool {
    let mut upper = 0usize;
    let mut lower = 0usize;
    for letter in line.chars().filter(|c| c.is_alphabetic()) {
        if letter.is_uppercase() {
            upper += 1;
        } else {
            lower += 1;
        }
    }
    upper >= 2 && upper > lower * 6
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reads(line: &str) -> Option<(Sign, String, String)> {
        let marker = read(line)?;
        Some((marker.sign, marker.label.to_string(), line[marker.rest..].to_owned()))
    }

    #[test]
    fn marks_in_use() {
        for (line, sign, label, rest) in [
            ("Điều 5. Phạm vi", Sign::Article, "5", "Phạm vi"),
            ("Điều 12", Sign::Article, "12", ""),
            ("Điều 3: Tên", Sign::Article, "3", "Tên"),
            ("Điều 4 . Tên", Sign::Article, "4", "Tên"),
            ("ĐIỀU 217a. Tên", Sign::Article, "217a", "Tên"),
            ("Điều 32đ. Tên", Sign::Article, "32đ", "Tên"),
            ("Ðiều\u{A0}7. Tên", Sign::Article, "7", "Tên"),
            ("Đi\u{EA}\u{300}u 8. Tên", Sign::Article, "8", "Tên"),
            ("Điền 47. Tên", Sign::ArticleMisspelt, "47", "Tên"),
            ("Chương I", Sign::Chapter, "1", ""),
            ("CHƯƠNG 2. QUY ĐỊNH", Sign::Chapter, "2", "QUY ĐỊNH"),
            ("Chương IV QUY ĐỊNH", Sign::Chapter, "4", "QUY ĐỊNH"),
            ("Mục 1: KỲ HỌP", Sign::Section, "1", "KỲ HỌP"),
            ("Tiểu mục 2. TÊN", Sign::Subsection, "2", "TÊN"),
            ("Phần thứ nhất", Sign::Part, "1", ""),
            ("PHẦN THỨ HAI", Sign::Part, "2", ""),
            ("1. Nội dung", Sign::Number, "1", "Nội dung"),
            ("2.Nội dung", Sign::Number, "2", "Nội dung"),
            ("2..Nội dung", Sign::Number, "2", "Nội dung"),
            ("Chương l", Sign::Chapter, "1", ""),
            ("1a. Nội dung", Sign::Number, "1a", "Nội dung"),
            ("03. Nội dung", Sign::Number, "3", "Nội dung"),
            ("4/ Nội dung", Sign::Number, "4", "Nội dung"),
            ("1.1. Nội dung", Sign::Decimal, "1.1", "Nội dung"),
            ("a.1) Nội dung", Sign::Decimal, "a.1", "Nội dung"),
            ("c.3.2) nội dung", Sign::Decimal, "c.3.2", "nội dung"),
            ("đ) nội dung", Sign::Letter, "đ", "nội dung"),
            ("e.Nội dung", Sign::LooseLetter, "e", "Nội dung"),
            ("a1) nội dung", Sign::Letter, "a1", "nội dung"),
            ("a. Nội dung", Sign::LooseLetter, "a", "Nội dung"),
            ("- Nội dung", Sign::Dash, "1", "Nội dung"),
            ("+ Nội dung", Sign::Plus, "1", "Nội dung"),
            ("II. NỘI DUNG", Sign::Roman, "2", "NỘI DUNG"),
            ("B. NỘI DUNG", Sign::Capital, "b", "NỘI DUNG"),
        ] {
            assert_eq!(reads(line), Some((sign, label.to_owned(), rest.to_owned())), "{line}");
        }
    }

    #[test]
    fn words_that_are_no_marks() {
        for line in [
            "Điều 5 của Luật này",
            "Điều kiện",
            "Chương II của Luật này quy định",
            "Mục 1 Chương II quy định",
            "Mục đích",
            "Phần lớn",
            "15/2020/NĐ-CP",
            "3.000 đồng",
            "-------",
            "5",
            "V/v trả lời",
            "điểm a khoản 1",
            "2015 là năm",
            "*",
            "TM. ỦY BAN",
            "Điều 1a2b3",
            "1.5 lần mức",
            "Nguyễn Văn A",
        ] {
            assert_eq!(reads(line), None, "{line}");
        }
    }
}
