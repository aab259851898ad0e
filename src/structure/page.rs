//! What a portal leaves around a text that was saved with its page: the part of the lines that is the document.
//!
//! Half of the provincial texts of 2025 come with a card of metadata above the title block and lists of related texts,
//! help and notices below the signature. Pages in HTML are trimmed by their elements (`read`); in Markdown and plain text
//! only the lines tell.

use std::ops::Range;

use crate::law::{Kind, Note, NoteKind};
use crate::structure::back;
use crate::structure::line::Line;
use crate::structure::marker::{Sign, is_shouted};
use crate::structure::phrase;
use crate::text::Span;

/// A title block stands in so many lines below its page's head at most.
const NEAR: usize = 120;

/// With so many lines of words above the motto, they are no title block.
const FURNISHED: usize = 8;

/// Lines (comparable) with which the furniture below a text begins.
const BELOW: [&str; 6] = [
    "văn bản liên quan",
    "văn bản này chưa cập nhật nội dung tiếng anh",
    "nội dung sửa đổi, hướng dẫn",
    "lược đồ",
    "văn bản được hướng dẫn",
    "tải văn bản",
];

/// The lines that are the document; all of them where no furniture stands above it.
pub(crate) fn document(lines: &[Line<'_>], notes: &mut Vec<Note>) -> Range<usize> {
    let Some(start) = start(lines) else { return 0..lines.len() };
    let end = end(lines, start);
    note(lines, 0..start, notes);
    note(lines, end..lines.len(), notes);
    start..end
}

/// The first line of the title block when furniture stands above it.
fn start(lines: &[Line<'_>]) -> Option<usize> {
    let motto = lines.iter().take(NEAR).position(|line| phrase::is_motto(line.plain()))?;
    let above = lines.get(..motto)?;
    let worded = above.iter().filter(|line| !line.is_ornament());
    // Forms in annexes of old texts have a motto of their own, but units of the text stand above it.
    let unit = |line: &Line<'_>| {
        line.marker.as_ref().is_some_and(|it| !matches!(it.sign, Sign::Dash | Sign::Plus))
            || line.words().starts_with("Căn cứ")
    };
    if worded.count() <= FURNISHED || above.iter().any(unit) {
        return None;
    }
    let block = above.iter().rev().take_while(|line| {
        line.is_ornament()
            || is_shouted(line.words()) && line.table.is_none()
            || line.plain().starts_with("số:")
    });
    Some(motto - block.count())
}

/// The line after the document: the first line of furniture after its signature.
fn end(lines: &[Line<'_>], start: usize) -> usize {
    let signed = lines.iter().skip(start).position(back::closes).map_or(start, |at| start + at);
    let below = |line: &Line<'_>| BELOW.contains(&line.plain());
    let Some(mut end) = lines.iter().skip(signed).position(below).map(|at| signed + at) else {
        return lines.len();
    };
    // The portal names the text once more: "Nghị quyết 55/2025/NQ-HĐND quy định …".
    let named = |line: &Line<'_>| {
        let words = line.words();
        let numbered = words.split(' ').take(8).any(|word| word.matches('/').count() >= 1);
        line.is_ornament() || Kind::at_start(words).is_some() && numbered && !is_shouted(words)
    };
    while end > signed + 1 && lines.get(end - 1).is_some_and(named) {
        end -= 1;
    }
    end
}

fn note(lines: &[Line<'_>], range: Range<usize>, notes: &mut Vec<Note>) {
    let aside = lines.get(range).unwrap_or_default();
    let worded = aside.iter().find(|line| !line.is_ornament());
    let (Some(first), Some(last)) = (worded, aside.last()) else { return };
    let words: String = first.words().chars().take(60).collect();
    let span = Span { start: first.span.start, end: last.span.end };
    notes.push(Note::new(span, NoteKind::SetAside(words + "…")));
}
