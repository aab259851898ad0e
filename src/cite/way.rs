//! Đường xuống: from the steps that words give to the whole way, through the units in which they stand.

use crate::cite::mention::Base;
use crate::law::{Step, Unit};

/// The whole way down to what is cited, through what is around where the words leave it out.
pub(super) fn full(base: Base, steps: &[Step], around: &[Step], unsaid: bool) -> Vec<Step> {
    let above = |unit: Unit, inclusive: bool| {
        around.iter().filter(move |it| it.unit < unit || inclusive && it.unit == unit).cloned()
    };
    match base {
        // "điểm b Điều này" in a khoản: the điểm of this khoản.
        Base::This(Unit::Article)
            if steps
                .first()
                .is_some_and(|it| it.unit == Unit::Point && it.label.number().is_none()) =>
        {
            above(Unit::Clause, true).chain(steps.iter().cloned()).collect()
        }
        // "tiết a1 điểm này" in điểm a.2, which stands in điểm a.
        Base::This(Unit::Point) if !steps.is_empty() => {
            let point = around.iter().find(|it| it.unit == Unit::Point).cloned();
            above(Unit::Point, false).chain(point).chain(steps.iter().cloned()).collect()
        }
        Base::This(unit) => {
            above(unit, true).chain(steps.iter().filter(|it| it.unit > unit).cloned()).collect()
        }
        Base::Written if unsaid => match steps.first() {
            Some(first) if first.unit != Unit::Article => {
                above(first.unit, false).chain(steps.iter().cloned()).collect()
            }
            _ => steps.to_vec(),
        },
        _ => steps.to_vec(),
    }
}

/// Articles are numbered through: chapters above them are no part of the way.
pub(super) fn short(steps: Vec<Step>) -> Vec<Step> {
    match steps.iter().position(|it| it.unit == Unit::Article) {
        Some(at) => steps.into_iter().skip(at).collect(),
        None => steps,
    }
}

/// The way that two ways share.
pub(super) fn common(one: &[Step], other: &[Step]) -> Vec<Step> {
    one.iter().zip(other).take_while(|(a, b)| a == b).map(|(a, _)| a.clone()).collect()
}
