//! Lời văn qua thời gian: a document of the corpus with everything in the corpus that changes it.
//!
//! Which text amends which, and how, is filed at the build. A timeline is put together when it is asked for, which takes
//! some milliseconds for the longest law, and is then kept.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};

use jiff::civil::Date;
use rusqlite::{Connection, Result, params};

use crate::amend::{Instruction, title_key};
use crate::corpus::Error;
use crate::corpus::library::Corpus;
use crate::corpus::stored;
use crate::law::{Document, DocumentRef, Found, LinkKind, Listing};
use crate::text::slug;
use crate::timeline::{self, Amender, Proof, Timeline};

/// Timelines kept for the next question; the longest takes some megabytes.
const KEPT: usize = 24;

/// Instructions as they are filed: under the slug of a number, or `ten:` and a name.
pub(super) type Orders = BTreeMap<String, Vec<Instruction>>;

/// The instructions of a text, by what they aim at.
pub(super) fn orders(instructions: Vec<Instruction>) -> Orders {
    let mut orders = Orders::new();
    for instruction in instructions {
        let target = match (&instruction.target.number, &instruction.target.title) {
            _ if instruction.target.own => continue,
            (Some(number), _) => slug(number),
            (None, Some(title)) => format!("ten:{}", title_key(title)),
            (None, None) => continue,
        };
        orders.entry(target).or_default().push(instruction);
    }
    orders
}

/// The texts that `document` consolidates, as they are filed.
pub(super) fn consolidated(document: &Document) -> Orders {
    let links = document.facts.links.iter().filter(|it| it.kind == LinkKind::Consolidates);
    links.map(|it| (format!("hop-nhat:{}", slug(&it.there)), Vec::new())).collect()
}

/// Files which texts a text amends or consolidates, with its instructions.
pub(super) fn insert(connection: &Connection, text: i64, orders: &Orders) -> Result<()> {
    for (target, instructions) in orders {
        let sql = "INSERT OR IGNORE INTO amendments (text, target, body) VALUES (?1, ?2, ?3)";
        let body = stored::pack(&stored::plain(instructions));
        connection.prepare_cached(sql)?.execute(params![text, target, body])?;
    }
    Ok(())
}

impl Corpus {
    /// The documents that give instructions to amend `document`, with those instructions, in the order of issue.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn amenders(&self, document: &Document) -> std::result::Result<Vec<Amender>, Error> {
        let (number, name) = targets(document);
        let days = self.namesakes(document, &name)?;
        let rows: Vec<(String, String, Option<String>, Vec<u8>)> = self.ask(|connection| {
            let sql = "SELECT documents.slug, amendments.target, documents.issued, amendments.body FROM amendments
                       JOIN documents ON documents.text = amendments.text
                       WHERE amendments.target IN (?1, ?2)
                       ORDER BY documents.issued, documents.slug";
            let mut query = connection.prepare_cached(sql)?;
            let told = if days.is_some() { &name } else { &number };
            query
                .query_map([&number, told], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?
                .collect()
        })?;
        // By name the last text of that name is meant that there was.
        let means = |target: &str, issued: Option<&str>| {
            let issued: Option<Date> = issued.and_then(|it| it.parse().ok());
            let later = |it: &Date| {
                Some(*it) > document.identity.issued && issued.is_none_or(|day| *it <= day)
            };
            target == number || !days.iter().flatten().any(later)
        };
        let rows =
            rows.into_iter().filter(|(_, target, issued, _)| means(target, issued.as_deref()));
        let rows = rows.map(|(slug, _, _, body)| (slug, body));
        let mut found: BTreeMap<String, Vec<Instruction>> = BTreeMap::new();
        for (slug, body) in rows {
            let damaged = || Error::Damaged { path: self.path(), what: slug.clone() };
            let held: Vec<Instruction> = stored::from_packed(&body).ok_or_else(damaged)?;
            found.entry(slug).or_default().extend(held);
        }
        let mut amenders = Vec::new();
        for (slug, mut instructions) in found {
            let amender = self.document(&slug)?.filter(|it| may_amend(it, document));
            // Some of them name the text by number, some by name: the order is that of the amending text.
            instructions.sort_by_key(|it| it.sentence);
            amenders.extend(amender.map(|it| (it, instructions)));
        }
        amenders.sort_by_key(|(it, _)| it.identity.issued);
        Ok(amenders)
    }

    /// Whether instructions of any document may be aimed at `document`.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn is_amended(&self, document: &Document) -> std::result::Result<bool, Error> {
        let (number, name) = targets(document);
        self.ask(|connection| {
            let sql = "SELECT EXISTS (SELECT 1 FROM amendments WHERE target IN (?1, ?2))";
            connection.prepare_cached(sql)?.query_row([&number, &name], |row| row.get(0))
        })
    }

    /// The days of issue of the other documents of its kind that bear the name of `document`; none when one of them is of the same day,
    /// so that the name tells nobody which is meant.
    fn namesakes(
        &self,
        document: &Document,
        name: &str,
    ) -> std::result::Result<Option<Vec<Date>>, Error> {
        let own = document.reference().slug();
        let others: Vec<Option<String>> = self.ask(|connection| {
            let sql = "SELECT DISTINCT issued FROM documents
                       WHERE name = ?1 AND slug <> ?2 AND kind = ?3 AND NOT catalogue_only";
            let mut query = connection.prepare_cached(sql)?;
            let kind = document.kind.slug();
            query.query_map([name, own.as_str(), kind.as_str()], |row| row.get(0))?.collect()
        })?;
        let days = others.into_iter().flatten().filter_map(|it| it.parse().ok());
        let days: Vec<Date> = days.collect();
        let told = document.identity.issued.is_none_or(|issued| !days.contains(&issued));
        Ok(told.then_some(days))
    }

    /// The texts that `document` guides and that have ended by `day`, each with what proves its end: whether the guidance
    /// still fits is to be looked at (Luật 64/2025/QH15, Điều 57 khoản 2).
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn ended_parents(
        &self,
        document: &Document,
        day: Date,
    ) -> std::result::Result<Vec<(Listing, Proof)>, Error> {
        let mut found = Vec::new();
        for (number, told) in timeline::parents(document) {
            let Found::One(listing) = self.look_up(&DocumentRef::new(number))? else { continue };
            if !(told || timeline::guides_by_name(document, &listing.title)) {
                continue;
            }
            let Some(parent) = self.document(&listing.reference.slug())? else { continue };
            let end = timeline::ends(&parent.facts);
            let ended = end.filter(|it| it.day.is_some_and(|ended| ended <= day));
            found.extend(ended.map(|proof| (listing, proof)));
        }
        Ok(found)
    }

    /// The published consolidations of `document`.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn consolidations(
        &self,
        document: &Document,
    ) -> std::result::Result<Vec<Arc<Document>>, Error> {
        let Some(number) = document.identity.number.as_ref() else { return Ok(Vec::new()) };
        let slugs: Vec<String> = self.ask(|connection| {
            let sql = "SELECT DISTINCT documents.slug FROM amendments
                       JOIN documents ON documents.text = amendments.text
                       WHERE amendments.target = 'hop-nhat:' || ?1 ORDER BY documents.slug";
            let mut query = connection.prepare_cached(sql)?;
            query.query_map([number.slug()], |row| row.get(0))?.collect()
        })?;
        let documents = slugs.iter().map(|slug| self.document(slug));
        let found: std::result::Result<Vec<_>, Error> = documents.collect();
        // The amending texts are named too; a consolidation is one of the text whose articles it has.
        Ok(found?.into_iter().flatten().collect())
    }

    /// Whether the document under `slug` gives instructions to amend others.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn amends(&self, slug: &str) -> std::result::Result<bool, Error> {
        self.ask(|connection| {
            let sql = "SELECT EXISTS (SELECT 1 FROM amendments JOIN documents ON documents.text = amendments.text
                       WHERE documents.slug = ?1 AND amendments.target NOT LIKE 'hop-nhat:%')";
            connection.prepare_cached(sql)?.query_row([slug], |row| row.get(0))
        })
    }

    /// The slugs of the documents that the one under `slug` gives instructions to amend, as far as the corpus holds them.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn amended_by(&self, slug: &str) -> std::result::Result<Vec<String>, Error> {
        self.ask(|connection| {
            let sql = "SELECT DISTINCT aimed.slug FROM amendments
                       JOIN documents AS own ON own.text = amendments.text
                       JOIN documents AS aimed ON aimed.base = amendments.target OR aimed.name = amendments.target
                       WHERE own.slug = ?1 AND aimed.slug <> ?1 ORDER BY aimed.slug";
            let mut query = connection.prepare_cached(sql)?;
            query.query_map([slug], |row| row.get(0))?.collect()
        })
    }

    /// The document under `slug` through time; none when there is none by that name.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn timeline(&self, slug: &str) -> std::result::Result<Option<Arc<Timeline>>, Error> {
        let held = self.timelines.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, timeline)) = held.iter().find(|(held, _)| held == slug) {
            return Ok(Some(Arc::clone(timeline)));
        }
        drop(held);
        let Some(base) = self.document(slug)? else { return Ok(None) };
        let (amenders, official) = (self.amenders(&base)?, self.consolidations(&base)?);
        let timeline = Arc::new(Timeline::of(base, amenders, official));
        let mut held = self.timelines.lock().unwrap_or_else(PoisonError::into_inner);
        if held.len() >= KEPT {
            held.remove(0);
        }
        held.push((slug.to_owned(), Arc::clone(&timeline)));
        Ok(Some(timeline))
    }
}

/// How instructions that aim at a document are filed: by its number and by its name.
fn targets(document: &Document) -> (String, String) {
    let number = document.identity.number.as_ref().map(|it| it.slug()).unwrap_or_default();
    (number, format!("ten:{}", title_key(&document.title)))
}

/// Whether one text may amend another at all: later, as real as it, and while it is in force. A name alone fits every
/// text that bore it: instructions on Luật Đường sắt of 2013 are for the law of 2005, not for that of 2017.
fn may_amend(amender: &Document, base: &Document) -> bool {
    let illustrative = amender.facts.illustrative == base.facts.illustrative;
    let later = match (amender.identity.issued, base.identity.issued) {
        (Some(amends), Some(based)) => amends >= based,
        _ => true,
    };
    let ended = timeline::ends(&base.facts).and_then(|it| it.day);
    let alive = match (amender.identity.issued, ended) {
        (Some(amends), Some(ended)) => amends < ended,
        _ => true,
    };
    let itself = amender.identity == base.identity;
    illustrative && later && alive && !itself
}
