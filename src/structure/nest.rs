//! Nesting: from the marked lines of one text to its units.
//!
//! A mark opens a unit only where it fits: `1.` after khoản 3 is no khoản 1 but a list of its own, `2015.` is a year.
//! Unnumbered paragraphs go to the unit that goes on: a paragraph after the last điểm belongs to its khoản, unless the
//! list of điểm continues behind it.

use std::ops::Range;

use crate::law::{Component, Content, Label, Note, NoteKind, Provision, Step, Unit, UnitId};
use crate::structure::back;
use crate::structure::line::Line;
use crate::structure::marker::{Marker, Sign, is_shouted};
use crate::text::Span;

/// Deeper nesting than any real text has.
const DEEPEST: usize = 24;

/// Builds the units of one text.
pub(crate) struct Nest<'a, 'l> {
    /// The transcript's text.
    source: &'a str,
    lines: &'l [Line<'a>],
    component: Component,
    /// Whether the text is divided into điều; plans and letters are not.
    has_articles: bool,
    /// Whether its điều have names on the line of their number.
    headed: bool,
    provisions: &'l mut Vec<Provision>,
    notes: &'l mut Vec<Note>,
    /// The open units, largest first.
    open: Vec<Open>,
    /// What stands directly under the component.
    top: Vec<Content>,
    /// Rules and bars between the units: no words of the law.
    ornaments: Vec<Span>,
    last_article: Option<Label>,
}

/// An open unit and the lists it has so far.
struct Open {
    id: UnitId,
    unit: Unit,
    sign: Sign,
    label: Label,
    /// For each kind of smaller unit directly inside: the last number.
    last: Vec<(Sign, Label)>,
}

impl<'a, 'l> Nest<'a, 'l> {
    pub(crate) fn new(
        source: &'a str,
        lines: &'l [Line<'a>],
        component: Component,
        provisions: &'l mut Vec<Provision>,
        notes: &'l mut Vec<Note>,
    ) -> Self {
        let has_articles =
            lines.iter().any(|line| line.live_marker().is_some_and(|it| it.sign == Sign::Article));
        let headed = is_headed(lines);
        Self {
            source,
            lines,
            component,
            has_articles,
            headed,
            provisions,
            notes,
            open: Vec::new(),
            top: Vec::new(),
            ornaments: Vec::new(),
            last_article: None,
        }
    }

    /// Reads the lines in `range` and returns what stands directly under the component, and the ornaments in between.
    pub(crate) fn build(mut self, range: Range<usize>) -> (Vec<Content>, Vec<Span>) {
        let mut at = range.start;
        while at < range.end {
            at = self.line(at, range.end).max(at + 1);
        }
        (self.top, self.ornaments)
    }

    /// Reads the line at `at`; returns the index of the next one.
    fn line(&mut self, at: usize, end: usize) -> usize {
        let Some(line) = self.lines.get(at) else { return at + 1 };
        if line.is_ornament() {
            self.ornaments.push(line.span);
            return at + 1;
        }
        if line.quoted {
            self.attach(Content::Quoted(line.span));
            return at + 1;
        }
        if let Some(block) = line.table {
            self.settle_paragraph(at, end);
            self.attach(Content::Table(block));
            return at + 1;
        }
        if let Some(marker) = line.live_marker()
            && let Some(unit) = self.fits(marker, at)
            && self.open.len() < DEEPEST
        {
            return self.open_unit(unit, marker.clone(), at, end);
        }
        self.settle_paragraph(at, end);
        self.attach(Content::Paragraph(line.span));
        at + 1
    }

    /// The unit that a mark opens here; none when it is only how a sentence begins.
    fn fits(&self, marker: &Marker, at: usize) -> Option<Unit> {
        match marker.sign {
            Sign::Part => Some(Unit::Part),
            Sign::Chapter => Some(Unit::Chapter),
            Sign::Section => Some(Unit::Section),
            Sign::Subsection => Some(Unit::Subsection),
            Sign::Article => Some(Unit::Article),
            // "Điền 47." (Luật 85/2015/QH13): an article when it is the next one.
            Sign::ArticleMisspelt => {
                let next =
                    self.last_article.as_ref().is_some_and(|last| marker.label.follows(last));
                next.then_some(Unit::Article)
            }
            Sign::Roman => ((!self.has_articles || self.is_annex())
                && self.in_sequence(marker, at))
            .then_some(Unit::Section),
            Sign::Capital => ((!self.has_articles || self.is_annex())
                && self.in_sequence(marker, at))
            .then_some(Unit::Part),
            Sign::Number => {
                self.numbered_here().then_some(()).and_then(|()| self.number_unit(marker, at))
            }
            Sign::Decimal => self.numbered_here().then_some(Unit::Point),
            Sign::Letter | Sign::LooseLetter => {
                (self.numbered_here() && self.in_sequence(marker, at)).then_some(Unit::Point)
            }
            Sign::Dash | Sign::Plus => self.numbered_here().then_some(Unit::Dash),
        }
    }

    /// In a text of điều, khoản and smaller units stand inside one; elsewhere anywhere. An annex may hold lists and a form
    /// with điều of its own side by side.
    fn numbered_here(&self) -> bool {
        !self.has_articles
            || self.is_annex()
            || self.open.iter().any(|open| open.unit == Unit::Article)
    }

    fn is_annex(&self) -> bool {
        matches!(self.component, Component::Annex(_))
    }

    /// `1.` is a khoản; after a khoản of the same or a higher number, inside a điểm, it is a list of its own.
    fn number_unit(&self, marker: &Marker, at: usize) -> Option<Unit> {
        let inner = self.open.last().map(|open| open.unit);
        let nested = matches!(inner, Some(Unit::Point | Unit::Dash));
        let clause_before =
            self.open.iter().rev().find(|open| open.unit == Unit::Clause).map(|open| &open.label);
        let inside_list = self
            .open
            .iter()
            .rev()
            .find_map(|open| open.last_of(Sign::Number).filter(|_| open.unit == Unit::Point));
        if let Some(last) = inside_list
            && marker.label.follows(last)
            && clause_before.is_none_or(|clause| !marker.label.follows(clause) || nested)
        {
            return Some(Unit::Dash);
        }
        if nested && marker.label.is_first() && clause_before.is_some() {
            return Some(Unit::Dash);
        }
        self.in_sequence(marker, at).then_some(Unit::Clause)
    }

    /// Whether the number of a mark can stand here: next in a list, a believable gap, or the first of a list.
    fn in_sequence(&self, marker: &Marker, at: usize) -> bool {
        let last = self.open.iter().rev().find_map(|open| open.last_of(marker.sign)).cloned();
        let last = last.or_else(|| self.top_last(marker.sign));
        match last {
            Some(last) if marker.label.follows(&last) => true,
            _ if marker.label.is_first() => true,
            Some(last) => {
                gap(&last, &marker.label).is_some_and(|gap| gap <= 10)
                    && marker.sign != Sign::LooseLetter
            }
            None => marker.sign != Sign::LooseLetter && self.continued(marker, at),
        }
    }

    fn top_last(&self, sign: Sign) -> Option<Label> {
        let units = self.top.iter().rev().filter_map(|content| match content {
            Content::Unit(id) => self.provisions.get(id.0 as usize),
            _ => None,
        });
        units.take(1).find(|it| sign_of(it.step.unit) == Some(sign)).map(|it| it.step.label.clone())
    }

    /// A list that does not start with its first number must at least go on.
    fn continued(&self, marker: &Marker, at: usize) -> bool {
        let later = self.lines.iter().skip(at + 1).filter_map(Line::live_marker);
        let next = later.take(12).find(|it| it.sign == marker.sign || it.sign == Sign::Article);
        next.is_some_and(|it| it.sign == marker.sign && it.label.follows(&marker.label))
    }

    fn open_unit(&mut self, unit: Unit, marker: Marker, at: usize, end: usize) -> usize {
        let Some(line) = self.lines.get(at) else { return at + 1 };
        self.close_for(unit, &marker);
        let label = self.label_of(unit, &marker);
        self.check_sequence(unit, &marker, &label, line.span);
        let id = UnitId(u32::try_from(self.provisions.len()).unwrap_or(u32::MAX));
        let parent = self.open.last().map(|open| open.id);
        let step =
            Step { unit, label: label.clone(), occurrence: self.occurrence(unit, &label, parent) };
        if step.occurrence > 1 {
            self.notes
                .push(Note::new(line.span, NoteKind::Repeated { unit, label: label.clone() }));
        }
        let provision = Provision {
            component: self.component,
            step,
            parent,
            mark: line.mark_span(),
            heading: None,
            content: Vec::new(),
        };
        self.attach(Content::Unit(id));
        self.provisions.push(provision);
        if let Some(parent) = self.open.last_mut() {
            parent.remember(marker.sign, label.clone());
        }
        if unit == Unit::Article {
            self.last_article = Some(label.clone());
        }
        self.open.push(Open { id, unit, sign: marker.sign, label, last: Vec::new() });
        self.words_of(unit, id, at, end)
    }

    /// Closes the open units that the new one does not stand in.
    fn close_for(&mut self, unit: Unit, marker: &Marker) {
        match (unit, marker.sign) {
            // 1.1 stands in khoản 1; 1.1.1 in điểm 1.1; otherwise beside its equals.
            (Unit::Point, Sign::Decimal) => {
                let prefix =
                    marker.label.as_str().rsplit_once('.').map(|(prefix, _)| prefix.to_owned());
                let home = self.open.iter().rposition(|open| {
                    Some(open.label.as_str()) == prefix.as_deref() && open.unit >= Unit::Clause
                });
                let beside = self.open.iter().position(|open| open.unit >= Unit::Point);
                let keep = home.map_or_else(|| beside.unwrap_or(self.open.len()), |home| home + 1);
                self.open.truncate(keep);
            }
            (Unit::Dash, Sign::Plus) => {
                // "+" stands under the "-" before it.
                let keep = self
                    .open
                    .iter()
                    .position(|open| open.sign == Sign::Plus)
                    .unwrap_or(self.open.len());
                self.open.truncate(keep);
            }
            (Unit::Dash, sign) => {
                let keep = self.open.iter().position(|open| {
                    open.unit == Unit::Dash && (open.sign == sign || sign == Sign::Dash)
                });
                self.open.truncate(keep.unwrap_or(self.open.len()));
            }
            (Unit::Point, _) => {
                // a) under điểm 1.1 stays there; otherwise beside the điểm before it.
                let keep = self.open.iter().position(|open| match open.sign {
                    Sign::Decimal => false,
                    _ => open.unit >= Unit::Point,
                });
                self.open.truncate(keep.unwrap_or(self.open.len()));
            }
            _ => {
                let keep =
                    self.open.iter().position(|open| open.unit >= unit).unwrap_or(self.open.len());
                self.open.truncate(keep);
            }
        }
    }

    /// Dashes are numbered by their place, everything else by what is written.
    fn label_of(&self, unit: Unit, marker: &Marker) -> Label {
        if unit != Unit::Dash || marker.sign == Sign::Number {
            return marker.label.clone();
        }
        let before = self.open.last().map_or(&self.top, |open| self.content_of(open.id));
        let dashes = before.iter().filter(|content| match content {
            Content::Unit(id) => {
                self.provisions.get(id.0 as usize).is_some_and(|it| it.step.unit == Unit::Dash)
            }
            _ => false,
        });
        Label::count(u32::try_from(dashes.count() + 1).unwrap_or(u32::MAX))
    }

    fn content_of(&self, id: UnitId) -> &Vec<Content> {
        self.provisions.get(id.0 as usize).map_or(&self.top, |provision| &provision.content)
    }

    fn check_sequence(&mut self, unit: Unit, marker: &Marker, label: &Label, span: Span) {
        if marker.sign == Sign::ArticleMisspelt {
            let written = span.part(0..marker.length).of(self.source).to_owned();
            self.notes.push(Note::new(span, NoteKind::HeadingMisspelt(written)));
        }
        let before = match unit {
            Unit::Article => self.last_article.clone(),
            Unit::Clause | Unit::Point => {
                self.open.last().and_then(|open| open.last_of(marker.sign)).cloned()
            }
            _ => None,
        };
        if let Some(after) = before
            && label > &after
            && !label.follows(&after)
        {
            self.notes.push(Note::new(span, NoteKind::Gap { unit, after, found: label.clone() }));
        }
    }

    /// How many units the source itself gives the same number in the same place, this one included.
    fn occurrence(&self, unit: Unit, label: &Label, parent: Option<UnitId>) -> u16 {
        let same = |provision: &&Provision| {
            provision.component == self.component
                && provision.step.unit == unit
                && provision.step.label == *label
                && (unit == Unit::Article || provision.parent == parent)
        };
        let before = self.provisions.iter().rev().take_while(|it| it.component == self.component);
        let count = match unit {
            Unit::Part | Unit::Chapter | Unit::Section | Unit::Subsection | Unit::Article => {
                before.filter(same).count()
            }
            // Smaller units stand close behind their parent: no need to look past it.
            _ => {
                let floor = parent.map_or(0, |id| id.0 as usize);
                self.provisions.get(floor..).unwrap_or_default().iter().filter(same).count()
            }
        };
        u16::try_from(count + 1).unwrap_or(u16::MAX)
    }

    /// Reads heading and first words of a unit just opened; returns the index of the next line.
    fn words_of(&mut self, unit: Unit, id: UnitId, at: usize, end: usize) -> usize {
        let Some(line) = self.lines.get(at) else { return at + 1 };
        let rest = line.rest_span();
        match unit {
            Unit::Part | Unit::Chapter | Unit::Section | Unit::Subsection => {
                self.division_title(id, rest, at, end)
            }
            Unit::Article => self.article_heading(id, rest, at, end),
            Unit::Clause if !self.has_articles && !rest.is_empty() && self.heads_more(at, end) => {
                self.set_heading(id, rest);
                at + 1
            }
            _ => {
                if !rest.is_empty() {
                    self.attach(Content::Paragraph(rest));
                }
                at + 1
            }
        }
    }

    /// A line of a text without điều that heads what follows: no closing punctuation, and something does follow.
    fn heads_more(&self, at: usize, end: usize) -> bool {
        let Some(line) = self.lines.get(at) else { return false };
        let open_ended = !line.words().ends_with(['.', ';', ':', ',', '”']);
        open_ended
            && self.lines.get(at + 1).is_some_and(|next| {
                let marker = next.live_marker().map(|it| it.sign);
                at + 1 < end && !matches!(marker, Some(Sign::Number | Sign::Roman | Sign::Capital))
            })
    }

    /// `Chương I` + `NHỮNG QUY ĐỊNH CHUNG` on the next line or lines.
    fn division_title(&mut self, id: UnitId, rest: Span, at: usize, end: usize) -> usize {
        let mut heading = (!rest.is_empty()).then_some(rest);
        let mut next = at + 1;
        while next < end && next < at + 5 {
            let Some(line) = self.lines.get(next) else { break };
            let words = line.words();
            let plain =
                line.marker.is_none() && !line.quoted && !line.contents && line.table.is_none();
            let shouted = is_shouted(words);
            let first = heading.is_none()
                && words.chars().count() < 200
                && !words.ends_with(['.', ';', ':']);
            let goes_on = heading.is_some_and(|before| is_shouted(self.text_of(before)));
            if !(plain && (first || shouted && goes_on)) {
                break;
            }
            heading = Some(heading.map_or(line.span, |before| before.to(line.span)));
            next += 1;
        }
        if let Some(heading) = heading {
            self.set_heading(id, heading);
        }
        next
    }

    /// `Điều 5. Tên`, `Điều 5` + name on the next line, or an article without a name whose sentence follows the number.
    fn article_heading(&mut self, id: UnitId, rest: Span, at: usize, end: usize) -> usize {
        let after = self.lines.get(at + 1).filter(|_| at + 1 < end);
        let next_is_body = after.is_some_and(|line| !opens_larger(line));
        if !rest.is_empty() {
            let words = self.text_of(rest).trim();
            // A name may end in a full stop (Luật 27/2001/QH10, Điều 27) where the other điều of the text have names.
            let named = next_is_body
                && (self.headed && words.chars().count() <= 300 || words.chars().count() <= 120);
            let decides = !self.headed && words.ends_with('.') && is_decision(words, after);
            let sentence = words.ends_with([';', ':']) || words.ends_with('.') && !named || decides;
            if sentence || words.chars().count() > 500 {
                self.attach(Content::Paragraph(rest));
            } else {
                self.set_heading(id, rest);
            }
            return at + 1;
        }
        let Some(line) = after else { return at + 1 };
        let words = line.words();
        let short = words.chars().count() <= 160 && !words.ends_with(['.', ';', ':', ',']);
        let body_behind =
            self.lines.get(at + 2).filter(|_| at + 2 < end).is_some_and(|line| !opens_larger(line));
        if line.marker.is_none() && !line.quoted && line.table.is_none() && short && body_behind {
            self.set_heading(id, line.span);
            return at + 2;
        }
        at + 1
    }

    fn set_heading(&mut self, id: UnitId, heading: Span) {
        if let Some(provision) = self.provisions.get_mut(id.0 as usize) {
            provision.heading = Some(heading);
        }
    }

    fn text_of(&self, span: Span) -> &'a str {
        span.of(self.source)
    }

    /// A điểm that so far only announces what comes: `b) Hồ sơ gồm:`, and in texts without điều `1.2. Phần thảo luận`.
    fn awaits_words(&self, open: &Open) -> bool {
        let Some(provision) = self.provisions.get(open.id.0 as usize) else { return false };
        let [Content::Paragraph(span)] = provision.content.as_slice() else { return false };
        let words = self.text_of(*span).trim_end();
        let titled = !self.has_articles
            && words.chars().count() <= 120
            && words.ends_with(|c: char| c.is_alphanumeric());
        words.ends_with(':') || titled
    }

    /// Closes the units that an unnumbered paragraph at `at` does not belong to.
    fn settle_paragraph(&mut self, at: usize, end: usize) {
        let later = self.lines.get(at + 1..end).unwrap_or_default();
        let next = later.iter().find_map(Line::live_marker);
        while let Some(open) = self.open.last() {
            let keeps = match open.unit {
                Unit::Dash => next.is_some_and(|it| {
                    it.sign == open.sign || open.sign == Sign::Dash && it.sign == Sign::Plus
                }),
                Unit::Point if self.awaits_words(open) => true,
                Unit::Point => next.is_some_and(|it| {
                    matches!(it.sign, Sign::Dash | Sign::Plus)
                        || it.sign == open.sign && it.label.follows(&open.label)
                        || it.sign == Sign::Letter && open.sign == Sign::Decimal
                }),
                Unit::Clause => !self.ends_enumeration(open, next),
                _ => true,
            };
            if keeps {
                return;
            }
            self.open.pop();
        }
    }

    /// Khoản that are the items of one sentence ("gồm có: 1. …; 2. …; 3. ….") end with it: what follows is the article's.
    fn ends_enumeration(&self, open: &Open, next: Option<&Marker>) -> bool {
        let goes_on = next.is_some_and(|it| {
            it.sign == open.sign && it.label.follows(&open.label)
                || matches!(it.sign, Sign::Letter | Sign::Dash | Sign::Decimal)
        });
        if goes_on || open.label.is_first() {
            return false;
        }
        let Some(provision) = self.provisions.get(open.id.0 as usize) else { return false };
        let parent = provision.parent.and_then(|id| self.provisions.get(id.0 as usize));
        let siblings = parent.map_or(&self.top, |parent| &parent.content);
        let before = siblings.iter().rev().filter_map(|content| match content {
            Content::Unit(id) if *id != open.id => self.provisions.get(id.0 as usize),
            _ => None,
        });
        before.take(1).any(|sibling| match sibling.content.last() {
            Some(Content::Paragraph(span)) => self.text_of(*span).trim_end().ends_with(';'),
            _ => false,
        })
    }

    fn attach(&mut self, content: Content) {
        let home = self.open.last().map(|open| open.id);
        match home.and_then(|id| self.provisions.get_mut(id.0 as usize)) {
            Some(provision) => provision.content.push(content),
            None => self.top.push(content),
        }
    }
}

impl Open {
    fn last_of(&self, sign: Sign) -> Option<&Label> {
        self.last.iter().find(|(it, _)| *it == sign).map(|(_, label)| label)
    }

    fn remember(&mut self, sign: Sign, label: Label) {
        match self.last.iter_mut().find(|(it, _)| *it == sign) {
            Some((_, last)) => *last = label,
            None => self.last.push((sign, label)),
        }
    }
}

/// The sign with which units stand directly under a component.
fn sign_of(unit: Unit) -> Option<Sign> {
    Some(match unit {
        Unit::Part => Sign::Capital,
        Unit::Section => Sign::Roman,
        Unit::Clause => Sign::Number,
        Unit::Point => Sign::Letter,
        _ => return None,
    })
}

/// How many numbers or letters are skipped from `before` to `found`; none when it goes backwards.
fn gap(before: &Label, found: &Label) -> Option<u32> {
    match (before.number(), found.number()) {
        (Some(before), Some(found)) => found.checked_sub(before + 1),
        (None, None) => found.letter()?.checked_sub(before.letter()? + 1),
        _ => None,
    }
}

/// `Điều 1. Phê duyệt danh sách kèm theo Quyết định này.`: a decision in one sentence, not a name, though a table or a
/// signature follows (decisions of provinces).
fn is_decision(words: &str, after: Option<&Line<'_>>) -> bool {
    const VERBS: [&str; 10] = [
        "ban hành",
        "phê duyệt",
        "giao ",
        "công bố",
        "thành lập",
        "bãi bỏ",
        "công nhận",
        "thông qua",
        "ủy quyền",
        "bổ nhiệm",
    ];
    let lower = words.to_lowercase();
    lower.contains(" này ")
        || lower.ends_with(" này.")
        || lower.contains("chịu trách nhiệm")
        || VERBS.iter().any(|verb| lower.starts_with(verb))
        || after.is_some_and(|next| next.table.is_some() || back::closes(next))
}

/// Whether most điều of a text have a name on the line of their number, and their words below it.
fn is_headed(lines: &[Line<'_>]) -> bool {
    let articles = lines.iter().zip(lines.iter().skip(1)).filter(|(line, next)| {
        line.live_marker().is_some_and(|it| it.sign == Sign::Article && it.rest < line.text.len())
            && !opens_larger(next)
    });
    let (mut named, mut all) = (0usize, 0usize);
    for (line, _) in articles {
        all += 1;
        named += usize::from(!line.words().ends_with(['.', ';', ':']));
    }
    all >= 3 && named * 10 >= all * 8
}

/// Whether a line opens an article or something larger.
fn opens_larger(line: &Line<'_>) -> bool {
    let sign = line.live_marker().map(|marker| marker.sign);
    matches!(
        sign,
        Some(Sign::Article | Sign::Chapter | Sign::Section | Sign::Subsection | Sign::Part)
    )
}
