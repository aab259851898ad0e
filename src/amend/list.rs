//! A list of places while it is read: open to the left until the larger unit comes.

use crate::amend::instruction::{Part, Place, Within};
use crate::amend::place::Aim;
use crate::amend::target::Target;
use crate::law::{Label, Step, Unit};

/// What stands before an element of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Joint {
    /// The list begins.
    Start,
    /// Nothing: the larger unit of what came before.
    None,
    /// A comma: usually the next element; a larger unit right behind an incomplete smaller one still holds it.
    Comma,
    /// "và": always the next element.
    And,
}

/// The places read so far.
#[derive(Default)]
pub(crate) struct List {
    pub(crate) aims: Vec<Aim>,
    pub(crate) partly: bool,
    /// From here on, places have no text of their own yet.
    open: usize,
}

impl List {
    pub(crate) fn add(
        &mut self,
        unit: Unit,
        labels: Vec<Label>,
        joint: Joint,
        part: Part,
        partly: bool,
    ) {
        let partly = partly || std::mem::take(&mut self.partly);
        let holds = match joint {
            Joint::None => true,
            Joint::Comma => part == Part::Whole && self.last_lacks(unit),
            Joint::Start | Joint::And => false,
        };
        if labels.is_empty() {
            self.bare(part, Some(unit));
            return;
        }
        if holds && part == Part::Whole && self.hold(unit, &labels) {
            if partly {
                self.mark_partly();
            }
            return;
        }
        for label in labels {
            let place = Place { steps: vec![Step::new(unit, label)], part, ..Place::default() };
            self.aims.push(Aim { place, partly, ..Aim::default() });
        }
    }

    fn mark_partly(&mut self) {
        if let Some(last) = self.aims.last_mut() {
            last.partly = true;
        }
    }

    /// Whether the last place still lacks just the unit that follows: "điểm a, khoản 2 Điều 5".
    fn last_lacks(&self, unit: Unit) -> bool {
        let Some(last) = self.aims.last().filter(|it| it.target.is_none()) else { return false };
        match (last.place.steps.first(), unit) {
            (Some(step), Unit::Clause) => step.unit == Unit::Point,
            (Some(step), Unit::Article) => step.unit == Unit::Clause,
            (None, unit) => last.same == Some(unit),
            _ => false,
        }
    }

    /// Puts the places at the end of the list that are smaller than `unit` into it.
    fn hold(&mut self, unit: Unit, labels: &[Label]) -> bool {
        let smaller = |aim: &Aim| {
            aim.target.is_none()
                && aim.place.within == Within::Main
                && match (aim.place.steps.first(), aim.same) {
                    (Some(step), _) => step.unit > unit,
                    // "tên điều, khoản 1 Điều 235": only a điều holds it.
                    (None, Some(same)) => same == unit,
                    (None, None) => true,
                }
        };
        let division = unit < Unit::Article;
        // What waits for another unit is stepped over: "tên điều, khoản 1 và khoản 2 Điều 235" holds all three at the điều.
        let count = self.aims.iter().rev().take_while(|aim| smaller(aim)).count();
        let count = if division { count.min(1) } else { count };
        if count == 0 || labels.is_empty() {
            return false;
        }
        let start = self.aims.len() - count;
        let held = self.aims.split_off(start);
        for label in labels {
            for aim in &held {
                let mut aim = aim.clone();
                aim.place.steps.insert(0, Step::new(unit, label.clone()));
                aim.same = None;
                self.aims.push(aim);
            }
        }
        true
    }

    pub(crate) fn bare(&mut self, part: Part, same: Option<Unit>) {
        self.aims.push(Aim { place: Place { part, ..Place::default() }, same, ..Aim::default() });
    }

    pub(crate) fn annex(&mut self, label: Option<Label>, joint: Joint) {
        let within = Within::Annex(label);
        let open = self.open;
        let held = self.aims.iter_mut().skip(open).filter(|it| it.place.within == Within::Main);
        let mut any = false;
        for aim in held.filter(|_| joint == Joint::None) {
            aim.place.within = within.clone();
            any = true;
        }
        if !any {
            let place = Place { within, ..Place::default() };
            self.aims.push(Aim { place, ..Aim::default() });
        }
    }

    pub(crate) fn target(&mut self, target: &Target, partly: bool) {
        let partly = partly || std::mem::take(&mut self.partly);
        let mut any = false;
        for aim in self.aims.iter_mut().skip(self.open) {
            if target.attached && aim.place.within == Within::Main {
                aim.place.within = Within::Attachment;
            }
            aim.target = Some(target.clone());
            any = true;
        }
        if !any {
            let within = if target.attached { Within::Attachment } else { Within::Main };
            let place = Place { within, ..Place::default() };
            self.aims.push(Aim {
                place,
                target: Some(target.clone()),
                partly,
                same: None,
                before: false,
            });
        }
        self.open = self.aims.len();
    }
}
