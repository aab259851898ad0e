//! 1. No input, however cut, panics.
//! 2. The plan of the Standing Committee reads without a broken sentence.
//! 3. Files are told by content, and what is not read says why.

use std::path::PathBuf;

use super::*;

const SAMPLES: [(&str, &str); 4] = [
    (
        "a.txt",
        "QUỐC HỘI\n-----\nĐiều 1. “*Tên* nối,\ndòng\n\n1. Một\na) Hai: **x** (*)\nIV. Bốn\n[1] Năm",
    ),
    (
        "a.md",
        "---\nso: 1/2020\nsua-doi: [a, b]\n---\n# **Luật**\n\n1. Một[^1] *hai\n- ba** <b>x</b>\n\n| a | b |\n|---|---|\n| c<br> | `d` |\n\n[^1]: Chú\n    thích\n",
    ),
    (
        "a.html",
        "<!DOCTYPE html><p>Điều 1.<a href='#_ftn1'>[1]</a><table><tr><td colspan=2>x<td>y</table><ol><li>&#272;i&#7873;u</ol><b style='font-weight:normal'>z</b><p><a href=\"#_ftnref1\">[1]</a> Chú",
    ),
    (
        "a.html",
        "<div class='_content'><a class='viewDSVB'></a><p class='pDieu'><a name='1'></a>Điều 1.1.LQ.1. Tên</p><p class='pGhiChu'><a href='?ItemID=1#Chuong_I_Dieu_1'>(Điều 1 Luật số 60 TC/TCT Tên ngày 01/02/2020 của Bộ, có hiệu lực kể từ ngày 1 tháng 2 năm 2020, bị bãi bỏ bởi Điều 2 Luật số 5/- 6 có hiệu lực; x)</a></p><p class='pNoiDung'><p>Lời</p></p><p class='pChiDan'>(<a onclick=\"ViewNoiDungPhapDien('2')\">Điều</a>)</p>",
    ),
];

#[test]
fn no_cut_of_any_format_panics() {
    for (name, sample) in SAMPLES {
        for at in 0..=sample.len() {
            let head = sample.as_bytes().get(..at).unwrap_or_default();
            let tail = sample.as_bytes().get(at..).unwrap_or_default();
            for bytes in [head, tail] {
                let Ok(reading) = read(name, bytes) else { continue };
                let text = &reading.transcript.text;
                for block in &reading.transcript.blocks {
                    assert!(text.get(block.span.range()).is_some());
                    assert_eq!(text.as_bytes().get(block.span.end as usize), Some(&b'\n'));
                }
                for mark in &reading.transcript.marks {
                    assert!(!mark.span.of(text).is_empty());
                }
            }
        }
    }
}

#[test]
fn markup_aside_no_letter_is_lost() {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
    let markdown = "1. Một\n   a) hai\n\n\tba bốn\n> năm\n\n* sáu\n1986. Bảy\n\n[1]: tám\n====\nchín\n```\nmười\n```\nmột `hai` <ba> a_b_c \\*bốn\\*\n";
    let reading = read("a.md", markdown.as_bytes()).unwrap();
    assert_eq!(letters(&reading.transcript.text), letters(markdown));
    let reading = read("a.txt", markdown.as_bytes()).unwrap();
    assert_eq!(letters(&reading.transcript.text), letters(markdown));
}

#[test]
fn what_is_not_read_says_why() {
    let error = read("a.pdf", b"%PDF-1.7").err().unwrap();
    assert!(error.to_string().contains("PDF"));
    assert_eq!(read("a.bin", &[1, 0, 2, 0, 0, 0, 7, 0, 1, 1]).err(), Some(Error::NotText));
    assert!(read("a.txt", b"").is_ok());
}

#[test]
fn content_comes_before_the_name() {
    let format = |name: &str, text: &str| read(name, text.as_bytes()).unwrap().format.name;
    assert_eq!(format("luat.doc", "\n<!DOCTYPE html><p>x</p>"), "HTML");
    assert_eq!(format("a.txt", "<div><p>Điều 1.</p></div>"), "HTML");
    assert_eq!(format("a.txt", "---\nso: 1/2020/QH14\n---\nĐiều 1."), "Markdown");
    assert_eq!(format("a.txt", "# LUẬT\n\nĐiều 1."), "Markdown");
    assert_eq!(format("a", "| a | b |\n|---|---|\n| 1 | 2 |"), "Markdown");
    assert_eq!(format("a.txt", "QUỐC HỘI\n-------\n1. Một"), "văn bản thuần");
    assert_eq!(format("a.MD", "1. Một"), "Markdown");
}

#[test]
fn the_plan_has_no_broken_sentence() {
    let data = std::env::var_os("DIEUKHOAN_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data"),
        PathBuf::from,
    );
    let file = data.join("plan/ke-hoach-trien-khai-de-an.txt");
    let Ok(bytes) = std::fs::read(&file) else {
        println!("skipped: {} is absent", file.display());
        return;
    };
    let reading = read("ke-hoach.txt", &bytes).unwrap();
    assert_eq!(reading.format, plain::Plain.format());
    let text = &reading.transcript.text;
    for block in &reading.transcript.blocks {
        let words = block.span.of(text);
        assert!(!words.starts_with(char::is_lowercase) || marker::opens(words), "{words}");
    }
    assert_eq!(reading.transcript.blocks.len(), 66);
    assert!(!text.contains('*'));
}
