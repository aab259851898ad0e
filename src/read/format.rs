//! What a file is, told from what is in it.
//!
//! Names lie more often than content does: portals serve HTML as `.doc`, and whoever copies a law into an editor saves
//! whatever the editor likes. Each reader knows its own files; here stands what is no text at all, and how it is refused.

use std::fmt;

use crate::read::Error;

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Format {
    /// Its usual name, as people say it: `Markdown`, `DOCX`.
    pub name: &'static str,
    /// Its media type, for whoever serves the file as it is: `application/pdf`.
    pub media: &'static str,
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// First bytes of files that are no text, with the name of the formats that have no reader yet.
const MAGIC: [(&[u8], Option<&str>); 11] = [
    (b"%PDF-", Some("PDF")),
    (b"PK\x03\x04", None),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", None),
    (b"{\\rtf", None),
    (b"\x89PNG", None),
    (b"\xFF\xD8\xFF", None),
    (b"GIF8", None),
    (b"\xFD7zXZ\0", None),
    (b"\x1F\x8B", None),
    (b"PAR1", None),
    (b"SQLite format 3\0", None),
];

fn magic(bytes: &[u8]) -> Option<&'static (&'static [u8], Option<&'static str>)> {
    MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic))
}

/// Whether the first bytes are those of something that is no text.
pub(crate) fn is_binary(bytes: &[u8]) -> bool {
    magic(bytes).is_some()
}

/// Why a file that no reader knows is not read.
pub(crate) fn refusal(bytes: &[u8]) -> Error {
    match magic(bytes) {
        Some((_, Some(format))) => Error::Unsupported { format },
        Some((b"PK\x03\x04", _)) if holds(bytes, b"xl/workbook") => {
            Error::Unsupported { format: "Excel" }
        }
        Some((b"PK\x03\x04", _)) if holds(bytes, b"ppt/slides") => {
            Error::Unsupported { format: "PowerPoint" }
        }
        _ => Error::NotText,
    }
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

/// Whether a decoded text is mostly control characters: no encoding fitted.
pub(crate) fn is_noise(text: &str) -> bool {
    let head: Vec<char> = text.chars().take(8192).collect();
    let control = |c: &&char| c.is_control() && !matches!(c, '\n' | '\t');
    let controls = head.iter().filter(control).count();
    let lost = head.iter().filter(|c| **c == '\u{FFFD}').count();
    // Random bytes have 12 control characters in 100, texts none; letters lost in a wrong encoding are more forgivable.
    controls * 33 > head.len() || (controls + lost) * 10 > head.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_is_no_text() {
        assert!(is_noise(&"Điều 1. Một\u{1}\u{2}".repeat(20)));
        assert!(!is_noise("Điều 1.\n\tMột điều dài hơn một chút, có một ký tự lạ\u{1}"));
    }

    #[test]
    fn later_formats_are_named() {
        assert_eq!(refusal(b"%PDF-1.7"), Error::Unsupported { format: "PDF" });
        assert_eq!(refusal(b"PK\x03\x04..xl/workbook"), Error::Unsupported { format: "Excel" });
        assert_eq!(refusal(b"PK\x03\x04.."), Error::NotText);
        assert!(!is_binary("Điều 1.".as_bytes()));
    }
}
