//! A document on a day: the base text, or what it reads like after the changes that hold by then.
//!
//! Without a day in the address the day is today, for a reader who asks nothing wants the law as it stands.

use std::sync::Arc;

use jiff::civil::Date;

use crate::law::{Document, Listing};
use crate::timeline::{Proof, Timeline, Version};
use crate::web::error::Error;
use crate::web::state::Desk;

/// What a page of a document reads from.
pub(crate) struct Reading {
    /// The document through time.
    pub(crate) timeline: Arc<Timeline>,
    /// The version of the day.
    pub(crate) version: Arc<Version>,
    /// The day.
    pub(crate) day: Date,
    /// The day that was asked for, where one was.
    pub(crate) asked: Option<Date>,
    /// Today.
    pub(crate) today: Date,
    /// Whether the document orders changes of others.
    pub(crate) amends: bool,
    /// The texts it guides that have ended by the day.
    pub(crate) parents: Vec<(Listing, Proof)>,
}

impl Reading {
    /// The reading of a document on `asked`, or today.
    pub(crate) fn open(desk: &Desk, listing: &Listing, asked: Option<Date>) -> Result<Self, Error> {
        let slug = listing.reference.slug();
        let timeline = desk.corpus().timeline(&slug)?;
        let timeline = timeline.ok_or_else(|| Error::internal("a listing without its document"))?;
        let day = asked.unwrap_or(desk.today);
        let amends = desk.corpus().amends(&slug)?;
        let parents = desk.corpus().ended_parents(&timeline.base, day)?;
        let version = timeline.on(day);
        Ok(Self { version, timeline, day, asked, today: desk.today, amends, parents })
    }

    /// The published consolidation of the day, where there is one.
    pub(crate) fn official(&self) -> Option<&Document> {
        self.timeline.official_of(&self.version).map(AsRef::as_ref)
    }

    /// The text of the day: a published consolidation before a computed text. As enacted it keeps the emphasis and the
    /// footnotes of its source.
    pub(crate) fn document(&self) -> &Document {
        match (self.official(), self.version.from) {
            (Some(official), _) => official,
            (None, Some(_)) => &self.version.written.document,
            (None, None) => &self.timeline.base,
        }
    }
}

/// Reads the day in an address; an empty control means none.
pub(crate) fn day_of(text: &str) -> Result<Option<Date>, Error> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| Error::BadQuery)
}
