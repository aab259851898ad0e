//! `GET /tim`: the answer that the question names outright, then the provisions that match, with filters and pages.

use std::time::Instant;

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State as From};
use axum::http::HeaderMap;
use axum::response::Response;

use crate::law::{Address, Listing};
use crate::search::{Answer, Direct, FacetCounts, Hit, Question, SORTED, Sort};
use crate::text::grouped;
use crate::timeline;
use crate::web::error::Error;
use crate::web::pages::{Asked, Frame, asked};
use crate::web::reply;
use crate::web::state::{Desk, State};
use crate::web::view::{
    Facet, FacetOption, HitView, ListingView, Pager, UnitLink, day as written, nearest,
    portion_title, query_url, upper_first,
};

/// Hits on a page.
const PAGE: usize = 10;

/// Filter values shown for each property.
const OPTIONS: usize = 12;

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    frame: Frame,
    direct: Option<DirectView>,
    total: usize,
    complete: bool,
    time: String,
    /// The question as it was looked for, when that is not as it was typed.
    read_as: Option<String>,
    /// The same question looked for as typed, when words were changed on a guess.
    exactly: Option<String>,
    /// A likelier spelling, with the address of its answer.
    likelier: Option<(String, String)>,
    /// What could not be read, or is nowhere in the corpus.
    remarks: Vec<String>,
    /// The one document that is searched, with the address of the same question asked everywhere.
    within: Option<(ListingView, String)>,
    when: WhenView,
    orders: Vec<FacetOption>,
    feed: String,
    hits: Vec<HitView>,
    facets: Vec<Facet>,
    filtered: bool,
    unfiltered: String,
    /// Where nothing meets all filters: what there is without one of them, and how much.
    loosened: Vec<(String, String, usize)>,
    pager: Pager,
}

/// What the question names outright.
enum DirectView {
    Document(ListingView),
    Provision { document: ListingView, name: String, heading: String, url: String },
    Choice { documents: Vec<ListingView>, portion: String },
    NoSuchProvision { document: ListingView, asked: String, near: Vec<UnitLink> },
    NotHeld { number: String, near: Vec<ListingView> },
}

/// Ngày and thời điểm of the question, with the ways to others.
struct WhenView {
    /// The day, for the date control.
    day: String,
    /// The day in words; none for today.
    shown: Option<String>,
    always: bool,
    /// The question for today, for all times, and what it carries besides.
    today: String,
    always_url: String,
    carried: Vec<(&'static str, String)>,
    /// How many more there are at other times.
    elsewhen: usize,
}

/// The results page; without words it sends the reader to the search box.
pub(crate) async fn search(
    From(state): From<State>,
    query: Result<Query<Asked>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let asked = asked(query)?;
    if asked.q.is_empty() {
        return Ok(reply::Made::Elsewhere("/".to_owned()).answer(&headers));
    }
    let made = state.run(move |desk| make(desk, &asked));
    Ok(made.await?.answer(&headers))
}

fn make(desk: &Desk, asked: &Asked) -> Result<reply::Made, Error> {
    let started = Instant::now();
    let question = asked.question(desk, PAGE);
    let answer = desk.engine().answer(&question)?;
    let time = milliseconds(started);
    let exactly = answer.guessed().then(|| asked.url("dung", "1"));
    let remarks = remarks(&answer, question.sort != Sort::default());
    let when = WhenView::of(desk, asked, answer.elsewhen);
    let loosened = if answer.complete { Vec::new() } else { loosened(desk, asked)? };
    let Answer { read_as, likelier, direct, total, complete, hits, facets, .. } = answer;
    // What the question names outright has its own place above the hits.
    let named = direct.as_ref().and_then(Direct::address);
    let shown_above = |hit: &Hit| named.as_ref() == Some(&hit.address);
    let page = SearchPage {
        frame: Frame::answer(format!("{} – tìm kiếm", asked.q)).asking(asked.q.clone()),
        direct: direct.map(|it| direct_view(desk, it)).transpose()?,
        total,
        complete,
        time,
        read_as,
        exactly,
        likelier: likelier.map(|text| (text.clone(), asked.url("q", &text))),
        remarks,
        within: within(desk, asked)?,
        when,
        loosened,
        orders: orders(asked, question.sort),
        feed: asked.url_at("/tim.atom", "sap-xep", ""),
        hits: hits
            .into_iter()
            .filter(|hit| !shown_above(hit))
            .map(|hit| HitView::of(hit, question.today, asked.day()))
            .collect(),
        facets: facet_views(asked, &question, facets),
        filtered: asked.filters().iter().any(|key| *key != "trong"),
        unfiltered: query_url("/tim", &[("q", &asked.q), ("trong", &asked.trong)]),
        pager: Pager::new(asked.page(), PAGE, total, |page| asked.url("trang", &page.to_string())),
    };
    reply::page(&page)
}

/// What of the question could not be read, and which words nothing holds.
fn remarks(answer: &Answer, sorted: bool) -> Vec<String> {
    let mut remarks: Vec<String> =
        answer.unread.iter().map(|it| upper_first(&format!("{it}."))).collect();
    if sorted && answer.total >= SORTED {
        remarks.push(format!("Chỉ xếp {SORTED} điều khoản phù hợp nhất."));
    }
    if !answer.unknown.is_empty() {
        let words = answer.unknown.join("”, “");
        remarks.push(format!("Không văn bản nào trong kho có từ “{words}”."));
    }
    remarks
}

/// What there would be without each of the filters, where there is anything; else without all of them.
fn loosened(desk: &Desk, asked: &Asked) -> Result<Vec<(String, String, usize)>, Error> {
    let filters = asked.filters();
    let mut ways: Vec<(&str, Asked)> =
        filters.iter().map(|key| (filter_name(key), asked.with(key, ""))).collect();
    if filters.len() > 1 {
        let bare = filters.iter().fold(asked.clone(), |it, key| it.with(key, ""));
        ways.push(("mọi điều kiện", bare));
    }
    let mut loosened = Vec::new();
    for (name, looser) in ways {
        let answer = desk.engine().answer(&looser.question(desk, 1))?;
        if answer.complete {
            loosened.push((name.to_owned(), looser.url("trang", ""), answer.total));
        }
    }
    Ok(loosened)
}

fn filter_name(key: &str) -> &'static str {
    match key {
        "loai" => "loại văn bản",
        "co-quan" => "cơ quan ban hành",
        "cap" => "cấp ban hành",
        "linh-vuc" => "lĩnh vực",
        "nam" => "năm ban hành",
        "hieu-luc" => "hiệu lực",
        _ => "văn bản",
    }
}

/// The document that is searched, when it is one.
fn within(desk: &Desk, asked: &Asked) -> Result<Option<(ListingView, String)>, Error> {
    if asked.trong.is_empty() {
        return Ok(None);
    }
    let listing = desk.corpus().listing(&asked.trong)?;
    Ok(listing.map(|it| (ListingView::of(&it), asked.url("trong", ""))))
}

/// The orders in which the answer can be had.
fn orders(asked: &Asked, chosen: Sort) -> Vec<FacetOption> {
    let order = |sort: Sort| FacetOption {
        label: sort.name().to_owned(),
        count: None,
        url: asked.url("sap-xep", if sort == Sort::default() { "" } else { sort.slug() }),
        chosen: sort == chosen,
    };
    Sort::ALL.into_iter().map(order).collect()
}

fn milliseconds(started: Instant) -> String {
    let ms = started.elapsed().as_secs_f64() * 1000.0;
    if ms < 10.0 { format!("{ms:.1}").replace('.', ",") } else { format!("{ms:.0}") }
}

fn direct_view(desk: &Desk, direct: Direct) -> Result<DirectView, Error> {
    Ok(match direct {
        Direct::Document(listing) => DirectView::Document(told(desk, &listing)?),
        Direct::Provision { document, address, heading } => DirectView::Provision {
            name: upper_first(&address.portion.name()),
            url: address.url(),
            heading: cut(heading),
            document: told(desk, &document)?,
        },
        Direct::Choice { documents, portion } => {
            let portion = portion.unwrap_or_default();
            let view = |listing: &Listing| {
                let document = listing.reference.clone();
                let url = Address { document, portion: portion.clone() }.url();
                Ok(ListingView { url, ..told(desk, listing)? })
            };
            let documents = documents.iter().map(view).collect::<Result<_, Error>>()?;
            DirectView::Choice { documents, portion: portion.name() }
        }
        Direct::NoSuchProvision { document, asked } => {
            let slug = document.reference.slug();
            let held = desk.corpus().document(&slug)?;
            let near = held.as_ref().map_or_else(Vec::new, |it| nearest(it, &slug, &asked));
            let name = held.as_ref().map_or_else(|| asked.name(), |it| portion_title(it, &asked));
            DirectView::NoSuchProvision { document: told(desk, &document)?, asked: name, near }
        }
        Direct::NotHeld { number, near } => DirectView::NotHeld {
            number,
            near: near.iter().map(|it| told(desk, it)).collect::<Result<_, Error>>()?,
        },
    })
}

/// First words that stop inside a sentence say so.
fn cut(words: String) -> String {
    let whole = words.is_empty()
        || words.ends_with(['.', ';', ':', '…', '”'])
        || words.chars().count() < 100;
    if whole { words } else { words + "…" }
}

/// A listing with its status on the day asked.
fn told(desk: &Desk, listing: &Listing) -> Result<ListingView, Error> {
    let document = desk.corpus().document(&listing.reference.slug())?;
    let view = ListingView::of(listing);
    Ok(match document {
        Some(document) => view.with(timeline::standing(&document.facts, &[], desk.today).status),
        None => view,
    })
}

fn facet_views(asked: &Asked, question: &Question, counts: FacetCounts) -> Vec<Facet> {
    let mut facets = Vec::new();
    let mut add =
        |title, key: &str, own: Vec<(String, String, usize)>, chosen: Option<(String, String)>| {
            let mut options = Vec::new();
            // A value that is chosen and matches nothing must still be shown, or it could not be given up.
            let absent = chosen.as_ref().filter(|(value, _)| !own.iter().any(|it| it.0 == *value));
            if let Some((_, label)) = absent {
                let url = asked.url(key, "");
                options.push(FacetOption { label: label.clone(), count: None, url, chosen: true });
            }
            for (value, label, count) in own.into_iter().take(OPTIONS) {
                let chosen = chosen.as_ref().is_some_and(|it| it.0 == value);
                let url = asked.url(key, if chosen { "" } else { &value });
                options.push(FacetOption { label, count: Some(count), url, chosen });
            }
            if !options.is_empty() {
                facets.push(Facet { title, options });
            }
        };
    let statuses =
        counts.statuses.iter().map(|&(it, n)| (it.slug().to_owned(), it.name().to_owned(), n));
    let status = question.status.map(|it| (it.slug().to_owned(), it.name().to_owned()));
    add("Hiệu lực", "hieu-luc", statuses.collect(), status);
    let kinds = counts.kinds.iter().map(|&(it, n)| (it.slug(), it.name().to_owned(), n));
    add(
        "Loại văn bản",
        "loai",
        kinds.collect(),
        question.kind.map(|it| (it.slug(), it.name().to_owned())),
    );
    let authority = question.authority.clone().map(|id| (id.clone(), id));
    add("Cơ quan ban hành", "co-quan", counts.authorities, authority);
    let levels = counts.levels.iter();
    let levels = levels.map(|&(it, n)| (it.slug().to_owned(), it.name().to_owned(), n)).collect();
    let level = question.level.map(|it| (it.slug().to_owned(), it.name().to_owned()));
    add("Cấp ban hành", "cap", levels, level);
    let fields = counts.fields.into_iter().map(|(name, n)| (name.clone(), name, n));
    let field = question.field.clone().map(|name| (name.clone(), name));
    add("Lĩnh vực", "linh-vuc", fields.collect(), field);
    let years = counts.years.iter().map(|&(it, n)| (it.to_string(), it.to_string(), n));
    add(
        "Năm ban hành",
        "nam",
        years.collect(),
        question.year.map(|it| (it.to_string(), it.to_string())),
    );
    facets
}

impl WhenView {
    fn of(desk: &Desk, asked: &Asked, elsewhen: usize) -> Self {
        let day = asked.day().unwrap_or(desk.today);
        let kept = asked.with("thoi-diem", "").with("ngay", "");
        let carried = kept.pairs().into_iter().filter(|(_, value)| !value.is_empty());
        Self {
            day: day.to_string(),
            shown: asked.day().filter(|day| *day != desk.today).map(written),
            always: asked.always(),
            today: query_url("/tim", &kept.pairs()),
            always_url: asked.always_url(true),
            carried: carried.map(|(key, value)| (key, value.to_owned())).collect(),
            elsewhen,
        }
    }

    fn elsewhen(&self) -> String {
        grouped(self.elsewhen)
    }
}

impl SearchPage {
    fn total(&self) -> String {
        grouped(self.total)
    }
}
