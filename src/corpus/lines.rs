//! Files of records: JSON Lines, one document a line, read as a stream.

use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use crate::corpus::walk;
use crate::read::SIZE_LIMIT;
use crate::read::record;

/// Bytes of the first line that are looked at to tell a file of records.
const FIRST_LINE: u64 = 1 << 20;

/// A line of a file: its number from 1, and its bytes; none when it is longer than anything that is read.
pub(super) type Line = (usize, Option<Vec<u8>>);

/// Whether a file holds records, by its first line that is not blank.
pub(super) fn is_records(path: &Path) -> io::Result<bool> {
    let mut first = Vec::new();
    let mut head = BufReader::new(walk::open(path)?).take(FIRST_LINE);
    while head.read_until(b'\n', &mut first)? > 0 && without_mark(&first).trim_ascii().is_empty() {
        first.clear();
    }
    let line = without_mark(&first).trim_ascii();
    let named = path
        .extension()
        .is_some_and(|end| record::NAMES.iter().any(|name| end.eq_ignore_ascii_case(name)));
    if line.starts_with(b"{") {
        return Ok(named || record::is_record_line(line));
    }
    // `null` or `[]` on the first line: each line is told by itself, and the rest is read.
    Ok(named && serde_json::from_slice::<serde::de::IgnoredAny>(line).is_ok())
}

fn without_mark(line: &[u8]) -> &[u8] {
    line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line)
}

/// Gives every line that is not blank to `give`, until that tells that no more is wanted.
pub(super) fn each(path: &Path, give: &mut dyn FnMut(Line) -> bool) -> io::Result<()> {
    let mut file = BufReader::with_capacity(1 << 18, walk::open(path)?);
    let limit = SIZE_LIMIT as u64 + 1;
    for number in 1.. {
        let mut line = Vec::new();
        if file.by_ref().take(limit).read_until(b'\n', &mut line)? == 0 {
            break;
        }
        let whole = line.ends_with(b"\n") || line.len() <= SIZE_LIMIT;
        if !whole {
            skip_line(&mut file)?;
        }
        let bytes = without_mark(&line).trim_ascii();
        if whole && bytes.is_empty() {
            continue;
        }
        if !give((number, whole.then(|| bytes.to_vec()))) {
            break;
        }
    }
    Ok(())
}

/// Reads on behind the end of the line, in bounded memory.
fn skip_line(file: &mut impl BufRead) -> io::Result<()> {
    loop {
        let held = file.fill_buf()?;
        if held.is_empty() {
            return Ok(());
        }
        let end = held.iter().position(|byte| *byte == b'\n');
        let count = end.map_or(held.len(), |at| at + 1);
        file.consume(count);
        if end.is_some() {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_their_numbers() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.jsonl");
        std::fs::write(&path, "\u{FEFF}{\"ten\":\"x\"}\r\n\n{\"ten\":\"y\"}").unwrap();
        assert!(is_records(&path).unwrap());
        let mut lines = Vec::new();
        each(&path, &mut |(number, bytes)| {
            lines.push((number, bytes.map_or(0, |bytes| bytes.len())));
            true
        })
        .unwrap();
        assert_eq!(lines, [(1, 11), (3, 11)]);
    }

    #[test]
    fn a_file_of_records_may_begin_badly() {
        let folder = tempfile::tempdir().unwrap();
        let is = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            is_records(&path).unwrap()
        };
        for first in ["null", "[]", "\"x\"", "5", "", "{\"so\":"] {
            assert!(is("a.jsonl", &format!("{first}\n{{\"ten\":\"y\"}}\n")), "{first}");
        }
        assert!(is("a.txt", "\n{\"ten\":\"y\"}\n"));
        assert!(!is("a.txt", "null\n") && !is("a.jsonl", "Điều 1. Một\n") && !is("a.jsonl", ""));
    }

    #[test]
    fn a_line_without_end_is_told_and_passed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.jsonl");
        let mut text = vec![b'x'; SIZE_LIMIT + 10];
        text.extend(b"\n{\"ten\":\"y\"}\n");
        std::fs::write(&path, text).unwrap();
        let mut lines = Vec::new();
        each(&path, &mut |(number, bytes)| {
            lines.push((number, bytes.is_some()));
            true
        })
        .unwrap();
        assert_eq!(lines, [(1, false), (2, true)]);
    }
}
