//! What the columns of a data set say, in the words of front matter.
//!
//! A relationship names the part that the *other* document plays: in the public set, 66/2015/TT-BGTVT has 39/2013/TT-BGTVT
//! as “Văn bản được sửa đổi”, and 12/2016/TT-NHNN has 24/2022/TT-NHNN as “Văn bản sửa đổi”.

use parquet::record::Field;

use crate::read::record::Facts;
use crate::text::{comparable, fold};

/// Columns and the keys of their claims; the first that says something about a key is believed.
const COLUMNS: [(&str, &str); 14] = [
    ("so_ky_hieu", "so"),
    ("loai_van_ban", "loai"),
    ("title", "ten"),
    ("co_quan_ban_hanh", "co-quan"),
    ("pham_vi", "dia-phuong"),
    ("ngay_ban_hanh", "ngay-ban-hanh"),
    ("ngay_co_hieu_luc", "ngay-hieu-luc"),
    ("ngay_het_hieu_luc", "ngay-het-hieu-luc"),
    ("tinh_trang_hieu_luc", "tinh-trang"),
    ("linh_vuc", "linh-vuc"),
    ("nganh", "linh-vuc"),
    ("ngay_dang_cong_bao", "ngay-cong-bao"),
    ("chuc_danh", "chuc-danh"),
    ("nguoi_ky", "nguoi-ky"),
];

/// Columns whose words are kept for people.
const REMARKS: [(&str, &str); 2] =
    [("nguon_thu_thap", "nguon-thu-thap"), ("thong_tin_ap_dung", "ghi-chu")];

/// Values that say nothing (folded).
const EMPTY: [&str; 9] =
    ["", "-", "...", "…", "khong so", "khong xac dinh", "dang cap nhat", "toan quoc", "null"];

/// Words of a relationship (folded) and the key of the tie, the more special first.
const TIES: [(&[&str], &str); 12] = [
    (&["duoc sua doi", "bi sua doi", "duoc bo sung"], "sua-doi"),
    (&["sua doi", "bo sung"], "sua-doi-boi"),
    (&["bi thay the", "duoc thay the"], "thay-the"),
    (&["thay the"], "thay-the-boi"),
    (&["bi bai bo", "bi huy bo", "duoc bai bo"], "bai-bo"),
    (&["bai bo", "huy bo"], "bai-bo-boi"),
    (&["duoc huong dan", "duoc quy dinh chi tiet"], "huong-dan"),
    (&["duoc hop nhat"], "hop-nhat"),
    (&["bi het hieu luc"], "thay-the"),
    (&["quy dinh het hieu luc", "lam het hieu luc"], "thay-the-boi"),
    (&["het hieu luc"], "thay-the"),
    (&[""], "lien-quan"),
];

/// The claims that the columns of one row make.
pub(crate) fn facts(columns: Vec<(String, Field)>, id: Option<i64>) -> Facts {
    let mut words: Vec<(String, String)> = columns
        .into_iter()
        .filter_map(|(name, field)| Some((name, written(field)?)))
        .filter(|(_, value)| !EMPTY.contains(&fold(value).trim()))
        .collect();
    let said = |name: &str| {
        words.iter().find(|(column, _)| column == name).map(|(_, value)| value.clone())
    };
    if let Some(title) = said("title") {
        let (kind, number) = (said("loai_van_ban"), said("so_ky_hieu"));
        let name = name(&title, kind.as_deref().unwrap_or(""), number.as_deref().unwrap_or(""));
        let own = words.iter_mut().find(|(column, _)| column == "title");
        own.into_iter().for_each(|(_, value)| name.clone_into(value));
    }
    let mut facts = Facts::new();
    for (column, key) in COLUMNS.into_iter().chain(REMARKS) {
        let held = facts.iter().any(|(held, _)| held == key);
        let value = words.iter().find(|(name, _)| name == column).map(|(_, value)| value);
        if let Some(value) = value.filter(|value| !held && !value.is_empty()) {
            facts.push((key.to_owned(), value.clone()));
        }
    }
    facts.extend(id.map(|id| ("nguon".to_owned(), page(id))));
    facts
}

/// The page of the official database.
fn page(id: i64) -> String {
    format!("https://vbpl.vn/TW/Pages/vbpq-toanvan.aspx?ItemID={id}")
}

fn written(field: Field) -> Option<String> {
    match field {
        Field::Null => None,
        Field::Str(_) | Field::Bytes(_) => words(&field).ok()?.map(|text| text.trim().to_owned()),
        // Every date of the set is a day; the hour that some programs write with it says nothing.
        Field::TimestampMillis(_) | Field::TimestampMicros(_) => {
            field.to_string().split(' ').next().map(str::to_owned)
        }
        other => Some(other.to_string()),
    }
}

/// The words of a field; none when it is empty. Many programs write text without saying that it is text.
///
/// Fails when there is something and it is no text.
pub(crate) fn words(field: &Field) -> Result<Option<&str>, NotText> {
    match field {
        Field::Null => Ok(None),
        Field::Str(text) => Ok(Some(text)),
        Field::Bytes(bytes) => str::from_utf8(bytes.data()).map(Some).map_err(|_| NotText),
        _ => Err(NotText),
    }
}

/// A field that holds something other than text.
#[derive(Debug)]
pub(crate) struct NotText;

/// `Luật 57/2020/QH14 Luật Thanh niên` → `Thanh niên`: the column begins with kind and number, and may say the kind again.
fn name(title: &str, kind: &str, number: &str) -> String {
    let mut rest = title.trim();
    for word in [kind, number, "Không số", kind] {
        rest = after(rest, word).unwrap_or(rest);
    }
    rest.to_owned()
}

/// What stands after `word` at the beginning of `text`, whatever the spelling of its letters.
fn after<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let count = word.split_whitespace().count();
    let mut end = 0;
    for _ in 0..count {
        let rest = text.get(end..)?;
        let start = rest.len() - rest.trim_start().len();
        end += start + rest.trim_start().find(char::is_whitespace).unwrap_or(rest.len() - start);
    }
    let same = count > 0 && comparable(text.get(..end)?.trim()) == comparable(word.trim());
    same.then(|| text.get(end..).unwrap_or_default().trim_start())
}

/// A tie as a claim: the other document first, then what the set calls it.
pub(crate) fn tie(kind: &str, other: Option<i64>, number: Option<&str>) -> (String, String) {
    let folded = fold(kind);
    let found = TIES.iter().find(|(words, _)| words.iter().any(|word| folded.contains(word)));
    let key = found.map_or("lien-quan", |(_, key)| key);
    let there = match (number, other) {
        (Some(number), _) => number.to_owned(),
        (None, Some(id)) => format!("vbpl.vn:{id}"),
        (None, None) => "?".to_owned(),
    };
    (key.to_owned(), format!("{there} ({})", kind.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_other_document_plays_the_part_that_is_named() {
        for (kind, key) in [
            ("Văn bản được sửa đổi", "sua-doi"),
            ("Văn bản sửa đổi", "sua-doi-boi"),
            ("Văn bản sửa đổi, bổ sung", "sua-doi-boi"),
            ("Văn bản bị thay thế", "thay-the"),
            ("Văn bản thay thế", "thay-the-boi"),
            ("Văn bản bị bãi bỏ", "bai-bo"),
            ("Văn bản quy định hết hiệu lực", "thay-the-boi"),
            ("Văn bản được hướng dẫn", "huong-dan"),
            ("Văn bản căn cứ", "lien-quan"),
            ("Văn bản dẫn chiếu", "lien-quan"),
        ] {
            assert_eq!(tie(kind, Some(1), None).0, key, "{kind}");
        }
        assert_eq!(tie("Văn bản dẫn chiếu", Some(7), None).1, "vbpl.vn:7 (Văn bản dẫn chiếu)");
        assert_eq!(tie("X", Some(7), Some("1/2020/QH14")).1, "1/2020/QH14 (X)");
    }

    #[test]
    fn a_title_is_what_follows_kind_and_number() {
        for (title, kind, number, name_of) in [
            ("Luật 57/2020/QH14 Luật Thanh niên", "Luật", "57/2020/QH14", "Thanh niên"),
            ("Pháp lệnh Không số Về Hàm", "Pháp lệnh", "Không số", "Về Hàm"),
            ("Quyết định 210/1999/QĐ-TTg", "Quyết định", "210/1999/QĐ-TTg", ""),
            ("Thông tư 02 /2018/TT-B Về việc", "Thông tư", "02 /2018/TT-B", "Về việc"),
            ("Quy chế làm việc", "", "", "Quy chế làm việc"),
            ("Luậtx", "Luật", "", "Luậtx"),
        ] {
            assert_eq!(name(title, kind, number), name_of, "{title}");
        }
    }

    #[test]
    fn bytes_that_are_text_are_text() {
        let bytes = |bytes: &[u8]| Field::Bytes(bytes.to_vec().into());
        assert_eq!(words(&bytes("Điều 1.".as_bytes())).unwrap(), Some("Điều 1."));
        assert_eq!(words(&Field::Null).unwrap(), None);
        assert!(words(&bytes(b"\xFF\xFE")).is_err() && words(&Field::Int(5)).is_err());
        assert_eq!(written(bytes(b" 5/2020 ")).as_deref(), Some("5/2020"));
        assert_eq!(written(bytes(b"\xFF")), None);
        assert_eq!(written(Field::TimestampMillis(86_400_000)).as_deref(), Some("1970-01-02"));
    }

    #[test]
    fn columns_that_say_nothing_claim_nothing() {
        let column = |name: &str, value: &str| (name.to_owned(), Field::Str(value.to_owned()));
        let columns = vec![
            column("so_ky_hieu", "Không số"),
            column("pham_vi", "Toàn quốc"),
            column("linh_vuc", "..."),
            column("nganh", "Tư pháp"),
            ("nguoi_ky".to_owned(), Field::Null),
        ];
        let facts = facts(columns, Some(3));
        let keys: Vec<&str> = facts.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["linh-vuc", "nguon"]);
    }
}
