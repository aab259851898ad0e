//! Xuất: what the knowledge base knows, as files for others.
//!
//! | file | what |
//! | --- | --- |
//! | `markdown`, `html`, `docx` | a consolidated draft in each form |
//! | `draft_markdown`, `draft_docx`, `draft_json` | a draft made of provisions of others |
//! | `draft_tables` | the tables behind it, the same in each form |
//! | `review` | the sheet and the lists of a review |
//! | `word` | the container and the elements of a Word file |
//!
//! The forms say the same: one value goes in ([`crate::timeline::Consolidated`], [`crate::draft::Composed`]), and each form sets
//! it in its own way. That the text is a draft stands first in all of them.

mod docx;
mod draft_docx;
mod draft_json;
mod draft_markdown;
mod draft_tables;
mod html;
mod markdown;
mod review;
mod word;

pub use docx::docx;
pub use draft_docx::draft_docx;
pub use draft_json::draft_json;
pub use draft_markdown::draft_markdown;
pub use html::html;
pub use markdown::markdown;
pub use review::{review_docx, review_markdown};
pub use word::DocxError;
