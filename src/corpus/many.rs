//! A file of many documents, met one by one outside of a build.

use std::io;
use std::path::{Path, PathBuf};

use crate::corpus::dataset::DataSet;
use crate::corpus::{lines, walk};
use crate::read::SIZE_LIMIT;
use crate::text::system;

/// A file that holds many documents.
#[derive(Debug)]
pub enum Many {
    /// JSON Lines.
    Records(PathBuf),
    /// Parquet.
    DataSet(PathBuf),
}

impl Many {
    /// The file at `path`, when it is one of many documents.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn at(path: &Path) -> io::Result<Option<Self>> {
        if walk::is_parquet(path) {
            return Ok(Some(Self::DataSet(path.to_owned())));
        }
        Ok(lines::is_records(path)?.then(|| Self::Records(path.to_owned())))
    }

    /// Gives every document: its place in the file, and its record in JSON or why there is none.
    ///
    /// # Errors
    /// Why the file, or the rest of it, cannot be read.
    pub fn each(
        &self,
        give: &mut dyn FnMut(String, Result<Vec<u8>, String>),
    ) -> Result<(), String> {
        match self {
            Self::Records(path) => lines::each(path, &mut |(number, bytes)| {
                let too_long = || format!("dòng dài quá {} MB", SIZE_LIMIT >> 20);
                give(number.to_string(), bytes.ok_or_else(too_long));
                true
            })
            .map_err(|error| system::in_words(&error)),
            Self::DataSet(path) => DataSet::of(vec![path.clone()])
                .each(&mut |(name, record)| {
                    give(name, record);
                    true
                })
                .map(|_| ()),
        }
    }
}
