//! Where texts come from: a place, and what it is declared to hold.
//!
//! A large set is used where it lies; nothing is copied into the project. What one file holds is found by its content, so
//! a declared kind only says what to pass over: a codification keeps pages beside its đề mục that are no documents.

use std::path::{Path, PathBuf};

use crate::corpus::Error;

/// A declared source. Later sources are preferred to earlier ones when two hold the same text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What it is declared to hold.
    pub kind: SourceKind,
    /// A file or folder.
    pub path: PathBuf,
}

/// What a source is declared to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// Not declared: told file by file, by content.
    Any,
    /// `thu-muc`: texts in files.
    Texts,
    /// `danh-muc`: facts in catalogue files.
    Catalogue,
    /// `phap-dien`: the official codification, a folder or an archive.
    Codification,
    /// `bo-du-lieu`: a data set in Parquet, or records in JSON Lines.
    DataSet,
}

impl SourceKind {
    /// Every kind that can be declared.
    pub const DECLARED: [Self; 4] =
        [Self::Texts, Self::Catalogue, Self::Codification, Self::DataSet];

    /// The word for it in `corpus.toml`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Any => "",
            Self::Texts => "thu-muc",
            Self::Catalogue => "danh-muc",
            Self::Codification => "phap-dien",
            Self::DataSet => "bo-du-lieu",
        }
    }
}

impl Source {
    /// A source whose kind is told by content, as `build --source PATH` names it.
    ///
    /// # Errors
    /// When there is nothing at `path`.
    pub fn at(path: &Path) -> Result<Self, Error> {
        Self { kind: SourceKind::Any, path: path.to_owned() }.checked()
    }

    /// The source, if it exists.
    pub(super) fn checked(self) -> Result<Self, Error> {
        match self.path.metadata() {
            Ok(_) => Ok(self),
            Err(_) => Err(Error::SourceMissing { path: self.path }),
        }
    }
}
