//! Quan hệ: what one text does to another, told from the sentence in which it cites it.
//!
//! Amending is kept apart from mentioning: a decree that says "thực hiện theo Luật số 77/2015/QH13" does nothing to that law.
//! Each tie keeps the sentence that proves it. What a source's metadata says is another matter, with a provenance of its
//! own ([`crate::law::Link`]).

mod kind;
mod sentence;
mod title;

pub use kind::RelationKind;
pub use sentence::kind_of;
pub use title::{TitleTie, of_title};
