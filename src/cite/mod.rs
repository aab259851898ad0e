//! Dẫn chiếu: every citation in a text, what it points at, and what the corpus holds there.
//!
//! Three steps, each usable alone. [`find()`] reads citations as the words give them. `reader` knows where the words stand and
//! turns "khoản này", "Luật này" and a bare "Điều 5" into places. `resolve` asks a [`crate::law::Library`].

mod document;
mod find;
mod grammar;
mod instruction;
mod mark;
mod mention;
mod names;
mod otherwise;
mod passage;
mod reader;
mod resolve;
mod way;

pub use document::{Cited, of_document};
pub use find::{find, sentence_around};
pub use mention::{Base, Dated, Detail, DocumentName, Mention, Named, Part, Place};
pub use otherwise::Otherwise;
pub use passage::Passage;
pub use reader::{Citation, Reader, Standing, Whose};
pub use resolve::{Citing, Outcome, document_named, portion, resolve};
