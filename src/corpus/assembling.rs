//! The second half of a build: documents of the codification are put together, then copies chosen and named.
//!
//! Both steps work off lists that the first half left in the store, so an interrupted build takes them up where it stopped.

use std::sync::{Mutex, PoisonError};

use rusqlite::Connection;

use crate::corpus::parse::{self, Filed, Text};
use crate::corpus::reading::Work;
use crate::corpus::settle::{self, Settled};
use crate::corpus::store::{self, Place, Stale};
use crate::corpus::{Error, pipeline, schema};
use crate::law::{Note, NoteKind};
use crate::text::Span;

/// Documents or numbers after which a batch is committed.
const BATCH: usize = 512;

impl Work<'_> {
    /// Puts together the documents of the codification whose pieces changed.
    pub(super) fn codification(&mut self) -> Result<(), Error> {
        let keys = store::stale(self.connection, Stale::Keys).map_err(schema::store(self.path))?;
        if keys.is_empty() {
            return Ok(());
        }
        self.progress.started("Ghép văn bản từ Bộ pháp điển", Some(keys.len() as u64));
        let beside = Mutex::new(schema::open_beside(self.path)?);
        let path = self.path.to_owned();
        let feed = move |give: &mut dyn FnMut((String, Shares)) -> bool| {
            let beside = beside.lock().unwrap_or_else(PoisonError::into_inner);
            for key in keys {
                let shares = shares(&beside, &key).map_err(schema::store(&path))?;
                if !give((key, shares)) {
                    break;
                }
            }
            Ok(())
        };
        let assemble = |(key, shares): (String, Shares)| {
            let text = (!shares.is_empty()).then(|| parse::codified(&shares));
            let path = shares.into_iter().next().map(|(path, _)| path).unwrap_or_default();
            (key, path, text)
        };
        let mut waiting = 0;
        self.begin()?;
        let done = pipeline::run(feed, assemble, |(key, path, text)| {
            self.write_codified(&key, &path, text).map_err(schema::store(self.path))?;
            self.progress.advanced(1, &key);
            waiting += 1;
            if waiting % BATCH == 0 {
                self.end()?;
                self.begin()?;
            }
            Ok(())
        });
        self.end()?;
        self.progress.finished();
        done
    }

    fn write_codified(
        &self,
        key: &str,
        path: &str,
        text: Option<Result<Text, String>>,
    ) -> rusqlite::Result<()> {
        let source = key.split(':').next().and_then(|it| it.parse().ok()).unwrap_or_default();
        let place = Place { file: None, source, path, key: Some(key) };
        let text = match text {
            None => None,
            Some(Ok(text)) => Some((place, text)),
            Some(Err(why)) => {
                let why = NoteKind::ReaderFailed(format!("{key}: {why}"));
                let note = Filed { path: None, line: 0, note: Note::new(Span::default(), why) };
                store::note_file(self.connection, path, &note)?;
                None
            }
        };
        store::replace_codified(self.connection, key, text)
    }

    /// Chooses and names for every number that something changed about.
    pub(super) fn settle(&mut self) -> Result<(), Error> {
        let bases =
            store::stale(self.connection, Stale::Bases).map_err(schema::store(self.path))?;
        let mut settled = Settled::default();
        self.progress.started("Chọn bản và đặt tên", Some(bases.len() as u64));
        for batch in bases.chunks(BATCH) {
            self.transaction(|connection| {
                batch.iter().try_for_each(|base| settle::settle(connection, base, &mut settled))
            })?;
            self.progress.advanced(batch.len() as u64, "");
        }
        self.progress.finished();
        self.report.changed += settled.changed;
        self.report.removed += settled.removed;
        Ok(())
    }
}

/// The stored pieces of a document, with the files they lie in.
type Shares = Vec<(String, Vec<u8>)>;

fn shares(connection: &Connection, key: &str) -> rusqlite::Result<Shares> {
    let sql = "SELECT files.path, pieces.body FROM pieces JOIN files ON files.id = pieces.file
               WHERE pieces.key = ?1 ORDER BY files.path";
    let mut query = connection.prepare_cached(sql)?;
    query.query_map([key], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}
