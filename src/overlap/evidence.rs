//! What speaks for and against two passages regulating the same thing: each piece between 0 and 1, each with a meaning.
//!
//! Wording alone decides little: of 120 pairs read by a person, some that share 98% of their words regulate other objects
//! (129/2017/NĐ-CP Điều 24 on irrigation works, 44/2018/NĐ-CP Điều 16 on airports), and some that share 8% the same
//! matter (03/2012/UBTVQH13 Điều 7 and 63/2013/NĐ-CP Điều 1). So the object is weighed apart, by heading and title.

use crate::overlap::passage::Gram;
use crate::overlap::{Background, Passage};

/// Căn cứ để coi hai quy định là cùng một việc.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    /// The share of the shorter text's pairs of syllables, by weight, that the other has too.
    pub wording: f64,
    /// How much the headings agree: the words in common against what the shorter one has of its own.
    pub heading: f64,
    /// How much the headings have in common, in weight.
    pub heading_weight: f64,
    /// What both headings name that the other text nowhere mentions.
    pub foreign_both: f64,
    /// What one heading names that the other text nowhere mentions.
    pub foreign_one: f64,
    /// Two articles of one document with other headings: a law seldom regulates a thing twice.
    pub sisters: f64,
    /// A heading that any text may have.
    pub boilerplate: f64,
    /// The headings name no object, and the titles name different ones.
    pub bare_heading: f64,
    /// The object stands in the titles alone, and differs: "Mật độ tập luyện" of one sport and of another.
    pub object_in_title: f64,
    /// One title is contained in the other, as a decree's in its law's.
    pub one_title: f64,
    /// How much the titles agree.
    pub title: f64,
    /// Texts of one authority on different objects: it seldom regulates a thing twice, and writes in its own mould.
    pub series: f64,
    /// One cites the other's document.
    pub cites_document: f64,
}

impl Evidence {
    /// Weighs two passages against the background they stand in.
    pub fn between(a: &Passage, b: &Passage, background: &Background) -> Self {
        let weight = |words: &[Gram]| words.iter().map(|&it| background.word(it)).sum::<f64>();
        let heads = Halves::of(&a.heading, &b.heading);
        let titles = Halves::of(&a.title, &b.title);
        let (shared, only_a, only_b) =
            (weight(&heads.both), weight(&heads.left), weight(&heads.right));
        let foreign = |words: &[Gram], other: &Passage| {
            words.iter().filter(|&&it| !other.says(it)).map(|&it| background.word(it)).sum::<f64>()
        };
        let (foreign_a, foreign_b) = (foreign(&heads.left, b), foreign(&heads.right, a));
        let titles_apart = weight(&titles.left).min(weight(&titles.right));
        let title = weight(&titles.both) / (weight(&titles.both) + titles_apart + 0.01);
        let unsaid = foreign(&titles.left, b).min(foreign(&titles.right, a));
        let bare = 1.0 - part(weight(&a.heading).min(weight(&b.heading)), 10.0);
        let in_title =
            |passage: &Passage| Halves::of(&passage.heading, &passage.title).both.is_empty();
        let same_document = a.document == b.document;
        Self {
            wording: wording(a, b, background),
            heading: shared / (shared + only_a.min(only_b) + 0.01),
            heading_weight: part(shared, 12.0),
            foreign_both: foreign_a.min(foreign_b) / 5.0,
            foreign_one: foreign_a.max(foreign_b) / 5.0,
            sisters: truth(same_document) * part(only_a + only_b, 3.0),
            boilerplate: truth(a.boilerplate || b.boilerplate),
            bare_heading: bare * part(titles_apart, 10.0),
            object_in_title: truth(in_title(a) && in_title(b)) * part(unsaid, 10.0),
            one_title: truth(title > 0.85),
            title,
            cites_document: truth(
                meet(&a.cited.documents, &b.own.documents)
                    || meet(&b.cited.documents, &a.own.documents),
            ),
            series: truth(a.authority == b.authority && !same_document) * part(titles_apart, 10.0),
        }
    }
}

/// The share of the lighter passage's pairs that the other has.
fn wording(a: &Passage, b: &Passage, background: &Background) -> f64 {
    let total = |passage: &Passage| {
        passage
            .pairs
            .iter()
            .map(|&(pair, times)| background.pair(pair) * f64::from(times))
            .sum::<f64>()
    };
    let (mut shared, mut theirs) = (0.0, b.pairs.iter().peekable());
    for &(pair, times) in &a.pairs {
        while theirs.next_if(|it| it.0 < pair).is_some() {}
        if let Some(&(_, also)) = theirs.next_if(|it| it.0 == pair) {
            shared += background.pair(pair) * f64::from(times.min(also));
        }
    }
    let lighter = total(a).min(total(b));
    if lighter > 0.0 { shared / lighter } else { 0.0 }
}

/// Two sorted sets: what both have, and what each has alone.
pub(super) struct Halves {
    pub(super) both: Vec<Gram>,
    pub(super) left: Vec<Gram>,
    pub(super) right: Vec<Gram>,
}

impl Halves {
    pub(super) fn of(left: &[Gram], right: &[Gram]) -> Self {
        let (both, alone) = left.iter().partition(|it| right.binary_search(it).is_ok());
        let right = right.iter().copied().filter(|it| left.binary_search(it).is_err()).collect();
        Self { both, left: alone, right }
    }
}

/// Whether two sorted sets have something in common.
fn meet(left: &[Gram], right: &[Gram]) -> bool {
    left.iter().any(|it| right.binary_search(it).is_ok())
}

fn part(weight: f64, whole: f64) -> f64 {
    weight.min(whole) / whole
}

fn truth(it: bool) -> f64 {
    f64::from(u8::from(it))
}
