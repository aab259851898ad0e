//! Speed of reading: text → terms, transcript → document. Prints MB/s and asserts what was read.
//!
//! The text is made here, so that figures compare between machines and versions; `cargo bench --bench text`.

#![expect(clippy::print_stdout, reason = "a bench speaks on standard output")]

use std::hint::black_box;
use std::time::Instant;

use dieukhoan::index::Lexicon;
use dieukhoan::structure;
use dieukhoan::text::{Form, Normal};

const ARTICLES: usize = 4_000;

fn main() {
    let text = law();
    let megabytes = text.len() as f64 / 1e6;
    report("normal form (folded)", megabytes, || {
        let view = Normal::of(&text, Form::Folded);
        assert!(view.text.contains("dieu 4000. hoi dong"));
    });
    report("syllables", megabytes, || {
        let mut lexicon = Lexicon::default();
        let mut read = Vec::new();
        lexicon.read(&text, &mut read);
        assert_eq!(read.len(), ARTICLES * 59 + 20);
    });
    report("read and structure", megabytes, || {
        let reading = dieukhoan::read::read("luat.txt", text.as_bytes()).map(|it| it.transcript);
        let document = structure::parse(reading.unwrap_or_default()).value;
        assert_eq!(document.article_count(), ARTICLES);
    });
}

fn report(what: &str, megabytes: f64, run: impl Fn()) {
    let mut best = f64::MAX;
    for _ in 0..5 {
        let started = Instant::now();
        run();
        best = best.min(started.elapsed().as_secs_f64());
    }
    println!("{what:<24} {:>8.1} MB/s", megabytes / black_box(best));
}

/// A made-up law of 4,000 articles.
fn law() -> String {
    let mut text = String::from(
        "QUỐC HỘI\nLuật số: 99/2026/QH-MH\nHà Nội, ngày 01 tháng 02 năm 2026\nLUẬT\nTHỬ TỐC ĐỘ\n",
    );
    for number in 1..=ARTICLES {
        text += &format!(
            "Điều {number}. Hội đồng nhân dân\n1. Thường trực Hội đồng nhân dân quyết định triệu tập kỳ họp chậm nhất là 20 ngày.\n2. Tài liệu gồm:\na) Tờ trình của Uỷ ban nhân dân;\nb) Báo cáo thẩm tra của các Ban.\n3. Đại biểu có quyền chất vấn theo quy định tại khoản 2 Điều này.\n"
        );
    }
    text
}
