//! One sentence of an enforcement article, and what it says of time.
//!
//! ```text
//! Thông tư này có hiệu lực từ ngày 20 tháng 6 năm 2022; thay thế Thông tư số 01/2015/TT-BNV.
//! └ subject ─┘└ predicate ┘└ moment ───────────────┘   └ pred. ┘└ objects ──────────────┘
//! ```
//!
//! A sentence is cut at its predicates. `có hiệu lực`, `hết hiệu lực` speak of what stands before them, `thay thế`, `bãi bỏ`
//! of what follows; a phrase of time after a predicate belongs to it. A sentence that ends in a colon lends its predicate
//! to the items below it.

use std::ops::Range;

use crate::law::{EffectKind, Portion};
use crate::text::{Form, Normal, comparable};
use crate::timeline::mention::{Mention, Place, Thing, mentions, places};
use crate::timeline::moment::{Moment, When, moments};
use crate::timeline::predicate::{Predicate, Voice, may_predicate, predicates};

/// What a sentence says of one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Saying {
    pub(crate) kind: EffectKind,
    pub(crate) thing: Thing,
    pub(crate) parts: Vec<Portion>,
    pub(crate) described: Option<String>,
    pub(crate) except: Vec<Portion>,
    pub(crate) proviso: Option<String>,
    /// When it says so; none when it does not.
    pub(crate) when: Option<When>,
    /// Through which day, or for how long.
    pub(crate) until: Option<When>,
}

/// What a sentence that ends in a colon lends to its items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lead {
    kind: EffectKind,
    thing: Option<Thing>,
    when: Option<When>,
    until: Option<When>,
}

/// Reads a sentence; `lead` is what the sentence above its list lends.
pub(crate) fn read(sentence: &str, lead: Option<&Lead>) -> (Vec<Saying>, Option<Lead>) {
    if lead.is_none() && !may_predicate(&comparable(sentence)) {
        return (Vec::new(), None);
    }
    let clause = Clause::of(sentence);
    if clause.predicates.is_empty() {
        return (lead.map(|lead| clause.item(lead)).unwrap_or_default(), None);
    }
    clause.said()
}

/// A sentence with everything that was found in it.
struct Clause<'a> {
    source: &'a str,
    view: Normal,
    moments: Vec<Moment>,
    mentions: Vec<Mention>,
    places: Vec<Place>,
    predicates: Vec<Predicate>,
}

impl<'a> Clause<'a> {
    fn of(source: &'a str) -> Self {
        let view = Normal::of(source, Form::Comparable);
        let moments = moments(&view.text);
        let inside = |at: usize| moments.iter().any(|it| it.range.contains(&at));
        let mut mentions = mentions(&view, source);
        mentions.retain(|it| !inside(it.range.start));
        let mut places = places(&view.text);
        places.retain(|it| !inside(it.range.start));
        let predicates = predicates(&view.text, &inside);
        Self { source, view, moments, mentions, places, predicates }
    }

    fn text(&self, range: Range<usize>) -> &str {
        self.view.text.get(range).unwrap_or_default()
    }

    /// The words of the source.
    fn words(&self, range: Range<usize>) -> String {
        let words = self.view.to_source(range).of(self.source).trim();
        words.trim_matches([',', ';', ':', ' ']).to_owned()
    }

    fn said(&self) -> (Vec<Saying>, Option<Lead>) {
        let mut sayings: Vec<Saying> = Vec::new();
        let mut lead = None;
        let mut carried = None;
        let last = self.predicates.len().saturating_sub(1);
        for (index, predicate) in self.predicates.iter().enumerate() {
            let (when, until) = self.time_of(index);
            let hangs = index == last && self.source.trim_end().ends_with(':');
            let found = match predicate.voice {
                Voice::Before => self.before(index, &mut carried),
                Voice::After => self.after(index),
                Voice::Either => {
                    let after = self.after(index);
                    if after.is_empty() { self.before(index, &mut carried) } else { after }
                }
            };
            if hangs {
                let thing = found.first().map(|it| it.thing.clone());
                lead = Some(Lead { kind: predicate.kind, thing, when, until });
                let lists = [" sau", "các văn bản", "dưới đây"];
                let end = self.view.text.len();
                let tail = self.text(self.reach_before(index).start..end);
                if found.is_empty() || lists.iter().any(|it| tail.contains(it)) {
                    continue;
                }
            }
            let (except, proviso) = self.exceptions(index);
            for mut about in found {
                // Luật số 32/2013/QH13 ends what Luật Bảo hiểm y tế says of taxes in khoản 2 Điều 4, not the khoản.
                if predicate.kind == EffectKind::Ends && about.narrow.is_some() {
                    about.parts.clear();
                    about.described = about.narrow.take();
                }
                // "Các điều 77, 78 của Luật A có hiệu lực đến hết ngày …": they live on, and then end.
                let lives_on = predicate.kind == EffectKind::Begins && when.is_none();
                if lives_on && (until.is_none() || about.thing == Thing::This) {
                    continue;
                }
                let saying = Saying {
                    kind: if lives_on { EffectKind::Continues } else { predicate.kind },
                    thing: about.thing,
                    parts: about.parts,
                    described: about.described,
                    except: except.clone(),
                    proviso: proviso.clone(),
                    when,
                    until,
                };
                sayings.push(saying);
            }
        }
        self.keep_exceptions(&mut sayings);
        (sayings, lead)
    }

    /// `…, trừ Điều 159 tiếp tục có hiệu lực đến hết ngày …`: the clause of the exception has no text of its own; it speaks of
    /// the one that ends.
    fn keep_exceptions(&self, sayings: &mut Vec<Saying>) {
        let ended =
            sayings.iter().find(|it| it.kind == EffectKind::Ends && it.thing != Thing::This);
        let Some(ended) = ended.cloned() else { return };
        for (index, predicate) in self.predicates.iter().enumerate() {
            let reach = self.reach_before(index);
            let parts = self.portions_in(&reach);
            if predicate.kind != EffectKind::Continues
                || !self.text(reach.clone()).contains("trừ")
                || parts.is_empty()
            {
                continue;
            }
            let (when, until) = self.time_of(index);
            for it in sayings
                .iter_mut()
                .filter(|it| it.kind == EffectKind::Ends && it.thing == ended.thing)
            {
                it.except.extend(parts.iter().cloned());
            }
            let kept = Saying {
                kind: EffectKind::Continues,
                parts,
                when: when.or(ended.when),
                until,
                ..ended.clone()
            };
            sayings.push(Saying { except: Vec::new(), proviso: None, ..kept });
        }
    }

    /// The phrases of time of a predicate: those after it and before the next; else one that opens the sentence.
    fn time_of(&self, index: usize) -> (Option<When>, Option<When>) {
        let Some(predicate) = self.predicates.get(index) else { return (None, None) };
        let end = self.predicates.get(index + 1).map_or(self.view.text.len(), |it| it.range.start);
        let mut inside: Vec<&Moment> = self
            .moments
            .iter()
            .filter(|it| (predicate.range.end..end).contains(&it.range.start))
            .collect();
        // The day in the name of another text: `thay thế Thông tư số 03 ngày 14 tháng 01 năm 2010`.
        if predicate.voice != Voice::Before {
            inside.retain(|it| {
                self.text(it.range.clone()).starts_with(['k', 't', 'đ', 's'])
                    && !self.text(it.range.clone()).starts_with("tháng")
            });
        }
        let limit = |it: &&&Moment| matches!(it.when, When::Until(_) | When::For(_));
        let until = inside.iter().find(limit).map(|it| it.when);
        let from = inside.iter().find(|it| !limit(it)).map(|it| it.when);
        // "Lùi hiệu lực thi hành của Luật A từ ngày … đến ngày …": it begins on the last of the days named.
        if predicate.kind == EffectKind::Begins && predicate.voice == Voice::After {
            let new = inside.iter().find_map(|it| match it.when {
                When::Until(day) => Some(When::From(day)),
                _ => None,
            });
            return (new.or(Some(When::Open)), None);
        }
        let opening = || {
            let first = self.moments.first().filter(|it| it.range.end <= predicate.range.start)?;
            let opens = first.range.start < 12 && !limit(&&first);
            let free = !matches!(first.when, When::Open);
            (opens && free).then_some(first.when)
        };
        (from.or_else(opening), until)
    }

    /// Where the subject of a predicate may stand.
    fn reach_before(&self, index: usize) -> Range<usize> {
        let Some(predicate) = self.predicates.get(index) else { return 0..0 };
        let before = index.checked_sub(1).and_then(|at| self.predicates.get(at));
        let mut start = before.map_or(0, |it| it.range.end);
        let mut moments = self.moments.iter().filter(|it| it.range.end <= predicate.range.start);
        if let Some(moment) = moments.rfind(|it| before.is_some() && it.range.start >= start)
            && self
                .mentions
                .iter()
                .all(|it| it.range.end <= start || it.range.start >= moment.range.end)
        {
            start = moment.range.end;
        }
        start..predicate.range.start
    }

    fn before(&self, index: usize, carried: &mut Option<Thing>) -> Vec<About> {
        let Some(predicate) = self.predicates.get(index) else { return Vec::new() };
        let reach = self.subject(index, carried);
        // "… được thực hiện cho đến khi Nghị quyết số 55/2022/QH15 hết hiệu lực" (06/2023/QĐ-TTg): a time, not a statement.
        if is_condition(self.text(reach.clone())) {
            return Vec::new();
        }
        let mut found = self.abouts(&reach);
        let own = found.iter().position(|it| it.thing == Thing::This);
        match (predicate.kind, own) {
            (EffectKind::Begins | EffectKind::Resumes, Some(own)) => {
                found = vec![found.swap_remove(own)];
            }
            // "Vụ việc đang thực hiện theo Luật số 69/2006/QH11 nhưng đến ngày … có hiệu lực" says nothing of that law.
            (EffectKind::Begins | EffectKind::Continues, None) if !self.opens_with(&reach) => {
                found.clear();
            }
            (EffectKind::Continues, _)
                if !self.text(predicate.range.clone()).contains("hiệu lực") =>
            {
                found.clear();
            }
            // "Thông tư này thay thế …; Thông tư số 5 hết hiệu lực": of the two only the other ends.
            (_, Some(_)) if found.len() > 1 => found.retain(|it| it.thing != Thing::This),
            _ => {}
        }
        if found.is_empty() && self.is_bare(&reach) {
            let about = |thing| About { thing, parts: Vec::new(), described: None, narrow: None };
            found.extend(carried.clone().map(about));
        }
        if let Some(first) = found.first() {
            *carried = Some(first.thing.clone());
        }
        found
    }

    /// Where the subject of a predicate stands. What a predicate before it speaks of is not its subject: in `Nghị quyết này
    /// thay thế Nghị quyết số 368 và có hiệu lực từ ngày ký` the subject is still `Nghị quyết này`.
    fn subject(&self, index: usize, carried: &mut Option<Thing>) -> Range<usize> {
        let reach = self.reach_before(index);
        let before = index.checked_sub(1).and_then(|at| self.predicates.get(at).map(|it| (at, it)));
        let Some((at, before)) = before.filter(|(_, it)| it.voice != Voice::Before) else {
            return reach;
        };
        let first = self.reach_before(at);
        let this = |range: &Range<usize>| {
            let mut own = self.mentions.iter().filter(|it| it.thing == Thing::This);
            own.find(|it| range.contains(&it.range.start)).map(|it| it.range.start)
        };
        if this(&first).is_some() {
            *carried = Some(Thing::This);
        }
        let objects = before.range.end.max(reach.start)..reach.end;
        let break_at = self.text(objects.clone()).rfind(';').map(|it| objects.start + it + 1);
        match break_at.or_else(|| this(&objects)) {
            Some(start) => start..reach.end,
            None => reach.end..reach.end,
        }
    }

    /// Whether a subject begins with the text it names, or with provisions of it.
    fn opens_with(&self, reach: &Range<usize>) -> bool {
        let mention = self.mentions.iter().find(|it| reach.contains(&it.range.start) && !it.bound);
        let Some(mention) = mention else { return false };
        let lead = reach.start..mention.range.start;
        let place = self.places.iter().find(|it| lead.contains(&it.range.start));
        let words = self.text(lead.start..place.map_or(lead.end, |it| it.range.start));
        let words = words.rsplit([':', ';']).next().unwrap_or(words);
        let known = ["", "các", "quy", "định", "tại", "trừ", "và", "thì", "những", "của"];
        let mut words = words.split(|c: char| !c.is_alphabetic());
        words.all(|word| known.contains(&word))
    }

    fn after(&self, index: usize) -> Vec<About> {
        let Some(predicate) = self.predicates.get(index) else { return Vec::new() };
        let mut end =
            self.predicates.get(index + 1).map_or(self.view.text.len(), |it| it.range.start);
        let start = predicate.range.end;
        if let Some(next) = self.predicates.get(index + 1).filter(|it| it.voice == Voice::Before) {
            let between = self.text(start..next.range.start);
            let own = self.mentions.iter().rev().find(|it| {
                it.thing == Thing::This && (start..next.range.start).contains(&it.range.start)
            });
            end = between.rfind(';').map_or(end, |at| start + at);
            end = own.map_or(end, |it| it.range.start.min(end));
        }
        if let Some(except) = self.text(start..end).find("trừ ") {
            end = start + except;
        }
        let object = self.text(start..end).trim_start();
        if ["cụm từ", "các cụm từ", "từ “", "từ \"", "bằng"].iter().any(|it| object.starts_with(it))
        {
            return Vec::new();
        }
        let mut found = self.abouts(&(start..end));
        found.retain(|it| it.thing != Thing::This);
        found
    }

    /// Whether nothing is said in `reach` but joints.
    fn is_bare(&self, reach: &Range<usize>) -> bool {
        let words = self.text(reach.clone());
        words.chars().count() < 24
            && words
                .split(|c: char| !c.is_alphanumeric())
                .all(|word| ["", "và", "đồng", "thời", "này", "sẽ", "chỉ", "thì"].contains(&word))
    }

    /// The texts spoken of in `reach`, each with its provisions.
    fn abouts(&self, reach: &Range<usize>) -> Vec<About> {
        let mut start = reach.start;
        let mut found: Vec<About> = Vec::new();
        for mention in self
            .mentions
            .iter()
            .filter(|it| reach.contains(&it.range.start) && it.range.end <= reach.end)
        {
            if mention.bound {
                continue;
            }
            let lead = start..mention.range.start;
            start = mention.range.end;
            let parts = self.portions_in(&lead);
            let words = self.text(lead.clone());
            if is_condition(words) {
                continue;
            }
            // After another text of the list, its name comes first: `… quy định việc ghi sổ và Thông tư số 12`.
            let own =
                words.rfind([',', ';']).max(words.rfind(" và ")).filter(|_| !found.is_empty());
            let own = own.and_then(|at| words.get(at..)).unwrap_or(words);
            let told = PARTS.iter().any(|it| own.contains(it));
            let whole = words.contains("toàn bộ");
            // "các quy định về … tại Thông tư A và Thông tư B": of both only that part (174/2014/TT-BTC).
            let listed = found.last().is_some_and(|it| it.described.is_some());
            let described = (parts.is_empty() && (told || listed) && !whole)
                .then(|| self.words(lead.start..reach.end));
            if mention.thing == Thing::This
                && parts.is_empty()
                && described.is_none()
                && !is_opening(words)
            {
                continue;
            }
            let narrow = ["nội dung", "quy định về", "quy định liên quan"]
                .iter()
                .any(|it| words.contains(it));
            let narrow =
                (narrow && !parts.is_empty()).then(|| self.words(lead.start..mention.range.end));
            found.push(About { thing: mention.thing.clone(), parts, described, narrow });
        }
        found
    }

    /// The provisions in `reach`.
    fn portions_in(&self, reach: &Range<usize>) -> Vec<Portion> {
        let inside = self
            .places
            .iter()
            .filter(|it| reach.start <= it.range.start && it.range.end <= reach.end);
        inside.filter(|it| !it.here).map(|it| it.portion.clone()).collect()
    }

    /// What a clause leaves out: provisions of the text spoken of, or a condition in words.
    fn exceptions(&self, index: usize) -> (Vec<Portion>, Option<String>) {
        let Some(predicate) = self.predicates.get(index) else { return (Vec::new(), None) };
        let start = predicate.range.end;
        let end = self.predicates.get(index + 1).map_or(self.view.text.len(), |it| it.range.start);
        let Some(at) = self.text(start..end).find("trừ ") else { return (Vec::new(), None) };
        if self.predicates.get(index + 1).is_some_and(|it| it.voice == Voice::Before) {
            // The exception has a clause of its own.
            return (Vec::new(), None);
        }
        let reach = start + at..end;
        let own = self.mentions.iter().any(|it| reach.contains(&it.range.start));
        let here = self.places.iter().any(|it| it.here && reach.contains(&it.range.start));
        let parts = self.portions_in(&reach);
        if parts.is_empty() || own || here {
            (Vec::new(), Some(self.words(reach)))
        } else {
            (parts, None)
        }
    }

    /// An item under a sentence that ends in a colon.
    fn item(&self, lead: &Lead) -> Vec<Saying> {
        let whole = 0..self.view.text.len();
        let mut found = self.abouts(&whole);
        if found.iter().all(|it| it.thing == Thing::This) {
            let parts = self.portions_in(&whole);
            let thing = lead.thing.clone();
            found.clear();
            found.extend(thing.map(|thing| {
                let described = parts.is_empty().then(|| self.words(whole.clone()));
                About { thing, parts, described, narrow: None }
            }));
        }
        if lead.kind == EffectKind::Begins {
            found.retain(|it| !it.parts.is_empty() || it.described.is_some());
        }
        for about in
            found.iter_mut().filter(|it| lead.kind == EffectKind::Ends && it.narrow.is_some())
        {
            about.parts.clear();
            about.described = about.narrow.take();
        }
        let saying = |about: About| Saying {
            kind: lead.kind,
            thing: about.thing,
            parts: about.parts,
            described: about.described,
            except: Vec::new(),
            proviso: None,
            when: lead.when,
            until: lead.until,
        };
        found.into_iter().map(saying).collect()
    }
}

/// Words that speak of a part of a text without naming a provision.
const PARTS: [&str; 8] =
    ["quy định", "nội dung", "các mục", "một phần", "một số", "thủ tục", "việc ", "kèm theo"];

/// A text that a clause speaks of.
#[derive(Clone, Debug)]
struct About {
    thing: Thing,
    parts: Vec<Portion>,
    described: Option<String>,
    /// The words for what of those provisions is meant, where not all of them are: `các nội dung quy định về thuế tại …`.
    narrow: Option<String>,
}

/// `Trường hợp Nghị quyết này …`, `khi Luật này …`: a condition, not a statement.
fn is_condition(words: &str) -> bool {
    let words = words.replace("trừ trường hợp", "trừ");
    let opens = |it: &str| words.starts_with(it) || words.contains(&format!(" {it}"));
    ["trường hợp ", "nếu ", "khi ", "cho đến", "trước ngày"].iter().any(|it| opens(it))
}

/// What may stand before `Luật này` in the sentence that gives its day.
fn is_opening(words: &str) -> bool {
    let words = words.rsplit(':').next().unwrap_or(words);
    let words = words.trim_matches(|c: char| !c.is_alphabetic());
    words.chars().count() < 16 && !words.contains("theo") || words.ends_with("kèm theo")
}
