//! Khung dệt: what is held of every text, by the names of its units, while citations are woven.
//!
//! People leave out of a citation what its reader knows: "Mục 3 của Luật An toàn, vệ sinh lao động" is Mục 3 of Chương III,
//! for no other chapter has a third mục; "các điểm 3, 4 Điều 157" (Bộ luật 101/2015/QH13) are its khoản. So what is not there
//! under the name that was written is looked for under the fuller one, and taken when only one fits.

use std::collections::{BTreeSet, HashMap, HashSet};

use rusqlite::{Connection, OptionalExtension};

use crate::corpus::shelf::Shelf;
use crate::corpus::stored;
use crate::corpus::strands::UnitNames;
use crate::law::{
    Component, Document, DocumentRef, Edition, Found, Holding, Kind, Label, Library, Portion, Step,
    Unit,
};

/// The units of one text.
#[derive(Debug, Default)]
pub(super) struct Units {
    /// Whether the text comes from the codification, which leaves out what ended and what norms nothing.
    pub(super) codified: bool,
    /// The portion of each unit.
    pub(super) all: HashSet<String>,
    /// Of these, those of which nothing is left but that they were repealed.
    pub(super) repealed: HashSet<String>,
}

/// Every name, and the units of every text.
pub(super) struct Loom {
    pub(super) shelf: Shelf,
    held: HashMap<String, Units>,
    /// Units in `held`.
    count: usize,
}

/// Units that are held at most, some 100 bytes each: those of the whole codification twice over.
const MOST: usize = 1_000_000;

impl Loom {
    /// A loom that holds no units yet.
    pub(super) fn of(shelf: Shelf) -> Self {
        Self { shelf, held: HashMap::new(), count: 0 }
    }

    /// Holds the units of the texts in use under these slugs, and perhaps those of others.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(super) fn hold(
        &mut self,
        connection: &Connection,
        slugs: &BTreeSet<String>,
    ) -> rusqlite::Result<()> {
        if self.count > MOST {
            self.held.retain(|slug, _| slugs.contains(slug));
            self.count = self.held.values().map(|it| it.all.len()).sum();
        }
        let sql = "SELECT documents.codified, texts.units FROM documents
                   JOIN texts ON texts.id = documents.text WHERE documents.slug = ?1";
        let mut query = connection.prepare_cached(sql)?;
        for slug in slugs.iter().filter(|it| !self.held.contains_key(*it)).collect::<Vec<_>>() {
            let row = query.query_row([slug], |row| Ok((row.get(0)?, row.get::<_, Vec<u8>>(1)?)));
            let Some((codified, names)) = row.optional()? else { continue };
            let names: UnitNames = stored::from_packed(&names).unwrap_or_default();
            let units = Units::named(codified, names);
            self.count += units.all.len();
            self.held.insert(slug.clone(), units);
        }
        Ok(())
    }
}

impl Library for Loom {
    fn find(&self, reference: &DocumentRef) -> Found {
        self.shelf.find(reference)
    }

    fn titled(&self, kind: Kind, words: &str) -> Vec<Edition> {
        self.shelf.titled(kind, words)
    }

    fn holding(&self, reference: &DocumentRef, portion: &Portion) -> Holding {
        self.held.get(&reference.slug()).map_or(Holding::Unknown, |held| held.holding(portion))
    }
}

impl Units {
    /// The units of a document.
    pub(super) fn of(document: &Document) -> Self {
        Self::named(document.facts.codified, UnitNames::of(document))
    }

    fn named(codified: bool, names: UnitNames) -> Self {
        let (all, repealed) = names.parts();
        Self { codified, all: all.into_iter().collect(), repealed: repealed.into_iter().collect() }
    }

    /// What the text has of `portion`.
    pub(super) fn holding(&self, portion: &Portion) -> Holding {
        // Annexes are counted in addresses and numbered in citations: nothing is said to be missing there.
        if self.all.is_empty() || portion.component != Component::Main {
            return Holding::Unknown;
        }
        if let Some(found) = self.exact(portion) {
            return found;
        }
        let readings = readings(&portion.steps);
        for steps in &readings {
            match self.fuller(steps).as_slice() {
                [only] => return self.at(only.clone()),
                [] => {}
                _ => return Holding::Unknown,
            }
        }
        let mut nearest = portion.clone();
        while nearest.steps.pop().is_some() {
            if !nearest.steps.is_empty() && self.all.contains(&nearest.to_string()) {
                break;
            }
        }
        if self.repealed.contains(&nearest.to_string()) {
            return Holding::Repealed { since: None, by: None };
        }
        let article = nearest.steps.iter().any(|it| it.unit == Unit::Article);
        match self.codified && !article || portion.steps.iter().any(is_small) {
            true => Holding::Unknown,
            false => Holding::Missing { nearest },
        }
    }

    fn exact(&self, portion: &Portion) -> Option<Holding> {
        let name = portion.to_string();
        let gone = self.repealed.contains(&name);
        let repealed = gone.then_some(Holding::Repealed { since: None, by: None });
        repealed.or_else(|| self.all.contains(&name).then_some(Holding::Present))
    }

    fn at(&self, portion: Portion) -> Holding {
        match self.repealed.contains(&portion.to_string()) {
            true => Holding::Repealed { since: None, by: None },
            false => Holding::Elsewhere(portion),
        }
    }

    /// The units that `steps` lead to when units are put between them. A điều is never put in: a bare "khoản 2" is not the
    /// khoản 2 of any article.
    fn fuller(&self, steps: &[Step]) -> Vec<Portion> {
        let Some(last) = steps.last() else { return Vec::new() };
        let piece = last.to_string();
        let candidates = self.all.iter().filter(|it| {
            let end = it.rsplit('/').next().unwrap_or_default();
            end.split('~').next() == Some(piece.as_str())
        });
        let mut found: Vec<Portion> = candidates
            .filter_map(|it| it.parse::<Portion>().ok())
            .filter(|it| it.component == Component::Main && leads(steps, &it.steps))
            .collect();
        // What the text itself numbers twice is the first of the two.
        if found.len() > 1 {
            let plain = |it: &Portion| it.steps.iter().all(|step| step.occurrence == 1);
            let first: Vec<Portion> = found.iter().filter(|it| plain(it)).cloned().collect();
            if first.len() == 1 {
                return first;
            }
        }
        found.sort();
        found
    }
}

/// Whether `whole` is `steps` with other units, but no điều, between them.
fn leads(steps: &[Step], whole: &[Step]) -> bool {
    let mut left = steps.iter().peekable();
    for step in whole {
        let same = left.peek().is_some_and(|it| it.unit == step.unit && it.label == step.label);
        if same {
            left.next();
        } else if step.unit == Unit::Article {
            return false;
        }
    }
    left.peek().is_none()
}

/// How else the units may be meant: as written; a numbered điểm as a khoản; a lettered tiết as a điểm.
fn readings(steps: &[Step]) -> Vec<Vec<Step>> {
    let decimal = |label: &Label| label.as_str().contains('.');
    let counted = |label: &Label| label.number().is_some();
    let shifted = steps.iter().map(|step| {
        let unit = match step.unit {
            Unit::Dash if !counted(&step.label) || decimal(&step.label) => Unit::Point,
            Unit::Point if counted(&step.label) && !decimal(&step.label) => Unit::Clause,
            Unit::Clause if decimal(&step.label) => Unit::Point,
            unit => unit,
        };
        Step { unit, ..step.clone() }
    });
    let shifted: Vec<Step> = shifted.collect();
    // "điểm a1" for a.1, and the other way.
    let dotted = steps.iter().map(|step| match dotted(step) {
        Some(label) => Step { label, ..step.clone() },
        None => step.clone(),
    });
    let mut readings = vec![steps.to_vec()];
    for reading in [shifted, dotted.collect()] {
        if !readings.contains(&reading) {
            readings.push(reading);
        }
    }
    readings
}

/// `a.1` of `a1`, `a1` of `a.1`.
fn dotted(step: &Step) -> Option<Label> {
    let (letter, number) = step
        .label
        .as_str()
        .split_at_checked(step.label.as_str().find(|c: char| !c.is_alphabetic())?)?;
    let other = match number.strip_prefix('.') {
        Some(number) => format!("{letter}{number}"),
        None => format!("{letter}.{number}"),
    };
    Label::new(&other).filter(|_| step.unit == Unit::Point && !letter.is_empty())
}

/// Below what is numbered for sure: a tiết; `điểm a.4`.
fn is_small(step: &Step) -> bool {
    step.unit == Unit::Dash || step.label.as_str().contains('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text() -> Units {
        let named = |names: &[&str]| names.iter().map(|&it| it.to_owned()).collect();
        Units {
            codified: false,
            all: named(&[
                "chuong-3",
                "chuong-3/muc-3",
                "chuong-1/muc-1",
                "chuong-2/muc-1",
                "dieu-5",
                "dieu-5/khoan-1",
                "dieu-5/khoan-1/diem-a",
                "dieu-5/khoan-1/diem-a/diem-a.1",
                "dieu-5/khoan-2",
                "dieu-5/khoan-2/diem-b",
                "dieu-6",
                "dieu-6/khoan-1",
            ]),
            repealed: named(&["dieu-6/khoan-1"]),
        }
    }

    fn told(portion: &str) -> String {
        match text().holding(&portion.parse().unwrap()) {
            Holding::Unknown => "không rõ".to_owned(),
            Holding::Present => "có".to_owned(),
            Holding::Elsewhere(portion) => portion.to_string(),
            Holding::Missing { nearest } => format!("không có, gần nhất {nearest}"),
            Holding::Repealed { .. } => "bãi bỏ".to_owned(),
        }
    }

    #[test]
    fn marks_left_out_are_found_where_only_one_unit_fits() {
        for (portion, expected) in [
            ("dieu-5/khoan-2", "có"),
            ("muc-3", "chuong-3/muc-3"),
            ("muc-1", "không rõ"),
            ("dieu-5/diem-b", "dieu-5/khoan-2/diem-b"),
            ("dieu-5/diem-2", "dieu-5/khoan-2"),
            ("dieu-5/khoan-1/diem-a.1", "dieu-5/khoan-1/diem-a/diem-a.1"),
            ("dieu-5/khoan-1/diem-a1", "dieu-5/khoan-1/diem-a/diem-a.1"),
            ("dieu-5/khoan-1/tiet-a", "dieu-5/khoan-1/diem-a"),
            ("dieu-5/khoan-1/diem-a.7", "không rõ"),
            ("dieu-5/khoan-9", "không có, gần nhất dieu-5"),
            ("khoan-2", "không có, gần nhất "),
            ("dieu-6/khoan-1", "bãi bỏ"),
            ("dieu-6/khoan-1/diem-c", "bãi bỏ"),
            ("phu-luc-1", "không rõ"),
        ] {
            assert_eq!(told(portion), expected, "{portion}");
        }
    }
}
