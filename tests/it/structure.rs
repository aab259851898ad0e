//! Structure.
//!
//! 1. Each case under `tests/cases/structure` has the outline written under it.
//! 2. Every character of a source has exactly one home in its document.
//! 3. No two provisions of a document have the same address; every address prints, parses and leads back.
//! 4. No input, however cut, panics or loses text.
//! 5. The articles of real laws read as the official codification has them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use dieukhoan::law::{Content, Document, Portion, Provision, Unit};
use dieukhoan::text::{Span, canonical};

use crate::support::{data, files, parse, project, read};

#[test]
fn cases_have_their_outlines() {
    let mut wrong = Vec::new();
    let cases = files(&project().join("tests/cases/structure"));
    assert!(cases.len() >= 10, "cases are missing");
    for path in cases {
        let text = fs::read_to_string(&path).unwrap();
        let (source, expected) = text
            .split_once("\n=====\n")
            .unwrap_or_else(|| panic!("{}: no outline", path.display()));
        let name = path.file_name().unwrap().to_str().unwrap();
        let found = outline(&parse(name, source));
        if found.trim() != expected.trim() {
            wrong.push(format!("{}:\n{found}\n--- expected\n{expected}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn shipped_texts_are_whole_and_unambiguous() {
    let texts = files(&project().join("corpus/minh-hoa"));
    assert!(texts.len() >= 14);
    for path in texts {
        check_whole(&path, &read(&path).value);
    }
}

#[test]
fn real_texts_are_whole_and_unambiguous() {
    for folder in
        ["council", "overlap/provincial-2025", "amend", "plan", "formats/word-html", "vbhn"]
    {
        let Some(folder) = data(folder) else { continue };
        let readable = |path: &Path| {
            path.extension()
                .is_some_and(|it| it == "txt" || it == "md" || it == "htm" || it == "html")
        };
        for path in files(&folder).into_iter().filter(|path| readable(path)) {
            check_whole(&path, &read(&path).value);
        }
    }
}

#[test]
fn no_cut_panics_or_loses_text() {
    for path in files(&project().join("tests/cases/structure")) {
        let text = fs::read_to_string(&path).unwrap();
        let (source, _) = text.split_once("\n=====\n").unwrap();
        let name = path.file_name().unwrap().to_str().unwrap();
        for (at, _) in source.char_indices() {
            check_whole(&path, &parse(name, &source[..at]).value);
        }
    }
}

#[test]
fn real_laws_read_as_the_codification_has_them() {
    let Some(cases) = data("amend") else { return };
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_dieukhoan"))
        .args(["measure", "structure", "--json", "--cases"])
        .arg(cases)
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let figures: serde_json::Value = serde_json::from_str(text.lines().last().unwrap()).unwrap();
    let (articles, exact) =
        (figures["articles"].as_f64().unwrap(), figures["exact"].as_f64().unwrap());
    assert!(articles > 2_000.0 && exact / articles >= 0.995, "{figures}");
}

/// Every block has one home, addresses are unique and lead back.
pub(crate) fn check_whole(path: &Path, document: &Document) {
    let transcript = &document.transcript;
    let mut homes: Vec<Span> = document.lines.iter().map(|line| line.span).collect();
    for part in &document.components {
        document.spans_of(&part.content, &mut homes);
    }
    homes.sort();
    let mut at = 0;
    for span in &homes {
        assert!(span.start as usize >= at, "{}: {span:?} has two homes", path.display());
        let between = &transcript.text[at..span.start as usize];
        // What shows nothing (zero-width characters) may stand between a mark and its words.
        assert!(canonical(between).trim().is_empty(), "{}: lost {between:?}", path.display());
        at = span.end as usize;
    }
    assert!(
        canonical(&transcript.text[at..]).trim().is_empty(),
        "{}: lost the end",
        path.display()
    );
    let mut seen = BTreeSet::new();
    for (id, provision) in document.units() {
        let portion = document.portion(id);
        assert!(seen.insert(portion.to_string()), "{}: {portion} twice", path.display());
        assert_eq!(
            portion.to_string().parse::<Portion>().as_ref(),
            Ok(&portion),
            "{}",
            path.display()
        );
        assert_eq!(
            document.find(&portion),
            Some(id),
            "{}: {portion} leads elsewhere",
            path.display()
        );
        check_mark(path, document, provision);
    }
}

/// The mark in the source carries the number.
fn check_mark(path: &Path, document: &Document, provision: &Provision) {
    let mark = document.text(provision.mark);
    assert!(!mark.is_empty(), "{}: {:?} without a mark", path.display(), provision.step);
    if matches!(provision.step.unit, Unit::Article) {
        let label = provision.step.label.as_str();
        assert!(mark.to_lowercase().contains(label), "{}: {mark:?} is no {label}", path.display());
    }
}

/// The outline of a document, as written under the cases.
fn outline(read: &dieukhoan::law::Noted<Document>) -> String {
    let document = &read.value;
    let number =
        document.identity.number.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string);
    let issued = document.identity.issued.map_or_else(|| "-".to_owned(), |date| date.to_string());
    let issuers: Vec<String> =
        document.identity.authorities.iter().map(ToString::to_string).collect();
    let mut out = format!(
        "{} | {number} | {} | {issued}\n{}\n",
        document.kind.name(),
        issuers.join(" + "),
        document.title
    );
    for line in &document.lines {
        out += &format!("[{:?}] {}\n", line.role, short(document.text(line.span)));
    }
    for part in &document.components {
        branch(document, &part.content, 0, &mut out);
    }
    for note in &read.notes {
        out += &format!("! {} @ {}\n", note.kind.code(), short(document.text(note.span)));
    }
    out
}

fn branch(document: &Document, content: &[Content], depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    for piece in content {
        match piece {
            Content::Paragraph(span) => {
                *out += &format!("{indent}¶ {}\n", short(document.text(*span)));
            }
            Content::Quoted(span) => {
                *out += &format!("{indent}» {}\n", short(document.text(*span)));
            }
            Content::Table(_) => *out += &format!("{indent}▦\n"),
            Content::Unit(id) => {
                let unit = document.provision(*id).unwrap();
                let heading = unit
                    .heading
                    .map(|span| format!(" {}", short(document.text(span))))
                    .unwrap_or_default();
                *out += &format!("{indent}{}{heading}\n", document.portion(*id));
                branch(document, &unit.content, depth + 1, out);
            }
        }
    }
}

fn short(text: &str) -> String {
    let line = text.replace('\n', " / ");
    match line.char_indices().nth(36) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
