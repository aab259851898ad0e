//! Facets: how many of the matches there are of each kind, authority, level, field of law, year and status, in one pass.

use std::collections::BTreeMap;

use tantivy::DocId;
use tantivy::columnar::StrColumn;
use tantivy::fastfield::Column;

use crate::index::Columns;
use crate::law::{Kind, Level, Status, authorities};
use crate::search::FacetCounts;
use crate::search::filter::status_of;

/// The raw counts: by slug, key, name, year and status.
#[derive(Clone, Debug, Default)]
pub(crate) struct Counted {
    pub(crate) total: usize,
    kinds: BTreeMap<String, usize>,
    authorities: BTreeMap<String, usize>,
    levels: BTreeMap<String, usize>,
    fields: BTreeMap<String, usize>,
    years: BTreeMap<u64, usize>,
    statuses: BTreeMap<Status, usize>,
}

/// The counts of one segment, by ordinal.
pub(crate) struct SegmentCounts<'a> {
    today: u64,
    total: usize,
    columns: &'a Columns,
    /// By ordinal: a common word has tens of thousands of matches, and a tree would take longer than finding them.
    kinds: Vec<usize>,
    authorities: Vec<usize>,
    levels: Vec<usize>,
    fields: Vec<usize>,
    /// By year; what lies outside of the calendar counts as not known.
    years: Vec<usize>,
    /// Few: a list is quicker than a tree.
    statuses: Vec<(Status, usize)>,
}

/// Years that are counted: from 0, which stands for not known.
const YEARS: usize = 3_000;

impl<'a> SegmentCounts<'a> {
    /// Begins to count entries of a segment; `today` is the day on which statuses are told, as [`crate::index::day_number`].
    pub(crate) fn of(columns: &'a Columns, today: u64) -> Self {
        Self {
            today,
            total: 0,
            columns,
            kinds: Vec::new(),
            authorities: Vec::new(),
            levels: Vec::new(),
            fields: Vec::new(),
            years: Vec::new(),
            statuses: Vec::new(),
        }
    }

    /// Counts an entry.
    pub(crate) fn count(&mut self, entry: DocId) {
        self.total += 1;
        let columns = self.columns;
        for ordinal in columns.kind.iter().flat_map(|column| column.term_ords(entry)) {
            bump(&mut self.kinds, ordinal);
        }
        for ordinal in columns.authority.iter().flat_map(|column| column.term_ords(entry)) {
            bump(&mut self.authorities, ordinal);
        }
        for ordinal in columns.level.iter().flat_map(|column| column.term_ords(entry)) {
            bump(&mut self.levels, ordinal);
        }
        for ordinal in columns.subject.iter().flat_map(|column| column.term_ords(entry)) {
            bump(&mut self.fields, ordinal);
        }
        let year = columns.year.first(entry).filter(|&year| year < YEARS as u64);
        bump(&mut self.years, year.unwrap_or(0));
        let day = |column: &Column<u64>| column.first(entry).unwrap_or(u64::MAX);
        let status = status_of(
            self.today,
            day(&columns.effective),
            day(&columns.ended),
            day(&columns.amended),
        );
        match self.statuses.iter_mut().find(|(it, _)| *it == status) {
            Some((_, count)) => *count += 1,
            None => self.statuses.push((status, 1)),
        }
    }

    /// Adds what was counted to `sum`, by name.
    pub(crate) fn add_to(self, sum: &mut Counted) {
        sum.total += self.total;
        add(&mut sum.kinds, named(self.columns.kind.as_ref(), &self.kinds));
        add(&mut sum.authorities, named(self.columns.authority.as_ref(), &self.authorities));
        add(&mut sum.levels, named(self.columns.level.as_ref(), &self.levels));
        add(&mut sum.fields, named(self.columns.subject.as_ref(), &self.fields));
        add(&mut sum.years, counted(&self.years).collect());
        add(&mut sum.statuses, self.statuses.into_iter().collect());
    }
}

/// One more at `place`.
fn bump(counts: &mut Vec<usize>, place: u64) {
    let place = usize::try_from(place).unwrap_or(0);
    if place >= counts.len() {
        counts.resize(place + 1, 0);
    }
    counts.get_mut(place).into_iter().for_each(|count| *count += 1);
}

/// The places that were counted, with their counts.
fn counted(counts: &[usize]) -> impl Iterator<Item = (u64, usize)> {
    (0..).zip(counts.iter().copied()).filter(|&(_, count)| count > 0)
}

fn named(column: Option<&StrColumn>, counts: &[usize]) -> BTreeMap<String, usize> {
    let mut named = BTreeMap::new();
    for (ordinal, count) in counted(counts) {
        let mut name = String::new();
        let known =
            column.is_some_and(|column| column.ord_to_str(ordinal, &mut name).unwrap_or(false));
        if known {
            named.insert(name, count);
        }
    }
    named
}

fn add<K: Ord>(sum: &mut BTreeMap<K, usize>, counts: BTreeMap<K, usize>) {
    for (key, count) in counts {
        *sum.entry(key).or_default() += count;
    }
}

impl Counted {
    /// The counts in the order in which they are shown.
    pub(crate) fn facets(self) -> FacetCounts {
        let kind_of = |slug: &str| Kind::from_slug(slug).unwrap_or(Kind::Other);
        let mut kinds: Vec<_> =
            self.kinds.iter().map(|(slug, &count)| (kind_of(slug), count)).collect();
        kinds.sort_by_key(|&(kind, count)| (std::cmp::Reverse(count), kind));
        let name_of = |id: &str| {
            authorities()
                .iter()
                .find(|it| it.id == id)
                .map_or_else(|| id.to_owned(), |it| it.name.clone())
        };
        let mut issuers: Vec<_> =
            self.authorities.into_iter().map(|(id, count)| (name_of(&id), id, count)).collect();
        issuers.sort_by(|one, other| other.2.cmp(&one.2).then_with(|| one.1.cmp(&other.1)));
        let levels = self.levels.iter();
        let mut levels: Vec<(Level, usize)> =
            levels.filter_map(|(slug, &count)| Some((Level::from_slug(slug)?, count))).collect();
        levels.sort_unstable();
        let mut fields: Vec<(String, usize)> = self.fields.into_iter().collect();
        fields.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        let years = self.years.into_iter().rev().filter_map(|(year, count)| {
            Some((i16::try_from(year).ok().filter(|&it| it > 0)?, count))
        });
        FacetCounts {
            kinds,
            authorities: issuers.into_iter().map(|(name, id, count)| (id, name, count)).collect(),
            levels,
            fields,
            years: years.collect(),
            statuses: self.statuses.into_iter().collect(),
        }
    }
}
