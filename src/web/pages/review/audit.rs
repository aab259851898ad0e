//! `GET /nhat-ky`: who did what, for administrators.

use askama::Template;
use axum::extract::State as From;
use axum::http::StatusCode;
use axum::response::Response;

use crate::web::error::Error;
use crate::web::pages::Frame;
use crate::web::state::{Desk, State};
use crate::web::view::moment;
use crate::web::visitor::Visitor;

/// Lines shown.
const SHOWN: usize = 500;

#[derive(Template)]
#[template(path = "review/audit.html")]
struct AuditPage {
    frame: Frame,
    visitor: Visitor,
    lines: Vec<(String, String, String, String)>,
}

/// The audit log.
pub(crate) async fn audit(From(state): From<State>, visitor: Visitor) -> Result<Response, Error> {
    if !visitor.may_audit() {
        return Err(Error::NotAllowed);
    }
    state.run(move |desk| make(desk, visitor)).await
}

fn make(desk: &Desk, visitor: Visitor) -> Result<Response, Error> {
    let lines = desk.office()?.workspace.audited(SHOWN)?;
    let page = AuditPage {
        frame: Frame::answer("Nhật ký"),
        lines: lines.into_iter().map(|it| (moment(it.at), it.who, it.what, it.target)).collect(),
        visitor,
    };
    page.visitor.page(StatusCode::OK, &page)
}
