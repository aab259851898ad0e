//! `GET /ra-soat/{id}/du-thao/{article}`: an article of a draft, sentence by sentence, each with its origin.

use askama::Template;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State as From};
use axum::http::StatusCode;
use axum::response::Response;

use crate::timeline::redline;
use crate::web::error::Error;
use crate::web::form::{Fields, Form, Writing};
use crate::web::pages::Frame;
use crate::web::pages::review::conflict;
use crate::web::state::{Desk, State};
use crate::web::view::{CommentView, PlaceView, RedlineView, about_article, comments_of, moment};
use crate::web::visitor::Visitor;
use crate::workspace::{self, Article, Held, Id, Level, Origin, Pointer, Sentence, Worksheet};

/// The longest sentence, in letters: what is longer is no sentence.
const LONGEST: usize = 20_000;

#[derive(Template)]
#[template(path = "review/article.html")]
struct ArticlePage {
    frame: Frame,
    visitor: Visitor,
    id: Id,
    sheet: String,
    article: Held<Article>,
    when: String,
    sentences: Vec<SentenceView>,
    levels: [Level; 5],
    comments: Vec<CommentView>,
}

/// A sentence in the form.
struct SentenceView {
    at: usize,
    level: Level,
    text: String,
    rows: usize,
    origin: Option<OriginView>,
    changed: Option<RedlineView>,
}

/// Whence a sentence came.
struct OriginView {
    url: String,
    /// `Khoản 1 Điều 5 Nghị quyết số …`.
    name: String,
    /// As the form sends it.
    address: String,
    taken: String,
}

/// The page of an article.
pub(crate) async fn article(
    From(state): From<State>,
    visitor: Visitor,
    path: Result<Path<(Id, Id)>, PathRejection>,
) -> Result<Response, Error> {
    let Path((id, article)) = path.map_err(|_| Error::NotThere)?;
    state.run(move |desk| make(desk, visitor, id, article)).await
}

fn of_sheet(desk: &Desk, id: Id, article: Id) -> Result<Held<Article>, Error> {
    let held = desk.office()?.workspace.entry::<Article>(article)?;
    if held.parent == Some(id) { Ok(held) } else { Err(Error::NotThere) }
}

fn make(desk: &Desk, visitor: Visitor, id: Id, article: Id) -> Result<Response, Error> {
    let workspace = &desk.office()?.workspace;
    let sheet = workspace.entry::<Worksheet>(id)?;
    let held = of_sheet(desk, id, article)?;
    let page = ArticlePage {
        frame: Frame::answer(format!("{} – {}", held.body.heading, sheet.body.name)),
        sentences: views(desk, &held.body.sentences)?,
        levels: Level::ALL,
        comments: comments_of(workspace, id, &about_article(&article))?,
        when: moment(held.at),
        sheet: sheet.body.name,
        article: held,
        id,
        visitor,
    };
    page.visitor.page(StatusCode::OK, &page)
}

impl ArticlePage {
    fn chapter(&self) -> &str {
        self.article.body.chapter.as_deref().unwrap_or_default()
    }
}

fn views(desk: &Desk, sentences: &[Sentence]) -> Result<Vec<SentenceView>, Error> {
    sentences.iter().enumerate().map(|(at, it)| view(desk, at, it)).collect()
}

fn view(desk: &Desk, at: usize, sentence: &Sentence) -> Result<SentenceView, Error> {
    let origin = sentence.origin.as_ref();
    let changed = origin.filter(|it| it.taken != sentence.text);
    let place = origin.map(|it| PlaceView::of(desk, &it.at)).transpose()?;
    Ok(SentenceView {
        at,
        level: sentence.level,
        text: sentence.text.clone(),
        rows: (sentence.text.chars().count() / 90 + 1).clamp(2, 12),
        origin: origin.zip(place).map(|(it, place)| OriginView {
            url: place.url,
            name: format!("{} {}", place.portion, place.document).trim().to_owned(),
            address: it.at.to_string(),
            taken: it.taken.clone(),
        }),
        changed: changed.map(|it| RedlineView::of(&redline(&it.taken, &sentence.text))),
    })
}

/// Writes an article.
pub(crate) async fn edit(
    From(state): From<State>,
    path: Result<Path<(Id, Id)>, PathRejection>,
    Writing(form): Writing,
) -> Result<Response, Error> {
    let Path((id, article)) = path.map_err(|_| Error::NotThere)?;
    state.run(move |desk| keep(desk, form, id, article)).await
}

fn keep(desk: &Desk, form: Form, id: Id, article: Id) -> Result<Response, Error> {
    let office = desk.office()?;
    of_sheet(desk, id, article)?;
    let ours = read(&form.fields)?;
    let url = format!("/ra-soat/{id}/du-thao/{article}");
    let seen = form.fields.number("phien-ban");
    match office.workspace.change(article, seen, &ours, &form.visitor.by(office)) {
        Ok(_) => Ok(Visitor::on_to(&url)),
        Err(workspace::Error::Changed { version, .. }) => {
            let theirs = of_sheet(desk, id, article)?;
            let held = Some((theirs.by.as_str(), theirs.at));
            let (theirs, ours) = (words(&theirs.body), words(&ours));
            conflict::Both { url, theirs, ours, held, version }.page(form)
        }
        Err(error) => Err(error.into()),
    }
}

/// The article that a form holds, after what its button does: `len:2`, `xuong:2`, `bo:2`, `them`, or only to keep it.
fn read(fields: &Fields) -> Result<Article, Error> {
    let (levels, origins, taken) = (fields.all("bac"), fields.all("nguon"), fields.all("goc"));
    let mut sentences: Vec<Sentence> = Vec::new();
    for (((text, level), at), taken) in fields.all("loi").zip(levels).zip(origins).zip(taken) {
        if text.chars().count() > LONGEST {
            return Err(Error::TooMuch);
        }
        let origin = match at {
            "" => None,
            at => {
                let at = Pointer(at.parse()?);
                Some(Origin { at, taken: taken.to_owned() })
            }
        };
        let level = Level::of(level).unwrap_or_default();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        sentences.push(Sentence { level, text, origin });
    }
    let (what, at) = fields.one("lam").split_once(':').unwrap_or((fields.one("lam"), ""));
    let at: usize = at.parse().unwrap_or(usize::MAX);
    match what {
        "bo" if at < sentences.len() => {
            sentences.remove(at);
        }
        "len" if at > 0 && at < sentences.len() => sentences.swap(at - 1, at),
        "xuong" if at < sentences.len().saturating_sub(1) => sentences.swap(at, at + 1),
        "them" => {
            sentences.push(Sentence { level: Level::Clause, text: String::new(), origin: None });
        }
        _ => {}
    }
    let chapter = Some(fields.one("chuong").to_owned()).filter(|it| !it.is_empty());
    Ok(Article { chapter, heading: fields.one("ten-dieu").to_owned(), sentences })
}

/// An article as text, for comparing two.
fn words(article: &Article) -> String {
    let chapter = article.chapter.iter().map(|it| format!("Chương: {it}"));
    let lines = article.sentences.iter().map(|it| format!("{}: {}", it.level.name(), it.text));
    let heading = std::iter::once(format!("Tên điều: {}", article.heading));
    chapter.chain(heading).chain(lines).collect::<Vec<_>>().join("\n")
}
