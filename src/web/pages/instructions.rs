//! `GET /chi-dan/{slug}`: what an amending text orders, instruction by instruction, and what became of each.

use askama::Template;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State as From};
use axum::http::HeaderMap;
use axum::response::Response;

use crate::amend::{self, Operation};
use crate::law::{Document, Listing, Portion};
use crate::timeline::Timeline;
use crate::web::error::Error;
use crate::web::pages::open::{Opened, open};
use crate::web::pages::{Frame, choice};
use crate::web::reply;
use crate::web::state::{Desk, State};
use crate::web::view::{ListingView, day};

#[derive(Template)]
#[template(path = "instructions.html")]
struct InstructionsPage {
    frame: Frame,
    listing: ListingView,
    targets: Vec<TargetView>,
    loose: Vec<OrderView>,
    done: usize,
    total: usize,
}

/// A document that is changed.
struct TargetView {
    listing: ListingView,
    orders: Vec<OrderView>,
}

/// An instruction and what became of it.
struct OrderView {
    place: String,
    place_url: String,
    sentence: String,
    target: String,
    url: String,
    outcome: Outcome,
    since: String,
}

/// What became of an instruction.
enum Outcome {
    Done,
    Refused(String),
    NotHeld,
}

/// The page of an amending text's instructions.
pub(crate) async fn instructions(
    From(state): From<State>,
    slug: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let Path(slug) = slug.map_err(|_| Error::BadQuery)?;
    let made = state.run(move |desk| match open(desk, &slug)? {
        Opened::One(listing, document) => make(desk, &listing, &document),
        Opened::Elsewhere(listing) => {
            Ok(reply::Made::Elsewhere(format!("/chi-dan/{}", listing.reference.slug())))
        }
        Opened::Several(listings) => choice::make(desk, &listings, &Portion::default()),
    });
    Ok(made.await?.answer(&headers))
}

fn make(desk: &Desk, listing: &Listing, document: &Document) -> Result<reply::Made, Error> {
    let slug = listing.reference.slug();
    let mut targets = Vec::new();
    let mut held = Vec::new();
    for target in desk.corpus().amended_by(&slug)? {
        let Some(timeline) = desk.corpus().timeline(&target)? else { continue };
        let Some(aimed) = desk.corpus().listing(&target)? else { continue };
        let orders = orders_on(&timeline, &target, document, &slug, &mut held);
        if !orders.is_empty() {
            targets.push(TargetView { listing: ListingView::of(&aimed), orders });
        }
    }
    let parsed = amend::parse(document).value;
    let rest = parsed.iter().filter(|it| !held.contains(&(it.sentence, it.operation.clone())));
    let loose: Vec<OrderView> = rest.map(|it| loose(document, &slug, it)).collect();
    let orders = || targets.iter().flat_map(|it| &it.orders);
    let done = orders().filter(|it| matches!(it.outcome, Outcome::Done)).count();
    let total = orders().count() + loose.len();
    let view = ListingView::of(listing);
    let frame =
        Frame::new(format!("Các chỉ dẫn sửa đổi – {}", view.name), format!("/chi-dan/{slug}"));
    reply::page(&InstructionsPage { frame, listing: view, targets, loose, done, total })
}

type Held = Vec<(crate::text::Span, Operation)>;

/// The instructions of `amender` on one document.
fn orders_on(
    timeline: &Timeline,
    target: &str,
    amender: &Document,
    slug: &str,
    held: &mut Held,
) -> Vec<OrderView> {
    let last = timeline.days().last().map(|&day| timeline.on(day));
    let own = timeline.amenders.iter().position(|it| it.identity == amender.identity);
    let mut orders = Vec::new();
    for (place, change) in timeline.changes.iter().enumerate() {
        if Some(change.amender) != own {
            continue;
        }
        held.push((change.instruction.sentence, change.instruction.operation.clone()));
        let refusal = last.as_ref().and_then(|it| it.refused.iter().find(|(at, _)| *at == place));
        let outcome = match (refusal, change.day()) {
            (Some((_, why)), _) => Outcome::Refused(why.to_string()),
            (None, None) => Outcome::Refused("chưa rõ ngày có hiệu lực".to_owned()),
            (None, Some(_)) => Outcome::Done,
        };
        let aim = change
            .instruction
            .operation
            .places()
            .first()
            .map(|it| Portion { steps: it.steps.clone(), ..Portion::default() });
        let portion = aim.filter(|it| !it.is_whole());
        orders.push(OrderView {
            place: change.at.name(),
            place_url: format!("/vb/{slug}/{}", change.at),
            sentence: timeline.sentence_of(change),
            target: portion.as_ref().map_or_else(|| "toàn văn bản".to_owned(), Portion::name),
            url: portion.map_or_else(
                || format!("/lich-su/{target}"),
                |it| format!("/lich-su/{target}/{it}"),
            ),
            outcome,
            since: change.day().map(day).unwrap_or_default(),
        });
    }
    orders
}

/// An instruction whose document is not in the corpus, or that was not understood.
fn loose(document: &Document, slug: &str, instruction: &amend::Instruction) -> OrderView {
    let at = instruction.unit.map(|id| document.portion(id)).unwrap_or_default();
    let outcome = match instruction.operation {
        Operation::Unparsed { .. } => Outcome::Refused("chưa hiểu được chỉ dẫn".to_owned()),
        Operation::End { .. } => Outcome::Done,
        _ => Outcome::NotHeld,
    };
    OrderView {
        place: at.name(),
        place_url: format!("/vb/{slug}/{at}"),
        sentence: document.text(instruction.sentence).trim().to_owned(),
        target: instruction.target.name(),
        url: String::new(),
        outcome,
        since: String::new(),
    }
}
