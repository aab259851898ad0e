//! Files that mean harm, or were harmed: every reader and the parser must give one answer in bounded time.
//!
//! 1. What fuzzing found once stays in `tests/cases/hostile` and is read by every run.
//! 2. Texts of each format are cut, doubled, spliced and sprinkled with signs, the same way in every run;
//!    `DIEUKHOAN_HOSTILE_SECONDS` makes it go on that long. No input panics, every span cuts the text, and none takes more
//!    than some seconds.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use dieukhoan::text::Span;

use crate::support::{files, project};

/// The longest that one input of a few kilobytes may take, on a busy machine without optimisation.
const PATIENCE: Duration = Duration::from_secs(20);
/// Inputs made of each seed when no time is given.
const ROUNDS: u64 = 40;

/// One text of each format, and pieces that mean something to a reader.
const SEEDS: [(&str, &str); 8] = [
    (
        "a.txt",
        "ỦY BAN NHÂN DÂN\nSố: 5/2026/QĐ-UBND\nQUYẾT ĐỊNH\nVề việc thử\nChương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\n1. Một:\na) Một;\nđ) Hai.\n- Ba\n“Điều 2. Trích”\nPHỤ LỤC I\nNơi nhận:\n- Lưu.\n",
    ),
    (
        "a.md",
        "---\nso: \"1/2026/NQ-MH\"\nsua-doi: [\"2/2020/NQ-MH\"]\n---\n# LUẬT\n\n### Điều 1. Một[^1]\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[^1]: Chú thích\n",
    ),
    (
        "a.html",
        "<!DOCTYPE html><html><body><table><tr><td rowspan=2 colspan=3>Số: 1/2026/QH</td><td>x</td></tr></table><div><p><b>Điều 1.</b> Một<a href=#_ftn1>[1]</a></p><ol><li>a<li>b</ol><p>&#272;i&#7873;u 2. Hai</p></div></body></html>",
    ),
    (
        "a.html",
        "<div class='_content'><a onclick=\"viewDSVB()\"></a><p class='pDieu'><a name='37'></a>Điều 37.1.LQ.1. Một</p><p class='pGhiChu'>(Điều 1 Luật số 1/2020/QH14 ngày 01/01/2020)</p><p class='pNoiDung'>Nội dung</p><p class='pChiDan'>x</p></div>",
    ),
    (
        "a.jsonl",
        "{\"so\":\"1/2026/NQ-MH\",\"khoi\":[\"Điều 1. Một\",{\"chu\":\"Hai\",\"cap\":2,\"nhan\":[{\"kieu\":\"chu-thich\",\"tu\":0,\"den\":3,\"so\":0}]},{\"bang\":[{\"dau\":true,\"o\":[\"a\",{\"chu\":\"b\",\"cot\":2}]}]}],\"chu-thich\":[{\"dau\":\"1\",\"chu\":\"x\"}],\"rieng\":[{\"khoi\":1,\"khoa\":\"sua-doi-boi\",\"gia-tri\":\"y\"}]}",
    ),
    ("a.jsonl", "{\"ten\":\"x\",\"dang\":\"html\",\"noi-dung\":\"<p>Điều 1. Một</p>\"}"),
    (
        "a.rtf",
        "{\\rtf1\\ansi{\\fonttbl{\\f0 Times;}{\\f1 .VnTime;}}{\\header x\\par}\\pard{\\f1 \\'a7i\\'d2u 1.}{\\super\\chftn}{\\*\\footnote a\\par}\\par\\trowd\\clvmgf\\cellx900\\cellx1800\\pard\\intbl a\\cell b\\cell\\row\\pard{\\deleted c}\\u7873 ?\\par}",
    ),
    (
        "a.pdf",
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
    ),
];

const SIGNS: [&str; 22] = [
    "\u{FEFF}",
    "\0",
    "\r",
    "\u{0301}",
    "Đ",
    "Điều 999999999999.",
    "khoản",
    "“",
    "”",
    "<",
    "</p>",
    "<table>",
    "&#1114112;",
    "[[",
    "{",
    "]}",
    "\"",
    "---\n",
    "| - |",
    "[^1]",
    "%%EOF",
    "PHỤ LỤC\n",
];

/// A source of chance that is the same in every run (splitmix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}

/// Harms a text in a few places.
fn harm(seed: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=chance.below(6) {
        let (one, two) = (chance.below(bytes.len() + 1), chance.below(bytes.len() + 1));
        let (start, end) = (one.min(two), one.max(two));
        match chance.below(6) {
            0 => bytes.truncate(end),
            1 => drop(bytes.drain(start..end)),
            2 => {
                let piece = bytes[start..end].repeat(1 + chance.below(30));
                bytes.splice(start..start, piece.into_iter().take(16_384));
            }
            3 => {
                let sign = SIGNS[chance.below(SIGNS.len())].repeat(1 + chance.below(200));
                bytes.splice(start..start, sign.into_bytes());
            }
            4 if start < bytes.len() => bytes[start] ^= 1 << chance.below(8),
            _ => {
                let other = SEEDS[chance.below(SEEDS.len())].1.as_bytes();
                bytes.splice(start..start, other.iter().copied().skip(chance.below(other.len())));
            }
        }
        bytes.truncate(65_536);
    }
    bytes
}

/// Reads and parses; what must hold of any answer.
fn check(name: &str, bytes: &[u8]) {
    let started = Instant::now();
    let read = catch_unwind(AssertUnwindSafe(|| {
        let Ok(reading) = dieukhoan::read::read(name, bytes) else { return };
        let document = dieukhoan::structure::parse(reading.transcript).value;
        let text = &document.transcript.text;
        let fits = |span: Span| text.get(span.start as usize..span.end as usize).is_some();
        assert!(document.transcript.blocks.iter().all(|block| fits(block.span)), "a block");
        assert!(document.transcript.marks.iter().all(|mark| fits(mark.span)), "a mark");
        assert!(document.lines.iter().all(|line| fits(line.span)), "a line");
        assert!(document.provisions.iter().all(|unit| fits(unit.mark)), "a unit");
        let _ = dieukhoan::index::entries(&document);
    }));
    let took = started.elapsed();
    let kept = || {
        let path = std::env::temp_dir().join(format!("dieukhoan-hostile-{name}"));
        std::fs::write(&path, bytes).unwrap();
        path.display().to_string()
    };
    assert!(read.is_ok(), "{name} ends in a panic; the input is kept in {}", kept());
    assert!(took < PATIENCE, "{name} takes {took:?}; the input is kept in {}", kept());
}

#[test]
fn what_was_found_once_is_borne() {
    for path in files(&project().join("tests/cases/hostile")) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        check(&name, &std::fs::read(&path).unwrap());
    }
}

#[test]
fn harmed_files_are_borne() {
    let seconds = std::env::var_os("DIEUKHOAN_HOSTILE_SECONDS");
    let seconds: Option<u64> = seconds.and_then(|it| it.to_str()?.parse().ok());
    let started = Instant::now();
    let mut inputs = 0;
    for round in 0.. {
        let over = match seconds {
            Some(seconds) => started.elapsed() > Duration::from_secs(seconds),
            None => round >= ROUNDS,
        };
        if over {
            break;
        }
        for (at, (name, seed)) in SEEDS.iter().enumerate() {
            let mut chance = Chance(round * 1_000 + at as u64);
            check(name, &harm(seed.as_bytes(), &mut chance));
            inputs += 1;
        }
    }
    println!("{inputs} inputs in {:.0} s", started.elapsed().as_secs_f64());
}

/// The body of a Word file: its parts are packed anew after each harm, or only the packing would be tried.
const WORD: &str = r#"<w:document><w:body><w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr><w:t>§iÒu 1. Mét</w:t></w:r><w:del><w:r><w:delText>hai</w:delText></w:r></w:del></w:p><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>a</w:t><w:footnoteReference w:id="2"/></w:r></w:p></w:tc></w:tr></w:tbl><w:altChunk/><w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>b</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p></w:body></w:document>"#;

#[test]
fn harmed_word_files_are_borne() {
    for round in 0..ROUNDS {
        let body = harm(WORD.as_bytes(), &mut Chance(round));
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        zip.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut zip, &body).unwrap();
        check("a.docx", &zip.finish().unwrap().into_inner());
    }
}

#[test]
fn bombs_are_told_in_one_sentence() {
    for (name, bytes) in [
        ("a.html", "<div>".repeat(200_000)),
        ("a.html", "<table><tr><td>".repeat(1_500)),
        ("a.md", "> ".repeat(50_000)),
        ("a.md", "[".repeat(50_000)),
        ("a.jsonl", format!("{{\"so\":{}", "[".repeat(200_000))),
        ("a.txt", "a) ".repeat(50_000)),
        ("a.txt", "“".repeat(50_000)),
        ("a.txt", "Điều 1. ".repeat(20_000)),
        // Whoever looks back at all articles for each takes minutes here.
        ("a.txt", "Điều 1. a\n".repeat(150_000)),
        ("a.html", format!("<table>{}", "<tr><td>1<td>2".repeat(50_000))),
        ("a.html", "<td rowspan=65535 colspan=65535>x".repeat(500)),
    ] {
        check(name, bytes.as_bytes());
    }
}
