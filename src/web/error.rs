//! What can go wrong with a request, told to the reader as a sentence with a way out.
//!
//! The reader never sees an internal text: the cause goes to the log, once, here.

use std::fmt::Display;

use askama::Template;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use axum::response::{IntoResponse, Response};

use crate::corpus;
use crate::law::AddressError;
use crate::review;
use crate::search;
use crate::web::pages::ErrorPage;
use crate::workspace;

/// Why a request is not answered with what it asked for.
#[derive(Debug)]
pub(crate) enum Error {
    /// 404: no such page.
    NoPage,
    /// 404: a document that the corpus does not hold; holds the slug asked for.
    NoDocument(String),
    /// 400: an address that is none.
    BadAddress(AddressError),
    /// 400: a query that cannot be read.
    BadQuery,
    /// 414: an address or question beyond the limit.
    TooLong,
    /// 405: only reading is possible here.
    WrongMethod,
    /// 413: a form beyond the limit.
    TooMuch,
    /// 403: a form that no page of this server gave to this browser.
    StaleForm,
    /// 403: only for those who may write.
    NotAllowed,
    /// 429: too many failed attempts to log in.
    TooMany,
    /// 404: a worksheet, article or question that is not there.
    NotThere,
    /// 409 or 400: what the file of decisions refused, in its own words.
    Refused(StatusCode, String),
    /// 503: the answer takes too long.
    Slow,
    /// 500: told in the log.
    Internal(String),
}

impl Error {
    /// An internal failure; its text is for the log only.
    pub(crate) fn internal(cause: impl Display) -> Self {
        Self::Internal(cause.to_string())
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::NoPage | Self::NoDocument(_) | Self::NotThere => StatusCode::NOT_FOUND,
            Self::TooMuch => StatusCode::PAYLOAD_TOO_LARGE,
            Self::StaleForm | Self::NotAllowed => StatusCode::FORBIDDEN,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Refused(status, _) => *status,
            Self::BadAddress(_) | Self::BadQuery => StatusCode::BAD_REQUEST,
            Self::TooLong => StatusCode::URI_TOO_LONG,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::Slow => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl From<corpus::Error> for Error {
    fn from(error: corpus::Error) -> Self {
        Self::Internal(chain(&error))
    }
}

impl From<search::Error> for Error {
    fn from(error: search::Error) -> Self {
        Self::Internal(chain(&error))
    }
}

impl From<workspace::Error> for Error {
    fn from(error: workspace::Error) -> Self {
        match &error {
            workspace::Error::Missing => Self::NotThere,
            workspace::Error::Changed { .. } | workspace::Error::Taken(_) => {
                Self::Refused(StatusCode::CONFLICT, error.to_string())
            }
            workspace::Error::Refused(_) => {
                Self::Refused(StatusCode::BAD_REQUEST, error.to_string())
            }
            _ => Self::Internal(chain(&error)),
        }
    }
}

impl From<review::Error> for Error {
    fn from(error: review::Error) -> Self {
        match error {
            review::Error::Workspace(error) => error.into(),
            review::Error::Corpus(error) => error.into(),
            review::Error::Search(error) => error.into(),
        }
    }
}

impl From<AddressError> for Error {
    fn from(error: AddressError) -> Self {
        Self::BadAddress(error)
    }
}

/// An error and its causes on one line, for the log.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        next = cause.source();
    }
    text
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let status = self.status();
        if let Self::Internal(cause) = &self {
            tracing::error!(cause, "request failed");
        }
        let text = ErrorPage::new(&self).render().unwrap_or_else(|error| {
            tracing::error!(%error, "error page failed");
            "Đã có lỗi. Mời quay lại trang chủ.".to_owned()
        });
        let headers = [(CONTENT_TYPE, "text/html; charset=utf-8"), (CACHE_CONTROL, "no-store")];
        let mut response = (status, headers, text).into_response();
        if status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(RETRY_AFTER, axum::http::HeaderValue::from_static("5"));
        }
        response
    }
}
