//! The search index: one entry for every wording of a điều, kept by tantivy, found by ledgers.
//!
//! | file | what |
//! | --- | --- |
//! | `terms` | a text → its syllables, each accented and folded |
//! | `schema`, `columns` | the fields of an entry; those that are asked of every entry |
//! | `entry`, `subject` | a document → its entries, and what they share |
//! | `wording` | a document that others amend → the entries of all its wordings |
//! | `ledger`, `ledgers` | beside each segment: which entries hold what, with ready weights |
//! | `vocabulary` | the syllables of the corpus, and which stands after which |
//! | `writer` | brings the index up to the corpus |
//! | `reader` | an opened index, read-only |
//!
//! The index holds nothing of its own: everything in it can be made again from the corpus. It stores the highest stamp it
//! has seen, so that a build that was cut off is caught up with.

mod columns;
mod entry;
mod error;
mod ledger;
mod ledgers;
mod reader;
mod schema;
mod subject;
mod terms;
mod vocabulary;
mod wording;
mod writer;

pub use columns::Columns;
pub use entry::{Entry, entries, entry_of};
pub use error::Error;
pub use ledger::{EntryTerms, Ledger, LedgerWriter, Passage, Postings, Tokens, Told, passages};
pub use reader::Index;
pub(crate) use schema::number_of;
pub use schema::{Fields, day_number, day_of};
pub use subject::Subject;
pub use terms::{Lexicon, Syllable};
pub use vocabulary::Vocabulary;
pub use writer::{Caught, Writing, catch_up};

/// Changes with every change of schema or analysis; an index of another format is made anew.
pub const FORMAT: &str = "5";
