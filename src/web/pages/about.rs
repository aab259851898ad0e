//! `GET /gioi-thieu`: what this is, what is loaded, how to cite, which keys work.

use askama::Template;
use axum::extract::State as From;
use axum::http::HeaderMap;
use axum::response::Response;

use crate::corpus::Counts;
use crate::text::grouped;
use crate::web::error::Error;
use crate::web::pages::Frame;
use crate::web::reply;
use crate::web::state::State;

#[derive(Template)]
#[template(path = "about.html")]
struct AboutPage {
    frame: Frame,
    counts: Counts,
}

/// The page about the site.
pub(crate) async fn about(From(state): From<State>, headers: HeaderMap) -> Result<Response, Error> {
    let made = state.run(|desk| {
        let frame = Frame::new("Giới thiệu", "/gioi-thieu");
        reply::page(&AboutPage { frame, counts: desk.corpus().counts()? })
    });
    Ok(made.await?.answer(&headers))
}

impl AboutPage {
    fn count(&self, number: &usize) -> String {
        grouped(*number)
    }
}
