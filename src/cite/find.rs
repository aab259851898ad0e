//! Every citation in a stretch of text.
//!
//! Citations start with few words, so the text is searched for those words first and the grammar is tried only there:
//! most of a law is passed over at the speed of a search.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::cite::grammar::{Aside, Group, group, starts};
use crate::cite::mention::{Base, Mention, Named, Part};
use crate::law::{DocumentNumber, Unit};
use crate::text::{Form, Normal, Span, canonical};

/// How the words begin at which a citation may start. Upper case is for titles that are shouted.
const STARTS: [&str; 89] = [
    "số ",
    "Điều ",
    "điều ",
    "ĐIỀU ",
    "Khoản ",
    "khoản ",
    "Điểm ",
    "điểm ",
    "Tiết ",
    "tiết ",
    "Gạch đầu",
    "gạch đầu",
    "Chương ",
    "chương ",
    "CHƯƠNG ",
    "Mục ",
    "mục ",
    "Tiểu mục ",
    "tiểu mục ",
    "Phần ",
    "phần ",
    "Phụ lục",
    "phụ lục",
    "PHỤ LỤC",
    "Mẫu ",
    "mẫu ",
    "Biểu ",
    "biểu ",
    "Biểu mẫu ",
    "biểu mẫu ",
    "Bộ luật",
    "Bộ Luật",
    "BỘ LUẬT",
    "BLHS",
    "BLDS",
    "BLLĐ",
    "BLTT",
    "Luật ",
    "LUẬT ",
    "Pháp lệnh",
    "pháp lệnh",
    "PHÁP LỆNH",
    "Nghị ",
    "nghị ",
    "NGHỊ ",
    "Thông tư",
    "thông tư",
    "THÔNG TƯ",
    "Quyết định",
    "quyết định",
    "QUYẾT ĐỊNH",
    "Hiến pháp",
    "HIẾN PHÁP",
    "Chỉ thị",
    "chỉ thị",
    "CHỈ THỊ",
    "Sắc lệnh",
    "sắc lệnh",
    "Lệnh ",
    "Văn bản",
    "văn bản",
    "Kế hoạch",
    "kế hoạch",
    "Kết luận",
    "kết luận",
    "Hướng dẫn",
    "hướng dẫn",
    "Quy chế",
    "quy chế",
    "QUY CHẾ",
    "Quy định",
    "quy định",
    "QUY ĐỊNH",
    "Qui ",
    "Nội quy",
    "Điều lệ",
    "điều lệ",
    "ĐIỀU LỆ",
    "Chương trình",
    "Đề án",
    "Thông báo",
    "thông báo",
    "Báo cáo",
    "Tờ trình",
    "Công điện",
    "công điện",
    "Công văn",
    "công văn",
    "Danh mục",
];

/// Signs of standards, which no common word shares.
const STANDARDS: [&str; 3] = ["TCVN ", "QCVN ", "TCXDVN "];

#[expect(clippy::expect_used, reason = "constant words, compiled by every test")]
static STARTING: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let words = STARTS.iter().chain(&STANDARDS);
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostFirst)
        .build(words)
        .expect("constant words")
});

/// Every citation in `text`, in its order, as the words give them; spans are in `text`.
///
/// `text` is one paragraph or several. Headings of units ("Điều 5. Tên") and a document's own number in its title block are
/// not citations.
pub fn find(text: &str) -> Vec<Mention> {
    match canonical(text) {
        std::borrow::Cow::Borrowed(text) => search(text),
        std::borrow::Cow::Owned(_) => {
            let view = Normal::of(text, Form::Canonical);
            let mut found = search(&view.text);
            for mention in &mut found {
                mention.span = view.to_source(mention.span.range());
            }
            found
        }
    }
}

fn search(text: &str) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    let mut passed = 0;
    for place in STARTING.find_iter(text) {
        let at = place.start();
        if at < passed || !starts_word(text, at) || is_other_word(text, at) {
            continue;
        }
        let Some(Group { mentions, asides, end }) = group(text, at) else { continue };
        if is_heading(text, at, &mentions) {
            passed = end;
            continue;
        }
        passed = end;
        let inner: Vec<Mention> =
            asides.iter().flat_map(|aside| inside(text, aside, &mentions)).collect();
        let first = found.len();
        found.extend(mentions);
        found.extend(inner);
        found.get_mut(first..).unwrap_or_default().sort_by_key(|it| it.span);
    }
    found
}

/// What a remark between brackets cites. `Điều 47 của Nghị định này (trừ điểm a khoản 2)`: what it excepts is of the Điều 47.
fn inside(text: &str, aside: &Aside, list: &[Mention]) -> Vec<Mention> {
    let mut found = search(text.get(aside.range.clone()).unwrap_or_default());
    for mention in &mut found {
        let start = aside.range.start + mention.span.start as usize;
        mention.span = Span::new(start, start + (mention.span.end - mention.span.start) as usize);
    }
    let host = list.iter().rfind(|it| (it.span.end as usize) <= aside.range.start);
    let Some(host) = host.filter(|_| aside.excepts) else { return found };
    for mention in &mut found {
        let place = &mut mention.place;
        // "Điều 16 của Luật này (trừ trường hợp quy định tại khoản 6 Điều 16)"
        if mention.document == Named::Unsaid
            && let Some(article) = place.steps.first().filter(|it| it.unit == Unit::Article)
            && host.place.steps.first() == Some(article)
        {
            mention.document = host.document.clone();
            continue;
        }
        let Some(first) = place.steps.first().map(|it| it.unit) else { continue };
        let larger: Vec<_> =
            host.place.steps.iter().take_while(|it| it.unit < first).cloned().collect();
        let open = mention.document == Named::Unsaid
            && place.base == Base::Written
            && place.part == Part::Main;
        if open && (!larger.is_empty() || host.place.base != Base::Written) {
            place.steps.splice(0..0, larger);
            place.base = host.place.base;
            place.part = host.place.part.clone();
            mention.document = host.document.clone();
        }
    }
    found
}

/// Whether a word begins at `at`.
fn starts_word(text: &str, at: usize) -> bool {
    !text.get(..at).is_some_and(|before| before.ends_with(char::is_alphanumeric))
}

/// Words before a unit's noun that make another word of it: `tài khoản 112`, `danh mục 06`, `thời điểm`, `huy chương`.
const OTHER_WORDS: [(&str, &[&str]); 6] = [
    ("khoản", &["tài", "điều", "bồi"]),
    ("mục", &["danh", "hạng", "đề", "chuyên", "đầu", "khoản", "thư"]),
    ("điểm", &["thời", "địa", "quan", "đặc", "ưu", "nhược", "trọng", "tâm", "số", "ghi"]),
    ("tiết", &["chi", "thời", "khí", "số"]),
    ("chương", &["huy", "văn", "hiến", "cửu"]),
    ("mẫu", &["thạch", "diện"]),
];

/// Whether the words mean something else: "các khoản này" is money, "điều này" a pronoun unless something is laid down there.
fn is_other_word(text: &str, at: usize) -> bool {
    let (Some(before), Some(here)) = (text.get(..at), text.get(at..)) else { return true };
    let before = before.trim_end();
    let last = |words: &str| {
        let head = before.get(before.len().saturating_sub(words.len())..).unwrap_or_default();
        starts(head, words) && head.len() == words.len()
    };
    if here.starts_with(char::is_lowercase)
        && let Some((_, words)) = OTHER_WORDS.iter().find(|(noun, _)| starts(here, noun))
        && words.iter().any(|it| last(it))
    {
        return true;
    }
    let plural = before.ends_with("các") || before.ends_with("những");
    let pronoun = here.starts_with('đ') && starts(here, "điều này") && !before.ends_with("tại");
    pronoun || plural && ["khoản này", "điểm này", "mục này"].iter().any(|it| starts(here, it))
}

/// Whether what stands at `at` names itself: `Điều 5. Tên`, `Chương II` alone, `Luật số: 77/2015/QH13` alone.
fn is_heading(text: &str, at: usize, mentions: &[Mention]) -> bool {
    let [only] = mentions else { return false };
    let line_start = text.get(..at).and_then(|it| it.rfind('\n')).map_or(0, |it| it + 1);
    let before = text.get(line_start..at).unwrap_or_default();
    let opens = before.chars().all(|c| matches!(c, ' ' | '“' | '"' | '‘' | '”' | '(' | '\''));
    if !opens {
        return false;
    }
    let after = text.get(only.span.end as usize..).unwrap_or_default();
    let line = after.split('\n').next().unwrap_or_default();
    let alone = line.trim().chars().all(|c| matches!(c, '.' | ':' | ')' | '”' | '"' | ' '));
    if !only.is_whole() {
        let one = only.place.steps.len() + usize::from(only.place.part != Part::Main) == 1;
        return matches!(only.document, Named::Unsaid)
            && one
            && (alone || line.starts_with(['.', ':', '-', '–']));
    }
    // The number in a title block.
    let number = match &only.document {
        Named::Written(name) => name.number.as_ref().filter(|_| name.title.is_none()),
        _ => None,
    };
    alone
        && before.is_empty()
        && number.is_some_and(|it| it.parse::<DocumentNumber>().is_ok())
        && line.trim().is_empty()
}

/// The span of the sentence around `span` in `text`: what proves a citation.
pub fn sentence_around(text: &str, span: Span) -> Span {
    let before = text.get(..span.start as usize).unwrap_or_default();
    let start = before.rfind(['\n', ';']).map_or(0, |at| at + 1);
    let start = before.rfind(". ").map_or(start, |at| start.max(at + 2));
    let after = text.get(span.end as usize..).unwrap_or_default();
    let ends = after.find(['\n', ';']).into_iter().chain(after.find(". "));
    let end = ends.min().unwrap_or(after.len());
    Span::new(start, span.end as usize + end).trim(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each citation as `words → document #place`.
    fn told(text: &str) -> Vec<String> {
        let told = |it: Mention| {
            let document = match &it.document {
                Named::Unsaid => String::new(),
                Named::This(kind) => format!("{kind} này"),
                Named::Written(name) => {
                    name.number.clone().or(name.title.clone()).unwrap_or_default()
                }
            };
            let mut steps: Vec<String> =
                Some(it.place.part.slug()).into_iter().filter(|it| !it.is_empty()).collect();
            steps.extend(it.place.steps.iter().map(ToString::to_string));
            let until = it
                .until
                .iter()
                .flatten()
                .next_back()
                .map(|it| format!("..{it}"))
                .unwrap_or_default();
            format!("{} → {document} {}{until}", it.span.of(text), steps.join("/"))
                .trim_end()
                .to_owned()
        };
        find(text).into_iter().map(told).collect()
    }

    #[test]
    fn every_construct_of_the_grammar() {
        for (text, expected) in [
            (
                "theo khoản 2 Điều 80 của Luật này.",
                vec!["khoản 2 Điều 80 của Luật này → Luật này dieu-80/khoan-2"],
            ),
            (
                "tại các khoản 1, 2 và 4 Điều này thì",
                vec!["khoản 1 →  khoan-1", "2 →  khoan-2", "4 Điều này →  khoan-4"],
            ),
            (
                "điểm g khoản 2 và khoản 3 Điều 11 Nghị định số 12/2020/NĐ-CP ngày",
                vec![
                    "điểm g khoản 2 → 12/2020/NĐ-CP dieu-11/khoan-2/diem-g",
                    "khoản 3 Điều 11 Nghị định số 12/2020/NĐ-CP → 12/2020/NĐ-CP dieu-11/khoan-3",
                ],
            ),
            (
                "từ Điều 5 đến Điều 9 và các điều 6a, 7",
                vec!["Điều 5 đến Điều 9 →  dieu-5..dieu-9", "điều 6a →  dieu-6a", "7 →  dieu-7"],
            ),
            ("Điều 10 khoản 1 điểm đ", vec!["Điều 10 khoản 1 điểm đ →  dieu-10/khoan-1/diem-dd"]),
            (
                "mục I và mục II.1 của Phụ lục II ban hành kèm theo Nghị quyết này",
                vec![
                    "mục I → Nghị quyết này phu-luc-2/muc-1",
                    "mục II.1 của Phụ lục II ban hành kèm theo Nghị quyết này → Nghị quyết này phu-luc-2/muc-2/khoan-1",
                ],
            ),
            (
                "Luật số 43/2024/QH15, số 47/2024/QH15 và số 95/2025/QH15;",
                vec![
                    "Luật số 43/2024/QH15 → 43/2024/QH15",
                    "số 47/2024/QH15 → 47/2024/QH15",
                    "số 95/2025/QH15 → 95/2025/QH15",
                ],
            ),
            (
                "Bổ sung khoản 3 vào sau khoản 2 Điều 7 của Luật Biển Việt Nam số 18/2012/QH13 như sau",
                vec![
                    "khoản 3 → 18/2012/QH13 dieu-7/khoan-3",
                    "khoản 2 Điều 7 của Luật Biển Việt Nam số 18/2012/QH13 → 18/2012/QH13 dieu-7/khoan-2",
                ],
            ),
            (
                "Điều 39 của Quy chế làm việc ban hành kèm theo Quyết định này",
                vec![
                    "Điều 39 của Quy chế làm việc ban hành kèm theo Quyết định này → Quyết định này quy-che/dieu-39",
                ],
            ),
            (
                "Luật Phòng, chống ma túy, có hiệu lực",
                vec!["Luật Phòng, chống ma túy → Phòng, chống ma túy"],
            ),
            (
                "Căn cứ Luật Thử nghiệm của Hội đồng các xã số 01/2031/QH20;",
                vec!["Luật Thử nghiệm của Hội đồng các xã số 01/2031/QH20 → 01/2031/QH20"],
            ),
            (
                "gạch đầu dòng thứ hai điểm a khoản 1",
                vec!["gạch đầu dòng thứ hai điểm a khoản 1 →  khoan-1/diem-a/tiet-2"],
            ),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_citation() {
        for text in [
            "Điều 5. Phạm vi điều chỉnh",
            "Chương II",
            "“Điều 65",
            "khoản chi và khoản 5 triệu đồng",
            "trạm y tế, điểm y tế",
            "đạt điểm 5 trở lên",
            "điều này chứng tỏ quyết định này của Tòa án",
            "pháp luật về đất đai",
            "ngày 12/5/2020, 1/3 tổng số",
            "Luật sư có quyền",
            "mục đích, điều kiện, phần trăm",
            "Luật số 77/2015/QH13",
            "tài khoản 112, danh mục 06 thủ tục, giấy phép số 12/GP-BTNMT",
        ] {
            assert_eq!(told(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn decomposed_letters_are_found_where_they_stand() {
        let text = "theo khoa\u{309}n 2 Đi\u{EA}\u{300}u\u{A0}7";
        let [only] = find(text).try_into().unwrap();
        assert_eq!(only.span.of(text), "khoa\u{309}n 2 Đi\u{EA}\u{300}u\u{A0}7");
    }
}
