//! `GET /hop-nhat/{slug}`: the consolidated draft of a document on a day, as a file.

use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State as From};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::export;
use crate::timeline::consolidated as draft;
use crate::web::error::Error;
use crate::web::pages::day_of;
use crate::web::state::State;

/// Of which day, in which form.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Form {
    #[serde(default)]
    ngay: String,
    #[serde(default)]
    dang: String,
}

/// The draft: `dang` is `md`, `html` or `docx`.
pub(crate) async fn consolidated(
    From(state): From<State>,
    slug: Result<Path<String>, PathRejection>,
    query: Result<Query<Form>, QueryRejection>,
) -> Result<Response, Error> {
    let Path(slug) = slug.map_err(|_| Error::BadQuery)?;
    let Query(form) = query.map_err(|_| Error::BadQuery)?;
    let day = day_of(&form.ngay)?;
    let (kind, ending) = match form.dang.as_str() {
        "docx" => {
            ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx")
        }
        "md" => ("text/markdown; charset=utf-8", "md"),
        "" | "html" => ("text/html; charset=utf-8", "html"),
        _ => return Err(Error::BadQuery),
    };
    let made = state.run(move |desk| {
        let timeline = desk.corpus().timeline(&slug)?;
        let timeline = timeline.ok_or_else(|| Error::NoDocument(slug.clone()))?;
        let draft = draft(&timeline, day.unwrap_or(desk.today));
        let bytes = match ending {
            "docx" => export::docx(&draft).map_err(Error::internal)?,
            "md" => export::markdown(&draft).into_bytes(),
            _ => export::html(&draft).into_bytes(),
        };
        Ok((slug, bytes))
    });
    let (slug, bytes) = made.await?;
    let name = format!("attachment; filename=\"{}-hop-nhat.{ending}\"", ascii(&slug));
    let headers = [
        (CONTENT_TYPE, kind.to_owned()),
        (CACHE_CONTROL, "no-cache".to_owned()),
        (CONTENT_DISPOSITION, name),
    ];
    Ok((headers, bytes).into_response())
}

/// Slugs are made of letters, digits, hyphens and dots; anything else has no place in a header.
fn ascii(slug: &str) -> String {
    slug.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.')).collect()
}
