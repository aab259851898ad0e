//! Any bytes as a đề mục of the official codification, taken apart and put together again.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(pieces) = dieukhoan::read::codification::pieces(bytes) {
        let _ = dieukhoan::structure::parse(dieukhoan::read::codification::assemble(&pieces));
    }
});
