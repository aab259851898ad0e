//! `GET /vuong-mac/{id}`: a question from practice, its answer and what that rests on; `POST`: the next step.

use askama::Template;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State as From};
use axum::http::StatusCode;
use axum::response::Response;

use crate::web::error::Error;
use crate::web::form::{Form, Writing};
use crate::web::pages::Frame;
use crate::web::pages::review::conflict;
use crate::web::state::{Desk, State};
use crate::web::view::{ChangeView, PlaceView, QuestionView, change_view};
use crate::web::visitor::Visitor;
use crate::workspace::{self, Id, Pointer, Question, State as Stage};

/// Changes shown.
const SHOWN: usize = 50;

#[derive(Template)]
#[template(path = "review/question.html")]
struct QuestionPage {
    frame: Frame,
    visitor: Visitor,
    question: QuestionView,
    about: PlaceView,
    rests_on: Vec<PlaceView>,
    rests_words: String,
    stages: [Stage; 4],
    version: u32,
    changes: Vec<ChangeView>,
}

/// The page of a question.
pub(crate) async fn question(
    From(state): From<State>,
    visitor: Visitor,
    id: Result<Path<Id>, PathRejection>,
) -> Result<Response, Error> {
    let Path(id) = id.map_err(|_| Error::NotThere)?;
    state.run(move |desk| make(desk, visitor, id)).await
}

fn make(desk: &Desk, visitor: Visitor, id: Id) -> Result<Response, Error> {
    let workspace = &desk.office()?.workspace;
    let held = workspace.entry::<Question>(id)?;
    let places = held.body.rests_on.iter().map(|it| PlaceView::of(desk, it));
    let words: Vec<String> = held.body.rests_on.iter().map(ToString::to_string).collect();
    let page = QuestionPage {
        frame: Frame::answer(format!("Vướng mắc {id}")),
        about: PlaceView::of(desk, &held.body.about)?,
        rests_on: places.collect::<Result<_, _>>()?,
        rests_words: words.join("\n"),
        stages: Stage::ALL,
        version: held.version,
        changes: workspace.history(id, SHOWN)?.iter().map(|it| change_view(id, it)).collect(),
        question: QuestionView::of(&held),
        visitor,
    };
    page.visitor.page(StatusCode::OK, &page)
}

/// Assigns, answers, or sends a question on to the law.
pub(crate) async fn answer(
    From(state): From<State>,
    id: Result<Path<Id>, PathRejection>,
    Writing(form): Writing,
) -> Result<Response, Error> {
    let Path(id) = id.map_err(|_| Error::NotThere)?;
    state.run(move |desk| keep(desk, form, id)).await
}

fn keep(desk: &Desk, form: Form, id: Id) -> Result<Response, Error> {
    let office = desk.office()?;
    let held = office.workspace.entry::<Question>(id)?;
    let state = Stage::of(form.fields.one("trang-thai")).unwrap_or(held.body.state);
    let rests = form.fields.one("can-cu").lines().map(str::trim).filter(|it| !it.is_empty());
    let ours = Question {
        state,
        assignee: form.fields.one("nguoi-xu-ly").to_owned(),
        answer: form.fields.one("tra-loi").to_owned(),
        rests_on: rests.map(|it| Ok(Pointer(it.parse()?))).collect::<Result<_, Error>>()?,
        ..held.body.clone()
    };
    if state == Stage::Answered && ours.answer.is_empty() {
        let words = "Muốn ghi là đã trả lời thì phải có lời trả lời.".to_owned();
        return Err(Error::Refused(StatusCode::BAD_REQUEST, words));
    }
    let url = format!("/vuong-mac/{id}");
    let seen = form.fields.number("phien-ban");
    match office.workspace.change(id, seen, &ours, &form.visitor.by(office)) {
        Ok(_) => Ok(Visitor::on_to(&url)),
        Err(workspace::Error::Changed { version, .. }) => {
            let (theirs, ours) = (words(&held.body), words(&ours));
            let held = Some((held.by.as_str(), held.at));
            conflict::Both { url, theirs, ours, held, version }.page(form)
        }
        Err(error) => Err(error.into()),
    }
}

/// A question as text, for comparing two.
fn words(question: &Question) -> String {
    let rests: Vec<String> = question.rests_on.iter().map(ToString::to_string).collect();
    let (state, by) = (question.state.name(), &question.assignee);
    format!(
        "{state}\nNgười xử lý: {by}\nTrả lời: {}\nCăn cứ: {}",
        question.answer,
        rests.join(", ")
    )
}
