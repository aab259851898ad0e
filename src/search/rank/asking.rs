//! Từ để hỏi: words that ask, and are not what is asked about.
//!
//! A law says "Mức phạt là 3.000.000 đồng", never "bao nhiêu"; so a word that asks is rare in the corpus and would weigh
//! much. The class is closed: these are the ways in which Vietnamese asks.

use std::sync::LazyLock;

use crate::text::fold;

/// Phrases anywhere in a question, longer ones first where one begins another. What also stands in definitions (`là`) or in
/// running law (`được quy định`) is not among them.
const ANYWHERE: [&str; 24] = [
    "như thế nào",
    "thế nào",
    "ra sao",
    "làm sao",
    "tại sao",
    "vì sao",
    "đúng hay sai",
    "đúng hay không",
    "phải không",
    "đúng không",
    "hay không",
    "hay chưa",
    "được không",
    "bao nhiêu",
    "bao lâu",
    "bao giờ",
    "ở đâu",
    "những ai",
    "cho hỏi",
    "xin hỏi",
    "nào",
    "gì",
    "ai",
    "mấy",
];

/// Words that ask only where a question ends: `có được nghỉ không`.
const LAST: [&str; 2] = ["khong", "chua"];

/// The phrases, word by word, folded; one word alone as typed.
static PHRASES: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    let words = |phrase: &&str| match phrase.contains(' ') {
        true => fold(phrase).split(' ').map(str::to_owned).collect(),
        false => vec![(*phrase).to_owned()],
    };
    ANYWHERE.iter().map(words).collect()
});

/// For each word of a run (accented, folded) whether it only asks. Phrases are compared folded, for who leaves out dấu
/// leaves them out here too; `gì` and `ai` alone as typed, for folded they are other words as well.
pub(super) fn asks(words: &[(&str, &str)]) -> Vec<bool> {
    let mut asks = vec![false; words.len()];
    let mut at = 0;
    while at < words.len() {
        let rest = words.get(at..).unwrap_or_default();
        let length = PHRASES.iter().find_map(|phrase| begins(rest, phrase)).unwrap_or(0);
        asks.iter_mut().skip(at).take(length).for_each(|it| *it = true);
        at += length.max(1);
    }
    if let (Some(last), Some((_, folded))) = (asks.last_mut(), words.last())
        && words.len() > 3
        && LAST.contains(folded)
    {
        *last = true;
    }
    asks
}

/// How many words of `words` the phrase takes, when they begin with it.
fn begins(words: &[(&str, &str)], phrase: &[String]) -> Option<usize> {
    let one = phrase.len() == 1;
    let mut pairs = words.iter().zip(phrase);
    let same = |((accented, folded), asked): (&(&str, &str), &String)| {
        *asked == if one { *accented } else { *folded }
    };
    (words.len() >= phrase.len() && pairs.all(same)).then_some(phrase.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(question: &str) -> String {
        let folded: Vec<String> = question.split(' ').map(fold).collect();
        let words: Vec<(&str, &str)> =
            question.split(' ').zip(folded.iter().map(String::as_str)).collect();
        let asks = asks(&words);
        let kept = words.iter().zip(asks).filter(|(_, asks)| !asks).map(|((word, _), _)| *word);
        kept.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_is_asked_about_stays() {
        assert_eq!(kept("mức phạt là bao nhiêu"), "mức phạt là");
        assert_eq!(kept("muc phat la bao nhieu"), "muc phat la");
        assert_eq!(kept("đại biểu có được nghỉ không"), "đại biểu có được nghỉ");
        assert_eq!(kept("cơ quan nào triệu tập kỳ họp"), "cơ quan triệu tập kỳ họp");
        assert_eq!(kept("không gian"), "không gian");
    }
}
