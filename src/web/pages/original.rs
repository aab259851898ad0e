//! `GET /vb/{slug}/-/doi-chieu`: what was read, beside the file from which it was read, page by page; and
//! `GET /vb/{slug}/-/goc`: that file.
//!
//! A file comes from outside and may hold anything: it is shown in a frame that may run nothing, load nothing and lead
//! nowhere, or offered to be saved where a browser cannot show it.

use askama::Template;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State as From};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::corpus::{FiledNote, Original};
use crate::law::{Document, Listing};
use crate::text::BlockKind;
use crate::web::error::Error;
use crate::web::pages::Frame;
use crate::web::pages::open::{Opened, open};
use crate::web::state::{Desk, State};
use crate::web::view::{ListingView, Scribe, Text};
use crate::web::{guard, reply};

/// Blocks on one page where the format has no pages of its own.
const BLOCKS: usize = 200;

/// Which page.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    trang: String,
}

#[derive(Template)]
#[template(path = "original.html")]
struct OriginalPage<'a> {
    frame: Frame,
    listing: ListingView,
    shown: Shown,
    /// Whether the pages are those of the file.
    paged: bool,
    page: usize,
    pages: usize,
    blocks: Vec<Block<'a>>,
    notes: Vec<Doubt>,
}

/// How the file is shown.
enum Shown {
    /// In a frame, at this address.
    Framed(String),
    /// To be saved.
    Saved(String),
    /// Not at all, and why.
    Not(String),
}

/// A block as it was read.
struct Block<'a> {
    id: String,
    heading: bool,
    text: Text<'a>,
    doubtful: bool,
}

/// A note and where it points.
struct Doubt {
    words: String,
    place: Option<String>,
}

/// The page.
pub(crate) async fn beside(
    From(state): From<State>,
    slug: Result<Path<String>, PathRejection>,
    query: Result<Query<Asked>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let Path(slug) = slug.map_err(|_| Error::BadQuery)?;
    let Query(asked) = query.map_err(|_| Error::BadQuery)?;
    let made = state.run(move |desk| match open(desk, &slug)? {
        Opened::One(listing, document) => {
            make(desk, &listing, &document, asked.trang.parse().unwrap_or(1))
        }
        Opened::Elsewhere(listing) => Ok(reply::Made::Elsewhere(beside_url(&listing))),
        Opened::Several(_) => Err(Error::NoPage),
    });
    let mut response = made.await?.answer(&headers);
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, guard::framing());
    Ok(response)
}

fn beside_url(listing: &Listing) -> String {
    format!("/vb/{}/-/doi-chieu", listing.reference.slug())
}

fn make(
    desk: &Desk,
    listing: &Listing,
    document: &Document,
    asked: usize,
) -> Result<reply::Made, Error> {
    let slug = listing.reference.slug();
    let original = desk.corpus().original(&slug)?.ok_or(Error::NoPage)?;
    let places = Places::of(document);
    let page = asked.clamp(1, places.count);
    let notes = desk.corpus().notes(Some(&slug))?;
    let mut scribe = Scribe::new(document, &slug);
    let blocks = places.on(page).filter_map(|at| {
        let block = document.transcript.blocks.get(at)?;
        let doubtful = notes.iter().any(|it| points_at(it) && block.span.contains(it.note.span));
        Some(Block {
            id: format!("k{at}"),
            heading: matches!(block.kind, BlockKind::Heading(_)),
            text: scribe.text(block.span),
            doubtful,
        })
    });
    let template = OriginalPage {
        frame: Frame::answer(format!("Đối chiếu {}", listing.reference)),
        blocks: blocks.collect(),
        listing: ListingView::of(listing),
        shown: Shown::of(&original, &slug, page, places.paged),
        paged: places.paged,
        page,
        pages: places.count,
        notes: notes.iter().map(|note| doubt(note, document, &places)).collect(),
    };
    reply::page(&template)
}

fn points_at(note: &FiledNote) -> bool {
    note.note.span.end > 0
}

fn doubt(note: &FiledNote, document: &Document, places: &Places) -> Doubt {
    let blocks = &document.transcript.blocks;
    let after = blocks.partition_point(|block| block.span.start <= note.note.span.start);
    let at = after.checked_sub(1).filter(|_| points_at(note));
    let place = at.map(|at| format!("?trang={}#k{at}", places.page_of(at)));
    Doubt { words: note.note.kind.to_string(), place }
}

/// On which page each block stands.
struct Places {
    /// Whether the file has pages; else so many blocks make one.
    paged: bool,
    pages: Vec<usize>,
    count: usize,
}

impl Places {
    fn of(document: &Document) -> Self {
        let blocks = &document.transcript.blocks;
        let own = |at: usize| -> Option<usize> {
            usize::try_from(blocks.get(at)?.origin.as_ref()?.page?).ok()
        };
        let paged = (0..blocks.len()).any(|at| own(at).is_some());
        let mut last = 1;
        let pages: Vec<usize> = (0..blocks.len())
            .map(|at| {
                // A block that does not say stands where the one before it does.
                last = if paged { own(at).unwrap_or(last) } else { 1 + at / BLOCKS };
                last
            })
            .collect();
        let count = pages.iter().copied().max().unwrap_or(1).max(1);
        Self { paged, pages, count }
    }

    fn on(&self, page: usize) -> impl Iterator<Item = usize> {
        self.pages.iter().enumerate().filter(move |(_, it)| **it == page).map(|(at, _)| at)
    }

    fn page_of(&self, block: usize) -> usize {
        self.pages.get(block).copied().unwrap_or(1)
    }
}

impl Shown {
    fn of(original: &Original, slug: &str, page: usize, paged: bool) -> Self {
        let address = format!("/vb/{slug}/-/goc");
        match original {
            Original::File { format, .. } => match format.map(|it| it.media).unwrap_or_default() {
                "application/pdf" if paged => Self::Framed(format!("{address}#page={page}")),
                "application/pdf" => Self::Framed(address),
                media if media.starts_with("text/") => Self::Framed(address),
                _ => Self::Saved(address),
            },
            Original::OneOfMany(path) => Self::Not(format!(
                "Văn bản này không có tệp riêng: nằm trong “{}”.",
                last_parts(path)
            )),
            Original::Changed(path) => Self::Not(format!(
                "Tệp “{}” đã đổi hoặc không còn từ lần `dieukhoan build` gần nhất; hãy chạy lại lệnh đó.",
                last_parts(path)
            )),
        }
    }
}

/// The end of a path: enough to find the file, not the folders of the machine.
fn last_parts(path: &str) -> String {
    let mut parts: Vec<&str> = path.rsplit('/').take(2).collect();
    parts.reverse();
    parts.join("/")
}

/// The file.
pub(crate) async fn original(
    From(state): From<State>,
    slug: Result<Path<String>, PathRejection>,
) -> Result<Response, Error> {
    let Path(slug) = slug.map_err(|_| Error::BadQuery)?;
    let found = state.run(move |desk| Ok(desk.corpus().original(&slug)?));
    let Some(Original::File { name, format, bytes }) = found.await? else {
        return Err(Error::NoPage);
    };
    let media = format.map_or("application/octet-stream", |it| it.media);
    // Whatever a text is written in, a browser is to show its letters and nothing else; pages say their encoding themselves.
    let kind = match media {
        "text/html" | "application/pdf" => media,
        _ if media.starts_with("text/") => "text/plain; charset=utf-8",
        _ => media,
    };
    let framed = media.starts_with("text/") || media == "application/pdf";
    let way = if framed { "inline" } else { "attachment" };
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(CONTENT_SECURITY_POLICY, guard::framed(media == "application/pdf"));
    let said = format!("{way}; filename*=UTF-8''{}", escaped(&name));
    if let Ok(said) = HeaderValue::from_str(&said) {
        headers.insert(CONTENT_DISPOSITION, said);
    }
    Ok(response)
}

/// A name as a header may carry it.
fn escaped(name: &str) -> String {
    let letter = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'.' | b'-' | b'_' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    name.bytes().map(letter).collect()
}
