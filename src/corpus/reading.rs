//! The work of a build: meet every file, read the changed ones, put the codification together, choose and name.
//!
//! Each step leaves the store in a state from which the next build can go on: what a batch wrote and what it left to do
//! are committed together.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::Path;

use rusqlite::Connection;

use crate::corpus::outcome::{Outcome, outcome};
use crate::corpus::parse::{Filed, Given, Nothing};
use crate::corpus::pipeline;
use crate::corpus::schema;
use crate::corpus::store::{self, Gave, Known, Seen};
use crate::corpus::walk::{self, Met};
use crate::corpus::weave;
use crate::corpus::{BuildReport, Error, Progress, Source};
use crate::law::{Note, NoteKind};
use crate::read::Converter;
use crate::text::Span;

/// Bytes of sources after which a batch is committed.
const BATCH: u64 = 32 << 20;

/// What the build at work holds.
pub(super) struct Work<'a> {
    /// The library being built.
    pub(super) connection: &'a Connection,
    /// Its file.
    pub(super) path: &'a Path,
    /// Programs outside that readers may use.
    pub(super) converter: &'a dyn Converter,
    /// Who watches.
    pub(super) progress: &'a dyn Progress,
    /// What is counted.
    pub(super) report: BuildReport,
}

impl Work<'_> {
    /// Reads what is new in `sources`, forgets what is gone, and settles what both touched.
    pub(super) fn run(&mut self, sources: &[Source]) -> Result<(), Error> {
        let rows = self.declare(sources)?;
        self.files(sources, &rows)?;
        self.codification()?;
        self.settle()?;
        self.weave()
    }

    /// Finds anew where citations lead, when anything changed.
    fn weave(&mut self) -> Result<(), Error> {
        if !self.report.has_changes() {
            return Ok(());
        }
        self.progress.started("Nối dẫn chiếu", None);
        self.begin()?;
        let done = weave::weave(self.connection, self.path);
        self.progress.finished();
        self.settled(done)
    }

    /// Writes the sources down, and marks what a new order of them puts in question.
    fn declare(&mut self, sources: &[Source]) -> Result<Vec<i64>, Error> {
        self.transaction(|connection| {
            let mut rows = Vec::new();
            let mut moved = false;
            let mut query = connection.prepare("SELECT path FROM sources ORDER BY place")?;
            let before: Vec<String> =
                query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
            let named: Vec<String> =
                sources.iter().map(|it| it.path.to_string_lossy().into_owned()).collect();
            let kept = before.iter().filter(|it| named.contains(it));
            moved |= !kept.eq(named.iter().filter(|it| before.contains(it)));
            for (place, (source, path)) in sources.iter().zip(&named).enumerate() {
                let kind = source.kind.word();
                // What a source is declared to hold decides how its files are read.
                let sql = "UPDATE files SET hash = x'' WHERE source IN
                           (SELECT id FROM sources WHERE path = ?1 AND kind <> ?2)";
                connection.execute(sql, [path.as_str(), kind])?;
                let sql = "INSERT INTO sources (path, kind, place) VALUES (?1, ?2, ?3)
                           ON CONFLICT (path) DO UPDATE SET kind = ?2, place = ?3 RETURNING id";
                let place = i64::try_from(place).unwrap_or(i64::MAX);
                rows.push(connection.query_row(sql, (path, kind, place), |row| row.get(0))?);
            }
            if moved {
                let sql = "INSERT OR IGNORE INTO stale_bases
                           SELECT base FROM texts GROUP BY base HAVING count(*) > 1";
                connection.execute(sql, [])?;
            }
            Ok(rows)
        })
    }

    /// Meets every file of the sources; reads those that are new or changed.
    fn files(&mut self, sources: &[Source], rows: &[i64]) -> Result<(), Error> {
        let known = store::known(self.connection).map_err(schema::store(self.path))?;
        let known: HashMap<String, Known> = known.into_iter().collect();
        let is_known = |path: &str, hash: &[u8; 32]| {
            known.get(path).is_some_and(|it| it.gave == Gave::Archive && it.hash == hash)
        };
        self.progress.started("Đọc nguồn", None);
        let feed = |give: &mut dyn FnMut(Met) -> bool| {
            for (place, source) in sources.iter().enumerate() {
                walk::walk(place, source, &is_known, give)?;
            }
            Ok(())
        };
        let converter = self.converter;
        let read = |met: Met| {
            let source = rows.get(met.source).copied().unwrap_or_default();
            outcome(met, source, &known, converter)
        };
        let mut taker = Taker::of(&known);
        self.begin()?;
        let done = pipeline::run(feed, read, |outcome| self.take(&mut taker, outcome));
        let done = done.and_then(|()| self.finish_files(taker));
        self.end()?;
        self.progress.finished();
        done
    }

    fn take(&mut self, taker: &mut Taker<'_>, outcome: Outcome) -> Result<(), Error> {
        let path = outcome.path().to_owned();
        if !taker.met.insert(path.clone()) {
            return Ok(());
        }
        match outcome {
            Outcome::Same(path) => {
                self.report.files.seen += 1;
                self.count_same(taker.known.get(&path));
            }
            Outcome::SameArchive(path) => {
                let id = taker.known.get(&path).map(|it| it.id);
                for path in id.and_then(|id| taker.inside.remove(&id)).unwrap_or_default() {
                    taker.met.insert(path.clone());
                    self.report.files.seen += 1;
                    self.count_same(taker.known.get(path));
                }
            }
            Outcome::Read { seen, given, bytes } => self.write(taker, &seen, given, bytes)?,
            Outcome::Unread { path, why } => {
                self.report.files.seen += 1;
                self.report.files.failed += 1;
                let note = about_file(why);
                store::keep_unread(self.connection, &path, &note)
                    .map_err(schema::store(self.path))?;
            }
            broken @ Outcome::BrokenArchive { .. } => {
                self.report.files.seen += 1;
                self.report.files.failed += 1;
                self.report.files.broken += 1;
                taker.archives.push(broken);
            }
            archive => taker.archives.push(archive),
        }
        self.progress.advanced(1, &path);
        Ok(())
    }

    fn count_same(&mut self, known: Option<&Known>) {
        match known.map(|it| it.gave) {
            Some(Gave::Failed) => self.report.files.failed += 1,
            Some(Gave::Skipped) => self.report.files.skipped += 1,
            _ => self.report.files.unchanged += 1,
        }
    }

    fn write(
        &mut self,
        taker: &mut Taker<'_>,
        seen: &Seen,
        given: Given,
        bytes: u64,
    ) -> Result<(), Error> {
        let counts = &mut self.report.files;
        counts.seen += 1;
        match given.nothing {
            None => counts.read += 1,
            Some(Nothing::Failed | Nothing::Wanting) => counts.failed += 1,
            Some(Nothing::Skipped) => counts.skipped += 1,
        }
        self.report.bytes_read += bytes;
        store::replace(self.connection, seen, given).map_err(schema::store(self.path))?;
        taker.batch += bytes;
        if taker.batch > BATCH {
            taker.batch = 0;
            self.end()?;
            self.begin()?;
        }
        Ok(())
    }

    /// After all files: archives get their hashes, and what was not met is forgotten, unless it lies in something that
    /// could not be read: nobody knows then that it is gone.
    fn finish_files(&mut self, taker: Taker<'_>) -> Result<(), Error> {
        let kept = taker.kept();
        for path in &kept {
            self.report.files.seen += 1;
            self.count_same(taker.known.get(*path));
        }
        let finish = |connection: &Connection| -> rusqlite::Result<usize> {
            for archive in &taker.archives {
                match archive {
                    Outcome::WholeArchive { path, source, hash, told } => {
                        store::complete_archive(connection, path, *source, hash)?;
                        for words in told {
                            let note = about_file(NoteKind::FileSkipped(words.clone()));
                            store::note_file(connection, path, &note)?;
                        }
                    }
                    Outcome::BrokenArchive { path, source, why } => {
                        let note = about_file(why.clone());
                        store::break_archive(connection, path, *source, &note)?;
                    }
                    _ => {}
                }
            }
            let is_gone = |path: &String| !taker.met.contains(path) && !kept.contains(path);
            let mut gone: Vec<(&String, &Known)> =
                taker.known.iter().filter(|(path, _)| is_gone(path)).collect();
            // An archive goes after its files, or the store would drop them before what they gave is marked.
            gone.sort_by_key(|(path, known)| (known.gave == Gave::Archive, *path));
            for (path, _) in &gone {
                store::forget(connection, path)?;
            }
            connection
                .execute("DELETE FROM sources WHERE id NOT IN (SELECT source FROM files)", [])?;
            Ok(gone.iter().filter(|(_, known)| known.gave != Gave::Archive).count())
        };
        self.report.files.removed += finish(self.connection).map_err(schema::store(self.path))?;
        Ok(())
    }

    pub(super) fn transaction<T>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, Error> {
        self.begin()?;
        self.settled(work(self.connection).map_err(schema::store(self.path)))
    }

    /// Ends a transaction as its work ended.
    fn settled<T>(&self, done: Result<T, Error>) -> Result<T, Error> {
        match done {
            Ok(value) => self.end().map(|()| value),
            Err(error) => {
                // The first error is the one to tell; a failed rollback would only repeat it.
                let _ = self.connection.execute_batch("ROLLBACK");
                Err(error)
            }
        }
    }

    pub(super) fn begin(&self) -> Result<(), Error> {
        self.connection.execute_batch("BEGIN IMMEDIATE").map_err(schema::store(self.path))
    }

    pub(super) fn end(&self) -> Result<(), Error> {
        self.connection.execute_batch("COMMIT").map_err(schema::store(self.path))
    }
}

/// A note about a whole file.
fn about_file(kind: NoteKind) -> Filed {
    Filed { path: None, line: 0, note: Note::new(Span::default(), kind) }
}

/// What the taker of outcomes remembers.
struct Taker<'a> {
    known: &'a HashMap<String, Known>,
    /// The files of each archive.
    inside: HashMap<i64, Vec<&'a String>>,
    met: HashSet<String>,
    batch: u64,
    archives: Vec<Outcome>,
}

impl<'a> Taker<'a> {
    fn of(known: &'a HashMap<String, Known>) -> Self {
        let mut inside: HashMap<i64, Vec<&String>> = HashMap::new();
        let archived = known.iter().filter_map(|(path, it)| Some((path, it.archive?)));
        for (path, archive) in archived {
            inside.entry(archive).or_default().push(path);
        }
        Self { known, inside, met: HashSet::new(), batch: 0, archives: Vec::new() }
    }

    /// What was known before of things that could not be read to their end, and was not met in them now.
    fn kept(&self) -> BTreeSet<&'a String> {
        let broken = |archive: &Outcome| match archive {
            Outcome::BrokenArchive { path, .. } => Some(path.clone()),
            _ => None,
        };
        let broken: Vec<String> = self.archives.iter().filter_map(broken).collect();
        let rows: Vec<i64> =
            broken.iter().filter_map(|path| self.known.get(path)).map(|it| it.id).collect();
        // A folder has no row of its own.
        let below = |path: &str| {
            broken
                .iter()
                .any(|it| path.strip_prefix(it.as_str()).is_some_and(|it| it.starts_with('/')))
        };
        let inside = |path: &str, known: &Known| {
            known.archive.is_some_and(|archive| rows.contains(&archive)) || below(path)
        };
        let missed = self.known.iter().filter(|(path, _)| !self.met.contains(*path));
        missed.filter(|(path, known)| inside(path, known)).map(|(path, _)| path).collect()
    }
}
