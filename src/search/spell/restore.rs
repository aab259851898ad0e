//! Putting dấu back: of all ways to spell the bare syllables of a question the one whose pairs the corpus writes most.
//!
//! A chain of syllables, each with the spellings it may have, and the likeliest way through (Viterbi). On the public
//! question sets a model of pairs counted from the laws themselves gets 97 of 100 syllables.

use crate::index::Vocabulary;
use crate::text::{canonical, comparable, fold};

/// Spellings of one syllable that are weighed.
const SPELLINGS: usize = 24;
/// A spelling this much rarer than the commonest of its folded form is a slip of typing in the corpus.
const SLIP: u32 = 4_000;
/// What a pair's count is lessened by, and given to pairs that were never seen.
const DISCOUNT: f32 = 0.6;
/// How much of a word's own frequency stands for a pair that was never seen.
const UNSEEN: f32 = 0.3;
/// What keeps a bare syllable bare in a question typed with its dấu, in nats.
const MEANT: f32 = 3.0;
/// What another spelling of a typed dấu must gain to be offered, in nats.
const OFFERED: f32 = 9.0;

/// A word after restoration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Restored {
    /// As it is looked for.
    pub(crate) text: String,
    /// Whether dấu were put on it.
    pub(crate) changed: bool,
}

/// A spelling that a syllable may have, and what speaks for it besides its neighbours (natural logarithm).
#[derive(Clone, Copy, Debug)]
struct Choice {
    number: u16,
    bonus: f32,
}

/// Puts dấu on the bare words of a question; words with dấu, numbers and words the corpus does not know stay.
pub(crate) fn restore(vocabulary: &Vocabulary, words: &[&str]) -> Vec<Restored> {
    let marked = words.iter().filter(|word| !is_bare(word)).count();
    // Two of three syllables of running Vietnamese carry marks; in a question where half do, bare ones are meant so.
    let bonus = MEANT * ((marked as f32 / words.len().max(1) as f32 - 0.4) / 0.2).clamp(0.0, 1.0);
    let chain: Vec<Vec<Choice>> = words
        .iter()
        .map(|word| match is_bare(word) && !is_name(word, words) {
            true => spellings(vocabulary, word, bonus),
            false => known(vocabulary, word).into_iter().collect(),
        })
        .collect();
    let chosen = best(vocabulary, &chain).0;
    words
        .iter()
        .zip(chosen)
        .map(|(word, chosen)| match chosen.map(|number| vocabulary.spelling(number)) {
            Some(spelling) if is_bare(word) && *spelling != *comparable(word) => {
                Restored { text: like(word, spelling), changed: true }
            }
            _ => Restored { text: (*word).to_owned(), changed: false },
        })
        .collect()
}

/// A spelling of the whole that is much likelier than the one typed, when there is one: `thượng trực` → `thường trực`.
pub(crate) fn likelier(vocabulary: &Vocabulary, words: &[&str]) -> Option<Vec<String>> {
    let typed: Vec<Vec<Choice>> =
        words.iter().map(|word| known(vocabulary, word).into_iter().collect()).collect();
    let any: Vec<Vec<Choice>> = words
        .iter()
        .map(|word| match is_bare(word) || is_name(word, words) {
            true => known(vocabulary, word).into_iter().collect(),
            false => spellings(vocabulary, word, 0.0),
        })
        .collect();
    let (chosen, likely) = best(vocabulary, &any);
    let (_, as_typed) = best(vocabulary, &typed);
    let changed: Vec<String> = words
        .iter()
        .zip(chosen)
        .map(|(word, chosen)| match chosen.map(|number| vocabulary.spelling(number)) {
            Some(spelling) if *spelling != *comparable(&canonical(word)) => like(word, spelling),
            _ => (*word).to_owned(),
        })
        .collect();
    let differs = changed.iter().zip(words).filter(|(one, other)| one != *other).count();
    (differs > 0 && likely - as_typed > OFFERED * differs as f32).then_some(changed)
}

fn is_bare(word: &str) -> bool {
    word.is_ascii()
}

/// Whether a word is an abbreviation or holds a digit: capitals in a question that is not all capitals.
fn is_name(word: &str, words: &[&str]) -> bool {
    let shouted = |word: &str| word.len() > 1 && word.chars().all(|c| c.is_ascii_uppercase());
    word.contains(|c: char| c.is_ascii_digit())
        || shouted(word) && !words.iter().all(|word| shouted(word))
}

fn known(vocabulary: &Vocabulary, word: &str) -> Option<Choice> {
    let number = vocabulary.number(&comparable(&canonical(word)))?;
    Some(Choice { number, bonus: 0.0 })
}

/// The spellings of a word's folded form; the one typed gets `bonus`.
fn spellings(vocabulary: &Vocabulary, word: &str, bonus: f32) -> Vec<Choice> {
    let typed = vocabulary.number(&comparable(&canonical(word)));
    let all = vocabulary.spellings(&fold(word));
    let commonest = all.first().map_or(0, |&it| vocabulary.frequency(it));
    let common = all.iter().copied().enumerate().filter(|&(place, number)| {
        typed == Some(number)
            || place < SPELLINGS && vocabulary.frequency(number) >= commonest / SLIP
    });
    common
        .map(|(_, number)| Choice {
            number,
            bonus: if typed == Some(number) { bonus } else { 0.0 },
        })
        .collect()
}

/// The likeliest way through, and its logarithm; none where there is nothing to choose. A gap begins a new chain.
fn best(vocabulary: &Vocabulary, chain: &[Vec<Choice>]) -> (Vec<Option<u16>>, f32) {
    let mut scores: Vec<Vec<(f32, usize)>> = Vec::with_capacity(chain.len());
    for (at, choices) in chain.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| Some((chain.get(at)?, scores.get(at)?)));
        let score = |choice: &Choice| {
            let (from, sum) = match before {
                Some((choices, scores)) if !choices.is_empty() => choices
                    .iter()
                    .zip(scores)
                    .enumerate()
                    .map(|(place, (first, (score, _)))| {
                        (place, score + after(vocabulary, first.number, choice.number))
                    })
                    .max_by(|one, other| one.1.total_cmp(&other.1).then(other.0.cmp(&one.0)))
                    .unwrap_or((0, 0.0)),
                _ => (0, alone(vocabulary, choice.number).ln()),
            };
            (sum + choice.bonus, from)
        };
        scores.push(choices.iter().map(score).collect());
    }
    let mut chosen = vec![None; chain.len()];
    let mut place = None;
    let mut total = 0.0;
    for (at, choices) in chain.iter().enumerate().rev() {
        let Some(scores) = scores.get(at).filter(|it| !it.is_empty()) else {
            place = None;
            continue;
        };
        let end = || {
            let all = scores.iter().enumerate();
            all.max_by(|one, other| one.1.0.total_cmp(&other.1.0).then(other.0.cmp(&one.0)))
        };
        let here = place.or_else(|| {
            end().map(|(place, (score, _))| {
                total += score;
                place
            })
        });
        let Some(here) = here else { continue };
        if let Some(slot) = chosen.get_mut(at) {
            *slot = choices.get(here).map(|choice| choice.number);
        }
        place = scores.get(here).map(|&(_, from)| from);
    }
    (chosen, total)
}

/// How likely a syllable is by itself.
fn alone(vocabulary: &Vocabulary, number: u16) -> f32 {
    (vocabulary.frequency(number) as f32 + 0.1) / vocabulary.total() as f32
}

/// How likely `second` is after `first` (natural logarithm).
fn after(vocabulary: &Vocabulary, first: u16, second: u16) -> f32 {
    let all = vocabulary.frequency(first).max(1) as f32;
    let seen = (vocabulary.pair(first, second) as f32 - DISCOUNT).max(0.0) / all;
    (seen + UNSEEN * alone(vocabulary, second)).ln()
}

/// `spelling` in the letter case of `word`.
fn like(word: &str, spelling: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().is_some_and(char::is_uppercase);
    let second = letters.next();
    if first && second.is_some_and(char::is_uppercase) {
        return spelling.to_uppercase();
    }
    let mut rest = spelling.chars();
    match rest.next() {
        Some(letter) if first => letter.to_uppercase().chain(rest).collect(),
        _ => spelling.to_owned(),
    }
}
