//! What becomes of something met in a source: it is as before, it is read, or it cannot be.
//!
//! What cannot be read now leaves in place what was read of it before. A law that vanished because a disk was away, or a
//! download was cut short, would be missed by nobody; an error beside it is seen.

use std::collections::HashMap;

use crate::corpus::parse::{self, Given, Nothing};
use crate::corpus::store::{Gave, Known, Seen};
use crate::corpus::stored;
use crate::corpus::walk::{self, Met, What};
use crate::law::NoteKind;
use crate::read::Converter;

/// What became of something met.
pub(super) enum Outcome {
    /// As before.
    Same(String),
    /// An archive as before.
    SameArchive(String),
    /// Read now.
    Read { seen: Seen, given: Given, bytes: u64 },
    /// Not to be had now; what it gave before stays.
    Unread { path: String, why: NoteKind },
    /// An archive was read to its end.
    WholeArchive { path: String, source: i64, hash: [u8; 32], told: Vec<String> },
    /// An archive was not read to its end.
    BrokenArchive { path: String, source: i64, why: NoteKind },
}

impl Outcome {
    /// What it became of.
    pub(super) fn path(&self) -> &str {
        match self {
            Self::Same(path) | Self::SameArchive(path) | Self::Unread { path, .. } => path,
            Self::Read { seen, .. } => &seen.path,
            Self::WholeArchive { path, .. } | Self::BrokenArchive { path, .. } => path,
        }
    }
}

/// Reads what was met, unless it is as before.
pub(super) fn outcome(
    met: Met,
    source: i64,
    known: &HashMap<String, Known>,
    converter: &dyn Converter,
) -> Outcome {
    let Met { path, kind, archive, meta, what, .. } = met;
    let before = known.get(&path).filter(|it| it.source == source);
    let seen = |hash: &[u8]| Seen {
        path: path.clone(),
        source,
        archive: archive.clone(),
        hash: hash.to_vec(),
    };
    let nothing = |nothing, why| {
        let given = Given::nothing(nothing, why);
        Outcome::Read { seen: seen(&[]), given, bytes: 0 }
    };
    let gave = before.is_some_and(|it| it.gave == Gave::Something);
    let (bytes, one_of_many) = match what {
        What::Disk(place) => match walk::bytes_of(&place) {
            Ok(bytes) => (bytes, false),
            Err(why) if gave => return Outcome::Unread { path, why },
            Err(why) => return nothing(Nothing::Failed, why),
        },
        What::Bytes(bytes) => (bytes, false),
        What::Record(bytes) => (bytes, true),
        What::PassedOver(why) => return nothing(Nothing::Skipped, why),
        // A file whose folder may be listed but not entered.
        What::Unreadable(why) if archive.is_none() && gave => return Outcome::Unread { path, why },
        What::Unreadable(why) if archive.is_none() => {
            return Outcome::BrokenArchive { path, source, why };
        }
        What::Unreadable(why) => return nothing(Nothing::Failed, why),
        What::SameArchive => return Outcome::SameArchive(path),
        What::WholeArchive(hash, told) => {
            return Outcome::WholeArchive { path, source, hash, told };
        }
    };
    // What cannot be read beside a text is as if it were not there; the text itself must not suffer.
    let meta = meta.and_then(|place| walk::bytes_of(&place).ok());
    let hash = stored::hash_with(&bytes, meta.as_deref());
    if before.is_some_and(|it| it.hash == hash) {
        return Outcome::Same(path);
    }
    let given = match one_of_many {
        true => parse::of_many(kind, &bytes, converter),
        false => parse::file(&path, kind, &bytes, meta.as_deref(), converter),
    };
    // What failed for want of a program is tried again: the next build may find it.
    let hash = if given.nothing == Some(Nothing::Wanting) { &[][..] } else { &hash };
    Outcome::Read { seen: seen(hash), given, bytes: bytes.len() as u64 }
}
