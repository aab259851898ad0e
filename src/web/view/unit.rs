//! Provisions as they are printed: numbers hang in a column of their own, levels nest, every unit is an anchor.
//!
//! The anchor of a unit is the portion part of its address, so that `/vb/77-2015-qh13#dieu-5/khoan-2` and
//! `/vb/77-2015-qh13/dieu-5/khoan-2` name one thing.

use askama::Template;
use jiff::civil::Date;

use crate::law::{
    Component, ComponentPart, Content, Document, Line, Provision, Role, Unit, UnitId,
};
use crate::text::Span;
use crate::web::view::table::table;
use crate::web::view::text::text;
use crate::web::view::{ChangeMark, ChangeMarks, NoteView, TableView, Text, dated};

/// Makes the printed pieces of one document on one page, and remembers which footnotes they call.
pub(crate) struct Scribe<'a> {
    document: &'a Document,
    slug: &'a str,
    called: Vec<u32>,
    changes: ChangeMarks,
    day: Option<Date>,
}

/// A unit with all below it.
#[derive(Clone, Debug, Template)]
#[template(path = "components/unit.html")]
pub(crate) struct UnitView<'a> {
    /// Its anchor.
    pub(crate) id: String,
    /// Where it is shown alone; only for units with a heading line.
    pub(crate) alone: Option<String>,
    /// The kind of unit, as in addresses.
    pub(crate) kind: &'static str,
    /// How a citation names it: `điểm đ`.
    pub(crate) name: String,
    /// Its number as written.
    pub(crate) mark: Text<'a>,
    /// Tên of the unit.
    pub(crate) heading: Option<Text<'a>>,
    /// Level of its heading, 2 to 6; 0 when it has no heading line.
    pub(crate) level: u8,
    /// Whether number and name stand on lines of their own, centred (`Chương I`).
    pub(crate) centred: bool,
    /// What its page is about, what leads to that, or neither.
    pub(crate) part: Part,
    /// Who changed it.
    pub(crate) changes: Vec<ChangeMark>,
    /// What it says.
    pub(crate) pieces: Vec<Piece<'a>>,
}

/// The part that a unit plays on its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// One among others.
    Plain,
    /// It leads to the unit that the page is about.
    Context,
    /// The page is about it.
    Target,
}

/// What a unit or a component says, piece by piece.
#[derive(Clone, Debug)]
pub(crate) enum Piece<'a> {
    /// A paragraph.
    Paragraph(Text<'a>),
    /// Paragraphs of new text for another document.
    Quoted(Vec<Text<'a>>),
    /// A table.
    Table(TableView<'a>),
    /// A smaller unit.
    Unit(UnitView<'a>),
    /// Lines that are no provision.
    Lines(LineGroup<'a>),
    /// Nơi nhận and signatures, set side by side.
    Closing(Vec<LineGroup<'a>>),
}

/// Lines of one role that follow each other.
#[derive(Clone, Debug)]
pub(crate) struct LineGroup<'a> {
    /// What they are.
    pub(crate) role: Role,
    /// In the order of the text.
    pub(crate) lines: Vec<Text<'a>>,
}

impl<'a> Scribe<'a> {
    /// A scribe for a page of `document`, which is addressed as `slug`.
    pub(crate) fn new(document: &'a Document, slug: &'a str) -> Self {
        Self { document, slug, called: Vec::new(), changes: ChangeMarks::new(), day: None }
    }

    /// The scribe for a text on a day that was asked for, with the marks of who changed what.
    pub(crate) fn on(mut self, day: Option<Date>, changes: ChangeMarks) -> Self {
        (self.day, self.changes) = (day, changes);
        self
    }

    /// The text under a span.
    pub(crate) fn text(&mut self, span: Span) -> Text<'a> {
        let called = &mut self.called;
        text(self.document, span, |note| {
            let first = !called.contains(&note);
            if first {
                called.push(note);
            }
            first
        })
    }

    /// The footnotes that were called so far, and those that these call.
    pub(crate) fn notes(&mut self) -> Vec<NoteView<'a>> {
        let mut notes = Vec::new();
        let mut next = 0;
        while let Some(&index) = self.called.get(next) {
            next += 1;
            let Some(note) = self.document.transcript.footnotes.get(index as usize) else {
                continue;
            };
            let text = self.text(note.span);
            notes.push(NoteView { number: index + 1, mark: note.mark.clone(), text });
        }
        notes
    }

    /// A unit with all below it. `base` is the level of the heading of the largest unit on the page.
    pub(crate) fn unit(&mut self, id: UnitId, base: u8) -> Option<UnitView<'a>> {
        let provision = self.document.provision(id)?;
        let mut view = self.head(id, provision, base);
        view.pieces = self.content(&provision.content, base);
        Some(view)
    }

    /// The heading of a unit, without what it says.
    pub(crate) fn heading(&mut self, id: UnitId, base: u8) -> Option<UnitView<'a>> {
        Some(self.head(id, self.document.provision(id)?, base))
    }

    /// The unit inside what it stands in, up to its article: each with the paragraphs that lead down to it.
    pub(crate) fn in_context(&mut self, id: UnitId, base: u8) -> Option<UnitView<'a>> {
        let mut above = Vec::new();
        if self.document.provision(id)?.step.unit > Unit::Article {
            for ancestor in self.document.ancestors(id) {
                above.push(ancestor);
                if self.document.provision(ancestor)?.step.unit <= Unit::Article {
                    break;
                }
            }
        }
        let mut leading = Vec::new();
        for &ancestor in above.iter().rev() {
            let provision = self.document.provision(ancestor)?;
            let mut view = self.head(ancestor, provision, base);
            view.part = Part::Context;
            let lead = provision.content.iter().take_while(|it| !matches!(it, Content::Unit(_)));
            for piece in lead {
                view.pieces.extend(self.piece(piece, base));
            }
            leading.push(view);
        }
        let mut view = self.unit(id, base)?;
        view.part = Part::Target;
        while let Some(mut outer) = leading.pop() {
            outer.pieces.push(Piece::Unit(view));
            view = outer;
        }
        Some(view)
    }

    /// Pieces of content with paragraphs of one quotation put together.
    pub(crate) fn content(&mut self, content: &'a [Content], base: u8) -> Vec<Piece<'a>> {
        let mut pieces: Vec<Piece<'a>> = Vec::with_capacity(content.len());
        for item in content {
            let piece = self.piece(item, base);
            match (piece, pieces.last_mut()) {
                (Some(Piece::Quoted(more)), Some(Piece::Quoted(before))) => before.extend(more),
                (piece, _) => pieces.extend(piece),
            }
        }
        pieces
    }

    fn piece(&mut self, content: &'a Content, base: u8) -> Option<Piece<'a>> {
        Some(match content {
            Content::Paragraph(span) => Piece::Paragraph(self.text(*span)),
            Content::Quoted(span) => Piece::Quoted(vec![self.text(*span)]),
            Content::Table(index) => Piece::Table(self.table(*index)?),
            Content::Unit(id) => Piece::Unit(self.unit(*id, base)?),
        })
    }

    fn table(&mut self, index: u32) -> Option<TableView<'a>> {
        let document = self.document;
        table(document, index, |span| self.text(span))
    }

    fn head(&mut self, id: UnitId, provision: &'a Provision, base: u8) -> UnitView<'a> {
        let portion = self.document.portion(id);
        let above = self.document.ancestors(id).filter(|&it| self.is_headed(it)).count();
        let headed = self.is_headed(id);
        let depth = u8::try_from(above).unwrap_or(6);
        let mark = self.document.text(provision.mark);
        UnitView {
            alone: headed.then(|| dated(format!("/vb/{}/{portion}", self.slug), self.day)),
            id: portion.to_string(),
            kind: provision.step.unit.slug(),
            name: provision.step.name(),
            mark: self.text(provision.mark),
            heading: provision.heading.map(|span| self.text(span)),
            level: if headed { base.saturating_add(depth).min(6) } else { 0 },
            centred: provision.step.unit < Unit::Article && mark.contains(char::is_whitespace),
            part: Part::Plain,
            changes: self.changes.get(&id).cloned().unwrap_or_default(),
            pieces: Vec::new(),
        }
    }

    fn is_headed(&self, id: UnitId) -> bool {
        self.document.provision(id).is_some_and(|it| it.step.unit <= Unit::Article)
    }

    /// The title lines of a component.
    pub(crate) fn title(&mut self, part: &ComponentPart) -> Vec<Text<'a>> {
        part.title.iter().map(|&span| self.text(span)).collect()
    }

    /// Groups lines of one role; Nơi nhận and signatures that follow each other become one closing.
    pub(crate) fn lines(&mut self, lines: &[&'a Line]) -> Vec<Piece<'a>> {
        let mut pieces: Vec<Piece<'a>> = Vec::new();
        for group in self.line_groups(lines) {
            let closes = matches!(group.role, Role::Recipients | Role::Signature);
            match pieces.last_mut() {
                Some(Piece::Closing(groups)) if closes => groups.push(group),
                _ if closes => pieces.push(Piece::Closing(vec![group])),
                _ => pieces.push(Piece::Lines(group)),
            }
        }
        pieces
    }

    /// Lines of one role that follow each other, put together. Each signer of a joint text starts a group.
    pub(crate) fn line_groups(&mut self, lines: &[&'a Line]) -> Vec<LineGroup<'a>> {
        let mut groups: Vec<LineGroup<'a>> = Vec::new();
        for line in lines {
            let text = self.text(line.span);
            let signer = line.role == Role::Signature && text.letters().starts_with("TM.");
            match groups.last_mut() {
                Some(group) if group.role == line.role && !signer => group.lines.push(text),
                _ => groups.push(LineGroup { role: line.role, lines: vec![text] }),
            }
        }
        groups
    }
}

impl LineGroup<'_> {
    /// The class that sets the lines.
    pub(crate) fn class(&self) -> &'static str {
        match self.role {
            Role::Ground => "ground",
            Role::Enacting => "enacting",
            Role::Passage => "passage",
            Role::Recipients => "recipients",
            Role::Signature => "signature",
            Role::Addressee => "addressee",
            Role::Kind | Role::Title | Role::ComponentTitle => "title",
            Role::Issuer | Role::Motto | Role::Number | Role::PlaceAndDate => "form",
            Role::Footnote => "footnote",
            Role::Contents => "contents",
            Role::Disclaimer => "disclaimer",
            Role::Ornament => "ornament",
            Role::Preamble | Role::Unplaced => "plain",
        }
    }
}

/// The name by which a component is cited before the name of the document.
pub(crate) fn component_name(component: Component, title: &str) -> String {
    match component {
        Component::Main => String::new(),
        Component::Attachment(_) => {
            let kind = crate::law::Kind::from_name(title).map_or("văn bản", |kind| kind.name());
            format!("{kind} ban hành kèm theo")
        }
        Component::Annex(number) => format!("Phụ lục thứ {number}"),
    }
}
