//! Dệt: from what each text cites to where it leads, and back: who cites whom.
//!
//! Citations are read once, with their text; where they lead is found anew at the end of every build that changed
//! something, for a document that came today answers citations of yesterday. The whole edition of the codification takes
//! about two seconds, so nothing is patched: everything is woven again, and only rows that differ are written.
//!
//! The names of all texts are held in memory; what they cite and the units they have come batch by batch.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::Date;
use rayon::prelude::*;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::cite::Citing;
use crate::corpus::Error;
use crate::corpus::library::as_signed;
use crate::corpus::loom::Loom;
use crate::corpus::mentions::Mentions;
use crate::corpus::outgoing::{Named, Text, outgoing};
use crate::corpus::reference::{Destination, Figures, Outgoing};
use crate::corpus::schema::{self, set_meta};
use crate::corpus::shelf::Shelf;
use crate::corpus::stored::{self, Card};
use crate::corpus::strands::{Strands, UnitNames};
use crate::law::{DocumentRef, Edition};

/// Texts that are woven at once: enough for every thread, and little to hold.
const AT_ONCE: usize = 512;

/// A document as weaving needs it.
struct Thread {
    slug: String,
    text: i64,
    citing: Citing,
}

/// Weaves everything again, inside the caller's transaction. `library` is the file that `connection` writes.
///
/// # Errors
/// When the store or the file of mentions refuse.
pub(super) fn weave(connection: &Connection, library: &Path) -> Result<(), Error> {
    let store = || schema::store(library);
    let folder = library.parent().unwrap_or(library);
    let (threads, shelf) = threads(connection).map_err(store())?;
    let mut loom = Loom::of(shelf);
    let mut mentions = Mentions::beside(folder)?;
    let mut figures = Figures::default();
    for (first, batch) in (0..).step_by(AT_ONCE).zip(threads.chunks(AT_ONCE)) {
        let woven = weave_batch(connection, batch, &mut loom).map_err(store())?;
        for (thread, outgoing) in batch.iter().zip(&woven) {
            count(outgoing, &mut figures);
            write_outgoing(connection, &thread.slug, outgoing).map_err(store())?;
        }
        mentions.add(first, &woven, folder)?;
    }
    let sources: Vec<(String, DocumentRef)> =
        threads.into_iter().map(|it| (it.slug, it.citing.reference)).collect();
    drop(loom);
    mentions.write(connection, &sources, library)?;
    forget(connection).map_err(store())?;
    let text = serde_json::to_string(&figures).unwrap_or_default();
    set_meta(connection, "references", &text).map_err(store())
}

/// Where everything that the texts of a batch cite leads.
fn weave_batch(
    connection: &Connection,
    batch: &[Thread],
    loom: &mut Loom,
) -> rusqlite::Result<Vec<Outgoing>> {
    let mut packed = Vec::with_capacity(batch.len());
    for thread in batch {
        let sql = "SELECT cited, units FROM texts WHERE id = ?1";
        let row: (Vec<u8>, Vec<u8>) = connection
            .prepare_cached(sql)?
            .query_row([thread.text], |row| Ok((row.get(0)?, row.get(1)?)))?;
        packed.push(row);
    }
    let read: Vec<(Strands, UnitNames, Named)> = batch
        .par_iter()
        .zip(packed)
        .map(|(thread, (cited, units))| {
            let strands: Strands = stored::from_packed(&cited).unwrap_or_default();
            let units: UnitNames = stored::from_packed(&units).unwrap_or_default();
            let named = Named::of(&thread.citing, &strands, &loom.shelf);
            (strands, units, named)
        })
        .collect();
    let mut wanted: BTreeSet<String> = read.iter().flat_map(|(_, _, it)| it.slugs()).collect();
    wanted.extend(batch.iter().map(|it| it.citing.reference.slug()));
    loom.hold(connection, &wanted)?;
    let loom = &*loom;
    let woven = batch.par_iter().zip(&read).map(|(thread, (strands, units, named))| {
        outgoing(Text { citing: &thread.citing, strands, units, named }, loom)
    });
    Ok(woven.collect())
}

/// Every document, and the names of all.
fn threads(connection: &Connection) -> rusqlite::Result<(Vec<Thread>, Shelf)> {
    let sql =
        "SELECT slug, number, qualifier, card, effective, ended, text FROM documents ORDER BY slug";
    let date = |row: &Row<'_>, at: usize| -> rusqlite::Result<Option<Date>> {
        Ok(row.get::<_, Option<String>>(at)?.and_then(|it| it.parse().ok()))
    };
    let mut query = connection.prepare(sql)?;
    let rows = query.query_map([], |row| {
        let reference = DocumentRef { number: row.get(1)?, qualifier: row.get(2)? };
        let card: Option<Card> = stored::from_plain(&row.get::<_, Vec<u8>>(3)?);
        let days = (date(row, 4)?, date(row, 5)?);
        let listing = card.map(|card| card.listing(reference));
        Ok((row.get::<_, String>(0)?, listing, days, row.get::<_, i64>(6)?))
    })?;
    let mut shelf = Shelf::default();
    let mut threads = Vec::new();
    for row in rows {
        let (slug, listing, (effective, ended), text) = row?;
        let Some(listing) = listing else { continue };
        let citing =
            Citing { reference: listing.reference.clone(), issued: listing.issued, effective };
        shelf.put_edition(Edition { listing, effective, ended });
        threads.push(Thread { slug, text, citing });
    }
    Ok((threads, shelf))
}

fn count(outgoing: &Outgoing, figures: &mut Figures) {
    figures.too_vague += outgoing.vague as usize;
    figures.unverified += outgoing.unverified as usize;
    for reference in &outgoing.references {
        figures.found += 1;
        match reference.to {
            Destination::Held(_) => figures.resolved += 1,
            Destination::Repealed(_) => figures.repealed += 1,
            Destination::Choice(..) => figures.ambiguous += 1,
            Destination::Absent(..) => figures.not_in_corpus += 1,
            Destination::Missing(..) => figures.no_such_provision += 1,
            Destination::Vague => figures.too_vague += 1,
        }
    }
}

fn write_outgoing(
    connection: &Connection,
    slug: &str,
    outgoing: &Outgoing,
) -> rusqlite::Result<()> {
    let missing = |to: &Destination| matches!(to, Destination::Missing(..));
    let dangling = outgoing.references.iter().filter(|it| missing(&it.to)).count();
    let body = stored::pack(&stored::plain(outgoing));
    let sql = "SELECT body FROM outgoing WHERE slug = ?1";
    let before: Option<Vec<u8>> =
        connection.prepare_cached(sql)?.query_row([slug], |row| row.get(0)).optional()?;
    if before.as_ref() == Some(&body) {
        return Ok(());
    }
    let sql = "INSERT OR REPLACE INTO outgoing (slug, dangling, body) VALUES (?1, ?2, ?3)";
    connection.prepare_cached(sql)?.execute(params![slug, as_signed(dangling as u64), body])?;
    Ok(())
}

/// Drops what documents that are gone cited.
fn forget(connection: &Connection) -> rusqlite::Result<()> {
    connection
        .execute("DELETE FROM outgoing WHERE slug NOT IN (SELECT slug FROM documents)", [])?;
    Ok(())
}
