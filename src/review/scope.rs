//! Phạm vi: which documents a worksheet compares.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::law::{Found, Listing};
use crate::review::Error;
use crate::search::{Engine, Question};
use crate::workspace::{Pointer, Scope};

/// Answers of a saved search that are looked at; what ranks lower has little to do with the question.
const ANSWERS: usize = 200;

/// The documents of a scope.
#[derive(Clone, Debug, Default)]
pub struct InScope {
    /// Those that the corpus holds with their text, in the order of the scope.
    pub documents: Vec<Listing>,
    /// Those that are named and not held, or known without their text.
    pub missing: Vec<Pointer>,
}

/// The documents of `scope` as the corpus holds them now.
///
/// # Errors
/// When corpus or index cannot be read.
pub fn documents(engine: &Engine, scope: &Scope, today: Date) -> Result<InScope, Error> {
    let mut found = InScope::default();
    match scope {
        Scope::Documents(named) => {
            for pointer in named {
                let listings = match engine.corpus().look_up(&pointer.0.document)? {
                    Found::One(listing) => vec![listing],
                    Found::Several(listings) => listings,
                    Found::Nothing => Vec::new(),
                };
                let mut held: Vec<Listing> =
                    listings.into_iter().filter(|it| !it.catalogue_only).collect();
                if held.is_empty() {
                    found.missing.push(pointer.clone());
                }
                found.documents.append(&mut held);
            }
        }
        Scope::Search(words) => {
            let question = Question { size: ANSWERS, ..Question::of(words, today) };
            let hits = engine.answer(&question)?.hits.into_iter().map(|it| it.document);
            found.documents = hits.filter(|it| !it.catalogue_only).collect();
        }
    }
    let mut seen = BTreeSet::new();
    found.documents.retain(|it| seen.insert(it.reference.slug()));
    Ok(found)
}
