//! From the bytes of one file to its text: blocks, emphasis, footnotes, and what the file says about itself.
//!
//! A file is told by its content first and by its name second: portals serve pages as `.doc`, people save Markdown as
//! `.txt`. Nothing here knows law beyond how a line of law begins (`marker`), which is what tells a new paragraph from
//! a wrapped line, and the law from the furniture of a page. Whatever a reader could not decode, place or express is a
//! [`Problem`] beside the text, never a silent loss. Reading is pure: bytes in, [`Reading`] out.

pub mod codification;

mod draft;
mod emphasis;
mod encoding;
mod format;
mod front_matter;
mod html;
mod markdown;
mod marker;
mod plain;
mod problem;
pub mod record;

pub use draft::{Draft, DraftCell, DraftRow, Inline};
pub use format::Format;
pub use problem::{Error, Problem, ProblemKind};

use crate::text::{Span, Transcript};

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

/// Reads one file. `name` is its name or path; only the part after the last dot is looked at, and only in doubt.
///
/// # Errors
/// When the bytes are no text, too many, nested too deep, or in a format that is not read yet. Never for what the text
/// says.
pub fn read(name: &str, bytes: &[u8]) -> Result<Reading, Error> {
    if bytes.len() > SIZE_LIMIT {
        return Err(Error::TooLarge { bytes: bytes.len(), limit: SIZE_LIMIT });
    }
    format::refuse_binary(bytes)?;
    let decoded = encoding::decode(bytes);
    if format::is_noise(&decoded.text) {
        return Err(Error::NotText);
    }
    let format = format::of(name, &decoded.text);
    if format == Format::Record {
        let mut reading = record::read(&decoded.text)?;
        let lost = decoded.problem.map(|kind| Problem { span: Span::default(), line: 0, kind });
        reading.problems.extend(lost);
        return Ok(reading);
    }
    let mut sheet = match format {
        Format::Markdown => markdown::read(&decoded.text),
        Format::Html => html::read(&decoded.text)?,
        Format::Codification => codification::sheet(&decoded.text),
        _ => plain::read(&decoded.text),
    };
    sheet.report(None, 0, decoded.problem);
    let (transcript, problems) = sheet.finish();
    Ok(Reading { format, transcript, problems })
}

#[cfg(test)]
mod tests;
