//! The `meta.toml` of a document: what was read in it, and what is doubtful.

use crate::corpus::{DOUBTFUL, Examined, ORIGINAL};
use crate::law::{Kind, Note, NoteKind, Severity};

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

/// The text of the file for a document. What could not be read stands as a comment, to be filled in.
pub(super) fn of_document(original: &Original<'_>, examined: &Examined) -> String {
    let document = &examined.document;
    let identity = &document.identity;
    let issuers: Vec<String> = identity.authorities.iter().map(ToString::to_string).collect();
    let date = |date: Option<jiff::civil::Date>| date.map(|it| it.to_string());
    let values = [
        ("so", identity.number.as_ref().map(ToString::to_string)),
        ("loai", (document.kind != Kind::Other).then(|| document.kind.name().to_owned())),
        ("ten", Some(document.title.clone()).filter(|title| !title.is_empty())),
        ("co-quan", Some(issuers.join("\n")).filter(|names| !names.is_empty())),
        ("ngay-ban-hanh", date(identity.issued)),
        ("ngay-hieu-luc", date(document.facts.effective)),
    ];
    let mut text = String::from(
        "# Đọc từ chính văn bản. Sửa chỗ sai ở đây rồi chạy lại `dieukhoan build`: tệp này được tin trước.\n",
    );
    let mut doubtful = Vec::new();
    for (key, value) in values {
        for (_, note) in examined.notes.iter().filter(|(_, note)| key_of(&note.kind) == Some(key)) {
            text += &format!("# Đáng ngờ: {}\n", note.kind.to_string().replace('\n', " "));
            doubtful.push(key);
        }
        match value {
            Some(value) if key == "co-quan" && value.contains('\n') => {
                let names: Vec<String> = value.lines().map(quoted).collect();
                text += &format!("{key} = [{}]\n", names.join(", "));
            }
            Some(value) => text += &format!("{key} = {}\n", quoted(&value)),
            None => text += &format!("# {key} = \"\"\n"),
        }
    }
    doubtful.dedup();
    if !doubtful.is_empty() {
        let keys: Vec<String> = doubtful.iter().map(|key| quoted(key)).collect();
        text += &format!("{DOUBTFUL} = [{}]\n", keys.join(", "));
    }
    text + &of_original(original)
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
