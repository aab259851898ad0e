//! Files of many documents: data sets in Parquet, and JSON Lines. Each document is met as a file of its own, so that it
//! is read, noted and remembered like any other, and only what changed is read again.

use std::path::{Path, PathBuf};

use crate::corpus::dataset::DataSet;
use crate::corpus::lines;
use crate::corpus::walk::{Walker, What, hash_of, shown, too_large};
use crate::law::NoteKind;
use crate::read::SIZE_LIMIT;
use crate::text::system;

/// The ending of the files of a data set; they can only be told by it and by what is in them.
const PARQUET: &str = "parquet";

/// Whether a file is one of a data set.
pub(in crate::corpus) fn is_parquet(path: &Path) -> bool {
    path.extension().is_some_and(|it| it.eq_ignore_ascii_case(PARQUET))
}

impl Walker<'_> {
    /// Meets every document of a data set; `path` is its folder, or its only file.
    pub(super) fn data_set(&mut self, path: &Path, files: Vec<PathBuf>) {
        let name = shown(path);
        let set = DataSet::of(files);
        let hash = match set.hash() {
            Ok(hash) if (self.is_known)(&name, &hash) => {
                return self.meet(name, None, What::SameArchive);
            }
            Ok(hash) => hash,
            Err(error) => return self.broken(name, &system::in_words(&error)),
        };
        let read = set.each(&mut |(document, record)| {
            let unreadable = |why| What::Unreadable(NoteKind::FileUnreadable(why));
            let what = record.map_or_else(unreadable, What::Record);
            self.meet(format!("{name}/{document}"), Some(name.clone()), what);
            self.wanted
        });
        match read {
            Ok(told) => self.meet(name, None, What::WholeArchive(hash, told)),
            Err(why) => self.broken(name, &why),
        }
    }

    /// Meets every line of a file of records.
    pub(super) fn records(&mut self, path: &Path) {
        let name = shown(path);
        let hash = match hash_of(path) {
            Ok(hash) if (self.is_known)(&name, &hash) => {
                return self.meet(name, None, What::SameArchive);
            }
            Ok(hash) => hash,
            Err(error) => return self.broken(name, &system::in_words(&error)),
        };
        let read = lines::each(path, &mut |(number, bytes)| {
            let what =
                bytes.map_or(What::Unreadable(too_large(SIZE_LIMIT as u64 + 1)), What::Record);
            self.meet(format!("{name}:{number}"), Some(name.clone()), what);
            self.wanted
        });
        match read {
            Ok(()) => self.meet(name, None, What::WholeArchive(hash, Vec::new())),
            Err(error) => self.broken(name, &system::in_words(&error)),
        }
    }

    /// Tells that a file of many documents could not be read to its end.
    pub(super) fn broken(&mut self, name: String, why: &str) {
        let why = format!("tệp hỏng hoặc không đọc được hết: {why}");
        self.meet(name, None, What::Unreadable(NoteKind::FileUnreadable(why)));
    }
}
