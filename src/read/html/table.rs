//! Tables: rows of cells, and telling a table from a layout.

use ego_tree::NodeRef;
use scraper::Node;
use scraper::node::Element;

use crate::read::html::style;
use crate::read::marker;
use crate::read::{Draft, DraftCell, DraftRow, Inline};

/// The table being read.
#[derive(Debug, Default)]
pub(crate) struct Grid {
    rows: Vec<DraftRow>,
    row: Option<DraftRow>,
    cell: Option<DraftCell>,
    heads: usize,
}

impl Grid {
    pub(crate) fn in_cell(&self) -> bool {
        self.cell.is_some()
    }

    pub(crate) fn open_row(&mut self, head: bool) {
        self.close_row();
        self.row = Some(DraftRow { cells: Vec::new(), head });
        self.heads = 0;
    }

    pub(crate) fn open_cell(&mut self, element: &Element) {
        self.close_cell();
        let span = |name: &str| {
            let value =
                style::attr(element, name).and_then(|value| value.trim().parse::<u16>().ok());
            value.unwrap_or(1).clamp(1, 1000)
        };
        self.heads += usize::from(element.name() == "th");
        self.row.get_or_insert_default();
        self.cell = Some(DraftCell {
            inline: Inline::default(),
            columns: span("colspan"),
            rows: span("rowspan"),
        });
    }

    /// Adds a paragraph to the open cell.
    pub(crate) fn write(&mut self, inline: &Inline) {
        if let Some(cell) = &mut self.cell {
            if !cell.inline.text.is_empty() {
                cell.inline.push("\n", &[]);
            }
            cell.inline.append(inline);
        }
    }

    pub(crate) fn close_cell(&mut self) {
        if let Some(cell) = self.cell.take() {
            self.row.get_or_insert_default().cells.push(cell);
        }
    }

    pub(crate) fn close_row(&mut self) {
        self.close_cell();
        if let Some(mut row) = self.row.take() {
            row.head |= self.heads > 0 && self.heads == row.cells.len();
            if !row.cells.is_empty() {
                self.rows.push(row);
            }
        }
    }

    /// The table; none when it holds no words.
    pub(crate) fn finish(mut self) -> Option<Draft> {
        self.close_row();
        let has_words =
            self.rows.iter().flat_map(|row| &row.cells).any(|cell| !cell.inline.is_blank());
        has_words.then_some(Draft::Table { rows: self.rows, line: 0 })
    }
}

/// Whether a row stands in the head of its table.
pub(crate) fn in_head(row: NodeRef<'_, Node>) -> bool {
    let parent = row.parent();
    let element = parent.as_ref().and_then(|parent| parent.value().as_element());
    element.is_some_and(|element| element.name() == "thead")
}

/// Whether a table only lays the page out: it has one cell, or one of its cells holds nearly all its words and in them
/// several articles.
pub(crate) fn is_layout(table: NodeRef<'_, Node>) -> bool {
    let mut cells = 0;
    let mut longest = None;
    let mut total = 0;
    for cell in table.descendants().filter(|node| is_own_cell(*node, table)) {
        let length: usize = texts(cell).map(str::len).sum();
        cells += 1;
        total += length;
        if longest.is_none_or(|(_, most)| length > most) {
            longest = Some((cell, length));
        }
    }
    let Some((cell, length)) = longest else { return true };
    cells == 1 || length * 10 >= total * 9 && articles(cell) >= 2
}

fn is_own_cell(node: NodeRef<'_, Node>, table: NodeRef<'_, Node>) -> bool {
    let is_cell = |node: NodeRef<'_, Node>| {
        node.value().as_element().is_some_and(|element| matches!(element.name(), "td" | "th"))
    };
    let owner = || {
        node.ancestors().find(|ancestor| {
            ancestor.value().as_element().is_some_and(|element| element.name() == "table")
        })
    };
    is_cell(node) && owner().is_some_and(|owner| owner.id() == table.id())
}

fn articles(cell: NodeRef<'_, Node>) -> usize {
    texts(cell)
        .filter(|text| {
            let text = text.trim_start();
            text.starts_with("Điều ") && marker::opens(text.lines().next().unwrap_or_default())
        })
        .count()
}

fn texts<'a>(node: NodeRef<'a, Node>) -> impl Iterator<Item = &'a str> {
    node.descendants().filter_map(|node| node.value().as_text().map(|text| &**text))
}
