//! The passage of an entry that answers best, with what matched marked.
//!
//! Works on the text as written: each syllable is compared in the form in which the question was asked, so that words are
//! marked also when they matched without dấu.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use crate::index::Lexicon;
use crate::search::SnippetPiece;
use crate::search::rank::{AskedRun, Dau};

/// Syllables in a passage.
const LENGTH: usize = 56;
/// Spellings remembered from passage to passage.
const REMEMBERED: usize = 60_000;

thread_local! {
    static LEXICON: RefCell<Lexicon> = RefCell::default();
}

/// The words that are marked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Marks {
    /// Comparable forms.
    accented: HashSet<Box<str>>,
    /// Folded forms, of words typed without dấu.
    folded: HashSet<Box<str>>,
}

impl Marks {
    /// The words of `runs`, also those that say otherwise what was asked.
    pub(crate) fn of(runs: &[AskedRun]) -> Self {
        let mut marks = Self::default();
        for word in runs.iter().flat_map(|run| &run.words) {
            match word.dau {
                Dau::Missing => marks.folded.insert(word.syllable.folded.clone()),
                Dau::Typed | Dau::Restored => marks.accented.insert(word.syllable.accented.clone()),
            };
        }
        marks
    }
}

/// The best passage of `body`, in plain and marked pieces.
pub(crate) fn cut(body: &str, marks: &Marks) -> Vec<SnippetPiece> {
    let mut read = Vec::new();
    let matched: Vec<bool> = LEXICON.with_borrow_mut(|lexicon| {
        if lexicon.len() > REMEMBERED {
            *lexicon = Lexicon::default();
        }
        lexicon.read(body, &mut read);
        let mut known: HashMap<u32, bool> = HashMap::new();
        let matches = |number: u32| {
            lexicon.get(number).is_some_and(|it| {
                marks.accented.contains(&it.accented) || marks.folded.contains(&it.folded)
            })
        };
        let numbers = read.iter().map(|(number, _)| *number);
        numbers.map(|number| *known.entry(number).or_insert_with(|| matches(number))).collect()
    });
    let start = best_start(&matched);
    let end = (start + LENGTH).min(read.len());
    let first = read.get(start).map_or(0, |(_, range)| if start == 0 { 0 } else { range.start });
    let last = if end == read.len() {
        body.len()
    } else {
        read.get(end.saturating_sub(1)).map_or(body.len(), |(_, range)| range.end)
    };
    let mut pieces = Pieces { body, at: first, pieces: Vec::new() };
    if start > 0 {
        pieces.pieces.push(SnippetPiece { text: "… ".to_owned(), marked: false });
    }
    for at in start..end {
        if is_marked(&matched, at)
            && let Some((_, range)) = read.get(at)
        {
            pieces.mark(range.clone());
        }
    }
    pieces.plain_until(last);
    if end < read.len() {
        pieces.pieces.push(SnippetPiece { text: " …".to_owned(), marked: false });
    }
    pieces.pieces
}

/// A single match counts when a neighbour matches too, or when so few match that each is worth showing.
fn is_marked(matched: &[bool], at: usize) -> bool {
    let is = |at: Option<usize>| at.and_then(|at| matched.get(at)).copied().unwrap_or(false);
    let few = matched.iter().filter(|it| **it).count() <= 12;
    is(Some(at)) && (few || is(at.checked_sub(1)) || is(at.checked_add(1)))
}

/// Where the window with most matches starts; neighbours count more. Ties go to the first.
fn best_start(matched: &[bool]) -> usize {
    let worth = |at: usize| {
        let this = matched.get(at).copied().unwrap_or(false);
        let before = at.checked_sub(1).and_then(|at| matched.get(at)).copied().unwrap_or(false);
        u32::from(this) + 3 * u32::from(this && before)
    };
    let mut sum: u32 = (0..LENGTH.min(matched.len())).map(worth).sum();
    let (mut best, mut start) = (sum, 0);
    for at in 1..=matched.len().saturating_sub(LENGTH) {
        sum = sum + worth(at + LENGTH - 1) - worth(at - 1);
        if sum > best {
            (best, start) = (sum, at);
        }
    }
    // The first match of the window moves near its start: a little of what stands before makes the passage readable.
    let first = (start..matched.len())
        .find(|&at| matched.get(at).copied().unwrap_or(false))
        .unwrap_or(start);
    first.saturating_sub(6).max(start).min(matched.len().saturating_sub(LENGTH))
}

struct Pieces<'a> {
    body: &'a str,
    at: usize,
    pieces: Vec<SnippetPiece>,
}

impl Pieces<'_> {
    fn plain_until(&mut self, end: usize) {
        let text = self.body.get(self.at..end).unwrap_or_default();
        if !text.is_empty() {
            self.pieces.push(SnippetPiece { text: text.to_owned(), marked: false });
        }
        self.at = end.max(self.at);
    }

    /// Marks a syllable; marked neighbours become one piece.
    fn mark(&mut self, range: std::ops::Range<usize>) {
        let between = self.body.get(self.at..range.start).unwrap_or_default();
        let joins = !between.is_empty() && between.chars().all(|c| c == ' ' || c == '\u{A0}');
        match self.pieces.last_mut() {
            Some(last) if last.marked && joins => {
                last.text.push_str(self.body.get(self.at..range.end).unwrap_or_default());
            }
            _ => {
                self.plain_until(range.start);
                let text = self.body.get(range.clone()).unwrap_or_default().to_owned();
                self.pieces.push(SnippetPiece { text, marked: true });
            }
        }
        self.at = range.end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(body: &str, question: &str) -> String {
        let pieces = cut(body, &Marks::of(&[AskedRun::typed(question, &[])]));
        pieces
            .into_iter()
            .map(|piece| if piece.marked { format!("[{}]", piece.text) } else { piece.text })
            .collect()
    }

    #[test]
    fn words_are_marked_as_written() {
        assert_eq!(
            shown("Triệu tập kỳ họp bất thường.", "kỳ họp"),
            "Triệu tập [kỳ họp] bất thường."
        );
        assert_eq!(
            shown("Triệu tập kì họp bất thường.", "ky hop bat thuong"),
            "Triệu tập [kì họp bất thường]."
        );
    }

    #[test]
    fn the_best_passage_is_chosen_and_nothing_is_lost_in_short_texts() {
        let long = "một hai ba bốn năm ".repeat(60) + "kỳ họp bất thường của Hội đồng nhân dân.";
        let passage = shown(&long, "kỳ họp bất thường");
        assert!(passage.starts_with("… ") && passage.contains("[kỳ họp bất thường]"), "{passage}");
        assert_eq!(shown("", "kỳ họp"), "");
    }
}
