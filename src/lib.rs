//! Điều Khoản.
#![allow(missing_docs)]
pub mod text;

pub mod law;

pub mod structure;

pub mod search;

pub mod read;
