//! Soạn dự thảo: one text made of provisions of others, in official form, each sentence with its origin.
//!
//! | file | what |
//! | --- | --- |
//! | `paper` | the draft as it is handed in: articles, sentences, origins, sources, what is open |
//! | `source` | what a draft must know of a document it was made from |
//! | `number` | which điều, khoản, điểm each sentence becomes |
//! | `landing` | where what stood in a source stands in the draft |
//! | `follow`, `wording` | internal references followed there, and written anew |
//! | `sentence` | a sentence without its old number, with the marks of its new place |
//! | `ground` | căn cứ, collected from the sources |
//! | `closing` | the enforcement article and the texts that end with the draft |
//! | `table` | origin table and correspondence table |
//! | `open` | what people must decide |
//! | `lint` | slips of drafting |
//! | `review` | what a review of texts found, for the forms of review |
//! | `compose` | all of it in one value, which every export prints |
//!
//! A draft is not a văn bản hợp nhất: that unites texts of one authority without changing them (Pháp lệnh 01/2012/UBTVQH13,
//! Điều 3). Here provisions of several texts become a new one, which somebody must sign.

mod closing;
mod compose;
mod follow;
mod ground;
mod landing;
mod lint;
mod number;
mod open;
mod paper;
mod review;
mod sentence;
mod source;
mod table;
mod wording;

pub use compose::{Composed, ComposedArticle, ComposedParagraph, GroundLine, compose};
pub use lint::Remark;
pub use paper::{
    Draft, DraftArticle, DraftSentence, Ground, LeftOut, OpenDecision, Origin, SentenceUnit,
    Source, SourceArticle,
};
pub use review::{Finding, Listed, Review};
pub use table::{Correspondence, OriginRow, Taking};
