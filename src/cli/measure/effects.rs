//! `measure effects`: do the enforcement articles give the days that the metadata gives?
//!
//! Every document of the corpus whose text says when it begins and whose source claims a day is compared. A difference is
//! no verdict: days are moved by later texts, and metadata errs. The codification holds texts in force only, so one that
//! another text of the corpus ends before its edition is listed too.

use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use serde::Serialize;

use crate::cli::output::say;
use crate::cli::{Outcome, today};
use crate::corpus::Corpus;
use crate::law::{Document, EffectKind};
use crate::timeline::{self, Target};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Thư mục chỉ mục.
    #[arg(
        long = "index",
        value_name = "THƯ MỤC",
        default_value = "index",
        env = "DIEUKHOAN_INDEX"
    )]
    index: PathBuf,
    /// Chỉ in dòng JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Default, Serialize)]
struct Figures {
    documents: usize,
    claimed: usize,
    stated: usize,
    agree: usize,
    differ: usize,
    undated: usize,
    others: usize,
    ended: usize,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let corpus = Corpus::open(&arguments.index)?;
    let mut figures = Figures::default();
    let mut lines = Vec::new();
    for change in corpus.changes_after(0)? {
        let document = corpus.load(&change.slug)?.with_context(|| change.slug.clone())?;
        if !document.facts.catalogue_only {
            lines.extend(one(&change.slug, &document, &mut figures));
        }
    }
    if !arguments.json && !lines.is_empty() {
        say(&lines.join("\n"))?;
    }
    say(&serde_json::to_string(&figures)?)?;
    Ok(Outcome::Done)
}

fn one(slug: &str, document: &Document, figures: &mut Figures) -> Vec<String> {
    let mut lines = Vec::new();
    let said = timeline::effects(document).value;
    let own = said.iter().find(|it| {
        it.target == Target::This && it.effect.kind == EffectKind::Begins && it.effect.is_whole()
    });
    figures.documents += 1;
    figures.others += said.iter().filter(|it| it.target != Target::This).count();
    let claimed = document.facts.effective;
    figures.claimed += usize::from(claimed.is_some());
    if let Some(own) = own {
        match (own.effect.day, claimed) {
            (None, _) => figures.undated += 1,
            (Some(day), Some(claimed)) if day == claimed => {
                figures.stated += 1;
                figures.agree += 1;
            }
            (Some(day), Some(claimed)) => {
                figures.stated += 1;
                figures.differ += 1;
                lines.push(format!("{slug}: {day} ≠ {claimed}: {}", own.effect.sentence));
            }
            (Some(_), None) => figures.stated += 1,
        }
    }
    let standing = timeline::standing(&document.facts, &[], today());
    if let Some(proof) = standing.proofs.first().filter(|it| {
        document.facts.codified && it.stated && standing.status == crate::law::Status::Ended
    }) {
        figures.ended += 1;
        let by = proof.by.as_deref().unwrap_or("chính nó");
        lines.push(format!("{slug}: hết hiệu lực theo {by}: {}", proof.words));
    }
    lines
}
