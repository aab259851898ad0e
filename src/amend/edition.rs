//! Bản đang theo dõi: a document whose text can change, with everything around its provisions kept.
//!
//! Căn cứ, signatures, annexes and tables come along untouched: a consolidated text has them too.

use crate::amend::instruction::Place;
use crate::amend::locate::locate;
use crate::amend::tree::{Branch, Piece, State, Words};
use crate::law::{
    Component, Content, Document, Facts, Identity, Kind, Provision, Role, Step, Unit, UnitId,
};
use crate::text::{BlockKind, CellText};

/// A document as an owned tree.
#[derive(Clone, Debug)]
pub struct Edition {
    /// Who it is.
    pub identity: Identity,
    /// Loại văn bản.
    pub kind: Kind,
    /// Trích yếu.
    pub title: String,
    /// What its source says of it.
    pub facts: Facts,
    /// What stands around the provisions, and where the numbered texts come between, in order.
    pub(crate) frame: Vec<Framed>,
    /// The numbered texts.
    pub(crate) texts: Vec<NumberedText>,
}

/// A line around the provisions, or the place of a numbered text.
#[derive(Clone, Debug)]
pub(crate) enum Framed {
    Line(Role, String),
    Text(usize),
}

/// Phần thân, văn bản kèm theo or phụ lục, with what stands in it.
#[derive(Clone, Debug)]
pub(crate) struct NumberedText {
    pub(crate) component: Component,
    pub(crate) title: Vec<String>,
    pub(crate) content: Vec<Piece>,
}

impl Edition {
    /// The document as it stands.
    pub fn of(document: &Document) -> Self {
        let mut placed: Vec<(u32, Framed)> = Vec::new();
        let mut texts = Vec::new();
        let mut titles = Vec::new();
        for (index, part) in document.components.iter().enumerate() {
            let mut spans = part.title.clone();
            document.spans_of(&part.content, &mut spans);
            let start = spans.iter().map(|span| span.start).min().unwrap_or(u32::MAX);
            placed.push((start, Framed::Text(index)));
            titles.extend(part.title.iter().copied());
            texts.push(NumberedText {
                component: part.component,
                title: part.title.iter().map(|&span| document.text(span).to_owned()).collect(),
                content: pieces(document, &part.content),
            });
        }
        for line in document.lines.iter().filter(|line| !titles.contains(&line.span)) {
            let words = document.text(line.span).to_owned();
            placed.push((line.span.start, Framed::Line(line.role, words)));
        }
        placed.sort_by_key(|(start, _)| *start);
        Self {
            identity: document.identity.clone(),
            kind: document.kind,
            title: document.title.clone(),
            facts: document.facts.clone(),
            frame: placed.into_iter().map(|(_, framed)| framed).collect(),
            texts,
        }
    }

    /// The điều with this number in the main text.
    pub fn article(&self, step: &Step) -> Option<&Branch> {
        let main = self.texts.iter().find(|text| text.component == Component::Main)?;
        articles(&main.content).into_iter().find(|it| it.step == *step)
    }

    /// The điều in the division at `place`, or the one it names.
    pub fn articles_in(&self, place: &Place) -> Vec<&Branch> {
        let found = locate(self, place).ok().and_then(|way| self.branch(&way));
        match found {
            Some(unit) if unit.step.unit == Unit::Article => vec![unit],
            Some(unit) => articles(&unit.content),
            None => Vec::new(),
        }
    }

    /// Every điều of the main text, in order.
    pub fn articles(&self) -> Vec<&Branch> {
        let main = self.texts.iter().filter(|text| text.component == Component::Main);
        main.flat_map(|text| articles(&text.content)).collect()
    }
}

fn articles(content: &[Piece]) -> Vec<&Branch> {
    let mut found = Vec::new();
    for unit in content.iter().filter_map(Piece::unit) {
        if unit.step.unit == Unit::Article {
            found.push(unit);
        } else {
            found.extend(articles(&unit.content));
        }
    }
    found
}

/// What stands in a document under `content`, owned.
pub(crate) fn pieces(document: &Document, content: &[Content]) -> Vec<Piece> {
    let words = |span| Words::plain(document.text(span).trim());
    let piece = |content: &Content| {
        Some(match content {
            Content::Paragraph(span) => Piece::Paragraph(words(*span)),
            Content::Quoted(span) => Piece::Quoted(words(*span)),
            Content::Table(block) => Piece::Table(table(document, *block)?),
            Content::Unit(id) => Piece::Unit(branch(document, *id)?),
        })
    };
    content.iter().filter_map(piece).collect()
}

fn branch(document: &Document, id: UnitId) -> Option<Branch> {
    let provision = document.provision(id)?;
    Some(Branch {
        step: provision.step.clone(),
        mark: document.text(provision.mark).trim().to_owned(),
        mark_alone: stands_alone(document, provision),
        heading: provision.heading.map(|span| Words::plain(document.text(span).trim())),
        content: pieces(document, &provision.content),
        state: State::Standing,
        causes: Vec::new(),
    })
}

/// Whether nothing but the mark stands on its line.
fn stands_alone(document: &Document, provision: &Provision) -> bool {
    let first = provision.content.iter().find_map(|content| match content {
        Content::Paragraph(span) => Some(*span),
        _ => None,
    });
    let Some(next) = provision.heading.or(first) else { return true };
    let between = document.transcript.text.get(provision.mark.end as usize..next.start as usize);
    between.is_none_or(|between| between.contains('\n'))
}

fn table(document: &Document, block: u32) -> Option<Vec<(bool, Vec<CellText>)>> {
    let block = document.transcript.blocks.get(block as usize)?;
    let BlockKind::Table(table) = &block.kind else { return None };
    let rows = table.rows.iter().map(|row| {
        let cell = |cell: &crate::text::Cell| {
            (document.text(cell.span).to_owned(), cell.columns, cell.rows)
        };
        (row.head, row.cells.iter().map(cell).collect())
    });
    Some(rows.collect())
}
