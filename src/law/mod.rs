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
//! | còn hiệu lực, hết hiệu lực … | [`Status`] |
//!
//! Nothing here reads a file or a clock. [`Library`] is the window through which higher reasoning asks what a corpus holds.

mod abbreviation;
mod actor;
mod address;
mod authority;
mod date;
mod document;
mod facts;
mod kind;
mod label;
mod library;
mod note;
mod number;
mod status;

pub use abbreviation::spelt_out;
pub use actor::actors;
pub use address::{Address, AddressError, Component, DocumentRef, Portion, Step};
pub use authority::{Authority, Level, Place, authorities, places};
pub use date::{date_in, date_line, iso};
pub use document::{ComponentPart, Content, Document, Identity, Line, Provision, Role, UnitId};
pub use facts::{Facts, Link, LinkKind};
pub use kind::Kind;
pub use label::{Label, Unit};
pub use library::{Found, Library, Listing};
pub use note::{Note, NoteKind, Noted, Severity};
pub use number::{DocumentNumber, NumberError};
pub use status::Status;
