//! Tình trạng hiệu lực on a day, of a document or of one provision, with what proves it.
//!
//! Two kinds of knowledge meet here: what texts say (an [`Effect`] with its sentence) and what sources claim (dates and
//! ties of metadata). Both are kept; where they speak against each other the reader is told. Without a day of beginning
//! nothing is claimed, and the catalogue alone never proves that something is still in force: it leaves out ends that are
//! not sure.

use jiff::civil::Date;

use crate::law::{Effect, EffectKind, Facts, Link, LinkKind, Portion, Status};

/// Tình trạng trên một ngày.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The status.
    pub status: Status,
    /// What proves it, most telling first; empty when nothing is known.
    pub proofs: Vec<Proof>,
    /// Where text and metadata speak against each other, in words.
    pub doubts: Vec<String>,
}

/// What proves a status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The effect in words: `Có hiệu lực`, `Hết hiệu lực`.
    pub name: &'static str,
    /// Since when.
    pub day: Option<Date>,
    /// The text that says so, by number; none for the document itself and for mere metadata.
    pub by: Option<String>,
    /// The provision there that says so.
    pub at: Option<Portion>,
    /// The words; of metadata, where they come from.
    pub words: String,
    /// Whether a text says so itself; else a source of metadata claims it.
    pub stated: bool,
}

/// The status on `day`, as far as `facts` prove it, of the provision that stands in `within` (itself first, then the units
/// around it); of the whole document when that is empty.
pub fn standing(facts: &Facts, within: &[Portion], day: Date) -> Standing {
    let known = Known { facts, within };
    let (status, proofs) = known.status(day);
    Standing { status, proofs, doubts: doubts(facts) }
}

/// The day on which the document as a whole begins: another text that moves it, the text's own words, metadata.
pub fn begins(facts: &Facts) -> Option<Proof> {
    let whole = |it: &&Effect| it.kind == EffectKind::Begins && it.is_whole() && it.day.is_some();
    let stated: Vec<&Effect> = facts.effects.iter().filter(whole).collect();
    let moved = stated.iter().rfind(|it| it.by.is_some());
    let own = stated.iter().find(|it| it.by.is_none());
    let claimed = || facts.effective.map(|day| claim("Có hiệu lực", day, "ngày có hiệu lực"));
    moved.or(own).map(|it| proof_of(it)).or_else(claimed)
}

/// The day on which the provision that stands in `within` begins: its own where the text gives it one, else the document's.
pub(crate) fn begins_within(facts: &Facts, within: &[Portion]) -> Option<Proof> {
    Known { facts, within }.beginning()
}

/// The day from which the document as a whole is ended, where one is known.
pub fn ends(facts: &Facts) -> Option<Proof> {
    let known = Known { facts, within: &[] };
    known.endings().into_iter().filter(|it| it.day.is_some()).min_by_key(|it| it.day)
}

/// The day of effect, where what is known allows to say that the document has been in force since.
///
/// The catalogue leaves out ends that are not sure, so from it alone nothing is in force; nor is a text that something
/// replaces from a day nobody gives.
pub fn in_force_since(facts: &Facts) -> Option<Date> {
    let undated = Known { facts, within: &[] }.endings().iter().any(|it| it.day.is_none());
    let settled = !facts.catalogue_only && (!undated || ends(facts).is_some());
    begins(facts).and_then(|it| it.day).filter(|_| settled)
}

/// The first day on which something in the document is changed or ended; the first of all days when nobody gives one.
pub fn first_change(facts: &Facts) -> Option<Date> {
    let amended = facts.links.iter().filter(|link| link.kind == LinkKind::AmendedBy);
    let ended = facts.effects.iter().filter(|it| it.kind == EffectKind::Ends && !it.is_whole());
    let amended = amended.map(|link| link.earliest().unwrap_or(Date::MIN));
    let days = amended.chain(ended.filter_map(|it| it.day));
    days.min()
}

struct Known<'a> {
    facts: &'a Facts,
    within: &'a [Portion],
}

impl Known<'_> {
    fn status(&self, day: Date) -> (Status, Vec<Proof>) {
        let past = |proof: &Proof| proof.day.is_some_and(|since| since <= day);
        let endings = self.endings();
        if let Some(end) = endings.iter().filter(|it| past(it)).min_by_key(|it| it.day) {
            return (Status::Ended, vec![end.clone()]);
        }
        let Some(begin) = self.beginning() else {
            return (Status::Unknown, Vec::new());
        };
        let undated: Vec<Proof> = endings.iter().filter(|it| it.day.is_none()).cloned().collect();
        let settled = undated.is_empty() || endings.iter().any(|it| it.day.is_some());
        if self.facts.catalogue_only || !settled {
            return (Status::Unknown, undated);
        }
        if !past(&begin) {
            return (Status::NotYet, vec![begin]);
        }
        if let Some(pause) = self.suspension(day) {
            return (Status::Suspended, vec![pause, begin]);
        }
        let mut gone: Vec<Proof> = self.losses().into_iter().filter(past).collect();
        if !gone.is_empty() {
            gone.push(begin);
            return (Status::PartlyEnded, gone);
        }
        let mut changed: Vec<Proof> = self.changes(day);
        if !changed.is_empty() {
            changed.push(begin);
            return (Status::Amended, changed);
        }
        (Status::InForce, vec![begin])
    }

    fn covers(&self, effect: &Effect) -> bool {
        match self.within {
            [] => effect.is_whole() && effect.except.is_empty(),
            within => {
                effect.is_whole()
                    && !within.iter().any(|it| effect.except.iter().any(|kept| kept.holds(it)))
                    || within.iter().any(|it| effect.covers(it))
            }
        }
    }

    fn beginning(&self) -> Option<Proof> {
        let whole = begins(self.facts);
        let parts =
            self.facts.effects.iter().filter(|it| {
                it.kind == EffectKind::Begins && !it.parts.is_empty() && it.day.is_some()
            });
        let own = parts.filter(|it| self.within.iter().any(|portion| it.covers(portion))).last();
        own.map(proof_of).or(whole)
    }

    /// What ends the thing asked for as a whole, dated or not.
    fn endings(&self) -> Vec<Proof> {
        let effects = self.facts.effects.iter();
        let prolonged = self
            .facts
            .effects
            .iter()
            .any(|it| it.kind == EffectKind::Continues && it.is_whole() && it.by.is_some());
        let mut found: Vec<Proof> = effects
            .filter(|it| it.kind == EffectKind::Ends && self.covers(it))
            .filter(|it| !(prolonged && it.by.is_none()))
            .map(proof_of)
            .collect();
        found.extend(
            self.facts
                .ended
                .filter(|_| !prolonged)
                .map(|day| claim("Hết hiệu lực", day, "ngày hết hiệu lực")),
        );
        let replaced = self.facts.links.iter().filter(|link| link.kind == LinkKind::ReplacedBy);
        let here = replaced.filter(|link| match &link.here {
            None => true,
            Some(here) => self.within.iter().any(|it| here.holds(it)),
        });
        found.extend(here.map(|link| tie("Bị thay thế, bãi bỏ", link)));
        found
    }

    fn suspension(&self, day: Date) -> Option<Proof> {
        let turns = self.facts.effects.iter().filter(|it| {
            matches!(it.kind, EffectKind::Suspended | EffectKind::Resumes)
                && self.covers(it)
                && it.day.is_some_and(|since| since <= day)
        });
        let last = turns.max_by_key(|it| (it.day, it.kind))?;
        (last.kind == EffectKind::Suspended).then(|| proof_of(last))
    }

    /// What ends parts of the thing asked for.
    fn losses(&self) -> Vec<Proof> {
        let below = |portion: &Portion| match self.within.first() {
            None => true,
            Some(own) => own.holds(portion),
        };
        let ended =
            self.facts.effects.iter().filter(|it| it.kind == EffectKind::Ends && !self.covers(it));
        let here = ended.filter(|it| match self.within {
            [] => true,
            _ => it.parts.iter().any(below),
        });
        let mut found: Vec<Proof> = here.map(proof_of).collect();
        let replaced = self.facts.links.iter().filter(|link| {
            link.kind == LinkKind::ReplacedBy && link.here.as_ref().is_some_and(below)
        });
        found.extend(replaced.map(|link| tie("Bị thay thế, bãi bỏ", link)));
        found
    }

    fn changes(&self, day: Date) -> Vec<Proof> {
        let amended = self.facts.links.iter().filter(|link| link.kind == LinkKind::AmendedBy);
        let begun = amended.filter(|link| link.earliest().is_none_or(|since| since <= day));
        let here = begun.filter(|link| match (&link.here, self.within.first()) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(here), Some(own)) => own.holds(here) || here.holds(own),
        });
        here.map(|link| tie("Được sửa đổi, bổ sung", link)).collect()
    }
}

fn proof_of(effect: &Effect) -> Proof {
    Proof {
        name: effect.kind.name(),
        day: effect.day,
        by: effect.by.clone(),
        at: Some(effect.at.clone()),
        words: effect.sentence.clone(),
        stated: true,
    }
}

fn claim(name: &'static str, day: Date, field: &str) -> Proof {
    let words = format!("Siêu dữ liệu của nguồn: {field}.");
    Proof { name, day: Some(day), by: None, at: None, words, stated: false }
}

fn tie(name: &'static str, link: &Link) -> Proof {
    let words = if link.words == link.there { String::new() } else { link.words.clone() };
    Proof {
        name,
        day: link.since,
        by: Some(link.there.clone()),
        at: link.portion.clone(),
        words,
        stated: false,
    }
}

/// Where the text's own words and the metadata differ.
fn doubts(facts: &Facts) -> Vec<String> {
    let mut found = Vec::new();
    let own = |kind| {
        let mut own = facts.effects.iter().filter(move |it| it.kind == kind && it.is_whole());
        own.find_map(|it| it.day)
    };
    let mut compare = |what: &str, stated: Option<Date>, claimed: Option<Date>| {
        if let (Some(stated), Some(claimed)) = (stated, claimed)
            && stated != claimed
        {
            found.push(format!(
                "Lời văn cho {what} là {}, siêu dữ liệu ghi {}: cần đối chiếu.",
                written(stated),
                written(claimed)
            ));
        }
    };
    compare(
        "ngày có hiệu lực",
        begins(facts).filter(|it| it.stated).and_then(|it| it.day),
        facts.effective,
    );
    compare("ngày hết hiệu lực", own(EffectKind::Ends), facts.ended);
    found
}

/// A day as Vietnamese writes it: `01/7/2016`.
fn written(day: Date) -> String {
    day.strftime("%d/%m/%Y").to_string()
}
