//! What every entry of a document shares: its name, and what filters and priors ask.

use crate::index::day_number;
use crate::index::schema::NEVER;
use crate::law::{Authority, Document, DocumentNumber, Facts, Kind, Level, LinkKind, Listing};
use crate::text;
use crate::timeline;

/// A document as its entries know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Its piece of a URL.
    pub slug: String,
    /// The document whose rules it states: a văn bản hợp nhất states those of the text that it consolidates, others their own.
    pub family: String,
    /// Number, kind and title: its entries are found by these words too.
    pub title: String,
    /// Loại văn bản.
    pub kind: Kind,
    /// The issuers' keys.
    pub authorities: Vec<String>,
    /// The first issuer's level.
    pub level: Option<Level>,
    /// Lĩnh vực, as its source names it.
    pub field: Option<String>,
    /// Year of issue; 0 when not known.
    pub year: u64,
    /// The slugs of the documents that give instructions to amend it: its wordings change with them.
    pub amenders: Vec<String>,
    /// Day of issue, as [`day_number`]; 0 when not known.
    pub issued: u64,
    /// Day of effect, as [`day_number`].
    pub effective: u64,
    /// First day on which it is no longer in force.
    pub ended: u64,
    /// First day on which it is amended.
    pub amended: u64,
    /// Rank of the document, 1 highest; 99 when it makes no norms.
    pub rank: u64,
}

impl Subject {
    /// A document of the corpus.
    pub fn of(slug: &str, document: &Document, listing: &Listing) -> Self {
        let facts = &document.facts;
        let ended = timeline::ends(facts).and_then(|it| it.day);
        let number = document.identity.number.as_ref().map(ToString::to_string).unwrap_or_default();
        Self {
            slug: slug.to_owned(),
            family: family(slug, facts),
            title: format!("{number} {} {}", document.kind.name(), document.title)
                .trim()
                .to_owned(),
            kind: document.kind,
            authorities: listing.authorities.iter().map(|it| it.id.clone()).collect(),
            level: listing.authorities.first().map(Authority::level),
            field: facts.field.clone(),
            year: document
                .identity
                .issued
                .and_then(|date| u64::try_from(date.year()).ok())
                .unwrap_or(0),
            amenders: Vec::new(),
            issued: day_number(document.identity.issued, 0),
            effective: day_number(timeline::in_force_since(facts), NEVER),
            ended: day_number(ended, NEVER),
            amended: day_number(timeline::first_change(facts), NEVER),
            rank: rank(document.kind, document.identity.authorities.first()),
        }
    }

    /// A document of which only number and title are known, `title` with the kind in front: what these tell is filled in.
    pub fn named(slug: &str, number: &str, title: &str) -> Self {
        let parsed = number.parse::<DocumentNumber>().ok();
        let by_number = parsed.as_ref().and_then(Kind::from_number);
        let by_title = Kind::at_start(title).map(|(kind, _)| kind);
        let kind = by_number.or(by_title).unwrap_or(Kind::Other);
        let issuers = parsed.as_ref().map(Authority::from_number).unwrap_or_default();
        Self {
            slug: slug.to_owned(),
            family: slug.to_owned(),
            title: if number == title { title.to_owned() } else { format!("{number} {title}") },
            kind,
            authorities: issuers.iter().map(|it| it.id.clone()).collect(),
            level: None,
            field: None,
            year: parsed.as_ref().and_then(DocumentNumber::year).map_or(0, u64::from),
            amenders: Vec::new(),
            issued: 0,
            effective: NEVER,
            ended: NEVER,
            amended: NEVER,
            rank: rank(kind, issuers.first()),
        }
    }
}

/// A consolidation names the text that it is of first, then those that amended it.
fn family(slug: &str, facts: &Facts) -> String {
    let consolidated = facts.links.iter().find(|it| it.kind == LinkKind::Consolidates);
    consolidated.map_or_else(|| slug.to_owned(), |it| text::slug(&it.there))
}

fn rank(kind: Kind, issuer: Option<&Authority>) -> u64 {
    kind.rank(issuer).map_or(99, u64::from)
}
