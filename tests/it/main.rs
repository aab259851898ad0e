//! The one test binary: a module per floor, and what holds for the whole house.

// The house.
mod floors;
mod tidy;

// What they share.
mod support;

// Floor 2.
mod structure;

// Floor 6.
mod browser;
mod command;
mod web;
