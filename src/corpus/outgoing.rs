//! Where everything that one text cites leads, as far as a library knows.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::cite::{self, Citing, DocumentName, Outcome, Whose};
use crate::corpus::reference::{Destination, Outgoing, Reference};
use crate::corpus::strands::{Strand, Strands, UnitNames, portion_of};
use crate::law::{Address, DocumentRef, Holding, Library, Portion};
use crate::relate::RelationKind;

/// A document, or why there is none.
type Found = Result<DocumentRef, Box<Outcome>>;

/// What the names in a text mean: each is looked up once.
pub(super) struct Named(HashMap<DocumentName, Found>);

impl Named {
    /// The names that `strands` use, looked up in `library`.
    pub(super) fn of(citing: &Citing, strands: &Strands, library: &dyn Library) -> Self {
        let mut named = HashMap::new();
        let mut look = |name: &DocumentName| {
            if !named.contains_key(name) {
                named.insert(name.clone(), cite::document_named(name, citing, library));
            }
        };
        for strand in &strands.cited {
            let others = strand.citation.understood_otherwise();
            let readings = std::iter::once(&strand.citation).chain(&others);
            for citation in readings {
                if let Whose::Other(name) = &citation.document {
                    look(name);
                }
            }
        }
        strands.title.iter().for_each(|(_, name, _)| look(name));
        Self(named)
    }

    /// The slugs of the documents that are meant.
    pub(super) fn slugs(&self) -> BTreeSet<String> {
        self.0.values().flatten().map(DocumentRef::slug).collect()
    }

    fn get(&self, name: &DocumentName) -> Found {
        self.0.get(name).cloned().unwrap_or_else(|| Err(Box::new(Outcome::TooVague)))
    }
}

/// A text whose citations are to be led.
#[derive(Clone, Copy)]
pub(super) struct Text<'a> {
    pub(super) citing: &'a Citing,
    pub(super) strands: &'a Strands,
    pub(super) units: &'a UnitNames,
    pub(super) named: &'a Named,
}

/// Where everything that a text cites leads.
pub(super) fn outgoing(text: Text<'_>, library: &dyn Library) -> Outgoing {
    let mut references = Vec::with_capacity(text.strands.cited.len());
    let mut unverified = 0;
    for strand in &text.strands.cited {
        let (reference, sure) = text.reference(strand, library);
        unverified += u32::from(!sure);
        references.push(reference);
    }
    text.otherwise(library, &mut references);
    references.sort_by_key(|it| it.span);
    let title = text.strands.title.iter().map(|(kind, name, span)| {
        let to = match text.named.get(name) {
            Ok(document) => Destination::Held(Address { document, portion: Portion::default() }),
            Err(outcome) => unresolved(*outcome, Portion::default()),
        };
        (*kind, to, *span)
    });
    Outgoing { title: title.collect(), vague: text.strands.vague, unverified, references }
}

impl Text<'_> {
    /// Gives citations that lead to no provision their other reading, where that leads somewhere; and with one all that lean
    /// on the same words, for the members of a list are of one document.
    fn otherwise(self, library: &dyn Library, references: &mut [Reference]) {
        let read = |strand: &Strand| {
            let citation = strand.citation.understood_otherwise()?;
            let other = Strand { citation, ..strand.clone() };
            let (reference, _) = self.reference(&other, library);
            let leads = !matches!(reference.to, Destination::Missing(..) | Destination::Vague);
            leads.then_some(reference)
        };
        let missing = |it: &&Strand, reference: &Reference| {
            it.citation.otherwise.is_some() && matches!(reference.to, Destination::Missing(..))
        };
        let pairs = self.strands.cited.iter().zip(references.iter());
        let shown: HashSet<u32> = pairs
            .filter(|(strand, reference)| missing(strand, reference) && read(strand).is_some())
            .filter_map(|(strand, _)| strand.citation.otherwise.as_ref().map(|it| it.leans_on))
            .collect();
        for (strand, reference) in self.strands.cited.iter().zip(references) {
            let leans = strand.citation.otherwise.as_ref().map(|it| it.leans_on);
            if leans.is_some_and(|it| shown.contains(&it))
                && let Some(other) = read(strand)
            {
                *reference = other;
            }
        }
    }

    /// Where one citation leads, and whether what it leads to is known to be there.
    fn reference(self, strand: &Strand, library: &dyn Library) -> (Reference, bool) {
        let citation = &strand.citation;
        let document = match &citation.document {
            Whose::Own => Ok(self.citing.reference.clone()),
            Whose::Other(name) => self.named.get(name),
        };
        let portion = cite::portion(citation);
        let mut sure = true;
        let to = match document {
            Ok(document) if portion.is_whole() => Destination::Held(Address { document, portion }),
            Ok(document) => {
                // New text for another document may cite what the same instruction adds.
                let adds = citation.quoted || strand.kind != RelationKind::Cites;
                match library.holding(&document, &portion) {
                    Holding::Present => Destination::Held(Address { document, portion }),
                    Holding::Elsewhere(portion) => Destination::Held(Address { document, portion }),
                    Holding::Repealed { .. } => {
                        Destination::Repealed(Address { document, portion })
                    }
                    Holding::Missing { nearest } if !adds => {
                        Destination::Missing(Address { document, portion }, nearest)
                    }
                    Holding::Missing { .. } | Holding::Unknown => {
                        sure = false;
                        Destination::Held(Address { document, portion })
                    }
                }
            }
            Err(outcome) => unresolved(*outcome, portion),
        };
        let reference = Reference {
            span: citation.span,
            from: portion_of(self.units.place(strand.from)),
            kind: strand.kind,
            quoted: citation.quoted,
            to,
            until: citation.until.clone(),
            sentence: strand.sentence.clone(),
        };
        (reference, sure)
    }
}

fn unresolved(outcome: Outcome, portion: Portion) -> Destination {
    match outcome {
        Outcome::Ambiguous(listings) => {
            Destination::Choice(listings.into_iter().map(|it| it.reference).collect(), portion)
        }
        Outcome::NotInCorpus(name) => Destination::Absent(name, portion),
        _ => Destination::Vague,
    }
}
