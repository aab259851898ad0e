//! Anything people write: one row with its version; a change is refused when another came between.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::workspace::{Error, Workspace, audit, history};

/// The number of an entry.
pub type Id = i64;

/// Who writes, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct By {
    /// The name that others see.
    pub name: String,
    /// The time.
    pub at: Timestamp,
}

/// A kind of thing that people write. Stored as JSON under its kind's word.
pub trait Entry: Serialize + DeserializeOwned {
    /// The word it is stored under; never changed.
    const KIND: &'static str;
    /// What it is called in the record of changes.
    const NAME: &'static str;
    /// Whether there is one of it for each topic of a parent.
    const SINGLE: bool = false;

    /// What it is about, within its parent.
    fn topic(&self) -> String;
}

/// An entry as it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held<E> {
    /// Its number.
    pub id: Id,
    /// What it belongs to.
    pub parent: Option<Id>,
    /// What was written.
    pub body: E,
    /// Grows by one with every change.
    pub version: u32,
    /// Who changed it last.
    pub by: String,
    /// And when.
    pub at: Timestamp,
}

/// A row before its body is read.
pub(super) struct Stored {
    pub(super) id: Id,
    pub(super) parent: Option<Id>,
    pub(super) kind: String,
    pub(super) body: Option<String>,
    pub(super) version: u32,
    pub(super) by: String,
    pub(super) at: Timestamp,
}

const COLUMNS: &str = "id, parent, kind, body, version, changed_by, changed_at";

impl Workspace {
    /// Keeps something new. Of a kind that is single, the one about the topic must be absent, or removed.
    ///
    /// # Errors
    /// [`Error::Taken`] when there is one about the topic.
    pub fn add<E: Entry>(&self, parent: Option<Id>, body: &E, by: &By) -> Result<Id, Error> {
        self.write(|transaction| {
            let known = single::<E>(transaction, parent, &body.topic())?;
            match known {
                Some(known) if known.body.is_some() => Err(Error::Taken(body.topic())),
                Some(known) => {
                    put(transaction, &known, Some(written(body)?), by, None)?;
                    Ok(known.id)
                }
                None => insert(transaction, parent, body, by),
            }
        })
    }

    /// Changes what was seen at version `seen`; tells the version it has now.
    ///
    /// # Errors
    /// [`Error::Changed`] when another change came between; nothing is written then.
    pub fn change<E: Entry>(&self, id: Id, seen: u32, body: &E, by: &By) -> Result<u32, Error> {
        self.write(|transaction| {
            let known = stored(transaction, id)?.filter(|it| it.kind == E::KIND);
            let known = known.ok_or(Error::Missing)?;
            unchanged(&known, seen)?;
            put(transaction, &known, Some(written(body)?), by, None)
        })
    }

    /// Changes the one entry about its topic that was seen at version `seen`; version 0 is one that was not there.
    ///
    /// # Errors
    /// As [`Workspace::change`].
    pub fn settle<E: Entry>(&self, parent: Id, seen: u32, body: &E, by: &By) -> Result<u32, Error> {
        self.write(|transaction| match single::<E>(transaction, Some(parent), &body.topic())? {
            Some(known) => {
                unchanged(&known, seen)?;
                put(transaction, &known, Some(written(body)?), by, None)
            }
            None if seen > 0 => Err(Error::Missing),
            None => insert(transaction, Some(parent), body, by).map(|_| 1),
        })
    }

    /// Takes an entry away that was seen at version `seen`; its history stays, and the removal can be undone.
    ///
    /// # Errors
    /// As [`Workspace::change`].
    pub fn remove<E: Entry>(&self, id: Id, seen: u32, by: &By) -> Result<(), Error> {
        self.write(|transaction| {
            let known = stored(transaction, id)?.filter(|it| it.kind == E::KIND);
            let known = known.ok_or(Error::Missing)?;
            unchanged(&known, seen)?;
            put(transaction, &known, None, by, None).map(|_| ())
        })
    }

    /// An entry by its number.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is none of that kind, or it was removed.
    pub fn entry<E: Entry>(&self, id: Id) -> Result<Held<E>, Error> {
        let found = self.read(|connection| stored(connection, id))?;
        let found = found.filter(|it| it.kind == E::KIND).ok_or(Error::Missing)?;
        held(found)?.ok_or(Error::Missing)
    }

    /// Every entry of a kind under a parent, oldest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn entries<E: Entry>(&self, parent: Option<Id>) -> Result<Vec<Held<E>>, Error> {
        let rows: Vec<Stored> = self.read(|connection| {
            let sql = format!(
                "SELECT {COLUMNS} FROM entry WHERE kind = ?1 AND parent IS ?2 AND body IS NOT NULL ORDER BY id"
            );
            let mut query = connection.prepare_cached(&sql)?;
            Ok(query.query_map(params![E::KIND, parent], row)?.collect::<Result<_, _>>()?)
        })?;
        rows.into_iter().filter_map(|it| held(it).transpose()).collect()
    }

    /// Every entry of a kind about a topic, whatever it belongs to, oldest first.
    pub(super) fn entries_about<E: Entry>(&self, topic: &str) -> Result<Vec<Held<E>>, Error> {
        let rows: Vec<Stored> = self.read(|connection| {
            let sql = format!(
                "SELECT {COLUMNS} FROM entry WHERE kind = ?1 AND topic = ?2 AND body IS NOT NULL ORDER BY id"
            );
            let mut query = connection.prepare_cached(&sql)?;
            Ok(query.query_map(params![E::KIND, topic], row)?.collect::<Result<_, _>>()?)
        })?;
        rows.into_iter().filter_map(|it| held(it).transpose()).collect()
    }

    /// The entry about a topic, where its kind is single, and the version that a writer must name: 0 when there never was one.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn about<E: Entry>(
        &self,
        parent: Option<Id>,
        topic: &str,
    ) -> Result<(u32, Option<Held<E>>), Error> {
        match self.read(|connection| single::<E>(connection, parent, topic))? {
            Some(known) => Ok((known.version, held(known)?)),
            None => Ok((0, None)),
        }
    }
}

fn unchanged(known: &Stored, seen: u32) -> Result<(), Error> {
    if known.version == seen {
        return Ok(());
    }
    Err(Error::Changed { by: known.by.clone(), at: known.at, version: known.version })
}

fn written<E: Entry>(body: &E) -> Result<String, Error> {
    serde_json::to_string(body).map_err(|_| Error::Refused("Nội dung không ghi được."))
}

fn held<E: Entry>(stored: Stored) -> Result<Option<Held<E>>, Error> {
    let Some(body) = stored.body else { return Ok(None) };
    let body = serde_json::from_str(&body).map_err(|_| Error::Damaged(stored.id))?;
    let Stored { id, parent, version, by, at, .. } = stored;
    Ok(Some(Held { id, parent, body, version, by, at }))
}

pub(super) fn stored(connection: &Connection, id: Id) -> Result<Option<Stored>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM entry WHERE id = ?1");
    Ok(connection.prepare_cached(&sql)?.query_row([id], row).optional()?)
}

fn single<E: Entry>(
    connection: &Connection,
    parent: Option<Id>,
    topic: &str,
) -> Result<Option<Stored>, Error> {
    if !E::SINGLE {
        return Ok(None);
    }
    let sql =
        format!("SELECT {COLUMNS} FROM entry WHERE kind = ?1 AND parent IS ?2 AND topic = ?3");
    let mut query = connection.prepare_cached(&sql)?;
    Ok(query.query_row(params![E::KIND, parent, topic], row).optional()?)
}

fn row(row: &Row<'_>) -> rusqlite::Result<Stored> {
    Ok(Stored {
        id: row.get(0)?,
        parent: row.get(1)?,
        kind: row.get(2)?,
        body: row.get(3)?,
        version: row.get(4)?,
        by: row.get(5)?,
        at: time(row.get(6)?),
    })
}

/// A time as the file holds it: milliseconds since 1970.
pub(super) fn time(milliseconds: i64) -> Timestamp {
    Timestamp::from_millisecond(milliseconds).unwrap_or(Timestamp::UNIX_EPOCH)
}

fn insert<E: Entry>(
    transaction: &Transaction<'_>,
    parent: Option<Id>,
    body: &E,
    by: &By,
) -> Result<Id, Error> {
    if let Some(parent) = parent {
        stored(transaction, parent)?.filter(|it| it.body.is_some()).ok_or(Error::Missing)?;
    }
    let sql = "INSERT INTO entry (parent, kind, topic, body, version, changed_by, changed_at)
               VALUES (?1, ?2, ?3, NULL, 0, ?4, ?5)";
    let values = params![parent, E::KIND, body.topic(), by.name, by.at.as_millisecond()];
    transaction.prepare_cached(sql)?.execute(values)?;
    let id = transaction.last_insert_rowid();
    let known = stored(transaction, id)?.ok_or(Error::Missing)?;
    put(transaction, &known, Some(written(body)?), by, None)?;
    Ok(id)
}

/// Writes a new state of an entry with its row of history; tells the new version.
pub(super) fn put(
    transaction: &Transaction<'_>,
    known: &Stored,
    after: Option<String>,
    by: &By,
    undoes: Option<Id>,
) -> Result<u32, Error> {
    let version = known.version + 1;
    let sql =
        "UPDATE entry SET body = ?2, version = ?3, changed_by = ?4, changed_at = ?5 WHERE id = ?1";
    let at = by.at.as_millisecond();
    transaction.prepare_cached(sql)?.execute(params![known.id, after, version, by.name, at])?;
    history::record(transaction, known, version, after.as_deref(), by, undoes)?;
    let what = match (&known.body, &after, undoes) {
        (_, _, Some(_)) => "hoàn tác",
        (None, _, _) => "thêm",
        (_, None, _) => "xóa",
        _ => "sửa",
    };
    audit::record(transaction, by, &format!("{what} {}", known.kind), &known.id.to_string())?;
    Ok(version)
}
