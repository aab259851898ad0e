//! Columns: tables, and the two halves of a title block or of a signature.
//!
//! A PDF draws no table, only words far from each other. Lines with a gap much wider than those between words are
//! gathered, and what stays empty in all of them is what parts the columns. When nothing does, they are ordinary lines.

use crate::read::marker;
use crate::read::pdf::line::Line;
use crate::read::pdf::word::Word;
use crate::text::fold;

/// A part of a page.
#[derive(Debug)]
pub(crate) enum Piece {
    /// A line of text.
    Line(Line),
    /// Lines in columns.
    Columns {
        /// The lines.
        lines: Vec<Line>,
        /// Where one column ends and the next begins, from left to right.
        parted: Vec<f32>,
        /// Whether it is a title block or a signature: columns without rows.
        halves: bool,
    },
}

/// Tells the columns of a page from its lines.
pub(crate) fn pieces(lines: Vec<Line>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = lines.as_slice();
    while let Some(line) = rest.first() {
        if let Some((length, parted, halves)) = zone(rest) {
            let (zone, after) = rest.split_at(length);
            pieces.push(Piece::Columns { lines: zone.to_vec(), parted, halves });
            rest = after;
        } else {
            pieces.push(Piece::Line(line.clone()));
            rest = rest.get(1..).unwrap_or_default();
        }
    }
    pieces
}

/// How many of the first lines stand in columns, and where these part.
fn zone(lines: &[Line]) -> Option<(usize, Vec<f32>, bool)> {
    let first_wide = lines.iter().take(3).position(|line| !wide_gaps(line).is_empty())?;
    let mut length = 0;
    let mut wide = 0;
    let mut before: Option<&Line> = None;
    for (index, line) in lines.iter().enumerate() {
        let is_wide = !wide_gaps(line).is_empty();
        let away = before.map_or(0.0, |it| (line.top - it.bottom) / it.height().max(1.0));
        let limit = if is_wide && index > first_wide { 2.5 } else { 0.9 };
        if away > limit || !is_wide && line.right - line.left > 260.0 {
            break;
        }
        wide += usize::from(is_wide);
        length = index + 1;
        before = Some(line);
    }
    // Lines at either end that stand in no column are text.
    loop {
        let zone = lines.get(..length)?;
        let last_wide = zone.iter().rposition(|line| !wide_gaps(line).is_empty())?;
        let parted = parted(zone);
        if parted.is_empty() {
            // A shorter run may still have columns: a title block above a table.
            length = last_wide;
            wide = zone.get(..length)?.iter().filter(|it| !wide_gaps(it).is_empty()).count();
            if wide == 0 { return None } else { continue }
        }
        let rest = zone.get(1..).unwrap_or_default();
        let first = zone.first().filter(|it| wide_gaps(it).is_empty());
        if first.is_some_and(|first| !is_in_column(first, rest, &parted)) {
            return None;
        }
        let last = zone.last()?;
        if wide_gaps(last).is_empty() && !is_in_column(last, zone.get(..length - 1)?, &parted) {
            length -= 1;
            continue;
        }
        let common = in_most(zone, &parted);
        let halves = zone.len() <= 15 && !common.is_empty() && is_official(zone, &common);
        let parted = if halves { common } else { parted };
        let enough = wide >= 2 || halves;
        let list = parted.len() == 1 && is_list(zone, &parted);
        return (enough && !list).then_some((length, parted, halves));
    }
}

/// Whether the left column holds nothing but the numbers of a list, a tab away from its words. A paragraph may end in a
/// short line that lies under the numbers.
fn is_list(zone: &[Line], parted: &[f32]) -> bool {
    zone.iter().all(|line| {
        cells(line, parted).first().is_none_or(|cell| {
            let text = cell.as_ref().map(Line::text).unwrap_or_default();
            let number = marker::opens(&format!("{text} x")) && text.chars().count() < 6;
            text.is_empty() || number || wide_gaps(line).is_empty()
        })
    })
}

/// Whether a line that is whole stands within one column that other lines have.
fn is_in_column(line: &Line, others: &[Line], parted: &[f32]) -> bool {
    let filled: Vec<usize> = cells(line, parted)
        .iter()
        .enumerate()
        .filter(|(_, it)| it.is_some())
        .map(|(at, _)| at)
        .collect();
    let [column] = filled.as_slice() else { return false };
    let same: Vec<Line> = others
        .iter()
        .filter_map(|it| cells(it, parted).into_iter().nth(*column).flatten())
        .collect();
    let left = same.iter().map(|it| it.left).fold(f32::INFINITY, f32::min);
    let right = same.iter().map(|it| it.right).fold(0.0, f32::max);
    let middle = ((line.left + line.right) - (left + right)).abs() / 2.0;
    let aligned = (line.left - left).abs() < 4.0 || middle < 12.0;
    aligned && (!marker::opens(&line.text()) || line.text().starts_with("Số"))
}

/// Words of title blocks and signatures.
fn is_official(zone: &[Line], parted: &[f32]) -> bool {
    const OPENINGS: [&str; 7] = [
        "cong hoa xa hoi chu nghia",
        "dang cong san viet nam",
        "noi nhan",
        "xac thuc van ban",
        "tm.",
        "kt.",
        "tl.",
    ];
    let cells = zone.iter().flat_map(|line| cells(line, parted)).flatten();
    cells.map(|cell| fold(&cell.text())).any(|text| OPENINGS.iter().any(|it| text.starts_with(it)))
}

/// The gaps of a line that are too wide to stand between words.
///
/// Spaces of a justified line are all wide together: only one that stands out parts columns.
fn wide_gaps(line: &Line) -> Vec<(f32, f32)> {
    let gaps = line.gaps();
    let mut widths: Vec<f32> = gaps.iter().map(|(from, to)| to - from).collect();
    widths.sort_by(f32::total_cmp);
    let usual = widths.get(widths.len().saturating_sub(1) / 2).copied().unwrap_or(0.0);
    // A row of a table may have nothing but wide gaps: no justified line is spaced like that.
    let usual =
        if widths.len() < 3 { line.height() * 0.25 } else { usual.min(line.height() * 0.8) };
    let least = (line.height() * 0.7).max(usual * 2.2);
    gaps.into_iter().filter(|(from, to)| to - from > least).collect()
}

/// Where columns part: the middle of what is empty in nearly all lines and a wide gap in some.
fn parted(zone: &[Line]) -> Vec<f32> {
    let mut runs: Vec<(f32, f32)> = Vec::new();
    let mut edges: Vec<(f32, i32)> = Vec::new();
    for line in zone {
        let mut from = line.left;
        for (end, next) in wide_gaps(line) {
            edges.extend([(from, 1), (end, -1)]);
            from = next;
        }
        edges.extend([(from, 1), (line.right, -1)]);
    }
    edges.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    let allowed = i32::try_from(zone.len() / 12).unwrap_or(0);
    let (mut depth, mut start) = (0, None);
    for (at, step) in edges {
        let before = depth;
        depth += step;
        if before > allowed && depth <= allowed {
            start = Some(at);
        } else if before <= allowed && depth > allowed {
            runs.extend(start.take().map(|start| (start, at)));
        }
    }
    let parts = |run: &(f32, f32)| {
        let middle = (run.0 + run.1) / 2.0;
        let across =
            |line: &&Line| wide_gaps(line).iter().any(|(from, to)| *from < middle && middle < *to);
        run.1 - run.0 >= 1.5 && zone.iter().any(|line| across(&line))
    };
    runs.into_iter().filter(parts).map(|(from, to)| (from + to) / 2.0).collect()
}

/// The partings that most of the lines in columns have: in a title block, what parts one line only is a wide space.
fn in_most(zone: &[Line], parted: &[f32]) -> Vec<f32> {
    let wide: Vec<Vec<(f32, f32)>> =
        zone.iter().map(wide_gaps).filter(|gaps| !gaps.is_empty()).collect();
    let has =
        |gaps: &&Vec<(f32, f32)>, at: f32| gaps.iter().any(|(from, to)| *from < at && at < *to);
    let common = |at: &&f32| wide.iter().filter(|gaps| has(gaps, **at)).count() * 2 >= wide.len();
    parted.iter().filter(common).copied().collect()
}

/// The words of a line by column.
pub(crate) fn cells(line: &Line, parted: &[f32]) -> Vec<Option<Line>> {
    let mut columns: Vec<Vec<Word>> = vec![Vec::new(); parted.len() + 1];
    for word in &line.words {
        let middle = (word.left + word.right) / 2.0;
        let at = parted.iter().take_while(|part| **part < middle).count();
        if let Some(column) = columns.get_mut(at) {
            column.push(word.clone());
        }
    }
    columns.into_iter().map(|words| (!words.is_empty()).then(|| line.with(words))).collect()
}
