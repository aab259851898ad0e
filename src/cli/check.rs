//! `dieukhoan check`: what should be looked at in the whole corpus, by file and line.

use clap::Args;
use serde::Serialize;

use crate::cli::output::{place, say};
use crate::cli::{IndexArgument, Outcome};
use crate::corpus::{Corpus, FiledNote};
use crate::law::Severity;
use crate::text::grouped;

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
    if !arguments.json {
        say(&format!("{} ghi chú, trong đó {} lỗi.", grouped(all), grouped(errors)))?;
    }
    Ok(if errors > 0 { Outcome::Nothing } else { Outcome::Done })
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
