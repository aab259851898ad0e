//! RTF.
#![no_main]

mod kiem;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| kiem::read("a.rtf", &[b"{\\rtf1 ", bytes].concat()));
