//! `dieukhoan show`: a document or a provision by its address.

use clap::Args;

use crate::cli::output::say;
use crate::cli::{IndexArgument, Outcome, today};
use crate::corpus::Corpus;
use crate::law::{Address, Document, Found, Label, Listing, Portion, Status, Unit};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    index: IndexArgument,
    /// Địa chỉ: 77/2015/QH13, 77/2015/QH13#dieu-5/khoan-2/diem-dd.
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
    let status = Status::on(today(), &document.facts);
    let mut text = format!(
        "{} {}\n{}\n{}\n",
        document.kind.name(),
        listing.reference,
        document.title,
        status.name()
    );
    if document.facts.illustrative {
        text += "Văn bản minh họa, không có giá trị pháp lý.\n";
    }
    text.push('\n');
    if document.facts.catalogue_only {
        text += "Chỉ có thông tin về văn bản này; toàn văn chưa được nạp vào kho.\n";
        text += &document
            .facts
            .source
            .iter()
            .map(|page| format!("Trang chính thức: {page}\n"))
            .collect::<String>();
        say(&text)?;
        return Ok(Outcome::Done);
    }
    if portion.is_whole() {
        say(&(text + document.transcript.text.trim_end()))?;
        return Ok(Outcome::Done);
    }
    let Some(body) = unit(&document, portion) else {
        say(&format!(
            "{text}Có văn bản này, nhưng không có {}. Các điều hiện có: {}.",
            portion.name(),
            articles(&document)
        ))?;
        return Ok(Outcome::Nothing);
    };
    say(&(text + &body))?;
    Ok(Outcome::Done)
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
    let articles = document.provisions.iter().filter(|it| it.step.unit == Unit::Article);
    let labels: Vec<&Label> = articles.map(|it| &it.step.label).collect();
    match labels.as_slice() {
        [] => "văn bản không chia theo điều".to_owned(),
        [only] => format!("Điều {only}"),
        [first, .., last] => format!("từ Điều {first} đến Điều {last}"),
    }
}
