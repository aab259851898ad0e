//! Archives of texts: read as streams and never unpacked to disk.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use liblzma::read::XzDecoder;
use liblzma::stream::{CONCATENATED, Stream};
use zip::ZipArchive;
use zip::result::ZipError;

use crate::corpus::SourceKind;
use crate::corpus::walk::{CODIFICATION_FOLDER, Walker, What, hash_of, open, shown, too_large};
use crate::law::NoteKind;
use crate::read::SIZE_LIMIT;
use crate::text::system;

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
            Err(error) => return self.broken(name, &system::in_words(&error)),
        };
        match self.entries(&name, archive) {
            Ok(()) => self.meet(name, None, What::WholeArchive(hash, Vec::new())),
            Err(error) => self.broken(name, &system::in_words(&error)),
        }
    }

    fn entries(&mut self, archive: &str, unpacked: Archive) -> io::Result<()> {
        if unpacked.form == Form::Zip {
            return self.zipped(archive, unpacked.file);
        }
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
            let kind = entry.header().entry_type();
            if kind.is_dir() {
                continue;
            }
            let (size, plain) = (entry.size(), kind.is_file());
            self.packed(archive, &name, size, plain, entry)?;
        }
        Ok(())
    }

    fn zipped(&mut self, archive: &str, file: File) -> io::Result<()> {
        let mut zip = ZipArchive::new(BufReader::new(file)).map_err(refused)?;
        if zip.len() > ENTRY_LIMIT {
            return Err(io::Error::other(format!("có hơn {ENTRY_LIMIT} tệp")));
        }
        let mut unpacked = 0;
        for at in 0..zip.len() {
            let entry = zip.by_index(at).map_err(refused)?;
            if !self.wanted || entry.is_dir() {
                continue;
            }
            let name = entry.name().map_err(refused)?.replace('\\', "/");
            let (size, plain) = (entry.size(), entry.is_file());
            // What an entry says of its size is only its word; what comes out is counted.
            unpacked += self.packed(archive, &name, size, plain, entry)?;
            if unpacked > UNPACKED_LIMIT {
                return Err(io::Error::other(format!(
                    "giải nén ra quá {} GB",
                    UNPACKED_LIMIT >> 30
                )));
            }
        }
        Ok(())
    }

    /// Meets one file of an archive; tells how many bytes came out of it.
    fn packed(
        &mut self,
        archive: &str,
        name: &str,
        size: u64,
        plain: bool,
        entry: impl Read,
    ) -> io::Result<u64> {
        let last = name.rsplit('/').next().unwrap_or_default();
        let tree = last.to_lowercase() == CODIFICATION_TREE;
        if tree || self.kind == SourceKind::Codification && !in_codification(name) {
            return Ok(0);
        }
        let mut came = 0;
        let what = if !plain || last.starts_with('.') {
            let why = "tệp ẩn hoặc không phải tệp thường".to_owned();
            What::PassedOver(NoteKind::FileSkipped(why))
        } else if size > SIZE_LIMIT as u64 {
            What::Unreadable(too_large(size))
        } else {
            let mut bytes = Vec::new();
            entry.take(SIZE_LIMIT as u64).read_to_end(&mut bytes)?;
            came = bytes.len() as u64;
            What::Bytes(bytes)
        };
        self.meet(format!("{archive}/{name}"), Some(archive.to_owned()), what);
        Ok(came)
    }
}

/// An archive, told by its first bytes.
pub(super) struct Archive {
    file: File,
    form: Form,
}

/// How an archive is packed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Tar,
    TarXz,
    Zip,
}

impl Archive {
    pub(super) fn open(path: &Path) -> io::Result<Option<Self>> {
        let mut file = open(path)?;
        let mut head = Vec::new();
        file.by_ref().take(512).read_to_end(&mut head)?;
        file.seek(SeekFrom::Start(0))?;
        let form = if head.starts_with(b"\xFD7zXZ\0") {
            Some(Form::TarXz)
        } else if head.get(257..262) == Some(b"ustar") {
            Some(Form::Tar)
        } else {
            (head.starts_with(b"PK\x03\x04") && holds_files(&file)).then_some(Form::Zip)
        };
        file.seek(SeekFrom::Start(0))?;
        Ok(form.map(|form| Self { file, form }))
    }

    fn reader(self) -> io::Result<Box<dyn Read>> {
        let file = BufReader::with_capacity(1 << 18, self.file);
        if self.form != Form::TarXz {
            return Ok(Box::new(file));
        }
        let stream = Stream::new_stream_decoder(UNPACK_MEMORY, CONCATENATED)?;
        Ok(Box::new(BufReader::with_capacity(1 << 18, XzDecoder::new_stream(file, stream))))
    }
}

/// Whether a ZIP holds files of its own accord: documents of office programs are ZIPs too, and name their parts in these.
fn holds_files(file: &File) -> bool {
    let Ok(zip) = ZipArchive::new(BufReader::new(file)) else { return false };
    !zip.file_names()
        .any(|name| name.is_ok_and(|name| name == "[Content_Types].xml" || name == "mimetype"))
}

/// Why a ZIP is not unpacked.
fn refused(error: ZipError) -> io::Error {
    match error {
        ZipError::Io(error) => error,
        ZipError::UnsupportedArchive(why) if why == ZipError::PASSWORD_REQUIRED => {
            io::Error::other("tệp nén được bảo vệ bằng mật khẩu; hãy giải nén rồi nạp thư mục")
        }
        error => io::Error::new(io::ErrorKind::InvalidData, error),
    }
}

/// Whether an entry lies in the folder of đề mục.
fn in_codification(name: &str) -> bool {
    name.split('/').rev().skip(1).any(|part| part == CODIFICATION_FOLDER)
}
