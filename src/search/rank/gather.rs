//! The best entries of a segment by the sum of their terms' weights.

use crate::index::Ledger;
use crate::search::rank::ask::Ask;

/// Weights in a ledger are of this.
const FULL: f32 = 255.0;

/// Sums that are looked over at once.
const AT_ONCE: usize = 32;

/// An entry that may answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Candidate {
    /// Which of the ledgers it is in.
    pub(crate) segment: usize,
    /// Its number there.
    pub(crate) entry: u32,
    /// The sum of its terms' weights.
    pub(crate) sum: f32,
    /// What its document is.
    pub(crate) document: u64,
    /// Its place there.
    pub(crate) order: u32,
}

/// Adds to `best` the entries of a segment with the highest sums, as many as `most` in all, best first. Only those that
/// `allowed` marks, when it is given. `scores` is room for the sums, used again from question to question.
pub(crate) fn gather(
    ask: &Ask,
    ledger: &Ledger,
    segment: usize,
    allowed: Option<&[bool]>,
    most: usize,
    scores: &mut Vec<f32>,
    best: &mut Vec<Candidate>,
) {
    scores.clear();
    scores.resize(ledger.entries() as usize, 0.0);
    for slot in &ask.slots {
        for (number, times) in slot.word.numbers(segment) {
            if let Some(postings) = ledger.postings(number) {
                postings.add_to(scores, times * slot.worth / FULL);
            }
        }
    }
    for pair in &ask.pairs {
        ask.each_pair(pair, (segment, ledger), |number, times| {
            if let Some(postings) = ledger.pair_postings(number) {
                postings.add_to(scores, times * pair.worth / FULL);
            }
        });
    }
    let mut least = if best.len() >= most { best.last().map_or(0.0, |it| it.sum) } else { 0.0 };
    for (begin, sums) in (0..).step_by(AT_ONCE).zip(scores.chunks(AT_ONCE)) {
        // Hardly any entry comes among the best: whole stretches are passed over at once.
        if sums.iter().copied().fold(0.0, f32::max) <= least {
            continue;
        }
        for (entry, &sum) in (begin..).zip(sums) {
            if sum <= least || allowed.is_some_and(|it| it.get(entry as usize) != Some(&true)) {
                continue;
            }
            let (document, order) = ledger.place(entry).unwrap_or_default();
            best.push(Candidate { segment, entry, sum, document, order });
            if best.len() >= 2 * most {
                keep(best, most);
                least = best.last().map_or(0.0, |it| it.sum);
            }
        }
    }
    keep(best, most);
}

/// Keeps the best `most`, best first; equals in the order of their documents, so that no build changes an answer.
fn keep(best: &mut Vec<Candidate>, most: usize) {
    best.sort_unstable_by(|one, other| {
        let places = (one.document, one.order).cmp(&(other.document, other.order));
        other.sum.total_cmp(&one.sum).then(places)
    });
    best.truncate(most);
}
