//! What a text cites, as stored with it: read once with the text, before anything is known of other texts.

use serde::{Deserialize, Serialize};

use crate::cite::{self, Citation, DocumentName};
use crate::law::{Content, Document, Portion, Provision};
use crate::relate::{self, RelationKind};
use crate::text::Span;

/// Bytes of a sentence that is kept whole.
const PROOF: usize = 600;

/// The citations of a text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Strands {
    /// In the order in which they were read.
    pub(super) cited: Vec<Strand>,
    /// What its title does to others.
    pub(super) title: Vec<(RelationKind, DocumentName, Span)>,
    /// How often it points at "pháp luật về …" at large.
    pub(super) vague: u32,
}

/// The names of the units of a text: asked for far more often than what it cites.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct UnitNames {
    /// The portion of each unit, by its index.
    all: Vec<String>,
    /// The units that say only that they were repealed.
    repealed: Vec<u32>,
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
    /// The sentence that proves it; empty when it cites its own document.
    pub(super) sentence: String,
}

impl Strands {
    /// The strands of a parsed document.
    pub(super) fn of(document: &Document) -> Self {
        let cited = cite::of_document(document).into_iter().map(|cited| Strand {
            from: cited.from.map(|it| it.0),
            kind: relate::kind_of(document, &cited),
            sentence: if cited.is_own() { String::new() } else { proof(document, &cited) },
            citation: cited.citation,
        });
        let title = relate::of_title(document).into_iter().map(|tie| (tie.kind, tie.to, tie.span));
        let vague = document.transcript.text.matches("pháp luật về ").count();
        Self {
            cited: cited.collect(),
            title: title.collect(),
            vague: u32::try_from(vague).unwrap_or(u32::MAX),
        }
    }
}

impl UnitNames {
    /// The names of a parsed document's units.
    pub(super) fn of(document: &Document) -> Self {
        let gone = document.units().filter(|(_, it)| says_repealed(document, it));
        Self {
            all: document.units().map(|(id, _)| document.portion(id).to_string()).collect(),
            repealed: gone.map(|(id, _)| id.0).collect(),
        }
    }

    /// The names, in the order of the text, and those of units that say only that they were repealed.
    pub(super) fn parts(self) -> (Vec<String>, Vec<String>) {
        let named = self.repealed.iter().filter_map(|&at| self.all.get(at as usize));
        let repealed = named.cloned().collect();
        (self.all, repealed)
    }

    /// The portion of a unit as text; empty for what stands before the units.
    pub(super) fn place(&self, unit: Option<u32>) -> &str {
        unit.and_then(|it| self.all.get(it as usize)).map_or("", String::as_str)
    }
}

/// `3. (được bãi bỏ)`, `Điều 60. Quy định chuyển tiếp` with `(Bị bãi bỏ)` under it: nothing is left of the unit but its number.
pub(super) fn says_repealed(document: &Document, unit: &Provision) -> bool {
    let says = |span: Span| {
        let words = document.text(span).trim_matches(|c: char| !c.is_alphanumeric());
        let words = if words.len() > 30 { String::new() } else { words.to_lowercase() };
        let verb = ["đã ", "được ", "bị "]
            .iter()
            .fold(words.as_str(), |rest, it| rest.strip_prefix(it).map_or(rest, str::trim_start));
        verb == "bãi bỏ"
    };
    // The codification puts the names of attached files behind an article.
    let file = |span: Span| {
        let words = document.text(span).trim_end();
        [".doc", ".docx", ".pdf", ".rtf"].iter().any(|it| words.ends_with(it))
    };
    match unit.content.as_slice() {
        [] => unit.heading.is_some_and(says),
        [Content::Paragraph(first), rest @ ..] => {
            let rest = rest.iter().all(|it| matches!(it, Content::Paragraph(span) if file(*span)));
            rest && (says(*first) || file(*first) && unit.heading.is_some_and(says))
        }
        _ => false,
    }
}

/// The sentence around a citation, as one line; of a long one the part around the citation.
fn proof(document: &Document, cited: &cite::Cited) -> String {
    let span = cited.sentence(document);
    let sentence = document.text(span);
    if sentence.len() <= PROOF {
        return sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let at = (cited.citation.span.start - span.start) as usize;
    let start = sentence
        .char_indices()
        .map(|(it, _)| it)
        .take_while(|it| it + PROOF / 2 < at)
        .last()
        .unwrap_or(0);
    let cut: String = sentence.get(start..).unwrap_or_default().chars().take(PROOF / 2).collect();
    let opening = if start > 0 { "… " } else { "" };
    format!("{opening}{} …", cut.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The portion that `text` names; the whole document when it is damaged.
pub(super) fn portion_of(text: &str) -> Portion {
    text.parse().unwrap_or_default()
}
