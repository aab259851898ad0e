//! Lời chêm: a remark between brackets inside a list: `các điểm a, b (nếu có) khoản 1`, `khoản 3 (trừ điểm c) và khoản 4 Điều 1`.
//!
//! The list goes on behind it, and what it cites itself is found afterwards. What it excepts is a part of what stands before
//! it.

use std::ops::Range;

use winnow::error::EmptyError;
use winnow::prelude::*;

use crate::cite::grammar::word::{Read, after, blanks, taken};

/// Longest remark, in bytes.
const LONGEST: usize = 400;

/// A remark, by the place of its words in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cite) struct Aside {
    pub(in crate::cite) range: Range<usize>,
    /// Whether it takes something out of what stands before it, or names a part of it.
    pub(in crate::cite) excepts: bool,
}

/// ` (nếu có)`, ` (trừ điểm c)`; not ` (của Nghị định này)`, which says whose unit it is.
pub(super) fn aside(text: &str, input: &mut &str) -> Read<Aside> {
    blanks(input)?;
    '('.parse_next(input)?;
    let start = taken(text, input);
    let length = input.find([')', '(', '\n']).filter(|&at| at < LONGEST).ok_or(EmptyError)?;
    let words = input.get(..length).unwrap_or_default();
    let rest = input.get(length..).and_then(|it| it.strip_prefix(')')).ok_or(EmptyError)?;
    const WHOSE: [&str; 5] = ["của", "thuộc", "trong", "tại", "ban hành"];
    if WHOSE.iter().any(|it| after(words, it).is_some()) {
        return Err(EmptyError);
    }
    *input = rest;
    const PARTS: [&str; 7] =
        ["trừ", "ngoại trừ", "không bao gồm", "không gồm", "không kể", "bao gồm", "kể cả"];
    let excepts = PARTS.iter().any(|it| after(words, it).is_some());
    Ok(Aside { range: start..start + length, excepts })
}
