//! From sources to files: folders are walked in order of names, archives are read as streams and never unpacked to disk.
//!
//! Nothing outside a source is read: symbolic links that lead out of it, and links to folders, are passed over with a note.
//! What is passed over is told, for a text that is silently not there is the worst kind of missing.

use std::fs::{self, File};
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use liblzma::read::XzDecoder;
use liblzma::stream::{CONCATENATED, Stream};

use crate::corpus::{Error, Source, SourceKind};
use crate::law::NoteKind;
use crate::read::SIZE_LIMIT;

/// Folders inside folders.
const DEPTH_LIMIT: usize = 32;
/// Files in one archive.
const ENTRY_LIMIT: usize = 500_000;
/// Bytes of one archive, unpacked. The official codification has 150 MB.
const UNPACKED_LIMIT: u64 = 8 << 30;
/// Memory for unpacking; `xz -9` needs 65 MiB.
const UNPACK_MEMORY: u64 = 256 << 20;
/// The page of the codification that shows its tree; no document.
const CODIFICATION_TREE: &str = "bophapdien.html";
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
    /// Something that is not read, and why.
    PassedOver(NoteKind),
    /// Something that could not be read, and why.
    Unreadable(NoteKind),
    /// An archive with the same bytes as last time: all that came out of it stays.
    SameArchive,
    /// An archive that was read to its end, with its hash.
    WholeArchive([u8; 32]),
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
    let mut walker = Walker { place, kind: source.kind, give, wanted: true };
    let about = fs::metadata(root).map_err(|_| Error::SourceMissing { path: root.clone() })?;
    if about.is_dir() {
        let real = fs::canonicalize(root).map_err(Error::file("đọc", root))?;
        return walker.folder(root, &real, 0);
    }
    match Archive::open(root).map_err(Error::file("đọc", root))? {
        None => walker.meet(shown(root), None, What::Disk(root.clone())),
        Some(archive) => walker.archive(root, archive, is_known)?,
    }
    Ok(())
}

struct Walker<'a> {
    place: usize,
    kind: SourceKind,
    give: &'a mut dyn FnMut(Met) -> bool,
    wanted: bool,
}

impl Walker<'_> {
    fn meet(&mut self, path: String, archive: Option<String>, what: What) {
        let met = Met { path, source: self.place, kind: self.kind, archive, what };
        self.wanted = self.wanted && (self.give)(met);
    }

    fn pass_over(&mut self, path: &Path, why: &str) {
        self.meet(shown(path), None, What::PassedOver(NoteKind::FileSkipped(why.to_owned())));
    }

    /// Walks a folder. `real` is the source's own folder with all links resolved.
    fn folder(&mut self, folder: &Path, real: &Path, depth: usize) -> Result<(), Error> {
        let mut entries = Vec::new();
        for entry in fs::read_dir(folder).map_err(Error::file("đọc", folder))? {
            entries.push(entry.map_err(Error::file("đọc", folder))?.file_name());
        }
        entries.sort_unstable();
        let codification = entries.iter().any(|name| name == CODIFICATION_FOLDER);
        for name in entries {
            let path = folder.join(&name);
            if !self.wanted {
                break;
            }
            // Beside its đề mục the codification keeps pages, scripts and pictures of its own reader.
            if codification && name != CODIFICATION_FOLDER {
                continue;
            }
            if name.to_string_lossy().starts_with('.') {
                self.pass_over(&path, "tệp hoặc thư mục ẩn");
                continue;
            }
            self.entry(&path, real, depth)?;
        }
        Ok(())
    }

    fn entry(&mut self, path: &Path, real: &Path, depth: usize) -> Result<(), Error> {
        let about = fs::symlink_metadata(path).map_err(Error::file("đọc", path))?;
        if about.is_symlink() {
            let target = fs::canonicalize(path).ok().filter(|target| target.starts_with(real));
            match target {
                Some(target) if target.is_file() => {
                    self.meet(shown(path), None, What::Disk(target));
                }
                _ => self.pass_over(path, "liên kết tới nơi khác hoặc tới một thư mục"),
            }
        } else if about.is_dir() && depth >= DEPTH_LIMIT {
            self.pass_over(path, "thư mục lồng quá sâu");
        } else if about.is_dir() {
            self.folder(path, real, depth + 1)?;
        } else if about.is_file() {
            self.meet(shown(path), None, What::Disk(path.to_owned()));
        } else {
            self.pass_over(path, "không phải tệp thường");
        }
        Ok(())
    }

    fn archive(
        &mut self,
        path: &Path,
        archive: Archive,
        is_known: &dyn Fn(&str, &[u8; 32]) -> bool,
    ) -> Result<(), Error> {
        let name = shown(path);
        let hash = hash_of(path).map_err(Error::file("đọc", path))?;
        if is_known(&name, &hash) {
            self.meet(name, None, What::SameArchive);
            return Ok(());
        }
        match self.entries(&name, archive) {
            Ok(()) => self.meet(name, None, What::WholeArchive(hash)),
            Err(error) => {
                let why = format!("tệp nén hỏng hoặc không đọc được hết: {error}");
                self.meet(name, None, What::Unreadable(NoteKind::FileUnreadable(why)));
            }
        }
        Ok(())
    }

    fn entries(&mut self, archive: &str, unpacked: Archive) -> io::Result<()> {
        let mut tar = tar::Archive::new(unpacked.reader()?.take(UNPACKED_LIMIT));
        for (count, entry) in tar.entries()?.enumerate() {
            let entry = entry?;
            if !self.wanted {
                break;
            }
            if count >= ENTRY_LIMIT {
                return Err(io::Error::other(format!("có hơn {ENTRY_LIMIT} tệp")));
            }
            let name = entry.path()?.to_string_lossy().trim_start_matches("./").to_owned();
            let path = format!("{archive}/{name}");
            let kind = entry.header().entry_type();
            let last = name.rsplit('/').next().unwrap_or_default();
            if kind.is_dir() || last.to_lowercase() == CODIFICATION_TREE {
                continue;
            }
            if self.kind == SourceKind::Codification && !in_codification(&name) {
                continue;
            }
            let what = if !kind.is_file() || last.starts_with('.') {
                What::PassedOver(NoteKind::FileSkipped(
                    "tệp ẩn hoặc không phải tệp thường".to_owned(),
                ))
            } else if entry.size() > SIZE_LIMIT as u64 {
                What::Unreadable(too_large(entry.size()))
            } else {
                let mut bytes = Vec::new();
                entry.take(SIZE_LIMIT as u64).read_to_end(&mut bytes)?;
                What::Bytes(bytes)
            };
            self.meet(path, Some(archive.to_owned()), what);
        }
        Ok(())
    }
}

/// The bytes of a file on the disk, or why it is not read.
pub(super) fn bytes_of(path: &Path) -> Result<Vec<u8>, NoteKind> {
    let unreadable = |error: io::Error| NoteKind::FileUnreadable(error.to_string());
    let file = File::open(path).map_err(unreadable)?;
    let size = file.metadata().map_err(unreadable)?.len();
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0).min(SIZE_LIMIT));
    // A file may grow while it is read; the limit holds all the same.
    file.take(SIZE_LIMIT as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() > SIZE_LIMIT {
        return Err(too_large(size));
    }
    Ok(bytes)
}

fn too_large(size: u64) -> NoteKind {
    let (size, limit) = (size >> 20, SIZE_LIMIT >> 20);
    NoteKind::FileUnreadable(format!("tệp quá lớn ({size} MiB, giới hạn {limit} MiB)"))
}

/// An archive, told by its first bytes.
struct Archive {
    file: File,
    packed: bool,
}

impl Archive {
    fn open(path: &Path) -> io::Result<Option<Self>> {
        let mut file = File::open(path)?;
        let mut head = Vec::new();
        file.by_ref().take(512).read_to_end(&mut head)?;
        file.seek(SeekFrom::Start(0))?;
        let packed = head.starts_with(b"\xFD7zXZ\0");
        let plain = head.get(257..262) == Some(b"ustar");
        Ok((packed || plain).then_some(Self { file, packed }))
    }

    fn reader(self) -> io::Result<Box<dyn Read>> {
        let file = BufReader::with_capacity(1 << 18, self.file);
        if !self.packed {
            return Ok(Box::new(file));
        }
        let stream = Stream::new_stream_decoder(UNPACK_MEMORY, CONCATENATED)?;
        Ok(Box::new(BufReader::with_capacity(1 << 18, XzDecoder::new_stream(file, stream))))
    }
}

/// Whether an entry lies in the folder of đề mục.
fn in_codification(name: &str) -> bool {
    name.split('/').rev().skip(1).any(|part| part == CODIFICATION_FOLDER)
}

fn hash_of(path: &Path) -> io::Result<[u8; 32]> {
    let mut hasher = blake3::Hasher::new();
    io::copy(&mut File::open(path)?, &mut hasher)?;
    Ok(*hasher.finalize().as_bytes())
}

/// A path as it is shown and stored: with `/` on every system.
fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
