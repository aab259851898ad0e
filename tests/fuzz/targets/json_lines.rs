//! One document a line.
#![no_main]

mod kiem;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| kiem::read("a.jsonl", &[b"{\"so\":\"1\",\"khoi\":[", bytes].concat()));
