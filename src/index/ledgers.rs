//! The ledgers beside the segments of an index: made after a commit, opened with it.
//!
//! A segment's file is named by the segment and written whole under another name first, so a file that is there is
//! complete; generations share these files by links, so none is ever written again.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use tantivy::directory::MmapDirectory;
use tantivy::schema::{Field, Value};
use tantivy::{Directory, Searcher, SegmentReader, TantivyDocument};

use crate::index::ledger::{Ledger, LedgerWriter, Told};
use crate::index::{Error, Fields, number_of};

/// How ledger files end.
const ENDING: &str = "so";

/// Makes the ledgers that segments of `searcher` lack, and clears away those of segments that are gone; whether there
/// was anything to do.
pub(super) fn complete(folder: &Path, searcher: &Searcher, fields: &Fields) -> Result<bool, Error> {
    let segments = searcher.segment_readers();
    let wanted: BTreeSet<PathBuf> = segments.iter().map(|it| path_of(folder, it)).collect();
    let lacking: Vec<&SegmentReader> =
        segments.iter().filter(|it| !path_of(folder, it).exists()).collect();
    lacking.par_iter().try_for_each(|segment| {
        let path = path_of(folder, segment);
        let bytes = ledger_of(folder, segment, fields)?;
        let next = path.with_extension("so-next");
        let io = |source| Error::Folder { path: folder.to_owned(), source };
        std::fs::write(&next, bytes).map_err(io)?;
        std::fs::rename(&next, &path).map_err(io)
    })?;
    let mut changed = !lacking.is_empty();
    let entries = std::fs::read_dir(folder)
        .map_err(|source| Error::Folder { path: folder.to_owned(), source })?;
    for path in entries.flatten().map(|entry| entry.path()) {
        let ours = path.extension().is_some_and(|it| it == ENDING || it == "so-next");
        if !ours || wanted.contains(&path) {
            continue;
        }
        changed = true;
        if let Err(error) = std::fs::remove_file(&path) {
            tracing::warn!(path = %path.display(), %error, "stale ledger left in place");
        }
    }
    Ok(changed)
}

/// Opens the ledgers of all segments, in their order.
pub(super) fn open(folder: &Path, searcher: &Searcher) -> Result<Vec<Ledger>, Error> {
    each(folder, searcher.segment_readers()).collect()
}

/// Opens the ledgers one by one: who looks at one after another need not have all of them mapped.
pub(super) fn each<'a>(
    folder: &'a Path,
    segments: &'a [SegmentReader],
) -> impl Iterator<Item = Result<Ledger, Error>> + 'a {
    segments.iter().map(move |segment| {
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
        if ledger.entries() == segment.max_doc() { Ok(ledger) } else { Err(missing()) }
    })
}

fn path_of(folder: &Path, segment: &SegmentReader) -> PathBuf {
    folder.join(segment.segment_id().uuid_string()).with_extension(ENDING)
}

/// The ledger of a segment, from what the segment stores. Removed entries are in it too: searching passes over them.
fn ledger_of(folder: &Path, segment: &SegmentReader, fields: &Fields) -> Result<Vec<u8>, Error> {
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
    Ok(writer.finish())
}
