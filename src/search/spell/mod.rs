//! Chính tả: what a question was meant to say, where that is not what was typed.
//!
//! ```text
//! hđnd            short     abbreviations, spelt out
//! hooij, ho65i    typing    letters of a typing method that were not turned into marks
//! hoidong, hôi    mend      spaces and slips, in words that the corpus does not know
//! hop bat thuong  restore   dấu, from which syllable the corpus writes after which
//! ```
//!
//! A dấu that was typed is never changed in silence: another spelling of it is only offered.

mod mend;
mod restore;
mod short;
mod typing;

pub(crate) use mend::mend;
pub(crate) use restore::{Restored, likelier, restore};
pub(crate) use short::spelt_out;
