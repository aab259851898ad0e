//! Văn bản hợp nhất: which texts it consolidates, and what its notes say of each changed unit.
//!
//! The official form (Pháp lệnh 01/2012/UBTVQH13, Điều 11–17) puts the first text and its amenders with their dates of
//! effect into the head, and a note at every change: which provision of which text made it, and from when. These notes
//! are the only official word on who changed a khoản, so they become ties of that khoản.

use std::sync::LazyLock;

use regex::Regex;

use crate::law::{Document, Kind, Label, Link, LinkKind, Portion, Role, Step, Unit, date_in};
use crate::structure::claimed::first_number;
use crate::text::{Style, canonical};

/// `điểm a khoản 35 Điều 1 của`: the provision that made a change.
static PROVISION: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let label = r"[0-9]{1,3}[a-zđ]{0,2}[0-9]?";
    Regex::new(&format!(
        r"theo quy định tại (?:điểm (?P<point>[a-zđ][0-9]?) )?(?:khoản (?P<clause>{label}) )?Điều (?P<article>{label})\b"
    ))
    .ok()
});

/// What the head and the notes of a văn bản hợp nhất state; nothing for other texts.
pub(crate) fn links(document: &Document) -> Vec<Link> {
    if document.kind != Kind::Consolidation {
        return Vec::new();
    }
    let mut links = in_head(document);
    links.extend(in_notes(document));
    links
}

/// `Luật Bảo hiểm y tế số 25/2008/QH12 ngày …, có hiệu lực kể từ ngày …, được sửa đổi, bổ sung bởi:` and the list below.
fn in_head(document: &Document) -> Vec<Link> {
    let lines = document.lines_of(Role::Preamble).filter_map(|line| {
        let words = canonical(line).into_owned();
        let there = first_number(&words)?.to_owned();
        let since = since(&words);
        let (here, portion) = (None, None);
        Some(Link { kind: LinkKind::Consolidates, here, there, portion, since, words })
    });
    // The form gives every text of the list its day; a line without one is something else.
    lines.filter(|link| link.since.is_some()).collect()
}

/// `Khoản này được sửa đổi, bổ sung theo quy định tại khoản 1 Điều 1 của Luật số 46/2014/QH13 …, có hiệu lực kể từ ngày …`
fn in_notes(document: &Document) -> Vec<Link> {
    let mut starts: Vec<_> = document.units().map(|(id, it)| (it.mark.start, id)).collect();
    starts.sort_unstable();
    let mut links = Vec::new();
    for mark in &document.transcript.marks {
        let Style::Footnote(index) = mark.style else { continue };
        let Some(note) = document.transcript.footnotes.get(index as usize) else { continue };
        let at = starts.partition_point(|(start, _)| *start <= mark.span.start);
        let unit = at.checked_sub(1).and_then(|it| starts.get(it)).map(|(_, id)| *id);
        let Some(here) = unit.map(|id| document.portion(id)) else { continue };
        // "… lần thứ nhất theo quy định tại …" and "… lần thứ hai …" are paragraphs of one note.
        let changes = document.text(note.span).lines().filter_map(change);
        links.extend(changes.map(|link| Link { here: Some(here.clone()), ..link }));
    }
    links
}

/// One change, as a paragraph of a note tells it.
fn change(words: &str) -> Option<Link> {
    let words = canonical(words).into_owned();
    let found = PROVISION.as_ref()?.captures(&words)?;
    let step =
        |name: &str, unit: Unit| Some(Step::new(unit, Label::new(found.name(name)?.as_str())?));
    let steps =
        [step("article", Unit::Article), step("clause", Unit::Clause), step("point", Unit::Point)];
    let steps = steps.into_iter().flatten().collect();
    let portion = Some(Portion { steps, ..Portion::default() });
    let rest = words.get(found.get(0)?.end()..)?;
    let there = first_number(rest)?.to_owned();
    let since = since(rest);
    Some(Link { kind: LinkKind::AmendedBy, here: None, there, portion, since, words })
}

/// The day after "có hiệu lực".
fn since(words: &str) -> Option<jiff::civil::Date> {
    let at = words.find("có hiệu lực")?;
    date_in(words.get(at..)?)?.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_name_the_change() {
        for (words, told) in [
            (
                "Khoản này được sửa đổi, bổ sung theo quy định tại khoản 1 Điều 1 của Luật số 146/2034/QH17 sửa đổi, bổ sung một số điều của Luật Mẫu số 5/2030/QH17, có hiệu lực kể từ ngày 01 tháng 01 năm 2035.",
                Some(("146/2034/QH17", "dieu-1/khoan-1", "2035-01-01")),
            ),
            (
                "Cụm từ “tổ chức” được thay thế bằng cụm từ “cơ quan” theo quy định tại điểm a khoản 35 Điều 1 của Thông tư số 08/2033/TT-BNV, có hiệu lực kể từ ngày 02 tháng 3 năm 2033.",
                Some(("08/2033/TT-BNV", "dieu-1/khoan-35/diem-a", "2033-03-02")),
            ),
            ("Luật số 32/2033/QH17 có căn cứ ban hành như sau:", None),
        ] {
            let found = change(words).map(|link| {
                let portion = link.portion.unwrap().to_string();
                (link.there, portion, link.since.unwrap().to_string())
            });
            let told = told.map(|(a, b, c)| (a.to_owned(), b.to_owned(), c.to_owned()));
            assert_eq!(found, told);
        }
    }
}
