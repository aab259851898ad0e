//! The corpus as higher floors see it: one complete generation, read-only.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rusqlite::{Connection, OptionalExtension, Row};

use crate::corpus::Error;
use crate::corpus::cache::Cache;
use crate::corpus::generation::{self, current_generation};
use crate::corpus::loom::Units;
use crate::corpus::schema::{self, FORMAT, LIBRARY};
use crate::corpus::shelf::Shelf;
use crate::corpus::stored::{self, Card, Head};
use crate::corpus::strands::says_repealed;
use crate::law::{
    Address, Document, DocumentRef, Edition, Found, Holding, Kind, Library, Listing, Portion,
};
use crate::text::slug;
use crate::timeline::Timeline;

/// Connections kept for the next question.
const SPARE: usize = 16;

/// Kho văn bản: a complete generation of the index. Never changes; a newer one is opened beside it.
#[derive(Debug)]
pub struct Corpus {
    generation: u64,
    folder: PathBuf,
    finished: bool,
    spare: Mutex<Vec<Connection>>,
    cache: Mutex<Cache>,
    pub(super) timelines: Mutex<Vec<(String, Arc<Timeline>)>>,
    pub(super) titles: OnceLock<Shelf>,
    _held: Option<File>,
}

/// A document that is new or other than at an earlier stamp.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its piece of a URL.
    pub slug: String,
    /// Grows with every change in the corpus.
    pub stamp: u64,
}

impl Corpus {
    /// Opens the generation in use.
    ///
    /// # Errors
    /// [`Error::NoIndex`] before the first build, [`Error::OldFormat`] for an index of another version.
    pub fn open(index: &Path) -> Result<Self, Error> {
        let missing = || Error::NoIndex { path: index.to_owned() };
        let mut generation = current_generation(index)?.ok_or_else(missing)?;
        let mut held = generation::hold(&generation::folder(index, generation));
        // A build may have switched, and cleared away, between reading the pointer and holding the folder.
        if held.is_none() {
            generation = current_generation(index)?.ok_or_else(missing)?;
            held = generation::hold(&generation::folder(index, generation));
        }
        let folder = generation::folder(index, generation);
        if !folder.join(LIBRARY).exists() {
            return Err(missing());
        }
        Self::at(generation, folder, true, held)
    }

    /// Opens the library of the build at work.
    pub(super) fn unfinished(generation: u64, folder: PathBuf) -> Result<Self, Error> {
        Self::at(generation, folder, false, None)
    }

    fn at(
        generation: u64,
        folder: PathBuf,
        finished: bool,
        held: Option<File>,
    ) -> Result<Self, Error> {
        let corpus = Self {
            generation,
            folder,
            finished,
            spare: Mutex::default(),
            cache: Mutex::default(),
            timelines: Mutex::default(),
            titles: OnceLock::new(),
            _held: held,
        };
        let found = corpus.ask(|connection| Ok(schema::format_of(connection)))?;
        if found != FORMAT {
            let (path, expected) = (corpus.path(), FORMAT.to_owned());
            return Err(Error::OldFormat { path, found, expected });
        }
        Ok(corpus)
    }

    /// The number of this generation.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// The generation's own folder; the search index lies in `search` under it.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The document under `slug`; none when there is none by that exact name.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn document(&self, slug: &str) -> Result<Option<Arc<Document>>, Error> {
        if let Some(document) = self.cache.lock().unwrap_or_else(PoisonError::into_inner).get(slug)
        {
            return Ok(Some(document));
        }
        let Some(document) = self.load(slug)? else { return Ok(None) };
        let document = Arc::new(document);
        // A tree takes about as much as its text again; units and spans about a hundred bytes each.
        let bytes = 2 * document.transcript.text.len()
            + 96 * (document.provisions.len() + document.transcript.blocks.len());
        self.cache.lock().unwrap_or_else(PoisonError::into_inner).put(slug, &document, bytes);
        Ok(Some(document))
    }

    /// The document under `slug`, past the cache: for those who read the whole corpus once.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn load(&self, slug: &str) -> Result<Option<Document>, Error> {
        let found = self.ask(|connection| {
            let mut query = connection.prepare_cached(
                "SELECT texts.body, coalesce(documents.head, texts.head) FROM documents
                 JOIN texts ON texts.id = documents.text WHERE documents.slug = ?1",
            )?;
            query
                .query_row([slug], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, Vec<u8>>(1)?)))
                .optional()
        })?;
        let Some((body, head)) = found else { return Ok(None) };
        let damaged = || Error::Damaged { path: self.path(), what: slug.to_owned() };
        let mut document: Document = stored::from_packed(&body).ok_or_else(damaged)?;
        stored::from_packed::<Head>(&head).ok_or_else(damaged)?.overlay(&mut document);
        Ok(Some(document))
    }

    /// The document under `slug` as lists show it.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn listing(&self, slug: &str) -> Result<Option<Listing>, Error> {
        let query = format!("SELECT {LISTED} FROM documents WHERE slug = ?1");
        let found = self.listings(&query, &[&slug])?;
        Ok(found.into_iter().next())
    }

    /// Where an anchor of the official codification leads.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn codified(&self, anchor: &str) -> Result<Option<Address>, Error> {
        let found = self.ask(|connection| {
            let mut query = connection.prepare_cached(
                "SELECT documents.number, documents.qualifier, anchors.portion FROM anchors
                 JOIN texts ON texts.id = anchors.text JOIN documents ON documents.slug = texts.slug
                 WHERE anchors.anchor = ?1 ORDER BY texts.source DESC LIMIT 1",
            )?;
            let columns = |row: &Row<'_>| {
                let document = DocumentRef { number: row.get(0)?, qualifier: row.get(1)? };
                Ok((document, row.get::<_, String>(2)?))
            };
            query.query_row([anchor], columns).optional()
        })?;
        let Some((document, portion)) = found else { return Ok(None) };
        let portion = portion
            .parse()
            .map_err(|_| Error::Damaged { path: self.path(), what: anchor.to_owned() })?;
        Ok(Some(Address { document, portion }))
    }

    /// The documents that are new or changed after `stamp`, in the order of their stamps.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn changes_after(&self, stamp: u64) -> Result<Vec<Change>, Error> {
        self.changes("SELECT slug, stamp FROM documents WHERE stamp > ?1 ORDER BY stamp", stamp)
    }

    /// The slugs that lead nowhere any more, and since which stamp.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn removed_after(&self, stamp: u64) -> Result<Vec<Change>, Error> {
        self.changes("SELECT slug, stamp FROM removed WHERE stamp > ?1 ORDER BY stamp", stamp)
    }

    /// The highest stamp given so far.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn stamp(&self) -> Result<u64, Error> {
        let text = self.ask(|connection| schema::meta(connection, "stamp"))?;
        Ok(text.and_then(|it| it.parse().ok()).unwrap_or(0))
    }

    /// The documents that `reference` may mean. See [`Library::find`], which cannot tell of a broken store.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn look_up(&self, reference: &DocumentRef) -> Result<Found, Error> {
        let mut listings = self.named(reference)?;
        Ok(match listings.len() {
            0 => Found::Nothing,
            1 => Found::One(listings.remove(0)),
            _ => Found::Several(listings),
        })
    }

    fn named(&self, reference: &DocumentRef) -> Result<Vec<Listing>, Error> {
        if let Some(qualifier) = &reference.qualifier {
            if let Some(listing) = self.listing(&reference.slug())? {
                return Ok(vec![listing]);
            }
            // Alone with its number a document needs no qualifier, but a true one does no harm.
            let mut listings = self.numbered(&reference.number)?;
            listings.retain(|listing| is_told_apart_by(listing, qualifier));
            return Ok(listings);
        }
        self.numbered(&reference.number)
    }

    /// The documents with this number, or else whose number starts with it: `629/2019` is enough.
    fn numbered(&self, number: &str) -> Result<Vec<Listing>, Error> {
        let base = slug(number);
        let query =
            format!("SELECT {LISTED} FROM documents WHERE base = ?1 ORDER BY issued DESC, slug");
        let exact = self.listings(&query, &[&base])?;
        let counted = base.split('-').filter(|part| part.parse::<u32>().is_ok()).count();
        if !exact.is_empty() || counted < 2 {
            return Ok(exact);
        }
        let query = format!(
            "SELECT {LISTED} FROM documents WHERE base > ?1 AND base < ?2 ORDER BY issued DESC, slug LIMIT 200"
        );
        self.listings(&query, &[&format!("{base}-"), &format!("{base}.")])
    }

    /// The documents whose number starts with this serial, of one kind when it is given: `nq 629`.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn with_serial(&self, serial: &str, kind: Option<Kind>) -> Result<Vec<Listing>, Error> {
        let base = slug(serial);
        let query = format!(
            "SELECT {LISTED} FROM documents WHERE base > ?1 AND base < ?2 ORDER BY issued DESC, slug LIMIT 200"
        );
        let mut found = self.listings(&query, &[&format!("{base}-"), &format!("{base}.")])?;
        found.retain(|listing| kind.is_none_or(|kind| listing.kind == kind));
        Ok(found)
    }

    fn changes(&self, query: &str, stamp: u64) -> Result<Vec<Change>, Error> {
        self.ask(|connection| {
            let mut query = connection.prepare_cached(query)?;
            let rows = query.query_map([as_signed(stamp)], |row| {
                Ok(Change { slug: row.get(0)?, stamp: row.get::<_, i64>(1)?.unsigned_abs() })
            })?;
            rows.collect()
        })
    }

    /// The listings that a query for [`LISTED`] gives.
    pub(super) fn listings(
        &self,
        query: &str,
        values: &[&dyn rusqlite::ToSql],
    ) -> Result<Vec<Listing>, Error> {
        let rows: Vec<(Vec<u8>, DocumentRef)> = self.ask(|connection| {
            let mut query = connection.prepare_cached(query)?;
            let columns = |row: &Row<'_>| {
                Ok((row.get(0)?, DocumentRef { number: row.get(1)?, qualifier: row.get(2)? }))
            };
            query.query_map(values, columns)?.collect()
        })?;
        let listed = rows.into_iter().map(|(card, reference)| {
            let card: Option<Card> = stored::from_plain(&card);
            let damaged = || Error::Damaged { path: self.path(), what: reference.slug() };
            Ok(card.ok_or_else(damaged)?.listing(reference.clone()))
        });
        listed.collect()
    }

    /// Lends a connection.
    pub(super) fn ask<T>(
        &self,
        question: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, Error> {
        let path = self.path();
        let spare = self.spare.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match spare {
            Some(connection) => connection,
            None if self.finished => schema::open_finished(&path)?,
            None => schema::open_beside(&path)?,
        };
        let answer = question(&connection).map_err(schema::store(&path));
        let mut spare = self.spare.lock().unwrap_or_else(PoisonError::into_inner);
        if spare.len() < SPARE {
            spare.push(connection);
        }
        answer
    }

    /// The library's file.
    pub(super) fn path(&self) -> PathBuf {
        self.folder.join(LIBRARY)
    }
}

/// The columns that [`Corpus::listings`] reads.
pub(super) const LISTED: &str = "card, number, qualifier";

/// A number as `SQLite` holds it.
pub(super) fn as_signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Whether `qualifier` is a true word about the document: its authority, kind or date.
fn is_told_apart_by(listing: &Listing, qualifier: &str) -> bool {
    let issuer =
        listing.authorities.iter().any(|it| it.qualifier() == qualifier || it.id == qualifier);
    let date = listing.issued.is_some_and(|date| date.to_string() == qualifier);
    issuer || date || listing.kind.slug() == qualifier
}

impl Library for Corpus {
    fn find(&self, reference: &DocumentRef) -> Found {
        self.look_up(reference).unwrap_or_else(|error| {
            tracing::error!(%reference, %error, "library lookup failed");
            Found::Nothing
        })
    }

    fn titled(&self, kind: Kind, words: &str) -> Vec<Edition> {
        self.titles().titled(kind, words)
    }

    fn holding(&self, reference: &DocumentRef, portion: &Portion) -> Holding {
        let Ok(Some(document)) = self.document(&reference.slug()) else { return Holding::Unknown };
        let found = document.find(portion).and_then(|id| document.provision(id));
        if portion.steps.is_empty() || found.is_some_and(|it| !says_repealed(&document, it)) {
            return Holding::Present;
        }
        Units::of(&document).holding(portion)
    }
}
