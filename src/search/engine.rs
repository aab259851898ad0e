//! Runs a question on one generation.

use std::sync::Arc;

use crate::corpus::Corpus;
use crate::index::{Index, Vocabulary};
use crate::law::Address;
use crate::search::direct::Pointer;
use crate::search::explain::Explained;
use crate::search::plan::Plan;
use crate::search::query;
use crate::search::rank;
use crate::search::resolve::{Resolved, Resolver};
use crate::search::run::Run;
use crate::search::{Answer, Error, FacetCounts, Question, Sort};

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
        let mut answer = Answer {
            read_as,
            readings,
            unknown,
            likelier,
            unread,
            direct,
            total: 0,
            complete: false,
            elsewhen: 0,
            hits: Vec::new(),
            facets: FacetCounts::default(),
        };
        let run = Run::of(self, question, &plan);
        if run.is_empty() {
            return Ok(answer);
        }
        let found = run.find()?;
        answer.complete = found.counted.total > 0;
        answer.total = if answer.complete { found.counted.total } else { found.hits.len() };
        answer.elsewhen = found.elsewhen;
        answer.hits = found.hits;
        answer.facets = found.counted.facets();
        if let Some(direct) = answer.direct.as_ref().filter(|_| question.from == 0) {
            Pointer { corpus: &self.corpus }.put_first(direct, question, &mut answer.hits)?;
        }
        Ok(answer)
    }

    /// What ranking sees of the entries that it looks at for a question, best by sum first: for learning how to weigh it.
    ///
    /// # Errors
    /// When index or corpus cannot be read.
    pub fn seen(&self, question: &Question) -> Result<Vec<(Address, Vec<f32>)>, Error> {
        let plan = self.explain(question)?.plan;
        Run::of(self, question, &plan).seen()
    }

    /// The names of what [`Engine::seen`] tells.
    pub fn traits() -> &'static [&'static str] {
        &rank::TRAITS
    }
}
