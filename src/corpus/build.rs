//! A build from begin to commit.

use std::fs::File;
use std::path::{Path, PathBuf};

use crate::corpus::generation::{self, current_generation};
use crate::corpus::reading::Work;
use crate::corpus::schema::{self, FORMAT, LIBRARY};
use crate::corpus::{BuildReport, Corpus, Error, Progress, Source, Start};
use crate::read::{Converter, Without};

/// A build at work. Dropped without [`Building::commit`], it leaves the index as it was, and its work for the next.
#[derive(Debug)]
pub struct Building {
    index: PathBuf,
    generation: u64,
    start: Start,
    converter: Box<dyn Converter>,
    _lock: File,
}

impl Building {
    /// Begins a build: from what an interrupted one left, else from the generation in use, else from nothing.
    ///
    /// # Errors
    /// [`Error::Busy`] while another build is at work; otherwise when files cannot be read or written.
    pub fn begin(index: &Path) -> Result<Self, Error> {
        let (lock, current) = take(index)?;
        let start = match left_behind(index, current) {
            true => Start::Resumed,
            false => start_from(index, current)?,
        };
        Self::prepare(index, current, start, lock)
    }

    /// Begins a build that reads everything again.
    ///
    /// # Errors
    /// As [`Building::begin`].
    pub fn anew(index: &Path) -> Result<Self, Error> {
        let (lock, current) = take(index)?;
        empty_folder(index)?;
        Self::prepare(index, current, Start::Empty, lock)
    }

    fn prepare(
        index: &Path,
        current: Option<u64>,
        start: Start,
        lock: File,
    ) -> Result<Self, Error> {
        let base = current.unwrap_or(0);
        let building = Self {
            index: index.to_owned(),
            generation: base + 1,
            start,
            converter: Box::new(Without),
            _lock: lock,
        };
        let path = building.library();
        let connection = schema::open_building(&path)?;
        schema::set_meta(&connection, "base", &base.to_string()).map_err(schema::store(&path))?;
        schema::close(connection, &path)?;
        Ok(building)
    }

    /// Lets readers use programs outside; without this they use none.
    #[must_use]
    pub fn using(mut self, converter: impl Converter + 'static) -> Self {
        self.converter = Box::new(converter);
        self
    }

    /// How it began.
    pub fn start(&self) -> &Start {
        &self.start
    }

    /// The number that this build will have as a generation.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// The folder of the build; the search index is written to `search` under it.
    pub fn folder(&self) -> PathBuf {
        generation::building(&self.index)
    }

    /// Reads what is new in `sources`, and forgets what is no longer there.
    ///
    /// # Errors
    /// When the store or a source cannot be reached. What a file holds never fails a build.
    pub fn read(
        &mut self,
        sources: &[Source],
        progress: &dyn Progress,
    ) -> Result<BuildReport, Error> {
        let path = self.library();
        let connection = schema::open_building(&path)?;
        let report = BuildReport { start: Some(self.start.clone()), ..BuildReport::default() };
        let converter = &*self.converter;
        let mut work = Work { connection: &connection, path: &path, converter, progress, report };
        let done = work.run(sources);
        let mut report = work.report;
        schema::close(connection, &path)?;
        done?;
        report.counts = self.corpus()?.counts()?;
        Ok(report)
    }

    /// The library as it stands in this build; to be dropped before [`Building::commit`].
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn corpus(&self) -> Result<Corpus, Error> {
        Corpus::unfinished(self.generation, self.folder())
    }

    /// Makes this build the generation in use, and opens it.
    ///
    /// # Errors
    /// When files cannot be written; the generation before then stays in use.
    pub fn commit(self) -> Result<Corpus, Error> {
        generation::switch(&self.index, self.generation)?;
        generation::clear_old(&self.index, self.generation)?;
        Corpus::open(&self.index)
    }

    /// Drops this build and what it did: for one that changed nothing.
    ///
    /// # Errors
    /// When files cannot be removed.
    pub fn abandon(self) -> Result<(), Error> {
        generation::clear_building(&self.index)
    }

    fn library(&self) -> PathBuf {
        self.folder().join(LIBRARY)
    }
}

/// Whether an interrupted build left a sound library that starts from the generation in use.
fn left_behind(index: &Path, current: Option<u64>) -> bool {
    let path = generation::building(index).join(LIBRARY);
    if !path.exists() {
        return false;
    }
    let Ok(connection) = schema::open_building(&path) else { return false };
    let sound: rusqlite::Result<String> =
        connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0));
    let base = schema::meta(&connection, "base").ok().flatten();
    sound.is_ok_and(|word| word == "ok")
        && schema::format_of(&connection) == FORMAT
        && base == Some(current.unwrap_or(0).to_string())
}

/// Takes the right to build, and what a crash in the middle of a commit left.
fn take(index: &Path) -> Result<(File, Option<u64>), Error> {
    let lock = generation::lock(index)?;
    let current = current_generation(index)?;
    generation::take_back(index, current)?;
    Ok((lock, current))
}

fn start_from(index: &Path, current: Option<u64>) -> Result<Start, Error> {
    empty_folder(index)?;
    let Some(current) = current else { return Ok(Start::Empty) };
    match Corpus::open(index) {
        Ok(_) => {
            generation::copy(index, current)?;
            Ok(Start::From(current))
        }
        Err(Error::OldFormat { found, .. }) => Ok(Start::Rebuilt(found)),
        // The index holds nothing of its own: one that cannot be opened is no reason to stop.
        Err(error @ (Error::NoIndex { .. } | Error::Store { .. } | Error::Damaged { .. })) => {
            tracing::warn!(%error, "generation in use cannot be opened, starting from nothing");
            Ok(Start::Rebuilt("?".to_owned()))
        }
        Err(error) => Err(error),
    }
}

fn empty_folder(index: &Path) -> Result<(), Error> {
    generation::clear_building(index)?;
    let folder = generation::building(index);
    std::fs::create_dir_all(&folder).map_err(Error::file("tạo", &folder))
}
