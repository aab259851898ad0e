//! The ledgers beside the segments of an index: made after a commit, opened with it.
//!
//! A segment's file is named by the segment and written whole under another name first, so a file that is there is
//! complete; generations share these files by links, so none is ever written again.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use tantivy::directory::MmapDirectory;
use tantivy::index::SegmentId;
use tantivy::schema::{Field, Value};
use tantivy::{Directory, Searcher, Segment, SegmentReader, TantivyDocument};

use crate::index::ledger::{Ledger, LedgerWriter, Told};
use crate::index::{Error, Fields, number_of};

/// How ledger files end.
const ENDING: &str = "so";

/// Entries whose ledgers are made at the same time: making one takes some 4 kB an entry, and that must not grow with the
/// corpus or the machine. A segment of more is made alone.
const AT_ONCE: u32 = 100_000;

/// Makes the ledgers that segments of `index` lack, and clears away those of segments that are gone; whether there was
/// anything to do.
pub(super) fn complete(
    folder: &Path,
    index: &tantivy::Index,
    fields: &Fields,
) -> Result<bool, Error> {
    let segments = index.searchable_segments().map_err(Error::engine(folder))?;
    let wanted: BTreeSet<PathBuf> = segments.iter().map(|it| path_of(folder, it.id())).collect();
    let lacking: Vec<&Segment> =
        segments.iter().filter(|it| !path_of(folder, it.id()).exists()).collect();
    for some in batches(&lacking) {
        some.par_iter().try_for_each(|segment| make(folder, segment, fields))?;
    }
    let cleared = clear(folder, &wanted)?;
    Ok(cleared || !lacking.is_empty())
}

/// Segments in runs of at most [`AT_ONCE`] entries.
fn batches<'a>(segments: &'a [&'a Segment]) -> impl Iterator<Item = &'a [&'a Segment]> {
    let mut sum = 0;
    segments.chunk_by(move |before, next| {
        sum += before.meta().max_doc();
        let fits = sum + next.meta().max_doc() <= AT_ONCE;
        sum = if fits { sum } else { 0 };
        fits
    })
}

/// Makes the ledger of a segment, which is opened for that alone: what was mapped of it is let go again.
fn make(folder: &Path, segment: &Segment, fields: &Fields) -> Result<(), Error> {
    let path = path_of(folder, segment.id());
    let next = path.with_extension("so-next");
    let io = |source| Error::Folder { path: folder.to_owned(), source };
    let reader = SegmentReader::open(segment).map_err(Error::engine(folder))?;
    let ledger = ledger_of(folder, &reader, fields)?;
    drop(reader);
    let mut file = BufWriter::new(File::create(&next).map_err(io)?);
    ledger.finish(&mut file).and_then(|()| file.flush()).map_err(io)?;
    std::fs::rename(&next, &path).map_err(io)
}

/// Removes the ledgers in `folder` that are not `wanted`; whether there were any.
fn clear(folder: &Path, wanted: &BTreeSet<PathBuf>) -> Result<bool, Error> {
    let mut cleared = false;
    let entries = std::fs::read_dir(folder)
        .map_err(|source| Error::Folder { path: folder.to_owned(), source })?;
    for path in entries.flatten().map(|entry| entry.path()) {
        let ours = path.extension().is_some_and(|it| it == ENDING || it == "so-next");
        if !ours || wanted.contains(&path) {
            continue;
        }
        cleared = true;
        if let Err(error) = std::fs::remove_file(&path) {
            tracing::warn!(path = %path.display(), %error, "stale ledger left in place");
        }
    }
    Ok(cleared)
}

/// Opens the ledgers of all segments, in their order.
pub(super) fn open(folder: &Path, searcher: &Searcher) -> Result<Vec<Ledger>, Error> {
    let segments = searcher.segment_readers().iter();
    segments.map(|it| open_one(folder, it.segment_id(), it.max_doc())).collect()
}

/// Opens the ledgers one by one: who looks at one after another need not have all of them mapped.
pub(super) fn each<'a>(
    folder: &'a Path,
    index: &tantivy::Index,
) -> Result<impl Iterator<Item = Result<Ledger, Error>> + use<'a>, Error> {
    let segments = index.searchable_segments().map_err(Error::engine(folder))?;
    Ok(segments.into_iter().map(|it| open_one(folder, it.id(), it.meta().max_doc())))
}

fn open_one(folder: &Path, segment: SegmentId, entries: u32) -> Result<Ledger, Error> {
    let engine = Error::engine(folder);
    let directory = MmapDirectory::open(folder).map_err(|error| engine(error.into()))?;
    let path = path_of(folder, segment);
    let missing = || Error::OldFormat { path: folder.to_owned(), found: "?".to_owned() };
    let file = directory.open_read(Path::new(path.file_name().ok_or_else(missing)?));
    let bytes = file
        .map_err(|_| missing())?
        .read_bytes()
        .map_err(|source| Error::Folder { path: path.clone(), source })?;
    let ledger = Ledger::open(bytes).ok_or_else(missing)?;
    if ledger.entries() == entries { Ok(ledger) } else { Err(missing()) }
}

fn path_of(folder: &Path, segment: SegmentId) -> PathBuf {
    folder.join(segment.uuid_string()).with_extension(ENDING)
}

/// The ledger of a segment, from what the segment stores. Removed entries are in it too: searching passes over them.
fn ledger_of(
    folder: &Path,
    segment: &SegmentReader,
    fields: &Fields,
) -> Result<LedgerWriter, Error> {
    let engine = Error::engine(folder);
    let store = segment
        .get_store_reader(2)
        .map_err(|source| Error::Folder { path: folder.to_owned(), source })?;
    let mut writer = LedgerWriter::default();
    for number in 0..segment.max_doc() {
        let entry: TantivyDocument = store.get(number).map_err(&engine)?;
        let word = |field: Field| {
            entry.get_first(field).and_then(|value| value.as_str()).unwrap_or_default()
        };
        let order = entry.get_first(fields.order).and_then(|it| it.as_u64()).unwrap_or(0);
        let told = Told {
            title: word(fields.title),
            heading: word(fields.heading),
            body: word(fields.body),
            document: number_of(word(fields.document)),
            order: u32::try_from(order).unwrap_or(u32::MAX),
        };
        if !writer.add(told) {
            return Err(Error::TooLarge { path: folder.to_owned() });
        }
    }
    Ok(writer)
}
