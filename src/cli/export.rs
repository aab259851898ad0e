//! `dieukhoan export`: the whole corpus as JSON Lines, one document a line, in the layout that `build` reads.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, ValueEnum};

use crate::cli::output::warn;
use crate::cli::{IndexArgument, Outcome};
use crate::corpus::Corpus;
use crate::law::{Document, Kind, LinkKind, Listing};
use crate::read::record::{self, Facts};
use crate::text::grouped;

/// What is written.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// Mỗi dòng một văn bản (docs/json-lines.md).
    Jsonl,
}

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    index: IndexArgument,
    /// Dạng ghi ra.
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,
    /// Tệp ghi ra; không có thì ghi ra cửa sổ lệnh.
    #[arg(long, value_name = "TỆP")]
    out: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let corpus = Corpus::open(&arguments.index.index)?;
    let Format::Jsonl = arguments.format;
    let Some(path) = &arguments.out else {
        let count = write(&corpus, &mut std::io::stdout().lock())?;
        return Ok(if count > 0 { Outcome::Done } else { Outcome::Nothing });
    };
    // Written beside and moved into place: what was there before stays whole until the new file is.
    let beside = PathBuf::from(format!("{}.part", path.display()));
    let told = || format!("không ghi được tệp {}", path.display());
    let mut file = BufWriter::new(File::create(&beside).with_context(told)?);
    let count = write(&corpus, &mut file)?;
    file.into_inner().map_err(std::io::IntoInnerError::into_error)?.sync_all()?;
    std::fs::rename(&beside, path).with_context(told)?;
    warn(&format!("Đã ghi {} văn bản vào {}.", grouped(count), path.display()));
    Ok(if count > 0 { Outcome::Done } else { Outcome::Nothing })
}

fn write(corpus: &Corpus, out: &mut dyn Write) -> anyhow::Result<usize> {
    let mut count = 0;
    // In the order of stamps, which a stream of any length can follow.
    for change in corpus.changes_after(0)? {
        let (Some(document), Some(listing)) =
            (corpus.load(&change.slug)?, corpus.listing(&change.slug)?)
        else {
            continue;
        };
        let line = record::with_blocks(&facts(&document, &listing), &document.transcript);
        out.write_all(line.as_bytes())?;
        out.write_all(b"\n")?;
        count += 1;
    }
    out.flush()?;
    Ok(count)
}

/// What is known of the whole document, in the words of front matter.
fn facts(document: &Document, listing: &Listing) -> Facts {
    let mut facts = Facts::new();
    let mut say = |key: &str, value: Option<String>| {
        facts.extend(value.filter(|it| !it.is_empty()).map(|value| (key.to_owned(), value)));
    };
    let (identity, known) = (&document.identity, &document.facts);
    let yes = |truth: bool| truth.then(|| "true".to_owned());
    say("so", identity.number.as_ref().map(ToString::to_string));
    say("loai", (document.kind != Kind::Other).then(|| document.kind.name().to_owned()));
    say("ten", Some(document.title.clone()));
    for authority in &listing.authorities {
        say("co-quan", Some(authority.to_string()));
    }
    say("ngay-ban-hanh", identity.issued.map(|date| date.to_string()));
    say("ngay-hieu-luc", known.effective.map(|date| date.to_string()));
    say("ngay-het-hieu-luc", known.ended.map(|date| date.to_string()));
    say("nguon", known.source.clone());
    say("linh-vuc", known.field.clone());
    say("ghi-chu", known.remark.clone());
    say("minh-hoa", yes(known.illustrative));
    say("phap-dien", yes(known.codified));
    let whole = known.links.iter().filter(|link| link.here.is_none());
    for link in whole {
        let words = if link.words.is_empty() { &link.there } else { &link.words };
        say(link.kind.key(), Some(words.clone()));
    }
    let told =
        |key: &str| LinkKind::ALL.iter().any(|kind| kind.key() == key) || UNTOLD.contains(&key);
    // What no fact holds stays as the source said it.
    for claim in document.transcript.claims.iter().filter(|claim| claim.about.is_none()) {
        if !told(&claim.key) {
            say(&claim.key, Some(claim.value.clone()));
        }
    }
    facts
}

/// Keys of claims that are facts, or that a record says in another way.
const UNTOLD: [&str; 17] = [
    "so",
    "loai",
    "ten",
    "co-quan",
    "dia-phuong",
    "ngay-ban-hanh",
    "ngay-hieu-luc",
    "ngay-het-hieu-luc",
    "nguon",
    "linh-vuc",
    "ghi-chu",
    "minh-hoa",
    "phap-dien",
    "bai-bo",
    "bai-bo-boi",
    "chi-danh-muc",
    "ma-phap-dien",
];
