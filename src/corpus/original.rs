//! The file from which a document was read, as it lies on the disk.
//!
//! Asked for by the document's own name: the path is the one that the build wrote down, and no reader can name another.
//! The bytes are given only while they are those that were read, for beside a text that came from other bytes a file
//! would prove nothing.

use std::path::Path;

use rusqlite::OptionalExtension;

use crate::corpus::beside::META;
use crate::corpus::{Corpus, Error, stored, walk};
use crate::read::{self, Format};

/// Tệp gốc of a document.
#[derive(Clone, Debug)]
pub enum Original {
    /// The file, with its name and format.
    File {
        /// Its name, without folders.
        name: String,
        /// How it is written; none when no reader knows it.
        format: Option<Format>,
        /// Its bytes.
        bytes: Vec<u8>,
    },
    /// The document is one of many in a file, or was put together from several: named as the source is.
    OneOfMany(String),
    /// The file is not what it was when it was read, or is gone.
    Changed(String),
}

impl Corpus {
    /// The file from which the document under `slug` was read; none when there is no such document, or it has no text.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn original(&self, slug: &str) -> Result<Option<Original>, Error> {
        let found = self.ask(|connection| {
            let mut query = connection.prepare_cached(
                "SELECT texts.path, files.hash, files.archive FROM documents
                 JOIN texts ON texts.id = documents.text LEFT JOIN files ON files.id = texts.file
                 WHERE documents.slug = ?1 AND NOT documents.catalogue_only",
            )?;
            query
                .query_row([slug], |row| {
                    Ok((
                        row.get::<_, String>(0)?,
                        row.get::<_, Option<Vec<u8>>>(1)?,
                        row.get::<_, Option<i64>>(2)?,
                    ))
                })
                .optional()
        })?;
        let Some((path, hash, archive)) = found else { return Ok(None) };
        let Some(hash) = hash.filter(|_| archive.is_none()) else {
            return Ok(Some(Original::OneOfMany(path)));
        };
        let place = Path::new(&path);
        let meta = place.parent().map(|folder| folder.join(META)).filter(|it| it.is_file());
        let meta = meta.and_then(|meta| walk::bytes_of(&meta).ok());
        let name = place.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match walk::bytes_of(place) {
            Ok(bytes) if stored::hash_with(&bytes, meta.as_deref()).as_slice() == hash => {
                let format = read::format_of(&name, &bytes);
                Ok(Some(Original::File { name, format, bytes }))
            }
            _ => Ok(Some(Original::Changed(path))),
        }
    }
}
