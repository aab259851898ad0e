//! `dieukhoan cite`: every citation of a file, and what stands behind it.

use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use serde::Serialize;

use crate::cite::{self, Citing, Outcome as Found, of_document};
use crate::cli::output::{place, say};
use crate::cli::read::opened;
use crate::cli::{IndexArgument, Outcome};
use crate::corpus::{Corpus, Shelf};
use crate::law::Library;
use crate::relate;
use crate::structure;
use crate::text::grouped;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    index: IndexArgument,
    /// Tệp văn bản cần xem dẫn chiếu.
    #[arg(value_name = "TỆP")]
    file: PathBuf,
    /// Mỗi dẫn chiếu một dòng JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Line {
    line: u32,
    from: String,
    words: String,
    relation: &'static str,
    outcome: &'static str,
    to: String,
    sentence: String,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let path = &arguments.file;
    let bytes = opened(path)?;
    let name = path.file_name().map(|it| it.to_string_lossy()).unwrap_or_default();
    let reading = crate::read::read_with(&name, &bytes, &crate::cli::programs())
        .with_context(|| path.display().to_string())?;
    let document = structure::parse(reading.transcript).value;
    let library = library(&arguments.index)?;
    let citing = Citing {
        reference: document.reference(),
        issued: document.identity.issued,
        effective: document.facts.effective,
    };
    let cited = of_document(&document);
    let mut resolved = 0;
    for one in &cited {
        let outcome = cite::resolve(&one.citation, &citing, &*library);
        let (word, to) = told(&outcome);
        resolved += usize::from(matches!(outcome, Found::Resolved(_)));
        let line = Line {
            line: document.transcript.line_of(one.citation.span),
            from: one.from.map(|id| document.portion(id).to_string()).unwrap_or_default(),
            words: document
                .text(one.citation.span)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
            relation: relate::kind_of(&document, one).slug(),
            outcome: word,
            to,
            sentence: document.text(one.sentence(&document)).to_owned(),
        };
        say(&match arguments.json {
            true => serde_json::to_string(&line)?,
            false => format!(
                "{}: “{}” → {} [{}]",
                place(&path.to_string_lossy(), line.line),
                line.words,
                line.to,
                line.outcome
            ),
        })?;
    }
    if !arguments.json {
        let (found, resolved) = (grouped(cited.len()), grouped(resolved));
        say(&format!("{found} dẫn chiếu, {resolved} dẫn đến văn bản có trong kho hoặc danh mục."))?;
    }
    Ok(if cited.is_empty() { Outcome::Nothing } else { Outcome::Done })
}

/// The index where there is one, else the shipped catalogue.
fn library(index: &IndexArgument) -> anyhow::Result<Box<dyn Library>> {
    match Corpus::open(&index.index) {
        Ok(corpus) => Ok(Box::new(corpus)),
        Err(crate::corpus::Error::NoIndex { .. }) => Ok(Box::new(Shelf::shipped())),
        Err(error) => Err(error.into()),
    }
}

/// An outcome as a word of data files, and where it leads.
fn told(outcome: &Found) -> (&'static str, String) {
    match outcome {
        Found::Resolved(address) => ("co", address.to_string()),
        Found::Ambiguous(listings) => {
            let names: Vec<String> = listings.iter().map(|it| it.reference.to_string()).collect();
            ("nhieu", names.join(" | "))
        }
        Found::NotInCorpus(name) => ("khong-co-trong-kho", name.to_string()),
        Found::NoSuchProvision { address, .. } => ("khong-co-dieu-khoan", address.to_string()),
        Found::Repealed { address, .. } => ("het-hieu-luc", address.to_string()),
        Found::TooVague => ("khong-ro", "?".to_owned()),
    }
}
