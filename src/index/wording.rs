//! Lời văn qua thời gian as entries: a provision that others amend has one for each of its wordings, with its days.
//!
//! Who asks what the law says today must not be shown what it said before, and who asks for a day years ago must find the
//! words of that day. What an amendment leaves alone stays one entry.

use std::collections::{BTreeMap, BTreeSet};

use crate::corpus::Corpus;
use crate::index::{Entry, Error, entries};
use crate::law::Document;
use crate::timeline::{self, Timeline, Version};

/// The entries of a document, of every wording that the texts of `corpus` give it, and the slugs of these texts.
///
/// # Errors
/// When the corpus cannot be read.
pub(super) fn wordings(
    corpus: &Corpus,
    slug: &str,
    document: &Document,
) -> Result<(Vec<Entry>, Vec<String>), Error> {
    let amended = !document.facts.codified && corpus.is_amended(document)?;
    let timeline = if amended { corpus.timeline(slug)? } else { None };
    let Some(timeline) = timeline else { return Ok((entries(document), Vec::new())) };
    let amenders = timeline.amenders.iter().map(|it| it.reference().slug()).collect();
    let changes = !timeline.days().is_empty();
    Ok((if changes { through(&timeline) } else { entries(document) }, amenders))
}

/// Which of the entries of a document: the portion, and its place among the pieces of that portion.
type Name = (String, usize);

/// Entries in the making.
#[derive(Default)]
struct Through {
    /// Each with its place in its version.
    found: Vec<(usize, Entry)>,
    /// The entries of the version before, as places in `found`.
    open: BTreeMap<Name, usize>,
}

fn through(timeline: &Timeline) -> Vec<Entry> {
    let mut through = Through::default();
    for version in timeline.all() {
        through.version(&version);
    }
    // Stable: wordings of one place stay in the order of time.
    through.found.sort_by_key(|(place, _)| *place);
    through.found.into_iter().map(|(_, entry)| entry).collect()
}

impl Through {
    fn version(&mut self, version: &Version) {
        let written = &version.written;
        let mut open = BTreeMap::new();
        let mut pieces: BTreeMap<String, usize> = BTreeMap::new();
        for (place, entry) in entries(&written.document).into_iter().enumerate() {
            let unit = written.document.find(&entry.portion);
            // Of what is repealed only the number is left.
            if unit.is_some_and(|id| timeline::is_repealed(written, id)) {
                continue;
            }
            let portion = entry.portion.to_string();
            let piece = pieces.entry(portion.clone()).or_default();
            let name = (portion, *piece);
            *piece += 1;
            let held = self.open.remove(&name).filter(|at| self.reads_so(*at, &entry));
            let at = held.unwrap_or_else(|| {
                self.found.push((place, Entry { from: version.from, ..entry }));
                self.found.len() - 1
            });
            open.insert(name, at);
        }
        self.close(&open, version);
        self.open = open;
    }

    fn reads_so(&self, at: usize, entry: &Entry) -> bool {
        self.found
            .get(at)
            .is_some_and(|(_, it)| it.heading == entry.heading && it.body == entry.body)
    }

    /// Ends what this version does not have any more.
    fn close(&mut self, open: &BTreeMap<Name, usize>, version: &Version) {
        let kept: BTreeSet<usize> = open.values().copied().collect();
        for (at, (_, entry)) in self.found.iter_mut().enumerate() {
            if entry.until.is_none() && !kept.contains(&at) {
                entry.until = version.from;
            }
        }
    }
}
