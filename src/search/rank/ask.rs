//! The words of a question, each with what it is worth.

use std::ops::Range;

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
    /// What it is in each ledger.
    spelt: Vec<Spelt>,
}

/// A word in a ledger.
#[derive(Clone, Debug)]
struct Spelt {
    /// Its number, where it is held as typed.
    exact: Option<u32>,
    /// The numbers of all that fold alike.
    alike: Range<u32>,
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
            let spelt: Vec<Spelt> = ledgers.iter().map(|it| Spelt::of(syllable, it)).collect();
            let missing = is_bare(syllable) && (without || is_strange(&spelt, ledgers));
            let dau = if missing { Dau::Missing } else { Dau::Typed };
            AskedWord { syllable: (*syllable).clone(), dau, spelt }
        };
        Self { words: words.iter().map(word).collect(), weight: 1.0 }
    }

    /// Takes over what is known of the dấu: which words had theirs put on.
    pub(crate) fn settle(&mut self, restored: &[bool]) {
        // A word that is read as several syllables leaves no way to tell which is which.
        let known = restored.len() == self.words.len() && restored.contains(&true);
        if !known {
            return;
        }
        for (word, restored) in self.words.iter_mut().zip(restored) {
            word.dau = if *restored { Dau::Restored } else { Dau::Typed };
        }
    }
}

impl Spelt {
    fn of(syllable: &Syllable, ledger: &Ledger) -> Self {
        let alike = ledger.alike(&syllable.folded);
        let same = |number: &u32| ledger.accented(*number) == Some(&*syllable.accented);
        Self { exact: alike.clone().find(same), alike }
    }
}

fn is_strange(spelt: &[Spelt], ledgers: &[&Ledger]) -> bool {
    let (mut bare, mut any) = (0, 0);
    for (spelt, ledger) in spelt.iter().zip(ledgers) {
        bare += spelt.exact.map_or(0, |number| count(ledger, number));
        any += spelt.alike.clone().map(|number| count(ledger, number)).sum::<u64>();
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
            .enumerate()
            .flat_map(|(segment, ledger)| {
                word.numbers(segment).map(move |(number, times)| (ledger, number, times))
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
        for (segment, ledger) in ledgers.iter().enumerate() {
            self.each_pair(&pair, (segment, ledger), |number, times| {
                if times >= 1.0 {
                    count += ledger.pair_postings(number).map_or(0, |it| u64::from(it.count));
                }
            });
        }
        pair.worth = weight * rarity(count, all);
        self.pairs.push(pair);
    }

    /// Calls `take` with each pair of a segment's ledger that `pair` may mean, and how much it counts.
    pub(crate) fn each_pair(
        &self,
        pair: &Pair,
        (segment, ledger): (usize, &Ledger),
        mut take: impl FnMut(u32, f32),
    ) {
        let (Some(first), Some(second)) =
            (self.slots.get(pair.slots.0), self.slots.get(pair.slots.1))
        else {
            return;
        };
        let Some(spelt) = second.word.spelt.get(segment) else { return };
        let meant = match second.word.dau {
            Dau::Typed => second.word.meant(segment),
            Dau::Restored | Dau::Missing => spelt.alike.clone(),
        };
        for (number, times) in first.word.numbers(segment) {
            for pair in ledger.pairs(number, meant.clone()) {
                let other = second.word.dau == Dau::Restored && ledger.second(pair) != spelt.exact;
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
    /// The syllables of a segment's ledger that the word may mean, and how much each counts.
    pub(crate) fn numbers(&self, segment: usize) -> impl Iterator<Item = (u32, f32)> + use<> {
        let exact = self.spelt.get(segment).and_then(|it| it.exact);
        let range = match self.dau {
            Dau::Typed => self.meant(segment),
            Dau::Restored | Dau::Missing => self.alike(segment),
        };
        let restored = self.dau == Dau::Restored && exact.is_some();
        range.map(move |number| {
            let other = restored && Some(number) != exact;
            (number, if other { OTHER_SPELLING } else { 1.0 })
        })
    }

    /// The syllables of a segment's ledger that are the word: its spelling, or any when it was typed without dấu.
    pub(crate) fn meant(&self, segment: usize) -> Range<u32> {
        let exact = self.spelt.get(segment).and_then(|it| it.exact);
        match (self.dau, exact) {
            (Dau::Typed | Dau::Restored, Some(exact)) => exact..exact + 1,
            (Dau::Typed, None) => 0..0,
            (Dau::Restored | Dau::Missing, _) => self.alike(segment),
        }
    }

    fn alike(&self, segment: usize) -> Range<u32> {
        self.spelt.get(segment).map_or(0..0, |it| it.alike.clone())
    }
}

/// How much a term tells that stands in `count` of `all` entries.
fn rarity(count: u64, all: u64) -> f32 {
    let (count, all) = (count.min(all) as f32, all as f32);
    (1.0 + (all - count + 0.5) / (count + 0.5)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::{LedgerWriter, Told};

    /// For each word whether its dấu are missing, in a corpus that hardly writes `hop`.
    fn missing(text: &str) -> Vec<bool> {
        let mut writer = LedgerWriter::default();
        let body = "kỳ họp của các ban trong năm";
        for order in 0..60 {
            assert!(writer.add(Told { title: "", heading: "", body, document: 1, order }));
        }
        let ledger = Ledger::open(writer.bytes()).unwrap();
        let run = AskedRun::typed(text, &[&ledger]);
        run.words.iter().map(|word| word.dau == Dau::Missing).collect()
    }

    #[test]
    fn bare_words_are_taken_as_typed_where_the_corpus_writes_them_so() {
        assert_eq!(missing("kỳ họp của ban"), [false; 4]);
        assert_eq!(missing("kỳ hop của ban"), [false, true, false, false]);
        assert_eq!(missing("ky hop cua ban"), [true; 4]);
        assert!(missing(" ?! ").is_empty());
    }

    #[test]
    fn dau_that_were_put_on_are_known() {
        let mut run = AskedRun::typed("kỳ họp của ban", &[]);
        run.settle(&[false, true, false, false]);
        let restored = |it: &AskedWord| it.dau == Dau::Restored;
        assert_eq!(run.words.iter().filter(|it| restored(it)).count(), 1);
    }
}
