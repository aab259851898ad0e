//! Where what stands in the bytes of a ledger: a table of sections, then the sections, numbers little-endian.

use std::io::{self, Write};
use std::ops::Range;

/// The first bytes; the last of them changes with the layout or the weights.
pub(super) const MAGIC: [u8; 8] = *b"so-at\0\x001";

/// The sections, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    /// Number of entries, and bytes of a syllable's number in `Tokens`: two u32.
    Sizes,
    /// Where each syllable's spelling begins in `Spellings`, and where the last ends: u32 each.
    SpellingStarts,
    /// `folded`, a zero byte, `accented`, one after the other, sorted.
    Spellings,
    /// For each syllable where its list begins in `Lists` (u64), and how many entries it has (u32).
    Syllables,
    /// For each syllable where its pairs begin in `Pairs`, and where the last's end: u32 each.
    PairStarts,
    /// For each pair its second syllable (u32), where its list begins in `Lists` (u64), how many entries it has (u32).
    Pairs,
    /// Lists: of entry and weight in one u32, or, when these would take more, a byte of weight for every entry.
    Lists,
    /// For each entry where its syllables begin in `Tokens`, and where the last's end: u32 each.
    TokenStarts,
    /// For each entry the lengths of title and heading in syllables: two u16.
    Lengths,
    /// The syllables of the entries: title, heading, body.
    Tokens,
    /// For each entry where its passages begin in `Passages`, and where the last's end: u32 each.
    PassageStarts,
    /// For each passage the syllable of the body at which it begins: u32.
    Passages,
    /// For each entry what its document is (u64), and its place there (u32).
    Places,
}

impl Section {
    pub(super) const ALL: [Self; 13] = [
        Self::Sizes,
        Self::SpellingStarts,
        Self::Spellings,
        Self::Syllables,
        Self::PairStarts,
        Self::Pairs,
        Self::Lists,
        Self::TokenStarts,
        Self::Lengths,
        Self::Tokens,
        Self::PassageStarts,
        Self::Passages,
        Self::Places,
    ];
}

/// Bytes of an item in [`Section::Syllables`].
pub(super) const SYLLABLE: usize = 12;
/// Bytes of an item in [`Section::Pairs`].
pub(super) const PAIR: usize = 16;
/// Bytes of an item in [`Section::Places`].
pub(super) const PLACE: usize = 12;
/// Bytes of an item in a list.
pub(super) const POSTING: usize = 4;

/// Whether a list of `count` among `entries` is kept as a byte for every entry.
pub(super) fn is_dense(count: u32, entries: u32) -> bool {
    count as usize * POSTING >= entries as usize && entries > 0
}

/// Bytes of the table of sections, with the first bytes before it.
pub(super) const TABLE: usize = MAGIC.len() + 8 * Section::ALL.len();

/// The ranges of all sections, from the table at the start; none when the bytes are no ledger.
pub(super) fn sections(bytes: &[u8]) -> Option<[Range<usize>; Section::ALL.len()]> {
    if !bytes.starts_with(&MAGIC) {
        return None;
    }
    let table = bytes.get(MAGIC.len()..TABLE)?;
    let mut start = TABLE;
    let mut ranges: [Range<usize>; Section::ALL.len()] = std::array::from_fn(|_| 0..0);
    for (range, end) in ranges.iter_mut().zip(table.chunks_exact(8)) {
        let end = usize::try_from(u64::from_le_bytes(end.try_into().ok()?)).ok()?;
        if end < start || end > bytes.len() {
            return None;
        }
        *range = start..end;
        start = end;
    }
    Some(ranges)
}

/// Writes sections behind their table; each is let go once it is written.
pub(super) fn write_all(
    parts: [Vec<u8>; Section::ALL.len()],
    out: &mut impl Write,
) -> io::Result<()> {
    out.write_all(&MAGIC)?;
    let mut end = TABLE as u64;
    for part in &parts {
        end += part.len() as u64;
        out.write_all(&end.to_le_bytes())?;
    }
    parts.into_iter().try_for_each(|part| out.write_all(&part))
}

/// The `index`-th u32 of a section.
pub(super) fn u32_at(bytes: &[u8], index: usize) -> Option<u32> {
    let piece = bytes.get(index.checked_mul(4)?..)?.first_chunk()?;
    Some(u32::from_le_bytes(*piece))
}

/// The u64 at a byte of a section.
pub(super) fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}
