//! Xuất: what the knowledge base knows, as files for others.
//!
//! | file | what |
//! | --- | --- |
//! | `markdown`, `html`, `docx` | a consolidated draft in each form |
//!
//! The forms say the same: one value goes in ([`crate::timeline::Consolidated`]), and each form sets it in its own way. The
//! banner that the text is a draft stands first in all of them.

mod docx;
mod html;
mod markdown;

pub use docx::{DocxError, docx};
pub use html::html;
pub use markdown::markdown;
