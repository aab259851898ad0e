//! `dieukhoan history`: every wording of a provision, or every event of a document, with who and since when.

use clap::Args;

use crate::cli::found::{Asked, asked};
use crate::cli::output::say;
use crate::cli::redline::lined;
use crate::cli::{IndexArgument, Outcome};
use crate::corpus::Corpus;
use crate::law::{Address, Portion};
use crate::timeline::{Event, Timeline, Wording, events, redline};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    index: IndexArgument,
    /// Địa chỉ: 77/2015/QH13, 77/2015/QH13#dieu-5.
    #[arg(value_name = "ĐỊA CHỈ")]
    address: Address,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let corpus = Corpus::open(&arguments.index.index)?;
    let slug = match asked(&corpus, &arguments.address)? {
        Asked::One(listing) => listing.reference.slug(),
        Asked::Told => return Ok(Outcome::Nothing),
    };
    let Some(timeline) = corpus.timeline(&slug)? else { return Ok(Outcome::Nothing) };
    let portion = &arguments.address.portion;
    if portion.is_whole() {
        let lines: Vec<String> = events(&timeline).iter().map(event).collect();
        say(&format!("{}\n{}", timeline.base.name(), lines.join("\n")))?;
        return Ok(Outcome::Done);
    }
    let wordings = timeline.wordings(portion);
    if wordings.iter().all(|it| it.text.is_none()) {
        say(&format!("Có văn bản này, nhưng không có {} vào bất cứ ngày nào.", portion.name()))?;
        return Ok(Outcome::Nothing);
    }
    say(&wording_lines(&timeline, portion, &wordings))?;
    Ok(Outcome::Done)
}

/// One line of a document's history.
fn event(event: &Event) -> String {
    let day = event.day.map_or_else(|| "(chưa rõ ngày)".to_owned(), |day| day.to_string());
    let by = event.by.as_ref().map(|by| format!(" bởi {by}")).unwrap_or_default();
    let words = if event.words.is_empty() {
        String::new()
    } else {
        format!("\n             “{}”", event.words.replace('\n', " "))
    };
    format!("{day:<12} {}{by}{words}", event.what)
}

fn wording_lines(timeline: &Timeline, portion: &Portion, wordings: &[Wording]) -> String {
    let mut out = format!("{} của {}\n", portion.name(), timeline.base.name());
    let mut before: Option<&str> = None;
    for wording in wordings {
        let from =
            wording.from.map_or_else(|| "Khi ban hành".to_owned(), |day| format!("Từ {day}"));
        let until = wording.until.map(|day| format!(" đến trước {day}")).unwrap_or_default();
        out += &format!("\n{from}{until}");
        for place in &wording.causes {
            if let Some(change) = timeline.changes.get(*place) {
                out += &format!(
                    "\n  theo {}: “{}”",
                    timeline.source_of(change),
                    timeline.sentence_of(change)
                );
            }
        }
        for (place, why) in &wording.refused {
            if let Some(change) = timeline.changes.get(*place) {
                out += &format!(
                    "\n  CHƯA THỰC HIỆN ĐƯỢC {}: “{}”. Lý do: {why}.",
                    timeline.source_of(change),
                    timeline.sentence_of(change)
                );
            }
        }
        out.push('\n');
        out += &match (before, wording.text.as_deref()) {
            (_, None) => "(chưa có hoặc không còn đơn vị này)".to_owned(),
            (_, Some(text)) if wording.repealed => format!("{text} (được bãi bỏ)"),
            (None, Some(text)) => text.to_owned(),
            (Some(old), Some(new)) => lined(&redline(old, new)),
        };
        out.push('\n');
        before = wording.text.as_deref();
    }
    out
}
