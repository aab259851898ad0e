//! `dieukhoan diff`: a document on two days, or two documents, article by article.

use anyhow::bail;
use clap::Args;
use jiff::civil::Date;

use crate::cli::found::{Asked, asked};
use crate::cli::output::say;
use crate::cli::redline::lined;
use crate::cli::{IndexArgument, Outcome, today};
use crate::corpus::Corpus;
use crate::law::{Address, Document};
use crate::timeline::{Pair, compare};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    index: IndexArgument,
    /// Văn bản, hoặc văn bản thứ nhất.
    #[arg(value_name = "ĐỊA CHỈ")]
    first: Address,
    /// Văn bản thứ hai; bỏ trống để so một văn bản ở hai ngày.
    #[arg(value_name = "ĐỊA CHỈ 2")]
    second: Option<Address>,
    /// Ngày của văn bản thứ nhất (NĂM-THÁNG-NGÀY); mặc định là lời văn khi ban hành.
    #[arg(long, value_name = "NGÀY")]
    from: Option<Date>,
    /// Ngày của văn bản thứ hai; mặc định là hôm nay.
    #[arg(long, value_name = "NGÀY")]
    to: Option<Date>,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let corpus = Corpus::open(&arguments.index.index)?;
    let second = arguments.second.as_ref().unwrap_or(&arguments.first);
    if !arguments.first.portion.is_whole() || !second.portion.is_whole() {
        bail!("diff so cả văn bản; xem từng lời văn của một điều bằng dieukhoan history");
    }
    let from =
        if arguments.second.is_some() { arguments.from.or(Some(today())) } else { arguments.from };
    let Some(old) = on(&corpus, &arguments.first, from)? else { return Ok(Outcome::Nothing) };
    let Some(new) = on(&corpus, second, arguments.to.or(Some(today())))? else {
        return Ok(Outcome::Nothing);
    };
    let pairs = compare(&old, &new);
    let same = pairs.iter().filter(|it| it.is_same()).count();
    let mut out: Vec<String> = pairs.iter().filter(|it| !it.is_same()).map(shown).collect();
    out.push(format!("{same} điều giống nhau, {} điều khác nhau.", pairs.len() - same));
    say(&out.join("\n\n"))?;
    Ok(Outcome::Done)
}

/// The document on a day; as enacted without one.
fn on(corpus: &Corpus, address: &Address, day: Option<Date>) -> anyhow::Result<Option<Document>> {
    let Asked::One(listing) = asked(corpus, address)? else { return Ok(None) };
    let Some(timeline) = corpus.timeline(&listing.reference.slug())? else { return Ok(None) };
    Ok(Some(match day {
        Some(day) => timeline.on(day).written.document.clone(),
        None => Document::clone(&timeline.base),
    }))
}

fn shown(pair: &Pair) -> String {
    match (&pair.old, &pair.new) {
        (Some(old), None) => format!("CHỈ CÓ Ở BẢN TRƯỚC\n[-{}-]", old.text),
        (None, Some(new)) => format!("CHỈ CÓ Ở BẢN SAU\n[+{}+]", new.text),
        _ => lined(&pair.stretches),
    }
}
