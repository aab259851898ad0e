//! Runs a question on one generation.

use std::sync::Arc;

use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Term, Value};
use tantivy::{DocAddress, Score, Searcher, TantivyDocument};

use crate::corpus::Corpus;
use crate::index::{self, Fields, Index, day_number, folded_term};
use crate::law::{Address, DocumentRef, Found, Kind, Listing, Portion, Status};
use crate::search::cited::{self, Cited};
use crate::search::facet::FacetCollector;
use crate::search::filter;
use crate::search::snippet;
use crate::search::spelling;
use crate::search::terms::Terms;
use crate::search::{Answer, Direct, Error, FacetCounts, Hit, Question, SnippetPiece};
use crate::timeline;

/// Pairs of neighbours against single syllables.
const PAIR: f32 = 1.0;
/// A syllable in more than this share of all entries tells nothing by itself.
const COMMON: f64 = 0.25;
/// A bare syllable that is this many times rarer than all its spellings together was typed without its dấu.
const STRANGE: u64 = 50;
/// Letters shown of a provision that was asked for by its address.
const SHOWN: usize = 320;
/// Hits past this are not given: who has read so far should ask otherwise.
const DEEPEST: usize = 1_000;

/// Tìm kiếm over one generation of corpus and index.
#[derive(Debug)]
pub struct Engine {
    corpus: Arc<Corpus>,
    index: Index,
}

impl Engine {
    /// Opens the index that belongs to `corpus`.
    ///
    /// # Errors
    /// When the index is missing, of another format, or unreadable.
    pub fn open(corpus: Arc<Corpus>) -> Result<Self, Error> {
        let index = Index::open(&corpus.folder().join("search"))?;
        Ok(Self { corpus, index })
    }

    /// The corpus that is searched.
    pub fn corpus(&self) -> &Arc<Corpus> {
        &self.corpus
    }

    /// Answers a question. Any text is a question; one without words gets an empty answer.
    ///
    /// # Errors
    /// When index or corpus cannot be read.
    pub fn answer(&self, question: &Question) -> Result<Answer, Error> {
        let cited = cited::read(&question.text);
        let direct = cited.as_ref().map(|cited| self.resolve(cited)).transpose()?;
        let searcher = self.index.searcher();
        let fields = self.index.fields();
        let read_as = spelling::spelt_out(&question.text).filter(|_| cited.is_none());
        let terms = Terms::of(read_as.as_ref().unwrap_or(&question.text), |word| {
            let frequency =
                |term: &str| searcher.doc_freq(&Term::from_field_text(fields.terms, term));
            let (bare, any) = (frequency(&word.accented)?, frequency(&folded_term(&word.folded))?);
            Ok::<bool, Error>(bare * STRANGE < any)
        })?;
        if terms.is_empty() {
            return Ok(Answer {
                read_as,
                direct,
                total: 0,
                complete: false,
                hits: Vec::new(),
                facets: FacetCounts::default(),
            });
        }
        let run = Run { searcher, fields, question, terms: &terms };
        let counted = run.count()?;
        let mut hits = self.hits(&run)?;
        let complete = counted.total > 0;
        let total = if complete { counted.total } else { hits.len() };
        if let Some(direct) = direct.as_ref().filter(|_| question.from == 0) {
            self.put_first(direct, question, &mut hits)?;
        }
        Ok(Answer { read_as, direct, total, complete, hits, facets: counted.facets() })
    }

    /// What a citation names stands before everything that merely holds its words.
    fn put_first(
        &self,
        direct: &Direct,
        question: &Question,
        hits: &mut Vec<Hit>,
    ) -> Result<(), Error> {
        let named: Vec<(Listing, Portion)> = match direct {
            Direct::Document(listing) => vec![(listing.clone(), Portion::default())],
            Direct::Provision { document, address, .. } => {
                vec![(document.clone(), address.portion.clone())]
            }
            Direct::Choice { documents, portion } => {
                let portion = portion.clone().unwrap_or_default();
                documents.iter().take(5).map(|it| (it.clone(), portion.clone())).collect()
            }
            Direct::NoSuchProvision { .. } | Direct::NotHeld { .. } => return Ok(()),
        };
        let best = hits.first().map_or(0.0, |hit| hit.score);
        let mut first = Vec::with_capacity(named.len());
        for (place, (listing, portion)) in named.into_iter().enumerate() {
            let address = Address { document: listing.reference.clone(), portion };
            hits.retain(|hit| hit.address != address);
            let score = best + 1.0 / (place + 1) as f32;
            first.extend(self.named_hit(listing, address, question, score)?);
        }
        hits.splice(0..0, first);
        hits.truncate(question.size.max(1));
        Ok(())
    }

    fn named_hit(
        &self,
        listing: Listing,
        address: Address,
        question: &Question,
        score: Score,
    ) -> Result<Option<Hit>, Error> {
        let Some(document) = self.corpus.document(&listing.reference.slug())? else {
            return Ok(None);
        };
        let status = timeline::standing(&document.facts, &[], question.today).status;
        let plain =
            |text: &str| SnippetPiece { text: text.chars().take(SHOWN).collect(), marked: false };
        let (heading, breadcrumb, snippet) = match document.find(&address.portion) {
            Some(id) => {
                let entry = index::entry_of(&document, id);
                (entry.heading, entry.breadcrumb, vec![plain(&entry.body)])
            }
            None if address.portion.is_whole() => {
                (document.name(), String::new(), vec![plain(&document.title)])
            }
            None => return Ok(None),
        };
        Ok(Some(Hit { address, document: listing, heading, breadcrumb, snippet, status, score }))
    }

    fn hits(&self, run: &Run<'_>) -> Result<Vec<Hit>, Error> {
        let question = run.question;
        let mut hits = Vec::new();
        for (score, address) in run.best()? {
            let entry: TantivyDocument = run.searcher.doc(address)?;
            let word = |field: Field| {
                entry.get_first(field).and_then(|value| value.as_str()).unwrap_or_default()
            };
            let Some(document) = self.corpus.listing(word(run.fields.document))? else { continue };
            let portion: Portion = word(run.fields.portion).parse().unwrap_or_default();
            let address = Address { document: document.reference.clone(), portion };
            let snippet = snippet::cut(word(run.fields.body), run.terms);
            let heading = word(run.fields.heading).to_owned();
            let breadcrumb = word(run.fields.breadcrumb).to_owned();
            let status = run.status(&entry, question)?;
            hits.push(Hit { address, document, heading, breadcrumb, snippet, status, score });
        }
        Ok(hits)
    }

    /// What a citation leads to here.
    fn resolve(&self, cited: &Cited) -> Result<Direct, Error> {
        let mut documents = self.candidates(cited)?;
        if documents.is_empty() {
            return Ok(Direct::NotHeld { number: cited.number.clone() });
        }
        if documents.len() > 1 {
            let portion = (!cited.portion.is_whole()).then(|| cited.portion.clone());
            return Ok(Direct::Choice { documents, portion });
        }
        let document = documents.remove(0);
        if cited.portion.is_whole() || document.catalogue_only {
            return Ok(Direct::Document(document));
        }
        self.provision(document, &cited.portion)
    }

    /// The documents that a number as typed may mean.
    fn candidates(&self, cited: &Cited) -> Result<Vec<Listing>, Error> {
        let found = self.corpus.look_up(&DocumentRef::new(cited.number.clone()))?;
        let mut documents = match found {
            Found::Nothing => self.corpus.with_serial(&cited.number, cited.kind)?,
            Found::One(listing) => vec![listing],
            Found::Several(listings) => listings,
        };
        if let Some(kind) = cited.kind {
            let of_kind =
                |it: &Listing| it.kind == kind || kind == Kind::Law && it.kind == Kind::Code;
            if documents.iter().any(of_kind) {
                documents.retain(of_kind);
            }
        }
        Ok(documents)
    }

    fn provision(&self, listing: Listing, asked: &Portion) -> Result<Direct, Error> {
        let Some(document) = self.corpus.document(&listing.reference.slug())? else {
            return Ok(Direct::Document(listing));
        };
        let Some(id) = document.find(asked) else {
            return Ok(Direct::NoSuchProvision { document: listing, asked: asked.clone() });
        };
        let heading = document.heading(id).map_or_else(
            || document.body(id).chars().take(160).collect::<String>(),
            |heading| heading.replace('\n', " "),
        );
        let address =
            Address { document: listing.reference.clone(), portion: document.portion(id) };
        Ok(Direct::Provision { document: listing, address, heading })
    }
}

/// One question at work.
struct Run<'a> {
    searcher: Searcher,
    fields: &'a Fields,
    question: &'a Question,
    terms: &'a Terms,
}

impl Run<'_> {
    /// The best entries on the page asked for, best first; equal scores in the order of the corpus.
    fn best(&self) -> Result<Vec<(Score, DocAddress)>, Error> {
        let from = self.question.from.min(DEEPEST);
        let size = self.question.size.clamp(1, 100);
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for (term, weight) in self
            .terms
            .pairs
            .iter()
            .map(|term| (term, PAIR))
            .chain(self.syllables()?.into_iter().map(|term| (term, 1.0)))
        {
            let query = TermQuery::new(
                Term::from_field_text(self.fields.terms, term),
                IndexRecordOption::WithFreqs,
            );
            clauses.push((Occur::Should, Box::new(BoostQuery::new(Box::new(query), weight))));
        }
        let words: Box<dyn Query> = Box::new(BooleanQuery::new(clauses));
        let query = self.filtered(words);
        let best = self
            .searcher
            .search(&query, &TopDocs::with_limit(size).and_offset(from).order_by_score())?;
        Ok(best)
    }

    /// Syllables that tell something: not those of every second entry, unless there are no others.
    fn syllables(&self) -> Result<Vec<&String>, Error> {
        let all = self.searcher.num_docs().max(1);
        let mut telling = Vec::new();
        for term in &self.terms.syllables {
            let frequency =
                self.searcher.doc_freq(&Term::from_field_text(self.fields.terms, term))?;
            if (frequency as f64) < COMMON * all as f64 {
                telling.push(term);
            }
        }
        if telling.is_empty() && self.terms.pairs.is_empty() {
            telling.extend(&self.terms.syllables);
        }
        Ok(telling)
    }

    /// Counts the entries that hold every syllable, in any field.
    fn count(&self) -> Result<crate::search::facet::Counted, Error> {
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for term in &self.terms.syllables {
            let query = TermQuery::new(
                Term::from_field_text(self.fields.terms, term),
                IndexRecordOption::Basic,
            );
            clauses.push((Occur::Must, Box::new(query)));
        }
        let query = self.filtered(Box::new(BooleanQuery::new(clauses)));
        let today = day_number(Some(self.question.today), 0);
        Ok(self.searcher.search(&query, &FacetCollector { today })?)
    }

    fn filtered(&self, words: Box<dyn Query>) -> Box<dyn Query> {
        let filters = filter::clauses(self.question, self.fields);
        if filters.is_empty() {
            return words;
        }
        let mut clauses = vec![(Occur::Must, words)];
        clauses.extend(filters.into_iter().map(|filter| (Occur::Must, filter)));
        Box::new(BooleanQuery::new(clauses))
    }

    fn status(&self, entry: &TantivyDocument, question: &Question) -> Result<Status, Error> {
        let day = |field: Field| {
            entry.get_first(field).and_then(|value| value.as_u64()).unwrap_or(u64::MAX)
        };
        let today = day_number(Some(question.today), 0);
        Ok(filter::status_of(
            today,
            day(self.fields.effective),
            day(self.fields.ended),
            day(self.fields.amended),
        ))
    }
}
