//! Any text inside a record: the layout of blocks, footnotes and what is said of blocks.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let line = format!(r#"{{"so":"1/2026/NQ-MH","khoi":{text},"chu-thich":{text},"rieng":{text}}}"#);
    let _ = dieukhoan::read::read("a.jsonl", line.as_bytes());
});
