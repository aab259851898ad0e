//! Where the khoản of a text begin.

use std::ops::Range;

/// A khoản of an entry, or what stands before its first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Its bytes in the body.
    pub range: Range<usize>,
    /// Its number as written, `2` or `2a`; none for what stands before the first khoản.
    pub number: Option<String>,
}

/// The khoản of `body`: lines that begin with the next number and a full stop. A text without any is one passage.
///
/// A number that does not follow is a list inside of a khoản, or quoted text; it begins none.
pub fn passages(body: &str) -> Vec<Passage> {
    let mut found: Vec<Passage> = Vec::new();
    let mut last = 0;
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        if let Some((number, letters)) = marked(line.trim_start()) {
            let follows = number == last + 1 && letters.is_empty()
                || number == last && last > 0 && !letters.is_empty();
            if follows {
                last = number;
                let written = format!("{number}{letters}");
                begin(&mut found, at + indent, Some(written));
            }
        }
        if found.is_empty() && !line.trim().is_empty() {
            begin(&mut found, at, None);
        }
        at += line.len();
    }
    if let Some(passage) = found.last_mut() {
        passage.range.end = body.len();
    }
    found
}

fn begin(found: &mut Vec<Passage>, at: usize, number: Option<String>) {
    if let Some(before) = found.last_mut() {
        before.range.end = at;
    }
    found.push(Passage { range: at..at, number });
}

/// `2. `, `2a. `, `12) `: the number and its letters.
fn marked(line: &str) -> Option<(u32, &str)> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let number = line.get(..digits)?.parse().ok().filter(|_| (1..=3).contains(&digits))?;
    let rest = line.get(digits..)?;
    let stop = rest.find(['.', ')']).filter(|&it| it <= 3)?;
    let letters = rest.get(..stop)?;
    let after = rest.get(stop + 1..)?.chars().next();
    let is_mark = letters.chars().all(char::is_lowercase) && after.is_some_and(char::is_whitespace);
    is_mark.then_some((number, letters))
}
