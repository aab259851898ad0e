//! Thời điểm: which entries of a segment are law on the day asked.
//!
//! Let through is what can be read on that day as the law that is or will be: wordings of that day, of documents enacted by
//! then that have not ended. A document whose end nobody has told stays in: it is shown with its status, never guessed away.

use tantivy::fastfield::Column;

use crate::index::{Columns, day_number};
use crate::law::Status;
use crate::search::filter::Filters;
use crate::search::{Question, When};

/// The days of the entries of a segment, against one day.
pub(crate) struct Moment<'a> {
    day: u64,
    columns: &'a Columns,
    /// Issue and end of the document are not asked where one was named on purpose.
    on_purpose: bool,
}

impl<'a> Moment<'a> {
    /// The moment of a question; none when every entry of the segment stands on that day, or all times are asked for. Who
    /// asks for what has ended, or in one document, asks for it on purpose.
    pub(crate) fn of(columns: &'a Columns, question: &Question, filters: &Filters) -> Option<Self> {
        if question.when == When::Always {
            return None;
        }
        let on_purpose = filters.statuses.contains(&Status::Ended) || filters.documents.is_some();
        let day = day_number(Some(question.today), 0);
        let document =
            on_purpose || columns.issued.max_value() <= day && columns.ended.min_value() > day;
        let all = document && columns.from.max_value() <= day && columns.until.min_value() > day;
        (!all).then_some(Self { day, columns, on_purpose })
    }

    /// Whether an entry stands on the day.
    pub(crate) fn holds(&self, entry: u32) -> bool {
        let Self { day, columns, on_purpose } = *self;
        let of = |column: &Column<u64>, missing| column.first(entry).unwrap_or(missing);
        of(&columns.from, 0) <= day
            && of(&columns.until, u64::MAX) > day
            && (on_purpose || of(&columns.issued, 0) <= day && of(&columns.ended, u64::MAX) > day)
    }
}
