//! Two provisions side by side, sentence against sentence, with the words that differ marked.

use crate::law::Found;
use crate::overlap::Difference;
use crate::review::{Row, Sides, Stale};
use crate::timeline::redline;
use crate::web::state::Desk;
use crate::web::view::{RedlineView, day, name_of, upper_first};

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
    let (left, right) = match both && laid.has_enough_in_common() {
        true => (laid.side("come"), laid.side("gone")),
        false => (RedlineView::plain(&row.left), RedlineView::plain(&row.right)),
    };
    ComparedRow { left, right, same, differences: row.differences.iter().map(told).collect() }
}

fn told(difference: &Difference) -> (&'static str, String, String) {
    let side = |said: &[String]| match said.is_empty() {
        true => "không nói".to_owned(),
        false => upper_first(&said.join(", ")),
    };
    (difference.matter.name(), side(&difference.left), side(&difference.right))
}

/// Something that a provision rests on and that has changed since.
#[derive(Clone, Debug)]
pub(crate) struct StaleView {
    /// Its page.
    pub(crate) url: String,
    /// `khoản 2 Điều 10 Luật số 01/2026/QH-MH`.
    pub(crate) name: String,
    /// Since when.
    pub(crate) since: String,
    /// Whether it is no longer there.
    pub(crate) gone: bool,
    /// The sentence that rests on it.
    pub(crate) sentence: String,
    /// What changed in it.
    pub(crate) changed: Vec<RedlineView>,
}

/// The view of what has changed.
pub(crate) fn stale_view(desk: &Desk, stale: Stale) -> StaleView {
    let document = match desk.corpus().look_up(&stale.cited.document) {
        Ok(Found::One(listing)) => name_of(&listing),
        _ => stale.cited.document.to_string(),
    };
    let name = format!("{} {document}", stale.cited.portion.name());
    let laid = |(old, new): &(String, String)| RedlineView::of(&redline(old, new));
    StaleView {
        url: stale.cited.url(),
        name: name.trim().to_owned(),
        since: stale.since.map(day).unwrap_or_default(),
        gone: stale.gone,
        sentence: stale.sentence,
        changed: stale.changed.iter().map(laid).collect(),
    }
}
