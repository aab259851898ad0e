//! `GET /doi-chieu/{model}/{text}`: a text held against a model, clause by clause, those that need a reader first on demand.

use askama::Template;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State as From};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;

use crate::law::{Address, Document, Listing};
use crate::overlap::{ClauseSide, Conformity, ConformityRow, conformity as held_against};
use crate::timeline::redline;
use crate::web::error::Error;
use crate::web::pages::Frame;
use crate::web::pages::open::{Opened, open};
use crate::web::reply;
use crate::web::state::{Desk, State};
use crate::web::view::{ListingView, RedlineView};

/// Which rows are shown.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Wanted {
    /// The slug of one result; all without.
    #[serde(default, rename = "ket-qua")]
    result: String,
}

#[derive(Template)]
#[template(path = "conformity.html")]
struct ConformityPage {
    frame: Frame,
    model: ListingView,
    text: ListingView,
    here: String,
    wanted: String,
    counts: Vec<CountView>,
    rows: Vec<RowView>,
}

/// How many clauses came out so.
struct CountView {
    name: &'static str,
    slug: &'static str,
    count: usize,
    chosen: bool,
}

/// A clause of the model and a clause of the text.
struct RowView {
    name: &'static str,
    slug: &'static str,
    model: Option<SideView>,
    text: Option<SideView>,
    differences: Vec<DifferenceView>,
}

struct SideView {
    url: String,
    name: String,
    heading: String,
    words: RedlineView,
}

struct DifferenceView {
    matter: &'static str,
    model: String,
    text: String,
}

/// The page of a text against a model.
pub(crate) async fn conformity(
    From(state): From<State>,
    path: Result<Path<(String, String)>, PathRejection>,
    query: Result<Query<Wanted>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let Path((model, text)) = path.map_err(|_| Error::NoPage)?;
    let Query(wanted) = query.map_err(|_| Error::BadQuery)?;
    let made = state.run(move |desk| make(desk, &model, &text, wanted.result));
    Ok(made.await?.answer(&headers))
}

fn make(desk: &Desk, model: &str, text: &str, wanted: String) -> Result<reply::Made, Error> {
    let (model, model_text) = one(desk, model)?;
    let (text, text_text) = one(desk, text)?;
    let found = held_against(&model_text, &text_text);
    let counts = Conformity::ALL.iter().map(|&it| CountView {
        name: it.name(),
        slug: it.slug(),
        count: found.iter().filter(|row| row.conformity == it).count(),
        chosen: it.slug() == wanted,
    });
    let shown = found.iter().filter(|it| wanted.is_empty() || it.conformity.slug() == wanted);
    let here = format!("/doi-chieu/{}/{}", model.reference.slug(), text.reference.slug());
    reply::page(&ConformityPage {
        frame: Frame::answer("Đối chiếu với mẫu"),
        counts: counts.collect(),
        rows: shown.map(|it| row(it, &model, &text)).collect(),
        model: ListingView::of(&model),
        text: ListingView::of(&text),
        here,
        wanted,
    })
}

/// A document that is held with its text.
fn one(desk: &Desk, slug: &str) -> Result<(Listing, std::sync::Arc<Document>), Error> {
    match open(desk, slug)? {
        Opened::One(listing, document) => Ok((listing, document)),
        Opened::Elsewhere(listing) => {
            let document = desk.corpus().document(&listing.reference.slug())?;
            let document = document.ok_or_else(|| Error::NoDocument(slug.to_owned()))?;
            Ok((listing, document))
        }
        Opened::Several(_) => Err(Error::NoDocument(slug.to_owned())),
    }
}

fn row(row: &ConformityRow, model: &Listing, text: &Listing) -> RowView {
    let laid = match (&row.model, &row.text) {
        (Some(a), Some(b)) if row.conformity != Conformity::TakenOver => {
            RedlineView::of(&redline(&a.text, &b.text))
        }
        _ => RedlineView::default(),
    };
    let words = |side: &ClauseSide, left_out: &str| match laid.stretches.is_empty() {
        true => RedlineView::plain(&side.text),
        false => laid.side(left_out),
    };
    let said = |list: &[String]| match list.is_empty() {
        true => "không nói".to_owned(),
        false => list.join(", "),
    };
    let view = |of: &Listing, side: &ClauseSide, left_out: &str| SideView {
        url: Address { document: of.reference.clone(), portion: side.portion.clone() }.url(),
        name: side.portion.name(),
        heading: side.heading.clone(),
        words: words(side, left_out),
    };
    RowView {
        name: row.conformity.name(),
        slug: row.conformity.slug(),
        model: row.model.as_ref().map(|it| view(model, it, "come")),
        text: row.text.as_ref().map(|it| view(text, it, "gone")),
        differences: row
            .differences
            .iter()
            .map(|it| DifferenceView {
                matter: it.matter.name(),
                model: said(&it.left),
                text: said(&it.right),
            })
            .collect(),
    }
}
