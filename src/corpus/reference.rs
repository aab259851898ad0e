//! Dẫn chiếu đi và đến, as the store holds them: what a document cites, and who cites it.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::cite::{Citing, DocumentName};
use crate::corpus::library::Corpus;
use crate::corpus::outgoing::{Named, Text, outgoing};
use crate::corpus::shelf::Shelf;
use crate::corpus::stored::Card;
use crate::corpus::strands::{Strands, UnitNames};
use crate::corpus::{Error, stored};
use crate::law::{Address, Document, DocumentRef, Edition, Listing, Portion, Step};
use crate::relate::RelationKind;
use crate::text::Span;

/// Một dẫn chiếu đi: what a document cites at one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// Where, in the document's text.
    pub span: Span,
    /// The unit in which it stands; whole for what stands before the units.
    pub from: Portion,
    /// What it does.
    pub kind: RelationKind,
    /// Whether it stands in new text for another document.
    pub quoted: bool,
    /// Where it leads.
    pub to: Destination,
    /// The last unit of a range.
    pub until: Option<Vec<Step>>,
    /// The sentence that proves it; empty when it cites its own document.
    pub sentence: String,
}

/// Where a citation leads, as the corpus was when it was built.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Destination {
    /// A document or provision that is held.
    Held(Address),
    /// A provision that is held and says only that it was repealed.
    Repealed(Address),
    /// Several documents fit.
    Choice(Vec<DocumentRef>, Portion),
    /// A document that is not held.
    Absent(DocumentName, Portion),
    /// The document is held and has no such provision; the nearest unit that it has.
    Missing(Address, Portion),
    /// Nothing can be told.
    Vague,
}

/// What a document cites and what its title does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outgoing {
    /// By place.
    pub references: Vec<Reference>,
    /// What the title does to others: kind, document, the title's place.
    pub title: Vec<(RelationKind, Destination, Span)>,
    /// How often it points at "pháp luật về …" at large.
    pub vague: u32,
    /// Of the references that lead to something held: those to a provision of which nobody can tell whether it is there, for
    /// the text is not held whole, or the provision stands in an annex, or is only now added.
    pub unverified: u32,
}

/// Who cites a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incoming {
    /// The documents that cite it.
    pub sources: Vec<DocumentRef>,
    /// By the provision cited, then by source.
    pub mentions: Vec<Mentioned>,
}

/// Một dẫn chiếu đến.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Mentioned {
    /// What is cited here.
    pub to: Portion,
    /// The last unit of a range.
    pub until: Option<Vec<Step>>,
    /// The citing document, by its place in [`Incoming::sources`].
    pub by: u32,
    /// The citing unit.
    pub from: Portion,
    /// What it does.
    pub kind: RelationKind,
    /// Where, in the citing document's text.
    pub span: Span,
    /// The sentence that proves it; empty for citations within one document.
    pub sentence: String,
}

/// How the citations of the corpus divide.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// All citations.
    pub found: usize,
    /// Lead to something held.
    pub resolved: usize,
    /// Of these: nobody can tell whether the provision is there.
    #[serde(default)]
    pub unverified: usize,
    /// Lead to a provision that was repealed.
    #[serde(default)]
    pub repealed: usize,
    /// Several documents fit.
    pub ambiguous: usize,
    /// The document is not held.
    pub not_in_corpus: usize,
    /// The document is held, the provision not.
    pub no_such_provision: usize,
    /// No document can be told from the words.
    pub too_vague: usize,
}

/// A provision and how often others cite it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MostCited {
    /// The provision.
    pub address: String,
    /// By how many places, those of its own document too.
    pub times: usize,
}

impl Destination {
    /// The address that is held, whether or not it was repealed.
    pub fn address(&self) -> Option<&Address> {
        match self {
            Self::Held(address) | Self::Repealed(address) => Some(address),
            _ => None,
        }
    }
}

impl Mentioned {
    /// Whether the citation concerns `portion`: it, a unit inside it, or a range it lies in.
    pub fn concerns(&self, portion: &Portion) -> bool {
        if self.to.component != portion.component {
            return false;
        }
        if self.to.steps.starts_with(&portion.steps) {
            return true;
        }
        let Some(until) = &self.until else { return false };
        let place = self.to.steps.len().checked_sub(1);
        let (Some(at), Some(first), Some(last)) = (place, self.to.steps.last(), until.last())
        else {
            return false;
        };
        let same_way = portion.steps.get(..at) == self.to.steps.get(..at);
        let within = portion.steps.get(at).is_some_and(|it| {
            it.unit == first.unit && first.label <= it.label && it.label <= last.label
        });
        same_way && within && portion.steps.len() == at + 1
    }
}

impl Incoming {
    /// The citations that concern `portion`, and who makes them.
    pub fn of<'a>(
        &'a self,
        portion: &'a Portion,
    ) -> impl Iterator<Item = (&'a DocumentRef, &'a Mentioned)> {
        let concerning = self.mentions.iter().filter(|it| it.concerns(portion));
        concerning.filter_map(|it| Some((self.sources.get(it.by as usize)?, it)))
    }

    /// How often `portion` is cited.
    pub fn times(&self, portion: &Portion) -> usize {
        self.of(portion).count()
    }

    /// How often each unit is cited, it or something inside it, by its portion as text.
    pub fn counts(&self) -> HashMap<String, usize> {
        let mut counts = HashMap::new();
        for mention in &self.mentions {
            let mut portion = Portion { component: mention.to.component, steps: Vec::new() };
            for step in &mention.to.steps {
                portion.steps.push(step.clone());
                *counts.entry(portion.to_string()).or_insert(0) += 1;
            }
        }
        counts
    }
}

impl Corpus {
    /// What the document under `slug` cites; none when there is none by that exact name.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn outgoing(&self, slug: &str) -> Result<Option<Outgoing>, Error> {
        self.woven("SELECT body FROM outgoing WHERE slug = ?1", slug)
    }

    /// Who cites the document under `slug`; empty when nobody does.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn incoming(&self, slug: &str) -> Result<Incoming, Error> {
        Ok(self.woven("SELECT body FROM incoming WHERE slug = ?1", slug)?.unwrap_or_default())
    }

    /// What a text that is not stored as such cites: a version put together from its amendments.
    pub fn references_in(&self, document: &Document, listing: &Listing) -> Vec<Reference> {
        let strands = Strands::of(document);
        let citing = Citing {
            reference: listing.reference.clone(),
            issued: listing.issued,
            effective: document.facts.effective,
        };
        let (units, named) = (UnitNames::of(document), Named::of(&citing, &strands, self));
        let text = Text { citing: &citing, strands: &strands, units: &units, named: &named };
        outgoing(text, self).references
    }

    /// The names of all laws, codes and ordinances; read once.
    pub(super) fn titles(&self) -> &Shelf {
        self.titles.get_or_init(|| {
            let query = "SELECT card, number, qualifier, effective, ended FROM documents
                         WHERE kind IN ('luat', 'bo-luat', 'phap-lenh')";
            let date = |text: Option<String>| text.and_then(|it| it.parse().ok());
            let rows: Result<Vec<_>, Error> = self.ask(|connection| {
                let mut query = connection.prepare(query)?;
                let columns = |row: &rusqlite::Row<'_>| {
                    let reference = DocumentRef { number: row.get(1)?, qualifier: row.get(2)? };
                    Ok((row.get::<_, Vec<u8>>(0)?, reference, date(row.get(3)?), date(row.get(4)?)))
                };
                query.query_map([], columns)?.collect()
            });
            let mut shelf = Shelf::default();
            for (card, reference, effective, ended) in rows.unwrap_or_default() {
                let card: Option<Card> = stored::from_plain(&card);
                if let Some(card) = card {
                    let listing = card.listing(reference);
                    shelf.put_edition(Edition { listing, effective, ended });
                }
            }
            shelf
        })
    }

    fn woven<T: serde::de::DeserializeOwned>(
        &self,
        query: &str,
        slug: &str,
    ) -> Result<Option<T>, Error> {
        use rusqlite::OptionalExtension;
        let body: Option<Vec<u8>> = self.ask(|connection| {
            connection.prepare_cached(query)?.query_row([slug], |row| row.get(0)).optional()
        })?;
        let Some(body) = body else { return Ok(None) };
        let damaged = || Error::Damaged { path: self.path(), what: slug.to_owned() };
        stored::from_packed(&body).map(Some).ok_or_else(damaged)
    }

    /// How the citations of the whole corpus divide.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn reference_figures(&self) -> Result<Figures, Error> {
        let text = self.ask(|connection| crate::corpus::schema::meta(connection, "references"))?;
        Ok(text.and_then(|it| serde_json::from_str(&it).ok()).unwrap_or_default())
    }

    /// The provisions cited most, most first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn most_cited(&self) -> Result<Vec<MostCited>, Error> {
        self.ask(|connection| {
            let sql = "SELECT address, times FROM most_cited ORDER BY times DESC, address";
            let mut query = connection.prepare_cached(sql)?;
            let rows = query.query_map([], |row| {
                let times = usize::try_from(row.get::<_, i64>(1)?).unwrap_or(0);
                Ok(MostCited { address: row.get(0)?, times })
            })?;
            rows.collect()
        })
    }

    /// Every document with citations that lead to no provision, with these citations.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn each_dangling(&self, take: &mut dyn FnMut(&str, Vec<Reference>)) -> Result<(), Error> {
        let mut damaged = None;
        self.ask(|connection| {
            let sql = "SELECT slug, body FROM outgoing WHERE dangling > 0 ORDER BY slug";
            let mut query = connection.prepare(sql)?;
            let mut rows = query.query([])?;
            while let Some(row) = rows.next()? {
                let slug: String = row.get(0)?;
                match stored::from_packed::<Outgoing>(&row.get::<_, Vec<u8>>(1)?) {
                    Some(outgoing) => {
                        let missing = |it: &Reference| matches!(it.to, Destination::Missing(..));
                        take(&slug, outgoing.references.into_iter().filter(missing).collect());
                    }
                    None => damaged = Some(slug),
                }
            }
            Ok(())
        })?;
        match damaged {
            Some(what) => Err(Error::Damaged { path: self.path(), what }),
            None => Ok(()),
        }
    }
}
