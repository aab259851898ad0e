//! What is found, as types.

use jiff::civil::Date;

use crate::law::{Address, Kind, Level, Listing, Portion, Status, Step};
use crate::search::query::Unread;
use crate::search::resolve::Reading;

/// What is found.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The question as it was looked for, when that is not as it was typed.
    pub read_as: Option<String>,
    /// What makes the difference.
    pub readings: Vec<Reading>,
    /// Words that nothing in the corpus holds, in any spelling.
    pub unknown: Vec<String>,
    /// A spelling of the question that is much likelier than the one typed; offered, not taken.
    pub likelier: Option<String>,
    /// What of the question could not be read as it was meant.
    pub unread: Vec<Unread>,
    /// What the question names outright: shown before the hits.
    pub direct: Option<Direct>,
    /// How many entries hold every word of the question; when none does, how many of the nearest are given.
    pub total: usize,
    /// Whether `total` counts entries that hold every word.
    pub complete: bool,
    /// How many entries hold every word and are left out because they are no law on the day asked.
    pub elsewhen: usize,
    /// The best of them. On the first page, what the question names outright stands before the rest.
    pub hits: Vec<Hit>,
    /// How many of the counted entries there are of each kind, authority, year and status.
    pub facets: FacetCounts,
}

impl Answer {
    /// Whether words were changed on a guess, so that the reader must be able to ask for them as typed.
    pub fn guessed(&self) -> bool {
        self.readings.iter().any(|reading| *reading != Reading::SpeltOut)
    }
}

/// What a citation or a number in the question leads to.
#[derive(Clone, Debug)]
pub enum Direct {
    /// A document.
    Document(Listing),
    /// A provision of a document.
    Provision {
        /// Its document.
        document: Listing,
        /// Its address.
        address: Address,
        /// Its heading or first words.
        heading: String,
    },
    /// Several documents answer to that number.
    Choice {
        /// The documents.
        documents: Vec<Listing>,
        /// The provision asked for, when one was named.
        portion: Option<Portion>,
    },
    /// The document is here, the provision is not.
    NoSuchProvision {
        /// The document.
        document: Listing,
        /// What was asked for.
        asked: Portion,
    },
    /// A well-formed number that nothing here bears.
    NotHeld {
        /// The number as understood.
        number: String,
        /// What bears a number much like it.
        near: Vec<Listing>,
    },
}

impl Direct {
    /// The address it leads to, when it is one.
    pub fn address(&self) -> Option<Address> {
        match self {
            Self::Document(listing) => {
                Some(Address { document: listing.reference.clone(), portion: Portion::default() })
            }
            Self::Provision { address, .. } => Some(address.clone()),
            Self::Choice { .. } | Self::NoSuchProvision { .. } | Self::NotHeld { .. } => None,
        }
    }
}

/// A provision that matches.
#[derive(Clone, Debug)]
pub struct Hit {
    /// Where.
    pub address: Address,
    /// Its document.
    pub document: Listing,
    /// `Điều 5. Việc sử dụng con dấu …`, or the document's title for a match on the document itself.
    pub heading: String,
    /// Chapter and section it stands in.
    pub breadcrumb: String,
    /// The khoản of it that answers best, where one does.
    pub passage: Option<Step>,
    /// The best passage, in pieces; marked pieces matched.
    pub snippet: Vec<SnippetPiece>,
    /// Status of the document on the day asked.
    pub status: Status,
    /// The days of this wording.
    pub stretch: Stretch,
    /// The same rule elsewhere: other wordings of the provision, and consolidations of its document.
    pub also: Vec<Also>,
    /// Higher is better.
    pub score: f32,
}

impl Hit {
    /// The khoản that answers best, where one does; else the provision itself.
    pub fn best(&self) -> Address {
        let mut best = self.address.clone();
        best.portion.steps.extend(self.passage.clone());
        best
    }
}

/// Khoảng thời gian of a wording.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stretch {
    /// The first day; none for the text as enacted.
    pub from: Option<Date>,
    /// The day on which it reads otherwise; none while no text changes it.
    pub until: Option<Date>,
}

impl Stretch {
    /// Whether the wording stands on `day`.
    pub fn holds(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day < until)
    }

    /// A day on which the wording stands: `day` if it does then, else the nearest.
    pub fn day_near(&self, day: Date) -> Option<Date> {
        match (self.from, self.until) {
            _ if self.holds(day) => Some(day),
            (Some(from), _) if day < from => Some(from),
            (_, until) => until.and_then(|it| it.yesterday().ok()),
        }
    }
}

/// Another text of the same rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Also {
    /// Where.
    pub address: Address,
    /// Its document.
    pub document: Listing,
    /// The days of that wording.
    pub stretch: Stretch,
}

/// A piece of a snippet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnippetPiece {
    /// Plain text, not escaped.
    pub text: String,
    /// Whether it matched.
    pub marked: bool,
}

/// Counts of the matches, most frequent first.
#[derive(Clone, Debug, Default)]
pub struct FacetCounts {
    /// By kind.
    pub kinds: Vec<(Kind, usize)>,
    /// By authority: key, name, count.
    pub authorities: Vec<(String, String, usize)>,
    /// By level, highest first.
    pub levels: Vec<(Level, usize)>,
    /// By lĩnh vực.
    pub fields: Vec<(String, usize)>,
    /// By year of issue, latest first.
    pub years: Vec<(i16, usize)>,
    /// By status.
    pub statuses: Vec<(Status, usize)>,
}
