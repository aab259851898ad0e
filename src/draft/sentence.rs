//! Câu: a sentence without the number of its source, and with the capital and the mark that its place in the draft asks for.

use crate::draft::SentenceUnit;
use crate::draft::compose::Placed;
use crate::law::Label;

/// A sentence without the number that it had in its source.
pub(super) fn bare(text: &str) -> &str {
    let text = article_mark(text.trim());
    let (mark, rest) = text.split_once(char::is_whitespace).unwrap_or(("", text));
    let label = mark.trim_end_matches(['.', ')', '/']);
    let closed = label.len() < mark.len();
    let number = !label.is_empty()
        && label.len() <= 4
        && label.starts_with(|it: char| it.is_ascii_digit())
        && label.chars().all(|it| it.is_ascii_alphanumeric() || it == 'đ' || it == '.');
    let letter = label.chars().next().is_some_and(char::is_lowercase)
        && label.chars().count() <= 2
        && label.chars().skip(1).all(|it| it.is_ascii_digit())
        && mark.ends_with(')');
    let dash = matches!(mark, "-" | "–" | "+");
    if closed && (number || letter) || dash { rest.trim_start() } else { text }
}

/// A text without `Điều 5.` in front.
fn article_mark(text: &str) -> &str {
    let rest = text.strip_prefix("Điều ").unwrap_or_default();
    let number = rest.find(['.', ':']).and_then(|at| Some((rest.get(..at)?, rest.get(at + 1..)?)));
    match number {
        Some((label, words)) if Label::new(label).is_some_and(|it| it.number().is_some()) => {
            words.trim_start()
        }
        _ => text,
    }
}

/// Gives each paragraph the capital and the mark that its place asks for: `;` between điểm, `.` at the end.
pub(super) fn close(placed: &mut [Placed<'_>]) {
    let units: Vec<(bool, Option<SentenceUnit>)> = (0..placed.len())
        .map(|at| {
            let next = placed.get(at + 1).map(|it| it.sentence.unit);
            (placed.get(at).is_some_and(|it| it.place.opens), next)
        })
        .collect();
    let mut point = false;
    for (it, (opens, next)) in placed.iter_mut().zip(units) {
        if opens {
            point = it.sentence.unit == SentenceUnit::Point;
            it.text = capital(&it.text);
        }
        let ends = next != Some(SentenceUnit::Follows);
        if !ends {
            continue;
        }
        let kept = it.text.trim_end_matches([';', '.', ',', ' ']);
        let mark = match next {
            Some(SentenceUnit::Point) if point => ';',
            // What introduces points ends with a colon; where it does not, that is for the drafter to see.
            Some(SentenceUnit::Point) if it.text.trim_end().ends_with(':') => continue,
            _ if kept.ends_with([':', '…', '?', '”']) => continue,
            _ => '.',
        };
        it.text = format!("{kept}{mark}");
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().collect::<String>() + letters.as_str(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_source_number_is_no_part_of_a_sentence() {
        for (text, expected) in [
            ("1. Hội đồng họp.", "Hội đồng họp."),
            ("2a. Hội đồng họp.", "Hội đồng họp."),
            ("đ) Quyết định dự toán;", "Quyết định dự toán;"),
            ("a1) Quyết định;", "Quyết định;"),
            ("- Danh sách;", "Danh sách;"),
            ("1.2. Danh sách;", "Danh sách;"),
            ("Hội đồng họp.", "Hội đồng họp."),
            ("Điều 7a. Hội đồng họp.", "Hội đồng họp."),
            ("Điều 7 của Luật này.", "Điều 7 của Luật này."),
            ("15 ngày trước ngày khai mạc.", "15 ngày trước ngày khai mạc."),
            ("Ai. Cập.", "Ai. Cập."),
        ] {
            assert_eq!(bare(text), expected);
        }
    }
}
