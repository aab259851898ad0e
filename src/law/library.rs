//! The window through which higher floors ask what the corpus holds.

use jiff::civil::Date;

use crate::law::{Authority, DocumentRef, Kind};

/// Kho văn bản: what can be found by name. Implemented by `corpus`, and by small fakes in tests.
pub trait Library {
    /// The documents that a reference may mean.
    fn find(&self, reference: &DocumentRef) -> Found;
}

/// What a reference names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Nothing that is held.
    Nothing,
    /// One document.
    One(Listing),
    /// Several share the number: the reader must choose.
    Several(Vec<Listing>),
}

/// A document as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// Its unambiguous name.
    pub reference: DocumentRef,
    /// Loại văn bản.
    pub kind: Kind,
    /// Trích yếu.
    pub title: String,
    /// Cơ quan ban hành.
    pub authorities: Vec<Authority>,
    /// Ngày ban hành.
    pub issued: Option<Date>,
    /// Whether only the catalogue knows it: facts without text.
    pub catalogue_only: bool,
    /// Whether it is illustrative, without legal force.
    pub illustrative: bool,
}
