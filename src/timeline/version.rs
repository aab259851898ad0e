//! Lời văn trên một ngày: a base text and all that changes it, in the order in which the changes take effect.
//!
//! An instruction takes effect with the provision of the amending text that gives it, which need not be the day of the
//! text as a whole. Those that begin on one day are carried out in the order of issue, then of the text. What is refused
//! stays refused and is told; nothing is left out silently.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;

use crate::amend::{self, Cause, Edition, Instruction, Operation, Refusal, Written};
use crate::law::{Document, LinkKind, Portion, Status, UnitId};
use crate::text::{letters_and_digits, slug};
use crate::timeline::standing::{Proof, Standing, begins_within, standing};

/// A text that changes others, with its instructions on one of them.
pub type Amender = (Arc<Document>, Vec<Instruction>);

/// A text through time.
#[derive(Debug)]
pub struct Timeline {
    /// The text as enacted, or as its source has it.
    pub base: Arc<Document>,
    /// The texts that change it, in order of issue.
    pub amenders: Vec<Arc<Document>>,
    /// Published consolidations of it, in order of issue.
    pub official: Vec<Arc<Document>>,
    /// Their instructions, in the order in which they take effect; those without a day last.
    pub changes: Vec<Change>,
    days: Vec<Date>,
    versions: Vec<OnceLock<Arc<Version>>>,
}

/// One instruction, and when it takes effect.
#[derive(Clone, Debug)]
pub struct Change {
    /// Which of [`Timeline::amenders`] gives it.
    pub amender: usize,
    /// The instruction.
    pub instruction: Instruction,
    /// The provision that gives it.
    pub at: Portion,
    /// What proves its day; none when no day is known.
    pub since: Option<Proof>,
}

/// The text as it stands between two days.
#[derive(Debug)]
pub struct Version {
    /// The first day; none for the text as enacted.
    pub from: Option<Date>,
    /// The day on which the next version begins.
    pub until: Option<Date>,
    /// The text, and who changed what; a [`Cause`] is a place in [`Timeline::changes`].
    pub written: Written,
    /// Instructions that were to be carried out by then and were not, with the reason.
    pub refused: Vec<(usize, Refusal)>,
}

/// One wording of a provision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// The first day of this wording; none for the text as enacted.
    pub from: Option<Date>,
    /// The day on which another wording begins.
    pub until: Option<Date>,
    /// The wording: mark, heading and all below; none when the text has no such provision.
    pub text: Option<String>,
    /// Whether only its number is left.
    pub repealed: bool,
    /// The instructions that begin on the first day and aim here, as places in [`Timeline::changes`].
    pub causes: Vec<usize>,
    /// Instructions that aim here and were not carried out, with the reason.
    pub refused: Vec<(usize, Refusal)>,
}

impl Timeline {
    /// The timeline of `base` under `amenders`, with the published consolidations among `official`. A text of the codification is already consolidated: nothing is done to it.
    pub fn of(
        base: Arc<Document>,
        mut amenders: Vec<Amender>,
        mut official: Vec<Arc<Document>>,
    ) -> Self {
        amenders.sort_by_key(|(it, _)| {
            (it.identity.issued, it.identity.number.as_ref().map(|it| (it.year(), it.serial())))
        });
        official.sort_by_key(|it| it.identity.issued);
        let mut changes = Vec::new();
        let mut texts = Vec::new();
        for (index, (amender, instructions)) in amenders.into_iter().enumerate() {
            if !base.facts.codified {
                changes.extend(of_amender(&base, index, &amender, instructions));
            }
            texts.push(amender);
        }
        // Stable: those of one day keep the order of issue and of the text.
        changes.sort_by_key(|it| it.day().unwrap_or(Date::MAX));
        let mut days: Vec<Date> = changes.iter().filter_map(Change::day).collect();
        days.dedup();
        let versions = std::iter::repeat_with(OnceLock::new).take(days.len() + 1).collect();
        Self { base, amenders: texts, official, changes, days, versions }
    }

    /// The days on which the wording changes.
    pub fn days(&self) -> &[Date] {
        &self.days
    }

    /// The text on a day. Made once for each stretch between two changes.
    pub fn on(&self, day: Date) -> Arc<Version> {
        self.version(self.days.partition_point(|it| *it <= day))
    }

    /// The texts in order, the first as enacted.
    pub fn all(&self) -> impl Iterator<Item = Arc<Version>> + '_ {
        (0..=self.days.len()).map(|index| self.version(index))
    }

    fn version(&self, index: usize) -> Arc<Version> {
        let made = || Arc::new(self.make(index));
        self.versions.get(index).map_or_else(made, |held| Arc::clone(held.get_or_init(made)))
    }

    fn make(&self, index: usize) -> Version {
        let from = index.checked_sub(1).and_then(|at| self.days.get(at)).copied();
        let until = self.days.get(index).copied();
        let mut edition = Edition::of(&self.base);
        let mut refused = Vec::new();
        for (place, change) in self.changes.iter().enumerate() {
            if change.day().is_none_or(|day| from.is_none_or(|from| day > from)) {
                continue;
            }
            let cause = Cause(u32::try_from(place).unwrap_or(u32::MAX));
            if let Err(why) = amend::apply(&mut edition, &change.instruction.operation, cause) {
                refused.push((place, why));
            }
        }
        Version { from, until, written: edition.write(), refused }
    }

    /// The status of the document, or of the provision at `portion`, on a day, in the light of what was carried out by then.
    pub fn standing(&self, portion: &Portion, day: Date) -> Standing {
        let version = self.on(day);
        let document = &version.written.document;
        let id = document.find(portion);
        let around = id.into_iter().flat_map(|id| document.ancestors(id));
        let above: Vec<Portion> = around.map(|id| document.portion(id)).collect();
        let own = Some(portion.clone()).filter(|it| !it.is_whole());
        let within: Vec<Portion> = own.into_iter().chain(above).collect();
        let mut standing = standing(&self.base.facts, &within, day);
        let refused = |place: usize| version.refused.iter().any(|(at, _)| *at == place);
        let mut done = self.changes.iter().enumerate().filter(|(place, it)| {
            it.day().is_some_and(|since| since <= day)
                && (portion.is_whole() || it.aims_at(portion))
                && !refused(*place)
        });
        let Some((_, last)) = done.next_back() else { return standing };
        let lives =
            matches!(standing.status, Status::InForce | Status::Amended | Status::PartlyEnded);
        let repealed = id.is_some_and(|id| is_repealed(&version.written, id));
        let told = (lives && repealed, lives && standing.status == Status::InForce);
        let (status, name) = match told {
            (true, _) => (Status::Ended, "Được bãi bỏ"),
            (false, true) => (Status::Amended, "Được sửa đổi, bổ sung"),
            _ => return standing,
        };
        standing.status = status;
        let by = self.amenders.get(last.amender).and_then(|it| it.identity.number.as_ref());
        standing.proofs.insert(
            0,
            Proof {
                name,
                day: last.day(),
                by: by.map(ToString::to_string),
                at: Some(last.at.clone()),
                words: self.sentence_of(last),
                stated: true,
            },
        );
        standing
    }

    /// The published consolidation that says what this version says: it names the texts whose changes hold by then, all of
    /// them and no other. It is official where ours is a draft (Pháp lệnh 01/2012/UBTVQH13, Điều 4).
    pub fn official_of(&self, version: &Version) -> Option<&Arc<Document>> {
        let from = version.from?;
        let number =
            |index: usize| self.amenders.get(index)?.identity.number.as_ref().map(|it| it.slug());
        let holds = |change: &Change| change.day().is_some_and(|day| day <= from);
        let held = |want: bool| {
            let chosen = self.changes.iter().filter(|it| holds(it) == want);
            chosen.filter_map(|it| number(it.amender)).collect::<BTreeSet<_>>()
        };
        let (done, open) = (held(true), held(false));
        let listed = |document: &Document| {
            let links = document.facts.links.iter().filter(|it| it.kind == LinkKind::Consolidates);
            links.map(|it| slug(&it.there)).collect::<BTreeSet<_>>()
        };
        self.official.iter().rev().find(|it| {
            let listed = listed(it);
            let whole = it.article_count().abs_diff(version.written.document.article_count()) <= 2;
            whole && done.is_subset(&listed) && open.is_disjoint(&listed)
        })
    }

    /// Every wording of a provision, in order of time.
    pub fn wordings(&self, portion: &Portion) -> Vec<Wording> {
        let mut found: Vec<Wording> = Vec::new();
        for version in self.all() {
            let wording = self.wording(&version, portion);
            let same = |held: &&mut Wording| {
                held.repealed == wording.repealed
                    && held.text.as_deref().map(letters_and_digits)
                        == wording.text.as_deref().map(letters_and_digits)
            };
            match found.last_mut().filter(same) {
                Some(held) => {
                    held.until = wording.until;
                    let new = wording.refused.into_iter().filter(|it| !held.refused.contains(it));
                    let new: Vec<_> = new.collect();
                    held.refused.extend(new);
                }
                None => found.push(wording),
            }
        }
        found
    }

    /// The wording of a provision in one version.
    pub fn wording(&self, version: &Version, portion: &Portion) -> Wording {
        let document = &version.written.document;
        let id = document.find(portion);
        let aims = |place: usize| self.changes.get(place).is_some_and(|it| it.aims_at(portion));
        let begins = self.changes.iter().enumerate().filter(|(place, it)| {
            version.from.is_some() && it.day() == version.from && aims(*place)
        });
        let refused: Vec<(usize, Refusal)> =
            version.refused.iter().filter(|(place, _)| aims(*place)).cloned().collect();
        let done = begins
            .map(|(place, _)| place)
            .filter(|place| refused.iter().all(|(at, _)| at != place));
        Wording {
            from: version.from,
            until: version.until,
            text: id.map(|id| whole(document, id)),
            repealed: id.is_some_and(|id| is_repealed(&version.written, id)),
            causes: done.collect(),
            refused,
        }
    }
}

impl Change {
    /// The day from which it holds.
    pub fn day(&self) -> Option<Date> {
        self.since.as_ref().and_then(|it| it.day)
    }

    /// Whether it concerns the provision at `portion`: the place itself, one above or one below; phrases changed throughout
    /// concern all.
    pub fn aims_at(&self, portion: &Portion) -> bool {
        let places = self.instruction.operation.places();
        if places.is_empty() {
            return matches!(self.instruction.operation, Operation::Phrase { .. });
        }
        places
            .iter()
            .any(|it| it.steps.starts_with(&portion.steps) || portion.steps.starts_with(&it.steps))
    }
}

/// Whether a unit, or one around it, is repealed.
pub fn is_repealed(written: &Written, id: UnitId) -> bool {
    written.repealed.contains(&id)
        || written.document.ancestors(id).any(|id| written.repealed.contains(&id))
}

/// Mark, heading and body of a unit.
pub(crate) fn whole(document: &Document, id: UnitId) -> String {
    let mark = document.provision(id).map_or("", |it| document.text(it.mark));
    let body = document.body(id);
    match document.heading(id) {
        Some(heading) => format!("{mark} {heading}\n{body}"),
        None => format!("{mark} {body}"),
    }
    .trim()
    .to_owned()
}

/// What one amending text does to the base, each with its day.
fn of_amender(
    base: &Document,
    index: usize,
    amender: &Document,
    instructions: Vec<Instruction>,
) -> Vec<Change> {
    let aimed = instructions.into_iter().filter(|it| it.target.names(base));
    let aimed = aimed.map(|instruction| {
        let within: Vec<Portion> = instruction.unit.map_or_else(Vec::new, |id| {
            std::iter::once(id).chain(amender.ancestors(id)).map(|id| amender.portion(id)).collect()
        });
        let at = within.first().cloned().unwrap_or_default();
        Change { amender: index, instruction, at, since: begins_within(&amender.facts, &within) }
    });
    aimed.filter(|it| !matches!(it.instruction.operation, Operation::End { .. })).collect()
}
