//! Điều Khoản: a Vietnamese regulation knowledge base and legal-text search engine.
//!
//! It turns legal documents as they are received into a base that answers, exactly and with its source: what does the
//! law say, where, since when. One library, one binary, no server to install.
//!
//! # The house
//!
//! Floors, lowest first. A module names only modules on rows above its own; `tests/it/floors.rs` reads the two tables
//! below and fails on any breach.
//!
//! ```text
//! 0 words      text/        Vietnamese text: NFC, tone placement, folding, syllables, numbers, blocks with spans; what the
//!                           system says
//! 1 law        law/         the nouns: DocumentNumber, Kind, Authority, Address, Document tree, Note, trait Library
//! 2 form       read/        bytes → blocks: markdown, plain text, HTML, Word, PDF, the official codification
//!              structure/   blocks → Document: header, Phần/Chương/Mục/Điều/Khoản/Điểm/Tiết, annexes, attached texts
//! ⋮ edge       programs/    pdftotext, tesseract, soffice behind `read::Converter`, within bounds; may be absent
//! 3 meaning    cite/        citations: grammar, find, what they point at, resolve
//!              relate/      what one text does to another, and the sentence that proves it
//!              amend/       instructions to amend: parse; apply to an edition of a text (pure: knows no dates)
//!              timeline/    what is in force when, and the sentence that proves it
//!              overlap/     the same rule said twice: fingerprint, judge, align, differences, precedence
//!              draft/       a new text made of provisions of others: official form, references followed, origins
//! 4 knowledge  corpus/      sources → parsed once, stored (SQLite); implements Library
//! 5 finding    index/       an entry for every wording, kept by tantivy; ledgers of what holds which words; vocabulary
//!              search/      question → answers: citation, terms, ranking, snippet, facets
//!              workspace/   SQLite: worksheets, decisions, drafts, questions from practice, users; addresses only
//!              review/      a worksheet's scope → groups; its articles → a draft
//!              export/      a consolidated draft as Markdown, HTML, DOCX; a draft, a review as DOCX, Markdown, JSON
//! 6 showing    web/         axum: pages/ (one file a page, named as its template), api/ (the only JSON for clients)
//!              cli/         one file a command
//! ```
//!
//! Which module may name which:
//!
//! ```floors
//! text      :
//! law       : text
//! read      : text
//! structure : text law
//! programs  : text read
//! cite      : text law
//! relate    : text law cite
//! amend     : text law structure
//! timeline  : text law amend
//! overlap   : text law cite
//! draft     : text law cite timeline overlap
//! corpus    : text law read structure cite relate amend timeline
//! index     : text law timeline corpus
//! search    : text law timeline corpus index
//! workspace : text law
//! export    : law timeline draft
//! review    : text law timeline overlap draft corpus search workspace
//! web       : text law cite relate amend timeline overlap draft corpus search workspace export review
//! cli       : text law read structure programs cite relate amend timeline overlap draft corpus index search workspace export review web
//! ```
//!
//! Which module owns which outside crate; crates that are not listed are open to all:
//!
//! ```owners
//! unicode_normalization : text
//! pulldown_cmark        : read
//! scraper               : read
//! ego_tree              : read
//! encoding_rs           : read
//! zip                   : read corpus export
//! quick_xml             : read
//! lopdf                 : read
//! serde_saphyr          : read
//! rusqlite              : corpus workspace
//! argon2                : workspace
//! getrandom             : workspace
//! form_urlencoded       : web
//! postcard              : corpus index
//! tar                   : corpus
//! liblzma               : corpus cli
//! toml                  : law cite corpus cli
//! rustix                : programs
//! tempfile              : programs corpus index workspace
//! winnow                : cite
//! similar               : timeline search
//! parquet               : corpus
//! ureq                  : cli
//! sha2                  : cli
//! tantivy               : index search
//! axum                  : web
//! askama                : web
//! tower                 : web
//! tower_http            : web
//! tokio                 : web cli
//! clap                  : cli
//! indicatif             : cli
//! anyhow                : cli
//! ```
//!
//! # One natural direction
//!
//! ```text
//! bytes ─read→ Transcript ─structure→ Document ─corpus→ library.sqlite ─index→ search/ ─search→ Answer ─web, cli→ reader
//! ```
//!
//! - **A document comes in.** [`read::read`] tells the format from the bytes and gives a [`text::Transcript`]: one
//!   string and the blocks in it. [`structure::parse`] gives every character a home in a [`law::Document`] and notes what
//!   was doubtful. [`corpus::Building`] does this once for each new or changed file and stores the result;
//!   [`index::catch_up`] writes the entries of what changed. Both stores become the new generation in one step.
//! - **A question is answered.** [`search::Engine::answer`] first sees whether the question names a document or
//!   provision (`k2 đ5 nq 629`), then adds up the weights of its syllables and pairs in the ledgers, and looks at the best
//!   one by one.
//! - **A law is amended.** [`amend::parse`] reads what an amending document orders; [`amend::apply`] carries an order out on
//!   an [`amend::Edition`], wholly or not at all, and [`amend::Edition::write`] makes a document of it again, with who changed
//!   what. `timeline` decides which orders count on a date.
//! - **A draft is made.** Sentences of several texts, each with its origin, are a [`draft::Draft`]; [`draft::compose`] numbers
//!   them, follows what they cite, collects căn cứ and tells what is open; `export` prints it.
//! - **People decide.** [`review`] finds groups in a worksheet's scope and gives sentences with their addresses; what people
//!   decide and write goes through one form check in `web` into [`workspace::Workspace`], each change with its version and history;
//!   [`review::draft_of`] makes a [`draft::Draft`] of it, which `export` sets in official form.
//! - **A page is shown.** `web` asks `corpus` for the document and renders the tree from its spans.
//!
//! # What holds everywhere
//!
//! Floors 0–4 read no clock: the date is a parameter. Floors 0–3 never panic and never fail on a document's content;
//! they return [`law::Noted`]. What needs a program outside asks for it through [`read::Converter`], which only
//! `programs` implements: readers stay pure, and say plainly what they could not read without it. The stored text is
//! never rewritten; every finding has a span into it. Addresses have one `Display`: URL, anchor, citation target and
//! what the command line prints are the same.

pub mod text;

pub mod law;

pub mod read;
pub mod structure;

pub mod amend;
pub mod cite;
pub mod draft;
pub mod overlap;
pub mod programs;
pub mod relate;
pub mod timeline;

pub mod corpus;

pub mod index;
pub mod search;

pub mod workspace;

pub mod export;
pub mod review;

pub mod web;

pub mod cli;
