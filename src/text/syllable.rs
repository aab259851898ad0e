//! Which strings can be Vietnamese syllables: the gate that tells text from a failed extraction.

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
}
