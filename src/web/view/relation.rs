//! Quan hệ: ties to other documents as the sources state them; a link where the other document is held.

use crate::law::{Address, DocumentRef, Facts, Found, Library, Link, LinkKind, Portion};
use crate::web::error::Error;
use crate::web::state::Desk;
use crate::web::view::listing::{day, full_title, name_of};

/// The ties of one kind.
#[derive(Clone, Debug)]
pub(crate) struct Relations {
    /// `Được sửa đổi, bổ sung bởi`.
    pub(crate) name: &'static str,
    /// In the order of the source.
    pub(crate) ties: Vec<Tie>,
}

/// One tie.
#[derive(Clone, Debug)]
pub(crate) struct Tie {
    /// The provision here that it concerns.
    pub(crate) here: String,
    /// The other text by name.
    pub(crate) name: String,
    /// Its title.
    pub(crate) title: String,
    /// Its page; none when it is not held.
    pub(crate) url: Option<String>,
    /// From when.
    pub(crate) since: Option<String>,
}

/// The ties of a document (`here` none) or of one of its provisions, grouped by kind.
pub(crate) fn relations(
    desk: &Desk,
    facts: &Facts,
    here: Option<&Portion>,
) -> Result<Vec<Relations>, Error> {
    let mut groups = Vec::new();
    for kind in LinkKind::ALL {
        let links = facts.links.iter().filter(|it| it.kind == kind && concerns(it, here));
        let mut ties: Vec<Tie> = Vec::new();
        for link in links {
            let tie = tie(desk, link)?;
            if !ties
                .iter()
                .any(|it| it.url == tie.url && it.name == tie.name && it.here == tie.here)
            {
                ties.push(tie);
            }
        }
        if !ties.is_empty() {
            groups.push(Relations { name: kind.name(), ties });
        }
    }
    Ok(groups)
}

/// A tie of the whole document concerns its page; a tie of a provision concerns that provision and those inside it.
fn concerns(link: &Link, here: Option<&Portion>) -> bool {
    match (&link.here, here) {
        (None, None) => true,
        (Some(link), Some(here)) => {
            link.component == here.component && here.steps.starts_with(&link.steps)
        }
        _ => false,
    }
}

fn tie(desk: &Desk, link: &Link) -> Result<Tie, Error> {
    let here = link.here.as_ref().map(Portion::name).unwrap_or_default();
    let since = link.since.map(day);
    let portion = link.portion.clone().unwrap_or_default();
    let within = if portion.is_whole() { String::new() } else { portion.name() + " " };
    let reference: Option<DocumentRef> = link.there.parse().ok();
    let found = reference.map_or(Found::Nothing, |it| desk.corpus().find(&it));
    let (name, title, url) = match found {
        Found::One(listing) => {
            let name = format!("{within}{}", name_of(&listing));
            let url = Address { document: listing.reference.clone(), portion }.url();
            (name, full_title(listing.kind, &listing.title), Some(url))
        }
        Found::Several(_) => {
            let reference = DocumentRef::new(link.there.as_str());
            let url = Address { document: reference, portion }.url();
            (format!("{within}{}", link.there), String::new(), Some(url))
        }
        Found::Nothing => match desk.corpus().codified(&link.there)? {
            Some(address) => {
                let listing = desk.corpus().listing(&address.document.slug())?;
                let name = listing.as_ref().map_or_else(|| address.document.to_string(), name_of);
                let title = listing.map(|it| it.title).unwrap_or_default();
                let words = if link.words.is_empty() { title } else { link.words.clone() };
                (format!("{} {name}", address.portion.name()), words, Some(address.url()))
            }
            None => (format!("{within}{}", link.there), link.words.clone(), None),
        },
    };
    Ok(Tie { here, name, title, url, since })
}
