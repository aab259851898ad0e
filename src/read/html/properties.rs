//! The portal's own table of facts about the document, where it has one.
//!
//! Labels are the portals' words for the same dozen facts. A value is taken only when it can be checked (a date) or is
//! plainly filled in; "being updated" is no fact.

use std::collections::BTreeMap;

use ego_tree::{NodeId, NodeRef};
use scraper::Node;

use crate::read::draft::Sheet;
use crate::read::front_matter;
use crate::read::html::style;
use crate::text::{Claim, fold};

/// Labels (folded, without the colon) and the claims they make.
const LABELS: [(&str, &str); 22] = [
    ("so ky hieu", "so"),
    ("so/ky hieu", "so"),
    ("so, ky hieu", "so"),
    ("so hieu", "so"),
    ("so hieu van ban", "so"),
    ("loai van ban", "loai"),
    ("trich yeu", "ten"),
    ("co quan ban hanh", "co-quan"),
    ("co quan ban hanh/ chuc danh / nguoi ky", "co-quan"),
    ("noi ban hanh", "co-quan"),
    ("ngay ban hanh", "ngay-ban-hanh"),
    ("ngay co hieu luc", "ngay-hieu-luc"),
    ("ngay hieu luc", "ngay-hieu-luc"),
    ("hieu luc tu", "ngay-hieu-luc"),
    ("ap dung", "ngay-hieu-luc"),
    ("ngay het hieu luc", "ngay-het-hieu-luc"),
    ("linh vuc", "linh-vuc"),
    ("tinh trang", "tinh-trang"),
    ("tinh trang hieu luc", "tinh-trang"),
    ("hieu luc", "tinh-trang"),
    ("nganh", "linh-vuc"),
    ("pham vi", "dia-phuong"),
];

/// Values that say nothing (folded).
const EMPTY: [&str; 8] = [
    "da biet",
    "dang cap nhat",
    "du lieu dang cap nhat",
    "...",
    "…",
    "-",
    "chua co",
    "vui long dang nhap",
];

/// Adds the facts given outside the element of the law.
pub(crate) fn read(root: NodeRef<'_, Node>, law: Option<NodeId>, sheet: &mut Sheet) {
    let mut found: BTreeMap<&str, String> = BTreeMap::new();
    let cells = root.descendants().filter(|node| {
        let element = node.value().as_element();
        element.is_some_and(|element| matches!(element.name(), "td" | "th" | "dt" | "dd"))
            && !node.ancestors().any(|ancestor| Some(ancestor.id()) == law)
    });
    let mut label: Option<(&str, NodeId)> = None;
    for cell in cells {
        let words = words(cell);
        let parent = cell.parent().map(|parent| parent.id());
        if let Some((key, row)) = label.take()
            && parent == Some(row)
            && let Some(value) = value(key, &words)
        {
            found.entry(key).or_insert(value);
            continue;
        }
        if words.len() > 80 {
            continue;
        }
        let folded = fold(&words);
        let name = folded.trim().trim_end_matches(':').trim_end();
        let known = LABELS.iter().find(|(label, _)| *label == name).map(|(_, key)| *key);
        label = known.zip(parent);
    }
    // One stray cell that happens to say "Hiệu lực" is no table of facts.
    if found.len() < 3 || !found.contains_key("so") {
        return;
    }
    for (key, value) in found {
        let (key, value) = match key {
            "tinh-trang" => ("ghi-chu", format!("Tình trạng theo trang nguồn: {value}")),
            _ => (key, value),
        };
        sheet.claims.push(Claim { key: key.to_owned(), value, about: None, line: 0 });
    }
}

fn value(key: &str, words: &str) -> Option<String> {
    let folded = fold(words);
    let blank =
        words.is_empty() || EMPTY.iter().any(|empty| folded.trim_end_matches('.') == *empty);
    if blank || words.chars().count() > 300 {
        return None;
    }
    if key.starts_with("ngay-") { front_matter::iso(words) } else { Some(words.to_owned()) }
}

/// The words of a cell, without what is hidden in it.
fn words(cell: NodeRef<'_, Node>) -> String {
    let silent = |node: &NodeRef<'_, Node>| {
        node.ancestors()
            .take_while(|ancestor| ancestor.id() != cell.id())
            .any(|ancestor| ancestor.value().as_element().is_some_and(style::is_silent))
    };
    let texts = cell.descendants().filter(|node| node.value().is_text() && !silent(node));
    let parts: Vec<&str> =
        texts.filter_map(|node| node.value().as_text().map(|text| &**text)).collect();
    parts.concat().split_whitespace().collect::<Vec<_>>().join(" ")
}
