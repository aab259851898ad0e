//! A provision named by its address, as lists show it: with what the corpus holds of it today.

use crate::law::{Found, Portion};
use crate::timeline;
use crate::web::error::Error;
use crate::web::state::Desk;
use crate::web::view::listing::Badge;
use crate::web::view::{name_of, upper_first};
use crate::workspace::Pointer;

/// A provision in a list.
#[derive(Clone, Debug)]
pub(crate) struct PlaceView {
    /// Its page.
    pub(crate) url: String,
    /// `Điều 5`, `Khoản 2 Mục 1`.
    pub(crate) portion: String,
    /// Its heading, or its first words; empty when the corpus does not hold it.
    pub(crate) heading: String,
    /// `Hướng dẫn số 05/HD-BCTĐB-MH`.
    pub(crate) document: String,
    /// Its status today.
    pub(crate) badge: Option<Badge>,
}

impl PlaceView {
    /// Looks a provision up.
    pub(crate) fn of(desk: &Desk, pointer: &Pointer) -> Result<Self, Error> {
        let address = &pointer.0;
        let mut view = Self {
            url: address.url(),
            portion: upper_first(&address.portion.name()),
            heading: String::new(),
            document: address.document.to_string(),
            badge: None,
        };
        let Found::One(listing) = desk.corpus().look_up(&address.document)? else {
            return Ok(view);
        };
        view.document = name_of(&listing);
        let Some(document) = desk.corpus().document(&listing.reference.slug())? else {
            return Ok(view);
        };
        let Some(unit) = document.find(&address.portion) else {
            if address.portion.is_whole() {
                view.heading = document.title.clone();
            }
            return Ok(view);
        };
        let heading = document.heading(unit).map(|it| it.trim().to_owned());
        view.heading = heading.unwrap_or_else(|| {
            let body = document.body(unit);
            let words: Vec<&str> = body.split_whitespace().take(14).collect();
            words.join(" ") + if words.len() == 14 { "…" } else { "" }
        });
        let around = document.ancestors(unit).map(|it| document.portion(it));
        let within: Vec<Portion> = std::iter::once(address.portion.clone()).chain(around).collect();
        view.badge = Some(Badge(timeline::standing(&document.facts, &within, desk.today).status));
        Ok(view)
    }
}
