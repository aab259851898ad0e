//! `GET /ra-soat/{id}/lich-su`: every change of a worksheet, latest first, each of which can be taken back.

use askama::Template;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State as From};
use axum::http::StatusCode;
use axum::response::Response;

use crate::web::error::Error;
use crate::web::form::Writing;
use crate::web::pages::Frame;
use crate::web::state::{Desk, State};
use crate::web::view::{ChangeView, change_view};
use crate::web::visitor::Visitor;
use crate::workspace::{Id, Worksheet};

/// Changes shown.
const SHOWN: usize = 200;

#[derive(Template)]
#[template(path = "review/changes.html")]
struct ChangesPage {
    frame: Frame,
    visitor: Visitor,
    id: Id,
    sheet: String,
    changes: Vec<ChangeView>,
}

/// The history of a worksheet.
pub(crate) async fn changes(
    From(state): From<State>,
    visitor: Visitor,
    id: Result<Path<Id>, PathRejection>,
) -> Result<Response, Error> {
    let Path(id) = id.map_err(|_| Error::NotThere)?;
    state.run(move |desk| make(desk, visitor, id)).await
}

fn make(desk: &Desk, visitor: Visitor, id: Id) -> Result<Response, Error> {
    let workspace = &desk.office()?.workspace;
    let sheet = workspace.entry::<Worksheet>(id)?;
    let page = ChangesPage {
        frame: Frame::answer(format!("Lịch sử – {}", sheet.body.name)),
        changes: workspace.history(id, SHOWN)?.iter().map(|it| change_view(id, it)).collect(),
        sheet: sheet.body.name,
        id,
        visitor,
    };
    page.visitor.page(StatusCode::OK, &page)
}

/// Takes a change back.
pub(crate) async fn undo(
    From(state): From<State>,
    id: Result<Path<Id>, PathRejection>,
    Writing(form): Writing,
) -> Result<Response, Error> {
    let Path(id) = id.map_err(|_| Error::NotThere)?;
    let done = state.run(move |desk| {
        let office = desk.office()?;
        let change = form.fields.one("lan").parse().map_err(|_| Error::NotThere)?;
        Ok(office.workspace.undo(id, change, &form.visitor.by(office))?)
    });
    done.await?;
    Ok(Visitor::on_to(&format!("/ra-soat/{id}/lich-su")))
}
