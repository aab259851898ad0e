//! What a download must be, told by its first bytes and its last.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// What was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// A collection packed into one file.
    Archive,
    /// A file of a data set.
    Parquet,
}

/// The mark at both ends of a Parquet file.
const PARQUET: &[u8] = b"PAR1";
/// Bytes of the head that are looked at: a TAR has its mark in the first block.
const HEAD: u64 = 512;

impl Content {
    /// What people call it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Archive => "tệp nén (.zip, .tar.xz)",
            Self::Parquet => "tệp Parquet",
        }
    }

    /// Whether a file is that; else what it is.
    pub(super) fn fits(self, path: &Path) -> io::Result<Result<(), &'static str>> {
        let mut file = File::open(path)?;
        let mut head = Vec::new();
        file.by_ref().take(HEAD).read_to_end(&mut head)?;
        let end = file.seek(SeekFrom::End(0))?;
        file.seek(SeekFrom::Start(end.saturating_sub(PARQUET.len() as u64)))?;
        let mut tail = Vec::new();
        file.read_to_end(&mut tail)?;
        let fits = match self {
            Self::Archive => {
                head.starts_with(b"PK")
                    || head.starts_with(b"\xFD7zXZ\0")
                    || head.get(257..262) == Some(b"ustar")
            }
            Self::Parquet => head.starts_with(PARQUET) && tail == PARQUET,
        };
        Ok(if fits { Ok(()) } else { Err(name_of(&head)) })
    }
}

/// What a file that was not asked for is.
fn name_of(head: &[u8]) -> &'static str {
    let text = String::from_utf8_lossy(head).trim_start().to_lowercase();
    match () {
        () if head.is_empty() => "một tệp rỗng",
        () if text.starts_with('<') => "một trang mạng",
        () if head.starts_with(PARQUET) => "một tệp Parquet thiếu phần cuối",
        () => "dữ liệu khác",
    }
}
