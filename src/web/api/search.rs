//! `GET /api/tim?q=…`: what `/tim` shows, for programs.

use std::time::{Duration, Instant};

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State as From};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use serde::Serialize;

use crate::search::{Also, Answer, Stretch};
use crate::web::error::Error;
use crate::web::pages::{Asked, asked};
use crate::web::state::State;
use crate::web::view::name_of;

/// Hits in one answer.
const PAGE: usize = 20;

/// An answer as programs read it; the command line prints the same.
#[derive(Debug, Serialize)]
pub struct SearchBody {
    query: String,
    total: usize,
    ms: f64,
    /// The question as it was looked for, when that is not as it was typed.
    #[serde(skip_serializing_if = "Option::is_none")]
    read_as: Option<String>,
    /// A likelier spelling.
    #[serde(skip_serializing_if = "Option::is_none")]
    likelier: Option<String>,
    /// What could not be read as it was meant.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unread: Vec<String>,
    /// How many more hold every word and are no law on the day asked.
    #[serde(skip_serializing_if = "is_zero")]
    elsewhen: usize,
    /// Words that nothing in the corpus holds.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unknown: Vec<String>,
    hits: Vec<HitBody>,
}

#[derive(Debug, Serialize)]
struct HitBody {
    address: String,
    url: String,
    document: String,
    heading: String,
    /// The khoản that answers best, where one does.
    #[serde(skip_serializing_if = "Option::is_none")]
    passage: Option<String>,
    snippet: String,
    score: f32,
    /// Status of the document on the day asked.
    status: &'static str,
    /// The first day of this wording.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<Date>,
    /// The day on which it reads otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<Date>,
    /// The same rule elsewhere: other wordings, consolidations.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also: Vec<AlsoBody>,
}

#[derive(Debug, Serialize)]
struct AlsoBody {
    address: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<Date>,
}

#[derive(Serialize)]
struct Failure {
    error: &'static str,
}

/// The hits as JSON; filters and `trang` as on the page.
pub(crate) async fn search(
    From(state): From<State>,
    query: Result<Query<Asked>, QueryRejection>,
) -> Response {
    let asked = match asked(query) {
        Ok(asked) if !asked.q.is_empty() => asked,
        _ => return failure(StatusCode::BAD_REQUEST, "Cần tham số q, dài không quá 300 chữ cái."),
    };
    let found = state.run(move |desk| {
        let started = Instant::now();
        let answer = desk.engine().answer(&asked.question(desk, PAGE))?;
        Ok(SearchBody::of(&asked.q, &answer, started.elapsed()))
    });
    match found.await {
        Ok(found) => Json(found).into_response(),
        Err(error) => {
            if let Error::Internal(cause) = &error {
                tracing::error!(cause, "request failed");
            }
            failure(StatusCode::INTERNAL_SERVER_ERROR, "Đã có lỗi ở máy chủ.")
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

fn failure(status: StatusCode, error: &'static str) -> Response {
    (status, Json(Failure { error })).into_response()
}

impl AlsoBody {
    fn of(also: &Also) -> Self {
        let Stretch { from, until } = also.stretch;
        Self { address: also.address.to_string(), from, until }
    }
}

impl SearchBody {
    /// The body for an answer that took so long.
    pub fn of(query: &str, answer: &Answer, took: Duration) -> Self {
        let hits = answer.hits.iter().map(|hit| HitBody {
            address: hit.address.to_string(),
            url: hit.address.url(),
            document: name_of(&hit.document),
            heading: hit.heading.clone(),
            passage: hit.passage.as_ref().map(|_| hit.best().to_string()),
            snippet: hit.snippet.iter().map(|piece| piece.text.as_str()).collect(),
            score: hit.score,
            status: hit.status.slug(),
            from: hit.stretch.from,
            until: hit.stretch.until,
            also: hit.also.iter().map(AlsoBody::of).collect(),
        });
        let ms = (took.as_secs_f64() * 10_000.0).round() / 10.0;
        Self {
            query: query.to_owned(),
            total: answer.total,
            ms,
            read_as: answer.read_as.clone(),
            likelier: answer.likelier.clone(),
            unread: answer.unread.iter().map(ToString::to_string).collect(),
            elsewhen: answer.elsewhen,
            unknown: answer.unknown.clone(),
            hits: hits.collect(),
        }
    }
}
