//! `measure consolidated`: our text against the published consolidation, article by article.
//!
//! A case is a folder with `original_*`, `amend_*` and `vbhn_*` (a PDF when there is one). All amending texts are carried
//! out, whatever their days, for that is what the published text holds. Letters and digits are compared, marks of notes and
//! "(được bãi bỏ)" aside. A difference is listed, not judged: the published text may be at fault too.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail};
use clap::Args;
use serde::Serialize;

use crate::amend;
use crate::cli::measure::case::document;
use crate::cli::output::say;
use crate::cli::redline::lined;
use crate::cli::Outcome;
use crate::law::Document;
use crate::timeline::{self, Pair, Target, Timeline, compare};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Thư mục chứa các trường hợp.
    #[arg(long, value_name = "THƯ MỤC")]
    cases: PathBuf,
    /// In từng điều khác nhau.
    #[arg(long)]
    verbose: bool,
    /// Chỉ in dòng JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Default, Serialize)]
struct Figures {
    cases: usize,
    articles: usize,
    exact: usize,
    differ: usize,
    only_official: usize,
    only_ours: usize,
    refused: usize,
    footnotes: usize,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let mut figures = Figures::default();
    let mut folders: Vec<PathBuf> = std::fs::read_dir(&arguments.cases)
        .with_context(|| format!("không mở được {}", arguments.cases.display()))?
        .flatten()
        .map(|entry| entry.path())
        .collect();
    folders.sort();
    for folder in folders.iter().filter(|it| it.is_dir()) {
        let files = files(folder)?;
        let lines = one(&files, arguments.verbose, &mut figures)
            .with_context(|| folder.display().to_string())?;
        if !arguments.json && !lines.is_empty() {
            say(&format!("{}\n{}", folder.display(), lines.join("\n")))?;
        }
    }
    if figures.cases == 0 {
        bail!("không có trường hợp nào trong {}", arguments.cases.display());
    }
    say(&serde_json::to_string(&figures)?)?;
    Ok(Outcome::Done)
}

fn files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder)?.flatten().map(|entry| entry.path()).collect();
    files.sort();
    Ok(files)
}

/// The files whose name begins so; a PDF before the text that was taken out of it.
fn named<'a>(files: &'a [PathBuf], start: &str) -> Vec<&'a PathBuf> {
    let name = |path: &Path| path.file_name().map(|it| it.to_string_lossy().into_owned());
    let fits = |path: &&PathBuf| name(path).is_some_and(|it| it.starts_with(start));
    files.iter().filter(fits).collect()
}

fn one(files: &[PathBuf], verbose: bool, figures: &mut Figures) -> anyhow::Result<Vec<String>> {
    let Some(original) = named(files, "original_").first().copied() else { return Ok(Vec::new()) };
    let published = named(files, "vbhn_");
    let read = published.iter().find_map(|path| document(path).ok().filter(|it| it.article_count() > 3));
    let Some(published) = read else { return Ok(vec!["không đọc được văn bản hợp nhất".to_owned()]) };
    figures.cases += 1;
    let mut amenders = Vec::new();
    for path in named(files, "amend_") {
        let amender = Arc::new(timed(document(path)?));
        let instructions = amend::parse(&amender).value;
        amenders.push((amender, instructions));
    }
    let timeline = Timeline::of(Arc::new(timed(document(original)?)), amenders, Vec::new());
    let Some(version) = timeline.all().last() else { return Ok(Vec::new()) };
    figures.refused += version.refused.len();
    figures.footnotes += published.transcript.footnotes.len();
    let mut lines = Vec::new();
    for pair in compare(&published, &version.written.document) {
        figures.articles += 1;
        match (&pair.old, &pair.new) {
            (Some(_), Some(_)) if pair.is_same() => figures.exact += 1,
            (Some(_), Some(_)) => figures.differ += 1,
            (Some(_), None) => figures.only_official += 1,
            _ => figures.only_ours += 1,
        }
        if !pair.is_same() {
            lines.push(told(&pair, verbose));
        }
    }
    Ok(lines)
}

/// A document with what its own text says of its time.
fn timed(mut document: Document) -> Document {
    let said = timeline::effects(&document).value.into_iter();
    let own = said.filter(|it| it.target == Target::This).map(|it| it.effect);
    document.facts.effects = own.collect();
    document
}

fn told(pair: &Pair, verbose: bool) -> String {
    let title = |side: &Option<timeline::Side>| side.as_ref().map(|it| it.title.clone());
    let name = title(&pair.old).or_else(|| title(&pair.new)).unwrap_or_default();
    let what = match (&pair.old, &pair.new) {
        (Some(_), None) => "chỉ có ở bản công bố",
        (None, Some(_)) => "chỉ có ở bản máy ghép",
        _ => "khác nhau",
    };
    let words = if verbose { format!("\n{}", lined(&pair.stretches)) } else { String::new() };
    format!("  {what}: {name}{words}")
}
