//! Notes at the foot of pages.
//!
//! They stand below the text in smaller letters, each after a raised mark; a long one goes on at the foot of the next
//! page without a mark (22/VBHN-VPQH: the first note takes page 6 whole). Numbers may start again with each form of an
//! annex (372/2025/NĐ-CP), so a mark is matched with the notes of its own page first.

use crate::read::marker;
use crate::read::pdf::line::Line;
use crate::read::pdf::word::{Page, Word};

/// A note with its lines.
#[derive(Debug)]
pub(crate) struct Note {
    /// Its mark as printed.
    pub(crate) mark: String,
    /// The page on which it begins.
    pub(crate) page: u32,
    /// Its lines, without the mark.
    pub(crate) lines: Vec<Line>,
    /// Whether its mark was met in the text.
    pub(crate) met: bool,
}

/// Letters of notes are smaller than those of the text by at least this: 13 to 15 points in 58/VBHN-VPQH.
const SMALLER: f32 = 0.93;

/// Takes the notes out of the pages, in order.
pub(crate) fn take_notes(pages: &mut [(Page, Vec<Line>)]) -> Vec<Note> {
    let full = full_height(pages);
    let mut notes: Vec<Note> = Vec::new();
    // The height of the notes at the foot of the page before, if there were any.
    let mut open: Option<f32> = None;
    // Marks of the page before whose notes were not on it.
    let mut owed: Vec<String> = Vec::new();
    for (page, lines) in pages.iter_mut() {
        let marks = marks(lines);
        owed.extend(marks.iter().cloned());
        let plain = plain(lines, &owed);
        let zone = zone(lines, full, open, plain);
        open = None;
        let mut due = owed.as_slice();
        let before = notes.len();
        for line in zone.map(|at| lines.split_off(at)).unwrap_or_default() {
            if marker::is_rule(&line.text()) {
                continue;
            }
            open = Some(line.height());
            let mark = starts(&line).or_else(|| {
                let number = opens(&line).filter(|_| plain.is_some())?;
                let at = due.iter().position(|it| *it == number)?;
                due = due.get(at + 1..).unwrap_or_default();
                Some(number)
            });
            match (mark, notes.last_mut()) {
                (Some(mark), _) => {
                    let rest = line.words.iter().skip(1).cloned().collect::<Vec<Word>>();
                    let lines = if rest.is_empty() { Vec::new() } else { vec![line.with(rest)] };
                    notes.push(Note { mark, page: page.number, lines, met: false });
                }
                (None, Some(note)) => note.lines.push(line),
                (None, None) => {}
            }
        }
        let found = notes.get(before..).unwrap_or_default();
        owed = marks.into_iter().filter(|it| found.iter().all(|note| note.mark != *it)).collect();
    }
    notes
}

/// The note that a raised word on `page` belongs to.
///
/// A note without room goes to the next page; never further.
pub(crate) fn meet(notes: &mut [Note], page: u32, word: &Word) -> Option<u32> {
    let mark = bare(&word.text);
    let at = |page: u32, notes: &[Note]| {
        notes.iter().position(|note| note.page == page && !note.met && note.mark == mark)
    };
    let index = at(page, notes).or_else(|| at(page + 1, notes))?;
    notes.get_mut(index)?.met = true;
    u32::try_from(index).ok()
}

/// The first line of the notes at the foot of a page; `plain` is the first that opens with a number as large as the text.
fn zone(lines: &[Line], full: f32, open: Option<f32>, plain: Option<usize>) -> Option<usize> {
    let is_small = |line: &Line| line.height() < full * SMALLER || marker::is_rule(&line.text());
    let small = lines.iter().rev().take_while(|line| is_small(line)).count();
    let begin = lines.len() - small;
    let first = lines.iter().skip(begin).position(|line| starts(line).is_some());
    let first = first.map(|first| begin + first).into_iter().chain(plain).min();
    let goes_on = lines.get(begin).zip(open).is_some_and(|(line, height)| {
        (line.height() - height).abs() < height * 0.06 && line.words.len() > 1
    });
    // Between a table in small letters and the notes there may be nothing else.
    if goes_on { Some(first.map_or(begin, |first| first.min(begin))) } else { first }
}

/// The raised marks in the text of a page.
fn marks(lines: &[Line]) -> Vec<String> {
    let inner = lines.iter().flat_map(|line| line.words.iter().skip(1));
    inner.filter(|word| word.raised).map(|word| bare(&word.text)).collect()
}

/// The first line of notes under plain numbers: programs other than Word print them so, in letters as large as the text.
///
/// It opens with the first mark that is found of those whose notes are owed, below all marks of the page.
fn plain(lines: &[Line], owed: &[String]) -> Option<usize> {
    let marked = lines.iter().rposition(|line| line.words.iter().skip(1).any(|word| word.raised));
    let from = marked.map_or(0, |at| at + 1);
    let below = lines.get(from..)?;
    let line_of = |mark: &String| below.iter().position(|line| opens(line).as_ref() == Some(mark));
    owed.iter().find_map(line_of).map(|at| from + at)
}

/// The number that a line opens with, alone and without a full stop.
fn opens(line: &Line) -> Option<String> {
    let first = line.words.first().filter(|word| word.is_mark() && line.words.len() > 1)?;
    Some(bare(&first.text)).filter(|it| it.parse::<u32>().is_ok())
}

/// The mark that opens a note.
fn starts(line: &Line) -> Option<String> {
    let first = line.words.first().filter(|word| word.is_mark())?;
    (first.raised || line.words.len() == 1).then(|| bare(&first.text))
}

fn bare(mark: &str) -> String {
    mark.trim_matches(['(', ')', '[', ']']).to_owned()
}

/// The height of lines of the text: the largest that a sixth of all letters has.
fn full_height(pages: &[(Page, Vec<Line>)]) -> f32 {
    let lines: Vec<(f32, usize)> = pages
        .iter()
        .flat_map(|(_, lines)| lines)
        .map(|line| (line.height(), line.words.iter().map(|it| it.text.chars().count()).sum()))
        .collect();
    let all: usize = lines.iter().map(|(_, letters)| letters).sum();
    let mut heights: Vec<f32> = lines.iter().map(|(height, _)| *height).collect();
    heights.sort_by(|a, b| b.total_cmp(a));
    heights.dedup_by(|a, b| (*a - *b).abs() < 0.25);
    let share = |height: f32| -> usize {
        let near = lines.iter().filter(|(it, _)| (it - height).abs() < height * 0.03);
        near.map(|(_, letters)| letters).sum()
    };
    heights.into_iter().find(|height| share(*height) * 6 >= all).unwrap_or(0.0)
}
