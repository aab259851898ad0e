//! Abbreviations in a question, spelt out: `hđnd giám sát` is looked for as `Hội đồng nhân dân giám sát`.
//!
//! Laws write names in full, people do not. What was spelt out is told with the answer: nothing is read into a question
//! in silence.

use crate::law;

/// The question with its abbreviations spelt out; none when there are none. Parts of numbers (`05/2025/NQ-HĐND`) stay.
pub(crate) fn spelt_out(question: &str) -> Option<String> {
    let mut out = String::with_capacity(question.len() * 2);
    let mut copied = 0;
    let mut at = 0;
    while let Some(start) =
        question.get(at..).and_then(|rest| rest.find(char::is_alphanumeric)).map(|it| at + it)
    {
        let rest = question.get(start..).unwrap_or_default();
        let end = start + rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        at = end;
        let joined = |c: Option<char>| c.is_some_and(|c| matches!(c, '/' | '-'));
        let before = question.get(..start).and_then(|it| it.chars().next_back());
        let after = question.get(end..).and_then(|it| it.chars().next());
        if joined(before) || joined(after) {
            continue;
        }
        if let Some(full) = question.get(start..end).and_then(law::spelt_out) {
            out.push_str(question.get(copied..start).unwrap_or_default());
            out.push_str(full);
            copied = end;
        }
    }
    if copied == 0 {
        return None;
    }
    out.push_str(question.get(copied..).unwrap_or_default());
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_are_spelt_out() {
        let spelt = |question| spelt_out(question);
        assert_eq!(spelt("hđnd giám sát").as_deref(), Some("Hội đồng nhân dân giám sát"));
        assert_eq!(
            spelt("đại biểu HĐND, UBTVQH").as_deref(),
            Some("đại biểu Hội đồng nhân dân, Ủy ban Thường vụ Quốc hội")
        );
        assert_eq!(spelt("05/2025/NQ-HĐND"), None);
        assert_eq!(spelt("kỳ họp bất thường"), None);
        assert_eq!(spelt(""), None);
    }
}
