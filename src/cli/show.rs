//! `dieukhoan show`: a document or a provision by its address.

use clap::Args;
use jiff::civil::Date;

use crate::cli::found::{Asked, asked};
use crate::cli::output::{number_of, say};
use crate::cli::{IndexArgument, Outcome, today};
use crate::corpus::Corpus;
use crate::law::{Address, Component, Document, Label, Listing, Portion, Unit};
use crate::timeline::{self, BANNER, Timeline, Version};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    index: IndexArgument,
    /// Địa chỉ: 77/2015/QH13, 77/2015/QH13#dieu-5/khoan-2/diem-dd.
    #[arg(value_name = "ĐỊA CHỈ")]
    address: Address,
    /// Lời văn và tình trạng vào ngày này (NĂM-THÁNG-NGÀY); mặc định là hôm nay.
    #[arg(long, value_name = "NGÀY")]
    on: Option<Date>,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let corpus = Corpus::open(&arguments.index.index)?;
    let address = &arguments.address;
    match asked(&corpus, address)? {
        Asked::One(listing) => one(&corpus, &listing, &address.portion, arguments.on),
        Asked::Told => Ok(Outcome::Nothing),
    }
}

fn one(
    corpus: &Corpus,
    listing: &Listing,
    portion: &Portion,
    on: Option<Date>,
) -> anyhow::Result<Outcome> {
    let Some(timeline) = corpus.timeline(&listing.reference.slug())? else {
        return Ok(Outcome::Nothing);
    };
    let day = on.unwrap_or_else(today);
    let version = timeline.on(day);
    let document = &version.written.document;
    let document = if version.from.is_some() { document } else { timeline.base.as_ref() };
    let official = timeline.official_of(&version).map(AsRef::as_ref);
    let document = official.unwrap_or(document);
    let mut text = format!(
        "{} {}\n{}\n{}",
        document.kind.name(),
        number_of(listing),
        document.title,
        status(&timeline, document, portion, day)
    );
    if document.facts.illustrative {
        text += "Văn bản minh họa, không có giá trị pháp lý.\n";
    }
    text += &match official {
        Some(official) => {
            format!("Lời văn của {}, do cơ quan có thẩm quyền công bố.\n", official.name())
        }
        None => computed(&timeline, &version, portion),
    };
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
    let Some(body) = unit(document, portion).or_else(|| component(document, portion)) else {
        say(&format!(
            "{text}Có văn bản này, nhưng không có {}. Các điều hiện có: {}.{}",
            portion.name(),
            articles(document),
            beside(listing, document, portion)
        ))?;
        return Ok(Outcome::Nothing);
    };
    say(&(text + &body))?;
    Ok(Outcome::Done)
}

/// The status and the words that prove it.
fn status(timeline: &Timeline, document: &Document, portion: &Portion, day: Date) -> String {
    let id = document.find(portion);
    let around = id.into_iter().flat_map(|id| std::iter::once(id).chain(document.ancestors(id)));
    let within: Vec<Portion> = around.map(|id| document.portion(id)).collect();
    let standing = timeline::standing(&timeline.base.facts, &within, day);
    let mut out = format!("{}\n", standing.status.name());
    if let Some(proof) = standing.proofs.first() {
        let by = proof.by.as_ref().map(|by| format!(" ({by})")).unwrap_or_default();
        let since = proof.day.map(|day| format!(" {day}")).unwrap_or_default();
        out += &format!("  {}{since}{by}: {}\n", proof.name, proof.words.replace('\n', " "));
    }
    out += &standing.doubts.iter().map(|doubt| format!("  {doubt}\n")).collect::<String>();
    out
}

/// That the text was computed, from what, and what could not be done.
fn computed(timeline: &Timeline, version: &Version, portion: &Portion) -> String {
    let Some(from) = version.from else { return String::new() };
    let mut out = format!("{BANNER}; lời văn từ {from}.\n");
    let wordings = timeline.wordings(portion);
    let own = wordings.iter().rfind(|it| it.from.is_none_or(|since| since <= from));
    for place in own.iter().flat_map(|it| &it.causes).filter(|_| !portion.is_whole()) {
        if let Some(change) = timeline.changes.get(*place) {
            out += &format!("Sửa theo {}.\n", timeline.source_of(change));
        }
    }
    for (place, why) in &version.refused {
        if let Some(change) = timeline.changes.get(*place).filter(|it| it.aims_at(portion)) {
            let sentence = timeline.sentence_of(change);
            out += &format!(
                "CHƯA THỰC HIỆN ĐƯỢC “{sentence}” của {}: {why}.\n",
                timeline.source_of(change)
            );
        }
    }
    out
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
