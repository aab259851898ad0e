//! What is known of a document beside its text, as the page shows it.

use crate::law::Document;
use crate::timeline;
use crate::web::error::Error;
use crate::web::state::Desk;
use crate::web::view::listing::day;
use crate::web::view::relation::{Relations, relations};

/// Thông tin văn bản.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    /// Names and values, in order.
    pub(crate) rows: Vec<(&'static str, String)>,
    /// Ties to other documents.
    pub(crate) relations: Vec<Relations>,
    /// The official page, when it is one that a browser may open.
    pub(crate) source: Option<String>,
    /// Of the compiler of the metadata.
    pub(crate) remark: Option<String>,
    /// Whether it is illustrative.
    pub(crate) illustrative: bool,
    /// Whether the text comes from the codification.
    pub(crate) codified: bool,
    /// Whether its text is not loaded.
    pub(crate) catalogue_only: bool,
}

/// The facts of `document`.
pub(crate) fn facts(desk: &Desk, document: &Document) -> Result<Facts, Error> {
    let known = &document.facts;
    let mut rows = Vec::new();
    let mut row = |name, value: Option<String>| rows.extend(value.map(|value| (name, value)));
    let identity = &document.identity;
    row("Số, ký hiệu", identity.number.as_ref().map(ToString::to_string));
    row("Loại văn bản", Some(document.kind.name().to_owned()));
    let issuers: Vec<String> = identity.authorities.iter().map(ToString::to_string).collect();
    row("Cơ quan ban hành", Some(issuers.join(", ")).filter(|it| !it.is_empty()));
    row("Ngày ban hành", identity.issued.map(day));
    let on = |proof: Option<timeline::Proof>| proof.and_then(|it| it.day).map(day);
    row("Ngày có hiệu lực", on(timeline::begins(known)));
    row("Ngày hết hiệu lực", on(timeline::ends(known)));
    row("Lĩnh vực", known.field.clone());
    Ok(Facts {
        rows,
        relations: relations(desk, known, None)?,
        source: known.source.clone().filter(|it| is_web(it)),
        remark: known.remark.clone(),
        illustrative: known.illustrative,
        codified: known.codified,
        catalogue_only: known.catalogue_only,
    })
}

/// A source of the corpus is outside text: only addresses of the web become links.
fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}
