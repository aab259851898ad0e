//! `measure restore`: how many syllables get their dấu back?
//!
//! Questions with their dấu are asked once without any, once with every second syllable bare, and once as they are; what
//! the search makes of them is compared with the original, syllable by syllable.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context, bail};
use clap::Args;
use serde::{Deserialize, Serialize};

use crate::cli::output::say;
use crate::cli::{IndexArgument, Outcome, today};
use crate::corpus::Corpus;
use crate::search::{Engine, Question, Run};
use crate::text::{comparable, fold_char};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    index: IndexArgument,
    /// Tệp câu hỏi có dấu, mỗi dòng một đối tượng JSON có trường "text".
    #[arg(long, value_name = "TỆP")]
    questions: PathBuf,
    /// Chỉ in dòng JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Deserialize)]
struct Line {
    text: String,
}

#[derive(Debug, Default, Serialize)]
struct Figures {
    questions: usize,
    syllables: usize,
    /// Share of syllables that come out as they were, typed without dấu.
    none: f64,
    /// … with every second syllable bare.
    half: f64,
    /// … as they are.
    full: f64,
    p50_ms: f64,
    p99_ms: f64,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let engine = Engine::open(Arc::new(Corpus::open(&arguments.index.index)?))?;
    let path = &arguments.questions;
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("không đọc được {}", path.display()))?;
    let mut figures = Figures::default();
    let mut right = [0usize; 3];
    let mut times = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let asked: Line = serde_json::from_str(line)
            .with_context(|| format!("{}: dòng không có trường text", path.display()))?;
        let meant = words(&engine, &asked.text, true, &mut Vec::new())?;
        figures.questions += 1;
        figures.syllables += meant.len();
        for (right, step) in right.iter_mut().zip([1, 2, 0]) {
            let typed = bare(&meant, step);
            let read = words(&engine, &typed, false, &mut times)?;
            let same = meant.iter().zip(&read).filter(|(one, other)| one == other).count();
            *right += if read.len() == meant.len() { same } else { 0 };
            if !arguments.json && read != meant {
                say(&wrong(&meant, &read))?;
            }
        }
    }
    if figures.syllables == 0 {
        bail!("{} không có câu hỏi nào", path.display());
    }
    let [none, half, full] = right.map(|it| it as f64 / figures.syllables as f64);
    (figures.none, figures.half, figures.full) = (none, half, full);
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times.get((times.len() as f64 * share) as usize).copied().unwrap_or(0.0);
    (figures.p50_ms, figures.p99_ms) = (at(0.5), at(0.99));
    say(&serde_json::to_string(&figures)?)?;
    Ok(Outcome::Done)
}

/// The words of a question as they are looked for, in comparable form.
fn words(
    engine: &Engine,
    text: &str,
    exact: bool,
    times: &mut Vec<f64>,
) -> anyhow::Result<Vec<String>> {
    let started = Instant::now();
    let explained = engine.explain(&Question { exact, ..Question::of(text, today()) })?;
    times.push(started.elapsed().as_secs_f64() * 1e3);
    let asked = explained.plan.asked().flat_map(|run: &Run| &run.words);
    Ok(asked.map(|word| comparable(&word.text)).collect())
}

/// The words with every `step`th bare, from the last of the first `step`; 0 leaves all.
fn bare(words: &[String], step: usize) -> String {
    let word = |(place, word): (usize, &String)| match step {
        0 => word.clone(),
        step if place % step == step - 1 => word.chars().map(fold_char).collect(),
        _ => word.clone(),
    };
    words.iter().enumerate().map(word).collect::<Vec<_>>().join(" ")
}

/// Both readings, what differs in brackets.
fn wrong(meant: &[String], read: &[String]) -> String {
    let shown = |(place, word): (usize, &String)| match read.get(place) {
        Some(other) if other != word => format!("{word}[{other}]"),
        _ => word.clone(),
    };
    meant.iter().enumerate().map(shown).collect::<Vec<_>>().join(" ")
}
