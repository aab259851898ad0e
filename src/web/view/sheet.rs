//! Tờ: the part of a document that one page shows.
//!
//! A short text is one sheet. A long one (the Civil Code has 689 điều) is cut at its chapters, because a page of three
//! megabytes is read by nobody; every sheet has the address of the unit it begins with.

use crate::law::{Component, Content, Document, Line, Portion, Role, UnitId};
use crate::text::Span;
use crate::web::view::cut::{SheetPart, cut, is_long, start_of};
use crate::web::view::provision::unit_title;
use crate::web::view::title_block::body_start;
use crate::web::view::{Piece, Scribe, Text, UnitView};

/// What one page of a document shows.
#[derive(Clone, Debug)]
pub(crate) struct Sheet<'a> {
    /// The portion it begins with; the whole document for the first sheet.
    pub(crate) portion: Portion,
    /// Whether the sheet is shown at the address of that portion; else it is `?trang=number`.
    pub(crate) addressed: bool,
    /// Its place among the sheets, from 1.
    pub(crate) number: usize,
    /// Its name in the contents.
    pub(crate) name: String,
    /// Its parts, one for each component it touches.
    parts: Vec<SheetPart<'a>>,
    /// Where it begins and ends in the text.
    reach: Span,
}

/// A component on a page, or its part on this sheet.
#[derive(Clone, Debug)]
pub(crate) struct ComponentView<'a> {
    /// Its anchor; empty for the main text and for a continuation.
    pub(crate) id: String,
    /// How a citation names it; empty for the main text.
    pub(crate) name: String,
    /// Its title, when it begins here.
    pub(crate) title: Vec<Text<'a>>,
    /// What it says here.
    pub(crate) pieces: Vec<Piece<'a>>,
}

/// The sheets of a document, in the order of the text; always at least one.
pub(crate) fn sheets(document: &Document) -> Vec<Sheet<'_>> {
    let mut parts = Vec::new();
    let long = is_long(document);
    for (index, component) in document.components.iter().enumerate() {
        parts.extend(cut(document, index, component, long));
    }
    bind(document, parts, long)
}

/// Puts parts on sheets: one each for a long text, all on one for a short text.
fn bind<'a>(document: &'a Document, parts: Vec<SheetPart<'a>>, long: bool) -> Vec<Sheet<'a>> {
    let mut sheets: Vec<Sheet<'a>> = Vec::new();
    for part in parts {
        match sheets.last_mut() {
            Some(sheet) if !long => sheet.parts.push(part),
            _ => sheets.push(sheet(document, part)),
        }
    }
    if sheets.is_empty() {
        let (name, reach) = (String::new(), Span::default());
        let portion = Portion::default();
        let number = 1;
        sheets.push(Sheet { portion, addressed: true, number, name, parts: Vec::new(), reach });
    }
    let mut end = u32::MAX;
    for sheet in sheets.iter_mut().rev() {
        sheet.reach.end = end;
        end = sheet.reach.start;
    }
    if let Some(first) = sheets.first_mut() {
        first.reach.start = 0;
    }
    for (index, sheet) in sheets.iter_mut().enumerate() {
        sheet.number = index + 1;
    }
    sheets
}

fn sheet<'a>(document: &'a Document, part: SheetPart<'a>) -> Sheet<'a> {
    let component = document.components.get(part.component);
    let first = part.content.iter().find_map(|it| match it {
        Content::Unit(id) => Some(*id),
        _ => None,
    });
    let outer = part.heads.last().copied().filter(|_| !part.begins || part.heads.len() == 1);
    let holds_one = first.filter(|_| part.content.len() == 1);
    let own = holds_one.or(outer).or(first);
    let whole = Portion {
        component: component.map_or(Component::Main, |it| it.component),
        steps: Vec::new(),
    };
    let titled = part.begins && component.is_some_and(|it| it.component != Component::Main);
    let portion = own.filter(|_| !titled).map_or_else(|| whole.clone(), |id| document.portion(id));
    let name = match own.filter(|_| !titled) {
        Some(id) => unit_title(document, id),
        None => component.map_or_else(String::new, |it| {
            it.title.iter().take(2).map(|&it| document.text(it)).collect::<Vec<_>>().join(" ")
        }),
    };
    let start = part.start(document).unwrap_or(0);
    let addressed = holds_one.is_some() || titled;
    let reach = Span { start, end: u32::MAX };
    Sheet { portion, addressed, number: 1, name, parts: vec![part], reach }
}

/// The sheet on which a unit stands.
pub(crate) fn sheet_of<'s, 'a>(
    document: &Document,
    sheets: &'s [Sheet<'a>],
    id: UnitId,
) -> Option<&'s Sheet<'a>> {
    let at = document.provision(id)?.mark.start;
    sheets.iter().rev().find(|sheet| sheet.reach.start <= at)
}

impl<'a> Sheet<'a> {
    /// Where the sheet is shown; `first` is the address of the document itself.
    pub(crate) fn url(&self, slug: &str) -> String {
        if self.reach.start == 0 {
            format!("/vb/{slug}")
        } else if self.addressed {
            format!("/vb/{slug}/{}", self.portion)
        } else {
            format!("/vb/{slug}?trang={}", self.number)
        }
    }

    /// Whether the sheet begins the document.
    pub(crate) fn is_first(&self) -> bool {
        self.reach.start == 0
    }

    /// Whether a place of the text is on this sheet.
    pub(crate) fn holds(&self, at: u32) -> bool {
        (self.reach.start..self.reach.end).contains(&at)
    }

    /// The lines before the first provision that are not in the title block: căn cứ, lời dẫn.
    pub(crate) fn opening(
        &self,
        document: &'a Document,
        scribe: &mut Scribe<'a>,
    ) -> Vec<Piece<'a>> {
        if !self.is_first() {
            return Vec::new();
        }
        let end = body_start(document).min(
            self.parts
                .first()
                .map_or(u32::MAX, |part| start_of(document, part.content).unwrap_or(u32::MAX)),
        );
        let lines = self.lines(document, Span { start: 0, end });
        scribe.lines(&lines)
    }

    /// What the sheet says, component by component, with the lines that stand between.
    pub(crate) fn components(
        &self,
        document: &'a Document,
        scribe: &mut Scribe<'a>,
    ) -> Vec<ComponentView<'a>> {
        let mut views = Vec::new();
        let opened = body_start(document);
        for (index, part) in self.parts.iter().enumerate() {
            let Some(component) = document.components.get(part.component) else { continue };
            let start = part.start(document).unwrap_or(self.reach.start);
            let from = if self.is_first() && index == 0 { opened.min(start) } else { start };
            let next = self.parts.get(index + 1).and_then(|it| it.start(document));
            let reach = Span { start: from, end: next.unwrap_or(self.reach.end) };
            let title = if part.begins { scribe.title(component) } else { Vec::new() };
            let words = component.title.first().map_or("", |&it| document.text(it));
            let anchor = Portion { component: component.component, steps: Vec::new() };
            views.push(ComponentView {
                id: if part.begins { anchor.to_string() } else { String::new() },
                name: crate::web::view::unit::component_name(component.component, words),
                title,
                pieces: self.merged(document, part, reach, scribe),
            });
        }
        views
    }

    /// Content and the lines inside `reach`, in the order of the text.
    fn merged(
        &self,
        document: &'a Document,
        part: &SheetPart<'a>,
        reach: Span,
        scribe: &mut Scribe<'a>,
    ) -> Vec<Piece<'a>> {
        let main = part.component == 0;
        let base = if main { 2 } else { 3 };
        let mut pieces: Vec<Piece<'a>> = Vec::new();
        let heads = part.heads.iter().filter_map(|&id| scribe.heading(id, base));
        pieces.extend(heads.collect::<Vec<UnitView<'a>>>().into_iter().map(Piece::Unit));
        let mut lines = self.lines(document, reach).into_iter().peekable();
        for item in part.content.chunks(1) {
            let at = start_of(document, item).unwrap_or(0);
            let mut before = Vec::new();
            while let Some(line) = lines.next_if(|line| line.span.start < at) {
                before.push(line);
            }
            pieces.extend(scribe.lines(&before));
            append(&mut pieces, scribe.content(item, base));
        }
        let rest: Vec<&'a Line> = lines.collect();
        pieces.extend(scribe.lines(&rest));
        pieces
    }

    fn lines(&self, document: &'a Document, reach: Span) -> Vec<&'a Line> {
        let first = body_start(document);
        let inside = document.lines.iter().filter(|it| {
            (reach.start..reach.end).contains(&it.span.start)
                && self.holds(it.span.start)
                && !is_furniture(it, first)
        });
        inside.filter(|it| !is_note(document, it) && !is_component_title(document, it)).collect()
    }
}

fn append<'a>(pieces: &mut Vec<Piece<'a>>, more: Vec<Piece<'a>>) {
    for piece in more {
        match (piece, pieces.last_mut()) {
            (Piece::Quoted(more), Some(Piece::Quoted(before))) => before.extend(more),
            (piece, _) => pieces.push(piece),
        }
    }
}

/// Lines that the page shows otherwise: the title block, the banner, the table of contents.
fn is_furniture(line: &Line, body: u32) -> bool {
    let title_block = matches!(
        line.role,
        Role::Issuer | Role::Motto | Role::Number | Role::PlaceAndDate | Role::Kind | Role::Title
    );
    matches!(line.role, Role::Ornament | Role::Disclaimer | Role::Contents)
        || title_block && line.span.start < body
}

/// Whether the line is shown as the title of its component.
fn is_component_title(document: &Document, line: &Line) -> bool {
    document.components.iter().any(|part| part.title.iter().any(|it| it.contains(line.span)))
}

/// Whether the line is the body of a footnote, which stands at the end of the page that calls it.
fn is_note(document: &Document, line: &Line) -> bool {
    let notes = &document.transcript.footnotes;
    line.role == Role::Footnote
        && notes.iter().any(|note| line.span.contains(note.span) || note.span.contains(line.span))
}
