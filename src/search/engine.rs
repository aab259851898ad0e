//! Runs a question on one generation.

use std::sync::Arc;

use tantivy::collector::TopDocs;
use tantivy::query::{AllQuery, BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Term, Value};
use tantivy::{DocAddress, Score, Searcher, TantivyDocument};

use crate::corpus::Corpus;
use crate::index::{Fields, Index, Vocabulary, day_number, folded_term};
use crate::law::{Address, DocumentRef, Kind, Listing, Portion, Status};
use crate::search::direct::Pointer;
use crate::search::explain::Explained;
use crate::search::facet::FacetCollector;
use crate::search::filter;
use crate::search::need;
use crate::search::plan::Plan;
use crate::search::query;
use crate::search::resolve::{Resolved, Resolver};
use crate::search::snippet;
use crate::search::terms::Terms;
use crate::search::{Answer, Error, FacetCounts, Hit, Question, Sort};

/// Pairs of neighbours against single syllables.
const PAIR: f32 = 1.0;
/// A syllable in more than this share of all entries tells nothing by itself.
const COMMON: f64 = 0.25;
/// A bare syllable that is this many times rarer than all its spellings together was typed without its dấu.
const STRANGE: u64 = 50;
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

    /// The index that is searched.
    pub(crate) fn index(&self) -> &Index {
        &self.index
    }

    /// The syllables of the corpus.
    pub(crate) fn vocabulary(&self) -> &Vocabulary {
        self.index.vocabulary()
    }

    /// How a question is read, stage by stage, without running it.
    ///
    /// # Errors
    /// When the corpus cannot be read.
    pub fn explain(&self, question: &Question) -> Result<Explained, Error> {
        let query = query::parse(&question.text);
        let resolved =
            Resolver { corpus: &self.corpus, index: &self.index }.resolve(&query, question)?;
        let plan = Plan::of(&resolved);
        Ok(Explained { query, resolved, plan })
    }

    /// Answers a question. Any text is a question; one without words gets an empty answer.
    ///
    /// # Errors
    /// When index or corpus cannot be read.
    pub fn answer(&self, question: &Question) -> Result<Answer, Error> {
        if question.sort != Sort::Relevance {
            return self.in_order(question);
        }
        let Explained { resolved, plan, .. } = self.explain(question)?;
        let read_as = resolved.read_as();
        let Resolved { direct, readings, likelier, unknown, unread, .. } = resolved;
        let searcher = self.index.searcher();
        let fields = self.index.fields();
        let mut terms = Terms::default();
        for run in plan.asked() {
            terms.join(Terms::of(&run.text(), |word| {
                let frequency =
                    |term: &str| searcher.doc_freq(&Term::from_field_text(fields.terms, term));
                let (bare, any) =
                    (frequency(&word.accented)?, frequency(&folded_term(&word.folded))?);
                Ok::<bool, Error>(bare * STRANGE < any)
            })?);
        }
        if terms.is_empty() && plan.must.is_empty() && plan.filters.is_empty() {
            return Ok(Answer {
                read_as,
                readings,
                likelier,
                unknown,
                unread,
                direct,
                total: 0,
                complete: false,
                hits: Vec::new(),
                facets: FacetCounts::default(),
            });
        }
        let run = Run { searcher, fields, question, plan: &plan, terms: &terms };
        let counted = run.count()?;
        let mut hits = self.hits(&run)?;
        let complete = counted.total > 0;
        let total = if complete { counted.total } else { hits.len() };
        if let Some(direct) = direct.as_ref().filter(|_| question.from == 0) {
            Pointer { corpus: &self.corpus }.put_first(direct, question, &mut hits)?;
        }
        let facets = counted.facets();
        Ok(Answer {
            read_as,
            readings,
            likelier,
            unknown,
            unread,
            direct,
            total,
            complete,
            hits,
            facets,
        })
    }

    fn hits(&self, run: &Run<'_>) -> Result<Vec<Hit>, Error> {
        let question = run.question;
        let mut hits = Vec::new();
        for (score, address) in run.best()? {
            let entry: TantivyDocument = run.searcher.doc(address)?;
            let word = |field: Field| {
                entry.get_first(field).and_then(|value| value.as_str()).unwrap_or_default()
            };
            let slug = word(run.fields.document);
            let document = self.corpus.listing(slug)?.unwrap_or_else(|| unlisted(slug));
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
}

/// A document that the index holds and the library does not: an index made for measuring has no library.
fn unlisted(slug: &str) -> Listing {
    Listing {
        reference: DocumentRef::new(slug),
        kind: Kind::Other,
        title: String::new(),
        authorities: Vec::new(),
        issued: None,
        catalogue_only: false,
        illustrative: false,
    }
}

/// One question at work.
struct Run<'a> {
    searcher: Searcher,
    fields: &'a Fields,
    question: &'a Question,
    plan: &'a Plan,
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
        let query = self.filtered(either(clauses))?;
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
        let query = self.filtered(either(clauses))?;
        let today = day_number(Some(self.question.today), 0);
        Ok(self.searcher.search(&query, &FacetCollector { today })?)
    }

    /// `words` among what the plan lets through.
    fn filtered(&self, words: Box<dyn Query>) -> Result<Box<dyn Query>, Error> {
        let mut clauses = vec![(Occur::Must, words)];
        for filter in filter::clauses(&self.plan.filters, self.question.today, self.fields)? {
            clauses.push((Occur::Must, filter));
        }
        for need in &self.plan.must {
            clauses.push((Occur::Must, need::clause(need, self.fields)?));
        }
        for need in &self.plan.not {
            clauses.push((Occur::MustNot, need::clause(need, self.fields)?));
        }
        Ok(Box::new(BooleanQuery::new(clauses)))
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

/// The clauses together; without any, everything: then the filters alone decide.
fn either(clauses: Vec<(Occur, Box<dyn Query>)>) -> Box<dyn Query> {
    if clauses.is_empty() {
        return Box::new(AllQuery);
    }
    Box::new(BooleanQuery::new(clauses))
}
