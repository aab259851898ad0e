//! Từ vựng: which syllables the corpus writes, and which stands after which.
//!
//! From it dấu are put back on what was typed without, slips are mended, and a word begun is completed. It is counted from
//! the ledgers of the index, which hold each syllable and each pair with the number of entries that have it: nothing is
//! read again, and an index that was caught up counts as one made anew. Pairs over the entries of a large corpus come to
//! some 700,000; those that stand in one entry only are left out there, for they are mostly slips of typing.
//!
//! The file lies beside the segments and is replaced, never written over: generations share it by links.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::index::{Error, Ledger};
use crate::law::asking_phrases;
use crate::text::{comparable, fold, is_syllable};

/// The file in the index folder.
const FILE: &str = "tu-vung";
/// More pairs than this, and those of a single entry are left out.
const FEW: usize = 300_000;
/// One entry of so many is taken to hold a phrase of questions.
const SPOKEN: u64 = 400;
/// More distinct syllables than Vietnamese has.
const MOST: usize = u16::MAX as usize;

/// What is stored.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Counted {
    /// Comparable forms, sorted.
    syllables: Vec<Box<str>>,
    /// For each in how many entries it stands.
    counts: Vec<u32>,
    /// For each where its pairs begin, and where the last's end.
    starts: Vec<u32>,
    /// The second syllables of the pairs, ascending.
    seconds: Vec<u16>,
    /// For each pair in how many entries it stands.
    pairs: Vec<u32>,
}

/// The syllables and pairs of a corpus.
#[derive(Debug, Default)]
pub struct Vocabulary {
    counted: Counted,
    numbers: HashMap<Box<str>, u16>,
    /// Folded form → its spellings, the commonest first.
    forms: HashMap<Box<str>, Vec<u16>>,
    /// All folded forms, sorted.
    folded: Vec<Box<str>>,
    total: u64,
}

impl Vocabulary {
    /// Counts the syllables and pairs of ledgers, one after another; what holds a digit is no syllable.
    ///
    /// # Errors
    /// Those of the ledgers.
    pub(crate) fn count(
        ledgers: impl Iterator<Item = Result<Ledger, Error>>,
    ) -> Result<Self, Error> {
        let mut counting = Counting::default();
        let mut entries = 0;
        for ledger in ledgers {
            let ledger = ledger?;
            counting.add_all(&ledger);
            entries += u64::from(ledger.entries());
        }
        counting.add_phrases(entries);
        Ok(Self::ready(counting.finish()))
    }

    fn ready(counted: Counted) -> Self {
        let mut numbers = HashMap::with_capacity(counted.syllables.len());
        let mut forms: HashMap<Box<str>, Vec<u16>> = HashMap::new();
        for (number, syllable) in counted.syllables.iter().enumerate() {
            let number = u16::try_from(number).unwrap_or(u16::MAX);
            numbers.insert(syllable.clone(), number);
            forms.entry(fold(syllable).into_boxed_str()).or_default().push(number);
        }
        let count = |number: &u16| counted.counts.get(usize::from(*number)).copied().unwrap_or(0);
        forms.values_mut().for_each(|all| all.sort_by_key(|it| std::cmp::Reverse(count(it))));
        let mut folded: Vec<Box<str>> = forms.keys().cloned().collect();
        folded.sort_unstable();
        let total = counted.counts.iter().map(|&it| u64::from(it)).sum::<u64>().max(1);
        Self { counted, numbers, forms, folded, total }
    }

    /// Writes the vocabulary beside the segments in `folder`.
    pub(crate) fn save(&self, folder: &Path) -> Result<(), Error> {
        let (path, fresh) = (folder.join(FILE), folder.join("tu-vung.moi"));
        let bytes = postcard::to_stdvec(&self.counted).unwrap_or_default();
        let io = |source| Error::Folder { path: path.clone(), source };
        fs::write(&fresh, bytes).map_err(io)?;
        fs::rename(&fresh, &path).map_err(io)
    }

    /// The vocabulary of the index in `folder`; an empty one when there is none, for then nothing is put back or mended.
    pub fn open(folder: &Path) -> Self {
        let bytes = fs::read(folder.join(FILE)).unwrap_or_default();
        let counted = postcard::from_bytes::<Counted>(&bytes).unwrap_or_default();
        let whole = counted.starts.len() == counted.syllables.len() + 1
            && counted.counts.len() == counted.syllables.len()
            && counted.pairs.len() == counted.seconds.len();
        Self::ready(if whole { counted } else { Counted::default() })
    }

    /// The number of a syllable in comparable form.
    pub fn number(&self, syllable: &str) -> Option<u16> {
        self.numbers.get(syllable).copied()
    }

    /// The spelling of a number that [`Vocabulary::number`] gave.
    pub fn spelling(&self, number: u16) -> &str {
        self.counted.syllables.get(usize::from(number)).map_or("", |it| it)
    }

    /// The spellings of a folded form, the commonest first.
    pub fn spellings(&self, folded: &str) -> &[u16] {
        self.forms.get(folded).map_or(&[], Vec::as_slice)
    }

    /// The folded forms that begin with `start`, in alphabetical order.
    pub fn beginning<'a>(&'a self, start: &'a str) -> impl Iterator<Item = &'a str> {
        let from = self.folded.partition_point(|it| **it < *start);
        let rest = self.folded.get(from..).unwrap_or_default();
        rest.iter().map(|it| &**it).take_while(move |it| it.starts_with(start))
    }

    /// In how many entries a syllable stands.
    pub fn frequency(&self, number: u16) -> u32 {
        self.counted.counts.get(usize::from(number)).copied().unwrap_or(0)
    }

    /// In how many entries `second` stands right after `first`.
    pub fn pair(&self, first: u16, second: u16) -> u32 {
        let (seconds, counts) = self.pairs_of(first);
        let found = seconds.binary_search(&second).ok();
        found.and_then(|at| counts.get(at)).copied().unwrap_or(0)
    }

    /// What stands after `first`, and how often.
    pub fn after(&self, first: u16) -> impl Iterator<Item = (u16, u32)> {
        let (seconds, counts) = self.pairs_of(first);
        seconds.iter().copied().zip(counts.iter().copied())
    }

    /// The sum of all syllables' frequencies; at least 1.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// Whether nothing was counted.
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    fn pairs_of(&self, first: u16) -> (&[u16], &[u32]) {
        let start = |at: usize| self.counted.starts.get(at).map_or(0, |&it| it as usize);
        let range = start(usize::from(first))..start(usize::from(first) + 1);
        let seconds = self.counted.seconds.get(range.clone()).unwrap_or_default();
        (seconds, self.counted.pairs.get(range).unwrap_or_default())
    }
}

/// A vocabulary being counted: syllables numbered as they are met, pairs by these numbers.
#[derive(Debug, Default)]
struct Counting {
    numbers: HashMap<Box<str>, u32>,
    counts: Vec<u32>,
    pairs: Vec<(u32, u32, u32)>,
}

impl Counting {
    fn add_all(&mut self, ledger: &Ledger) {
        let spelt = |number| ledger.accented(number).filter(|it| is_syllable(it));
        let numbers: Vec<Option<u32>> = (0..ledger.syllables())
            .map(|number| Some(self.add(spelt(number)?, ledger.count(number))))
            .collect();
        let number_of = |number: u32| numbers.get(number as usize).copied().flatten();
        for (first, of_first) in (0..).zip(&numbers) {
            let Some(of_first) = of_first else { continue };
            for pair in ledger.pairs(first, 0..u32::MAX) {
                if let Some(of_second) = ledger.second(pair).and_then(number_of) {
                    self.pairs.push((*of_first, of_second, ledger.pair_count(pair)));
                }
            }
        }
        sum_up(&mut self.pairs);
    }

    /// Counts a syllable `times` more; its number.
    fn add(&mut self, syllable: &str, times: u32) -> u32 {
        let next = u32::try_from(self.counts.len()).unwrap_or(u32::MAX);
        let number = match self.numbers.get(syllable) {
            Some(&number) => number,
            None => {
                self.numbers.insert(syllable.into(), next);
                self.counts.push(0);
                next
            }
        };
        let count = self.counts.get_mut(number as usize);
        count.into_iter().for_each(|it| *it = it.saturating_add(times));
        number
    }

    /// Counts the phrases of questions as if one entry of [`SPOKEN`] held each: laws do not ask, people do.
    fn add_phrases(&mut self, entries: u64) {
        let times = u32::try_from(entries / SPOKEN).unwrap_or(u32::MAX).max(3);
        for phrase in asking_phrases() {
            let words = phrase.split(' ').map(comparable);
            let numbers: Vec<u32> = words.map(|word| self.add(&word, times)).collect();
            for two in numbers.windows(2) {
                if let &[first, second] = two {
                    self.pairs.push((first, second, times));
                }
            }
        }
    }

    /// Sorts what was counted; of too many syllables the commonest are kept.
    fn finish(self) -> Counted {
        let count = |number: u32| self.counts.get(number as usize).copied().unwrap_or(0);
        let mut known: Vec<(&Box<str>, u32)> =
            self.numbers.iter().map(|(syllable, &number)| (syllable, number)).collect();
        known.sort_unstable();
        if known.len() > MOST {
            known.sort_by_key(|&(_, number)| std::cmp::Reverse(count(number)));
            known.truncate(MOST);
            known.sort_unstable();
        }
        let mut sorted: Vec<Option<u16>> = vec![None; self.counts.len()];
        let mut counted = Counted::default();
        for (place, &(syllable, number)) in known.iter().enumerate() {
            let slot = sorted.get_mut(number as usize);
            slot.into_iter().for_each(|it| *it = u16::try_from(place).ok());
            counted.syllables.push(syllable.clone());
            counted.counts.push(count(number));
        }
        let place = |number: u32| sorted.get(number as usize).copied().flatten();
        let places = |&(first, second, count): &(u32, u32, u32)| {
            Some((place(first)?, place(second)?, count))
        };
        let mut pairs: Vec<(u16, u16, u32)> = self.pairs.iter().filter_map(places).collect();
        sum_up(&mut pairs);
        let least = if pairs.len() > FEW { 2 } else { 1 };
        let mut next = pairs.into_iter().filter(|it| it.2 >= least).peekable();
        for first in 0..counted.syllables.len() {
            counted.starts.push(u32::try_from(counted.seconds.len()).unwrap_or(u32::MAX));
            while let Some((_, second, count)) = next.next_if(|it| usize::from(it.0) == first) {
                counted.seconds.push(second);
                counted.pairs.push(count);
            }
        }
        counted.starts.push(u32::try_from(counted.seconds.len()).unwrap_or(u32::MAX));
        counted
    }
}

/// Sorts pairs and makes one of those that are the same.
fn sum_up<N: Copy + Ord>(pairs: &mut Vec<(N, N, u32)>) {
    pairs.sort_unstable();
    pairs.dedup_by(|next, kept| {
        let same = (next.0, next.1) == (kept.0, kept.1);
        kept.2 = kept.2.saturating_add(if same { next.2 } else { 0 });
        same
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::{LedgerWriter, Told};

    #[test]
    fn what_is_counted_is_kept() {
        let bodies = ["Kỳ họp", "kỳ họp hợp", "kỳ hợp", "hợp strength 12"];
        let often = std::iter::repeat_n("kỳ họp", 50);
        let mut writer = LedgerWriter::default();
        for (order, body) in (0..).zip(bodies.into_iter().chain(often)) {
            assert!(writer.add(Told { title: "", heading: "", body, document: 1, order }));
        }
        let ledger = Ledger::open(writer.bytes()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        Vocabulary::count(std::iter::once(Ok(ledger))).unwrap().save(folder.path()).unwrap();
        let vocabulary = Vocabulary::open(folder.path());
        let number = |text| vocabulary.number(text).unwrap();
        let forms: Vec<&str> =
            vocabulary.spellings("hop").iter().map(|&it| vocabulary.spelling(it)).collect();
        assert_eq!(forms, ["họp", "hợp"]);
        assert_eq!(vocabulary.pair(number("kỳ"), number("họp")), 52);
        assert_eq!(vocabulary.pair(number("họp"), number("kỳ")), 0);
        assert_eq!(vocabulary.after(number("kỳ")).count(), 2);
        // Beside the words of the texts stand those that people ask with.
        assert!(vocabulary.beginning("ho").any(|it| it == "hop"));
        assert!(vocabulary.beginning("ho").all(|it| it.starts_with("ho")));
        assert_eq!(vocabulary.number("strength"), None);
        assert!(Vocabulary::open(&folder.path().join("khong-co")).is_empty());
    }
}
