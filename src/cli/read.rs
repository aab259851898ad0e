//! `dieukhoan read`: what is made of any one file, without a corpus.

use std::path::PathBuf;

use anyhow::Context;
use clap::Args;

use crate::cli::Outcome;
use crate::cli::output::say;
use crate::law::{Content, Document, Note, Noted, Severity, UnitId};
use crate::structure;
use crate::text::Transcript;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Tệp cần đọc.
    file: PathBuf,
    /// In chữ đã đọc được.
    #[arg(long, group = "what")]
    text: bool,
    /// In cây cấu trúc (mặc định).
    #[arg(long, group = "what")]
    tree: bool,
    /// In ghi chú.
    #[arg(long, group = "what")]
    notes: bool,
    /// In tất cả dạng JSON.
    #[arg(long, group = "what")]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let path = &arguments.file;
    let bytes =
        std::fs::read(path).with_context(|| format!("không mở được tệp {}", path.display()))?;
    let name = path.file_name().map(|it| it.to_string_lossy()).unwrap_or_default();
    let reading = crate::read::read(&name, &bytes).with_context(|| path.display().to_string())?;
    let read = vec![structure::parse(reading.transcript)];
    for document in &read {
        say(&match arguments {
            Arguments { text: true, .. } => document.value.transcript.text.clone(),
            Arguments { notes: true, .. } => notes(document, &name),
            Arguments { json: true, .. } => json(document)?,
            _ => tree(&document.value),
        })?;
    }
    let failed =
        read.iter().flat_map(|it| &it.notes).any(|note| note.kind.severity() == Severity::Error);
    Ok(if failed { Outcome::Nothing } else { Outcome::Done })
}

fn notes(document: &Noted<Document>, file: &str) -> String {
    let transcript = &document.value.transcript;
    let lines: Vec<String> =
        document.notes.iter().map(|note| note_line(transcript, note, file)).collect();
    if lines.is_empty() { "Không có ghi chú nào.".to_owned() } else { lines.join("\n") }
}

fn note_line(transcript: &Transcript, note: &Note, file: &str) -> String {
    format!("{file}:{}: {} [{}]", transcript.line_of(note.span), note.kind, note.kind.code())
}

fn json(document: &Noted<Document>) -> anyhow::Result<String> {
    let value = serde_json::json!({ "document": document.value, "notes": document.notes });
    Ok(serde_json::to_string(&value)?)
}

/// The outline: title block by roles, then every unit with its address and first words.
fn tree(document: &Document) -> String {
    let number = document
        .identity
        .number
        .as_ref()
        .map_or_else(|| "(không số)".to_owned(), ToString::to_string);
    let issuers: Vec<String> =
        document.identity.authorities.iter().map(ToString::to_string).collect();
    let issued = document.identity.issued.map_or_else(|| "?".to_owned(), |date| date.to_string());
    let mut out = format!(
        "{} {number}\n{}\n{} · {issued}\n",
        document.kind.name(),
        document.title,
        issuers.join(" - ")
    );
    for line in &document.lines {
        out += &format!("  [{:?}] {}\n", line.role, short(document.text(line.span)));
    }
    for part in &document.components {
        for span in &part.title {
            out += &format!("== {}\n", short(document.text(*span)));
        }
        branch(document, &part.content, 0, &mut out);
    }
    out
}

fn branch(document: &Document, content: &[Content], depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    for piece in content {
        match piece {
            Content::Unit(id) => unit(document, *id, depth, out),
            Content::Paragraph(span) => {
                *out += &format!("{indent}¶ {}\n", short(document.text(*span)))
            }
            Content::Quoted(span) => {
                *out += &format!("{indent}“ {}\n", short(document.text(*span)))
            }
            Content::Table(_) => *out += &format!("{indent}▦ bảng\n"),
        }
    }
}

fn unit(document: &Document, id: UnitId, depth: usize, out: &mut String) {
    let Some(provision) = document.provision(id) else { return };
    let heading = document.heading(id).map(short).unwrap_or_default();
    *out += &format!("{}{} {heading}\n", "  ".repeat(depth), document.portion(id));
    branch(document, &provision.content, depth + 1, out);
}

fn short(text: &str) -> String {
    let line = text.replace('\n', " ");
    match line.char_indices().nth(100) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or(&line)),
        None => line,
    }
}
