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
            let tie = tie(desk, link, here)?;
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

fn tie(desk: &Desk, link: &Link, page: Option<&Portion>) -> Result<Tie, Error> {
    // On the page of the very provision its name would only be repeated.
    let here = link.here.as_ref().filter(|here| page != Some(*here));
    let here = here.map(Portion::name).unwrap_or_default();
    let since = link.since.map(day);
    let (name, title, url) = match is_anchor(&link.there) {
        true => codified(desk, link)?,
        false => cited(desk, link),
    };
    Ok(Tie { here, name, title, url, since })
}

/// A text named by its number.
fn cited(desk: &Desk, link: &Link) -> (String, String, Option<String>) {
    let portion = link.portion.clone().unwrap_or_default();
    let within = if portion.is_whole() { String::new() } else { portion.name() + " " };
    let reference: Option<DocumentRef> = link.there.parse().ok();
    match reference.map_or(Found::Nothing, |it| desk.corpus().find(&it)) {
        Found::One(listing) => {
            let name = format!("{within}{}", name_of(&listing));
            let title = full_title(listing.kind, &listing.title);
            (name, title, Some(Address { document: listing.reference, portion }.url()))
        }
        Found::Several(_) => {
            let document = DocumentRef::new(link.there.as_str());
            let url = Address { document, portion }.url();
            (format!("{within}{}", link.there), String::new(), Some(url))
        }
        Found::Nothing => (format!("{within}{}", link.there), link.words.clone(), None),
    }
}

/// An article named by its anchor in the codification; the words carry its code and heading there:
/// `360030…0600 Điều 36.3.NĐ.2.6. Hình thức đối thoại`.
fn codified(desk: &Desk, link: &Link) -> Result<(String, String, Option<String>), Error> {
    let words = link.words.trim_start_matches(|c: char| c.is_ascii_digit()).trim();
    let (code, heading) = words.split_once(". ").unwrap_or((words, ""));
    let Some(address) = desk.corpus().codified(&link.there)? else {
        let name =
            if code.is_empty() { link.there.clone() } else { format!("{code} Bộ pháp điển") };
        return Ok((name, heading.to_owned(), None));
    };
    let listing = desk.corpus().listing(&address.document.slug())?;
    let document = listing.as_ref().map_or_else(|| address.document.to_string(), name_of);
    let name = format!("{} {document}", address.portion.name());
    Ok((name, heading.to_owned(), Some(address.url())))
}

/// Anchors of the codification are long rows of digits; no number of a document is.
fn is_anchor(there: &str) -> bool {
    there.len() >= 20 && there.bytes().all(|it| it.is_ascii_digit())
}
