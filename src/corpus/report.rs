//! What a build tells: progress while it runs, figures when it is done.

use std::path::PathBuf;

use serde::Serialize;

use crate::law::{DocumentRef, Note, Severity};

/// Shows how far long work has come. Every call may come from another thread.
pub trait Progress: Sync {
    /// A stage begins; `total` is none when it is not known beforehand.
    fn started(&self, stage: &str, total: Option<u64>);
    /// `steps` more are done; `label` names the latest.
    fn advanced(&self, steps: u64, label: &str);
    /// The stage is over.
    fn finished(&self);
}

/// Shows nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Quiet;

impl Progress for Quiet {
    fn started(&self, _: &str, _: Option<u64>) {}
    fn advanced(&self, _: u64, _: &str) {}
    fn finished(&self) {}
}

/// How a build began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Start {
    /// There was nothing before.
    Empty,
    /// From the generation in use.
    From(u64),
    /// From what an interrupted build left.
    Resumed,
    /// The index was of another format (given) and is made anew.
    Rebuilt(String),
}

/// The figures of one build. Times are measured by the caller, for this floor reads no clock.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct BuildReport {
    /// How it began.
    pub start: Option<Start>,
    /// What became of the files.
    pub files: FileCounts,
    /// Documents whose content or facts are new in this build.
    pub changed: usize,
    /// Documents that are gone.
    pub removed: usize,
    /// Bytes of the files that were parsed.
    pub bytes_read: u64,
    /// What the corpus now holds.
    pub counts: Counts,
    /// Filled in by whoever measured.
    pub seconds: f64,
}

impl BuildReport {
    /// Whether the corpus may differ from the generation in use. A build that took up another's work, or started from
    /// nothing, differs by what was done before it.
    pub fn has_changes(&self) -> bool {
        let continued = matches!(self.start, Some(Start::From(_)));
        !continued || self.changed > 0 || self.removed > 0
    }
}

/// What became of the files of the sources.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FileCounts {
    /// Met in the sources.
    pub seen: usize,
    /// Parsed now.
    pub read: usize,
    /// Not parsed, for they are as before.
    pub unchanged: usize,
    /// Known before, no longer in the sources.
    pub removed: usize,
    /// Not readable; each has a note that says why.
    pub failed: usize,
    /// Of these, archives, data sets and folders that could not be read to their end; what was held of them stays.
    pub broken: usize,
    /// Not meant to be read: hidden, or of a form that no reader knows.
    pub skipped: usize,
}

/// What the corpus holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Documents, with or without text.
    pub documents: usize,
    /// Documents with text.
    pub with_text: usize,
    /// Documents of which only facts are known.
    pub catalogue_only: usize,
    /// Illustrative documents.
    pub illustrative: usize,
    /// Documents put together from the official codification.
    pub codified: usize,
    /// Điều.
    pub articles: usize,
    /// All units: phần, chương … tiết.
    pub provisions: usize,
    /// Bytes of text.
    pub bytes: u64,
    /// Notes by code, the gravest and most frequent first.
    pub notes: Vec<NoteCount>,
}

/// How often a note stands in the corpus.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NoteCount {
    /// [`crate::law::NoteKind::code`].
    pub code: String,
    /// How much it matters.
    pub severity: Severity,
    /// How many.
    pub count: usize,
}

/// A note with its place in the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FiledNote {
    /// The file, as found from the source's declaration.
    pub file: PathBuf,
    /// Its line, from 1; 0 when not known.
    pub line: u32,
    /// The document concerned, when the file gave one.
    pub document: Option<DocumentRef>,
    /// The note.
    pub note: Note,
}
