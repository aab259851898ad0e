//! What words weigh: in how many passages of the set each syllable and pair occurs.

use std::collections::HashMap;

use crate::overlap::Passage;
use crate::overlap::passage::Gram;

/// Nền: counts over all passages that are compared with each other.
#[derive(Clone, Debug, Default)]
pub struct Background {
    passages: usize,
    words: HashMap<Gram, u32>,
    pairs: HashMap<Gram, u32>,
}

impl Background {
    /// Counts the set.
    pub fn count<'a>(passages: impl IntoIterator<Item = &'a Passage>) -> Self {
        let mut background = Self::default();
        for passage in passages {
            background.passages += 1;
            for &(pair, _) in &passage.pairs {
                *background.pairs.entry(pair).or_default() += 1;
            }
            let beside =
                passage.heading.iter().filter(|it| passage.words.binary_search(it).is_err());
            for &word in passage.words.iter().chain(beside) {
                *background.words.entry(word).or_default() += 1;
            }
        }
        background
    }

    /// How rare a syllable is: Lucene's idf.
    pub(super) fn word(&self, word: Gram) -> f64 {
        self.rarity(self.words.get(&word))
    }

    /// How rare a pair of syllables is.
    pub(super) fn pair(&self, pair: Gram) -> f64 {
        self.rarity(self.pairs.get(&pair))
    }

    /// In how many passages a pair occurs.
    pub(super) fn passages_with(&self, pair: Gram) -> u32 {
        self.pairs.get(&pair).copied().unwrap_or_default()
    }

    fn rarity(&self, count: Option<&u32>) -> f64 {
        let (all, with) = (self.passages as f64, f64::from(count.copied().unwrap_or_default()));
        (1.0 + (all - with + 0.5).max(0.0) / (with + 0.5)).ln()
    }
}
