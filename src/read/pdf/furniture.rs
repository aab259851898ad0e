//! What stands on a page and is no part of the text: running heads, page numbers, stamps of signatures.
//!
//! A running head is told by its place and by coming back on other pages; a stamp by its words and its small letters. A
//! stamp is drawn over the text, so its words are taken out before lines are made.

use std::collections::HashMap;

use crate::read::pdf::line::Line;
use crate::read::pdf::word::{Page, Word};
use crate::text::fold;

/// How the first line of a stamp begins, folded.
const STAMPS: [&str; 4] = ["nguoi ky:", "ky boi:", "ky so boi:", "signed by:"];

/// Lines of a stamp after its first: signer, mail address, office, time.
const STAMP_LINES: f32 = 8.0;

/// Takes the words of stamps out of a page and gives them.
pub(crate) fn take_stamps(page: &mut Page) -> Vec<String> {
    let mut taken = Vec::new();
    let usual = usual_height(page);
    while let Some(first) = stamp_start(page, usual) {
        let (left, top, height) = (first.left - 2.0, first.top - 1.0, first.height());
        let bottom = top + height * STAMP_LINES;
        let is_stamp = |word: &Word| {
            (word.height() - height).abs() < height * 0.1
                && word.left >= left
                && (top..=bottom).contains(&word.top)
        };
        let (stamp, rest): (Vec<Word>, Vec<Word>) = page.words.drain(..).partition(is_stamp);
        page.words = rest;
        taken.push(stamp.iter().map(|it| it.text.as_str()).collect::<Vec<_>>().join(" "));
    }
    taken
}

/// The first word of a stamp that is still on the page.
fn stamp_start(page: &Page, usual: f32) -> Option<Word> {
    let small = |word: &&Word| word.height() < usual * 0.8 || page.words.len() < 60;
    let at = page.words.iter().enumerate().position(|(index, word)| {
        small(&word) && {
            let next = page.words.iter().skip(index).take(3).map(|it| it.text.as_str());
            let head = fold(&next.collect::<Vec<_>>().join(" "));
            STAMPS.iter().any(|stamp| head.starts_with(stamp))
        }
    })?;
    page.words.get(at).cloned()
}

/// The height of most words; ten points when there are none.
fn usual_height(page: &Page) -> f32 {
    let mut heights: Vec<f32> = page.words.iter().map(Word::height).collect();
    heights.sort_by(f32::total_cmp);
    heights.get(heights.len() / 2).copied().unwrap_or(10.0)
}

/// Takes running heads and page numbers out of the pages and gives the words of the heads, each once.
pub(crate) fn take_heads(pages: &mut [(Page, Vec<Line>)]) -> Vec<String> {
    let mut times: HashMap<String, usize> = HashMap::new();
    for (page, lines) in pages.iter() {
        let mut met: Vec<String> =
            lines.iter().filter(|line| is_margin(page, line)).map(shape).collect();
        met.sort();
        met.dedup();
        for shape in met {
            *times.entry(shape).or_default() += 1;
        }
    }
    let count = pages.len();
    let mut heads: Vec<String> = Vec::new();
    for (page, lines) in pages.iter_mut() {
        lines.retain(|line| {
            if !is_margin(page, line) {
                return true;
            }
            let shape = shape(line);
            let again = times.get(&shape).copied().unwrap_or(0);
            let often =
                again >= 3 && again * 3 >= count || (2..4).contains(&count) && again == count;
            let is_head = is_gazette(&shape) || often && !shape.is_empty();
            let is_number = shape.is_empty() && line.words.len() == 1;
            if is_head && !heads.contains(&shape) {
                heads.push(shape);
            }
            !is_head && !is_number
        });
    }
    heads
}

/// Takes out the last page of a gazette file when it is the imprint, and gives its words.
///
/// The imprint is a picture without a running head (30/VBHN-VPQH): recognised, it would stand behind the signature.
pub(crate) fn take_imprint(pages: &mut Vec<Page>) -> Option<String> {
    let words = |page: &Page| -> String {
        page.words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
    };
    let gazette = pages.iter().any(|page| words(page).contains("CÔNG BÁO/Số"));
    let last = pages.last().filter(|page| page.words.iter().any(|word| word.sure.is_some()))?;
    let text = words(last);
    let folded = fold(&text);
    let imprint = folded.contains("xuat ban") && folded.contains("dien thoai");
    if !(gazette && imprint) {
        return None;
    }
    pages.pop();
    Some(text)
}

/// `CÔNG BÁO/Số 755 + 756/Ngày 17-6-2025`, with its page number on either side.
fn is_gazette(shape: &str) -> bool {
    shape.starts_with("CÔNG BÁO/Số")
}

/// Whether a line stands in the upper or lower tenth of its page.
fn is_margin(page: &Page, line: &Line) -> bool {
    line.bottom < page.height * 0.1 || line.top > page.height * 0.92
}

/// A line without its numbers, which differ from page to page.
fn shape(line: &Line) -> String {
    let text = line.text();
    let kept =
        text.trim_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || "-–/.|".contains(c));
    let kept: String = kept.chars().filter(|c| !c.is_ascii_digit()).collect();
    kept.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str, left: f32, top: f32, height: f32) -> Word {
        let right = left + 20.0;
        let bottom = top + height;
        Word { text: text.into(), left, top, right, bottom, sure: None, raised: false }
    }

    #[test]
    fn a_stamp_inside_the_text_is_taken_out() {
        let mut page = Page { number: 1, width: 595.0, height: 842.0, words: Vec::new() };
        for n in 0_u8..80 {
            page.words.push(word("chữ", f32::from(n % 8) * 60.0, f32::from(n / 8) * 20.0, 16.0));
        }
        for (at, text) in ["Người", "ký:", "CỔNG", "THÔNG", "TIN"].into_iter().enumerate() {
            page.words.push(word(text, 100.0 + 21.0 * at as f32, 42.0, 7.0));
        }
        page.words.push(word("Email:", 100.0, 50.0, 7.0));
        assert_eq!(take_stamps(&mut page), ["Người ký: CỔNG THÔNG TIN Email:"]);
        assert_eq!(page.words.len(), 80);
    }
}
