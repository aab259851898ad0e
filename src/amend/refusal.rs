//! Vì sao không thực hiện: why an instruction was not carried out.
//!
//! A refusal leaves the text as it was, wholly. Its words are for the page that shows the instruction.

use serde::{Deserialize, Serialize};

use crate::law::Label;

/// Why an instruction was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// The place does not exist.
    #[error("văn bản không có {0}")]
    NoSuchTarget(String),
    /// More than one place is so called.
    #[error("văn bản có nhiều nơi là {0}")]
    SeveralTargets(String),
    /// The unit was repealed before.
    #[error("{0} đã được bãi bỏ trước đó")]
    AlreadyRepealed(String),
    /// The words do not stand at the place.
    #[error("không tìm thấy cụm từ “{phrase}” tại {place}")]
    PhraseNotFound {
        /// The words.
        phrase: String,
        /// The place.
        place: String,
    },
    /// The words stand there more than once, and the instruction does not say which is meant.
    #[error("cụm từ “{phrase}” có {count} lần tại {place}, chỉ dẫn không nói chỗ nào")]
    PhraseFoundMoreOften {
        /// The words.
        phrase: String,
        /// The place.
        place: String,
        /// How often.
        count: u32,
    },
    /// A new unit has the number of one that stands.
    #[error("{0} đã có, không thể bổ sung trùng số")]
    NumberTaken(String),
    /// The neighbour of a new unit does not exist.
    #[error("không có {0} để bổ sung vào cạnh đó")]
    NoSuchNeighbour(String),
    /// The new text does not fit the place.
    #[error("nội dung mới không khớp với {0}")]
    ContentDoesNotFit(String),
    /// The instruction was not understood.
    #[error("chưa hiểu được chỉ dẫn")]
    Unparsed,
    /// The whole text ends or begins: nothing to do in the tree.
    #[error("chỉ dẫn không sửa nội dung của văn bản")]
    NoTextChanges,
    /// A renumbered unit would take a number that stands.
    #[error("số {0} đã có, không thể đánh số lại")]
    RenumberTaken(Label),
}
