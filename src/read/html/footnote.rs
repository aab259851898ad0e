//! Footnotes of pages.
//!
//! Word links mark and body by anchors: `href="#_ftn1" name="_ftnref1"` in the text, the reverse at the foot. Portals
//! often lose the anchors and keep `[1]` in both places; those are paired by their numbers.

use scraper::node::Element;

use crate::read::html::style;
use crate::read::html::walk::Harvest;
use crate::read::{Draft, Inline};
use crate::text::Style;

/// Which end of a footnote an anchor is.
pub(crate) enum NoteAnchor {
    /// The mark in the text.
    Mark(String),
    /// The start of the body.
    Body(String),
}

/// Reads Word's anchors; `_edn` are its endnotes.
pub(crate) fn anchor(element: &Element) -> Option<NoteAnchor> {
    let href = style::attr(element, "href")?;
    let (_, target) = href.rsplit_once('#')?;
    let (kind, rest) = target.split_at_checked(4)?;
    if !matches!(kind, "_ftn" | "_edn") {
        return None;
    }
    match rest.strip_prefix("ref") {
        Some(number) => Some(NoteAnchor::Body(format!("{kind}{number}"))),
        None => Some(NoteAnchor::Mark(format!("{kind}{rest}"))),
    }
}

/// Whether the element is Word's box around a body: it may hold several paragraphs.
pub(crate) fn is_body(element: &Element) -> bool {
    let id = style::attr(element, "id").unwrap_or_default();
    let number = id.strip_prefix("ftn").or_else(|| id.strip_prefix("edn"));
    number.is_some_and(|number| {
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Pairs `[1]` in the text with `[1] …` paragraphs at the end, when the anchors are gone.
pub(crate) fn gather(harvest: &mut Harvest) {
    if !harvest.notes.is_empty() {
        return;
    }
    let Some(first) = harvest.drafts.iter().rposition(|draft| number_of(draft) == Some(1)) else {
        return;
    };
    let bodies: Vec<Option<u32>> =
        harvest.drafts.get(first..).unwrap_or_default().iter().map(number_of).collect();
    // Only a run 1, 2, 3 … to the very end is a list of footnotes.
    let is_run = bodies.iter().zip(1..).all(|(number, expected)| *number == Some(expected));
    let above = harvest.drafts.get(..first).unwrap_or_default();
    let marks = |draft: &Draft| draft.inlines().iter().any(|inline| inline.text.contains("[1]"));
    if !is_run || !above.iter().any(marks) {
        return;
    }
    for (draft, index) in harvest.drafts.split_off(first).into_iter().zip(0_u32..) {
        let Draft::Text { inline, .. } = draft else { continue };
        let mark = format!("[{}]", index + 1);
        for inline in harvest.drafts.iter_mut().flat_map(Draft::inlines_mut) {
            let places: Vec<usize> = inline.text.match_indices(&mark).map(|(at, _)| at).collect();
            for at in places {
                inline.mark(at, at + mark.len(), Style::Footnote(index));
            }
        }
        harvest.notes.push((mark, Some(inline)));
    }
}

/// The number of a paragraph that begins `[n]`.
fn number_of(draft: &Draft) -> Option<u32> {
    let Draft::Text { inline: Inline { text, .. }, .. } = draft else { return None };
    let (number, _) = text.strip_prefix('[')?.split_once(']')?;
    number.parse().ok()
}
