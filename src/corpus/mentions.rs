//! Who cites whom: mentions come in by the citing text and go out by the cited one.
//!
//! A corpus of 200,000 texts has some five million mentions, each with its sentence: too many to be turned round in memory.
//! They wait in a nameless file beside the library, packed by batch and cited text; what is held is where each pack lies.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

use rayon::prelude::*;
use rusqlite::{Connection, params};

use crate::corpus::library::as_signed;
use crate::corpus::reference::{Incoming, Mentioned, Outgoing};
use crate::corpus::{Error, schema, stored};
use crate::law::{DocumentRef, Portion};

/// Provisions kept in the list of the most cited.
const MOST: usize = 500;

/// Cited texts that are put together at once.
const AT_ONCE: usize = 256;

/// Mentions on their way.
pub(super) struct Mentions {
    file: File,
    /// Bytes written.
    end: u64,
    /// The packs of each cited text, by its slug: where, and how long.
    packs: BTreeMap<String, Vec<(u64, usize)>>,
}

/// A mention and the place of the citing text among all.
type Placed = (u32, Mentioned);

impl Mentions {
    /// An empty store in `folder`.
    ///
    /// # Errors
    /// When no file can be made there.
    pub(super) fn beside(folder: &Path) -> Result<Self, Error> {
        let file = tempfile::tempfile_in(folder).map_err(Error::file("ghi", folder))?;
        Ok(Self { file, end: 0, packs: BTreeMap::new() })
    }

    /// Takes in what texts cite; the first stands at `first` among all.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(super) fn add(
        &mut self,
        first: usize,
        woven: &[Outgoing],
        folder: &Path,
    ) -> Result<(), Error> {
        let mut by_target: BTreeMap<String, Vec<Placed>> = BTreeMap::new();
        for (at, outgoing) in (first..).zip(woven) {
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            for (target, mention) in mentioned(outgoing) {
                by_target.entry(target).or_default().push((at, mention));
            }
        }
        let packed = by_target
            .into_par_iter()
            .map(|(target, mentions)| (target, stored::pack(&stored::plain(&mentions))));
        for (target, bytes) in packed.collect::<Vec<_>>() {
            self.file.write_all(&bytes).map_err(Error::file("ghi", folder))?;
            self.packs.entry(target).or_default().push((self.end, bytes.len()));
            self.end += bytes.len() as u64;
        }
        Ok(())
    }

    /// Writes down who cites each text, and what is cited most. `sources` are all texts in their places, with their slugs.
    ///
    /// # Errors
    /// When file or store refuse.
    pub(super) fn write(
        mut self,
        connection: &Connection,
        sources: &[(String, DocumentRef)],
        library: &Path,
    ) -> Result<(), Error> {
        let store = || schema::store(library);
        connection.execute("DELETE FROM incoming", []).map_err(store())?;
        let names: HashMap<&str, &DocumentRef> =
            sources.iter().map(|(slug, reference)| (slug.as_str(), reference)).collect();
        let mut most = Most::default();
        let packs: Vec<(String, Vec<(u64, usize)>)> =
            std::mem::take(&mut self.packs).into_iter().collect();
        for batch in packs.chunks(AT_ONCE) {
            let mut read = Vec::with_capacity(batch.len());
            for (target, places) in batch {
                let bytes = places.iter().map(|place| self.read(*place));
                let bytes: std::io::Result<Vec<Vec<u8>>> = bytes.collect();
                read.push((target, bytes.map_err(Error::file("đọc", library))?));
            }
            let rows: Vec<_> = read
                .into_par_iter()
                .map(|(target, packs)| {
                    let incoming = gathered(&packs, sources);
                    let counts = counts(&incoming);
                    let body = stored::pack(&stored::plain(&incoming));
                    (target, incoming.mentions.len(), counts, body)
                })
                .collect();
            for (target, times, counts, body) in rows {
                let sql = "INSERT INTO incoming (slug, times, body) VALUES (?1, ?2, ?3)";
                let mut insert = connection.prepare_cached(sql).map_err(store())?;
                insert.execute(params![target, as_signed(times as u64), body]).map_err(store())?;
                let name = names.get(target.as_str()).map(ToString::to_string);
                most.add(&name.unwrap_or_else(|| target.clone()), counts);
            }
        }
        most.write(connection).map_err(store())
    }

    fn read(&mut self, (at, length): (u64, usize)) -> std::io::Result<Vec<u8>> {
        let mut bytes = vec![0; length];
        self.file.seek(SeekFrom::Start(at))?;
        self.file.read_exact(&mut bytes)?;
        Ok(bytes)
    }
}

/// What a text cites, by the slugs of the cited texts.
fn mentioned(outgoing: &Outgoing) -> impl Iterator<Item = (String, Mentioned)> + '_ {
    let titles = outgoing.title.iter().filter_map(|(kind, to, span)| {
        let address = to.address()?;
        let mention = Mentioned {
            to: address.portion.clone(),
            until: None,
            by: 0,
            from: Portion::default(),
            kind: *kind,
            span: *span,
            sentence: String::new(),
        };
        Some((address.document.slug(), mention))
    });
    let cited = outgoing.references.iter().filter_map(|it| {
        let address = it.to.address()?;
        let mention = Mentioned {
            to: address.portion.clone(),
            until: it.until.clone(),
            by: 0,
            from: it.from.clone(),
            kind: it.kind,
            span: it.span,
            sentence: it.sentence.clone(),
        };
        Some((address.document.slug(), mention))
    });
    titles.chain(cited)
}

/// The mentions of one document, with each citing document named once.
fn gathered(packs: &[Vec<u8>], sources: &[(String, DocumentRef)]) -> Incoming {
    let mut incoming = Incoming::default();
    let mut places: HashMap<u32, u32> = HashMap::new();
    let mentions = packs.iter().filter_map(|it| stored::from_packed::<Vec<Placed>>(it)).flatten();
    for (at, mut mention) in mentions {
        let Some((_, source)) = sources.get(at as usize) else { continue };
        mention.by = *places.entry(at).or_insert_with(|| {
            incoming.sources.push(source.clone());
            u32::try_from(incoming.sources.len() - 1).unwrap_or(u32::MAX)
        });
        incoming.mentions.push(mention);
    }
    incoming.mentions.sort();
    incoming
}

/// How often each provision is cited by itself.
fn counts(incoming: &Incoming) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for mention in incoming.mentions.iter().filter(|it| !it.to.steps.is_empty()) {
        *counts.entry(mention.to.to_string()).or_default() += 1;
    }
    counts
}

/// The provisions cited most.
#[derive(Default)]
struct Most(Vec<(String, usize)>);

impl Most {
    fn add(&mut self, document: &str, counts: BTreeMap<String, usize>) {
        let named = |(portion, count)| (format!("{document}#{portion}"), count);
        self.0.extend(counts.into_iter().map(named));
        if self.0.len() > 20 * MOST {
            self.keep();
        }
    }

    fn keep(&mut self) {
        self.0.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        self.0.truncate(MOST);
    }

    fn write(mut self, connection: &Connection) -> rusqlite::Result<()> {
        self.keep();
        connection.execute("DELETE FROM most_cited", [])?;
        for (address, count) in self.0 {
            let sql = "INSERT INTO most_cited (address, times) VALUES (?1, ?2)";
            connection.prepare_cached(sql)?.execute(params![address, as_signed(count as u64)])?;
        }
        Ok(())
    }
}
