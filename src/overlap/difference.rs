//! What matters in law, extracted from two sentences and compared: who, what must or may be done, by when, how many.
//!
//! Only what both sentences speak of, or one alone says in a sentence that answers the other, is a difference; the
//! reader sees both sentences and decides.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::law::actors;
use crate::overlap::align;
use crate::text::{Span, comparable, fraction, ordinal};

/// Điểm đáng kể của một quy định.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Matter {
    /// Chủ thể.
    Actor,
    /// Phải, được, không được.
    Duty,
    /// Thời hạn.
    Deadline,
    /// Tỷ lệ biểu quyết, túc số.
    Majority,
    /// Số lượng.
    Quantity,
}

/// Something that two answering sentences say otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What differs.
    pub matter: Matter,
    /// What the left says alone, as words.
    pub left: Vec<String>,
    /// What the right says alone.
    pub right: Vec<String>,
    /// The sentence of the left text.
    pub left_sentence: Span,
    /// The sentence of the right text.
    pub right_sentence: Span,
}

impl Matter {
    /// Every matter, in the order they are shown.
    pub const ALL: [Self; 5] =
        [Self::Actor, Self::Duty, Self::Deadline, Self::Majority, Self::Quantity];

    /// The matter in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Actor => "Chủ thể",
            Self::Duty => "Mức độ bắt buộc",
            Self::Deadline => "Thời hạn",
            Self::Majority => "Tỷ lệ, túc số",
            Self::Quantity => "Số lượng",
        }
    }

    /// What a sentence says of this matter, each thing once, in comparable letters.
    fn said(self, sentence: &str) -> BTreeSet<String> {
        match self {
            Self::Actor => who(sentence),
            Self::Duty => duties(sentence),
            Self::Deadline => deadlines(sentence),
            Self::Majority => majorities(sentence),
            Self::Quantity => quantities(sentence),
        }
    }
}

/// What two texts say otherwise, sentence against answering sentence.
pub fn differences(left: &str, right: &str) -> Vec<Difference> {
    let mut found = Vec::new();
    for row in align(left, right) {
        let (Some(here), Some(there)) = (row.left, row.right) else { continue };
        let sentences = (comparable(here.of(left)), comparable(there.of(right)));
        for matter in Matter::ALL {
            let (a, b) = (matter.said(&sentences.0), matter.said(&sentences.1));
            if a == b {
                continue;
            }
            found.push(Difference {
                matter,
                left: a.difference(&b).cloned().collect(),
                right: b.difference(&a).cloned().collect(),
                left_sentence: here,
                right_sentence: there,
            });
        }
    }
    found
}

#[expect(clippy::expect_used, reason = "patterns are constants, tried by every test")]
fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a pattern of differences")
}

/// `chậm nhất là 07 ngày`, `không quá 05 ngày làm việc`, `trong thời hạn ba tháng`, `24 giờ`.
static DEADLINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(chậm nhất|không muộn hơn|không quá|không ít hơn|ít nhất|tối thiểu|tối đa|sau|trước|trong)?(?: (?:là|thời hạn|thời gian|vòng))*\s*\b(\d+|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mười lăm|hai mươi|ba mươi|sáu mươi) (giờ|ngày làm việc|ngày|tuần|tháng|quý|năm)\b( tuổi)?",
    )
});

/// `quá nửa tổng số đại biểu`, `hai phần ba`, `1/3`.
static SHARE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(quá nửa|quá một nửa|đa số|(?:một|hai|ba|bốn|năm) phần (?:hai|ba|tư|bốn|năm|mười)|\d/\d+|\d+ ?%)",
    )
});

/// `03 người`, `02 đợt`, `không quá 03 phó chủ tịch`.
static QUANTITY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(\d+) (người|đại biểu|thành viên|ủy viên|phó [\p{L}]+ [\p{L}]+|công chức|cử tri|bản|bộ|lần|đợt|phút|trang|kỳ họp|hội nghị|đồng)\b",
    )
});

/// From the most to the least: the first that stands at a place is what is said there.
static DUTY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(không được phép|không được|nghiêm cấm|không phải|phải|có trách nhiệm|có nghĩa vụ|có thể|có quyền|được phép|nên)\b",
    )
});

fn deadlines(sentence: &str) -> BTreeSet<String> {
    let found = DEADLINE.captures_iter(sentence).filter(|it| it.get(4).is_none());
    found
        .filter_map(|it| {
            let number = it.get(2)?.as_str();
            let count = number.parse().ok().or_else(|| ordinal(number))?;
            let unit = it.get(3)?.as_str();
            // `năm 2026` and `tháng 7` are dates: here the number stands first, `năm` alone after a spelt five is none.
            (unit != "năm" || count < 100).then(|| format!("{count} {unit}"))
        })
        .collect()
}

fn majorities(sentence: &str) -> BTreeSet<String> {
    let found = SHARE.find_iter(sentence).map(|it| it.as_str());
    found
        .map(|it| match fraction(it) {
            Some((part, whole)) => format!("{part}/{whole}"),
            None => it.replace("quá một nửa", "quá nửa"),
        })
        .collect()
}

fn quantities(sentence: &str) -> BTreeSet<String> {
    let found = QUANTITY.captures_iter(sentence);
    found
        .filter_map(|it| {
            let count: u64 = it.get(1)?.as_str().parse().ok()?;
            Some(format!("{count} {}", it.get(2)?.as_str()))
        })
        .collect()
}

fn duties(sentence: &str) -> BTreeSet<String> {
    let found = DUTY.find_iter(sentence).map(|it| match it.as_str() {
        "không được phép" | "không được" | "nghiêm cấm" => "không được",
        "phải" | "có trách nhiệm" | "có nghĩa vụ" => "phải",
        "không phải" => "không phải",
        "nên" => "nên",
        _ => "được",
    });
    found.map(str::to_owned).collect()
}

/// The actors named, the longest name at each place.
fn who(sentence: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut at = 0;
    while let Some(rest) = sentence.get(at..).filter(|it| !it.is_empty()) {
        let named = actors().iter().filter(|name| {
            rest.strip_prefix(name.as_str())
                .is_some_and(|after| !after.starts_with(char::is_alphanumeric))
        });
        at += match named.max_by_key(|name| name.len()) {
            Some(name) => {
                found.insert(name.clone());
                name.len()
            }
            None => rest.find(' ').map_or(rest.len(), |space| space + 1),
        };
        at += sentence.get(at..).map_or(0, |it| it.len() - it.trim_start().len());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(left: &str, right: &str) -> Vec<(Matter, String, String)> {
        differences(left, right)
            .into_iter()
            .map(|it| (it.matter, it.left.join(", "), it.right.join(", ")))
            .collect()
    }

    #[test]
    fn deadlines_differ_by_number_and_by_unit() {
        assert_eq!(
            told(
                "Tài liệu được gửi đến đại biểu chậm nhất 07 ngày trước ngày khai mạc.",
                "Tài liệu được gửi đến đại biểu chậm nhất là 05 ngày làm việc trước ngày khai mạc."
            ),
            [(Matter::Deadline, "7 ngày".to_owned(), "5 ngày làm việc".to_owned())]
        );
        assert!(told("Gửi trong bảy ngày làm việc.", "Gửi trong 07 ngày làm việc.").is_empty());
    }

    #[test]
    fn who_acts_and_how_strictly() {
        assert_eq!(
            told(
                "Thường trực Hội đồng nhân dân phải tổng hợp kiến nghị của cử tri trong 10 ngày.",
                "Văn phòng Quốc hội có thể tổng hợp kiến nghị của cử tri trong 10 ngày."
            ),
            [
                (
                    Matter::Actor,
                    "thường trực hội đồng nhân dân".to_owned(),
                    "văn phòng quốc hội".to_owned()
                ),
                (Matter::Duty, "phải".to_owned(), "được".to_owned()),
            ]
        );
    }

    #[test]
    fn shares_are_compared_as_numbers() {
        assert_eq!(
            told(
                "Nghị quyết được thông qua khi có ít nhất hai phần ba tổng số đại biểu tán thành.",
                "Nghị quyết được thông qua khi có quá nửa tổng số đại biểu tán thành."
            ),
            [(Matter::Majority, "2/3".to_owned(), "quá nửa".to_owned())]
        );
        assert!(told("Có ít nhất một phần ba đại biểu.", "Có ít nhất 1/3 đại biểu.").is_empty());
    }
}
