//! What a person put right beside an older copy, carried over to the newer one.
//!
//! A correction is known by this: it differs from what is read in the older copy. It stays believed while the new text says
//! what the old one said, or nothing; where the new text says something else, the text is believed and the person is told.

use crate::cli::import::meta::read_in;
use crate::corpus::{DOUBTFUL, ORIGINAL};
use crate::law::Document;

/// What goes over, and what to tell of it.
#[derive(Default)]
pub(super) struct Carried {
    /// Keys and values for the new `meta.toml`.
    pub(super) kept: Vec<(String, toml::Value)>,
    /// Sentences for the report.
    pub(super) told: Vec<String>,
}

/// What of `meta`, which stands beside the older copy, goes over to the newer. `before` is what is read in the older copy.
pub(super) fn carry(meta: &toml::Table, before: Option<&Document>, now: &Document) -> Carried {
    let (before, now) = (before.map(read_in), read_in(now));
    let mut carried = Carried::default();
    for (key, value) in meta.iter().filter(|(key, _)| ![ORIGINAL, DOUBTFUL].contains(&key.as_str()))
    {
        let said = words(value);
        let Some((_, reads)) = now.iter().find(|(known, _)| known == key) else {
            carried.kept.push((key.clone(), value.clone()));
            continue;
        };
        let read = before.iter().flatten().find(|(known, _)| known == key);
        let read = read.map(|(_, values)| values.as_slice()).unwrap_or_default();
        if said.is_empty() || said == read || said == *reads {
            continue;
        }
        if reads.is_empty() || reads == read {
            carried.kept.push((key.clone(), value.clone()));
        } else {
            carried.told.push(format!(
                "{key}: ở bản cũ đã sửa là “{}”, bản mới ghi “{}”: theo bản mới, hãy xem lại trong meta.toml",
                said.join(", "),
                reads.join(", ")
            ));
        }
    }
    if !carried.kept.is_empty() {
        let keys: Vec<&str> = carried.kept.iter().map(|(key, _)| key.as_str()).collect();
        let told = format!("giữ chỗ đã sửa ở bản cũ: {}", keys.join(", "));
        carried.told.insert(0, told);
    }
    carried
}

/// The words of a value, one or several; none for those that say nothing.
fn words(value: &toml::Value) -> Vec<String> {
    let values = match value {
        toml::Value::Array(values) => values.as_slice(),
        one => std::slice::from_ref(one),
    };
    let word = |value: &toml::Value| match value {
        toml::Value::String(text) => text.trim().to_owned(),
        other => other.to_string(),
    };
    values.iter().map(word).filter(|it| !it.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure;

    fn document(text: &str) -> Document {
        structure::parse(crate::read::read("a.txt", text.as_bytes()).unwrap().transcript).value
    }

    #[test]
    fn corrections_stay_unless_the_new_text_says_otherwise() {
        let head = |number: &str, title: &str| {
            document(&format!(
                "ỦY BAN NHÂN DÂN TỈNH MINH HỌA\n{number}\nMinh Họa, ngày 05 tháng 3 năm 2026\nQUYẾT ĐỊNH\n{title}\nĐiều 1. Phạm vi\nNội dung.\n"
            ))
        };
        let before = head("", "Quy định mức hỗ trợ");
        let meta: toml::Table = "so = \"5/2026/QĐ-UBND\"\nloai = \"Quyết định\"\nten = \"Quy định mức hổ trợ\"\nngay-ban-hanh = \"2026-03-06\"\nlinh-vuc = [\"Ngân sách\"]\nnghi-ngo = [\"so\"]\n[goc]\ntep = \"a.txt\"\n".parse().unwrap();
        // The title changed in the text, the day did not, and the number is still missing.
        let carried = carry(&meta, Some(&before), &head("", "Quy định mức trợ cấp"));
        let mut keys: Vec<&str> = carried.kept.iter().map(|(key, _)| key.as_str()).collect();
        keys.sort_unstable();
        assert_eq!(keys, ["linh-vuc", "ngay-ban-hanh", "so"]);
        let told = carried.told.join("\n");
        assert!(told.contains("ten: ở bản cũ đã sửa là “Quy định mức hổ trợ”"), "{told}");
        assert!(!told.contains("nghi-ngo") && !told.contains("loai"), "{told}");
        // Now the text has a number of its own.
        let carried =
            carry(&meta, Some(&before), &head("Số: 7/2026/QĐ-UBND", "Quy định mức hỗ trợ"));
        assert!(carried.kept.iter().all(|(key, _)| key != "so"));
        assert!(carried.told.iter().any(|it| it.contains("bản mới ghi “7/2026/QĐ-UBND”")));
    }
}
