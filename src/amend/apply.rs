//! Thực hiện: one instruction carried out on an edition, wholly or not at all.
//!
//! Numbers never change unless the instruction says so; what is repealed keeps its number (Pháp lệnh 01/2012/UBTVQH13,
//! Điều 13). Where the tree shows something else than the instruction takes for granted, it is refused.

use crate::amend::assign::mark_of;
use crate::amend::edition::Edition;
use crate::amend::instruction::{Operation, Part, PhraseChange, Place, Position, Scope};
use crate::amend::locate::{Way, locate};
use crate::amend::phrase;
use crate::amend::refusal::Refusal;
use crate::amend::tree::{Branch, Cause, Piece, State, Words};
use crate::law::{Label, Step, Unit};
use crate::text::letters_and_digits;

/// Carries out one operation.
///
/// # Errors
/// Says why it was not carried out; the edition is then as it was.
pub fn apply(edition: &mut Edition, operation: &Operation, cause: Cause) -> Result<(), Refusal> {
    match operation {
        Operation::Replace { at, new, or_add } => replace(edition, at, new, *or_add, cause),
        Operation::Insert { at, position, new } => insert(edition, at, position, new, cause),
        Operation::Repeal { at } => repeal(edition, at, cause),
        Operation::Phrase { change, scope: Scope::At(at) } => words(edition, at, change, cause),
        Operation::Phrase { change, scope: Scope::Throughout } => {
            throughout(edition, change, cause)
        }
        Operation::Renumber { from, to } => renumber(edition, from, to, cause),
        Operation::Suspend { at } => {
            let way = locate(edition, at)?;
            let unit = standing(edition, &way, at)?;
            unit.state = State::Suspended;
            unit.causes.push(cause);
            Ok(())
        }
        Operation::End { .. } => Err(Refusal::NoTextChanges),
        Operation::Unparsed { .. } => Err(Refusal::Unparsed),
    }
}

/// The unit at `way`, when it was not repealed.
fn standing<'a>(
    edition: &'a mut Edition,
    way: &Way,
    at: &Place,
) -> Result<&'a mut Branch, Refusal> {
    let missing = || Refusal::NoSuchTarget(at.to_string());
    let unit = edition.branch_mut(way).ok_or_else(missing)?;
    match unit.state {
        State::Repealed => Err(Refusal::AlreadyRepealed(at.to_string())),
        State::Standing | State::Suspended => Ok(unit),
    }
}

fn replace(
    edition: &mut Edition,
    at: &Place,
    new: &[Piece],
    or_add: bool,
    cause: Cause,
) -> Result<(), Refusal> {
    let way = match locate(edition, at) {
        Err(Refusal::NoSuchTarget(_)) if or_add && at.part == Part::Whole => {
            // "Sửa đổi, bổ sung các khoản 2, 3 và 4" of a điều that has three: khoản 4 is added.
            if let [Piece::Unit(unit)] = new {
                return insert(edition, at, &Position::InOrder, unit, cause);
            }
            return Err(Refusal::NoSuchTarget(at.to_string()));
        }
        found => found?,
    };
    let unfit = || Refusal::ContentDoesNotFit(at.to_string());
    match at.part {
        Part::Whole => whole(edition, &way, at, new, cause),
        Part::Heading => {
            let heading = match new {
                [Piece::Paragraph(words)] => words.text.clone(),
                _ => return Err(unfit()),
            };
            let unit = standing(edition, &way, at)?;
            let had = unit.heading.as_ref().map(|it| letters_and_digits(&it.text));
            if had.as_deref() == Some(letters_and_digits(&heading).as_str()) {
                return Ok(());
            }
            let mut words = Words::plain(heading);
            words.mark(cause);
            unit.heading = Some(words);
            Ok(())
        }
        Part::Opening => {
            let unit = standing(edition, &way, at)?;
            let count = unit.content.iter().take_while(|piece| piece.unit().is_none()).count();
            exchange(unit, 0..count, new, cause);
            Ok(())
        }
        Part::Paragraph(number) => {
            let unit = standing(edition, &way, at)?;
            let index = paragraphs(unit).get((number as usize).wrapping_sub(1)).copied();
            let index = index.ok_or_else(|| Refusal::NoSuchTarget(at.to_string()))?;
            exchange(unit, index..index + 1, new, cause);
            Ok(())
        }
        Part::LastParagraph => {
            let unit = standing(edition, &way, at)?;
            let index = paragraphs(unit).last().copied();
            let index = index.ok_or_else(|| Refusal::NoSuchTarget(at.to_string()))?;
            exchange(unit, index..index + 1, new, cause);
            Ok(())
        }
    }
}

/// The indexes of the paragraphs directly in a unit.
fn paragraphs(unit: &Branch) -> Vec<usize> {
    let own =
        unit.content.iter().enumerate().filter(|(_, piece)| matches!(piece, Piece::Paragraph(_)));
    own.map(|(index, _)| index).collect()
}

/// Puts new paragraphs in place of old ones; the same words stay as they were.
fn exchange(unit: &mut Branch, range: std::ops::Range<usize>, new: &[Piece], cause: Cause) {
    let old = unit.content.get(range.clone()).unwrap_or_default();
    if same_words(old, new) {
        return;
    }
    let mut new = new.to_vec();
    for piece in &mut new {
        piece.mark(cause);
    }
    unit.content.splice(range, new);
}

fn same_words(one: &[Piece], other: &[Piece]) -> bool {
    let key = |pieces: &[Piece]| {
        let words = pieces.iter().map(|piece| match piece {
            Piece::Paragraph(words) | Piece::Quoted(words) => letters_and_digits(&words.text),
            Piece::Table(_) | Piece::Unit(_) => "\u{0}".to_owned(),
        });
        words.collect::<String>()
    };
    !key(one).contains('\u{0}') && key(one) == key(other)
}

/// The whole unit reads anew.
fn whole(
    edition: &mut Edition,
    way: &Way,
    at: &Place,
    new: &[Piece],
    cause: Cause,
) -> Result<(), Refusal> {
    let unfit = || Refusal::ContentDoesNotFit(at.to_string());
    let old = edition.branch_mut(way).ok_or_else(|| Refusal::NoSuchTarget(at.to_string()))?;
    if let [Piece::Unit(unit)] = new
        && unit.step.unit == old.step.unit
        && unit.step.label == old.step.label
    {
        let mut unit = unit.clone();
        unit.step = old.step.clone();
        // A điều quoted without its name keeps the one it has.
        if unit.heading.is_none() && unit.step.unit <= Unit::Article && old.heading.is_some() {
            return Err(unfit());
        }
        keep_numbers(old, &mut unit, cause);
        let before = std::mem::take(&mut old.causes);
        unit.mark(cause);
        unit.causes.splice(0..0, before);
        *old = unit;
        return Ok(());
    }
    // The unit's words, or all units in it, without its own number.
    let inner = new.iter().filter_map(Piece::unit);
    let fits = inner.clone().all(|unit| unit.step.unit > old.step.unit);
    let had = old.units().count();
    if !fits
        || old.state == State::Repealed
        || inner.count() < had && old.step.unit <= Unit::Article
    {
        return Err(unfit());
    }
    let mut content = new.to_vec();
    for piece in &mut content {
        piece.mark(cause);
    }
    old.content = content;
    old.causes.push(cause);
    Ok(())
}

/// Điều that the new text of a chương no longer has keep their numbers, empty.
fn keep_numbers(old: &Branch, new: &mut Branch, cause: Cause) {
    if old.step.unit >= Unit::Article {
        return;
    }
    let mut kept = Vec::new();
    articles_of(old, &mut kept);
    let mut now = Vec::new();
    articles_of(new, &mut now);
    let now: Vec<Step> = now.into_iter().map(|it| it.step.clone()).collect();
    for article in kept.into_iter().filter(|it| !now.contains(&it.step)) {
        let mut article = article.clone();
        article.empty(cause);
        new.content.push(Piece::Unit(article));
    }
}

fn articles_of<'a>(unit: &'a Branch, found: &mut Vec<&'a Branch>) {
    for inner in unit.units() {
        if inner.step.unit == Unit::Article {
            found.push(inner);
        } else {
            articles_of(inner, found);
        }
    }
}

fn insert(
    edition: &mut Edition,
    at: &Place,
    position: &Position,
    new: &Branch,
    cause: Cause,
) -> Result<(), Refusal> {
    match locate(edition, at) {
        Err(Refusal::NoSuchTarget(_)) => {}
        Err(other) => return Err(other),
        Ok(way) => {
            // The number of a unit that was repealed is free.
            let taken = edition.branch(&way).is_some_and(|it| it.state != State::Repealed);
            if taken {
                return Err(Refusal::NumberTaken(at.to_string()));
            }
            let Some(old) = edition.branch_mut(&way) else { return Ok(()) };
            let mut unit = new.clone();
            unit.mark(cause);
            unit.causes.splice(0..0, std::mem::take(&mut old.causes));
            *old = unit;
            return Ok(());
        }
    }
    let (text, above, index) = seat(edition, at, position)?;
    let mut unit = new.clone();
    unit.mark(cause);
    let missing = || Refusal::NoSuchTarget(at.to_string());
    let content = edition.content_mut(text, &above).ok_or_else(missing)?;
    content.insert(index.min(content.len()), Piece::Unit(unit));
    Ok(())
}

/// Where a new unit sits: the numbered text, the way to what it stands in, and the index there.
fn seat(
    edition: &Edition,
    at: &Place,
    position: &Position,
) -> Result<(usize, Vec<usize>, usize), Refusal> {
    let missing = || Refusal::NoSuchTarget(at.to_string());
    let (own, above) = at.steps.split_last().ok_or_else(missing)?;
    let beside = |step: &Step| -> Result<Way, Refusal> {
        let mut steps = above.to_vec();
        steps.push(step.clone());
        let place = Place { within: at.within.clone(), steps, part: Part::Whole };
        locate(edition, &place).map_err(|_| Refusal::NoSuchNeighbour(place.to_string()))
    };
    match position {
        Position::After(step) | Position::Before(step) => {
            let mut way = beside(step)?;
            if step.unit > own.unit {
                climb(edition, &mut way, own.unit, position)
                    .ok_or_else(|| Refusal::NoSuchNeighbour(at.to_string()))?;
            }
            let last = way.path.pop().ok_or_else(missing)?;
            let index = if matches!(position, Position::After(_)) { last + 1 } else { last };
            Ok((way.text, way.path, index))
        }
        Position::InOrder => in_order(edition, at, own, above),
    }
}

/// "Bổ sung Chương VIIa vào sau Điều 98a": from the điều to the chương it closes (or opens, for "vào trước"); none when
/// the new chương would split one.
fn climb(edition: &Edition, way: &mut Way, unit: Unit, position: &Position) -> Option<()> {
    let behind = matches!(position, Position::After(_));
    while edition.branch(way)?.step.unit != unit {
        let last = way.path.pop()?;
        let home = edition.branch(way)?;
        let others = if behind { home.content.get(last + 1..) } else { home.content.get(..last) };
        if others?.iter().any(|piece| piece.unit().is_some()) {
            return None;
        }
    }
    Some(())
}

/// By its number among its equals, behind the last smaller one.
fn in_order(
    edition: &Edition,
    at: &Place,
    own: &Step,
    above: &[Step],
) -> Result<(usize, Vec<usize>, usize), Refusal> {
    let missing = || Refusal::NoSuchTarget(at.to_string());
    if above.is_empty() {
        // A new điều or chương without a neighbour: behind the last smaller one, wherever that stands.
        let before = nearest(edition, own).ok_or_else(missing)?;
        let mut way = before;
        let last = way.path.pop().ok_or_else(missing)?;
        return Ok((way.text, way.path, last + 1));
    }
    let place = Place { within: at.within.clone(), steps: above.to_vec(), part: Part::Whole };
    let way = locate(edition, &place)?;
    let home = edition.branch(&way).ok_or_else(missing)?;
    if home.state == State::Repealed {
        return Err(Refusal::AlreadyRepealed(place.to_string()));
    }
    let equals = home.content.iter().enumerate().filter_map(|(index, piece)| {
        piece.unit().filter(|unit| unit.step.unit == own.unit).map(|unit| (index, unit))
    });
    let before = equals.clone().rfind(|(_, unit)| unit.step.label < own.label);
    let index = match (before, equals.clone().next()) {
        (Some((index, _)), _) => index + 1,
        (None, Some((first, _))) => first,
        // Khoản 2 in a điều of one unnumbered paragraph: nobody can tell what khoản 1 is.
        (None, None) if own.label.is_first() && home.units().next().is_none() => home.content.len(),
        (None, None) => return Err(Refusal::NoSuchNeighbour(place.to_string())),
    };
    Ok((way.text, way.path, index))
}

/// The last điều (chương, mục) of the main text with a smaller number.
fn nearest(edition: &Edition, own: &Step) -> Option<Way> {
    let mut best: Option<(Label, Way)> = None;
    for (index, text) in edition.texts.iter().enumerate().take(1) {
        walk(&text.content, &mut Vec::new(), &mut |unit, path| {
            let smaller = unit.step.unit == own.unit && unit.step.label < own.label;
            if smaller && best.as_ref().is_none_or(|(label, _)| unit.step.label >= *label) {
                let way = Way { text: index, path: path.to_vec() };
                best = Some((unit.step.label.clone(), way));
            }
        });
    }
    best.map(|(_, way)| way)
}

fn walk(content: &[Piece], path: &mut Vec<usize>, visit: &mut impl FnMut(&Branch, &[usize])) {
    for (index, piece) in content.iter().enumerate() {
        let Some(unit) = piece.unit() else { continue };
        path.push(index);
        visit(unit, path);
        if unit.step.unit < Unit::Article {
            walk(&unit.content, path, visit);
        }
        path.pop();
    }
}

fn repeal(edition: &mut Edition, at: &Place, cause: Cause) -> Result<(), Refusal> {
    let way = locate(edition, at)?;
    let unit = standing(edition, &way, at)?;
    match at.part {
        Part::Whole => unit.empty(cause),
        Part::Heading => {
            unit.heading = None;
            unit.causes.push(cause);
        }
        Part::Opening => {
            let count = unit.content.iter().take_while(|piece| piece.unit().is_none()).count();
            unit.content.drain(..count);
            unit.causes.push(cause);
        }
        Part::Paragraph(_) | Part::LastParagraph => {
            let own = paragraphs(unit);
            let index = match at.part {
                Part::Paragraph(number) => own.get((number as usize).wrapping_sub(1)),
                _ => own.last(),
            };
            let index = *index.ok_or_else(|| Refusal::NoSuchTarget(at.to_string()))?;
            unit.content.remove(index);
            unit.causes.push(cause);
        }
    }
    Ok(())
}

fn words(
    edition: &mut Edition,
    at: &Place,
    change: &PhraseChange,
    cause: Cause,
) -> Result<(), Refusal> {
    let way = locate(edition, at)?;
    let unit = standing(edition, &way, at)?;
    let place = at.to_string();
    let missing = || Refusal::NoSuchTarget(at.to_string());
    match at.part {
        Part::Whole => phrase::change_unit(unit, change, cause, &place),
        Part::Heading => {
            let heading = unit.heading.as_mut().ok_or_else(missing)?;
            phrase::change_all(&mut [heading], change, cause, (&place, true))
        }
        Part::Opening => {
            let opening = unit.content.iter_mut().take_while(|piece| piece.unit().is_none());
            let mut texts: Vec<&mut Words> = opening.filter_map(Piece::words_mut).collect();
            phrase::change_all(&mut texts, change, cause, (&place, true))
        }
        Part::Paragraph(_) | Part::LastParagraph => {
            let own = paragraphs(unit);
            let index = match at.part {
                Part::Paragraph(number) => own.get((number as usize).wrapping_sub(1)),
                _ => own.last(),
            };
            let index = *index.ok_or_else(missing)?;
            let text =
                unit.content.get_mut(index).and_then(Piece::words_mut).ok_or_else(missing)?;
            phrase::change_all(&mut [text], change, cause, (&place, true))
        }
    }
}

/// Words in the whole main text and what is attached to it; căn cứ and annexes stay as they are.
fn throughout(edition: &mut Edition, change: &PhraseChange, cause: Cause) -> Result<(), Refusal> {
    let mut texts = Vec::new();
    for text in &mut edition.texts {
        if matches!(text.component, crate::law::Component::Annex(_)) {
            continue;
        }
        for piece in &mut text.content {
            phrase::gather(piece, &mut texts);
        }
    }
    phrase::change_all(&mut texts, change, cause, ("toàn văn bản", false))
}

fn renumber(edition: &mut Edition, from: &Place, to: &Label, cause: Cause) -> Result<(), Refusal> {
    let way = locate(edition, from)?;
    let mut target = from.clone();
    if let Some(last) = target.steps.last_mut() {
        last.label = to.clone();
    }
    let taken = locate(edition, &target).ok();
    let stands = taken.as_ref().and_then(|way| edition.branch(way));
    if stands.is_some_and(|it| it.state != State::Repealed) {
        return Err(Refusal::RenumberTaken(to.clone()));
    }
    let unit = standing(edition, &way, from)?;
    let old = unit.step.label.to_string();
    unit.step.label = to.clone();
    unit.mark = match unit.mark.rfind(&old) {
        Some(at) => format!(
            "{}{to}{}",
            unit.mark.get(..at).unwrap_or_default(),
            unit.mark.get(at + old.len()..).unwrap_or_default()
        ),
        None => mark_of(&unit.step),
    };
    unit.causes.push(cause);
    if let Some(empty) = taken {
        let (last, above) = empty
            .path
            .split_last()
            .map_or((0, Vec::new()), |(last, above)| (*last, above.to_vec()));
        if let Some(content) = edition.content_mut(empty.text, &above)
            && last < content.len()
        {
            content.remove(last);
        }
    }
    Ok(())
}
