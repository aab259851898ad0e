//! A case: a folder with a law as enacted, the laws that amend it, and the articles as they should come out.
//!
//! `case.toml` names the law and its amending laws in their order; `base.txt` is the law as enacted; `expected.jsonl` has
//! one article a line.

use std::path::{Path, PathBuf};

use anyhow::Context;
use serde::Deserialize;

use crate::law::Document;
use crate::structure;

/// One article as it should be.
#[derive(Deserialize)]
pub(crate) struct Expected {
    pub(crate) article: String,
    pub(crate) heading: String,
    pub(crate) text: String,
    /// The laws that amended it.
    #[serde(default)]
    pub(crate) amended_by: Vec<serde_json::Value>,
    /// Whether it is known to be right.
    pub(crate) trusted: bool,
}

/// The folders below `cases` that hold a case, in order.
pub(crate) fn folders(cases: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries =
        std::fs::read_dir(cases).with_context(|| format!("không mở được {}", cases.display()))?;
    let mut folders: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.join("expected.jsonl").exists())
        .collect();
    folders.sort();
    Ok(folders)
}

/// The articles expected of a case.
pub(crate) fn expected(folder: &Path) -> anyhow::Result<Vec<Expected>> {
    let path = folder.join("expected.jsonl");
    let text = std::fs::read_to_string(&path)
        .with_context(|| format!("không mở được {}", path.display()))?;
    let rows = text.lines().enumerate().map(|(place, line)| {
        serde_json::from_str(line).with_context(|| format!("{}:{}", path.display(), place + 1))
    });
    rows.collect()
}

/// A file as a document.
pub(crate) fn document(path: &Path) -> anyhow::Result<Document> {
    let bytes = std::fs::read(path).with_context(|| format!("không mở được {}", path.display()))?;
    let name = path.file_name().map(|it| it.to_string_lossy()).unwrap_or_default();
    let reading = crate::read::read_with(&name, &bytes, &crate::cli::programs())
        .with_context(|| path.display().to_string())?;
    Ok(structure::parse(reading.transcript).value)
}
