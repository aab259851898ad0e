//! Bộ dữ liệu: data sets of documents in Parquet, in the layout of `th1nhng0/vietnamese-legal-documents`.
//!
//! Three kinds of files, told by their columns: **metadata** (`id`, `so_ky_hieu`, `title` …), **content** (`id`,
//! `content_html`) and **relationships** (`doc_id`, `other_doc_id`, `relationship`). The set has 170,824 texts and
//! 1,033,255 ties, and its rows stand in no order that joins them. So the small files are first laid into a scratch
//! database that `SQLite` keeps on the disk; then the texts pass by once, a few rows at a time, and each leaves as one
//! record of JSON. Memory does not grow with the set.

mod column;

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, Row, reader::RowIter};
use rusqlite::{Connection, OptionalExtension, params};

use crate::corpus::parse::guarded;
use crate::corpus::stored;
use crate::corpus::walk;
use crate::read::record::{self, Facts};
use crate::text::system;

/// Rows of text that are held at once; the longest of the set have some megabytes.
const TEXTS: usize = 32;
/// Rows of facts or ties that are held at once.
const ROWS: usize = 1024;

/// What a file of a data set holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    Metadata,
    Content,
    Relationships,
}

/// The files of one data set.
#[derive(Debug)]
pub(super) struct DataSet {
    files: Vec<PathBuf>,
}

/// A document of a data set: its name in the set, and its record or why there is none.
pub(super) type Entry = (String, Result<Vec<u8>, Fault>);

/// Why a data set, the rest of it, or one of its documents could not be read.
type Fault = String;

impl DataSet {
    /// The data set that these files make up.
    pub(super) fn of(mut files: Vec<PathBuf>) -> Self {
        files.sort();
        Self { files }
    }

    /// A hash of all its files.
    pub(super) fn hash(&self) -> io::Result<[u8; 32]> {
        let mut hasher = blake3::Hasher::new();
        for file in &self.files {
            walk::hash_into(&mut hasher, file)?;
        }
        Ok(*hasher.finalize().as_bytes())
    }

    /// Gives every document to `give` until that tells that no more is wanted. What could not be used is told at the end.
    pub(super) fn each(&self, give: &mut dyn FnMut(Entry) -> bool) -> Result<Vec<String>, Fault> {
        // A reader of others meets files of others: a fault of it must cost the file and not the build.
        guarded(|| self.read(give)).unwrap_or_else(|panic| {
            tracing::warn!(panic, "the reader of Parquet failed");
            Err(DAMAGED.to_owned())
        })
    }

    fn read(&self, give: &mut dyn FnMut(Entry) -> bool) -> Result<Vec<String>, Fault> {
        let scratch = Scratch::open().map_err(scratch_fault)?;
        let mut told = Vec::new();
        let mut texts = Vec::new();
        for file in &self.files {
            match holds(&open(file)?) {
                Some(Holds::Metadata) => scratch.lay(file, Scratch::fact)?,
                Some(Holds::Relationships) => scratch.lay(file, Scratch::tie)?,
                Some(Holds::Content) => texts.push(file),
                None => told.push(format!("{}: {UNKNOWN_COLUMNS}", named(file))),
            }
        }
        scratch.settle().map_err(scratch_fault)?;
        for file in texts {
            if !scratch.texts(file, give)? {
                return Ok(told);
            }
        }
        scratch.without_text(give).map_err(scratch_fault)?;
        let loose = scratch.loose_ties().map_err(scratch_fault)?;
        if loose > 0 {
            told.push(format!("{loose} quan hệ của những văn bản không có trong bộ dữ liệu"));
        }
        Ok(told)
    }
}

const UNKNOWN_COLUMNS: &str =
    "không có các cột id và content_html, id và so_ky_hieu, hay doc_id và other_doc_id";

const DAMAGED: &str = "tệp Parquet bị hỏng hoặc thiếu phần cuối; hãy lấy lại tệp gốc";
const NOT_TEXT: &str = "cột content_html không phải là chữ UTF-8";

/// What the reader of Parquet says, for people; in its own words it goes to the log.
fn in_words(error: &ParquetError) -> String {
    tracing::debug!(%error, "Parquet");
    match error {
        ParquetError::External(cause) => match cause.downcast_ref::<io::Error>() {
            Some(error) => system::in_words(error),
            None => DAMAGED.to_owned(),
        },
        ParquetError::NYI(_) => {
            "tệp Parquet dùng cách nén hoặc cách ghi chưa đọc được; hãy ghi lại bằng zstd"
                .to_owned()
        }
        _ => DAMAGED.to_owned(),
    }
}

fn scratch_fault(error: rusqlite::Error) -> Fault {
    let said = error.to_string();
    format!("không ghi được tệp tạm: {}", system::repeated(&said).unwrap_or(said))
}

fn named(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn open(path: &Path) -> Result<SerializedFileReader<File>, Fault> {
    let fault = |why: String| format!("{}: {why}", named(path));
    let file = walk::open(path).map_err(|error| fault(system::in_words(&error)))?;
    SerializedFileReader::new(file).map_err(|error| fault(in_words(&error)))
}

fn holds(reader: &SerializedFileReader<File>) -> Option<Holds> {
    let schema = reader.metadata().file_metadata().schema_descr();
    let has = |name: &str| schema.columns().iter().any(|column| column.name() == name);
    match () {
        () if has("doc_id") && has("other_doc_id") => Some(Holds::Relationships),
        () if has("id") && has("content_html") => Some(Holds::Content),
        () if has("id") && has("so_ky_hieu") => Some(Holds::Metadata),
        () => None,
    }
}

/// The rows of a file, `batch` at a time.
fn rows(path: &Path, batch: usize) -> Result<impl Iterator<Item = Result<Row, Fault>>, Fault> {
    let rows = RowIter::from_file_into(Box::new(open(path)?)).with_batch_size(batch);
    let name = named(path);
    Ok(rows.map(move |row| row.map_err(|error| format!("{name}: {}", in_words(&error)))))
}

/// Facts and ties, laid out so that those of one document are found by its id.
struct Scratch(Connection);

impl Scratch {
    /// A database without a name: `SQLite` keeps it in a temporary file and removes that itself.
    fn open() -> rusqlite::Result<Self> {
        let connection = Connection::open("")?;
        connection.execute_batch(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16384;
             CREATE TABLE facts (id INTEGER PRIMARY KEY, number TEXT, body BLOB NOT NULL);
             CREATE TABLE ties (doc INTEGER, other INTEGER, kind TEXT NOT NULL);
             CREATE TABLE given (id INTEGER PRIMARY KEY);
             BEGIN",
        )?;
        connection.set_prepared_statement_cache_capacity(16);
        Ok(Self(connection))
    }

    /// Lays every row of a file down.
    fn lay(
        &self,
        file: &Path,
        row: impl Fn(&Self, Row) -> rusqlite::Result<()>,
    ) -> Result<(), Fault> {
        for next in rows(file, ROWS)? {
            row(self, next?).map_err(scratch_fault)?;
        }
        Ok(())
    }

    fn fact(&self, row: Row) -> rusqlite::Result<()> {
        let columns = row.into_columns();
        let id = columns.iter().find(|(name, _)| name == "id").and_then(|(_, field)| id_of(field));
        let facts = column::facts(columns, id);
        let number = facts.iter().find(|(key, _)| key == "so").map(|(_, value)| value.clone());
        let sql = "INSERT OR REPLACE INTO facts (id, number, body) VALUES (?1, ?2, ?3)";
        self.0.prepare_cached(sql)?.execute(params![id, number, stored::plain(&facts)])?;
        Ok(())
    }

    fn tie(&self, row: Row) -> rusqlite::Result<()> {
        let (mut doc, mut other, mut kind) = (None, None, String::new());
        for (name, field) in row.into_columns() {
            match (name.as_str(), field) {
                ("doc_id", field) => doc = id_of(&field),
                ("other_doc_id", field) => other = id_of(&field),
                ("relationship", field) => {
                    kind = column::words(&field).ok().flatten().unwrap_or_default().to_owned();
                }
                _ => {}
            }
        }
        let sql = "INSERT INTO ties (doc, other, kind) VALUES (?1, ?2, ?3)";
        self.0.prepare_cached(sql)?.execute(params![doc, other, kind])?;
        Ok(())
    }

    fn settle(&self) -> rusqlite::Result<()> {
        self.0.execute_batch("CREATE INDEX ties_doc ON ties(doc)")
    }

    /// Gives the documents with text; false when no more are wanted.
    fn texts(&self, file: &Path, give: &mut dyn FnMut(Entry) -> bool) -> Result<bool, Fault> {
        for (place, row) in rows(file, TEXTS)?.enumerate() {
            let row = row?;
            let of = |name: &str| row.get_column_iter().find(|(column, _)| *column == name);
            let id = of("id").and_then(|(_, field)| id_of(field));
            let text = of("content_html").map_or(Ok(None), |(_, field)| column::words(field));
            let (facts, first) = self.facts_of(id).map_err(scratch_fault)?;
            let name = match (id, first) {
                (Some(id), true) => id.to_string(),
                (Some(id), false) => format!("{id}~{}", place + 1),
                (None, _) => format!("~{}", place + 1),
            };
            let record = match text {
                Ok(text) => {
                    let text = text.filter(|text| !text.trim().is_empty());
                    Ok(record::with_html(&facts, text).into_bytes())
                }
                Err(column::NotText) => Err(NOT_TEXT.to_owned()),
            };
            if !give((name, record)) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// What is known of a document, and whether this is the first time that it is asked for.
    fn facts_of(&self, id: Option<i64>) -> rusqlite::Result<(Facts, bool)> {
        let sql = "SELECT body FROM facts WHERE id = ?1";
        let body: Option<Vec<u8>> =
            self.0.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?;
        let held: Option<Facts> = body.and_then(|body| stored::from_plain(&body));
        let mut facts = held.unwrap_or_else(|| column::facts(Vec::new(), id));
        self.add_ties(id, &mut facts)?;
        let sql = "INSERT OR IGNORE INTO given (id) VALUES (?1)";
        let first = match id {
            Some(id) => self.0.prepare_cached(sql)?.execute([id])? == 1,
            None => true,
        };
        Ok((facts, first))
    }

    fn add_ties(&self, id: Option<i64>, facts: &mut Facts) -> rusqlite::Result<()> {
        let sql = "SELECT ties.kind, ties.other, facts.number FROM ties
                   LEFT JOIN facts ON facts.id = ties.other WHERE ties.doc = ?1 ORDER BY ties.rowid";
        let mut query = self.0.prepare_cached(sql)?;
        let mut rows = query.query([id])?;
        while let Some(row) = rows.next()? {
            let (kind, other): (String, Option<i64>) = (row.get(0)?, row.get(1)?);
            facts.push(column::tie(&kind, other, row.get::<_, Option<String>>(2)?.as_deref()));
        }
        Ok(())
    }

    /// Gives the documents of which only facts are known.
    fn without_text(&self, give: &mut dyn FnMut(Entry) -> bool) -> rusqlite::Result<()> {
        let sql = "SELECT id FROM facts WHERE id NOT IN (SELECT id FROM given) AND id > ?1
                   ORDER BY id LIMIT 1";
        let mut last = i64::MIN;
        loop {
            let next: Option<i64> =
                self.0.prepare_cached(sql)?.query_row([last], |row| row.get(0)).optional()?;
            let Some(id) = next else { return Ok(()) };
            let (facts, _) = self.facts_of(Some(id))?;
            if !give((id.to_string(), Ok(record::with_html(&facts, None).into_bytes()))) {
                return Ok(());
            }
            last = id;
        }
    }

    /// How many ties start from documents that the set does not hold.
    fn loose_ties(&self) -> rusqlite::Result<usize> {
        let sql =
            "SELECT count(*) FROM ties WHERE doc IS NULL OR doc NOT IN (SELECT id FROM given)";
        self.0
            .query_row(sql, [], |row| row.get::<_, i64>(0))
            .map(|it| usize::try_from(it).unwrap_or(0))
    }
}

/// An id, as a number or as its digits: the files of one set write it in both ways.
fn id_of(field: &Field) -> Option<i64> {
    match field {
        Field::Long(id) => Some(*id),
        Field::Int(id) => Some(i64::from(*id)),
        other => column::words(other).ok()??.trim().parse().ok(),
    }
}
