//! `GET /ra-soat/{id}/nhom/{key}`: a group: two of its provisions side by side, what they say otherwise, which rule
//! decides, the officer's decision, and the sentences that the draft may take.

use askama::Template;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State as From};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use crate::overlap::Deciding;
use crate::review::{Picked, Side, Sides, articles_of, sentences_of, stale};
use crate::web::error::Error;
use crate::web::pages::Frame;
use crate::web::pages::review::worksheet::decisions;
use crate::web::state::{Desk, State};
use crate::web::view::{
    CommentView, ComparedRow, PlaceView, StaleView, about_group, comments_of, compared_rows,
    moment, stale_view,
};
use crate::web::visitor::Visitor;
use crate::workspace::{Decision, Group, Held, Id, Pointer, Ruling, Worksheet};

/// Which members stand side by side, by their places; and which message is shown.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Chosen {
    trai: Option<usize>,
    phai: Option<usize>,
    #[serde(default)]
    xong: String,
}

#[derive(Template)]
#[template(path = "review/group.html")]
struct GroupPage {
    frame: Frame,
    visitor: Visitor,
    id: Id,
    sheet: String,
    key: String,
    number: usize,
    total: usize,
    heading: String,
    previous: Option<String>,
    next: Option<String>,
    members: Vec<MemberView>,
    left: usize,
    right: usize,
    reasons: Vec<String>,
    rule: String,
    /// Whether a rule decides; else there is nothing to call a hint.
    decides: bool,
    rows: Vec<ComparedRow>,
    version: u32,
    decision: Option<DecisionView>,
    rulings: [Ruling; 5],
    articles: Vec<(Id, String)>,
    comments: Vec<CommentView>,
    told: &'static str,
}

/// A member of the group.
struct MemberView {
    place: PlaceView,
    number: usize,
    address: String,
    kept: bool,
    /// Whether it stands side by side with another.
    shown: bool,
    /// Its sentences, with what the form sends for each.
    sentences: Vec<(String, Picked)>,
    /// What it rests on and has changed since it was issued.
    stale: Vec<StaleView>,
}

struct DecisionView {
    ruling: Ruling,
    reason: String,
    by: String,
    when: String,
}

/// The page of a group.
pub(crate) async fn group(
    From(state): From<State>,
    visitor: Visitor,
    path: Result<Path<(Id, String)>, PathRejection>,
    query: Result<Query<Chosen>, QueryRejection>,
) -> Result<Response, Error> {
    let Path((id, key)) = path.map_err(|_| Error::NotThere)?;
    let Query(chosen) = query.map_err(|_| Error::BadQuery)?;
    state.run(move |desk| make(desk, visitor, id, &key, &chosen)).await
}

fn make(
    desk: &Desk,
    visitor: Visitor,
    id: Id,
    key: &str,
    chosen: &Chosen,
) -> Result<Response, Error> {
    let workspace = &desk.office()?.workspace;
    let sheet = workspace.entry::<Worksheet>(id)?;
    let group = &workspace.group(id, key)?;
    let keys = workspace.group_keys(id)?;
    let at = keys.iter().position(|it| it == key).ok_or(Error::NotThere)?;
    let beside = |at: Option<usize>| {
        at.and_then(|at| keys.get(at)).map(|it| format!("/ra-soat/{id}/nhom/{it}"))
    };
    let (left, right) = places(group, chosen);
    let side = |place: usize| match group.members.get(place) {
        Some(member) => Side::open(desk.corpus(), &member.0),
        None => Ok(None),
    };
    let sides = match (side(left)?, side(right)?) {
        (Some(left), Some(right)) if left.address != right.address => {
            Some(Sides::of(&left, &right, desk.today))
        }
        _ => None,
    };
    let deciding = sides.as_ref().map(|it| it.deciding);
    let decision = decisions(workspace, id)?.remove(key);
    let (version, _) = workspace.about::<Decision>(Some(id), key)?;
    let keep = kept(decision.as_ref(), deciding, group, (left, right));
    let members = members(desk, group, keep.as_ref(), [left, right])?;
    let named = |at: usize| members.get(at).map_or("", |it| it.place.document.as_str());
    let one = group.members.get(left).map(|it| &it.0.document)
        == group.members.get(right).map(|it| &it.0.document);
    let rule = match deciding {
        None => String::new(),
        Some(_) if one => "Hai điều khoản của cùng một văn bản: không bên nào cao hơn.".to_owned(),
        Some(it) => it.sentence_about(named(left), named(right)),
    };
    let articles = articles_of(workspace, &sheet)?;
    let page = GroupPage {
        frame: Frame::answer(format!("Nhóm {} – {}", at + 1, sheet.body.name)),
        heading: members.first().map(|it| it.place.heading.clone()).unwrap_or_default(),
        previous: beside(at.checked_sub(1)),
        next: beside(Some(at + 1)),
        reasons: reasons(group, left, right),
        decides: !one && deciding.is_some_and(|it| it != Deciding::NoRule),
        rule,
        rows: sides.map(|it| compared_rows(&it)).unwrap_or_default(),
        decision: decision.map(|it| DecisionView {
            ruling: it.body.ruling,
            reason: it.body.reason,
            by: it.by,
            when: moment(it.at),
        }),
        comments: comments_of(workspace, id, &about_group(key))?,
        articles: articles.into_iter().map(|it| (it.id, it.body.heading)).collect(),
        told: match chosen.xong.as_str() {
            "quyet-dinh" => "Đã ghi quyết định.",
            "chon-cau" => "Đã đưa các câu đã chọn vào dự thảo.",
            _ => "",
        },
        rulings: Ruling::ALL,
        number: at + 1,
        total: keys.len(),
        key: key.to_owned(),
        sheet: sheet.body.name,
        id,
        members,
        left,
        right,
        version,
        visitor,
    };
    page.visitor.page(StatusCode::OK, &page)
}

impl GroupPage {
    fn chosen(&self, ruling: &Ruling) -> bool {
        self.decision.as_ref().is_some_and(|it| it.ruling == *ruling)
    }

    fn reason(&self) -> &str {
        self.decision.as_ref().map_or("", |it| it.reason.as_str())
    }

    fn place(&self, at: &usize) -> Option<&PlaceView> {
        self.members.get(*at).map(|it| &it.place)
    }

    fn any_stale(&self) -> bool {
        self.members.iter().any(|it| !it.stale.is_empty())
    }

    fn none_kept(&self) -> bool {
        self.members.iter().all(|it| !it.kept)
    }
}

/// The members asked for; else those of the likest pair.
fn places(group: &Group, chosen: &Chosen) -> (usize, usize) {
    let likest = group.pairs.first().map_or((0, 1), |it| (it.a.min(it.b), it.a.max(it.b)));
    let last = group.members.len().saturating_sub(1);
    let left = chosen.trai.unwrap_or(likest.0).min(last);
    let right = chosen.phai.unwrap_or(if left == likest.1 { likest.0 } else { likest.1 }).min(last);
    (left, right)
}

/// What is kept: as decided; before a decision, what the rule between the two would leave.
fn kept(
    decision: Option<&Held<Decision>>,
    deciding: Option<Deciding>,
    group: &Group,
    (left, right): (usize, usize),
) -> Option<Pointer> {
    if let Some(decision) = decision {
        return decision.body.keep.clone();
    }
    let place = match deciding? {
        Deciding::LeftHigher | Deciding::LeftLater | Deciding::RightNotInForce => left,
        Deciding::RightHigher | Deciding::RightLater | Deciding::LeftNotInForce => right,
        Deciding::NoRule => return None,
    };
    group.members.get(place).cloned()
}

fn reasons(group: &Group, left: usize, right: usize) -> Vec<String> {
    let pair = |it: &&crate::workspace::Pair| {
        (it.a.min(it.b), it.a.max(it.b)) == (left.min(right), left.max(right))
    };
    group.pairs.iter().find(pair).map(|it| it.reasons.clone()).unwrap_or_default()
}

fn members(
    desk: &Desk,
    group: &Group,
    keep: Option<&Pointer>,
    shown: [usize; 2],
) -> Result<Vec<MemberView>, Error> {
    let mut members = Vec::new();
    for (number, pointer) in group.members.iter().enumerate() {
        let (sentences, changed) = match Side::open(desk.corpus(), &pointer.0)? {
            Some(side) => (
                sentences_of(&side.document, &side.address.document, side.unit),
                stale(desk.corpus(), &side, desk.today)?,
            ),
            None => (Vec::new(), Vec::new()),
        };
        let named = sentences.into_iter().enumerate();
        members.push(MemberView {
            place: PlaceView::of(desk, pointer)?,
            number,
            address: pointer.to_string(),
            kept: keep == Some(pointer),
            shown: shown.contains(&number) || keep == Some(pointer),
            stale: changed.into_iter().map(|it| stale_view(desk, it)).collect(),
            sentences: named.map(|(at, it)| (sign_of(number, at, &it.text), it)).collect(),
        });
    }
    Ok(members)
}

/// How a form names a sentence: its member, its place there, and a fingerprint, for the text may have changed meanwhile.
pub(super) fn sign_of(member: usize, at: usize, text: &str) -> String {
    format!("{member}.{at}.{:08x}", crate::web::asset::fingerprint([text]) & 0xffff_ffff)
}
