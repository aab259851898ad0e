//! Every citation of a parsed document, each with the unit in which it stands.
//!
//! A document is read from its title through its căn cứ to its last annex, for names given early stand for documents
//! named in full before.

use serde::{Deserialize, Serialize};

use crate::cite::mention::Part;
use crate::cite::reader::{Citation, Reader, Standing, Whose};
use crate::law::{Component, ComponentPart, Content, Document, Kind, Label, Role, Step, UnitId};
use crate::text::{BlockKind, Span};

/// A citation in its document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cited {
    /// The unit in which it stands; none in the căn cứ and the lines before the first unit.
    pub from: Option<UnitId>,
    /// The component in which it stands.
    pub component: Component,
    /// Whether it stands in a căn cứ: what the document rests on.
    pub ground: bool,
    /// What it cites; its span is in the document's text.
    pub citation: Citation,
}

/// Levels of units that are read; deeper nesting holds no citation of its own.
const DEPTH: usize = 24;

/// Every citation in `document`, in the order in which it is read.
pub fn of_document(document: &Document) -> Vec<Cited> {
    let reader =
        Reader::new(document.kind, &format!("{} {}", document.kind.name(), document.title));
    let mut walk = Walk { document, reader, found: Vec::new(), component: Component::Main };
    walk.lines();
    for part in &document.components {
        walk.component(part);
    }
    walk.found
}

struct Walk<'a> {
    document: &'a Document,
    reader: Reader,
    found: Vec<Cited>,
    component: Component,
}

impl Walk<'_> {
    /// Căn cứ and lời dẫn.
    fn lines(&mut self) {
        for line in &self.document.lines {
            if matches!(line.role, Role::Ground | Role::Enacting | Role::Preamble) {
                self.paragraph(line.span, false, None, line.role == Role::Ground);
            }
        }
    }

    fn component(&mut self, part: &ComponentPart) {
        self.component = part.component;
        let title = part.title.first().map_or("", |&span| self.document.text(span));
        let name = match part.component {
            Component::Main => Part::Main,
            Component::Annex(number) => Part::Annex(Some(Label::count(u32::from(number)))),
            Component::Attachment(_) => {
                Part::Attached(Kind::at_start(title).map_or(Kind::Regulation, |(kind, _)| kind))
            }
        };
        self.content(&part.content, &Standing { part: name, path: Vec::new() }, None);
    }

    fn content(&mut self, content: &[Content], standing: &Standing, unit: Option<UnitId>) {
        self.reader.stand(standing.clone());
        let mut left = false;
        for piece in content {
            if left && !matches!(piece, Content::Unit(_)) {
                self.reader.stand(standing.clone());
                left = false;
            }
            match piece {
                Content::Paragraph(span) => self.paragraph(*span, false, unit, false),
                Content::Quoted(span) => self.paragraph(*span, true, unit, false),
                Content::Table(block) => self.table(*block, unit),
                Content::Unit(id) => {
                    self.unit(*id, standing);
                    left = true;
                }
            }
        }
    }

    fn unit(&mut self, id: UnitId, around: &Standing) {
        let Some(provision) = self.document.provision(id) else { return };
        if around.path.len() >= DEPTH {
            return;
        }
        let mut path: Vec<Step> = around.path.clone();
        path.push(provision.step.clone());
        let standing = Standing { part: around.part.clone(), path };
        self.reader.stand(standing.clone());
        if let Some(heading) = provision.heading {
            self.paragraph(heading, false, Some(id), false);
        }
        self.content(&provision.content, &standing, Some(id));
    }

    fn table(&mut self, block: u32, unit: Option<UnitId>) {
        let Some(block) = self.document.transcript.blocks.get(block as usize) else { return };
        let BlockKind::Table(table) = &block.kind else { return };
        for cell in table.rows.iter().flat_map(|row| &row.cells) {
            self.paragraph(cell.span, false, unit, false);
        }
    }

    fn paragraph(&mut self, span: Span, quoted: bool, unit: Option<UnitId>, ground: bool) {
        let words = self.document.text(span);
        for mut citation in self.reader.read(words, quoted) {
            citation.span = span.part(citation.span.range());
            let component = self.component;
            self.found.push(Cited { from: unit, component, ground, citation });
        }
    }
}

impl Cited {
    /// The sentence that proves it, in the text of its document.
    pub fn sentence(&self, document: &Document) -> Span {
        crate::cite::sentence_around(&document.transcript.text, self.citation.span)
    }

    /// Whether it cites the document in which it stands.
    pub fn is_own(&self) -> bool {
        self.citation.document == Whose::Own
    }
}
