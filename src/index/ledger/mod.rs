//! Sổ âm tiết: what a segment of the index is ranked by.
//!
//! tantivy keeps what an entry is; the ledger beside each of its segments keeps what ranking asks: for every syllable and
//! every pair of neighbours the entries that hold it with a weight computed when they were written, and for every entry its
//! syllables in their order. Adding ready weights into one array is several times faster on whole questions than walking
//! postings side by side, and the order of syllables lets the best of them be looked at closely.
//!
//! A ledger belongs to one segment and never changes, so an index that was caught up makes only those of its new segments.
//! Its weights rest on nominal lengths, not on averages of the corpus: what one entry weighs does not hang on the others.
//!
//! | file | what |
//! | --- | --- |
//! | `weigh` | how often a term stands in which field → its weight |
//! | `passage` | where the khoản of a text begin |
//! | `write` | entries → the bytes of a ledger |
//! | `layout` | where what stands in these bytes |
//! | `read` | a ledger, opened |

mod layout;
mod passage;
mod read;
mod weigh;
mod write;

pub use passage::{Passage, passages};
pub use read::{EntryTerms, Ledger, Postings, Tokens};
pub use write::{LedgerWriter, Told};

#[cfg(test)]
mod tests;
