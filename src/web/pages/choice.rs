//! Several texts share a number: the reader chooses, the portion asked for is kept. Answered with status 300.

use askama::Template;
use axum::http::StatusCode;

use crate::law::{Address, Listing, Portion};
use crate::timeline;
use crate::web::error::Error;
use crate::web::pages::Frame;
use crate::web::reply;
use crate::web::state::Desk;
use crate::web::view::ListingView;

#[derive(Template)]
#[template(path = "choice.html")]
struct ChoicePage {
    frame: Frame,
    number: String,
    portion: String,
    listings: Vec<ListingView>,
}

/// The page on which the reader chooses among `listings`.
pub(crate) fn make(
    desk: &Desk,
    listings: &[Listing],
    portion: &Portion,
) -> Result<reply::Made, Error> {
    let number = listings.first().map_or_else(String::new, |it| it.reference.number.clone());
    let mut views = Vec::new();
    for listing in listings {
        let slug = listing.reference.slug();
        let mut view = ListingView::of(listing);
        if let Some(document) = desk.corpus().document(&slug)? {
            view = view.with(timeline::standing(&document.facts, &[], desk.today).status);
        }
        view.url = Address { document: listing.reference.clone(), portion: portion.clone() }.url();
        views.push(view);
    }
    let page = ChoicePage {
        frame: Frame::answer(format!("Nhiều văn bản cùng số {number}")).asking(number.clone()),
        number,
        portion: portion.name(),
        listings: views,
    };
    reply::page_with(StatusCode::MULTIPLE_CHOICES, &page)
}
