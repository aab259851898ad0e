//! Web pages: saved pages of law portals, Word's "save as web page", and fragments out of data sets.
//!
//! A portal wraps a law in several times its length of menus, forms, related documents and translations, and changes
//! that furniture every year. So nothing here knows a site: [`locate`] finds the element that holds the law by the way
//! lines of law look, [`walk`] turns that element into blocks, [`trim`] takes off what is left of furniture at both
//! ends, and [`properties`] reads the portal's own table of facts where it has one.

mod font;
mod footnote;
mod list;
mod locate;
mod properties;
mod style;
mod table;
mod trim;
mod walk;

use scraper::Html;

use crate::read::draft::Sheet;
use crate::read::reader::{File, Reader};
use crate::read::{Draft, Error, Format, Inline, ProblemKind};
use crate::text::Style;

use walk::harvest;

/// Deepest nesting that is read. The deepest portal page met nests 41 elements; a parser needs quadratic time beyond
/// some thousands.
const DEPTH_LIMIT: usize = 2_000;

/// Web pages.
pub(crate) struct Page;

impl Reader for Page {
    fn format(&self) -> Format {
        Format { name: "HTML", media: "text/html" }
    }

    fn knows(&self, file: &File<'_>) -> bool {
        file.text().is_some_and(|text| is_page(text, file.is_named_markdown()))
    }

    fn read(&self, file: &File<'_>) -> Result<Sheet, Error> {
        read(file.text().unwrap_or_default())
    }
}

/// Whether the text is HTML: it opens as a page does, or it begins and ends with a tag and is not named Markdown.
fn is_page(text: &str, named_markdown: bool) -> bool {
    let mut rest = text.trim_start();
    while let Some(comment) = rest.strip_prefix("<!--") {
        let Some((_, after)) = comment.split_once("-->") else { return false };
        rest = after.trim_start();
    }
    let head: String = rest.chars().take(16).collect::<String>().to_ascii_lowercase();
    let opens = ["<!doctype", "<html", "<head", "<body", "<meta", "<link", "<?xml", "<title"];
    if opens.iter().any(|tag| head.starts_with(tag)) {
        return true;
    }
    let is_tag = head
        .strip_prefix('<')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    is_tag && rest.contains("</") && !named_markdown
}

/// Reads a page or a part of one.
///
/// # Errors
/// When elements nest deeper than any real page.
pub(crate) fn read(text: &str) -> Result<Sheet, Error> {
    if depth(text) > DEPTH_LIMIT {
        return Err(Error::TooDeep { limit: DEPTH_LIMIT });
    }
    let page = Html::parse_document(text);
    let root = *page.root_element();
    let found = locate::law(root);
    let mut harvest = harvest(found.unwrap_or(root), font::survey(root));
    footnote::gather(&mut harvest);
    let mut sheet = Sheet::default();
    properties::read(root, found.map(|node| node.id()), &mut sheet);
    if found.is_none() {
        sheet.report(None, 0, ProblemKind::LawNotFound);
    } else {
        for words in trim::furniture(&mut harvest) {
            sheet.report(None, 0, ProblemKind::SetAside(words));
        }
    }
    harvest.into_sheet(&mut sheet);
    Ok(sheet)
}

/// The blocks of a piece of HTML inside another format; its footnotes follow as paragraphs.
pub(crate) fn fragment(html: &str) -> (Vec<Draft>, Vec<ProblemKind>) {
    if depth(html) > DEPTH_LIMIT {
        return (vec![Draft::paragraph(Inline::plain(html), 0)], Vec::new());
    }
    let page = Html::parse_fragment(html);
    let harvest = harvest(*page.root_element(), None);
    let mut drafts = harvest.drafts;
    let notes = harvest.notes.into_iter().filter_map(|(_, body)| body);
    drafts.extend(notes.map(|body| Draft::paragraph(body, 0)));
    for inline in drafts.iter_mut().flat_map(Draft::inlines_mut) {
        // Their footnotes are paragraphs now: a mark would name another document's.
        inline.marks.retain(|mark| !matches!(mark.style, Style::Footnote(_)));
    }
    (drafts, harvest.problems.into_iter().map(|(_, kind)| kind).collect())
}

/// How deep elements nest at most, going by the tags alone; tags that close themselves in practice are not counted.
fn depth(text: &str) -> usize {
    const LOOSE: [&str; 26] = [
        "p", "li", "td", "tr", "th", "dt", "dd", "option", "optgroup", "thead", "tbody", "tfoot",
        "colgroup", "br", "hr", "img", "input", "meta", "link", "col", "area", "base", "embed",
        "source", "wbr", "html",
    ];
    let (mut now, mut most) = (0_usize, 0_usize);
    for tag in text.split('<').skip(1) {
        let (closes, tag) = tag.strip_prefix('/').map_or((false, tag), |rest| (true, rest));
        let end = tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len());
        let name = tag.get(..end).unwrap_or_default();
        if name.is_empty() || LOOSE.iter().any(|loose| name.eq_ignore_ascii_case(loose)) {
            continue;
        }
        now = if closes { now.saturating_sub(1) } else { now + 1 };
        most = most.max(now);
    }
    most
}

#[cfg(test)]
mod tests;
