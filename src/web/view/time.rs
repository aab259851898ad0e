//! A document on a day, as its page shows it: status with its proof, what was computed, who changed which unit.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::amend::Cause;
use crate::law::{Document, Listing, Portion, UnitId};
use crate::timeline::{self, Change, Proof, Timeline, Version};
use crate::web::pages::Reading;
use crate::web::view::listing::{Badge, ListingView, day as written};

/// Văn bản vào một ngày.
#[derive(Clone, Debug)]
pub(crate) struct TimeView {
    /// The document's slug.
    pub(crate) slug: String,
    /// The day, for the date control.
    pub(crate) day: String,
    /// The day, for people.
    pub(crate) shown: String,
    /// Whether it is today.
    pub(crate) is_today: bool,
    /// The status on the day.
    pub(crate) badge: Badge,
    /// What proves it.
    pub(crate) proofs: Vec<ProofView>,
    /// Where text and metadata speak against each other.
    pub(crate) doubts: Vec<String>,
    /// The published consolidation that is shown: its page, its name, and where it is compared with the computed text.
    pub(crate) official: Option<(String, String, String)>,
    /// What to say of a text that was computed.
    pub(crate) computed: Option<ComputedView>,
    /// The days on which the wording changes.
    pub(crate) stops: Vec<StopView>,
    /// Whether the document orders changes of others.
    pub(crate) amends: bool,
    /// The texts it guides that have ended: page, name, what proves the end.
    pub(crate) parents: Vec<(String, String, ProofView)>,
}

/// A proof of a status.
#[derive(Clone, Debug)]
pub(crate) struct ProofView {
    /// `Có hiệu lực 01/07/2016`.
    pub(crate) name: String,
    /// The document that says so, by name; empty for the document itself.
    pub(crate) by: String,
    /// Its page.
    pub(crate) url: String,
    /// The words.
    pub(crate) words: String,
}

/// A text that was put together.
#[derive(Clone, Debug)]
pub(crate) struct ComputedView {
    /// The first day of this wording.
    pub(crate) from: String,
    /// The day on which it changes again.
    pub(crate) until: Option<String>,
    /// What was not carried out.
    pub(crate) refused: Vec<RefusedView>,
}

/// An instruction that was not carried out.
#[derive(Clone, Debug)]
pub(crate) struct RefusedView {
    /// Where it stands.
    pub(crate) place: String,
    /// What it says.
    pub(crate) sentence: String,
    /// Why not.
    pub(crate) why: String,
}

/// A day on which the wording changes.
#[derive(Clone, Debug)]
pub(crate) struct StopView {
    /// The page of that day.
    pub(crate) url: String,
    /// For people.
    pub(crate) shown: String,
    /// Whether the page shows this wording.
    pub(crate) current: bool,
}

/// That a unit was changed, by whom and since when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ChangeMark {
    /// `Khoản này được bổ sung`.
    pub(crate) what: String,
    /// `khoản 2 Điều 1 của Luật số 47/2019/QH14, có hiệu lực kể từ ngày …`.
    pub(crate) by: String,
    /// Where both wordings stand side by side.
    pub(crate) url: String,
}

/// Who changed the units of a page.
pub(crate) type ChangeMarks = BTreeMap<UnitId, Vec<ChangeMark>>;

/// A page's address on a day; without a day, as it is.
pub(crate) fn dated(url: String, day: Option<Date>) -> String {
    let Some(day) = day else { return url };
    let (path, anchor) = match url.split_once('#') {
        Some((path, anchor)) => (path.to_owned(), format!("#{anchor}")),
        None => (url, String::new()),
    };
    if path.is_empty() {
        return anchor;
    }
    let joint = if path.contains('?') { '&' } else { '?' };
    format!("{path}{joint}ngay={day}{anchor}")
}

impl TimeView {
    /// The view of a reading; `portion` is what the page is about, whole for the document.
    pub(crate) fn of(reading: &Reading, slug: &str, portion: &Portion) -> Self {
        let Reading { timeline, version, day, today, .. } = reading;
        let within = within(reading.document(), portion);
        let standing = timeline::standing(&timeline.base.facts, &within, *day);
        let aims = |change: &&Change| portion.is_whole() || change.aims_at(portion);
        let refused = version.refused.iter().filter_map(|(place, why)| {
            let change = timeline.changes.get(*place).filter(aims)?;
            Some(RefusedView {
                place: timeline.source_of(change),
                sentence: timeline.sentence_of(change),
                why: why.to_string(),
            })
        });
        let official = reading.official().map(|it| {
            let own = it.reference().slug();
            let compare = format!("/so-sanh?a={own}&b={slug}&ngay-b={day}");
            (format!("/vb/{own}"), it.name(), compare)
        });
        let shown = version.from.filter(|_| official.is_none());
        let computed = shown.map(|from| ComputedView {
            from: written(from),
            until: version.until.map(written),
            refused: refused.collect(),
        });
        Self {
            slug: slug.to_owned(),
            day: day.to_string(),
            shown: written(*day),
            is_today: day == today,
            badge: Badge(standing.status),
            proofs: standing.proofs.iter().map(ProofView::of).collect(),
            doubts: standing.doubts,
            official,
            computed,
            stops: stops(timeline, version, slug, portion),
            amends: reading.amends,
            parents: reading.parents.iter().map(parent).collect(),
        }
    }
}

impl ProofView {
    fn of(proof: &Proof) -> Self {
        let day = proof.day.map(|day| format!(" {}", written(day))).unwrap_or_default();
        let by = proof.by.clone().unwrap_or_default();
        let url =
            if by.is_empty() { String::new() } else { format!("/vb/{}", crate::text::slug(&by)) };
        Self { name: format!("{}{day}", proof.name), by, url, words: proof.words.clone() }
    }
}

fn parent((listing, proof): &(Listing, Proof)) -> (String, String, ProofView) {
    let view = ListingView::of(listing);
    (view.url, format!("{} {}", view.name, view.title), ProofView::of(proof))
}

/// A portion of a document and the units around it.
pub(crate) fn within(document: &Document, portion: &Portion) -> Vec<Portion> {
    if portion.is_whole() {
        return Vec::new();
    }
    let id = document.find(portion);
    let around = id.into_iter().flat_map(|id| document.ancestors(id));
    let above = around.map(|id| document.portion(id));
    std::iter::once(portion.clone()).chain(above).collect()
}

fn stops(timeline: &Timeline, version: &Version, slug: &str, portion: &Portion) -> Vec<StopView> {
    let address =
        if portion.is_whole() { format!("/vb/{slug}") } else { format!("/vb/{slug}/{portion}") };
    let enacted = timeline.base.identity.issued.filter(|_| !timeline.days().is_empty());
    let mut stops: Vec<StopView> = Vec::new();
    stops.extend(enacted.map(|day| StopView {
        url: dated(address.clone(), Some(day)),
        shown: "khi ban hành".to_owned(),
        current: version.from.is_none(),
    }));
    stops.extend(timeline.days().iter().map(|&day| StopView {
        url: dated(address.clone(), Some(day)),
        shown: written(day),
        current: version.from == Some(day),
    }));
    stops
}

/// Who changed the units of a computed text.
pub(crate) fn change_marks(reading: &Reading, slug: &str) -> ChangeMarks {
    let written = &reading.version.written;
    let mut marks = ChangeMarks::new();
    if reading.version.from.is_none() || reading.official().is_some() {
        return marks;
    }
    let document = &written.document;
    for (id, causes) in &written.units {
        for cause in causes {
            add(&mut marks, reading, slug, *id, *cause);
        }
    }
    let starts: Vec<(u32, UnitId)> = document.units().map(|(id, it)| (it.mark.start, id)).collect();
    for touch in &written.touches {
        let before = starts.partition_point(|(start, _)| *start <= touch.span.start);
        let Some((_, id)) = before.checked_sub(1).and_then(|at| starts.get(at)).copied() else {
            continue;
        };
        let known = std::iter::once(id).chain(document.ancestors(id)).any(|around| {
            written
                .units
                .iter()
                .any(|(unit, causes)| *unit == around && causes.contains(&touch.cause))
        });
        if !known {
            add(&mut marks, reading, slug, id, touch.cause);
        }
    }
    marks
}

fn add(marks: &mut ChangeMarks, reading: &Reading, slug: &str, id: UnitId, cause: Cause) {
    let document = reading.document();
    let Some(change) = reading.timeline.changes.get(cause.0 as usize) else { return };
    let Some(unit) = document.provision(id) else { return };
    let mark = ChangeMark {
        what: timeline::deed(&change.instruction.operation, unit.step.unit.name()),
        by: reading.timeline.source_of(change),
        url: format!("/lich-su/{slug}/{}", document.portion(id)),
    };
    let held = marks.entry(id).or_default();
    if !held.contains(&mark) {
        held.push(mark);
    }
}
