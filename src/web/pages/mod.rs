//! One file a page, named as its template: handler, page struct, and what the template may ask.

mod about;
mod choice;
mod compare;
mod consolidated;
mod document;
mod documents;
mod error;
mod frame;
mod health;
mod history;
mod home;
mod instructions;
mod missing;
mod open;
mod original;
mod provision;
mod reading;
mod robots;
mod search;

pub(crate) use about::about;
pub(crate) use compare::compare;
pub(crate) use consolidated::consolidated;
pub(crate) use document::document;
pub(crate) use documents::documents;
pub(crate) use error::ErrorPage;
pub(crate) use frame::Frame;
pub(crate) use health::health;
pub(crate) use history::{history, wordings};
pub(crate) use home::home;
pub(crate) use instructions::instructions;
pub(crate) use original::{beside, original};
pub(crate) use provision::provision;
pub(crate) use reading::{Reading, day_of};
pub(crate) use robots::robots;
pub(crate) use search::{Asked, asked, search};
