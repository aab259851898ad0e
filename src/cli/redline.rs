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
        // Spaces stay outside the marks.
        let kept = words.trim();
        let before = words.len() - words.trim_start().len();
        let (lead, behind) = words.split_at_checked(before).unwrap_or_default();
        let behind = behind.get(kept.len()..).unwrap_or_default();
        out += &format!("{lead}{open}{kept}{close}{behind}");
    }
    out
}
