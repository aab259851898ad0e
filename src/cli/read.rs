//! `dieukhoan read`: what is made of any one file, without a corpus.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;

use crate::cli::Outcome;
use crate::cli::output::{place, say, warn};
use crate::corpus::{NO_TEXT, bytes_of, is_empty, note_of};
use crate::law::{Content, Document, Note, Severity, UnitId};
use crate::structure;
use crate::text::{Block, BlockKind, Span, Transcript, canonical};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Tệp cần đọc.
    #[arg(value_name = "TỆP")]
    file: PathBuf,
    /// In chữ đã đọc được: Unicode dựng sẵn (NFC), mỗi đoạn một dòng.
    #[arg(long, group = "what")]
    text: bool,
    /// In từng khối với chỗ của nó trong tệp: trang hoặc dòng, dạng khối, chữ.
    #[arg(long, group = "what")]
    blocks: bool,
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
    let bytes = opened(path)?;
    let name = path.file_name().map(|it| it.to_string_lossy()).unwrap_or_default();
    if crate::corpus::is_catalogue(&name, &bytes) {
        bail!(
            "{}: đây là danh mục văn bản (các bảng [[van-ban]]), không phải một văn bản. \
             Hãy nạp bằng `dieukhoan build` rồi xem bằng `dieukhoan check`.",
            path.display()
        );
    }
    let reading = crate::read::read_with(&name, &bytes, &crate::cli::programs())
        .with_context(|| path.display().to_string())?;
    if is_empty(&reading) {
        warn(&format!("{}: {NO_TEXT}", path.display()));
        return Ok(Outcome::Nothing);
    }
    let read = structure::parse(reading.transcript);
    let transcript = &read.value.transcript;
    let own = read.notes.iter().map(|note| (transcript.line_of(note.span), note.clone()));
    let mut notes: Vec<(u32, Note)> =
        own.chain(reading.problems.into_iter().map(note_of)).collect();
    notes.sort_by_key(|(line, _)| *line);
    say(&match arguments {
        Arguments { text: true, .. } => paragraphs(transcript),
        Arguments { blocks: true, .. } => blocks(transcript),
        Arguments { notes: true, .. } => in_lines(&notes, &name),
        Arguments { json: true, .. } => json(&read.value, &notes)?,
        _ => tree(&read.value),
    })?;
    let failed = notes.iter().any(|(_, note)| note.kind.severity() == Severity::Error);
    Ok(if failed { Outcome::Nothing } else { Outcome::Done })
}

/// The bytes of a file that a command names.
pub(crate) fn opened(path: &Path) -> anyhow::Result<Vec<u8>> {
    bytes_of(path).map_err(|why| anyhow::anyhow!("{}: {why}", path.display()))
}

/// The text in canonical letters, one block a line; cells of a table are apart by ` | `.
fn paragraphs(transcript: &Transcript) -> String {
    let lines = transcript.blocks.iter().map(|block| match &block.kind {
        BlockKind::Table(table) => {
            let rows = table.rows.iter().map(|row| {
                let cells = row.cells.iter().map(|cell| one_line(transcript, cell.span));
                cells.collect::<Vec<_>>().join(" | ")
            });
            rows.collect::<Vec<_>>().join("\n")
        }
        _ => one_line(transcript, block.span),
    });
    let notes = transcript.footnotes.iter();
    let notes = notes.map(|note| format!("{} {}", note.mark, one_line(transcript, note.span)));
    lines.chain(notes).collect::<Vec<_>>().join("\n")
}

fn one_line(transcript: &Transcript, span: Span) -> String {
    canonical(&span.of(&transcript.text).replace('\n', " ")).into_owned()
}

/// Each block with its place in the file: `tr. 3 · đoạn 12 · đề mục 2 · Điều 1. …`.
fn blocks(transcript: &Transcript) -> String {
    let line = |block: &Block| {
        let origin = block.origin.as_deref();
        let place = match origin.and_then(|it| it.page) {
            Some(page) => format!("tr. {page}"),
            None if block.line > 0 => format!("dòng {}", block.line),
            None => "-".to_owned(),
        };
        let paragraph = origin.and_then(|it| it.paragraph).map(|it| format!("đoạn {it}"));
        let style = origin.and_then(|it| it.style.clone());
        let kind = match &block.kind {
            BlockKind::Paragraph => None,
            BlockKind::Heading(level) => Some(format!("đề mục {level}")),
            BlockKind::Table(table) => Some(format!("bảng {} hàng", table.rows.len())),
        };
        let said = [Some(place), paragraph, kind, style, Some(one_line(transcript, block.span))];
        said.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    transcript.blocks.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn in_lines(notes: &[(u32, Note)], file: &str) -> String {
    if notes.is_empty() {
        return "Không có ghi chú nào.".to_owned();
    }
    let line = |(line, note): &(u32, Note)| {
        format!("{}: {} [{}]", place(file, *line), note.kind, note.kind.code())
    };
    notes.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn json(document: &Document, notes: &[(u32, Note)]) -> anyhow::Result<String> {
    let notes: Vec<_> = notes.iter().map(|(line, note)| serde_json::json!({ "line": line, "code": note.kind.code(), "message": note.kind.to_string(), "note": note })).collect();
    Ok(serde_json::to_string(&serde_json::json!({ "document": document, "notes": notes }))?)
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
                *out += &format!("{indent}¶ {}\n", short(document.text(*span)));
            }
            Content::Quoted(span) => {
                *out += &format!("{indent}“ {}\n", short(document.text(*span)));
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
