//! Trích yếu that shout are lowered for lists: `TỔ CHỨC CHÍNH QUYỀN ĐỊA PHƯƠNG` → `Tổ chức chính quyền địa phương`.
//!
//! Only names keep their capitals: those of authorities and places, and a few more. The source text stays as it is.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::law::{authorities, places};
use crate::structure::marker::is_shouted;

static NAMES: LazyLock<(Vec<String>, Option<AhoCorasick>)> = LazyLock::new(|| {
    let mut names: Vec<String> = [
        "Việt Nam",
        "Nhà nước",
        "Đảng",
        "Trung ương",
        "Nhân dân",
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
    groups.iter().map(|(_, text)| settle(text)).collect::<Vec<_>>().join(" ")
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
    let mut letters = settled.chars();
    let first: String = letters.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
    first + letters.as_str()
}

/// "một số điều của luật đất đai" names a text: `của Luật Đất đai`.
fn raise_named_texts(title: &str) -> String {
    let mut out = String::with_capacity(title.len());
    let mut raise = 0usize;
    let mut before = "";
    for word in title.split(' ') {
        let opens = matches!(before, "của" | "các" | "hành")
            && matches!(word, "luật" | "bộ" | "pháp" | "nghị" | "quy" | "thông");
        if opens
            && (word == "luật"
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
