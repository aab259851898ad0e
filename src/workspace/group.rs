//! Nhóm: what the machine found in a worksheet's scope. Made anew at every search; decisions outlive it by the key.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use crate::workspace::entry::time;
use crate::workspace::{Error, Id, Pointer, Workspace};

/// Nhóm điều khoản có thể cùng quy định một việc.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Made from its members: the same members have the same key at every search.
    pub key: String,
    /// How much there is to decide.
    pub weight: f64,
    /// The provisions; the one that the others were gathered round comes first.
    pub members: Vec<Pointer>,
    /// Why they were gathered: pairs between documents first, then the likest.
    pub pairs: Vec<Pair>,
}

impl Group {
    /// Whether all its provisions stand in one document.
    pub fn is_within_one(&self) -> bool {
        let first = self.members.first().map(|it| &it.0.document);
        self.members.iter().all(|it| Some(&it.0.document) == first)
    }
}

/// Two members that are alike, by their places among the members.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The first.
    pub a: usize,
    /// The second.
    pub b: usize,
    /// How likely a reader calls it the same matter, 0 to 1.
    pub score: f64,
    /// The reasons, in words.
    pub reasons: Vec<String>,
}

/// The key of a group with these members, in any order.
pub fn key_of(members: &[Pointer]) -> String {
    let mut names: Vec<String> = members.iter().map(ToString::to_string).collect();
    names.sort();
    blake3::hash(names.join("\n").as_bytes()).to_hex().chars().take(16).collect()
}

impl Workspace {
    /// Puts what was found in the place of what was found before.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is no such worksheet.
    pub fn keep_groups(&self, worksheet: Id, groups: &[Group], at: Timestamp) -> Result<(), Error> {
        self.write(|transaction| {
            let sql = "SELECT 1 FROM entry WHERE id = ?1 AND kind = 'worksheet'";
            let known: Option<i64> =
                transaction.query_row(sql, [worksheet], |row| row.get(0)).optional()?;
            known.ok_or(Error::Missing)?;
            transaction.execute("DELETE FROM found WHERE worksheet = ?1", [worksheet])?;
            for (place, group) in groups.iter().enumerate() {
                insert(transaction, worksheet, place, group, at)?;
            }
            Ok(())
        })
    }

    /// The groups of a worksheet, weightiest first, and when they were found; none before the first search.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn groups(&self, worksheet: Id) -> Result<Vec<Group>, Error> {
        self.read(|connection| {
            let sql = "SELECT id, key, weight FROM found WHERE worksheet = ?1 ORDER BY place";
            let mut query = connection.prepare_cached(sql)?;
            let rows: Vec<(i64, String, f64)> = query
                .query_map([worksheet], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
                .collect::<Result<_, _>>()?;
            rows.into_iter().map(|(id, key, weight)| full(connection, id, key, weight)).collect()
        })
    }

    /// The keys of the groups of a worksheet, weightiest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn group_keys(&self, worksheet: Id) -> Result<Vec<String>, Error> {
        self.read(|connection| {
            let sql = "SELECT key FROM found WHERE worksheet = ?1 ORDER BY place";
            let mut query = connection.prepare_cached(sql)?;
            Ok(query.query_map([worksheet], |row| row.get(0))?.collect::<Result<_, _>>()?)
        })
    }

    /// A group of a worksheet by its key.
    ///
    /// # Errors
    /// [`Error::Missing`] when the last search did not find it.
    pub fn group(&self, worksheet: Id, key: &str) -> Result<Group, Error> {
        self.read(|connection| {
            let sql = "SELECT id, weight FROM found WHERE worksheet = ?1 AND key = ?2";
            let mut query = connection.prepare_cached(sql)?;
            let found: Option<(i64, f64)> = query
                .query_row(params![worksheet, key], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            let (id, weight) = found.ok_or(Error::Missing)?;
            full(connection, id, key.to_owned(), weight)
        })
    }

    /// When the groups of a worksheet were found last.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn grouped_at(&self, worksheet: Id) -> Result<Option<Timestamp>, Error> {
        self.read(|connection| {
            let sql = "SELECT max(found_at) FROM found WHERE worksheet = ?1";
            let at: Option<i64> = connection.query_row(sql, [worksheet], |row| row.get(0))?;
            Ok(at.map(time))
        })
    }
}

fn insert(
    connection: &Connection,
    worksheet: Id,
    place: usize,
    group: &Group,
    at: Timestamp,
) -> Result<(), Error> {
    let sql =
        "INSERT INTO found (worksheet, key, place, weight, found_at) VALUES (?1, ?2, ?3, ?4, ?5)";
    connection.prepare_cached(sql)?.execute(params![
        worksheet,
        group.key,
        whole(place),
        group.weight,
        at.as_millisecond()
    ])?;
    let id = connection.last_insert_rowid();
    for (place, member) in group.members.iter().enumerate() {
        let sql = "INSERT INTO member (found, place, address) VALUES (?1, ?2, ?3)";
        connection.prepare_cached(sql)?.execute(params![id, whole(place), member.to_string()])?;
    }
    for (place, pair) in group.pairs.iter().enumerate() {
        let sql =
            "INSERT INTO pair (found, place, a, b, score, reasons) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        connection.prepare_cached(sql)?.execute(params![
            id,
            whole(place),
            whole(pair.a),
            whole(pair.b),
            pair.score,
            pair.reasons.join("\n")
        ])?;
    }
    Ok(())
}

fn whole(place: usize) -> i64 {
    i64::try_from(place).unwrap_or(i64::MAX)
}

fn full(connection: &Connection, id: i64, key: String, weight: f64) -> Result<Group, Error> {
    let sql = "SELECT address FROM member WHERE found = ?1 ORDER BY place";
    let mut query = connection.prepare_cached(sql)?;
    let names: Vec<String> = query.query_map([id], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let members: Vec<Pointer> = names
        .into_iter()
        .map(|it| Pointer::try_from(it).map_err(|_| Error::Damaged(id)))
        .collect::<Result<_, _>>()?;
    let sql = "SELECT a, b, score, reasons FROM pair WHERE found = ?1 ORDER BY place";
    let mut query = connection.prepare_cached(sql)?;
    let place = |it: i64| usize::try_from(it).unwrap_or(usize::MAX);
    let pairs = query.query_map([id], |row| {
        Ok(Pair {
            a: place(row.get(0)?),
            b: place(row.get(1)?),
            score: row.get(2)?,
            reasons: row.get::<_, String>(3)?.lines().map(str::to_owned).collect(),
        })
    })?;
    let pairs = pairs.collect::<Result<_, _>>()?;
    Ok(Group { key, weight, members, pairs })
}
