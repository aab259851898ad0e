//! The XML of a Word file, wrapped in the ZIP that makes it one.
#![no_main]

mod kiem;

use std::io::{Cursor, Write};

use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

/// The two parts that the reader walks; a zero byte stands between them in the input.
fn word_file(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut parts = bytes.splitn(2, |byte| *byte == 0);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, opening) in [
        ("[Content_Types].xml", ""),
        ("word/document.xml", "<w:document><w:body>"),
        ("word/numbering.xml", "<w:numbering>"),
    ] {
        zip.start_file(name, stored).ok()?;
        zip.write_all(opening.as_bytes()).ok()?;
        if !opening.is_empty() {
            zip.write_all(parts.next().unwrap_or_default()).ok()?;
        }
    }
    Some(zip.finish().ok()?.into_inner())
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Some(file) = word_file(bytes) {
        kiem::read("a.docx", &file);
    }
});
