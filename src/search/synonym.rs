//! Cách nói khác: what a question says, as laws may say it: `bằng lái` → `giấy phép lái xe`, `Bộ Giao thông vận tải` →
//! `Bộ Xây dựng` and back.
//!
//! The lists are data kept by hand (`corpus/lists/`); here they are only found in a question. What is found is added with
//! a lower weight, never put in the place of what was asked.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::law::{abbreviations, authorities, places, synonyms};
use crate::text::comparable;

/// A question gets no more other words than this: a list of all ministries must not drown what was asked.
const MOST: usize = 8;

/// A name, word by word, and the group it belongs to.
type Name = (Vec<String>, usize);

/// First word → the names that begin with it, longest first.
static NAMES: LazyLock<HashMap<String, Vec<Name>>> = LazyLock::new(|| {
    let mut names: HashMap<String, Vec<Name>> = HashMap::new();
    for (number, group) in GROUPS.iter().enumerate() {
        for name in group {
            let words: Vec<String> = words(name);
            if let Some(first) = words.first() {
                names.entry(first.clone()).or_default().push((words.clone(), number));
            }
        }
    }
    names.values_mut().for_each(|all| all.sort_by_key(|(words, _)| std::cmp::Reverse(words.len())));
    names
});

/// Names that may stand for each other.
static GROUPS: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    let mut groups: Vec<Vec<String>> = synonyms().to_vec();
    for authority in authorities() {
        let heir = authority.successor.as_ref();
        if let Some(heir) = heir.and_then(|heir| authorities().iter().find(|it| it.id == *heir)) {
            groups.push(vec![authority.name.clone(), heir.name.clone()]);
        }
    }
    for place in places() {
        if let Some(now) = place.now.as_ref().filter(|now| **now != place.name) {
            groups.push(vec![
                format!("{} {}", place.kind, place.name),
                format!("tỉnh {now}"),
                format!("thành phố {now}"),
            ]);
        }
    }
    for (short, full) in abbreviations() {
        groups.push(vec![full.to_owned(), short.to_owned()]);
    }
    groups
});

/// What may stand for the names in `text`, in the order in which these stand there. Names inside of longer ones are passed
/// over.
pub(crate) fn otherwise(text: &str) -> Vec<&'static str> {
    let said = words(text);
    let mut found: Vec<&'static str> = Vec::new();
    let mut at = 0;
    while at < said.len() {
        let rest = said.get(at..).unwrap_or_default();
        let names = rest.first().and_then(|first| NAMES.get(first)).map_or(&[][..], Vec::as_slice);
        let length =
            names.iter().find(|(name, _)| rest.starts_with(name)).map_or(0, |it| it.0.len());
        let same = names.iter().filter(|(name, _)| length > 0 && rest.get(..length) == Some(name));
        for &(ref name, group) in same {
            let others = GROUPS.get(group).into_iter().flatten();
            for other in others.filter(|other| words(other) != *name) {
                if found.len() < MOST && !found.contains(&other.as_str()) {
                    found.push(other);
                }
            }
        }
        at += length.max(1);
    }
    found
}

fn words(text: &str) -> Vec<String> {
    comparable(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_said_otherwise_both_ways() {
        assert!(otherwise("mất bằng lái xe thì sao").contains(&"giấy phép lái xe"));
        assert!(otherwise("cấp lại giấy phép lái xe").contains(&"bằng lái"));
        assert!(otherwise("Bộ Giao thông vận tải").contains(&"Bộ Xây dựng"));
        assert!(otherwise("Hội đồng nhân dân họp").contains(&"hđnd"));
        assert!(otherwise("không có gì").is_empty());
    }
}
