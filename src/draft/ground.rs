//! Căn cứ of a draft, collected from the texts whose provisions it keeps.
//!
//! Each once, higher force first. A text is a basis only for texts below it, and what ends with the draft cannot carry it;
//! what is left out is told. A basis that is no longer in force is kept and marked: which text took its place is for people.

use crate::cite::{self, Named};
use crate::draft::{Draft, Ground, Source};
use crate::law::{DocumentRef, Status};
use crate::text::{comparable, slug};

/// The căn cứ of a draft and what became of those that are not among them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Grounds {
    /// In the order in which they are printed.
    pub(super) kept: Vec<Ground>,
    /// Those left out, each with the reason as a sentence.
    pub(super) dropped: Vec<(Ground, String)>,
}

/// Collects the căn cứ of the sources of a draft from which something was taken.
pub(super) fn grounds(draft: &Draft, used: &[&Source]) -> Grounds {
    let mut found = Grounds::default();
    let own_rank = draft.kind.rank(Some(&draft.issuer));
    let higher = |rank: Option<u8>| match (rank, own_rank) {
        (Some(theirs), Some(ours)) => theirs < ours,
        _ => true,
    };
    // A law whose provisions the draft repeats carries it too.
    let above = used.iter().filter(|it| {
        let rank = it.kind.rank(it.authorities.first());
        rank.is_some() && higher(rank) && !draft.replaces(it)
    });
    let own = above.map(|it| Ground {
        line: format!("Căn cứ {}", it.name_line()),
        document: Some(it.reference.clone()),
        rank: it.kind.rank(it.authorities.first()),
        status: it.status,
    });
    for ground in own.chain(used.iter().flat_map(|it| it.grounds.iter().cloned())) {
        if found.has(&ground) {
            continue;
        }
        let ends = draft.sources.iter().any(|it| draft.replaces(it) && is_of(&ground, it));
        let why = match (ends, higher(ground.rank)) {
            (true, _) => "Văn bản này hết hiệu lực cùng với dự thảo nên không còn làm căn cứ.",
            (_, false) => "Chỉ văn bản có hiệu lực pháp lý cao hơn mới làm căn cứ.",
            _ => {
                found.kept.push(ground);
                continue;
            }
        };
        found.dropped.push((ground, why.to_owned()));
    }
    found.kept.sort_by_key(|it| (it.rank.is_none(), it.rank));
    found
}

impl Grounds {
    fn has(&self, ground: &Ground) -> bool {
        let known = self.kept.iter().chain(self.dropped.iter().map(|it| &it.0));
        let key = key(ground);
        known.into_iter().any(|it| {
            self::key(it) == key || it.document.is_some() && it.document == ground.document
        })
    }
}

/// What tells one căn cứ from another: the number it names, else its words.
fn key(ground: &Ground) -> String {
    number(ground).unwrap_or_else(|| comparable(&ground.line))
}

fn number(ground: &Ground) -> Option<String> {
    cite::find(&ground.line).into_iter().find_map(|it| match it.document {
        Named::Written(name) => name.number.map(|it| slug(&it)),
        _ => None,
    })
}

fn is_of(ground: &Ground, source: &Source) -> bool {
    match &ground.document {
        Some(document) => *document == source.reference,
        None => number(ground).is_some_and(|it| it == reference_slug(&source.reference)),
    }
}

fn reference_slug(reference: &DocumentRef) -> String {
    slug(&reference.number)
}

/// Whether a basis no longer carries anything.
pub(super) fn is_over(ground: &Ground) -> bool {
    matches!(ground.status, Status::Ended | Status::NotYet)
}
