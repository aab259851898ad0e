//! Số, ký hiệu inside a sentence: `77/2015/QH13`, `66- NQ/TW`, `17 /2018/TT-BTNMT`, `34/2016`.

use winnow::error::EmptyError;

use crate::cite::grammar::word::Read;
use crate::law::DocumentNumber;

/// `77/2015/QH13`, `19-KL/TW`, `50/CP`; stray spaces around its joints are left out of what is given.
pub(super) fn number(input: &mut &str) -> Read<String> {
    let (written, length) = scan(input).ok_or(EmptyError)?;
    if written.parse::<DocumentNumber>().is_err() {
        return Err(EmptyError);
    }
    *input = input.get(length..).unwrap_or_default();
    Ok(written)
}

/// `34/2016`: serial and year without a symbol; only after the kind of the document.
pub(super) fn serial_and_year(input: &mut &str) -> Read<String> {
    let digits =
        |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let serial = digits(input);
    let rest = input.get(serial..).and_then(|it| it.strip_prefix('/')).ok_or(EmptyError)?;
    let year = digits(rest);
    let after = rest.get(year..).unwrap_or_default();
    let written = input.get(..serial + 1 + year).unwrap_or_default();
    let is_year = year == 4 && rest.starts_with(['1', '2']);
    if !(1..=5).contains(&serial)
        || !is_year
        || after.starts_with(|c: char| c.is_alphanumeric() || c == '/')
    {
        return Err(EmptyError);
    }
    *input = after;
    Ok(written.to_owned())
}

/// The longest run that may be a number, without its spaces, and the bytes it takes.
fn scan(text: &str) -> Option<(String, usize)> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if !(1..=6).contains(&digits) {
        return None;
    }
    let mut rest = text.get(digits..)?;
    let mut written = text.get(..digits)?.to_owned();
    let suffix =
        rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_lowercase() || c == 'đ').len();
    if suffix <= 3 {
        written.push_str(rest.get(..suffix)?);
        rest = rest.get(suffix..)?;
    }
    let mut lettered = false;
    while let Some((joint, part, after)) = joined(rest) {
        let letters = part.starts_with(char::is_alphabetic);
        // A day or page after the symbol is no part of it.
        if lettered && !letters {
            break;
        }
        lettered |= letters;
        written.push(joint);
        written.push_str(part);
        rest = after;
    }
    lettered.then(|| (written, text.len() - rest.len()))
}

/// `/2015`, `-NQ`, `- NQ`, `/ TT`: a joint and the part after it.
fn joined(text: &str) -> Option<(char, &str, &str)> {
    let bare = text.trim_start_matches([' ', '\n']);
    let mut letters = bare.chars();
    let joint = letters.next().filter(|c| matches!(c, '/' | '-' | '–' | '.' | '&'))?;
    let spaced = bare.len() < text.len();
    let next = letters.as_str();
    let part = next.trim_start_matches([' ', '\n']);
    if spaced && part.len() < next.len() || joint == '.' && (spaced || part.len() < next.len()) {
        return None;
    }
    let length = part.len() - part.trim_start_matches(char::is_alphanumeric).len();
    let length = symbol(part.get(..length)?);
    let (part, after) = part.split_at_checked(length)?;
    let first = part.chars().next()?;
    let is_year =
        part.len() == 4 && (part.starts_with("19") || part.starts_with("20")) || part.len() == 2;
    let fits = first.is_uppercase()
        || first.is_ascii_digit() && joint == '/' && !spaced_digits(spaced, next) && is_year;
    let fits = fits || first == 'n' && part == "nđ";
    let dotted = joint != '.' || part.chars().nth(1).is_some_and(char::is_uppercase);
    let joint = if joint == '–' { '-' } else { joint };
    (fits && dotted).then_some((joint, part, after))
}

/// The bytes of a part that belong to the symbol: `TTgcủa` has lost a space (Nghị quyết 35/2025/NQ-HĐND of Huế).
fn symbol(part: &str) -> usize {
    let stray = part.find(|c: char| c.is_lowercase() && !c.is_ascii() && c != 'đ');
    let Some(stray) = stray else { return part.len() };
    let kept = part.get(..stray).unwrap_or_default();
    let known = ["TTg", "TTr", "CTr"].iter().find(|it| kept.starts_with(*it));
    known.map_or(kept.trim_end_matches(|c: char| c.is_lowercase()).len(), |it| it.len())
}

/// `17 /2018` is a number, `17 / 2018` a fraction of something.
fn spaced_digits(before: bool, next: &str) -> bool {
    before && next.starts_with(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_sentences() {
        for (text, number_there, rest) in [
            ("77/2015/QH13 ngày", "77/2015/QH13", " ngày"),
            ("66- NQ/TW và", "66-NQ/TW", " và"),
            ("17 /2018/TT-BTNMT.", "17/2018/TT-BTNMT", "."),
            (
                "403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN;",
                "403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN",
                ";",
            ),
            ("50/CP ngày", "50/CP", " ngày"),
            ("522b/NQ-UBTVQH13", "522b/NQ-UBTVQH13", ""),
            ("35/2025/QĐ-TTgcủa Thủ", "35/2025/QĐ-TTg", "của Thủ"),
            ("01/2016/NQ.HĐTP. Theo", "01/2016/NQ.HĐTP", ". Theo"),
            ("27/2016/TT-\nBLĐTBXH", "27/2016/TT-BLĐTBXH", ""),
        ] {
            let mut input = text;
            assert_eq!(number(&mut input).as_deref(), Ok(number_there), "{text}");
            assert_eq!(input, rest);
        }
        for text in ["12/5/2020", "30 ngày", "1/3 tổng số", "5 - Điều", "2021 - 2025"] {
            assert!(number(&mut &*text).is_err(), "{text}");
        }
        assert_eq!(serial_and_year(&mut "34/2016 về").as_deref(), Ok("34/2016"));
        assert!(serial_and_year(&mut "5/2016/QH13").is_err());
    }
}
