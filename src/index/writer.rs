//! Brings the index up to the corpus: deletes and adds what changed since the stamp it holds.

use std::path::Path;

use tantivy::schema::{Field, Term};
use tantivy::{IndexWriter, TantivyDocument};

use crate::corpus::{Corpus, Progress};
use crate::index::reader::create_or_open;
use crate::index::schema::NEVER;
use crate::index::{Entry, Error, FORMAT, Fields, day_number, entries};
use crate::law::{Document, Listing};
use crate::timeline;

/// Memory of the writer (bytes), shared by its threads.
const MEMORY: usize = 192 << 20;

/// What a catch-up did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Caught {
    /// Documents written.
    pub documents: usize,
    /// Entries written.
    pub entries: usize,
}

/// Brings the index in `folder` up to `corpus`.
///
/// # Errors
/// When index or corpus cannot be read or written. Whatever was committed before stays usable.
pub fn catch_up(folder: &Path, corpus: &Corpus, progress: &dyn Progress) -> Result<Caught, Error> {
    let engine = Error::engine(folder);
    let (index, fields) = create_or_open(folder)?;
    let held = stamp_of(&index).unwrap_or(0);
    let target = corpus.stamp()?;
    let mut caught = Caught::default();
    if held == target && held > 0 {
        return Ok(caught);
    }
    let changes = corpus.changes_after(held)?;
    let threads = std::thread::available_parallelism().map_or(1, |it| it.get().min(4));
    let mut writer: IndexWriter = index
        .writer_with_num_threads(threads, MEMORY.max(threads * (16 << 20)))
        .map_err(&engine)?;
    for gone in corpus.removed_after(held)? {
        writer.delete_term(Term::from_field_text(fields.document, &gone.slug));
    }
    progress.started("Lập chỉ mục", Some(changes.len() as u64));
    for change in &changes {
        if held > 0 {
            writer.delete_term(Term::from_field_text(fields.document, &change.slug));
        }
        if let (Some(document), Some(listing)) =
            (corpus.load(&change.slug)?, corpus.listing(&change.slug)?)
        {
            caught.entries +=
                add(&writer, &fields, &change.slug, &document, &listing).map_err(&engine)?;
            caught.documents += 1;
        }
        progress.advanced(1, &change.slug);
    }
    let mut commit = writer.prepare_commit().map_err(&engine)?;
    commit.set_payload(&format!("{FORMAT} {target}"));
    commit.commit().map_err(&engine)?;
    writer.wait_merging_threads().map_err(&engine)?;
    progress.finished();
    Ok(caught)
}

/// The stamp that the last commit reached.
fn stamp_of(index: &tantivy::Index) -> Option<u64> {
    let payload = index.load_metas().ok()?.payload?;
    payload.split_once(' ')?.1.parse().ok()
}

fn add(
    writer: &IndexWriter,
    fields: &Fields,
    slug: &str,
    document: &Document,
    listing: &Listing,
) -> tantivy::Result<usize> {
    let title = format!("{} {}", document.kind.name(), document.title);
    let numbers = Numbers::of(document);
    let mut count = 0;
    for (order, entry) in entries(document).into_iter().enumerate() {
        let mut written = TantivyDocument::default();
        written.add_text(fields.document, slug);
        written.add_text(fields.portion, entry.portion.to_string());
        written.add_u64(fields.order, order as u64);
        for text in found_by(&title, &entry) {
            written.add_text(fields.terms, text);
        }
        written.add_text(fields.heading, &entry.heading);
        written.add_text(fields.body, &entry.body);
        written.add_text(fields.breadcrumb, &entry.breadcrumb);
        written.add_text(fields.kind, document.kind.slug());
        for authority in &listing.authorities {
            written.add_text(fields.authority, &authority.id);
        }
        numbers.write(fields, &mut written);
        writer.add_document(written)?;
        count += 1;
    }
    Ok(count)
}

/// What an entry is found by. A heading says in few words what the article is about: counted three times it did better on
/// every public question set, and the document's title better still; more fields cost more than they gave.
fn found_by<'a>(title: &'a str, entry: &'a Entry) -> [&'a str; 5] {
    [title, &entry.heading, &entry.heading, &entry.heading, &entry.body]
}

/// What filters and priors ask of a document.
struct Numbers {
    year: u64,
    effective: u64,
    ended: u64,
    amended: u64,
    rank: u64,
}

impl Numbers {
    fn of(document: &Document) -> Self {
        let facts = &document.facts;
        let ended = timeline::ends(facts).and_then(|it| it.day);
        let issuer = document.identity.authorities.first();
        Self {
            year: document
                .identity
                .issued
                .and_then(|date| u64::try_from(date.year()).ok())
                .unwrap_or(0),
            effective: day_number(timeline::in_force_since(facts), NEVER),
            ended: day_number(ended, NEVER),
            amended: day_number(timeline::first_change(facts), NEVER),
            rank: document.kind.rank(issuer).map_or(99, u64::from),
        }
    }

    fn write(&self, fields: &Fields, written: &mut TantivyDocument) {
        let values: [(Field, u64); 5] = [
            (fields.year, self.year),
            (fields.effective, self.effective),
            (fields.ended, self.ended),
            (fields.amended, self.amended),
            (fields.rank, self.rank),
        ];
        for (field, value) in values {
            written.add_u64(field, value);
        }
    }
}
