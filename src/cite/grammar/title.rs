//! Tên luật inside a sentence, where nothing marks its end: `Luật An toàn, vệ sinh lao động và quy định tại …`.
//!
//! Names in use are known from the hand-kept lists and end where the list says. Any other name is taken as far as a
//! name can go: it starts with a capital letter and stops at punctuation and at words that join or predicate.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;
use winnow::error::EmptyError;

use crate::cite::grammar::word::{Read, after, ends_word, taken};
use crate::law::Kind;
use crate::text::{Form, Normal, comparable};

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct UsualNames {
    van_ban: Vec<UsualName>,
}

#[derive(Deserialize)]
struct UsualName {
    #[serde(default)]
    ten: Vec<String>,
}

#[derive(Deserialize)]
struct Titles {
    luat: Vec<String>,
}

/// First word → the known names that start with it, in comparable form without their kind, longest first.
#[expect(clippy::expect_used, reason = "files of the project itself, read by every test")]
static KNOWN: LazyLock<HashMap<String, Vec<String>>> = LazyLock::new(|| {
    let usual = include_str!("../../../corpus/lists/ten-thuong-goi.toml");
    let usual =
        toml::from_str::<UsualNames>(usual).expect("corpus/lists/ten-thuong-goi.toml").van_ban;
    let listed = include_str!("../../../corpus/lists/ten-luat.toml");
    let listed = toml::from_str::<Titles>(listed).expect("corpus/lists/ten-luat.toml").luat;
    let names = usual.into_iter().flat_map(|it| it.ten).chain(listed);
    let mut known: HashMap<String, Vec<String>> = HashMap::new();
    for name in names {
        let Some((_, length)) = Kind::at_start(&name) else { continue };
        let title = comparable(name.get(length..).unwrap_or_default().trim());
        // A year is read by the grammar of dates; abbreviations are no names of laws here.
        let title = title.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
        let title = title.trim_end_matches(" năm").trim();
        let Some(first) = title.split([' ', ',']).next().filter(|it| !it.is_empty()) else {
            continue;
        };
        let same = known.entry(first.to_owned()).or_default();
        for title in spellings(title) {
            if !same.contains(&title) {
                same.push(title);
            }
        }
    }
    #[expect(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
    for names in known.values_mut() {
        names.sort_by_key(|it| std::cmp::Reverse(it.len()));
    }
    known
});

/// A title as it is also written: `Thi đua khen thưởng`, `Quản lý và sử dụng tài sản công`.
fn spellings(title: &str) -> Vec<String> {
    let joined = title.replacen(", ", " và ", 1);
    let listed = title.replace(" và ", ", ");
    vec![title.to_owned(), title.replace(',', ""), joined, listed]
}

/// Words at which a name that no list knows must end.
const STOPS: [&str; 62] = [
    "và",
    "hoặc",
    "hay",
    "số",
    "năm",
    "ngày",
    "này",
    "được",
    "đã",
    "có",
    "quy định",
    "thì",
    "để",
    "trừ",
    "nếu",
    "khi",
    "mà",
    "tại",
    "theo",
    "do",
    "bị",
    "không",
    "phải",
    "là",
    "cho",
    "trong",
    "từ",
    "với",
    "bằng",
    "như",
    "hiện hành",
    "trước",
    "sau",
    "của",
    "nhưng",
    "thay",
    "sửa đổi",
    "hết",
    "còn",
    "ban hành",
    "vào",
    "đến",
    "hướng dẫn",
    "đối với",
    "các",
    "những",
    "mới",
    "cũ",
    "ra",
    "cũng",
    "vẫn",
    "sẽ",
    "đang",
    "nước",
    "nói",
    "gồm",
    "điều",
    "khoản",
    "chương",
    "thuộc",
    "trên",
    "xử lý vi phạm mà",
];

/// `Đất đai`, `An toàn, vệ sinh lao động`, `sửa đổi, bổ sung một số điều của Luật Nhà ở`
///
/// Gives the bytes of `input` that the name takes; `input` stands after the kind and its blank.
pub(super) fn title(input: &mut &str) -> Read<()> {
    let length = match amends(input) {
        true => amending(input),
        false => known(input).or_else(|| unknown(input)).or_else(|| letters(input)),
    };
    let length = length.ok_or(EmptyError)?;
    *input = input.get(length..).unwrap_or_default();
    Ok(())
}

/// `Sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương`
fn amending(text: &str) -> Option<usize> {
    let reach = text.char_indices().nth(240).map_or(text.len(), |(at, _)| at);
    let near = text.get(..reach)?;
    let stop = near.find([';', '.', '“', '”', '(', ':', '\n']).unwrap_or(near.len());
    let mut end = None;
    let mut at = 0;
    // Up to the name of the last law in an unbroken list of laws.
    while let Some((place, kind)) = text.get(at..stop).and_then(law_word) {
        let joined = at == 0 || is_joint(text.get(at..at + place)?);
        if !joined {
            break;
        }
        let name = at + place + kind;
        let rest = text.get(name..)?;
        let rest = rest.trim_start();
        let length = known(rest).or_else(|| unknown(rest))?;
        at = taken(text, rest) + length;
        end = Some(at);
    }
    // "sửa đổi, bổ sung một số điều của các luật về thuế số 71/2014/QH13"
    end.or_else(|| [" số ", " ngày "].iter().filter_map(|it| near.find(it)).min())
}

/// Whether a title is that of an amending law.
fn amends(text: &str) -> bool {
    ["sửa đổi", "bổ sung"].iter().any(|it| after(text, it).is_some())
}

/// The next "Luật" or "Bộ luật" in `text` with the bytes of the word.
fn law_word(text: &str) -> Option<(usize, usize)> {
    const WORDS: [&str; 4] = ["Bộ luật ", "Bộ Luật ", "Luật ", "LUẬT "];
    let places = WORDS.iter().filter_map(|it| Some((text.find(it)?, it.len())));
    places.min()
}

/// `, `, ` và `, `, các `: what stands between two laws of one list.
fn is_joint(between: &str) -> bool {
    let bare = between.trim_matches([' ', ',']);
    matches!(bare, "" | "và" | "các" | "của" | "và các" | "và một số điều của")
        && between.len() < 40
}

/// A name that the lists know.
fn known(text: &str) -> Option<usize> {
    let reach = text.char_indices().nth(160).map_or(text.len(), |(at, _)| at);
    let view = Normal::of(text.get(..reach)?, Form::Comparable);
    let first = view.text.split([' ', ',', '.', ';', ':', ')', '”', '"', '\n']).next()?;
    let names = KNOWN.get(first)?;
    let rest = names
        .iter()
        .find_map(|name| after(&view.text, name))
        .or_else(|| names.iter().find_map(|name| glued(&view.text, name)))?;
    let end = view.to_source(0..taken(&view.text, rest)).end as usize;
    Some(text.get(..end)?.trim_end().len())
}

/// `Luật Quản lý thuếvà các văn bản`: what follows `name` where the space behind it was lost.
fn glued<'s>(text: &'s str, name: &str) -> Option<&'s str> {
    let rest = text.strip_prefix(name)?;
    ["và", "ngày", "số"].iter().any(|it| after(rest, it).is_some()).then_some(rest)
}

/// `TTTM`, `NSNN`: the initials of a name.
fn letters(text: &str) -> Option<usize> {
    let word = |text: &str| text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    let length = word(text);
    let shouted = |it: &str| it.chars().count() > 1 && it.chars().all(char::is_uppercase);
    let (name, rest) = text.split_at_checked(length)?;
    let next = rest.trim_start();
    // In a line that is shouted every word looks so.
    let alone = !shouted(next.get(..word(next))?);
    (shouted(name) && name.chars().count() <= 8 && alone).then_some(length)
}

/// A name that stands for no law: `Công ước Viên về quan hệ ngoại giao`.
pub(super) fn open_title(text: &str) -> Option<usize> {
    unknown(text)
}

/// A name that no list knows: from a capital letter to the first word that cannot stand in a name.
fn unknown(text: &str) -> Option<usize> {
    if !text.starts_with(char::is_uppercase) {
        return None;
    }
    let mut end = 0;
    let mut words = 0;
    let mut rest = text;
    while !rest.is_empty() && words < 16 {
        if words > 0 && STOPS.iter().any(|it| after(rest, it).is_some()) {
            break;
        }
        let length = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let word = rest.get(..length).filter(|it| !it.is_empty())?;
        // A new capital after a small word: "Luật Đất đai Chính phủ quy định".
        if words > 0 && word == "Luật" || word.starts_with(|c: char| c.is_ascii_digit()) {
            break;
        }
        words += 1;
        end = taken(text, rest) + length;
        rest = rest.get(length..)?;
        let gap = rest.trim_start_matches([' ', '-']);
        // "Luật Phòng, chống nhiễm vi rút …": a name does not end behind its first word.
        let listed = rest.strip_prefix(", ").filter(|it| {
            words == 1
                && !text.get(..end).is_some_and(|it| it.chars().all(char::is_uppercase))
                && it.starts_with(char::is_lowercase)
                && !STOPS.iter().any(|stop| after(it, stop).is_some())
        });
        let gap = listed.unwrap_or(gap);
        if gap.len() == rest.len() {
            break;
        }
        rest = gap;
    }
    if after(rest, "của").is_some()
        && let Some(longer) = up_to_number(text, end)
    {
        end = longer;
    }
    let shouted = text.get(..end)?.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    (words > 1 && !shouted && ends_word(text.get(end..)?)).then_some(end)
}

/// `Hoạt động của Hội đồng nhân dân số 01/2026/QH16`: what stands right before the number or date is the end of the name.
fn up_to_number(text: &str, from: usize) -> Option<usize> {
    let reach = text.char_indices().nth(160).map_or(text.len(), |(at, _)| at);
    let near = text.get(from..reach)?;
    let near = near.split([';', ',', '.', ':', '(', '“', '”', '\n']).next()?;
    let ends = [" số ", " ngày ", " năm "].iter().filter_map(|it| {
        let at = near.find(it)?;
        near.get(at + it.len()..)?.starts_with(|c: char| c.is_ascii_digit()).then_some(at)
    });
    let between = near.get(..ends.min()?)?;
    // Between "của" and the number stands a name, not the rest of a sentence.
    let names =
        |word: &str| !STOPS.contains(&word) || matches!(word, "của" | "và" | "các" | "nước");
    let other = between.contains("Luật ") || !between.split_whitespace().all(names);
    (!other).then_some(from + between.len())
}
