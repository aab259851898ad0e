//! Which entries a plan lets through, as one flag for every entry.
//!
//! Filters are tantivy's, for they ask what a document is; words are the ledgers'; days are columns. They come together
//! here, so that ranking and counting need not know what was asked besides.

use tantivy::SegmentReader;
use tantivy::query::{BooleanQuery, EnableScoring, Occur, Query, Weight};

use crate::index::{Index, Ledger};
use crate::search::moment::Moment;
use crate::search::need;
use crate::search::plan::Plan;
use crate::search::{Error, Question, filter};

/// For every entry of every segment whether it is let through.
#[derive(Default)]
pub(crate) struct Admitted {
    /// What stands on the day asked.
    pub(crate) now: Vec<Vec<bool>>,
    /// What would be let through on another day; of a segment where there is nothing such, empty.
    pub(crate) elsewhen: Vec<Vec<bool>>,
}

/// What the plan lets through; none when it lets everything through.
///
/// # Errors
/// When the index cannot be read.
pub(crate) fn admitted(
    index: &Index,
    question: &Question,
    plan: &Plan,
) -> Result<Option<Admitted>, Error> {
    let searcher = index.searcher();
    let segments = searcher.segment_readers();
    let columns = index.columns().iter();
    let moments: Vec<Option<Moment<'_>>> =
        columns.map(|it| Moment::of(it, question, &plan.filters)).collect();
    let whole = plan.filters.is_empty() && plan.must.is_empty() && plan.not.is_empty();
    let untouched = segments.iter().all(|it| it.alive_bitset().is_none());
    if whole && untouched && moments.iter().all(Option::is_none) {
        return Ok(None);
    }
    let clauses = filter::clauses(&plan.filters, question.today, index.fields())?;
    let filters = (!clauses.is_empty())
        .then(|| BooleanQuery::new(clauses.into_iter().map(|it| (Occur::Must, it)).collect()));
    let weight = filters
        .map(|query| query.weight(EnableScoring::disabled_from_searcher(&searcher)))
        .transpose()?;
    let mut admitted = Admitted::default();
    for ((segment, ledger), moment) in segments.iter().zip(index.ledgers()).zip(&moments) {
        let mut flags = match &weight {
            Some(weight) => matching(&**weight, segment)?,
            None => vec![true; segment.max_doc() as usize],
        };
        meet(plan, ledger, &mut flags);
        for (entry, flag) in (0..).zip(&mut flags) {
            *flag &= !segment.is_deleted(entry);
        }
        admitted.elsewhen.push(match moment {
            Some(moment) => apart(&mut flags, moment),
            None => Vec::new(),
        });
        admitted.now.push(flags);
    }
    Ok(Some(admitted))
}

/// Takes away what does not meet the needs of the plan.
fn meet(plan: &Plan, ledger: &Ledger, flags: &mut [bool]) {
    for need in &plan.must {
        let met = need::meeting(need, ledger);
        flags.iter_mut().zip(met).for_each(|(flag, met)| *flag &= met);
    }
    for need in &plan.not {
        let met = need::meeting(need, ledger);
        flags.iter_mut().zip(met).for_each(|(flag, met)| *flag &= !met);
    }
}

/// Leaves in `flags` what stands on the day; gives what does not.
fn apart(flags: &mut [bool], moment: &Moment<'_>) -> Vec<bool> {
    let one = |(entry, flag): (u32, &mut bool)| {
        let stands = *flag && moment.holds(entry);
        std::mem::replace(flag, stands) != stands
    };
    (0..).zip(flags).map(one).collect()
}

/// For every entry of a segment whether it matches.
fn matching(weight: &dyn Weight, segment: &SegmentReader) -> Result<Vec<bool>, Error> {
    let mut flags = vec![false; segment.max_doc() as usize];
    weight.for_each_no_score(segment, &mut |entries| {
        for entry in entries {
            flags.get_mut(*entry as usize).into_iter().for_each(|flag| *flag = true);
        }
    })?;
    Ok(flags)
}
