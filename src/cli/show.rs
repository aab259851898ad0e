//! `dieukhoan show`: a document or a provision by its address.

use clap::Args;

use crate::cli::output::{number_of, say};
use crate::cli::{IndexArgument, Outcome, today};
use crate::corpus::Corpus;
use crate::law::{Address, Component, Document, Found, Label, Listing, Portion, Unit};
use crate::timeline;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    index: IndexArgument,
    /// Địa chỉ: 77/2015/QH13, 77/2015/QH13#dieu-5/khoan-2/diem-dd.
    #[arg(value_name = "ĐỊA CHỈ")]
    address: Address,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let corpus = Corpus::open(&arguments.index.index)?;
    let address = &arguments.address;
    match corpus.look_up(&address.document)? {
        Found::Nothing => {
            say(&format!(
                "Kho chưa có văn bản {}. Xem cách nạp thêm: docs/huong-dan.md",
                address.document
            ))?;
            Ok(Outcome::Nothing)
        }
        Found::Several(listings) => {
            let choice: Vec<String> =
                listings.iter().map(|it| line(it, &address.portion)).collect();
            say(&format!(
                "{} là số của {} văn bản; hãy chọn một:\n{}",
                address.document,
                listings.len(),
                choice.join("\n")
            ))?;
            Ok(Outcome::Nothing)
        }
        Found::One(listing) => one(&corpus, &listing, &address.portion),
    }
}

fn line(listing: &Listing, portion: &Portion) -> String {
    let address = Address { document: listing.reference.clone(), portion: portion.clone() };
    format!("  {address}  {} {}", listing.kind.name(), listing.title)
}

fn one(corpus: &Corpus, listing: &Listing, portion: &Portion) -> anyhow::Result<Outcome> {
    let Some(document) = corpus.document(&listing.reference.slug())? else {
        return Ok(Outcome::Nothing);
    };
    let status = timeline::standing(&document.facts, &[], today()).status;
    let mut text = format!(
        "{} {}\n{}\n{}\n",
        document.kind.name(),
        number_of(listing),
        document.title,
        status.name()
    );
    if document.facts.illustrative {
        text += "Văn bản minh họa, không có giá trị pháp lý.\n";
    }
    text.push('\n');
    if document.facts.catalogue_only {
        text += "Chỉ có thông tin về văn bản này; toàn văn chưa được nạp vào kho.\n";
        if !portion.is_whole() {
            text += &format!("Vì vậy chưa xem được {}.\n", portion.name());
        }
        text += &document
            .facts
            .source
            .iter()
            .map(|page| format!("Trang chính thức: {page}\n"))
            .collect::<String>();
        say(&text)?;
        return Ok(if portion.is_whole() { Outcome::Done } else { Outcome::Nothing });
    }
    if portion.is_whole() {
        say(&(text + document.transcript.text.trim_end()))?;
        return Ok(Outcome::Done);
    }
    let Some(body) = unit(&document, portion).or_else(|| component(&document, portion)) else {
        say(&format!(
            "{text}Có văn bản này, nhưng không có {}. Các điều hiện có: {}.{}",
            portion.name(),
            articles(&document),
            beside(listing, &document, portion)
        ))?;
        return Ok(Outcome::Nothing);
    };
    say(&(text + &body))?;
    Ok(Outcome::Done)
}

/// An annex or attached text as a whole: from its title to the next one.
fn component(document: &Document, portion: &Portion) -> Option<String> {
    let at = document.components.iter().position(|it| it.component == portion.component)?;
    let start = |at: usize| Some(document.components.get(at)?.title.first()?.start as usize);
    let text = &document.transcript.text;
    let end = start(at + 1).unwrap_or(text.len());
    let whole = text.get(start(at)?..end)?.trim_end();
    portion.steps.is_empty().then(|| whole.to_owned())
}

/// Where the annexes and attached texts do have what the main text has not.
fn beside(listing: &Listing, document: &Document, portion: &Portion) -> String {
    let found = document.find_beside(portion).into_iter().map(|id| {
        let portion = document.portion(id);
        let name = portion.name();
        let address = Address { document: listing.reference.clone(), portion };
        format!("\nCó {name}: {address}")
    });
    found.collect()
}

fn unit(document: &Document, portion: &Portion) -> Option<String> {
    let id = document.find(portion)?;
    let provision = document.provision(id)?;
    let mark = document.text(provision.mark);
    let heading = document.heading(id).unwrap_or_default();
    let body = document.body(id);
    let opening = format!("{mark} {heading}");
    let between = if heading.is_empty() { " " } else { "\n" };
    Some(format!("{}{between}{body}", opening.trim_end()))
}

/// `1–143`: the first and last article of the main text.
fn articles(document: &Document) -> String {
    let articles = document
        .provisions
        .iter()
        .filter(|it| it.step.unit == Unit::Article && it.component == Component::Main);
    let labels: Vec<&Label> = articles.map(|it| &it.step.label).collect();
    match labels.as_slice() {
        [] => "văn bản không chia theo điều".to_owned(),
        [only] => format!("Điều {only}"),
        [first, .., last] => format!("từ Điều {first} đến Điều {last}"),
    }
}
