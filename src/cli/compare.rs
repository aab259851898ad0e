//! `dieukhoan compare`: two provisions side by side, what they say otherwise, and which rule decides.

use clap::Args;
use jiff::civil::Date;

use crate::cli::found::{Asked, asked};
use crate::cli::output::say;
use crate::cli::{IndexArgument, Outcome, today};
use crate::corpus::Corpus;
use crate::law::{Address, Document};
use crate::overlap::{
    Background, Difference, Judgement, Passage, Standing, Verdict, align, deciding, differences,
    text_of,
};
use crate::timeline;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    index: IndexArgument,
    /// Địa chỉ thứ nhất: 77/2015/QH13#dieu-78.
    #[arg(value_name = "ĐỊA CHỈ")]
    left: Address,
    /// Địa chỉ thứ hai.
    #[arg(value_name = "ĐỊA CHỈ")]
    right: Address,
    /// Tình trạng hiệu lực vào ngày này; mặc định là hôm nay.
    #[arg(long, value_name = "NGÀY")]
    on: Option<Date>,
}

/// A provision that was asked for.
struct Side {
    address: Address,
    document: std::sync::Arc<Document>,
    body: String,
    passage: Passage,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let corpus = Corpus::open(&arguments.index.index)?;
    let Some(left) = side(&corpus, &arguments.left)? else { return Ok(Outcome::Nothing) };
    let Some(right) = side(&corpus, &arguments.right)? else { return Ok(Outcome::Nothing) };
    let day = arguments.on.unwrap_or_else(today);
    let background = Background::count([&left.passage, &right.passage]);
    let judgement = Judgement::of(&left.passage, &right.passage, &background);
    let rule = deciding(&standing(&left.document, day), &standing(&right.document, day));
    let mut text = format!("{}\n{}\n\n", left.address, right.address);
    text += &format!("{}\n{}\n", likeness(&judgement), rule.sentence());
    text += &side_by_side(&left.body, &right.body);
    say(&text)?;
    Ok(Outcome::Done)
}

fn side(corpus: &Corpus, address: &Address) -> anyhow::Result<Option<Side>> {
    let Asked::One(listing) = asked(corpus, address)? else { return Ok(None) };
    let Some(document) = corpus.document(&listing.reference.slug())? else { return Ok(None) };
    let Some(id) = document.find(&address.portion) else {
        say(&format!(
            "{}: hãy nêu một điều, khoản có trong văn bản; xem mục lục bằng `dieukhoan show {}`.",
            address, address.document
        ))?;
        return Ok(None);
    };
    let slug = listing.reference.slug();
    let address = Address { document: listing.reference, portion: address.portion.clone() };
    let body = document.body(id);
    let passage = Passage::of(&text_of(&document, &slug, id, &body));
    Ok(Some(Side { address, document, body, passage }))
}

fn standing(document: &Document, day: Date) -> Standing {
    Standing {
        kind: document.kind,
        authorities: document.identity.authorities.clone(),
        issued: document.identity.issued,
        status: timeline::standing(&document.facts, &[], day).status,
    }
}

fn likeness(judgement: &Judgement) -> String {
    let reasons: Vec<String> = judgement.reasons.iter().map(ToString::to_string).collect();
    let proposed = match judgement.verdict {
        Verdict::Same => "Có thể trùng nhau",
        Verdict::Near => "Có thể cùng quy định một việc",
        Verdict::Apart => "Không giống nhau đủ để coi là cùng một việc",
    };
    format!("{proposed} ({}).", reasons.join("; "))
}

fn side_by_side(left: &str, right: &str) -> String {
    let mut text = String::new();
    let found = differences(left, right);
    for row in align(left, right) {
        match (row.left, row.right) {
            (Some(a), Some(_)) if row.likeness >= 1.0 => text += &format!("\n= {}\n", a.of(left)),
            (Some(a), Some(b)) => {
                text += &format!("\n1 {}\n2 {}\n", a.of(left), b.of(right));
                let here = found.iter().filter(|it| it.left_sentence == a);
                text += &here.map(difference).collect::<String>();
            }
            (Some(a), None) => text += &format!("\n1 {}\n2 (không có câu tương ứng)\n", a.of(left)),
            (None, Some(b)) => {
                text += &format!("\n1 (không có câu tương ứng)\n2 {}\n", b.of(right));
            }
            (None, None) => {}
        }
    }
    text
}

fn difference(it: &Difference) -> String {
    let side = |said: &[String]| match said.is_empty() {
        true => "không nói".to_owned(),
        false => said.join(", "),
    };
    format!("  · {}: {} ↔ {}\n", it.matter.name(), side(&it.left), side(&it.right))
}
