//! The nouns of Vietnamese law, and how each is written and read back.
//!
//! | văn bản | here |
//! | --- | --- |
//! | văn bản · số, ký hiệu · trích yếu | [`Document`] · [`DocumentNumber`] · `title` |
//! | cơ quan ban hành, địa phương | [`Authority`], [`Place`] |
//! | loại văn bản, hiệu lực pháp lý | [`Kind`], its rank |
//! | phần, chương, mục, tiểu mục, điều, khoản, điểm, tiết | [`Unit`] |
//! | phụ lục, ban hành kèm theo | [`Component`] |
//! | địa chỉ viện dẫn | [`Address`], [`Portion`], [`Step`] |
//! | còn hiệu lực, hết hiệu lực … · câu chứng minh | [`Status`] · [`Effect`] |
//!
//! Nothing here reads a file or a clock. [`Library`] is the window through which higher reasoning asks what a corpus holds.

mod abbreviation;
mod actor;
mod address;
mod asking;
mod authority;
mod date;
mod document;
mod effect;
mod facts;
mod kind;
mod label;
mod library;
mod note;
mod number;
mod status;
mod synonym;
mod usual_name;

pub use abbreviation::{abbreviations, spelt_out};
pub use actor::actors;
pub use address::{Address, AddressError, Component, DocumentRef, Portion, Step};
pub use asking::asking_phrases;
pub use authority::{Authority, Level, Place, authorities, places};
pub use date::{date_in, date_line, iso};
pub use document::{ComponentPart, Content, Document, Identity, Line, Provision, Role, UnitId};
pub use effect::{Effect, EffectKind};
pub use facts::{Facts, Link, LinkKind};
pub use kind::Kind;
pub use label::{Label, Unit};
pub use library::{Edition, Found, Holding, Library, Listing};
pub use note::{Note, NoteKind, Noted, Severity};
pub use number::{DocumentNumber, NumberError};
pub use status::Status;
pub use synonym::synonyms;
pub use usual_name::{names_of, numbers_of};
