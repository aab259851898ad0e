//! `GET /vb`: what the corpus holds, by words of the title, kind, authority and year.

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State as From};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;

use crate::corpus::{ListFilter, ListPage};
use crate::law::Kind;
use crate::text::grouped;
use crate::web::error::Error;
use crate::web::pages::Frame;
use crate::web::reply;
use crate::web::state::{Desk, State};
use crate::web::view::{Facet, FacetOption, LAST_PAGE, ListingView, Pager, query_url};

/// Documents on a page.
const PAGE: usize = 30;

/// Filter values shown for each property.
const OPTIONS: usize = 15;

/// The filter as the address carries it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Wanted {
    #[serde(default)]
    q: String,
    #[serde(default)]
    loai: String,
    #[serde(default)]
    co_quan: String,
    #[serde(default)]
    nam: String,
    #[serde(default)]
    trang: String,
}

#[derive(Template)]
#[template(path = "documents.html")]
struct DocumentsPage {
    frame: Frame,
    words: String,
    kept: Vec<(&'static str, String)>,
    total: usize,
    listings: Vec<ListingView>,
    facets: Vec<Facet>,
    filtered: bool,
    pager: Pager,
}

/// The list of documents.
pub(crate) async fn documents(
    From(state): From<State>,
    query: Result<Query<Wanted>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let Query(mut wanted) = query.map_err(|_| Error::BadQuery)?;
    wanted.q = wanted.q.split_whitespace().take(40).collect::<Vec<_>>().join(" ");
    let made = state.run(move |desk| make(desk, &wanted));
    Ok(made.await?.answer(&headers))
}

fn make(desk: &Desk, wanted: &Wanted) -> Result<reply::Made, Error> {
    let page = wanted.trang.parse().unwrap_or(1).clamp(1, LAST_PAGE);
    let filter = ListFilter {
        words: Some(wanted.q.clone()).filter(|it| !it.is_empty()),
        kind: Kind::ALL.iter().copied().find(|kind| kind.slug() == wanted.loai),
        authority: Some(wanted.co_quan.clone()).filter(|it| !it.is_empty()),
        year: wanted.nam.parse().ok(),
        from: (page - 1) * PAGE,
        size: PAGE,
    };
    let list = desk.corpus().list(&filter)?;
    let kept = [("loai", &wanted.loai), ("co-quan", &wanted.co_quan), ("nam", &wanted.nam)];
    let kept: Vec<_> = kept.into_iter().filter(|(_, it)| !it.is_empty()).collect();
    reply::page(&DocumentsPage {
        frame: Frame::new("Danh sách văn bản", "/vb"),
        words: wanted.q.clone(),
        filtered: !kept.is_empty() || !wanted.q.is_empty(),
        kept: kept.into_iter().map(|(key, value)| (key, value.clone())).collect(),
        total: list.total,
        pager: Pager::new(page, PAGE, list.total, |page| wanted.url("trang", &page.to_string())),
        facets: facets(wanted, &list),
        listings: list.listings.iter().map(ListingView::of).collect(),
    })
}

impl Wanted {
    /// The address of this list with one property changed, from its first page.
    fn url(&self, key: &str, value: &str) -> String {
        let keep =
            |name: &str, own: &str| if name == key { value.to_owned() } else { own.to_owned() };
        let pairs = [
            ("q", keep("q", &self.q)),
            ("loai", keep("loai", &self.loai)),
            ("co-quan", keep("co-quan", &self.co_quan)),
            ("nam", keep("nam", &self.nam)),
            ("trang", if key == "trang" { value.to_owned() } else { String::new() }),
        ];
        query_url("/vb", &pairs.each_ref().map(|(key, value)| (*key, value.as_str())))
    }

    fn option(&self, key: &str, own: &str, value: &str, label: &str, count: usize) -> FacetOption {
        let chosen = own == value;
        let url = self.url(key, if chosen { "" } else { value });
        FacetOption { label: label.to_owned(), count: Some(count), url, chosen }
    }
}

fn facets(wanted: &Wanted, list: &ListPage) -> Vec<Facet> {
    let kinds = list.kinds.iter().map(|(kind, count)| {
        wanted.option("loai", &wanted.loai, &kind.slug(), kind.name(), *count)
    });
    let authorities = list
        .authorities
        .iter()
        .map(|(id, name, count)| wanted.option("co-quan", &wanted.co_quan, id, name, *count));
    let years = list.years.iter().map(|(year, count)| {
        let year = year.to_string();
        wanted.option("nam", &wanted.nam, &year, &year, *count)
    });
    let facets = [
        Facet { title: "Loại văn bản", options: kinds.take(OPTIONS).collect() },
        Facet { title: "Cơ quan ban hành", options: authorities.take(OPTIONS).collect() },
        Facet { title: "Năm ban hành", options: years.take(OPTIONS).collect() },
    ];
    facets.into_iter().filter(|it| !it.options.is_empty()).collect()
}

impl DocumentsPage {
    fn total(&self) -> String {
        grouped(self.total)
    }
}
