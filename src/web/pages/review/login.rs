//! `GET /dang-nhap`: name and password; `POST`: a session, or the form again; `POST /dang-xuat`: the end of it.

use askama::Template;
use axum::extract::State as From;
use axum::http::StatusCode;
use axum::response::Response;

use crate::web::error::Error;
use crate::web::form::Form;
use crate::web::pages::Frame;
use crate::web::state::State;
use crate::web::visitor::Visitor;

#[derive(Template)]
#[template(path = "review/login.html")]
struct LoginPage {
    frame: Frame,
    visitor: Visitor,
    name: String,
    wrong: bool,
}

fn page(visitor: Visitor, name: String, wrong: bool) -> Result<Response, Error> {
    let page = LoginPage { frame: Frame::answer("Đăng nhập"), visitor, name, wrong };
    let status = if wrong { StatusCode::UNAUTHORIZED } else { StatusCode::OK };
    page.visitor.page(status, &page)
}

/// The form.
pub(crate) async fn login(visitor: Visitor) -> Result<Response, Error> {
    page(visitor, String::new(), false)
}

/// Begins a session.
pub(crate) async fn log_in(From(state): From<State>, form: Form) -> Result<Response, Error> {
    let (name, password) =
        (form.fields.one("ten").to_owned(), form.fields.one("mat-khau").to_owned());
    let (asked, place) = (name.clone(), form.visitor.place.clone());
    let session = state.run(move |desk| desk.office()?.log_in(&place, &asked, &password));
    match session.await? {
        Some(session) => {
            let mut response = Visitor::on_to("/ra-soat");
            form.visitor.sign(&mut response, Some(&session.secret));
            Ok(response)
        }
        None => page(form.visitor, name, true),
    }
}

/// Ends the session.
pub(crate) async fn log_out(From(state): From<State>, form: Form) -> Result<Response, Error> {
    let visitor = form.visitor;
    let mut response = Visitor::on_to("/ra-soat");
    visitor.sign(&mut response, None);
    let ended = state.run(move |desk| {
        let office = desk.office()?;
        match &visitor.session {
            Some(secret) => Ok(office.workspace.log_out(secret, &visitor.by(office))?),
            None => Ok(()),
        }
    });
    ended.await?;
    Ok(response)
}
