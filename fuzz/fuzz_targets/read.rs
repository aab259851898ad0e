//! Any bytes as a file of any name: every reader is reached, for each knows its files by content. The first byte chooses
//! the ending of the name.

#![no_main]

use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 8] =
    ["a.md", "a.txt", "a.html", "a.jsonl", "a.docx", "a.doc", "a.pdf", "a.rtf"];

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let name = NAMES[usize::from(*first) % NAMES.len()];
    if let Ok(reading) = dieukhoan::read::read(name, rest) {
        for block in &reading.transcript.blocks {
            assert!(reading.transcript.text.get(block.span.start as usize..block.span.end as usize).is_some());
        }
    }
});
