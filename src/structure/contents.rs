//! Mục lục: lists of headings that look like the headings themselves.
//!
//! Bộ luật in gazette form and handbooks print their contents first: the same `Điều N.` lines, without bodies, often with
//! dotted leaders and page numbers. Taken for provisions they would double every address.

use std::collections::HashMap;

use crate::law::{Label, Note, NoteKind};
use crate::structure::line::Line;
use crate::structure::marker::Sign;

/// How many headings in a row without any body make a list.
const RUN: usize = 5;

/// Marks the lines of tables of contents.
pub(crate) fn mark(lines: &mut [Line<'_>], notes: &mut Vec<Note>) {
    let last = last_places(lines);
    let mut at = 0;
    while at < lines.len() {
        if !lines.get(at).is_some_and(|line| is_heading(line) || is_name(line)) {
            at += 1;
            continue;
        }
        let end = run_end(lines, at);
        let headings =
            lines.get(at..end).unwrap_or_default().iter().filter(|line| is_heading(line)).count();
        // The same first article stands again after the run.
        let first = lines.get(at..end).and_then(|run| run.iter().find_map(article));
        let again = first.and_then(|label| last.get(label)).is_some_and(|place| *place >= end);
        if headings >= RUN && again {
            notes.extend(lines.get(at).map(|line| Note::new(line.span, NoteKind::ContentsList)));
            for line in lines.iter_mut().take(end).skip(at) {
                line.contents = true;
            }
        }
        at = end.max(at + 1);
    }
    for line in lines.iter_mut().filter(|line| has_leaders(line.words())) {
        line.contents = true;
    }
}

/// The end of the run of heading lines that starts at `at`; `at` itself when none does.
///
/// The text itself follows with the same headings: the run ends where its first article comes again.
fn run_end(lines: &[Line<'_>], at: usize) -> usize {
    let belongs = |line: &Line<'_>| {
        is_heading(line) || has_leaders(line.words()) || is_title(line) || is_name(line)
    };
    let mut first: Option<(usize, &Label)> = None;
    let mut end = at;
    for line in lines.iter().skip(at).take_while(|line| belongs(line)) {
        match (article(line), first) {
            (Some(label), Some((from, known))) if label == known => {
                return before_title(lines, from, end);
            }
            (Some(label), None) => first = Some((end, label)),
            _ => {}
        }
        end += 1;
    }
    end
}

/// Where the headings of chapters end that stand right before the line `end`, behind the article at `first`.
fn before_title(lines: &[Line<'_>], first: usize, mut end: usize) -> usize {
    let titled = |line: &Line<'_>| article(line).is_none() && !has_leaders(line.words());
    while end > first + 1 && lines.get(end - 1).is_some_and(titled) {
        end -= 1;
    }
    end
}

/// The number of the article that a line names.
fn article<'l>(line: &'l Line<'_>) -> Option<&'l Label> {
    line.marker.as_ref().filter(|marker| marker.sign == Sign::Article).map(|it| &it.label)
}

/// `MỤC LỤC`
fn is_name(line: &Line<'_>) -> bool {
    line.plain() == "mục lục"
}

fn is_heading(line: &Line<'_>) -> bool {
    let sign = line.marker.as_ref().map(|marker| marker.sign);
    matches!(
        sign,
        Some(Sign::Article | Sign::Chapter | Sign::Section | Sign::Part | Sign::Subsection)
    ) && line.words().chars().count() < 200
}

/// A shouted title between the headings of chapters.
fn is_title(line: &Line<'_>) -> bool {
    line.marker.is_none()
        && line.table.is_none()
        && super_short(line.words())
        && crate::structure::marker::is_shouted(line.words())
}

fn super_short(words: &str) -> bool {
    (1..160).contains(&words.chars().count())
}

/// Where each article is named for the last time.
fn last_places(lines: &[Line<'_>]) -> HashMap<Label, usize> {
    let articles = lines.iter().enumerate();
    articles.filter_map(|(at, line)| Some((article(line)?.clone(), at))).collect()
}

/// `Điều 5. Tên ........ 12`: dotted leaders before a page number.
fn has_leaders(words: &str) -> bool {
    let page = words.trim_end_matches(|c: char| c.is_ascii_digit());
    let dots = page.trim_end_matches(['.', '…', ' ', '\u{A0}']);
    let leaders = page.get(dots.len()..).unwrap_or_default();
    page.len() < words.len()
        && (leaders.matches('.').count() >= 5 || leaders.matches('…').count() >= 2)
        && dots.contains(char::is_alphabetic)
}
