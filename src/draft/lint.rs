//! Soát lỗi soạn thảo: slips that can be seen from the draft alone. Each is a hint; nothing is changed.

use std::collections::BTreeMap;

use crate::cite::{self, Base, Named, Part};
use crate::draft::compose::Placed;
use crate::draft::{Draft, DraftArticle, SentenceUnit, Source};
use crate::law::{Portion, Status};
use crate::text::comparable;

/// Điều cần xem lại.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Where in the draft; the whole draft when empty.
    pub portion: Portion,
    /// What, as a sentence.
    pub what: String,
}

pub(super) fn remarks(draft: &Draft, whole: &Draft, placed: &[Vec<Placed<'_>>]) -> Vec<Remark> {
    let mut found = Vec::new();
    if draft.title.trim().is_empty() {
        let what = "Dự thảo chưa có trích yếu.".to_owned();
        found.push(Remark { portion: Portion::default(), what });
    }
    let headed = whole.articles.iter().filter(|it| !it.heading.trim().is_empty()).count();
    for (number, (article, placed)) in (1..).zip(whole.articles.iter().zip(placed)) {
        let portion = crate::draft::number::article(number);
        let mut say = |portion: &Portion, what: &str| {
            found.push(Remark { portion: portion.clone(), what: what.to_owned() });
        };
        if article.sentences.is_empty() {
            say(&portion, "Điều chưa có nội dung.");
        }
        if article.heading.trim().is_empty() && headed > 0 {
            say(&portion, "Điều chưa có tên, trong khi các điều khác có tên.");
        }
        structure(article, placed, &mut say);
    }
    repeated(placed, &mut found);
    short_names(draft, whole, placed, &mut found);
    nowhere(draft, placed, &mut found);
    sources(draft, placed, &mut found);
    ended(draft, placed, &mut found);
    let mut told: Vec<Remark> = Vec::with_capacity(found.len());
    for it in found {
        if !told.contains(&it) {
            told.push(it);
        }
    }
    told
}

/// Khoản and điểm that stand alone, and what introduces điểm.
fn structure(article: &DraftArticle, placed: &[Placed<'_>], say: &mut impl FnMut(&Portion, &str)) {
    let mut clauses = placed.iter().filter(|it| it.sentence.unit == SentenceUnit::Clause);
    if let (Some(only), None) = (clauses.next(), clauses.next())
        && article.sentences.first().is_some_and(|it| it.unit == SentenceUnit::Opening)
    {
        say(&only.place.portion, "Điều chỉ có một khoản: bỏ số khoản hoặc tách khoản.");
    }
    for (at, it) in placed.iter().enumerate() {
        let points =
            placed.iter().skip(at + 1).take_while(|it| it.sentence.unit == SentenceUnit::Point);
        let introduces = matches!(
            it.sentence.unit,
            SentenceUnit::Clause | SentenceUnit::Opening | SentenceUnit::Paragraph
        );
        let count = points.count();
        if introduces && count == 1 && !follows_point(placed, at + 2) {
            say(&it.place.portion, "Chỉ có một điểm: bỏ điểm hoặc tách điểm.");
        }
        if introduces && count > 0 && !it.text.trim_end().ends_with(':') {
            say(&it.place.portion, "Câu dẫn vào các điểm chưa kết thúc bằng dấu hai chấm.");
        }
        let last = placed.get(at + 1).is_none_or(|next| next.place.opens && count == 0);
        let is_point = it.sentence.unit == SentenceUnit::Point;
        if it.text.trim_end().ends_with(':') && last && !is_point {
            say(
                &it.place.portion,
                "Câu kết thúc bằng dấu hai chấm nhưng không có điểm nào theo sau.",
            );
        }
    }
}

/// Whether the point before `at` goes on, and another point comes behind.
fn follows_point(placed: &[Placed<'_>], at: usize) -> bool {
    placed
        .iter()
        .skip(at)
        .find(|it| it.sentence.unit != SentenceUnit::Follows)
        .is_some_and(|it| it.sentence.unit == SentenceUnit::Point)
}

/// One sentence said in two places.
fn repeated(placed: &[Vec<Placed<'_>>], found: &mut Vec<Remark>) {
    let mut met: BTreeMap<String, &Portion> = BTreeMap::new();
    for it in placed.iter().flatten() {
        let words = comparable(&it.text);
        if words.split_whitespace().count() < 8 {
            continue;
        }
        if let Some(before) = met.insert(words, &it.place.portion) {
            let what = format!("Câu này đã có tại {}.", before.name());
            found.push(Remark { portion: it.place.portion.clone(), what });
        }
    }
}

/// Short names that the sources declare and the draft uses without declaring them.
fn short_names(draft: &Draft, whole: &Draft, placed: &[Vec<Placed<'_>>], found: &mut Vec<Remark>) {
    let declares = |text: &str, name: &str| {
        text.find("sau đây gọi")
            .is_some_and(|at| text.get(at..).is_some_and(|it| it.contains(name)))
    };
    let sentences = || whole.articles.iter().flat_map(|it| &it.sentences);
    let mut names: Vec<&String> = draft.sources.iter().flat_map(|it| &it.short_names).collect();
    names.sort();
    names.dedup();
    for name in names {
        // A name that is a common word in small letters says nothing by standing in a sentence.
        if !name.chars().next().is_some_and(char::is_uppercase)
            || sentences().any(|it| declares(&it.text, name))
        {
            continue;
        }
        if let Some(it) = placed.iter().flatten().find(|it| alone(&it.text, name)) {
            let what =
                format!("“{name}” là tên gọi tắt của văn bản nguồn, dự thảo chưa định nghĩa.");
            found.push(Remark { portion: it.place.portion.clone(), what });
        }
    }
}

/// Whether a name stands in a text and is not the start of a longer name: `Thường trực` of `Thường trực Hội đồng nhân dân`.
fn alone(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let after = text.get(at + name.len()..).unwrap_or_default();
        let before = text.get(..at).unwrap_or_default();
        let next = after.trim_start().chars().next();
        !before.ends_with(char::is_alphanumeric)
            && !after.starts_with(char::is_alphanumeric)
            && !next.is_some_and(char::is_uppercase)
    })
}

/// Citations of the draft itself, in words of the drafter, that point at nothing.
fn nowhere(draft: &Draft, placed: &[Vec<Placed<'_>>], found: &mut Vec<Remark>) {
    let units: Vec<&Portion> = placed.iter().flatten().map(|it| &it.place.portion).collect();
    for it in placed.iter().flatten().filter(|it| it.sentence.origin.is_none()) {
        let standing = cite::Standing { part: Part::Main, path: it.place.portion.steps.clone() };
        let mut reader = cite::Reader::new(draft.kind, &draft.title);
        reader.stand(standing);
        let mentions = cite::find(&it.text);
        for (mention, citation) in mentions.iter().zip(reader.read(&it.text, false)) {
            let other = matches!(mention.document, Named::Written(_))
                || matches!(&mention.document, Named::This(kind) if *kind != draft.kind);
            let portion = cite::portion(&citation);
            let held = units.iter().any(|unit| portion.holds(unit));
            if other || citation.steps.is_empty() || held || mention.place.base == Base::ThisPart {
                continue;
            }
            let words = mention.span.of(&it.text);
            let what = format!("Dẫn chiếu “{words}” không có trong dự thảo.");
            found.push(Remark { portion: it.place.portion.clone(), what });
        }
    }
}

/// Sentences taken from texts that do not apply.
fn sources(draft: &Draft, placed: &[Vec<Placed<'_>>], found: &mut Vec<Remark>) {
    for it in placed.iter().flatten() {
        let Some(origin) = &it.sentence.origin else { continue };
        let state = match draft.source(&origin.address.document).map(|it| it.status) {
            Some(Status::Ended) => "đã hết hiệu lực",
            Some(Status::NotYet) => "chưa có hiệu lực",
            Some(Status::Suspended) => "đang ngưng hiệu lực",
            None => "chưa được nạp vào danh sách văn bản nguồn",
            _ => continue,
        };
        let name = match draft.source(&origin.address.document) {
            Some(source) => [origin.address.portion.name(), source.short_name()].join(" "),
            None => origin.address.to_string(),
        };
        let what = format!("Câu lấy từ {}, văn bản {state}.", name.trim());
        found.push(Remark { portion: it.place.portion.clone(), what });
    }
}

/// Sentences taken over that cite a text which has ended since: a reader of today looks for it in vain, or takes the later text
/// of the same name for it (629/2019/UBTVQH14, khoản 1 Điều 1 means Luật Tổ chức chính quyền địa phương of 2015).
fn ended(draft: &Draft, placed: &[Vec<Placed<'_>>], found: &mut Vec<Remark>) {
    let over: Vec<&Source> = draft.sources.iter().filter(|it| it.status == Status::Ended).collect();
    for it in placed.iter().flatten().filter(|it| it.sentence.origin.is_some()) {
        for mention in cite::find(&it.text) {
            let Named::Written(name) = &mention.document else { continue };
            let Some(source) = over.iter().find(|source| source.is_called(name)) else { continue };
            let words = mention.span.of(&it.text);
            let text = source.short_name();
            let what =
                format!("Dẫn chiếu “{words}”: văn bản được nói đến là {text}, đã hết hiệu lực.");
            found.push(Remark { portion: it.place.portion.clone(), what });
        }
    }
}
