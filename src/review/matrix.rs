//! Ma trận: how much each document of a worksheet overlaps each other one.

use std::collections::{BTreeMap, BTreeSet};

use crate::law::DocumentRef;
use crate::workspace::{Group, Pointer};

/// Which documents say the same how often.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    /// The documents that have a provision in a group.
    pub documents: Vec<DocumentRef>,
    /// What two of them share, by their places, the smaller first; nothing for those that share none.
    pub shared: BTreeMap<(usize, usize), Shared>,
}

/// What two documents share; with itself, what a document says twice.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Shared {
    /// Groups in which both stand.
    pub groups: usize,
    /// Pairs of provisions that were found alike.
    pub pairs: usize,
    /// How like the likest pair is, 0 to 1.
    pub score: f64,
}

impl Matrix {
    /// The matrix of the groups of a worksheet.
    pub fn of(groups: &[Group]) -> Self {
        let names: BTreeSet<&DocumentRef> =
            groups.iter().flat_map(|it| &it.members).map(|it| &it.0.document).collect();
        let documents: Vec<DocumentRef> = names.into_iter().cloned().collect();
        let place = |pointer: Option<&Pointer>| {
            pointer.and_then(|it| documents.iter().position(|known| *known == it.0.document))
        };
        let mut shared: BTreeMap<(usize, usize), Shared> = BTreeMap::new();
        for group in groups {
            let mut met = BTreeSet::new();
            for pair in &group.pairs {
                let (a, b) = (place(group.members.get(pair.a)), place(group.members.get(pair.b)));
                let (Some(a), Some(b)) = (a, b) else { continue };
                let cell = shared.entry((a.min(b), a.max(b))).or_default();
                cell.pairs += 1;
                cell.score = cell.score.max(pair.score);
                if met.insert((a.min(b), a.max(b))) {
                    cell.groups += 1;
                }
            }
        }
        Self { documents, shared }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::{Pair, key_of};

    #[test]
    fn pairs_are_counted_by_document() {
        let members: Vec<Pointer> = ["01/HD-A#dieu-1", "02/HD-B#dieu-2", "01/HD-A#dieu-9"]
            .iter()
            .map(|it| Pointer(it.parse().unwrap()))
            .collect();
        let pair = |a, b, score| Pair { a, b, score, reasons: Vec::new() };
        let pairs = vec![pair(0, 1, 0.9), pair(1, 2, 0.6), pair(0, 2, 0.7)];
        let group = Group { key: key_of(&members), weight: 2.2, members, pairs };
        let matrix = Matrix::of(&[group]);
        assert_eq!(matrix.documents.len(), 2);
        assert_eq!(matrix.shared[&(0, 1)], Shared { groups: 1, pairs: 2, score: 0.9 });
        assert_eq!(matrix.shared[&(0, 0)], Shared { groups: 1, pairs: 1, score: 0.7 });
    }
}
