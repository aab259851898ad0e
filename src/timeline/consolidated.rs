//! Dự thảo văn bản hợp nhất: a text on a day in the form of Pháp lệnh 01/2012/UBTVQH13, Điều 11–18.
//!
//! The numbers stay as they are, repealed units keep theirs, and each change has a note that names the amending text and
//! the day from which it holds (Điều 14–16); the amending texts' own enforcement articles stand in a note at the enforcement
//! article (Điều 17). What could not be carried out is listed: a draft that hid it would be taken for the law.

use jiff::civil::Date;

use crate::amend::{Cause, Operation, Part, PhraseChange, Written};
use crate::law::{Content, Document, Role, Step, Unit, UnitId};
use crate::text::{BlockKind, Span, canonical};
use crate::timeline::effect::is_enforcing;
use crate::timeline::version::{Change, Timeline, Version};

/// The words that every computed text bears.
pub const BANNER: &str = "BẢN DỰ THẢO HỢP NHẤT, chưa được ký xác thực";

/// Dự thảo văn bản hợp nhất.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Consolidated {
    /// Kind and title of the text, which are those of the consolidated one (Điều 12).
    pub title: String,
    /// The text itself and those that amended it by then, with their days of effect.
    pub opening: Vec<String>,
    /// The text.
    pub paragraphs: Vec<Paragraph>,
    /// The notes, in the order of their marks.
    pub notes: Vec<String>,
    /// Instructions that should hold by then and were not carried out: the sentence, whose it is, and why.
    pub refused: Vec<Refused>,
}

/// An instruction that was not carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Where it stands: `khoản 2 Điều 1 của Luật số …`.
    pub place: String,
    /// What it says.
    pub sentence: String,
    /// Why it was not carried out.
    pub why: String,
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// How it is set.
    pub setting: Setting,
    /// Its words and the marks of notes.
    pub runs: Vec<Run>,
}

/// How a paragraph is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    /// In the middle: title block, chương.
    Centred,
    /// The line of a điều.
    Article,
    /// As text.
    Plain,
    /// The rows of a table; the runs are empty.
    Table(Vec<Vec<String>>),
}

/// A stretch of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Run {
    /// Words.
    Words(String),
    /// The mark of the note with this place in [`Consolidated::notes`].
    Note(usize),
}

/// The text of `timeline` on `day`, in the official form.
pub fn consolidated(timeline: &Timeline, day: Date) -> Consolidated {
    let version = timeline.on(day);
    let mut scribe = Scribe {
        timeline,
        version: &version,
        document: &version.written.document,
        out: Consolidated::default(),
        enforced: false,
    };
    scribe.front(day);
    scribe.body();
    scribe.refused();
    scribe.out
}

struct Scribe<'a> {
    timeline: &'a Timeline,
    version: &'a Version,
    document: &'a Document,
    out: Consolidated,
    enforced: bool,
}

impl Scribe<'_> {
    fn front(&mut self, day: Date) {
        let base = &self.timeline.base;
        self.out.title = format!("{} {}", base.kind.name(), base.title);
        let amenders = amenders_by(self.timeline, day);
        let since = since_of(base);
        let list =
            if amenders.is_empty() { "." } else { ", được sửa đổi, bổ sung bởi:" };
        self.out.opening.push(format!("{}{since}{list}", cited(base)));
        let last = amenders.len();
        for (at, (amender, days)) in amenders.into_iter().enumerate() {
            let days: Vec<String> = days.into_iter().map(in_words).collect();
            let end = if at + 1 == last { "." } else { ";" };
            let line = format!(
                "{}. {}, có hiệu lực kể từ {}{end}",
                at + 1,
                cited(amender),
                days.join(" và ")
            );
            self.out.opening.push(line);
        }
    }

    fn body(&mut self) {
        let document = self.document;
        let mut lines = document.lines.iter().peekable();
        for part in &document.components {
            let mut spans = part.title.clone();
            document.spans_of(&part.content, &mut spans);
            let start = spans.first().map_or(u32::MAX, |span| span.start);
            while let Some(line) = lines.next_if(|line| line.span.start < start) {
                self.line(line.role, line.span);
            }
            for title in &part.title {
                self.put(Setting::Centred, vec![Run::Words(document.text(*title).to_owned())]);
            }
            self.pieces(&part.content, &[]);
            if !self.enforced && part.component == crate::law::Component::Main {
                // Điều 17: without an enforcement article, the note stands at the end.
                let notes = self.enforcement_notes();
                if !notes.is_empty() {
                    self.put(Setting::Plain, notes);
                }
            }
            let titles = &part.title;
            while lines.next_if(|line| titles.contains(&line.span)).is_some() {}
        }
        for line in lines {
            if !document.components.iter().any(|part| part.title.contains(&line.span)) {
                self.line(line.role, line.span);
            }
        }
    }

    fn line(&mut self, role: Role, span: Span) {
        let setting = match role {
            Role::Ornament | Role::Footnote | Role::Disclaimer | Role::Contents => return,
            Role::Ground | Role::Preamble | Role::Passage | Role::Recipients | Role::Unplaced => {
                Setting::Plain
            }
            _ => Setting::Centred,
        };
        self.put(setting, vec![Run::Words(self.document.text(span).to_owned())]);
    }

    fn put(&mut self, setting: Setting, runs: Vec<Run>) {
        self.out.paragraphs.push(Paragraph { setting, runs });
    }

    fn pieces(&mut self, content: &[Content], noted: &[Cause]) {
        for piece in content {
            match piece {
                Content::Paragraph(span) | Content::Quoted(span) => {
                    let runs = self.words(*span, noted, "đoạn");
                    self.put(Setting::Plain, runs);
                }
                Content::Table(block) => self.table(*block),
                Content::Unit(id) => self.unit(*id, noted),
            }
        }
    }

    fn table(&mut self, block: u32) {
        let Some(block) = self.document.transcript.blocks.get(block as usize) else { return };
        let BlockKind::Table(table) = &block.kind else { return };
        let cells = |row: &crate::text::Row| {
            row.cells.iter().map(|cell| self.document.text(cell.span).to_owned()).collect()
        };
        let rows = table.rows.iter().map(cells).collect();
        self.put(Setting::Table(rows), Vec::new());
    }

    fn unit(&mut self, id: UnitId, noted: &[Cause]) {
        let document = self.document;
        let Some(provision) = document.provision(id) else { return };
        let written = &self.version.written;
        let own: &[Cause] =
            written.units.iter().find(|(unit, _)| *unit == id).map_or(&[], |(_, causes)| causes);
        let mut known = noted.to_vec();
        known.extend(own);
        let name = this(&provision.step);
        let marks: Vec<Run> = own
            .iter()
            .filter(|it| !noted.contains(it))
            .map(|cause| self.note(*cause, &name))
            .collect();
        let mark = document.text(provision.mark).trim().to_owned();
        let large = provision.step.unit <= Unit::Article;
        let mut runs = vec![Run::Words(mark)];
        if !large {
            runs.extend(marks.iter().cloned());
        }
        let mut rest = provision.content.as_slice();
        if let Some(heading) = provision.heading {
            runs.push(Run::Words(" ".to_owned()));
            runs.extend(self.words(heading, &known, &format!("tên {}", lower(&name))));
        } else if let Some((Content::Paragraph(span), more)) = provision.content.split_first() {
            runs.push(Run::Words(" ".to_owned()));
            runs.extend(self.words(*span, &known, &lower(&name)));
            rest = more;
        }
        if written.repealed.contains(&id) {
            runs.push(Run::Words(" (được bãi bỏ)".to_owned()));
        }
        if large {
            runs.extend(marks);
        }
        if provision.step.unit == Unit::Article
            && !self.enforced
            && is_enforcing_by_name(document, id)
        {
            self.enforced = true;
            runs.extend(self.enforcement_notes());
        }
        let setting = match provision.step.unit {
            Unit::Article => Setting::Article,
            unit if unit < Unit::Article => Setting::Centred,
            _ => Setting::Plain,
        };
        self.put(setting, runs);
        self.pieces(rest, &known);
    }

    /// The words under a span, with marks where they were changed.
    fn words(&mut self, span: Span, noted: &[Cause], place: &str) -> Vec<Run> {
        let written: &Written = &self.version.written;
        let touches = written
            .touches
            .iter()
            .filter(|it| span.contains(it.span) && !noted.contains(&it.cause));
        let points: Vec<(u32, Cause)> = touches.map(|it| (it.span.end, it.cause)).collect();
        let mut runs = Vec::new();
        let mut at = span.start;
        for (end, cause) in points {
            runs.push(Run::Words(
                self.document.text(Span { start: at, end: end.max(at) }).to_owned(),
            ));
            let note = self.note(cause, place);
            runs.push(note);
            at = end.max(at);
        }
        runs.push(Run::Words(self.document.text(Span { start: at, end: span.end }).to_owned()));
        runs.retain(|run| !matches!(run, Run::Words(words) if words.is_empty()));
        runs
    }

    /// A note on a change.
    fn note(&mut self, cause: Cause, place: &str) -> Run {
        let text = match self.timeline.changes.get(cause.0 as usize) {
            Some(change) => format!(
                "{} theo quy định tại {}.",
                deed(&change.instruction.operation, place),
                self.timeline.source_of(change)
            ),
            None => String::new(),
        };
        self.out.notes.push(text);
        Run::Note(self.out.notes.len() - 1)
    }

    /// The enforcement articles of the amending texts, a note each.
    fn enforcement_notes(&mut self) -> Vec<Run> {
        let mut runs = Vec::new();
        let day = self.version.from;
        let Some(day) = day else { return runs };
        let notes: Vec<String> = amenders_by(self.timeline, day)
            .into_iter()
            .flat_map(|(amender, days)| {
                let since = days.first().copied().map(in_words).unwrap_or_default();
                let articles = amender.units().filter(|(_, it)| {
                    it.step.unit == Unit::Article && it.component == crate::law::Component::Main
                });
                let articles = articles.filter(|(id, _)| is_enforcing_by_name(amender, *id));
                let texts: Vec<String> = articles
                    .map(|(id, it)| {
                        let heading = amender.heading(id).unwrap_or_default();
                        format!("{} {heading}\n{}", amender.text(it.mark).trim(), amender.body(id))
                    })
                    .collect();
                let head =
                    format!("{}, có hiệu lực kể từ {since}, quy định như sau:", cited(amender));
                (!texts.is_empty()).then(|| format!("{head}\n“{}”", texts.join("\n")))
            })
            .collect();
        for text in notes {
            self.out.notes.push(text);
            runs.push(Run::Note(self.out.notes.len() - 1));
        }
        runs
    }

    fn refused(&mut self) {
        for (place, why) in &self.version.refused {
            let Some(change) = self.timeline.changes.get(*place) else { continue };
            self.out.refused.push(Refused {
                place: self.timeline.source_of(change),
                sentence: self.timeline.sentence_of(change),
                why: why.to_string(),
            });
        }
        for change in self.timeline.changes.iter().filter(|it| it.day().is_none()) {
            self.out.refused.push(Refused {
                place: self.timeline.source_of(change),
                sentence: self.timeline.sentence_of(change),
                why: "chưa rõ ngày có hiệu lực".to_owned(),
            });
        }
    }
}

impl Timeline {
    /// Where an instruction stands: `khoản 2 Điều 1 của Luật số 47/2019/QH14, có hiệu lực kể từ ngày 01 tháng 7 năm 2020`.
    pub fn source_of(&self, change: &Change) -> String {
        let Some(amender) = self.amenders.get(change.amender) else { return String::new() };
        let at = change.at.name();
        let of =
            if at.is_empty() { amender.name() } else { format!("{at} của {}", amender.name()) };
        match change.day() {
            Some(day) => format!("{of}, có hiệu lực kể từ {}", in_words(day)),
            None => of,
        }
    }

    /// The sentence of an instruction.
    pub fn sentence_of(&self, change: &Change) -> String {
        let amender = self.amenders.get(change.amender);
        amender
            .map(|it| canonical(it.text(change.instruction.sentence).trim()).into_owned())
            .unwrap_or_default()
    }
}

/// The texts whose instructions hold by `day`, in order of issue, with the days on which they begin.
fn amenders_by(timeline: &Timeline, day: Date) -> Vec<(&Document, Vec<Date>)> {
    let of = |(index, amender)| {
        let changes = timeline.changes.iter().filter(|it| it.amender == index);
        let mut days: Vec<Date> = changes.filter_map(Change::day).filter(|it| *it <= day).collect();
        days.dedup();
        let amender: &Document = amender;
        (!days.is_empty()).then_some((amender, days))
    };
    timeline.amenders.iter().map(AsRef::as_ref).enumerate().filter_map(of).collect()
}

/// What an instruction did, as notes of consolidated texts word it.
pub fn deed(operation: &Operation, place: &str) -> String {
    let phrase = |change: &PhraseChange| match change {
        PhraseChange::Replace { old, new } => {
            format!("Cụm từ “{old}” được thay thế bằng cụm từ “{new}”")
        }
        PhraseChange::Delete { old } => format!("Cụm từ “{old}” được bãi bỏ"),
        PhraseChange::InsertAfter { anchor, new } => {
            format!("Cụm từ “{new}” được bổ sung vào sau cụm từ “{anchor}”")
        }
        PhraseChange::InsertBefore { anchor, new } => {
            format!("Cụm từ “{new}” được bổ sung vào trước cụm từ “{anchor}”")
        }
        PhraseChange::Append { new } => format!("Cụm từ “{new}” được bổ sung"),
    };
    let this = capital(place);
    let this = if this.ends_with("này") { this } else { format!("{this} này") };
    match operation {
        Operation::Replace { at, .. } if at.part == Part::Heading => {
            format!("Tên {} được sửa đổi, bổ sung", lower(&this).trim_start_matches("tên "))
        }
        Operation::Replace { .. } => format!("{this} được sửa đổi, bổ sung"),
        Operation::Insert { .. } => format!("{this} được bổ sung"),
        Operation::Repeal { .. } => format!("{this} được bãi bỏ"),
        Operation::Phrase { change, .. } => phrase(change),
        Operation::Renumber { from, .. } => format!("{this} được đánh số lại (trước là {from})"),
        Operation::Suspend { .. } => format!("{this} ngưng hiệu lực"),
        Operation::End { .. } | Operation::Unparsed { .. } => format!("{this} được sửa đổi"),
    }
}

/// `Khoản này`.
fn this(step: &Step) -> String {
    let name = step.unit.name();
    let name = if step.unit == Unit::Dash { "gạch đầu dòng" } else { name };
    format!("{} này", capital(name))
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    first + letters.as_str()
}

fn lower(words: &str) -> String {
    let mut letters = words.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_lowercase).collect();
    first + letters.as_str()
}

/// `Luật Tổ chức chính quyền địa phương số 77/2015/QH13 ngày 19 tháng 6 năm 2015 của Quốc hội`.
fn cited(document: &Document) -> String {
    let mut words = document.kind.name().to_owned();
    let title = canonical(document.title.trim());
    if !title.is_empty() && document.identity.number.is_none() {
        words += &format!(" {title}");
    }
    if let Some(number) = &document.identity.number {
        words += &format!(" số {number}");
    }
    if let Some(issued) = document.identity.issued {
        words += &format!(" {}", in_words(issued));
    }
    let issuers: Vec<String> =
        document.identity.authorities.iter().map(ToString::to_string).collect();
    if !issuers.is_empty() {
        words += &format!(" của {}", issuers.join(", "));
    }
    if !title.is_empty() && document.identity.number.is_some() {
        words += &format!(" ({title})");
    }
    words
}

fn since_of(document: &Document) -> String {
    let begins = crate::timeline::begins(&document.facts).and_then(|it| it.day);
    begins.map(|day| format!(", có hiệu lực kể từ {}", in_words(day))).unwrap_or_default()
}

/// `ngày 01 tháng 7 năm 2020`.
fn in_words(day: Date) -> String {
    day.strftime("ngày %d tháng %m năm %Y").to_string()
}

fn is_enforcing_by_name(document: &Document, id: UnitId) -> bool {
    document.heading(id).is_some() && is_enforcing(document, id)
}
