//! Two people changed the same thing: both texts side by side; the later one chooses, nothing is written over unseen.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;

use crate::timeline::redline;
use crate::web::error::Error;
use crate::web::form::Form;
use crate::web::pages::Frame;
use crate::web::view::{RedlineView, moment};
use crate::web::visitor::Visitor;

/// What is there and what was sent.
pub(super) struct Both<'a> {
    /// The page of the thing.
    pub(super) url: String,
    /// As it is now.
    pub(super) theirs: String,
    /// As it was sent.
    pub(super) ours: String,
    /// Who changed it last, and when.
    pub(super) held: Option<(&'a str, Timestamp)>,
    /// The version it has now.
    pub(super) version: u32,
}

#[derive(Template)]
#[template(path = "review/conflict.html")]
struct ConflictPage {
    frame: Frame,
    visitor: Visitor,
    url: String,
    action: String,
    by: String,
    when: String,
    theirs: RedlineView,
    ours: RedlineView,
    fields: Vec<(String, String)>,
    version: u32,
}

impl Both<'_> {
    /// The page that shows both; the form that was sent comes back with it.
    pub(super) fn page(self, form: Form) -> Result<Response, Error> {
        let laid = RedlineView::of(&redline(&self.theirs, &self.ours));
        let page = ConflictPage {
            frame: Frame::answer("Hai người cùng sửa"),
            by: self.held.map_or("một người khác", |it| it.0).to_owned(),
            when: self.held.map_or_else(String::new, |it| moment(it.1)),
            theirs: laid.side("come"),
            ours: laid.side("gone"),
            fields: form.fields.without(&["the", "phien-ban"]),
            action: self.url.clone(),
            url: self.url,
            version: self.version,
            visitor: form.visitor,
        };
        page.visitor.page(StatusCode::CONFLICT, &page)
    }
}
