//! Writing into the library being built: files and what they gave. Every call runs inside the caller's transaction.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Result, params};

use crate::corpus::incoming;
use crate::corpus::list::severity_code;
use crate::corpus::parse::{Filed, Given, Nothing, Origin, Share, Text};
use crate::corpus::stored;
use crate::corpus::versions;

/// What a row of `files` stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gave {
    /// Texts or pieces.
    Something,
    /// Nothing, for it could not be read.
    Failed,
    /// Nothing, for it is not meant to be read.
    Skipped,
    /// It is an archive; its files have rows of their own.
    Archive,
}

/// A file as it was when last read.
#[derive(Clone, Debug)]
pub(super) struct Known {
    /// Its row.
    pub(super) id: i64,
    /// Its source's row.
    pub(super) source: i64,
    /// Its bytes' hash; empty for what was never read.
    pub(super) hash: Vec<u8>,
    /// What it gave.
    pub(super) gave: Gave,
    /// The archive that it lies in.
    pub(super) archive: Option<i64>,
}

/// A file now read.
#[derive(Debug)]
pub(super) struct Seen {
    /// Its name.
    pub(super) path: String,
    /// Its source's row.
    pub(super) source: i64,
    /// The archive that it lies in.
    pub(super) archive: Option<String>,
    /// Its bytes' hash; empty when it was not read.
    pub(super) hash: Vec<u8>,
}

impl Gave {
    fn code(self) -> i64 {
        match self {
            Self::Something => 0,
            Self::Failed => 1,
            Self::Skipped => 2,
            Self::Archive => 3,
        }
    }

    fn of(code: i64) -> Self {
        match code {
            1 => Self::Failed,
            2 => Self::Skipped,
            3 => Self::Archive,
            _ => Self::Something,
        }
    }

    /// What a reading amounts to.
    pub(super) fn from_reading(given: &Given) -> Self {
        match given.nothing {
            None => Self::Something,
            Some(Nothing::Failed | Nothing::Wanting) => Self::Failed,
            Some(Nothing::Skipped) => Self::Skipped,
        }
    }
}

/// Every file of the last build, with its name.
pub(super) fn known(connection: &Connection) -> Result<Vec<(String, Known)>> {
    let sql = "SELECT path, id, source, hash, gave, archive FROM files";
    let mut query = connection.prepare(sql)?;
    let rows = query.query_map([], |row| {
        let known = Known {
            id: row.get(1)?,
            source: row.get(2)?,
            hash: row.get(3)?,
            gave: Gave::of(row.get(4)?),
            archive: row.get(5)?,
        };
        Ok((row.get(0)?, known))
    })?;
    rows.collect()
}

/// Replaces what a file gave by what it gives now.
pub(super) fn replace(connection: &Connection, seen: &Seen, given: Given) -> Result<()> {
    let before = pieces_of(connection, &seen.path)?;
    forget_path(connection, &seen.path)?;
    let gave = Gave::from_reading(&given);
    let archive = seen.archive.as_deref().map(|it| archive(connection, it, seen.source));
    let file = insert_file(connection, seen, archive.transpose()?, gave)?;
    let mut stale: BTreeMap<String, Vec<u8>> = before.into_iter().collect();
    for share in given.shares {
        let key = format!("{}:{}", seen.source, share.key);
        insert_share(connection, file, &key, &share)?;
        // A document whose pieces in this file are as before need not be put together again.
        if stale.get(&key).is_some_and(|hash| *hash == share.hash) {
            stale.remove(&key);
        } else {
            stale.insert(key, Vec::new());
        }
    }
    for key in stale.keys() {
        mark_key(connection, key)?;
    }
    for text in given.texts {
        let place = Place { file: Some(file), source: seen.source, path: &seen.path, key: None };
        insert_text(connection, &place, text)?;
    }
    for note in &given.notes {
        insert_note(connection, &Owner::File(file), &seen.path, note)?;
    }
    Ok(())
}

/// Forgets a file, or an archive with all its files. What it gave is marked as work to do.
pub(super) fn forget(connection: &Connection, path: &str) -> Result<()> {
    for (key, _) in pieces_of(connection, path)? {
        mark_key(connection, &key)?;
    }
    forget_path(connection, path)
}

/// Tells that a file could not be read now. What it gave stays, and the next build tries again.
pub(super) fn keep_unread(connection: &Connection, path: &str, note: &Filed) -> Result<()> {
    let sql = "UPDATE files SET hash = x'' WHERE path = ?1 RETURNING id";
    let id: i64 = connection.prepare_cached(sql)?.query_row([path], |row| row.get(0))?;
    connection.prepare_cached("DELETE FROM notes WHERE file = ?1")?.execute([id])?;
    insert_note(connection, &Owner::File(id), path, note)
}

/// The rows of what came out of an archive: they go with it.
const INSIDE: &str = "SELECT inside.id FROM files AS inside JOIN files AS outside
    ON inside.archive = outside.id WHERE outside.path = ?1";

fn forget_path(connection: &Connection, path: &str) -> Result<()> {
    let files = format!("SELECT id FROM files WHERE path = ?1 UNION {INSIDE}");
    let sql =
        format!("INSERT OR IGNORE INTO stale_bases SELECT base FROM texts WHERE file IN ({files})");
    connection.prepare_cached(&sql)?.execute([path])?;
    // Which of its own pieces changed is known to whoever calls this.
    let sql =
        format!("INSERT OR IGNORE INTO stale_keys SELECT key FROM pieces WHERE file IN ({INSIDE})");
    connection.prepare_cached(&sql)?.execute([path])?;
    incoming::mark(connection, &format!("SELECT id FROM texts WHERE file IN ({files})"), path)?;
    connection.prepare_cached("DELETE FROM files WHERE path = ?1")?.execute([path])?;
    Ok(())
}

/// Documents of which the file holds pieces, with the hash of these.
fn pieces_of(connection: &Connection, path: &str) -> Result<Vec<(String, Vec<u8>)>> {
    let sql = "SELECT key, hash FROM pieces WHERE file = (SELECT id FROM files WHERE path = ?1)";
    let mut query = connection.prepare_cached(sql)?;
    query.query_map([path], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// The row of an archive; it has no hash until it was read whole.
fn archive(connection: &Connection, path: &str, source: i64) -> Result<i64> {
    let sql = "SELECT id, gave FROM files WHERE path = ?1";
    let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, Gave::of(row.get(1)?)));
    let found = connection.prepare_cached(sql)?.query_row([path], row).optional()?;
    match found {
        Some((id, Gave::Archive)) => Ok(id),
        before => {
            // Once a text of its own: that text is no longer there.
            if before.is_some() {
                forget(connection, path)?;
            }
            let seen = Seen { path: path.to_owned(), source, archive: None, hash: Vec::new() };
            insert_file(connection, &seen, None, Gave::Archive)
        }
    }
}

/// Tells that an archive was read to its end.
pub(super) fn complete_archive(
    connection: &Connection,
    path: &str,
    source: i64,
    hash: &[u8],
) -> Result<()> {
    let id = archive(connection, path, source)?;
    let sql = "UPDATE files SET hash = ?2, gave = ?3 WHERE id = ?1";
    connection.prepare_cached(sql)?.execute(params![id, hash, Gave::Archive.code()])?;
    connection.prepare_cached("DELETE FROM notes WHERE file = ?1")?.execute([id])?;
    Ok(())
}

/// Tells that an archive could not be read to its end; what came out of it stays.
pub(super) fn break_archive(
    connection: &Connection,
    path: &str,
    source: i64,
    note: &Filed,
) -> Result<()> {
    complete_archive(connection, path, source, &[])?;
    let id = archive(connection, path, source)?;
    insert_note(connection, &Owner::File(id), path, note)
}

fn insert_file(
    connection: &Connection,
    seen: &Seen,
    archive: Option<i64>,
    gave: Gave,
) -> Result<i64> {
    let sql = "INSERT INTO files (path, source, hash, archive, gave) VALUES (?1, ?2, ?3, ?4, ?5)";
    let values = params![seen.path, seen.source, seen.hash, archive, gave.code()];
    connection.prepare_cached(sql)?.execute(values)?;
    Ok(connection.last_insert_rowid())
}

fn insert_share(connection: &Connection, file: i64, key: &str, share: &Share) -> Result<()> {
    let sql = "INSERT INTO pieces (file, key, hash, body) VALUES (?1, ?2, ?3, ?4)";
    connection.prepare_cached(sql)?.execute(params![file, key, share.hash, share.body])?;
    Ok(())
}

/// Where a text comes from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    /// Its file; none when it was put together from several.
    pub(super) file: Option<i64>,
    /// Its source.
    pub(super) source: i64,
    /// Its file's name, or that of the first.
    pub(super) path: &'a str,
    /// Which document of the codification it is.
    pub(super) key: Option<&'a str>,
}

/// Adds a text and marks its number as work to do.
pub(super) fn insert_text(connection: &Connection, place: &Place<'_>, text: Text) -> Result<()> {
    let sql =
        "INSERT INTO texts (origin, source, file, path, line, key, base, head, hash, body, cited, units)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
    connection.prepare_cached(sql)?.execute(params![
        origin_code(text.origin),
        place.source,
        place.file,
        place.path,
        text.line,
        place.key,
        text.base,
        text.head,
        text.hash,
        text.body,
        text.cited,
        text.units
    ])?;
    let id = connection.last_insert_rowid();
    for (anchor, portion) in &text.anchors {
        let sql = "INSERT OR IGNORE INTO anchors (anchor, text, portion) VALUES (?1, ?2, ?3)";
        connection.prepare_cached(sql)?.execute(params![anchor, id, portion])?;
    }
    incoming::insert(connection, id, &text.outgoing)?;
    versions::insert(connection, id, &text.amends)?;
    for note in &text.notes {
        let path = note.path.as_deref().unwrap_or(place.path);
        insert_note(connection, &Owner::Text(id), path, note)?;
    }
    mark_base(connection, &text.base)
}

/// Replaces the text of a document of the codification; none when no pieces of it are left.
pub(super) fn replace_codified(
    connection: &Connection,
    key: &str,
    text: Option<(Place<'_>, Text)>,
) -> Result<()> {
    let sql = "INSERT OR IGNORE INTO stale_bases SELECT base FROM texts WHERE key = ?1";
    connection.prepare_cached(sql)?.execute([key])?;
    incoming::mark(connection, "SELECT id FROM texts WHERE key = ?1", key)?;
    connection.prepare_cached("DELETE FROM texts WHERE key = ?1")?.execute([key])?;
    if let Some((place, text)) = text {
        insert_text(connection, &place, text)?;
    }
    connection.prepare_cached("DELETE FROM stale_keys WHERE key = ?1")?.execute([key])?;
    Ok(())
}

/// Adds a note to the file under `path`.
pub(super) fn note_file(connection: &Connection, path: &str, note: &Filed) -> Result<()> {
    let sql = "SELECT id FROM files WHERE path = ?1";
    let file = connection.prepare_cached(sql)?.query_row([path], |row| row.get(0)).optional()?;
    match file {
        Some(file) => insert_note(connection, &Owner::File(file), path, note),
        None => Ok(()),
    }
}

/// What a note belongs to, and goes with.
#[derive(Clone, Copy, Debug)]
pub(super) enum Owner<'a> {
    /// A file.
    File(i64),
    /// A text.
    Text(i64),
    /// The choice between the texts of a number; it concerns the document under `slug`.
    Choice {
        /// The number.
        base: &'a str,
        /// The document.
        slug: &'a str,
    },
}

/// Adds a note.
pub(super) fn insert_note(
    connection: &Connection,
    owner: &Owner<'_>,
    path: &str,
    filed: &Filed,
) -> Result<()> {
    let (file, text, base, slug) = match *owner {
        Owner::File(id) => (Some(id), None, None, None),
        Owner::Text(id) => (None, Some(id), None, None),
        Owner::Choice { base, slug } => (None, None, Some(base), Some(slug)),
    };
    let kind = &filed.note.kind;
    let sql = "INSERT INTO notes (file, text, base, slug, path, line, code, severity, body)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    connection.prepare_cached(sql)?.execute(params![
        file,
        text,
        base,
        slug,
        path,
        filed.line,
        kind.code(),
        severity_code(kind.severity()),
        stored::plain(&filed.note)
    ])?;
    Ok(())
}

fn mark_key(connection: &Connection, key: &str) -> Result<()> {
    connection.prepare_cached("INSERT OR IGNORE INTO stale_keys VALUES (?1)")?.execute([key])?;
    Ok(())
}

fn mark_base(connection: &Connection, base: &str) -> Result<()> {
    connection.prepare_cached("INSERT OR IGNORE INTO stale_bases VALUES (?1)")?.execute([base])?;
    Ok(())
}

/// The work left of one kind.
pub(super) fn stale(connection: &Connection, table: Stale) -> Result<Vec<String>> {
    let sql = match table {
        Stale::Keys => "SELECT key FROM stale_keys",
        Stale::Bases => "SELECT base FROM stale_bases",
    };
    connection.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
}

/// Kinds of work left.
#[derive(Clone, Copy, Debug)]
pub(super) enum Stale {
    /// Documents of the codification to put together.
    Keys,
    /// Numbers whose copies are to be chosen between.
    Bases,
}

/// An origin as it is stored.
fn origin_code(origin: Origin) -> i64 {
    match origin {
        Origin::Catalogue => 0,
        Origin::Codification => 1,
        Origin::Text => 2,
    }
}

/// Reads what [`origin_code`] gave.
pub(super) fn origin(code: i64) -> Origin {
    match code {
        0 => Origin::Catalogue,
        1 => Origin::Codification,
        _ => Origin::Text,
    }
}
