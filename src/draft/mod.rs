//! Soạn dự thảo: one text made of provisions of others, in official form, each sentence with its origin.
//!
//! | file | what |
//! | --- | --- |
//! | `paper` | the draft as it is handed in: articles, sentences, origins, sources, what is open |
//! | `source` | what a draft must know of a document it was made from |

mod paper;
mod source;

pub use paper::{
    Draft, DraftArticle, DraftSentence, Ground, LeftOut, OpenDecision, Origin, SentenceUnit,
    Source, SourceArticle,
};
