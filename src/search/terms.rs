//! The words of a question as weighted terms.
//!
//! Typed with dấu, a question is matched as typed; typed without, on the folded terms. Where only some syllables carry
//! dấu, those count as typed and the bare ones on their folded form, for a bare syllable is more often lazily typed than
//! meant.

use crate::index::{Lexicon, Syllable, folded_pair, folded_term, pair};

/// A question has few words; what stands behind is cut.
const LONGEST: usize = 64;

/// The terms of a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Terms {
    /// One for each distinct syllable, in the order typed.
    pub(crate) syllables: Vec<String>,
    /// One for each distinct pair of neighbours.
    pub(crate) pairs: Vec<String>,
    /// Whether the terms are the folded ones.
    pub(crate) folded: bool,
}

impl Terms {
    /// The terms of `text`.
    pub(crate) fn of(text: &str) -> Self {
        let mut lexicon = Lexicon::default();
        let mut read = Vec::new();
        lexicon.read(text, &mut read);
        let words: Vec<&Syllable> =
            read.iter().take(LONGEST).filter_map(|(number, _)| lexicon.get(*number)).collect();
        let marked = words.iter().filter(|word| word.accented != word.folded).count();
        // About six of ten syllables of running Vietnamese carry marks; under three, dấu were left out.
        let folded = marked * 10 < words.len() * 3;
        let mut terms = Self { folded, ..Self::default() };
        for word in &words {
            let term = if folded { folded_term(&word.folded) } else { word.accented.to_string() };
            push_new(&mut terms.syllables, term);
        }
        for two in words.windows(2) {
            let [first, second] = two else { continue };
            let term = if folded {
                folded_pair(&first.folded, &second.folded)
            } else {
                pair(&first.accented, &second.accented)
            };
            push_new(&mut terms.pairs, term);
        }
        terms
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.syllables.is_empty()
    }
}

fn push_new(terms: &mut Vec<String>, term: String) {
    if !terms.contains(&term) {
        terms.push(term);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dau_decide_which_terms_are_used() {
        let terms = Terms::of("Kỳ họp bất thường");
        assert_eq!(terms.syllables, ["kỳ", "họp", "bất", "thường"]);
        assert_eq!(terms.pairs, ["kỳ_họp", "họp_bất", "bất_thường"]);
        let bare = Terms::of("ky hop bat thuong");
        assert_eq!(bare.syllables, ["~ky", "~hop", "~bat", "~thuong"]);
        assert!(bare.folded);
        assert!(Terms::of(" ?! ").is_empty());
    }
}
