//! Who asks: the session a browser carries, and the mark by which its forms are known.
//!
//! A form carries a mark made from the browser's own cookie, which no other site can read: what another site makes a
//! browser send is refused. The cookie is `HttpOnly` and `SameSite=Strict`.

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, COOKIE, HOST, LOCATION, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use std::net::SocketAddr;

use askama::Template;

use crate::web::error::Error;
use crate::web::office::{Login, Office};
use crate::web::state::State;
use crate::workspace::{By, Role, SESSION_HOURS, User};

/// The cookie of a session.
const SESSION: &str = "phien";
/// The cookie of a browser that is not logged in.
const BROWSER: &str = "trinh-duyet";
/// What the mark of forms is derived for: it is of no use for anything else.
const PURPOSE: &str = "dieukhoan 2026 form mark";

/// A visitor of the pages where things are written.
#[derive(Clone, Debug)]
pub(crate) struct Visitor {
    /// Who is logged in.
    pub(crate) user: Option<User>,
    /// The secret of the session.
    pub(crate) session: Option<String>,
    /// The mark of this browser's forms.
    pub(crate) mark: String,
    /// Whether one may write without logging in.
    pub(crate) at_home: bool,
    /// Where the request came from.
    pub(crate) place: String,
    fresh: Option<String>,
    secure: bool,
}

impl FromRequestParts<State> for Visitor {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &State) -> Result<Self, Error> {
        let office = state.office().ok_or(Error::NoPage)?;
        let place = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let place = place.map_or_else(String::new, |it| it.0.ip().to_string());
        let headers = parts.headers.clone();
        tokio::task::spawn_blocking(move || Self::of(&office, &headers, place))
            .await
            .map_err(Error::internal)?
    }
}

impl Visitor {
    fn of(office: &Office, headers: &HeaderMap, place: String) -> Result<Self, Error> {
        let session = cookie(headers, SESSION);
        let user = match &session {
            Some(secret) => office.workspace.session(secret, office.now())?,
            None => None,
        };
        let session = session.filter(|_| user.is_some());
        let known = session.clone().or_else(|| cookie(headers, BROWSER));
        let fresh = if known.is_none() { Some(office.workspace.secret()?) } else { None };
        let own = known.as_deref().or(fresh.as_deref()).unwrap_or_default();
        let mark = blake3::Hash::from(blake3::derive_key(PURPOSE, own.as_bytes())).to_hex();
        Ok(Self {
            // A name that leads here from elsewhere (a page of another site that took it over) is not at home.
            at_home: office.login == Login::Optional && is_loopback(headers),
            secure: headers.get("x-forwarded-proto").is_some_and(|it| it == "https"),
            mark: mark.to_string(),
            user,
            session,
            place,
            fresh,
        })
    }

    /// What the visitor may do.
    pub(crate) fn role(&self) -> Role {
        match (&self.user, self.at_home) {
            (Some(user), _) => user.role,
            (None, true) => Role::Administrator,
            (None, false) => Role::Reader,
        }
    }

    /// Whether the visitor may write.
    pub(crate) fn may_write(&self) -> bool {
        self.role() >= Role::Editor
    }

    /// Whether the visitor may see who did what.
    pub(crate) fn may_audit(&self) -> bool {
        self.role() >= Role::Administrator
    }

    /// The name that others see.
    pub(crate) fn name(&self) -> &str {
        match &self.user {
            Some(user) => &user.name,
            None if self.at_home => "người dùng máy này",
            None => "khách",
        }
    }

    /// Who writes, now.
    pub(crate) fn by(&self, office: &Office) -> By {
        By { name: self.name().to_owned(), at: office.now() }
    }

    /// Prints a page for this visitor alone.
    pub(crate) fn page(&self, status: StatusCode, page: &impl Template) -> Result<Response, Error> {
        let text = page.render().map_err(Error::internal)?;
        let headers =
            [(CONTENT_TYPE, "text/html; charset=utf-8"), (CACHE_CONTROL, "private, no-store")];
        let mut response = (status, headers, text).into_response();
        if let Some(fresh) = &self.fresh {
            self.give(&mut response, BROWSER, fresh, None);
        }
        Ok(response)
    }

    /// Sends the browser on after something was written.
    pub(crate) fn on_to(url: &str) -> Response {
        let to = HeaderValue::from_str(url).unwrap_or(HeaderValue::from_static("/ra-soat"));
        (StatusCode::SEE_OTHER, [(LOCATION, to)]).into_response()
    }

    /// Gives the browser the cookie of a session, or takes it away.
    pub(crate) fn sign(&self, response: &mut Response, secret: Option<&str>) {
        let seconds = if secret.is_some() { SESSION_HOURS * 3600 } else { 0 };
        self.give(response, SESSION, secret.unwrap_or_default(), Some(seconds));
    }

    fn give(&self, response: &mut Response, name: &str, value: &str, seconds: Option<i64>) {
        let age = seconds.map_or_else(String::new, |it| format!("; Max-Age={it}"));
        let secure = if self.secure { "; Secure" } else { "" };
        let cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Strict{age}{secure}");
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(SET_COOKIE, cookie);
        }
    }
}

fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|it| it.to_str().ok());
    let mut pairs = cookies.flat_map(|it| it.split(';')).filter_map(|it| it.trim().split_once('='));
    let found = pairs.find(|(key, _)| *key == name).map(|(_, value)| value)?;
    let plain = found.len() == 64 && found.bytes().all(|it| it.is_ascii_hexdigit());
    plain.then(|| found.to_owned())
}

/// Whether the browser believes to speak with this machine.
fn is_loopback(headers: &HeaderMap) -> bool {
    let host = headers.get(HOST).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|it| it.is_ascii_digit()) => name,
        _ => host,
    };
    let bare = name.trim_start_matches('[').trim_end_matches(']');
    bare == "localhost" || bare.parse().is_ok_and(|it: std::net::IpAddr| it.is_loopback())
}
