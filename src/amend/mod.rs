//! Sửa đổi, bổ sung: from what an amending text orders to the text as it reads then.
//!
//! ```text
//! amending Document ─parse→ Instruction … ─┐
//! base Document ─Edition::of→ Edition ─────┴─apply→ Edition ─write→ Document + who changed what
//! ```
//!
//! A closed grammar: an instruction is understood whole or it is [`Operation::Unparsed`] with its sentence; it is carried
//! out whole or refused with a [`Refusal`]. What is not proved is not done, because a wrong text of the law is worse than
//! a text that says where it stops. Nothing here knows dates: when an instruction takes effect is asked of `timeline`.

mod announced;
mod apply;
mod assign;
mod context;
mod edition;
mod grammar;
mod hint;
mod instruction;
mod list;
mod locate;
mod parse;
mod passive;
mod phrase;
mod place;
mod quote;
mod refusal;
mod target;
mod token;
mod tree;
mod wording;
mod write;

pub use apply::apply;
pub use edition::Edition;
pub use instruction::{
    Heir, Instruction, Operation, Part, PhraseChange, Place, Position, Scope, Within,
};
pub use parse::parse;
pub use refusal::Refusal;
pub use target::{Target, title_key};
pub use tree::{Branch, Cause, Piece, State, Words};
pub use write::{Touch, Written};
