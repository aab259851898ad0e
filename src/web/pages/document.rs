//! `GET /vb/{slug}`: a document to read: title block, status, contents, every provision at its own anchor.
//!
//! A long text is read sheet by sheet: the first stands here, the others at the address of the unit they begin with.

use askama::Template;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State as From};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;

use crate::law::{Address, Document, Listing, Portion};
use crate::timeline;
use crate::web::error::Error;
use crate::web::pages::Frame;
use crate::web::pages::choice;
use crate::web::pages::open::{Opened, open};
use crate::web::reply;
use crate::web::state::{Desk, State};
use crate::web::view::{
    ComponentView, Contents, Facts, ListingView, NoteView, Piece, Scribe, Sheet, TitleBlock,
    UnitLink, contents, document_cite, facts, sheets,
};

/// Which sheet, when its beginning is no address of its own.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Start {
    #[serde(default)]
    trang: String,
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
    let made = state.run(move |desk| match open(desk, &slug)? {
        Opened::One(listing, document) => {
            let sheets = sheets(&document);
            let number: usize = from.trang.parse().unwrap_or(1);
            make(desk, &listing, &document, &sheets, number.saturating_sub(1))
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
    document: &'a Document,
    sheets: &[Sheet<'a>],
    on: usize,
) -> Result<reply::Made, Error> {
    let slug = listing.reference.slug();
    let sheet = sheets.get(on).ok_or(Error::NoPage)?;
    let status = timeline::standing(&document.facts, &[], desk.today).status;
    let view = ListingView::of(listing).with(status);
    let mut scribe = Scribe::new(document, &slug);
    let page = DocumentPage {
        frame: Frame::new(title(&view, sheet, on), sheet.url(&slug)),
        cite: document_cite(document, listing),
        facts: facts(desk, document)?,
        block: sheet.is_first().then(|| TitleBlock::of(document, &mut scribe)),
        opening: sheet.opening(document, &mut scribe),
        components: sheet.components(document, &mut scribe),
        notes: scribe.notes(),
        contents: contents(document, &slug, sheets, sheet),
        sheet: (sheets.len() > 1).then(|| SheetView::of(&slug, sheets, on)),
        listing: view,
    };
    reply::page(&page)
}

fn title(listing: &ListingView, sheet: &Sheet<'_>, on: usize) -> String {
    let name = format!("{} – {}", listing.name, listing.title);
    if on == 0 { name } else { format!("{} – {name}", sheet.name) }
}

impl SheetView {
    fn of(slug: &str, sheets: &[Sheet<'_>], on: usize) -> Self {
        let link = |at: usize| {
            let sheet = sheets.get(at)?;
            Some(UnitLink { url: sheet.url(slug), name: sheet.name.clone() })
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
