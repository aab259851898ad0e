//! What every handler works with: the newest complete generation of the corpus, and today's date.
//!
//! Pages are made on blocking threads, and only here: [`State::run`] bounds how many at once, keeps the async threads free
//! for the network, and turns a panic into an error page. When a newer generation appears on disk, [`State::refresh`]
//! puts it in the place of the old one; requests under way finish with what they began with.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use jiff::civil::Date;
use tokio::sync::Semaphore;

use crate::corpus;
use crate::corpus::{Corpus, current_generation};
use crate::search;
use crate::search::Engine;
use crate::web::error::Error;
use crate::web::office::Office;

/// Tells today's date, so that nothing below reads a clock.
pub type Clock = Arc<dyn Fn() -> Date + Send + Sync>;

/// How many pages are made at once; the rest wait their turn.
const WORKERS: usize = 32;

/// The state shared by all handlers; cheap to clone.
#[derive(Clone)]
pub struct State(Arc<Inner>);

struct Inner {
    index: Option<PathBuf>,
    shelf: RwLock<Arc<Shelf>>,
    today: Clock,
    workers: Arc<Semaphore>,
    office: OnceLock<Arc<Office>>,
}

/// One generation: the library and the engine that searches it.
struct Shelf {
    corpus: Arc<Corpus>,
    engine: Engine,
}

/// What a page is made from: one generation, one day.
pub(crate) struct Desk {
    shelf: Arc<Shelf>,
    /// The day on which statuses are told.
    pub(crate) today: Date,
    office: Option<Arc<Office>>,
}

/// Why the state cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The library.
    #[error("cannot open the corpus")]
    Corpus(#[from] corpus::Error),
    /// The search index beside it.
    #[error("cannot open the search index")]
    Search(#[from] search::Error),
}

impl State {
    /// Opens the newest complete generation under `index`.
    pub fn open(index: &Path, today: Clock) -> Result<Self, OpenError> {
        let shelf = Shelf::open(Corpus::open(index)?)?;
        Ok(Self::with(Some(index.to_owned()), shelf, today))
    }

    /// A state over a corpus that is already open and is never refreshed.
    pub fn of(corpus: Corpus, today: Clock) -> Result<Self, OpenError> {
        Ok(Self::with(None, Shelf::open(corpus)?, today))
    }

    fn with(index: Option<PathBuf>, shelf: Shelf, today: Clock) -> Self {
        let shelf = RwLock::new(Arc::new(shelf));
        let workers = Arc::new(Semaphore::new(WORKERS));
        Self(Arc::new(Inner { index, shelf, today, workers, office: OnceLock::new() }))
    }

    /// The state with a file of decisions; without one, the pages that write are not there.
    pub fn with_office(self, office: Office) -> Self {
        // A second office would leave writers of the first behind: the first stays.
        let _ = self.0.office.set(Arc::new(office));
        self
    }

    /// The file of decisions and who may write in it.
    pub(crate) fn office(&self) -> Option<Arc<Office>> {
        self.0.office.get().map(Arc::clone)
    }

    /// Puts a newer generation in place of the one in use; tells whether there was one. Reads the disk: call it off the
    /// async threads.
    pub fn refresh(&self) -> Result<bool, OpenError> {
        let Some(index) = &self.0.index else { return Ok(false) };
        if current_generation(index)? == Some(self.shelf().corpus.generation()) {
            return Ok(false);
        }
        let shelf = Arc::new(Shelf::open(Corpus::open(index)?)?);
        *self.0.shelf.write().unwrap_or_else(PoisonError::into_inner) = shelf;
        Ok(true)
    }

    fn shelf(&self) -> Arc<Shelf> {
        Arc::clone(&self.0.shelf.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Makes something from the corpus on a blocking thread.
    ///
    /// The permit goes with the work: a reader who goes away does not make room before his work has ended.
    pub(crate) async fn run<T, F>(&self, work: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: FnOnce(&Desk) -> Result<T, Error> + Send + 'static,
    {
        let permit = Arc::clone(&self.0.workers).acquire_owned().await.map_err(Error::internal)?;
        let desk = Desk { shelf: self.shelf(), today: (self.0.today)(), office: self.office() };
        let task = tokio::task::spawn_blocking(move || {
            let made = work(&desk);
            drop(permit);
            made
        });
        task.await.map_err(Error::internal)?
    }
}

impl Shelf {
    fn open(corpus: Corpus) -> Result<Self, OpenError> {
        let corpus = Arc::new(corpus);
        Ok(Self { engine: Engine::open(Arc::clone(&corpus))?, corpus })
    }
}

impl Desk {
    /// The library.
    pub(crate) fn corpus(&self) -> &Corpus {
        &self.shelf.corpus
    }

    /// The file of decisions.
    pub(crate) fn office(&self) -> Result<&Arc<Office>, Error> {
        self.office.as_ref().ok_or(Error::NoPage)
    }

    /// The engine.
    pub(crate) fn engine(&self) -> &Engine {
        &self.shelf.engine
    }
}
