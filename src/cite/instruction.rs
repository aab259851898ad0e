//! Whether words give an instruction to amend: then a bare "Điều 5" is an article of the text that is amended.

use crate::cite::grammar::starts;
use crate::cite::mark::mark;

/// Verbs with which instructions begin.
const VERBS: [&str; 18] = [
    "sửa đổi",
    "sửa tên",
    "bổ sung",
    "thay thế",
    "thay cụm",
    "thay từ",
    "thay các",
    "thay",
    "bãi bỏ",
    "bỏ cụm",
    "bỏ từ",
    "bỏ",
    "hủy bỏ",
    "huỷ bỏ",
    "đính chính",
    "đổi tên",
    "chuyển",
    "ngưng hiệu lực",
];

/// Whether a paragraph (with or without its number) gives or announces an instruction.
pub(super) fn is_instruction(paragraph: &str) -> bool {
    let rest = mark(paragraph).and_then(|(_, at)| paragraph.get(at..)).unwrap_or(paragraph);
    let words = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    if VERBS.iter().any(|verb| starts(words, verb)) {
        return true;
    }
    let near = words
        .get(..words.char_indices().nth(400).map_or(words.len(), |(at, _)| at))
        .unwrap_or_default();
    let passive = ["được sửa đổi", "được bổ sung", "được thay thế", "được sửa như sau"];
    let announced = words.trim_end().ends_with(':') && passive.iter().any(|it| near.contains(it));
    announced
        || near.contains("như sau:")
            && (near.contains("sửa đổi, bổ sung") || near.contains("bổ sung khoản"))
}
