//! `GET /vuong-mac`: questions from practice, by state, and how many each provision raises; `POST`: a new one.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State as From};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use crate::law::Address;
use crate::web::error::Error;
use crate::web::form::{Form, Writing};
use crate::web::pages::Frame;
use crate::web::state::{Desk, State};
use crate::web::view::{QuestionView, query_url};
use crate::web::visitor::Visitor;
use crate::workspace::{Id, Pointer, Question, State as Stage};

/// Provisions listed with their counts.
const COUNTED: usize = 30;

/// Which questions are shown.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Shown {
    #[serde(default)]
    trang_thai: String,
    #[serde(default)]
    ve: String,
}

#[derive(Template)]
#[template(path = "review/questions.html")]
struct QuestionsPage {
    frame: Frame,
    visitor: Visitor,
    about: String,
    stages: Vec<(String, &'static str, usize, bool)>,
    questions: Vec<QuestionView>,
    counted: Vec<(String, String, usize)>,
}

/// The list of questions.
pub(crate) async fn questions(
    From(state): From<State>,
    visitor: Visitor,
    query: Result<Query<Shown>, QueryRejection>,
) -> Result<Response, Error> {
    let Query(shown) = query.map_err(|_| Error::BadQuery)?;
    state.run(move |desk| make(desk, visitor, &shown)).await
}

fn make(desk: &Desk, visitor: Visitor, shown: &Shown) -> Result<Response, Error> {
    let mut all = desk.office()?.workspace.entries::<Question>(None)?;
    let about: Option<Address> = shown.ve.parse().ok().filter(|_| !shown.ve.trim().is_empty());
    if let Some(about) = &about {
        let within = |it: &Address| {
            it.document.slug() == about.document.slug() && about.portion.holds(&it.portion)
        };
        all.retain(|it| within(&it.body.about.0));
    }
    let mut counts: BTreeMap<Pointer, usize> = BTreeMap::new();
    for question in &all {
        *counts.entry(question.body.about.clone()).or_default() += 1;
    }
    let mut counted: Vec<(String, String, usize)> =
        counts.into_iter().map(|(it, count)| (it.0.url(), it.to_string(), count)).collect();
    counted.sort_by(|a, b| b.2.cmp(&a.2).then(a.1.cmp(&b.1)));
    counted.truncate(COUNTED);
    let chosen = Stage::of(&shown.trang_thai);
    let stages = Stage::ALL.into_iter().map(|stage| {
        let on = chosen == Some(stage);
        let to = if on { "" } else { stage.slug() };
        let url = query_url("/vuong-mac", &[("trang-thai", to), ("ve", &shown.ve)]);
        (url, stage.name(), all.iter().filter(|it| it.body.state == stage).count(), on)
    });
    let page = QuestionsPage {
        frame: Frame::answer("Vướng mắc"),
        about: about.map(|it| it.to_string()).unwrap_or_default(),
        stages: stages.collect(),
        questions: all
            .iter()
            .rev()
            .filter(|it| chosen.is_none_or(|stage| it.body.state == stage))
            .map(QuestionView::of)
            .collect(),
        counted,
        visitor,
    };
    page.visitor.page(StatusCode::OK, &page)
}

/// Keeps a question.
pub(crate) async fn ask(
    From(state): From<State>,
    Writing(form): Writing,
) -> Result<Response, Error> {
    let id = state.run(move |desk| keep(desk, &form)).await?;
    Ok(Visitor::on_to(&format!("/vuong-mac/{id}")))
}

fn keep(desk: &Desk, form: &Form) -> Result<Id, Error> {
    let office = desk.office()?;
    let (asked, asker) = (form.fields.one("hoi"), form.fields.one("nguoi-hoi"));
    if asked.is_empty() || asker.is_empty() {
        let words = "Câu hỏi cần có nội dung và nơi hỏi.".to_owned();
        return Err(Error::Refused(StatusCode::BAD_REQUEST, words));
    }
    let question = Question {
        about: Pointer(form.fields.one("ve").parse()?),
        asked: asked.to_owned(),
        asker: asker.to_owned(),
        state: Stage::New,
        assignee: String::new(),
        answer: String::new(),
        rests_on: Vec::new(),
    };
    Ok(office.workspace.add(None, &question, &form.visitor.by(office))?)
}
