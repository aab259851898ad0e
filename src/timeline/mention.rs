//! What a clause speaks of: this text, other texts by number or by name, and provisions of either.
//!
//! In `Nghị định số A sửa đổi, bổ sung một số điều của Nghị định số B` only A is spoken of; B stands in A's name. A mention is
//! free when it begins a list or follows a joint of a list, and bound otherwise.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::law::{DocumentNumber, Kind, Label, Portion, Step, Unit, date_in};
use crate::text::{Normal, roman};
use crate::timeline::moment::KINDS;

/// A text that a clause names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    /// From the word of its kind to the end of its number or name.
    pub(crate) range: Range<usize>,
    pub(crate) thing: Thing,
    /// Whether it only stands in the name or the history of another text.
    pub(crate) bound: bool,
}

/// Which text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Thing {
    /// The text that speaks.
    This,
    /// Another, by its number as written, and its kind where the clause gives it.
    Numbered { number: String, kind: Option<Kind> },
    /// Another, by kind, name and day of issue: laws before 2000 were named so.
    Named { name: String, issued: Date },
}

/// A provision that a clause names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) range: Range<usize>,
    pub(crate) portion: Portion,
    /// Whether the place is in the text that speaks (`khoản 2 Điều này`).
    pub(crate) here: bool,
}

static MENTION: LazyLock<Regex> = LazyLock::new(|| {
    let number = r"[0-9]{1,6}[a-zđ]{0,2}(?:\s?/\s?[0-9]{2,4})?\s?[/\-]\s?[\p{L}][\p{L}0-9]*(?:\s?[/\-–.&]\s?[\p{L}0-9]+)*";
    let shape = format!(
        r"(?x)
        \b (?P<kind>{KINDS}) \s+ này \b
      | \b (?: (?P<numbered>{KINDS}) (?P<title>[^;:()“”0-9]{{0,160}}?) \s (?:số:?\s*)? (?P<number>{number}) )
      | \b số:?\s* (?P<bare>{number})
      | \b (?P<named>bộ\s+luật|luật|pháp\s+lệnh) (?P<name>\s[^;:()“”0-9]{{3,120}}?) \s (?:được\s[^;:()]{{0,80}}\s)? (?P<date>ngày\s+[0-9]{{1,2}}\s*(?:/|tháng)\s*[0-9]{{1,2}}\s*(?:/|năm)\s*(?:19|20)[0-9]{{2}})"
    );
    #[expect(clippy::unwrap_used, reason = "a constant pattern, compiled by every test")]
    Regex::new(&shape).unwrap()
});

/// The texts named in a comparable view of `source`, in order.
pub(crate) fn mentions(view: &Normal, source: &str) -> Vec<Mention> {
    let text = view.text.as_str();
    let mut found: Vec<Mention> = Vec::new();
    let mut at = 0;
    let mut numbered_kind = None;
    while let Some(hit) = MENTION.captures_at(text, at) {
        let Some(whole) = hit.get(0) else { break };
        at = whole.end().max(at + 1);
        let mut range = whole.range();
        let thing = if hit.name("kind").is_some() {
            Thing::This
        } else if let Some(number) = hit.name("number").or_else(|| hit.name("bare")) {
            let written = view.to_source(number.range()).of(source);
            let Ok(written) = written.parse::<DocumentNumber>() else {
                at = number.start().max(whole.start() + 1);
                continue;
            };
            // "Luật hình sự và Bộ luật số 12": the name of the text begins at the last word of a kind.
            if let Some(kind) = hit.name("title").and_then(|title| last_kind(text, title.range())) {
                range.start = kind;
            }
            let kind = text.get(range.start..).and_then(Kind::at_start).map(|(kind, _)| kind);
            Thing::Numbered { number: written.to_string(), kind }
        } else {
            let Some(Ok(issued)) = hit.name("date").and_then(|date| date_in(date.as_str())) else {
                continue;
            };
            let name = hit.name("name").map_or(range.clone(), |name| range.start..name.end());
            Thing::Named { name: view.to_source(name).of(source).to_owned(), issued }
        };
        let before = found.last();
        let since = before.map_or(0, |it| it.range.end);
        let bound =
            is_bound(text.get(since..range.start).unwrap_or_default(), before, numbered_kind);
        let titled =
            hit.name("title").is_some_and(|title| title.as_str().split_whitespace().count() > 1);
        numbered_kind = Some(titled);
        found.push(Mention { range, thing, bound });
    }
    found
}

/// Where the last word of a kind in `range` begins, after a joint of a list.
fn last_kind(text: &str, range: Range<usize>) -> Option<usize> {
    static KIND: LazyLock<Regex> = LazyLock::new(|| {
        #[expect(clippy::unwrap_used, reason = "a constant pattern, compiled by every test")]
        Regex::new(&format!(r"(?:,|;|\bvà|\bcủa|\btheo|\bbởi|\btại)\s+(?P<kind>{KINDS})\b"))
            .unwrap()
    });
    let title = text.get(range.clone())?;
    let last = KIND.captures_iter(title).filter_map(|hit| hit.name("kind")).last()?;
    Some(range.start + last.start())
}

/// Whether a mention belongs to the one before it; `gap` is what stands between.
fn is_bound(gap: &str, before: Option<&Mention>, titled: Option<bool>) -> bool {
    const HISTORY: [&str; 6] =
        ["sửa đổi", "bổ sung", "hướng dẫn", "quy định chi tiết", "thi hành", "kèm theo"];
    let Some(before) = before else {
        return false;
    };
    const VERBS: [&str; 5] = ["thay thế", "bãi bỏ", "hủy bỏ", "hiệu lực", "ngưng"];
    let gap = gap.trim();
    if VERBS.iter().any(|it| gap.contains(it)) {
        return false;
    }
    let joint = ["và", ",", ";", "cùng", "các", "hoặc", "."].iter().any(|it| gap.ends_with(it));
    // "… được sửa đổi theo Luật số 26/2004/QH11 và Luật số 58/2005/QH11": both tell the history of the first.
    if before.bound && joint && gap.chars().count() < 8 && titled == Some(false) {
        return true;
    }
    if gap.is_empty() || joint {
        return false;
    }
    let last = gap.rsplit([',', ';']).next().unwrap_or(gap);
    let provision = places(gap).last().is_some_and(|it| {
        let rest = gap.get(it.range.end..).unwrap_or_default().trim();
        rest.is_empty() || ["của", "tại", "trong"].contains(&rest)
    });
    !provision || HISTORY.iter().any(|it| last.contains(it))
}

static GROUP: LazyLock<Regex> = LazyLock::new(|| {
    let shape = r"(?x)
        \b (?P<own>điều|khoản|điểm) \s+ này \b
      | \b (?P<unit>tiểu\s+mục|mục|chương|phần|điều|khoản|điểm) \s+ (?:thứ\s+)?
        (?P<labels> LABEL \b (?: (?: \s*,\s* | \s+và\s+ | \s+hoặc\s+ | \s+đến\s+ | \s*-\s* ) LABEL \b )* )";
    let label = r"(?:[0-9]{1,3}(?:[a-zđ][0-9]?)?|[ivxlc]{1,7}|[a-zđ][0-9]?)";
    #[expect(clippy::unwrap_used, reason = "a constant pattern, compiled by every test")]
    Regex::new(&shape.replace("LABEL", label)).unwrap()
});

/// The provisions named in a comparable text, in order; without those that need another sentence to be known.
///
/// Small units come first and larger ones follow: in `điểm b, điểm đ khoản 2 và khoản 10 Điều 28` the article closes all.
pub(crate) fn places(text: &str) -> Vec<Place> {
    let mut done = Vec::new();
    let mut open: Vec<Chain> = Vec::new();
    let mut end = 0;
    for hit in GROUP.captures_iter(text) {
        let Some(whole) = hit.get(0) else { continue };
        let joint = text.get(end..whole.start()).unwrap_or_default();
        if !is_joint(joint) {
            open.clear();
        }
        end = whole.end();
        if let Some(own) = hit.name("own") {
            // `khoản 2 Điều này`: known to stand here, but where "here" is the caller knows.
            if own.as_str() == "điều" {
                done.extend(open.drain(..).map(|chain| chain.closed(whole.end(), true)));
            }
            continue;
        }
        let (Some(unit), Some(labels)) = (hit.name("unit"), hit.name("labels")) else { continue };
        let Some(unit) = unit_of(unit.as_str()) else { continue };
        let steps = labels_of(unit, labels.as_str());
        let start = whole.start();
        let smaller = open.iter().any(|chain| chain.outer() > Some(unit));
        if let Some(step) = steps.first().filter(|_| smaller && steps.len() == 1) {
            for chain in open.iter_mut().filter(|chain| chain.outer() > Some(unit)) {
                chain.steps.insert(0, step.clone());
            }
        } else {
            open.extend(steps.into_iter().map(|step| Chain { start, steps: vec![step] }));
        }
        let (closed, rest): (Vec<Chain>, Vec<Chain>) =
            open.drain(..).partition(|chain| chain.outer() <= Some(Unit::Article));
        open = rest;
        let through = joint.trim() == "đến";
        for chain in closed {
            if let Some(last) = done.last().filter(|_| through) {
                done.extend(between(last, &chain));
            }
            done.push(chain.closed(end, false));
        }
    }
    done
}

/// The articles between two: `từ Điều 5 đến Điều 9`.
fn between(first: &Place, last: &Chain) -> Vec<Place> {
    let number = |steps: &[Step]| match steps {
        [only] if only.unit == Unit::Article => only.label.number(),
        _ => None,
    };
    let (Some(from), Some(to)) = (number(&first.portion.steps), number(&last.steps)) else {
        return Vec::new();
    };
    let steps = (from + 1..to).take(200).map(|it| Step::new(Unit::Article, Label::count(it)));
    let place = |step| Place {
        portion: Portion { steps: vec![step], ..Portion::default() },
        ..first.clone()
    };
    steps.map(place).collect()
}

/// A provision on the way to be known, from the inside out.
#[derive(Debug)]
struct Chain {
    start: usize,
    steps: Vec<Step>,
}

impl Chain {
    fn outer(&self) -> Option<Unit> {
        self.steps.first().map(|step| step.unit)
    }

    fn closed(self, end: usize, here: bool) -> Place {
        let portion = Portion { steps: self.steps, ..Portion::default() };
        Place { range: self.start..end, portion, here }
    }
}

fn is_joint(gap: &str) -> bool {
    let words = gap.split([' ', ',', ';', '\u{A0}']).filter(|word| !word.is_empty());
    words
        .into_iter()
        .all(|word| ["và", "các", "của", "tại", "hoặc", "từ", "đến", "quy", "định"].contains(&word))
}

fn unit_of(word: &str) -> Option<Unit> {
    match word {
        "phần" => Some(Unit::Part),
        "chương" => Some(Unit::Chapter),
        "mục" => Some(Unit::Section),
        "điều" => Some(Unit::Article),
        "khoản" => Some(Unit::Clause),
        "điểm" => Some(Unit::Point),
        _ => None,
    }
}

/// `1, 2 và 3`, `5 đến 9`, `a và b`, `III`.
fn labels_of(unit: Unit, text: &str) -> Vec<Step> {
    let text = text.replace("đến", " - ").replace(" và ", ",").replace(" hoặc ", ",");
    let mut steps: Vec<Step> = Vec::new();
    for part in text.split(',') {
        let mut ends = part.split('-').map(|it| label_of(unit, it.trim()));
        let (Some(Some(first)), last) = (ends.next(), ends.next().flatten()) else { continue };
        let range = (first.number(), last.as_ref().and_then(Label::number));
        steps.push(Step::new(unit, first));
        if let (Some(from), Some(to)) = range {
            let between = (from + 1..=to).take(200).map(|it| Step::new(unit, Label::count(it)));
            steps.extend(between);
        }
    }
    steps
}

fn label_of(unit: Unit, word: &str) -> Option<Label> {
    let large = matches!(unit, Unit::Part | Unit::Chapter | Unit::Section);
    match roman(&word.to_uppercase()).filter(|_| large) {
        Some(number) => Some(Label::count(number.0)),
        // A lone letter numbers điểm only; digits number everything else.
        None => Label::new(word).filter(|it| it.number().is_some() != (unit == Unit::Point)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Form, comparable};

    fn named(text: &str) -> Vec<String> {
        places(&comparable(text)).into_iter().map(|it| it.portion.to_string()).collect()
    }

    #[test]
    fn small_units_wait_for_the_larger() {
        for (text, expected) in [
            ("khoản 2 Điều 88", vec!["dieu-88/khoan-2"]),
            (
                "điểm b, điểm đ khoản 2 và khoản 10 Điều 28",
                vec!["dieu-28/khoan-2/diem-b", "dieu-28/khoan-2/diem-dd", "dieu-28/khoan-10"],
            ),
            ("các điều 5, 6 và 7", vec!["dieu-5", "dieu-6", "dieu-7"]),
            ("Điều 159 và điểm h khoản 1 Điều 192", vec!["dieu-159", "dieu-192/khoan-1/diem-h"]),
            (
                "các khoản 1, 2 và 3 Điều 7",
                vec!["dieu-7/khoan-1", "dieu-7/khoan-2", "dieu-7/khoan-3"],
            ),
            ("từ Điều 5 đến Điều 7", vec!["dieu-5", "dieu-6", "dieu-7"]),
            ("Chương III và Mục 2", vec!["chuong-3", "muc-2"]),
            ("khoản 2 và khoản 3 Điều này", vec!["khoan-2", "khoan-3"]),
            ("khoản 5", vec![]),
        ] {
            assert_eq!(named(text), expected, "{text}");
        }
    }

    #[test]
    fn texts_in_the_name_of_another_are_bound() {
        let free = |source: &str| {
            let view = Normal::of(source, Form::Comparable);
            let free = mentions(&view, source).into_iter().filter(|it| !it.bound);
            free.map(|it| match it.thing {
                Thing::This => "này".to_owned(),
                Thing::Numbered { number, .. } => number,
                Thing::Named { name, issued } => format!("{name} {issued}"),
            })
            .collect::<Vec<_>>()
        };
        for (text, expected) in [
            (
                "Thông tư này thay thế Thông tư số 03/2010/TT-BTTTT ngày 14 tháng 01 năm 2010",
                vec!["này", "03/2010/TT-BTTTT"],
            ),
            (
                "Nghị định số 14/2008/NĐ-CP và Nghị định số 12/2010/NĐ-CP sửa đổi, bổ sung một số điều của Nghị định số 14/2008/NĐ-CP",
                vec!["14/2008/NĐ-CP", "12/2010/NĐ-CP"],
            ),
            (
                "Luật Khiếu nại, tố cáo số 09/1998/QH10 đã được sửa đổi, bổ sung theo Luật số 26/2004/QH11 và Luật số 58/2005/QH11",
                vec!["09/1998/QH10"],
            ),
            (
                "Luật quốc tịch Việt Nam ngày 20 tháng 5 năm 1998",
                vec!["Luật quốc tịch Việt Nam 1998-05-20"],
            ),
            ("Chương III của Thông tư số 218/2013/TT-BQP", vec!["218/2013/TT-BQP"]),
            (
                "Luật Đầu tư số 59/2005/QH11 và Nghị quyết số 49/2010/QH12",
                vec!["59/2005/QH11", "49/2010/QH12"],
            ),
            (
                "Luật Sổ cũ ngày 06 tháng 7 năm 1993 đã được sửa đổi, bổ sung theo Luật số 19/2000/QH10, Luật số 10/2008/QH12",
                vec!["Luật Sổ cũ 1993-07-06"],
            ),
        ] {
            assert_eq!(free(text), expected, "{text}");
        }
    }
}
