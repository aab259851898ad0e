//! `meta.toml` beside a text: what `import` read in it, and what a person put right.
//!
//! An original cannot be written into, so what its front matter would say stands beside it. The keys are those of front
//! matter; a file without such keys, or with broken TOML, leaves the text as it is and is noted.

use std::path::{Path, PathBuf};

use toml::de::{DeTable, DeValue};

use crate::corpus::walk;

use crate::law::{Note, NoteKind};
use crate::text::{Claim, Span, Transcript};

/// The name of the file.
pub const META: &str = "meta.toml";

/// The table in which `import` tells where the original came from; it claims nothing.
pub const ORIGINAL: &str = "goc";

/// The key that lists doubtful keys; it claims nothing.
pub const DOUBTFUL: &str = "nghi-ngo";

/// The key in [`ORIGINAL`] that names the newer copy of the same original: `THƯ-MỤC/TỆP`, from the folder that holds both.
pub const NEWER: &str = "ban-moi";

/// The key in [`ORIGINAL`] that tells the day on which the newer copy came.
pub const NEWER_SINCE: &str = "thay-ngay";

/// The file in `folder` that a newer copy replaces, and what to tell of it. Without the newer copy the older one counts.
pub(super) fn replaced(folder: &Path) -> Option<(PathBuf, String)> {
    let meta = walk::bytes_of(&folder.join(META)).ok()?;
    let root: toml::Table = String::from_utf8_lossy(&meta).parse().ok()?;
    let original = root.get(ORIGINAL)?;
    let field = |key| original.get(key).and_then(toml::Value::as_str).filter(|it| !it.is_empty());
    let (file, newer) = (field("tep")?, field(NEWER)?);
    let since = field(NEWER_SINCE).map(|day| format!(" nhập ngày {day}")).unwrap_or_default();
    let is_there = folder.parent().unwrap_or(Path::new("")).join(newer).is_file();
    is_there.then(|| (folder.join(file), format!("bản cũ, đã có bản mới{since} ở “{newer}”")))
}

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
    fn an_older_copy_steps_back_while_the_newer_is_there() {
        let root = tempfile::tempdir().unwrap();
        let (old, new) = (root.path().join("cu"), root.path().join("moi"));
        for folder in [&old, &new] {
            std::fs::create_dir(folder).unwrap();
            std::fs::write(folder.join("a.txt"), "Điều 1.").unwrap();
        }
        let mark = |text: &str| {
            std::fs::write(old.join(META), format!("[goc]\ntep = \"a.txt\"\n{text}")).unwrap();
        };
        mark("ban-moi = \"moi/a.txt\"\nthay-ngay = \"2026-11-23\"\n");
        let (file, told) = replaced(&old).unwrap();
        assert_eq!(file, old.join("a.txt"));
        assert!(told.contains("2026-11-23") && told.contains("moi/a.txt"), "{told}");
        assert!(replaced(&new).is_none());
        std::fs::remove_file(new.join("a.txt")).unwrap();
        assert!(replaced(&old).is_none());
        mark("ban-moi = \"\"\n");
        assert!(replaced(&old).is_none());
    }

    #[test]
    fn a_broken_line_is_told() {
        let mut transcript = Transcript::default();
        let notes = claim("so = Số 1\nten = 5\nloai = \"Luật\"\n".as_bytes(), &mut transcript);
        assert!(notes.iter().any(|it| matches!(it.kind, NoteKind::FileUnreadable(_))), "{notes:?}");
        assert!(
            notes.iter().any(|it| matches!(it.kind, NoteKind::ClaimUnreadable { .. })),
            "{notes:?}"
        );
        assert_eq!((transcript.claimed("ten"), transcript.claimed("loai")), (None, Some("Luật")));
    }
}
