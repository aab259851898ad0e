//! Bảng: rows and cells, with what a narrow screen needs to keep them readable.

use crate::law::Document;
use crate::text::{BlockKind, Span};
use crate::web::view::Text;

/// A table of the source.
#[derive(Clone, Debug)]
pub(crate) struct TableView<'a> {
    /// From top to bottom.
    pub(crate) rows: Vec<RowView<'a>>,
    /// Whether it only places two columns side by side, as title and signature blocks of forms do.
    pub(crate) layout: bool,
}

/// A row.
#[derive(Clone, Debug)]
pub(crate) struct RowView<'a> {
    /// Whether it heads the columns.
    pub(crate) head: bool,
    /// From left to right.
    pub(crate) cells: Vec<CellView<'a>>,
}

/// A cell.
#[derive(Clone, Debug)]
pub(crate) struct CellView<'a> {
    /// What it says.
    pub(crate) text: Text<'a>,
    /// Columns it covers.
    pub(crate) columns: u16,
    /// Rows it covers.
    pub(crate) rows: u16,
}

/// The table in block `index` of the transcript; none when that block is no table.
pub(crate) fn table<'a>(
    document: &'a Document,
    index: u32,
    mut text: impl FnMut(Span) -> Text<'a>,
) -> Option<TableView<'a>> {
    let block = document.transcript.blocks.get(index as usize)?;
    let BlockKind::Table(table) = &block.kind else { return None };
    let mut rows = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let cells = row.cells.iter().map(|cell| CellView {
            text: text(cell.span),
            columns: cell.columns,
            rows: cell.rows,
        });
        rows.push(RowView { head: row.head, cells: cells.collect() });
    }
    // Title and signature blocks of forms are set as tables of two columns and at most a few rows, one of which names
    // the State or the place for the signature (Nghị định 30/2020/NĐ-CP, Phụ lục III).
    let whole = document.text(block.span);
    let form = ["Độc lập - Tự do - Hạnh phúc", "Nơi nhận", "Ký, ghi rõ họ tên"];
    let narrow = rows.len() <= 4 && rows.iter().all(|row| row.cells.len() <= 2);
    let layout = narrow && form.iter().any(|words| whole.contains(words));
    Some(TableView { rows, layout })
}
