//! Các mốc của một văn bản: everything that happens to it, in order of time, each with what proves it.

use jiff::civil::Date;

use crate::law::{EffectKind, Facts, LinkKind, Portion};
use crate::timeline::standing::begins;
use crate::timeline::version::Timeline;

/// Một mốc.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// When; none when no source gives a day.
    pub day: Option<Date>,
    /// What, in words: `Có hiệu lực`, `Hết hiệu lực Điều 5`.
    pub what: String,
    /// The text that does it, by number; none for the document itself.
    pub by: Option<String>,
    /// The provision there.
    pub at: Option<Portion>,
    /// The words that prove it; empty for what only metadata claims.
    pub words: String,
    /// Whether a text says so itself.
    pub stated: bool,
}

/// The events of a document: issue, beginnings, what amends, suspends and ends it. Those without a day come last.
pub fn events(timeline: &Timeline) -> Vec<Event> {
    let base = &timeline.base;
    let mut found = of_facts(base.identity.issued, &base.facts);
    for (index, amender) in timeline.amenders.iter().enumerate() {
        let mut held: Vec<Event> = Vec::new();
        for change in timeline.changes.iter().filter(|it| it.amender == index) {
            match held.iter_mut().find(|it| it.day == change.day()) {
                Some(event) => event.at = None,
                None => held.push(Event {
                    day: change.day(),
                    what: "Được sửa đổi, bổ sung".to_owned(),
                    by: amender.identity.number.as_ref().map(ToString::to_string),
                    at: Some(change.at.clone()),
                    words: change.since.as_ref().map(|it| it.words.clone()).unwrap_or_default(),
                    stated: true,
                }),
            }
        }
        // What the text itself shows needs no claim of a source beside it.
        for event in held {
            found.retain(|it| {
                it.stated || it.by != event.by || it.day.is_some() && it.day != event.day
            });
            found.push(event);
        }
    }
    found.sort_by_key(|it| (it.day.is_none(), it.day));
    found.dedup();
    found
}

fn of_facts(issued: Option<Date>, facts: &Facts) -> Vec<Event> {
    let mut found = Vec::new();
    let plain = |day, what: &str, words: String, stated| Event {
        day,
        what: what.to_owned(),
        by: None,
        at: None,
        words,
        stated,
    };
    if issued.is_some() {
        found.push(plain(issued, "Ban hành", String::new(), true));
    }
    if let Some(begin) = begins(facts).filter(|it| !it.stated) {
        found.push(plain(begin.day, begin.name, begin.words, false));
    }
    for effect in &facts.effects {
        let parts: Vec<String> = effect.parts.iter().map(Portion::name).collect();
        let mut what = effect.kind.name().to_owned();
        if !parts.is_empty() {
            what += &format!(" {}", parts.join(", "));
        } else if effect.described.is_some() {
            what += " (một phần, theo lời văn)";
        }
        found.push(Event {
            day: effect.day,
            what,
            by: effect.by.clone(),
            at: Some(effect.at.clone()),
            words: effect.sentence.clone(),
            stated: true,
        });
    }
    let ended = facts.effects.iter().any(|it| it.kind == EffectKind::Ends && it.is_whole());
    if facts.ended.is_some() && !ended {
        found.push(plain(facts.ended, "Hết hiệu lực", "Siêu dữ liệu của nguồn.".to_owned(), false));
    }
    let mut tied: Vec<Event> = Vec::new();
    for link in &facts.links {
        let what = match link.kind {
            LinkKind::AmendedBy => "Được sửa đổi, bổ sung",
            LinkKind::ReplacedBy => "Bị thay thế, bãi bỏ",
            _ => continue,
        };
        let (by, day) = (Some(link.there.clone()), link.since);
        if tied.iter().all(|it| (&it.by, it.day, it.what.as_str()) != (&by, day, what)) {
            tied.push(Event {
                day,
                what: what.to_owned(),
                by,
                at: None,
                words: String::new(),
                stated: false,
            });
        }
    }
    found.extend(tied);
    found
}
