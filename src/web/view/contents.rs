//! Mục lục: the units from phần to điều, nested; for a long text the điều of the sheet that is open only.

use askama::Template;
use jiff::civil::Date;

use crate::law::{Component, Content, Document, Portion, Unit, UnitId};
use crate::web::view::cut::is_long;
use crate::web::view::provision::{component_title, heading};
use crate::web::view::sheet::sheet_of;
use crate::web::view::{Sheet, dated};

/// An entry with those below it.
#[derive(Clone, Debug, Template)]
#[template(path = "components/contents-entry.html")]
pub(crate) struct Entry<'a> {
    /// Where it leads.
    pub(crate) url: String,
    /// The anchor it stands for.
    pub(crate) id: String,
    /// `Điều 5.`
    pub(crate) mark: &'a str,
    /// The name after it.
    pub(crate) heading: String,
    /// Whether it is larger than a điều.
    pub(crate) division: bool,
    /// The entries inside.
    pub(crate) entries: Vec<Entry<'a>>,
}

/// The table of contents of a document.
#[derive(Clone, Debug)]
pub(crate) struct Contents<'a> {
    /// From the first to the last.
    pub(crate) entries: Vec<Entry<'a>>,
}

impl Contents<'_> {
    /// The contents of a text on a day that was asked for.
    pub(crate) fn on(mut self, day: Option<Date>) -> Self {
        date_all(&mut self.entries, day);
        self
    }
}

fn date_all(entries: &mut [Entry<'_>], day: Option<Date>) {
    for entry in entries {
        entry.url = dated(std::mem::take(&mut entry.url), day);
        date_all(&mut entry.entries, day);
    }
}

/// The contents of `document` for the page that shows `current`.
pub(crate) fn contents<'a>(
    document: &'a Document,
    slug: &str,
    sheets: &[Sheet<'a>],
    current: &Sheet<'a>,
) -> Contents<'a> {
    let lister = Lister { document, slug, sheets, current, long: is_long(document) };
    let mut entries = Vec::new();
    for part in &document.components {
        let inner = lister.entries(&part.content);
        if part.component == Component::Main {
            entries.extend(inner);
            continue;
        }
        let id = Portion { component: part.component, steps: Vec::new() }.to_string();
        let at = part.title.first().map_or(0, |it| it.start);
        let on = sheets.iter().rev().find(|sheet| sheet.holds(at)).unwrap_or(current);
        entries.push(Entry {
            url: lister.url(on, &id),
            id,
            mark: "",
            heading: component_title(document, part.component),
            division: true,
            entries: inner,
        });
    }
    Contents { entries }
}

struct Lister<'s, 'a> {
    document: &'a Document,
    slug: &'s str,
    sheets: &'s [Sheet<'a>],
    current: &'s Sheet<'a>,
    long: bool,
}

impl<'a> Lister<'_, 'a> {
    fn entries(&self, content: &'a [Content]) -> Vec<Entry<'a>> {
        let units = content.iter().filter_map(|it| match it {
            Content::Unit(id) => Some(*id),
            _ => None,
        });
        units.filter_map(|id| self.entry(id)).collect()
    }

    fn entry(&self, id: UnitId) -> Option<Entry<'a>> {
        let unit = self.document.provision(id)?;
        let headed = self.document.heading(id).is_some();
        if unit.step.unit > Unit::Article && !(unit.step.unit == Unit::Clause && headed) {
            return None;
        }
        let sheet = sheet_of(self.document, self.sheets, id)?;
        if self.long && unit.step.unit == Unit::Article && !std::ptr::eq(sheet, self.current) {
            return None;
        }
        let anchor = self.document.portion(id).to_string();
        Some(Entry {
            url: self.url(sheet, &anchor),
            id: anchor,
            mark: self.document.text(unit.mark),
            heading: heading(self.document, id),
            division: unit.step.unit < Unit::Article,
            entries: self.entries(&unit.content),
        })
    }

    /// The anchor alone on the page that is open, the sheet with the anchor elsewhere.
    fn url(&self, sheet: &Sheet<'a>, anchor: &str) -> String {
        if std::ptr::eq(sheet, self.current) {
            return format!("#{anchor}");
        }
        format!("{}#{anchor}", sheet.url(self.slug))
    }
}
