//! Which entries answer best: gathered by ready weights, then looked at one by one.
//!
//! ```text
//! words ─ask→ Ask ─gather→ the best by sum of weights ─look→ Traits of each ─judge→ Ranked
//! ```
//!
//! Gathering adds up, for every entry, the weights that the ledger holds for the question's syllables and pairs. Looking
//! reads the syllables of the few best in their order and asks what a sum cannot tell: is the heading about this, does one
//! khoản hold it all, do the words stand together. Judging weighs these traits; the weights are learned and lie in
//! `trees.txt`.

mod ask;
mod asking;
mod gather;
mod judge;
mod look;

use std::cell::RefCell;

use crate::index::Ledger;
use gather::{Candidate, gather};
use judge::judge;
use look::{Look, Traits, among};

pub(crate) use ask::{Ask, AskedRun, Dau};
pub(crate) use look::TRAITS;

/// How many of the best by sum are looked at.
pub(crate) const LOOKED_AT: usize = 60;

/// How many are looked at when weights are learned: more than are looked at for an answer, so that learning sees what is wrong.
pub(crate) const LEARNED_FROM: usize = 200;

/// An entry in its place among the answers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Ranked {
    /// Which ledger it is in, and its number there.
    pub(crate) segment: usize,
    pub(crate) entry: u32,
    /// Higher is better.
    pub(crate) score: f32,
    /// Which of its khoản answers best, as [`crate::index::passages`] counts them.
    pub(crate) passage: Option<usize>,
}

/// The best `most` entries, best first. `allowed` has a flag for every entry of every ledger; without it all are.
pub(crate) fn rank(
    ask: &Ask,
    ledgers: &[&Ledger],
    allowed: Option<&[Vec<bool>]>,
    most: usize,
) -> Vec<Ranked> {
    let candidates = candidates(ask, ledgers, allowed, most.max(LOOKED_AT));
    let (near, far) = candidates.split_at(candidates.len().min(LOOKED_AT));
    let looked = traits(ask, ledgers, near);
    let judged = judge(looked.iter().map(|(traits, _)| traits));
    let in_place = |(place, score): (usize, f32)| {
        let (it, (_, passage)) = (near.get(place)?, looked.get(place)?);
        Some(Ranked { segment: it.segment, entry: it.entry, score, passage: Some(*passage) })
    };
    let mut ranked: Vec<Ranked> = judged.into_iter().filter_map(in_place).collect();
    // What was not looked at comes after, in the order of its sums.
    let least = ranked.last().map_or(0.0, |it| it.score);
    ranked.extend(far.iter().map(|it| Ranked {
        segment: it.segment,
        entry: it.entry,
        score: least - 1.0 / (1.0 + it.sum),
        passage: None,
    }));
    ranked.truncate(most);
    ranked
}

/// The best `most` entries by sum alone, without a second look.
pub(crate) fn by_sum(
    ask: &Ask,
    ledgers: &[&Ledger],
    allowed: Option<&[Vec<bool>]>,
    most: usize,
) -> Vec<Ranked> {
    let ranked = |it: Candidate| {
        let (segment, entry, score) = (it.segment, it.entry, it.sum);
        Ranked { segment, entry, score, passage: None }
    };
    candidates(ask, ledgers, allowed, most).into_iter().map(ranked).collect()
}

/// The best `most` by sum, best first.
pub(crate) fn candidates(
    ask: &Ask,
    ledgers: &[&Ledger],
    allowed: Option<&[Vec<bool>]>,
    most: usize,
) -> Vec<Candidate> {
    thread_local! {
        /// Room for the sums, used again from question to question.
        static SCORES: RefCell<Vec<f32>> = RefCell::default();
    }
    let mut best = Vec::new();
    SCORES.with_borrow_mut(|scores| {
        for (segment, ledger) in ledgers.iter().enumerate() {
            let allowed = allowed.and_then(|it| it.get(segment)).map(Vec::as_slice);
            gather(ask, ledger, segment, allowed, most, scores, &mut best);
        }
    });
    best
}

/// The traits of candidates, best by sum first, each with its best khoản.
pub(crate) fn traits(
    ask: &Ask,
    ledgers: &[&Ledger],
    candidates: &[Candidate],
) -> Vec<(Traits, usize)> {
    let all = ledgers.iter().map(|ledger| u64::from(ledger.entries())).sum();
    let segments = ledgers.iter().enumerate();
    let looks: Vec<Look<'_>> =
        segments.map(|(segment, ledger)| Look::of(ask, ledger, segment, all)).collect();
    let at = |it: &Candidate| looks.get(it.segment).and_then(|look| look.at(it));
    let mut seen: Vec<(Traits, usize)> =
        candidates.iter().map(|it| at(it).unwrap_or(([0.0; TRAITS.len()], 0))).collect();
    among(candidates, &mut seen);
    seen
}
