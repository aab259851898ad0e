//! Two provisions side by side, sentence against sentence, with the words that differ marked.

use crate::overlap::Difference;
use crate::review::{Row, Sides};
use crate::timeline::redline;
use crate::web::view::RedlineView;

/// A row of the comparison.
#[derive(Clone, Debug)]
pub(crate) struct ComparedRow {
    /// The left sentence; its words that the right has not are marked.
    pub(crate) left: RedlineView,
    /// The right one.
    pub(crate) right: RedlineView,
    /// Whether both read the same.
    pub(crate) same: bool,
    /// What matters in law and differs: the matter, left, right.
    pub(crate) differences: Vec<(&'static str, String, String)>,
}

/// The rows of two provisions.
pub(crate) fn compared_rows(sides: &Sides) -> Vec<ComparedRow> {
    // A mark that stands alone ("2.1.") is nothing that the other could say.
    let says = |it: &&Row| [&it.left, &it.right].iter().any(|it| it.contains(char::is_alphabetic));
    sides.rows.iter().filter(says).map(row).collect()
}

fn row(row: &Row) -> ComparedRow {
    let both = row.aligned.left.is_some() && row.aligned.right.is_some();
    let laid = RedlineView::of(&redline(&row.left, &row.right));
    let same = both && laid.stretches.iter().all(|(class, _)| *class == "same");
    let (left, right) = match both {
        true => (laid.side("come"), laid.side("gone")),
        false => (RedlineView::plain(&row.left), RedlineView::plain(&row.right)),
    };
    ComparedRow { left, right, same, differences: row.differences.iter().map(told).collect() }
}

fn told(difference: &Difference) -> (&'static str, String, String) {
    let side = |said: &[String]| match said.is_empty() {
        true => "không nói".to_owned(),
        false => said.join(", "),
    };
    (difference.matter.name(), side(&difference.left), side(&difference.right))
}
