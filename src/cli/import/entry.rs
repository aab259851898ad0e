//! A folder of the shelf: one original, and its `meta.toml`.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::Context;

use crate::corpus::{Examined, META, NEWER, NEWER_SINCE, ORIGINAL, bytes_of, examine};
use crate::law::Document;
use crate::read::Converter;
use crate::text::slug;

/// An original that lies on the shelf.
pub(super) struct Entry {
    /// The hash of its bytes.
    pub(super) hash: String,
    /// Where it lies.
    pub(super) place: PathBuf,
    /// Where it came from.
    pub(super) from: PathBuf,
    /// Whether that was written down as a whole path. One from some folder or other may be another file of that name.
    pub(super) sure: bool,
    /// The newer copy that it steps back for; empty when a person wants both.
    pub(super) newer: Option<String>,
    /// The number, as its `meta.toml` has it.
    pub(super) number: Option<String>,
    /// When its `meta.toml` was last written.
    pub(super) written: SystemTime,
}

impl Entry {
    /// What a folder holds; none when the original is gone or the folder is none of ours.
    pub(super) fn of(folder: &Path) -> Option<Self> {
        let path = folder.join(META);
        let root: toml::Table = fs::read_to_string(&path).ok()?.parse().ok()?;
        let original = root.get(ORIGINAL)?;
        let field = |key| original.get(key).and_then(toml::Value::as_str).map(str::to_owned);
        let (hash, place) = (field("blake3")?, folder.join(field("tep")?));
        let from = PathBuf::from(field("tu").unwrap_or_default());
        let sure = from.is_absolute();
        let from = std::path::absolute(from).unwrap_or_default();
        let number = root.get("so").and_then(toml::Value::as_str).map(str::to_owned);
        let written = fs::metadata(&path).and_then(|it| it.modified());
        let written = written.unwrap_or(SystemTime::UNIX_EPOCH);
        let newer = field(NEWER);
        place.is_file().then_some(Self { hash, place, from, sure, newer, number, written })
    }

    /// What stands in its `meta.toml`.
    pub(super) fn meta(&self) -> toml::Table {
        let text = fs::read_to_string(self.meta_path()).unwrap_or_default();
        text.parse().unwrap_or_default()
    }

    /// The document, read again from the copy.
    pub(super) fn document(&self, converter: &dyn Converter) -> Option<Document> {
        let bytes = bytes_of(&self.place).ok()?;
        let name = self.place.file_name().unwrap_or_default().to_string_lossy();
        examine(&name, &bytes, converter).ok().map(|it| it.document)
    }

    /// Whether `now` is another document than this one, which came from the same path: the number differs both from what
    /// the text said and from what a person made of it. A doubled text is a nuisance, a lost one a fault.
    pub(super) fn is_other(&self, before: Option<&Document>, now: &Examined) -> bool {
        let known: Vec<String> =
            before.and_then(number_of).into_iter().chain(self.number.clone()).collect();
        match number_of(&now.document) {
            Some(now) if !known.is_empty() => known.iter().all(|it| slug(it) != slug(&now)),
            _ => !self.sure,
        }
    }

    /// Whether this is another document than `other` on the shelf, by their numbers.
    pub(super) fn differs(&self, other: &Self) -> bool {
        match (&self.number, &other.number) {
            (Some(one), Some(two)) => slug(one) != slug(two),
            _ => !self.sure,
        }
    }

    /// Writes down which copy is the newer one and since when, or that there is none. False when the file is not as
    /// `import` writes it: then it is left as it is.
    pub(super) fn mark(
        &mut self,
        newer: Option<(&str, jiff::civil::Date)>,
    ) -> anyhow::Result<bool> {
        let path = self.meta_path();
        let told = || format!("không ghi được “{}”", path.display());
        let text = fs::read_to_string(&path).with_context(told)?;
        let Some(text) = marked(&text, newer) else { return Ok(false) };
        let beside = path.with_extension("dang-ghi");
        fs::write(&beside, text).with_context(told)?;
        fs::rename(&beside, &path).with_context(told)?;
        self.newer = newer.map(|(place, _)| place.to_owned());
        Ok(true)
    }

    fn meta_path(&self) -> PathBuf {
        self.place.with_file_name(META)
    }
}

fn number_of(document: &Document) -> Option<String> {
    document.identity.number.as_ref().map(ToString::to_string)
}

/// The text of a `meta.toml` with the two keys set under `[goc]`, or without them. What people wrote stays as it is.
fn marked(text: &str, newer: Option<(&str, jiff::civil::Date)>) -> Option<String> {
    let mut lines = Vec::new();
    let mut ours = false;
    for line in text.lines() {
        if line.trim_start().starts_with('[') {
            ours = line.trim() == format!("[{ORIGINAL}]");
        }
        let key = line.split('=').next().unwrap_or_default().trim();
        if ours && [NEWER, NEWER_SINCE].contains(&key) {
            continue;
        }
        lines.push(line.to_owned());
        if let Some((place, day)) = newer.filter(|_| ours && line.trim_start().starts_with('[')) {
            lines.push(format!("{NEWER} = {}", toml::Value::from(place)));
            lines.push(format!("{NEWER_SINCE} = \"{day}\""));
        }
    }
    let text = lines.join("\n") + "\n";
    let root: toml::Table = text.parse().ok()?;
    let found = root.get(ORIGINAL)?.get(NEWER).and_then(toml::Value::as_str);
    (found == newer.map(|(place, _)| place)).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_come_and_go_and_leave_the_rest() {
        let text = "# lời người sửa\nso = \"1/2026\" # đúng\n\n[goc]\ntep = \"a.txt\"\n\n[khac]\nban-moi = 5\n";
        let day = jiff::civil::date(2026, 11, 23);
        let set = marked(text, Some(("m/a.txt", day))).unwrap();
        assert_eq!(
            set,
            text.replace("[goc]\n", "[goc]\nban-moi = \"m/a.txt\"\nthay-ngay = \"2026-11-23\"\n")
        );
        assert_eq!(marked(&set, Some(("m/a.txt", day))).unwrap(), set);
        assert_eq!(marked(&set, None).unwrap(), text);
        assert_eq!(marked("goc = { tep = \"a.txt\" }\n", Some(("m/a.txt", day))), None);
    }
}
