//! Word files, as offices have them.
//!
//! 1. A law read from DOCX or DOC has the same articles, letter by letter, as the page or the text of the same law.
//! 2. TCVN3 and VNI documents read as people transcribed them.
//! 3. Our tables of TCVN3 and VISCII agree with those of the C library.
//! 4. Without an office program a DOC says so, and nothing else is lost.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use dieukhoan::law::{Component, Document, Unit, UnitId};
use dieukhoan::programs::Programs;
use dieukhoan::read::{self, ConverterError};
use dieukhoan::structure;
use dieukhoan::text::legacy::Charset;
use dieukhoan::text::{canonical, letters_and_digits};

use crate::support::{data, files};

fn programs() -> Programs {
    Programs::within(&std::env::var_os("PATH").unwrap_or_default())
}

/// Whether a program is there; says so when it is not.
fn has(program: &str) -> bool {
    let found = programs().find(program).is_some();
    if !found {
        println!("skipped: no {program} on this machine");
    }
    found
}

fn document(path: &Path) -> Document {
    let bytes = fs::read(path).unwrap();
    parse(&path.file_name().unwrap().to_string_lossy(), &bytes)
}

fn parse(name: &str, bytes: &[u8]) -> Document {
    let reading = read::read_with(name, bytes, &programs());
    structure::parse(reading.unwrap_or_else(|error| panic!("{name}: {error}")).transcript).value
}

/// The letters and digits of every article of the main text, by its number.
fn articles(document: &Document) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for index in 0..document.provisions.len() {
        let id = UnitId(u32::try_from(index).unwrap());
        let portion = document.portion(id);
        let last = portion.steps.last().filter(|step| step.unit == Unit::Article);
        let Some(step) = last.filter(|_| portion.component == Component::Main) else { continue };
        let text = format!("{} {}", document.heading(id).unwrap_or_default(), document.body(id));
        found.entry(step.label.to_string()).or_insert(letters_and_digits(&text));
    }
    found
}

/// Share of the articles of `expected` that `found` has with equal letters and digits.
fn check(name: &str, found: &Document, expected: &Document) {
    let (found, expected) = (articles(found), articles(expected));
    let equal = expected.iter().filter(|(label, text)| found.get(*label) == Some(text)).count();
    let wrong: Vec<&String> = expected
        .iter()
        .filter(|(label, text)| found.get(*label) != Some(text))
        .map(|it| it.0)
        .collect();
    println!("{name}: {equal} of {} articles equal; not {wrong:?}", expected.len());
    assert!(expected.len() > 30, "{name}: {} articles", expected.len());
    assert!(equal * 100 >= expected.len() * 99, "{name}: {wrong:?}");
}

/// One page out of the archive of saved law pages.
fn page(name: &str) -> Option<Document> {
    let archive = fs::File::open(data("laws-html.tar.xz")?).unwrap();
    let mut archive = tar::Archive::new(liblzma::read::XzDecoder::new(archive));
    for entry in archive.entries().unwrap() {
        let mut entry = entry.unwrap();
        if entry.path().unwrap().to_string_lossy().contains(name) {
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            return Some(parse(name, &bytes));
        }
    }
    panic!("no page {name}");
}

#[test]
fn docx_has_the_articles_of_the_same_law_elsewhere() {
    let Some(folder) = data("formats/docx") else { return };
    for (file, other) in [
        ("LUATANNINHMANG.docx", "Luat-an-ninh-mang-2018"),
        ("LUATCONGNGHETHONGTIN.docx", "Luat-cong-nghe-thong-tin-2006"),
        ("LUATKHOAHOCCONGNGHE.docx", "Luat-khoa-hoc-va-cong-nghe-nam-2013"),
    ] {
        check(file, &document(&folder.join(file)), &page(other).unwrap());
    }
    let Some(text) = data("council/phapdien-2025/30_2020_NĐ-CP.txt") else { return };
    // The codified text names each annex that a provision speaks of, by its file, on a line of its own.
    let text = fs::read_to_string(text).unwrap();
    let is_file =
        |line: &&str| line.trim_end().ends_with(".doc") || line.trim_end().ends_with(".docx");
    let kept: Vec<&str> = text.lines().filter(|line| !is_file(line)).collect();
    let text = parse("30-2020.txt", kept.join("\n").as_bytes());
    check("30_2020_ND_CP.docx", &document(&folder.join("30_2020_ND_CP.docx")), &text);
}

#[test]
fn doc_has_the_articles_of_the_same_law_elsewhere() {
    let Some(file) = data("formats/doc/80-2015-qh13.doc") else { return };
    if has("soffice") {
        let page = page("Luat-ban-hanh-van-ban-quy-pham-phap-luat-2015").unwrap();
        check("80-2015-qh13.doc", &document(&file), &page);
    }
}

#[test]
fn a_doc_without_an_office_program_says_so() {
    let Some(file) = data("formats/doc/Phuluc2.doc") else { return };
    let error = read::read("a.doc", &fs::read(file).unwrap()).unwrap_err();
    let why = ConverterError::Absent { program: "soffice" };
    assert_eq!(error, read::Error::Program { format: "DOC", why });
    assert!(error.to_string().contains("cài LibreOffice"), "{error}");
}

/// Letters of a text in small letters.
fn letters(text: &str) -> Vec<char> {
    canonical(text).to_lowercase().chars().filter(|c| c.is_alphabetic()).collect()
}

/// Twice the letters in common over all letters, by the longest common subsequence within a band.
fn similarity(ours: &[char], theirs: &[char]) -> f64 {
    let band = ours.len().abs_diff(theirs.len()) + 400;
    let mut row = vec![0_u32; theirs.len() + 1];
    for (at, letter) in ours.iter().enumerate() {
        let from = at.saturating_sub(band);
        let to = (at + band).min(theirs.len());
        let mut diagonal = row[from];
        for place in from..to {
            let above = row[place + 1];
            let best = if *letter == theirs[place] { diagonal + 1 } else { above.max(row[place]) };
            diagonal = above;
            row[place + 1] = best;
        }
        if let Some(last) = row.get(to).copied() {
            row[to..].iter_mut().for_each(|slot| *slot = (*slot).max(last));
        }
    }
    let common = row.last().copied().unwrap_or_default();
    2.0 * f64::from(common) / (ours.len() + theirs.len()).max(1) as f64
}

#[test]
fn old_fonts_read_as_people_transcribed_them() {
    let Some(folder) = data("formats/legacy") else { return };
    if !has("soffice") {
        return;
    }
    let originals: Vec<_> = files(&folder)
        .into_iter()
        .filter(|path| path.extension().is_some_and(|it| it == "doc" || it == "rtf"))
        .collect();
    // An office program takes seconds to start: every fourth file unless all are asked for.
    let step = if std::env::var_os("DIEUKHOAN_ALL").is_some() { 1 } else { 4 };
    let chosen: Vec<_> = originals.iter().step_by(step).collect();
    let found: Vec<(f64, String)> = thread::scope(|scope| {
        let read = |path| {
            move || {
                let bytes = fs::read(path).unwrap();
                let text = read::read_with("x", &bytes, &programs()).unwrap().transcript.text;
                let truth =
                    fs::read_to_string(Path::new(path).with_extension("truth.txt")).unwrap();
                (similarity(&letters(&text), &letters(&truth)), path.display().to_string())
            }
        };
        let mut found = Vec::new();
        for pair in chosen.chunks(2) {
            let tasks: Vec<_> = pair.iter().map(|path| scope.spawn(read(path))).collect();
            found.extend(tasks.into_iter().map(|task| task.join().unwrap()));
        }
        found
    });
    let mut figures: Vec<f64> = found.iter().map(|(figure, _)| *figure).collect();
    figures.sort_by(f64::total_cmp);
    println!("{} files, median {:.4}: {found:?}", figures.len(), figures[figures.len() / 2]);
    assert!(figures[figures.len() / 2] >= 0.995);
    // The transcript of one file has what tracked changes deleted; we do not read that.
    let has_deletions = |name: &str| name.contains("1ED4D");
    for (figure, name) in found {
        assert!(figure >= 0.95 || has_deletions(&name), "{name}: {figure}");
    }
}

#[test]
fn tables_agree_with_the_c_library() {
    for (charset, page) in [(Charset::Tcvn3, "TCVN"), (Charset::Viscii, "VISCII")] {
        for byte in 0xA1..=0xFF_u8 {
            let Some(theirs) = iconv(page, byte) else {
                println!("skipped: no iconv for {page}");
                return;
            };
            let theirs = theirs.chars().next().unwrap_or(' ');
            // TCVN has tone marks of their own; the fonts show other signs there.
            if theirs.is_alphabetic() {
                let ours = charset.decode(&char::from(byte).to_string(), false);
                assert_eq!(ours, theirs.to_string(), "{page} {byte:#X}");
            }
        }
    }
}

fn iconv(page: &str, byte: u8) -> Option<String> {
    let mut run = Command::new("iconv")
        .args(["-f", page, "-t", "UTF-8"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    run.stdin.take()?.write_all(&[byte]).ok()?;
    let output = run.wait_with_output().ok()?;
    output.status.success().then(|| String::from_utf8(output.stdout).unwrap())
}
