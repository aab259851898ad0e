//! The one test binary: a module per floor, and what holds for the whole house.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a test stops where something is wrong, and says what it skipped"
)]

// The house.
mod floors;
mod tidy;

// What they share.
mod desk;
mod forms;
mod support;

// Floors 0 to 2, and the data they stand on.
mod hostile;
mod lists;
mod office;
mod overlap;
mod pdf;
mod properties;
mod structure;

// Floor 3.
mod amend;
mod cite;
mod conformity;
mod draft;
mod draft_forms;
mod timeline;

// Floor 5.
mod search;
mod search_time;

// Floor 6.
mod browser;
mod command;
mod dataset;
mod dataset_forms;
mod fetch;
mod import;
mod import_again;
mod killed;
mod refused;
mod time_pages;
mod web;
mod worked_example;
mod worksheet;
mod worksheet_rights;
