//! The parts of a DOCX: a ZIP of XML, opened with bounds.
//!
//! Nothing in the file is believed: not the sizes it declares, not the names of its parts. A part is unfolded only as far
//! as the bound allows, all parts together count, and what is cut off or locked says so.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::read::Error;
use crate::read::word::xml::{Node, Xml};

/// Bytes that all parts of one file may unfold to. The largest body met (100/2015/QH13, 426 điều) has 1.6 MB.
pub(crate) const UNFOLDED_LIMIT: usize = 64 * 1024 * 1024;

const FORMAT: &str = "DOCX";

/// An opened DOCX.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: usize,
    /// Path of the part that holds the body.
    pub(crate) main: String,
    /// What the body refers to: the last word of the relation's type, and the path of the part.
    related: Vec<(String, String)>,
}

impl<'a> Package<'a> {
    /// Opens a file and finds its body.
    ///
    /// # Errors
    /// When the file is not whole, is locked, or holds no Word document.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Error> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| refused(&error))?;
        let main = "word/document.xml".to_owned();
        let mut package = Self { archive, left: UNFOLDED_LIMIT, main, related: Vec::new() };
        let root = package.relations("_rels/.rels", "")?;
        if let Some((_, path)) = root.into_iter().find(|(kind, _)| kind == "officeDocument") {
            package.main = path;
        }
        let (folder, name) = package.main.rsplit_once('/').unwrap_or(("", &package.main));
        let (folder, relations) = (folder.to_owned(), format!("{folder}/_rels/{name}.rels"));
        package.related = package.relations(relations.trim_start_matches('/'), &folder)?;
        Ok(package)
    }

    /// The text of a part; none when there is no such part.
    pub(crate) fn part(&mut self, path: &str) -> Result<Option<String>, Error> {
        let mut file = match self.archive.by_name(path) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(refused(&error)),
        };
        let mut bytes = Vec::new();
        let most = u64::try_from(self.left).unwrap_or(u64::MAX).saturating_add(1);
        let damaged = |_| Error::Damaged { format: FORMAT };
        file.by_ref().take(most).read_to_end(&mut bytes).map_err(damaged)?;
        self.left = self
            .left
            .checked_sub(bytes.len())
            .ok_or(Error::Unfolds { format: FORMAT, limit: UNFOLDED_LIMIT })?;
        Ok(Some(crate::read::encoding::decode(&bytes).text))
    }

    /// The texts of the parts that the body refers to by this type of relation.
    pub(crate) fn parts(&mut self, kind: &str) -> Result<Vec<String>, Error> {
        let of_kind = self.related.iter().filter(|(it, _)| it == kind);
        let mut paths: Vec<String> = of_kind.map(|(_, path)| path.clone()).collect();
        paths.dedup();
        let mut texts = Vec::new();
        for path in paths {
            texts.extend(self.part(&path)?);
        }
        Ok(texts)
    }

    fn relations(&mut self, path: &str, folder: &str) -> Result<Vec<(String, String)>, Error> {
        let Some(text) = self.part(path)? else { return Ok(Vec::new()) };
        let mut found = Vec::new();
        let mut xml = Xml::new(&text);
        while let Some(node) = xml.next()? {
            let Node::Open(element) = node else { continue };
            if element.name() != "Relationship" || element.attr("TargetMode").is_some() {
                continue;
            }
            let attrs: HashMap<&str, String> = ["Type", "Target"]
                .into_iter()
                .filter_map(|name| Some((name, element.attr(name)?)))
                .collect();
            if let (Some(kind), Some(target)) = (attrs.get("Type"), attrs.get("Target")) {
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                found.push((kind, absolute(folder, target)));
            }
        }
        Ok(found)
    }
}

/// The path of a part that is named relative to a folder.
fn absolute(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    let from = if target.starts_with('/') { "" } else { folder };
    for part in from.split('/').chain(target.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn refused(error: &ZipError) -> Error {
    match error {
        ZipError::InvalidPassword => Error::Locked { format: FORMAT },
        ZipError::UnsupportedArchive(why) if *why == ZipError::PASSWORD_REQUIRED => {
            Error::Locked { format: FORMAT }
        }
        _ => Error::Damaged { format: FORMAT },
    }
}
