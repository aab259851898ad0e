//! Files on the disk: opened only when they are files, read whole or not at all.
//!
//! A pipe or a device has no end and no size: opening one waits for whoever writes into it, for ever. So what is no regular
//! file is refused before it is opened.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use crate::law::NoteKind;
use crate::read::SIZE_LIMIT;
use crate::text::system;

/// How often a file that changes is read again.
const CALM: usize = 3;

/// Opens a regular file for reading.
pub(in crate::corpus) fn open(path: &Path) -> io::Result<File> {
    let about = fs::metadata(path)?;
    if about.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    if !about.is_file() {
        return Err(io::Error::other("đây là ống dẫn hoặc thiết bị, không phải một tệp"));
    }
    File::open(path)
}

/// Adds the bytes of a file to a hash.
pub(in crate::corpus) fn hash_into(hasher: &mut blake3::Hasher, path: &Path) -> io::Result<()> {
    io::copy(&mut open(path)?, hasher).map(|_| ())
}

/// The hash of a file, however large.
///
/// # Errors
/// When it is no regular file or cannot be read.
pub fn hash_of(path: &Path) -> io::Result<[u8; 32]> {
    let mut hasher = blake3::Hasher::new();
    hash_into(&mut hasher, path)?;
    Ok(*hasher.finalize().as_bytes())
}

/// The bytes of a file on the disk, or why it is not read.
///
/// # Errors
/// When it is no regular file, cannot be read, is too large, or changes all the while.
pub fn bytes_of(path: &Path) -> Result<Vec<u8>, NoteKind> {
    let unreadable = |error: io::Error| NoteKind::FileUnreadable(system::in_words(&error));
    for _ in 0..CALM {
        let mut file = open(path).map_err(unreadable)?;
        let before = file.metadata().map_err(unreadable)?;
        let size = before.len();
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0).min(SIZE_LIMIT));
        // A file may grow while it is read; the limit holds all the same.
        file.by_ref().take(SIZE_LIMIT as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
        if bytes.len() > SIZE_LIMIT {
            return Err(too_large(size));
        }
        let after = fs::metadata(path).map_err(unreadable)?;
        let same = after.len() == size && after.modified().ok() == before.modified().ok();
        if same && bytes.len() as u64 == size {
            return Ok(bytes);
        }
    }
    Err(NoteKind::FileUnreadable("tệp đang bị thay đổi trong khi đọc; hãy chạy lại sau".to_owned()))
}

pub(super) fn too_large(size: u64) -> NoteKind {
    let (size, limit) = (size >> 20, SIZE_LIMIT >> 20);
    NoteKind::FileUnreadable(format!("tệp quá lớn ({size} MiB, giới hạn {limit} MiB)"))
}
