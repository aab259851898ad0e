//! From ranked entries to hits: what is stored of them, and the texts of one rule together.
//!
//! A provision may be there in several wordings, and again in consolidations of its document. A page full of these answers
//! one question once: they stand together under the best of them.

use std::collections::HashMap;

use tantivy::schema::{Field, Value};
use tantivy::{DocAddress, TantivyDocument};

use crate::corpus::Corpus;
use crate::index::{Fields, Index, day_number, day_of, passages};
use crate::law::{Address, DocumentRef, Kind, Label, Listing, Portion, Status, Step, Unit};
use crate::search::filter;
use crate::search::rank::Ranked;
use crate::search::snippet::{self, Marks};
use crate::search::{Also, Error, Hit, Question, Stretch};

/// Other texts of a rule that are told with a hit.
const ALSO: usize = 6;

/// Ranked entries of one rule, the best first.
pub(crate) type Group = Vec<Ranked>;

/// Makes hits.
pub(crate) struct Hits<'a> {
    pub(crate) corpus: &'a Corpus,
    pub(crate) index: &'a Index,
    pub(crate) question: &'a Question,
    pub(crate) marks: Marks,
}

/// Brings the entries of one rule together, each group in the place of its best.
pub(crate) fn grouped(index: &Index, ranked: Vec<Ranked>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut places: HashMap<u64, usize> = HashMap::new();
    for it in ranked {
        let rule = index.columns().get(it.segment).and_then(|of| of.rule.first(it.entry));
        match rule.and_then(|rule| places.get(&rule)).and_then(|place| groups.get_mut(*place)) {
            Some(group) => group.push(it),
            None => {
                places.extend(rule.map(|rule| (rule, groups.len())));
                groups.push(vec![it]);
            }
        }
    }
    groups
}

impl Hits<'_> {
    /// The hit of a group; none of an empty one.
    ///
    /// # Errors
    /// When index or corpus cannot be read.
    pub(crate) fn of(&self, group: &Group) -> Result<Option<Hit>, Error> {
        let Some((ranked, others)) = group.split_first() else { return Ok(None) };
        let entry = stored(self.index, ranked)?;
        let (address, document) = self.addressed(&entry)?;
        let body = entry.word(entry.fields.body);
        let best = ranked.passage.and_then(|place| passages(body).into_iter().nth(place));
        let number = best.as_ref().and_then(|best| best.number.as_deref());
        let passage = number.and_then(|number| entry.clause(number));
        let shown = best.and_then(|best| body.get(best.range)).unwrap_or(body);
        let also = others.iter().take(ALSO).map(|it| {
            let entry = stored(self.index, it)?;
            let (address, document) = self.addressed(&entry)?;
            Ok(Also { address, document, stretch: entry.stretch() })
        });
        Ok(Some(Hit {
            address,
            document,
            heading: entry.word(entry.fields.heading).to_owned(),
            breadcrumb: entry.word(entry.fields.breadcrumb).to_owned(),
            passage,
            snippet: snippet::cut(shown, &self.marks),
            status: entry.status(day_number(Some(self.question.today), 0)),
            stretch: entry.stretch(),
            also: also.collect::<Result<_, Error>>()?,
            score: ranked.score,
        }))
    }

    fn addressed(&self, entry: &Stored<'_>) -> Result<(Address, Listing), Error> {
        let address = entry.address();
        // As written: the slug of a document that shares its number has a part that a number alone has not.
        let slug = entry.word(entry.fields.document);
        let document = self.corpus.listing(slug)?.unwrap_or_else(|| unlisted(slug));
        Ok((Address { document: document.reference.clone(), ..address }, document))
    }
}

/// An entry as stored.
pub(crate) struct Stored<'a> {
    stored: TantivyDocument,
    fields: &'a Fields,
}

/// What is stored of a ranked entry.
///
/// # Errors
/// When the index cannot be read.
pub(crate) fn stored<'a>(index: &'a Index, at: &Ranked) -> Result<Stored<'a>, Error> {
    let segment = u32::try_from(at.segment).unwrap_or(u32::MAX);
    let stored = index.searcher().doc(DocAddress::new(segment, at.entry))?;
    Ok(Stored { stored, fields: index.fields() })
}

impl Stored<'_> {
    fn word(&self, field: Field) -> &str {
        self.stored.get_first(field).and_then(|value| value.as_str()).unwrap_or_default()
    }

    fn number(&self, field: Field) -> u64 {
        self.stored.get_first(field).and_then(|value| value.as_u64()).unwrap_or(u64::MAX)
    }

    /// Where it stands.
    pub(crate) fn address(&self) -> Address {
        let document = DocumentRef::new(self.word(self.fields.document));
        let portion: Portion = self.word(self.fields.portion).parse().unwrap_or_default();
        Address { document, portion }
    }

    /// The khoản directly under it that bears `number`.
    fn clause(&self, number: &str) -> Option<Step> {
        let step = Step::new(Unit::Clause, Label::new(number)?);
        let mut clauses = self.word(self.fields.clauses).split(' ');
        clauses.any(|it| it == step.to_string()).then_some(step)
    }

    fn status(&self, today: u64) -> Status {
        let fields = self.fields;
        let day = |field| self.number(field);
        filter::status_of(today, day(fields.effective), day(fields.ended), day(fields.amended))
    }

    fn stretch(&self) -> Stretch {
        let day = |field| day_of(self.number(field));
        Stretch { from: day(self.fields.from), until: day(self.fields.until) }
    }
}

/// A document that the index holds and the library does not: an index made for measuring has no library.
fn unlisted(slug: &str) -> Listing {
    Listing {
        reference: DocumentRef::new(slug),
        kind: Kind::Other,
        title: String::new(),
        authorities: Vec::new(),
        issued: None,
        catalogue_only: false,
        illustrative: false,
    }
}
