//! Word before 2007, through an office program.
//!
//! Programs that print only the text of a DOC drop its automatic numbers (`Điều 1.` is gone) and print what was deleted.
//! LibreOffice makes a DOCX of it that keeps numbers, notes and the font of each run; from there on it is read as one.

use crate::read::converter::{Conversion, OfficeFormat};
use crate::read::draft::Sheet;
use crate::read::reader::{File, Reader};
use crate::read::{Error, Format, word};

/// The first bytes of a compound file, in which Word 97–2003 kept its documents.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// A sector of a compound file, and what a Word document in it begins with: since 1997, before.
const SECTOR: usize = 512;
const WORD: [[u8; 2]; 2] = [[0xEC, 0xA5], [0xDC, 0xA5]];

/// Word 97–2003.
pub(crate) struct Doc;

impl Reader for Doc {
    fn format(&self) -> Format {
        Format { name: "DOC", media: "application/msword" }
    }

    fn knows(&self, file: &File<'_>) -> bool {
        file.bytes.starts_with(COMPOUND)
            && (is_packed(file.bytes) || heads(file.bytes).next().is_some())
    }

    fn read(&self, file: &File<'_>) -> Result<Sheet, Error> {
        if is_packed(file.bytes) || heads(file.bytes).any(is_locked) {
            return Err(Error::Locked { format: "DOC" });
        }
        let conversion = Conversion::OfficeToDocx(OfficeFormat::Doc);
        let converted = file.converter.convert(conversion, file.bytes);
        word::read(&converted.map_err(|why| Error::Program { format: "DOC", why })?)
    }
}

/// Whether a compound file is a locked DOCX.
fn is_packed(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    word::holds(bytes, &name)
}

/// Sectors that a Word document may begin in.
fn heads(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.chunks(SECTOR).skip(1).filter(|sector| WORD.iter().any(|start| sector.starts_with(start)))
}

/// Whether the document that begins here wants a password: one bit of its tenth word.
fn is_locked(sector: &[u8]) -> bool {
    sector.get(11).is_some_and(|flags| flags & 1 != 0)
}
