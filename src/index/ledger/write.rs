//! Entries → the bytes of a ledger.

use std::io::{self, Write};

use crate::index::ledger::layout::{PAIR, is_dense, write_all};
use crate::index::ledger::passages;
use crate::index::ledger::weigh::{Counts, Scale};
use crate::index::{Lexicon, Syllable};

/// Longer titles and headings are cut for ranking: what tells comes first.
const LONGEST_HEADING: usize = 400;
/// Entries past this cannot be told apart in a list of 24-bit numbers.
const MOST: usize = (1 << 24) - 1;

/// What a ledger is told of an entry.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// Number, kind and title of its document.
    pub title: &'a str,
    /// Its own number and name.
    pub heading: &'a str,
    /// What it says.
    pub body: &'a str,
    /// The same for all entries of a document.
    pub document: u64,
    /// Its place in the document.
    pub order: u32,
}

/// A ledger being written; entries come in the order in which the segment numbers them.
#[derive(Debug, Default)]
pub struct LedgerWriter {
    lexicon: Lexicon,
    tokens: Vec<u32>,
    token_starts: Vec<u32>,
    lengths: Vec<(u16, u16)>,
    passages: Vec<u32>,
    passage_starts: Vec<u32>,
    places: Vec<u8>,
    read: Vec<(u32, std::ops::Range<usize>)>,
}

impl LedgerWriter {
    /// Adds the next entry; false when a segment holds more than a ledger can number.
    pub fn add(&mut self, told: Told<'_>) -> bool {
        if self.lengths.len() >= MOST || self.tokens.len() > u32::MAX as usize / 2 {
            return false;
        }
        self.token_starts.push(to_u32(self.tokens.len()));
        let title = self.field(told.title, LONGEST_HEADING);
        let heading = self.field(told.heading, LONGEST_HEADING);
        self.lengths.push((title, heading));
        self.field(told.body, usize::MAX);
        self.passage_starts.push(to_u32(self.passages.len()));
        let mut at = 0;
        for passage in passages(told.body) {
            at += self.read.get(at..).map_or(0, |rest| {
                rest.partition_point(|(_, range)| range.start < passage.range.start)
            });
            self.passages.push(to_u32(at));
        }
        self.places.extend(told.document.to_le_bytes());
        self.places.extend(told.order.to_le_bytes());
        true
    }

    /// Reads a field into the tokens; its length.
    fn field(&mut self, text: &str, longest: usize) -> u16 {
        self.read.clear();
        self.lexicon.read(text, &mut self.read);
        self.read.truncate(longest);
        self.tokens.extend(self.read.iter().map(|(number, _)| number));
        u16::try_from(self.read.len()).unwrap_or(u16::MAX)
    }

    /// Writes the ledger to `out`.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn finish(mut self, out: &mut impl Write) -> io::Result<()> {
        self.token_starts.push(to_u32(self.tokens.len()));
        self.passage_starts.push(to_u32(self.passages.len()));
        let (spelling_starts, spellings) = self.renumber();
        let count = spelling_starts.len().saturating_sub(1);
        let lists = self.lists(count);
        // Most corpora have fewer spellings than two bytes can number.
        let narrow = count <= 1 << 16;
        let tokens = match narrow {
            true => self.tokens.iter().flat_map(|&it| (it as u16).to_le_bytes()).collect(),
            false => bytes_of(&self.tokens),
        };
        let lengths = self.lengths.iter().flat_map(|(title, heading)| {
            let [a, b] = title.to_le_bytes();
            let [c, d] = heading.to_le_bytes();
            [a, b, c, d]
        });
        let parts = [
            bytes_of(&[to_u32(self.lengths.len()), if narrow { 2 } else { 4 }]),
            bytes_of(&spelling_starts),
            spellings,
            lists.syllables,
            bytes_of(&lists.pair_starts),
            lists.pairs,
            lists.lists,
            bytes_of(&self.token_starts),
            lengths.collect(),
            tokens,
            bytes_of(&self.passage_starts),
            bytes_of(&self.passages),
            self.places,
        ];
        write_all(parts, out)
    }

    /// Numbers the syllables in the order of their folded spelling, so that all that fold alike stand side by side; gives
    /// where each spelling begins, and the spellings.
    fn renumber(&mut self) -> (Vec<u32>, Vec<u8>) {
        let mut spelt: Vec<(Vec<u8>, u32)> =
            (0..).map_while(|number| Some((spelling(self.lexicon.get(number)?), number))).collect();
        spelt.sort_unstable();
        let mut starts = vec![0];
        let mut spellings: Vec<u8> = Vec::new();
        let mut numbers = vec![0; spelt.len()];
        let mut last: Option<&[u8]> = None;
        for (spelling, old) in &spelt {
            // The lexicon knows spellings as written; several may come to one comparable form.
            if last != Some(spelling) {
                spellings.extend(spelling);
                starts.push(to_u32(spellings.len()));
                last = Some(spelling);
            }
            if let Some(number) = numbers.get_mut(*old as usize) {
                *number = to_u32(starts.len() - 2);
            }
        }
        for token in &mut self.tokens {
            *token = numbers.get(*token as usize).copied().unwrap_or(0);
        }
        (starts, spellings)
    }

    /// The lists of all syllables and pairs, `count` syllables in all.
    fn lists(&self, count: usize) -> Lists {
        let entries = to_u32(self.lengths.len());
        let mut singles: Vec<Vec<u32>> = vec![Vec::new(); count];
        let mut doubles: Vec<Vec<u64>> = vec![Vec::new(); count];
        let mut keys = Vec::new();
        let ends = self.token_starts.iter().skip(1);
        for (entry, ((start, end), lengths)) in
            self.token_starts.iter().zip(ends).zip(&self.lengths).enumerate()
        {
            let tokens = self.tokens.get(*start as usize..*end as usize).unwrap_or_default();
            for (first, second, weight) in weigh(tokens, *lengths, &mut keys) {
                let posting = to_u32(entry) << 8 | u32::from(weight);
                match second {
                    None => singles.get_mut(first).into_iter().for_each(|it| it.push(posting)),
                    Some(second) => {
                        let pair = u64::from(second) << 32 | u64::from(posting);
                        doubles.get_mut(first).into_iter().for_each(|it| it.push(pair));
                    }
                }
            }
        }
        let mut lists = Lists { pair_starts: vec![0], ..Lists::default() };
        for postings in singles {
            let item = lists.push(&postings, entries);
            lists.syllables.extend(item);
        }
        for mut pairs in doubles {
            pairs.sort_unstable();
            let mut postings = Vec::new();
            for of_one in pairs.chunk_by(|one, other| one >> 32 == other >> 32) {
                postings.clear();
                postings.extend(of_one.iter().map(|pair| *pair as u32));
                let item = lists.push(&postings, entries);
                let second = of_one.first().map_or(0, |pair| (pair >> 32) as u32);
                lists.pairs.extend(second.to_le_bytes());
                lists.pairs.extend(item);
            }
            lists.pair_starts.push(to_u32(lists.pairs.len() / PAIR));
        }
        lists
    }
}

/// The sections that hold lists.
#[derive(Default)]
struct Lists {
    syllables: Vec<u8>,
    pair_starts: Vec<u32>,
    pairs: Vec<u8>,
    lists: Vec<u8>,
}

impl Lists {
    /// Adds a list; gives where it begins and how long it is.
    fn push(&mut self, postings: &[u32], entries: u32) -> [u8; 12] {
        let begin = self.lists.len() as u64;
        let count = to_u32(postings.len());
        if is_dense(count, entries) {
            let from = self.lists.len();
            self.lists.resize(from + entries as usize, 0);
            for posting in postings {
                let place = self.lists.get_mut(from + (posting >> 8) as usize);
                place.into_iter().for_each(|it| *it = *posting as u8);
            }
        } else {
            self.lists.extend(postings.iter().flat_map(|it| it.to_le_bytes()));
        }
        let mut item = [0; 12];
        let (at, length) = item.split_at_mut(8);
        at.copy_from_slice(&begin.to_le_bytes());
        length.copy_from_slice(&count.to_le_bytes());
        item
    }
}

/// The terms of an entry with their weights: a syllable, or a syllable and the one after it.
fn weigh<'a>(
    tokens: &[u32],
    (title, heading): (u16, u16),
    keys: &'a mut Vec<u64>,
) -> impl Iterator<Item = (usize, Option<u32>, u8)> + use<'a> {
    let (title, rest) = tokens.split_at(usize::from(title).min(tokens.len()));
    let (heading, body) = rest.split_at(usize::from(heading).min(rest.len()));
    let scale = Scale::of(title.len(), heading.len(), body.len());
    keys.clear();
    for (field, tokens) in [(0, title), (1, heading), (2, body)] {
        keys.extend(tokens.iter().map(|&first| key(first, None, field)));
        keys.extend(tokens.windows(2).filter_map(|two| match two {
            &[first, second] => Some(key(first, Some(second), field)),
            _ => None,
        }));
    }
    keys.sort_unstable();
    keys.chunk_by(|one, other| one >> 2 == other >> 2).map(move |term| {
        let mut counts = Counts::default();
        for key in term {
            match key & 3 {
                0 => counts.title = counts.title.saturating_add(1),
                1 => counts.heading = counts.heading.saturating_add(1),
                _ => counts.body = counts.body.saturating_add(1),
            }
        }
        let key = term.first().map_or(0, |key| key >> 2);
        let second = (key & ONE).checked_sub(1).map(|it| it as u32);
        ((key >> 31) as usize, second, scale.weight(counts))
    })
}

/// Bits of the second syllable in a key.
const ONE: u64 = (1 << 31) - 1;

/// A term in a field as a number that sorts: by first syllable, by second, by field.
fn key(first: u32, second: Option<u32>, field: u64) -> u64 {
    let second = second.map_or(0, |it| u64::from(it) + 1) & ONE;
    u64::from(first) << 33 | second << 2 | field
}

/// How a syllable sorts: folded before accented.
pub(super) fn spelling(syllable: &Syllable) -> Vec<u8> {
    let mut bytes = syllable.folded.as_bytes().to_vec();
    bytes.push(0);
    bytes.extend(syllable.accented.as_bytes());
    bytes
}

fn bytes_of(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|it| it.to_le_bytes()).collect()
}

fn to_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
