//! The tables, and how a file of an earlier program becomes one of this.
//!
//! A migration is never changed once it was released: a new one is added. `user_version` tells how many were done.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, TransactionBehavior};

use crate::workspace::Error;

const MIGRATIONS: [&str; 1] = ["
-- What people write. `topic` is what it is about, within its parent; `body` is JSON, null when removed.
CREATE TABLE entry (
    id INTEGER PRIMARY KEY,
    parent INTEGER REFERENCES entry(id) ON DELETE RESTRICT,
    kind TEXT NOT NULL,
    topic TEXT NOT NULL,
    body TEXT,
    version INTEGER NOT NULL,
    changed_by TEXT NOT NULL,
    changed_at INTEGER NOT NULL
);
CREATE INDEX entry_parent ON entry(parent, kind);
CREATE INDEX entry_topic ON entry(kind, topic);

-- Every change of an entry: the state before and after, and which change it takes back.
CREATE TABLE history (
    id INTEGER PRIMARY KEY,
    entry INTEGER NOT NULL REFERENCES entry(id) ON DELETE RESTRICT,
    version INTEGER NOT NULL,
    before TEXT,
    after TEXT,
    undoes INTEGER REFERENCES history(id),
    changed_by TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    UNIQUE (entry, version)
);

-- What the machine found in a worksheet's scope; made anew at each search. Decisions name a group by its key.
CREATE TABLE found (
    id INTEGER PRIMARY KEY,
    worksheet INTEGER NOT NULL REFERENCES entry(id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    place INTEGER NOT NULL,
    weight REAL NOT NULL,
    found_at INTEGER NOT NULL,
    UNIQUE (worksheet, key)
);
CREATE TABLE member (
    found INTEGER NOT NULL REFERENCES found(id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    address TEXT NOT NULL,
    PRIMARY KEY (found, place)
) WITHOUT ROWID;
CREATE TABLE pair (
    found INTEGER NOT NULL REFERENCES found(id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    a INTEGER NOT NULL,
    b INTEGER NOT NULL,
    score REAL NOT NULL,
    reasons TEXT NOT NULL,
    PRIMARY KEY (found, place)
) WITHOUT ROWID;

CREATE TABLE user (
    name TEXT PRIMARY KEY COLLATE NOCASE,
    password TEXT NOT NULL,
    role TEXT NOT NULL,
    since INTEGER NOT NULL
) WITHOUT ROWID;
-- A session is known by the fingerprint of its name: who reads the file cannot take it over.
CREATE TABLE session (
    fingerprint TEXT PRIMARY KEY,
    user TEXT NOT NULL REFERENCES user(name) ON DELETE CASCADE,
    ends INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    target TEXT NOT NULL
);
"];

/// Opens the file, making or migrating it.
pub(super) fn open(path: &Path) -> Result<Connection, Error> {
    let mut connection = Connection::open(path)?;
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
    // FULL: what was confirmed is on the disk, also when the power goes; a decision is small and seldom.
    connection.execute_batch("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;")?;
    migrate(&mut connection, path)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

fn migrate(connection: &mut Connection, path: &Path) -> Result<(), Error> {
    let known = i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX);
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found: i64 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if found > known {
        return Err(Error::Newer { path: path.to_owned(), found });
    }
    for (done, migration) in MIGRATIONS.iter().enumerate() {
        if i64::try_from(done).unwrap_or(0) >= found {
            transaction.execute_batch(migration)?;
        }
    }
    transaction.pragma_update(None, "user_version", known)?;
    transaction.commit()?;
    Ok(())
}
