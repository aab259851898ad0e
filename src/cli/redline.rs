//! How two wordings laid over each other look on a terminal: `[-bỏ-] [+thêm+]`.

use crate::timeline::Stretch;

/// The stretches as one text.
pub(crate) fn lined(stretches: &[Stretch]) -> String {
    let mut out = String::new();
    for stretch in stretches {
        let (open, words, close) = match stretch {
            Stretch::Same(words) => ("", words, ""),
            Stretch::Gone(words) => ("[-", words, "-]"),
            Stretch::Come(words) => ("[+", words, "+]"),
        };
        let kept = words.trim_end();
        out += &format!("{open}{kept}{close}{}", words.get(kept.len()..).unwrap_or_default());
    }
    out
}
