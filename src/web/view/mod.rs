//! From the nouns of law to what templates print.
//!
//! Nothing here decides what is shown on which page; pages do. The pieces borrow from the document: a page of a long
//! code is made without copying its text.

mod axis;
mod contents;
mod cut;
mod facts;
mod listing;
mod paging;
mod provision;
mod redline;
mod relation;
mod sheet;
mod table;
mod text;
mod time;
mod title_block;
mod unit;

pub(crate) use axis::{Axis, axis};
pub(crate) use contents::{Contents, contents};
pub(crate) use cut::is_long;
pub(crate) use facts::{Facts, facts};
pub(crate) use listing::{ListingView, day, name_of};
pub(crate) use paging::{Facet, FacetOption, LAST_PAGE, Pager, query_url};
pub(crate) use provision::{
    Neighbours, UnitLink, cite, document_cite, link_url, nearest, neighbours, portion_title,
    unit_title, upper_first,
};
pub(crate) use redline::RedlineView;
pub(crate) use relation::{Relations, relations};
pub(crate) use sheet::{ComponentView, Sheet, sheet_of, sheets};
pub(crate) use table::TableView;
pub(crate) use text::{NoteView, Text};
pub(crate) use time::{ChangeMark, ChangeMarks, TimeView, change_marks, dated, within};
pub(crate) use title_block::TitleBlock;
pub(crate) use unit::{Piece, Scribe, UnitView};
