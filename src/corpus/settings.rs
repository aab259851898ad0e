//! `corpus/corpus.toml`: which sources a build reads.
//!
//! ```toml
//! [[nguon]]
//! loai = "thu-muc"        # thu-muc | danh-muc | phap-dien | bo-du-lieu
//! duong-dan = "minh-hoa"  # from the folder of this file
//! ```
//!
//! Order matters: when two sources hold the same text, the later one is used.

use std::fs;
use std::ops::Range;
use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use crate::corpus::{Error, Source, SourceKind};

const REMEDY: &str = "Mỗi nguồn viết: [[nguon]], rồi loai = \"thu-muc\" | \"danh-muc\" | \"phap-dien\" | \"bo-du-lieu\" và duong-dan = \"…\".";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    #[serde(default)]
    nguon: Vec<Declared>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Declared {
    loai: Spanned<String>,
    duong_dan: Spanned<String>,
}

/// The sources that the settings at `path` declare, in their order.
///
/// # Errors
/// When the file cannot be read, when a line is not understood, or when a declared source does not exist.
pub fn sources(path: &Path) -> Result<Vec<Source>, Error> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(Error::SettingsMissing { path: path.to_owned() });
        }
        Err(error) => return Err(Error::file("đọc", path)(error)),
    };
    let fails = |at: Range<usize>, problem: String| Error::Settings {
        path: path.to_owned(),
        line: line_at(&text, at.start),
        problem,
        remedy: REMEDY.to_owned(),
    };
    let settings: Settings = toml::from_str(&text).map_err(|error| {
        fails(error.span().unwrap_or_default(), format!("Không hiểu: {}.", error.message()))
    })?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut sources = Vec::new();
    for declared in settings.nguon {
        let word = declared.loai.get_ref();
        let known = SourceKind::DECLARED.into_iter().find(|kind| kind.word() == word);
        let kind = known
            .ok_or_else(|| fails(declared.loai.span(), format!("Không có loại nguồn “{word}”.")))?;
        let place = declared.duong_dan.get_ref();
        let source = Source { kind, path: folder.join(place) };
        sources.push(source.checked().map_err(|_| {
            fails(declared.duong_dan.span(), format!("Không có tệp hay thư mục “{place}”."))
        })?);
    }
    Ok(sources)
}

/// The line on which byte `at` of `text` stands, from 1.
pub(super) fn line_at(text: &str, at: usize) -> usize {
    let before = text.as_bytes().get(..at).unwrap_or(text.as_bytes());
    1 + before.iter().filter(|&&byte| byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(text: &str) -> (tempfile::TempDir, Result<Vec<Source>, Error>) {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("minh-hoa")).unwrap();
        let path = folder.path().join("corpus.toml");
        fs::write(&path, text).unwrap();
        let sources = sources(&path);
        (folder, sources)
    }

    #[test]
    fn sources_stand_in_the_folder_of_the_settings() {
        let (folder, sources) =
            settings("[[nguon]]\nloai = \"thu-muc\"\nduong-dan = \"minh-hoa\"\n");
        let expected = Source { kind: SourceKind::Texts, path: folder.path().join("minh-hoa") };
        assert_eq!(sources.unwrap(), [expected]);
    }

    #[test]
    fn errors_name_the_line_and_the_way_out() {
        for (text, line, words) in [
            ("[[nguon]]\nloai = \"kho\"\nduong-dan = \"minh-hoa\"\n", ":2:", "“kho”"),
            ("[[nguon]]\nloai = \"thu-muc\"\nduong-dan = \"mat\"\n", ":3:", "“mat”"),
            ("[[nguon]]\n\nloai = thu-muc\n", ":3:", "Không hiểu"),
        ] {
            let error = settings(text).1.unwrap_err().to_string();
            assert!(error.contains(line) && error.contains(words), "{error}");
            assert!(error.contains("[[nguon]]"), "{error}");
        }
    }
}
