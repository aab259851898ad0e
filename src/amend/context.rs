//! What a sentence leaves out: the điều that the sentence above named, the law that the điều of the amending text names.
//!
//! "2. Sửa đổi, bổ sung một số khoản của Điều 53 như sau:" / "a) Sửa đổi, bổ sung khoản 2 như sau:". Inside one sentence
//! the điều often comes last: "Bãi bỏ khoản 1 và sửa đổi, bổ sung khoản 3 Điều 88".

use crate::amend::grammar::{Beside, Order, Verb};
use crate::amend::instruction::{Part, PhraseChange, Within};
use crate::amend::place::Aim;
use crate::amend::target::Target;
use crate::law::{Step, Unit};

/// What holds for the sentences below.
#[derive(Clone, Debug, Default)]
pub(crate) struct Context {
    pub(crate) target: Option<Target>,
    pub(crate) within: Within,
    pub(crate) steps: Vec<Step>,
    pub(crate) verb: Option<Verb>,
    pub(crate) changes: Vec<PhraseChange>,
}

/// Fills in what the orders of one sentence leave out. False when a place stays without its điều.
pub(crate) fn complete(orders: &mut [Order], context: &Context) -> bool {
    let mut aims: Vec<&mut Aim> = Vec::new();
    for order in orders.iter_mut() {
        collect(order, &mut aims);
    }
    spread(aims.iter_mut().rev());
    spread(aims.iter_mut());
    targets(&mut aims, context);
    let mut whole = true;
    for aim in &mut aims {
        let follows = aim.target.as_ref() == context.target.as_ref() || context.target.is_none();
        if follows && lacks(aim) {
            let first = aim.place.steps.first().map(|step| step.unit);
            let above = context.steps.iter().filter(|step| match (first, aim.same) {
                (Some(first), _) => step.unit < first,
                (None, Some(same)) => step.unit <= same,
                (None, None) => true,
            });
            let mut steps: Vec<Step> = above.cloned().collect();
            steps.append(&mut aim.place.steps);
            aim.place.steps = steps;
            if aim.place.within == Within::Main {
                aim.place.within = context.within.clone();
            }
        }
        if std::mem::take(&mut aim.before) && aim.place.steps.len() > 1 {
            aim.place.steps.pop();
        }
        whole &= !lacks(aim);
    }
    whole
}

/// The aims of an order; the neighbours of new units before the units themselves, for those take their điều from them.
fn collect<'a>(order: &'a mut Order, aims: &mut Vec<&'a mut Aim>) {
    match order {
        Order::Replace { aims: list, .. }
        | Order::Repeal { aims: list }
        | Order::Suspend { aims: list }
        | Order::Phrase { aims: list, .. } => aims.extend(list),
        Order::Insert { units, beside: None } => aims.extend(units),
        // The units take their place from the neighbour, later.
        Order::Insert { units, beside: Some(beside) } => {
            let list = match beside {
                Beside::After(list) | Beside::Before(list) | Beside::Into(list) => list,
            };
            // "Bổ sung khoản 3a Điều 5 vào sau khoản 3".
            if let (Some(unit), Some(aim)) = (units.first(), list.first_mut())
                && lacks(aim)
                && unit.place.steps.len() > 1
                && stands(&unit.place.steps)
            {
                let first = aim.place.steps.first().map(|step| step.unit);
                let above =
                    unit.place.steps.iter().filter(|step| first.is_none_or(|it| step.unit < it));
                let mut steps: Vec<Step> = above.cloned().collect();
                steps.append(&mut aim.place.steps);
                aim.place.steps = steps;
            }
            for unit in units.iter() {
                if let (Some(target), Some(aim)) = (&unit.target, list.first_mut())
                    && aim.target.is_none()
                {
                    aim.target = Some(target.clone());
                }
            }
            aims.extend(list);
        }
        Order::Renumber { from, to } => {
            aims.extend(from);
            // The new numbers need no place of their own.
            for aim in to.iter_mut() {
                aim.place.steps =
                    aim.place.steps.split_off(aim.place.steps.len().saturating_sub(1));
            }
        }
        Order::Several(orders) => {
            for order in orders {
                collect(order, aims);
            }
        }
        Order::End { .. } => {}
    }
}

/// Whether the way leads from a điều or a division down.
fn stands(steps: &[Step]) -> bool {
    steps.first().is_some_and(|step| step.unit <= Unit::Article)
}

/// Whether the điều is missing. A bare "tên điều" lacks it too; the whole text lacks nothing.
fn lacks(aim: &Aim) -> bool {
    match aim.place.steps.first() {
        Some(step) => step.unit > Unit::Article && aim.place.within == Within::Main,
        None => aim.place.part != Part::Whole || aim.same.is_some(),
    }
}

/// Hands the way from each place to those behind it in `aims` that lack it.
fn spread<'a, 'b: 'a>(aims: impl Iterator<Item = &'a mut &'b mut Aim>) {
    let mut last: Option<(Vec<Step>, Within, Option<Target>)> = None;
    for aim in aims {
        let Some((steps, within, target)) = last.as_ref().filter(|_| lacks(aim)) else {
            if !aim.place.steps.is_empty() {
                last =
                    Some((aim.place.steps.clone(), aim.place.within.clone(), aim.target.clone()));
            }
            continue;
        };
        let other = aim.target.is_some() && target.is_some() && aim.target != *target;
        if let Some(mut way) = handed(aim, steps).filter(|_| !other) {
            way.append(&mut aim.place.steps);
            aim.place.steps = way;
            aim.place.within = within.clone();
            aim.target = aim.target.take().or_else(|| target.clone());
        }
        if stands(&aim.place.steps) {
            last = Some((aim.place.steps.clone(), aim.place.within.clone(), aim.target.clone()));
        }
    }
}

/// The way that a place takes over from its neighbour: what the neighbour stands in above the place's own kind. A khoản
/// takes over the điều of a neighbouring điều, but a điểm nothing from a whole khoản.
fn handed(aim: &Aim, steps: &[Step]) -> Option<Vec<Step>> {
    let last = steps.last()?;
    let way: Vec<Step> = match (aim.place.steps.first(), aim.same) {
        (Some(first), _) => {
            let near =
                last.unit >= first.unit || last.unit == Unit::Article && first.unit == Unit::Clause;
            near.then(|| steps.iter().filter(|step| step.unit < first.unit).cloned().collect())?
        }
        (None, Some(same)) => steps.iter().filter(|step| step.unit <= same).cloned().collect(),
        (None, None) => return None,
    };
    (!way.is_empty()).then_some(way)
}

/// A text named once holds for the places before it, then for those behind; else the text of the sentences above.
fn targets(aims: &mut [&mut Aim], context: &Context) {
    let mut last: Option<Target> = None;
    for aim in aims.iter_mut().rev() {
        match &aim.target {
            Some(target) => last = Some(target.clone()),
            None => aim.target.clone_from(&last),
        }
    }
    for aim in aims.iter_mut() {
        if aim.target.is_none() {
            aim.target = last.clone().or_else(|| context.target.clone());
        }
        // "Luật Điện lực" below "… của Luật Điện lực số 28/2004/QH11" is the same.
        if let (Some(target), Some(known)) = (&mut aim.target, &context.target)
            && target.number.is_none()
            && target.same_title(known)
        {
            target.number.clone_from(&known.number);
        }
    }
}
