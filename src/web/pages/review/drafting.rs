//! `GET /ra-soat/{id}/du-thao`: the articles of a draft in their order, its title, its exports.

use askama::Template;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State as From};
use axum::http::StatusCode;
use axum::response::Response;

use crate::review::articles_of;
use crate::web::error::Error;
use crate::web::form::{Form, Writing};
use crate::web::pages::Frame;
use crate::web::state::{Desk, State};
use crate::web::visitor::Visitor;
use crate::workspace::{Article, Held, Id, Worksheet};

/// Words of an article's first sentence in the list.
const WORDS: usize = 30;

#[derive(Template)]
#[template(path = "review/drafting.html")]
struct DraftingPage {
    frame: Frame,
    visitor: Visitor,
    id: Id,
    sheet: String,
    title: String,
    version: u32,
    articles: Vec<ArticleLine>,
}

/// An article in the list.
struct ArticleLine {
    id: Id,
    version: u32,
    number: usize,
    chapter: String,
    heading: String,
    first: String,
    sentences: usize,
    new: usize,
    changed: usize,
}

/// The page of a draft.
pub(crate) async fn drafting(
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
    let articles = articles_of(workspace, &sheet)?;
    let page = DraftingPage {
        frame: Frame::answer(format!("Dự thảo – {}", sheet.body.name)),
        articles: articles.iter().enumerate().map(|(at, it)| line(at + 1, it)).collect(),
        version: sheet.version,
        title: sheet.body.title,
        sheet: sheet.body.name,
        id,
        visitor,
    };
    page.visitor.page(StatusCode::OK, &page)
}

fn line(number: usize, article: &Held<Article>) -> ArticleLine {
    let sentences = &article.body.sentences;
    let changed = |it: &&crate::workspace::Sentence| {
        it.origin.as_ref().is_some_and(|origin| origin.taken != it.text)
    };
    ArticleLine {
        id: article.id,
        version: article.version,
        number,
        chapter: article.body.chapter.clone().unwrap_or_default(),
        heading: article.body.heading.clone(),
        first: sentences.first().map(|it| beginning(&it.text)).unwrap_or_default(),
        sentences: sentences.len(),
        new: sentences.iter().filter(|it| it.origin.is_none()).count(),
        changed: sentences.iter().filter(changed).count(),
    }
}

/// The first words of a sentence.
fn beginning(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let first = words.iter().take(WORDS).copied().collect::<Vec<_>>().join(" ");
    if words.len() > WORDS { format!("{first}…") } else { first }
}

/// Changes title or order, adds or takes away an article.
pub(crate) async fn arrange(
    From(state): From<State>,
    id: Result<Path<Id>, PathRejection>,
    Writing(form): Writing,
) -> Result<Response, Error> {
    let Path(id) = id.map_err(|_| Error::NotThere)?;
    state.run(move |desk| change(desk, &form, id)).await?;
    Ok(Visitor::on_to(&format!("/ra-soat/{id}/du-thao")))
}

fn change(desk: &Desk, form: &Form, id: Id) -> Result<(), Error> {
    let office = desk.office()?;
    let workspace = &office.workspace;
    let by = form.visitor.by(office);
    let seen = form.fields.number("phien-ban");
    let mut sheet = workspace.entry::<Worksheet>(id)?;
    let (what, article) = match form.fields.one("lam").split_once(':') {
        Some((what, article)) => (what, article.parse::<Id>().map_err(|_| Error::NotThere)?),
        None => (form.fields.one("lam"), 0),
    };
    match what {
        "ten" => {
            sheet.body.title = form.fields.one("trich-yeu").to_owned();
            workspace.change(id, seen, &sheet.body, &by)?;
        }
        "them" => {
            let heading = form.fields.one("ten-dieu").to_owned();
            workspace.add(Some(id), &Article { heading, ..Article::default() }, &by)?;
        }
        "bo" => {
            let held = workspace.entry::<Article>(article)?;
            if held.parent != Some(id) {
                return Err(Error::NotThere);
            }
            let seen = form.fields.number(&format!("phien-ban-{article}"));
            workspace.remove::<Article>(article, seen, &by)?;
        }
        "len" | "xuong" => {
            let mut order: Vec<Id> =
                articles_of(workspace, &sheet)?.iter().map(|it| it.id).collect();
            let at = order.iter().position(|it| *it == article).ok_or(Error::NotThere)?;
            let to = if what == "len" { at.saturating_sub(1) } else { at + 1 };
            if to < order.len() && to != at {
                order.swap(at, to);
                sheet.body.order = order;
                workspace.change(id, seen, &sheet.body, &by)?;
            }
        }
        _ => return Err(Error::BadQuery),
    }
    Ok(())
}
