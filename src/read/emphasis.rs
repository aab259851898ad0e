//! Asterisks that were meant as emphasis and are still in the words.
//!
//! Converters write `**Điều 1. **Ban hành`, where a space before the closing asterisks makes them plain characters to
//! Markdown (nearly every file of the 2025 provincial set does), and the plan of the Standing Committee has `“*Tiếp tục
//! …*”` in an otherwise plain text. Pairs become marks; what has no partner stays as written: `(*)`, a star line.

use std::ops::Range;

use crate::read::Inline;
use crate::text::{Span, Style};

/// A run of asterisks: where, how many, and whether words stand right before and right after it.
struct Run {
    range: Range<usize>,
    before: bool,
    after: bool,
}

/// Turns paired asterisks of `inline` into marks.
pub(crate) fn settle(inline: &Inline) -> Inline {
    if !inline.text.contains('*') {
        return inline.clone();
    }
    let mut gone: Vec<Range<usize>> = Vec::new();
    let mut found: Vec<(Range<usize>, Style)> = Vec::new();
    let mut open: [Option<Run>; 2] = [None, None];
    for run in runs(&inline.text) {
        let (styles, width): (&[(usize, Style)], usize) = match run.range.len() {
            1 => (&[(0, Style::Italic)], 1),
            2 => (&[(1, Style::Bold)], 2),
            // `****`: one bold ends, the next begins.
            4 => (&[(1, Style::Bold)], 4),
            _ => continue,
        };
        for (slot, style) in styles {
            let Some(place) = open.get_mut(*slot) else { continue };
            match place.take() {
                Some(start) if start.after || run.before || width > 1 => {
                    found.push((start.range.end..run.range.start, style.clone()));
                    gone.push(start.range);
                    if width == 4 {
                        *place = Some(Run { after: true, ..copy(&run) });
                    } else {
                        gone.push(run.range.clone());
                    }
                }
                _ if run.after || width > 1 => *place = Some(copy(&run)),
                _ => {}
            }
        }
    }
    gone.sort_by_key(|range| range.start);
    gone.dedup();
    without(inline, &gone, &found)
}

fn copy(run: &Run) -> Run {
    Run { range: run.range.clone(), before: run.before, after: run.after }
}

/// Runs of asterisks that may be emphasis: not in brackets of their own.
fn runs(text: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find('*')).map(|found| at + found) {
        let rest = text.get(start..).unwrap_or_default();
        let end = start + rest.bytes().take_while(|byte| *byte == b'*').count();
        let before = text.get(..start).and_then(|part| part.chars().next_back());
        let after = text.get(end..).and_then(|part| part.chars().next());
        let is_word = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
        let bracketed = before == Some('(') && after == Some(')');
        if !bracketed {
            runs.push(Run { range: start..end, before: is_word(before), after: is_word(after) });
        }
        at = end;
    }
    runs
}

/// `inline` without the ranges in `gone`, with `found` marked.
fn without(inline: &Inline, gone: &[Range<usize>], found: &[(Range<usize>, Style)]) -> Inline {
    let moved = |at: usize| {
        let before = gone.iter().take_while(|range| range.start < at);
        at - before.map(|range| range.end.min(at) - range.start).sum::<usize>()
    };
    let mut text = String::with_capacity(inline.text.len());
    let mut at = 0;
    for range in gone {
        text.push_str(inline.text.get(at..range.start).unwrap_or_default());
        at = at.max(range.end);
    }
    text.push_str(inline.text.get(at..).unwrap_or_default());
    let mut settled = Inline { text, marks: Vec::new() };
    for mark in &inline.marks {
        let (start, end) = (mark.span.start as usize, mark.span.end as usize);
        settled.mark(moved(start), moved(end), mark.style.clone());
    }
    for (range, style) in found {
        let span = Span::new(moved(range.start), moved(range.end)).trim(&settled.text);
        settled.mark(span.start as usize, span.end as usize, style.clone());
    }
    settled
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> (String, Vec<String>) {
        let settled = settle(&Inline::plain(text));
        let words =
            |mark: &crate::text::Mark| format!("{:?} {}", mark.style, mark.span.of(&settled.text));
        (settled.text.clone(), settled.marks.iter().map(words).collect())
    }

    #[test]
    fn pairs_become_marks_and_the_rest_stays() {
        let (text, marks) = shown("Đề án “*Tiếp tục*”, *Căn cứ; *");
        assert_eq!(text, "Đề án “Tiếp tục”, Căn cứ; ");
        assert_eq!(marks, ["Italic Tiếp tục", "Italic Căn cứ;"]);
        let (text, marks) = shown("**Điều 1. **Ban hành");
        assert_eq!((text.as_str(), marks), ("Điều 1. Ban hành", vec!["Bold Điều 1.".to_owned()]));
        let (text, marks) = shown("**Điều 1.****Tên**");
        assert_eq!((text.as_str(), marks.len()), ("Điều 1.Tên", 1));
        for kept in ["Ghi chú (*) xem", "2 * 3 * 4", "một * lẻ", "*"] {
            assert_eq!(shown(kept), (kept.to_owned(), vec![]));
        }
    }
}
