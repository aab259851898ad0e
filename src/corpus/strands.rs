//! What a text cites, as stored with it: read once with the text, before anything is known of other texts.

use serde::{Deserialize, Serialize};

use crate::cite::{self, Citation, DocumentName};
use crate::law::{Document, Portion};
use crate::relate::{self, RelationKind};
use crate::text::Span;

/// The citations of a text and the names of its units.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Strands {
    /// In the order in which they were read.
    pub(super) cited: Vec<Strand>,
    /// What its title does to others.
    pub(super) title: Vec<(RelationKind, DocumentName, Span)>,
    /// How often it points at "pháp luật về …" at large.
    pub(super) vague: u32,
    /// The portion of each unit, by its index.
    pub(super) units: Vec<String>,
}

/// A citation in its place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Strand {
    /// The unit in which it stands.
    pub(super) from: Option<u32>,
    /// What it does.
    pub(super) kind: RelationKind,
    /// What it means.
    pub(super) citation: Citation,
}

impl Strands {
    /// The strands of a parsed document.
    pub(super) fn of(document: &Document) -> Self {
        let cited = cite::of_document(document).into_iter().map(|cited| Strand {
            from: cited.from.map(|it| it.0),
            kind: relate::kind_of(document, &cited),
            citation: cited.citation,
        });
        let title = relate::of_title(document).into_iter().map(|tie| (tie.kind, tie.to, tie.span));
        let units = document.units().map(|(id, _)| document.portion(id).to_string());
        let vague = document.transcript.text.matches("pháp luật về ").count();
        Self {
            cited: cited.collect(),
            title: title.collect(),
            vague: u32::try_from(vague).unwrap_or(u32::MAX),
            units: units.collect(),
        }
    }

    /// The portion of a unit as text; empty for what stands before the units.
    pub(super) fn place(&self, unit: Option<u32>) -> &str {
        unit.and_then(|it| self.units.get(it as usize)).map_or("", String::as_str)
    }
}

/// The portion that `text` names; the whole document when it is damaged.
pub(super) fn portion_of(text: &str) -> Portion {
    text.parse().unwrap_or_default()
}
