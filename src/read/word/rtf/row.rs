//! Tables of RTF: paragraphs end in cell marks, and a row says after its cells how they hang together.

use crate::read::Draft;
use crate::read::word::rtf::{Ink, Walk};
use crate::read::word::table::{Cell, Grid, Line};

impl Walk<'_> {
    /// The lines of the cell being read.
    pub(crate) fn open_cell(&mut self) -> &mut Vec<Line> {
        let grid = self.grid.get_or_insert_default();
        if !self.in_row {
            grid.open_row();
            grid.open_cell();
            self.in_row = true;
        }
        grid.lines()
    }

    pub(crate) fn end_cell(&mut self) {
        if self.state.ink != Ink::Shown {
            return;
        }
        self.state.in_table = true;
        self.end_paragraph();
        if let Some(grid) = &mut self.grid {
            grid.open_cell();
        }
    }

    pub(crate) fn end_row(&mut self) {
        if self.state.ink != Ink::Shown || !std::mem::take(&mut self.in_row) {
            return;
        }
        let Some(row) = self.grid.as_mut().and_then(Grid::row) else { return };
        // Every cell ends in a mark, and the mark of the last one opened a cell too many.
        row.cells.pop();
        let mut kept: Vec<Cell> = Vec::new();
        for (place, mut cell) in std::mem::take(&mut row.cells).into_iter().enumerate() {
            let form = self.cells.get(place).copied().unwrap_or_default();
            cell.merge = form.merge;
            cell.right = form.right;
            match kept.last_mut().filter(|_| form.goes_on_left) {
                Some(left) => {
                    left.right = cell.right;
                    left.columns = left.columns.saturating_add(1);
                    left.lines.append(&mut cell.lines);
                }
                None => kept.push(cell),
            }
        }
        row.cells = kept;
    }

    pub(crate) fn end_table(&mut self) {
        let Some(mut grid) = self.grid.take() else { return };
        self.in_row = false;
        grid.measure();
        if grid.is_layout() {
            for (line, origin) in grid.into_lines() {
                self.sheet.push_from(Draft::paragraph(line, 0), origin);
            }
        } else {
            let origin = grid.origin();
            self.sheet.push_from(grid.finish(), origin);
        }
    }
}
