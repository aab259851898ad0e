//! The lists and the catalogue that people keep by hand.
//!
//! 1. Every file reads, in NFC, and names nothing twice.
//! 2. What one entry says of another is there: successors, provinces of today.
//! 3. Numbers are numbers, kinds are kinds, dates are dates in their order.
//! 4. Illustrative texts say so in their first line and in their metadata.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use dieukhoan::law::{DocumentNumber, Kind, authorities, iso, places};
use dieukhoan::text::canonical;
use toml::{Table, Value};

use crate::support::{files, project};

fn table(path: &Path) -> Table {
    let text = fs::read_to_string(path).unwrap();
    assert_eq!(canonical(&text), text, "{} is not NFC", path.display());
    text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn rows(path: &str, key: &str) -> Vec<Table> {
    let found =
        table(&project().join(path)).remove(key).unwrap_or_else(|| panic!("{path}: no [[{key}]]"));
    found.as_array().unwrap().iter().map(|row| row.as_table().unwrap().clone()).collect()
}

fn words(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(word)) => vec![word.clone()],
        Some(Value::Array(words)) => {
            words.iter().map(|word| word.as_str().unwrap().to_owned()).collect()
        }
        _ => Vec::new(),
    }
}

#[test]
fn authorities_and_places_fit_together() {
    let ids: BTreeSet<&str> = authorities().iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids.len(), authorities().len(), "an authority stands twice");
    for authority in authorities() {
        let heir = authority.successor.as_deref();
        assert!(heir.is_none_or(|heir| ids.contains(heir)), "{}: no {heir:?}", authority.id);
    }
    let now: BTreeSet<&str> =
        places().iter().filter(|it| it.now.is_none()).map(|it| it.name.as_str()).collect();
    assert!(now.len() >= 34);
    for place in places() {
        assert!(
            place.now.as_deref().is_none_or(|it| now.contains(it)),
            "{}: no {:?}",
            place.name,
            place.now
        );
    }
}

#[test]
fn abbreviations_synonyms_and_usual_names_read() {
    let short = rows("corpus/lists/viet-tat.toml", "viet-tat");
    assert!(
        short.len() > 100
            && short.iter().all(
                |row| !words(row.get("gon")).is_empty() && !words(row.get("day-du")).is_empty()
            )
    );
    let groups = rows("corpus/lists/dong-nghia.toml", "nhom");
    assert!(groups.len() > 100 && groups.iter().all(|row| words(row.get("tu")).len() > 1));
    let phrases = words(table(&project().join("corpus/lists/loi-hoi.toml")).get("cum"));
    assert!(phrases.len() > 100 && phrases.iter().all(|it| it.contains(' ')), "{phrases:?}");
    for row in rows("corpus/lists/ten-thuong-goi.toml", "van-ban") {
        let number = row.get("so").and_then(Value::as_str).unwrap();
        assert!(number.parse::<DocumentNumber>().is_ok(), "{number}");
        assert!(!words(row.get("ten")).is_empty(), "{number} has no name");
    }
}

#[test]
fn the_catalogue_holds_facts() {
    let mut seen = BTreeSet::new();
    for path in files(&project().join("corpus/danh-muc")) {
        let place = path.display();
        for row in table(&path).get("van-ban").and_then(Value::as_array).unwrap() {
            let text = |key: &str| row.get(key).and_then(Value::as_str);
            let number = text("so").unwrap();
            assert!(number.parse::<DocumentNumber>().is_ok(), "{place}: {number}");
            assert!(
                text("loai").and_then(Kind::from_name).is_some(),
                "{place}: {number} is of no kind"
            );
            assert!(text("ten").is_some_and(|it| !it.is_empty()), "{place}: {number} has no title");
            let date = |key| {
                text(key).map(|it| iso(it).unwrap_or_else(|| panic!("{place}: {number}: {it}")))
            };
            let (issued, effective) = (date("ngay-ban-hanh"), date("ngay-hieu-luc"));
            assert!(
                issued.zip(effective).is_none_or(|(a, b)| a <= b),
                "{place}: {number} applies before it is issued"
            );
            assert!(
                seen.insert((number.to_owned(), text("loai").unwrap().to_owned(), issued)),
                "{place}: {number} twice"
            );
        }
    }
    assert!(seen.len() >= 300, "{}", seen.len());
}

#[test]
fn illustrative_texts_say_so() {
    for path in files(&project().join("corpus/minh-hoa")) {
        let text = fs::read_to_string(&path).unwrap();
        let (_, rest) = text.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap();
        let first = rest.trim_start().lines().next().unwrap();
        assert!(first.to_uppercase().contains("VĂN BẢN MINH HỌA"), "{}: {first}", path.display());
        assert!(text.contains("\nminh-hoa: true\n"), "{}", path.display());
    }
}
