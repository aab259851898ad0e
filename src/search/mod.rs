//! From a question to answers.
//!
//! ```text
//! text ─query→ Query ─resolve→ Resolved ─plan→ Plan ─engine→ entries ─snippet→ Answer
//!                      └ what it names outright ────────────────────────────┘
//! ```
//!
//! | file | what |
//! | --- | --- |
//! | `question`, `answer` | what is asked and what is found, as types |
//! | `query`, `field` | the language of the search box: text → parts and fields |
//! | `resolve`, `direct` | what citations and fields name here; the words as they are looked for |
//! | `plan`, `need` | what ranks, what is needed, what must not be; which entries meet that |
//! | `synonym` | what may stand for the words asked |
//! | `cited` | a citation typed in shorthand: `k2 đ5 nq 629` |
//! | `rank`, `prior` | which entries answer best; what is known of them before any word is asked |
//! | `spell` | what was meant: abbreviations, letters of a typing method, slips, dấu |
//! | `explain` | the stages of one question, for those who wonder |
//! | `filter` | kind, authority, year, status, document, article → clauses |
//! | `moment` | which entries are law on the day asked |
//! | `admit` | filters, needs and day together: which entries are let through |
//! | `order` | other orders than by relevance |
//! | `facet` | counts of the matches, in one pass |
//! | `suggest` | what to offer while a question is being typed |
//! | `similar` | provisions of other documents that are much like one |
//! | `snippet` | the best passage, with what matched marked |
//! | `run` | a plan at work on an index: what is best, how many |
//! | `hit` | from ranked entries to hits, the texts of one rule together |
//! | `engine` | runs it all on one generation |

mod admit;
mod answer;
mod cited;
mod direct;
mod engine;
mod error;
mod explain;
mod facet;
mod field;
mod filter;
mod hit;
mod moment;
mod need;
mod order;
mod plan;
mod prior;
mod query;
mod question;
mod rank;
mod resolve;
mod run;
mod similar;
mod snippet;
mod spell;
mod suggest;
mod synonym;

pub use answer::{Also, Answer, Direct, FacetCounts, Hit, SnippetPiece, Stretch};
pub use cited::{Cited, Named, Numbered, read as read_citation};
pub use engine::Engine;
pub use error::Error;
pub use explain::Explained;
pub use field::{Field, FieldName};
pub use filter::Filters;
pub(crate) use order::SORTED;
pub use plan::{Need, Plan, Run, Word};
pub use query::{Part, Query, Unread, parse};
pub use question::{Question, RankPart, Sort, When};
pub use resolve::{Reading, Resolved};
pub use similar::Similar;
pub use suggest::{Suggestion, SuggestionKind};
