//! What the reader sees: pages, made on the server, complete without scripts.
//!
//! A page is one file in `pages/`, named as its template in `web/templates`: the handler, the struct that the template is
//! checked against, and the questions the template may ask. `view/` turns the tree of a document into pieces that templates
//! print; `api/` is the only place that gives JSON to clients. Everything the browser loads is in the binary and comes
//! from this server. The corpus is read on blocking threads in one place ([`State`]); a request names documents and
//! portions, never files.

mod api;
mod asset;
mod error;
mod form;
mod guard;
mod office;
mod pages;
mod reply;
mod router;
mod server;
mod state;
mod view;
mod visitor;

pub use api::SearchBody;
pub use office::{Login, Now, Office};
pub use router::router;
pub use server::serve;
pub use state::{Clock, OpenError, State};
