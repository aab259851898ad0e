//! What is counted: recall, reciprocal rank, discounted gain, and time.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::Serialize;

use crate::cli::measure::search::beir::Judged;

/// How deep hits are looked at.
pub(super) const DEEP: usize = 100;
/// Depths at which recall is told.
const DEPTHS: [usize; 5] = [1, 5, 10, 20, DEEP];

/// Sums over the questions asked so far.
#[derive(Debug, Default)]
pub(super) struct Tally {
    recall: BTreeMap<usize, f64>,
    reciprocal: f64,
    gain: f64,
    milliseconds: Vec<f64>,
}

/// The figures, by the names that others read.
#[derive(Debug, Serialize)]
pub(super) struct Figures {
    queries: usize,
    recall: BTreeMap<usize, f64>,
    mrr10: f64,
    ndcg10: f64,
    p50_ms: f64,
    p99_ms: f64,
    index_seconds: f64,
    index_bytes: u64,
}

impl Tally {
    /// Counts a question: what was found, best first, against what was wanted.
    pub(super) fn add(&mut self, found: &[&str], wanted: &Judged, took: Duration) {
        let is_wanted = |name: &&&str| wanted.contains_key(**name);
        for depth in DEPTHS {
            let hit = found.iter().take(depth).filter(is_wanted).count();
            *self.recall.entry(depth).or_default() += hit as f64 / wanted.len().max(1) as f64;
        }
        let first = found.iter().take(10).position(|name| wanted.contains_key(*name));
        self.reciprocal += first.map_or(0.0, |place| 1.0 / (place + 1) as f64);
        let worths = found.iter().map(|name| wanted.get(*name).copied().unwrap_or(0));
        let mut best: Vec<u32> = wanted.values().copied().collect();
        best.sort_unstable_by(|one, other| other.cmp(one));
        let ideal = discounted(best.into_iter());
        self.gain += if ideal > 0.0 { discounted(worths) / ideal } else { 0.0 };
        self.milliseconds.push(took.as_secs_f64() * 1e3);
    }

    /// How many were counted.
    pub(super) fn questions(&self) -> usize {
        self.milliseconds.len()
    }
}

/// Gain of the first ten, each discounted by its place.
fn discounted(worths: impl Iterator<Item = u32>) -> f64 {
    let places = (2u32..).map(|place| f64::from(place).log2());
    worths.take(10).zip(places).map(|(worth, discount)| f64::from(worth) / discount).sum()
}

impl Figures {
    /// The means and percentiles of a tally.
    pub(super) fn of(mut tally: Tally, index_seconds: f64, index_bytes: u64) -> Self {
        let count = tally.questions().max(1) as f64;
        let mean = |sum: f64| rounded(sum / count, 4);
        tally.milliseconds.sort_by(f64::total_cmp);
        let last = tally.milliseconds.len().saturating_sub(1);
        let at = |percent: usize| {
            rounded(tally.milliseconds.get(last * percent / 100).copied().unwrap_or(0.0), 3)
        };
        Self {
            queries: tally.questions(),
            recall: tally.recall.iter().map(|(&depth, &sum)| (depth, mean(sum))).collect(),
            mrr10: mean(tally.reciprocal),
            ndcg10: mean(tally.gain),
            p50_ms: at(50),
            p99_ms: at(99),
            index_seconds: rounded(index_seconds, 2),
            index_bytes,
        }
    }

    /// The figures for a person.
    pub(super) fn in_words(&self) -> String {
        let recall: Vec<String> =
            self.recall.iter().map(|(depth, share)| format!("R@{depth} {share:.3}")).collect();
        format!(
            "{} câu hỏi: {}, MRR@10 {:.3}, nDCG@10 {:.3}; p50 {:.2} ms, p99 {:.2} ms; lập chỉ mục {:.1} s, {:.1} MB",
            self.queries,
            recall.join(", "),
            self.mrr10,
            self.ndcg10,
            self.p50_ms,
            self.p99_ms,
            self.index_seconds,
            self.index_bytes as f64 / 1e6
        )
    }
}

fn rounded(value: f64, digits: i32) -> f64 {
    let scale = 10f64.powi(digits);
    (value * scale).round() / scale
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_those_of_the_definitions() {
        let wanted = Judged::from([("a".to_owned(), 1), ("b".to_owned(), 1)]);
        let mut tally = Tally::default();
        tally.add(&["x", "a", "y", "z", "w", "b"], &wanted, Duration::from_millis(3));
        tally.add(&["x"], &wanted, Duration::from_millis(1));
        let figures = Figures::of(tally, 1.0, 10);
        assert_eq!(figures.recall[&1], 0.0);
        assert_eq!(figures.recall[&5], 0.25);
        assert_eq!(figures.recall[&10], 0.5);
        assert_eq!(figures.mrr10, 0.25);
        let ideal = 1.0 + 1.0 / 3f64.log2();
        let gained = 1.0 / 3f64.log2() + 1.0 / 7f64.log2();
        assert_eq!(figures.ndcg10, rounded(gained / ideal / 2.0, 4));
        assert_eq!(figures.p50_ms, 1.0);
    }
}
