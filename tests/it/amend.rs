//! Amending.
//!
//! 1. Each case under `tests/cases/amend`: a law, what an amending law orders, the law as it reads then; below it, after
//!    `!`, what was refused and why.
//! 2. A document that nothing changes is written as it stood.
//! 3. A unit replaced by itself stays as it was; what is refused changes nothing.
//! 4. No amending text, however cut, panics; every instruction has its sentence.
//! 5. Real laws after their amending laws read as the official codification has them.

use std::fs;
use std::path::Path;

use dieukhoan::amend::{self, Cause, Edition, Operation, Piece, Place, Refusal, Written};
use dieukhoan::law::{Content, Document, Label, Step, Unit};
use dieukhoan::text::letters_and_digits;

use crate::structure::check_whole;
use crate::support::{data, files, parse, project, read};

const BASE: &str = "QUỐC HỘI\nLuật số: 01/2026/QH16\nLUẬT\nVÍ DỤ\n";

const AMENDER: &str = "QUỐC HỘI\nLuật số: 02/2026/QH16\nLUẬT\nSỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT VÍ DỤ\n\
    Quốc hội ban hành Luật sửa đổi, bổ sung một số điều của Luật Ví dụ số 01/2026/QH16.\n\
    Điều 1. Sửa đổi, bổ sung một số điều của Luật Ví dụ\n";

#[test]
fn cases_read_as_they_should() {
    let mut wrong = Vec::new();
    let cases = files(&project().join("tests/cases/amend"));
    assert!(cases.len() >= 10, "cases are missing");
    for path in cases {
        let (base, orders, expected) = case(&path);
        let (written, refusals) = amended(&base, &orders);
        let mut found = outline(&written);
        for refusal in refusals {
            found += &format!("! {refusal}\n");
        }
        if found.trim() != expected.trim() {
            wrong.push(format!("{}:\n{found}\n--- expected\n{expected}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn what_nothing_changes_is_written_as_it_stood() {
    for path in files(&project().join("corpus/minh-hoa")) {
        let document = read(&path).value;
        let written = Edition::of(&document).write().document;
        assert_eq!(words(&written), words(&document), "{}", path.display());
        check_whole(&path, &written);
        let portions = |it: &Document| -> Vec<String> {
            it.units().map(|(id, _)| it.portion(id).to_string()).collect()
        };
        assert_eq!(portions(&written), portions(&document), "{}", path.display());
    }
}

#[test]
fn a_unit_replaced_by_itself_stays() {
    for path in files(&project().join("corpus/minh-hoa")) {
        let document = read(&path).value;
        let original = Edition::of(&document);
        let mut edition = original.clone();
        for article in original.articles() {
            let at = Place::of(vec![article.step.clone()]);
            let new = vec![Piece::Unit(article.clone())];
            let operation = Operation::Replace { at, new, or_add: false };
            amend::apply(&mut edition, &operation, Cause(1)).unwrap();
        }
        assert_eq!(words(&edition.write().document), words(&document), "{}", path.display());
    }
}

#[test]
fn what_is_refused_changes_nothing() {
    let base = parse("01.txt", &format!("{BASE}Điều 1. Một\n1. Hai.\n2. Ba.\n")).value;
    let mut edition = Edition::of(&base);
    let before = words(&edition.write().document);
    let nowhere = Place::of(vec![Step::new(Unit::Article, Label::count(9))]);
    let refusal = amend::apply(&mut edition, &Operation::Repeal { at: nowhere.clone() }, Cause(1));
    assert_eq!(refusal, Err(Refusal::NoSuchTarget("Điều 9".to_owned())));
    let unparsed = Operation::Unparsed { aims: vec![nowhere] };
    assert_eq!(amend::apply(&mut edition, &unparsed, Cause(2)), Err(Refusal::Unparsed));
    let written = edition.write();
    assert_eq!(words(&written.document), before);
    assert!(written.touches.is_empty() && written.units.is_empty());
}

#[test]
fn every_change_says_who_made_it() {
    let base = format!("{BASE}Điều 1. Một\n1. Hai ba bốn.\n2. Năm.\n");
    let orders = "1. Thay cụm từ “ba” bằng cụm từ “sáu bảy” tại khoản 1 Điều 1.\n2. Bãi bỏ khoản 2 Điều 1.\n";
    let (written, refusals) = amended(&base, &format!("{AMENDER}{orders}"));
    assert!(refusals.is_empty());
    let touched: Vec<(&str, u32)> = written
        .touches
        .iter()
        .map(|touch| (written.document.text(touch.span), touch.cause.0))
        .collect();
    assert_eq!(touched, [("sáu bảy", 1)]);
    let repealed: Vec<String> =
        written.repealed.iter().map(|&id| written.document.portion(id).to_string()).collect();
    assert_eq!(repealed, ["dieu-1/khoan-2"]);
    assert_eq!(written.units.last().map(|(_, causes)| causes.clone()), Some(vec![Cause(2)]));
}

#[test]
fn no_cut_panics() {
    for path in files(&project().join("tests/cases/amend")) {
        let (base, orders, _) = case(&path);
        let base = parse("01.txt", &base).value;
        let shortest = orders.len().min(AMENDER.len());
        for (at, _) in orders.char_indices().filter(|(at, _)| *at >= shortest) {
            let amender = parse("02.txt", &orders[..at]).value;
            let mut edition = Edition::of(&base);
            for instruction in amend::parse(&amender).value {
                assert!(!amender.text(instruction.sentence).is_empty(), "{}", path.display());
                // Refusing is right; only falling over would be wrong.
                let _ = amend::apply(&mut edition, &instruction.operation, Cause(1));
            }
            check_whole(&path, &edition.write().document);
        }
    }
}

#[test]
fn real_laws_come_out_as_the_codification_has_them() {
    let Some(cases) = data("amend") else { return };
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_dieukhoan"))
        .args(["measure", "amend", "--json", "--cases"])
        .arg(cases)
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let figures: serde_json::Value = serde_json::from_str(text.lines().last().unwrap()).unwrap();
    let share = |of: &str, what: &str| {
        figures[of][what].as_f64().unwrap() / figures[of]["articles"].as_f64().unwrap()
    };
    assert!(share("amended", "exact") >= 0.92, "{figures}");
    assert!(share("amended", "wrong") <= 0.06, "{figures}");
    assert!(share("untouched", "wrong") <= 0.005, "{figures}");
}

/// The law, the amending law and the outcome of a case.
fn case(path: &Path) -> (String, String, String) {
    let text = fs::read_to_string(path).unwrap();
    let mut parts = text.split("\n=====\n").map(str::to_owned);
    let mut part =
        || parts.next().unwrap_or_else(|| panic!("{}: a part is missing", path.display()));
    (format!("{BASE}{}\n", part()), format!("{AMENDER}{}\n", part()), part())
}

/// The law after the amending law, and what was refused.
fn amended(base: &str, orders: &str) -> (Written, Vec<Refusal>) {
    let base = parse("01.txt", base).value;
    let amender = parse("02.txt", orders).value;
    let mut edition = Edition::of(&base);
    let mut refusals = Vec::new();
    let aimed = amend::parse(&amender).value.into_iter().filter(|it| it.target.names(&base));
    for (number, instruction) in (1..).zip(aimed) {
        refusals.extend(amend::apply(&mut edition, &instruction.operation, Cause(number)).err());
    }
    (edition.write(), refusals)
}

/// The provisions as a person reads them.
fn outline(written: &Written) -> String {
    let mut out = String::new();
    for part in &written.document.components {
        branch(written, &part.content, &mut out);
    }
    out
}

fn branch(written: &Written, content: &[Content], out: &mut String) {
    let document = &written.document;
    for piece in content {
        match piece {
            Content::Paragraph(span) | Content::Quoted(span) => {
                *out += &format!("{}\n", document.text(*span));
            }
            Content::Table(_) => *out += "▦\n",
            Content::Unit(id) => {
                let unit = document.provision(*id).unwrap();
                let joint = if matches!(unit.step.unit, Unit::Chapter) { "\n" } else { " " };
                let repealed = if written.repealed.contains(id) { "(bãi bỏ)\n" } else { "" };
                let heading = unit.heading.map(|it| format!("{}\n", document.text(it)));
                let heading = heading.unwrap_or_default();
                *out += &format!("{}{joint}{heading}{repealed}", document.text(unit.mark));
                branch(written, &unit.content, out);
            }
        }
    }
}

/// Letters and digits of everything in a document.
fn words(document: &Document) -> String {
    letters_and_digits(&document.transcript.text)
}
