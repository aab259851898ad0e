//! From the blocks of a transcript to a document: header, căn cứ, units, annexes, attached texts, ending.
//!
//! ```text
//! blocks → lines → (contents, quotations marked; page furniture off) → parts → front · units · back → identity → Document
//! ```
//!
//! The parser never fails: what does not fit becomes a note with its place, and every block ends up in exactly one place
//! of the document, so that no character is lost. It knows nothing of file formats (that is `read`) nor of what citations
//! mean (that is `cite`).

mod back;
mod bare;
mod claimed;
mod component;
mod consolidated;
mod contents;
mod front;
mod heading;
mod identity;
mod line;
mod marker;
mod nest;
mod page;
mod phrase;
mod quote;
mod sequence;
mod title;

use std::ops::Range;

use crate::law::{
    Component, ComponentPart, Document, Facts, Identity, Kind, Line as RoleLine, Note, NoteKind,
    Noted, Provision, Role, Unit,
};
use crate::structure::component::Part;
use crate::structure::front::Front;
use crate::structure::identity::Ending;
use crate::structure::line::Line;
use crate::structure::marker::Sign;
use crate::structure::nest::Nest;
use crate::text::{Outline, Span, Transcript};

/// A text longer than this (characters) without any unit is reported.
const UNSTRUCTURED: usize = 1_500;

/// Reads a transcript as a document.
pub fn parse(transcript: Transcript) -> Noted<Document> {
    let mut notes = Vec::new();
    let mut lines = line::lines(&transcript);
    match transcript.outline {
        Outline::Marked => {
            trust_headings(&mut lines);
            // No quotation goes on past the article in which it opens.
            for article in lines.chunk_by_mut(|_, next| !next.heading) {
                quote::mark(article, &mut notes);
            }
        }
        Outline::Implied => {
            contents::mark(&mut lines, &mut notes);
            quote::mark(&mut lines, &mut notes);
        }
    }
    bare::mark(&mut lines, &transcript.text);
    let mut shape = Shape::default();
    let whole = match transcript.outline {
        Outline::Marked => 0..lines.len(),
        Outline::Implied => page::document(&lines, &mut notes),
    };
    let around = lines.iter().enumerate().filter(|(at, _)| !whole.contains(at));
    shape.set_aside(Role::Unplaced, around.map(|(_, line)| line.span));
    lines.truncate(whole.end);
    lines.drain(..whole.start);
    let parts = match transcript.outline {
        Outline::Marked => vec![Part { component: Component::Main, lines: 0..lines.len() }],
        Outline::Implied => component::split(&lines),
    };
    for part in parts {
        shape.read(&transcript, &lines, part, &mut notes);
    }
    drop(lines);
    let front = shape.front.take().unwrap_or_default();
    shape.set_aside(Role::Footnote, transcript.footnotes.iter().map(|note| note.span));
    let ending =
        Ending { passed: shape.spans_of(Role::Passage), signed: shape.spans_of(Role::Signature) };
    let read = identity::read(&transcript, &front, &ending, &mut notes);
    notes.extend(shape.unstructured(&transcript));
    if transcript.outline == Outline::Marked {
        // The codification holds only the articles in force: what is skipped there is no gap.
        notes.retain(|note| !matches!(note.kind, NoteKind::Gap { unit: Unit::Article, .. }));
    }
    notes.sort_by_key(|note| note.span);
    let Shape { lines: mut roles, components, provisions, .. } = shape;
    // In the order of the blocks; inside one, signatures stay column by column.
    roles.sort_by_key(|line| {
        transcript.blocks.partition_point(|block| block.span.start <= line.span.start)
    });
    let mut value = Document {
        identity: read.identity,
        kind: read.kind,
        title: read.title,
        facts: read.facts,
        transcript,
        lines: roles,
        components,
        provisions,
    };
    let consolidated = consolidated::links(&value);
    value.facts.links.extend(consolidated);
    Noted { value, notes }
}

/// Reads lines cut out of a text, as an amending text quotes them: the units in them, by the same rules as in a whole text.
///
/// The document has no identity; its first component holds what stands beside the first units.
pub fn cut_out(transcript: Transcript) -> Document {
    let lines = line::lines(&transcript);
    let mut provisions = Vec::new();
    let mut notes = Vec::new();
    let nest =
        Nest::new(&transcript.text, &lines, Component::Main, &mut provisions, &mut notes).cut_out();
    let (content, ornaments) = nest.build(0..lines.len());
    let aside = |span| RoleLine { role: Role::Ornament, span };
    let roles = ornaments.into_iter().map(aside).collect();
    drop(lines);
    let components = vec![ComponentPart { component: Component::Main, title: Vec::new(), content }];
    Document {
        identity: Identity::default(),
        kind: Kind::Other,
        title: String::new(),
        facts: Facts::default(),
        transcript,
        lines: roles,
        components,
        provisions,
    }
}

/// In a source that marks its headings, only they open articles, and nothing else divides the text.
fn trust_headings(lines: &mut [Line<'_>]) {
    for line in lines {
        let sign = line.marker.as_ref().map(|marker| marker.sign);
        let divides = matches!(
            sign,
            Some(
                Sign::Article
                    | Sign::ArticleMisspelt
                    | Sign::Chapter
                    | Sign::Section
                    | Sign::Subsection
                    | Sign::Part
                    | Sign::Roman
                    | Sign::Capital
            )
        );
        if divides && !line.heading {
            line.marker = None;
        }
    }
}

/// What has been put together so far.
#[derive(Default)]
struct Shape {
    front: Option<Front>,
    lines: Vec<RoleLine>,
    components: Vec<ComponentPart>,
    provisions: Vec<Provision>,
}

impl Shape {
    fn set_aside(&mut self, role: Role, spans: impl Iterator<Item = Span>) {
        self.lines.extend(spans.map(|span| RoleLine { role, span }));
    }

    fn spans_of(&self, role: Role) -> Vec<Span> {
        self.lines.iter().filter(|line| line.role == role).map(|line| line.span).collect()
    }

    /// A long text in which no unit was found.
    fn unstructured(&self, transcript: &Transcript) -> Option<Note> {
        let letters = transcript.text.chars().count();
        let count = u32::try_from(letters).unwrap_or(u32::MAX);
        let whole = Span::new(0, transcript.text.len());
        (self.provisions.is_empty() && letters > UNSTRUCTURED)
            .then(|| Note::new(whole, NoteKind::Unstructured(count)))
    }

    fn read(
        &mut self,
        transcript: &Transcript,
        lines: &[Line<'_>],
        part: Part,
        notes: &mut Vec<Note>,
    ) {
        let range = part.lines.clone();
        let body_start = first_unit(lines, &range, part.component);
        let body_end = match part.component {
            // Forms in annexes have signatures of their own: the whole annex is its body.
            Component::Annex(_) => range.end,
            _ if transcript.outline == Outline::Marked => range.end,
            _ => back::start(lines, body_start..range.end),
        };
        let mut title = Vec::new();
        match part.component {
            Component::Main => {
                let front = front::read(&transcript.text, lines, range.start..body_start);
                self.lines.extend(front.lines.iter().cloned());
                self.front = Some(front);
            }
            _ => {
                for line in lines.get(range.start..body_start).unwrap_or_default() {
                    if line.is_ornament() {
                        self.lines.push(RoleLine { role: Role::Ornament, span: line.span });
                        continue;
                    }
                    title.push(line.span);
                    self.lines.push(RoleLine { role: Role::ComponentTitle, span: line.span });
                }
            }
        }
        let part_lines = lines.get(range.start..body_end).unwrap_or_default();
        let nest =
            Nest::new(&transcript.text, part_lines, part.component, &mut self.provisions, notes);
        let (content, ornaments) = nest.build(body_start - range.start..body_end - range.start);
        self.set_aside(Role::Ornament, ornaments.into_iter());
        self.components.push(ComponentPart { component: part.component, title, content });
        self.lines.extend(back::read(lines, body_end..range.end));
    }
}

/// Where the units of a part begin: its first article or division, or in a text without articles its first mark.
fn first_unit(lines: &[Line<'_>], range: &Range<usize>, component: Component) -> usize {
    let part = lines.get(range.clone()).unwrap_or_default();
    let found = |fits: &dyn Fn(Sign) -> bool| {
        part.iter().position(|line| line.live_marker().is_some_and(|marker| fits(marker.sign)))
    };
    let divides = |sign| matches!(sign, Sign::Article | Sign::Chapter | Sign::Section | Sign::Part);
    if component != Component::Main {
        return range.start + title_length(part);
    }
    if let Some(at) = found(&divides) {
        return range.start + at;
    }
    let marks = |sign| !matches!(sign, Sign::Dash | Sign::Plus | Sign::Decimal | Sign::LooseLetter);
    let first = found(&marks).or_else(|| found(&|_| true));
    first.map_or_else(|| range.start + unmarked_start(part), |at| range.start + at)
}

/// The title lines of an annex or attached text: its name, its title, the bracket under it. What follows before the first
/// unit is text already (Nghị quyết 40/NQ-HĐBCQG: notes to a form, Kế hoạch: its căn cứ).
fn title_length(part: &[Line<'_>]) -> usize {
    let plain = |line: &&Line<'_>| line.live_marker().is_none() && line.table.is_none();
    let head = part.iter().skip(1).take(7).take_while(plain);
    let bracket = head.clone().position(|line| component::has_issue_bracket(line.words()));
    let named = bracket.map_or(1, |at| at + 2);
    let more = part.iter().skip(named).take(7).take_while(plain).take_while(|line| {
        line.is_ornament()
            || marker::is_shouted(line.words())
            || line.words().strip_prefix('(').is_some_and(|it| it.starts_with(char::is_alphabetic))
    });
    (named + more.count()).min(part.len())
}

/// A text without any mark begins after its title block: at the first long sentence.
fn unmarked_start(part: &[Line<'_>]) -> usize {
    let sentence = |line: &Line<'_>| {
        let words = line.words();
        let ground =
            ["Căn cứ", "Theo đề nghị", "Xét ", "Kính gửi"].iter().any(|it| words.starts_with(it));
        !ground
            && !marker::is_shouted(words)
            && words.ends_with(['.', ':'])
            && words.chars().count() > 80
    };
    part.iter().position(|line| line.table.is_some() || sentence(line)).unwrap_or(part.len())
}
