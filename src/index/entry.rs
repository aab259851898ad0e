//! From a document to its entries: what one hit of a search can be.
//!
//! An entry is a điều; where there is none, the smallest numbered unit that is long enough to stand alone (the headings of
//! plans and letters hold little). Annexes are cut into pieces. The document itself is an entry too, found by its title.

use jiff::civil::Date;

use crate::law::{Component, Content, Document, Portion, Role, Step, Unit, UnitId};
use crate::text::{Span, canonical};

/// Longer texts (bytes) without điều are cut at their next unit.
const PIECE: usize = 6_000;

/// What one hit of a search can be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The portion it stands for; whole for the document itself.
    pub portion: Portion,
    /// Number and name: `Điều 5. Việc sử dụng con dấu`.
    pub heading: String,
    /// What it says.
    pub body: String,
    /// The units it stands in: `Chương II › Mục 1`.
    pub breadcrumb: String,
    /// The khoản directly under it.
    pub clauses: Vec<Step>,
    /// The first day on which it reads so; none for the text as enacted.
    pub from: Option<Date>,
    /// The day on which it reads otherwise or is gone; none while no text changes it.
    pub until: Option<Date>,
}

/// The entries of a document, in the order of its text.
pub fn entries(document: &Document) -> Vec<Entry> {
    let mut entries = vec![of_document(document)];
    for part in &document.components {
        let has_articles = document
            .provisions
            .iter()
            .any(|it| it.component == part.component && it.step.unit == Unit::Article);
        let by_article = has_articles && !matches!(part.component, Component::Annex(_));
        let mut cutter = Cutter { document, entries: &mut entries, by_article };
        let loose = cutter.walk(&part.content);
        if !loose.is_empty() {
            let portion = Portion { component: part.component, steps: Vec::new() };
            let heading = join(document, &part.title, " ");
            cutter.loose(&portion, &heading, &loose);
        }
    }
    entries
}

/// The entry that a unit would make by itself, whatever its size.
pub fn entry_of(document: &Document, id: UnitId) -> Entry {
    Entry {
        portion: document.portion(id),
        heading: title(document, id),
        body: document.body(id),
        breadcrumb: breadcrumb(document, id),
        clauses: clauses(document, id),
        ..Entry::default()
    }
}

fn clauses(document: &Document, id: UnitId) -> Vec<Step> {
    let content = document.provision(id).map(|it| it.content.as_slice()).unwrap_or_default();
    let below = content.iter().filter_map(|piece| match piece {
        Content::Unit(id) => Some(&document.provision(*id)?.step),
        _ => None,
    });
    below.filter(|step| step.unit == Unit::Clause).cloned().collect()
}

fn of_document(document: &Document) -> Entry {
    let told = [Role::Ground, Role::Preamble, Role::Enacting];
    let lines = document.lines.iter().filter(|line| told.contains(&line.role));
    let body = lines.map(|line| document.text(line.span)).collect::<Vec<_>>().join("\n");
    let number = document.identity.number.as_ref().map(ToString::to_string).unwrap_or_default();
    let heading = format!("{} {number} {}", document.kind.name(), document.title);
    Entry { heading, body, ..Entry::default() }
}

struct Cutter<'a> {
    document: &'a Document,
    entries: &'a mut Vec<Entry>,
    by_article: bool,
}

impl Cutter<'_> {
    /// Makes entries of the units in `content`; returns the spans that stand outside of any.
    fn walk(&mut self, content: &[Content]) -> Vec<Span> {
        let mut loose = Vec::new();
        for piece in content {
            match piece {
                Content::Unit(id) => self.unit(*id, &mut loose),
                other => self.document.spans_of(std::slice::from_ref(other), &mut loose),
            }
        }
        loose
    }

    fn unit(&mut self, id: UnitId, loose: &mut Vec<Span>) {
        let Some(provision) = self.document.provision(id) else { return };
        let unit = provision.step.unit;
        let whole = if self.by_article {
            unit >= Unit::Article
        } else {
            unit >= Unit::Clause || self.is_short(id)
        };
        let goes_deeper = !self.by_article && unit == Unit::Clause && !self.is_short(id);
        if whole && !goes_deeper {
            // Dashes and the like directly under a component are no hits of their own.
            if unit == Unit::Dash && provision.parent.is_none() {
                loose.push(provision.mark);
                loose.extend(self.document.spans(id));
                return;
            }
            let body = self.document.body(id);
            self.push(id, body);
            return;
        }
        let own = self.walk(&provision.content);
        let body = join(self.document, &own, "\n");
        if !body.is_empty() || goes_deeper {
            self.push(id, body);
        }
    }

    fn is_short(&self, id: UnitId) -> bool {
        self.document.spans(id).iter().map(|span| span.len()).sum::<usize>() < PIECE
    }

    fn push(&mut self, id: UnitId, body: String) {
        self.entries.push(Entry { body, ..entry_of(self.document, id) });
    }

    /// Text outside of any unit (annexes full of tables), in pieces that end between paragraphs.
    fn loose(&mut self, portion: &Portion, heading: &str, spans: &[Span]) {
        let mut body = String::new();
        for span in spans {
            if body.len() + span.len() > PIECE && !body.is_empty() {
                self.piece(portion, heading, std::mem::take(&mut body));
            }
            body.push_str(self.document.text(*span));
            body.push('\n');
        }
        self.piece(portion, heading, body);
    }

    fn piece(&mut self, portion: &Portion, heading: &str, body: String) {
        let (portion, heading) = (portion.clone(), heading.to_owned());
        self.entries.push(Entry { portion, heading, body, ..Entry::default() });
    }
}

/// `Điều 5. Việc sử dụng con dấu`, `Chương II. KỲ HỌP`: number and name as the text writes them, small units by name.
fn title(document: &Document, id: UnitId) -> String {
    let Some(provision) = document.provision(id) else { return String::new() };
    let unit = provision.step.unit;
    let written = document.text(provision.mark).trim_end_matches(['.', ':', ' ', ')', '-', '/']);
    let has_word = written.contains(char::is_whitespace);
    let mut title = match unit {
        Unit::Part | Unit::Chapter | Unit::Section | Unit::Subsection | Unit::Article
            if has_word =>
        {
            canonical(written).into_owned()
        }
        Unit::Section | Unit::Part => format!("Mục {written}"),
        _ => capitalised(&provision.step.name()),
    };
    if let Some(heading) = document.heading(id) {
        title.push_str(". ");
        title.push_str(&heading.replace('\n', " "));
    }
    title
}

fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    first + letters.as_str()
}

fn breadcrumb(document: &Document, id: UnitId) -> String {
    let mut names: Vec<String> = document.ancestors(id).map(|id| title(document, id)).collect();
    if let Some(provision) = document.provision(id) {
        let part = document.components.iter().find(|part| part.component == provision.component);
        names.extend(
            part.filter(|part| !part.title.is_empty()).map(|part| join(document, &part.title, " ")),
        );
    }
    names.reverse();
    names.join(" › ")
}

fn join(document: &Document, spans: &[Span], between: &str) -> String {
    spans.iter().map(|span| document.text(*span)).collect::<Vec<_>>().join(between)
}
