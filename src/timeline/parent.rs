//! Văn bản được hướng dẫn: the texts that a document details or guides, as its grounds and its name tell.
//!
//! When such a text ends, what guides it does not end with it: it lives on as far as it is not contrary (Luật 64/2025/QH15,
//! Điều 57 khoản 2). Whether it still fits is for people to say; here it is only told that somebody must look. A ground alone
//! is not enough: every decree rests on the law that organises the Government and guides it no more than others.

use crate::law::{Document, LinkKind, Role};
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
