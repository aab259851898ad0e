//! From stored copies to documents: for every number that something changed about, the choice is made again and written.
//!
//! A document gets a new stamp only when a reader would see a difference, so the search index does again only what must be.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, Result, Row, params};

use crate::amend::title_key;
use crate::corpus::choose::{Chosen, Copy, choose};
use crate::corpus::incoming;
use crate::corpus::library::as_signed;
use crate::corpus::parse::Filed;
use crate::corpus::schema::{meta, set_meta};
use crate::corpus::store::{self, Owner};
use crate::corpus::stored::{self, Head};
use crate::law::{DocumentRef, Note};
use crate::text::{Span, fold};
use crate::timeline;

/// What settling changed.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Settled {
    /// Documents new or other than before.
    pub(super) changed: usize,
    /// Names that lead nowhere any more.
    pub(super) removed: usize,
}

/// Chooses again between all copies with the number `base`, inside the caller's transaction.
pub(super) fn settle(connection: &Connection, base: &str, settled: &mut Settled) -> Result<()> {
    let mut documents = choose(copies(connection, base)?);
    for document in &mut documents {
        incoming::apply(connection, base, &mut document.head)?;
    }
    connection.prepare_cached("DELETE FROM notes WHERE base = ?1")?.execute([base])?;
    let mut gone: BTreeSet<String> = slugs(connection, base)?.into_iter().collect();
    for document in &documents {
        gone.remove(&document.reference.slug());
        settled.changed += usize::from(write(connection, base, document)?);
    }
    for slug in gone {
        connection.prepare_cached("DELETE FROM documents WHERE slug = ?1")?.execute([&slug])?;
        let stamp = next_stamp(connection)?;
        let sql = "INSERT OR REPLACE INTO removed (slug, stamp) VALUES (?1, ?2)";
        connection.prepare_cached(sql)?.execute(params![slug, as_signed(stamp)])?;
        settled.removed += 1;
    }
    connection.prepare_cached("DELETE FROM stale_bases WHERE base = ?1")?.execute([base])?;
    Ok(())
}

fn slugs(connection: &Connection, base: &str) -> Result<Vec<String>> {
    let mut query = connection.prepare_cached("SELECT slug FROM documents WHERE base = ?1")?;
    query.query_map([base], |row| row.get(0))?.collect()
}

/// The copies with that number. A damaged row is left out: the store as a whole is checked before it is built upon.
fn copies(connection: &Connection, base: &str) -> Result<Vec<Copy>> {
    let sql = "SELECT texts.id, origin, sources.place, texts.path, line, head, hash FROM texts
               JOIN sources ON sources.id = texts.source WHERE base = ?1 ORDER BY texts.id";
    let copy = |row: &Row<'_>| {
        let head: Option<Head> = stored::from_packed(&row.get::<_, Vec<u8>>(5)?);
        let Some(head) = head else { return Ok(None) };
        Ok(Some(Copy {
            id: row.get(0)?,
            origin: store::origin(row.get(1)?),
            source: usize::try_from(row.get::<_, i64>(2)?).unwrap_or(0),
            path: row.get(3)?,
            line: row.get(4)?,
            head,
            hash: row.get(6)?,
        }))
    };
    let mut query = connection.prepare_cached(sql)?;
    let rows = query.query_map([base], copy)?;
    rows.filter_map(Result::transpose).collect()
}

/// Writes a document; tells whether it is new or other than before.
fn write(connection: &Connection, base: &str, document: &Chosen) -> Result<bool> {
    let Some(used) = document.copies.first() else { return Ok(false) };
    let slug = document.reference.slug();
    for copy in &document.copies {
        let sql = "UPDATE texts SET slug = ?2 WHERE id = ?1";
        connection.prepare_cached(sql)?.execute(params![copy.id, slug])?;
    }
    for (at, kind) in &document.notes {
        let Some(copy) = document.copies.get(*at) else { continue };
        let note = Note::new(Span::default(), kind.clone());
        let filed = Filed { path: None, line: copy.line, note };
        let owner = Owner::Choice { base, slug: &slug };
        store::insert_note(connection, &owner, &copy.path, &filed)?;
    }
    let head = stored::plain(&document.head);
    let print = print(used, &head, &document.reference);
    let sql = "SELECT print, stamp FROM documents WHERE slug = ?1";
    let before: Option<(Vec<u8>, i64)> = connection
        .prepare_cached(sql)?
        .query_row([&slug], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    if let Some((before, _)) = &before
        && *before == print
    {
        let sql = "UPDATE documents SET text = ?2 WHERE slug = ?1";
        connection.prepare_cached(sql)?.execute(params![slug, used.id])?;
        return Ok(false);
    }
    let stamp = next_stamp(connection)?;
    let head = (document.head != used.head).then(|| stored::pack(&head));
    let row = Written { slug: &slug, base, text: used.id, head, print, stamp };
    insert(connection, &row, document)?;
    connection.prepare_cached("DELETE FROM removed WHERE slug = ?1")?.execute([&slug])?;
    Ok(true)
}

/// Tells two states of a document apart.
fn print(used: &Copy, head: &[u8], reference: &DocumentRef) -> Vec<u8> {
    let name = reference.to_string();
    stored::hash(&[&used.hash, head, name.as_bytes()].concat()).to_vec()
}

/// What a row of `documents` has beside what the document says.
struct Written<'a> {
    slug: &'a str,
    base: &'a str,
    text: i64,
    head: Option<Vec<u8>>,
    print: Vec<u8>,
    stamp: u64,
}

fn insert(connection: &Connection, row: &Written<'_>, document: &Chosen) -> Result<()> {
    let (head, reference) = (&document.head, &document.reference);
    let date = |date: Option<jiff::civil::Date>| date.map(|it| it.to_string());
    let sql = "INSERT OR REPLACE INTO documents (slug, base, name, number, qualifier, text, card, kind, year,
               issued, effective, ended, catalogue_only, illustrative, codified, length, articles,
               provisions, words, print, stamp, head)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
               ?19, ?20, ?21, ?22)";
    connection.prepare_cached("DELETE FROM issuers WHERE slug = ?1")?.execute([row.slug])?;
    connection.prepare_cached(sql)?.execute(params![
        row.slug,
        row.base,
        format!("ten:{}", title_key(&head.title)),
        reference.number,
        reference.qualifier,
        row.text,
        stored::plain(&head.card()),
        head.kind.slug(),
        year(head),
        date(head.identity.issued),
        date(timeline::begins(&head.facts).and_then(|it| it.day)),
        date(timeline::ends(&head.facts).and_then(|it| it.day)),
        head.facts.catalogue_only,
        head.facts.illustrative,
        head.facts.codified,
        as_signed(head.length),
        head.articles,
        head.provisions,
        words(head, reference),
        row.print,
        as_signed(row.stamp),
        row.head
    ])?;
    for authority in &head.identity.authorities {
        let sql = "INSERT INTO issuers (slug, authority, name) VALUES (?1, ?2, ?3)";
        connection.prepare_cached(sql)?.execute(params![row.slug, authority.id, authority.name])?;
    }
    Ok(())
}

/// Năm ban hành: of the date, else of the number.
fn year(head: &Head) -> Option<i16> {
    let numbered = || head.identity.number.as_ref()?.year().and_then(|it| i16::try_from(it).ok());
    head.identity.issued.map(|date| date.year()).or_else(numbered)
}

/// What a list is searched by.
fn words(head: &Head, reference: &DocumentRef) -> String {
    let issuers: Vec<String> = head.identity.authorities.iter().map(ToString::to_string).collect();
    fold(&format!("{} {} {} {}", reference.number, head.kind.name(), head.title, issuers.join(" ")))
}

fn next_stamp(connection: &Connection) -> Result<u64> {
    let last = meta(connection, "stamp")?.and_then(|it| it.parse().ok()).unwrap_or(0u64);
    set_meta(connection, "stamp", &(last + 1).to_string())?;
    Ok(last + 1)
}
