//! Furniture left in what was found.
//!
//! Portals put "save", "comments" and a list of annexes into the same element as the law, and some put
//! buttons beside every provision. Only what is surely furniture is taken off, and it is reported.

use std::collections::BTreeMap;

use crate::read::Draft;
use crate::read::html::walk::Harvest;
use crate::text::fold;

/// Lines (folded) that portals put around a law.
const FURNITURE: [&str; 34] = [
    "luu tru",
    "ghi chu",
    "y kien",
    "facebook",
    "email",
    "in",
    "tai ve",
    "dang nhap",
    "dang ky",
    "thu vien phap luat",
    "luatvietnam",
    "xem chi tiet",
    "ban word",
    "ban pdf",
    "tai van ban",
    "van ban goc",
    "file dinh kem",
    "tep dinh kem",
    "gui cho ban be",
    "thich",
    "chia se",
    "lien quan",
    "luoc do",
    "noi dung",
    "thuoc tinh",
    "tieng anh",
    "tai",
    "dong",
    "muc luc",
    "tom tat noi dung",
    "theo doi van ban",
    "quay lai",
    "ve dau trang",
    "ban in",
];

/// Takes furniture off both ends and from between the lines, and returns its words, each line once.
pub(crate) fn furniture(harvest: &mut Harvest) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for draft in &harvest.drafts {
        *counts.entry(draft.words()).or_default() += 1;
    }
    let last = harvest.drafts.iter().rposition(|draft| !is_furniture(draft));
    let first = harvest.drafts.iter().position(|draft| !is_furniture(draft));
    let mut aside = Vec::new();
    let mut kept = Vec::with_capacity(harvest.drafts.len());
    for (index, draft) in std::mem::take(&mut harvest.drafts).into_iter().enumerate() {
        let words = draft.words();
        let is_end = Some(index) > last || first.is_none_or(|first| index < first);
        // A bubble with "follow", "note" beside every single provision: the same few words in a control, again and
        // again (luatvietnam repeats three such lines under each of its 60 provisions).
        let is_control = harvest.controls.get(index).copied().unwrap_or_default();
        let repeats = counts.get(&words).copied().unwrap_or_default() >= 5;
        let is_short = words.split_whitespace().count() <= 6;
        if is_end || is_control && repeats && is_short {
            if !aside.contains(&words) {
                aside.push(words);
            }
            for (after, _) in harvest.problems.iter_mut().filter(|(after, _)| *after > kept.len()) {
                *after -= 1;
            }
        } else {
            kept.push(draft);
        }
    }
    harvest.drafts = kept;
    aside
}

fn is_furniture(draft: &Draft) -> bool {
    let words = draft.words();
    if words.len() > 80 {
        return false;
    }
    let words = fold(&words);
    let words = words.trim_matches(|c: char| !c.is_alphanumeric());
    FURNITURE.contains(&words)
}
