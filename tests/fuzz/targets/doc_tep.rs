//! Any bytes: the format is told by what is in them.
#![no_main]

mod kiem;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| kiem::read("a", bytes));
