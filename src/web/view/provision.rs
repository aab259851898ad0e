//! What a single provision is called, what stands beside it, and what comes nearest to one that does not exist.

use jiff::civil::Date;

use crate::law::{Component, Document, Listing, Portion, Unit, UnitId};
use crate::web::view::dated;
use crate::web::view::listing::name_of;
use crate::web::view::sheet::{sheet_of, sheets};
use crate::web::view::text::text;
use crate::web::view::unit::component_name;

/// A link to a unit: its address and its name.
#[derive(Clone, Debug)]
pub(crate) struct UnitLink {
    /// Where.
    pub(crate) url: String,
    /// `Điều 5. Tên điều`.
    pub(crate) name: String,
}

/// The unit before and the unit after.
#[derive(Clone, Debug, Default)]
pub(crate) struct Neighbours {
    /// Before.
    pub(crate) previous: Option<UnitLink>,
    /// After.
    pub(crate) next: Option<UnitLink>,
}

impl Neighbours {
    /// The same units of the text on a day that was asked for.
    pub(crate) fn on(mut self, day: Option<Date>) -> Self {
        for link in [&mut self.previous, &mut self.next].into_iter().flatten() {
            link.url = dated(std::mem::take(&mut link.url), day);
        }
        self
    }
}

/// `Điều 5. Tên điều`, `Chương II. TÊN CHƯƠNG`, `Khoản 2`.
pub(crate) fn unit_title(document: &Document, id: UnitId) -> String {
    let Some(unit) = document.provision(id) else { return String::new() };
    let heading = heading(document, id);
    let mark = document.text(unit.mark).trim();
    if unit.step.unit > Unit::Article {
        return upper_first(&unit.step.name());
    }
    if heading.is_empty() {
        return mark.trim_end_matches('.').to_owned();
    }
    let joint = if mark.ends_with(['.', ':', ')']) { " " } else { ". " };
    format!("{mark}{joint}{heading}")
}

/// The heading of a unit as one line, without the marks of footnotes.
pub(crate) fn heading(document: &Document, id: UnitId) -> String {
    let span = document.provision(id).and_then(|it| it.heading);
    let text = span.map(|span| text(document, span, |_| false).letters()).unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A portion as the title of a page: `Điểm đ khoản 2 Điều 5`.
pub(crate) fn portion_title(document: &Document, portion: &Portion) -> String {
    if portion.steps.is_empty() {
        return component_title(document, portion.component);
    }
    upper_first(&portion_name(document, portion))
}

/// The title of a component as one line.
pub(crate) fn component_title(document: &Document, component: Component) -> String {
    let part = document.components.iter().find(|it| it.component == component);
    let title: Vec<&str> = part
        .map(|it| it.title.iter().take(2).map(|&span| document.text(span).trim()).collect())
        .unwrap_or_default();
    if !title.is_empty() {
        return title.join(" ");
    }
    match component {
        Component::Main => document.name(),
        Component::Attachment(number) => format!("Văn bản kèm theo thứ {number}"),
        Component::Annex(number) => format!("Phụ lục thứ {number}"),
    }
}

/// A portion as official citations name it: `điểm đ khoản 2 Điều 5 Quy chế ban hành kèm theo`.
fn portion_name(document: &Document, portion: &Portion) -> String {
    let part = document.components.iter().find(|it| it.component == portion.component);
    let title = part.and_then(|it| it.title.first()).map_or("", |&span| document.text(span));
    let inner = Portion { component: Component::Main, steps: portion.steps.clone() };
    let component = component_name(portion.component, title);
    format!("{} {component}", inner.name()).trim().to_owned()
}

/// The citation of a portion: `điểm đ khoản 2 Điều 5 Luật số 77/2015/QH13`.
pub(crate) fn cite(document: &Document, listing: &Listing, portion: &Portion) -> String {
    let name = document_cite(document, listing);
    if portion.is_whole() { name } else { format!("{} {name}", portion_name(document, portion)) }
}

/// The name of the document in a citation; the issuer is named where the number alone is ambiguous.
pub(crate) fn document_cite(document: &Document, listing: &Listing) -> String {
    let name = name_of(listing);
    match (&listing.reference.qualifier, document.identity.authorities.first()) {
        (Some(_), Some(authority)) if document.identity.number.is_some() => {
            format!("{name} của {authority}")
        }
        _ => name,
    }
}

/// Where a unit is read within its text: its anchor on the page, or on its sheet.
pub(crate) fn link_url(document: &Document, slug: &str, id: UnitId) -> String {
    let sheets = sheets(document);
    let portion = document.portion(id);
    let base =
        sheet_of(document, &sheets, id).map_or_else(|| format!("/vb/{slug}"), |it| it.url(slug));
    format!("{base}#{portion}")
}

/// The units beside `id`: of its kind through the whole component for điều and above, inside its parent below.
pub(crate) fn neighbours(document: &Document, slug: &str, id: UnitId) -> Neighbours {
    let Some(unit) = document.provision(id) else { return Neighbours::default() };
    let beside = |(other, it): (UnitId, &crate::law::Provision)| {
        let fits = it.step.unit == unit.step.unit
            && it.component == unit.component
            && (unit.step.unit <= Unit::Article || it.parent == unit.parent);
        fits.then_some(other)
    };
    let row: Vec<UnitId> = document.units().filter_map(beside).collect();
    let Some(place) = row.iter().position(|&it| it == id) else { return Neighbours::default() };
    let link = |id: UnitId| UnitLink {
        url: format!("/vb/{slug}/{}", document.portion(id)),
        name: unit_title(document, id),
    };
    Neighbours {
        previous: place.checked_sub(1).and_then(|it| row.get(it)).map(|&id| link(id)),
        next: row.get(place + 1).map(|&id| link(id)),
    }
}

/// What exists nearest to a portion that does not: the last level that exists, and the units around the missing number.
pub(crate) fn nearest(document: &Document, slug: &str, asked: &Portion) -> Vec<UnitLink> {
    let mut links = Vec::new();
    let mut held = None;
    let mut missing = None;
    for (place, step) in asked.steps.iter().enumerate() {
        let portion = Portion {
            component: asked.component,
            steps: asked.steps.get(..=place).unwrap_or_default().to_vec(),
        };
        match document.find(&portion) {
            Some(id) => held = Some(id),
            None => {
                missing = Some(step);
                break;
            }
        }
    }
    let Some(missing) = missing else { return links };
    let inside = document.units().filter(|(_, it)| {
        let beside = held.is_none() && missing.unit <= Unit::Article || it.parent == held;
        it.component == asked.component && it.step.unit == missing.unit && beside
    });
    let row: Vec<UnitId> = inside.map(|(id, _)| id).collect();
    let label = |id: &UnitId| document.provision(*id).map(|it| &it.step.label);
    let below = row.iter().rfind(|id| label(id).is_some_and(|it| *it < missing.label));
    let above = row.iter().find(|id| label(id).is_some_and(|it| *it > missing.label));
    for id in [below, above, held.as_ref()].into_iter().flatten() {
        let portion = document.portion(*id);
        links.push(UnitLink {
            url: format!("/vb/{slug}/{portion}"),
            name: match document.provision(*id).filter(|it| it.step.unit > Unit::Article) {
                Some(_) => portion_title(document, &portion),
                None => unit_title(document, *id),
            },
        });
    }
    // People say "Điều 5 of the resolution" and mean the regulation that it promulgates.
    links.extend(document.find_beside(asked).into_iter().map(|id| {
        let portion = document.portion(id);
        UnitLink { url: format!("/vb/{slug}/{portion}"), name: portion_title(document, &portion) }
    }));
    links
}

/// The text with its first letter as a capital.
pub(crate) fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    first + letters.as_str()
}
