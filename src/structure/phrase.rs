//! The phrases by which lines of the front tell what they are.

use crate::law::Kind;
use crate::structure::line::Line;
use crate::structure::marker::is_shouted;
use crate::text::{Span, comparable};

/// The motto of the State or the Party, in any of its spellings.
pub(crate) fn is_motto(lower: &str) -> bool {
    lower.starts_with("cộng hòa xã hội chủ nghĩa")
        || lower.starts_with("độc lập") && lower.contains("tự do")
        || lower == "đảng cộng sản việt nam"
}

/// `Căn cứ …`, `Theo đề nghị của …`, `Xét Tờ trình số …`, `Thực hiện …;`.
pub(crate) fn is_ground(lower: &str) -> bool {
    let opens = [
        "căn cứ",
        "- căn cứ",
        "theo đề nghị",
        "xét ",
        "trên cơ sở",
        "sau khi ",
        "thi hành ",
        "để thi hành",
    ];
    opens.iter().any(|it| lower.starts_with(it))
        || lower.starts_with("thực hiện") && lower.ends_with([';', ','])
        || lower.ends_with(';')
            && (lower.starts_with("tờ trình") || lower.starts_with("báo cáo thẩm tra"))
}

/// `QUYẾT NGHỊ:`, `Quốc hội ban hành Luật …`, `Bộ trưởng Bộ Nội vụ ban hành Thông tư …`.
pub(crate) fn is_enacting(lower: &str) -> bool {
    let bare = lower.trim_end_matches([':', '.', ' ']);
    let decides = ["quyết nghị", "quyết định", "quyết nghị:", "chỉ thị"];
    decides.contains(&bare) && lower.ends_with(':')
        || (lower.contains(" ban hành ")
            || lower.contains(" quyết định:")
            || lower.contains(" thống nhất ban hành "))
            && lower.chars().count() < 700
            && Kind::ALL
                .iter()
                .any(|kind| lower.contains(&format!("ban hành {}", comparable(kind.name()))))
}

/// Headings of the gazette above a text: no part of it.
pub(crate) fn is_section_of_gazette(lower: &str) -> bool {
    let bare = lower.trim_start_matches("phần ").trim_start_matches("i. ");
    ["văn bản quy phạm pháp luật", "văn bản pháp luật khác", "văn bản hợp nhất"]
        .iter()
        .take(2)
        .any(|it| bare == *it)
}

/// The issuer once more under the title: `CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …`, `CHÍNH PHỦ`, `… KHÓA X, KỲ HỌP THỨ 5`.
///
/// Only right above the grounds, and not where the title still hangs ("… CỦA" / "ỦY BAN NHÂN DÂN TỈNH").
pub(crate) fn is_issuer_below(lines: &[Line<'_>], at: usize, before: Option<&str>) -> bool {
    const BODIES: [&str; 17] = [
        "ủy ban",
        "chủ tịch",
        "hội đồng",
        "thường trực",
        "quốc hội",
        "chính phủ",
        "thủ tướng",
        "bộ trưởng",
        "tổng thanh tra",
        "chánh án",
        "viện trưởng",
        "tổng kiểm toán",
        "thống đốc",
        "giám đốc",
        "khóa ",
        "đoàn chủ tịch",
        "bộ chính trị",
    ];
    let Some(line) = lines.get(at) else { return false };
    let lower = line.plain();
    let hangs = before.is_some_and(|before| {
        let last = comparable(before.split_whitespace().next_back().unwrap_or_default());
        ["của", "thuộc", "và", "do", "với", "cho", "các", "tại", "từ", "bởi"]
            .contains(&last.as_str())
            || before.ends_with([',', '-'])
    });
    let mut below = lines.iter().skip(at + 1).filter(|line| !line.is_ornament());
    let grounds = below.next().is_some_and(|next| {
        let lower = next.plain();
        is_ground(lower)
            || is_enacting(lower)
            || lower.starts_with("khóa ")
            || lower.starts_with("kỳ họp")
    });
    !hangs
        && grounds
        && line.words().chars().count() < 120
        && BODIES.iter().any(|it| lower.starts_with(it))
}

/// `LUẬT`, `NGHỊ QUYẾT`, `KẾ HOẠCH`; `LUẬT ĐẤT ĐAI` and `NGHỊ QUYẾT VỀ …` with the title on the same line.
pub(crate) fn kind_in(words: &str) -> Option<(Kind, usize)> {
    if !is_shouted(words) {
        // "Luật" alone, in a file that does not shout.
        return Kind::from_name(words)
            .filter(|_| words.starts_with(char::is_uppercase))
            .map(|kind| (kind, words.len()));
    }
    let (kind, length) = Kind::at_start(words)?;
    let rest = words.get(length..)?.trim_start();
    let titled = rest.is_empty() || !rest.to_lowercase().starts_with("số");
    titled.then_some((kind, length))
}

/// `Nghị định của Chính phủ số 114/2003/NĐ-CP ngày … về …`: kind, number and title in one sentence (texts of 1998 to 2005).
pub(crate) fn kind_with_number(words: &str) -> Option<Kind> {
    let (kind, length) = Kind::at_start(words)?;
    let rest = words.get(length..)?.trim_start().to_lowercase();
    let whole = words.chars().count();
    let told = rest.starts_with("của ") && (whole < 60 || rest.contains(" số "));
    (told && whole < 400 && words.starts_with(char::is_uppercase) && !words.ends_with([';', ':']))
        .then_some(kind)
}

/// The number after `Số:`, `Luật số:`, `Nghị quyết số:` …; empty when it is blank.
pub(crate) fn number_in(line: &Line<'_>) -> Option<Span> {
    let words = line.words();
    let head: String = words.chars().take(40).collect::<String>().to_lowercase();
    let at = head.find("số").or_else(|| head.find("sô"))?;
    let before = head.get(..at)?.trim();
    let kind = before.is_empty() || Kind::from_name(before).is_some();
    let mark = head.get(at + "số".len()..)?.trim_start();
    let colon = mark.starts_with([':', '.']);
    if !kind || !(colon || mark.starts_with(|c: char| c.is_ascii_digit())) {
        return None;
    }
    // Positions in the canonical text and in the source differ only in decomposed files; count characters from the end.
    let rest: &str =
        words.get(at + "số".len()..)?.trim_start().trim_start_matches([':', '.']).trim();
    let kept = rest
        .find(" V/v")
        .or_else(|| rest.find(" v/v"))
        .map_or(rest, |end| rest.get(..end).unwrap_or(rest))
        .trim();
    let length = line.span.len();
    let tail = line.text.trim_end();
    let start = tail.len().checked_sub(rest.len()).filter(|_| tail.len() == length).unwrap_or(0);
    Some(line.span.part(start..(start + kept.len()).min(length)))
}

/// What follows the first of `words` in a line.
pub(crate) fn after(line: &Line<'_>, source: &str, words: &[&str]) -> Option<Span> {
    let text = line.span.of(source);
    let at = words.iter().filter_map(|it| text.find(it)).min()?;
    let skip = if words.contains(&" số ") { " số ".len() } else { 1 };
    Some(line.span.part(at + skip..text.len()).trim(source))
}

pub(crate) fn first_word(span: Span, source: &str) -> usize {
    // "Số  94 /1998/NĐ-CP ngày": the number may hold a space before its slash.
    let text = span.of(source);
    text.find(" ngày").or_else(|| text.find(' ')).unwrap_or(text.len())
}
