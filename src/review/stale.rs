//! Căn cứ đã đổi: what a provision rests on and that reads otherwise today than when the provision was issued.
//!
//! Guidance lives on when its parent changes (Luật 64/2025/QH15, Điều 57): whether it still fits is for people to say. Here it
//! is only told what was cited, what that said then, and what it says now.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::corpus::{Corpus, Destination};
use crate::law::{Address, Portion};
use crate::overlap::align;
use crate::review::{Error, Side};
use crate::text::letters_and_digits;
use crate::timeline::{Timeline, Wording};

/// Something that a provision rests on and that has changed since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stale {
    /// What has changed.
    pub cited: Address,
    /// The sentence that rests on it; of a whole text that has ended, what proves its end.
    pub sentence: String,
    /// Since when.
    pub since: Option<Date>,
    /// Whether it is no longer there.
    pub gone: bool,
    /// Its sentences that changed: before, now.
    pub changed: Vec<(String, String)>,
}

/// What `side` rests on and has changed between the day its document was issued and `day`. Only provisions that it cites are
/// looked at, for some article of a law always changes; and whole texts that it guides, for their end.
///
/// # Errors
/// When the corpus cannot be read.
pub fn stale(corpus: &Corpus, side: &Side, day: Date) -> Result<Vec<Stale>, Error> {
    let mut found = Vec::new();
    for (listing, proof) in corpus.ended_parents(&side.document, day)? {
        let cited = Address { document: listing.reference, portion: Portion::default() };
        let (sentence, since) = (proof.words, proof.day);
        found.push(Stale { cited, sentence, since, gone: true, changed: Vec::new() });
    }
    let Some(issued) = side.document.identity.issued else { return Ok(found) };
    let slug = side.listing.reference.slug();
    let mut seen = BTreeSet::new();
    for reference in corpus.outgoing(&slug)?.unwrap_or_default().references {
        let Destination::Held(cited) = reference.to else { continue };
        let elsewhere = cited.document != side.listing.reference && !cited.portion.steps.is_empty();
        let here = side.address.portion.holds(&reference.from) && !reference.quoted;
        if !(elsewhere && here && seen.insert(cited.to_string())) {
            continue;
        }
        let Some(timeline) = corpus.timeline(&cited.document.slug())? else { continue };
        found.extend(changed(&timeline, cited, reference.sentence, issued, day));
    }
    Ok(found)
}

fn changed(
    timeline: &Timeline,
    cited: Address,
    sentence: String,
    issued: Date,
    day: Date,
) -> Option<Stale> {
    // Most texts never change: their versions are not made.
    timeline.days().iter().find(|&&it| issued < it && it <= day)?;
    let wordings = timeline.wordings(&cited.portion);
    let on = |day: Date| -> Option<&Wording> {
        wordings.iter().rev().find(|it| it.from.is_none_or(|from| from <= day))
    };
    let (before, now) = (on(issued)?, on(day)?);
    let text = |it: &Wording| it.text.clone().unwrap_or_default();
    let (old, new) = (text(before), text(now));
    let gone = now.repealed || now.text.is_none();
    if before.from == now.from || letters_and_digits(&old) == letters_and_digits(&new) && !gone {
        return None;
    }
    let rows = align(&old, &new).into_iter().map(|row| {
        let words = |span: Option<crate::text::Span>, of: &str| {
            span.map_or_else(String::new, |it| it.of(of).trim().to_owned())
        };
        (words(row.left, &old), words(row.right, &new))
    });
    let differ = |(old, new): &(String, String)| letters_and_digits(old) != letters_and_digits(new);
    let changed = if gone { Vec::new() } else { rows.filter(differ).collect() };
    Some(Stale { cited, sentence, since: now.from, gone, changed })
}
