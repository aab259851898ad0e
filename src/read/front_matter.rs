//! Front matter: what a Markdown file says about its document, between two lines of `---`.
//!
//! Each entry is read on its own, so that one bad value costs that value and no other, and every message names its
//! line. Values stay as written, apart from dates, which become ISO dates, because all later reasoning compares them.

use std::collections::BTreeMap;

use crate::read::ProblemKind;
use crate::read::draft::Sheet;
use crate::text::Claim;

/// What a key expects.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Expect {
    Words,
    Date,
    YesNo,
}

const KEYS: [(&str, Expect); 29] = [
    ("so", Expect::Words),
    ("loai", Expect::Words),
    ("ten", Expect::Words),
    ("co-quan", Expect::Words),
    ("dia-phuong", Expect::Words),
    ("ngay-ban-hanh", Expect::Date),
    ("ngay-hieu-luc", Expect::Date),
    ("ngay-het-hieu-luc", Expect::Date),
    ("sua-doi", Expect::Words),
    ("sua-doi-boi", Expect::Words),
    ("thay-the", Expect::Words),
    ("thay-the-boi", Expect::Words),
    ("huong-dan", Expect::Words),
    ("hop-nhat", Expect::Words),
    ("nguon", Expect::Words),
    ("linh-vuc", Expect::Words),
    ("ghi-chu", Expect::Words),
    ("minh-hoa", Expect::YesNo),
    ("phap-dien", Expect::YesNo),
    ("lien-quan", Expect::Words),
    ("ma-phap-dien", Expect::Words),
    ("bai-bo", Expect::Words),
    ("bai-bo-boi", Expect::Words),
    ("tinh-trang", Expect::Words),
    ("nguoi-ky", Expect::Words),
    ("chuc-danh", Expect::Words),
    ("ngay-cong-bao", Expect::Date),
    ("so-cong-bao", Expect::Words),
    ("nguon-thu-thap", Expect::Words),
];

/// Front matter and the rest of the file: (the entries, the lines they take with both fences, the body).
pub(crate) fn split(text: &str) -> Option<(&str, u32, &str)> {
    let rest = text.strip_prefix("---")?;
    let (fence, rest) = rest.split_once('\n')?;
    if !fence.trim().is_empty() || !rest.lines().next().is_some_and(is_entry_or_end) {
        return None;
    }
    let mut at = 0;
    let mut lines = 1;
    for line in rest.split_inclusive('\n') {
        lines += 1;
        if matches!(line.trim_end(), "---" | "...") {
            let body = rest.get(at + line.len()..).unwrap_or_default();
            return Some((rest.get(..at)?, lines, body));
        }
        at += line.len();
    }
    None
}

/// Whether a text opens like front matter that never closes.
pub(crate) fn is_unclosed(text: &str) -> bool {
    let first_two: Vec<&str> = text.lines().take(2).collect();
    matches!(first_two.as_slice(), [fence, entry] if fence.trim_end() == "---" && key_of(entry).is_some())
        && split(text).is_none()
}

fn is_entry_or_end(line: &str) -> bool {
    key_of(line).is_some() || line.trim_end() == "---" || line.trim_start().starts_with('#')
}

/// The key of a line such as `so: 77/2015/QH13`.
fn key_of(line: &str) -> Option<&str> {
    let (key, rest) = line.split_once(':')?;
    let is_key = !key.is_empty()
        && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
        && (rest.is_empty() || rest.starts_with([' ', '\t']));
    is_key.then_some(key)
}

/// Reads the entries into claims; `entries` starts on line 2 of the file.
pub(crate) fn read(entries: &str, sheet: &mut Sheet) {
    let mut open: Option<(u32, String)> = None;
    for (index, line) in entries.lines().enumerate() {
        let number = u32::try_from(index + 2).unwrap_or(u32::MAX);
        if key_of(line).is_some() {
            if let Some((line, entry)) = open.take() {
                read_entry(line, &entry, sheet);
            }
            open = Some((number, line.to_owned()));
        } else if let Some((_, entry)) = &mut open {
            entry.push('\n');
            entry.push_str(line);
        } else if !line.trim().is_empty() && !line.trim_start().starts_with('#') {
            sheet.report(None, number, ProblemKind::KeyUnknown(line.trim().to_owned()));
        }
    }
    if let Some((line, entry)) = open {
        read_entry(line, &entry, sheet);
    }
}

fn read_entry(line: u32, entry: &str, sheet: &mut Sheet) {
    let Some(key) = key_of(entry.lines().next().unwrap_or_default()) else { return };
    if !is_known(key) {
        return sheet.report(None, line, ProblemKind::KeyUnknown(key.to_owned()));
    }
    let Some(values) = values(key, entry) else {
        let raw = entry.get(key.len() + 1..).unwrap_or_default();
        let expected = "một giá trị hoặc một danh sách YAML";
        return sheet.report(None, line, unreadable(key, raw, expected));
    };
    for value in values {
        accept(key, &value, line, sheet);
    }
}

/// Whether a claim may be made under `key`.
fn is_known(key: &str) -> bool {
    KEYS.iter().any(|(known, _)| *known == key)
}

fn unreadable(key: &str, value: &str, expected: &'static str) -> ProblemKind {
    let (key, value) = (key.to_owned(), value.trim().to_owned());
    ProblemKind::ValueUnreadable { key, value, expected: expected.into() }
}

/// Makes one value a claim under `key`, or tells why it is none.
pub(crate) fn accept(key: &str, value: &str, line: u32, sheet: &mut Sheet) {
    let value = value.trim();
    let Some((_, expect)) = KEYS.iter().find(|(known, _)| *known == key) else {
        return sheet.report(None, line, ProblemKind::KeyUnknown(key.to_owned()));
    };
    if value.is_empty() {
        return;
    }
    let read = match expect {
        Expect::Words => Ok(value.to_owned()),
        Expect::Date => iso(value).ok_or("ngày dạng 2015-06-19"),
        Expect::YesNo => yes_no(value).map(str::to_owned).ok_or("true hoặc false"),
    };
    match read {
        Ok(value) => sheet.claims.push(Claim { key: key.to_owned(), value, about: None, line }),
        Err(expected) => sheet.report(None, line, unreadable(key, value, expected)),
    }
}

/// The value of an entry as a list of strings, scalars as written.
fn values(key: &str, entry: &str) -> Option<Vec<String>> {
    if let Ok(mut map) = serde_saphyr::from_str::<BTreeMap<String, Option<String>>>(entry) {
        return Some(map.remove(key)?.into_iter().collect());
    }
    if let Ok(mut map) = serde_saphyr::from_str::<BTreeMap<String, Vec<String>>>(entry) {
        return map.remove(key);
    }
    // `ten: Quy định: một số điều` is no YAML, and yet there is one way to read it.
    let raw = entry.get(key.len() + 1..)?.trim();
    let plain = !raw.contains('\n')
        && !raw.starts_with(['[', '{', '&', '*', '!', '|', '>', '%', '@', '`', '"', '\'']);
    plain.then(|| vec![raw.to_owned()])
}

/// `2015-06-19`, `19/6/2015`, `19-06-2015` or `19.6.2015` as an ISO date, when the calendar may have it.
pub(crate) fn iso(value: &str) -> Option<String> {
    let parts: Vec<&str> = value.split(['-', '/', '.']).map(str::trim).collect();
    let [first, second, third] = parts.as_slice() else { return None };
    let (year, month, day) =
        if first.len() == 4 { (first, second, third) } else { (third, second, first) };
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if year.len() != 4 || ![year, month, day].iter().all(|part| digits(part)) {
        return None;
    }
    let (year, month, day): (u16, u8, u8) =
        (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 31,
    };
    ((1..=12).contains(&month) && (1..=last).contains(&day))
        .then(|| format!("{year:04}-{month:02}-{day:02}"))
}

fn yes_no(value: &str) -> Option<&'static str> {
    match value.to_lowercase().as_str() {
        "true" | "có" | "yes" | "1" => Some("true"),
        "false" | "không" | "no" | "0" => Some("false"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stay_as_written() {
        let (entries, lines, body) = split("---\nso: 01\nten: \"Luật: X\"\nngay-ban-hanh: 19/6/2015\nsua-doi:\n  - 77/2015/QH13\n  - 02\nminh-hoa: true\nla: x\nngay-hieu-luc: mai\nco-quan: A: B\n---\nĐiều 1.").unwrap();
        assert_eq!((lines, body), (12, "Điều 1."));
        let mut sheet = Sheet::default();
        read(entries, &mut sheet);
        let claims: Vec<(&str, &str, u32)> = sheet
            .claims
            .iter()
            .map(|claim| (claim.key.as_str(), claim.value.as_str(), claim.line))
            .collect();
        assert_eq!(
            claims,
            [
                ("so", "01", 2),
                ("ten", "Luật: X", 3),
                ("ngay-ban-hanh", "2015-06-19", 4),
                ("sua-doi", "77/2015/QH13", 5),
                ("sua-doi", "02", 5),
                ("minh-hoa", "true", 8),
                ("co-quan", "A: B", 11),
            ]
        );
        let (_, problems) = sheet.finish();
        let lines: Vec<u32> = problems.iter().map(|problem| problem.line).collect();
        assert_eq!(lines, [9, 10]);
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        assert!(split("---\n\nĐiều 1.\n\n---\n").is_none());
        assert!(split("-------\nso: 1\n---\n").is_none());
        assert!(is_unclosed("---\nso: 1\nĐiều 1."));
        assert_eq!(iso("30/02/2020"), None);
    }
}
