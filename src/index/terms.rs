//! Syllables: what a text is found by.
//!
//! A syllable has a comparable form (`hội`) and a folded form (`hoi`); neighbours make pairs. On every public question set
//! pairs beat word segmentation, and make search without dấu nearly as good as with it.

use std::collections::HashMap;

use crate::text::{canonical, comparable, fold, syllables};

/// More distinct spellings than any corpus has; past it nothing is remembered.
const REMEMBERED: usize = 400_000;

/// A syllable in the two forms it is found by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Syllable {
    /// Comparable: lower case, modern tone placement.
    pub accented: Box<str>,
    /// Without any diacritics.
    pub folded: Box<str>,
}

/// Remembers the forms of the syllables it has met: a corpus has some 30,000 spellings in 20 million syllables.
#[derive(Debug, Default)]
pub struct Lexicon {
    numbers: HashMap<Box<str>, u32>,
    known: Vec<Syllable>,
}

impl Lexicon {
    /// The syllables of `text`: for each its index in this lexicon and its byte range.
    pub fn read(&mut self, text: &str, out: &mut Vec<(u32, std::ops::Range<usize>)>) {
        for token in syllables(text) {
            let number = self.number(token.text);
            out.push((number, token.span.range()));
        }
    }

    /// The forms of a syllable that [`Lexicon::read`] gave.
    pub fn get(&self, number: u32) -> Option<&Syllable> {
        self.known.get(number as usize)
    }

    /// How many spellings are known.
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// Whether none is known.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    fn number(&mut self, written: &str) -> u32 {
        if let Some(&number) = self.numbers.get(written) {
            return number;
        }
        let accented = comparable(&canonical(written)).into_boxed_str();
        let folded = fold(&accented).into_boxed_str();
        let number = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
        self.known.push(Syllable { accented, folded });
        if self.numbers.len() < REMEMBERED {
            self.numbers.insert(written.into(), number);
        }
        number
    }
}
