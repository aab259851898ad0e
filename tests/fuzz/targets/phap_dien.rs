//! A page of the official codification.
#![no_main]

mod kiem;

const OPENING: &[u8] = b"<div class='_content'><a onclick=\"viewDSVB()\"></a><p class='pDieu'>";

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| kiem::read("a.html", &[OPENING, bytes].concat()));
