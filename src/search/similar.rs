//! Điều khoản tương tự: what other documents say in much the same words, by the rarest pairs of a provision.

use std::collections::BTreeMap;

use tantivy::TantivyDocument;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, BoostQuery, ConstScoreQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Term, Value};

use crate::index::{Lexicon, entry_of, pair};
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
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        let mut whole = 0.0;
        for (term, worth) in self.telling(&format!("{}\n{}", entry.heading, entry.body))? {
            let term = Term::from_field_text(fields.terms, &term);
            let query = TermQuery::new(term, IndexRecordOption::Basic);
            let query = ConstScoreQuery::new(Box::new(query), 1.0);
            clauses.push((Occur::Should, Box::new(BoostQuery::new(Box::new(query), worth))));
            whole += worth;
        }
        if clauses.is_empty() {
            return Ok(Vec::new());
        }
        let best = searcher.search(
            &BooleanQuery::new(clauses),
            &TopDocs::with_limit(size * 4 + 8).order_by_score(),
        )?;
        let mut found: Vec<Similar> = Vec::new();
        for (score, address) in best {
            let entry: TantivyDocument = searcher.doc(address)?;
            let word = |field: Field| {
                entry.get_first(field).and_then(|value| value.as_str()).unwrap_or_default()
            };
            let slug = word(fields.document);
            let likeness = score / whole;
            if slug == own || likeness < ALIKE || found.len() >= size {
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
    fn telling(&self, text: &str) -> Result<Vec<(String, f32)>, Error> {
        let mut lexicon = Lexicon::default();
        let mut read = Vec::new();
        lexicon.read(text, &mut read);
        read.truncate(LONGEST);
        let mut counts: BTreeMap<String, f32> = BTreeMap::new();
        for two in read.windows(2) {
            let [(first, _), (second, _)] = two else { continue };
            let (Some(first), Some(second)) = (lexicon.get(*first), lexicon.get(*second)) else {
                continue;
            };
            *counts.entry(pair(&first.accented, &second.accented)).or_default() += 1.0;
        }
        let searcher = self.index().searcher();
        let all = searcher.num_docs().max(1) as f64;
        let mut telling = Vec::with_capacity(counts.len());
        for (text, count) in counts {
            let term = Term::from_field_text(self.index().fields().terms, &text);
            let frequency = searcher.doc_freq(&term)?;
            if frequency < RAREST || frequency as f64 > (COMMON * all).max(20.0) {
                continue;
            }
            let worth = (all / frequency as f64).ln() as f32 * (1.0 + count.ln());
            telling.push((text, worth));
        }
        telling.sort_by(|one, other| other.1.total_cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        telling.truncate(PAIRS);
        Ok(telling)
    }
}
