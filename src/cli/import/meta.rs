//! The `meta.toml` of a document: what was read in it, and what is doubtful.

use crate::corpus::{DOUBTFUL, Examined, ORIGINAL};
use crate::law::{Document, Kind, Note, NoteKind, Severity};

/// Where an original came from.
pub(super) struct Original<'a> {
    /// Its name.
    pub(super) name: &'a str,
    /// The path from which it was copied.
    pub(super) from: String,
    /// The hash of its bytes.
    pub(super) hash: &'a str,
    /// How it is written.
    pub(super) format: &'a str,
}

/// What is read in a document, key by key; nothing under a key that could not be read.
pub(super) fn read_in(document: &Document) -> [(&'static str, Vec<String>); 6] {
    let identity = &document.identity;
    let one = |value: Option<String>| value.into_iter().filter(|it| !it.is_empty()).collect();
    let date = |date: Option<jiff::civil::Date>| one(date.map(|it| it.to_string()));
    let kind = (document.kind != Kind::Other).then(|| document.kind.name().to_owned());
    [
        ("so", one(identity.number.as_ref().map(ToString::to_string))),
        ("loai", one(kind)),
        ("ten", one(Some(document.title.clone()))),
        ("co-quan", identity.authorities.iter().map(ToString::to_string).collect()),
        ("ngay-ban-hanh", date(identity.issued)),
        ("ngay-hieu-luc", date(document.facts.effective)),
    ]
}

/// The text of the file for a document. What could not be read stands as a comment, to be filled in; what a person put
/// right beside an older copy (`carried`) stands as that person wrote it.
pub(super) fn of_document(
    original: &Original<'_>,
    examined: &Examined,
    carried: &[(String, toml::Value)],
) -> String {
    let mut text = String::from(
        "# Đọc từ chính văn bản. Sửa chỗ sai ở đây rồi chạy lại `dieukhoan build`: tệp này được tin trước.\n",
    );
    let mut doubtful = Vec::new();
    let values = read_in(&examined.document);
    for (key, values) in &values {
        if let Some((_, value)) = carried.iter().find(|(it, _)| it == key) {
            text += &format!("# Giữ chỗ đã sửa ở bản nhập trước.\n{key} = {value}\n");
            continue;
        }
        for (_, note) in examined.notes.iter().filter(|(_, note)| key_of(&note.kind) == Some(*key))
        {
            text += &format!("# Đáng ngờ: {}\n", note.kind.to_string().replace('\n', " "));
            doubtful.push(*key);
        }
        match values.as_slice() {
            [] => text += &format!("# {key} = \"\"\n"),
            [value] => text += &format!("{key} = {}\n", quoted(value)),
            several => text += &format!("{key} = {}\n", list(several)),
        }
    }
    for (key, value) in carried.iter().filter(|(key, _)| values.iter().all(|(it, _)| it != key)) {
        text += &format!("{} = {value}\n", bare(key));
    }
    doubtful.dedup();
    if !doubtful.is_empty() {
        text += &format!("{DOUBTFUL} = {}\n", list(&doubtful));
    }
    text + &of_original(original)
}

fn list(values: &[impl AsRef<str>]) -> String {
    let values: Vec<String> = values.iter().map(|it| quoted(it.as_ref())).collect();
    format!("[{}]", values.join(", "))
}

/// A key as TOML has it: in quotes where it has other than letters, digits and dashes.
fn bare(key: &str) -> String {
    let plain = key.chars().all(|it| it.is_ascii_alphanumeric() || matches!(it, '-' | '_'));
    if plain { key.to_owned() } else { quoted(key) }
}

/// The text of the file for a set of documents.
pub(super) fn of_set(original: &Original<'_>, count: usize) -> String {
    format!("# Tệp có {count} văn bản.\n{}", of_original(original))
}

fn of_original(original: &Original<'_>) -> String {
    format!(
        "\n[{ORIGINAL}]\ntep = {}\ntu = {}\nblake3 = {}\ndang = {}\n",
        quoted(original.name),
        quoted(&original.from),
        quoted(original.hash),
        quoted(original.format)
    )
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

/// What is doubtful about who a document is, and what of it could not be read, in words.
pub(super) fn doubts(notes: &[(u32, Note)]) -> Vec<String> {
    let grave = notes.iter().filter(|(_, note)| {
        key_of(&note.kind).is_some()
            || note.kind.severity() == Severity::Error
            || matches!(note.kind, NoteKind::LawNotFound | NoteKind::Unstructured(_))
    });
    let mut words: Vec<String> = grave.map(|(_, note)| note.kind.to_string()).collect();
    words.dedup();
    words
}

/// The key that a note speaks of.
fn key_of(kind: &NoteKind) -> Option<&'static str> {
    match kind {
        NoteKind::NumberMissing | NoteKind::NumberUnreadable(_) => Some("so"),
        NoteKind::KindMissing => Some("loai"),
        NoteKind::AuthorityMissing | NoteKind::AuthorityUnknown(_) => Some("co-quan"),
        NoteKind::DateMissing | NoteKind::DateImpossible(_) => Some("ngay-ban-hanh"),
        NoteKind::Disagreement { key, .. } | NoteKind::ClaimUnreadable { key, .. } => {
            let known = ["so", "loai", "ten", "co-quan", "ngay-ban-hanh", "ngay-hieu-luc"];
            known.into_iter().find(|it| it == key)
        }
        _ => None,
    }
}
