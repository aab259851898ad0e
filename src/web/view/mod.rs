//! From the nouns of law to what templates print.
//!
//! Nothing here decides what is shown on which page; pages do. The pieces borrow from the document: a page of a long
//! code is made without copying its text.

mod axis;
mod citing;
mod compared;
mod contents;
mod cut;
mod diagram;
mod facts;
mod hit;
mod link;
mod listing;
mod matrix;
mod paging;
mod place;
mod provision;
mod record;
mod redline;
mod relation;
mod sheet;
mod table;
mod text;
mod time;
mod title_block;
mod unit;

pub(crate) use axis::{Axis, axis};
pub(crate) use citing::{Citing, citings};
pub(crate) use compared::{ComparedRow, StaleView, compared_rows, stale_view};
pub(crate) use contents::{Contents, contents};
pub(crate) use cut::is_long;
pub(crate) use diagram::{Diagram, Kinds};
pub(crate) use facts::{Facts, facts};
pub(crate) use hit::HitView;
pub(crate) use link::{Link, Links};
pub(crate) use listing::{ListingView, day, name_of};
pub(crate) use matrix::MatrixView;
pub(crate) use paging::{Facet, FacetOption, LAST_PAGE, Pager, query_url};
pub(crate) use place::PlaceView;
pub(crate) use provision::{
    Neighbours, UnitLink, cite, document_cite, link_url, nearest, neighbours, portion_title,
    unit_title, upper_first,
};
pub(crate) use record::{
    ChangeView, CommentView, QuestionView, about_article, about_group, change_view, comments_of,
    moment, scope_words,
};
pub(crate) use redline::RedlineView;
pub(crate) use relation::{Relations, relations};
pub(crate) use sheet::{ComponentView, Sheet, sheet_of, sheets};
pub(crate) use table::TableView;
pub(crate) use text::{NoteView, Text};
pub(crate) use time::{ChangeMark, ChangeMarks, TimeView, change_marks, dated};
pub(crate) use title_block::TitleBlock;
pub(crate) use unit::{CitedCounts, Piece, Scribe, UnitView};
