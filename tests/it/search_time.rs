//! Search through time, on the shipped corpus: Luật 02/2027/QH-MH amends 01/2026/QH-MH from 01/7/2027.
//!
//! 1. What is found is what the law says on the day asked; what it said before, or ended, is found at all times.
//! 2. The texts of one rule are one hit.
//! 3. An amending text that comes or goes changes the entries of what it amends.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use dieukhoan::corpus::{Building, Corpus, Quiet, Source};
use dieukhoan::index;
use dieukhoan::search::{Engine, Hit, Question, When};
use jiff::civil::{Date, date};
use tempfile::TempDir;

use crate::support::project;

const BASE: &str = "01-2026-qh-mh.md";
const AMENDER: &str = "02-2027-qh-mh.md";
const CONSOLIDATION: &str = "13-vbhn-vpqh-mh.md";

/// Before the amendment holds, and after.
const BEFORE: Date = date(2026, 11, 23);
const AFTER: Date = date(2027, 8, 1);

/// A folder of texts and its index.
struct Base {
    folder: TempDir,
}

impl Base {
    fn of(names: &[&str]) -> Self {
        let base = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(base.texts()).unwrap();
        names.iter().for_each(|name| base.add(name));
        base
    }

    fn texts(&self) -> std::path::PathBuf {
        self.folder.path().join("texts")
    }

    fn add(&self, name: &str) {
        let from = project().join("corpus/minh-hoa").join(name);
        fs::copy(from, self.texts().join(name)).unwrap();
    }

    fn remove(&self, name: &str) {
        fs::remove_file(self.texts().join(name)).unwrap();
    }

    /// The engine over what is in the folder now.
    fn engine(&self) -> Engine {
        let folder = self.folder.path().join("index");
        build(&folder, &self.texts());
        Engine::open(Arc::new(Corpus::open(&folder).unwrap())).unwrap()
    }
}

fn build(folder: &Path, texts: &Path) {
    let mut building = Building::begin(folder).unwrap();
    building.read(&[Source::at(texts).unwrap()], &Quiet).unwrap();
    let corpus = building.corpus().unwrap();
    index::catch_up(&building.folder().join("search"), &corpus, &Quiet).unwrap();
    drop(corpus);
    building.commit().unwrap();
}

fn hits(engine: &Engine, text: &str, today: Date, when: When) -> Vec<Hit> {
    engine.answer(&Question { when, ..Question::of(text, today) }).unwrap().hits
}

/// The hits that are Điều `label` of the amended law.
fn wordings<'a>(hits: &'a [Hit], label: &str) -> Vec<&'a Hit> {
    let address = format!("01/2026/QH-MH#dieu-{label}");
    hits.iter().filter(|hit| hit.address.to_string() == address).collect()
}

fn words(hit: &Hit) -> String {
    hit.snippet.iter().map(|piece| piece.text.as_str()).collect()
}

#[test]
fn the_law_of_the_day_is_found() {
    let engine = Base::of(&[BASE, AMENDER]).engine();
    let asked = "trong:01/2026/QH-MH \"an toàn thông tin theo cấp độ\"";
    assert!(hits(&engine, asked, BEFORE, When::Day).is_empty(), "it is not law yet");
    let after = hits(&engine, asked, AFTER, When::Day);
    assert_eq!(wordings(&after, "3").len(), 1, "{after:#?}");
    let always = hits(&engine, asked, BEFORE, When::Always);
    assert_eq!(wordings(&always, "3").len(), 1, "{always:#?}");
    let inserted = "trong:01/2026/QH-MH \"điều hòa hoạt động giám sát\"";
    assert!(wordings(&hits(&engine, inserted, BEFORE, When::Day), "7a").is_empty());
    let found = hits(&engine, inserted, AFTER, When::Day);
    let [hit] = wordings(&found, "7a")[..] else { panic!("{found:#?}") };
    assert_eq!(hit.stretch.from, Some(date(2027, 7, 1)));
    assert!(words(hit).contains("điều hòa"), "{}", words(hit));
}

#[test]
fn what_is_left_out_is_counted() {
    let engine = Base::of(&[BASE, AMENDER]).engine();
    let asked = "trong:01/2026/QH-MH \"an toàn thông tin theo cấp độ\"";
    let answer = engine.answer(&Question::of(asked, BEFORE)).unwrap();
    assert_eq!((answer.total, answer.elsewhen), (0, 1));
}

#[test]
fn wordings_of_one_provision_are_one_hit() {
    let engine = Base::of(&[BASE, AMENDER]).engine();
    let always = hits(&engine, "họp trực tuyến trong:01/2026/QH-MH", AFTER, When::Always);
    let [hit] = wordings(&always, "3")[..] else { panic!("{always:#?}") };
    assert_eq!(hit.also.len(), 1);
    let (one, other) = (hit.stretch, hit.also[0].stretch);
    assert!(one.until == other.from || other.until == one.from, "{one:?} {other:?}");
}

#[test]
fn a_consolidation_stands_with_what_it_consolidates() {
    let engine = Base::of(&[BASE, AMENDER, CONSOLIDATION]).engine();
    let found = hits(&engine, "triệu tập kỳ họp bất thường", AFTER, When::Day);
    let mut rules = Vec::new();
    for hit in &found {
        let number = hit.address.document.to_string();
        if ["01/2026/QH-MH", "13/VBHN-VPQH-MH"].contains(&number.as_str()) {
            rules.push(hit.address.portion.to_string());
        }
    }
    let all = rules.len();
    rules.sort();
    rules.dedup();
    assert_eq!(rules.len(), all, "a rule fills two places");
    assert!(found.iter().any(|hit| hit.also.iter().any(|it| it.document != hit.document)));
}

#[test]
fn amending_texts_come_and_go() {
    let asked = "trong:01/2026/QH-MH \"an toàn thông tin theo cấp độ\"";
    let base = Base::of(&[BASE]);
    assert!(hits(&base.engine(), asked, AFTER, When::Always).is_empty());
    base.add(AMENDER);
    assert_eq!(hits(&base.engine(), asked, AFTER, When::Day).len(), 1);
    base.remove(AMENDER);
    assert!(hits(&base.engine(), asked, AFTER, When::Always).is_empty());
}
