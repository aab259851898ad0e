//! Cách viết dẫn chiếu: a followed citation in words, small to large (Nghị quyết 351/2017/UBTVQH14, Điều 24).

use crate::cite::{Base, Named};
use crate::draft::Draft;
use crate::draft::follow::{Cited, Told, Unfollowed, names_unit};
use crate::law::{Portion, Step, Unit};
use crate::text::Span;

/// A citation, or the citations of one list, and what became of each.
pub(super) struct Wording<'a> {
    pub(super) draft: &'a Draft,
    /// Where the sentence stands in the draft.
    pub(super) here: &'a Portion,
    pub(super) text: &'a str,
    pub(super) run: &'a [Cited<'a>],
    pub(super) told: &'a [Told],
}

impl Wording<'_> {
    /// The new words for the spans that change, or what a person must decide.
    pub(super) fn write(&self) -> Result<Vec<(Span, String)>, Vec<Unfollowed>> {
        let pairs = || self.run.iter().zip(self.told);
        let open: Vec<Unfollowed> =
            pairs().filter_map(|(it, told)| self.opened(it, told)).collect();
        if !open.is_empty() {
            return Err(open);
        }
        if let ([cited], [told]) = (self.run, self.told) {
            return Ok(self.one(cited, told).into_iter().map(|it| (cited.0.span, it)).collect());
        }
        if pairs().all(|(it, told)| self.is_same(it, told)) {
            return Ok(Vec::new());
        }
        if let Some(written) = self.list() {
            return Ok(written);
        }
        // Each names its unit and can be written in full.
        if self.run.iter().all(|it| names_unit(it.0.span.of(self.text))) {
            let each = pairs().filter_map(|(it, told)| Some((it.0.span, self.one(it, told)?)));
            return Ok(each.collect());
        }
        Err({
            let why = "Các đơn vị trong một danh sách nay không còn đứng cùng chỗ: cần viết lại bằng tay.";
            pairs().filter_map(|(it, _)| self.by_hand(it, why)).take(1).collect()
        })
    }

    fn opened(&self, cited: &Cited<'_>, told: &Told) -> Option<Unfollowed> {
        let Told::Open(open) = told else { return None };
        Some(Unfollowed { words: cited.0.span.of(self.text).to_owned(), ..open.clone() })
    }

    fn by_hand(&self, cited: &Cited<'_>, why: &str) -> Option<Unfollowed> {
        let last = self.run.last()?;
        let whole = Span { start: cited.0.span.start, end: last.0.span.end };
        Some(Unfollowed {
            words: whole.of(self.text).to_owned(),
            document: crate::law::DocumentRef::new(String::new()),
            portion: crate::cite::portion(cited.1),
            why: why.to_owned(),
        })
    }

    /// The words for one citation; none when they stay.
    fn one(&self, cited: &Cited<'_>, told: &Told) -> Option<String> {
        match told {
            Told::Leave | Told::Open(_) => None,
            Told::Whole => Some(self.this()),
            Told::Here(_) if self.is_same(cited, told) => None,
            Told::Here(there) => Some(self.tail(cited, self.name(there))),
            Told::Beside(portion, name) if portion.steps.is_empty() => Some(name.clone()),
            Told::Beside(portion, name) => Some(format!("{} của {name}", portion.name())),
        }
    }

    /// A list whose members still stand side by side: only their numbers and what is around them change.
    fn list(&self) -> Option<Vec<(Span, String)>> {
        let there: Vec<&Portion> = self
            .told
            .iter()
            .map(|it| match it {
                Told::Here(there) | Told::Beside(there, _) => Some(there),
                _ => None,
            })
            .collect::<Option<_>>()?;
        let (unit, around) = there.first()?.steps.split_last()?;
        let beside = |it: &&Portion| {
            it.steps
                .split_last()
                .is_some_and(|(last, rest)| rest == around && last.unit == unit.unit)
        };
        let named = |it: &Told| matches!(it, Told::Here(_));
        let kind = self.told.first()?;
        if !there.iter().all(beside) || !self.told.iter().all(|it| named(it) == named(kind)) {
            return None;
        }
        let count = there.len();
        let written = self.run.iter().zip(&there).enumerate().map(|(at, (cited, there))| {
            let step = there.steps.last()?;
            let words = cited.0.span.of(self.text);
            let label = match names_unit(words) {
                true => step.name(),
                false => step.label.to_string(),
            };
            let last = at + 1 == count;
            let name = match (last, kind) {
                (false, _) => label,
                (true, Told::Beside(portion, name)) => {
                    format!("{label}{} của {name}", self.rest(portion, false))
                }
                (true, _) => self.tail(cited, format!("{label}{}", self.rest(there, true))),
            };
            Some((cited.0.span, name))
        });
        written.collect()
    }

    /// What is around a unit, as it goes on behind its name: ` Điều này`, ` khoản 2 Điều 9`.
    fn rest(&self, portion: &Portion, here: bool) -> String {
        let Some((_, around)) = portion.steps.split_last().filter(|(_, it)| !it.is_empty()) else {
            return String::new();
        };
        let around = Portion { component: portion.component, steps: around.to_vec() };
        format!(" {}", if here { self.name(&around) } else { around.name() })
    }

    /// A unit of the draft as it is cited where the sentence stands.
    fn name(&self, there: &Portion) -> String {
        let same = there.steps.iter().zip(&self.here.steps).take_while(|(a, b)| a == b).count();
        let (shared, own) = there.steps.split_at(same);
        let mut names: Vec<String> = own.iter().rev().map(Step::name).collect();
        match shared.last() {
            Some(step) => names.push(format!("{} này", step.unit.name())),
            None => return there.name(),
        }
        // "điểm b khoản này": the article around both need not be named.
        names.join(" ")
    }

    /// `name`, and the draft behind it where the words named their document.
    fn tail(&self, cited: &Cited<'_>, name: String) -> String {
        let words = cited.0.span.of(self.text);
        match cited.0.document {
            // "Điều này của Nghị quyết này" nobody writes.
            Named::This(_) | Named::Written(_) if !name.ends_with(" này") => {
                let of = if words.contains(" của ") { " của" } else { "" };
                format!("{name}{of} {}", self.this())
            }
            _ => name,
        }
    }

    fn this(&self) -> String {
        format!("{} này", self.draft.kind.name())
    }

    /// Whether the words stay true as they stand.
    fn is_same(&self, cited: &Cited<'_>, told: &Told) -> bool {
        let Told::Here(there) = told else { return *told == Told::Leave };
        let Cited(mention, citation) = *cited;
        let named = match &mention.document {
            Named::Unsaid => true,
            Named::This(kind) => *kind == self.draft.kind,
            Named::Written(_) => false,
        };
        let around = match mention.place.base {
            Base::This(unit) => self.within(there, unit),
            // "khoản 2" without more means the article at hand.
            Base::Written => {
                mention.document != Named::Unsaid
                    || mention.place.steps.first().is_some_and(|it| it.unit == Unit::Article)
                    || self.within(there, Unit::Article)
            }
            Base::ThisPart => false,
        };
        let numbers = match mention.place.base {
            // The units around have no number in the words.
            Base::This(unit) => {
                let below = |steps: &[Step]| {
                    steps.iter().filter(|it| it.unit > unit).cloned().collect::<Vec<_>>()
                };
                below(&there.steps) == below(&citation.steps)
            }
            Base::Written => there.steps.ends_with(&mention.place.steps),
            Base::ThisPart => false,
        };
        named && around && numbers
    }

    /// Whether `there` stands in the same unit of this size as the sentence.
    fn within(&self, there: &Portion, unit: Unit) -> bool {
        let upto = |portion: &Portion| {
            portion.steps.iter().take_while(|it| it.unit <= unit).cloned().collect::<Vec<_>>()
        };
        let (ours, theirs) = (upto(self.here), upto(there));
        ours == theirs && ours.last().is_some_and(|it| it.unit == unit)
    }
}
