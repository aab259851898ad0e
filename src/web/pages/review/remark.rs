//! `POST /ra-soat/{id}/gop-y`: a comment on a worksheet, a group or an article; or one taken away.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State as From};
use axum::http::StatusCode;
use axum::response::Response;

use crate::web::error::Error;
use crate::web::form::{Form, Writing};
use crate::web::state::{Desk, State};
use crate::web::visitor::Visitor;
use crate::workspace::{Comment, Id};

/// Keeps a comment, or takes one away.
pub(crate) async fn remark(
    From(state): From<State>,
    id: Result<Path<Id>, PathRejection>,
    Writing(form): Writing,
) -> Result<Response, Error> {
    let Path(id) = id.map_err(|_| Error::NotThere)?;
    let back = back(&form, id);
    state.run(move |desk| keep(desk, &form, id)).await?;
    Ok(Visitor::on_to(&back))
}

/// The page that the comment stands on; never one of another worksheet or site.
fn back(form: &Form, id: Id) -> String {
    match form.fields.one("ve").split_once(':') {
        Some(("nhom", key)) if key.bytes().all(|it| it.is_ascii_alphanumeric()) => {
            format!("/ra-soat/{id}/nhom/{key}#gop-y")
        }
        Some(("dieu", number)) if number.parse::<Id>().is_ok() => {
            format!("/ra-soat/{id}/du-thao/{number}#gop-y")
        }
        _ => format!("/ra-soat/{id}#gop-y"),
    }
}

fn keep(desk: &Desk, form: &Form, id: Id) -> Result<(), Error> {
    let office = desk.office()?;
    let by = form.visitor.by(office);
    if let Ok(comment) = form.fields.one("xoa").parse::<Id>() {
        let held = office.workspace.entry::<Comment>(comment)?;
        if held.parent != Some(id) {
            return Err(Error::NotThere);
        }
        return Ok(office.workspace.remove::<Comment>(comment, held.version, &by)?);
    }
    let (about, text) = (form.fields.one("ve").to_owned(), form.fields.one("loi").to_owned());
    if text.is_empty() {
        return Err(Error::Refused(StatusCode::BAD_REQUEST, "Góp ý chưa có lời.".to_owned()));
    }
    office.workspace.add(Some(id), &Comment { about, text }, &by)?;
    Ok(())
}
