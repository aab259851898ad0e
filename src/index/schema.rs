//! The fields of an entry: what it shows, and what filters ask. The words it is found by are in the ledgers.

use jiff::ToSpan;
use jiff::civil::Date;
use tantivy::schema::{FAST, Field, INDEXED, STORED, STRING, Schema};

/// The fields, each by name.
#[derive(Clone, Debug)]
pub struct Fields {
    /// The document's slug: entries are found, and deleted, by it.
    pub document: Field,
    /// The portion that the entry stands for; empty for the document itself.
    pub portion: Field,
    /// Place in the document.
    pub order: Field,
    /// Number, kind and title of its document: it is found by these words too.
    pub title: Field,
    /// The unit's number and name, as shown.
    pub heading: Field,
    /// What it says, as shown.
    pub body: Field,
    /// The khoản directly under it, as steps between spaces.
    pub clauses: Field,
    /// Names of the units it stands in, as shown.
    pub breadcrumb: Field,
    /// The kind's slug.
    pub kind: Field,
    /// The issuers' keys.
    pub authority: Field,
    /// The issuers' level.
    pub level: Field,
    /// Lĩnh vực.
    pub subject: Field,
    /// Year of issue; 0 when not known.
    pub year: Field,
    /// Day of effect, as [`day_number`].
    pub effective: Field,
    /// First day on which it is no longer in force.
    pub ended: Field,
    /// First day on which it is amended.
    pub amended: Field,
    /// Rank of the document, 1 highest; 99 when it makes no norms.
    pub rank: Field,
    /// The slugs of the documents that give instructions to amend its document.
    pub amender: Field,
    /// Day of issue of its document; 0 when not known.
    pub issued: Field,
    /// First day on which the entry reads so; 0 for the text as enacted.
    pub from: Field,
    /// The day on which it reads otherwise.
    pub until: Field,
    /// What the rule is: the same number for every wording of a provision, and for consolidations of it.
    pub rule: Field,
}

/// A day as a number that sorts: days since 1900-01-01; `missing` when there is none.
pub fn day_number(date: Option<Date>, missing: u64) -> u64 {
    let Some(date) = date else { return missing };
    let days = date.since(ORIGIN).map_or(0, |span| span.get_days());
    u64::try_from(days).unwrap_or(0)
}

/// The day that [`day_number`] made a number of; none for what stands for a missing day.
pub fn day_of(number: u64) -> Option<Date> {
    let days = i32::try_from(number).ok().filter(|days| *days > 0)?;
    ORIGIN.checked_add(days.days()).ok()
}

/// No text of the corpus is older.
const ORIGIN: Date = Date::constant(1900, 1, 1);

/// A name as a number; the same in every build.
pub(crate) fn number_of(name: &str) -> u64 {
    blake3::hash(name.as_bytes()).as_bytes().first_chunk().map_or(0, |it| u64::from_le_bytes(*it))
}

/// Stands for "no such day": later than any.
pub(crate) const NEVER: u64 = u64::MAX;

impl Fields {
    /// The schema, with its fields.
    pub(crate) fn schema() -> (Schema, Self) {
        let mut builder = Schema::builder();
        let number = FAST | INDEXED | STORED;
        let word = STRING.set_fast("raw");
        let fields = Self {
            document: builder.add_text_field("document", word.clone() | STORED),
            portion: builder.add_text_field("portion", STRING | STORED),
            order: builder.add_u64_field("order", FAST | STORED),
            title: builder.add_text_field("title", STORED),
            heading: builder.add_text_field("heading", STORED),
            body: builder.add_text_field("body", STORED),
            clauses: builder.add_text_field("clauses", STORED),
            breadcrumb: builder.add_text_field("breadcrumb", STORED),
            kind: builder.add_text_field("kind", word.clone()),
            authority: builder.add_text_field("authority", word.clone()),
            level: builder.add_text_field("level", word.clone()),
            subject: builder.add_text_field("subject", word),
            year: builder.add_u64_field("year", number.clone()),
            effective: builder.add_u64_field("effective", number.clone()),
            ended: builder.add_u64_field("ended", number.clone()),
            amended: builder.add_u64_field("amended", number.clone()),
            rank: builder.add_u64_field("rank", number),
            amender: builder.add_text_field("amender", STRING),
            issued: builder.add_u64_field("issued", FAST),
            from: builder.add_u64_field("from", FAST | STORED),
            until: builder.add_u64_field("until", FAST | STORED),
            rule: builder.add_u64_field("rule", FAST),
        };
        (builder.build(), fields)
    }
}
