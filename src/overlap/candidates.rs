//! Which pairs are worth judging: never all with all.
//!
//! Each passage is filed under a few keys (its smallest runs of four syllables, its rarest pairs, the object of its heading and
//! the words that stand together in it, the điều it cites and is cited by); passages that share keys are candidates. Keys under which very many are filed say nothing and are left out,
//! so the work grows with the number of passages, not with its square.

use std::collections::HashMap;

use crate::overlap::passage::Gram;
use crate::overlap::{Background, Passage};

/// A key under which more passages are filed is boilerplate.
const CROWD: usize = 48;
/// How many of the rarest pairs of a passage are keys.
const RARE: usize = 12;
/// How many candidates of a passage are judged, those with the most keys in common; as many again of other documents, which
/// its sisters in the own one would crowd out.
const JUDGED: usize = 12;

/// The pairs of indices `(a, b)` with `a < b` that are worth judging, sorted.
pub fn candidates(passages: &[Passage], background: &Background) -> Vec<(u32, u32)> {
    let mut filed: HashMap<Gram, Vec<u32>> = HashMap::new();
    let keys: Vec<Vec<Gram>> = passages.iter().map(|it| keys(it, background)).collect();
    for (index, keys) in (0_u32..).zip(&keys) {
        for &key in keys {
            let under = filed.entry(key).or_default();
            // One more than a crowd tells that it is one.
            if under.len() <= CROWD {
                under.push(index);
            }
        }
    }
    let mut pairs = Vec::new();
    let mut votes: HashMap<u32, u32> = HashMap::new();
    for (index, keys) in (0_u32..).zip(&keys) {
        votes.clear();
        for under in keys.iter().filter_map(|key| filed.get(key)) {
            if under.len() <= CROWD {
                for &other in under.iter().filter(|&&other| other != index) {
                    *votes.entry(other).or_default() += 1;
                }
            }
        }
        let mut best: Vec<(u32, u32)> = votes.iter().map(|(&it, &count)| (count, it)).collect();
        best.sort_unstable_by_key(|&(count, it)| (std::cmp::Reverse(count), it));
        let document = |it: u32| passages.get(it as usize).map(|it| it.document);
        let own = document(index);
        let rest = best.iter().skip(JUDGED).filter(|(_, it)| document(*it) != own);
        let judged = best.iter().take(JUDGED).chain(rest.take(JUDGED));
        pairs.extend(judged.map(|&(_, it)| (index.min(it), index.max(it))));
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn keys(passage: &Passage, background: &Background) -> Vec<Gram> {
    // What any text may have is no finding, however alike: a reader of groups would wade through hundreds.
    if passage.boilerplate {
        return Vec::new();
    }
    let mut rare: Vec<(u32, Gram)> = passage
        .pairs
        .iter()
        .map(|&(pair, _)| (background.passages_with(pair), pair))
        .filter(|&(count, _)| count > 1 && count as usize <= CROWD)
        .collect();
    rare.sort_unstable();
    let rare = rare.into_iter().take(RARE).map(|(_, pair)| pair);
    let object = passage.heading.iter().fold(0_u64, |sum, word| sum ^ word.rotate_left(7));
    rare.chain(passage.sketch.iter().copied())
        .chain(passage.links())
        .chain((passage.heading.len() > 1).then_some(object))
        .collect()
}
