//! Hiệu lực theo lời văn: everything that the enforcement articles of a document say of time, with days.
//!
//! The sentence `Luật này có hiệu lực …` may stand anywhere near the end, under many headings, or in an article without one
//! (decisions). So articles are chosen loosely and sentences read strictly: a sentence counts only when it names this text,
//! or another by its number or its day.

use jiff::civil::Date;

use crate::law::{
    Component, Content, Document, Effect, EffectKind, Kind, Note, NoteKind, Noted, Portion,
    Provision, Unit, UnitId,
};
use crate::text::{Span, comparable, sentences};
use crate::timeline::clause::{Lead, Saying, read};
use crate::timeline::mention::Thing;
use crate::timeline::moment::{When, day_after, days_after, months_after};

/// What a document says of the time of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// Of which text.
    pub target: Target,
    /// What.
    pub effect: Effect,
    /// The sentence in the document that says so.
    pub span: Span,
}

/// The text that a sentence speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// The document itself.
    This,
    /// Another, by its number as written.
    Numbered {
        /// The number.
        number: String,
        /// Its kind, where the sentence gives it: 93/2015/QH13 is a law and a resolution.
        kind: Option<Kind>,
    },
    /// Another, by its kind and name and its day of issue.
    Named {
        /// `Luật quốc tịch Việt Nam`.
        name: String,
        /// The day of issue.
        issued: Date,
    },
}

/// What the enforcement articles of `document` say, in the order of the text.
pub fn effects(document: &Document) -> Noted<Vec<Stated>> {
    let mut said = Vec::new();
    for id in enforcing(document) {
        walk(document, id, None, &mut said);
    }
    let begins = beginning(document, &said);
    let mut notes = Vec::new();
    let mut value = Vec::new();
    for Said { saying, span, at } in said {
        let sentence = document.text(span).trim().to_owned();
        let by = document.identity.number.as_ref().map(ToString::to_string);
        let issued = document.identity.issued;
        let day = match saying.when {
            Some(when) => day_of(when, issued, begins),
            None => begins,
        };
        if day.is_none() {
            notes.push(Note::new(span, NoteKind::EffectUndated(saying.kind.name().to_owned())));
        }
        let target = match saying.thing {
            Thing::This => Target::This,
            Thing::Numbered { number, kind } => Target::Numbered { number, kind },
            Thing::Named { name, issued } => Target::Named { name, issued },
        };
        let effect = Effect {
            kind: saying.kind,
            parts: saying.parts,
            described: saying.described,
            except: saying.except,
            proviso: saying.proviso,
            day,
            by: by.filter(|_| target != Target::This),
            at,
            sentence,
        };
        let over = over(&effect, saying.until, day);
        value.push(Stated { target: target.clone(), effect, span });
        value.extend(over.map(|effect| Stated { target, effect, span }));
    }
    Noted { value, notes }
}

/// A saying, where it stands.
struct Said {
    saying: Saying,
    span: Span,
    at: Portion,
}

/// What ends an effect that has an end: `đến hết ngày …`, `trong 05 năm`.
fn over(effect: &Effect, until: Option<When>, begins: Option<Date>) -> Option<Effect> {
    let day = match until? {
        When::Until(last) => day_after(last),
        When::For(months) => begins.and_then(|day| months_after(day, months)),
        _ => None,
    };
    let kind = match effect.kind {
        EffectKind::Suspended => EffectKind::Resumes,
        EffectKind::Ends => return None,
        _ => EffectKind::Ends,
    };
    Some(Effect { kind, day: Some(day?), except: Vec::new(), proviso: None, ..effect.clone() })
}

/// The day on which the document as a whole begins, as it says itself.
fn beginning(document: &Document, said: &[Said]) -> Option<Date> {
    let own = said.iter().map(|it| &it.saying).filter(|it| {
        it.kind == EffectKind::Begins
            && it.thing == Thing::This
            && it.parts.is_empty()
            && it.described.is_none()
    });
    let issued = document.identity.issued;
    let mut days = own.filter_map(|it| day_of(it.when?, issued, None));
    days.next().or(document.facts.effective)
}

fn day_of(when: When, issued: Option<Date>, begins: Option<Date>) -> Option<Date> {
    match when {
        When::From(day) => Some(day),
        When::Issue(days) => days_after(issued?, days),
        When::WithThis => begins,
        When::Open | When::Until(_) | When::For(_) => None,
    }
}

/// Articles from the end that may hold sentences of enforcement whatever they are called.
const LAST: usize = 4;

/// The articles that may speak of time. A text without articles is looked through whole.
fn enforcing(document: &Document) -> Vec<UnitId> {
    let main = |it: &Provision| it.component == Component::Main;
    let articles: Vec<UnitId> = document
        .units()
        .filter(|(_, it)| main(it) && it.step.unit == Unit::Article)
        .map(|(id, _)| id)
        .collect();
    if articles.is_empty() {
        let outer = document.units().filter(|(_, it)| main(it) && it.parent.is_none());
        return outer.map(|(id, _)| id).collect();
    }
    let from = articles.len().saturating_sub(LAST);
    let chosen = articles.into_iter().enumerate();
    chosen.filter(|&(at, id)| at >= from || is_enforcing(document, id)).map(|(_, id)| id).collect()
}

pub(crate) fn is_enforcing(document: &Document, id: UnitId) -> bool {
    const HEADINGS: [&str; 8] = [
        "hiệu lực",
        "thi hành",
        "tổ chức thực hiện",
        "bãi bỏ",
        "thay thế",
        "chuyển tiếp",
        "hủy bỏ",
        "ngưng",
    ];
    let told = |id: UnitId| {
        let heading = document.heading(id).map(comparable);
        heading.is_some_and(|heading| HEADINGS.iter().any(|it| heading.contains(it)))
    };
    document.heading(id).is_none() || told(id) || document.ancestors(id).any(told)
}

/// Reads a unit and those below it; a sentence that ends in a colon leads the units after it.
fn walk(document: &Document, id: UnitId, lead: Option<&Lead>, said: &mut Vec<Said>) {
    let Some(provision) = document.provision(id) else { return };
    let at = document.portion(id);
    let mut own: Option<Lead> = None;
    // An article that says all in its heading: `Điều 3. Quyết định này có hiệu lực kể từ ngày ký.`
    if provision.step.unit == Unit::Article
        && let Some(heading) = provision.heading
    {
        paragraph(document, heading, &at, None, &mut own, said);
    }
    for piece in &provision.content {
        match piece {
            Content::Paragraph(span) => {
                let above = own.clone();
                paragraph(document, *span, &at, above.as_ref().or(lead), &mut own, said);
            }
            Content::Unit(child) => walk(document, *child, own.as_ref().or(lead), said),
            Content::Quoted(_) | Content::Table(_) => {}
        }
    }
}

fn paragraph(
    document: &Document,
    span: Span,
    at: &Portion,
    lead: Option<&Lead>,
    own: &mut Option<Lead>,
    said: &mut Vec<Said>,
) {
    let text = document.text(span);
    for part in clauses(text) {
        let words = text.get(part.range()).unwrap_or_default();
        let (sayings, next) = read(words, lead);
        let place = span.part(part.range());
        let at = at.clone();
        said.extend(sayings.into_iter().map(|saying| Said { saying, span: place, at: at.clone() }));
        if next.is_some() {
            *own = next;
        }
    }
}

/// The sentences of a paragraph, those that a semicolon parts in one.
fn clauses(text: &str) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::new();
    for span in sentences(text) {
        match joined.last_mut() {
            Some(last) if last.of(text).ends_with(';') => *last = last.to(span),
            _ => joined.push(span),
        }
    }
    joined
}
