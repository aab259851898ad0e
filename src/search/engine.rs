//! Runs a question on one generation.

use std::sync::Arc;

use tantivy::collector::TopDocs;
use tantivy::query::{AllQuery, BooleanQuery, EnableScoring, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Term, Value};
use tantivy::{DocAddress, Score, Searcher, TantivyDocument};

use crate::corpus::Corpus;
use crate::index::{Fields, Index, Ledger, Vocabulary, day_number, folded_term, passages};
use crate::law::{Address, DocumentRef, Kind, Label, Listing, Portion, Status, Step, Unit};
use crate::search::direct::Pointer;
use crate::search::explain::Explained;
use crate::search::facet::FacetCollector;
use crate::search::filter;
use crate::search::need;
use crate::search::plan::{self, Plan};
use crate::search::query;
use crate::search::rank::{self, Ask, AskedRun, Ranked};
use crate::search::resolve::{Resolved, Resolver};
use crate::search::snippet;
use crate::search::terms::Terms;
use crate::search::{Answer, Error, FacetCounts, Hit, Question, Sort};

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
        let ledgers = self.index.ledgers();
        let run = Run { searcher, fields, ledgers, question, plan: &plan, terms: &terms };
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

    /// What ranking sees of the entries that it looks at for a question, best by sum first: for learning how to weigh it.
    ///
    /// # Errors
    /// When index or corpus cannot be read.
    pub fn seen(&self, question: &Question) -> Result<Vec<(Address, Vec<f32>)>, Error> {
        let plan = self.explain(question)?.plan;
        let (searcher, fields) = (self.index.searcher(), self.index.fields());
        let (ledgers, terms) = (self.index.ledgers(), &Terms::default());
        let run = Run { searcher, fields, ledgers, question, plan: &plan, terms };
        let ledgers: Vec<&Ledger> = ledgers.iter().collect();
        let ask = Ask::of(&run.asked(&ledgers), &ledgers);
        let candidates = rank::candidates(&ask, &ledgers, None, rank::LEARNED_FROM);
        let mut seen = Vec::with_capacity(candidates.len());
        for (it, (traits, _)) in candidates.iter().zip(rank::traits(&ask, &ledgers, &candidates)) {
            let segment = u32::try_from(it.segment).unwrap_or(u32::MAX);
            let entry: TantivyDocument = run.searcher.doc(DocAddress::new(segment, it.entry))?;
            let word = |field: Field| {
                entry.get_first(field).and_then(|value| value.as_str()).unwrap_or_default()
            };
            let document = DocumentRef::new(word(run.fields.document));
            let portion: Portion = word(run.fields.portion).parse().unwrap_or_default();
            seen.push((Address { document, portion }, traits.to_vec()));
        }
        Ok(seen)
    }

    /// The names of what [`Engine::seen`] tells.
    pub fn traits() -> &'static [&'static str] {
        &rank::TRAITS
    }

    fn hits(&self, run: &Run<'_>) -> Result<Vec<Hit>, Error> {
        let question = run.question;
        let mut hits = Vec::new();
        for (ranked, address) in run.best()? {
            let entry: TantivyDocument = run.searcher.doc(address)?;
            let word = |field: Field| {
                entry.get_first(field).and_then(|value| value.as_str()).unwrap_or_default()
            };
            let slug = word(run.fields.document);
            let document = self.corpus.listing(slug)?.unwrap_or_else(|| unlisted(slug));
            let portion: Portion = word(run.fields.portion).parse().unwrap_or_default();
            let address = Address { document: document.reference.clone(), portion };
            let body = word(run.fields.body);
            let best = ranked.passage.and_then(|place| passages(body).into_iter().nth(place));
            let passage = best.as_ref().and_then(|best| {
                let label = Label::new(best.number.as_ref()?)?;
                let step = Step::new(Unit::Clause, label);
                let clauses = word(run.fields.clauses);
                clauses.split(' ').any(|it| it == step.to_string()).then_some(step)
            });
            let shown = best.and_then(|best| body.get(best.range)).unwrap_or(body);
            let snippet = snippet::cut(shown, run.terms);
            let heading = word(run.fields.heading).to_owned();
            let breadcrumb = word(run.fields.breadcrumb).to_owned();
            let status = run.status(&entry, question)?;
            let score = ranked.score;
            hits.push(Hit {
                address,
                document,
                heading,
                breadcrumb,
                passage,
                snippet,
                status,
                score,
            });
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
    ledgers: &'a [Ledger],
    question: &'a Question,
    plan: &'a Plan,
    terms: &'a Terms,
}

impl Run<'_> {
    /// The best entries on the page asked for, best first.
    fn best(&self) -> Result<Vec<(Ranked, DocAddress)>, Error> {
        let from = self.question.from.min(DEEPEST);
        let size = self.question.size.clamp(1, 100);
        let ledgers: Vec<&Ledger> = self.ledgers.iter().collect();
        let ask = Ask::of(&self.asked(&ledgers), &ledgers);
        if ask.is_empty() {
            return self.listed(from, size);
        }
        let allowed = self.allowed()?;
        let ranked = rank::rank(&ask, &ledgers, allowed.as_deref(), from + size);
        let place = |it: Ranked| {
            let segment = u32::try_from(it.segment).unwrap_or(u32::MAX);
            (it, DocAddress::new(segment, it.entry))
        };
        Ok(ranked.into_iter().skip(from).map(place).collect())
    }

    /// The words that rank.
    fn asked(&self, ledgers: &[&Ledger]) -> Vec<AskedRun> {
        let run = |run: &plan::Run| {
            let mut asked = AskedRun::typed(&run.text(), ledgers);
            asked.weight = run.weight;
            let restored: Vec<bool> = run.words.iter().map(|word| word.restored).collect();
            asked.settle(&restored, self.question.exact);
            asked
        };
        self.plan.runs.iter().map(run).collect()
    }

    /// Without words, what the plan lets through, in the order of the corpus.
    fn listed(&self, from: usize, size: usize) -> Result<Vec<(Ranked, DocAddress)>, Error> {
        let query = self.filtered(Box::new(AllQuery))?;
        let collector = TopDocs::with_limit(size).and_offset(from).order_by_score();
        let found = self.searcher.search(&query, &collector)?;
        let place = |(score, address): (Score, DocAddress)| {
            let (segment, entry) = (address.segment_ord as usize, address.doc_id);
            (Ranked { segment, entry, score, passage: None }, address)
        };
        Ok(found.into_iter().map(place).collect())
    }

    /// For every entry whether the plan lets it through; none when it lets everything through.
    fn allowed(&self) -> Result<Option<Vec<Vec<bool>>>, Error> {
        let plan = self.plan;
        let whole = plan.filters.is_empty() && plan.must.is_empty() && plan.not.is_empty();
        let segments = self.searcher.segment_readers();
        if whole && segments.iter().all(|it| it.alive_bitset().is_none()) {
            return Ok(None);
        }
        let query = self.filtered(Box::new(AllQuery))?;
        let weight = query.weight(EnableScoring::disabled_from_searcher(&self.searcher))?;
        let mut allowed = Vec::with_capacity(segments.len());
        for segment in segments {
            let mut flags = vec![false; segment.max_doc() as usize];
            weight.for_each_no_score(segment, &mut |entries| {
                for entry in entries {
                    if let Some(flag) = flags.get_mut(*entry as usize) {
                        *flag = !segment.is_deleted(*entry);
                    }
                }
            })?;
            allowed.push(flags);
        }
        Ok(Some(allowed))
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
