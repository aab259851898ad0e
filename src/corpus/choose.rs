//! Which copy of a text is used, what the others add to it, and what the texts that share a number are called.
//!
//! The rules, in this order:
//!
//! 1. **Same text?** Same number, kind and issuer; and for numbers without a year (`81/KH-UBTVQH15`), issued in the same
//!    year. What is not known does not part a catalogue entry from a text. Two texts of which too little is known are
//!    taken for different ones: a doubled text is a nuisance, a lost one a fault. So are two that one codification
//!    holds under different names, for each has only its own articles.
//! 2. **Which copy?** A full text before one put together from the codification before a mere catalogue entry; then the
//!    source that is declared later; then the longer; then the path that sorts last. The others get a note.
//! 3. **What is known of it?** What the chosen copy says, completed where it is silent by the other copies, best first.
//!    Where they speak against each other the chosen copy is believed and the difference noted.
//! 4. **What is it called?** Its number. Where several texts share it, the number and the first of these that tells each
//!    from all others: issuer (its place), kind, both, date, and so on.

use std::cmp::Reverse;

use jiff::civil::Date;

use crate::corpus::parse::Origin;
use crate::corpus::stored::Head;
use crate::law::{Authority, DocumentRef, Kind, Link, NoteKind};
use crate::text::{comparable, slug};

/// A stored copy, as far as the choice needs it.
#[derive(Clone, Debug)]
pub(super) struct Copy {
    /// Its row in the store.
    pub(super) id: i64,
    /// Which kind of copy.
    pub(super) origin: Origin,
    /// The place of its source among the sources.
    pub(super) source: usize,
    /// Its file.
    pub(super) path: String,
    /// Its line in the file.
    pub(super) line: u32,
    /// What is known of it.
    pub(super) head: Head,
    /// Hash of the whole.
    pub(super) hash: Vec<u8>,
}

/// A document: the copy that is used, under the name that is its own.
#[derive(Debug)]
pub(super) struct Chosen {
    /// The copies; the first is used.
    pub(super) copies: Vec<Copy>,
    /// What all copies together say.
    pub(super) head: Head,
    /// Its name.
    pub(super) reference: DocumentRef,
    /// What the choice itself gave reason to note: the copy concerned, and what.
    pub(super) notes: Vec<(usize, NoteKind)>,
}

/// Sorts the copies that share a number into documents, and names them. The result does not depend on their order.
pub(super) fn choose(mut copies: Vec<Copy>) -> Vec<Chosen> {
    copies.sort_by(|a, b| preference(b).cmp(&preference(a)));
    let mut documents: Vec<Chosen> = Vec::new();
    for copy in copies {
        let mut same = documents.iter_mut().filter(|it| is_same(&it.head, &it.copies, &copy));
        match (same.next(), same.next()) {
            (Some(document), None) => document.add(copy),
            // None fits, or it is not known which: it stands for itself.
            _ => documents.push(Chosen::of(copy)),
        }
    }
    name(&mut documents);
    documents
}

fn preference(copy: &Copy) -> impl Ord + '_ {
    let line = Reverse(copy.line);
    (copy.origin, !copy.head.facts.illustrative, copy.source, copy.head.length, &copy.path, line)
}

impl Chosen {
    fn of(copy: Copy) -> Self {
        let (head, reference) = (copy.head.clone(), copy.head.reference.clone());
        Self { copies: vec![copy], head, reference, notes: Vec::new() }
    }

    /// Adds a copy that is not used but may know more.
    fn add(&mut self, copy: Copy) {
        let at = self.copies.len();
        let used = self.copies.first();
        let mere_facts = copy.origin == Origin::Catalogue
            && used.is_some_and(|used| used.origin != Origin::Catalogue);
        if let Some(used) = used.filter(|_| !mere_facts) {
            let place = match used.line {
                0 | 1 => used.path.clone(),
                line => format!("{}:{line}", used.path),
            };
            self.notes.push((at, NoteKind::CopyUnused(place)));
        }
        let notes = merge(&mut self.head, &copy.head);
        self.notes.extend(notes.into_iter().map(|note| (at, note)));
        self.copies.push(copy);
    }
}

/// Whether `copy` is a copy of the document of which `head` is known.
fn is_same(head: &Head, held: &[Copy], copy: &Copy) -> bool {
    let other = &copy.head;
    if let (Some(one), Some(two)) = (&head.identity.number, &other.identity.number)
        && one != two
    {
        return false;
    }
    let edition = |held: &Copy| held.origin == Origin::Codification && held.source == copy.source;
    if copy.origin == Origin::Codification && held.iter().any(edition) {
        return false;
    }
    if head.identity.number.is_none() && head.title.is_empty() {
        return false;
    }
    if !same_kind(head.kind, other.kind) || head.facts.illustrative != other.facts.illustrative {
        return false;
    }
    let (issued, other_issued) = (head.identity.issued, other.identity.issued);
    let dated = head.identity.number.as_ref().is_some_and(|number| number.year().is_some());
    let years = match (issued, other_issued) {
        (Some(one), Some(two)) => Some(dated || one.year() == two.year()),
        _ => dated.then_some(true),
    };
    let facts_only = copy.origin == Origin::Catalogue
        || held.iter().all(|held| held.origin == Origin::Catalogue);
    let (ours, theirs) = (&head.identity.authorities, &other.identity.authorities);
    // The codification gives 90/2025/UBTVQH15 to Quốc hội. A number with its year, kind and day says more than that,
    // except where thousands of councils count alike.
    let certain = dated && issued.is_some() && issued == other_issued;
    let issuers = match same_issuers(ours, theirs) {
        Some(false) if certain && !ours.iter().chain(theirs).any(is_local) => Some(true),
        issuers => issuers,
    };
    match (issuers, years) {
        (Some(false), _) | (_, Some(false)) => false,
        (Some(true), Some(true)) => true,
        _ if facts_only => true,
        // Of two texts too little is known: only the same day and the same title make them one.
        _ => issued == other_issued && comparable(&head.title) == comparable(&other.title),
    }
}

/// Whether two kinds may be said of one text: a code is a law, and is often called so.
pub(super) fn same_kind(one: Kind, two: Kind) -> bool {
    let class = |kind| if kind == Kind::Code { Kind::Law } else { kind };
    class(one) == class(two) || one == Kind::Other || two == Kind::Other
}

/// Whether two lists of issuers name a common one; none when one of them is not fully known.
pub(super) fn same_issuers(one: &[Authority], two: &[Authority]) -> Option<bool> {
    let meets = |a: &Authority, b: &Authority| {
        let places = match (&a.place, &b.place) {
            (Some(here), Some(there)) => Some(here.name == there.name),
            (None, None) if !is_local(a) => Some(true),
            _ => None,
        };
        if a.id == b.id { places } else { Some(false) }
    };
    let met: Vec<Option<bool>> =
        one.iter().flat_map(|a| two.iter().map(move |b| meets(a, b))).collect();
    match met.as_slice() {
        [] => None,
        all if all.contains(&Some(true)) => Some(true),
        all if all.contains(&None) => None,
        _ => Some(false),
    }
}

/// Whether an authority is one of many that bear the same name.
pub(super) fn is_local(authority: &Authority) -> bool {
    ["hoi-dong-nhan-dan", "uy-ban-nhan-dan"].iter().any(|name| authority.id.ends_with(name))
}

/// Completes `head` from another copy, and tells where the two speak against each other.
fn merge(head: &mut Head, other: &Head) -> Vec<NoteKind> {
    let mut notes = Vec::new();
    let said = |date: &Date| date.to_string();
    if head.kind == Kind::Other || other.kind == Kind::Code {
        head.kind = other.kind;
    }
    if head.title.is_empty() {
        head.title.clone_from(&other.title);
    }
    let vague = head.identity.authorities.iter().any(|it| is_local(it) && it.place.is_none());
    if same_issuers(&head.identity.authorities, &other.identity.authorities) == Some(false) {
        let named = |list: &[Authority]| {
            list.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
        };
        notes.push(NoteKind::Disagreement {
            key: "co-quan".to_owned(),
            text: named(&head.identity.authorities),
            metadata: named(&other.identity.authorities),
        });
    }
    if head.identity.authorities.is_empty() || vague && !other.identity.authorities.is_empty() {
        head.identity.authorities.clone_from(&other.identity.authorities);
    }
    notes.extend(complete(
        "ngay-ban-hanh",
        &mut head.identity.issued,
        &other.identity.issued,
        said,
    ));
    let (facts, more) = (&mut head.facts, &other.facts);
    notes.extend(complete("ngay-hieu-luc", &mut facts.effective, &more.effective, said));
    notes.extend(complete("ngay-het-hieu-luc", &mut facts.ended, &more.ended, said));
    facts.source = facts.source.take().or_else(|| more.source.clone());
    facts.field = facts.field.take().or_else(|| more.field.clone());
    facts.remark = facts.remark.take().or_else(|| more.remark.clone());
    if facts.effects.is_empty() {
        facts.effects.clone_from(&more.effects);
    }
    for link in &more.links {
        if !facts.links.iter().any(|held| says_the_same(held, link)) {
            facts.links.push(link.clone());
        }
    }
    notes
}

/// Fills `held` from `other`, or notes that they differ.
fn complete<T: Clone + PartialEq>(
    key: &str,
    held: &mut Option<T>,
    other: &Option<T>,
    said: impl Fn(&T) -> String,
) -> Option<NoteKind> {
    match (held.as_ref(), other) {
        (None, _) => {
            held.clone_from(other);
            None
        }
        (Some(here), Some(there)) if here != there => Some(NoteKind::Disagreement {
            key: key.to_owned(),
            text: said(here),
            metadata: said(there),
        }),
        _ => None,
    }
}

/// Whether two ties are one: a tie of the whole document adds nothing to the same tie of one of its articles.
fn says_the_same(held: &Link, link: &Link) -> bool {
    let whole = link.here.is_none() && link.portion.is_none() && link.since.is_none();
    let parts = held.here == link.here && held.portion == link.portion;
    held.kind == link.kind && slug(&held.there) == slug(&link.there) && (whole || parts)
}

/// Tells apart the documents that share a number.
fn name(documents: &mut [Chosen]) {
    if documents.len() < 2 {
        return;
    }
    let words: Vec<Vec<String>> = documents.iter().map(|it| telling(&it.head)).collect();
    let mut taken: Vec<String> = Vec::new();
    for (place, document) in documents.iter_mut().enumerate() {
        let own = words.get(place).into_iter().flatten().enumerate();
        let mut telling = own.filter(|(level, word)| {
            let others = words.iter().enumerate().filter(|(at, _)| *at != place);
            !word.is_empty()
                && !taken.contains(word)
                && others.into_iter().all(|(_, other)| other.get(*level) != Some(word))
        });
        let word = telling.next().map(|(_, word)| word.clone());
        let word = word.unwrap_or_else(|| format!("ban-{}", place + 1));
        let before = document.reference.qualifier.take();
        document.reference.qualifier = Some(match before {
            Some(before) => format!("{before}-{word}"),
            None => word.clone(),
        });
        taken.push(word);
    }
}

/// The words that may tell a document from others, the best first.
fn telling(head: &Head) -> Vec<String> {
    let issuer = head.identity.authorities.first().map(Authority::qualifier).unwrap_or_default();
    let kind = head.kind.slug();
    let date = head.identity.issued.map(|date| date.to_string()).unwrap_or_default();
    let join = |words: &[&String]| {
        let known: Vec<&str> =
            words.iter().map(|it| it.as_str()).filter(|it| !it.is_empty()).collect();
        known.join("-")
    };
    vec![
        issuer.clone(),
        kind.clone(),
        join(&[&issuer, &kind]),
        date.clone(),
        join(&[&issuer, &date]),
        join(&[&kind, &date]),
        join(&[&issuer, &kind, &date]),
    ]
}

#[cfg(test)]
#[path = "choose_tests.rs"]
mod tests;
