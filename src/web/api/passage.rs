//! `GET /api/doan/{slug}/{portion}?ngay=…`: a provision as it read on a day, with its status: what a preview shows.

use axum::Json;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State as From};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

use crate::law::{Address, Portion};
use crate::timeline::standing;
use crate::web::error::Error;
use crate::web::pages::open::{Opened, open};
use crate::web::pages::{Reading, day_of};
use crate::web::state::{Desk, State};
use crate::web::view::{dated, day, name_of, portion_title, unit_title, within};

/// Letters of a preview; the rest is read on the page.
const LETTERS: usize = 900;

/// The text of which day.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct On {
    #[serde(default)]
    ngay: String,
}

#[derive(Serialize)]
struct PassageBody {
    address: String,
    url: String,
    name: String,
    document: String,
    title: String,
    status: &'static str,
    state: &'static str,
    day: String,
    computed: bool,
    text: Vec<String>,
    more: bool,
}

#[derive(Serialize)]
struct Failure {
    error: &'static str,
}

/// The preview of a document.
pub(crate) async fn whole(
    From(state): From<State>,
    slug: Result<Path<String>, PathRejection>,
    query: Result<Query<On>, QueryRejection>,
) -> Response {
    match (slug, query) {
        (Ok(Path(slug)), Ok(Query(on))) => answer(state, slug, String::new(), on).await,
        _ => failure(StatusCode::BAD_REQUEST, "Địa chỉ không đúng."),
    }
}

/// The preview of a provision.
pub(crate) async fn passage(
    From(state): From<State>,
    path: Result<Path<(String, String)>, PathRejection>,
    query: Result<Query<On>, QueryRejection>,
) -> Response {
    match (path, query) {
        (Ok(Path((slug, portion))), Ok(Query(on))) => answer(state, slug, portion, on).await,
        _ => failure(StatusCode::BAD_REQUEST, "Địa chỉ không đúng."),
    }
}

async fn answer(state: State, slug: String, portion: String, on: On) -> Response {
    let made = state.run(move |desk| {
        let day = day_of(&on.ngay)?;
        let portion: Portion = portion.parse()?;
        body(desk, &slug, portion, day)
    });
    match made.await {
        Ok(Some(body)) => Json(body).into_response(),
        Ok(None) | Err(Error::NoDocument(_)) => {
            failure(StatusCode::NOT_FOUND, "Kho chưa có đoạn này.")
        }
        Err(Error::Internal(cause)) => {
            tracing::error!(cause, "request failed");
            failure(StatusCode::INTERNAL_SERVER_ERROR, "Đã có lỗi ở máy chủ.")
        }
        Err(_) => failure(StatusCode::BAD_REQUEST, "Địa chỉ không đúng."),
    }
}

fn failure(status: StatusCode, error: &'static str) -> Response {
    (status, Json(Failure { error })).into_response()
}

fn body(
    desk: &Desk,
    slug: &str,
    portion: Portion,
    asked: Option<jiff::civil::Date>,
) -> Result<Option<PassageBody>, Error> {
    let Opened::One(listing, _) = open(desk, slug)? else { return Ok(None) };
    let reading = Reading::open(desk, &listing, asked)?;
    let document = reading.document();
    let found = document.find(&portion);
    let (name, words) = match found {
        Some(id) => {
            let body = document.body(id);
            let article =
                document.provision(id).is_some_and(|it| it.step.unit <= crate::law::Unit::Article);
            (
                if article { unit_title(document, id) } else { portion_title(document, &portion) },
                body,
            )
        }
        None if portion.steps.is_empty() => (name_of(&listing), listing.title.clone()),
        None => return Ok(None),
    };
    let status = standing(&document.facts, &within(document, &portion), reading.day).status;
    let (text, more) = cut(&words);
    let address = Address { document: listing.reference.clone(), portion };
    Ok(Some(PassageBody {
        url: dated(address.url(), asked),
        address: address.to_string(),
        name,
        document: name_of(&listing),
        title: listing.title.clone(),
        status: status.name(),
        state: status.slug(),
        day: day(reading.day),
        computed: reading.version.from.is_some(),
        text,
        more,
    }))
}

/// The first paragraphs, and whether some are left out.
fn cut(words: &str) -> (Vec<String>, bool) {
    let mut text = Vec::new();
    let mut letters = 0;
    for line in words.lines().map(str::trim).filter(|it| !it.is_empty()) {
        let left = LETTERS.saturating_sub(letters);
        if left == 0 {
            return (text, true);
        }
        let count = line.chars().count();
        if count > left {
            text.push(line.chars().take(left).collect::<String>() + "…");
            return (text, true);
        }
        letters += count;
        text.push(line.to_owned());
    }
    (text, false)
}
