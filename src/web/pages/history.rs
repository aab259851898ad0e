//! `GET /lich-su/{slug}` and `/lich-su/{slug}/{portion}`: what happened to a document, drawn and as a table; every wording
//! of a provision with what changed from one to the next.

use askama::Template;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State as From};
use axum::http::HeaderMap;
use axum::response::Response;

use crate::law::{Address, Listing, Portion};
use crate::text::slug as slug_of;
use crate::timeline::{Event, Timeline, Wording, events, redline};
use crate::web::error::Error;
use crate::web::pages::open::{Opened, open};
use crate::web::pages::{Frame, choice};
use crate::web::reply;
use crate::web::state::{Desk, State};
use crate::web::view::{Axis, ListingView, RedlineView, axis, dated, day, within};

#[derive(Template)]
#[template(path = "history.html")]
struct HistoryPage {
    frame: Frame,
    listing: ListingView,
    axis: Option<Axis>,
    events: Vec<EventView>,
}

/// A row of the table.
struct EventView {
    day: String,
    url: String,
    what: String,
    by: String,
    by_url: String,
    words: String,
    stated: bool,
}

#[derive(Template)]
#[template(path = "wordings.html")]
struct WordingsPage {
    frame: Frame,
    listing: ListingView,
    name: String,
    url: String,
    wordings: Vec<WordingView>,
    codified: bool,
}

/// One wording, laid over the one before.
struct WordingView {
    from: String,
    until: Option<String>,
    url: String,
    repealed: bool,
    absent: bool,
    causes: Vec<(String, String)>,
    refused: Vec<(String, String, String)>,
    words: RedlineView,
}

/// The history of a document.
pub(crate) async fn history(
    From(state): From<State>,
    slug: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let Path(slug) = slug.map_err(|_| Error::BadQuery)?;
    let made = state.run(move |desk| match open(desk, &slug)? {
        Opened::One(listing, _) => of_document(desk, &listing),
        Opened::Elsewhere(listing) => {
            Ok(reply::Made::Elsewhere(format!("/lich-su/{}", listing.reference.slug())))
        }
        Opened::Several(listings) => choice::make(desk, &listings, &Portion::default()),
    });
    Ok(made.await?.answer(&headers))
}

/// The wordings of a provision.
pub(crate) async fn wordings(
    From(state): From<State>,
    path: Result<Path<(String, String)>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let Path((slug, portion)) = path.map_err(|_| Error::BadQuery)?;
    let made = state.run(move |desk| {
        let portion: Portion = portion.parse()?;
        match open(desk, &slug)? {
            Opened::One(listing, _) => of_provision(desk, &listing, &portion),
            Opened::Elsewhere(listing) => {
                let slug = listing.reference.slug();
                Ok(reply::Made::Elsewhere(format!("/lich-su/{slug}/{portion}")))
            }
            Opened::Several(listings) => choice::make(desk, &listings, &portion),
        }
    });
    Ok(made.await?.answer(&headers))
}

fn opened(desk: &Desk, listing: &Listing) -> Result<std::sync::Arc<Timeline>, Error> {
    let timeline = desk.corpus().timeline(&listing.reference.slug())?;
    timeline.ok_or_else(|| Error::internal("a listing without its document"))
}

fn of_document(desk: &Desk, listing: &Listing) -> Result<reply::Made, Error> {
    let timeline = opened(desk, listing)?;
    let slug = listing.reference.slug();
    let events = events(&timeline);
    let status = crate::timeline::standing(&timeline.base.facts, &[], desk.today).status;
    let view = ListingView::of(listing).with(status);
    let page = HistoryPage {
        frame: Frame::new(format!("Dòng thời gian – {}", view.name), format!("/lich-su/{slug}")),
        axis: axis(&events, desk.today),
        events: events.iter().map(|event| EventView::of(event, &slug)).collect(),
        listing: view,
    };
    reply::page(&page)
}

impl EventView {
    fn of(event: &Event, slug: &str) -> Self {
        let by = event.by.clone().unwrap_or_default();
        Self {
            day: event.day.map_or_else(|| "chưa rõ".to_owned(), day),
            url: dated(format!("/vb/{slug}"), event.day),
            what: event.what.clone(),
            by_url: if by.is_empty() { String::new() } else { format!("/vb/{}", slug_of(&by)) },
            by,
            words: event.words.clone(),
            stated: event.stated,
        }
    }
}

fn of_provision(desk: &Desk, listing: &Listing, portion: &Portion) -> Result<reply::Made, Error> {
    let timeline = opened(desk, listing)?;
    let found = timeline.wordings(portion);
    if portion.is_whole() || found.iter().all(|it| it.text.is_none()) {
        return Err(Error::NoPage);
    }
    let address = Address { document: listing.reference.clone(), portion: portion.clone() };
    let status = crate::timeline::standing(
        &timeline.base.facts,
        &within(&timeline.base, portion),
        desk.today,
    )
    .status;
    let view = ListingView::of(listing).with(status);
    let mut wordings: Vec<WordingView> = Vec::new();
    let mut before: Option<&Wording> = None;
    for wording in &found {
        wordings.push(WordingView::of(&timeline, &address, wording, before));
        before = Some(wording);
    }
    wordings.reverse();
    let name = crate::web::view::upper_first(&portion.name());
    let page = WordingsPage {
        frame: Frame::new(
            format!("{name} qua thời gian – {}", view.name),
            format!("/lich-su/{}/{portion}", listing.reference.slug()),
        ),
        name,
        url: address.url(),
        wordings,
        codified: timeline.base.facts.codified,
        listing: view,
    };
    reply::page(&page)
}

impl WordingView {
    fn of(
        timeline: &Timeline,
        address: &Address,
        wording: &Wording,
        before: Option<&Wording>,
    ) -> Self {
        let change = |place: &usize| timeline.changes.get(*place);
        let causes = wording.causes.iter().filter_map(change);
        let refused = wording.refused.iter().filter_map(|(place, why)| {
            let change = change(place)?;
            Some((timeline.source_of(change), timeline.sentence_of(change), why.to_string()))
        });
        let text = |wording: &Wording| wording.text.clone().unwrap_or_default();
        let stretches = redline(&before.map(text).unwrap_or_default(), &text(wording));
        let words = if before.is_none() {
            RedlineView::plain(&text(wording))
        } else {
            RedlineView::of(&stretches)
        };
        Self {
            from: wording
                .from
                .map_or_else(|| "Khi ban hành".to_owned(), |it| format!("Từ {}", day(it))),
            until: wording.until.map(day),
            url: dated(address.url(), wording.from.or(timeline.base.identity.issued)),
            repealed: wording.repealed,
            absent: wording.text.is_none(),
            causes: causes.map(|it| (timeline.source_of(it), timeline.sentence_of(it))).collect(),
            refused: refused.collect(),
            words,
        }
    }
}
