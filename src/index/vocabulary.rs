//! Từ vựng: which syllables the corpus writes, and which stands after which.
//!
//! From it dấu are put back on what was typed without, slips are mended, and a word begun is completed. It is counted from
//! the terms of the index itself, which hold each syllable and each pair with the number of entries that have it: nothing
//! is read again, and an index that was caught up counts as one made anew. Pairs over the entries of a large corpus come to
//! some 700,000; those that stand in one entry only are left out there, for they are mostly slips of typing.
//!
//! The file lies beside the segments and is replaced, never written over: generations share it by links.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};
use tantivy::schema::Field;

use crate::index::Error;
use crate::text::{fold, is_syllable};

/// The file in the index folder.
const FILE: &str = "tu-vung";
/// More pairs than this, and those of a single entry are left out.
const FEW: usize = 300_000;
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
    /// Counts the terms of `fields` in the last commit of `index`.
    pub(crate) fn count(index: &tantivy::Index, fields: &[Field]) -> tantivy::Result<Self> {
        let searcher = index.reader()?.searcher();
        let mut syllables: HashMap<Box<str>, u32> = HashMap::new();
        let mut pairs: HashMap<Box<str>, u32> = HashMap::new();
        for segment in searcher.segment_readers() {
            for &field in fields {
                let inverted = segment.inverted_index(field)?;
                let mut terms = inverted.terms().stream()?;
                while terms.advance() {
                    let Ok(term) = std::str::from_utf8(terms.key()) else { continue };
                    let count = terms.value().doc_freq;
                    if term.starts_with('~') || term.contains(|c: char| c.is_ascii_digit()) {
                        continue;
                    }
                    let counts = if term.contains('_') { &mut pairs } else { &mut syllables };
                    match counts.get_mut(term) {
                        Some(sum) => *sum += count,
                        None => {
                            counts.insert(term.into(), count);
                        }
                    }
                }
            }
        }
        Ok(Self::of(syllables, pairs))
    }

    /// The vocabulary of counted terms; pairs are joined by `_`.
    pub(crate) fn of(syllables: HashMap<Box<str>, u32>, pairs: HashMap<Box<str>, u32>) -> Self {
        let mut known: Vec<(Box<str>, u32)> =
            syllables.into_iter().filter(|(syllable, _)| is_syllable(syllable)).collect();
        if known.len() > MOST {
            known.sort_unstable_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(&other.0)));
            known.truncate(MOST);
        }
        known.sort_unstable();
        let (syllables, counts): (Vec<_>, Vec<_>) = known.into_iter().unzip();
        let mut counted = Counted { syllables, counts, ..Counted::default() };
        let number = |text: &str| counted.syllables.binary_search_by(|it| (**it).cmp(text)).ok();
        let least = if pairs.len() > FEW { 2 } else { 1 };
        let mut numbered: Vec<(u16, u16, u32)> = pairs
            .into_iter()
            .filter(|&(_, count)| count >= least)
            .filter_map(|(pair, count)| {
                let (first, second) = pair.split_once('_')?;
                let to_u16 = |text: &str| u16::try_from(number(text)?).ok();
                Some((to_u16(first)?, to_u16(second)?, count))
            })
            .collect();
        numbered.sort_unstable();
        let mut next = numbered.iter().peekable();
        for first in 0..counted.syllables.len() {
            counted.starts.push(u32::try_from(counted.seconds.len()).unwrap_or(u32::MAX));
            while let Some(&(_, second, count)) =
                next.next_if(|(number, ..)| usize::from(*number) == first)
            {
                counted.seconds.push(second);
                counted.pairs.push(count);
            }
        }
        counted.starts.push(u32::try_from(counted.seconds.len()).unwrap_or(u32::MAX));
        Self::ready(counted)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(terms: &[(&str, u32)]) -> HashMap<Box<str>, u32> {
        terms.iter().map(|&(term, count)| (term.into(), count)).collect()
    }

    #[test]
    fn what_is_counted_is_kept() {
        let syllables = counted(&[("kỳ", 5), ("họp", 4), ("hợp", 9), ("strength", 3)]);
        let pairs = counted(&[("kỳ_họp", 4), ("kỳ_hợp", 1)]);
        let folder = tempfile::tempdir().unwrap();
        Vocabulary::of(syllables, pairs).save(folder.path()).unwrap();
        let vocabulary = Vocabulary::open(folder.path());
        let number = |text| vocabulary.number(text).unwrap();
        let forms: Vec<&str> =
            vocabulary.spellings("hop").iter().map(|&it| vocabulary.spelling(it)).collect();
        assert_eq!(forms, ["hợp", "họp"]);
        assert_eq!(vocabulary.pair(number("kỳ"), number("họp")), 4);
        assert_eq!(vocabulary.pair(number("họp"), number("kỳ")), 0);
        assert_eq!(vocabulary.after(number("kỳ")).count(), 2);
        assert_eq!(vocabulary.beginning("h").collect::<Vec<_>>(), ["hop"]);
        assert_eq!(vocabulary.number("strength"), None);
        assert!(Vocabulary::open(&folder.path().join("khong-co")).is_empty());
    }
}
