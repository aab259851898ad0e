//! Which entries of a segment meet a condition of the plan, by its ledger.
//!
//! A word typed without dấu is met by any of its spellings. Lists of entries tell which hold the words and the pairs of a
//! phrase; where that does not settle it, the syllables of the entry are read in their order. A phrase stands in one field:
//! it does not run from a heading into the text.

use std::ops::Range;

use crate::index::{Ledger, Lexicon, Postings, Tokens};
use crate::search::plan::{Need, Word, text_of};
use crate::text::fold;

/// For every entry of `ledger` whether it meets `need`.
pub(crate) fn meeting(need: &Need, ledger: &Ledger) -> Vec<bool> {
    let none = || vec![false; ledger.entries() as usize];
    let both =
        |one: Vec<bool>, other: Vec<bool>| one.iter().zip(other).map(|(a, b)| *a && b).collect();
    let either =
        |one: Vec<bool>, other: Vec<bool>| one.iter().zip(other).map(|(a, b)| *a || b).collect();
    match need {
        Need::Words(words) => flags(holding(&spelt(words, ledger), ledger), ledger),
        Need::Phrase { words, within } => {
            flags(phrase(&spelt(words, ledger), *within, ledger), ledger)
        }
        Need::Prefix(start) => {
            let start: String = fold(start).chars().filter(|c| c.is_alphanumeric()).collect();
            flags(holding(&[ledger.beginning(&start)], ledger), ledger)
        }
        Need::All(needs) => {
            needs.iter().map(|need| meeting(need, ledger)).reduce(both).unwrap_or_else(none)
        }
        Need::Any(needs) => {
            needs.iter().map(|need| meeting(need, ledger)).reduce(either).unwrap_or_else(none)
        }
    }
}

fn flags(entries: Vec<u32>, ledger: &Ledger) -> Vec<bool> {
    let mut flags = vec![false; ledger.entries() as usize];
    for entry in entries {
        flags.get_mut(entry as usize).into_iter().for_each(|flag| *flag = true);
    }
    flags
}

/// The entries that hold each of `words`, in any of its spellings, in their order; all entries when there are no words.
pub(crate) fn holding(words: &[Range<u32>], ledger: &Ledger) -> Vec<u32> {
    let mut distinct: Vec<&Range<u32>> = Vec::with_capacity(words.len());
    for word in words {
        if !distinct.contains(&word) {
            distinct.push(word);
        }
    }
    let lists = |word: &Range<u32>| word.clone().filter_map(|it| ledger.postings(it)).collect();
    every(distinct.into_iter().map(lists).collect(), ledger.entries())
}

/// The entries where `words` stand in this order with at most `within` others among them.
fn phrase(words: &[Range<u32>], within: usize, ledger: &Ledger) -> Vec<u32> {
    if words.len() < 2 {
        return holding(words, ledger);
    }
    let mut met = match within {
        0 => every(words.windows(2).map(|two| of_pair(two, ledger)).collect(), ledger.entries()),
        _ => holding(words, ledger),
    };
    // Two neighbours are a pair, and the list of pairs has told already.
    if words.len() > 2 || within > 0 {
        met.retain(|entry| {
            ledger.entry(*entry).is_some_and(|it| {
                [it.title, it.heading, it.body].into_iter().any(|it| stands(it, words, within))
            })
        });
    }
    met
}

fn of_pair<'a>(two: &[Range<u32>], ledger: &'a Ledger) -> Vec<Postings<'a>> {
    let [first, second] = two else { return Vec::new() };
    let pairs = first.clone().flat_map(|first| ledger.pairs(first, second.clone()));
    pairs.filter_map(|pair| ledger.pair_postings(pair)).collect()
}

/// Whether `words` stand in `field` in this order with at most `within` others among them.
fn stands(field: Tokens<'_>, words: &[Range<u32>], within: usize) -> bool {
    let Some((first, rest)) = words.split_first() else { return true };
    let mut tokens: Vec<u32> = Vec::with_capacity(field.len());
    field.each(usize::MAX, |token| tokens.push(token));
    // The earliest place of each next word leaves most room for those after it.
    let from = |start: usize| {
        let mut at = start;
        rest.iter().zip(start + 1..).all(|(word, nearest)| {
            let farthest = (nearest + within + 1).min(tokens.len());
            let room = tokens.get(at + 1..farthest).unwrap_or_default();
            let found = room.iter().position(|token| word.contains(token));
            at += found.map_or(0, |it| it + 1);
            found.is_some()
        })
    };
    tokens.iter().enumerate().any(|(start, token)| first.contains(token) && from(start))
}

/// The entries that are in a list of each group. The rarest group comes first, and what is left is looked up in the others:
/// a question of many words soon has few entries left.
fn every(mut groups: Vec<Vec<Postings<'_>>>, entries: u32) -> Vec<u32> {
    let size = |lists: &Vec<Postings<'_>>| lists.iter().map(|it| it.count as usize).sum::<usize>();
    groups.sort_by_key(size);
    let mut groups = groups.iter();
    let Some(rarest) = groups.next() else { return (0..entries).collect() };
    let flags = marked(rarest, entries);
    let mut left: Vec<u32> =
        (0..).zip(flags).filter(|(_, flag)| *flag).map(|(entry, _)| entry).collect();
    for lists in groups {
        if left.is_empty() {
            break;
        }
        if left.len() * lists.len() * LOOK_UP < size(lists) {
            left.retain(|&entry| lists.iter().any(|it| it.weight_in(entry) > 0));
        } else {
            let flags = marked(lists, entries);
            left.retain(|&entry| flags.get(entry as usize) == Some(&true));
        }
    }
    left
}

/// Looking up one entry in a list takes as long as reading so many.
const LOOK_UP: usize = 8;

/// For every entry whether it is in one of the lists.
fn marked(lists: &[Postings<'_>], entries: u32) -> Vec<bool> {
    let mut flags = vec![false; entries as usize];
    for postings in lists {
        postings.each(|entry| {
            flags.get_mut(entry as usize).into_iter().for_each(|flag| *flag = true);
        });
    }
    flags
}

/// The syllables of `ledger` that each word may mean: a bare one any spelling, another only itself.
fn spelt(words: &[Word], ledger: &Ledger) -> Vec<Range<u32>> {
    let mut lexicon = Lexicon::default();
    let mut read = Vec::new();
    lexicon.read(&text_of(words), &mut read);
    let meant = |(number, _): &(u32, Range<usize>)| {
        let syllable = lexicon.get(*number)?;
        if syllable.accented == syllable.folded {
            return Some(ledger.alike(&syllable.folded));
        }
        Some(ledger.number(syllable).map_or(0..0, |it| it..it + 1))
    };
    read.iter().filter_map(meant).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::{LedgerWriter, Told};

    const BODIES: [&str; 5] = [
        "Triệu tập kỳ họp bất thường của Hội đồng nhân dân.",
        "Kỳ họp thường lệ; trường hợp bất khả kháng.",
        "Kỳ sau, họp bất cứ lúc nào.",
        "Phiên hợp nhất.",
        "Đại biểu chất vấn tại kỳ họp.",
    ];

    /// The entries that meet a need, by their numbers.
    fn met(need: &Need) -> Vec<usize> {
        let mut writer = LedgerWriter::default();
        for (order, body) in (0..).zip(BODIES) {
            let heading = if order == 4 { "Điều 5. Hội đồng" } else { "" };
            assert!(writer.add(Told { title: "", heading, body, document: 1, order }));
        }
        let ledger = Ledger::open(writer.bytes()).unwrap();
        let flags = meeting(need, &ledger);
        flags.iter().enumerate().filter(|(_, met)| **met).map(|(number, _)| number).collect()
    }

    fn words(text: &str) -> Vec<Word> {
        text.split(' ').map(Word::typed).collect()
    }

    fn phrase(text: &str, within: usize) -> Need {
        Need::Phrase { words: words(text), within }
    }

    #[test]
    fn words_stand_anywhere_and_bare_ones_in_any_spelling() {
        assert_eq!(met(&Need::Words(words("kỳ họp"))), [0, 1, 2, 4]);
        assert_eq!(met(&Need::Words(words("hop"))), [0, 1, 2, 3, 4]);
        assert_eq!(met(&Need::Words(words("kỳ phiên"))), [0; 0]);
        assert_eq!(met(&Need::Prefix("th".to_owned())), [0, 1]);
    }

    #[test]
    fn phrases_stand_together_in_one_field() {
        assert_eq!(met(&phrase("kỳ họp", 0)), [0, 1, 4]);
        assert_eq!(met(&phrase("ky hop bat thuong", 0)), [0]);
        assert_eq!(met(&phrase("họp bất thường", 0)), [0]);
        assert_eq!(met(&phrase("hội đồng đại", 0)), [0; 0]);
    }

    #[test]
    fn near_counts_the_words_between() {
        assert_eq!(met(&phrase("kỳ bất", 1)), [0]);
        assert_eq!(met(&phrase("kỳ bất", 2)), [0, 2]);
        assert_eq!(met(&phrase("kỳ bất", 5)), [0, 1, 2]);
        assert_eq!(met(&phrase("bất kỳ", 9)), [0; 0], "the order is that of the question");
    }

    #[test]
    fn conditions_are_joined() {
        let (one, other) = (phrase("bất thường", 0), phrase("chất vấn", 0));
        assert_eq!(met(&Need::Any(vec![one.clone(), other.clone()])), [0, 4]);
        assert_eq!(met(&Need::All(vec![one, other])), [0; 0]);
        assert_eq!(met(&Need::Any(Vec::new())), [0; 0]);
    }
}
