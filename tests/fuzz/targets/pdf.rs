//! PDF, as far as it is read without programs.
#![no_main]

mod kiem;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| kiem::read("a.pdf", &[b"%PDF-1.4\n", bytes].concat()));
