//! From bytes to Unicode, for encodings that say what they are.
//!
//! Unicode is tried before any declaration: Word writes `charset=windows-1252` over pages that are pure ASCII, and
//! portals declare one thing and serve another. Old Vietnamese encodings (TCVN3, VNI) look like Windows-1252 and are
//! told by their words. What cannot be decoded becomes U+FFFD and is counted.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};

use crate::read::ProblemKind;
use crate::text::{canonical, legacy, vietnamese_share};

/// A decoded file.
pub(crate) struct Decoded {
    /// Its text, without a byte order mark, all line ends as `'\n'`.
    pub(crate) text: String,
    /// What was doubtful about it.
    pub(crate) problem: Option<ProblemKind>,
}

/// Decodes a file; a text in an old Vietnamese encoding comes out as Unicode. Pages are left as they are: there the font
/// of each stretch has a word in it.
pub(crate) fn decode(bytes: &[u8]) -> Decoded {
    let decoded = as_declared(bytes);
    if decoded.text.trim_start().starts_with('<') {
        return decoded;
    }
    let old = legacy::recover(&decoded.text).map(|(text, charset)| (text, charset.name()));
    match old.or_else(|| Some((legacy::from_viqr(&decoded.text)?, "VIQR"))) {
        Some((text, name)) => {
            Decoded { text, problem: Some(ProblemKind::EncodingGuessed(name.into())) }
        }
        None => decoded,
    }
}

fn as_declared(bytes: &[u8]) -> Decoded {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return lossy(encoding, bytes.get(length..).unwrap_or_default());
    }
    if let Some(encoding) = wide(bytes) {
        return lossy(encoding, bytes);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: level(text), problem: None };
    }
    if let Some(encoding) = declared(bytes).filter(|encoding| *encoding != UTF_8) {
        return lossy(encoding, bytes);
    }
    let unicode = lossy(UTF_8, bytes);
    let high = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    let broken = match unicode.problem {
        Some(ProblemKind::Undecodable(count)) => count as usize,
        _ => 0,
    };
    // A page cut in the middle of a letter, or with one bad byte, is still Unicode; a Latin-1 page is broken everywhere.
    if broken * 8 <= high || high < 3 {
        return unicode;
    }
    let guess = by_lines(bytes, WINDOWS_1252);
    let marked = by_lines(bytes, WINDOWS_1258);
    let share = |text: &str| vietnamese_share(&canonical(text)).unwrap_or(0.0);
    let (text, name) = match share(&marked) > share(&guess) + 0.1 {
        true => (marked, "Windows-1258"),
        false => (guess, "Windows-1252"),
    };
    Decoded { text, problem: Some(ProblemKind::EncodingGuessed(name.into())) }
}

/// Lines that are Unicode as such, the others in `encoding`: files put together of others mix both.
fn by_lines(bytes: &[u8], encoding: &'static Encoding) -> String {
    let lines = bytes.split_inclusive(|byte| *byte == b'\n');
    let text: String = lines
        .map(|line| match std::str::from_utf8(line) {
            Ok(line) if line.chars().all(is_latin) => line.into(),
            _ => encoding.decode_without_bom_handling(line).0,
        })
        .collect();
    level(&text)
}

fn lossy(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let lost = text.matches('\u{FFFD}').count();
    let lost = u32::try_from(lost).unwrap_or(u32::MAX);
    let problem = (lost > 0).then_some(ProblemKind::Undecodable(lost));
    Decoded { text: level(&text), problem }
}

/// Letters and signs of Vietnamese texts: two bytes of an old encoding may happen to be one letter of N'Ko.
fn is_latin(letter: char) -> bool {
    matches!(letter, '\0'..='\u{36F}' | '\u{1E00}'..='\u{1EFF}' | '\u{2000}'..='\u{22FF}')
}

/// UTF-16 without a byte order mark: nearly every other byte of its spaces, digits and line ends is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let zeros = |odd: usize| {
        head.iter().enumerate().filter(|(at, byte)| at % 2 == odd && **byte == 0).count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let enough = head.len() / 8;
    if head.len() < 8 {
        None
    } else if odd > enough && even * 8 < odd {
        Some(UTF_16LE)
    } else if even > enough && odd * 8 < even {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The encoding a page declares in its first kilobytes: `charset=windows-1258`, `<?xml encoding="…"?>`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(4096))?.to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head).into_owned();
    let at = ["charset=", "encoding="].iter().find_map(|key| Some(head.find(key)? + key.len()))?;
    let rest = head.get(at..)?.trim_start_matches(['"', '\'', ' ']);
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | ':'));
    Encoding::for_label(rest.get(..end.unwrap_or(rest.len()))?.as_bytes())
}

/// `\r\n`, a lone `\r` and a form feed all end a line.
fn level(text: &str) -> String {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if text.contains(['\r', '\u{C}']) {
        text.replace("\r\n", "\n").replace(['\r', '\u{C}'], "\n")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unicode_in_all_its_forms() {
        let text = "Điều 1. Phạm vi";
        assert_eq!(decode(text.as_bytes()).text, text);
        let marked = ["\u{FEFF}".as_bytes(), text.as_bytes()].concat();
        assert_eq!(decode(&marked).text, text);
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&[&[0xFF, 0xFE], little.as_slice()].concat()).text, text);
        assert_eq!(decode(&little).text, text);
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&[&[0xFE, 0xFF], big.as_slice()].concat()).text, text);
    }

    #[test]
    fn a_declared_encoding_is_believed_when_it_is_not_unicode() {
        // "Điều" in Windows-1258: ê + a combining grave.
        let bytes = b"<meta charset=windows-1258><p>\xD0i\xEA\xCCu 1</p>";
        let decoded = decode(bytes);
        assert!(decoded.text.contains("Đi\u{EA}\u{300}u 1"), "{}", decoded.text);
        let bytes = "<meta charset=windows-1252><p>Điều</p>".as_bytes();
        assert!(decode(bytes).text.contains("Điều"));
    }

    #[test]
    fn broken_letters_are_counted() {
        let decoded =
            decode("Điều 1. Phạm vi điều chỉn\u{1EC9}".as_bytes().split_last().unwrap().1);
        assert_eq!(decoded.problem, Some(ProblemKind::Undecodable(1)));
        let decoded = decode(b"Soci\xE9t\xE9 g\xE9n\xE9rale, \xE0 Lyon");
        assert_eq!(decoded.problem, Some(ProblemKind::EncodingGuessed("Windows-1252".into())));
    }

    #[test]
    fn encodings_that_nobody_declares_are_told() {
        let text = "Điều 1. Phạm vi điều chỉnh\nNghị quyết này quy định về kỳ họp\n";
        let windows: Vec<u8> = b"\xD0i\xEA\xCCu 1. Pha\xF2m vi \xF0i\xEA\xCCu chi\xD2nh\nNghi\xF2 quy\xEA\xECt na\xCCy quy \xF0i\xF2nh v\xEA\xCC ky\xCC ho\xF2p\n".to_vec();
        let decoded = decode(&windows);
        assert_eq!(canonical(&decoded.text), text);
        assert_eq!(decoded.problem, Some(ProblemKind::EncodingGuessed("Windows-1258".into())));
        let old =
            b"Quy\xD5t \xAE\xDEnh n\xB5y c\xE3 hi\xD6u l\xF9c t\xF5 ng\xB5y k\xFD.\n".repeat(3);
        let old = [text.as_bytes(), &old].concat();
        let decoded = decode(&old);
        let rest = "Quyết định này có hiệu lực từ ngày ký.\n".repeat(3);
        assert_eq!(decoded.text, format!("{text}{rest}"));
    }

    #[test]
    fn old_encodings_are_told_by_their_words() {
        let bytes =
            b"C\xE9ng ho\xB5 x\xB7 h\xE9i ch\xF1 ngh\xDCa Vi\xD6t Nam\n\xA7\xE9c l\xCBp - T\xF9 do";
        let decoded = decode(bytes);
        assert_eq!(decoded.text, "Cộng hoà xã hội chủ nghĩa Việt Nam\nĐộc lập - Tự do");
        assert_eq!(decoded.problem, Some(ProblemKind::EncodingGuessed("TCVN3".into())));
    }
}
