//! Tìm nơi được sửa: from a place to the unit in the tree, or why there is none.

use crate::amend::edition::Edition;
use crate::amend::instruction::{Place, Within};
use crate::amend::refusal::Refusal;
use crate::amend::tree::{Branch, Piece};
use crate::law::{Component, Step, Unit};

/// The way to a unit: the numbered text, then the index in each content list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Way {
    pub(crate) text: usize,
    pub(crate) path: Vec<usize>,
}

/// The way to the unit that `place` names, whatever part of it is meant.
pub(crate) fn locate(edition: &Edition, place: &Place) -> Result<Way, Refusal> {
    let steps = place.steps.as_slice();
    let missing = || Refusal::NoSuchTarget(place.to_string());
    if steps.is_empty() {
        return Err(missing());
    }
    let mut found = Vec::new();
    for (index, text) in edition.texts.iter().enumerate() {
        let fits = match &place.within {
            // A decision of three điều promulgates a regulation: when the decision itself has no such unit, the
            // regulation is meant (nghị quyết 09/2022/NQ-HĐND names "Điều 3" of it).
            Within::Main => !matches!(text.component, Component::Annex(_)),
            Within::Attachment => matches!(text.component, Component::Attachment(_)),
            Within::Annex(_) => false,
        };
        if !fits {
            continue;
        }
        let mut ways = Vec::new();
        search(&text.content, steps, &mut Vec::new(), &mut ways);
        found.extend(ways.into_iter().map(|path| Way { text: index, path }));
        if place.within == Within::Main && text.component == Component::Main && !found.is_empty() {
            break;
        }
    }
    match found.as_slice() {
        [] => Err(missing()),
        [one] => Ok(one.clone()),
        _ => Err(Refusal::SeveralTargets(place.to_string())),
    }
}

/// All ways along `steps`: the first anywhere above its own kind, the others directly inside.
fn search(content: &[Piece], steps: &[Step], way: &mut Vec<usize>, found: &mut Vec<Vec<usize>>) {
    let Some((first, rest)) = steps.split_first() else { return };
    for (index, piece) in content.iter().enumerate() {
        let Some(unit) = piece.unit() else { continue };
        way.push(index);
        if same(unit, first) {
            if rest.is_empty() {
                found.push(way.clone());
            } else {
                search(&unit.content, rest, way, found);
            }
        } else if unit.step.unit < first.unit && first.unit <= Unit::Article {
            // Divisions nest; a điều may be looked for from the top, a khoản only where its điều is.
            search(&unit.content, steps, way, found);
        }
        way.pop();
    }
}

fn same(unit: &Branch, step: &Step) -> bool {
    unit.step.unit == step.unit
        && unit.step.label == step.label
        && unit.step.occurrence == step.occurrence
}

impl Edition {
    /// The content list at the end of `path`.
    pub(crate) fn content_mut(&mut self, text: usize, path: &[usize]) -> Option<&mut Vec<Piece>> {
        let mut content = &mut self.texts.get_mut(text)?.content;
        for &index in path {
            match content.get_mut(index)? {
                Piece::Unit(unit) => content = &mut unit.content,
                _ => return None,
            }
        }
        Some(content)
    }

    /// The unit at `way`.
    pub(crate) fn branch(&self, way: &Way) -> Option<&Branch> {
        let mut content = &self.texts.get(way.text)?.content;
        let mut unit = None;
        for &index in &way.path {
            unit = content.get(index)?.unit();
            content = &unit?.content;
        }
        unit
    }

    /// The unit at `way`, to change it.
    pub(crate) fn branch_mut(&mut self, way: &Way) -> Option<&mut Branch> {
        let (&last, above) = way.path.split_last()?;
        match self.content_mut(way.text, above)?.get_mut(last)? {
            Piece::Unit(unit) => Some(unit),
            _ => None,
        }
    }
}
