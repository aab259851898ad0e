//! Timeline.
//!
//! 1. Each case under `tests/cases/timeline` has, under its text, what the text says of time and its status on days.
//! 2. Every sentence that proves something stands in the source, word for word.
//! 3. No input, however cut, panics.
//! 4. The days that real texts give are those of the official database.

use std::fs;

use dieukhoan::law::{Document, EffectKind, Portion};
use dieukhoan::timeline::{Stated, Target, effects, standing};

use crate::support::{data, files, parse, project, read};

#[test]
fn cases_say_what_is_written_under_them() {
    let mut wrong = Vec::new();
    let cases = files(&project().join("tests/cases/timeline"));
    assert!(cases.len() >= 8, "cases are missing");
    for path in cases {
        let text = fs::read_to_string(&path).unwrap();
        let (source, expected) = text.split_once("\n=====\n").unwrap();
        let name = path.file_name().unwrap().to_str().unwrap();
        let found = told(parse(name, source).value, expected);
        if found.trim() != expected.trim() {
            wrong.push(format!("{}:\n{found}\n--- expected\n{expected}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn no_cut_panics() {
    for path in files(&project().join("tests/cases/timeline")) {
        let text = fs::read_to_string(&path).unwrap();
        let (source, _) = text.split_once("\n=====\n").unwrap();
        let name = path.file_name().unwrap().to_str().unwrap();
        let start = source.len().saturating_sub(600);
        for (at, _) in source.char_indices().filter(|(at, _)| *at >= start) {
            check_proofs(&parse(name, &source[..at]).value);
        }
    }
}

#[test]
fn real_texts_begin_when_the_official_database_says() {
    let Some(folder) = data("council/phapdien-2025") else { return };
    let (mut agree, mut stated) = (0, 0);
    for path in files(&folder) {
        let document = read(&path).value;
        check_proofs(&document);
        let Some(claimed) = document.facts.effective else { continue };
        let said = effects(&document).value;
        let own = said.iter().find(|it| {
            it.target == Target::This
                && it.effect.kind == EffectKind::Begins
                && it.effect.is_whole()
        });
        if let Some(day) = own.and_then(|it| it.effect.day) {
            stated += 1;
            agree += usize::from(day == claimed);
        }
    }
    assert!(stated >= 60 && agree * 100 >= stated * 97, "{agree} of {stated}");
}

/// Every proof is cut out of the source.
fn check_proofs(document: &Document) {
    for Stated { effect, span, .. } in effects(document).value {
        assert_eq!(document.text(span).trim(), effect.sentence);
        assert!(!effect.sentence.is_empty());
    }
}

/// What a text says, and its status on each day that `asked` asks for, in the form of the cases.
fn told(mut document: Document, asked: &str) -> String {
    let said = effects(&document);
    let mut out = String::new();
    for Stated { target, effect, .. } in &said.value {
        let target = match target {
            Target::This => "này".to_owned(),
            Target::Numbered { number, .. } => number.clone(),
            Target::Named { name, issued } => format!("{name} ngày {issued}"),
        };
        let list = |parts: &[Portion]| {
            parts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
        };
        let mut about = target;
        if !effect.parts.is_empty() {
            about += &format!(" [{}]", list(&effect.parts));
        }
        if let Some(described) = &effect.described {
            about += &format!(" [“{described}”]");
        }
        if !effect.except.is_empty() {
            about += &format!(" trừ [{}]", list(&effect.except));
        }
        if let Some(proviso) = &effect.proviso {
            about += &format!(" ({proviso})");
        }
        let day = effect.day.map_or_else(|| "?".to_owned(), |day| day.to_string());
        out += &format!("{} {day}: {about}\n", effect.kind.slug());
    }
    let own = said.value.into_iter().filter(|it| it.target == Target::This);
    document.facts.effects = own.map(|it| it.effect).collect();
    for line in asked.lines().filter(|line| line.contains(" → ")) {
        let (asked, _) = line.split_once(" → ").unwrap();
        let (day, portion) = asked.split_once(' ').unwrap_or((asked, ""));
        let within = within(&document, portion);
        let standing = standing(&document.facts, &within, day.parse().unwrap());
        out += &format!("{asked} → {}\n", standing.status.slug());
    }
    out
}

/// A portion and the units around it.
fn within(document: &Document, portion: &str) -> Vec<Portion> {
    if portion.is_empty() {
        return Vec::new();
    }
    let portion: Portion = portion.parse().unwrap();
    let id = document.find(&portion).unwrap();
    let around = document.ancestors(id).map(|id| document.portion(id));
    std::iter::once(portion).chain(around).collect()
}
