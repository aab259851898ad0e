//! An opened index.

use std::path::Path;

use tantivy::directory::MmapDirectory;
use tantivy::schema::Schema;
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{IndexReader, IndexSettings, ReloadPolicy, Searcher};

use crate::index::{Columns, Error, FORMAT, Fields, Ledger, Vocabulary, ledgers};

/// The search index of one generation, read-only.
pub struct Index {
    searcher: Searcher,
    fields: Fields,
    ledgers: Vec<Ledger>,
    columns: Vec<Columns>,
    vocabulary: Vocabulary,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").finish_non_exhaustive()
    }
}

impl Index {
    /// Opens the index in `folder`.
    ///
    /// # Errors
    /// When there is none, it is of another format, or it cannot be read.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let engine = Error::engine(folder);
        if !folder.join("meta.json").exists() {
            return Err(Error::Missing { path: folder.to_owned() });
        }
        let index = tantivy::Index::open_in_dir(folder).map_err(&engine)?;
        let (schema, fields) = Fields::schema();
        check_format(folder, &index, &schema)?;
        let reader: IndexReader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()
            .map_err(&engine)?;
        let searcher = reader.searcher();
        let mut ledgers = ledgers::open(folder, &searcher)?;
        Ledger::join(&mut ledgers);
        let columns = searcher.segment_readers().iter().map(Columns::of);
        let columns = columns.collect::<tantivy::Result<_>>().map_err(&engine)?;
        Ok(Self { searcher, fields, ledgers, columns, vocabulary: Vocabulary::open(folder) })
    }

    /// A searcher over what the index held when it was opened.
    pub fn searcher(&self) -> Searcher {
        self.searcher.clone()
    }

    /// The ledgers of its segments, in the order of [`Searcher::segment_readers`].
    pub fn ledgers(&self) -> &[Ledger] {
        &self.ledgers
    }

    /// The columns of its segments, in the same order.
    pub fn columns(&self) -> &[Columns] {
        &self.columns
    }

    /// The syllables of the corpus, and which stands after which.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// The fields of an entry.
    pub fn fields(&self) -> &Fields {
        &self.fields
    }
}

/// Opens the index in `folder` for writing, or begins one there; one of another format is thrown away.
pub(crate) fn create_or_open(folder: &Path) -> Result<(tantivy::Index, Fields), Error> {
    let engine = Error::engine(folder);
    let io = |source| Error::Folder { path: folder.to_owned(), source };
    std::fs::create_dir_all(folder).map_err(io)?;
    let (schema, fields) = Fields::schema();
    if folder.join("meta.json").exists() {
        let opened = tantivy::Index::open_in_dir(folder);
        if let Ok(index) = opened
            && check_format(folder, &index, &schema).is_ok()
        {
            return Ok((index, fields));
        }
        std::fs::remove_dir_all(folder).map_err(io)?;
        std::fs::create_dir_all(folder).map_err(io)?;
    }
    let directory = MmapDirectory::open(folder).map_err(|error| engine(error.into()))?;
    let settings = IndexSettings {
        // A hit is read by unpacking a whole block: small ones cost a little space and save much time.
        docstore_blocksize: 4_096,
        docstore_compression: Compressor::Zstd(ZstdCompressor { compression_level: Some(3) }),
        ..IndexSettings::default()
    };
    let index = tantivy::Index::create(directory, schema, settings).map_err(&engine)?;
    Ok((index, fields))
}

fn check_format(folder: &Path, index: &tantivy::Index, schema: &Schema) -> Result<(), Error> {
    let payload = index.load_metas().map_err(Error::engine(folder))?.payload.unwrap_or_default();
    let found = payload.split(' ').next().unwrap_or_default().to_owned();
    // An index that was begun and never committed has no payload yet: its schema must do.
    if found == FORMAT && index.schema() == *schema {
        return Ok(());
    }
    Err(Error::OldFormat { path: folder.to_owned(), found })
}
