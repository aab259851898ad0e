//! A stretch of a text, in bytes.
//!
//! Spans are 32-bit: no legal text comes near 4 GiB, and a tree holds hundreds of thousands of them.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A half-open range of byte positions, `start..end`, in a named text (usually [`crate::text::Transcript::text`]).
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The span `start..end`; positions past 4 GiB are cut there.
    pub fn new(start: usize, end: usize) -> Self {
        let cut = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { start: cut(start), end: cut(end.max(start)) }
    }

    /// The same stretch as a range of `usize`.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text under the span; empty when the span does not fit `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether nothing stands in the span.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The span of `part`, a range relative to the start of this span.
    #[must_use]
    pub fn part(self, part: Range<usize>) -> Self {
        Self::new(self.start as usize + part.start, self.start as usize + part.end)
    }

    /// The span without the white space at both ends of the text under it.
    #[must_use]
    pub fn trim(self, text: &str) -> Self {
        let inside = self.of(text);
        let start = inside.len() - inside.trim_start().len();
        let kept = inside.trim().len();
        self.part(start..start + kept)
    }
}
