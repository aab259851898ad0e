//! Thời điểm: which entries of a segment are law on the day asked.
//!
//! Let through is what can be read on that day as the law that is or will be: wordings of that day, of documents enacted by
//! then that have not ended. A document whose end nobody has told stays in: it is shown with its status, never guessed away.

use tantivy::SegmentReader;
use tantivy::fastfield::Column;

use crate::index::day_number;
use crate::law::Status;
use crate::search::filter::Filters;
use crate::search::{Question, When};

/// The days of the entries of a segment, against one day.
pub(crate) struct Moment {
    day: u64,
    from: Column<u64>,
    until: Column<u64>,
    /// Issue and end of the document; not asked where one was named on purpose.
    document: Option<(Column<u64>, Column<u64>)>,
}

impl Moment {
    /// The moment of a question; none when every entry of the segment stands on that day, or all times are asked for. Who
    /// asks for what has ended, or in one document, asks for it on purpose.
    pub(crate) fn of(
        segment: &SegmentReader,
        question: &Question,
        filters: &Filters,
    ) -> tantivy::Result<Option<Self>> {
        if question.when == When::Always {
            return Ok(None);
        }
        let fast = segment.fast_fields();
        let (from, until) = (fast.u64("from")?, fast.u64("until")?);
        let on_purpose = filters.statuses.contains(&Status::Ended) || filters.documents.is_some();
        let document =
            if on_purpose { None } else { Some((fast.u64("issued")?, fast.u64("ended")?)) };
        let day = day_number(Some(question.today), 0);
        let stands = |issued: &Column<u64>, ended: &Column<u64>| {
            issued.max_value() <= day && ended.min_value() > day
        };
        let all = from.max_value() <= day
            && until.min_value() > day
            && document.as_ref().is_none_or(|(issued, ended)| stands(issued, ended));
        Ok((!all).then_some(Self { day, from, until, document }))
    }

    /// Whether an entry stands on the day.
    pub(crate) fn holds(&self, entry: u32) -> bool {
        let of = |column: &Column<u64>, missing| column.first(entry).unwrap_or(missing);
        let stands = |issued, ended| of(issued, 0) <= self.day && of(ended, u64::MAX) > self.day;
        of(&self.from, 0) <= self.day
            && of(&self.until, u64::MAX) > self.day
            && self.document.as_ref().is_none_or(|(issued, ended)| stands(issued, ended))
    }
}
