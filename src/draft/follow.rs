//! Dẫn chiếu nội bộ: what a sentence that was taken over cites in its source, followed to where that stands in the draft.
//!
//! "Khoản 2 Điều này" meant the source's article. When that clause is in the draft, the words are written anew; when it is
//! not, and the source goes on beside the draft, the source is named; when the source ends with the draft, the words would
//! point nowhere, and somebody must decide. Nothing is changed without being told.

use crate::cite::{self, Base, Citation, Detail, Mention, Named, Part, Reader, Standing, Whose};
use crate::draft::landing::{Landing, Landings};
use crate::draft::wording::Wording;
use crate::draft::{Draft, Origin, Source};
use crate::law::{Component, DocumentRef, Portion, Unit};
use crate::text::{Span, comparable, slug};

/// A sentence with its citations followed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Followed {
    /// The sentence as it reads in the draft.
    pub(super) text: String,
    /// The citations that were written anew: before, after.
    pub(super) rewritten: Vec<(String, String)>,
    /// The citations that could not be followed: the words, what they cite, why.
    pub(super) open: Vec<Unfollowed>,
}

/// A citation that nobody but a person can settle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unfollowed {
    /// The citation as written.
    pub(super) words: String,
    /// What it cites.
    pub(super) document: DocumentRef,
    /// Which part of it.
    pub(super) portion: Portion,
    /// Why it was not followed, as a sentence.
    pub(super) why: String,
}

/// Follows the citations of a sentence that stands at `here` in the draft. `text` is the sentence without its number.
pub(super) fn follow(
    draft: &Draft,
    landings: &Landings,
    text: &str,
    origin: &Origin,
    here: &Portion,
) -> Followed {
    let mut followed = Followed { text: text.to_owned(), ..Followed::default() };
    let Some(source) = draft.source(&origin.address.document) else { return followed };
    let mut reader = Reader::new(source.kind, &format!("{} {}", source.kind.name(), source.title));
    reader.stand(standing(&origin.address.portion));
    let mentions = cite::find(text);
    let citations = reader.read(text, false);
    if mentions.len() != citations.len() {
        return followed;
    }
    let all: Vec<Cited<'_>> = mentions.iter().zip(&citations).map(|(m, c)| Cited(m, c)).collect();
    let mut edits: Vec<(Span, String)> = Vec::new();
    for run in runs(text, &all) {
        // What the drafter wrote in place of the source's words is already meant for the draft.
        if !run.iter().all(|it| origin.text.contains(it.0.span.of(text))) {
            continue;
        }
        let told: Vec<Told> =
            run.iter().map(|it| tell(draft, landings, source, origin, it)).collect();
        let wording = Wording { draft, here, text, run, told: &told };
        match wording.write() {
            Ok(written) => edits.extend(written),
            Err(whys) => followed.open.extend(whys),
        }
    }
    for (span, words) in edits.into_iter().rev() {
        let before = span.of(text).to_owned();
        if comparable(&before) != comparable(&words) {
            followed.text.replace_range(span.range(), &words);
            followed.rewritten.insert(0, (before, words));
        }
    }
    followed
}

/// A citation as its words give it and as it is meant.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cited<'a>(pub(super) &'a Mention, pub(super) &'a Citation);

/// What becomes of a citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// It cites a text that has nothing to do with the draft.
    Leave,
    /// It cites what is now this unit of the draft.
    Here(Portion),
    /// It cites the whole of a text that ends with the draft: the draft.
    Whole,
    /// It cites a source that goes on beside the draft: named so.
    Beside(Portion, String),
    /// A person must decide.
    Open(Unfollowed),
}

fn tell(
    draft: &Draft,
    landings: &Landings,
    at_home: &Source,
    origin: &Origin,
    cited: &Cited<'_>,
) -> Told {
    let Cited(mention, citation) = *cited;
    let source = match &citation.document {
        Whose::Own => at_home,
        Whose::Other(name) => match name.number.as_deref().and_then(|it| named(draft, it)) {
            Some(source) if draft.replaces(source) => source,
            _ => return Told::Leave,
        },
    };
    let mut portion = cite::portion(citation);
    if matches!(citation.part, Part::Attached(_))
        && matches!(origin.address.portion.component, Component::Attachment(_))
    {
        portion.component = origin.address.portion.component;
    }
    let open = |why: &str| {
        Told::Open(Unfollowed {
            words: String::new(),
            document: source.reference.clone(),
            portion: portion.clone(),
            why: why.to_owned(),
        })
    };
    let ends = draft.replaces(source);
    if portion.steps.is_empty() {
        let whole_text = matches!(mention.document, Named::This(_) | Named::Written(_));
        return match (ends, whole_text && !matches!(citation.part, Part::Annex(_))) {
            (true, true) => Told::Whole,
            (false, true) if citation.document == Whose::Own => {
                Told::Beside(portion, source.short_name())
            }
            _ => open("Phụ lục được dẫn chiếu không có trong dự thảo."),
        };
    }
    if citation.until.is_some() || citation.detail != Detail::Whole {
        return open("Dẫn chiếu cả dãy đơn vị hoặc một phần đơn vị: cần viết lại bằng tay.");
    }
    match landings.of(&source.reference, &portion) {
        Landing::One(there) => Told::Here(there),
        Landing::Spread(there) => {
            let names: Vec<String> = there.iter().map(Portion::name).collect();
            open(&format!("Nội dung được dẫn chiếu nay nằm ở nhiều nơi: {}.", names.join("; ")))
        }
        Landing::Coarse(there) => open(&format!(
            "Chưa rõ nội dung được dẫn chiếu nằm ở đâu trong {} của dự thảo.",
            there.name()
        )),
        Landing::Nowhere if !ends => Told::Beside(portion, source.short_name()),
        Landing::Nowhere => open(
            "Quy định được dẫn chiếu không được đưa vào dự thảo, mà văn bản chứa nó sẽ hết hiệu lực.",
        ),
    }
}

/// The source that a number names, unless several share it.
fn named<'a>(draft: &'a Draft, number: &str) -> Option<&'a Source> {
    let wanted = slug(number);
    let mut found = draft.sources.iter().filter(|it| slug(&it.reference.number) == wanted);
    found.next().filter(|_| found.next().is_none())
}

fn standing(portion: &Portion) -> Standing {
    let part = match portion.component {
        Component::Main => Part::Main,
        Component::Attachment(_) => Part::Attached(crate::law::Kind::Regulation),
        Component::Annex(number) => Part::Annex(Some(crate::law::Label::count(u32::from(number)))),
    };
    Standing { part, path: portion.steps.clone() }
}

/// Citations that are one list: `các khoản 1, 2 và 4 Điều này`. The first alone names the unit.
fn runs<'a, 'b>(text: &str, all: &'b [Cited<'a>]) -> Vec<&'b [Cited<'a>]> {
    let joined = |a: &Cited<'_>, b: &Cited<'_>| {
        let between = text.get(a.0.span.end as usize..b.0.span.start as usize).unwrap_or_default();
        let joint = matches!(between.trim().trim_matches(',').trim(), "" | "và" | "hoặc");
        let whole = names_unit(b.0.span.of(text)) && says_all(a, a.0.span.of(text));
        joint && !whole && b.0.place.base != Base::ThisPart
    };
    all.chunk_by(joined).collect()
}

/// Whether the words of a citation name all units that it goes down; `điểm a` of `điểm a và điểm b khoản 4` does not.
fn says_all(cited: &Cited<'_>, words: &str) -> bool {
    let place = &cited.0.place;
    let of_unit = |unit: Unit| comparable(words).contains(&comparable(unit.name()));
    match place.base {
        Base::This(_) | Base::ThisPart => words.ends_with("này"),
        Base::Written => place.steps.iter().all(|it| of_unit(it.unit)),
    }
}

/// Whether the words of a citation begin with the noun of a unit or document; the members of a list after the first do not.
pub(super) fn names_unit(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or_default();
    first.chars().count() > 1 && first.chars().all(char::is_alphabetic)
}
