//! Turns a finished page into a response.
//!
//! A page carries a tag made from its content: a browser that has it already is answered 304 without the text. The tag is
//! of the content and not of the generation, because status, links to other documents and the program itself all change
//! a page, and a wrong 304 shows law that is out of date.

use askama::Template;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH, LOCATION};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::web::asset::fingerprint;
use crate::web::error::Error;

/// A page as text, on its way out.
pub(crate) enum Made {
    /// A page and its status.
    Page(StatusCode, String),
    /// The thing asked for has its place at this address.
    Elsewhere(String),
}

/// Prints a page that answers the question.
pub(crate) fn page(template: &impl Template) -> Result<Made, Error> {
    page_with(StatusCode::OK, template)
}

/// Prints a page with a status of its own.
pub(crate) fn page_with(status: StatusCode, template: &impl Template) -> Result<Made, Error> {
    Ok(Made::Page(status, template.render().map_err(Error::internal)?))
}

impl Made {
    /// The response, or 304 when the reader's copy is the same.
    pub(crate) fn answer(self, asked: &HeaderMap) -> Response {
        let (status, text) = match self {
            Self::Page(status, text) => (status, text),
            Self::Elsewhere(to) => return redirect(&to),
        };
        if status != StatusCode::OK {
            return (status, [(CONTENT_TYPE, HTML), (CACHE_CONTROL, "no-cache")], text)
                .into_response();
        }
        let tag = format!("W/\"{:016x}\"", fingerprint([text.as_str()]));
        let known = asked.get(IF_NONE_MATCH).and_then(|it| it.to_str().ok());
        let headers = [
            (CONTENT_TYPE, HTML.to_owned()),
            (CACHE_CONTROL, "no-cache".to_owned()),
            (ETAG, tag.clone()),
        ];
        if known.is_some_and(|known| known.split(',').any(|it| it.trim() == tag)) {
            return (StatusCode::NOT_MODIFIED, headers).into_response();
        }
        (headers, text).into_response()
    }
}

const HTML: &str = "text/html; charset=utf-8";

/// Not for ever: a number that one document bears today may be shared tomorrow. Addresses are ASCII; what is not one sends
/// the reader home.
fn redirect(to: &str) -> Response {
    let to = HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::TEMPORARY_REDIRECT, [(LOCATION, to)]).into_response()
}
