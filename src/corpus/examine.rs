//! One file looked at by itself, as a build would read it: for those who ask before they keep it.

use crate::corpus::parse::{guarded, note_of};
use crate::law::{Document, Note};
use crate::read::{self, Converter, Format, Reading, record};
use crate::structure;

/// What a file holds.
#[derive(Debug)]
pub struct Examined {
    /// How it is written.
    pub format: Format,
    /// Its document.
    pub document: Document,
    /// What is doubtful, with its line.
    pub notes: Vec<(u32, Note)>,
}

/// What is told of a file without a letter.
pub const NO_TEXT: &str = "Tệp không có chữ nào.";

/// Whether there is nothing to show of a file: no text, and no record that holds facts alone.
pub fn is_empty(reading: &Reading) -> bool {
    let facts_only = reading.format == record::FORMAT && !reading.transcript.claims.is_empty();
    reading.transcript.text.trim().is_empty() && !facts_only
}

/// Reads one file that holds one document.
///
/// # Errors
/// Why there is nothing to read, as a sentence.
pub fn examine(name: &str, bytes: &[u8], converter: &dyn Converter) -> Result<Examined, String> {
    let read = guarded(|| {
        let reading = read::read_with(name, bytes, converter).map_err(|error| error.to_string())?;
        if is_empty(&reading) {
            return Err(NO_TEXT.to_owned());
        }
        let read = structure::parse(reading.transcript);
        let transcript = &read.value.transcript;
        let own = read.notes.iter().map(|note| (transcript.line_of(note.span), note.clone()));
        let mut notes: Vec<(u32, Note)> =
            own.chain(reading.problems.into_iter().map(note_of)).collect();
        notes.sort_by_key(|(line, _)| *line);
        Ok(Examined { format: reading.format, document: read.value, notes })
    });
    read.unwrap_or_else(|why| Err(format!("Chương trình gặp lỗi với tệp này: {why}")))
}
