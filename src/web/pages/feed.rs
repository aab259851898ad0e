//! `GET /tim.atom`: a question as an Atom feed, the latest documents first, for those who wait for new ones.
//!
//! The server does not know under which name it is reached: links are relative, and identities are tag URIs, which never
//! change with the host.

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State as From};
use axum::http::HeaderMap;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use crate::search::{Hit, Question, Sort};
use crate::web::error::Error;
use crate::web::pages::{Asked, asked};
use crate::web::state::{Desk, State};
use crate::web::view::name_of;

/// Entries of a feed.
const ENTRIES: usize = 30;
/// The day of a document whose date is not known; and of a feed without entries.
const UNDATED: &str = "1945-09-02";

#[derive(Template)]
#[template(path = "feed.xml")]
struct Feed {
    question: String,
    page: String,
    own: String,
    updated: String,
    entries: Vec<Entry>,
}

struct Entry {
    url: String,
    title: String,
    document: String,
    issuer: String,
    updated: String,
    summary: String,
}

/// The feed of a question; filters as on the page.
pub(crate) async fn feed(
    From(state): From<State>,
    query: Result<Query<Asked>, QueryRejection>,
    _: HeaderMap,
) -> Result<Response, Error> {
    let asked = asked(query)?;
    if asked.q.is_empty() {
        return Err(Error::BadQuery);
    }
    let text = state.run(move |desk| make(desk, &asked)).await?;
    let headers =
        [(CONTENT_TYPE, "application/atom+xml; charset=utf-8"), (CACHE_CONTROL, "no-cache")];
    Ok((headers, text).into_response())
}

fn make(desk: &Desk, asked: &Asked) -> Result<String, Error> {
    let question = Question { sort: Sort::Newest, from: 0, ..asked.question(desk, ENTRIES) };
    let entries: Vec<Entry> =
        desk.engine().answer(&question)?.hits.into_iter().map(Entry::of).collect();
    let updated = entries.iter().map(|it| it.updated.clone()).max();
    let feed = Feed {
        question: asked.q.clone(),
        page: asked.url("trang", ""),
        own: asked.url_at("/tim.atom", "trang", ""),
        updated: updated.unwrap_or_else(|| UNDATED.to_owned()),
        entries,
    };
    feed.render().map_err(Error::internal)
}

impl Entry {
    fn of(hit: Hit) -> Self {
        let issuers: Vec<String> =
            hit.document.authorities.iter().map(ToString::to_string).collect();
        Self {
            url: hit.address.url(),
            title: hit.heading,
            document: name_of(&hit.document),
            issuer: issuers.join(", "),
            updated: hit.document.issued.map_or_else(|| UNDATED.to_owned(), |it| it.to_string()),
            summary: hit.snippet.into_iter().map(|piece| piece.text).collect(),
        }
    }
}
