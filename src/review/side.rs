//! Hai điều khoản đặt cạnh nhau: what both say, what they say otherwise, which rule decides.

use std::sync::Arc;

use jiff::civil::Date;

use crate::corpus::Corpus;
use crate::law::{Address, Document, Found, Listing, Portion, UnitId};
use crate::overlap::{Aligned, Deciding, Difference, Standing, align, deciding, differences};
use crate::review::Error;
use crate::timeline;

/// A provision of a group as the corpus holds it now.
#[derive(Clone, Debug)]
pub struct Side {
    /// Its address.
    pub address: Address,
    /// Its document.
    pub listing: Listing,
    /// The document's text.
    pub document: Arc<Document>,
    /// The unit.
    pub unit: UnitId,
    /// What it says.
    pub body: String,
}

/// Two provisions against each other.
#[derive(Clone, Debug)]
pub struct Sides {
    /// Which sentence answers which.
    pub rows: Vec<Row>,
    /// The rule that decides between their documents.
    pub deciding: Deciding,
}

/// A row of the comparison.
#[derive(Clone, Debug)]
pub struct Row {
    /// The sentences.
    pub aligned: Aligned,
    /// The left one.
    pub left: String,
    /// The right one.
    pub right: String,
    /// What they say otherwise that matters in law.
    pub differences: Vec<Difference>,
}

impl Side {
    /// Opens a provision; none when the corpus no longer holds it.
    ///
    /// # Errors
    /// When the corpus cannot be read.
    pub fn open(corpus: &Corpus, address: &Address) -> Result<Option<Self>, Error> {
        let Found::One(listing) = corpus.look_up(&address.document)? else { return Ok(None) };
        let Some(document) = corpus.document(&listing.reference.slug())? else { return Ok(None) };
        let Some(unit) = document.find(&address.portion) else { return Ok(None) };
        let body = document.body(unit);
        let address =
            Address { document: listing.reference.clone(), portion: address.portion.clone() };
        Ok(Some(Self { address, listing, document, unit, body }))
    }

    /// What the rules of precedence ask of it.
    pub fn standing(&self, day: Date) -> Standing {
        let around = self.document.ancestors(self.unit).map(|it| self.document.portion(it));
        let within: Vec<Portion> =
            std::iter::once(self.address.portion.clone()).chain(around).collect();
        Standing {
            kind: self.document.kind,
            authorities: self.document.identity.authorities.clone(),
            issued: self.document.identity.issued,
            status: timeline::standing(&self.document.facts, &within, day).status,
        }
    }

    /// Its heading, or its first words.
    pub fn heading(&self) -> String {
        match self.document.heading(self.unit) {
            Some(heading) => heading.trim().to_owned(),
            None => {
                let words: Vec<&str> = self.body.split_whitespace().take(14).collect();
                words.join(" ") + if words.len() == 14 { "…" } else { "" }
            }
        }
    }
}

impl Sides {
    /// Compares two provisions as they stand on a day.
    pub fn of(left: &Side, right: &Side, day: Date) -> Self {
        let found = differences(&left.body, &right.body);
        let rows = align(&left.body, &right.body).into_iter().map(|aligned| {
            let here = |it: &&Difference| {
                Some(it.left_sentence) == aligned.left && Some(it.right_sentence) == aligned.right
            };
            Row {
                left: aligned.left.map_or_else(String::new, |it| it.of(&left.body).to_owned()),
                right: aligned.right.map_or_else(String::new, |it| it.of(&right.body).to_owned()),
                differences: found.iter().filter(here).cloned().collect(),
                aligned,
            }
        });
        Self { rows: rows.collect(), deciding: deciding(&left.standing(day), &right.standing(day)) }
    }
}
