//! What every text has and no text is about: formulas of drafting, boilerplate headings, and who acts.
//!
//! Two circulars that both "có hiệu lực thi hành" do not overlap; two decrees whose texts differ only in the ministry
//! that acts do. So words of drafting weigh nothing in a heading, and names of authorities do not count as the object.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use regex::Regex;

use crate::law::{authorities, places};
use crate::text::comparable;

/// Hư từ và từ của kỹ thuật soạn thảo: what titles and headings are made of besides their object.
const DRAFTING: &str = "quy định của về và các việc trong tại theo cho được có là với do đối bởi từ đến hướng dẫn thi hành \
    một số điều luật nghị thông tư pháp lệnh chi tiết biện sửa đổi bổ sung ban này";

/// Hư từ among them: what joins words and makes no compound ("kiến nghị", "thông báo" do).
const SMALL: &str =
    "của về và các việc trong tại theo cho được có là với do đối bởi từ đến một số này";

/// Từ chỉ cấp, chức vụ, tổ chức: parts of the names of those who act, wherever they stand.
const ACTING: &str = "bộ trưởng ủy ban nhân dân chủ tịch tỉnh thành phố trực thuộc trung ương quận phường xã huyện thị \
    trấn chính phủ thủ tướng quốc hội hội đồng quân công an quốc phòng tổng cục sở ngành thanh tra";

/// Tiêu đề khuôn mẫu: headings that any text may have and that name no object of their own.
///
/// Seen in pairs that people set apart: 67/2019/TT-BCA Điều 12 and 15/2020/TT-BCA Điều 14 "Hiệu lực thi hành" share half
/// of their words and regulate nothing in common.
static BOILERPLATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:về )?(?:phạm vi(?: điều chỉnh)?(?:,? (?:và )?đối tượng áp dụng)?|đối tượng áp dụng|hiệu lực(?: thi hành)?|hiệu lực .*trách nhiệm.*|điều khoản (?:thi hành|chuyển tiếp)|quy định chuyển tiếp|tổ chức thực hiện|trách nhiệm (?:thi hành|tổ chức thực hiện|thực hiện)|giải thích từ ngữ|khiếu nại,? (?:và )?tố cáo|khen thưởng(?:,? (?:và )?(?:kỷ luật|xử lý vi phạm))?|kỷ luật|xử lý vi phạm.*)$",
    )
});

/// Câu khuôn mẫu of articles without a heading: effect, what is promulgated, who carries it out.
///
/// 104/2008/QĐ-BNN Điều 3 and 27 more of its ministry say "Chánh Văn phòng … chịu trách nhiệm thi hành Quyết định này"; they
/// came first among all groups of the codification.
static FORMULA: LazyLock<Regex> = LazyLock::new(|| {
    let this = "(?:thông tư|nghị định|nghị quyết|quyết định|pháp lệnh|luật|quy định|quy chế|văn bản)(?: liên tịch)? này";
    pattern(&format!(
        r"^(?:\d+ ?[.)] ?)?(?:{this} (?:có hiệu lực|được áp dụng|áp dụng|thay thế)|(?:nay )?(?:ban hành|công bố)(?: kèm)? theo {this}|[^.;]*(?:thi hành|thực hiện) {this}|trong quá trình (?:thực hiện|triển khai)[^.;]*(?:vướng mắc|phản ánh))",
    ))
});

#[expect(clippy::expect_used, reason = "patterns are constants, tried by every test")]
fn pattern(text: &str) -> Regex {
    Regex::new(&comparable(text)).expect("a pattern of overlap")
}

/// 334/2017/UBTVQH14 Điều 1 promulgates a regulation and says in 1,290 letters what that is about.
const LONGEST_FORMULA: usize = 1500;

static DRAFTING_WORDS: LazyLock<Vec<String>> = LazyLock::new(|| words(DRAFTING));
static SMALL_WORDS: LazyLock<Vec<String>> = LazyLock::new(|| words(SMALL));
static ACTING_WORDS: LazyLock<Vec<String>> = LazyLock::new(|| words(ACTING));

fn words(list: &str) -> Vec<String> {
    let mut words: Vec<String> = comparable(list).split_whitespace().map(str::to_owned).collect();
    words.sort();
    words.dedup();
    words
}

/// Cụm từ chung: what headings name whatever they are about. "Nhiệm vụ, quyền hạn của Hội đồng nhân dân huyện" (77/2015/QH13,
/// Điều 26) is about what the authority is about, and met every heading that says "thực hiện nhiệm vụ, quyền hạn".
const GENERAL: [&str; 4] = [
    "chức năng, nhiệm vụ, quyền hạn",
    "nhiệm vụ, quyền hạn",
    "nhiệm vụ và quyền hạn",
    "chức năng, nhiệm vụ",
];

/// Names of authorities and places of two syllables and more, and general phrases, in comparable letters.
static NAMES: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let listed = authorities().iter();
    let mut names: Vec<String> = listed
        .flat_map(|it| std::iter::once(&it.name).chain(&it.aliases))
        .chain(places().iter().map(|it| &it.name))
        .map(String::as_str)
        .chain(GENERAL)
        .map(comparable)
        .filter(|name| name.contains(' '))
        .collect();
    names.sort();
    names.dedup();
    AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(names).ok()
});

/// Whether a comparable syllable is a word of drafting.
pub(super) fn is_drafting(word: &str) -> bool {
    DRAFTING_WORDS.binary_search_by(|it| it.as_str().cmp(word)).is_ok()
}

/// Whether a comparable syllable only joins others.
pub(super) fn is_small(word: &str) -> bool {
    SMALL_WORDS.binary_search_by(|it| it.as_str().cmp(word)).is_ok()
}

/// Whether a comparable syllable is part of the names of those who act.
pub(super) fn is_acting(word: &str) -> bool {
    ACTING_WORDS.binary_search_by(|it| it.as_str().cmp(word)).is_ok()
}

/// Whether a comparable heading is one that any text may have.
pub(super) fn is_boilerplate(heading: &str) -> bool {
    BOILERPLATE.is_match(heading.trim().trim_end_matches(['.', ':', ';']).trim())
}

/// Whether a comparable text that has no heading is a formula that any text may have.
pub(super) fn is_formula(text: &str) -> bool {
    let text = text.trim_start();
    FORMULA.is_match(text) && text.chars().count() < LONGEST_FORMULA
}

/// `text` (comparable) without the names of authorities and places in it.
pub(super) fn without_names(text: &str) -> String {
    let Some(names) = NAMES.as_ref() else { return text.to_owned() };
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    for found in names.find_iter(text) {
        let before = text.get(..found.start()).and_then(|it| it.chars().next_back());
        let after = text.get(found.end()..).and_then(|it| it.chars().next());
        let whole = |it: Option<char>| it.is_none_or(|it| !it.is_alphanumeric());
        if whole(before) && whole(after) {
            kept.push_str(text.get(from..found.start()).unwrap_or_default());
            from = found.end();
        }
    }
    kept.push_str(text.get(from..).unwrap_or_default());
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_headings_that_any_text_has() {
        for heading in
            ["Phạm vi điều chỉnh và đối tượng áp dụng", "Hiệu lực thi hành.", "Điều khoản thi hành"]
        {
            assert!(is_boilerplate(&comparable(heading)), "{heading}");
        }
        for heading in ["Phạm vi bảo vệ công trình thủy lợi", "Thời hiệu khiếu nại"]
        {
            assert!(!is_boilerplate(&comparable(heading)), "{heading}");
        }
    }

    #[test]
    fn knows_sentences_that_any_text_has() {
        for text in [
            "Nghị quyết này có hiệu lực từ ngày ký.",
            "1. Thông tư này thay thế Thông tư số 01/2020/TT-MH.",
            "Ban hành kèm theo Quyết định này Danh mục minh họa.",
            "Chánh Văn phòng, Thủ trưởng các đơn vị chịu trách nhiệm thi hành Quyết định này.",
        ] {
            assert!(is_formula(&comparable(text)), "{text}");
        }
        for text in [
            "Hội đồng nhân dân họp mỗi năm ít nhất hai kỳ.",
            "Người nộp đơn phải nộp lệ phí theo quy định.",
        ] {
            assert!(!is_formula(&comparable(text)), "{text}");
        }
    }

    #[test]
    fn names_of_who_acts_are_left_aside() {
        let text = comparable("Trách nhiệm của Ủy ban Thường vụ Quốc hội và Bộ Công an");
        assert_eq!(without_names(&text), comparable("Trách nhiệm của  và "));
    }
}
