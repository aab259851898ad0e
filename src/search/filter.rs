//! Filters: what a hit must be besides matching.

use std::ops::Bound;

use tantivy::query::{ConstScoreQuery, Query, RangeQuery, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Term};

use crate::index::{Fields, day_number};
use crate::law::Status;
use crate::search::Question;

/// The clauses that every hit must meet, without weight of their own.
pub(crate) fn clauses(question: &Question, fields: &Fields) -> Vec<Box<dyn Query>> {
    let mut clauses = Vec::new();
    if let Some(kind) = question.kind {
        clauses.push(word(fields.kind, &kind.slug()));
    }
    if let Some(authority) = &question.authority {
        clauses.push(word(fields.authority, authority));
    }
    if let Some(year) = question.year.and_then(|year| u64::try_from(year).ok()) {
        let term = Term::from_field_u64(fields.year, year);
        clauses.push(constant(TermQuery::new(term, IndexRecordOption::Basic)));
    }
    if let Some(status) = question.status {
        clauses.extend(status_clauses(status, question, fields));
    }
    clauses
}

fn status_clauses(status: Status, question: &Question, fields: &Fields) -> Vec<Box<dyn Query>> {
    let today = day_number(Some(question.today), 0);
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

fn word(field: Field, value: &str) -> Box<dyn Query> {
    constant(TermQuery::new(Term::from_field_text(field, value), IndexRecordOption::Basic))
}

fn range(field: Field, lower: Bound<u64>, upper: Bound<u64>) -> Box<dyn Query> {
    let term = |bound: Bound<u64>| bound.map(|value| Term::from_field_u64(field, value));
    constant(RangeQuery::new(term(lower), term(upper)))
}

fn constant(query: impl Query) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(Box::new(query), 0.0))
}
