//! Ma trận: how much each document overlaps each other one, drawn as SVG on the server, with a table beside it.

use askama::Template;

use crate::law::DocumentRef;
use crate::review::{Matrix, Shared};

/// Documents drawn; the table has the pairs of all.
const DRAWN: usize = 24;
/// Rows of the table.
const ROWS: usize = 100;
/// Measures of the drawing, in its own units.
const CELL: usize = 34;
const NAMES: usize = 300;
const HEAD: usize = 40;

/// The drawing and its table.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "components/matrix.html")]
pub(crate) struct MatrixView {
    /// Documents with their name, shortened to fit, and where their row begins.
    pub(crate) names: Vec<(String, usize)>,
    /// Documents that are not drawn.
    pub(crate) left_out: usize,
    /// Cells: x, y, level from 1 to 5 (0: a document with itself), count, and what it says.
    pub(crate) cells: Vec<(usize, usize, usize, usize, String)>,
    /// Pairs of documents: names, what they share, most first.
    pub(crate) rows: Vec<(String, String, Shared)>,
}

impl MatrixView {
    /// Draws a matrix; `name` names a document.
    pub(crate) fn of(matrix: &Matrix, name: impl Fn(&DocumentRef) -> String) -> Self {
        let names: Vec<String> = matrix.documents.iter().map(name).collect();
        let named = |at: usize| names.get(at).cloned().unwrap_or_default();
        let mut view = Self {
            left_out: names.len().saturating_sub(DRAWN),
            names: names
                .iter()
                .take(DRAWN)
                .enumerate()
                .map(|(at, it)| (shortened(it), HEAD + at * CELL))
                .collect(),
            ..Self::default()
        };
        // What a document has of its own would make all else pale (77/2015/QH13 beside 629/2019/UBTVQH14: 287 pairs, and 2).
        let between = matrix.shared.iter().filter(|((a, b), _)| a != b).map(|(_, it)| it.pairs);
        let most = between.max().unwrap_or(1).max(1);
        for (&(a, b), shared) in &matrix.shared {
            view.rows.push((named(a), named(b), *shared));
            if a.max(b) >= DRAWN {
                continue;
            }
            let level = match a == b {
                true => 0,
                false => (shared.pairs * 5).div_ceil(most).clamp(1, 5),
            };
            let words = format!("{} và {}: {} cặp", named(a), named(b), shared.pairs);
            let corner = |across: usize, down: usize| (NAMES + across * CELL, HEAD + down * CELL);
            let (x, y) = corner(b, a);
            view.cells.push((x, y, level, shared.pairs, words.clone()));
            if a != b {
                let (x, y) = corner(a, b);
                view.cells.push((x, y, level, shared.pairs, words));
            }
        }
        let own = |it: &(String, String, Shared)| it.0 == it.1;
        view.rows.sort_by(|x, y| {
            (own(x), y.2.pairs).cmp(&(own(y), x.2.pairs)).then_with(|| x.0.cmp(&y.0))
        });
        view.rows.truncate(ROWS);
        view
    }

    /// Whether there is anything to draw.
    pub(crate) fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Width in its own units.
    pub(crate) fn width(&self) -> usize {
        NAMES + self.names.len() * CELL + 4
    }

    /// Height in its own units.
    pub(crate) fn height(&self) -> usize {
        HEAD + self.names.len() * CELL + 4
    }

    /// The edge of a cell.
    pub(crate) fn cell(&self) -> usize {
        CELL - 2
    }

    /// Where the cells begin.
    pub(crate) fn edge(&self) -> usize {
        NAMES
    }

    /// Where the column of the document at `at` has its middle.
    pub(crate) fn column(&self, at: &usize) -> usize {
        NAMES + at * CELL + CELL / 2 - 1
    }
}

fn shortened(name: &str) -> String {
    if name.chars().count() <= 38 {
        return name.to_owned();
    }
    name.chars().take(37).collect::<String>() + "…"
}
