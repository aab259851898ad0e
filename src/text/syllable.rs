//! Which strings can be Vietnamese syllables: the gate that tells text from a failed extraction.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use crate::text::fold;

const ONSETS: [&str; 28] = [
    "", "b", "c", "ch", "d", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh",
    "p", "ph", "q", "r", "s", "t", "th", "tr", "v", "x", "qu",
];
const CODAS: [&str; 9] = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"];

/// Whether `word` can be a Vietnamese syllable: onset, one to three vowels, coda. Tones are not checked.
pub fn is_syllable(word: &str) -> bool {
    let folded = fold(word);
    if folded.is_empty() || folded.len() > 7 || !folded.bytes().all(|b| b.is_ascii_lowercase()) {
        return false;
    }
    let is_vowel = |b: &u8| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    let bytes = folded.as_bytes();
    let onset = bytes.iter().take_while(|b| !is_vowel(b)).count();
    let rest = bytes.get(onset..).unwrap_or_default();
    let vowels = rest.iter().take_while(|b| is_vowel(b)).count();
    let known = |list: &[&str], part: Option<&str>| part.is_some_and(|part| list.contains(&part));
    (1..=3).contains(&vowels)
        && known(&ONSETS, folded.get(..onset))
        && known(&CODAS, folded.get(onset + vowels..))
}

/// The share of the words of `text` that can be Vietnamese by their letters and sounds; none when it has no words.
///
/// Gazette pages have 0.9 and more (numbers of documents and abbreviations are no syllables); TCVN3 and VNI taken for
/// Latin letters, and fonts without a table of letters, have much less.
pub fn vietnamese_share(text: &str) -> Option<f32> {
    let words = text.split(|c: char| c.is_whitespace() || "/-–.,;:()“”\"'…".contains(c));
    let words = words.filter(|word| word.chars().any(char::is_alphabetic));
    let (mut all, mut good) = (0_u32, 0_u32);
    for word in words {
        all += 1;
        good += u32::from(word.chars().all(is_vietnamese) && is_syllable(word));
    }
    (all > 0).then(|| good as f32 / all as f32)
}

/// Whether a letter is one of the Vietnamese alphabet, with or without a tone: `ñ`, `µ`, `Ü` are not.
fn is_vietnamese(letter: char) -> bool {
    if letter.is_ascii_alphabetic() || matches!(letter, 'đ' | 'Đ' | 'Ð') {
        return true;
    }
    let mut good = letter.is_alphabetic() || is_combining_mark(letter);
    let mut base = None;
    decompose_canonical(letter, |part| match part {
        'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'A' | 'E' | 'I' | 'O' | 'U' | 'Y' => base = Some(part),
        '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}' => {}
        '\u{302}' | '\u{306}' | '\u{31B}' => {}
        _ => good = false,
    });
    good && (base.is_some() || is_combining_mark(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_syllables_from_noise() {
        for word in ["nghiêng", "Quốc", "hội", "khuỷu", "gì", "Điều", "ước", "y", "quyền", "thuở"]
        {
            assert!(is_syllable(word), "{word}");
        }
        for word in ["Céng2", "xyz", "strength", "h", "ngu7y", "nhieeeu"] {
            assert!(!is_syllable(word), "{word}");
        }
    }

    #[test]
    fn noise_has_a_small_share() {
        let share = |text| vietnamese_share(text).unwrap();
        assert!(share("Điều 12. Nghị định số 43/2014/NĐ-CP của Chính phủ quy định chi tiết") > 0.8);
        assert!(share("Céng hoµ x· héi chñ nghÜa ViÖt Nam C¨n cø NghÞ ®Þnh sè") < 0.5);
        assert!(share("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM Ñoäc laäp - Töï do") < 0.6);
        assert!(share("FKjQK SKӫ QѭӟF &Ӝ1* +Ñ$ [m Kӝi") < 0.4);
        assert_eq!(vietnamese_share("12/2020"), None);
    }
}
