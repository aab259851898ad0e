//! `dieukhoan refs`: what a document or provision cites, and who cites it.

use std::collections::BTreeMap;

use clap::Args;
use serde::Serialize;

use crate::cli::output::say;
use crate::cli::{IndexArgument, Outcome};
use crate::corpus::{Corpus, Destination, Reference};
use crate::law::{Address, Found, Portion};
use crate::relate::RelationKind;
use crate::text::{Span, grouped};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    index: IndexArgument,
    /// Địa chỉ: 77/2015/QH13, 77/2015/QH13#dieu-5/khoan-2. Bỏ trống: những điều khoản được dẫn chiếu nhiều nhất.
    #[arg(value_name = "ĐỊA CHỈ")]
    address: Option<Address>,
    /// Số dòng mỗi chiều.
    #[arg(long, default_value_t = 50, value_name = "SỐ")]
    limit: usize,
    /// Dạng JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Both {
    address: String,
    outgoing: Vec<Tie>,
    incoming_total: usize,
    incoming: Vec<Tie>,
    by_relation: BTreeMap<&'static str, usize>,
    rests_on: Vec<String>,
}

#[derive(Serialize)]
struct Tie {
    relation: &'static str,
    from: String,
    to: String,
    words: String,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let corpus = Corpus::open(&arguments.index.index)?;
    let Some(address) = &arguments.address else { return most(&corpus, arguments) };
    match corpus.look_up(&address.document)? {
        Found::Nothing => {
            say(&format!("Kho chưa có văn bản {}.", address.document))?;
            Ok(Outcome::Nothing)
        }
        Found::Several(listings) => {
            let names: Vec<String> =
                listings.iter().map(|it| format!("  {}", it.reference)).collect();
            say(&format!(
                "{} là số của {} văn bản; hãy chọn một:\n{}",
                address.document,
                listings.len(),
                names.join("\n")
            ))?;
            Ok(Outcome::Nothing)
        }
        Found::One(listing) => {
            let address = Address { document: listing.reference, portion: address.portion.clone() };
            one(&corpus, &address, arguments)
        }
    }
}

fn most(corpus: &Corpus, arguments: &Arguments) -> anyhow::Result<Outcome> {
    let most = corpus.most_cited()?;
    for one in most.iter().take(arguments.limit) {
        say(&match arguments.json {
            true => serde_json::to_string(one)?,
            false => format!("{:>7}  {}", grouped(one.times), one.address),
        })?;
    }
    let figures = serde_json::to_string(&corpus.reference_figures()?)?;
    say(&figures)?;
    Ok(Outcome::Done)
}

fn one(corpus: &Corpus, address: &Address, arguments: &Arguments) -> anyhow::Result<Outcome> {
    let slug = address.document.slug();
    let outgoing = corpus.outgoing(&slug)?.unwrap_or_default();
    let text = corpus.document(&slug)?;
    let words = |span: Span| text.as_ref().map_or("", |it| it.text(span)).to_owned();
    let inside = |it: &&Reference| {
        it.from.component == address.portion.component
            && it.from.steps.starts_with(&address.portion.steps)
            || address.portion.is_whole()
    };
    let out = outgoing.references.iter().filter(inside).filter(|it| !is_inside(it, address));
    let outgoing: Vec<Tie> = out
        .take(arguments.limit)
        .map(|it| Tie {
            relation: it.kind.slug(),
            from: it.from.to_string(),
            to: destination(&it.to),
            words: words(it.span),
        })
        .collect();
    let incoming = corpus.incoming(&slug)?;
    let mut by_relation = BTreeMap::new();
    let mut ties = Vec::new();
    let mut total = 0;
    for (source, mention) in incoming.of(&address.portion) {
        total += 1;
        *by_relation.entry(mention.kind.slug()).or_insert(0) += 1;
        if ties.len() < arguments.limit {
            let from = Address { document: source.clone(), portion: mention.from.clone() };
            let to = Address { document: address.document.clone(), portion: mention.to.clone() };
            let relation = mention.kind.slug();
            ties.push(Tie {
                relation,
                from: from.to_string(),
                to: to.to_string(),
                words: String::new(),
            });
        }
    }
    let rests_on = if address.portion.is_whole() { grounds(corpus, &slug)? } else { Vec::new() };
    let both = Both {
        address: address.to_string(),
        outgoing,
        incoming_total: total,
        incoming: ties,
        by_relation,
        rests_on,
    };
    if arguments.json {
        say(&serde_json::to_string(&both)?)?;
    } else {
        print(&both)?;
    }
    Ok(if both.outgoing.is_empty() && total == 0 { Outcome::Nothing } else { Outcome::Done })
}

/// Whether a citation does not lead out of the address it is asked for.
fn is_inside(reference: &Reference, address: &Address) -> bool {
    let Some(to) = reference.to.address() else { return false };
    to.document == address.document
        && to.portion.component == address.portion.component
        && to.portion.steps.starts_with(&address.portion.steps)
}

fn destination(to: &Destination) -> String {
    let under =
        |portion: &Portion| if portion.is_whole() { String::new() } else { format!("#{portion}") };
    match to {
        Destination::Held(address) => address.to_string(),
        Destination::Repealed(address) => format!("{address} (đã được bãi bỏ)"),
        Destination::Choice(documents, portion) => {
            let names: Vec<String> = documents.iter().map(ToString::to_string).collect();
            format!("{}{} (nhiều văn bản)", names.join(" | "), under(portion))
        }
        Destination::Absent(name, portion) => {
            format!("{name}{} (không có trong kho)", under(portion))
        }
        Destination::Missing(address, _) => format!("{address} (văn bản có, điều khoản không có)"),
        Destination::Vague => "không rõ".to_owned(),
    }
}

/// The documents that one rests on, and those that these rest on, up to the constitution.
fn grounds(corpus: &Corpus, slug: &str) -> anyhow::Result<Vec<String>> {
    let mut seen: Vec<String> = vec![slug.to_owned()];
    let mut chain = Vec::new();
    let mut at = 0;
    while let Some(next) = seen.get(at).cloned() {
        at += 1;
        for reference in corpus.outgoing(&next)?.unwrap_or_default().references {
            let Some(address) = reference.to.address() else { continue };
            let other = address.document.slug();
            if reference.kind == RelationKind::Ground && !seen.contains(&other) && seen.len() < 200
            {
                chain.push(format!("{next} → {}", address.document));
                seen.push(other);
            }
        }
    }
    Ok(chain)
}

fn print(both: &Both) -> anyhow::Result<()> {
    say(&format!("{}\n\nDẫn chiếu đến nơi khác:", both.address))?;
    for tie in &both.outgoing {
        say(&format!(
            "  {:<22} “{}” → {} [{}]",
            tie.from,
            tie.words.replace('\n', " "),
            tie.to,
            tie.relation
        ))?;
    }
    say(&format!("\nĐược dẫn chiếu {} lần:", grouped(both.incoming_total)))?;
    for tie in &both.incoming {
        say(&format!("  {} → {} [{}]", tie.from, tie.to, tie.relation))?;
    }
    if !both.rests_on.is_empty() {
        say(&format!("\nCăn cứ, lần lượt:\n  {}", both.rests_on.join("\n  ")))?;
    }
    Ok(())
}
