//! What matters in law, extracted from two sentences and compared: who, what must or may be done, by when, how many.
//!
//! Only what both sentences speak of, or one alone says in a sentence that answers the other, is a difference; the
//! reader sees both sentences and decides.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::law::actors;
use crate::overlap::align::{Aligned, align, likeness};
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
    /// Điều kiện.
    Condition,
    /// Hình thức.
    Form,
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
    pub const ALL: [Self; 7] = [
        Self::Actor,
        Self::Duty,
        Self::Deadline,
        Self::Majority,
        Self::Quantity,
        Self::Condition,
        Self::Form,
    ];

    /// The matter in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Actor => "Chủ thể",
            Self::Duty => "Mức độ bắt buộc",
            Self::Deadline => "Thời hạn",
            Self::Majority => "Tỷ lệ, túc số",
            Self::Quantity => "Số lượng",
            Self::Condition => "Điều kiện",
            Self::Form => "Hình thức",
        }
    }

    /// What a sentence says of this matter, each thing once, in comparable letters.
    fn said(self, sentence: &str) -> Said {
        match self {
            Self::Actor => who(sentence),
            Self::Duty => duties(sentence),
            Self::Deadline => deadlines(sentence),
            Self::Majority => majorities(sentence),
            Self::Quantity => quantities(sentence),
            Self::Condition => conditions(sentence),
            Self::Form => forms(sentence),
        }
    }
}

/// What two texts say otherwise, sentence against answering sentence.
pub fn differences(left: &str, right: &str) -> Vec<Difference> {
    let rows = align(left, right);
    let mut found = Vec::new();
    for row in &rows {
        let (Some(here), Some(there)) = (row.left, row.right) else { continue };
        let sentences = (comparable(here.of(left)), comparable(there.of(right)));
        for matter in Matter::ALL {
            let said = (matter.said(&sentences.0), matter.said(&sentences.1));
            if said.0 != said.1 {
                found.push(Difference::of(matter, &said, (here, there)));
            }
        }
    }
    found.extend(counted_elsewhere(left, right, &rows));
    found
}

impl Difference {
    fn of(matter: Matter, said: &(Said, Said), sentences: (Span, Span)) -> Self {
        Self {
            matter,
            left: said.0.difference(&said.1).cloned().collect(),
            right: said.1.difference(&said.0).cloned().collect(),
            left_sentence: sentences.0,
            right_sentence: sentences.1,
        }
    }
}

/// Numbers whose answering sentence has none, or that have no answering sentence, against the likest sentence of the other
/// text that counts the same and is as lonely: one text counts people in a list with a line for each level, another within a
/// sentence.
fn counted_elsewhere(left: &str, right: &str, rows: &[Aligned]) -> Vec<Difference> {
    let counts = |span: Option<Span>, text: &str| {
        span.map(|it| quantities(&comparable(it.of(text)))).unwrap_or_default()
    };
    let (mut here, mut there) = (Vec::new(), Vec::new());
    for row in rows {
        match (counts(row.left, left), counts(row.right, right), row.left, row.right) {
            (a, b, Some(span), _) if !a.is_empty() && b.is_empty() => here.push((span, a)),
            (a, b, _, Some(span)) if a.is_empty() && !b.is_empty() => there.push((span, b)),
            _ => {}
        }
    }
    let unit = |said: &str| said.split_once(' ').map(|(_, unit)| unit.to_owned());
    let mut found = Vec::new();
    for (one, a) in here {
        let units: BTreeSet<_> = a.iter().filter_map(|it| unit(it)).collect();
        let likest = there
            .iter()
            .filter(|(_, b)| b.iter().filter_map(|it| unit(it)).any(|it| units.contains(&it)))
            .map(|(other, b)| (likeness(one.of(left), other.of(right)), *other, b))
            .filter(|it| it.0 > 0.0)
            .max_by(|x, y| x.0.total_cmp(&y.0));
        if let Some((_, other, b)) = likest
            && a != *b
        {
            found.push(Difference::of(Matter::Quantity, &(a, b.clone()), (one, other)));
        }
    }
    found
}

/// What a sentence says of a matter.
type Said = BTreeSet<String>;

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

/// `nếu kỳ họp kéo dài 02 ngày`, `trường hợp cần thiết`, `trong trường hợp …`: up to the comma or to "thì".
static CONDITION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:nếu|trừ trường hợp|trường hợp|chỉ khi|với điều kiện) ([^,;.:]{3,}?)(?: thì\b|[,;.:]|$)",
    )
});

/// `bỏ phiếu kín`, `biểu quyết điện tử`, `bằng văn bản`, `trực tuyến`.
static FORM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(bỏ phiếu kín|biểu quyết công khai|biểu quyết điện tử|giơ tay|bằng văn bản|bằng lời|trực tuyến|trực tiếp|bản điện tử|bản giấy|bản in|thư điện tử|phiếu lấy ý kiến)\b",
    )
});

fn conditions(sentence: &str) -> Said {
    CONDITION
        .captures_iter(sentence)
        .filter_map(|it| Some(it.get(1)?.as_str().to_owned()))
        .collect()
}

fn forms(sentence: &str) -> Said {
    FORM.find_iter(sentence).map(|it| it.as_str().to_owned()).collect()
}

fn deadlines(sentence: &str) -> Said {
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

fn majorities(sentence: &str) -> Said {
    let found = SHARE.find_iter(sentence).map(|it| it.as_str());
    found
        .map(|it| match fraction(it) {
            Some((part, whole)) => format!("{part}/{whole}"),
            None => it.replace("quá một nửa", "quá nửa"),
        })
        .collect()
}

fn quantities(sentence: &str) -> Said {
    let found = QUANTITY.captures_iter(sentence);
    found
        .filter_map(|it| {
            let number = it.get(1)?;
            // The lower half of `1/3 đại biểu` counts nobody.
            let before = sentence.get(..number.start())?;
            let count: u64 = number.as_str().parse().ok().filter(|_| !before.ends_with('/'))?;
            Some(format!("{count} {}", it.get(2)?.as_str()))
        })
        .collect()
}

fn duties(sentence: &str) -> Said {
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
fn who(sentence: &str) -> Said {
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
    fn conditions_and_forms() {
        assert_eq!(
            told(
                "Hội đồng nhân dân bầu Ban kiểm phiếu bằng hình thức bỏ phiếu kín.",
                "Hội đồng nhân dân bầu Ban kiểm phiếu bằng hình thức giơ tay, trừ trường hợp có đề nghị khác."
            ),
            [
                (Matter::Condition, String::new(), "có đề nghị khác".to_owned()),
                (Matter::Form, "bỏ phiếu kín".to_owned(), "giơ tay".to_owned()),
            ]
        );
    }

    #[test]
    fn numbers_of_a_list_meet_numbers_within_a_sentence() {
        assert_eq!(
            told(
                "Thư ký do Chủ tọa cử. Cấp tỉnh: 02 người, trong đó có một chuyên viên.",
                "Chủ tọa cử thư ký. Số thư ký của kỳ họp là 03 người, trong đó một người ghi biên bản."
            ),
            [(Matter::Quantity, "2 người".to_owned(), "3 người".to_owned())]
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
