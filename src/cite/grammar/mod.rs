//! The grammar of citations: one function per construct, an example line above each.
//!
//! Every function takes the rest of a text in canonical form (see [`crate::text::Normal`]) and, when the construct stands at
//! its start, moves past it. Nothing is said here about what surrounds the text.

mod annex;
mod aside;
mod date;
mod document;
mod foreign;
mod label;
mod list;
mod number;
mod settle;
mod title;
mod unit;
mod word;

pub(super) use aside::Aside;
pub(super) use list::{Group, group};
pub(super) use word::starts;
