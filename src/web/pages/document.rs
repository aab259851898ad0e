//! `GET /vb/{slug}`: a document to read: title block, status, contents, every provision at its own anchor.
//!
//! A long text is read sheet by sheet: the first stands here, the others at the address of the unit they begin with.

use askama::Template;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State as From};
use axum::http::HeaderMap;
use axum::response::Response;
use jiff::civil::Date;
use serde::Deserialize;

use crate::law::{Address, Listing, Portion};
use crate::web::error::Error;
use crate::web::pages::choice;
use crate::web::pages::open::{Opened, open};
use crate::web::pages::{Frame, Reading, day_of};
use crate::web::reply;
use crate::web::state::{Desk, State};
use crate::web::view::{
    ComponentView, Contents, Facts, ListingView, NoteView, Piece, Scribe, Sheet, TimeView,
    TitleBlock, UnitLink, change_marks, contents, dated, document_cite, facts, sheets,
};

/// Which sheet, when its beginning is no address of its own; and the text of which day.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Start {
    #[serde(default)]
    trang: String,
    #[serde(default)]
    ngay: String,
}

#[derive(Template)]
#[template(path = "document.html")]
struct DocumentPage<'a> {
    frame: Frame,
    listing: ListingView,
    cite: String,
    facts: Facts,
    block: Option<TitleBlock<'a>>,
    opening: Vec<Piece<'a>>,
    components: Vec<ComponentView<'a>>,
    notes: Vec<NoteView<'a>>,
    contents: Contents<'a>,
    sheet: Option<SheetView>,
    time: TimeView,
}

/// The place of a sheet among the others.
struct SheetView {
    name: String,
    number: usize,
    total: usize,
    previous: Option<UnitLink>,
    next: Option<UnitLink>,
}

/// The page of a document.
pub(crate) async fn document(
    From(state): From<State>,
    slug: Result<Path<String>, PathRejection>,
    query: Result<Query<Start>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let Path(slug) = slug.map_err(|_| Error::BadQuery)?;
    let Query(from) = query.map_err(|_| Error::BadQuery)?;
    let day = day_of(&from.ngay)?;
    let made = state.run(move |desk| match open(desk, &slug)? {
        Opened::One(listing, _) => {
            let reading = Reading::open(desk, &listing, day)?;
            let sheets = sheets(reading.document());
            let number: usize = from.trang.parse().unwrap_or(1);
            make(desk, &listing, &reading, &sheets, number.saturating_sub(1))
        }
        Opened::Elsewhere(listing) => {
            let document = listing.reference;
            Ok(reply::Made::Elsewhere(Address { document, portion: Portion::default() }.url()))
        }
        Opened::Several(listings) => choice::make(desk, &listings, &Portion::default()),
    });
    Ok(made.await?.answer(&headers))
}

/// The page of one sheet of a document.
pub(crate) fn make<'a>(
    desk: &Desk,
    listing: &'a Listing,
    reading: &'a Reading,
    sheets: &[Sheet<'a>],
    on: usize,
) -> Result<reply::Made, Error> {
    let slug = listing.reference.slug();
    let (document, day) = (reading.document(), reading.asked);
    let sheet = sheets.get(on).ok_or(Error::NoPage)?;
    let view = ListingView::of(listing);
    let mut scribe = Scribe::new(document, &slug).on(day, change_marks(reading, &slug));
    let page = DocumentPage {
        frame: Frame::new(title(&view, sheet, on), sheet.url(&slug)),
        cite: document_cite(document, listing),
        facts: facts(desk, document)?,
        block: sheet.is_first().then(|| TitleBlock::of(document, &mut scribe)),
        opening: sheet.opening(document, &mut scribe),
        components: sheet.components(document, &mut scribe),
        notes: scribe.notes(),
        contents: contents(document, &slug, sheets, sheet).on(day),
        sheet: (sheets.len() > 1).then(|| SheetView::of(&slug, sheets, on, day)),
        time: TimeView::of(reading, &slug, &Portion::default()),
        listing: view,
    };
    reply::page(&page)
}

fn title(listing: &ListingView, sheet: &Sheet<'_>, on: usize) -> String {
    let name = format!("{} – {}", listing.name, listing.title);
    if on == 0 { name } else { format!("{} – {name}", sheet.name) }
}

impl SheetView {
    fn of(slug: &str, sheets: &[Sheet<'_>], on: usize, day: Option<Date>) -> Self {
        let link = |at: usize| {
            let sheet = sheets.get(at)?;
            Some(UnitLink { url: dated(sheet.url(slug), day), name: sheet.name.clone() })
        };
        Self {
            name: sheets.get(on).map_or_else(String::new, |it| it.name.clone()),
            number: on + 1,
            total: sheets.len(),
            previous: on.checked_sub(1).and_then(link),
            next: link(on + 1),
        }
    }
}
