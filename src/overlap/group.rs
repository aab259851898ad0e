//! Nhóm: pairs gathered by topic, each group round the passage that most others resemble.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::overlap::{Background, Judgement, Passage, Verdict, candidates};

/// A judged pair of passages, by their indices.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The first, the smaller index.
    pub a: u32,
    /// The second.
    pub b: u32,
    /// What is proposed and why.
    pub judgement: Judgement,
}

/// Passages that regulate the same thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The passages; the one that the others were gathered round comes first, then by likeness.
    pub members: Vec<u32>,
    /// The pairs between members that were found, likest first.
    pub pairs: Vec<Pair>,
}

impl Group {
    /// How much there is to decide: likeness summed over the pairs.
    pub fn weight(&self) -> f64 {
        self.pairs.iter().map(|it| it.judgement.score).sum()
    }
}

/// How many pairs are judged before progress is told.
const ROUND: usize = 16_384;

/// The groups of a set of passages, weightiest first. `tick` is told how many pairs have been judged, of how many.
///
/// A group is a star, not a chain: A like B and B like C does not make A like C, and chains grow without end.
pub fn groups(
    passages: &[Passage],
    background: &Background,
    mut tick: impl FnMut(usize, usize),
) -> Vec<Group> {
    let candidates = candidates(passages, background);
    let mut found: Vec<Pair> = Vec::new();
    for (round, part) in candidates.chunks(ROUND).enumerate() {
        tick(round * ROUND, candidates.len());
        let judged = part.par_iter().filter_map(|&(a, b)| {
            let (left, right) = (passages.get(a as usize)?, passages.get(b as usize)?);
            let judgement = Judgement::of(left, right, background);
            (judgement.verdict > Verdict::Apart).then_some(Pair { a, b, judgement })
        });
        found.extend(judged.collect::<Vec<_>>());
    }
    tick(candidates.len(), candidates.len());
    gathered(found)
}

fn gathered(pairs: Vec<Pair>) -> Vec<Group> {
    let mut neighbours: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    let mut weight: BTreeMap<u32, f64> = BTreeMap::new();
    for (index, pair) in pairs.iter().enumerate() {
        for end in [pair.a, pair.b] {
            neighbours.entry(end).or_default().push(index);
            *weight.entry(end).or_default() += pair.judgement.score;
        }
    }
    let mut centres: Vec<(u32, f64)> = weight.into_iter().collect();
    centres.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    let mut taken: BTreeMap<u32, usize> = BTreeMap::new();
    let mut groups: Vec<Group> = Vec::new();
    for (centre, _) in centres {
        if taken.contains_key(&centre) {
            continue;
        }
        let of_centre = neighbours.get(&centre).into_iter().flatten();
        let mut near: Vec<(&Pair, u32)> = of_centre
            .filter_map(|&index| pairs.get(index))
            .map(|pair| (pair, if pair.a == centre { pair.b } else { pair.a }))
            .filter(|(_, other)| !taken.contains_key(other))
            .collect();
        if near.is_empty() {
            continue;
        }
        near.sort_by(|x, y| {
            y.0.judgement.score.total_cmp(&x.0.judgement.score).then(x.1.cmp(&y.1))
        });
        let members: Vec<u32> = std::iter::once(centre).chain(near.iter().map(|it| it.1)).collect();
        taken.extend(members.iter().map(|&it| (it, groups.len())));
        groups.push(Group { members, pairs: Vec::new() });
    }
    for pair in pairs {
        if let (Some(a), Some(b)) = (taken.get(&pair.a), taken.get(&pair.b))
            && a == b
            && let Some(group) = groups.get_mut(*a)
        {
            group.pairs.push(pair);
        }
    }
    for group in &mut groups {
        group.pairs.sort_by(|x, y| y.judgement.score.total_cmp(&x.judgement.score));
    }
    groups.sort_by(|x, y| y.weight().total_cmp(&x.weight()).then(x.members.cmp(&y.members)));
    groups
}
