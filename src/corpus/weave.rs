//! Dệt: from what each text cites to where it leads, and back: who cites whom.
//!
//! Citations are read once, with their text; where they lead is found anew at the end of every build that changed
//! something, for a document that came today answers citations of yesterday. The whole edition of the codification takes
//! about a second, so nothing is patched: everything is woven again, and only rows that differ are written.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::Date;
use rayon::prelude::*;
use rusqlite::{Connection, OptionalExtension, Result, Row, params};

use crate::cite::{self, Citing, DocumentName, Outcome, Whose};
use crate::corpus::library::as_signed;
use crate::corpus::loom::{Loom, Units};
use crate::corpus::reference::{Destination, Figures, Incoming, Mentioned, Outgoing, Reference};
use crate::corpus::schema::set_meta;
use crate::corpus::shelf::Shelf;
use crate::corpus::stored::{self, Card};
use crate::corpus::strands::{Strand, Strands, portion_of};
use crate::law::{Address, DocumentRef, Edition, Holding, Library, Portion};

/// Provisions kept in the list of the most cited.
const MOST: usize = 500;

/// A document as weaving needs it.
struct Thread {
    slug: String,
    citing: Citing,
    codified: bool,
    strands: Strands,
}

/// Weaves everything again, inside the caller's transaction.
pub(super) fn weave(connection: &Connection) -> Result<()> {
    let (threads, shelf) = threads(connection)?;
    let held = threads.iter().map(|it| {
        let held = Units {
            codified: it.codified,
            all: it.strands.units.iter().cloned().collect(),
            repealed: it.strands.repealed().cloned().collect(),
        };
        (it.slug.clone(), held)
    });
    let loom = Loom { held: held.collect(), shelf };
    let woven: Vec<Outgoing> =
        threads.par_iter().map(|it| outgoing(&it.citing, &it.strands, &loom)).collect();
    let mut figures = Figures::default();
    for (thread, outgoing) in threads.iter().zip(&woven) {
        count(outgoing, &mut figures);
        let dangling =
            outgoing.references.iter().filter(|it| matches!(it.to, Destination::Missing(..)));
        let dangling = dangling.count();
        write_outgoing(connection, &thread.slug, outgoing, dangling)?;
    }
    write_incoming(connection, &threads, &woven)?;
    forget(connection)?;
    let text = serde_json::to_string(&figures).unwrap_or_default();
    set_meta(connection, "references", &text)
}

/// Every document with what it cites, and the names of all.
fn threads(connection: &Connection) -> Result<(Vec<Thread>, Shelf)> {
    let sql = "SELECT documents.slug, documents.number, documents.qualifier, documents.card, documents.effective,
               documents.ended, documents.codified, documents.catalogue_only, texts.cited FROM documents
               JOIN texts ON texts.id = documents.text ORDER BY documents.slug";
    let date = |row: &Row<'_>, at: usize| -> Result<Option<Date>> {
        Ok(row.get::<_, Option<String>>(at)?.and_then(|it| it.parse().ok()))
    };
    let mut query = connection.prepare(sql)?;
    let rows = query.query_map([], |row| {
        let reference = DocumentRef { number: row.get(1)?, qualifier: row.get(2)? };
        let card: Option<Card> = stored::from_plain(&row.get::<_, Vec<u8>>(3)?);
        let edition = card.map(|card| (card.listing(reference), date(row, 4), date(row, 5)));
        Ok((row.get::<_, String>(0)?, edition, row.get::<_, bool>(6)?, row.get::<_, Vec<u8>>(8)?))
    })?;
    let mut shelf = Shelf::default();
    let mut packed = Vec::new();
    for row in rows {
        let (slug, edition, codified, body) = row?;
        let Some((listing, effective, ended)) = edition else { continue };
        let (effective, ended) = (effective?, ended?);
        let citing =
            Citing { reference: listing.reference.clone(), issued: listing.issued, effective };
        shelf.put_edition(Edition { listing, effective, ended });
        packed.push((slug, citing, codified, body));
    }
    let threads = packed.into_par_iter().map(|(slug, citing, codified, body)| {
        let strands = stored::from_packed(&body).unwrap_or_default();
        Thread { slug, citing, codified, strands }
    });
    Ok((threads.collect(), shelf))
}

/// Where everything that a document cites leads.
pub(super) fn outgoing(citing: &Citing, strands: &Strands, loom: &dyn Library) -> Outgoing {
    let mut named: HashMap<&DocumentName, std::result::Result<DocumentRef, Box<Outcome>>> =
        HashMap::new();
    let mut references = Vec::with_capacity(strands.cited.len());
    let mut unverified = 0;
    for strand in &strands.cited {
        let document = match &strand.citation.document {
            Whose::Own => Ok(citing.reference.clone()),
            Whose::Other(name) => named
                .entry(name)
                .or_insert_with(|| cite::document_named(name, citing, loom))
                .clone(),
        };
        let (reference, sure) = reference(strands, strand, document, loom);
        unverified += u32::from(!sure);
        references.push(reference);
    }
    otherwise(citing, strands, loom, &mut references);
    references.sort_by_key(|it| it.span);
    let title = strands.title.iter().map(|(kind, name, span)| {
        let to = match cite::document_named(name, citing, loom) {
            Ok(document) => Destination::Held(Address { document, portion: Portion::default() }),
            Err(outcome) => unresolved(*outcome, Portion::default()),
        };
        (*kind, to, *span)
    });
    Outgoing { title: title.collect(), vague: strands.vague, unverified, references }
}

/// Gives citations that lead to no provision their other reading, where that leads somewhere; and with one all that lean on the
/// same words, for the members of a list are of one document.
fn otherwise(citing: &Citing, strands: &Strands, loom: &dyn Library, references: &mut [Reference]) {
    let read = |strand: &Strand| {
        let citation = strand.citation.understood_otherwise()?;
        let document = match &citation.document {
            Whose::Own => Ok(citing.reference.clone()),
            Whose::Other(name) => cite::document_named(name, citing, loom),
        };
        let other = Strand { citation, ..strand.clone() };
        let (reference, _) = reference(strands, &other, document, loom);
        let leads = !matches!(reference.to, Destination::Missing(..) | Destination::Vague);
        leads.then_some(reference)
    };
    let missing = |it: &&Strand, reference: &Reference| {
        it.citation.otherwise.is_some() && matches!(reference.to, Destination::Missing(..))
    };
    let pairs = strands.cited.iter().zip(references.iter());
    let shown: HashSet<u32> = pairs
        .filter(|(strand, reference)| missing(strand, reference) && read(strand).is_some())
        .filter_map(|(strand, _)| strand.citation.otherwise.as_ref().map(|it| it.leans_on))
        .collect();
    for (strand, reference) in strands.cited.iter().zip(references) {
        let leans = strand.citation.otherwise.as_ref().map(|it| it.leans_on);
        if leans.is_some_and(|it| shown.contains(&it))
            && let Some(other) = read(strand)
        {
            *reference = other;
        }
    }
}

/// Where one citation leads, and whether what it leads to is known to be there.
fn reference(
    strands: &Strands,
    strand: &Strand,
    document: std::result::Result<DocumentRef, Box<Outcome>>,
    loom: &dyn Library,
) -> (Reference, bool) {
    let citation = &strand.citation;
    let portion = cite::portion(citation);
    let mut sure = true;
    let to = match document {
        Ok(document) if portion.is_whole() => Destination::Held(Address { document, portion }),
        Ok(document) => {
            // New text for another document may cite what the same instruction adds.
            let adds = citation.quoted || strand.kind != crate::relate::RelationKind::Cites;
            match loom.holding(&document, &portion) {
                Holding::Present => Destination::Held(Address { document, portion }),
                Holding::Elsewhere(portion) => Destination::Held(Address { document, portion }),
                Holding::Repealed { .. } => Destination::Repealed(Address { document, portion }),
                Holding::Missing { nearest } if !adds => {
                    Destination::Missing(Address { document, portion }, nearest)
                }
                Holding::Missing { .. } | Holding::Unknown => {
                    sure = false;
                    Destination::Held(Address { document, portion })
                }
            }
        }
        Err(outcome) => unresolved(*outcome, portion),
    };
    let reference = Reference {
        span: citation.span,
        from: portion_of(strands.place(strand.from)),
        kind: strand.kind,
        quoted: citation.quoted,
        to,
        until: citation.until.clone(),
        sentence: strand.sentence.clone(),
    };
    (reference, sure)
}

fn unresolved(outcome: Outcome, portion: Portion) -> Destination {
    match outcome {
        Outcome::Ambiguous(listings) => {
            Destination::Choice(listings.into_iter().map(|it| it.reference).collect(), portion)
        }
        Outcome::NotInCorpus(name) => Destination::Absent(name, portion),
        _ => Destination::Vague,
    }
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
    dangling: usize,
) -> Result<()> {
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

fn write_incoming(connection: &Connection, threads: &[Thread], woven: &[Outgoing]) -> Result<()> {
    let mut by_target: BTreeMap<String, Vec<(usize, Mentioned)>> = BTreeMap::new();
    let mut times: HashMap<String, usize> = HashMap::new();
    for (at, outgoing) in woven.iter().enumerate() {
        let titles = outgoing.title.iter().filter_map(|(kind, to, span)| {
            Some((to.address()?, Portion::default(), *kind, *span, None, String::new()))
        });
        let cited = outgoing.references.iter().filter_map(|it| {
            let (until, sentence) = (it.until.clone(), it.sentence.clone());
            Some((it.to.address()?, it.from.clone(), it.kind, it.span, until, sentence))
        });
        for (address, from, kind, span, until, sentence) in titles.chain(cited) {
            if !address.portion.steps.is_empty() {
                *times.entry(address.to_string()).or_default() += 1;
            }
            let mention =
                Mentioned { to: address.portion.clone(), until, by: 0, from, kind, span, sentence };
            by_target.entry(address.document.slug()).or_default().push((at, mention));
        }
    }
    connection.execute("DELETE FROM incoming", [])?;
    let rows: Vec<(String, usize, Vec<u8>)> = by_target
        .into_par_iter()
        .map(|(slug, mentions)| {
            let incoming = gathered(mentions, threads);
            (slug, incoming.mentions.len(), stored::pack(&stored::plain(&incoming)))
        })
        .collect();
    for (slug, count, body) in rows {
        let sql = "INSERT INTO incoming (slug, times, body) VALUES (?1, ?2, ?3)";
        connection.prepare_cached(sql)?.execute(params![slug, as_signed(count as u64), body])?;
    }
    let mut most: Vec<(String, usize)> = times.into_iter().collect();
    most.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    connection.execute("DELETE FROM most_cited", [])?;
    for (address, count) in most.into_iter().take(MOST) {
        let sql = "INSERT INTO most_cited (address, times) VALUES (?1, ?2)";
        connection.prepare_cached(sql)?.execute(params![address, as_signed(count as u64)])?;
    }
    Ok(())
}

/// The mentions of one document, with each citing document named once.
fn gathered(mentions: Vec<(usize, Mentioned)>, threads: &[Thread]) -> Incoming {
    let mut incoming = Incoming::default();
    let mut places: HashMap<usize, u32> = HashMap::new();
    for (at, mut mention) in mentions {
        let Some(thread) = threads.get(at) else { continue };
        mention.by = *places.entry(at).or_insert_with(|| {
            incoming.sources.push(thread.citing.reference.clone());
            u32::try_from(incoming.sources.len() - 1).unwrap_or(u32::MAX)
        });
        incoming.mentions.push(mention);
    }
    incoming.mentions.sort();
    incoming
}

/// Drops what documents that are gone cited.
fn forget(connection: &Connection) -> Result<()> {
    connection
        .execute("DELETE FROM outgoing WHERE slug NOT IN (SELECT slug FROM documents)", [])?;
    Ok(())
}
