//! Đánh số: which điều, khoản, điểm each sentence of a draft becomes.
//!
//! Numbers follow from the order alone. The only khoản of an article carries no number, as official texts have it; a điểm
//! without khoản stands under its điều.

use crate::draft::{Draft, DraftArticle, SentenceUnit};
use crate::law::{Component, Label, Portion, Step, Unit};

/// Where a sentence of a draft stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Its unit in the draft.
    pub(super) portion: Portion,
    /// Whether a paragraph begins with it.
    pub(super) opens: bool,
    /// Whether the number of its unit stands in front of it.
    pub(super) marked: bool,
}

/// The places of all sentences, article by article. An enforcement article that is added later takes the next number.
pub(super) fn places(draft: &Draft) -> Vec<Vec<Place>> {
    (1..).zip(&draft.articles).map(|(number, article)| of_article(number, article)).collect()
}

/// The portion of a whole article.
pub(super) fn article(number: u32) -> Portion {
    let steps = vec![Step::new(Unit::Article, Label::count(number))];
    Portion { component: Component::Main, steps }
}

fn of_article(number: u32, it: &DraftArticle) -> Vec<Place> {
    let begins = |unit: SentenceUnit| it.sentences.iter().filter(move |it| it.unit == unit).count();
    let alone = begins(SentenceUnit::Clause) == 1
        && it.sentences.first().is_some_and(|first| first.unit == SentenceUnit::Clause);
    let whole = article(number);
    let (mut clauses, mut points) = (0, 0);
    let mut around = whole.clone();
    let mut here = whole.clone();
    let place = |sentence: (usize, &crate::draft::DraftSentence)| {
        let (at, sentence) = sentence;
        match sentence.unit {
            SentenceUnit::Follows => {}
            // After điểm the khoản goes on.
            SentenceUnit::Paragraph => here.clone_from(&around),
            SentenceUnit::Opening => {
                here.clone_from(&whole);
                around.clone_from(&whole);
                points = 0;
            }
            SentenceUnit::Clause if alone => here.clone_from(&whole),
            SentenceUnit::Clause => {
                clauses += 1;
                points = 0;
                around = below(&whole, Unit::Clause, Label::count(clauses));
                here.clone_from(&around);
            }
            SentenceUnit::Point => {
                points += 1;
                here = below(&around, Unit::Point, Label::lettered(points));
            }
        }
        Place {
            portion: here.clone(),
            opens: at == 0 || sentence.unit != SentenceUnit::Follows,
            marked: sentence.unit != SentenceUnit::Paragraph,
        }
    };
    it.sentences.iter().enumerate().map(place).collect()
}

fn below(portion: &Portion, unit: Unit, label: Label) -> Portion {
    let mut below = portion.clone();
    below.steps.push(Step::new(unit, label));
    below
}

/// The number as it stands in front of a unit's words: `2.`, `đ)`; empty for an article's own paragraph.
pub(super) fn mark(portion: &Portion) -> String {
    match portion.steps.last() {
        Some(step) if step.unit == Unit::Clause => format!("{}.", step.label),
        Some(step) if step.unit == Unit::Point => format!("{})", step.label),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::DraftSentence;

    fn told(units: &[SentenceUnit]) -> Vec<String> {
        let sentences = units.iter().map(|&unit| DraftSentence::new(unit, "Câu.")).collect();
        let article = DraftArticle { sentences, ..DraftArticle::default() };
        of_article(3, &article).into_iter().map(|it| it.portion.to_string()).collect()
    }

    #[test]
    fn numbers_follow_from_the_order() {
        use SentenceUnit::{Clause, Follows, Opening, Paragraph, Point};
        assert_eq!(
            told(&[Opening, Clause, Follows, Point, Point, Clause]),
            [
                "dieu-3",
                "dieu-3/khoan-1",
                "dieu-3/khoan-1",
                "dieu-3/khoan-1/diem-a",
                "dieu-3/khoan-1/diem-b",
                "dieu-3/khoan-2"
            ]
        );
        assert_eq!(
            told(&[Clause, Paragraph, Point, Paragraph, Clause]),
            [
                "dieu-3/khoan-1",
                "dieu-3/khoan-1",
                "dieu-3/khoan-1/diem-a",
                "dieu-3/khoan-1",
                "dieu-3/khoan-2"
            ]
        );
        assert_eq!(told(&[Clause, Follows]), ["dieu-3", "dieu-3"]);
        assert_eq!(told(&[Opening, Point, Point]), ["dieu-3", "dieu-3/diem-a", "dieu-3/diem-b"]);
        assert_eq!(told(&[Clause, Point]), ["dieu-3", "dieu-3/diem-a"]);
    }
}
