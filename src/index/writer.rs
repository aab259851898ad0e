//! Brings the index up to the corpus: deletes and adds what changed since the stamp it holds.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use tantivy::collector::DocSetCollector;
use tantivy::indexer::LogMergePolicy;
use tantivy::query::TermSetQuery;
use tantivy::schema::{Field, Term, Value};
use tantivy::{DocAddress, IndexReader, IndexWriter, ReloadPolicy, TantivyDocument};

use crate::corpus::{Corpus, Progress};
use crate::index::reader::create_or_open;
use crate::index::schema::NEVER;
use crate::index::wording::wordings;
use crate::index::{
    Entry, Error, FORMAT, Fields, Subject, Vocabulary, day_number, ledgers, number_of,
};

/// Memory of the writer (bytes), shared by its threads.
const MEMORY: usize = 192 << 20;

/// Entries after which what was written becomes segments. A segment's ledger is made in memory, some 5 kB an entry: it must
/// not grow with the corpus.
const AT_ONCE: usize = 100_000;

/// Segments of more entries are not merged any more, for the same reason.
const LARGE: usize = 10_000;

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
    let (index, fields) = create_or_open(folder)?;
    let held = stamp_of(&index).unwrap_or(0);
    let target = corpus.stamp()?;
    let mut caught = Caught::default();
    if held == target && held > 0 {
        // A build that was cut off after its commit may have left ledgers out.
        complete(folder, &index, &fields)?;
        return Ok(caught);
    }
    let removed = corpus.removed_after(held)?;
    let mut changed: BTreeSet<String> =
        corpus.changes_after(held)?.into_iter().map(|it| it.slug).collect();
    if held > 0 {
        // What these texts amended, and what they amend now, reads otherwise.
        let came_or_went = changed.iter().chain(removed.iter().map(|it| &it.slug));
        let mut touched = amended_before(folder, &index, &fields, came_or_went)?;
        for slug in &changed {
            touched.extend(corpus.amended_by(slug)?);
        }
        changed.extend(touched);
    }
    // An index that a cut-off build left may hold part of what is to be written.
    let fresh = index.searchable_segment_ids().map_err(Error::engine(folder))?.is_empty();
    let mut writing = Writing::of(folder, index, fields, held)?;
    for gone in removed {
        writing.remove(&gone.slug);
    }
    progress.started("Lập chỉ mục", Some(changed.len() as u64));
    for slug in &changed {
        if !fresh {
            writing.remove(slug);
        }
        if let (Some(document), Some(listing)) = (corpus.load(slug)?, corpus.listing(slug)?) {
            let (entries, amenders) = wordings(corpus, slug, &document)?;
            let subject = Subject { amenders, ..Subject::of(slug, &document, &listing) };
            for (order, entry) in entries.iter().enumerate() {
                writing.add(&subject, order as u64, entry)?;
                caught.entries += 1;
            }
            caught.documents += 1;
        }
        progress.advanced(1, slug);
    }
    writing.commit(target)?;
    progress.finished();
    Ok(caught)
}

/// The documents of `index` that any of `amenders` gives instructions to amend, as the index knows it.
fn amended_before<'a>(
    folder: &Path,
    index: &tantivy::Index,
    fields: &Fields,
    amenders: impl Iterator<Item = &'a String>,
) -> Result<BTreeSet<String>, Error> {
    let engine = Error::engine(folder);
    let searcher = opened(folder, index)?.searcher();
    let terms = amenders.map(|slug| Term::from_field_text(fields.amender, slug));
    let amended = searcher.search(&TermSetQuery::new(terms), &DocSetCollector).map_err(&engine)?;
    let slug = |address: DocAddress| -> Result<Option<String>, Error> {
        let entry: TantivyDocument = searcher.doc(address).map_err(&engine)?;
        let slug = entry.get_first(fields.document).and_then(|it| it.as_str());
        Ok(slug.map(ToOwned::to_owned))
    };
    let slugs = amended.into_iter().map(slug).collect::<Result<BTreeSet<_>, _>>()?;
    Ok(slugs.into_iter().flatten().collect())
}

/// The stamp that the last commit reached.
fn stamp_of(index: &tantivy::Index) -> Option<u64> {
    let payload = index.load_metas().ok()?.payload?;
    payload.split_once(' ')?.1.parse().ok()
}

/// An index being written; nothing of it is seen before [`Writing::commit`].
pub struct Writing {
    folder: PathBuf,
    index: tantivy::Index,
    writer: IndexWriter,
    fields: Fields,
    /// The stamp that is complete in the index.
    held: u64,
    /// Entries since the last flush.
    waiting: usize,
}

impl std::fmt::Debug for Writing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writing").field("folder", &self.folder).finish_non_exhaustive()
    }
}

impl Writing {
    /// Opens the index in `folder` for writing, or begins one there.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn begin(folder: &Path) -> Result<Self, Error> {
        let (index, fields) = create_or_open(folder)?;
        Self::of(folder, index, fields, 0)
    }

    fn of(folder: &Path, index: tantivy::Index, fields: Fields, held: u64) -> Result<Self, Error> {
        let threads = std::thread::available_parallelism().map_or(1, |it| it.get().min(4));
        let writer = index
            .writer_with_num_threads(threads, MEMORY.max(threads * (16 << 20)))
            .map_err(Error::engine(folder))?;
        let mut merging = LogMergePolicy::default();
        merging.set_max_docs_before_merge(LARGE);
        writer.set_merge_policy(Box::new(merging));
        Ok(Self { folder: folder.to_owned(), index, writer, fields, held, waiting: 0 })
    }

    /// Forgets the entries of a document.
    pub fn remove(&self, slug: &str) {
        self.writer.delete_term(Term::from_field_text(self.fields.document, slug));
    }

    /// Adds an entry of a document; `order` is its place there.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add(&mut self, subject: &Subject, order: u64, entry: &Entry) -> Result<(), Error> {
        let fields = &self.fields;
        let mut written = TantivyDocument::default();
        written.add_text(fields.document, &subject.slug);
        written.add_text(fields.portion, entry.portion.to_string());
        written.add_u64(fields.order, order);
        written.add_text(fields.title, &subject.title);
        written.add_text(fields.heading, &entry.heading);
        written.add_text(fields.body, &entry.body);
        let clauses: Vec<String> = entry.clauses.iter().map(ToString::to_string).collect();
        written.add_text(fields.clauses, clauses.join(" "));
        written.add_text(fields.breadcrumb, &entry.breadcrumb);
        written.add_text(fields.kind, subject.kind.slug());
        for authority in &subject.authorities {
            written.add_text(fields.authority, authority);
        }
        if let Some(level) = subject.level {
            written.add_text(fields.level, level.slug());
        }
        if let Some(field) = &subject.field {
            written.add_text(fields.subject, field);
        }
        for amender in &subject.amenders {
            written.add_text(fields.amender, amender);
        }
        let rule = format!("{}#{}", subject.family, entry.portion);
        let values: [(Field, u64); 9] = [
            (fields.year, subject.year),
            (fields.effective, subject.effective),
            (fields.ended, subject.ended),
            (fields.amended, subject.amended),
            (fields.rank, subject.rank),
            (fields.issued, subject.issued),
            (fields.from, day_number(entry.from, 0)),
            (fields.until, day_number(entry.until, NEVER)),
            (fields.rule, number_of(&rule)),
        ];
        for (field, value) in values {
            written.add_u64(field, value);
        }
        self.writer.add_document(written).map_err(Error::engine(&self.folder))?;
        self.waiting += 1;
        if self.waiting >= AT_ONCE {
            self.keep(self.held)?;
        }
        Ok(())
    }

    /// Makes segments of what was written; the index is complete up to `stamp`.
    fn keep(&mut self, stamp: u64) -> Result<(), Error> {
        let engine = Error::engine(&self.folder);
        let mut commit = self.writer.prepare_commit().map_err(&engine)?;
        commit.set_payload(&format!("{FORMAT} {stamp}"));
        commit.commit().map_err(&engine)?;
        self.waiting = 0;
        Ok(())
    }

    /// Makes what was written the index; it now holds the corpus up to `stamp`.
    ///
    /// # Errors
    /// When it cannot be written; what was committed before stays.
    pub fn commit(mut self, stamp: u64) -> Result<(), Error> {
        self.keep(stamp)?;
        self.writer.wait_merging_threads().map_err(Error::engine(&self.folder))?;
        complete(&self.folder, &self.index, &self.fields)
    }
}

/// Makes the ledgers that segments lack, and counts the vocabulary anew when that changes it.
fn complete(folder: &Path, index: &tantivy::Index, fields: &Fields) -> Result<(), Error> {
    let changed = ledgers::complete(folder, index, fields)?;
    if changed || Vocabulary::open(folder).is_empty() {
        Vocabulary::count(ledgers::each(folder, index)?)?.save(folder)?;
    }
    Ok(())
}

fn opened(folder: &Path, index: &tantivy::Index) -> Result<IndexReader, Error> {
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into();
    reader.map_err(Error::engine(folder))
}
