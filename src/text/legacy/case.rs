//! Capitals that a typist could not type: ABC fonts have no marked capitals, so `TOàN` was the best that could be done
//! without the font of capitals.

use std::ops::Range;

/// The words that were typed in capitals and have small marked letters, as ranges of `letters`.
pub fn to_raise(letters: &[char]) -> Vec<Range<usize>> {
    let mut words: Vec<(Range<usize>, Case)> = Vec::new();
    let mut at = 0;
    for word in letters.chunk_by(|left, right| left.is_alphabetic() == right.is_alphabetic()) {
        if word.first().is_some_and(|letter| letter.is_alphabetic()) {
            words.push((at..at + word.len(), case(word)));
        }
        at += word.len();
    }
    let is_loud = |index: Option<usize>| {
        let word = index.and_then(|index| words.get(index));
        word.is_none_or(|(_, case)| matches!(case, Case::Loud | Case::Hurt))
    };
    let any_loud = words.iter().any(|(_, case)| matches!(case, Case::Loud | Case::Hurt));
    let mut raised = Vec::new();
    for (index, (range, case)) in words.iter().enumerate() {
        // A word of one letter and marks (`Bé` for BỘ) goes with the words around it.
        let goes_along = || any_loud && is_loud(index.checked_sub(1)) && is_loud(Some(index + 1));
        if *case == Case::Hurt || *case == Case::Open && goes_along() {
            raised.push(range.clone());
        }
    }
    raised
}

/// `text` with those words in capitals.
pub fn raised(text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for range in to_raise(&letters) {
        letters.get_mut(range).unwrap_or_default().iter_mut().for_each(|it| *it = upper(*it));
    }
    letters.into_iter().collect()
}

/// The capital of a letter, where that is one letter.
pub fn upper(letter: char) -> char {
    let mut upper = letter.to_uppercase();
    let first = upper.next().unwrap_or(letter);
    if upper.next().is_some() { letter } else { first }
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    /// Two capitals or more, nothing small.
    Loud,
    /// Capitals without marks and small letters with marks: `TOàN`.
    Hurt,
    /// One capital at most beside small letters with marks: cannot be told.
    Open,
    /// Small letters.
    Quiet,
}

fn case(word: &[char]) -> Case {
    let count = |is: fn(char) -> bool| word.iter().filter(|letter| is(**letter)).count();
    let plain_small = count(|letter| letter.is_ascii_lowercase());
    let capitals = count(char::is_uppercase);
    let marked_small = count(|letter| !letter.is_ascii() && letter.is_lowercase());
    match (plain_small, capitals, marked_small) {
        (1.., ..) => Case::Quiet,
        (0, 2.., 1..) => Case::Hurt,
        (0, _, 1..) => Case::Open,
        (0, 2.., 0) => Case::Loud,
        _ => Case::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_capitals_get_their_marks_in_capitals() {
        assert_eq!(raised("Bộ TàI CHíNH và TOàN QUốC"), "BỘ TÀI CHÍNH và TOÀN QUỐC");
        assert_eq!(raised("Điều 5. là và có"), "Điều 5. là và có");
    }
}
