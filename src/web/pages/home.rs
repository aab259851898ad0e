//! `GET /`: a search box, what can be typed into it, and what the corpus holds.

use askama::Template;
use axum::extract::State as From;
use axum::http::HeaderMap;
use axum::response::Response;

use crate::corpus::{Counts, ListFilter};
use crate::text::grouped;
use crate::web::error::Error;
use crate::web::pages::Frame;
use crate::web::reply;
use crate::web::state::State;
use crate::web::view::{ListingView, query_url};

/// How many of the latest documents are shown.
const LATEST: usize = 6;

/// Questions of every form the search understands: words, without dấu, a number, a provision.
const EXAMPLES: [(&str, &str); 5] = [
    ("kỳ họp bất thường", "từ ngữ"),
    ("yeu cau trieu tap ky hop", "không dấu"),
    ("629/2019", "số văn bản"),
    ("Điều 5 Luật 01/2026/QH-MH", "điều khoản"),
    ("k2 đ5 nq 03/2026", "viết tắt"),
];

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    frame: Frame,
    counts: Counts,
    examples: Vec<Example>,
    latest: Vec<ListingView>,
}

struct Example {
    text: &'static str,
    what: &'static str,
    url: String,
}

/// The home page.
pub(crate) async fn home(From(state): From<State>, headers: HeaderMap) -> Result<Response, Error> {
    let made = state.run(|desk| {
        let filter = ListFilter { size: LATEST, ..ListFilter::default() };
        let latest = desk.corpus().list(&filter)?.listings;
        let example =
            |&(text, what)| Example { text, what, url: query_url("/tim", &[("q", text)]) };
        reply::page(&HomePage {
            frame: Frame::new("Tra cứu văn bản pháp luật", "/"),
            counts: desk.corpus().counts()?,
            examples: EXAMPLES.iter().map(example).collect(),
            latest: latest.iter().map(ListingView::of).collect(),
        })
    });
    Ok(made.await?.answer(&headers))
}

impl HomePage {
    fn count(&self, number: &usize) -> String {
        grouped(*number)
    }
}
