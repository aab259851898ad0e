//! Tiên nghiệm: what is known of an entry before any word is asked: the place of its document among norms, and its effect.
//!
//! Both are mild. They settle which of two provisions that answer about as well comes first, and never lift a bad answer over
//! a good one: the weights are small against what the words make ([`crate::search::rank`] gives whole points for those).

use tantivy::fastfield::Column;

use crate::index::{Columns, Index, day_number};
use crate::law::Status;
use crate::search::Question;
use crate::search::filter::status_of;
use crate::search::rank::Ranked;

/// What a step down the order of norms takes, and the lowest step that counts: below the decree, who issued a text tells
/// nothing of how well it answers.
const STEP: f32 = 0.01;
const LOWEST: u64 = 6;

/// What an effect takes, against a document in force.
pub(crate) const EFFECTS: [(Status, f32); 4] = [
    (Status::Ended, 0.6),
    (Status::NotYet, 0.2),
    (Status::Suspended, 0.3),
    (Status::Unknown, 0.05),
];

/// Puts the priors on ranked entries and sorts them again; equals stay in their order.
pub(crate) fn apply(index: &Index, question: &Question, ranked: &mut [Ranked]) {
    let today = day_number(Some(question.today), 0);
    for it in ranked.iter_mut() {
        it.score -= index.columns().get(it.segment).map_or(0.0, |of| takes(of, it.entry, today));
    }
    ranked.sort_by(|one, other| other.score.total_cmp(&one.score));
}

/// What is taken from the score of an entry.
fn takes(columns: &Columns, entry: u32, today: u64) -> f32 {
    let of = |column: &Column<u64>| column.first(entry).unwrap_or(u64::MAX);
    let status = status_of(today, of(&columns.effective), of(&columns.ended), of(&columns.amended));
    let effect = EFFECTS.iter().find(|it| it.0 == status).map_or(0.0, |it| it.1);
    let step = of(&columns.rank).clamp(1, LOWEST) - 1;
    effect + STEP * step as f32
}

/// The priors in words.
pub(crate) fn in_words() -> String {
    let effects =
        EFFECTS.map(|(status, takes)| format!("{} −{takes}", status.name().to_lowercase()));
    format!("mỗi bậc hiệu lực pháp lý −{STEP}; {}", effects.join("; "))
}
