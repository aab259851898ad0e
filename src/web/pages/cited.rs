//! `GET /dan-chieu/{slug}` and `/dan-chieu/{slug}/{portion}`: who cites this, by kind of relation and by authority, each
//! with the sentence that proves it.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State as From};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;

use crate::corpus::Mentioned;
use crate::law::{Address, DocumentRef, Listing, Portion};
use crate::relate::RelationKind;
use crate::web::error::Error;
use crate::web::pages::open::{Opened, open};
use crate::web::pages::{Frame, choice};
use crate::web::reply;
use crate::web::state::{Desk, State};
use crate::web::view::{ListingView, name_of, upper_first};

/// Citations on one page.
const PAGE: usize = 20;

/// Which page of the list, and which kind alone.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Part {
    #[serde(default)]
    trang: String,
    #[serde(default)]
    loai: String,
}

#[derive(Template)]
#[template(path = "cited.html")]
struct CitedPage {
    frame: Frame,
    listing: ListingView,
    name: String,
    url: String,
    total: usize,
    kinds: Vec<KindView>,
    groups: Vec<GroupView>,
    previous: Option<String>,
    next: Option<String>,
}

/// A kind of relation and how often it stands.
struct KindView {
    name: &'static str,
    count: usize,
    url: String,
    chosen: bool,
}

/// The citations of one kind by one authority.
struct GroupView {
    name: &'static str,
    authority: String,
    ties: Vec<TieView>,
}

struct TieView {
    url: String,
    from: String,
    document: String,
    to: String,
    sentence: String,
}

/// Who cites a document.
pub(crate) async fn cited_document(
    from: From<State>,
    slug: Result<Path<String>, PathRejection>,
    query: Result<Query<Part>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let Path(slug) = slug.map_err(|_| Error::BadQuery)?;
    answer(from, slug, String::new(), query, headers).await
}

/// Who cites a provision.
pub(crate) async fn cited(
    from: From<State>,
    path: Result<Path<(String, String)>, PathRejection>,
    query: Result<Query<Part>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let Path((slug, portion)) = path.map_err(|_| Error::BadQuery)?;
    answer(from, slug, portion, query, headers).await
}

async fn answer(
    From(state): From<State>,
    slug: String,
    portion: String,
    query: Result<Query<Part>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let Query(part) = query.map_err(|_| Error::BadQuery)?;
    let made = state.run(move |desk| {
        let portion: Portion = portion.parse()?;
        match open(desk, &slug)? {
            Opened::One(listing, _) => make(desk, &listing, &portion, &part),
            Opened::Elsewhere(listing) => {
                Ok(reply::Made::Elsewhere(url_of(&listing.reference, &portion)))
            }
            Opened::Several(listings) => choice::make(desk, &listings, &portion),
        }
    });
    Ok(made.await?.answer(&headers))
}

/// Where the citations of a portion are listed.
pub(crate) fn url_of(document: &DocumentRef, portion: &Portion) -> String {
    let slug = document.slug();
    if portion.is_whole() {
        format!("/dan-chieu/{slug}")
    } else {
        format!("/dan-chieu/{slug}/{portion}")
    }
}

fn make(
    desk: &Desk,
    listing: &Listing,
    portion: &Portion,
    part: &Part,
) -> Result<reply::Made, Error> {
    let incoming = desk.corpus().incoming(&listing.reference.slug())?;
    let mut counts: BTreeMap<RelationKind, usize> = BTreeMap::new();
    let mut ties: Vec<(&DocumentRef, &Mentioned)> = Vec::new();
    for (source, mention) in incoming.of(portion) {
        *counts.entry(mention.kind).or_default() += 1;
        if part.loai.is_empty() || part.loai == mention.kind.slug() {
            ties.push((source, mention));
        }
    }
    let total = ties.len();
    let rank = |kind: RelationKind| RelationKind::ALL.iter().position(|it| *it == kind);
    ties.sort_by(|a, b| (rank(a.1.kind), a.0, &a.1.from).cmp(&(rank(b.1.kind), b.0, &b.1.from)));
    let page: usize = part.trang.parse().unwrap_or(1).max(1);
    let base = url_of(&listing.reference, portion);
    let at = |page: usize| {
        let kind =
            if part.loai.is_empty() { String::new() } else { format!("&loai={}", part.loai) };
        format!("{base}?trang={page}{kind}")
    };
    let shown: Vec<_> = ties.iter().skip((page - 1) * PAGE).take(PAGE).copied().collect();
    let kinds = RelationKind::ALL.into_iter().filter_map(|kind| {
        let count = *counts.get(&kind)?;
        let slug = kind.slug();
        Some(KindView {
            name: kind.name_of_incoming(),
            count,
            url: format!("{base}?loai={slug}"),
            chosen: part.loai == slug,
        })
    });
    let place = if portion.is_whole() { String::new() } else { portion.name() + " " };
    let name = upper_first(&format!("{place}{}", name_of(listing)));
    let address = Address { document: listing.reference.clone(), portion: portion.clone() };
    let page = CitedPage {
        frame: Frame::new(format!("Được dẫn chiếu: {name}"), base.clone()),
        listing: ListingView::of(listing),
        url: address.url(),
        name,
        total,
        kinds: kinds.collect(),
        groups: groups(desk, &shown)?,
        previous: (page > 1).then(|| at(page - 1)),
        next: (page * PAGE < total).then(|| at(page + 1)),
    };
    reply::page(&page)
}

fn groups(desk: &Desk, ties: &[(&DocumentRef, &Mentioned)]) -> Result<Vec<GroupView>, Error> {
    let mut groups: Vec<GroupView> = Vec::new();
    let mut last: Option<(String, Option<Listing>)> = None;
    for (source, mention) in ties {
        let slug = source.slug();
        if last.as_ref().is_none_or(|(held, _)| *held != slug) {
            last = Some((slug.clone(), desk.corpus().listing(&slug)?));
        }
        let listing = last.as_ref().and_then(|(_, listing)| listing.as_ref());
        let authority = listing
            .and_then(|it| it.authorities.first())
            .map_or_else(String::new, ToString::to_string);
        let tie = TieView {
            url: Address { document: (*source).clone(), portion: mention.from.clone() }.url(),
            from: upper_first(&mention.from.name()),
            document: listing.map_or_else(|| source.to_string(), name_of),
            to: mention.to.name(),
            sentence: mention.sentence.clone(),
        };
        let name = mention.kind.name_of_incoming();
        match groups.last_mut() {
            Some(group) if group.name == name && group.authority == authority => {
                group.ties.push(tie);
            }
            _ => groups.push(GroupView { name, authority, ties: vec![tie] }),
        }
    }
    Ok(groups)
}
