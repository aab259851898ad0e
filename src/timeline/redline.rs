//! So sánh: two wordings word by word, two texts article by article.
//!
//! A reader who compares wants to see what is not the same; what is the same is only told to be so. Words are compared as
//! written, but a difference of tone placement or of white space is none.

use std::collections::BTreeMap;

use similar::{ChangeTag, TextDiff};

use crate::amend::title_key;
use crate::law::{Component, Document, Kind, Portion, Unit, UnitId};
use crate::text::{Span, Style, comparable, letters_and_digits};
use crate::timeline::version::whole;

/// A stretch of two wordings laid over each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stretch {
    /// Stands in both.
    Same(String),
    /// Stands in the older only.
    Gone(String),
    /// Stands in the newer only.
    Come(String),
}

/// Two provisions that answer each other, or one that has no counterpart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The provision of the first text.
    pub old: Option<Side>,
    /// The provision of the second.
    pub new: Option<Side>,
    /// The two laid over each other; empty when they read the same.
    pub stretches: Vec<Stretch>,
}

/// A provision of one of the texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// Where.
    pub portion: Portion,
    /// Number and name: `Điều 5. Việc sử dụng con dấu`.
    pub title: String,
    /// All it says.
    pub text: String,
}

impl Pair {
    /// Whether both read the same.
    pub fn is_same(&self) -> bool {
        self.old.is_some() && self.new.is_some() && self.stretches.is_empty()
    }
}

/// Two wordings laid over each other, word by word.
pub fn redline(old: &str, new: &str) -> Vec<Stretch> {
    let (before, after) = (words(old), words(new));
    let keys = |words: &[&str]| words.iter().map(|it| comparable(it.trim())).collect::<Vec<_>>();
    let (before_keys, after_keys) = (keys(&before), keys(&after));
    let (left, right): (Vec<&str>, Vec<&str>) = (
        before_keys.iter().map(String::as_str).collect(),
        after_keys.iter().map(String::as_str).collect(),
    );
    let diff = TextDiff::from_slices(&left, &right);
    let mut stretches: Vec<Stretch> = Vec::new();
    for change in diff.iter_all_changes() {
        let from = |words: &[&str], at: Option<usize>| {
            at.and_then(|at| words.get(at)).map_or_else(String::new, |it| (*it).to_owned())
        };
        let next = match change.tag() {
            ChangeTag::Equal => Stretch::Same(from(&after, change.new_index())),
            ChangeTag::Delete => Stretch::Gone(from(&before, change.old_index())),
            ChangeTag::Insert => Stretch::Come(from(&after, change.new_index())),
        };
        join(&mut stretches, next);
    }
    stretches
}

fn join(stretches: &mut Vec<Stretch>, next: Stretch) {
    match (stretches.last_mut(), next) {
        (Some(Stretch::Same(held)), Stretch::Same(more))
        | (Some(Stretch::Gone(held)), Stretch::Gone(more))
        | (Some(Stretch::Come(held)), Stretch::Come(more)) => held.push_str(&more),
        (_, next) => stretches.push(next),
    }
}

/// The words and marks of a text, each with the white space before it.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut last: Option<char> = None;
    for (at, letter) in text.char_indices() {
        let joins = last.is_none_or(|it| {
            it.is_whitespace() || it.is_alphanumeric() == letter.is_alphanumeric()
        });
        // A run of marks stays one; a space belongs to what follows.
        let parts = last.is_some_and(|it| !it.is_whitespace()) && letter.is_whitespace();
        if parts || !joins {
            words.extend(text.get(start..at));
            start = at;
        }
        last = Some(letter);
    }
    words.extend(text.get(start..).filter(|it| !it.is_empty()));
    words
}

/// Two texts, provision by provision: by their numbers when they are one text on two days, else by their names and words.
pub fn compare(old: &Document, new: &Document) -> Vec<Pair> {
    let same_text = old.identity.number.is_some() && old.identity == new.identity
        || is_consolidation(old) != is_consolidation(new)
            && title_key(&old.title) == title_key(&new.title);
    let (before, after) = (sides(old), sides(new));
    let key = |side: &Side| if same_text { side.portion.to_string() } else { name_of(side) };
    let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, side) in before.iter().enumerate().rev() {
        places.entry(key(side)).or_default().push(at);
    }
    let mut used = vec![false; before.len()];
    let mut pairs: Vec<(Option<usize>, Option<usize>)> = Vec::new();
    for (at, side) in after.iter().enumerate() {
        let found = places.get_mut(&key(side)).and_then(Vec::pop);
        if let Some(held) = found.and_then(|found| used.get_mut(found)) {
            *held = true;
        }
        pairs.push((found, Some(at)));
    }
    for (at, _) in used.iter().enumerate().filter(|(_, used)| !**used) {
        // What has no counterpart stands after the provision that stood before it.
        let before = pairs.iter().position(|(old, _)| at > 0 && *old == Some(at - 1));
        pairs.insert(before.map_or(0, |it| it + 1), (Some(at), None));
    }
    let side = |sides: &[Side], at: Option<usize>| at.and_then(|at| sides.get(at)).cloned();
    pairs.into_iter().map(|(one, two)| pair(side(&before, one), side(&after, two))).collect()
}

/// A published consolidation keeps the numbers of the text it consolidates.
fn is_consolidation(document: &Document) -> bool {
    let numbered = document
        .identity
        .number
        .as_ref()
        .is_some_and(|it| it.symbol_parts().any(|part| part == "VBHN"));
    numbered || document.kind == Kind::Consolidation
}

fn pair(old: Option<Side>, new: Option<Side>) -> Pair {
    let text = |side: &Option<Side>| side.as_ref().map(|it| it.text.clone()).unwrap_or_default();
    let (before, after) = (text(&old), text(&new));
    let same = letters_and_digits(&before) == letters_and_digits(&after);
    let stretches = if same { Vec::new() } else { redline(&before, &after) };
    Pair { old, new, stretches }
}

/// The articles of a text; where it has none, its outermost units.
fn sides(document: &Document) -> Vec<Side> {
    let articles =
        |id: &UnitId| document.provision(*id).is_some_and(|it| it.step.unit == Unit::Article);
    let all: Vec<UnitId> = document.units().map(|(id, _)| id).collect();
    let mut chosen: Vec<UnitId> = all.iter().copied().filter(articles).collect();
    if chosen.is_empty() {
        let outer = |id: &UnitId| document.provision(*id).is_some_and(|it| it.parent.is_none());
        chosen = all.into_iter().filter(outer).collect();
    }
    let side = |id: UnitId| {
        let mark = document.provision(id).map_or("", |it| document.text(it.mark)).trim();
        let title = format!("{mark} {}", document.heading(id).unwrap_or_default());
        Side {
            portion: document.portion(id),
            title: title.trim().to_owned(),
            text: unmarked(document, id),
        }
    };
    chosen.into_iter().map(side).collect()
}

/// Mark, heading and body of a unit without the marks of notes, and without what stands for a repealed unit: neither is a
/// word of the law.
fn unmarked(document: &Document, id: UnitId) -> String {
    let notes = document
        .transcript
        .marks
        .iter()
        .filter(|mark| matches!(mark.style, Style::Footnote(_)) && !mark.span.is_empty());
    let notes: Vec<Span> = notes.map(|mark| mark.span).collect();
    if notes.is_empty() {
        return whole(document, id).replace("(được bãi bỏ)", "");
    }
    let mut spans: Vec<Span> = Vec::new();
    if let Some(unit) = document.provision(id) {
        spans.push(unit.mark);
        spans.extend(unit.heading);
    }
    spans.extend(document.spans(id));
    let clean = |span: &Span| {
        let mut words = String::new();
        let mut at = span.start;
        for note in notes.iter().filter(|note| span.contains(**note)) {
            words.push_str(document.text(Span { start: at, end: note.start.max(at) }));
            at = note.end.max(at);
        }
        words.push_str(document.text(Span { start: at, end: span.end.max(at) }));
        words
    };
    let lines: Vec<String> = spans.iter().map(clean).collect();
    lines.join("\n").replace("(được bãi bỏ)", "")
}

/// What tells a provision among those of other texts: its name; without one, its number and component.
fn name_of(side: &Side) -> String {
    let name = side.title.split_once(['.', ':']).map_or("", |(_, name)| name);
    let key = letters_and_digits(name);
    let main = side.portion.component == Component::Main;
    if key.is_empty() || !main { side.portion.to_string() } else { key }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_change_are_told_apart() {
        let stretches = redline("Thời hạn là 30 ngày làm việc.", "Thời hạn là 45 ngày.");
        assert_eq!(
            stretches,
            [
                Stretch::Same("Thời hạn là".to_owned()),
                Stretch::Gone(" 30".to_owned()),
                Stretch::Come(" 45".to_owned()),
                Stretch::Same(" ngày".to_owned()),
                Stretch::Gone(" làm việc".to_owned()),
                Stretch::Same(".".to_owned()),
            ]
        );
        // Another place of the tone mark is no difference.
        assert_eq!(redline("hoà giải", "hòa giải"), [Stretch::Same("hòa giải".to_owned())]);
        assert_eq!(redline("", ""), []);
    }
}
