//! `GET /api/goi-y?q=…`: what to offer while a question is being typed.

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State as From};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::search::Suggestion;
use crate::web::error::Error;
use crate::web::pages::{Asked, asked};
use crate::web::state::State;
use crate::web::view::query_url;

#[derive(Debug, Serialize)]
struct SuggestionBody {
    /// `Viện dẫn`, `Từ ngữ`, `Văn bản`, `Điều khoản`.
    label: &'static str,
    text: String,
    detail: String,
    url: String,
}

/// The suggestions as JSON, best first; none for what cannot be read.
pub(crate) async fn suggest(
    From(state): From<State>,
    query: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, Error> {
    let asked = asked(query)?;
    let found = state.run(move |desk| {
        let found = desk.engine().suggest(&asked.q, desk.today)?;
        Ok(found.into_iter().map(body).collect::<Vec<_>>())
    });
    Ok(Json(found.await?).into_response())
}

fn body(it: Suggestion) -> SuggestionBody {
    let url = it
        .address
        .as_ref()
        .map_or_else(|| query_url("/tim", &[("q", &it.text)]), |address| address.url());
    SuggestionBody { label: it.kind.name(), text: it.text, detail: it.detail, url }
}
