//! `GET /luoc-do/{slug}`: the relations of a document, drawn and as a table, each with the sentence that proves it.
//!
//! What the texts say and what sources claim stand side by side; where only one of the two knows a relation, the table
//! says so.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State as From};
use axum::http::HeaderMap;
use axum::response::Response;

use crate::law::{Address, DocumentRef, Facts, Found, Library, LinkKind, Listing, Portion};
use crate::relate::RelationKind;
use crate::web::error::Error;
use crate::web::pages::open::{Opened, open};
use crate::web::pages::{Frame, choice};
use crate::web::reply;
use crate::web::state::{Desk, State};
use crate::web::view::{Diagram, Kinds, ListingView, name_of};

/// Rows of one direction; what is left out is counted.
const ROWS: usize = 300;

#[derive(Template)]
#[template(path = "diagram.html")]
struct DiagramPage {
    frame: Frame,
    listing: ListingView,
    drawing: Diagram,
    rows: Vec<Row>,
    left_out: usize,
}

/// A relation in the table.
struct Row {
    name: &'static str,
    document: String,
    title: String,
    url: Option<String>,
    times: usize,
    proof: String,
    proof_url: Option<String>,
    provenance: &'static str,
}

/// What is gathered of one relation to one document.
#[derive(Default)]
struct Gathered {
    times: usize,
    proof: String,
    proof_url: Option<String>,
    said: bool,
    claimed: bool,
}

/// Direction, kind and document.
type Key = (bool, usize, String);

/// The diagram of a document.
pub(crate) async fn diagram(
    From(state): From<State>,
    slug: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let Path(slug) = slug.map_err(|_| Error::BadQuery)?;
    let made = state.run(move |desk| match open(desk, &slug)? {
        Opened::One(listing, document) => make(desk, &listing, &document.facts),
        Opened::Elsewhere(listing) => {
            Ok(reply::Made::Elsewhere(format!("/luoc-do/{}", listing.reference.slug())))
        }
        Opened::Several(listings) => choice::make(desk, &listings, &Portion::default()),
    });
    Ok(made.await?.answer(&headers))
}

fn make(desk: &Desk, listing: &Listing, facts: &Facts) -> Result<reply::Made, Error> {
    let slug = listing.reference.slug();
    let mut held: BTreeMap<Key, Gathered> = BTreeMap::new();
    said(desk, listing, &mut held)?;
    claimed(desk, facts, &slug, &mut held);
    let (mut left, mut right): (Kinds, Kinds) = (Vec::new(), Vec::new());
    let mut rows = Vec::new();
    let left_out = held.len().saturating_sub(ROWS);
    for ((incoming, rank, other), gathered) in held.into_iter().take(ROWS) {
        let Some(kind) = RelationKind::ALL.get(rank) else { continue };
        let name = if incoming { kind.name_of_incoming() } else { kind.name() };
        let known = desk.corpus().listing(&other)?;
        let document = known.as_ref().map_or_else(|| other.clone(), name_of);
        let url = known.as_ref().map(|it| format!("/vb/{}", it.reference.slug()));
        let column = if incoming { &mut right } else { &mut left };
        let text = (document.clone(), url.clone().unwrap_or_else(|| format!("/vb?q={other}")));
        match column.last_mut() {
            Some((held, texts)) if *held == name => texts.push(text),
            _ => column.push((name, vec![text])),
        }
        rows.push(Row {
            name,
            document,
            title: known.map_or_else(String::new, |it| it.title),
            url,
            times: gathered.times,
            proof: gathered.proof,
            proof_url: gathered.proof_url,
            provenance: match (gathered.said, gathered.claimed) {
                (true, true) => "lời văn và siêu dữ liệu",
                (true, false) => "lời văn",
                _ => "chỉ siêu dữ liệu, chưa thấy câu nào trong kho nói vậy",
            },
        });
    }
    let name = name_of(listing);
    let page = DiagramPage {
        frame: Frame::new(format!("Lược đồ: {name}"), format!("/luoc-do/{slug}")),
        listing: ListingView::of(listing),
        drawing: Diagram::of(name, left, right),
        rows,
        left_out,
    };
    reply::page(&page)
}

fn rank(kind: RelationKind) -> usize {
    RelationKind::ALL.iter().position(|it| *it == kind).unwrap_or(RelationKind::ALL.len())
}

/// What the texts say, in both directions.
fn said(desk: &Desk, listing: &Listing, held: &mut BTreeMap<Key, Gathered>) -> Result<(), Error> {
    let slug = listing.reference.slug();
    let outgoing = desk.corpus().outgoing(&slug)?.unwrap_or_default();
    let place = |portion: &Portion| {
        Address { document: listing.reference.clone(), portion: portion.clone() }.url()
    };
    for (kind, to, _) in &outgoing.title {
        let Some(address) = to.address() else { continue };
        add(held, false, *kind, &address.document, &listing.title, place(&Portion::default()));
    }
    for reference in &outgoing.references {
        let Some(address) = reference.to.address() else { continue };
        if address.document != listing.reference {
            add(
                held,
                false,
                reference.kind,
                &address.document,
                &reference.sentence,
                place(&reference.from),
            );
        }
    }
    let incoming = desk.corpus().incoming(&slug)?;
    for (source, mention) in incoming.of(&Portion::default()) {
        if *source != listing.reference {
            let url = Address { document: source.clone(), portion: mention.from.clone() }.url();
            add(held, true, mention.kind, source, &mention.sentence, url);
        }
    }
    Ok(())
}

fn add(
    held: &mut BTreeMap<Key, Gathered>,
    incoming: bool,
    kind: RelationKind,
    other: &DocumentRef,
    sentence: &str,
    url: String,
) {
    let gathered = held.entry((incoming, rank(kind), other.slug())).or_default();
    gathered.times += 1;
    gathered.said = true;
    if gathered.proof.is_empty() {
        sentence.clone_into(&mut gathered.proof);
        gathered.proof_url = Some(url);
    }
}

/// What the sources claim of the whole document.
fn claimed(desk: &Desk, facts: &Facts, own: &str, held: &mut BTreeMap<Key, Gathered>) {
    for link in &facts.links {
        let (incoming, kind) = match link.kind {
            LinkKind::AmendedBy => (true, RelationKind::Amends),
            LinkKind::ReplacedBy => (true, RelationKind::Replaces),
            LinkKind::Amends => (false, RelationKind::Amends),
            LinkKind::Replaces => (false, RelationKind::Replaces),
            LinkKind::Guides => (false, RelationKind::Guides),
            LinkKind::Consolidates => (false, RelationKind::Consolidates),
            LinkKind::Related => continue,
        };
        let reference: Option<DocumentRef> = link.there.parse().ok();
        let other = match reference.as_ref().map(|it| desk.corpus().find(it)) {
            Some(Found::One(listing)) => listing.reference.slug(),
            _ => link.there.clone(),
        };
        if other == own {
            continue;
        }
        // A text that replaces another may say that it abolishes it: one relation, two words for it.
        let twin = (incoming, rank(RelationKind::Repeals), other.clone());
        let key = match kind {
            RelationKind::Replaces if held.contains_key(&twin) => twin,
            _ => (incoming, rank(kind), other),
        };
        let gathered = held.entry(key).or_default();
        gathered.claimed = true;
        gathered.times = gathered.times.max(1);
        if gathered.proof.is_empty() {
            gathered.proof.clone_from(&link.words);
        }
    }
}
