//! What is asked of every entry of a segment, opened once with the index: days, order of norms, kind, issuers.

use tantivy::SegmentReader;
use tantivy::columnar::StrColumn;
use tantivy::fastfield::Column;

/// The columns of a segment; days as [`crate::index::day_number`].
#[derive(Clone)]
pub struct Columns {
    /// The kind's slug.
    pub kind: Option<StrColumn>,
    /// The issuers' keys.
    pub authority: Option<StrColumn>,
    /// The issuers' level.
    pub level: Option<StrColumn>,
    /// Lĩnh vực.
    pub subject: Option<StrColumn>,
    /// Year of issue; 0 when not known.
    pub year: Column<u64>,
    /// Day of issue; 0 when not known.
    pub issued: Column<u64>,
    /// Day of effect.
    pub effective: Column<u64>,
    /// First day on which the document is no longer in force.
    pub ended: Column<u64>,
    /// First day on which it is amended.
    pub amended: Column<u64>,
    /// Rank of the document, 1 highest.
    pub rank: Column<u64>,
    /// First day of the wording; 0 for the text as enacted.
    pub from: Column<u64>,
    /// The day on which it reads otherwise.
    pub until: Column<u64>,
    /// What the rule is.
    pub rule: Column<u64>,
}

impl Columns {
    pub(super) fn of(segment: &SegmentReader) -> tantivy::Result<Self> {
        let fast = segment.fast_fields();
        Ok(Self {
            kind: fast.str("kind")?,
            authority: fast.str("authority")?,
            level: fast.str("level")?,
            subject: fast.str("subject")?,
            year: fast.u64("year")?,
            issued: fast.u64("issued")?,
            effective: fast.u64("effective")?,
            ended: fast.u64("ended")?,
            amended: fast.u64("amended")?,
            rank: fast.u64("rank")?,
            from: fast.u64("from")?,
            until: fast.u64("until")?,
            rule: fast.u64("rule")?,
        })
    }
}
