//! Reads, parses and checks what must hold of every text.

use dieukhoan::text::Span;
use dieukhoan::{amend, read, structure};

/// Reads a file and all that is made of it.
pub fn read(name: &str, bytes: &[u8]) {
    let Ok(reading) = read::read(name, bytes) else { return };
    let document = structure::parse(reading.transcript).value;
    let whole = &document.transcript.text;
    let cuts = |span: Span| whole.get(span.range()).is_some();
    assert!(document.transcript.blocks.iter().all(|block| cuts(block.span)));
    for (id, _) in document.units() {
        assert!(document.spans(id).into_iter().all(cuts));
        let _ = document.portion(id).to_string();
    }
    let _ = amend::parse(&document);
}
