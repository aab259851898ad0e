//! `dieukhoan overlap`: groups of provisions that may regulate the same thing, weightiest first.

use std::time::Instant;

use clap::Args;
use serde::Serialize;

use crate::cli::output::{say, warn};
use crate::cli::progress::Bars;
use crate::cli::{IndexArgument, Outcome};
use crate::corpus::{Corpus, Progress};
use crate::law::Address;
use crate::overlap::{Background, Group, groups};
use crate::review::{Place, passages};
use crate::text::grouped;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    index: IndexArgument,
    /// Chỉ xét các văn bản này (số, ký hiệu hoặc tên trong địa chỉ); mặc định là cả kho.
    #[arg(long, value_name = "VĂN BẢN", num_args = 1..)]
    scope: Vec<Address>,
    /// Số nhóm in ra.
    #[arg(long, value_name = "SỐ", default_value_t = 20)]
    size: usize,
    /// In các nhóm dạng JSON, mỗi dòng một nhóm.
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct GroupLine<'a> {
    weight: f64,
    members: Vec<Member<'a>>,
    pairs: Vec<PairLine>,
}

#[derive(Serialize)]
struct Member<'a> {
    address: String,
    heading: &'a str,
}

#[derive(Serialize)]
struct PairLine {
    a: String,
    b: String,
    score: f64,
    reasons: Vec<String>,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let started = Instant::now();
    let corpus = Corpus::open(&arguments.index.index)?;
    let (places, passages) = passages(&corpus, &slugs(&corpus, &arguments.scope)?)?;
    let background = Background::count(&passages);
    let bars = Bars::default();
    let mut told = 0;
    let found = groups(&passages, &background, |done, all| {
        if done == 0 {
            bars.started("so sánh", Some(all as u64));
        }
        bars.advanced((done - told) as u64, "");
        told = done;
    });
    bars.finished();
    warn(&format!(
        "{} điều khoản, {} nhóm, {:.1} giây.",
        grouped(passages.len()),
        grouped(found.len()),
        started.elapsed().as_secs_f64()
    ));
    for (number, group) in found.iter().take(arguments.size).enumerate() {
        match arguments.json {
            true => say(&serde_json::to_string(&line(group, &places))?)?,
            false => say(&in_words(number + 1, group, &places))?,
        }
    }
    Ok(if found.is_empty() { Outcome::Nothing } else { Outcome::Done })
}

/// The slugs of the documents in scope; of all without one.
fn slugs(corpus: &Corpus, scope: &[Address]) -> anyhow::Result<Vec<String>> {
    let wanted: Vec<String> = scope.iter().map(|it| it.document.slug()).collect();
    let mut slugs: Vec<String> = corpus.changes_after(0)?.into_iter().map(|it| it.slug).collect();
    if !wanted.is_empty() {
        slugs.retain(|slug| {
            wanted.iter().any(|it| {
                slug == it
                    || slug.strip_prefix(it.as_str()).is_some_and(|rest| rest.starts_with('.'))
            })
        });
    }
    slugs.sort();
    Ok(slugs)
}

fn at(places: &[Place], index: u32) -> Option<&Place> {
    places.get(index as usize)
}

fn line<'a>(group: &Group, places: &'a [Place]) -> GroupLine<'a> {
    let name = |index: u32| at(places, index).map(|it| it.address.to_string()).unwrap_or_default();
    let members = group.members.iter().filter_map(|&it| at(places, it));
    let pairs = group.pairs.iter().map(|pair| PairLine {
        a: name(pair.a),
        b: name(pair.b),
        score: pair.judgement.score,
        reasons: pair.judgement.reasons.iter().map(ToString::to_string).collect(),
    });
    GroupLine {
        weight: group.weight(),
        members: members
            .map(|it| Member { address: it.address.to_string(), heading: &it.heading })
            .collect(),
        pairs: pairs.collect(),
    }
}

fn in_words(number: usize, group: &Group, places: &[Place]) -> String {
    let mut text = format!("\nNhóm {number}: {} điều khoản\n", group.members.len());
    for place in group.members.iter().filter_map(|&it| at(places, it)) {
        text += &format!("  {}  {}\n", place.address, place.heading);
    }
    for pair in group.pairs.iter().take(3) {
        let reasons: Vec<String> = pair.judgement.reasons.iter().map(ToString::to_string).collect();
        text += &format!("    {:.0}%: {}\n", pair.judgement.score * 100.0, reasons.join("; "));
    }
    text
}
