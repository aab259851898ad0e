//! From sources to files: folders are walked in order of names, archives are read as streams and never unpacked to disk.
//!
//! Nothing outside a source is read: symbolic links that lead out of it, and links to folders, are passed over with a note.
//! What is passed over is told, for a text that is silently not there is the worst kind of missing.

mod archive;
mod disk;
mod gather;

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use archive::Archive;
use disk::too_large;
pub use disk::{bytes_of, hash_of};
pub(super) use disk::{hash_into, open};
pub(super) use gather::is_parquet;

use crate::corpus::beside::{self, META};
use crate::corpus::lines;
use crate::corpus::{Error, Source, SourceKind};
use crate::law::NoteKind;
use crate::text::system;

/// Folders inside folders.
const DEPTH_LIMIT: usize = 32;
/// The folder of the codification that holds its đề mục.
const CODIFICATION_FOLDER: &str = "demuc";

/// Something met in a source.
#[derive(Debug)]
pub(super) struct Met {
    /// Its name: the path from the source's declaration on; inside archives, after the archive's own.
    pub(super) path: String,
    /// The place of its source among the sources.
    pub(super) source: usize,
    /// What the source is declared to hold.
    pub(super) kind: SourceKind,
    /// The archive that it lies in.
    pub(super) archive: Option<String>,
    /// What is said of it in a file of its folder.
    pub(super) meta: Option<PathBuf>,
    /// What it is.
    pub(super) what: What,
}

/// What was met.
#[derive(Debug)]
pub(super) enum What {
    /// A file on the disk.
    Disk(PathBuf),
    /// A file out of an archive.
    Bytes(Vec<u8>),
    /// A record out of a file of many.
    Record(Vec<u8>),
    /// Something that is not read, and why.
    PassedOver(NoteKind),
    /// Something that could not be read, and why.
    Unreadable(NoteKind),
    /// An archive with the same bytes as last time: all that came out of it stays.
    SameArchive,
    /// An archive that was read to its end: its hash, and what in it was of no use.
    WholeArchive([u8; 32], Vec<String>),
}

/// Gives everything met in `source` to `give`, until that tells that no more is wanted.
///
/// `is_known` tells whether an archive of this name and hash was read before.
pub(super) fn walk(
    place: usize,
    source: &Source,
    is_known: &dyn Fn(&str, &[u8; 32]) -> bool,
    give: &mut dyn FnMut(Met) -> bool,
) -> Result<(), Error> {
    let root = &source.path;
    let (kind, parquet) = (source.kind, Vec::new());
    let mut walker = Walker { place, kind, is_known, give, wanted: true, parquet };
    let about = fs::metadata(root).map_err(|_| Error::SourceMissing { path: root.clone() })?;
    if about.is_dir() {
        let real = fs::canonicalize(root).map_err(Error::file("đọc", root))?;
        let names = names_in(root).map_err(Error::file("đọc", root))?;
        walker.folder(root, names, &real, 0);
        if source.kind == SourceKind::DataSet && !walker.parquet.is_empty() {
            let files = std::mem::take(&mut walker.parquet);
            walker.data_set(root, files);
        }
        return Ok(());
    }
    match Archive::open(root).map_err(Error::file("đọc", root))? {
        None if is_parquet(root) => walker.data_set(root, vec![root.clone()]),
        None => walker.file(root, root.clone()),
        Some(archive) => walker.archive(root, archive),
    }
    Ok(())
}

/// The names in a folder, in their order.
fn names_in(folder: &Path) -> io::Result<Vec<OsString>> {
    let names: io::Result<Vec<OsString>> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name())).collect();
    names.map(|mut names| {
        names.sort_unstable();
        names
    })
}

struct Walker<'a> {
    place: usize,
    kind: SourceKind,
    is_known: &'a dyn Fn(&str, &[u8; 32]) -> bool,
    give: &'a mut dyn FnMut(Met) -> bool,
    wanted: bool,
    /// Files of a data set that was declared as one: they may lie in several folders.
    parquet: Vec<PathBuf>,
}

impl Walker<'_> {
    fn meet(&mut self, path: String, archive: Option<String>, what: What) {
        self.meet_with(path, archive, None, what);
    }

    fn meet_with(
        &mut self,
        path: String,
        archive: Option<String>,
        meta: Option<PathBuf>,
        what: What,
    ) {
        let met = Met { path, source: self.place, kind: self.kind, archive, meta, what };
        self.wanted = self.wanted && (self.give)(met);
    }

    fn pass_over(&mut self, path: &Path, why: &str) {
        self.meet(shown(path), None, What::PassedOver(NoteKind::FileSkipped(why.to_owned())));
    }

    /// Walks a folder. `real` is the source's own folder with all links resolved.
    fn folder(&mut self, folder: &Path, names: Vec<OsString>, real: &Path, depth: usize) {
        let codification = names.iter().any(|name| name == CODIFICATION_FOLDER);
        let old = names.iter().any(|name| name == META).then(|| beside::replaced(folder)).flatten();
        let mut parquet = Vec::new();
        for name in names {
            let path = folder.join(&name);
            if !self.wanted {
                return;
            }
            // Beside its đề mục the codification keeps pages, scripts and pictures of its own reader.
            if codification && name != CODIFICATION_FOLDER {
                continue;
            }
            if name.to_string_lossy().starts_with('.') {
                self.pass_over(&path, "tệp hoặc thư mục ẩn");
            } else if name == META {
                // Told with the text that it is about.
            } else if let Some((_, why)) = old.as_ref().filter(|(file, _)| *file == path) {
                self.pass_over(&path, why);
            } else if is_parquet(&path) && path.is_file() {
                parquet.push(path);
            } else if let Err(error) = self.entry(&path, real, depth) {
                // It may be gone since its folder was listed; nothing else suffers.
                self.broken(shown(&path), &system::in_words(&error));
            }
        }
        match self.kind {
            SourceKind::DataSet => self.parquet.append(&mut parquet),
            _ if parquet.is_empty() => {}
            _ => self.data_set(folder, parquet),
        }
    }

    fn entry(&mut self, path: &Path, real: &Path, depth: usize) -> io::Result<()> {
        let about = fs::symlink_metadata(path)?;
        if about.is_symlink() {
            let target = fs::canonicalize(path).ok().filter(|target| target.starts_with(real));
            match target {
                Some(target) if target.is_file() => self.file(path, target),
                _ => self.pass_over(path, "liên kết tới nơi khác hoặc tới một thư mục"),
            }
        } else if about.is_dir() && depth >= DEPTH_LIMIT {
            self.pass_over(path, "thư mục lồng quá sâu");
        } else if about.is_dir() {
            self.folder(path, names_in(path)?, real, depth + 1);
        } else if about.is_file() {
            self.file(path, path.to_owned());
        } else {
            self.pass_over(path, "không phải tệp thường");
        }
        Ok(())
    }

    /// Meets a file, which lies at `target`; one that holds many documents is met document by document.
    fn file(&mut self, path: &Path, target: PathBuf) {
        // One that cannot be opened is told where it is read.
        match lines::is_records(&target) {
            Ok(true) => self.records(path),
            _ => {
                let meta = path.parent().map(|folder| folder.join(META)).filter(|it| it.is_file());
                self.meet_with(shown(path), None, meta, What::Disk(target));
            }
        }
    }
}

/// A path as it is shown and stored: with `/` on every system.
fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
