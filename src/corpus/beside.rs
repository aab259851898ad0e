//! `meta.toml` beside a text: what `import` read in it, and what a person put right.
//!
//! An original cannot be written into, so what its front matter would say stands beside it. The keys are those of front
//! matter; a file without such keys, or with broken TOML, leaves the text as it is and is noted.

use toml::de::{DeTable, DeValue};

use crate::law::{Note, NoteKind};
use crate::text::{Claim, Span, Transcript};

/// The name of the file.
pub const META: &str = "meta.toml";

/// The table in which `import` tells where the original came from; it claims nothing.
pub const ORIGINAL: &str = "goc";

/// The key that lists doubtful keys; it claims nothing.
pub const DOUBTFUL: &str = "nghi-ngo";

/// Puts what stands beside a text before what the text claims of itself.
pub(super) fn claim(meta: &[u8], transcript: &mut Transcript) -> Vec<Note> {
    let text = String::from_utf8_lossy(meta);
    let (root, errors) = DeTable::parse_recoverable(&text);
    let note = |kind| Note::new(Span::default(), kind);
    let mut notes: Vec<Note> = errors
        .iter()
        .map(|error| format!("{META}: TOML sai cú pháp: {}.", error.message()))
        .map(|why| note(NoteKind::FileUnreadable(why)))
        .collect();
    let mut claims = Vec::new();
    for (key, value) in root.get_ref() {
        let key = key.get_ref().as_ref();
        if [ORIGINAL, DOUBTFUL].contains(&key) {
            continue;
        }
        let values = match value.get_ref() {
            DeValue::Array(values) => values.iter().map(|it| written(it.get_ref())).collect(),
            one => vec![written(one)],
        };
        for value in values {
            match value {
                Some(value) if value.is_empty() => {}
                Some(value) => {
                    claims.push(Claim { key: key.to_owned(), value, about: None, line: 0 });
                }
                None => notes.push(note(NoteKind::ClaimUnreadable {
                    key: key.to_owned(),
                    value: String::new(),
                    expected: format!("chữ trong ngoặc kép ({META})"),
                })),
            }
        }
    }
    transcript.claims.splice(0..0, claims);
    notes
}

fn written(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.trim().to_owned()),
        DeValue::Boolean(truth) => Some(truth.to_string()),
        DeValue::Datetime(date) => Some(date.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correction_comes_before_what_the_text_says() {
        let mut transcript = Transcript::default();
        transcript.claim("so", "1/2020/NQ-MH", 2);
        let meta = "so = \"2/2020/NQ-MH\"\nngay-ban-hanh = 2020-03-01\nnghi-ngo = [\"so\"]\n[goc]\ntep = \"a.docx\"\n";
        assert!(claim(meta.as_bytes(), &mut transcript).is_empty());
        assert_eq!(transcript.claimed("so"), Some("2/2020/NQ-MH"));
        assert_eq!(transcript.claimed("ngay-ban-hanh"), Some("2020-03-01"));
        assert_eq!(transcript.claims.len(), 3);
    }

    #[test]
    fn a_broken_line_is_told() {
        let mut transcript = Transcript::default();
        let notes = claim(b"so = 1/2020\nten = 5\n", &mut transcript);
        assert!(!notes.is_empty() && transcript.claims.is_empty(), "{notes:?}");
    }
}
