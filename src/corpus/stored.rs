//! The forms in which things lie in the store: postcard, and zstd around what is long.

use jiff::civil::Date;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::law::{Authority, Document, DocumentRef, Facts, Identity, Kind, Listing, Unit};

/// Level 3: four fifths of the size are saved at 300 MB/s; higher levels save little more.
const LEVEL: i32 = 3;

/// What is known of a document without its text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Head {
    /// Who it is.
    pub(super) identity: Identity,
    /// Loại văn bản.
    pub(super) kind: Kind,
    /// Trích yếu.
    pub(super) title: String,
    /// What its sources say of it.
    pub(super) facts: Facts,
    /// Its name when nothing needs telling apart.
    pub(super) reference: DocumentRef,
    /// Bytes of its text.
    pub(super) length: u64,
    /// Điều.
    pub(super) articles: u32,
    /// All units.
    pub(super) provisions: u32,
}

impl Head {
    /// The head of a parsed document.
    pub(super) fn of(document: &Document) -> Self {
        let articles = document.provisions.iter().filter(|it| it.step.unit == Unit::Article);
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Self {
            identity: document.identity.clone(),
            kind: document.kind,
            title: document.title.clone(),
            facts: document.facts.clone(),
            reference: document.reference(),
            length: document.transcript.text.len() as u64,
            articles: count(articles.count()),
            provisions: count(document.provisions.len()),
        }
    }

    /// What lists show.
    pub(super) fn card(&self) -> Card {
        Card {
            kind: self.kind,
            title: self.title.clone(),
            authorities: self.identity.authorities.clone(),
            issued: self.identity.issued,
            catalogue_only: self.facts.catalogue_only,
            illustrative: self.facts.illustrative,
        }
    }

    /// Puts what was merged from other copies over what the stored text says of itself.
    pub(super) fn overlay(self, document: &mut Document) {
        document.identity = self.identity;
        document.kind = self.kind;
        document.title = self.title;
        document.facts = self.facts;
    }
}

/// What a list shows of a document; a head may hold thousands of ties.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Card {
    kind: Kind,
    title: String,
    authorities: Vec<Authority>,
    issued: Option<Date>,
    catalogue_only: bool,
    illustrative: bool,
}

impl Card {
    /// The card under the name that tells the document from others.
    pub(super) fn listing(self, reference: DocumentRef) -> Listing {
        Listing {
            reference,
            kind: self.kind,
            title: self.title,
            authorities: self.authorities,
            issued: self.issued,
            catalogue_only: self.catalogue_only,
            illustrative: self.illustrative,
        }
    }
}

/// `value` as bytes. The types stored here have no form that postcard cannot write.
pub(super) fn plain<T: Serialize>(value: &T) -> Vec<u8> {
    postcard::to_stdvec(value).unwrap_or_default()
}

/// What [`plain`] wrote; none when it is damaged.
pub(super) fn from_plain<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}

/// What was written by [`plain`] and [`pack`]; none when it is damaged.
pub(super) fn from_packed<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    from_plain(&unpack(bytes)?)
}

/// Packs bytes.
pub(super) fn pack(bytes: &[u8]) -> Vec<u8> {
    zstd::bulk::compress(bytes, LEVEL).unwrap_or_default()
}

/// What [`pack`] packed; none when it is damaged.
pub(super) fn unpack(bytes: &[u8]) -> Option<Vec<u8>> {
    zstd::decode_all(bytes).ok()
}

/// A hash of bytes.
pub(super) fn hash(bytes: &[u8]) -> [u8; 32] {
    *blake3::hash(bytes).as_bytes()
}

/// The hash of a file and of what stands beside it.
pub(super) fn hash_with(bytes: &[u8], beside: Option<&[u8]>) -> [u8; 32] {
    match beside {
        None => hash(bytes),
        Some(beside) => hash(&[hash(bytes), hash(beside)].concat()),
    }
}
