//! A web page.
#![no_main]

mod kiem;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| kiem::read("a.html", &[b"<html><body>", bytes].concat()));
