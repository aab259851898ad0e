//! Kho văn bản: sources, read once, stored, and given to the floors above.
//!
//! | file | what |
//! | --- | --- |
//! | `settings`, `source`, `walk` | which files there are, and their bytes |
//! | `dataset`, `lines`, `many` | files of many documents → one record each |
//! | `catalogue`, `beside`, `parse`, `examine` | files → texts with notes, on several threads |
//! | `store`, `schema`, `stored` | texts in the library, one `SQLite` file |
//! | `settle`, `choose` | which copy of a text is used, and under which name |
//! | `incoming` | what texts say of each other's time |
//! | `build`, `reading`, `outcome`, `assembling`, `pipeline`, `generation` | a build from begin to commit; which generation is in use |
//! | `versions` | a document with all that changes it |
//! | `library`, `list`, `original`, `cache` | [`Corpus`], what higher floors read |
//! | `shelf`, `titles` | texts by number and by name, in memory |
//! | `strands`, `loom`, `outgoing` | what each text cites, what is held there, where it leads |
//! | `weave`, `mentions`, `reference` | all of it again at the end of a build, who cites whom, and how it is asked |
//!
//! A generation is never written again once it is in use. A build starts from a copy of it, does over only what changed,
//! and takes its place in one step.

mod assembling;
mod beside;
mod build;
mod cache;
mod catalogue;
mod choose;
mod dataset;
mod error;
mod examine;
mod generation;
mod incoming;
mod library;
mod lines;
mod list;
mod loom;
mod many;
mod mentions;
mod original;
mod outcome;
mod outgoing;
mod parse;
mod pipeline;
mod reading;
mod reference;
mod report;
mod schema;
mod settings;
mod settle;
mod shelf;
mod source;
mod store;
mod stored;
mod strands;
mod titles;
mod versions;
mod walk;
mod weave;

pub use beside::{DOUBTFUL, META, NEWER, NEWER_SINCE, ORIGINAL};
pub use build::Building;
pub use catalogue::is_catalogue;
pub use error::Error;
pub use examine::{Examined, NO_TEXT, examine, is_empty};
pub use generation::current_generation;
pub use library::{Change, Corpus};
pub use list::{ListFilter, ListPage};
pub use many::Many;
pub use original::Original;
pub use parse::note_of;
pub use reference::{Destination, Figures, Incoming, Mentioned, MostCited, Outgoing, Reference};
pub use report::{BuildReport, Counts, FileCounts, FiledNote, NoteCount, Progress, Quiet, Start};
pub use settings::sources;
pub use shelf::{SHIPPED, Shelf};
pub use source::{Source, SourceKind};
pub use walk::{bytes_of, hash_of};

#[cfg(test)]
mod tests;
