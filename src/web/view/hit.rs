//! A hit on the page of results.

use jiff::civil::Date;

use crate::search::{Also, Hit, SnippetPiece, Stretch};
use crate::web::view::listing::{ListingView, day, name_of};
use crate::web::view::{dated, upper_first};

/// Một kết quả tìm kiếm.
#[derive(Clone, Debug)]
pub(crate) struct HitView {
    pub(crate) url: String,
    pub(crate) heading: String,
    pub(crate) breadcrumb: String,
    pub(crate) document: ListingView,
    /// The khoản that answers best: its address and name.
    pub(crate) passage: Option<(String, String)>,
    pub(crate) snippet: Vec<SnippetPiece>,
    /// When it reads so, where that is not for good: `Lời văn từ 01/01/2020 đến trước 01/07/2025`.
    pub(crate) wording: Option<String>,
    /// Other texts of the same rule: address and name.
    pub(crate) also: Vec<(String, String)>,
}

impl HitView {
    /// The view of a hit found for `on`, which is `asked` where the reader named a day.
    pub(crate) fn of(hit: Hit, on: Date, asked: Option<Date>) -> Self {
        let shown = |stretch: &Stretch| stretch.day_near(on).filter(|day| *day != on).or(asked);
        let at = shown(&hit.stretch);
        let own = hit.address.document.slug();
        let also = |it: &Also| {
            let name = match it.address.document.slug() == own {
                true => wording(&it.stretch, on).unwrap_or_else(|| "Lời văn hiện hành".to_owned()),
                false => name_of(&it.document),
            };
            (dated(it.address.url(), shown(&it.stretch)), name)
        };
        let passage = hit.passage.as_ref();
        Self {
            url: dated(hit.address.url(), at),
            passage: passage.map(|step| (dated(hit.best().url(), at), upper_first(&step.name()))),
            wording: wording(&hit.stretch, on),
            also: hit.also.iter().map(also).collect(),
            document: ListingView::of(&hit.document).with(hit.status),
            heading: hit.heading,
            breadcrumb: hit.breadcrumb,
            snippet: match passage {
                Some(step) => unnumbered(hit.snippet, step.label.as_str()),
                None => hit.snippet,
            },
        }
    }
}

/// A khoản that is named in front of its words need not show its number again.
fn unnumbered(mut snippet: Vec<SnippetPiece>, number: &str) -> Vec<SnippetPiece> {
    if let Some(first) = snippet.first_mut().filter(|it| !it.marked)
        && let Some(rest) = first.text.strip_prefix(number)
        && let Some(rest) = rest.strip_prefix(['.', ')'])
    {
        first.text = rest.trim_start().to_owned();
    }
    snippet
}

/// The days of a wording in words; none of what stands on the day with no end in sight.
fn wording(stretch: &Stretch, on: Date) -> Option<String> {
    match (stretch.from, stretch.until) {
        (Some(from), None) if from > on => Some(format!("Lời văn từ {}", day(from))),
        (_, None) => None,
        (_, Some(until)) if until > on && stretch.holds(on) => {
            Some(format!("Sẽ có lời văn mới từ {}", day(until)))
        }
        (Some(from), Some(until)) => {
            Some(format!("Lời văn từ {} đến trước {}", day(from), day(until)))
        }
        (None, Some(until)) => Some(format!("Lời văn đến trước {}", day(until))),
    }
}
