//! A ledger, opened: lists by term, syllables by entry.

use std::collections::HashMap;
use std::ops::{Deref, Range};

use crate::index::Syllable;
use crate::index::ledger::layout::{
    PAIR, PLACE, POSTING, SYLLABLE, Section, is_dense, sections, u32_at, u64_at,
};
use crate::index::ledger::write::spelling;

/// The ledger of a segment.
pub struct Ledger {
    bytes: Box<dyn Deref<Target = [u8]> + Send + Sync>,
    sections: [Range<usize>; Section::ALL.len()],
    entries: u32,
    narrow: bool,
    /// How much each syllable tells.
    rarities: Vec<f32>,
}

/// The entries that hold a term, with the weight it has in each.
#[derive(Clone, Copy, Debug)]
pub struct Postings<'a> {
    /// How many entries.
    pub count: u32,
    bytes: &'a [u8],
    dense: bool,
}

/// A run of syllables of an entry.
#[derive(Clone, Copy, Debug)]
pub struct Tokens<'a> {
    bytes: &'a [u8],
    narrow: bool,
}

/// The syllables of an entry.
#[derive(Clone, Copy, Debug)]
pub struct EntryTerms<'a> {
    /// Number, kind and title of its document.
    pub title: Tokens<'a>,
    /// Its number and name.
    pub heading: Tokens<'a>,
    /// What it says.
    pub body: Tokens<'a>,
    /// For each khoản the syllable of the body at which it begins (u32 each).
    passages: &'a [u8],
}

impl std::fmt::Debug for Ledger {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ledger").field("entries", &self.entries).finish_non_exhaustive()
    }
}

impl Ledger {
    /// Opens a ledger; none when the bytes are none of this format.
    pub fn open(bytes: impl Deref<Target = [u8]> + Send + Sync + 'static) -> Option<Self> {
        let sections = sections(&bytes)?;
        let sizes = sections.first()?.clone();
        let (entries, width) =
            (u32_at(bytes.get(sizes.clone())?, 0)?, u32_at(bytes.get(sizes)?, 1)?);
        Some(Self {
            bytes: Box::new(bytes),
            sections,
            entries,
            narrow: width == 2,
            rarities: Vec::new(),
        })
    }

    /// How many entries the segment has.
    pub fn entries(&self) -> u32 {
        self.entries
    }

    /// How many distinct syllables there are; they are numbered from 0.
    pub fn syllables(&self) -> u32 {
        let starts = self.section(Section::SpellingStarts).len() / 4;
        u32::try_from(starts.saturating_sub(1)).unwrap_or(0)
    }

    /// The number of a syllable, spelt just so.
    pub fn number(&self, syllable: &Syllable) -> Option<u32> {
        let wanted = spelling(syllable);
        let at = self.first_not_before(&wanted);
        (self.spelling(at)? == wanted).then_some(at)
    }

    /// The numbers of all syllables that fold to `folded`.
    pub fn alike(&self, folded: &str) -> Range<u32> {
        let mut from = folded.as_bytes().to_vec();
        from.push(0);
        let start = self.first_not_before(&from);
        if let Some(last) = from.last_mut() {
            *last = 1;
        }
        start..self.first_not_before(&from)
    }

    /// The numbers of all syllables whose folded form begins with `start`.
    pub fn beginning(&self, start: &str) -> Range<u32> {
        let mut after = start.as_bytes().to_vec();
        // Folded forms are letters and digits in UTF-8, which has no byte 255.
        after.push(u8::MAX);
        self.first_not_before(start.as_bytes())..self.first_not_before(&after)
    }

    /// The comparable form of a syllable.
    pub fn accented(&self, number: u32) -> Option<&str> {
        let spelling = self.spelling(number)?;
        let zero = spelling.iter().position(|&byte| byte == 0)?;
        std::str::from_utf8(spelling.get(zero + 1..)?).ok()
    }

    fn spelling(&self, number: u32) -> Option<&[u8]> {
        let starts = self.section(Section::SpellingStarts);
        let (from, to) = (u32_at(starts, number as usize)?, u32_at(starts, number as usize + 1)?);
        self.section(Section::Spellings).get(from as usize..to as usize)
    }

    fn first_not_before(&self, wanted: &[u8]) -> u32 {
        lower_bound(0..self.syllables(), |number| {
            self.spelling(number).is_some_and(|it| it < wanted)
        })
    }

    /// The entries that hold a syllable.
    pub fn postings(&self, number: u32) -> Option<Postings<'_>> {
        let items = self.section(Section::Syllables);
        self.list(items, number as usize * SYLLABLE)
    }

    /// How many entries hold a syllable.
    pub fn count(&self, number: u32) -> u32 {
        u32_at(self.section(Section::Syllables), number as usize * (SYLLABLE / 4) + 2).unwrap_or(0)
    }

    /// How much a syllable tells: the fewer entries of the whole index hold it, the more. 0 before [`Ledger::join`].
    pub fn rarity(&self, number: u32) -> f32 {
        self.rarities.get(number as usize).copied().unwrap_or(0.0)
    }

    /// Tells the ledgers of one index of each other: what a syllable tells must not hang on how entries came into segments.
    pub fn join(ledgers: &mut [Self]) {
        let all: f32 = ledgers.iter().map(|it| it.entries as f32).sum();
        let mut counts: HashMap<&[u8], u32> = HashMap::new();
        for ledger in ledgers.iter() {
            for number in 0..ledger.syllables() {
                if let Some(spelling) = ledger.spelling(number) {
                    *counts.entry(spelling).or_default() += ledger.count(number);
                }
            }
        }
        let rarity = |spelling: &[u8]| {
            let count = counts.get(spelling).copied().unwrap_or(0);
            (1.0 + all / (count as f32 + 0.5)).ln()
        };
        let of = |ledger: &Self| {
            (0..ledger.syllables()).map(|it| ledger.spelling(it).map_or(0.0, rarity)).collect()
        };
        let rarities: Vec<Vec<f32>> = ledgers.iter().map(of).collect();
        for (ledger, rarities) in ledgers.iter_mut().zip(rarities) {
            ledger.rarities = rarities;
        }
    }

    /// The pairs of `first` with any of `seconds`, for [`Ledger::pair_postings`].
    pub fn pairs(&self, first: u32, seconds: Range<u32>) -> Range<u32> {
        let starts = self.section(Section::PairStarts);
        let bounds = (u32_at(starts, first as usize), u32_at(starts, first as usize + 1));
        let (Some(from), Some(to)) = bounds else { return 0..0 };
        let pairs = self.section(Section::Pairs);
        let second = |pair: u32| u32_at(pairs, pair as usize * (PAIR / 4));
        let bound =
            |wanted: u32| lower_bound(from..to, |pair| second(pair).is_some_and(|it| it < wanted));
        bound(seconds.start)..bound(seconds.end)
    }

    /// The second syllable of a pair.
    pub fn second(&self, pair: u32) -> Option<u32> {
        u32_at(self.section(Section::Pairs), pair as usize * (PAIR / 4))
    }

    /// How many entries hold a pair.
    pub fn pair_count(&self, pair: u32) -> u32 {
        u32_at(self.section(Section::Pairs), pair as usize * (PAIR / 4) + 3).unwrap_or(0)
    }

    /// The entries that hold a pair.
    pub fn pair_postings(&self, pair: u32) -> Option<Postings<'_>> {
        let items = self.section(Section::Pairs);
        self.list(items, pair as usize * PAIR + 4)
    }

    fn list(&self, items: &[u8], at: usize) -> Option<Postings<'_>> {
        let begin = usize::try_from(u64_at(items, at)?).ok()?;
        let count = u32::from_le_bytes(*items.get(at + 8..)?.first_chunk()?);
        let dense = is_dense(count, self.entries);
        let length = if dense { self.entries as usize } else { count as usize * POSTING };
        let bytes = self.section(Section::Lists).get(begin..begin + length)?;
        Some(Postings { count, bytes, dense })
    }

    /// The syllables of an entry.
    pub fn entry(&self, entry: u32) -> Option<EntryTerms<'_>> {
        let index = entry as usize;
        let starts = self.section(Section::TokenStarts);
        let (from, to) = (u32_at(starts, index)?, u32_at(starts, index + 1)?);
        let lengths = u32_at(self.section(Section::Lengths), index)?;
        let (title, heading) = (lengths & 0xFFFF, lengths >> 16);
        let width = if self.narrow { 2 } else { 4 };
        let tokens = self.section(Section::Tokens);
        let cut = |from: u32, to: u32| {
            let bytes = tokens.get(from as usize * width..to as usize * width)?;
            Some(Tokens { bytes, narrow: self.narrow })
        };
        let starts = self.section(Section::PassageStarts);
        let (first, last) = (u32_at(starts, index)?, u32_at(starts, index + 1)?);
        let passages = self.section(Section::Passages);
        Some(EntryTerms {
            title: cut(from, from + title)?,
            heading: cut(from + title, from + title + heading)?,
            body: cut(from + title + heading, to)?,
            passages: passages.get(first as usize * 4..last as usize * 4)?,
        })
    }

    /// What the document of an entry is, and the entry's place there.
    pub fn place(&self, entry: u32) -> Option<(u64, u32)> {
        let places = self.section(Section::Places);
        let at = entry as usize * PLACE;
        let order = u32::from_le_bytes(*places.get(at + 8..)?.first_chunk()?);
        Some((u64_at(places, at)?, order))
    }

    fn section(&self, section: Section) -> &[u8] {
        let range = self.sections.get(section as usize).cloned().unwrap_or(0..0);
        self.bytes.get(range).unwrap_or_default()
    }
}

/// The first of `range` that is not `before`.
fn lower_bound(range: Range<u32>, before: impl Fn(u32) -> bool) -> u32 {
    let Range { mut start, mut end } = range;
    while start < end {
        let middle = start + (end - start) / 2;
        if before(middle) {
            start = middle + 1;
        } else {
            end = middle;
        }
    }
    start
}

impl Postings<'_> {
    /// Adds `times` the weight of the term to every entry that holds it. A weight is at most 255.
    pub fn add_to(&self, scores: &mut [f32], times: f32) {
        if self.dense {
            for (score, &weight) in scores.iter_mut().zip(self.bytes) {
                *score += times * f32::from(weight);
            }
            return;
        }
        for (entry, weight) in self.sparse() {
            if let Some(score) = scores.get_mut(entry) {
                *score += times * f32::from(weight);
            }
        }
    }

    /// Calls `take` with every entry that holds the term, in their order.
    pub fn each(&self, mut take: impl FnMut(u32)) {
        if self.dense {
            let held = self.bytes.iter().zip(0..).filter(|(weight, _)| **weight > 0);
            held.for_each(|(_, entry)| take(entry));
        } else {
            self.sparse().for_each(|(entry, _)| take(entry as u32));
        }
    }

    /// The weight of the term in an entry; 0 where it is not.
    pub fn weight_in(&self, entry: u32) -> u8 {
        if self.dense {
            return self.bytes.get(entry as usize).copied().unwrap_or(0);
        }
        let at = lower_bound(0..self.count, |index| {
            u32_at(self.bytes, index as usize).is_some_and(|it| it >> 8 < entry)
        });
        let found = u32_at(self.bytes, at as usize).filter(|it| it >> 8 == entry);
        found.map_or(0, |it| it as u8)
    }

    fn sparse(&self) -> impl Iterator<Item = (usize, u8)> {
        let (postings, _) = self.bytes.as_chunks::<POSTING>();
        postings.iter().map(|bytes| {
            let posting = u32::from_le_bytes(*bytes);
            ((posting >> 8) as usize, posting as u8)
        })
    }
}

impl Tokens<'_> {
    /// Calls `take` with the numbers of the first syllables, `most` of them, in their order.
    pub fn each(self, most: usize, mut take: impl FnMut(u32)) {
        if self.narrow {
            let tokens = self.bytes.as_chunks::<2>().0.iter().take(most);
            tokens.for_each(|it| take(u32::from(u16::from_le_bytes(*it))));
        } else {
            let tokens = self.bytes.as_chunks::<4>().0.iter().take(most);
            tokens.for_each(|it| take(u32::from_le_bytes(*it)));
        }
    }

    /// How many syllables there are.
    pub fn len(self) -> usize {
        self.bytes.len() / if self.narrow { 2 } else { 4 }
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.bytes.is_empty()
    }
}

impl<'a> EntryTerms<'a> {
    /// For each khoản the syllable of the body at which it begins.
    pub fn passages(&self) -> impl Iterator<Item = u32> + use<'a> {
        self.passages.as_chunks::<4>().0.iter().map(|it| u32::from_le_bytes(*it))
    }
}
