//! Plain text and Markdown, in any encoding.
#![no_main]

mod kiem;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    kiem::read("a.txt", bytes);
    kiem::read("a.md", bytes);
});
