//! Đối chiếu với mẫu: one text against the text it should follow, clause by clause.
//!
//! A council's regulation is held against the model regulation, guidance against the law that it details. What answers what
//! is told by words and headings, not by numbers, for local texts merge, split and move. A difference in what matters in law
//! makes a candidate for a contradiction; whether it is one, people decide.

use std::collections::BTreeMap;

use crate::law::{Component, Document, Portion, Unit, UnitId};
use crate::overlap::frame::without_names;
use crate::overlap::likeness::{Likeness, Weighed};
use crate::overlap::{Difference, Matter, compared, differences};
use crate::text::comparable;

/// Kết quả đối chiếu của một khoản.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Conformity {
    /// Có thể trái: says otherwise what matters in law.
    Contrary,
    /// Thiếu: in the model, not in the text.
    Missing,
    /// Có sửa: the same matter in other words.
    Adapted,
    /// Thêm: in the text, not in the model.
    Added,
    /// Tiếp thu: the same words, but for names of places and numbers of provisions.
    TakenOver,
}

/// A clause of one of the two texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClauseSide {
    /// Where.
    pub portion: Portion,
    /// Tên of its article.
    pub heading: String,
    /// All it says.
    pub text: String,
}

/// A clause of the model, a clause of the text, or both where one answers the other.
#[derive(Clone, Debug, PartialEq)]
pub struct ConformityRow {
    /// What is proposed.
    pub conformity: Conformity,
    /// The clause of the model.
    pub model: Option<ClauseSide>,
    /// The clause of the text.
    pub text: Option<ClauseSide>,
    /// How much the two have in common, 0 to 1.
    pub likeness: f64,
    /// What the two say otherwise; spans are in the texts of the two sides.
    pub differences: Vec<Difference>,
}

impl Conformity {
    /// Every result, in the order in which they need a reader.
    pub const ALL: [Self; 5] =
        [Self::Contrary, Self::Missing, Self::Adapted, Self::Added, Self::TakenOver];

    /// In words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Contrary => "Có thể trái",
            Self::Missing => "Không có trong văn bản",
            Self::Adapted => "Có sửa",
            Self::Added => "Thêm so với mẫu",
            Self::TakenOver => "Tiếp thu",
        }
    }

    /// As a word of data files and style sheets.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Contrary => "co-the-trai",
            Self::Missing => "thieu",
            Self::Adapted => "co-sua",
            Self::Added => "them",
            Self::TakenOver => "tiep-thu",
        }
    }
}

/// Below this two clauses do not answer each other.
const ANSWERS: f64 = 0.34;
/// A clause of which so much stands in one clause of the other text was merged into it, or cut out of it.
const HELD: f64 = 0.72;

/// Holds `text` against `model`: the rows in the order of the model, what was added behind the clause it follows.
pub fn conformity(model: &Document, text: &Document) -> Vec<ConformityRow> {
    let (wanted, given) = (clauses(model), clauses(text));
    let likeness = Likeness::over(wanted.iter().chain(&given).map(weighed).collect());
    let answers = answers(&likeness, wanted.len(), given.len());
    let mut answered: BTreeMap<usize, usize> = BTreeMap::new();
    let mut rows: Vec<((usize, usize), ConformityRow)> = Vec::new();
    for (at, side) in wanted.iter().enumerate() {
        let answer = answers.iter().find(|it| it.0 == at);
        let there = answer.and_then(|it| Some((given.get(it.1)?, it.2)));
        if let Some(&(_, to, _)) = answer {
            answered.entry(to).or_insert(at);
        }
        rows.push(((at, 0), row(Some(side), there.map(|it| it.0), there.map_or(0.0, |it| it.1))));
    }
    let mut behind = 0;
    for (at, side) in given.iter().enumerate() {
        if let Some(&of) = answered.get(&at) {
            behind = of;
            continue;
        }
        let origin = (0..wanted.len())
            .map(|of| (of, likeness.held(wanted.len() + at, of)))
            .filter(|it| it.1 >= HELD)
            .max_by(|a, b| a.1.total_cmp(&b.1));
        let place = (origin.map_or(behind, |it| it.0), at + 1);
        let model = origin.and_then(|it| wanted.get(it.0));
        rows.push((place, row(model, Some(side), origin.map_or(0.0, |it| it.1))));
    }
    rows.sort_by_key(|it| it.0);
    rows.into_iter().map(|it| it.1).collect()
}

/// `(clause of the model, clause of the text, likeness)`: likest first one to one, then what was merged into a clause that
/// already answers another.
fn answers(likeness: &Likeness, wanted: usize, given: usize) -> Vec<(usize, usize, f64)> {
    let mut likest: Vec<(f64, usize, usize)> = Vec::new();
    for a in 0..wanted {
        for b in 0..given {
            let like = likeness.between(a, wanted + b);
            if like >= ANSWERS {
                likest.push((like, a, b));
            }
        }
    }
    likest.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut found: Vec<(usize, usize, f64)> = Vec::new();
    let (mut from, mut to) = (vec![false; wanted], vec![false; given]);
    for (like, a, b) in likest {
        if let (Some(a_done), Some(b_done)) = (from.get_mut(a), to.get_mut(b))
            && !*a_done
            && !*b_done
        {
            (*a_done, *b_done) = (true, true);
            found.push((a, b, like));
        }
    }
    for a in (0..wanted).filter(|&a| from.get(a) == Some(&false)) {
        let held = (0..given).map(|b| (b, likeness.held(a, wanted + b)));
        let best = held.filter(|it| it.1 >= HELD).max_by(|x, y| x.1.total_cmp(&y.1));
        found.extend(best.map(|(b, like)| (a, b, like)));
    }
    found
}

fn row(model: Option<&ClauseSide>, text: Option<&ClauseSide>, likeness: f64) -> ConformityRow {
    let (conformity, differences) = match (model, text) {
        (Some(a), Some(b)) if core(&a.text) == core(&b.text) => (Conformity::TakenOver, Vec::new()),
        (Some(a), Some(b)) => {
            let mut found = differences(&a.text, &b.text);
            found.retain(|it| !is_said_elsewhere(it, &a.text, &b.text));
            let contrary = found.iter().any(is_contrary);
            (if contrary { Conformity::Contrary } else { Conformity::Adapted }, found)
        }
        (Some(_), None) => (Conformity::Missing, Vec::new()),
        (None, _) => (Conformity::Added, Vec::new()),
    };
    ConformityRow { conformity, model: model.cloned(), text: text.cloned(), likeness, differences }
}

/// Whether what one sentence says alone stands in another sentence of the other clause: what is cut into sentences otherwise
/// ("phải công khai, chịu sự giám sát", "phải công khai; chịu sự giám sát") is no difference.
fn is_said_elsewhere(it: &Difference, model: &str, text: &str) -> bool {
    let says = |said: &[String], text: &str| {
        let text = comparable(text);
        let padded: String = text.replace(" 0", " ");
        said.iter().all(|it| {
            let words: &[&str] = match it.as_str() {
                "phải" => &["phải", "có trách nhiệm", "có nghĩa vụ"],
                "được" => &["được", "có thể", "có quyền"],
                "không được" => &["không được", "nghiêm cấm"],
                other => &[other],
            };
            words.iter().any(|word| padded.contains(word))
        })
    };
    match (it.left.is_empty(), it.right.is_empty()) {
        (false, true) => says(&it.left, text),
        (true, false) => says(&it.right, model),
        _ => false,
    }
}

/// Whether a difference may contradict: both sides say what the other does not. What one side alone says adds or leaves out.
fn is_contrary(it: &Difference) -> bool {
    let both = !it.left.is_empty() && !it.right.is_empty();
    let forbids = |said: &[String]| said.iter().any(|it| it == "không được");
    let binds = |said: &[String]| said.iter().any(|it| it == "phải" || it == "không được");
    match it.matter {
        Matter::Duty => both || forbids(&it.left) || forbids(&it.right) || binds(&it.left),
        // Conditions are told in too many words to set one against another.
        Matter::Condition => false,
        Matter::Deadline | Matter::Majority | Matter::Quantity | Matter::Actor | Matter::Form => {
            both
        }
    }
}

/// What a clause says without names of places, levels, and the numbers of provisions, which every text has of its own.
fn core(text: &str) -> String {
    let text = without_names(&comparable(text));
    let mut kept: Vec<&str> = Vec::new();
    for line in text.lines() {
        let mut words = line.split_whitespace().peekable();
        // The number in front.
        words.next_if(|it| it.ends_with(['.', ')']) && it.chars().count() < 4);
        for word in words {
            let own = matches!(word, "tỉnh" | "cấp" | "thành" | "phố" | "xã" | "phường" | "mình");
            let number = matches!(kept.last(), Some(&("điều" | "khoản" | "điểm")))
                && (word.starts_with(|it: char| it.is_ascii_digit()) || word.chars().count() < 3);
            if !own && !number {
                kept.push(word.trim_end_matches([',', ';', '.']));
            }
        }
    }
    kept.retain(|it| !it.is_empty());
    kept.join(" ")
}

fn weighed(side: &ClauseSide) -> Weighed {
    Weighed::of(&side.heading, &core(&side.text))
}

/// The khoản of the text that counts, articles without khoản whole. Where a resolution promulgates a regulation, the
/// regulation counts: the component with most articles.
fn clauses(document: &Document) -> Vec<ClauseSide> {
    let mut articles: BTreeMap<Component, usize> = BTreeMap::new();
    for id in compared(document) {
        if let Some(it) = document.provision(id) {
            *articles.entry(it.component).or_default() += 1;
        }
    }
    let main = articles
        .into_iter()
        .max_by_key(|&(component, count)| (count, std::cmp::Reverse(component)));
    let Some((main, _)) = main else { return Vec::new() };
    let of_main = |id: &UnitId| document.provision(*id).is_some_and(|it| it.component == main);
    compared(document).into_iter().filter(of_main).flat_map(|id| of_article(document, id)).collect()
}

fn of_article(document: &Document, id: UnitId) -> Vec<ClauseSide> {
    let heading = document.heading(id).unwrap_or_default().trim().to_owned();
    let side = |id: UnitId| ClauseSide {
        portion: document.portion(id),
        heading: heading.clone(),
        text: document.body(id),
    };
    let inside = document.units().filter(|(unit, it)| {
        it.step.unit == Unit::Clause && *unit != id && document.ancestors(*unit).any(|it| it == id)
    });
    let clauses: Vec<ClauseSide> = inside.map(|(id, _)| side(id)).collect();
    match clauses.is_empty() {
        true => Some(side(id)).into_iter().filter(|it| !it.text.trim().is_empty()).collect(),
        false => clauses,
    }
}
