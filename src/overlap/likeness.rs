//! How much clauses of two texts have in common, by the weight of their pairs of syllables.

use std::collections::BTreeMap;

use crate::text::{comparable, syllables};

/// A clause as it is weighed.
#[derive(Clone, Debug)]
pub(super) struct Weighed {
    pairs: Vec<String>,
    heading: Vec<String>,
}

/// The clauses of two texts and what each pair of syllables weighs among them.
#[derive(Clone, Debug)]
pub(super) struct Likeness {
    clauses: Vec<Vec<u32>>,
    headings: Vec<Vec<u32>>,
    weights: Vec<f64>,
    totals: Vec<f64>,
}

/// How much a heading in common counts beside the words.
const HEADING: f64 = 0.25;

impl Weighed {
    /// A clause under a heading.
    pub(super) fn of(heading: &str, text: &str) -> Self {
        Self { pairs: pairs(text), heading: pairs(&comparable(heading)) }
    }
}

impl Likeness {
    /// Weighs clauses against each other: a pair that many of them have weighs little.
    pub(super) fn over(clauses: Vec<Weighed>) -> Self {
        let mut ids: BTreeMap<String, u32> = BTreeMap::new();
        let mut counts: Vec<f64> = Vec::new();
        let all = clauses.len() as f64;
        let mut filed = |words: Vec<String>, counted: bool| -> Vec<u32> {
            let mut found: Vec<u32> = Vec::with_capacity(words.len());
            for word in words {
                let next = u32::try_from(ids.len()).unwrap_or(u32::MAX);
                let id = *ids.entry(word).or_insert(next);
                if counts.len() <= id as usize {
                    counts.push(0.0);
                }
                found.push(id);
            }
            found.sort_unstable();
            found.dedup();
            if counted {
                for id in &found {
                    if let Some(count) = counts.get_mut(*id as usize) {
                        *count += 1.0;
                    }
                }
            }
            found
        };
        let (mut bodies, mut headings) = (Vec::new(), Vec::new());
        for clause in clauses {
            bodies.push(filed(clause.pairs, true));
            headings.push(filed(clause.heading, false));
        }
        let weights: Vec<f64> = counts
            .iter()
            .map(|with| (1.0 + (all - with + 0.5).max(0.0) / (with + 0.5)).ln())
            .collect();
        let total =
            |ids: &Vec<u32>| ids.iter().filter_map(|it| weights.get(*it as usize)).sum::<f64>();
        let totals = bodies.iter().map(total).collect();
        Self { clauses: bodies, headings, weights, totals }
    }

    /// How much two clauses have in common, 0 to 1: words on both sides, and a little their headings.
    pub(super) fn between(&self, a: usize, b: usize) -> f64 {
        let all = self.total(a) + self.total(b);
        let words = if all > 0.0 { 2.0 * self.shared(a, b) / all } else { 0.0 };
        let (Some(x), Some(y)) = (self.headings.get(a), self.headings.get(b)) else { return words };
        let common = x.iter().filter(|it| y.binary_search(it).is_ok()).count();
        let longest = x.len().max(y.len());
        let heading = if longest > 0 { common as f64 / longest as f64 } else { 0.0 };
        words + HEADING * heading * (1.0 - words) * f64::from(u8::from(words > HEADING / 2.0))
    }

    /// How much of a clause stands in another, 0 to 1.
    pub(super) fn held(&self, a: usize, by: usize) -> f64 {
        let total = self.total(a);
        if total > 0.0 { self.shared(a, by) / total } else { 0.0 }
    }

    fn shared(&self, a: usize, b: usize) -> f64 {
        let (Some(x), Some(y)) = (self.clauses.get(a), self.clauses.get(b)) else { return 0.0 };
        let mut rest = y.iter().peekable();
        let mut sum = 0.0;
        for id in x {
            while rest.next_if(|it| *it < id).is_some() {}
            if rest.next_if(|it| *it == id).is_some() {
                sum += self.weights.get(*id as usize).copied().unwrap_or_default();
            }
        }
        sum
    }

    fn total(&self, at: usize) -> f64 {
        self.totals.get(at).copied().unwrap_or_default()
    }
}

fn pairs(text: &str) -> Vec<String> {
    let words: Vec<&str> = syllables(text).map(|it| it.text).collect();
    match words.as_slice() {
        [one] => vec![(*one).to_owned()],
        words => words.windows(2).map(|pair| pair.join(" ")).collect(),
    }
}
