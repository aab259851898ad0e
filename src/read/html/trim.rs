//! Furniture left at the ends of what was found.
//!
//! Portals put "save", "comments" and a list of annexes into the same element as the law. Before the title block and
//! after the signature only what is surely furniture is taken off, and it is reported.

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

/// Takes furniture off both ends and returns its words.
pub(crate) fn ends(harvest: &mut Harvest) -> Vec<String> {
    let mut aside = Vec::new();
    while harvest.drafts.last().is_some_and(is_furniture) {
        aside.extend(harvest.drafts.pop().map(|draft| draft.words()));
    }
    let count = harvest.drafts.iter().take_while(|draft| is_furniture(draft)).count();
    aside.extend(harvest.drafts.drain(..count).map(|draft| draft.words()));
    for (index, _) in &mut harvest.problems {
        *index = index.saturating_sub(count);
    }
    aside
}

fn is_furniture(draft: &Draft) -> bool {
    let words = fold(&draft.words());
    let words = words.trim_matches(|c: char| !c.is_alphanumeric());
    FURNITURE.contains(&words)
}
