//! The search index: tantivy over one entry per điều.
//!
//! | file | what |
//! | --- | --- |
//! | `terms` | a text → its terms: syllables and pairs, accented and folded |
//! | `analyzer` | the same, as tantivy's tokenizer |
//! | `schema` | the fields of an entry |
//! | `entry`, `subject` | a document → its entries, and what they share |
//! | `ledger`, `ledgers` | beside each segment: what ranking asks, ready made |
//! | `vocabulary` | the syllables of the corpus, and which stands after which |
//! | `writer` | brings the index up to the corpus |
//! | `reader` | an opened index, read-only |
//!
//! The index holds nothing of its own: everything in it can be made again from the corpus. It stores the highest stamp it
//! has seen, so that a build that was cut off is caught up with.

mod analyzer;
mod entry;
mod error;
mod ledger;
mod ledgers;
mod reader;
mod schema;
mod subject;
mod terms;
mod vocabulary;
mod writer;

pub use entry::{Entry, entries, entry_of};
pub use error::Error;
pub use ledger::{EntryTerms, Ledger, LedgerWriter, Passage, Postings, Tokens, Told, passages};
pub use reader::Index;
pub use schema::{Fields, day_number};
pub use subject::Subject;
pub use terms::{Lexicon, Syllable, folded_pair, folded_term, pair};
pub use vocabulary::Vocabulary;
pub use writer::{Caught, Writing, catch_up};

/// Changes with every change of schema or analysis; an index of another format is made anew.
pub const FORMAT: &str = "2";
