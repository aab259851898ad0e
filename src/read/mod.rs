//! From the bytes of one file to its text: blocks, emphasis, footnotes, and what the file says about itself.
//!
//! A file is told by its content first and by its name second: portals serve pages as `.doc`, people save Markdown as
//! `.txt`. Nothing here knows law beyond how a line of law begins (`marker`), which is what tells a new paragraph from
//! a wrapped line, and the law from the furniture of a page. Whatever a reader could not decode, place or express is a
//! [`Problem`] beside the text, never a silent loss. Reading is pure: bytes in, [`Reading`] out. A format is one file
//! with one `Reader`, and one row in `READERS`.

pub mod codification;

mod converter;
mod draft;
mod emphasis;
mod encoding;
mod format;
mod front_matter;
mod html;
mod markdown;
mod marker;
mod pdf;
mod plain;
mod problem;
mod reader;
pub mod record;

pub use converter::{Conversion, Converter, ConverterError, OfficeFormat, PICTURE_SIDE, Without};
pub use draft::{Draft, DraftCell, DraftRow, Inline};
pub use format::Format;
pub use problem::{Error, Problem, ProblemKind};

use crate::text::Transcript;

use reader::{File, Reader};

/// Every format that is read, in the order in which they are asked.
const READERS: [&dyn Reader; 6] = [
    &pdf::Pdf,
    &codification::Codification,
    &record::Record,
    &html::Page,
    &markdown::Markdown,
    &plain::Plain,
];

/// The largest file that is read, in bytes.
///
/// The largest file of the official codification is 11 MB, the largest Word page met 2 MB.
pub const SIZE_LIMIT: usize = 64 * 1024 * 1024;

/// Everything one file holds.
#[derive(Clone, Debug)]
pub struct Reading {
    /// What the file turned out to be.
    pub format: Format,
    /// Its text.
    pub transcript: Transcript,
    /// What a person should look at, in the order of the file.
    pub problems: Vec<Problem>,
}

/// Reads one file without any program outside. `name` is its name or path; only the part after the last dot is looked
/// at, and only in doubt.
///
/// # Errors
/// When the bytes are no text, too many, nested too deep, locked, damaged, or in a format that is not read yet. Never for
/// what the text says.
pub fn read(name: &str, bytes: &[u8]) -> Result<Reading, Error> {
    read_with(name, bytes, &Without)
}

/// Reads one file on a machine that has programs for formats that need one.
///
/// # Errors
/// As [`read`]; also when a program that was needed is absent or failed.
pub fn read_with(name: &str, bytes: &[u8], converter: &dyn Converter) -> Result<Reading, Error> {
    if bytes.len() > SIZE_LIMIT {
        return Err(Error::TooLarge { bytes: bytes.len(), limit: SIZE_LIMIT });
    }
    let file = File::new(name, bytes, converter);
    let Some(reader) = READERS.iter().find(|reader| reader.knows(&file)) else {
        return Err(format::refusal(bytes));
    };
    let mut sheet = reader.read(&file)?;
    sheet.report(None, 0, file.decoded().and_then(|decoded| decoded.problem.clone()));
    let (transcript, problems) = sheet.finish();
    Ok(Reading { format: reader.format(), transcript, problems })
}

/// What a file is, by its content; none when no reader knows it.
pub fn format_of(name: &str, bytes: &[u8]) -> Option<Format> {
    let file = File::new(name, bytes, &Without);
    READERS.iter().find(|reader| reader.knows(&file)).map(|reader| reader.format())
}

#[cfg(test)]
mod tests;
