//! The window through which higher floors ask what the corpus holds.

use jiff::civil::Date;

use crate::law::{Authority, DocumentRef, Kind, Portion};

/// Kho văn bản: what can be found by name. Implemented by `corpus`, and by small fakes in tests.
pub trait Library {
    /// The documents that a reference may mean.
    fn find(&self, reference: &DocumentRef) -> Found;

    /// The editions of the law whose title `words` begin with: the longest title that fits, every document that bears it.
    /// `words` may run on past the title, for in a sentence nothing marks where it ends.
    fn titled(&self, kind: Kind, words: &str) -> Vec<Edition> {
        let _ = (kind, words);
        Vec::new()
    }

    /// What is held of a provision of a document that is held.
    fn holding(&self, reference: &DocumentRef, portion: &Portion) -> Holding {
        let _ = (reference, portion);
        Holding::Unknown
    }
}

/// Một trong các văn bản cùng tên: a document and the days between which it applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// The document.
    pub listing: Listing,
    /// Ngày có hiệu lực.
    pub effective: Option<Date>,
    /// Ngày hết hiệu lực, as far as known.
    pub ended: Option<Date>,
}

/// What is held of a provision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holding {
    /// Nothing can be said: the text is not held, or not whole.
    Unknown,
    /// It is there.
    Present,
    /// It is there under a fuller name than was written: Mục 3 of a law whose chapters hold its mục.
    Elsewhere(Portion),
    /// The text is held and has no such unit; the nearest unit above that it has.
    Missing {
        /// Empty for the document itself.
        nearest: Portion,
    },
    /// It is there, repealed.
    Repealed {
        /// From when, where known.
        since: Option<Date>,
        /// By which document, where known.
        by: Option<DocumentRef>,
    },
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
