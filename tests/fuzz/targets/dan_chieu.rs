//! A sentence, to citations and amending instructions.
#![no_main]

use dieukhoan::{cite, law, overlap, text};

libfuzzer_sys::fuzz_target!(|sentence: &str| {
    for mention in cite::find(sentence) {
        assert!(sentence.get(mention.span.range()).is_some());
    }
    for part in text::sentences(sentence) {
        assert!(sentence.get(part.range()).is_some());
    }
    let _ = sentence.parse::<law::Address>();
    let _ = overlap::differences(sentence, sentence);
});
