//! Điều khoản tương tự: what other documents say in much the same words, by the rarest pairs of a provision.

use std::collections::BTreeMap;

use tantivy::schema::{Field, Value};
use tantivy::{DocAddress, TantivyDocument};

use crate::index::{Ledger, Lexicon, Postings, Syllable, day_of, entry_of};
use crate::law::{Address, Document, Listing, Portion, UnitId};
use crate::search::{Engine, Error};

/// Pairs that are asked for.
const PAIRS: usize = 24;
/// Syllables of a provision that are looked at.
const LONGEST: usize = 1_500;
/// A pair in fewer entries than this is in no other provision; in more than this share of all it tells nothing.
const RAREST: u64 = 2;
const COMMON: f64 = 0.05;
/// What is as much alike as this, against a text asked with itself, is worth showing.
const ALIKE: f32 = 0.25;

/// A provision that is much like another.
#[derive(Clone, Debug, PartialEq)]
pub struct Similar {
    /// Where.
    pub address: Address,
    /// Its document.
    pub document: Listing,
    /// Its heading.
    pub heading: String,
    /// How much alike: 1 is the same words.
    pub likeness: f32,
}

impl Engine {
    /// The provisions of other documents most like a unit of `document`, at most `size`, the most alike first.
    ///
    /// # Errors
    /// When index or corpus cannot be read.
    pub fn similar(
        &self,
        document: &Document,
        id: UnitId,
        size: usize,
    ) -> Result<Vec<Similar>, Error> {
        let entry = entry_of(document, id);
        let own = document.reference().slug();
        let searcher = self.index().searcher();
        let fields = self.index().fields();
        let telling = self.telling(&format!("{}\n{}", entry.heading, entry.body));
        let whole: f32 = telling.iter().map(|it| it.worth).sum();
        let mut best = Vec::new();
        for (segment, ledger) in (0u32..).zip(self.index().ledgers()) {
            let mut sums = vec![0.0; ledger.entries() as usize];
            for Telling { pair, worth } in &telling {
                each_list(ledger, pair, |postings| {
                    postings.each(|entry| {
                        sums.get_mut(entry as usize).into_iter().for_each(|sum| *sum += worth);
                    });
                });
            }
            let sums = (0u32..).zip(sums).filter(|(_, sum)| *sum > ALIKE * whole * 0.99);
            let place = |entry: u32| ledger.place(entry).unwrap_or_default();
            best.extend(
                sums.map(|(entry, sum)| (sum, place(entry), DocAddress::new(segment, entry))),
            );
        }
        best.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        best.truncate(size * 4 + 8);
        let mut found: Vec<Similar> = Vec::new();
        for (sum, _, address) in best {
            let entry: TantivyDocument = searcher.doc(address)?;
            let word = |field: Field| {
                entry.get_first(field).and_then(|value| value.as_str()).unwrap_or_default()
            };
            let slug = word(fields.document);
            let likeness = sum / whole;
            let changed = entry.get_first(fields.until).and_then(|it| it.as_u64());
            let old = changed.is_some_and(|until| day_of(until).is_some());
            if slug == own || likeness < ALIKE || found.len() >= size || old {
                continue;
            }
            let Some(listing) = self.corpus().listing(slug)? else { continue };
            let portion: Portion = word(fields.portion).parse().unwrap_or_default();
            if portion.is_whole() {
                continue;
            }
            found.push(Similar {
                address: Address { document: listing.reference.clone(), portion },
                document: listing,
                heading: word(fields.heading).to_owned(),
                likeness,
            });
        }
        Ok(found)
    }

    /// The pairs of a text that tell it best from others, and how much each tells.
    fn telling(&self, text: &str) -> Vec<Telling> {
        let mut lexicon = Lexicon::default();
        let mut read = Vec::new();
        lexicon.read(text, &mut read);
        read.truncate(LONGEST);
        let mut counts: BTreeMap<(&str, &str), (f32, &Syllable, &Syllable)> = BTreeMap::new();
        for two in read.windows(2) {
            let [(first, _), (second, _)] = two else { continue };
            let (Some(first), Some(second)) = (lexicon.get(*first), lexicon.get(*second)) else {
                continue;
            };
            let key = (&*first.accented, &*second.accented);
            counts.entry(key).or_insert((0.0, first, second)).0 += 1.0;
        }
        let ledgers = self.index().ledgers();
        let all = ledgers.iter().map(|it| u64::from(it.entries())).sum::<u64>().max(1) as f64;
        let mut telling = Vec::with_capacity(counts.len());
        for (count, first, second) in counts.into_values() {
            let pair = (first.clone(), second.clone());
            let mut frequency = 0;
            for ledger in ledgers {
                each_list(ledger, &pair, |postings| frequency += u64::from(postings.count));
            }
            if frequency < RAREST || frequency as f64 > (COMMON * all).max(20.0) {
                continue;
            }
            let worth = (all / frequency as f64).ln() as f32 * (1.0 + count.ln());
            telling.push(Telling { pair, worth });
        }
        // Stable: of equals the first in the alphabet.
        telling.sort_by(|one, other| other.worth.total_cmp(&one.worth));
        telling.truncate(PAIRS);
        telling
    }
}

/// Two neighbours that tell a provision from others.
struct Telling {
    pair: (Syllable, Syllable),
    worth: f32,
}

/// Calls `take` with the list of a pair, where the ledger has one.
fn each_list(ledger: &Ledger, pair: &(Syllable, Syllable), take: impl FnMut(Postings<'_>)) {
    let (Some(first), Some(second)) = (ledger.number(&pair.0), ledger.number(&pair.1)) else {
        return;
    };
    let lists = ledger.pairs(first, second..second + 1).filter_map(|it| ledger.pair_postings(it));
    lists.for_each(take);
}
