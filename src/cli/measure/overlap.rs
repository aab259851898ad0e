//! `measure overlap`: are provisions that regulate the same thing told from those that only sound alike?
//!
//! `--pairs` is a table of tabs: two addresses, `same`, `near` or `different`, and why. `--articles` holds the texts, one
//! JSON object a line: `id`, `so_hieu`, `heading`, `text`, and where known `trich_yeu` and `co_quan`. Every pair is judged by
//! the product's own weights, against the background of all texts in the file.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use serde::{Deserialize, Serialize};

use crate::cli::Outcome;
use crate::cli::output::say;
use crate::overlap::{Background, Evidence, Judgement, Passage, Text, Verdict};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Bảng các cặp: địa chỉ, địa chỉ, same|near|different, lý do.
    #[arg(long, value_name = "TỆP")]
    pairs: PathBuf,
    /// Nội dung các điều, mỗi dòng một đối tượng JSON.
    #[arg(long, value_name = "TỆP")]
    articles: PathBuf,
    /// Kèm từng căn cứ của mỗi cặp: để tính lại trọng số.
    #[arg(long)]
    evidence: bool,
    /// Chỉ in dòng JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Deserialize)]
struct Article {
    id: String,
    #[serde(default)]
    so_hieu: String,
    #[serde(default)]
    co_quan: String,
    #[serde(default)]
    trich_yeu: String,
    #[serde(default)]
    heading: String,
    text: String,
}

/// What the reader said of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    Same,
    Near,
    Different,
}

struct Labelled {
    a: String,
    b: String,
    label: Label,
}

#[derive(Debug, Default, Serialize)]
struct Figures {
    pairs: usize,
    precision: f64,
    recall: f64,
    same_recall: f64,
    near_recall: f64,
    different_kept_apart: f64,
    unknown_addresses: usize,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let articles = articles(&arguments.articles)?;
    let passages: Vec<Passage> = articles.iter().map(passage).collect();
    let places: HashMap<&str, usize> =
        articles.iter().enumerate().map(|(index, it)| (it.id.as_str(), index)).collect();
    let background = Background::count(&passages);
    let at = |id: &str| places.get(id).and_then(|&index| passages.get(index));
    let mut judged = Vec::new();
    let mut unknown = 0;
    for pair in labelled(&arguments.pairs)? {
        let (Some(a), Some(b)) = (at(&pair.a), at(&pair.b)) else {
            unknown += 1;
            continue;
        };
        let judgement = Judgement::of(a, b, &background);
        if !arguments.json {
            say(&line(&pair, &judgement))?;
            if arguments.evidence {
                say(&format!("{:?}", Evidence::between(a, b, &background)))?;
            }
        }
        judged.push((pair.label, judgement.verdict));
    }
    if judged.is_empty() {
        bail!("không cặp nào trong {} có nội dung", arguments.pairs.display());
    }
    say(&serde_json::to_string(&figures(&judged, unknown))?)?;
    Ok(Outcome::Done)
}

fn passage(article: &Article) -> Passage {
    let document = match article.so_hieu.is_empty() {
        true => article.id.split_once('#').map_or(article.id.as_str(), |it| it.0),
        false => &article.so_hieu,
    };
    Passage::of(&Text {
        document,
        authority: &article.co_quan,
        title: &article.trich_yeu,
        number: article.id.split_once("#dieu-").map_or("", |it| it.1),
        heading: &article.heading,
        body: &article.text,
    })
}

fn figures(judged: &[(Label, Verdict)], unknown_addresses: usize) -> Figures {
    let found = |it: &&(Label, Verdict)| it.1 > Verdict::Apart;
    let of = |label: Label| judged.iter().filter(move |it| it.0 == label);
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    let recall = |label: Label| share(of(label).filter(found).count(), of(label).count());
    let hits = judged.iter().filter(|it| it.0 != Label::Different).filter(found).count();
    let wanted = judged.iter().filter(|it| it.0 != Label::Different).count();
    Figures {
        pairs: judged.len(),
        precision: share(hits, judged.iter().filter(found).count()),
        recall: share(hits, wanted),
        same_recall: recall(Label::Same),
        near_recall: recall(Label::Near),
        different_kept_apart: 1.0 - recall(Label::Different),
        unknown_addresses,
    }
}

fn line(pair: &Labelled, judgement: &Judgement) -> String {
    let agrees = (pair.label == Label::Different) == (judgement.verdict == Verdict::Apart);
    let reasons: Vec<String> = judgement.reasons.iter().map(ToString::to_string).collect();
    format!(
        "{} {:?} {:.2} {:?}  {}  {}  {}",
        if agrees { ' ' } else { '!' },
        pair.label,
        judgement.score,
        judgement.verdict,
        pair.a,
        pair.b,
        reasons.join("; ")
    )
}

fn articles(path: &Path) -> anyhow::Result<Vec<Article>> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("không đọc được {}", path.display()))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(place, line)| {
            serde_json::from_str(line).with_context(|| format!("{}:{}", path.display(), place + 1))
        })
        .collect()
}

fn labelled(path: &Path) -> anyhow::Result<Vec<Labelled>> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("không đọc được {}", path.display()))?;
    let mut pairs = Vec::new();
    for (place, line) in text.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let fields: Vec<&str> = line.split('\t').collect();
        let [a, b, label, ..] = fields.as_slice() else {
            bail!("{}:{}: cần ít nhất ba cột cách nhau bằng tab", path.display(), place + 1);
        };
        let label = match *label {
            "same" => Label::Same,
            "near" => Label::Near,
            "different" => Label::Different,
            other => bail!(
                "{}:{}: cột thứ ba cần same, near hoặc different, không phải {other}",
                path.display(),
                place + 1
            ),
        };
        pairs.push(Labelled { a: (*a).to_owned(), b: (*b).to_owned(), label });
    }
    Ok(pairs)
}
