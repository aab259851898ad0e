//! Bàn làm việc: what people decide about texts, kept in one `SQLite` file outside the index.
//!
//! The index can be made again at any time; a decision cannot. So this file is apart from it, is migrated and never
//! rebuilt, is written through to the disk before a change is confirmed, and holds addresses of provisions, never their
//! text: the only sentences in it are those of the drafts themselves.
//!
//! | file | what |
//! | --- | --- |
//! | `store`, `schema` | the file: opening, migrating, backup, check |
//! | `entry`, `history` | anything people write, with versions; every change kept, each can be undone |
//! | `worksheet`, `article`, `question` | what people write: scopes, decisions, articles of a draft, comments, questions |
//! | `group` | what the machine found in a scope: addresses and reasons |
//! | `user`, `session`, `audit` | who may write, who is there, who did what |
//!
//! Everything people write is an [`Entry`]: one row with its version, and one row of history for each change with the
//! state before and after. A writer names the version seen; when another came between, nothing is written and
//! [`Error::Changed`] says by whom. Time is a parameter.

mod article;
mod audit;
mod entry;
mod error;
mod group;
mod history;
mod pointer;
mod question;
mod schema;
mod session;
mod store;
mod user;
mod worksheet;

pub use article::{Article, Level, Origin, Sentence};
pub use audit::Audited;
pub use entry::{By, Entry, Held, Id};
pub use error::Error;
pub use group::{Group, Pair, key_of};
pub use history::Change;
pub use pointer::Pointer;
pub use question::{Question, State};
pub use session::{SESSION_HOURS, Session};
pub use store::Workspace;
pub use user::{Role, User};
pub use worksheet::{Comment, Decision, Ruling, Scope, Worksheet};

#[cfg(test)]
mod tests;
