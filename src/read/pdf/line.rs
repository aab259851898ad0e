//! Words → lines, by where they stand.
//!
//! The order of words in a PDF is that in which a program drew them, and a note's mark is a word of its own above the
//! line. Lines are found from the largest words down, so that small ones find the line they belong to.

use crate::read::Inline;
use crate::read::pdf::word::{Page, Word};
use crate::text::Style;

/// Words that stand on one line, from left to right.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Line {
    /// Page, from 1.
    pub(crate) page: u32,
    /// The words.
    pub(crate) words: Vec<Word>,
    /// Left edge.
    pub(crate) left: f32,
    /// Right edge.
    pub(crate) right: f32,
    /// Upper edge of its letters of full size.
    pub(crate) top: f32,
    /// Lower edge of its letters of full size.
    pub(crate) bottom: f32,
}

/// The lines of a page, from top to bottom.
pub(crate) fn lines(page: &Page) -> Vec<Line> {
    let mut words = page.words.clone();
    words.sort_by(|a, b| b.height().total_cmp(&a.height()).then(a.top.total_cmp(&b.top)));
    let mut lines: Vec<Line> = Vec::new();
    for mut word in words {
        let best = lines
            .iter_mut()
            .filter_map(|line| Some((fit(line, &word)?, line)))
            .max_by(|(a, _), (b, _)| a.total_cmp(b));
        match best {
            Some((_, line)) => {
                let height = line.height();
                word.raised = word.height() < height * 0.8
                    && word.bottom < line.bottom - height * 0.15
                    && (word.is_mark() || is_roman(&word.text) || neighbours(&word.text).is_some());
                match neighbours(&word.text).filter(|_| word.raised) {
                    Some(length) => line.words.extend(word.cut(length)),
                    None => line.words.push(word),
                }
            }
            None => lines.push(Line {
                page: page.number,
                top: word.top,
                bottom: word.bottom,
                words: vec![word],
                ..Line::default()
            }),
        }
    }
    for line in &mut lines {
        line.settle();
    }
    lines.sort_by(|a, b| a.bottom.total_cmp(&b.bottom).then(a.left.total_cmp(&b.left)));
    lines
}

/// How well a word no larger than the line fits it, up to 1; none when it stands elsewhere.
fn fit(line: &Line, word: &Word) -> Option<f32> {
    let overlap = line.bottom.min(word.bottom) - line.top.max(word.top);
    let share = overlap / word.height().max(0.1);
    // 58/VBHN-VPQH: a mark of 10 points has 78 % of its height on its line, one at the foot of the page 59 %.
    if share < 0.5 {
        return None;
    }
    let similar = word.height() > line.height() * 0.8;
    let off = ((line.top + line.bottom) - (word.top + word.bottom)).abs() / 2.0;
    // Two columns whose lines do not stand level are not one line.
    (!similar || off < line.height() * 0.35).then_some(share)
}

impl Line {
    /// The height of its letters.
    pub(crate) fn height(&self) -> f32 {
        self.bottom - self.top
    }

    /// Puts the words in order and measures them.
    pub(crate) fn settle(&mut self) {
        self.words.sort_by(|a, b| a.left.total_cmp(&b.left));
        self.left = self.words.iter().map(|it| it.left).fold(f32::INFINITY, f32::min);
        self.right = self.words.iter().map(|it| it.right).fold(0.0, f32::max);
    }

    /// A line of the same page and height with these words of it.
    pub(crate) fn with(&self, words: Vec<Word>) -> Self {
        let mut line = Self { words, ..self.clone() };
        line.settle();
        line
    }

    /// Its words, with spaces where there are gaps.
    pub(crate) fn text(&self) -> String {
        self.inline(|_| None).text
    }

    /// Its words; `note` says which note a raised mark belongs to, if it is one.
    pub(crate) fn inline(&self, mut note: impl FnMut(&Word) -> Option<u32>) -> Inline {
        let mut inline = Inline::default();
        let mut before: Option<(&Word, bool)> = None;
        for word in &self.words {
            let found = if word.raised { note(word) } else { None };
            let gap = before.is_some_and(|(it, _)| word.left - it.right > self.height() * 0.08);
            let after_mark = before.is_some_and(|(_, is_note)| is_note);
            let opens = word.text.starts_with(char::is_alphanumeric);
            // `1.` + mark + `Bảo hiểm`: the mark must neither make the number a decimal nor stick to the words.
            let after_label = word.raised && is_label(&inline.text);
            if gap && found.is_none() || after_mark && opens || after_label {
                inline.push(" ", &[]);
            }
            match found {
                Some(index) => {
                    let mark = word.text.trim_matches(['(', ')', '[', ']']);
                    inline.push(&format!("[{mark}]"), &[Style::Footnote(index)]);
                }
                // A mark whose note is not there. Elsewhere a raised number may be a power: m².
                None if after_label || word.raised && !word.is_mark() => {
                    inline.push(&format!("[{}]", word.text), &[]);
                }
                None => inline.push(&word.text, &[]),
            }
            before = Some((word, found.is_some() || after_label));
        }
        inline
    }

    /// The gaps between its words: where each begins and ends.
    pub(crate) fn gaps(&self) -> Vec<(f32, f32)> {
        let mut gaps = Vec::new();
        let mut right = f32::NEG_INFINITY;
        for word in &self.words {
            if right > 0.0 && word.left > right {
                gaps.push((right, word.left));
            }
            right = right.max(word.right);
        }
        gaps
    }
}

/// Where two marks side by side part: `1819` is 18 and 19. Of three digits and fewer nobody can tell.
fn neighbours(word: &str) -> Option<usize> {
    let length = word.len() / 2;
    if word.len() < 4 || word.len() > 6 || !word.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (first, second) = word.split_at(length);
    let (first, second): (u32, u32) = (first.parse().ok()?, second.parse().ok()?);
    (second == first + 1).then_some(length)
}

/// Whether a word is a small Roman number, as endnotes have.
fn is_roman(word: &str) -> bool {
    word.len() <= 6 && word.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'))
}

/// Whether the text so far is nothing but the label of a unit: `1.`, `a)`, `Điều 7a.`.
fn is_label(text: &str) -> bool {
    let text = text.trim();
    text.ends_with(['.', ')']) && text.chars().count() <= 10
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str, left: f32, bottom: f32, height: f32) -> Word {
        let right = left + height * 0.3 * text.chars().count() as f32;
        Word {
            text: text.into(),
            left,
            top: bottom - height,
            right,
            bottom,
            sure: None,
            raised: false,
        }
    }

    fn page(words: Vec<Word>) -> Page {
        Page { number: 1, width: 595.0, height: 842.0, words }
    }

    #[test]
    fn a_raised_mark_is_no_part_of_the_number() {
        // As in 22/VBHN-VPQH, page 7.
        let words = vec![
            word("2", 97.8, 366.0, 12.0),
            word("1.", 86.8, 372.5, 19.0),
            word("Bảo", 108.0, 372.5, 19.0),
            word("tượng", 64.0, 390.2, 19.0),
        ];
        let lines = lines(&page(words));
        assert_eq!(lines.len(), 2);
        let inline = lines[0].inline(|word| word.raised.then_some(0));
        assert_eq!(inline.text, "1. [2] Bảo");
        assert_eq!(inline.marks[0].style, Style::Footnote(0));
    }

    #[test]
    fn marks_side_by_side_are_two() {
        let words = vec![word("tế", 64.0, 372.5, 19.0), word("1819", 77.0, 366.0, 12.0)];
        let lines = lines(&page(words));
        let inline = lines[0].inline(|word| word.raised.then_some(0));
        assert_eq!(inline.text, "tế[18] [19]");
    }

    #[test]
    fn a_raised_mark_without_a_note_is_no_decimal() {
        let words = vec![word("2", 97.8, 366.0, 12.0), word("1.", 86.8, 372.5, 19.0)];
        let lines = lines(&page([words, vec![word("Bảo", 108.0, 372.5, 19.0)]].concat()));
        assert_eq!(lines[0].text(), "1. [2] Bảo");
    }

    #[test]
    fn a_raised_number_in_a_measure_stays() {
        let words = vec![word("5", 80.0, 372.5, 19.0), word("m", 92.0, 372.5, 19.0)];
        let power = word("2", 97.8, 366.0, 12.0);
        assert_eq!(lines(&page([words, vec![power]].concat()))[0].text(), "5 m2");
    }

    #[test]
    fn columns_that_do_not_stand_level_are_two_lines() {
        let words = vec![word("Số", 100.0, 133.0, 14.0), word("Độc", 318.0, 126.0, 14.0)];
        assert_eq!(lines(&page(words)).len(), 2);
    }
}
