//! Two texts side by side: which sentence answers which.

use std::collections::BTreeMap;

use crate::text::{Span, comparable, sentences, syllables};

/// A row of two texts side by side: the sentence here, the sentence there, or one of them alone.
#[derive(Clone, Debug, PartialEq)]
pub struct Aligned {
    /// The sentence of the left text.
    pub left: Option<Span>,
    /// The sentence of the right text.
    pub right: Option<Span>,
    /// How much of their syllable pairs the two have in common, 0 to 1.
    pub likeness: f64,
}

/// Below this two sentences do not answer each other.
const ANSWERS: f64 = 0.25;

/// Aligns two texts sentence by sentence, in the order of the left one; sentences of the right that answer nothing follow
/// the one they stand behind.
///
/// Rules are often told in another order, so a sentence answers the one it is likest to, wherever that stands.
pub fn align(left: &str, right: &str) -> Vec<Aligned> {
    let (here, there) = (sentences(left), sentences(right));
    let pairs_here: Vec<_> = here.iter().map(|it| pairs(it.of(left))).collect();
    let pairs_there: Vec<_> = there.iter().map(|it| pairs(it.of(right))).collect();
    let mut likest: Vec<(f64, usize, usize)> = Vec::new();
    for (i, a) in pairs_here.iter().enumerate() {
        for (j, b) in pairs_there.iter().enumerate() {
            let likeness = dice(a, b);
            if likeness >= ANSWERS {
                likest.push((likeness, i, j));
            }
        }
    }
    likest.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut answers: BTreeMap<usize, (usize, f64)> = BTreeMap::new();
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    for (likeness, i, j) in likest {
        if !answers.contains_key(&i) && !taken.contains_key(&j) {
            answers.insert(i, (j, likeness));
            taken.insert(j, i);
        }
    }
    let mut rows: Vec<((usize, usize), Aligned)> = Vec::new();
    for (i, &span) in here.iter().enumerate() {
        let answer = answers.get(&i);
        rows.push((
            (i, 0),
            Aligned {
                left: Some(span),
                right: answer.and_then(|it| there.get(it.0)).copied(),
                likeness: answer.map_or(0.0, |it| it.1),
            },
        ));
    }
    let mut behind = 0;
    for (j, &span) in there.iter().enumerate() {
        match taken.get(&j) {
            Some(&i) => behind = i,
            None => rows
                .push(((behind, j + 1), Aligned { left: None, right: Some(span), likeness: 0.0 })),
        }
    }
    rows.sort_by_key(|row| row.0);
    rows.into_iter().map(|row| row.1).collect()
}

/// How much of their syllable pairs two sentences have in common, 0 to 1.
pub(crate) fn likeness(left: &str, right: &str) -> f64 {
    dice(&pairs(left), &pairs(right))
}

fn pairs(sentence: &str) -> Vec<String> {
    let words: Vec<String> =
        syllables(&comparable(sentence)).map(|it| it.text.to_owned()).collect();
    let mut pairs: Vec<String> = match words.as_slice() {
        [one] => vec![one.clone()],
        words => words.windows(2).map(|pair| pair.join(" ")).collect(),
    };
    pairs.sort();
    pairs
}

/// Twice the pairs in common over the pairs of both, 0 to 1. Both are sorted.
fn dice(a: &[String], b: &[String]) -> f64 {
    let (mut shared, mut rest) = (0_usize, b.iter().peekable());
    for pair in a {
        while rest.next_if(|it| *it < pair).is_some() {}
        if rest.next_if(|it| *it == pair).is_some() {
            shared += 1;
        }
    }
    let all = a.len() + b.len();
    if all == 0 { 0.0 } else { 2.0 * shared as f64 / all as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_answer_each_other_in_any_order() {
        let left = "Kế hoạch được gửi trước 10 ngày. Biên bản do thư ký lập ngay tại cuộc họp.";
        let right = "Biên bản do thư ký lập sau cuộc họp. Kế hoạch được gửi trước 05 ngày. Chi phí do văn phòng chịu.";
        let rows = align(left, right);
        let shown: Vec<(Option<&str>, Option<&str>)> = rows
            .iter()
            .map(|row| (row.left.map(|it| it.of(left)), row.right.map(|it| it.of(right))))
            .collect();
        assert_eq!(
            shown,
            [
                (
                    Some("Kế hoạch được gửi trước 10 ngày."),
                    Some("Kế hoạch được gửi trước 05 ngày.")
                ),
                (None, Some("Chi phí do văn phòng chịu.")),
                (
                    Some("Biên bản do thư ký lập ngay tại cuộc họp."),
                    Some("Biên bản do thư ký lập sau cuộc họp.")
                ),
            ]
        );
    }
}
