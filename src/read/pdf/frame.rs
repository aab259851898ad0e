//! Where the text stands on a page: its margins and the indent of first lines.
//!
//! Left and right pages of a printed gazette have different margins (372/2025/NĐ-CP: 99 and 85 points), forms in annexes
//! are printed across; so margins are those of all pages of one kind.

use std::collections::BTreeMap;

use crate::read::pdf::line::Line;
use crate::read::pdf::word::Page;

/// The margins of a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Frame {
    /// Where lines begin.
    pub(crate) left: f32,
    /// Where full lines end.
    pub(crate) right: f32,
    /// Where first lines of paragraphs begin, when they are indented.
    pub(crate) indent: Option<f32>,
}

/// The frame of each page.
pub(crate) fn frames(pages: &[(Page, Vec<Line>)]) -> Vec<Frame> {
    let mut kinds: BTreeMap<(bool, i64), Vec<&Line>> = BTreeMap::new();
    for (page, lines) in pages {
        kinds.entry(kind(page)).or_default().extend(lines);
    }
    let of_kind: BTreeMap<_, Frame> =
        kinds.into_iter().map(|(kind, lines)| (kind, frame(&lines))).collect();
    pages
        .iter()
        .map(|(page, lines)| {
            let common = of_kind.get(&kind(page)).copied().unwrap_or(Frame::of(page));
            own(lines, common)
        })
        .collect()
}

/// Pages of one kind: left or right, and as wide.
fn kind(page: &Page) -> (bool, i64) {
    let width = (page.width / 10.0).round() as i64;
    (page.number.is_multiple_of(2), width)
}

/// The frame of a page that has margins of its own, as seen in two places where its lines begin.
fn own(lines: &[Line], common: Frame) -> Frame {
    let begins = clusters(lines.iter().map(|line| line.left), 3);
    let far = |x: f32| (x - common.left).abs() > 8.0;
    match begins.as_slice() {
        [first, second, ..] if far(*first) && lines.iter().all(|it| far(it.left)) => {
            let indent = Some(*second).filter(|it| it - first < 60.0);
            Frame { left: *first, indent, ..common }
        }
        _ => common,
    }
}

fn frame(lines: &[&Line]) -> Frame {
    let least = (lines.len() / 30).max(2);
    let begins = clusters(lines.iter().map(|line| line.left), least);
    let left = begins.first().copied().or_else(|| lines.iter().map(|it| it.left).reduce(f32::min));
    let left = left.unwrap_or(0.0);
    let ends = clusters(lines.iter().map(|line| line.right), least);
    let right = ends.last().copied().or_else(|| lines.iter().map(|it| it.right).reduce(f32::max));
    let indent = begins.get(1).copied().filter(|it| it - left < 60.0);
    Frame { left, right: right.unwrap_or(0.0), indent }
}

/// Places where at least `least` of the values stand within three points, from the smallest.
fn clusters(values: impl Iterator<Item = f32>, least: usize) -> Vec<f32> {
    let mut values: Vec<f32> = values.collect();
    values.sort_by(f32::total_cmp);
    let groups = values.chunk_by(|a, b| b - a < 1.5);
    let big = groups.filter(|group| group.len() >= least);
    big.filter_map(|group| group.get(group.len() / 2).copied()).collect()
}

impl Frame {
    fn of(page: &Page) -> Self {
        Self { left: 0.0, right: page.width, indent: None }
    }

    /// Whether a line stands in the middle.
    pub(crate) fn centres(&self, line: &Line) -> bool {
        let middle = (self.left + self.right) / 2.0;
        let off = ((line.left + line.right) / 2.0 - middle).abs();
        let indented = self.indent.is_some_and(|indent| (line.left - indent).abs() < 3.0);
        off < 9.0 && !indented && line.left > self.left + 10.0 && line.right < self.right - 10.0
    }

    /// Whether `word` points more would have gone past the right margin: the line ends because it is full.
    pub(crate) fn is_full(&self, line: &Line, word: f32) -> bool {
        line.right + word + line.height() * 0.2 > self.right
    }

    /// How wide the text is.
    pub(crate) fn width(&self) -> f32 {
        self.right - self.left
    }
}
