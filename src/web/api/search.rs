//! `GET /api/tim?q=…`: what `/tim` shows, for programs.

use std::time::Instant;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State as From};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::search::Hit;
use crate::web::error::Error;
use crate::web::pages::{Asked, asked};
use crate::web::state::State;
use crate::web::view::name_of;

/// Hits in one answer.
const PAGE: usize = 20;

#[derive(Serialize)]
struct Found {
    query: String,
    total: usize,
    ms: f64,
    hits: Vec<FoundHit>,
}

#[derive(Serialize)]
struct FoundHit {
    address: String,
    url: String,
    document: String,
    heading: String,
    snippet: String,
    score: f32,
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
        let ms = (started.elapsed().as_secs_f64() * 10_000.0).round() / 10.0;
        let hits = answer.hits.into_iter().map(FoundHit::of).collect();
        Ok(Found { query: asked.q, total: answer.total, ms, hits })
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

fn failure(status: StatusCode, error: &'static str) -> Response {
    (status, Json(Failure { error })).into_response()
}

impl FoundHit {
    fn of(hit: Hit) -> Self {
        Self {
            address: hit.address.to_string(),
            url: hit.address.url(),
            document: name_of(&hit.document),
            heading: hit.heading,
            snippet: hit.snippet.into_iter().map(|piece| piece.text).collect(),
            score: hit.score,
        }
    }
}
