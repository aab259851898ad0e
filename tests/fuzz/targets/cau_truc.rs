//! Lines, to the parser of structure.
#![no_main]

mod kiem;

libfuzzer_sys::fuzz_target!(|text: &str| kiem::read("a.txt", format!("LUẬT\n{text}").as_bytes()));
