//! Danh mục: documents of which only facts are kept, several to a file.
//!
//! ```toml
//! [[van-ban]]
//! so = "629/2019/UBTVQH14"
//! loai = "Nghị quyết"
//! ten = "…"
//! co-quan = "Ủy ban Thường vụ Quốc hội"   # or a list
//! ngay-ban-hanh = "2019-01-30"
//! ```
//!
//! The keys are those of front matter, so an entry becomes a transcript without text whose claims are read as those of
//! any other file: what a word means is decided in one place.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::corpus::settings::line_at;
use crate::law::{Note, NoteKind};
use crate::text::{Span, Transcript};

/// The table that lists documents.
const TABLE: &str = "van-ban";

/// An entry: what it claims, and where it stands.
#[derive(Debug)]
pub(super) struct Entry {
    /// Its claims; no text.
    pub(super) transcript: Transcript,
    /// Its first line in the file, from 1.
    pub(super) line: u32,
}

/// A note and its line.
pub(super) type Placed = (u32, Note);

/// Whether a file is a catalogue, by its content.
pub fn is_catalogue(name: &str, bytes: &[u8]) -> bool {
    let header = format!("[[{TABLE}]]");
    let ends = name.rsplit('.').next().is_some_and(|end| end.eq_ignore_ascii_case("toml"));
    ends && bytes.windows(header.len()).any(|window| window == header.as_bytes())
}

/// Reads a catalogue. What is not understood is noted with its line; the other entries stand.
pub(super) fn read(bytes: &[u8]) -> (Vec<Entry>, Vec<Placed>) {
    let mut reader =
        Reader { text: &String::from_utf8_lossy(bytes), entries: Vec::new(), notes: Vec::new() };
    // As the parser goes on after an error, one bad line costs one entry and not the file.
    let (root, errors) = DeTable::parse_recoverable(reader.text);
    for error in errors {
        let at = error.span().unwrap_or_default().start;
        reader
            .note(at, NoteKind::FileUnreadable(format!("TOML sai cú pháp: {}.", error.message())));
    }
    for (key, value) in root.get_ref() {
        match value.get_ref() {
            DeValue::Array(tables) if key.get_ref() == TABLE => {
                tables.iter().for_each(|table| reader.entry(table));
            }
            _ => reader.note(key.span().start, NoteKind::ClaimUnknown(key.get_ref().to_string())),
        }
    }
    (reader.entries, reader.notes)
}

struct Reader<'a> {
    text: &'a str,
    entries: Vec<Entry>,
    notes: Vec<Placed>,
}

impl Reader<'_> {
    fn line(&self, at: usize) -> u32 {
        u32::try_from(line_at(self.text, at)).unwrap_or(u32::MAX)
    }

    fn note(&mut self, at: usize, kind: NoteKind) {
        self.notes.push((self.line(at), Note::new(Span::default(), kind)));
    }

    fn entry(&mut self, table: &Spanned<DeValue<'_>>) {
        let start = table.span().start;
        let DeValue::Table(facts) = table.get_ref() else {
            return self.unreadable(start, TABLE, "", "các bảng viết [[van-ban]]");
        };
        let mut transcript = Transcript::default();
        transcript.claim("chi-danh-muc", "true", self.line(start));
        let mut facts: Vec<_> = facts.iter().collect();
        facts.sort_by_key(|(key, _)| key.span().start);
        for (key, value) in facts {
            self.claim(&mut transcript, key.get_ref(), value);
        }
        if transcript.claimed("so").is_none() && transcript.claimed("ten").is_none() {
            return self.unreadable(start, "so", "", "số, ký hiệu hoặc tên văn bản");
        }
        self.entries.push(Entry { transcript, line: self.line(start) });
    }

    fn claim(&mut self, transcript: &mut Transcript, key: &str, value: &Spanned<DeValue<'_>>) {
        let at = value.span().start;
        match value.get_ref() {
            DeValue::String(text) => transcript.claim(key, text.trim(), self.line(at)),
            DeValue::Boolean(truth) => transcript.claim(key, truth.to_string(), self.line(at)),
            DeValue::Datetime(date) => transcript.claim(key, date.to_string(), self.line(at)),
            DeValue::Array(values) => {
                for value in values {
                    self.claim(transcript, key, value);
                }
            }
            DeValue::Integer(_) | DeValue::Float(_) | DeValue::Table(_) => {
                let written = self.text.get(value.span()).unwrap_or_default().to_owned();
                self.unreadable(at, key, &written, "chữ trong ngoặc kép");
            }
        }
    }

    fn unreadable(&mut self, at: usize, key: &str, value: &str, expected: &str) {
        let (key, value, expected) = (key.to_owned(), value.to_owned(), expected.to_owned());
        self.note(at, NoteKind::ClaimUnreadable { key, value, expected });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# Giám sát\n[[van-ban]]\nso = \"87/2015/QH13\"\nthay-the = [\"05/2003/QH11\"]\n\n\
                        [[van-ban]]\nso = 5\nten = \"Tên\"\nngay-ban-hanh = 2003-06-17\n";

    #[test]
    fn entries_become_claims_with_lines() {
        let (entries, notes) = read(TEXT.as_bytes());
        let first = &entries[0];
        assert_eq!((first.line, first.transcript.claimed("so")), (2, Some("87/2015/QH13")));
        assert_eq!(first.transcript.claimed("thay-the"), Some("05/2003/QH11"));
        assert_eq!(entries[1].transcript.claimed("ngay-ban-hanh"), Some("2003-06-17"));
        let [(7, Note { kind: NoteKind::ClaimUnreadable { key, value, .. }, .. })] =
            notes.as_slice()
        else {
            panic!("{notes:?}")
        };
        assert_eq!((key.as_str(), value.as_str()), ("so", "5"));
    }

    #[test]
    fn a_broken_line_costs_no_other_entry() {
        let text = "[[van-ban]]\nso = \"1/2020/QH14\"\nten = bỏ ngoặc\n[[van-ban]]\nso = \"2/2020/QH14\"\n";
        let (entries, notes) = read(text.as_bytes());
        assert!(notes.iter().any(|(line, _)| *line == 3), "{notes:?}");
        assert!(entries.iter().any(|it| it.transcript.claimed("so") == Some("2/2020/QH14")));
    }

    #[test]
    fn catalogues_are_told_by_content() {
        assert!(is_catalogue("a.toml", TEXT.as_bytes()));
        assert!(!is_catalogue("a.md", TEXT.as_bytes()));
        assert!(!is_catalogue("corpus.toml", b"[[nguon]]"));
    }
}
