//! What elements say of the cell, the run or the paragraph that they stand in.

use crate::read::word::table::Merge;
use crate::read::word::walk::Walk;
use crate::read::word::xml::Element;

impl Walk<'_, '_> {
    /// A property of a cell or a row.
    pub(crate) fn shape(&mut self, element: &Element<'_>) {
        let Some(grid) = self.grid() else { return };
        let number = element.number::<u16>().unwrap_or(1).min(1_000);
        match element.name() {
            "gridBefore" => {
                if let Some(row) = grid.row() {
                    row.before = number;
                }
            }
            "tblHeader" => {
                if let Some(row) = grid.row() {
                    row.head = element.is_on();
                }
            }
            name => {
                let Some(cell) = grid.cell() else { return };
                if name == "gridSpan" {
                    cell.columns = number;
                } else if element.attr("val").as_deref() == Some("restart") {
                    cell.merge = Merge::Start;
                } else {
                    cell.merge = Merge::Below;
                }
            }
        }
    }

    /// A property of a run, or of the end of a paragraph.
    pub(crate) fn look(&mut self, element: &Element<'_>) {
        let of_end = self.open.iter().rev().nth(1).is_some_and(|name| name == "pPr");
        let Some(paragraph) = self.paragraphs.last_mut().filter(|_| !of_end) else { return };
        if element.name() == "rStyle" {
            let style = self.context.styles.run_look(&element.attr("val").unwrap_or_default());
            paragraph.run = style.over(&paragraph.run);
        } else {
            paragraph.run.read(element);
        }
    }

    /// A property of a paragraph.
    pub(crate) fn form(&mut self, element: &Element<'_>) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match element.name() {
            "pStyle" => {
                paragraph.style = element.attr("val");
                paragraph.look = self.context.styles.look(paragraph.style.as_deref());
            }
            "numId" => paragraph.form.list = element.number(),
            "ilvl" => paragraph.form.level = element.number(),
            _ => {}
        }
    }

    /// The end of the paragraph was deleted.
    pub(crate) fn delete_end(&mut self) {
        let of_end = self.open.iter().rev().nth(1).is_some_and(|name| name == "pPr");
        if let Some(paragraph) = self.paragraphs.last_mut().filter(|_| of_end) {
            paragraph.joins = true;
        }
    }
}
