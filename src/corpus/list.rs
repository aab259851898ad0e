//! Lists of documents with filters and counts, notes, and the figures of the whole.

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::civil::Date;
use rusqlite::{Row, ToSql};

use crate::corpus::library::{LISTED, as_signed};
use crate::corpus::report::{Counts, FiledNote, NoteCount};
use crate::corpus::{Corpus, Error, stored};
use crate::law::{DocumentRef, Kind, Listing, Note, Severity};
use crate::text::fold;

/// Which documents a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListFilter {
    /// Words that must all stand in number, kind, title or issuer, whole or as a beginning; with or without diacritics.
    pub words: Option<String>,
    /// Only this kind.
    pub kind: Option<Kind>,
    /// Only this authority, by its key.
    pub authority: Option<String>,
    /// Only this year of issue.
    pub year: Option<i16>,
    /// How many documents to pass over.
    pub from: usize,
    /// How many to give.
    pub size: usize,
}

/// A page of a list, latest documents first, and how the whole list divides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListPage {
    /// Documents that match.
    pub total: usize,
    /// Those of this page.
    pub listings: Vec<Listing>,
    /// By kind, in the order of rank; as if no kind had been asked for.
    pub kinds: Vec<(Kind, usize)>,
    /// By authority: key, name, count, most first; as if no authority had been asked for.
    pub authorities: Vec<(String, String, usize)>,
    /// By year of issue, latest first; as if no year had been asked for.
    pub years: Vec<(i16, usize)>,
}

/// A condition and the values it needs.
#[derive(Default)]
struct Condition {
    sql: String,
    values: Vec<Box<dyn ToSql>>,
}

/// What a count leaves out of the filter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Without {
    Nothing,
    Kind,
    Authority,
    Year,
}

impl Condition {
    fn of(filter: &ListFilter, without: Without) -> Self {
        let mut condition = Self { sql: "1".to_owned(), values: Vec::new() };
        if let Some(words) = filter.words.as_deref().filter(|words| !words.trim().is_empty()) {
            condition.and(
                "rowid IN (SELECT rowid FROM names WHERE names MATCH ?)",
                Box::new(matching(words)),
            );
        }
        if let Some(kind) = filter.kind.filter(|_| without != Without::Kind) {
            condition.and("kind = ?", Box::new(kind.slug()));
        }
        if let Some(year) = filter.year.filter(|_| without != Without::Year) {
            condition.and("year = ?", Box::new(year));
        }
        if let Some(key) = filter.authority.clone().filter(|_| without != Without::Authority) {
            let issued = "slug IN (SELECT slug FROM issuers WHERE authority = ?)";
            condition.and(issued, Box::new(key));
        }
        condition
    }

    fn and(&mut self, sql: &str, value: Box<dyn ToSql>) {
        self.sql.push_str(" AND ");
        self.sql.push_str(sql);
        self.values.push(value);
    }

    fn values(&self) -> Vec<&dyn ToSql> {
        self.values.iter().map(AsRef::as_ref).collect()
    }
}

/// A question to the index of names: every word stands there, whole or as a beginning.
fn matching(words: &str) -> String {
    let folded = fold(words);
    let words = folded.split(|letter: char| !letter.is_alphanumeric()).filter(|it| !it.is_empty());
    let mut each: Vec<String> = words.map(|word| format!("\"{word}\"*")).collect();
    // Signs alone stand nowhere; nor do other scripts, which SQLite cuts into words otherwise.
    if each.is_empty() || !each.iter().all(|word| word.is_ascii()) {
        each = vec!["\"\u{1}\"".to_owned()];
    }
    each.join(" AND ")
}

impl Corpus {
    /// The documents that match `filter`, latest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn list(&self, filter: &ListFilter) -> Result<ListPage, Error> {
        let condition = Condition::of(filter, Without::Nothing);
        let total = self.counted::<i64>(
            &format!("SELECT 0, '', count(*) FROM documents WHERE {}", condition.sql),
            &condition,
        )?;
        let page = format!(
            "SELECT {LISTED} FROM documents WHERE {} ORDER BY issued DESC, slug LIMIT {} OFFSET {}",
            condition.sql,
            as_signed(filter.size as u64),
            as_signed(filter.from as u64),
        );
        Ok(ListPage {
            total: total.first().map_or(0, |(.., count)| *count),
            listings: self.listings(&page, &condition.values())?,
            kinds: self.kinds(filter)?,
            authorities: self.authorities(filter)?,
            years: self.years(filter)?,
        })
    }

    /// The slugs of the documents issued from `first` to `last`, both included; an end that is left out is open.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn issued_between(
        &self,
        first: Option<Date>,
        last: Option<Date>,
    ) -> Result<Vec<String>, Error> {
        let day = |date: Option<Date>| date.map(|it| it.to_string());
        self.ask(|connection| {
            let mut query = connection.prepare_cached(
                "SELECT slug FROM documents WHERE issued IS NOT NULL
                 AND issued >= coalesce(?1, '') AND issued <= coalesce(?2, '9999') ORDER BY slug",
            )?;
            query.query_map([day(first), day(last)], |row| row.get(0))?.collect()
        })
    }

    fn kinds(&self, filter: &ListFilter) -> Result<Vec<(Kind, usize)>, Error> {
        let condition = Condition::of(filter, Without::Kind);
        let sql = format!(
            "SELECT kind, '', count(*) FROM documents WHERE {} GROUP BY kind",
            condition.sql
        );
        let counted = self.counted::<String>(&sql, &condition)?;
        let counts: BTreeMap<String, usize> =
            counted.into_iter().map(|(kind, _, count)| (kind, count)).collect();
        let kinds = Kind::ALL.iter().filter_map(|&it| Some((it, *counts.get(&it.slug())?)));
        Ok(kinds.collect())
    }

    fn authorities(&self, filter: &ListFilter) -> Result<Vec<(String, String, usize)>, Error> {
        let condition = Condition::of(filter, Without::Authority);
        let sql = format!(
            "SELECT authority, min(name), count(DISTINCT slug) AS texts FROM issuers
             WHERE {}
             GROUP BY authority ORDER BY texts DESC, authority",
            match condition.values.is_empty() {
                true => "1".to_owned(),
                false => format!("slug IN (SELECT slug FROM documents WHERE {})", condition.sql),
            }
        );
        self.counted(&sql, &condition)
    }

    fn years(&self, filter: &ListFilter) -> Result<Vec<(i16, usize)>, Error> {
        let condition = Condition::of(filter, Without::Year);
        let sql = format!(
            "SELECT year, '', count(*) FROM documents WHERE year IS NOT NULL AND {}
             GROUP BY year ORDER BY year DESC",
            condition.sql
        );
        let counted = self.counted(&sql, &condition)?;
        Ok(counted.into_iter().map(|(year, _, count)| (year, count)).collect())
    }

    /// Rows of (key, name, count).
    fn counted<K: rusqlite::types::FromSql>(
        &self,
        sql: &str,
        condition: &Condition,
    ) -> Result<Vec<(K, String, usize)>, Error> {
        self.ask(|connection| {
            let mut query = connection.prepare_cached(sql)?;
            let columns = |row: &Row<'_>| {
                Ok((row.get(0)?, row.get(1)?, usize::try_from(row.get::<_, i64>(2)?).unwrap_or(0)))
            };
            query.query_map(condition.values().as_slice(), columns)?.collect()
        })
    }

    /// The notes of the document under `slug`, or of the whole corpus, by file and line.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn notes(&self, slug: Option<&str>) -> Result<Vec<FiledNote>, Error> {
        let mut notes = Vec::new();
        self.each_note(slug, &mut |note| notes.push(note))?;
        Ok(notes)
    }

    /// Gives each note to `take` without holding them all.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn each_note(
        &self,
        slug: Option<&str>,
        take: &mut dyn FnMut(FiledNote),
    ) -> Result<(), Error> {
        let which = if slug.is_some() { "documents.slug = ?1" } else { "?1 IS NULL" };
        let sql = format!(
            "SELECT notes.path, notes.line, documents.number, documents.qualifier, notes.body FROM notes
             LEFT JOIN texts ON texts.id = notes.text
             LEFT JOIN documents ON documents.slug = coalesce(notes.slug, texts.slug)
             WHERE {which} ORDER BY notes.path, notes.line, notes.id"
        );
        let mut damaged = None;
        self.ask(|connection| {
            let mut query = connection.prepare_cached(&sql)?;
            let mut rows = query.query([slug])?;
            while let Some(row) = rows.next()? {
                let path: String = row.get(0)?;
                let Some(note) = stored::from_plain::<Note>(&row.get::<_, Vec<u8>>(4)?) else {
                    damaged = Some(path);
                    continue;
                };
                let number: Option<String> = row.get(2)?;
                let qualifier = row.get(3)?;
                take(FiledNote {
                    file: PathBuf::from(path),
                    line: row.get(1)?,
                    document: number.map(|number| DocumentRef { number, qualifier }),
                    note,
                });
            }
            Ok(())
        })?;
        match damaged {
            Some(what) => Err(Error::Damaged { path: self.path(), what }),
            None => Ok(()),
        }
    }

    /// How much the corpus holds.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn counts(&self) -> Result<Counts, Error> {
        let mut counts = self.ask(|connection| {
            let sql =
                "SELECT count(*), sum(NOT catalogue_only), sum(catalogue_only), sum(illustrative),
                       sum(codified), sum(articles), sum(provisions), sum(length) FROM documents";
            connection.query_row(sql, [], |row| {
                let number = |column| -> rusqlite::Result<u64> {
                    Ok(row.get::<_, Option<i64>>(column)?.unwrap_or(0).unsigned_abs())
                };
                let count = |column| -> rusqlite::Result<usize> {
                    Ok(usize::try_from(number(column)?).unwrap_or(usize::MAX))
                };
                Ok(Counts {
                    documents: count(0)?,
                    with_text: count(1)?,
                    catalogue_only: count(2)?,
                    illustrative: count(3)?,
                    codified: count(4)?,
                    articles: count(5)?,
                    provisions: count(6)?,
                    bytes: number(7)?,
                    notes: Vec::new(),
                })
            })
        })?;
        counts.notes = self.ask(|connection| {
            let sql = "SELECT code, severity, count(*) AS times FROM notes GROUP BY code, severity
                       ORDER BY severity DESC, times DESC, code";
            let mut query = connection.prepare_cached(sql)?;
            let rows = query.query_map([], |row| {
                Ok(NoteCount {
                    code: row.get(0)?,
                    severity: severity(row.get(1)?),
                    count: usize::try_from(row.get::<_, i64>(2)?).unwrap_or(0),
                })
            })?;
            rows.collect()
        })?;
        Ok(counts)
    }
}

/// A severity as it is stored.
pub(super) fn severity_code(severity: Severity) -> i64 {
    match severity {
        Severity::Info => 0,
        Severity::Warning => 1,
        Severity::Error => 2,
    }
}

fn severity(code: i64) -> Severity {
    match code {
        0 => Severity::Info,
        1 => Severity::Warning,
        _ => Severity::Error,
    }
}
