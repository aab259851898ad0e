//! Trích yếu that shout are lowered for lists: `TỔ CHỨC CHÍNH QUYỀN ĐỊA PHƯƠNG` → `Tổ chức chính quyền địa phương`.
//!
//! Only names keep their capitals: those of authorities and places, and a few more. The source text stays as it is.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use regex::Regex;

use crate::law::{Kind, authorities, places};
use crate::structure::marker::is_shouted;
use crate::text::{is_syllable, roman};

static NAMES: LazyLock<(Vec<String>, Option<AhoCorasick>)> = LazyLock::new(|| {
    let mut names: Vec<String> = [
        "Việt Nam",
        "Đảng",
        "Trung ương",
        "Viện kiểm sát nhân dân",
        "Tòa án nhân dân",
        "Hiến pháp",
        "Mặt trận Tổ quốc Việt Nam",
        "Hà Nội",
        "Biển Đông",
    ]
    .map(str::to_owned)
    .to_vec();
    names.extend(authorities().iter().map(|it| it.name.clone()));
    names.extend(places().iter().filter(|it| it.name.contains(' ')).map(|it| it.name.clone()));
    names.retain(|name| name.chars().count() > 3 && name.chars().any(char::is_lowercase));
    let lower: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
    let finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(lower).ok();
    (names, finder)
});

/// A title over several lines: those that shout are lowered together, the others (a quoted name) stay as they are.
pub(crate) fn settle_lines<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let mut groups: Vec<(bool, String)> = Vec::new();
    for line in lines {
        let shouts = is_shouted(line);
        match groups.last_mut() {
            Some((before, text)) if *before == shouts => {
                text.push(' ');
                text.push_str(line);
            }
            _ => groups.push((shouts, line.to_owned())),
        }
    }
    let whole = groups.iter().map(|(_, text)| settle(text)).collect::<Vec<_>>().join(" ");
    without_citation(&whole)
}

/// The title of a text by its kind: `Luật` + `Bảo hiểm xã hội`, for a văn bản hợp nhất.
pub(crate) fn named(kind: Kind, title: &str) -> String {
    if matches!(kind, Kind::Law | Kind::Code | Kind::Ordinance) {
        return format!("{} {title}", kind.name());
    }
    let mut letters = title.chars();
    let first: String = letters.next().map(|c| c.to_lowercase().collect()).unwrap_or_default();
    format!("{} {first}{}", kind.name(), letters.as_str())
}

/// `của Quốc hội … số 32/2004/QH11 ngày 03 tháng 12 năm 2004 về an ninh quốc gia` (laws of 1993 to 2004 on a law portal)
/// → `An ninh quốc gia`: number and date are no part of the title.
fn without_citation(title: &str) -> String {
    static CITATION: LazyLock<Regex> = LazyLock::new(|| {
        #[expect(clippy::unwrap_used, reason = "a constant pattern, compiled by every test")]
        Regex::new(
            r"(?xi) ^ (?: của \s [^0-9]{3,80}? \s )? số \s [0-9]\S*
                (?: \s+ ngày \s (?: \d{1,2} \s tháng \s \d{1,2} \s năm \s \d{4} | \d{1,2} [/\-] \d{1,2} [/\-] \d{4} ) )?
                (?: \s của \s (?: quốc\ hội | chính\ phủ ) )? \s+ (?: về \s )?
            | \s số \s [0-9]\S* \s+ ngày \s \S+ \s của \s quốc\ hội $
            | \s của \s quốc\ hội \s khóa \s .{1,40} $ | \s của \s quốc\ hội \s khoá \s .{1,40} $",
        )
        .unwrap()
    });
    let rest = CITATION.replace(title, "");
    if rest.len() == title.len() || rest.trim().is_empty() {
        return title.to_owned();
    }
    let mut letters = rest.trim().chars();
    let first: String = letters.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
    first + letters.as_str()
}

/// The title in sentence case when it shouts; as it is otherwise.
pub(crate) fn settle(title: &str) -> String {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    if !is_shouted(&title) {
        return title;
    }
    let lower = title.to_lowercase();
    let (names, finder) = &*NAMES;
    let mut settled = String::with_capacity(lower.len());
    let mut copied = 0;
    for found in finder.iter().flat_map(|finder| finder.find_iter(&lower)) {
        let whole =
            !lower.get(found.end()..).unwrap_or_default().starts_with(char::is_alphanumeric)
                && !lower.get(..found.start()).unwrap_or_default().ends_with(char::is_alphanumeric);
        if let Some(name) = names.get(found.pattern().as_usize()).filter(|_| whole) {
            settled.push_str(lower.get(copied..found.start()).unwrap_or_default());
            settled.push_str(name);
            copied = found.end();
        }
    }
    settled.push_str(lower.get(copied..).unwrap_or_default());
    let settled = raise_named_texts(&settled);
    let settled = keep_signs(&settled, &title);
    let mut letters = settled.chars();
    let first: String = letters.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
    first + letters.as_str()
}

/// Numbers of documents, Roman numbers and abbreviations keep their capitals: `06/QĐ-TTg`, `khóa XVI`, `HĐND`, `5G`.
fn keep_signs(settled: &str, source: &str) -> String {
    let words: Vec<&str> = settled.split(' ').collect();
    let mut kept: Vec<String> = Vec::with_capacity(words.len());
    for (word, shouted) in words.iter().zip(source.split(' ')) {
        let letters: String = shouted.chars().filter(|c| c.is_alphanumeric()).collect();
        let counted = kept.last().is_some_and(|before| {
            ["khóa", "khoá", "chương", "phần", "quý", "lần", "hạng", "loại"]
                .contains(&before.as_str())
        });
        let number = shouted.contains('/') && shouted.contains(|c: char| c.is_ascii_digit());
        let foreign = letters.chars().any(char::is_alphabetic)
            && !shouted.split(['-', '/']).all(|part| {
                let part: String = part.chars().filter(|c| c.is_alphanumeric()).collect();
                part.is_empty() || part.chars().all(|c| c.is_ascii_digit()) || is_syllable(&part)
            });
        let sign = number || foreign || counted && roman(&letters).is_some();
        if number {
            raise_kind(&mut kept);
        }
        kept.push(if sign {
            shouted.replace("QĐ-TTG", "QĐ-TTg").replace("CT-TTG", "CT-TTg")
        } else {
            (*word).to_owned()
        });
    }
    kept.join(" ")
}

/// `quyết định số` before a number names a text: `Quyết định số`.
fn raise_kind(words: &mut [String]) {
    let Some(count) =
        words.len().checked_sub(1).filter(|&it| words.get(it).is_some_and(|it| it == "số"))
    else {
        return;
    };
    for length in [4, 3, 2, 1] {
        let Some(start) = count.checked_sub(length) else { continue };
        let name = words.get(start..count).unwrap_or_default().join(" ");
        if Kind::from_name(&name).is_some() {
            if let Some(word) = words.get_mut(start) {
                let mut letters = word.chars();
                let first: String =
                    letters.next().into_iter().flat_map(char::to_uppercase).collect();
                *word = first + letters.as_str();
            }
            return;
        }
    }
}

/// "một số điều của luật đất đai" names a text: `của Luật Đất đai`.
fn raise_named_texts(title: &str) -> String {
    let mut out = String::with_capacity(title.len());
    let mut raise = 0usize;
    let mut before = "";
    for word in title.split(' ') {
        // "… của Luật Đầu tư công, luật đầu tư theo …": a list of laws goes on after a comma.
        let listed = word == "luật" && out.contains("Luật ") && before.ends_with(',');
        let opens = (matches!(before, "của" | "hành") || listed)
            && matches!(word, "luật" | "bộ" | "pháp" | "nghị" | "quy" | "thông");
        if opens
            && (word == "luật"
                || listed
                || title.contains(&format!("{before} {word} luật"))
                || title.contains(&format!("{before} {word} lệnh")))
        {
            raise = if word == "luật" { 2 } else { 3 };
        }
        let kind_tail =
            raise > 0 && matches!(word, "luật" | "lệnh") && matches!(before, "bộ" | "pháp");
        if !out.is_empty() {
            out.push(' ');
        }
        if raise > 0 && !kind_tail {
            let mut letters = word.chars();
            out.extend(letters.next().into_iter().flat_map(char::to_uppercase));
            out.push_str(letters.as_str());
        } else {
            out.push_str(word);
        }
        raise = raise.saturating_sub(1);
        before = word;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_keep_their_capitals() {
        assert_eq!(settle("TỔ CHỨC CHÍNH QUYỀN ĐỊA PHƯƠNG"), "Tổ chức chính quyền địa phương");
        assert_eq!(settle("KỲ HỌP CỦA QUỐC HỘI"), "Kỳ họp của Quốc hội");
        assert_eq!(settle("Về việc ban hành"), "Về việc ban hành");
        assert_eq!(settle("NGÂN SÁCH NHÀ NƯỚC"), "Ngân sách nhà nước");
        assert_eq!(
            settle("TRIỂN KHAI QUYẾT ĐỊNH SỐ 06/QĐ-TTG VÀ KỲ HỌP CỦA HĐND KHÓA XVI, MẠNG 5G"),
            "Triển khai Quyết định số 06/QĐ-TTg và kỳ họp của HĐND khóa XVI, mạng 5G"
        );
        assert_eq!(settle("SỬA ĐỔI CÁC LUẬT VỀ THUẾ"), "Sửa đổi các luật về thuế");
        assert_eq!(
            without_citation(
                "Của Quốc hội nước cộng hoà số 32/2004/QH11 ngày 03 tháng 12 năm 2004 về an ninh quốc gia"
            ),
            "An ninh quốc gia"
        );
        assert_eq!(
            without_citation(
                "Thuế sử dụng đất nông nghiệp số 23-L/CTN ngày 10/07/1993 của Quốc hội"
            ),
            "Thuế sử dụng đất nông nghiệp"
        );
        assert_eq!(
            settle("SỬA ĐỔI MỘT SỐ ĐIỀU CỦA LUẬT ĐẤT ĐAI"),
            "Sửa đổi một số điều của Luật Đất đai"
        );
        assert_eq!(
            settle("SỬA ĐỔI BỘ LUẬT HÌNH SỰ VÀ ĐIỀU CỦA BỘ LUẬT DÂN SỰ"),
            "Sửa đổi bộ luật hình sự và điều của Bộ luật Dân sự"
        );
    }
}
