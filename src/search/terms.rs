//! The words of a question as weighted terms.
//!
//! A syllable typed with dấu is matched as typed. A bare one may be meant so (`ban`, `nam`) or typed lazily (`hop`): in a
//! question mostly without dấu every bare syllable is matched on its folded form, in others those that the corpus hardly
//! knows as they stand.

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
}

impl Terms {
    /// The terms of `text`. `is_strange` tells of a bare syllable whether the corpus hardly knows it without dấu.
    ///
    /// # Errors
    /// Those of `is_strange`.
    pub(crate) fn of<E>(
        text: &str,
        is_strange: impl Fn(&Syllable) -> Result<bool, E>,
    ) -> Result<Self, E> {
        let mut lexicon = Lexicon::default();
        let mut read = Vec::new();
        lexicon.read(text, &mut read);
        let words: Vec<&Syllable> =
            read.iter().take(LONGEST).filter_map(|(number, _)| lexicon.get(*number)).collect();
        let is_bare = |word: &Syllable| word.accented == word.folded;
        let marked = words.iter().filter(|word| !is_bare(word)).count();
        // About six of ten syllables of running Vietnamese carry marks; under three, dấu were left out.
        let without = marked * 10 < words.len() * 3;
        let mut terms = Self::default();
        let mut lazy = Vec::with_capacity(words.len());
        for word in &words {
            let folded = is_bare(word) && (without || is_strange(word)?);
            let term = if folded { folded_term(&word.folded) } else { word.accented.to_string() };
            push_new(&mut terms.syllables, term);
            lazy.push(folded);
        }
        for (two, lazy) in words.windows(2).zip(lazy.windows(2)) {
            let [first, second] = two else { continue };
            let term = if lazy.contains(&true) {
                folded_pair(&first.folded, &second.folded)
            } else {
                pair(&first.accented, &second.accented)
            };
            push_new(&mut terms.pairs, term);
        }
        Ok(terms)
    }

    /// Adds the terms of other words that are not there yet.
    pub(crate) fn join(&mut self, other: Self) {
        other.syllables.into_iter().for_each(|term| push_new(&mut self.syllables, term));
        other.pairs.into_iter().for_each(|term| push_new(&mut self.pairs, term));
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

    fn terms(text: &str) -> Terms {
        let is_strange =
            |word: &Syllable| Ok::<bool, std::convert::Infallible>(&*word.folded == "hop");
        Terms::of(text, is_strange).unwrap()
    }

    #[test]
    fn dau_decide_which_terms_are_used() {
        let typed = terms("Kỳ họp bất thường");
        assert_eq!(typed.syllables, ["kỳ", "họp", "bất", "thường"]);
        assert_eq!(typed.pairs, ["kỳ_họp", "họp_bất", "bất_thường"]);
        let bare = terms("ky hop bat thuong");
        assert_eq!(bare.syllables, ["~ky", "~hop", "~bat", "~thuong"]);
        assert!(terms(" ?! ").is_empty());
    }

    #[test]
    fn half_typed_dau_find_the_same() {
        let half = terms("kỳ hop của ban");
        assert_eq!(half.syllables, ["kỳ", "~hop", "của", "ban"]);
        assert_eq!(half.pairs, ["~ky_hop", "~hop_cua", "của_ban"]);
    }
}
