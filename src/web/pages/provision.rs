//! `GET /vb/{slug}/{portion}`: one provision in its context: what it stands in, what stands beside it, how it is cited.

use askama::Template;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State as From};
use axum::http::HeaderMap;
use axum::response::Response;
use jiff::civil::Date;
use serde::Deserialize;

use crate::law::{Address, Document, Listing, Portion, Unit, UnitId};
use crate::search::Similar;
use crate::web::error::Error;
use crate::web::pages::open::{Opened, open};
use crate::web::pages::{Frame, Reading, choice, day_of, document, missing};
use crate::web::reply;
use crate::web::state::{Desk, State};
use crate::web::view::{
    CitedCounts, Citing, Links, ListingView, Neighbours, NoteView, QuestionView, Relations, Scribe,
    Sheet, TimeView, UnitLink, UnitView, change_marks, cite, citings, dated, document_cite,
    is_long, link_url, name_of, neighbours, portion_title, query_url, relations, sheet_of, sheets,
    unit_title,
};

/// The text of which day.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct On {
    #[serde(default)]
    ngay: String,
}

#[derive(Template)]
#[template(path = "provision.html")]
struct ProvisionPage<'a> {
    frame: Frame,
    listing: ListingView,
    illustrative: bool,
    heading: String,
    breadcrumb: Vec<UnitLink>,
    cite: String,
    document_cite: String,
    within: String,
    unit: UnitView<'a>,
    notes: Vec<NoteView<'a>>,
    neighbours: Neighbours,
    relations: Vec<Relations>,
    codified: bool,
    time: TimeView,
    cited: Option<(usize, String)>,
    citings: Vec<Citing>,
    similar: Vec<SimilarView>,
    questions: Option<Questions>,
}

/// Questions from practice about the provision; there are none where nothing can be written.
struct Questions {
    count: usize,
    url: String,
    first: Vec<QuestionView>,
}

/// A provision of another document that says much the same.
struct SimilarView {
    url: String,
    heading: String,
    document: String,
    title: String,
}

/// Questions shown beside a provision.
const QUESTIONS: usize = 3;

/// Similar provisions shown.
const SIMILAR: usize = 5;

/// The page of a provision.
pub(crate) async fn provision(
    From(state): From<State>,
    path: Result<Path<(String, String)>, PathRejection>,
    query: Result<Query<On>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let Path((slug, portion)) = path.map_err(|_| Error::BadQuery)?;
    let Query(on) = query.map_err(|_| Error::BadQuery)?;
    let day = day_of(&on.ngay)?;
    let made = state.run(move |desk| {
        let portion: Portion = portion.parse()?;
        match open(desk, &slug)? {
            Opened::One(listing, _) => {
                answer(desk, &listing, &Reading::open(desk, &listing, day)?, &portion)
            }
            Opened::Elsewhere(listing) => {
                Ok(reply::Made::Elsewhere(Address { document: listing.reference, portion }.url()))
            }
            Opened::Several(listings) => choice::make(desk, &listings, &portion),
        }
    });
    Ok(made.await?.answer(&headers))
}

fn answer(
    desk: &Desk,
    listing: &Listing,
    reading: &Reading,
    portion: &Portion,
) -> Result<reply::Made, Error> {
    let document = reading.document();
    let sheets = sheets(document);
    if is_long(document) {
        let own = sheets
            .iter()
            .position(|it| it.addressed && it.portion == *portion && !portion.is_whole());
        if let Some(on) = own {
            return document::make(desk, listing, reading, &sheets, on);
        }
    }
    let slug = listing.reference.slug();
    let Some(id) = document.find(portion) else {
        return Ok(match elsewhere(document, &slug, &sheets, portion) {
            Some(url) => reply::Made::Elsewhere(dated(url, reading.asked)),
            None => missing::make(listing, document, portion)?,
        });
    };
    if let Some(url) = spread(document, &slug, &sheets, id) {
        return Ok(reply::Made::Elsewhere(dated(url, reading.asked)));
    }
    make(desk, listing, reading, id)
}

/// Another address for what is asked: an article is named without its chapter, a component is read within its document.
fn elsewhere(
    document: &Document,
    slug: &str,
    sheets: &[Sheet<'_>],
    portion: &Portion,
) -> Option<String> {
    let article = portion.steps.iter().position(|step| step.unit == Unit::Article);
    if let Some(from) = article.filter(|&from| from > 0) {
        let steps = portion.steps.get(from..)?.to_vec();
        let shorter = Portion { component: portion.component, steps };
        return document.find(&shorter).map(|_| format!("/vb/{slug}/{shorter}"));
    }
    let whole = portion.steps.is_empty();
    let part = document.components.iter().find(|it| whole && it.component == portion.component)?;
    let at = part.title.first().map_or(0, |it| it.start);
    let sheet = sheets.iter().find(|it| it.holds(at))?;
    Some(format!("{}#{portion}", sheet.url(slug)))
}

/// The sheet on which a unit begins, when it does not fit on one.
fn spread(document: &Document, slug: &str, sheets: &[Sheet<'_>], id: UnitId) -> Option<String> {
    let sheet = sheet_of(document, sheets, id)?;
    let last = document.spans(id).last().copied()?;
    let url = || format!("{}#{}", sheet.url(slug), document.portion(id));
    (!sheet.holds(last.start)).then(url)
}

fn make(
    desk: &Desk,
    listing: &Listing,
    reading: &Reading,
    id: UnitId,
) -> Result<reply::Made, Error> {
    let (document, day) = (reading.document(), reading.asked);
    let slug = listing.reference.slug();
    let portion = document.portion(id);
    let unit = document.provision(id).ok_or(Error::NoPage)?;
    let headed = unit.step.unit <= Unit::Article;
    let heading = if headed { unit_title(document, id) } else { portion_title(document, &portion) };
    let links = Links::of(&reading.references(desk, listing)?, day);
    let times = desk.corpus().incoming(&slug)?.times(&portion);
    let mut scribe = Scribe::new(document, &slug)
        .on(day, change_marks(reading, &slug))
        .linked(&links, CitedCounts::new());
    let view = scribe.in_context(id, 2).ok_or(Error::NoPage)?;
    let cite = cite(document, listing, &portion);
    let page = ProvisionPage {
        frame: Frame::new(format!("{heading} – {cite}"), format!("/vb/{slug}/{portion}")),
        // The banner says it in full: no badge beside it.
        listing: ListingView { illustrative: false, ..ListingView::of(listing) },
        illustrative: listing.illustrative,
        heading,
        breadcrumb: breadcrumb(document, &slug, id, day),
        cite,
        document_cite: document_cite(document, listing),
        within: dated(link_url(document, &slug, id), day),
        unit: view,
        notes: scribe.notes(),
        neighbours: neighbours(document, &slug, id).on(day),
        relations: relations(desk, &document.facts, Some(&portion))?,
        codified: document.facts.codified,
        time: TimeView::of(reading, &slug, &portion),
        cited: (times > 0).then(|| (times, format!("/dan-chieu/{slug}/{portion}"))),
        citings: citings(document, listing, &portion),
        similar: similar(desk, document, id)?,
        questions: questions(desk, listing, &portion)?,
    };
    reply::page(&page)
}

/// The provisions most like this one; chapters hold too much to be like anything.
fn similar(desk: &Desk, document: &Document, id: UnitId) -> Result<Vec<SimilarView>, Error> {
    if document.provision(id).is_none_or(|it| it.step.unit < Unit::Article) {
        return Ok(Vec::new());
    }
    let found = desk.engine().similar(document, id, SIMILAR)?;
    let view = |it: Similar| SimilarView {
        url: it.address.url(),
        heading: it.heading,
        document: name_of(&it.document),
        title: it.document.title,
    };
    Ok(found.into_iter().map(view).collect())
}

/// The questions from practice about a provision and what stands in it.
fn questions(
    desk: &Desk,
    listing: &Listing,
    portion: &Portion,
) -> Result<Option<Questions>, Error> {
    let Ok(office) = desk.office() else { return Ok(None) };
    let slug = listing.reference.slug();
    let mut held = office.workspace.questions_of(&slug)?;
    held.retain(|it| portion.holds(&it.body.about.0.portion));
    let address = Address { document: listing.reference.clone(), portion: portion.clone() };
    Ok(Some(Questions {
        count: held.len(),
        url: query_url("/vuong-mac", &[("ve", &address.to_string())]),
        first: held.iter().rev().take(QUESTIONS).map(QuestionView::of).collect(),
    }))
}

/// What the unit stands in, from the largest down.
fn breadcrumb(document: &Document, slug: &str, id: UnitId, day: Option<Date>) -> Vec<UnitLink> {
    let mut links: Vec<UnitLink> = Vec::new();
    for outer in document.ancestors(id) {
        let url = dated(format!("/vb/{slug}/{}", document.portion(outer)), day);
        links.push(UnitLink { url, name: unit_title(document, outer) });
    }
    let component = document.provision(id).map(|it| it.component).unwrap_or_default();
    if component != crate::law::Component::Main {
        let portion = Portion { component, steps: Vec::new() };
        let url = format!("/vb/{slug}/{portion}");
        links.push(UnitLink { url, name: portion_title(document, &portion) });
    }
    links.reverse();
    links
}
