//! `GET /ra-soat`: the worksheets there are; `POST`: a new one, from chosen documents or a saved search.
//!
//! Documents are chosen over several looks at the list: filtering it sends the form too, and keeps what was filled in.

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State as From};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use crate::corpus::ListFilter;
use crate::law::{Address, Listing};
use crate::web::error::Error;
use crate::web::form::{Fields, Form, Writing};
use crate::web::pages::Frame;
use crate::web::pages::review::worksheet;
use crate::web::state::{Desk, State};
use crate::web::view::{ListingView, moment, scope_words};
use crate::web::visitor::Visitor;
use crate::workspace::{Decision, Pointer, Scope, Worksheet};

/// Documents offered to choose from.
const OFFERED: usize = 60;
/// Listings looked through for those with text.
const LOOKED_AT: usize = 400;
/// Letters of a name.
const LONGEST_NAME: usize = 120;

/// Which documents are offered.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Offer {
    #[serde(default)]
    q: String,
}

#[derive(Template)]
#[template(path = "review/worksheets.html")]
struct WorksheetsPage {
    frame: Frame,
    visitor: Visitor,
    sheets: Vec<SheetLine>,
    typed: Typed,
    chosen: Vec<ListingView>,
    offered: Vec<ListingView>,
}

/// What is filled in so far.
#[derive(Default)]
struct Typed {
    /// What the list is filtered by.
    words: String,
    name: String,
    search: String,
    /// The documents ticked and written.
    lines: Vec<String>,
}

/// A worksheet in the list.
struct SheetLine {
    url: String,
    name: String,
    scope: String,
    groups: usize,
    decided: usize,
    when: String,
    by: String,
}

/// The list of worksheets.
pub(crate) async fn worksheets(
    From(state): From<State>,
    visitor: Visitor,
    query: Result<Query<Offer>, QueryRejection>,
) -> Result<Response, Error> {
    let Query(offer) = query.map_err(|_| Error::BadQuery)?;
    let typed = Typed { words: offer.q.trim().to_owned(), ..Typed::default() };
    state.run(move |desk| make(desk, visitor, typed)).await
}

fn make(desk: &Desk, visitor: Visitor, mut typed: Typed) -> Result<Response, Error> {
    let workspace = &desk.office()?.workspace;
    let mut sheets = Vec::new();
    for sheet in workspace.entries::<Worksheet>(None)?.into_iter().rev() {
        sheets.push(SheetLine {
            url: format!("/ra-soat/{}", sheet.id),
            scope: scope_words(&sheet.body.scope),
            groups: workspace.group_keys(sheet.id)?.len(),
            decided: workspace.entries::<Decision>(Some(sheet.id))?.len(),
            when: moment(sheet.at),
            name: sheet.body.name,
            by: sheet.by,
        });
    }
    let mut chosen: Vec<Listing> = Vec::new();
    let mut unknown = Vec::new();
    for line in std::mem::take(&mut typed.lines) {
        let named = line.parse::<Address>().ok().map(|it| it.document.slug());
        match named.map(|slug| desk.corpus().listing(&slug)).transpose()?.flatten() {
            Some(it) if !it.catalogue_only => chosen.push(it),
            _ => unknown.push(line),
        }
    }
    typed.lines = unknown;
    chosen.dedup_by_key(|it| it.reference.slug());
    let filter = ListFilter {
        words: Some(typed.words.clone()).filter(|it| !it.is_empty()),
        size: LOOKED_AT,
        ..ListFilter::default()
    };
    let listed = desk.corpus().list(&filter)?.listings;
    let is_chosen = |it: &&Listing| chosen.iter().any(|known| known.reference == it.reference);
    let offered = listed.iter().filter(|it| !it.catalogue_only && !is_chosen(it)).take(OFFERED);
    let page = WorksheetsPage {
        frame: Frame::answer("Rà soát"),
        sheets,
        offered: offered.map(ListingView::of).collect(),
        chosen: chosen.iter().map(ListingView::of).collect(),
        typed,
        visitor,
    };
    page.visitor.page(StatusCode::OK, &page)
}

/// Makes a worksheet and begins to look for its groups.
pub(crate) async fn new_worksheet(
    From(state): From<State>,
    Writing(form): Writing,
) -> Result<Response, Error> {
    if form.fields.one("lam") == "loc" {
        let typed = Typed::of(&form.fields);
        return state.run(move |desk| make(desk, form.visitor, typed)).await;
    }
    let id = state.run(move |desk| keep(desk, &form)).await?;
    worksheet::begin(&state, id).await?;
    Ok(Visitor::on_to(&format!("/ra-soat/{id}")))
}

fn keep(desk: &Desk, form: &Form) -> Result<i64, Error> {
    let office = desk.office()?;
    let refused = |words: &str| Error::Refused(StatusCode::BAD_REQUEST, words.to_owned());
    let name = form.fields.one("ten");
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(refused("Bảng rà soát cần một tên, dài nhất 120 chữ cái."));
    }
    let scope = scope(&form.fields).ok_or_else(|| {
        refused("Hãy chọn ít nhất một văn bản, hoặc gõ một câu tìm kiếm; mỗi dòng một số, ký hiệu.")
    })?;
    let name = name.to_owned();
    let sheet = Worksheet { name, scope, title: String::new(), order: Vec::new() };
    Ok(office.workspace.add(None, &sheet, &form.visitor.by(office))?)
}

impl Typed {
    fn of(fields: &Fields) -> Self {
        let lines = fields.all("van-ban").flat_map(str::lines).map(str::trim);
        Self {
            words: fields.one("loc").to_owned(),
            name: fields.one("ten").to_owned(),
            search: fields.one("tim").to_owned(),
            lines: lines.filter(|it| !it.is_empty()).map(str::to_owned).collect(),
        }
    }
}

/// The scope that a form names: a search where one is typed, else the documents ticked and written.
fn scope(fields: &Fields) -> Option<Scope> {
    let search = fields.one("tim");
    if !search.is_empty() {
        return Some(Scope::Search(search.chars().take(300).collect()));
    }
    let lines = fields.all("van-ban").flat_map(str::lines).map(str::trim);
    let mut documents: Vec<Pointer> = Vec::new();
    for line in lines.filter(|it| !it.is_empty()) {
        let address: Address = line.parse().ok()?;
        let pointer = Pointer(Address { document: address.document, portion: Default::default() });
        if !documents.contains(&pointer) {
            documents.push(pointer);
        }
    }
    (!documents.is_empty()).then_some(Scope::Documents(documents))
}
