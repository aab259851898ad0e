//! Sequence: which marks open a unit where they stand, by what was numbered before them.

use crate::law::{Component, Content, Label, Note, NoteKind, Unit, UnitId};
use crate::structure::line::Line;
use crate::structure::marker::{Marker, Sign};
use crate::structure::nest::{Nest, Open, place};
use crate::text::Span;

impl Nest<'_, '_> {
    /// The unit that a mark opens here; none when it is only how a sentence begins.
    pub(super) fn fits(&self, marker: &Marker, at: usize) -> Option<Unit> {
        match marker.sign {
            Sign::Part => Some(Unit::Part),
            Sign::Chapter => Some(Unit::Chapter),
            Sign::Section => Some(Unit::Section),
            Sign::Subsection => Some(Unit::Subsection),
            Sign::Article => Some(Unit::Article),
            // "Điền 47." (Luật 85/2015/QH13): an article when it is the next one.
            Sign::ArticleMisspelt => {
                let next =
                    self.last_article.as_ref().is_some_and(|last| marker.label.follows(last));
                next.then_some(Unit::Article)
            }
            Sign::Roman => ((!self.has_articles || self.is_annex())
                && self.in_sequence(marker, at))
            .then_some(Unit::Section),
            Sign::Capital => ((!self.has_articles || self.is_annex())
                && self.in_sequence(marker, at))
            .then_some(Unit::Part),
            Sign::Number => {
                self.numbered_here().then_some(()).and_then(|()| self.number_unit(marker, at))
            }
            // "a.1)" is a điểm only inside điểm a.
            Sign::Decimal if marker.label.number().is_none() => {
                let home = marker.label.as_str().rsplit_once('.').map(|(home, _)| home);
                let stands = |open: &Open| Some(open.label.as_str()) == home;
                (self.numbered_here() && self.open.iter().any(stands)).then_some(Unit::Point)
            }
            Sign::Decimal => self.numbered_here().then_some(Unit::Point),
            Sign::Letter | Sign::LooseLetter => {
                (self.numbered_here() && self.in_sequence(marker, at)).then_some(Unit::Point)
            }
            Sign::Dash | Sign::Plus => self.numbered_here().then_some(Unit::Dash),
        }
    }

    /// In a text of điều, khoản and smaller units stand inside one; elsewhere anywhere. An annex may hold lists and a form
    /// with điều of its own side by side.
    fn numbered_here(&self) -> bool {
        !self.has_articles
            || self.cut_out
            || self.is_annex()
            || self.open.iter().any(|open| open.unit == Unit::Article)
    }

    fn is_annex(&self) -> bool {
        matches!(self.component, Component::Annex(_))
    }

    /// `1.` is a khoản; after a khoản of the same or a higher number, inside a điểm, it is a list of its own.
    fn number_unit(&self, marker: &Marker, at: usize) -> Option<Unit> {
        let inner = self.open.last().map(|open| open.unit);
        let nested = matches!(inner, Some(Unit::Point | Unit::Dash));
        let clause_before =
            self.open.iter().rev().find(|open| open.unit == Unit::Clause).map(|open| &open.label);
        let inside_list = self
            .open
            .iter()
            .rev()
            .find_map(|open| open.last_of(Sign::Number).filter(|_| open.unit == Unit::Point));
        if let Some(last) = inside_list
            && marker.label.follows(last)
            && clause_before.is_none_or(|clause| !marker.label.follows(clause) || nested)
        {
            return Some(Unit::Dash);
        }
        if nested && marker.label.is_first() && clause_before.is_some() {
            return Some(Unit::Dash);
        }
        self.in_sequence(marker, at).then_some(Unit::Clause)
    }

    /// Whether the number of a mark can stand here: next in a list, a believable gap, or the first of a list.
    fn in_sequence(&self, marker: &Marker, at: usize) -> bool {
        let last = self.open.iter().rev().find_map(|open| open.last_of(marker.sign)).cloned();
        let last = last.or_else(|| self.top_last(marker.sign));
        match last {
            Some(last) if marker.label.follows(&last) => true,
            _ if marker.label.is_first() => true,
            Some(last) if self.cut_out => marker.label > last && marker.sign != Sign::LooseLetter,
            None if self.cut_out => marker.sign != Sign::LooseLetter,
            Some(last) => {
                gap(&last, &marker.label).is_some_and(|gap| gap <= 10)
                    && marker.sign != Sign::LooseLetter
            }
            None => marker.sign != Sign::LooseLetter && self.continued(marker, at),
        }
    }

    fn top_last(&self, sign: Sign) -> Option<Label> {
        let units = self.top.iter().rev().filter_map(|content| match content {
            Content::Unit(id) => self.provisions.get(id.0 as usize),
            _ => None,
        });
        units.take(1).find(|it| sign_of(it.step.unit) == Some(sign)).map(|it| it.step.label.clone())
    }

    /// A list that does not start with its first number must at least go on.
    fn continued(&self, marker: &Marker, at: usize) -> bool {
        let later = self.lines.iter().skip(at + 1).filter_map(Line::live_marker);
        let next = later.take(12).find(|it| it.sign == marker.sign || it.sign == Sign::Article);
        next.is_some_and(|it| it.sign == marker.sign && it.label.follows(&marker.label))
    }

    pub(super) fn check_sequence(
        &mut self,
        unit: Unit,
        marker: &Marker,
        label: &Label,
        span: Span,
    ) {
        if marker.sign == Sign::ArticleMisspelt {
            let written = span.part(0..marker.length).of(self.source).to_owned();
            self.notes.push(Note::new(span, NoteKind::HeadingMisspelt(written)));
        }
        let before = match unit {
            Unit::Article => self.last_article.clone(),
            Unit::Clause | Unit::Point => {
                self.open.last().and_then(|open| open.last_of(marker.sign)).cloned()
            }
            _ => None,
        };
        if let Some(after) = before
            && label > &after
            && !label.follows(&after)
        {
            self.notes.push(Note::new(span, NoteKind::Gap { unit, after, found: label.clone() }));
        }
    }

    /// How many units the source itself gives the same number in the same place, this one included.
    pub(super) fn occurrence(&mut self, unit: Unit, label: &Label, parent: Option<UnitId>) -> u16 {
        let times = self.given.entry(place(unit, label, parent)).or_default();
        *times = times.saturating_add(1);
        *times
    }
}

/// The sign with which units stand directly under a component.
fn sign_of(unit: Unit) -> Option<Sign> {
    Some(match unit {
        Unit::Part => Sign::Capital,
        Unit::Section => Sign::Roman,
        Unit::Clause => Sign::Number,
        Unit::Point => Sign::Letter,
        _ => return None,
    })
}

/// How many numbers or letters are skipped from `before` to `found`; none when it goes backwards.
fn gap(before: &Label, found: &Label) -> Option<u32> {
    match (before.number(), found.number()) {
        (Some(before), Some(found)) => found.checked_sub(before + 1),
        (None, None) => found.letter()?.checked_sub(before.letter()? + 1),
        _ => None,
    }
}
