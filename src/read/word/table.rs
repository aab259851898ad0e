//! Tables of a Word file: cells that go on over rows and columns, and telling a table from a layout.

use crate::read::marker;
use crate::read::{Draft, DraftCell, DraftRow, Inline};
use crate::text::Origin;

/// A paragraph with its place in the file.
pub(crate) type Line = (Inline, Origin);

/// How a cell stands to the one above it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Merge {
    /// On its own.
    #[default]
    None,
    /// Goes on below.
    Start,
    /// Is the lower part of the one above.
    Below,
}

/// Edges of one column differ by as much (twips: two thirds of a millimetre).
const EDGE: i32 = 40;

/// A cell being read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cell {
    /// Its paragraphs.
    pub(crate) lines: Vec<Line>,
    /// Columns it covers, at least 1.
    pub(crate) columns: u16,
    /// How it stands to the one above.
    pub(crate) merge: Merge,
    /// Its right edge in twips, in files that tell columns by edges.
    pub(crate) right: Option<i32>,
}

/// A row being read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    /// Its cells.
    pub(crate) cells: Vec<Cell>,
    /// Columns left free before the first.
    pub(crate) before: u16,
    /// Whether it is repeated at the top of each page.
    pub(crate) head: bool,
    /// Whether it was deleted in a tracked change.
    pub(crate) deleted: bool,
}

/// A table being read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grid {
    rows: Vec<Row>,
    /// What found no cell.
    spare: Vec<Line>,
}

impl Grid {
    /// Begins a row.
    pub(crate) fn open_row(&mut self) {
        self.rows.push(Row::default());
    }

    /// The row being read.
    pub(crate) fn row(&mut self) -> Option<&mut Row> {
        self.rows.last_mut()
    }

    /// Begins a cell.
    pub(crate) fn open_cell(&mut self) {
        if self.rows.is_empty() {
            self.open_row();
        }
        if let Some(row) = self.row() {
            row.cells.push(Cell { columns: 1, ..Cell::default() });
        }
    }

    /// The cell being read.
    pub(crate) fn cell(&mut self) -> Option<&mut Cell> {
        self.row()?.cells.last_mut()
    }

    /// The paragraphs of the cell being read; a cell is begun when there is none.
    pub(crate) fn lines(&mut self) -> &mut Vec<Line> {
        if self.rows.last().is_none_or(|row| row.cells.is_empty()) {
            self.open_cell();
        }
        match self.rows.last_mut().and_then(|row| row.cells.last_mut()) {
            Some(cell) => &mut cell.lines,
            None => &mut self.spare,
        }
    }

    /// Whether the table only lays the page out: it has one cell, or one of its cells holds nearly all its words and in
    /// them several articles.
    pub(crate) fn is_layout(&self) -> bool {
        let cells: Vec<&Cell> = self.rows.iter().flat_map(|row| &row.cells).collect();
        let length = |cell: &Cell| cell.lines.iter().map(|(it, _)| it.text.len()).sum::<usize>();
        let total: usize = cells.iter().map(|cell| length(cell)).sum();
        let is_article = |(it, _): &&Line| {
            let text = it.text.trim_start();
            text.starts_with("Điều ") && marker::opens(text)
        };
        let fills = |cell: &&&Cell| {
            length(cell) * 10 >= total * 9 && cell.lines.iter().filter(is_article).count() >= 2
        };
        cells.len() <= 1 || cells.iter().any(|cell| fills(&cell))
    }

    /// Every paragraph of it, row by row.
    pub(crate) fn into_lines(self) -> Vec<Line> {
        let cells = self.rows.into_iter().flat_map(|row| row.cells);
        cells.flat_map(|cell| cell.lines).chain(self.spare).collect()
    }

    /// Where its first paragraph stands.
    pub(crate) fn origin(&self) -> Origin {
        let mut lines = self.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.lines);
        lines.next().map(|(_, origin)| origin.clone()).unwrap_or_default()
    }

    /// Counts the columns that cells cover by their right edges: an edge of any row begins a column of the table.
    pub(crate) fn measure(&mut self) {
        let cells = || self.rows.iter().flat_map(|row| &row.cells);
        let mut edges: Vec<i32> = cells().filter_map(|cell| cell.right).collect();
        if edges.len() < cells().count() {
            return;
        }
        edges.sort_unstable();
        edges.dedup_by(|next, edge| *next - *edge <= EDGE);
        for row in &mut self.rows {
            let mut before = 0;
            for cell in &mut row.cells {
                let right = cell.right.unwrap_or(0).saturating_add(EDGE);
                let at = edges.partition_point(|edge| *edge <= right);
                cell.columns = u16::try_from(at.saturating_sub(before)).unwrap_or(1).max(1);
                before = at.max(before);
            }
        }
    }

    /// The table with its cells joined over rows.
    pub(crate) fn finish(self) -> Draft {
        let mut rows: Vec<DraftRow> = Vec::with_capacity(self.rows.len());
        // For each column, the cell above that goes on: row, place in the row.
        let mut above: Vec<Option<(usize, usize)>> = Vec::new();
        for row in self.rows {
            let mut drafted = DraftRow { cells: Vec::new(), head: row.head };
            let mut column = usize::from(row.before);
            for cell in row.cells {
                let columns = cell.columns.max(1);
                above.resize(above.len().max(column + usize::from(columns)), None);
                let upper = above.get(column).copied().flatten();
                let inline = joined(&cell.lines);
                let upper = upper.filter(|_| cell.merge == Merge::Below);
                let joins = upper.and_then(|(row, place)| rows.get_mut(row)?.cells.get_mut(place));
                let here = if let Some(upper) = joins {
                    upper.rows = upper.rows.saturating_add(1);
                    append_line(&mut upper.inline, &inline);
                    above.get(column).copied().flatten()
                } else {
                    drafted.cells.push(DraftCell { inline, columns, rows: 1 });
                    let here = (rows.len(), drafted.cells.len() - 1);
                    (cell.merge != Merge::None).then_some(here)
                };
                for slot in above.iter_mut().skip(column).take(usize::from(columns)) {
                    *slot = None;
                }
                if let Some(slot) = above.get_mut(column) {
                    *slot = here;
                }
                column += usize::from(columns);
            }
            rows.push(drafted);
        }
        Draft::Table { rows, line: 0 }
    }
}

fn joined(lines: &[Line]) -> Inline {
    let mut inline = Inline::default();
    for (line, _) in lines {
        append_line(&mut inline, line);
    }
    inline
}

fn append_line(inline: &mut Inline, line: &Inline) {
    if !inline.text.is_empty() && !line.text.is_empty() {
        inline.push("\n", &[]);
    }
    inline.append(line);
}
