//! Mending words that the corpus does not know: letters of a typing method, missing spaces, slips of a finger.
//!
//! A word that stands anywhere in the corpus is never touched, however odd; so foreign words and names that laws use are
//! safe, and a word that nobody wrote finds nothing as typed.

use crate::index::Vocabulary;
use crate::search::spell::typing;
use crate::text::{canonical, comparable, fold, is_syllable};

/// Longer runs of letters (bytes) are no words typed without spaces.
const LONGEST: usize = 48;
/// A slip is looked for in words of so many letters; in shorter ones every second slip makes another word.
const SHORTEST: usize = 4;
/// A spelling must stand in so many entries to be what was meant.
const WRITTEN: u32 = 3;

/// What `word` was meant to be, in one or more words; none when nothing can be made of it.
///
/// `before` is the word before it, when there is one: of several slips that may have been made, the one that fits it.
pub(crate) fn mend(
    vocabulary: &Vocabulary,
    word: &str,
    before: Option<&str>,
) -> Option<Vec<String>> {
    if vocabulary.is_empty() || word.len() > LONGEST {
        return None;
    }
    typed(vocabulary, word)
        .or_else(|| parts(vocabulary, word))
        .or_else(|| slip(vocabulary, word, before).map(|it| vec![it]))
}

/// Telex or VNI. A tone that was left out is no matter, the letters must be right.
fn typed(vocabulary: &Vocabulary, word: &str) -> Option<Vec<String>> {
    let meant = typing::marked(word)?;
    let written = vocabulary.number(&comparable(&meant))?;
    (vocabulary.frequency(written) >= 1).then(|| vec![meant])
}

/// The fewest known syllables that make up `word`; of as few the commonest.
fn parts(vocabulary: &Vocabulary, word: &str) -> Option<Vec<String>> {
    let word = canonical(word).to_lowercase();
    if !word.chars().all(char::is_alphabetic) {
        return None;
    }
    let bounds: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
    // For each bound the best way to reach it: how many syllables, how rare, and from where.
    let mut ways: Vec<Option<(usize, f32, usize)>> = vec![None; bounds.len()];
    if let Some(first) = ways.first_mut() {
        *first = Some((0, 0.0, 0));
    }
    for to in 1..bounds.len() {
        for from in to.saturating_sub(7)..to {
            let (Some(Some((count, rarity, _))), Some(piece)) =
                (ways.get(from).copied(), word.get(*bounds.get(from)?..*bounds.get(to)?))
            else {
                continue;
            };
            let Some(own) = rarity_of(vocabulary, piece) else { continue };
            let way = (count + 1, rarity + own, from);
            let slot = ways.get_mut(to)?;
            if slot.is_none_or(|(count, rarity, _)| (way.0, way.1) < (count, rarity)) {
                *slot = Some(way);
            }
        }
    }
    let mut pieces = Vec::new();
    let mut at = bounds.len() - 1;
    while at > 0 {
        let (_, _, from) = (*ways.get(at)?)?;
        pieces.push(word.get(*bounds.get(from)?..*bounds.get(at)?)?.to_owned());
        at = from;
    }
    pieces.reverse();
    (pieces.len() > 1).then_some(pieces)
}

/// How rare a syllable is (natural logarithm); none when it is not written. Letters alone are no syllables here.
fn rarity_of(vocabulary: &Vocabulary, piece: &str) -> Option<f32> {
    if !is_syllable(piece) || piece.chars().count() < 2 {
        return None;
    }
    let frequency = match vocabulary.number(&comparable(piece)) {
        Some(number) if !piece.is_ascii() => vocabulary.frequency(number),
        _ if piece.is_ascii() => {
            vocabulary.spellings(piece).iter().map(|&it| vocabulary.frequency(it)).max()?
        }
        _ => return None,
    };
    (frequency >= WRITTEN).then(|| (vocabulary.total() as f32 / frequency as f32).ln())
}

/// The known syllable that one slip away from `word` fits best after `before`.
fn slip(vocabulary: &Vocabulary, word: &str, before: Option<&str>) -> Option<String> {
    let folded = fold(word);
    if folded.len() < SHORTEST || !folded.bytes().all(|it| it.is_ascii_lowercase()) {
        return None;
    }
    let firsts: Vec<u16> = before
        .map(|before| match vocabulary.number(&comparable(&canonical(before))) {
            Some(number) if !before.is_ascii() => vec![number],
            _ => vocabulary.spellings(&fold(before)).to_vec(),
        })
        .unwrap_or_default();
    let fit = |number: u16| {
        let pairs = firsts.iter().map(|&first| vocabulary.pair(first, number)).max().unwrap_or(0);
        (pairs, vocabulary.frequency(number))
    };
    // Marks were typed wrongly, the letters are right: quýêt.
    if let Some(best) = vocabulary.spellings(&folded).iter().copied().max_by_key(|&it| fit(it)) {
        return Some(vocabulary.spelling(best).to_owned());
    }
    let near = slips(&folded);
    let near = near.iter().flat_map(|it| vocabulary.spellings(it)).copied();
    let best = near.filter(|&it| vocabulary.frequency(it) >= WRITTEN).max_by_key(|&it| fit(it))?;
    Some(vocabulary.spelling(best).to_owned())
}

/// Every word that one slip makes of `word`: a letter too many, two exchanged, a wrong one, one left out.
fn slips(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let join = |parts: &[&[char]]| parts.concat().into_iter().collect::<String>();
    let mut all = Vec::new();
    for at in 0..=letters.len() {
        let (head, tail) = letters.split_at(at);
        if let [first, second, rest @ ..] = tail {
            all.push(join(&[head, &[*second, *first], rest]));
        }
        if let [_, rest @ ..] = tail {
            all.push(join(&[head, rest]));
            all.extend(('a'..='z').map(|letter| join(&[head, &[letter], rest])));
        }
        all.extend(('a'..='z').map(|letter| join(&[head, &[letter], tail])));
    }
    all
}
