//! What surrounds every request: headers that tie the browser's hands, a limit of length and of time.
//!
//! The pages need nothing from elsewhere and no inline script or style, so the policy can be the strictest there is.

use std::any::Any;
use std::time::Duration;

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::web::error::Error;

/// Longest path with query that is read, in bytes. A question of 300 Vietnamese letters takes about 2,700 when encoded.
const MAX_URI: usize = 4096;

/// How long a reader waits before being told to come back.
const PATIENCE: Duration = Duration::from_secs(10);

const HEADERS: [(&str, &str); 6] = [
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-write=(self)",
    ),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// Adds the security headers to every response. A response may carry a policy of its own: one of the two below.
pub(crate) async fn headers(mut response: Response) -> Response {
    for (name, value) in HEADERS {
        let (name, value) = (HeaderName::from_static(name), HeaderValue::from_static(value));
        response.headers_mut().entry(name).or_insert(value);
    }
    response
}

/// The policy of the page that shows a file in a frame: as every page, and the frame may come from here.
pub(crate) fn framing() -> HeaderValue {
    HeaderValue::from_static(
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; frame-src 'self'",
    )
}

/// The policy of a file from outside: it may show itself in our frame, and do nothing. The viewer of a browser for PDF
/// does not work in a sandbox; it runs nothing of the page it is on.
pub(crate) fn framed(pdf: bool) -> HeaderValue {
    HeaderValue::from_static(if pdf {
        "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"
    } else {
        "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; \
         base-uri 'none'; frame-ancestors 'self'"
    })
}

/// Refuses addresses that are too long and gives up on answers that take too long.
pub(crate) async fn limits(request: Request, next: Next) -> Response {
    let length = request.uri().path_and_query().map_or(0, |it| it.as_str().len());
    if length > MAX_URI {
        return Error::TooLong.into_response();
    }
    match tokio::time::timeout(PATIENCE, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Error::Slow.into_response(),
    }
}

/// The error page for a panic outside the blocking threads.
pub(crate) fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    Error::internal("a handler panicked").into_response()
}
