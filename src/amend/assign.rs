//! Which part of the quoted text is whose: "Sửa đổi khoản 5 và bổ sung khoản 6 vào sau khoản 5 như sau:" quotes both.
//!
//! Each wanted unit is taken out of the quoted tree by its number. What stays behind was quoted for orientation (the
//! heading of the điều around a khoản) or was not announced; the one is compared when it is applied, the other is
//! unparsed.

use crate::amend::instruction::{Operation, Part, Place, Position};
use crate::amend::tree::{Branch, Piece, State, Words};
use crate::law::{Step, Unit};

/// A unit whose new text is quoted.
#[derive(Clone, Debug)]
pub(crate) struct Wanted {
    pub(crate) place: Place,
    pub(crate) kind: WantedKind,
}

#[derive(Clone, Debug)]
pub(crate) enum WantedKind {
    Replace { or_add: bool, partly: bool },
    Insert { position: Position },
}

/// The operations that put the quoted text where it is wanted.
pub(crate) fn assign(wanted: &[Wanted], quoted: Vec<Piece>) -> Vec<Operation> {
    if let [one] = wanted
        && let Some(operations) = alone(one, &quoted)
    {
        return operations;
    }
    let mut quoted = quoted;
    let mut operations = Vec::new();
    for one in wanted {
        match taken(one, &mut quoted) {
            Some(operation) => operations.push(operation),
            None => operations.push(Operation::Unparsed { aims: vec![one.place.clone()] }),
        }
    }
    let places: Vec<&Place> = wanted.iter().map(|it| &it.place).collect();
    left_over(&quoted, &places, &mut operations);
    operations
}

/// One place, and quoted text that is not marked as that place: its words without its number, or some of its units.
fn alone(wanted: &Wanted, quoted: &[Piece]) -> Option<Vec<Operation>> {
    let last = wanted.place.steps.last()?;
    if wanted.place.part != Part::Whole || find(quoted, &wanted.place, last).is_some() {
        return None;
    }
    let has_units = quoted.iter().any(|piece| piece.unit().is_some());
    let small = last.unit >= Unit::Clause;
    let at = wanted.place.clone();
    match &wanted.kind {
        WantedKind::Insert { position } if !has_units && small => {
            let new = Branch {
                step: last.clone(),
                mark: mark_of(last),
                mark_alone: false,
                heading: None,
                content: quoted.to_vec(),
                state: State::Standing,
                causes: Vec::new(),
            };
            Some(vec![Operation::Insert { at, position: position.clone(), new: Box::new(new) }])
        }
        WantedKind::Insert { .. } => None,
        WantedKind::Replace { or_add, partly } => {
            let inner = quoted.iter().filter_map(Piece::unit).collect::<Vec<_>>();
            let only_inner =
                inner.len() == quoted.len() && inner.iter().all(|unit| unit.step.unit > last.unit);
            if has_units && only_inner {
                return Some(inner_units(&at, &inner, *partly));
            }
            if let Some(unit) = misspelt(last, quoted) {
                let new = vec![Piece::Unit(unit)];
                return Some(vec![Operation::Replace { at, new, or_add: *or_add }]);
            }
            let plain =
                small && (!has_units || matches!(quoted.first(), Some(Piece::Paragraph(_))));
            let fits = plain && inner.iter().all(|unit| unit.step.unit > last.unit);
            fits.then(|| vec![Operation::Replace { at, new: quoted.to_vec(), or_add: *or_add }])
        }
    }
}

/// “Điều 45, Chế độ …” (Luật 71/2020/QH14): the wanted điều, its number closed with a comma.
fn misspelt(step: &Step, quoted: &[Piece]) -> Option<Branch> {
    let (Piece::Paragraph(first), rest) = quoted.split_first()? else { return None };
    let mark = format!("{} {}", step.unit.name(), step.label);
    let heading = first.text.strip_prefix(&mark)?.strip_prefix([',', ';', '-'])?.trim();
    (step.unit == Unit::Article && !heading.is_empty()).then(|| Branch {
        step: step.clone(),
        mark: mark_of(step),
        mark_alone: false,
        heading: Some(Words::plain(heading)),
        content: rest.to_vec(),
        state: State::Standing,
        causes: Vec::new(),
    })
}

/// Units of a place without the place's own number: all of them when they count from the first, else those that are quoted.
fn inner_units(at: &Place, inner: &[&Branch], partly: bool) -> Vec<Operation> {
    let counted = inner.first().is_some_and(|it| it.step.label.is_first())
        && inner.iter().zip(inner.iter().skip(1)).all(|(before, after)| {
            after.step.unit == before.step.unit && after.step.label.follows(&before.step.label)
        });
    if counted && !partly && inner.len() > 1 {
        let new = inner.iter().map(|&unit| Piece::Unit(unit.clone())).collect();
        return vec![Operation::Replace { at: at.clone(), new, or_add: false }];
    }
    let one = |unit: &&Branch| {
        let mut place = at.clone();
        place.steps.push(unit.step.clone());
        Operation::Replace { at: place, new: vec![Piece::Unit((*unit).clone())], or_add: true }
    };
    inner.iter().map(one).collect()
}

/// Takes what `wanted` names out of the quoted text.
fn taken(wanted: &Wanted, quoted: &mut Vec<Piece>) -> Option<Operation> {
    let at = wanted.place.clone();
    let or_add = matches!(wanted.kind, WantedKind::Replace { or_add: true, .. });
    match at.part {
        Part::Whole => {
            let last = at.steps.last()?;
            let way = find(quoted, &at, last)?;
            let new = remove(quoted, &way)?;
            Some(match &wanted.kind {
                WantedKind::Replace { .. } => {
                    Operation::Replace { at, new: vec![Piece::Unit(new)], or_add }
                }
                WantedKind::Insert { position } => {
                    Operation::Insert { at, position: position.clone(), new: Box::new(new) }
                }
            })
        }
        Part::Heading => {
            let heading = heading_of(&at, quoted)?;
            Some(Operation::Replace { at, new: vec![Piece::Paragraph(heading)], or_add: false })
        }
        Part::Opening | Part::Paragraph(_) | Part::LastParagraph => {
            let new = paragraphs_of(&at, quoted)?;
            Some(Operation::Replace { at, new, or_add: false })
        }
    }
}

/// The heading of the unit at `at`: on the quoted unit, or the quoted words alone.
fn heading_of(at: &Place, quoted: &mut Vec<Piece>) -> Option<Words> {
    let last = at.steps.last()?;
    if let Some(way) = find(quoted, at, last) {
        let unit = branch_mut(quoted, &way)?;
        return unit.heading.take().or_else(|| {
            let first = unit.content.first_mut()?.words_mut().map(std::mem::take);
            unit.content.drain(..usize::from(first.is_some()));
            first
        });
    }
    let first = quoted.first_mut()?.words_mut().map(std::mem::take)?;
    quoted.remove(0);
    Some(first)
}

/// Leading paragraphs of the quoted unit, or of the quoted text.
fn paragraphs_of(at: &Place, quoted: &mut Vec<Piece>) -> Option<Vec<Piece>> {
    let last = at.steps.last()?;
    let home = match find(quoted, at, last) {
        Some(way) => &mut branch_mut(quoted, &way)?.content,
        None => quoted,
    };
    let count = home.iter().take_while(|piece| piece.unit().is_none()).count();
    let single = !matches!(at.part, Part::Opening) && count != 1;
    (count > 0 && !single).then(|| home.drain(..count).collect())
}

/// The way to the unit with the number of `step` in the quoted text, where nothing around it contradicts `place`.
fn find(quoted: &[Piece], place: &Place, step: &Step) -> Option<Vec<usize>> {
    for (index, piece) in quoted.iter().enumerate() {
        let Some(unit) = piece.unit() else { continue };
        if unit.step.unit == step.unit && unit.step.label == step.label {
            return Some(vec![index]);
        }
        let contradicts =
            place.steps.iter().any(|it| it.unit == unit.step.unit && it.label != unit.step.label);
        let larger = unit.step.unit < step.unit;
        if larger
            && !contradicts
            && let Some(mut way) = find(&unit.content, place, step)
        {
            way.insert(0, index);
            return Some(way);
        }
    }
    None
}

fn branch_mut<'a>(pieces: &'a mut [Piece], way: &[usize]) -> Option<&'a mut Branch> {
    let (&first, rest) = way.split_first()?;
    let Piece::Unit(unit) = pieces.get_mut(first)? else { return None };
    if rest.is_empty() { Some(unit) } else { branch_mut(&mut unit.content, rest) }
}

fn remove(pieces: &mut Vec<Piece>, way: &[usize]) -> Option<Branch> {
    let (&first, rest) = way.split_first()?;
    if rest.is_empty() {
        return match pieces.get(first)? {
            Piece::Unit(_) => match pieces.remove(first) {
                Piece::Unit(unit) => Some(unit),
                _ => None,
            },
            _ => None,
        };
    }
    let Piece::Unit(unit) = pieces.get_mut(first)? else { return None };
    remove(&mut unit.content, rest)
}

/// What nobody wanted: text quoted around the wanted units must be as it was; a unit with a number between others
/// ("3a") was meant to be added; any other is not understood.
fn left_over(quoted: &[Piece], wanted: &[&Place], operations: &mut Vec<Operation>) {
    let Some(&near) = wanted.first() else { return };
    for piece in quoted {
        let Piece::Unit(unit) = piece else {
            operations.push(Operation::Unparsed { aims: vec![near.clone()] });
            continue;
        };
        // “2. Mức thuế suất …:” around a wanted điểm q of khoản 2.
        let home = wanted.iter().find_map(|place| way_to(place, &unit.step));
        if let Some(home) = home {
            around(unit, &home, wanted, operations);
            continue;
        }
        let place = place_of(unit, near);
        let suffixed = unit.step.label.number().is_some()
            && !unit.step.label.as_str().bytes().all(|b| b.is_ascii_digit());
        operations.push(if suffixed {
            let position = Position::InOrder;
            Operation::Insert { at: place, position, new: Box::new(unit.clone()) }
        } else {
            Operation::Unparsed { aims: vec![place] }
        });
    }
}

/// The place down to the unit with that number, when the way leads through it.
fn way_to(place: &Place, step: &Step) -> Option<Place> {
    let index = place.steps.iter().position(|it| it.unit == step.unit && it.label == step.label)?;
    let steps = place.steps.get(..=index)?.to_vec();
    Some(Place { within: place.within.clone(), steps, part: Part::Whole })
}

fn around(unit: &Branch, place: &Place, wanted: &[&Place], operations: &mut Vec<Operation>) {
    let named = |part: Part| wanted.iter().any(|it| it.steps == place.steps && it.part == part);
    if let Some(heading) = unit.heading.as_ref().filter(|_| !named(Part::Heading)) {
        let at = Place { part: Part::Heading, ..place.clone() };
        let new = vec![Piece::Paragraph(heading.clone())];
        operations.push(Operation::Replace { at, new, or_add: false });
    }
    let count = unit.content.iter().take_while(|piece| piece.unit().is_none()).count();
    let opening = unit.content.get(..count).unwrap_or_default();
    if !opening.is_empty() {
        let at = Place { part: Part::Opening, ..place.clone() };
        operations.push(Operation::Replace { at, new: opening.to_vec(), or_add: false });
    }
    left_over(unit.content.get(count..).unwrap_or_default(), wanted, operations);
}

/// The place of a quoted unit among the places near it.
fn place_of(unit: &Branch, near: &Place) -> Place {
    let above = near.steps.iter().take_while(|step| step.unit < unit.step.unit);
    let mut steps: Vec<Step> = above.cloned().collect();
    steps.push(unit.step.clone());
    Place { within: near.within.clone(), steps, part: Part::Whole }
}

/// The mark with which a unit of that number is written.
pub(crate) fn mark_of(step: &Step) -> String {
    match step.unit {
        Unit::Article => format!("Điều {}.", step.label),
        Unit::Clause => format!("{}.", step.label),
        Unit::Point if step.label.as_str().contains('.') => format!("{}.", step.label),
        Unit::Point => format!("{})", step.label),
        Unit::Dash => "-".to_owned(),
        _ => format!("{} {}", step.unit.name(), step.label),
    }
}
