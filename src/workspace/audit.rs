//! Nhật ký: who did what, when. Rows are only ever added.

use jiff::Timestamp;
use rusqlite::{Connection, params};

use crate::workspace::entry::time;
use crate::workspace::{By, Error, Workspace};

/// A line of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audited {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub who: String,
    /// What was done.
    pub what: String,
    /// To what.
    pub target: String,
}

impl Workspace {
    /// Writes a line.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn audit(&self, by: &By, what: &str, target: &str) -> Result<(), Error> {
        self.write(|transaction| record(transaction, by, what, target))
    }

    /// The last lines, latest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn audited(&self, size: usize) -> Result<Vec<Audited>, Error> {
        self.read(|connection| {
            let sql = "SELECT at, who, what, target FROM audit ORDER BY id DESC LIMIT ?1";
            let mut query = connection.prepare(sql)?;
            let rows = query.query_map([i64::try_from(size).unwrap_or(i64::MAX)], |row| {
                Ok(Audited {
                    at: time(row.get(0)?),
                    who: row.get(1)?,
                    what: row.get(2)?,
                    target: row.get(3)?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}

pub(super) fn record(
    connection: &Connection,
    by: &By,
    what: &str,
    target: &str,
) -> Result<(), Error> {
    let sql = "INSERT INTO audit (at, who, what, target) VALUES (?1, ?2, ?3, ?4)";
    connection.prepare_cached(sql)?.execute(params![
        by.at.as_millisecond(),
        by.name,
        what,
        target
    ])?;
    Ok(())
}
