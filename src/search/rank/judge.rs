//! Weighs the traits of an entry by small trees.
//!
//! The trees were learned on questions with judged articles and lie in `trees.txt`, one a line, to be read and reviewed
//! like code; `benches/xep-hang/README.md` says how they were made and how to make them again.

use std::sync::LazyLock;

use crate::search::rank::look::{TRAITS, Traits};

static TREES: LazyLock<Vec<Tree>> = LazyLock::new(|| {
    let lines = include_str!("trees.txt").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(Tree::read).collect()
});

/// A tree: nodes in the order in which they are written; the first is its root.
#[derive(Clone, Debug, Default, PartialEq)]
struct Tree(Vec<Node>);

/// A split, or a leaf. Eight bytes: an answer passes some ten thousand of them.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Node {
    /// The trait that is asked; [`LEAF`] for none.
    place: u16,
    /// Where to go on when the trait is above the bound; else to the next node.
    above: u16,
    /// The bound, or what an entry gets that comes here.
    value: f32,
}

const LEAF: u16 = u16::MAX;

impl Tree {
    /// Reads `trait bound (tree) (tree)` without the brackets; a number alone is a leaf.
    fn read(line: &str) -> Option<Self> {
        let mut words = line.split(' ').filter(|word| !word.is_empty());
        let mut tree = Self::default();
        tree.read_node(&mut words)?;
        words.next().is_none().then_some(tree)
    }

    fn read_node<'a>(&mut self, words: &mut impl Iterator<Item = &'a str>) -> Option<()> {
        let word = words.next()?;
        let at = self.0.len();
        if let Ok(value) = word.parse() {
            self.0.push(Node { place: LEAF, above: 0, value });
            return Some(());
        }
        let place = u16::try_from(TRAITS.iter().position(|name| *name == word)?).ok()?;
        let value = words.next()?.parse().ok()?;
        self.0.push(Node { place, above: 0, value });
        self.read_node(words)?;
        let above = u16::try_from(self.0.len()).ok()?;
        self.0.get_mut(at).into_iter().for_each(|node| node.above = above);
        self.read_node(words)
    }

    fn value(&self, traits: &Traits) -> f32 {
        let mut at = 0;
        while let Some(node) = self.0.get(at) {
            let Some(value) = traits.get(usize::from(node.place)) else { return node.value };
            at = if *value <= node.value { at + 1 } else { usize::from(node.above) };
        }
        0.0
    }
}

/// The first trees tell most; only the entries that do well by these are worth the rest.
const FIRST: usize = 50;
/// How many entries are weighed by all trees.
const FINALISTS: usize = 40;

/// How well entries with these traits answer, by their places, best first; equals in the order given.
pub(crate) fn judge<'a>(traits: impl Iterator<Item = &'a Traits>) -> Vec<(usize, f32)> {
    let (first, rest) = TREES.split_at(TREES.len().min(FIRST));
    let sum =
        |trees: &[Tree], traits: &Traits| trees.iter().map(|it| it.value(traits)).sum::<f32>();
    let mut judged: Vec<(usize, f32, &Traits)> =
        traits.enumerate().map(|(place, it)| (place, sum(first, it), it)).collect();
    judged.sort_by(|one, other| other.1.total_cmp(&one.1));
    let finalists = judged.len().min(FINALISTS);
    let (finalists, others) = judged.split_at_mut(finalists);
    for (_, score, traits) in finalists.iter_mut() {
        *score += sum(rest, traits);
    }
    finalists.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
    // Those that were left behind stay behind.
    let least = finalists.last().map_or(0.0, |it| it.1);
    let top = others.first().map_or(0.0, |it| it.1);
    others.iter_mut().for_each(|it| it.1 += least - top);
    judged.into_iter().map(|(place, score, _)| (place, score)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_tree() {
        let lines = include_str!("trees.txt").lines().filter(|line| !line.starts_with('#'));
        assert_eq!(TREES.len(), lines.count());
        assert!(TREES.len() > 20);
    }

    #[test]
    fn a_tree_is_followed_to_its_leaf() {
        let tree = Tree::read("sum 0.5 -1 heading-words 0.25 2 3").unwrap();
        let mut traits = [0.0; TRAITS.len()];
        assert_eq!(tree.value(&traits), -1.0);
        traits[0] = 0.6;
        assert_eq!(tree.value(&traits), 2.0);
        traits[TRAITS.iter().position(|it| *it == "heading-words").unwrap()] = 0.3;
        assert_eq!(tree.value(&traits), 3.0);
        assert_eq!(Tree::read("sum 0.5 -1"), None);
        assert_eq!(Tree::read("height 0.5 -1 1"), None);
    }
}
