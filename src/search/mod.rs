//! From a question to answers.
//!
//! ```text
//! text ─cited→ what it names outright ─┐
//!      └─terms→ Terms ─engine→ entries ─snippet→ Answer
//! ```
//!
//! | file | what |
//! | --- | --- |
//! | `answer` | the question and the answer, as types |
//! | `cited` | a citation typed in shorthand: `k2 đ5 nq 629` |
//! | `spelling` | abbreviations, spelt out |
//! | `terms` | the words of a question → weighted terms |
//! | `filter` | kind, authority, year, status → clauses |
//! | `facet` | counts of the matches, in one pass |
//! | `snippet` | the best passage, with what matched marked |
//! | `engine` | runs it all on one generation |

mod answer;
mod cited;
mod engine;
mod error;
mod facet;
mod filter;
mod snippet;
mod spelling;
mod terms;

pub use answer::{Answer, Direct, FacetCounts, Hit, Question, SnippetPiece};
pub use cited::{Cited, read as read_citation};
pub use engine::Engine;
pub use error::Error;
