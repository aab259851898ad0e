//! The question and the answer, as types.

use jiff::civil::Date;

use crate::law::{Address, Kind, Listing, Portion, Status, Step};
use crate::search::query::Unread;
use crate::search::resolve::Reading;

/// What is asked.
#[derive(Clone, Debug)]
pub struct Question {
    /// The words as typed.
    pub text: String,
    /// Only this kind.
    pub kind: Option<Kind>,
    /// Only this authority, by its key.
    pub authority: Option<String>,
    /// Only this year of issue.
    pub year: Option<i16>,
    /// Only with this status on `today`.
    pub status: Option<Status>,
    /// Only inside this document, by its slug.
    pub within: Option<String>,
    /// What comes first.
    pub sort: Sort,
    /// Whether the words are looked for just as typed: no dấu are put on them, no slips mended.
    pub exact: bool,
    /// How many hits to pass over.
    pub from: usize,
    /// How many hits to give.
    pub size: usize,
    /// The day on which statuses are told.
    pub today: Date,
    /// What ranking leaves out: for measuring what each part of it adds.
    pub without: Option<RankPart>,
}

/// A part of ranking that measuring can leave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RankPart {
    /// Cặp âm tiết: neighbours as terms of their own.
    Pairs,
    /// Cách nói khác: synonyms and other names.
    Otherwise,
    /// Xét lại: looking at the best by sum one by one.
    Looking,
}

impl Question {
    /// A question without filters, for its first ten hits.
    pub fn of(text: &str, today: Date) -> Self {
        let text = text.to_owned();
        Self {
            text,
            kind: None,
            authority: None,
            year: None,
            status: None,
            within: None,
            sort: Sort::default(),
            exact: false,
            from: 0,
            size: 10,
            today,
            without: None,
        }
    }
}

/// What comes first among the hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Hợp nhất với câu hỏi.
    #[default]
    Relevance,
    /// Mới ban hành nhất.
    Newest,
    /// Hiệu lực pháp lý cao nhất.
    Authority,
}

impl Sort {
    /// Every order.
    pub const ALL: [Self; 3] = [Self::Relevance, Self::Newest, Self::Authority];

    /// The order's word in addresses.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Relevance => "phu-hop",
            Self::Newest => "moi-nhat",
            Self::Authority => "cap-cao",
        }
    }

    /// The order in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Relevance => "Phù hợp nhất",
            Self::Newest => "Mới ban hành",
            Self::Authority => "Hiệu lực cao",
        }
    }
}

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
    /// By year of issue, latest first.
    pub years: Vec<(i16, usize)>,
    /// By status.
    pub statuses: Vec<(Status, usize)>,
}
