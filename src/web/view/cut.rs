//! Where a long text is cut: at its chapters, else after so much text.

use crate::law::{ComponentPart, Content, Document, Unit, UnitId};

/// More điều than this make a text long.
const MANY_ARTICLES: usize = 150;

/// More bytes of text than this make a text long.
const MUCH_TEXT: usize = 400_000;

/// A run of pieces without a chapter above them is cut after this many bytes.
const RUN: usize = 120_000;

/// The part of a sheet inside one component.
#[derive(Clone, Debug)]
pub(crate) struct SheetPart<'a> {
    /// Its index in the document.
    pub(crate) component: usize,
    /// Whether the component begins here, with its title.
    pub(crate) begins: bool,
    /// Units whose headings are shown first.
    pub(crate) heads: Vec<UnitId>,
    /// What is shown.
    pub(crate) content: &'a [Content],
}

impl SheetPart<'_> {
    /// Where the part begins: its title, the first of its outer units, or its content.
    pub(crate) fn start(&self, document: &Document) -> Option<u32> {
        let title = document.components.get(self.component).filter(|_| self.begins);
        let title = title.and_then(|it| it.title.first()).map(|it| it.start);
        let head =
            self.heads.first().and_then(|&id| document.provision(id)).map(|it| it.mark.start);
        title.or(head).or_else(|| start_of(document, self.content))
    }
}

/// Whether a document is shown sheet by sheet.
pub(crate) fn is_long(document: &Document) -> bool {
    let articles = document.provisions.iter().filter(|it| it.step.unit == Unit::Article).count();
    articles > MANY_ARTICLES || document.transcript.text.len() > MUCH_TEXT
}

/// The parts of one component: its chapters when the text is `long`, else the whole of it. Always at least one.
pub(crate) fn cut<'a>(
    document: &'a Document,
    component: usize,
    part: &'a ComponentPart,
    long: bool,
) -> Vec<SheetPart<'a>> {
    let heads = Vec::new();
    let mut cutter = Cutter { document, component, begins: true, heads, parts: Vec::new() };
    if long {
        cutter.cut(&part.content);
    }
    if cutter.parts.is_empty() {
        let heads = Vec::new();
        return vec![SheetPart { component, begins: true, heads, content: &part.content }];
    }
    cutter.parts
}

/// Cuts the content of one component into the parts of a long text.
struct Cutter<'a> {
    document: &'a Document,
    component: usize,
    begins: bool,
    heads: Vec<UnitId>,
    parts: Vec<SheetPart<'a>>,
}

impl<'a> Cutter<'a> {
    fn cut(&mut self, content: &'a [Content]) {
        let mut from = 0;
        let mut size = 0;
        for (index, piece) in content.iter().enumerate() {
            let division = self.division(piece);
            size += self.document_size(piece);
            if let Some(id) = division {
                self.part(content.get(from..index));
                if self.holds_chapters(id) {
                    self.heads.push(id);
                    if let Some(unit) = self.document.provision(id) {
                        self.cut(&unit.content);
                    }
                } else {
                    self.part(content.get(index..=index));
                }
                (from, size) = (index + 1, 0);
            } else if size > RUN {
                self.part(content.get(from..=index));
                (from, size) = (index + 1, 0);
            }
        }
        self.part(content.get(from..));
    }

    fn part(&mut self, content: Option<&'a [Content]>) {
        let Some(content) = content.filter(|it| !it.is_empty()) else { return };
        let heads = std::mem::take(&mut self.heads);
        let (component, begins) = (self.component, std::mem::take(&mut self.begins));
        self.parts.push(SheetPart { component, begins, heads, content });
    }

    fn division(&self, piece: &Content) -> Option<UnitId> {
        let Content::Unit(id) = piece else { return None };
        let unit = self.document.provision(*id)?.step.unit;
        (unit < Unit::Article).then_some(*id)
    }

    /// Whether a unit is cut further: a phần into its chương, and any unit that is long itself into its divisions.
    fn holds_chapters(&self, id: UnitId) -> bool {
        let Some(unit) = self.document.provision(id) else { return false };
        let long = self.document_size(&Content::Unit(id)) > MUCH_TEXT;
        unit.content.iter().filter_map(|it| self.division(it)).any(|inner| {
            let chapter =
                self.document.provision(inner).is_some_and(|it| it.step.unit <= Unit::Chapter);
            chapter || long
        })
    }

    fn document_size(&self, piece: &Content) -> usize {
        let mut spans = Vec::new();
        self.document.spans_of(std::slice::from_ref(piece), &mut spans);
        spans.iter().map(|it| it.len()).sum()
    }
}

/// Where a run of pieces begins in the text.
pub(crate) fn start_of(document: &Document, content: &[Content]) -> Option<u32> {
    content.first().and_then(|it| position(document, it))
}

fn position(document: &Document, piece: &Content) -> Option<u32> {
    Some(match piece {
        Content::Paragraph(span) | Content::Quoted(span) => span.start,
        Content::Table(block) => document.transcript.blocks.get(*block as usize)?.span.start,
        Content::Unit(id) => document.provision(*id)?.mark.start,
    })
}
