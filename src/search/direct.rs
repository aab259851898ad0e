//! What a question names outright: its document or provision, before everything that merely holds its words.

use crate::corpus::Corpus;
use crate::index;
use crate::law::{Address, DocumentRef, Found, Kind, Listing, Portion};
use crate::search::cited::Cited;
use crate::search::{Direct, Error, Hit, Question, SnippetPiece};
use crate::timeline;

/// Letters shown of a provision that was asked for by its address.
const SHOWN: usize = 320;

/// Looks up what citations name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pointer<'a> {
    pub(crate) corpus: &'a Corpus,
}

impl Pointer<'_> {
    /// What a citation leads to here.
    pub(crate) fn resolve(&self, cited: &Cited) -> Result<Direct, Error> {
        let mut documents = self.candidates(cited)?;
        if documents.is_empty() {
            return Ok(Direct::NotHeld { number: cited.number.clone() });
        }
        if documents.len() > 1 {
            let portion = (!cited.portion.is_whole()).then(|| cited.portion.clone());
            return Ok(Direct::Choice { documents, portion });
        }
        let document = documents.remove(0);
        if cited.portion.is_whole() || document.catalogue_only {
            return Ok(Direct::Document(document));
        }
        self.provision(document, &cited.portion)
    }

    /// The documents that a number as typed may mean.
    pub(crate) fn candidates(&self, cited: &Cited) -> Result<Vec<Listing>, Error> {
        let found = self.corpus.look_up(&DocumentRef::new(cited.number.clone()))?;
        let mut documents = match found {
            Found::Nothing => self.corpus.with_serial(&cited.number, cited.kind)?,
            Found::One(listing) => vec![listing],
            Found::Several(listings) => listings,
        };
        if let Some(kind) = cited.kind {
            let of_kind =
                |it: &Listing| it.kind == kind || kind == Kind::Law && it.kind == Kind::Code;
            if documents.iter().any(of_kind) {
                documents.retain(of_kind);
            }
        }
        Ok(documents)
    }

    fn provision(&self, listing: Listing, asked: &Portion) -> Result<Direct, Error> {
        let Some(document) = self.corpus.document(&listing.reference.slug())? else {
            return Ok(Direct::Document(listing));
        };
        let Some(id) = document.find(asked) else {
            return Ok(Direct::NoSuchProvision { document: listing, asked: asked.clone() });
        };
        let heading = document.heading(id).map_or_else(
            || document.body(id).chars().take(160).collect::<String>(),
            |heading| heading.replace('\n', " "),
        );
        let address =
            Address { document: listing.reference.clone(), portion: document.portion(id) };
        Ok(Direct::Provision { document: listing, address, heading })
    }

    /// What a citation names stands before everything that merely holds its words.
    pub(crate) fn put_first(
        &self,
        direct: &Direct,
        question: &Question,
        hits: &mut Vec<Hit>,
    ) -> Result<(), Error> {
        let named: Vec<(Listing, Portion)> = match direct {
            Direct::Document(listing) => vec![(listing.clone(), Portion::default())],
            Direct::Provision { document, address, .. } => {
                vec![(document.clone(), address.portion.clone())]
            }
            Direct::Choice { documents, portion } => {
                let portion = portion.clone().unwrap_or_default();
                documents.iter().take(5).map(|it| (it.clone(), portion.clone())).collect()
            }
            Direct::NoSuchProvision { .. } | Direct::NotHeld { .. } => return Ok(()),
        };
        let best = hits.first().map_or(0.0, |hit| hit.score);
        let mut first = Vec::with_capacity(named.len());
        for (place, (listing, portion)) in named.into_iter().enumerate() {
            let address = Address { document: listing.reference.clone(), portion };
            hits.retain(|hit| hit.address != address);
            let score = best + 1.0 / (place + 1) as f32;
            first.extend(self.named_hit(listing, address, question, score)?);
        }
        hits.splice(0..0, first);
        hits.truncate(question.size.max(1));
        Ok(())
    }

    fn named_hit(
        &self,
        listing: Listing,
        address: Address,
        question: &Question,
        score: f32,
    ) -> Result<Option<Hit>, Error> {
        let Some(document) = self.corpus.document(&listing.reference.slug())? else {
            return Ok(None);
        };
        let status = timeline::standing(&document.facts, &[], question.today).status;
        let plain =
            |text: &str| SnippetPiece { text: text.chars().take(SHOWN).collect(), marked: false };
        let (heading, breadcrumb, snippet) = match document.find(&address.portion) {
            Some(id) => {
                let entry = index::entry_of(&document, id);
                (entry.heading, entry.breadcrumb, vec![plain(&entry.body)])
            }
            None if address.portion.is_whole() => {
                (document.name(), String::new(), vec![plain(&document.title)])
            }
            None => return Ok(None),
        };
        Ok(Some(Hit {
            address,
            document: listing,
            heading,
            breadcrumb,
            passage: None,
            snippet,
            status,
            score,
        }))
    }
}
