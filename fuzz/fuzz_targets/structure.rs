//! Any text as a plain text, read as a document: every character keeps one home, and every span lies in the text.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(reading) = dieukhoan::read::read("a.txt", text.as_bytes()) else { return };
    let read = dieukhoan::structure::parse(reading.transcript).value;
    for provision in &read.provisions {
        assert!(read.transcript.text.get(provision.mark.start as usize..provision.mark.end as usize).is_some());
    }
});
