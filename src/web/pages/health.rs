//! `GET /-/suc-khoe`: whether the server answers from its corpus; plain text for machines.

use axum::extract::State as From;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};

use crate::web::error::Error;
use crate::web::state::State;

/// The health of the server.
pub(crate) async fn health(From(state): From<State>) -> Result<Response, Error> {
    let made = state.run(|desk| {
        let counts = desk.corpus().counts()?;
        Ok(format!("tốt\nthế hệ: {}\nvăn bản: {}\n", desk.corpus().generation(), counts.documents))
    });
    Ok(([(CACHE_CONTROL, "no-store")], made.await?).into_response())
}
