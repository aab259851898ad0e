//! `GET /so-sanh`: a document on two days, or two documents, side by side; what is the same is folded.

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State as From};
use axum::http::HeaderMap;
use axum::response::Response;
use jiff::civil::Date;
use serde::Deserialize;

use crate::law::Document;
use crate::timeline::{Pair, Timeline, compare as laid};
use crate::web::error::Error;
use crate::web::pages::open::{Opened, open};
use crate::web::pages::{Frame, day_of};
use crate::web::reply;
use crate::web::state::{Desk, State};
use crate::web::view::{ListingView, RedlineView, dated, day};

/// What is to be compared.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Sides {
    #[serde(default)]
    a: String,
    #[serde(default)]
    b: String,
    #[serde(default, rename = "ngay-a")]
    day_a: String,
    #[serde(default, rename = "ngay-b")]
    day_b: String,
}

#[derive(Template)]
#[template(path = "compare.html")]
struct ComparePage {
    frame: Frame,
    asked: Sides,
    sides: Option<(SideView, SideView)>,
    rows: Vec<RowView>,
    same: usize,
    missing: Vec<String>,
}

/// One of the texts.
struct SideView {
    listing: ListingView,
    when: String,
    url: String,
    computed: bool,
}

/// Two provisions beside each other, or how many that are the same stand here.
enum RowView {
    Same(Vec<String>),
    Pair { old: RedlineView, new: RedlineView },
}

/// The page of a comparison.
pub(crate) async fn compare(
    From(state): From<State>,
    query: Result<Query<Sides>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let Query(asked) = query.map_err(|_| Error::BadQuery)?;
    let days = (day_of(&asked.day_a)?, day_of(&asked.day_b)?);
    let made = state.run(move |desk| make(desk, asked, days));
    Ok(made.await?.answer(&headers))
}

impl ComparePage {
    /// Where the second text is held against the first as its model, when they are two documents.
    fn against(&self) -> Option<String> {
        let (old, new) = self.sides.as_ref()?;
        let slug = |it: &SideView| it.listing.url.strip_prefix("/vb/").map(str::to_owned);
        let (old, new) = (slug(old)?, slug(new)?);
        (old != new).then(|| format!("/doi-chieu/{old}/{new}"))
    }

    fn differ(&self) -> usize {
        self.rows.iter().filter(|it| matches!(it, RowView::Pair { .. })).count()
    }
}

fn make(
    desk: &Desk,
    asked: Sides,
    days: (Option<Date>, Option<Date>),
) -> Result<reply::Made, Error> {
    let mut missing = Vec::new();
    let mut side = |name: &str, day: Option<Date>| -> Result<Option<(SideView, Document)>, Error> {
        if name.trim().is_empty() {
            return Ok(None);
        }
        let found = one(desk, name.trim(), day)?;
        if found.is_none() {
            missing.push(name.trim().to_owned());
        }
        Ok(found)
    };
    let same_text = asked.a.trim() == asked.b.trim();
    let old = side(&asked.a, days.0.or((!same_text).then_some(desk.today)))?;
    let new = side(&asked.b, days.1.or(Some(desk.today)))?;
    let mut page = ComparePage {
        frame: Frame::answer("So sánh"),
        asked,
        sides: None,
        rows: Vec::new(),
        same: 0,
        missing,
    };
    if let (Some((old, before)), Some((new, after))) = (old, new) {
        let pairs = laid(&before, &after);
        page.same = pairs.iter().filter(|it| it.is_same()).count();
        page.rows = rows(&pairs);
        page.sides = Some((old, new));
    }
    reply::page(&page)
}

/// A document by its slug or number; as enacted without a day.
fn one(desk: &Desk, name: &str, on: Option<Date>) -> Result<Option<(SideView, Document)>, Error> {
    let listing = match open(desk, &name_or_slug(name)) {
        Ok(Opened::One(listing, _) | Opened::Elsewhere(listing)) => listing,
        Ok(Opened::Several(_)) | Err(Error::NoDocument(_) | Error::BadAddress(_)) => {
            return Ok(None);
        }
        Err(error) => return Err(error),
    };
    let Some(timeline) = desk.corpus().timeline(&listing.reference.slug())? else {
        return Ok(None);
    };
    let (document, computed) = text_of(&timeline, on);
    let when = on.map_or_else(|| "khi ban hành".to_owned(), |on| format!("vào ngày {}", day(on)));
    let view = ListingView::of(&listing);
    let url = dated(view.url.clone(), on);
    Ok(Some((SideView { listing: view, when, url, computed }, document)))
}

fn text_of(timeline: &Timeline, on: Option<Date>) -> (Document, bool) {
    let version = on.map(|day| timeline.on(day)).filter(|it| it.from.is_some());
    match version {
        Some(version) => (version.written.document.clone(), true),
        None => (Document::clone(&timeline.base), false),
    }
}

/// Pairs as rows; runs of pairs that read the same become one row.
fn rows(pairs: &[Pair]) -> Vec<RowView> {
    let mut rows: Vec<RowView> = Vec::new();
    for pair in pairs {
        if pair.is_same() {
            let title = pair.new.as_ref().map(|it| it.title.clone()).unwrap_or_default();
            match rows.last_mut() {
                Some(RowView::Same(titles)) => titles.push(title),
                _ => rows.push(RowView::Same(vec![title])),
            }
            continue;
        }
        let laid = RedlineView::of(&pair.stretches);
        rows.push(RowView::Pair { old: laid.side("come"), new: laid.side("gone") });
    }
    rows
}

/// `77/2015/QH13` typed as it is written, or the slug of an address.
fn name_or_slug(name: &str) -> String {
    if name.contains('/') { crate::text::slug(name) } else { name.to_owned() }
}
