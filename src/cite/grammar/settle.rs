//! What the members of a list leave to later ones, and the citations that come of them: `khoản 1, 2 Điều 3` is two khoản of
//! Điều 3.
//!
//! Each member takes what it lacks from the next, so the list is gone through from its end.

use crate::cite::grammar::document::Document;
use crate::cite::grammar::list::Item;
use crate::cite::grammar::unit::{Cited, Level, Mark};
use crate::cite::mention::{Base, Detail, Mention, Named, Part, Place};
use crate::law::{Step, Unit};
use crate::text::Span;

/// Fills in what each member leaves to later ones, and makes the citations.
pub(super) fn settled(text: &str, mut items: Vec<Item>) -> Vec<Mention> {
    let written: Vec<Option<Level>> =
        items.iter().map(|it| it.chain.first().map(|it| it.level)).collect();
    for item in &mut items {
        if let Some(until) = &item.until {
            let top = item.chain.last().map(|it| it.level);
            item.chain.extend(until.iter().filter(|it| Some(it.level) > top).cloned());
        }
    }
    for at in (0..items.len().saturating_sub(1)).rev() {
        let Some(next) = items.get(at + 1).cloned() else { continue };
        let smallest = written.get(at + 1).copied().flatten();
        if let Some(item) = items.get_mut(at) {
            inherit(item, &next, smallest);
        }
    }
    items.iter().filter(|it| is_told(it)).map(|it| made(text, it)).collect()
}

fn inherit(item: &mut Item, next: &Item, smallest: Option<Level>) {
    if item.chain.iter().any(|it| it.mark == Mark::This) || item.document.is_some() {
        return;
    }
    let Some(top) = item.chain.last().map(|it| it.level) else { return };
    let same_row = smallest.is_some_and(|it| it <= top);
    if item.inserted || same_row {
        item.chain.extend(next.chain.iter().filter(|it| it.level > top).cloned());
    }
    let top = item.chain.last().map(|it| it.level);
    let closed = item.chain.iter().any(|it| it.mark == Mark::This);
    // A khoản that no article was found for stands in the article at hand, not in another document.
    let placed = top >= Some(Level::Article) || item.inserted || same_row;
    if !closed && placed && !next.chain.iter().any(|it| it.mark == Mark::This) {
        item.document.clone_from(&next.document);
    }
}

/// Whether it is a citation at all: "điểm 5" alone is a mark at school, "tiết 3" a lesson.
fn is_told(item: &Item) -> bool {
    let only_small = item.chain.iter().all(|it| it.level <= Level::Point);
    let numbered = item.chain.first().is_some_and(|it| {
        matches!(&it.mark, Mark::Numbered(labels) if labels.first().is_some_and(|it| it.number().is_some()))
    });
    let bare_annex = item.document.is_none()
        && matches!(item.chain.as_slice(), [Cited { mark: Mark::Bare, .. }]);
    let unplaced = only_small && numbered && item.document.is_none();
    !unplaced && !bare_annex
}

fn made(text: &str, item: &Item) -> Mention {
    let mut place = place(&item.chain);
    let document = item.document.as_ref().map_or(Named::Unsaid, |it| it.named.clone());
    if let Some(Document { part, .. }) = &item.document
        && place.part == Part::Main
    {
        place.part = part.clone();
    }
    let until = item.until.as_ref().map(|until| {
        let mut chain = until.clone();
        let top = chain.last().map(|it| it.level);
        chain.extend(item.chain.iter().filter(|it| Some(it.level) > top).cloned());
        self::place(&chain).steps
    });
    let detail = detail(text.get(..item.start).unwrap_or_default());
    Mention { span: Span::new(item.start, item.end), document, place, until, detail }
}

/// The place that a chain of units names.
fn place(chain: &[Cited]) -> Place {
    let mut place = Place::default();
    for cited in chain.iter().rev() {
        match (&cited.mark, cited.level.unit()) {
            (Mark::This, Some(unit)) => place.base = Base::This(unit),
            (Mark::This, None) => place.base = Base::ThisPart,
            (Mark::Numbered(labels), Some(unit)) => {
                let below = [unit, Unit::Clause, Unit::Point];
                place.steps.extend(
                    labels.iter().zip(below).map(|(label, unit)| Step::new(unit, label.clone())),
                );
            }
            (Mark::Numbered(labels), None) => place.part = Part::Annex(labels.first().cloned()),
            (Mark::Form(number), _) => {
                let annex = match &place.part {
                    Part::Annex(label) => Some(label.clone()),
                    _ => None,
                };
                place.part = Part::Form { annex, number: number.clone() };
            }
            (Mark::Bare, _) => place.part = Part::Annex(None),
        }
    }
    place
}

/// What of the unit is meant, from the words before it: `tên Điều 9`, `đoạn mở đầu khoản 1`, `đoạn thứ hai khoản 2`.
fn detail(before: &str) -> Detail {
    let before = before.trim_end();
    let last = |words: &str| {
        before.strip_suffix(words).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
    };
    if last("tên") || last("Tên") {
        return Detail::Heading;
    }
    if last("đoạn mở đầu") || last("đoạn đầu") || last("Đoạn mở đầu") {
        return Detail::Opening;
    }
    let count = before.rsplit_once("oạn ").map_or("", |(_, count)| count);
    if count.len() > 12 {
        return Detail::Whole;
    }
    crate::text::ordinal(count).map_or(Detail::Whole, Detail::Paragraph)
}
