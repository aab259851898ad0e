//! From the slug in an address to the document it names.

use std::sync::Arc;

use crate::law::{Document, DocumentRef, Found, Library, Listing};
use crate::web::error::Error;
use crate::web::state::Desk;

/// What a slug names.
pub(crate) enum Opened {
    /// One document, under its own slug.
    One(Listing, Arc<Document>),
    /// One document whose own slug is another.
    Elsewhere(Listing),
    /// Several share the number.
    Several(Vec<Listing>),
}

/// Opens the document that `slug` names.
pub(crate) fn open(desk: &Desk, slug: &str) -> Result<Opened, Error> {
    let corpus = desk.corpus();
    if let Some(listing) = corpus.listing(slug)? {
        let document = corpus.document(slug)?;
        let document = document.ok_or_else(|| Error::internal("a listing without its document"))?;
        return Ok(Opened::One(listing, document));
    }
    let reference: DocumentRef = slug.parse()?;
    match corpus.find(&reference) {
        Found::One(listing) if listing.reference.slug() != slug => Ok(Opened::Elsewhere(listing)),
        Found::Several(listings) => Ok(Opened::Several(listings)),
        Found::One(_) | Found::Nothing => Err(Error::NoDocument(slug.to_owned())),
    }
}
