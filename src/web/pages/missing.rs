//! The document is here, the provision is not: says so, shows what is nearest and the way to the contents. Status 404.

use askama::Template;
use axum::http::StatusCode;

use crate::law::{Document, Listing, Portion};
use crate::web::error::Error;
use crate::web::pages::Frame;
use crate::web::reply;
use crate::web::view::{ListingView, UnitLink, nearest, portion_title};

#[derive(Template)]
#[template(path = "missing.html")]
struct MissingPage {
    frame: Frame,
    asked: String,
    listing: ListingView,
    near: Vec<UnitLink>,
    has_contents: bool,
}

/// The page for a portion that `document` does not have.
pub(crate) fn make(
    listing: &Listing,
    document: &Document,
    asked: &Portion,
) -> Result<reply::Made, Error> {
    let name = portion_title(document, asked);
    let page = MissingPage {
        frame: Frame::answer(format!("Không có {name}")),
        near: nearest(document, &listing.reference.slug(), asked),
        listing: ListingView::of(listing),
        has_contents: !document.provisions.is_empty(),
        asked: name,
    };
    reply::page_with(StatusCode::NOT_FOUND, &page)
}
