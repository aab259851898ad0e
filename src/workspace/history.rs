//! Lịch sử: every change of an entry, and taking one back. Taking back is itself a change: nothing is ever lost.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Transaction, params};

use crate::workspace::entry::{Stored, put, stored, time};
use crate::workspace::{By, Error, Id, Workspace};

/// Một lần sửa.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its number.
    pub id: Id,
    /// The entry.
    pub entry: Id,
    /// The entry's kind, as stored.
    pub kind: String,
    /// What the entry is about.
    pub topic: String,
    /// The state before, as JSON; none when the entry was not there.
    pub before: Option<String>,
    /// The state after; none when it was taken away.
    pub after: Option<String>,
    /// The change it takes back.
    pub undoes: Option<Id>,
    /// Who.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Whether it is the latest change of its entry: only that can be taken back.
    pub latest: bool,
}

impl Workspace {
    /// The changes of an entry and of all that belongs to it, latest first, `size` at most.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn history(&self, root: Id, size: usize) -> Result<Vec<Change>, Error> {
        let sql = "SELECT history.id, entry, kind, topic, before, after, undoes, history.changed_by, history.changed_at,
                     history.version = entry.version
                   FROM history JOIN entry ON entry.id = history.entry
                   WHERE entry.id = ?1 OR entry.parent = ?1 ORDER BY history.id DESC LIMIT ?2";
        self.read(|connection| {
            let mut query = connection.prepare_cached(sql)?;
            let size = i64::try_from(size).unwrap_or(i64::MAX);
            let rows = query.query_map(params![root, size], |row| {
                Ok(Change {
                    id: row.get(0)?,
                    entry: row.get(1)?,
                    kind: row.get(2)?,
                    topic: row.get(3)?,
                    before: row.get(4)?,
                    after: row.get(5)?,
                    undoes: row.get(6)?,
                    by: row.get(7)?,
                    at: time(row.get(8)?),
                    latest: row.get(9)?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Takes back a change of an entry under `root`.
    ///
    /// # Errors
    /// [`Error::Changed`] when the entry was changed again since; [`Error::Missing`] when there is no such change there.
    pub fn undo(&self, root: Id, change: Id, by: &By) -> Result<u32, Error> {
        self.write(|transaction| {
            let sql = "SELECT entry, version, before FROM history WHERE id = ?1";
            let found: Option<(Id, u32, Option<String>)> = transaction
                .query_row(sql, [change], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
                .optional()?;
            let (entry, version, before) = found.ok_or(Error::Missing)?;
            let known = stored(transaction, entry)?.ok_or(Error::Missing)?;
            if known.id != root && known.parent != Some(root) {
                return Err(Error::Missing);
            }
            if known.version != version {
                let Stored { by, at, version, .. } = known;
                return Err(Error::Changed { by, at, version });
            }
            if known.id == root && before.is_none() {
                return Err(Error::Refused("Không hoàn tác được việc lập bảng rà soát."));
            }
            put(transaction, &known, before, by, Some(change))
        })
    }
}

/// Writes the row of a change.
pub(super) fn record(
    transaction: &Transaction<'_>,
    known: &Stored,
    version: u32,
    after: Option<&str>,
    by: &By,
    undoes: Option<Id>,
) -> Result<(), Error> {
    let sql = "INSERT INTO history (entry, version, before, after, undoes, changed_by, changed_at)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    transaction.prepare_cached(sql)?.execute(params![
        known.id,
        version,
        known.body,
        after,
        undoes,
        by.name,
        by.at.as_millisecond()
    ])?;
    Ok(())
}
