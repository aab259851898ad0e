//! Nhóm: pairs gathered by topic, each group round the passage that most others resemble.

use std::collections::{BTreeMap, BTreeSet};

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
    /// Whether both stand in one document.
    pub within: bool,
}

/// Passages that regulate the same thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The passages; the one that the others were gathered round comes first, then by likeness.
    pub members: Vec<u32>,
    /// The pairs between members that were found: those between documents first, then the likest.
    pub pairs: Vec<Pair>,
    weight: f64,
}

impl Group {
    /// How much there is to decide: likeness summed over the documents that meet, by their likest pair; within one document
    /// over the pairs. Ten articles on the structure of ten councils (77/2015/QH13) that are half like one on an office
    /// (1004/2020/UBTVQH14, Điều 3) are one thing to decide, not ten.
    pub fn weight(&self) -> f64 {
        self.weight
    }

    fn weigh(&mut self, passages: &[Passage]) {
        let document = |it: u32| passages.get(it as usize).map_or(0, |it| it.document);
        let mut met: BTreeMap<(u64, u64), f64> = BTreeMap::new();
        for pair in self.pairs.iter().filter(|it| !it.within) {
            let (a, b) = (document(pair.a), document(pair.b));
            let likest = met.entry((a.min(b), a.max(b))).or_default();
            *likest = likest.max(pair.judgement.score);
        }
        self.weight = match met.is_empty() {
            true => self.pairs.iter().map(|it| it.judgement.score).sum(),
            false => met.values().sum(),
        };
    }
}

/// Scores that are no further apart are as like.
const AS_LIKE: f64 = 0.05;

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
            let within = left.document == right.document;
            (judgement.verdict > Verdict::Apart).then_some(Pair { a, b, judgement, within })
        });
        found.extend(judged.collect::<Vec<_>>());
    }
    tick(candidates.len(), candidates.len());
    gathered(found, passages)
}

/// Pairs between documents gather first: a law that gives each level its own article (77/2015/QH13, Điều 19 to 70) has so many
/// pairs of its own that every guidance on one of them would be drawn into them, and not be seen.
fn gathered(pairs: Vec<Pair>, passages: &[Passage]) -> Vec<Group> {
    let mut taken: BTreeMap<u32, usize> = BTreeMap::new();
    let mut groups: Vec<Group> = Vec::new();
    for within in [false, true] {
        let of_turn: Vec<&Pair> = pairs.iter().filter(|it| it.within == within).collect();
        for members in stars(&of_turn, &taken, passages, within) {
            taken.extend(members.iter().map(|&it| (it, groups.len())));
            groups.push(Group { members, pairs: Vec::new(), weight: 0.0 });
        }
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
        group.weigh(passages);
        group.pairs.sort_by(|x, y| {
            x.within.cmp(&y.within).then(y.judgement.score.total_cmp(&x.judgement.score))
        });
    }
    groups.sort_by(|x, y| y.weight().total_cmp(&x.weight()).then(x.members.cmp(&y.members)));
    groups
}

/// The members of stars over `pairs`, heaviest centre first; who is taken already is in none. Of another document only the
/// likest come to a centre, and those that are as like: a law seldom regulates a thing twice, and the 24 articles of
/// 87/2015/QH13 on supervision by this or that body are not all what 629/2019/UBTVQH14 Điều 9 is about.
fn stars(
    pairs: &[&Pair],
    taken: &BTreeMap<u32, usize>,
    passages: &[Passage],
    within: bool,
) -> Vec<Vec<u32>> {
    let mut neighbours: BTreeMap<u32, Vec<&Pair>> = BTreeMap::new();
    let mut weight: BTreeMap<u32, f64> = BTreeMap::new();
    for pair in pairs {
        for end in [pair.a, pair.b] {
            neighbours.entry(end).or_default().push(pair);
            *weight.entry(end).or_default() += pair.judgement.score;
        }
    }
    let mut centres: Vec<(u32, f64)> = weight.into_iter().collect();
    centres.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
    let mut gone: BTreeSet<u32> = taken.keys().copied().collect();
    let mut found = Vec::new();
    for (centre, _) in centres {
        if gone.contains(&centre) {
            continue;
        }
        let of_centre = neighbours.get(&centre).into_iter().flatten();
        let mut near: Vec<(f64, u32)> = of_centre
            .map(|pair| (pair.judgement.score, if pair.a == centre { pair.b } else { pair.a }))
            .filter(|(_, other)| !gone.contains(other))
            .collect();
        if near.is_empty() {
            continue;
        }
        near.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
        let mut likest: BTreeMap<u64, f64> = BTreeMap::new();
        near.retain(|(score, other)| {
            let document = passages.get(*other as usize).map_or(0, |it| it.document);
            *score >= *likest.entry(document).or_insert(*score) - AS_LIKE || within
        });
        let members: Vec<u32> = std::iter::once(centre).chain(near.iter().map(|it| it.1)).collect();
        gone.extend(&members);
        found.push(members);
    }
    found
}
