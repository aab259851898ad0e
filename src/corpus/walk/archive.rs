//! Archives of texts: read as streams and never unpacked to disk.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use liblzma::read::XzDecoder;
use liblzma::stream::{CONCATENATED, Stream};

use crate::corpus::SourceKind;
use crate::corpus::walk::{CODIFICATION_FOLDER, Walker, What, shown, too_large};
use crate::law::NoteKind;
use crate::read::SIZE_LIMIT;

/// Files in one archive.
const ENTRY_LIMIT: usize = 500_000;
/// Bytes of one archive, unpacked. The official codification has 150 MB.
const UNPACKED_LIMIT: u64 = 8 << 30;
/// Memory for unpacking; `xz -9` needs 65 MiB.
const UNPACK_MEMORY: u64 = 256 << 20;
/// The page of the codification that shows its tree; no document.
const CODIFICATION_TREE: &str = "bophapdien.html";

impl Walker<'_> {
    /// Meets every file of an archive.
    pub(super) fn archive(&mut self, path: &Path, archive: Archive) {
        let name = shown(path);
        let hash = match hash_of(path) {
            Ok(hash) if (self.is_known)(&name, &hash) => {
                return self.meet(name, None, What::SameArchive);
            }
            Ok(hash) => hash,
            Err(error) => return self.broken(name, &error.to_string()),
        };
        match self.entries(&name, archive) {
            Ok(()) => self.meet(name, None, What::WholeArchive(hash, Vec::new())),
            Err(error) => self.broken(name, &error.to_string()),
        }
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

/// An archive, told by its first bytes.
pub(super) struct Archive {
    file: File,
    packed: bool,
}

impl Archive {
    pub(super) fn open(path: &Path) -> io::Result<Option<Self>> {
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

pub(super) fn hash_of(path: &Path) -> io::Result<[u8; 32]> {
    let mut hasher = blake3::Hasher::new();
    io::copy(&mut File::open(path)?, &mut hasher)?;
    Ok(*hasher.finalize().as_bytes())
}
