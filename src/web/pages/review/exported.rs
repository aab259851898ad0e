//! `GET /ra-soat/{id}/xuat/{format}`: the draft as Word, Markdown or JSON; the sheet and lists of the review as Word.

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

/// What a Word file is called among files.
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

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
    let (corpus, day) = (desk.corpus(), desk.today);
    let draft = || review::draft_of(corpus, workspace, &sheet, &scope, day);
    let (kind, name, bytes) = match format {
        "docx" => {
            let file = export::draft_docx(&draft()?).map_err(Error::internal)?;
            (WORD, format!("du-thao-{id}.docx"), file)
        }
        "phieu" => {
            let found = review::report_of(corpus, workspace, &sheet, &scope, day)?;
            let file = export::review_docx(&found).map_err(Error::internal)?;
            (WORD, format!("phieu-ra-soat-{id}.docx"), file)
        }
        "md" => {
            let text = export::draft_markdown(&draft()?);
            ("text/markdown; charset=utf-8", format!("du-thao-{id}.md"), text.into_bytes())
        }
        "json" => {
            let text = format!("{:#}\n", export::draft_json(&draft()?));
            ("application/json", format!("du-thao-{id}.json"), text.into_bytes())
        }
        _ => return Err(Error::NoPage),
    };
    // Who only reads leaves no line: else anyone could fill the log.
    if visitor.may_write() {
        workspace.audit(&visitor.by(office), &format!("xuất {format}"), &id.to_string())?;
    }
    let headers = [
        (CONTENT_TYPE, kind.to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}
