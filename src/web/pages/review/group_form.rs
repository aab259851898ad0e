//! What is written on the page of a group: the decision, and sentences taken into the draft.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State as From};
use axum::http::StatusCode;
use axum::response::Response;

use crate::review::{Side, sentences_of};
use crate::web::error::Error;
use crate::web::form::{Form, Writing};
use crate::web::pages::review::conflict;
use crate::web::pages::review::group::sign_of;
use crate::web::state::{Desk, State};
use crate::web::visitor::Visitor;
use crate::workspace::{self, Article, Decision, Id, Pointer, Ruling, Sentence, Workspace};

/// How often an addition is tried again when others add at the same time.
const TRIES: usize = 5;

/// Writes the decision on a group.
pub(crate) async fn decide(
    From(state): From<State>,
    path: Result<Path<(Id, String)>, PathRejection>,
    Writing(form): Writing,
) -> Result<Response, Error> {
    let Path((id, key)) = path.map_err(|_| Error::NotThere)?;
    state.run(move |desk| keep(desk, form, id, &key)).await
}

fn refused(words: &str) -> Error {
    Error::Refused(StatusCode::BAD_REQUEST, words.to_owned())
}

fn keep(desk: &Desk, form: Form, id: Id, key: &str) -> Result<Response, Error> {
    let office = desk.office()?;
    let group = office.workspace.group(id, key)?;
    let ruling = Ruling::of(form.fields.one("ket-luan")).ok_or_else(|| {
        refused("Hãy chọn một kết luận: trùng, chồng chéo, mâu thuẫn, bổ trợ hoặc không.")
    })?;
    let members = decided_on(&form, &group.members)?;
    let keep = form.fields.one("giu");
    let decision = Decision {
        group: key.to_owned(),
        ruling,
        reason: form.fields.one("ly-do").to_owned(),
        keep: group.members.iter().find(|it| it.to_string() == keep).cloned(),
        members,
    };
    let by = form.visitor.by(office);
    let url = format!("/ra-soat/{id}/nhom/{key}");
    match office.workspace.settle(id, form.fields.number("phien-ban"), &decision, &by) {
        Ok(_) => Ok(Visitor::on_to(&format!("{url}?xong=quyet-dinh"))),
        Err(workspace::Error::Changed { version, .. }) => {
            let (_, theirs) = office.workspace.about::<Decision>(Some(id), key)?;
            let held = theirs.as_ref().map(|it| (it.by.as_str(), it.at));
            let words = theirs.as_ref().map_or_else(String::new, |it| words(&it.body));
            conflict::Both { url, theirs: words, ours: self::words(&decision), held, version }
                .page(form)
        }
        Err(error) => Err(error.into()),
    }
}

/// The members that a decision is about: those ticked, where the form lets one tick. What the machine gathered wrongly is left
/// out, for the draft tells of every other member that it gives way.
fn decided_on(form: &Form, members: &[Pointer]) -> Result<Vec<Pointer>, Error> {
    if form.fields.one("chon").is_empty() {
        return Ok(members.to_vec());
    }
    let ticked: Vec<&str> = form.fields.all("trong-quyet-dinh").collect();
    let about: Vec<Pointer> =
        members.iter().filter(|it| ticked.contains(&it.to_string().as_str())).cloned().collect();
    match about.len() {
        0 | 1 => Err(refused("Quyết định phải nói về ít nhất hai điều khoản của nhóm.")),
        _ => Ok(about),
    }
}

/// A decision as text, for comparing two.
fn words(decision: &Decision) -> String {
    let keep = decision.keep.as_ref().map_or_else(|| "chưa chọn".to_owned(), ToString::to_string);
    let about: Vec<String> = decision.members.iter().map(ToString::to_string).collect();
    format!(
        "Kết luận: {}\nVề: {}\nGiữ: {keep}\nLý do: {}",
        decision.ruling.name(),
        about.join("; "),
        decision.reason
    )
}

/// Takes sentences into the draft.
pub(crate) async fn take(
    From(state): From<State>,
    path: Result<Path<(Id, String)>, PathRejection>,
    Writing(form): Writing,
) -> Result<Response, Error> {
    let Path((id, key)) = path.map_err(|_| Error::NotThere)?;
    state.run(move |desk| add(desk, &form, id, &key)).await
}

fn add(desk: &Desk, form: &Form, id: Id, key: &str) -> Result<Response, Error> {
    let office = desk.office()?;
    let group = office.workspace.group(id, key)?;
    let wanted: Vec<&str> = form.fields.all("cau").collect();
    let sentences = taken(desk, &group.members, &wanted)?;
    if sentences.is_empty() {
        return Err(refused("Chưa chọn câu nào để đưa vào dự thảo."));
    }
    if sentences.len() < wanted.len() {
        return Err(refused(
            "Lời văn nguồn đã đổi từ khi trang được mở. Mời tải lại trang rồi chọn lại.",
        ));
    }
    let by = form.visitor.by(office);
    match form.fields.one("vao").parse::<Id>() {
        Ok(article) => append(&office.workspace, (id, article), &sentences, &by)?,
        Err(_) => {
            let heading = form.fields.one("ten-dieu").to_owned();
            let article = Article { chapter: None, heading, sentences };
            office.workspace.add(Some(id), &article, &by)?;
        }
    }
    Ok(Visitor::on_to(&format!("/ra-soat/{id}/nhom/{key}?xong=chon-cau")))
}

/// The sentences that the form names, in the order of the group; those whose text has changed are not among them.
fn taken(desk: &Desk, members: &[Pointer], wanted: &[&str]) -> Result<Vec<Sentence>, Error> {
    let mut taken = Vec::new();
    for (number, member) in members.iter().enumerate() {
        let Some(side) = Side::open(desk.corpus(), &member.0)? else { continue };
        let found = sentences_of(&side.document, &side.address.document, side.unit);
        let named = found.iter().enumerate().filter(|(at, it)| {
            let sign = sign_of(number, *at, &it.text);
            wanted.contains(&sign.as_str())
        });
        taken.extend(named.map(|(_, it)| it.sentence()));
    }
    Ok(taken)
}

/// Adds sentences at the end of an article: what others wrote meanwhile stays.
fn append(
    workspace: &Workspace,
    (sheet, article): (Id, Id),
    sentences: &[Sentence],
    by: &workspace::By,
) -> Result<(), Error> {
    for _ in 0..TRIES {
        let held = workspace.entry::<Article>(article)?;
        if held.parent != Some(sheet) {
            return Err(Error::NotThere);
        }
        let mut body = held.body;
        body.sentences.extend_from_slice(sentences);
        match workspace.change(article, held.version, &body, by) {
            Err(workspace::Error::Changed { .. }) => {}
            other => return Ok(other.map(|_| ())?),
        }
    }
    Err(Error::Slow)
}
