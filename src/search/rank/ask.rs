//! The words of a question, each with what it is worth.

use crate::index::{Ledger, Lexicon, Syllable};
use crate::search::rank::asking::asks;

/// A question has few words; what stands behind is cut. One bit each in a [`u64`].
pub(crate) const LONGEST: usize = 64;
/// A word whose dấu were put on for the reader may have been meant otherwise: each other spelling counts this much.
const OTHER_SPELLING: f32 = 0.12;
/// A word that only asks counts this much of one that is asked about.
const ASKING: f32 = 0.4;
/// A bare syllable that is this many times rarer than all its spellings together was typed without its dấu.
const STRANGE: u64 = 50;

/// Words that stand side by side.
#[derive(Clone, Debug)]
pub(crate) struct AskedRun {
    /// The words, in their order.
    pub(crate) words: Vec<AskedWord>,
    /// Against the words asked: 1 for these, less for what says them otherwise.
    pub(crate) weight: f32,
}

/// A word of a question.
#[derive(Clone, Debug)]
pub(crate) struct AskedWord {
    /// In the two forms it is found by.
    pub(crate) syllable: Syllable,
    /// How its dấu came.
    pub(crate) dau: Dau,
}

/// How the dấu of a word came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dau {
    /// Typed, or rightly without.
    Typed,
    /// Put on by the restorer.
    Restored,
    /// Left out: any spelling may be meant.
    Missing,
}

/// A question against the ledgers of an index.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ask {
    /// The distinct words.
    pub(crate) slots: Vec<Slot>,
    /// The distinct pairs of neighbours.
    pub(crate) pairs: Vec<Pair>,
}

/// A distinct word.
#[derive(Clone, Debug)]
pub(crate) struct Slot {
    pub(crate) word: AskedWord,
    /// How much it tells: rare words more; words said otherwise less.
    pub(crate) worth: f32,
    /// Whether it was asked, not only said otherwise.
    pub(crate) asked: bool,
}

/// Two neighbouring words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pair {
    /// The slots of its words.
    pub(crate) slots: (usize, usize),
    /// How much it tells.
    pub(crate) worth: f32,
    pub(crate) asked: bool,
}

impl AskedRun {
    /// The words of a text as typed. Dấu are missing when under three of ten syllables carry any (in running Vietnamese
    /// about six do), or where the corpus hardly knows a syllable without.
    pub(crate) fn typed(text: &str, ledgers: &[&Ledger]) -> Self {
        let mut lexicon = Lexicon::default();
        let mut read = Vec::new();
        lexicon.read(text, &mut read);
        let words: Vec<&Syllable> =
            read.iter().take(LONGEST).filter_map(|(number, _)| lexicon.get(*number)).collect();
        let is_bare = |word: &Syllable| word.accented == word.folded;
        let marked = words.iter().filter(|word| !is_bare(word)).count();
        let without = marked * 10 < words.len() * 3;
        let word = |syllable: &&Syllable| {
            let missing = is_bare(syllable) && (without || is_strange(syllable, ledgers));
            let dau = if missing { Dau::Missing } else { Dau::Typed };
            AskedWord { syllable: (*syllable).clone(), dau }
        };
        Self { words: words.iter().map(word).collect(), weight: 1.0 }
    }

    /// Takes over what is known of the dấu: which words had theirs put on, and whether words are meant just as typed.
    pub(crate) fn settle(&mut self, restored: &[bool], exact: bool) {
        // A word that is read as several syllables leaves no way to tell which is which.
        let known = restored.len() == self.words.len() && restored.contains(&true);
        for (place, word) in self.words.iter_mut().enumerate() {
            if known {
                let restored = restored.get(place) == Some(&true);
                word.dau = if restored { Dau::Restored } else { Dau::Typed };
            }
            if exact {
                word.dau = Dau::Typed;
            }
        }
    }
}

fn is_strange(word: &Syllable, ledgers: &[&Ledger]) -> bool {
    let (mut bare, mut any) = (0, 0);
    for ledger in ledgers {
        bare += ledger.number(word).map_or(0, |number| count(ledger, number));
        any += ledger.alike(&word.folded).map(|number| count(ledger, number)).sum::<u64>();
    }
    bare * STRANGE < any
}

fn count(ledger: &Ledger, number: u32) -> u64 {
    u64::from(ledger.count(number))
}

impl Ask {
    /// Weighs the words of `runs` against `ledgers`.
    pub(crate) fn of(runs: &[AskedRun], ledgers: &[&Ledger]) -> Self {
        let mut ask = Self::default();
        let all: u64 = ledgers.iter().map(|ledger| u64::from(ledger.entries())).sum();
        for run in runs {
            let forms = run.words.iter().map(|it| (&*it.syllable.accented, &*it.syllable.folded));
            let asks = asks(&forms.collect::<Vec<_>>());
            // A question of nothing but such words is about them.
            let only = asks.iter().all(|it| *it);
            let times = |asks: bool| if asks && !only { run.weight * ASKING } else { run.weight };
            let weighed = run.words.iter().zip(asks).map(|(word, asks)| (word, times(asks)));
            let slots: Vec<Option<(usize, f32)>> = weighed
                .map(|(word, weight)| {
                    Some((ask.slot(word, weight, run.weight >= 1.0, ledgers, all)?, weight))
                })
                .collect();
            for two in slots.windows(2) {
                if let &[Some((first, one)), Some((second, other))] = two {
                    ask.pair((first, second), one.min(other), run.weight >= 1.0, ledgers, all);
                }
            }
        }
        ask
    }

    fn slot(
        &mut self,
        word: &AskedWord,
        weight: f32,
        asked: bool,
        ledgers: &[&Ledger],
        all: u64,
    ) -> Option<usize> {
        let same = |slot: &Slot| slot.word.syllable == word.syllable;
        if let Some(at) = self.slots.iter().position(same) {
            return Some(at);
        }
        if self.slots.len() >= LONGEST {
            return None;
        }
        let count: u64 = ledgers
            .iter()
            .flat_map(|ledger| {
                word.numbers(ledger).map(move |(number, times)| (ledger, number, times))
            })
            .filter(|&(_, _, times)| times >= 1.0)
            .map(|(ledger, number, _)| count(ledger, number))
            .sum();
        let worth = weight * rarity(count, all);
        self.slots.push(Slot { word: word.clone(), worth, asked });
        Some(self.slots.len() - 1)
    }

    fn pair(
        &mut self,
        slots: (usize, usize),
        weight: f32,
        asked: bool,
        ledgers: &[&Ledger],
        all: u64,
    ) {
        if self.pairs.len() >= LONGEST || self.pairs.iter().any(|pair| pair.slots == slots) {
            return;
        }
        let mut pair = Pair { slots, worth: 0.0, asked };
        let mut count = 0;
        for ledger in ledgers {
            self.each_pair(&pair, ledger, |number, times| {
                if times >= 1.0 {
                    count += ledger.pair_postings(number).map_or(0, |it| u64::from(it.count));
                }
            });
        }
        pair.worth = weight * rarity(count, all);
        self.pairs.push(pair);
    }

    /// Calls `take` with each pair of the ledger that `pair` may mean, and how much it counts.
    pub(crate) fn each_pair(&self, pair: &Pair, ledger: &Ledger, mut take: impl FnMut(u32, f32)) {
        let (Some(first), Some(second)) =
            (self.slots.get(pair.slots.0), self.slots.get(pair.slots.1))
        else {
            return;
        };
        let meant = match second.word.dau {
            Dau::Typed => second.word.numbers(ledger).map(|(it, _)| it..it + 1).next(),
            Dau::Restored | Dau::Missing => Some(ledger.alike(&second.word.syllable.folded)),
        };
        let exact = ledger.number(&second.word.syllable);
        for (number, times) in first.word.numbers(ledger) {
            for pair in ledger.pairs(number, meant.clone().unwrap_or(0..0)) {
                let other = second.word.dau == Dau::Restored && ledger.second(pair) != exact;
                take(pair, if other { times * OTHER_SPELLING } else { times });
            }
        }
    }

    /// Whether there is nothing to look for.
    pub(crate) fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }
}

impl AskedWord {
    /// The syllables of the ledger that the word may mean, and how much each counts.
    pub(crate) fn numbers(&self, ledger: &Ledger) -> impl Iterator<Item = (u32, f32)> + use<> {
        let exact = ledger.number(&self.syllable);
        let dau = self.dau;
        let range = match (dau, exact) {
            (Dau::Typed, Some(exact)) => exact..exact + 1,
            (Dau::Typed, None) => 0..0,
            (Dau::Restored | Dau::Missing, _) => ledger.alike(&self.syllable.folded),
        };
        range.map(move |number| {
            let other = dau == Dau::Restored && exact.is_some() && Some(number) != exact;
            (number, if other { OTHER_SPELLING } else { 1.0 })
        })
    }
}

/// How much a term tells that stands in `count` of `all` entries.
fn rarity(count: u64, all: u64) -> f32 {
    let (count, all) = (count.min(all) as f32, all as f32);
    (1.0 + (all - count + 0.5) / (count + 0.5)).ln()
}
