//! From what a citation means to what the corpus holds there, now.
//!
//! Nothing is resolved for good: a document added tomorrow answers citations read today. A number is tried with its issuer
//! and date; a title means the edition in force when the citing text itself took effect, for a decree that guides a new law
//! cites it before it applies (Nghị định 158/2025/NĐ-CP of 25 June 2025 cites the Luật Bảo hiểm xã hội of 1 July 2025).

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::cite::mention::{Dated, DocumentName, Part};
use crate::cite::reader::{Citation, Whose};
use crate::law::{
    Address, Component, DocumentRef, Edition, Found, Holding, Kind, Library, Listing, Portion,
};
use crate::text::{comparable, slug};

/// Kết quả: what stands behind a citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A provision or document that is held.
    Resolved(Address),
    /// Several documents fit: the reader must choose.
    Ambiguous(Vec<Listing>),
    /// Not held; what the words tell of it.
    NotInCorpus(DocumentName),
    /// The document is held, the provision not; the nearest unit that is.
    NoSuchProvision {
        /// What was asked for.
        address: Address,
        /// The nearest unit above that exists.
        nearest: Portion,
    },
    /// Held, and repealed.
    Repealed {
        /// The provision.
        address: Address,
        /// From when, where known.
        since: Option<Date>,
        /// By which document, where known.
        by: Option<DocumentRef>,
    },
    /// No document can be told from the words: "pháp luật về đất đai".
    TooVague,
}

/// The document that cites.
#[derive(Clone, Debug)]
pub struct Citing {
    /// Its name in the corpus.
    pub reference: DocumentRef,
    /// Ngày ban hành.
    pub issued: Option<Date>,
    /// Ngày có hiệu lực.
    pub effective: Option<Date>,
}

impl Citing {
    /// The day on which its citations of titles are to be read: that of its effect, else a month and a half after issue,
    /// when most texts take effect (Luật 64/2025/QH15, Điều 53).
    pub fn day(&self) -> Option<Date> {
        let usual = self.issued.and_then(|it| it.checked_add(45.days()).ok());
        self.effective.or(usual)
    }
}

/// Documents offered for one name at most: nobody chooses among more, and a corpus may hold hundreds of copies.
const CHOICE: usize = 20;

fn ambiguous(listings: impl Iterator<Item = Listing>) -> Box<Outcome> {
    Box::new(Outcome::Ambiguous(listings.take(CHOICE).collect()))
}

/// What `citation` in the document `citing` leads to.
pub fn resolve(citation: &Citation, citing: &Citing, library: &dyn Library) -> Outcome {
    let found = resolve_as_read(citation, citing, library);
    match (&found, citation.understood_otherwise()) {
        (Outcome::NoSuchProvision { .. }, Some(other)) => {
            match resolve_as_read(&other, citing, library) {
                Outcome::NoSuchProvision { .. } | Outcome::TooVague => found,
                outcome => outcome,
            }
        }
        _ => found,
    }
}

fn resolve_as_read(citation: &Citation, citing: &Citing, library: &dyn Library) -> Outcome {
    let document = match &citation.document {
        Whose::Own => citing.reference.clone(),
        Whose::Other(name) => match document_named(name, citing, library) {
            Ok(reference) => reference,
            Err(outcome) => return *outcome,
        },
    };
    let portion = portion(citation);
    let address = Address { document, portion };
    if address.portion.is_whole() {
        return Outcome::Resolved(address);
    }
    match library.holding(&address.document, &address.portion) {
        Holding::Unknown | Holding::Present => Outcome::Resolved(address),
        Holding::Elsewhere(portion) => Outcome::Resolved(Address { portion, ..address }),
        Holding::Missing { nearest } => Outcome::NoSuchProvision { address, nearest },
        Holding::Repealed { since, by } => Outcome::Repealed { address, since, by },
    }
}

/// The document that a name means, or why none can be told.
pub fn document_named(
    name: &DocumentName,
    citing: &Citing,
    library: &dyn Library,
) -> Result<DocumentRef, Box<Outcome>> {
    if name.kind == Some(Kind::Constitution) && name.number.is_none() {
        return Ok(DocumentRef::new(constitution(name, citing.day())));
    }
    if let Some(number) = &name.number {
        return numbered(number, name, library);
    }
    let (kind, title) = match (name.kind, &name.title) {
        (Some(kind), Some(title)) => (kind, title),
        // A treaty or a standard: no document of the corpus is called so.
        (None, Some(_)) => return Err(Box::new(Outcome::NotInCorpus(name.clone()))),
        _ => return Err(Box::new(Outcome::TooVague)),
    };
    let editions = library.titled(kind, title);
    if editions.is_empty() {
        return Err(Box::new(Outcome::NotInCorpus(name.clone())));
    }
    match in_force(editions, name.dated, citing) {
        Ok(edition) => Ok(edition.listing.reference),
        Err(left) if left.is_empty() => Err(Box::new(Outcome::NotInCorpus(name.clone()))),
        Err(left) => Err(ambiguous(left.into_iter().map(|it| it.listing))),
    }
}

fn numbered(
    number: &str,
    name: &DocumentName,
    library: &dyn Library,
) -> Result<DocumentRef, Box<Outcome>> {
    let found = match library.find(&DocumentRef::new(number)) {
        Found::Nothing => with_term(number, library),
        found => found,
    };
    match found {
        Found::Nothing => Err(Box::new(Outcome::NotInCorpus(name.clone()))),
        Found::One(listing) if fits(&listing, name) => Ok(listing.reference),
        Found::One(_) => Err(Box::new(Outcome::NotInCorpus(name.clone()))),
        Found::Several(listings) => {
            let mut left: Vec<Listing> = listings.into_iter().filter(|it| fits(it, name)).collect();
            // "Nghị định số 73/CP ngày 25 tháng 10 năm 1993": of several with one number the day tells which.
            if let Some(Dated::Day(day)) = name.dated
                && left.iter().any(|it| it.issued == Some(day))
            {
                left.retain(|it| it.issued == Some(day));
            }
            match (left.len(), left.pop()) {
                (_, None) => Err(Box::new(Outcome::NotInCorpus(name.clone()))),
                (1, Some(only)) => Ok(only.reference),
                (_, Some(last)) => {
                    left.push(last);
                    Err(ambiguous(left.into_iter()))
                }
            }
        }
    }
}

/// `04/2002/PL-UBTVQH`: the term of office is left out of the number in some texts (Thông tư liên tịch 04/2012).
fn with_term(number: &str, library: &dyn Library) -> Found {
    if !number.ends_with("QH") {
        return Found::Nothing;
    }
    let mut found = (8..=20).filter_map(|term| {
        match library.find(&DocumentRef::new(format!("{number}{term}"))) {
            Found::One(listing) => Some(listing),
            _ => None,
        }
    });
    match (found.next(), found.next()) {
        (Some(only), None) => Found::One(only),
        _ => Found::Nothing,
    }
}

/// Whether nothing that the words say speaks against a document.
fn fits(listing: &Listing, name: &DocumentName) -> bool {
    let group = |kind: Kind| if kind == Kind::Code { Kind::Law } else { kind };
    let kind = name.kind.is_none_or(|kind| {
        kind == Kind::Other
            || listing.kind == Kind::Other
            || group(kind) == group(listing.kind)
            || related(kind, listing.kind)
    });
    let issuer = name.issuer.as_ref().is_none_or(|issuer| {
        let wanted = slug(&comparable(issuer));
        listing.authorities.is_empty()
            || listing.authorities.iter().any(|it| {
                let held = slug(&it.to_string());
                wanted.contains(&held) || held.contains(&wanted) || it.place.is_none()
            })
    });
    let day = match (name.dated, listing.issued) {
        (Some(Dated::Day(day)), Some(issued)) => name.issuer.is_none() || day == issued,
        _ => true,
    };
    kind && issuer && day
}

/// Joint texts are called by the plain kind too.
fn related(one: Kind, other: Kind) -> bool {
    let pair = |a, b| one == a && other == b || one == b && other == a;
    pair(Kind::Resolution, Kind::JointResolution)
        || pair(Kind::Circular, Kind::JointCircular)
        || pair(Kind::Law, Kind::Ordinance)
}

/// The edition of the day that the words say, else the one in force on the day of the citing text; the rest otherwise.
fn in_force(
    editions: Vec<Edition>,
    dated: Option<Dated>,
    citing: &Citing,
) -> Result<Edition, Vec<Edition>> {
    let mut left = editions;
    match dated {
        Some(Dated::Day(day)) => left.retain(|it| {
            it.listing.issued.is_none_or(|issued| issued == day)
                && year_of(it).is_none_or(|year| year == day.year())
        }),
        Some(Dated::Year(year)) => left.retain(|it| year_of(it).is_none_or(|held| held == year)),
        // A text does not name a law that was passed after it: 301/2016/TT-BTC means the Luật Doanh nghiệp of 2014.
        None => left.retain(|it| match (it.listing.issued, citing.day()) {
            (Some(issued), Some(day)) => issued <= day,
            _ => true,
        }),
    }
    if left.len() > 1
        && let Some(day) = citing.day()
    {
        let known: Vec<Edition> =
            left.iter().filter(|it| began(it).is_none_or(|from| from <= day)).cloned().collect();
        if !known.is_empty() {
            left = known;
        }
    }
    // The latest that had begun: what replaced it came later.
    left.sort_by_key(|it| (began(it), it.listing.issued));
    let tied = match left.as_slice() {
        [.., one, other] => {
            began(one).is_some()
                && (began(one), one.listing.issued) == (began(other), other.listing.issued)
        }
        _ => false,
    };
    if tied {
        return Err(left);
    }
    left.pop().ok_or_else(Vec::new)
}

/// The day from which an edition applies, or the first day it can.
fn began(edition: &Edition) -> Option<Date> {
    let year = || Date::new(year_of(edition)?, 7, 1).ok();
    edition.effective.or(edition.listing.issued).or_else(year)
}

fn year_of(edition: &Edition) -> Option<i16> {
    let numbered = || {
        let number: crate::law::DocumentNumber = edition.listing.reference.number.parse().ok()?;
        number.year().and_then(|it| i16::try_from(it).ok())
    };
    edition.listing.issued.map(|it| it.year()).or_else(numbered)
}

/// The constitution of the year that the words say, else the one in force.
fn constitution(name: &DocumentName, day: Option<Date>) -> String {
    const EFFECTS: [(i16, Date); 5] = [
        (1946, date(1946, 11, 9)),
        (1959, date(1960, 1, 1)),
        (1980, date(1980, 12, 18)),
        (1992, date(1992, 4, 18)),
        (2013, date(2014, 1, 1)),
    ];
    let said = name.year().filter(|year| EFFECTS.iter().any(|(it, _)| it == year));
    let then = day
        .and_then(|day| EFFECTS.iter().rev().find(|(_, from)| *from <= day))
        .map(|(year, _)| *year);
    format!("HP{}", said.or(then).unwrap_or(2013))
}

/// The place of a citation as addresses of the corpus have it.
pub fn portion(citation: &Citation) -> Portion {
    let counted = |label: &Option<crate::law::Label>| {
        let number = label.as_ref().and_then(|it| it.number().or_else(|| it.letter()));
        Component::Annex(number.and_then(|it| u16::try_from(it).ok()).unwrap_or(1))
    };
    // "Phụ lục 6b" is not Phụ lục 6, and annexes are counted in addresses: its document is all that can be told.
    let inserted = |label: &crate::law::Label| {
        label.number().is_some_and(|number| number.to_string() != label.as_str())
    };
    if let Part::Annex(Some(label)) | Part::Form { annex: Some(Some(label)), .. } = &citation.part
        && inserted(label)
    {
        return Portion::default();
    }
    let component = match &citation.part {
        Part::Main => Component::Main,
        Part::Annex(label) | Part::Form { annex: Some(label), .. } => counted(label),
        Part::Attached(_) => Component::Attachment(1),
        Part::Form { annex: None, .. } => Component::Main,
    };
    Portion { component, steps: citation.steps.clone() }
}
