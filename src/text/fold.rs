//! Folding: a text without its diacritics, as people type it in a hurry and as addresses are written.

use crate::text::{Form, Normal};

/// `text` without diacritics, in lower case: `Điều khoản` → `dieu khoan`.
pub fn fold(text: &str) -> String {
    Normal::of(text, Form::Folded).text
}

/// `text` as a piece of an address: folded letters and digits, runs of anything else as one hyphen.
///
/// `Nghị quyết số 05/2025/NQ-HĐND` → `nghi-quyet-so-05-2025-nq-hdnd`.
pub fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in fold(text).chars() {
        if letter.is_ascii_alphanumeric() {
            out.push(letter);
        } else if letter.is_alphanumeric() {
            out.extend(letter.to_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    while out.ends_with('-') {
        out.pop();
    }
    out
}

/// The first letters of the words of `title` in lower case, with and without `và`: `hngđ` and `hnvgđ` of Hôn nhân và gia đình.
pub fn initials(title: &str) -> Vec<String> {
    let letters = |all: bool| -> String {
        let words = title.split(|c: char| !c.is_alphanumeric());
        let kept = words.filter(|it| all || *it != "và");
        kept.filter_map(|it| it.chars().next()).flat_map(char::to_lowercase).collect()
    };
    let (all, short) = (letters(true), letters(false));
    if all == short { vec![all] } else { vec![all, short] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_every_vietnamese_letter_to_ascii() {
        let letters = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ";
        assert!(fold(letters).is_ascii());
        assert!(fold(&letters.to_uppercase()).is_ascii());
        assert_eq!(fold("ĐIỀU"), "dieu");
    }

    #[test]
    fn slugs_are_made_of_words() {
        assert_eq!(slug("77/2015/QH13"), "77-2015-qh13");
        assert_eq!(slug("  05/2025/NQ-HĐND "), "05-2025-nq-hdnd");
        assert_eq!(slug("tỉnh Cà Mau"), "tinh-ca-mau");
    }
}
