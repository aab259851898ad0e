//! Viết lại: an edition as a document again, so that pages, search and citations read a computed text as any other.
//!
//! Beside the document stands who changed which stretch and which unit: the margin of a page and the footnotes of a
//! consolidated text are made from it.

use crate::amend::edition::{Edition, Framed, NumberedText};
use crate::amend::tree::{Branch, Cause, Piece, State, Words};
use crate::law::{Component, ComponentPart, Content, Document, Line, Provision, Role, UnitId};
use crate::text::{BlockKind, Span, Transcript};

/// A computed text.
#[derive(Clone, Debug)]
pub struct Written {
    /// The text as a document of its own; its spans lie in its own transcript.
    pub document: Document,
    /// The stretches that came later, in order.
    pub touches: Vec<Touch>,
    /// The units that were changed as a whole, with all instructions that did, in the order of the text.
    pub units: Vec<(UnitId, Vec<Cause>)>,
    /// The units of which only the number is left.
    pub repealed: Vec<UnitId>,
    /// The units that are suspended.
    pub suspended: Vec<UnitId>,
}

/// A stretch that an instruction put in; empty where something was taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Touch {
    /// Where, in the written document.
    pub span: Span,
    /// By which instruction.
    pub cause: Cause,
}

impl Edition {
    /// The edition as a document.
    pub fn write(&self) -> Written {
        let document = Document {
            identity: self.identity.clone(),
            kind: self.kind,
            title: self.title.clone(),
            facts: self.facts.clone(),
            transcript: Transcript::default(),
            lines: Vec::new(),
            components: Vec::new(),
            provisions: Vec::new(),
        };
        let mut writer = Writer {
            written: Written {
                document,
                touches: Vec::new(),
                units: Vec::new(),
                repealed: Vec::new(),
                suspended: Vec::new(),
            },
        };
        for framed in &self.frame {
            match framed {
                Framed::Line(role, words) => writer.line(*role, words),
                Framed::Text(index) => writer.text(self.texts.get(*index)),
            }
        }
        writer.written
    }
}

struct Writer {
    written: Written,
}

impl Writer {
    fn push(&mut self, text: &str) -> Span {
        let transcript = &mut self.written.document.transcript;
        let end = transcript.text.len();
        transcript.push(BlockKind::Paragraph, text, 0).unwrap_or_else(|| Span::new(end, end))
    }

    fn line(&mut self, role: Role, words: &str) {
        let span = self.push(words);
        if !span.is_empty() {
            self.written.document.lines.push(Line { role, span });
        }
    }

    fn text(&mut self, text: Option<&NumberedText>) {
        let Some(text) = text else { return };
        let title: Vec<Span> = text.title.iter().map(|words| self.push(words)).collect();
        let lines = title.iter().map(|&span| Line { role: Role::ComponentTitle, span });
        self.written.document.lines.extend(lines);
        let content = self.pieces(&text.content, text.component, None);
        self.written.document.components.push(ComponentPart {
            component: text.component,
            title,
            content,
        });
    }

    fn pieces(
        &mut self,
        pieces: &[Piece],
        component: Component,
        parent: Option<UnitId>,
    ) -> Vec<Content> {
        let mut content = Vec::with_capacity(pieces.len());
        for piece in pieces {
            match piece {
                Piece::Paragraph(words) => content.push(Content::Paragraph(self.words(words))),
                Piece::Quoted(words) => content.push(Content::Quoted(self.words(words))),
                Piece::Table(rows) => {
                    let transcript = &mut self.written.document.transcript;
                    let block = u32::try_from(transcript.blocks.len()).unwrap_or(u32::MAX);
                    content.extend(transcript.push_table(rows, 0).map(|_| Content::Table(block)));
                }
                Piece::Unit(branch) => {
                    content.push(Content::Unit(self.branch(branch, component, parent)));
                }
            }
        }
        // An emptied paragraph has no place in the text.
        content.retain(
            |it| !matches!(it, Content::Paragraph(span) | Content::Quoted(span) if span.is_empty()),
        );
        content
    }

    fn words(&mut self, words: &Words) -> Span {
        let span = self.push(&words.text);
        self.touch(words, span);
        span
    }

    fn touch(&mut self, words: &Words, span: Span) {
        let touches = words.touched.iter().map(|&(stretch, cause)| {
            let length = span.len();
            let range = stretch.range();
            Touch { span: span.part(range.start.min(length)..range.end.min(length)), cause }
        });
        self.written.touches.extend(touches);
    }

    fn branch(&mut self, branch: &Branch, component: Component, parent: Option<UnitId>) -> UnitId {
        let provisions = &mut self.written.document.provisions;
        let id = UnitId(u32::try_from(provisions.len()).unwrap_or(u32::MAX));
        provisions.push(Provision {
            component,
            step: branch.step.clone(),
            parent,
            mark: Span::default(),
            heading: None,
            content: Vec::new(),
        });
        if !branch.causes.is_empty() {
            self.written.units.push((id, branch.causes.clone()));
        }
        match branch.state {
            State::Standing => {}
            State::Repealed => self.written.repealed.push(id),
            State::Suspended => self.written.suspended.push(id),
        }
        let (mark, heading, first) = self.first_line(branch);
        let mut content: Vec<Content> = first.map(Content::Paragraph).into_iter().collect();
        let rest = branch.content.get(content.len()..).unwrap_or_default();
        content.extend(self.pieces(rest, component, Some(id)));
        let provisions = &mut self.written.document.provisions;
        if let Some(provision) = provisions.get_mut(id.0 as usize) {
            provision.mark = mark;
            provision.heading = heading;
            provision.content = content;
        }
        id
    }

    /// Writes the number and what stands on its line: the heading, or the first paragraph.
    fn first_line(&mut self, branch: &Branch) -> (Span, Option<Span>, Option<Span>) {
        let first = match branch.content.first() {
            Some(Piece::Paragraph(words)) => Some(words),
            _ => None,
        };
        let heading = branch.heading.as_ref();
        let beside = heading.or(first).filter(|words| !words.text.is_empty());
        let Some(words) = beside.filter(|_| !branch.mark_alone) else {
            let mark = self.push(&branch.mark);
            return (mark, heading.map(|words| self.words(words)), None);
        };
        let line = self.push(&format!("{} {}", branch.mark, words.text));
        let mark = line.part(0..branch.mark.len());
        let span = line.part(branch.mark.len() + 1..line.len());
        self.touch(words, span);
        if heading.is_some() { (mark, Some(span), None) } else { (mark, None, Some(span)) }
    }
}
