//! The illustrative guidance differs on purpose; every planted difference is found, and the documents' overlap with it.

use std::collections::BTreeMap;

use dieukhoan::law::{Address, Document};
use dieukhoan::overlap::{Background, Passage, compared, differences, groups, text_of};
use dieukhoan::{read, structure};

use crate::support::project;

/// The illustrative documents by number.
fn documents() -> BTreeMap<String, Document> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(project().join("corpus/minh-hoa")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let reading = read::read(&name, &std::fs::read(&path).unwrap()).unwrap();
        let document = structure::parse(reading.transcript).value;
        found.entry(document.reference().number).or_insert(document);
    }
    found
}

fn body(documents: &BTreeMap<String, Document>, address: &str) -> String {
    let address: Address = address.parse().unwrap();
    let document = &documents[&address.document.number];
    let id = document.find(&address.portion).unwrap_or_else(|| panic!("no unit at {address}"));
    document.body(id)
}

#[test]
fn every_planted_difference_is_found() {
    let documents = documents();
    let cases = std::fs::read_to_string(project().join("tests/cases/overlap/planted.tsv")).unwrap();
    let mut missed = Vec::new();
    for case in cases.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = case.split('\t').collect();
        let [left, right, matter, here, there] = fields[..] else { panic!("{case}") };
        let (a, b) = (body(&documents, left), body(&documents, right));
        let said =
            |list: &[String], wanted: &str| wanted == "-" || list.iter().any(|it| it == wanted);
        let found = differences(&a, &b);
        let hit = found
            .iter()
            .any(|it| it.matter.name() == matter && said(&it.left, here) && said(&it.right, there));
        if !hit {
            let told: Vec<_> =
                found.iter().map(|it| (it.matter.name(), &it.left, &it.right)).collect();
            missed.push(format!("{case}\n   found: {told:?}"));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn guidance_of_three_authorities_meets_in_groups() {
    let documents = documents();
    let mut places = Vec::new();
    let mut passages = Vec::new();
    for (number, document) in &documents {
        for id in compared(document) {
            let body = document.body(id);
            passages.push(Passage::of(&text_of(document, number, id, &body)));
            places.push(number.clone());
        }
    }
    let background = Background::count(&passages);
    let found = groups(&passages, &background, |_, _| {});
    let meets = |a: &str, b: &str| {
        found.iter().any(|group| {
            let of = |number: &str| {
                group.members.iter().any(|&it| places[it as usize].starts_with(number))
            };
            of(a) && of(b)
        })
    };
    assert!(!meets("01/2026", "13/VBHN"), "a consolidation is no second rule");
    for (a, b) in [("08/2026", "09/2026"), ("05/HD", "06/2026")] {
        assert!(meets(a, b), "{a} and {b} regulate the same things and meet in no group");
    }
}
