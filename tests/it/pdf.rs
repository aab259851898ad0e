//! PDF on real files, where the programs and the files are there; says plainly when they are not.
//!
//! 1. A gazette file without notes gives the articles of its own plain text, letter by letter.
//! 2. In a văn bản hợp nhất nothing of the text is lost, and the numbers of khoản and of notes are told apart.
//! 3. A scan is reported as one without `tesseract`, and read with it.
//! 4. Without `pdftotext` the same paragraphs come out.
//! 5. Broken, locked and monstrous files each give one sentence, soon.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use dieukhoan::law::{Document, LinkKind, Unit};
use dieukhoan::programs::Programs;
use dieukhoan::read::{Error, Reading, Without, read_with};
use dieukhoan::structure;
use dieukhoan::text::{Style, letters_and_digits};

use crate::support::{data, files};

/// The programs of this machine, when `name` is among them.
fn programs(name: &str) -> Option<Programs> {
    let programs = Programs::within(&std::env::var_os("PATH")?);
    if programs.find(name).is_none() {
        println!("skipped: no {name} on this machine");
        return None;
    }
    Some(programs)
}

fn read(path: &Path, programs: &Programs) -> Result<Reading, Error> {
    read_with("a.pdf", &fs::read(path).unwrap(), programs)
}

fn document(path: &Path, programs: &Programs) -> Document {
    let reading =
        read(path, programs).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    structure::parse(reading.transcript).value
}

fn pdfs(folder: &str) -> Vec<PathBuf> {
    let Some(folder) = data(folder) else { return Vec::new() };
    files(&folder).into_iter().filter(|it| it.extension() == Some(OsStr::new("pdf"))).collect()
}

/// The plain text beside a file, without running heads and stamps.
fn plain(path: &Path) -> Option<String> {
    let text = fs::read_to_string(path.with_extension("txt")).ok()?;
    let furniture =
        ["CÔNG BÁO/Số", "Người ký:", "Ký bởi:", "Email:", "Cơ quan:", "Ngày ký:", "Thời gian ký:"];
    let is_text = |line: &&str| {
        let line = line.trim();
        !furniture.iter().any(|it| line.contains(it)) && line.parse::<u32>().is_err()
    };
    Some(text.lines().filter(is_text).collect::<Vec<_>>().join("\n"))
}

/// Paragraph by paragraph: the plain text sets the terms of a formula in another order, and an article of 20 pages with one
/// formula in it would count as lost.
#[test]
fn gazette_paragraphs_equal_their_plain_text() {
    let Some(programs) = programs("pdftotext") else { return };
    let (mut all, mut same) = (0, 0);
    for path in pdfs("formats/pdf") {
        let Some(plain) = plain(&path) else { continue };
        let document = document(&path, &programs);
        if !document.transcript.footnotes.is_empty() {
            continue;
        }
        let plain = letters_and_digits(&plain);
        for (id, provision) in document.units() {
            if provision.step.unit != Unit::Article {
                continue;
            }
            let heading = document.heading(id).unwrap_or_default();
            let article = format!("{heading}\n{}", document.body(id));
            for line in article.lines().map(letters_and_digits).filter(|it| !it.is_empty()) {
                all += 1;
                if plain.contains(&line) {
                    same += 1;
                } else {
                    println!("{}: {} differs: {line}", path.display(), document.portion(id));
                }
            }
        }
    }
    println!("paragraphs equal to the plain text: {same} of {all}");
    assert!(same * 100 >= all * 98, "{same} of {all}");
}

#[test]
fn nothing_is_lost_in_consolidations() {
    let Some(programs) = programs("pdftotext") else { return };
    for path in pdfs("vbhn").into_iter().chain(pdfs("formats/pdf")) {
        let Some(plain) = plain(&path) else { continue };
        let document = document(&path, &programs);
        // A glued mark (`tế26`) is a word of its own here; so letters are counted, not words.
        let count = |text: &str| {
            let mut letters: HashMap<char, i64> = HashMap::new();
            for letter in letters_and_digits(text).chars().filter(|c| c.is_alphabetic()) {
                *letters.entry(letter).or_default() += 1;
            }
            letters
        };
        let (ours, theirs) = (count(&document.transcript.text), count(&plain));
        let lost: i64 = theirs.iter().map(|(c, n)| (n - ours.get(c).unwrap_or(&0)).max(0)).sum();
        let total: i64 = theirs.values().sum();
        println!("{}: {lost} of {total} letters lost", path.display());
        assert!(lost * 500 <= total, "{}: {lost} of {total} letters lost", path.display());
    }
}

#[test]
fn khoan_and_notes_of_consolidations_are_told_apart() {
    let Some(programs) = programs("pdftotext") else { return };
    for path in pdfs("vbhn") {
        let document = document(&path, &programs);
        let transcript = &document.transcript;
        let marks = transcript.marks.iter().filter(|it| matches!(it.style, Style::Footnote(_)));
        let notes = transcript.footnotes.len();
        let met = marks.count();
        let clauses = document.units().filter(|(_, it)| it.step.unit == Unit::Clause).count();
        let ties = document.facts.links.iter().filter(|it| it.kind == LinkKind::AmendedBy).count();
        let texts = document.facts.links.iter().filter(|it| it.kind == LinkKind::Consolidates);
        let texts: Vec<&str> = texts.map(|it| it.there.as_str()).collect();
        println!(
            "{}: {} điều, {clauses} khoản, {notes} notes, {met} marks, {ties} ties, {:?} of {texts:?}",
            path.display(),
            document.article_count(),
            document.identity.number.as_ref().map(ToString::to_string),
        );
        // Notes are numbered through: 1, 2, 3 … and each mark stands once in the text.
        let numbers: Vec<&str> = transcript.footnotes.iter().map(|it| it.mark.as_str()).collect();
        let expected: Vec<String> = (1..=notes).map(|it| it.to_string()).collect();
        assert_eq!(numbers, expected, "{}", path.display());
        assert_eq!(met, notes, "{}", path.display());
        assert!(document.identity.number.is_some() && texts.len() > 1, "{}", path.display());
        assert!(ties > 0, "{}", path.display());
    }
}

#[test]
fn notes_stand_at_the_units_where_a_reader_sees_them() {
    let Some(programs) = programs("pdftotext") else { return };
    let table = include_str!("../cases/pdf/chu-thich.tsv");
    let mut read: HashMap<String, Document> = HashMap::new();
    for path in pdfs("vbhn") {
        let document = document(&path, &programs);
        if let Some(number) = &document.identity.number {
            read.insert(number.to_string(), document);
        }
    }
    for row in table.lines().filter(|line| !line.starts_with('#')) {
        let [number, page, unit, mark] = row.split('\t').collect::<Vec<_>>().try_into().unwrap();
        let Some(document) = read.get(number) else { continue };
        let transcript = &document.transcript;
        let printed = format!("[{mark}]");
        let at = transcript.marks.iter().find(|it| {
            matches!(it.style, Style::Footnote(_)) && it.span.of(&transcript.text) == printed
        });
        let at = at.unwrap_or_else(|| panic!("{row}: no mark")).span;
        let (id, _) = document.units().filter(|(_, it)| it.mark.start <= at.start).last().unwrap();
        assert_eq!(document.portion(id).to_string(), unit, "{row}");
        let origin = transcript.block_of(at).and_then(|block| block.origin.as_ref());
        assert_eq!(origin.and_then(|it| it.page), page.parse().ok(), "{row}");
    }
}

#[test]
fn without_programs_the_same_paragraphs_come_out() {
    let Some(programs) = programs("pdftotext") else { return };
    let paragraphs = |reading: &Reading| -> Vec<String> {
        let transcript = &reading.transcript;
        let texts =
            transcript.blocks.iter().map(|it| letters_and_digits(it.span.of(&transcript.text)));
        texts.filter(|text| !text.is_empty()).collect()
    };
    let (mut all, mut same) = (0, 0);
    for path in pdfs("formats/pdf").into_iter().chain(pdfs("vbhn")) {
        let Ok(with) = read(&path, &programs) else { continue };
        let started = Instant::now();
        let Ok(without) = read_with("a.pdf", &fs::read(&path).unwrap(), &Without) else { continue };
        let (with, without) = (paragraphs(&with), paragraphs(&without));
        let met = with.iter().filter(|text| without.contains(text)).count();
        println!("{}: {met} of {} in {:?}", path.display(), with.len(), started.elapsed());
        (all, same) = (all + with.len(), same + met);
    }
    println!("paragraphs that come out without programs: {same} of {all}");
    assert!(all == 0 || same * 100 >= all * 85, "{same} of {all}");
}

#[test]
fn a_scan_is_told_and_read() {
    let Some(path) = data("formats/pdf/scan-06-bct.pdf") else { return };
    let Some(programs) = programs("pdftotext") else { return };
    // A folder with pdftotext and nothing else.
    let folder = tempfile::tempdir().unwrap();
    let alone = folder.path().join("pdftotext");
    std::os::unix::fs::symlink(programs.find("pdftotext").unwrap(), alone).unwrap();
    let error = read(&path, &Programs::within(folder.path().as_os_str())).unwrap_err();
    assert!(matches!(error, Error::Scan { pages: 3, .. }), "{error}");
    if programs.find("tesseract").is_none() {
        println!("skipped: no tesseract on this machine");
        return;
    }
    let reading = match read(&path, &programs) {
        Err(error) if error.wants_program() => {
            println!("skipped: {error}");
            return;
        }
        reading => reading.unwrap(),
    };
    let text = &reading.transcript.text;
    assert!(text.contains("Điều 1. Phạm vi điều chỉnh và đối tượng áp dụng"), "{text}");
    let told: Vec<String> = reading.problems.iter().map(|it| it.kind.to_string()).collect();
    assert!(told.iter().any(|it| it.contains("độ tin cậy")), "{told:?}");
}

/// A PDF of `pages` pages that say the same; `stream` is what each page draws.
fn made(pages: usize, stream: &[u8]) -> Vec<u8> {
    filtered(pages, stream, "")
}

/// The same, with what the dictionary of the stream says of its filters.
fn filtered(pages: usize, stream: &[u8], filter: &str) -> Vec<u8> {
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    let mut object = |file: &mut Vec<u8>, body: &[u8]| {
        places.push(file.len());
        file.extend(format!("{} 0 obj\n", places.len()).bytes());
        file.extend(body);
        file.extend(b"\nendobj\n");
    };
    object(&mut file, b"<</Type/Catalog/Pages 2 0 R>>");
    let kids: Vec<String> = (0..pages).map(|at| format!("{} 0 R", at + 5)).collect();
    let kids = format!("<</Type/Pages/Count {pages}/Kids[{}]>>", kids.join(" "));
    object(&mut file, kids.as_bytes());
    object(&mut file, b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>");
    let mut content = format!("<</Length {}{filter}>>\nstream\n", stream.len()).into_bytes();
    content.extend(stream);
    content.extend(b"\nendstream");
    object(&mut file, &content);
    let page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 3 0 R>>>>>>";
    for _ in 0..pages {
        object(&mut file, page);
    }
    let start = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).bytes());
    for place in &places {
        file.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let size = places.len() + 1;
    file.extend(format!("trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n").bytes());
    file
}

const WORDS: &[u8] = b"BT /F 12 Tf 60 700 Td (Hai ba ngang trong sang theo quy trinh nay cho nam sau va nam sau nua) Tj ET";

#[test]
fn broken_files_give_one_sentence_each() {
    let Some(programs) = programs("pdftotext") else { return };
    let said = |bytes: &[u8]| {
        let started = Instant::now();
        let result = read_with("a.pdf", bytes, &programs);
        assert!(started.elapsed() < Duration::from_secs(180), "{:?}", started.elapsed());
        match result {
            Ok(reading) => format!("{} blocks", reading.transcript.blocks.len()),
            Err(error) => error.to_string(),
        }
    };
    assert_eq!(said(&made(2, WORDS)), "1 blocks");
    let damaged = "Tệp PDF bị hỏng hoặc thiếu phần cuối: hãy lấy lại tệp gốc.";
    assert_eq!(said(b"%PDF-1.7\n1 0 obj"), damaged);
    let whole = made(3, WORDS);
    assert_eq!(said(&whole[..200]), damaged);
    // Another format under this name is told by its content.
    assert!(said("Điều 1. Tên\n1. Một.".as_bytes()).ends_with("blocks"));
    // 64 times as much at each step: 16 bytes draw 268 MB of nothing.
    let steps = "/Filter[/RunLengthDecode/RunLengthDecode/RunLengthDecode/RunLengthDecode]";
    assert!(said(&filtered(1, &[0x81; 16], steps)).starts_with("Tệp PDF"));
    let key = "0".repeat(64);
    let lock = format!(
        "trailer<</Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{key}>/U<{key}>>>/ID[<00><00>]"
    );
    let locked = String::from_utf8(made(1, WORDS)).unwrap().replace("trailer<<", &lock);
    assert_eq!(
        said(locked.as_bytes()),
        "Tệp PDF được bảo vệ bằng mật khẩu: hãy bỏ mật khẩu rồi nạp lại."
    );
    let many = "Tệp PDF có hơn 5000 trang, là giới hạn được đọc: hãy tách tệp rồi nạp lại.";
    assert_eq!(said(&made(10_000, WORDS)), many);
}
