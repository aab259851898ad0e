//! What a form sends: its fields, after it is sure that the form was one of ours and the visitor may write.

use axum::body::to_bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::HeaderMap;
use axum::http::header::{HOST, ORIGIN};

use crate::web::error::Error;
use crate::web::office::Office;
use crate::web::state::State;
use crate::web::visitor::Visitor;

/// The largest form, in bytes: an article of fifty long sentences, where a Vietnamese letter takes up to nine.
pub(crate) const MAX_FORM: usize = 1024 * 1024;

/// The field that carries the mark.
const MARK: &str = "the";

/// Fields of a form, in the order of the page; a name may occur many times.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fields(Vec<(String, String)>);

/// A form from a visitor, proved to come from a page of ours.
#[derive(Debug)]
pub(crate) struct Form {
    /// Who sends it.
    pub(crate) visitor: Visitor,
    /// What it holds.
    pub(crate) fields: Fields,
}

/// A form from a visitor who may write.
#[derive(Debug)]
pub(crate) struct Writing(pub(crate) Form);

impl Fields {
    /// The first field with this name, without white space around it; empty when there is none.
    pub(crate) fn one(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
    }

    /// Every field with this name.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.trim())
    }

    /// A number; 0 when it is none.
    pub(crate) fn number(&self, name: &str) -> u32 {
        self.one(name).parse().unwrap_or(0)
    }

    /// The fields but for some, to be sent again.
    pub(crate) fn without(self, names: &[&str]) -> Vec<(String, String)> {
        self.0.into_iter().filter(|(key, _)| !names.contains(&key.as_str())).collect()
    }

    fn read(bytes: &[u8]) -> Self {
        let pairs = form_urlencoded::parse(bytes);
        // Browsers end lines with CR LF.
        Self(pairs.map(|(key, value)| (key.into_owned(), value.replace('\r', ""))).collect())
    }
}

impl FromRequest<State> for Form {
    type Rejection = Error;

    async fn from_request(request: Request, state: &State) -> Result<Self, Error> {
        let (mut parts, body) = request.into_parts();
        let visitor = Visitor::from_request_parts(&mut parts, state).await?;
        let bytes = to_bytes(body, MAX_FORM).await.map_err(|_| Error::TooMuch)?;
        let fields = Fields::read(&bytes);
        let own = blake3::hash(visitor.mark.as_bytes());
        let ours = blake3::hash(fields.one(MARK).as_bytes()) == own && same_origin(&parts.headers);
        if !ours {
            return Err(Error::StaleForm);
        }
        Ok(Self { visitor, fields })
    }
}

impl FromRequest<State> for Writing {
    type Rejection = Error;

    async fn from_request(request: Request, state: &State) -> Result<Self, Error> {
        let path = request.uri().path().to_owned();
        let form = Form::from_request(request, state).await?;
        if form.visitor.may_write() {
            return Ok(Self(form));
        }
        let office = state.office().ok_or(Error::NoPage)?;
        let visitor = form.visitor;
        let refused = move || refuse(&office, &visitor, &path);
        tokio::task::spawn_blocking(refused).await.map_err(Error::internal)??;
        Err(Error::NotAllowed)
    }
}

fn refuse(office: &Office, visitor: &Visitor, path: &str) -> Result<(), Error> {
    Ok(office.workspace.audit(&visitor.by(office), "bị từ chối", path)?)
}

/// Whether the page that sends is of this server, as far as the browser tells.
fn same_origin(headers: &HeaderMap) -> bool {
    let word = |name| headers.get(name).and_then(|it| it.to_str().ok());
    match (word(ORIGIN), word(HOST)) {
        (Some(origin), Some(host)) => {
            origin.split_once("://").is_some_and(|(_, it)| it.eq_ignore_ascii_case(host))
        }
        _ => true,
    }
}
