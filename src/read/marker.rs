//! How a line of a Vietnamese legal text begins, as far as it tells a new paragraph from a wrapped one.
//!
//! This is no grammar of structure: `structure` decides what a line *is*. Here it only matters that `Điều 5.`, `1.`,
//! `a)`, `- ` or `Chương I` open a paragraph of their own, while `Điều 5 của Luật này` at the start of a wrapped line
//! does not.

use crate::text::{fold, roman};

/// Words (folded) that open a paragraph whatever follows them.
const OPENERS: [&str; 6] =
    ["can cu ", "theo de nghi ", "xet de nghi ", "xet to trinh", "noi nhan", "luat so:"];

/// Words that open a paragraph when written exactly so.
const EXACT: [&str; 8] = ["TM.", "KT.", "TL.", "TUQ.", "Số:", "QUYẾT NGHỊ", "QUYẾT ĐỊNH", "CỘNG H"];

/// Heading words (folded) that want a number after them.
const UNITS: [&str; 11] = [
    "dieu", "chuong", "muc", "tieu muc", "phan", "phu luc", "mau so", "mau", "bieu mau",
    "phu bieu", "bieu so",
];

/// Whether `line` opens a paragraph of its own; an opening quote before the marker does not matter.
pub(crate) fn opens(line: &str) -> bool {
    let line = line.trim_start();
    let line = line.trim_start_matches(['“', '"', '«', '‘', '(', '*', '_']).trim_start();
    is_dash(line)
        || is_rule(line)
        || is_numbered(line)
        || is_lettered(line)
        || is_unit(line)
        || is_opener(line)
}

/// Whether the line is nothing but a rule of the title block: `-------`, `_____`, `***`.
pub(crate) fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.chars().count() >= 3
        && line.chars().all(|c| matches!(c, '-' | '_' | '=' | '*' | '–' | '—' | ' '))
}

/// Whether a line that ends so cannot be the end of a paragraph, whatever the next line looks like.
///
/// `… quy định tại khoản 2` / `Điều 5.`: a citation broken between its parts.
pub(crate) fn hangs(line: &str) -> bool {
    const WORDS: [&str; 20] = [
        "tại", "và", "hoặc", "của", "theo", "các", "những", "từ", "đến", "số", "ngày", "tháng",
        "năm", "khoản", "điểm", "điều", "bởi", "cho", "với", "về",
    ];
    let line = line.trim_end();
    if line.ends_with(',') {
        return true;
    }
    let lower = line.to_lowercase();
    let mut words = lower.rsplit([' ', '\u{A0}']);
    let last = words.next().unwrap_or_default();
    let before = words.next().unwrap_or_default();
    let is_label = last.chars().count() <= 4
        && last.chars().all(char::is_alphanumeric)
        && matches!(before, "khoản" | "điểm");
    WORDS.contains(&last) || is_label
}

/// Whether the number in `next` belongs to the unit word that ends `last`: `Điều` / `10. Trách nhiệm`.
///
/// 38 of 261 provincial texts of 2025 break a heading there (138/2025/QĐ-UBND, 74/2025/QĐ-UBND): split, the điều would be
/// khoản 10 of the one before.
pub(crate) fn awaits_number(last: &str, next: &str) -> bool {
    let marks = ['*', '_', '\\', ' ', '\u{A0}'];
    let last = last.trim_matches(marks);
    let next = next.trim_start_matches(marks);
    let digit = next.starts_with(|c: char| c.is_ascii_digit());
    let word = last.rsplit([' ', '\u{A0}']).next().unwrap_or_default();
    let alone = ["Chương", "CHƯƠNG", "Mục", "MỤC", "Tiểu mục"].contains(&last);
    let roman = next.starts_with(['I', 'V', 'X', 'L']);
    digit && (word == "Điều" || word == "Ðiều") || alone && (digit || roman)
}

/// `Điều` alone on its line: a heading whose number stands on the next one.
pub(crate) fn is_bare_unit(line: &str) -> bool {
    let line = line.trim_matches(['*', '_', '\\', ' ', '\u{A0}']);
    line == "Điều" || line == "Ðiều"
}

/// Whether the sentence ends here: nothing can be joined to it.
pub(crate) fn ends(line: &str) -> bool {
    let line = line.trim_end().trim_end_matches(['”', '"', '’', '»', ')', '*', '_']).trim_end();
    line.ends_with(['.', ';', ':', '?', '!', '…'])
}

/// `- `, `+ `, `• ` …
fn is_dash(line: &str) -> bool {
    let mut letters = line.chars();
    let first = letters.next();
    let dash = matches!(first, Some('-' | '–' | '—' | '+' | '•' | '·' | '●' | '▪' | '*' | '□'));
    dash && letters.next().is_some_and(|c| c.is_whitespace() || c == '\u{A0}')
        || matches!(first, Some('\u{F000}'..='\u{F0FF}'))
}

/// `1.`, `1.2.`, `12a.`, `1)`, `1/`, `[1]`, `(1)`.
fn is_numbered(line: &str) -> bool {
    let line = line.strip_prefix('[').unwrap_or(line);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=3).contains(&digits) {
        return false;
    }
    let Some(mut rest) = line.get(digits..) else { return false };
    while let Some(after) = rest.strip_prefix('.') {
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        if !(1..=3).contains(&digits) {
            break;
        }
        rest = after.get(digits..).unwrap_or_default();
    }
    if let Some(after) = rest.strip_prefix(|c: char| c.is_lowercase()) {
        rest = after;
    }
    closes(rest, &['.', ')', '/', ']', '-'])
}

/// `a)`, `đ)`, `a1)`, `a.`, `A.`, `IV.`, `II-`.
fn is_lettered(line: &str) -> bool {
    let end = line.find(|c: char| !c.is_alphanumeric()).unwrap_or(line.len());
    let Some((label, rest)) = line.split_at_checked(end) else { return false };
    let mut letters = label.chars();
    let single = letters.next().is_some_and(char::is_alphabetic)
        && label.chars().count() <= 3
        && letters.all(|c| c.is_ascii_digit());
    let is_roman = label.chars().all(|c| c.is_ascii_uppercase()) && roman(label).is_some();
    // 04/2024/TT-BQP goes on below điểm with `a.1.1)`.
    let deeper = rest.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
    (single || is_roman)
        && (closes(rest, &['.', ')', '/', '-']) || single && closes(deeper, &[')']))
}

/// One closing sign, then a space or the end: `1.5 triệu` and `a/b` are no markers.
fn closes(rest: &str, signs: &[char]) -> bool {
    rest.strip_prefix(signs).is_some_and(|after| {
        after.is_empty() || after.starts_with(|c: char| c.is_whitespace() || c == '*' || c == '“')
    })
}

fn is_opener(line: &str) -> bool {
    if EXACT.iter().any(|word| line.starts_with(word)) {
        return true;
    }
    if !line.starts_with(['C', 'T', 'X', 'N', 'L']) {
        return false;
    }
    let head = head(line);
    OPENERS.iter().any(|word| head.starts_with(word))
}

/// The first letters without diacritics: law pages write `Điều` with combining marks, with `Ð`, with no-break spaces.
fn head(line: &str) -> String {
    fold(&line.chars().take(28).collect::<String>())
}

/// `Điều 5.`, `ĐIỀU 5:`, `Chương II`, `Phần thứ nhất`, `PHỤ LỤC`; not `Điều 5 của Luật này`.
fn is_unit(line: &str) -> bool {
    if !line.starts_with(['Đ', 'Ð', 'C', 'M', 'T', 'P', 'B']) {
        return false;
    }
    let head = head(line);
    let unit = UNITS.iter().find_map(|word| Some((*word, head.strip_prefix(word)?)));
    let Some((word, rest)) = unit else { return false };
    if rest.trim().is_empty() {
        return word == "phu luc";
    }
    let Some(rest) = rest.strip_prefix(' ') else { return false };
    let rest = rest.trim_start();
    let is_ordinal = rest.starts_with("thu ");
    let rest = rest.strip_prefix("thu ").or_else(|| rest.strip_prefix("so ")).unwrap_or(rest);
    let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    let Some((label, after)) = rest.split_at_checked(end) else { return false };
    let counted = label.starts_with(|c: char| c.is_ascii_digit())
        || roman(&label.to_uppercase()).is_some()
        || word == "phan" && is_ordinal
        || word == "phu luc" && label.chars().count() == 1;
    let after = after.trim_start();
    // `Mục 1 Chương II` and `Điều 5 của Luật này` go on in lower case or with another unit; a heading stops or shouts.
    let stops = after.is_empty() || after.starts_with(['.', ':', '-', '–', '(', '*']);
    counted && (stops || shouts(line))
}

/// Whether the line is in capitals.
pub(crate) fn shouts(line: &str) -> bool {
    let mut letters = line.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|c| !c.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_open_and_citations_do_not() {
        let opening = [
            "Điều 5. Tên",
            "Điều 7a.",
            "ĐIỀU 1",
            "Ðiều 317.",
            "Chương II",
            "Phần thứ nhất",
            "PHỤ LỤC",
            "Phụ lục I",
            "Mục 1. TÊN",
            "1. Hội đồng",
            "12a. Bổ",
            "1.2. Bổ",
            "a) Quy",
            "đ) Quy",
            "a1) x",
            "a.1.1) x",
            "- Căn cứ",
            "+ Có",
            "I. MỤC ĐÍCH",
            "IV- X",
            "“1. Sửa",
            "“Điều 65. X",
            "Căn cứ Hiến pháp;",
            "[1] Luật",
            "-------",
            "TM. ỦY BAN",
            "(1) x",
            "1.",
        ];
        for line in opening {
            assert!(opens(line), "{line}");
        }
        let going_on = [
            "Điều 5 của Luật này",
            "Điều 5 Luật này",
            "2015. Việc",
            "1.5 triệu đồng",
            "a/b",
            "và khoản 1",
            "Mục tiêu của",
            "Phần mềm",
            "đến ngày 1/1/2015",
            "theo quy định",
            "Chương trình xây dựng",
            "",
        ];
        for line in going_on {
            assert!(!opens(line), "{line}");
        }
        assert!(hangs("quy định tại khoản 2"));
        assert!(hangs("theo quy định tại"));
        assert!(!hangs("của Luật này."));
    }
}
