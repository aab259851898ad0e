//! `dieukhoan check`: what should be looked at in the whole corpus, by file and line.

use clap::Args;
use serde::Serialize;

use crate::cli::output::{place, say};
use crate::cli::{IndexArgument, Outcome};
use crate::corpus::{Corpus, Destination, FiledNote};
use crate::law::Severity;
use crate::text::grouped;

/// The code under which citations that lead to no provision are listed.
const DANGLING: &str = "khong-co-dieu-khoan";

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    index: IndexArgument,
    /// Chỉ những ghi chú thuộc loại này, ví dụ nhay-so.
    #[arg(long, value_name = "LOẠI")]
    kind: Option<String>,
    /// Mỗi ghi chú một dòng JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct NoteLine<'a> {
    file: String,
    line: u32,
    document: Option<String>,
    code: &'a str,
    severity: Severity,
    message: String,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let corpus = Corpus::open(&arguments.index.index)?;
    let notes = corpus.notes(None)?;
    let wanted = |note: &&FiledNote| {
        arguments.kind.as_deref().is_none_or(|kind| note.note.kind.code() == kind)
    };
    let (mut errors, mut all) = (0, 0);
    for note in notes.iter().filter(wanted) {
        all += 1;
        errors += usize::from(note.note.kind.severity() == Severity::Error);
        say(&match arguments.json {
            true => serde_json::to_string(&json(note))?,
            false => format!(
                "{}: {} [{}]",
                place(&note.file.to_string_lossy(), note.line),
                note.note.kind,
                note.note.kind.code()
            ),
        })?;
    }
    all += dangling(&corpus, arguments)?;
    if !arguments.json {
        say(&format!("{} ghi chú, trong đó {} lỗi.", grouped(all), grouped(errors)))?;
    }
    Ok(if errors > 0 { Outcome::Nothing } else { Outcome::Done })
}

/// Citations of provisions that a document does not have: a fault of the program, or one of the law worth showing.
fn dangling(corpus: &Corpus, arguments: &Arguments) -> anyhow::Result<usize> {
    if arguments.kind.as_deref().is_some_and(|kind| kind != DANGLING) {
        return Ok(0);
    }
    let mut lines = Vec::new();
    corpus.each_dangling(&mut |slug, references| {
        for reference in references {
            let Destination::Missing(address, nearest) = &reference.to else { continue };
            lines.push((slug.to_owned(), reference.from.clone(), address.clone(), nearest.clone()));
        }
    })?;
    for (slug, from, address, nearest) in &lines {
        let place = format!("/vb/{slug}/{from}");
        let near = if nearest.is_whole() { "văn bản".to_owned() } else { nearest.name() };
        let message = format!(
            "dẫn chiếu {address}: văn bản có trong kho nhưng không có {}; gần nhất là {near}.",
            address.portion.name()
        );
        say(&match arguments.json {
            true => serde_json::to_string(&NoteLine {
                file: place,
                line: 0,
                document: Some(slug.clone()),
                code: DANGLING,
                severity: Severity::Info,
                message,
            })?,
            false => format!("{place}: {message} [{DANGLING}]"),
        })?;
    }
    Ok(lines.len())
}

fn json(note: &FiledNote) -> NoteLine<'_> {
    NoteLine {
        file: note.file.display().to_string(),
        line: note.line,
        document: note.document.as_ref().map(ToString::to_string),
        code: note.note.kind.code(),
        severity: note.note.kind.severity(),
        message: note.note.kind.to_string(),
    }
}
