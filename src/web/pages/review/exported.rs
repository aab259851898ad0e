//! `GET /ra-soat/{id}/xuat/{format}`: the draft as Word, Markdown or JSON.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State as From};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use crate::export;
use crate::review;
use crate::web::error::Error;
use crate::web::state::{Desk, State};
use crate::web::visitor::Visitor;
use crate::workspace::{Id, Worksheet};

/// The draft as a file.
pub(crate) async fn exported(
    From(state): From<State>,
    visitor: Visitor,
    path: Result<Path<(Id, String)>, PathRejection>,
) -> Result<Response, Error> {
    let Path((id, format)) = path.map_err(|_| Error::NotThere)?;
    state.run(move |desk| make(desk, &visitor, id, &format)).await
}

fn make(desk: &Desk, visitor: &Visitor, id: Id, format: &str) -> Result<Response, Error> {
    let office = desk.office()?;
    let workspace = &office.workspace;
    let sheet = workspace.entry::<Worksheet>(id)?;
    let scope = review::documents(desk.engine(), &sheet.body.scope, desk.today)?;
    let draft = review::draft_of(desk.corpus(), workspace, &sheet, &scope, desk.today)?;
    let (kind, bytes) = match format {
        "docx" => (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            export::draft_docx(&draft).map_err(Error::internal)?,
        ),
        "md" => ("text/markdown; charset=utf-8", export::draft_markdown(&draft).into_bytes()),
        "json" => ("application/json", format!("{:#}\n", export::draft_json(&draft)).into_bytes()),
        _ => return Err(Error::NoPage),
    };
    // Who only reads leaves no line: else anyone could fill the log.
    if visitor.may_write() {
        workspace.audit(&visitor.by(office), &format!("xuất {format}"), &id.to_string())?;
    }
    let name = format!("attachment; filename=\"du-thao-{id}.{format}\"");
    let headers = [
        (CONTENT_TYPE, kind.to_owned()),
        (CONTENT_DISPOSITION, name),
        (CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}
