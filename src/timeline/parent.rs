//! Văn bản được hướng dẫn, được hợp nhất: the texts that a document details, guides or puts together, as its opening tells.
//!
//! When such a text ends, what guides it does not end with it: it lives on as far as it is not contrary (Luật 64/2025/QH15,
//! Điều 57 khoản 2). Whether it still fits is for people to say; here it is only told that somebody must look. A ground alone
//! is not enough: every decree rests on the law that organises the Government and guides it no more than others.

use crate::law::{Document, Kind, LinkKind, Role, Unit};
use crate::text::{Form, Normal, comparable};
use crate::timeline::mention::{Thing, mentions};

/// The numbers of the texts that `document` may guide: those its source says it guides, and those its grounds name.
/// `true` for the former, which need no further sign.
pub fn parents(document: &Document) -> Vec<(String, bool)> {
    let links = document.facts.links.iter().filter(|link| link.kind == LinkKind::Guides);
    let mut found: Vec<(String, bool)> = links.map(|link| (link.there.clone(), true)).collect();
    for ground in document.lines_of(Role::Ground) {
        let view = Normal::of(ground, Form::Comparable);
        for mention in mentions(&view, ground).into_iter().filter(|it| !it.bound) {
            let Thing::Numbered { number, .. } = mention.thing else { continue };
            if found.iter().all(|(held, _)| *held != number) {
                found.push((number, false));
            }
        }
    }
    found
}

/// Whether the name of `document` says that it details or guides a text called `title`.
pub fn guides_by_name(document: &Document, title: &str) -> bool {
    let name = comparable(&document.title);
    let guides =
        ["quy định chi tiết", "hướng dẫn", "chi tiết và", "biện pháp thi hành", "thi hành"];
    let title = comparable(title);
    let title = title.trim_start_matches("luật ").trim_start_matches("pháp lệnh ").trim();
    guides.iter().any(|it| name.contains(it)) && title.chars().count() > 4 && name.contains(title)
}

/// The texts that a published consolidation puts together, as its opening lists them: the text itself, then those that
/// amended it (`…, được sửa đổi, bổ sung bởi: 1. Luật số …; 2. Luật số …`). Empty for any other document.
pub fn consolidates(document: &Document) -> Vec<String> {
    if document.kind != Kind::Consolidation {
        return Vec::new();
    }
    let article = document.provisions.iter().find(|it| it.step.unit == Unit::Article);
    let end = article.map_or(0, |it| it.mark.start as usize);
    let opening = document.transcript.text.get(..end).unwrap_or_default();
    let view = Normal::of(opening, Form::Comparable);
    let Some(list) = view.text.find("được sửa đổi, bổ sung") else { return Vec::new() };
    let until = view
        .text
        .get(list..)
        .and_then(|rest| rest.find("\ncăn cứ"))
        .map_or(view.text.len(), |at| list + at);
    let number = |thing: Thing| match thing {
        Thing::Numbered { number, .. } => Some(number),
        _ => None,
    };
    let named: Vec<(usize, String)> = mentions(&view, opening)
        .into_iter()
        .filter_map(|it| Some((it.range.start, number(it.thing)?)))
        .collect();
    let base = named.iter().rev().find(|(at, _)| *at < list);
    let mut found: Vec<String> = base.map(|(_, number)| number.clone()).into_iter().collect();
    let mut item = None;
    for (at, number) in named.iter().filter(|(at, _)| (list..until).contains(at)) {
        let before = view.text.get(list..*at).unwrap_or_default();
        let line = before.rfind('\n').map_or(0, |it| it + 1);
        // One text an item: what follows its number on the line is its name.
        if item.replace(line) != Some(line) && !found.contains(number) {
            found.push(number.clone());
        }
    }
    found
}
