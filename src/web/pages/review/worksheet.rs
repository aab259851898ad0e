//! `GET /ra-soat/{id}`: the groups of a worksheet, how far the decisions are, which documents overlap which.
//!
//! Groups are looked for on a blocking thread; meanwhile the page shows how far it is and loads itself again.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State as From};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use crate::law::{DocumentRef, Found};
use crate::review::{self, Matrix};
use crate::web::error::Error;
use crate::web::form::Writing;
use crate::web::office::Job;
use crate::web::pages::Frame;
use crate::web::state::{Desk, State};
use crate::web::view::{
    CommentView, LAST_PAGE, MatrixView, Pager, PlaceView, comments_of, moment, name_of, query_url,
    scope_words,
};
use crate::web::visitor::Visitor;
use crate::workspace::{Article, Decision, Group, Held, Id, Worksheet, Workspace};

/// Groups on a page.
const PAGE: usize = 50;
/// Members of a group shown in the list.
const MEMBERS: usize = 4;

/// Which groups may be asked for.
const CHOICES: [(&str, &str); 4] = [
    ("", "Mọi nhóm"),
    ("chua-quyet", "Chưa quyết định"),
    ("nhieu-van-ban", "Giữa các văn bản"),
    ("mot-van-ban", "Trong một văn bản"),
];

/// Which groups are shown.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Shown {
    #[serde(default)]
    trang: String,
    #[serde(default)]
    chi: String,
}

#[derive(Template)]
#[template(path = "review/worksheet.html")]
struct WorksheetPage {
    frame: Frame,
    visitor: Visitor,
    id: Id,
    name: String,
    scope: String,
    version: u32,
    missing: Vec<String>,
    documents: usize,
    found_at: Option<String>,
    job: Option<Job>,
    total: usize,
    decided: usize,
    /// Groups whose provisions stand in several documents.
    across: usize,
    chosen: String,
    groups: Vec<GroupLine>,
    lost: Vec<LostLine>,
    matrix: MatrixView,
    articles: usize,
    comments: Vec<CommentView>,
    pager: Pager,
}

/// A group in the list.
struct GroupLine {
    number: usize,
    url: String,
    heading: String,
    members: Vec<PlaceView>,
    more: usize,
    reasons: String,
    within: bool,
    percent: u32,
    ruling: Option<&'static str>,
}

/// A decision on a group that was not found again.
struct LostLine {
    ruling: &'static str,
    members: Vec<String>,
    by: String,
}

/// The page of a worksheet.
pub(crate) async fn worksheet(
    From(state): From<State>,
    visitor: Visitor,
    id: Result<Path<Id>, PathRejection>,
    query: Result<Query<Shown>, QueryRejection>,
) -> Result<Response, Error> {
    let Path(id) = id.map_err(|_| Error::NotThere)?;
    let Query(shown) = query.map_err(|_| Error::BadQuery)?;
    state.run(move |desk| make(desk, visitor, id, &shown)).await
}

fn make(desk: &Desk, visitor: Visitor, id: Id, shown: &Shown) -> Result<Response, Error> {
    let office = desk.office()?;
    let workspace = &office.workspace;
    let sheet = workspace.entry::<Worksheet>(id)?;
    let groups = workspace.groups(id)?;
    let decisions = decisions(workspace, id)?;
    let scope = review::documents(desk.engine(), &sheet.body.scope, desk.today)?;
    let page = shown.trang.parse().unwrap_or(1).clamp(1, LAST_PAGE);
    let only = CHOICES.into_iter().map(|(slug, _)| slug).find(|it| *it == shown.chi);
    let only = only.unwrap_or_default();
    let wanted = |group: &Group| match only {
        "chua-quyet" => !decisions.contains_key(&group.key),
        "nhieu-van-ban" => !group.is_within_one(),
        "mot-van-ban" => group.is_within_one(),
        _ => true,
    };
    let chosen: Vec<(usize, &Group)> =
        groups.iter().enumerate().filter(|(_, it)| wanted(it)).collect();
    let base = format!("/ra-soat/{id}");
    let pager = Pager::new(page, PAGE, chosen.len(), |page| {
        query_url(&base, &[("chi", only), ("trang", &page.to_string())])
    });
    let mut lines = Vec::new();
    for (number, group) in chosen.into_iter().skip((page - 1) * PAGE).take(PAGE) {
        lines.push(line(desk, id, number + 1, group, decisions.get(&group.key))?);
    }
    let matrix = Matrix::of(&groups);
    let page = WorksheetPage {
        frame: Frame::answer(sheet.body.name.clone()),
        id,
        scope: scope_words(&sheet.body.scope),
        version: sheet.version,
        missing: scope.missing.iter().map(ToString::to_string).collect(),
        documents: scope.documents.len(),
        found_at: workspace.grouped_at(id)?.map(moment),
        job: office.job(id),
        total: groups.len(),
        decided: groups.iter().filter(|it| decisions.contains_key(&it.key)).count(),
        across: groups.iter().filter(|it| !it.is_within_one()).count(),
        chosen: only.to_owned(),
        groups: lines,
        lost: lost(&groups, &decisions),
        matrix: MatrixView::of(&matrix, |it| name_in(desk, it)),
        articles: workspace.entries::<Article>(Some(id))?.len(),
        comments: comments_of(workspace, id, "")?,
        pager,
        name: sheet.body.name,
        visitor,
    };
    page.visitor.page(StatusCode::OK, &page)
}

impl WorksheetPage {
    /// The ways to look at the groups: name, address, whether it is the one shown.
    fn choices(&self) -> Vec<(&'static str, String, bool)> {
        let url = |slug: &str| query_url(&format!("/ra-soat/{}", self.id), &[("chi", slug)]);
        CHOICES.into_iter().map(|(slug, name)| (name, url(slug), slug == self.chosen)).collect()
    }

    fn working(&self) -> bool {
        self.job.as_ref().is_some_and(|it| !it.failed)
    }

    fn percent(&self) -> usize {
        self.job.as_ref().map_or(0, |it| it.done * 100 / it.all.max(1))
    }
}

/// The decisions of a worksheet by the key of their group.
pub(super) fn decisions(
    workspace: &Workspace,
    id: Id,
) -> Result<BTreeMap<String, Held<Decision>>, Error> {
    let held = workspace.entries::<Decision>(Some(id))?;
    Ok(held.into_iter().map(|it| (it.body.group.clone(), it)).collect())
}

fn line(
    desk: &Desk,
    id: Id,
    number: usize,
    group: &Group,
    decision: Option<&Held<Decision>>,
) -> Result<GroupLine, Error> {
    let mut members = Vec::new();
    for member in group.members.iter().take(MEMBERS) {
        members.push(PlaceView::of(desk, member)?);
    }
    let best = group.pairs.first();
    Ok(GroupLine {
        number,
        url: format!("/ra-soat/{id}/nhom/{}", group.key),
        heading: members.first().map(|it| it.heading.clone()).unwrap_or_default(),
        more: group.members.len().saturating_sub(MEMBERS),
        members,
        reasons: best.map(|it| it.reasons.join("; ")).unwrap_or_default(),
        within: group.is_within_one(),
        percent: best.map_or(0, |it| (it.score * 100.0).round() as u32),
        ruling: decision.map(|it| it.body.ruling.name()),
    })
}

fn lost(groups: &[Group], decisions: &BTreeMap<String, Held<Decision>>) -> Vec<LostLine> {
    let found: BTreeSet<&str> = groups.iter().map(|it| it.key.as_str()).collect();
    let gone = decisions.values().filter(|it| !found.contains(it.body.group.as_str()));
    let line = |it: &Held<Decision>| LostLine {
        ruling: it.body.ruling.name(),
        members: it.body.members.iter().map(ToString::to_string).collect(),
        by: it.by.clone(),
    };
    gone.map(line).collect()
}

fn name_in(desk: &Desk, reference: &DocumentRef) -> String {
    match desk.corpus().look_up(reference) {
        Ok(Found::One(listing)) => name_of(&listing),
        _ => reference.to_string(),
    }
}

/// Looks for the groups again.
pub(crate) async fn change_worksheet(
    From(state): From<State>,
    id: Result<Path<Id>, PathRejection>,
    Writing(_): Writing,
) -> Result<Response, Error> {
    let Path(id) = id.map_err(|_| Error::NotThere)?;
    begin(&state, id).await?;
    Ok(Visitor::on_to(&format!("/ra-soat/{id}")))
}

/// Begins to look for the groups of a worksheet, unless that is under way.
pub(super) async fn begin(state: &State, id: Id) -> Result<(), Error> {
    let started = state.run(move |desk| {
        let office = desk.office()?;
        office.workspace.entry::<Worksheet>(id)?;
        Ok(office.begin(id))
    });
    if started.await? {
        let state = state.clone();
        // The reader does not wait: the page tells how far it is.
        tokio::spawn(async move {
            let work = state.run(move |desk| search(desk, id)).await;
            let failed = work.is_err();
            if let Err(error) = work {
                tracing::error!(?error, worksheet = id, "no groups");
            }
            if let Some(office) = state.office() {
                office.end(id, failed);
            }
        });
    }
    Ok(())
}

fn search(desk: &Desk, id: Id) -> Result<(), Error> {
    let office = desk.office()?;
    let sheet = office.workspace.entry::<Worksheet>(id)?;
    let scope = review::documents(desk.engine(), &sheet.body.scope, desk.today)?;
    let slugs: Vec<String> = scope.documents.iter().map(|it| it.reference.slug()).collect();
    let groups = review::find_groups(desk.corpus(), &slugs, |done, all| {
        office.advance(id, done, all);
    })?;
    Ok(office.workspace.keep_groups(id, &groups, office.now())?)
}
