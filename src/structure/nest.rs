//! Nesting: from the marked lines of one text to its units.
//!
//! A mark opens a unit only where it fits: `1.` after khoản 3 is no khoản 1 but a list of its own, `2015.` is a year.
//! Unnumbered paragraphs go to the unit that goes on: a paragraph after the last điểm belongs to its khoản, unless the
//! list of điểm continues behind it.

use std::collections::HashMap;
use std::ops::Range;

use crate::law::{Component, Content, Label, Note, NoteKind, Provision, Step, Unit, UnitId};
use crate::structure::heading::is_headed;
use crate::structure::line::Line;
use crate::structure::marker::{Marker, Sign};
use crate::text::Span;

/// Deeper nesting than any real text has.
const DEEPEST: usize = 24;

/// Builds the units of one text.
pub(crate) struct Nest<'a, 'l> {
    /// The transcript's text.
    pub(super) source: &'a str,
    pub(super) lines: &'l [Line<'a>],
    pub(super) component: Component,
    /// Whether the text is divided into điều; plans and letters are not.
    pub(super) has_articles: bool,
    /// Whether its điều have names on the line of their number.
    pub(super) headed: bool,
    /// Whether the lines are cut out of a text: any number may come first, and numbers may be left out.
    pub(super) cut_out: bool,
    pub(super) provisions: &'l mut Vec<Provision>,
    pub(super) notes: &'l mut Vec<Note>,
    /// The open units, largest first.
    pub(super) open: Vec<Open>,
    /// What stands directly under the component.
    pub(super) top: Vec<Content>,
    /// Rules and bars between the units: no words of the law.
    pub(super) ornaments: Vec<Span>,
    pub(super) last_article: Option<Label>,
    /// How often each number was given in each place of the component.
    pub(super) given: HashMap<Place, u16>,
}

/// Where a number may stand once only: a unit, its number, the unit around it. A điều has its number in the whole component.
pub(super) type Place = (Unit, Label, Option<UnitId>);

/// An open unit and the lists it has so far.
pub(super) struct Open {
    pub(super) id: UnitId,
    pub(super) unit: Unit,
    pub(super) sign: Sign,
    pub(super) label: Label,
    /// For each kind of smaller unit directly inside: the last number.
    pub(super) last: Vec<(Sign, Label)>,
}

/// The place of a unit among its equals.
pub(super) fn place(unit: Unit, label: &Label, parent: Option<UnitId>) -> Place {
    (unit, label.clone(), parent.filter(|_| unit != Unit::Article))
}

impl<'a, 'l> Nest<'a, 'l> {
    pub(crate) fn new(
        source: &'a str,
        lines: &'l [Line<'a>],
        component: Component,
        provisions: &'l mut Vec<Provision>,
        notes: &'l mut Vec<Note>,
    ) -> Self {
        let has_articles =
            lines.iter().any(|line| line.live_marker().is_some_and(|it| it.sign == Sign::Article));
        let headed = is_headed(lines);
        let mut given = HashMap::new();
        for it in provisions.iter().rev().take_while(|it| it.component == component) {
            *given.entry(place(it.step.unit, &it.step.label, it.parent)).or_default() += 1;
        }
        Self {
            source,
            lines,
            component,
            has_articles,
            headed,
            cut_out: false,
            provisions,
            notes,
            open: Vec::new(),
            top: Vec::new(),
            ornaments: Vec::new(),
            last_article: None,
            given,
        }
    }

    /// Lines cut out of a text of điều: `“4. …` and `“13. …` without their điều.
    pub(crate) fn cut_out(mut self) -> Self {
        self.has_articles = true;
        self.headed = true;
        self.cut_out = true;
        self
    }

    /// Reads the lines in `range` and returns what stands directly under the component, and the ornaments in between.
    pub(crate) fn build(mut self, range: Range<usize>) -> (Vec<Content>, Vec<Span>) {
        let mut at = range.start;
        while at < range.end {
            at = self.line(at, range.end).max(at + 1);
        }
        (self.top, self.ornaments)
    }

    /// Reads the line at `at`; returns the index of the next one.
    fn line(&mut self, at: usize, end: usize) -> usize {
        let Some(line) = self.lines.get(at) else { return at + 1 };
        if line.is_ornament() {
            self.ornaments.push(line.span);
            return at + 1;
        }
        if line.quoted {
            self.attach(Content::Quoted(line.span));
            return at + 1;
        }
        if let Some(block) = line.table {
            self.settle_paragraph(at, end);
            self.attach(Content::Table(block));
            return at + 1;
        }
        if let Some(marker) = line.live_marker()
            && let Some(unit) = self.fits(marker, at)
            && self.open.len() < DEEPEST
        {
            return self.open_unit(unit, marker.clone(), at, end);
        }
        self.settle_paragraph(at, end);
        self.attach(Content::Paragraph(line.span));
        at + 1
    }

    fn open_unit(&mut self, unit: Unit, marker: Marker, at: usize, end: usize) -> usize {
        let Some(line) = self.lines.get(at) else { return at + 1 };
        self.close_for(unit, &marker);
        let label = self.label_of(unit, &marker);
        self.check_sequence(unit, &marker, &label, line.span);
        let id = UnitId(u32::try_from(self.provisions.len()).unwrap_or(u32::MAX));
        let parent = self.open.last().map(|open| open.id);
        let occurrence = self.occurrence(unit, &label, parent);
        let step = Step { unit, label: label.clone(), occurrence };
        if step.occurrence > 1 {
            self.notes
                .push(Note::new(line.span, NoteKind::Repeated { unit, label: label.clone() }));
        }
        let provision = Provision {
            component: self.component,
            step,
            parent,
            mark: line.mark_span(),
            heading: None,
            content: Vec::new(),
        };
        self.attach(Content::Unit(id));
        self.provisions.push(provision);
        if let Some(parent) = self.open.last_mut() {
            parent.remember(marker.sign, label.clone());
        }
        if unit == Unit::Article {
            self.last_article = Some(label.clone());
        }
        self.open.push(Open { id, unit, sign: marker.sign, label, last: Vec::new() });
        self.words_of(unit, id, at, end)
    }

    /// Closes the open units that the new one does not stand in.
    fn close_for(&mut self, unit: Unit, marker: &Marker) {
        match (unit, marker.sign) {
            // 1.1 stands in khoản 1; 1.1.1 in điểm 1.1; otherwise beside its equals.
            (Unit::Point, Sign::Decimal) => {
                let prefix =
                    marker.label.as_str().rsplit_once('.').map(|(prefix, _)| prefix.to_owned());
                let home = self.open.iter().rposition(|open| {
                    Some(open.label.as_str()) == prefix.as_deref() && open.unit >= Unit::Clause
                });
                let beside = self.open.iter().position(|open| open.unit >= Unit::Point);
                let keep = home.map_or_else(|| beside.unwrap_or(self.open.len()), |home| home + 1);
                self.open.truncate(keep);
            }
            (Unit::Dash, Sign::Plus) => {
                // "+" stands under the "-" before it.
                let keep = self
                    .open
                    .iter()
                    .position(|open| open.sign == Sign::Plus)
                    .unwrap_or(self.open.len());
                self.open.truncate(keep);
            }
            (Unit::Dash, sign) => {
                let keep = self.open.iter().position(|open| {
                    open.unit == Unit::Dash && (open.sign == sign || sign == Sign::Dash)
                });
                self.open.truncate(keep.unwrap_or(self.open.len()));
            }
            (Unit::Point, _) => {
                // a) under điểm 1.1 stays there; otherwise beside the điểm before it.
                let keep = self.open.iter().position(|open| match open.sign {
                    Sign::Decimal => false,
                    _ => open.unit >= Unit::Point,
                });
                self.open.truncate(keep.unwrap_or(self.open.len()));
            }
            _ => {
                let keep =
                    self.open.iter().position(|open| open.unit >= unit).unwrap_or(self.open.len());
                self.open.truncate(keep);
            }
        }
    }

    /// Dashes are numbered by their place, everything else by what is written.
    fn label_of(&self, unit: Unit, marker: &Marker) -> Label {
        if unit != Unit::Dash || marker.sign == Sign::Number {
            return marker.label.clone();
        }
        let before = self.open.last().map_or(&self.top, |open| self.content_of(open.id));
        let dashes = before.iter().filter(|content| match content {
            Content::Unit(id) => {
                self.provisions.get(id.0 as usize).is_some_and(|it| it.step.unit == Unit::Dash)
            }
            _ => false,
        });
        Label::count(u32::try_from(dashes.count() + 1).unwrap_or(u32::MAX))
    }

    fn content_of(&self, id: UnitId) -> &Vec<Content> {
        self.provisions.get(id.0 as usize).map_or(&self.top, |provision| &provision.content)
    }

    pub(super) fn text_of(&self, span: Span) -> &'a str {
        span.of(self.source)
    }

    /// A điểm that so far only announces what comes: `b) Hồ sơ gồm:`, and in texts without điều `1.2. Phần thảo luận`.
    fn awaits_words(&self, open: &Open) -> bool {
        let Some(provision) = self.provisions.get(open.id.0 as usize) else { return false };
        let [Content::Paragraph(span)] = provision.content.as_slice() else { return false };
        let words = self.text_of(*span).trim_end();
        let titled = !self.has_articles
            && words.chars().count() <= 120
            && words.ends_with(|c: char| c.is_alphanumeric());
        words.ends_with(':') || titled
    }

    /// Closes the units that an unnumbered paragraph at `at` does not belong to.
    fn settle_paragraph(&mut self, at: usize, end: usize) {
        let later = self.lines.get(at + 1..end).unwrap_or_default();
        let next = later.iter().find_map(Line::live_marker);
        while let Some(open) = self.open.last() {
            let keeps = match open.unit {
                Unit::Dash => next.is_some_and(|it| {
                    it.sign == open.sign || open.sign == Sign::Dash && it.sign == Sign::Plus
                }),
                Unit::Point if self.awaits_words(open) => true,
                Unit::Point => next.is_some_and(|it| {
                    matches!(it.sign, Sign::Dash | Sign::Plus)
                        || it.sign == open.sign && it.label.follows(&open.label)
                        || it.sign == Sign::Letter && open.sign == Sign::Decimal
                }),
                Unit::Clause => !self.ends_enumeration(open, next),
                _ => true,
            };
            if keeps {
                return;
            }
            self.open.pop();
        }
    }

    /// Khoản that are the items of one sentence ("gồm có: 1. …; 2. …; 3. ….") end with it: what follows is the article's.
    fn ends_enumeration(&self, open: &Open, next: Option<&Marker>) -> bool {
        let goes_on = next.is_some_and(|it| {
            it.sign == open.sign && it.label.follows(&open.label)
                || matches!(it.sign, Sign::Letter | Sign::Dash | Sign::Decimal)
        });
        if goes_on || open.label.is_first() {
            return false;
        }
        let Some(provision) = self.provisions.get(open.id.0 as usize) else { return false };
        let parent = provision.parent.and_then(|id| self.provisions.get(id.0 as usize));
        let siblings = parent.map_or(&self.top, |parent| &parent.content);
        let before = siblings.iter().rev().filter_map(|content| match content {
            Content::Unit(id) if *id != open.id => self.provisions.get(id.0 as usize),
            _ => None,
        });
        before.take(1).any(|sibling| match sibling.content.last() {
            Some(Content::Paragraph(span)) => self.text_of(*span).trim_end().ends_with(';'),
            _ => false,
        })
    }

    pub(super) fn attach(&mut self, content: Content) {
        let home = self.open.last().map(|open| open.id);
        match home.and_then(|id| self.provisions.get_mut(id.0 as usize)) {
            Some(provision) => provision.content.push(content),
            None => self.top.push(content),
        }
    }
}

impl Open {
    pub(super) fn last_of(&self, sign: Sign) -> Option<&Label> {
        self.last.iter().find(|(it, _)| *it == sign).map(|(_, label)| label)
    }

    fn remember(&mut self, sign: Sign, label: Label) {
        match self.last.iter_mut().find(|(it, _)| *it == sign) {
            Some((_, last)) => *last = label,
            None => self.last.push((sign, label)),
        }
    }
}
