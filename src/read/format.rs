//! What a file is, told from what is in it.
//!
//! Names lie more often than content does: portals serve HTML as `.doc`, and whoever copies a law into an editor saves
//! whatever the editor likes. The name decides only between Markdown and plain text, where content can leave it open.

use std::fmt;

use crate::read::Error;
use crate::read::codification;
use crate::read::front_matter;
use crate::read::record;

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Markdown, with or without front matter.
    Markdown,
    /// Plain text.
    Plain,
    /// A web page, a part of one, or Word's "save as web page".
    Html,
    /// One đề mục of the official codification (Bộ pháp điển điện tử).
    Codification,
    /// One document on a line of JSON.
    Record,
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Markdown => "Markdown",
            Self::Plain => "văn bản thuần",
            Self::Html => "HTML",
            Self::Codification => "Bộ pháp điển",
            Self::Record => "JSON",
        })
    }
}

/// Formats told by their first bytes that are no text, with the name of those that later versions will read.
const MAGIC: [(&[u8], Option<&str>); 11] = [
    (b"%PDF-", Some("PDF")),
    (b"PK\x03\x04", Some("DOCX")),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Some("DOC")),
    (b"{\\rtf", Some("RTF")),
    (b"\x89PNG", None),
    (b"\xFF\xD8\xFF", None),
    (b"GIF8", None),
    (b"\xFD7zXZ\0", None),
    (b"\x1F\x8B", None),
    (b"PAR1", None),
    (b"SQLite format 3\0", None),
];

/// Refuses what is known to be no text.
pub(crate) fn refuse_binary(bytes: &[u8]) -> Result<(), Error> {
    match MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        None => Ok(()),
        Some((_, Some("DOCX"))) if !holds(bytes, b"word/") => Err(Error::NotText),
        Some((_, Some(format))) => Err(Error::Unsupported { format }),
        Some((_, None)) => Err(Error::NotText),
    }
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

/// Whether a decoded text is mostly control characters: no encoding fitted.
pub(crate) fn is_noise(text: &str) -> bool {
    let head: Vec<char> = text.chars().take(8192).collect();
    let control = |c: &&char| c.is_control() && !matches!(c, '\n' | '\t');
    let controls = head.iter().filter(control).count();
    let lost = head.iter().filter(|c| **c == '\u{FFFD}').count();
    // Random bytes have 12 control characters in 100, texts none; letters lost in a wrong encoding are more forgivable.
    controls * 33 > head.len() || (controls + lost) * 10 > head.len()
}

/// What a decoded text is.
pub(crate) fn of(name: &str, text: &str) -> Format {
    let extension = name.rsplit_once('.').map_or("", |(_, end)| end).to_ascii_lowercase();
    let named_markdown = matches!(extension.as_str(), "md" | "markdown");
    if codification::is_codification(text.as_bytes()) {
        return Format::Codification;
    }
    if record::is_record(text) {
        return Format::Record;
    }
    if is_page(text, named_markdown) {
        return Format::Html;
    }
    if named_markdown || front_matter::split(text).is_some() || has_markdown(text) {
        return Format::Markdown;
    }
    Format::Plain
}

/// Whether the text is HTML: it opens as a page does, or it begins and ends with a tag and is not named Markdown.
fn is_page(text: &str, named_markdown: bool) -> bool {
    let mut rest = text.trim_start();
    while let Some(comment) = rest.strip_prefix("<!--") {
        let Some((_, after)) = comment.split_once("-->") else { return false };
        rest = after.trim_start();
    }
    let head: String = rest.chars().take(16).collect::<String>().to_ascii_lowercase();
    let opens = ["<!doctype", "<html", "<head", "<body", "<meta", "<link", "<?xml", "<title"];
    if opens.iter().any(|tag| head.starts_with(tag)) {
        return true;
    }
    let is_tag = head
        .strip_prefix('<')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    is_tag && rest.contains("</") && !named_markdown
}

/// Whether the text has marks that only Markdown has: `#` headings, pipe tables, footnotes.
fn has_markdown(text: &str) -> bool {
    let mut headings = 0;
    for line in text.lines() {
        let line = line.trim_start();
        let level = line.bytes().take_while(|byte| *byte == b'#').count();
        if (1..=6).contains(&level) && line.get(level..).is_some_and(|rest| rest.starts_with(' ')) {
            headings += 1;
        }
        if line.starts_with("[^") && line.contains("]:") || is_table_rule(line) {
            return true;
        }
    }
    headings > 0
}

/// `| --- | :-: |`: the line under the head of a pipe table.
pub(crate) fn is_table_rule(line: &str) -> bool {
    let line = line.trim();
    line.contains('|')
        && line.contains("--")
        && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_comes_before_the_name() {
        assert_eq!(of("luat.doc", "\n<!DOCTYPE html><p>x</p>"), Format::Html);
        assert_eq!(of("a.txt", "<div><p>Điều 1.</p></div>"), Format::Html);
        assert_eq!(of("a.txt", "---\nso: 1/2020/QH14\n---\nĐiều 1."), Format::Markdown);
        assert_eq!(of("a.txt", "# LUẬT\n\nĐiều 1."), Format::Markdown);
        assert_eq!(of("a", "| a | b |\n|---|---|\n| 1 | 2 |"), Format::Markdown);
        assert_eq!(of("a.txt", "QUỐC HỘI\n-------\n1. Một"), Format::Plain);
        assert_eq!(of("a.md", "1. Một"), Format::Markdown);
    }

    #[test]
    fn noise_is_no_text() {
        assert!(is_noise(&"Điều 1. Một\u{1}\u{2}".repeat(20)));
        assert!(!is_noise("Điều 1.\n\tMột điều dài hơn một chút, có một ký tự lạ\u{1}"));
    }

    #[test]
    fn later_formats_are_named() {
        assert_eq!(refuse_binary(b"%PDF-1.7"), Err(Error::Unsupported { format: "PDF" }));
        assert_eq!(refuse_binary(b"PK\x03\x04..word/"), Err(Error::Unsupported { format: "DOCX" }));
        assert_eq!(refuse_binary(b"PK\x03\x04.."), Err(Error::NotText));
        assert_eq!(refuse_binary("Điều 1.".as_bytes()), Ok(()));
    }
}
