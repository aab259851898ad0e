//! The tables of the library, and how its connections are opened.
//!
//! Three layers, each made from the one before, so that a change re-does only what it touches: **files** as last seen,
//! **texts** (every copy of every document that a file, a catalogue entry or the codification gave), **documents** (the
//! chosen copy under its name). A committed library is never written again: readers open it as immutable, without locks.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, OptionalExtension};

use crate::corpus::Error;

/// The format of the store. Raise it when a table, a stored type or what a reader makes of a file changes; an index of
/// another format is not migrated but made anew, for it holds nothing of its own.
pub(super) const FORMAT: &str = "12";

/// The library's file in a generation's folder.
pub(super) const LIBRARY: &str = "library.sqlite";

const TABLES: &str = "
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    place INTEGER NOT NULL
);

-- Files and archives as last read. An archive has its hash once it was read to its end.
CREATE TABLE files (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    source INTEGER NOT NULL REFERENCES sources(id),
    hash BLOB NOT NULL,
    archive INTEGER REFERENCES files(id) ON DELETE CASCADE,
    gave INTEGER NOT NULL
);
CREATE INDEX files_archive ON files(archive);

-- Pieces of the codification, by file and by the document they belong to (`source:document`).
CREATE TABLE pieces (
    file INTEGER NOT NULL REFERENCES files(id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    hash BLOB NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (file, key)
) WITHOUT ROWID;
CREATE INDEX pieces_key ON pieces(key);

-- Every copy of every document. `origin`: 0 catalogue, 1 codification, 2 text.
CREATE TABLE texts (
    id INTEGER PRIMARY KEY,
    origin INTEGER NOT NULL,
    source INTEGER NOT NULL,
    file INTEGER REFERENCES files(id) ON DELETE CASCADE,
    path TEXT NOT NULL,
    line INTEGER NOT NULL,
    key TEXT UNIQUE,
    base TEXT NOT NULL,
    head BLOB NOT NULL,
    hash BLOB NOT NULL,
    body BLOB NOT NULL,
    cited BLOB NOT NULL,
    units BLOB NOT NULL,
    slug TEXT
);
CREATE INDEX texts_base ON texts(base);
CREATE INDEX texts_file ON texts(file);
CREATE INDEX texts_slug ON texts(slug);

CREATE TABLE anchors (
    anchor TEXT NOT NULL,
    text INTEGER NOT NULL REFERENCES texts(id) ON DELETE CASCADE,
    portion TEXT NOT NULL,
    PRIMARY KEY (anchor, text)
) WITHOUT ROWID;
CREATE INDEX anchors_text ON anchors(text);

-- What a text says of the time of others, by the slug of their number or `ngay:` and their day of issue.
CREATE TABLE effects (
    text INTEGER NOT NULL REFERENCES texts(id) ON DELETE CASCADE,
    target TEXT NOT NULL,
    body BLOB NOT NULL
);
CREATE INDEX effects_text ON effects(text);
CREATE INDEX effects_target ON effects(target);

-- Which texts a text gives instructions to amend, and these: the slug of a number, or `ten:` and a name; under `hop-nhat:`
-- and a number which it consolidates.
CREATE TABLE amendments (
    text INTEGER NOT NULL REFERENCES texts(id) ON DELETE CASCADE,
    target TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (target, text)
) WITHOUT ROWID;
CREATE INDEX amendments_text ON amendments(text);

-- Notes belong to a file, to a text, or to the choice between texts of one number (`base`).
CREATE TABLE notes (
    id INTEGER PRIMARY KEY,
    file INTEGER REFERENCES files(id) ON DELETE CASCADE,
    text INTEGER REFERENCES texts(id) ON DELETE CASCADE,
    base TEXT,
    slug TEXT,
    path TEXT NOT NULL,
    line INTEGER NOT NULL,
    code TEXT NOT NULL,
    severity INTEGER NOT NULL,
    body BLOB NOT NULL
);
CREATE INDEX notes_file ON notes(file);
CREATE INDEX notes_text ON notes(text);
CREATE INDEX notes_base ON notes(base);
CREATE INDEX notes_slug ON notes(slug);

-- What readers see. `card` is what a list shows; `head` is all that is known, when other copies added to the text's own.
CREATE TABLE documents (
    slug TEXT PRIMARY KEY,
    base TEXT NOT NULL,
    name TEXT NOT NULL,
    number TEXT NOT NULL,
    qualifier TEXT,
    text INTEGER NOT NULL,
    card BLOB NOT NULL,
    kind TEXT NOT NULL,
    year INTEGER,
    issued TEXT,
    effective TEXT,
    ended TEXT,
    catalogue_only INTEGER NOT NULL,
    illustrative INTEGER NOT NULL,
    codified INTEGER NOT NULL,
    length INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    provisions INTEGER NOT NULL,
    words TEXT NOT NULL,
    print BLOB NOT NULL,
    stamp INTEGER NOT NULL,
    head BLOB
);
CREATE INDEX documents_base ON documents(base);
-- All that is asked of namesakes: a corpus of copies has hundreds, and their rows are long.
CREATE INDEX documents_name ON documents(name, kind, issued, catalogue_only, slug);
CREATE INDEX documents_text ON documents(text);
CREATE INDEX documents_stamp ON documents(stamp);
CREATE INDEX documents_issued ON documents(issued DESC, slug);
CREATE INDEX documents_kind ON documents(kind, year);
CREATE INDEX documents_year ON documents(year, kind);

-- The words that lists are searched by: a scan of 200,000 rows takes seconds, the index milliseconds. It holds no text of
-- its own, so the triggers hand it each row that comes and goes; a row that is replaced goes first.
CREATE VIRTUAL TABLE names USING fts5(words, content = 'documents', detail = none, columnsize = 0, prefix = '2 3');
CREATE TRIGGER documents_named AFTER INSERT ON documents BEGIN
    INSERT INTO names (rowid, words) VALUES (new.rowid, new.words);
END;
CREATE TRIGGER documents_unnamed AFTER DELETE ON documents BEGIN
    INSERT INTO names (names, rowid, words) VALUES ('delete', old.rowid, old.words);
END;

CREATE TABLE issuers (
    slug TEXT NOT NULL REFERENCES documents(slug) ON DELETE CASCADE,
    authority TEXT NOT NULL,
    name TEXT NOT NULL
);
CREATE INDEX issuers_slug ON issuers(slug);
CREATE INDEX issuers_authority ON issuers(authority, slug, name);

-- Where citations lead, found anew at the end of each build, and who cites whom.
CREATE TABLE outgoing (slug TEXT PRIMARY KEY, dangling INTEGER NOT NULL, body BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE incoming (slug TEXT PRIMARY KEY, times INTEGER NOT NULL, body BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE most_cited (address TEXT PRIMARY KEY, times INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE removed (slug TEXT PRIMARY KEY, stamp INTEGER NOT NULL) WITHOUT ROWID;

-- Work left to do; survives a crash with the rest.
CREATE TABLE stale_keys (key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE stale_bases (base TEXT PRIMARY KEY) WITHOUT ROWID;
";

/// Opens the library of a finished generation: read-only, never locked, never checked for change.
pub(super) fn open_finished(path: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_URI
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(uri(path), flags).map_err(store(path))?;
    connection
        .execute_batch("PRAGMA mmap_size = 1073741824; PRAGMA cache_size = -4096;")
        .map_err(store(path))?;
    Ok(connection)
}

/// Opens the library being built, and makes its tables when there are none.
pub(super) fn open_building(path: &Path) -> Result<Connection, Error> {
    let connection = Connection::open(path).map_err(store(path))?;
    let prepare = || -> rusqlite::Result<()> {
        connection.busy_timeout(Duration::from_secs(10))?;
        connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
        connection.execute_batch(
            "PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON; PRAGMA cache_size = -65536;
             PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 67108864;",
        )?;
        let empty: bool =
            connection.query_row("SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema)", [], |row| {
                row.get(0)
            })?;
        if empty {
            connection.execute_batch(&format!("BEGIN; {TABLES} COMMIT;"))?;
            set_meta(&connection, "format", FORMAT)?;
        }
        Ok(())
    };
    prepare().map_err(store(path))?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

/// Opens a second, reading connection to the library being built.
pub(super) fn open_beside(path: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(store(path))?;
    connection.busy_timeout(Duration::from_secs(10)).map_err(store(path))?;
    Ok(connection)
}

/// Folds the write-ahead log into the file and closes it, so that the file alone is the library.
pub(super) fn close(connection: Connection, path: &Path) -> Result<(), Error> {
    let fold = || -> rusqlite::Result<()> {
        connection.execute_batch("PRAGMA optimize;")?;
        connection.pragma_update_and_check(None, "journal_mode", "delete", |_| Ok(()))
    };
    fold().map_err(store(path))?;
    connection.close().map_err(|(_, error)| store(path)(error))
}

/// The format of an opened library; `?` when it has none.
pub(super) fn format_of(connection: &Connection) -> String {
    meta(connection, "format").ok().flatten().unwrap_or_else(|| "?".to_owned())
}

/// A fact of the library about itself.
pub(super) fn meta(connection: &Connection, key: &str) -> rusqlite::Result<Option<String>> {
    connection
        .prepare_cached("SELECT value FROM meta WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()
}

/// Writes a fact of the library about itself.
pub(super) fn set_meta(connection: &Connection, key: &str, value: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)")?
        .execute([key, value])?;
    Ok(())
}

/// Names the library in an error of `SQLite`.
pub(super) fn store(path: &Path) -> impl Fn(rusqlite::Error) -> Error {
    let path = path.to_owned();
    move |source| Error::Store { path: path.clone(), source }
}

/// `path` as `SQLite` wants it in a URI. Everything but plain characters is escaped.
fn uri(path: &Path) -> String {
    let mut uri = "file:".to_owned();
    for &byte in path.as_os_str().as_encoded_bytes() {
        if byte.is_ascii_alphanumeric() || b"/._-".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri + "?immutable=1"
}
