//! Filters: what a hit must be besides matching.

use std::ops::Bound;

use jiff::civil::Date;
use tantivy::query::{
    BooleanQuery, ConstScoreQuery, Occur, Query, RangeQuery, RegexQuery, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption, Term};

use crate::index::{Fields, day_number};
use crate::law::{Kind, Label, Level, Status};
use crate::search::Error;

/// What every hit must be; of each list one, and all of the kinds of list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filters {
    /// Only these kinds.
    pub kinds: Vec<Kind>,
    /// Only these authorities, by their keys.
    pub authorities: Vec<String>,
    /// Only of authorities on these levels.
    pub levels: Vec<Level>,
    /// Only of these lĩnh vực.
    pub fields: Vec<String>,
    /// Only these years of issue, both included.
    pub years: Option<(i16, i16)>,
    /// Only these statuses.
    pub statuses: Vec<Status>,
    /// Only these documents, by their slugs. An empty list lets nothing through.
    pub documents: Option<Vec<String>>,
    /// Only these articles and what stands in them.
    pub articles: Vec<Label>,
}

impl Filters {
    /// Lets through only documents that are also among `slugs`.
    pub(crate) fn keep(&mut self, slugs: Vec<String>) {
        self.documents = Some(match self.documents.take() {
            Some(before) => before.into_iter().filter(|it| slugs.contains(it)).collect(),
            None => slugs,
        });
    }

    /// Whether everything passes.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The clauses that every hit must meet on `today`, without weight of their own.
///
/// # Errors
/// When an article's number makes no pattern; numbers are letters and digits, so it never happens.
pub(crate) fn clauses(
    filters: &Filters,
    today: Date,
    fields: &Fields,
) -> Result<Vec<Box<dyn Query>>, Error> {
    let mut clauses: Vec<Box<dyn Query>> = Vec::new();
    if !filters.kinds.is_empty() {
        clauses.push(words(fields.kind, filters.kinds.iter().map(|kind| kind.slug())));
    }
    if !filters.authorities.is_empty() {
        clauses.push(words(fields.authority, filters.authorities.iter().cloned()));
    }
    if !filters.levels.is_empty() {
        clauses.push(words(fields.level, filters.levels.iter().map(|it| it.slug().to_owned())));
    }
    if !filters.fields.is_empty() {
        clauses.push(words(fields.subject, filters.fields.iter().cloned()));
    }
    if let Some((first, last)) = filters.years {
        let year = |year: i16| Bound::Included(u64::try_from(year).unwrap_or(0));
        clauses.push(range(fields.year, year(first), year(last)));
    }
    if let Some(slugs) = &filters.documents {
        clauses.push(words(fields.document, slugs.iter().cloned()));
    }
    if !filters.articles.is_empty() {
        clauses.push(articles(&filters.articles, fields)?);
    }
    if !filters.statuses.is_empty() {
        clauses.push(statuses(&filters.statuses, today, fields));
    }
    Ok(clauses)
}

/// `dieu-5` and what stands under it, in the main text, an attached text or an annex.
fn articles(labels: &[Label], fields: &Fields) -> Result<Box<dyn Query>, Error> {
    let labels: Vec<String> = labels.iter().map(|it| it.slug().replace('.', "[.]")).collect();
    let pattern =
        format!("((kem-theo|phu-luc)-[0-9]+/)?dieu-({})(~[0-9]+)?(/.*)?", labels.join("|"));
    Ok(constant(RegexQuery::from_pattern(&pattern, fields.portion)?))
}

fn statuses(statuses: &[Status], today: Date, fields: &Fields) -> Box<dyn Query> {
    let one = |status: &Status| {
        let clauses = status_clauses(*status, today, fields);
        let clauses = clauses.into_iter().map(|it| (Occur::Must, it)).collect();
        let query: Box<dyn Query> = Box::new(BooleanQuery::new(clauses));
        (Occur::Should, query)
    };
    let either = statuses.iter().map(one).collect::<Vec<_>>();
    constant(BooleanQuery::new(either))
}

fn status_clauses(status: Status, today: Date, fields: &Fields) -> Vec<Box<dyn Query>> {
    let today = day_number(Some(today), 0);
    let until = |field| range(field, Bound::Unbounded, Bound::Included(today));
    let after = |field| range(field, Bound::Excluded(today), Bound::Unbounded);
    let known = |field| range(field, Bound::Unbounded, Bound::Excluded(u64::MAX));
    match status {
        Status::InForce => {
            vec![until(fields.effective), after(fields.ended), after(fields.amended)]
        }
        // The index knows of the first change, not of its kind: a part that ended is one.
        Status::Amended | Status::PartlyEnded | Status::Suspended => {
            vec![until(fields.effective), after(fields.ended), until(fields.amended)]
        }
        Status::NotYet => {
            vec![after(fields.effective), known(fields.effective), after(fields.ended)]
        }
        Status::Ended => vec![until(fields.ended)],
        Status::Unknown => vec![
            range(fields.effective, Bound::Included(u64::MAX), Bound::Unbounded),
            after(fields.ended),
        ],
    }
}

/// The status of an entry on a day, from the numbers it carries.
pub(crate) fn status_of(today: u64, effective: u64, ended: u64, amended: u64) -> Status {
    match effective {
        _ if ended <= today => Status::Ended,
        u64::MAX => Status::Unknown,
        _ if effective > today => Status::NotYet,
        _ if amended <= today => Status::Amended,
        _ => Status::InForce,
    }
}

fn words(field: Field, values: impl Iterator<Item = String>) -> Box<dyn Query> {
    let mut terms: Vec<Term> = values.map(|value| Term::from_field_text(field, &value)).collect();
    match terms.len() {
        1 => constant(TermQuery::new(terms.remove(0), IndexRecordOption::Basic)),
        _ => constant(TermSetQuery::new(terms)),
    }
}

fn range(field: Field, lower: Bound<u64>, upper: Bound<u64>) -> Box<dyn Query> {
    let term = |bound: Bound<u64>| bound.map(|value| Term::from_field_u64(field, value));
    constant(RangeQuery::new(term(lower), term(upper)))
}

fn constant(query: impl Query) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(Box::new(query), 0.0))
}
