//! 1. The better copy is used, whatever the order. 2. Facts complete and contradict. 3. Different texts stay apart and are told apart.

use super::*;
use crate::law::{Facts, Identity, LinkKind};

fn copy(origin: Origin, number: &str, kind: Kind, issuer: &str, date: &str) -> Copy {
    let identity = Identity {
        number: number.parse().ok(),
        authorities: Authority::read(issuer).into_iter().collect(),
        issued: date.parse().ok(),
    };
    let head = Head {
        identity,
        kind,
        title: "Tên".to_owned(),
        facts: Facts { catalogue_only: origin == Origin::Catalogue, ..Facts::default() },
        reference: DocumentRef::new(number),
        length: 100,
        articles: 1,
        provisions: 1,
    };
    Copy { id: 1, origin, source: 0, path: "a.md".to_owned(), line: 1, head, hash: Vec::new() }
}

fn law(origin: Origin) -> Copy {
    copy(origin, "87/2015/QH13", Kind::Law, "Quốc hội", "2015-11-20")
}

fn names(documents: &[Chosen]) -> Vec<String> {
    let mut names: Vec<_> = documents.iter().map(|it| it.reference.to_string()).collect();
    names.sort();
    names
}

#[test]
fn the_better_copy_is_used() {
    let text = law(Origin::Text);
    let later = Copy { source: 1, path: "b.md".to_owned(), ..law(Origin::Text) };
    let codified = Copy { source: 9, ..law(Origin::Codification) };
    let facts = Copy { source: 10, ..law(Origin::Catalogue) };
    for copies in [
        vec![text.clone(), later.clone(), codified.clone(), facts.clone()],
        vec![facts, codified, later, text],
    ] {
        let documents = choose(copies);
        let [document] = documents.as_slice() else { panic!("{}", documents.len()) };
        let order: Vec<_> = document.copies.iter().map(|it| (it.origin, it.source)).collect();
        assert_eq!(
            order,
            [
                (Origin::Text, 1),
                (Origin::Text, 0),
                (Origin::Codification, 9),
                (Origin::Catalogue, 10)
            ]
        );
        assert_eq!(document.reference.to_string(), "87/2015/QH13");
        let unused = NoteKind::CopyUnused("b.md".to_owned());
        assert_eq!(document.notes, [(1, unused.clone()), (2, unused)]);
    }
}

#[test]
fn facts_complete_and_contradict() {
    let text = law(Origin::Text);
    let mut facts = law(Origin::Catalogue);
    facts.head.identity.issued = "2015-11-25".parse().ok();
    facts.head.facts.effective = "2016-07-01".parse().ok();
    let link = Link {
        kind: LinkKind::Replaces,
        here: None,
        there: "05/2003/QH11".to_owned(),
        portion: None,
        since: None,
        words: "05/2003/QH11".to_owned(),
    };
    facts.head.facts.links.push(link);
    let documents = choose(vec![facts, text]);
    let [document] = documents.as_slice() else { panic!("{}", documents.len()) };
    assert_eq!(document.head.facts.effective, "2016-07-01".parse().ok());
    assert_eq!(document.head.facts.links.len(), 1);
    assert!(!document.head.facts.catalogue_only);
    assert!(matches!(
        document.notes.as_slice(),
        [(1, NoteKind::Disagreement { key, .. })] if key == "ngay-ban-hanh"
    ));
}

#[test]
fn a_law_and_a_resolution_share_a_number() {
    // 93/2015/QH13 is both a law and a resolution of the National Assembly.
    let law = copy(Origin::Text, "93/2015/QH13", Kind::Law, "Quốc hội", "2015-11-25");
    let other = copy(Origin::Text, "93/2015/QH13", Kind::Resolution, "Quốc hội", "2015-06-22");
    assert_eq!(names(&choose(vec![law, other])), ["93/2015/QH13.luat", "93/2015/QH13.nghi-quyet"]);
}

#[test]
fn councils_share_numbers() {
    let council = |place: &str| {
        let issuer = format!("Hội đồng nhân dân {place}");
        copy(Origin::Text, "05/2025/NQ-HĐND", Kind::Resolution, &issuer, "2025-12-01")
    };
    let documents = choose(vec![council("tỉnh Một"), council("tỉnh Hai")]);
    assert_eq!(names(&documents), ["05/2025/NQ-HĐND.tinh-hai", "05/2025/NQ-HĐND.tinh-mot"]);
    // Without its place a text may be anyone's: it is not taken for another's copy.
    let mut unknown = council("tỉnh Một");
    unknown.head.identity.authorities = Authority::read("Hội đồng nhân dân").into_iter().collect();
    unknown.head.title = "Tên khác".to_owned();
    assert_eq!(choose(vec![council("tỉnh Một"), unknown]).len(), 2);
}

#[test]
fn numbers_without_a_year_start_again_each_year() {
    let plan = |date: &str| {
        copy(Origin::Text, "81/KH-UBTVQH15", Kind::Plan, "Ủy ban Thường vụ Quốc hội", date)
    };
    let documents = choose(vec![plan("2021-11-05"), plan("2022-03-01")]);
    assert_eq!(names(&documents), ["81/KH-UBTVQH15.2021-11-05", "81/KH-UBTVQH15.2022-03-01"]);
    assert_eq!(choose(vec![plan("2021-11-05"), plan("2021-11-05")]).len(), 1);
}

#[test]
fn what_one_codification_holds_twice_is_kept_twice() {
    let (one, two) = (law(Origin::Codification), law(Origin::Codification));
    assert_eq!(choose(vec![one.clone(), two.clone()]).len(), 2);
    let edition = Copy { source: 1, ..two };
    assert_eq!(choose(vec![one, edition]).len(), 1);
}

#[test]
fn without_number_and_title_nothing_is_known_to_be_the_same() {
    let mut nameless = copy(Origin::Text, "", Kind::Circular, "Bộ Công an", "2020-01-01");
    nameless.head.title.clear();
    assert_eq!(choose(vec![nameless.clone(), nameless]).len(), 2);
}

#[test]
fn a_wrong_issuer_does_not_make_another_text() {
    // The edition of January 2026 names Quốc hội as the issuer of 90/2025/UBTVQH15.
    let number = "90/2025/UBTVQH15";
    let edition = copy(Origin::Codification, number, Kind::Resolution, "Quốc hội", "2025-07-10");
    let issuer = "Ủy ban Thường vụ Quốc hội";
    let facts = copy(Origin::Catalogue, number, Kind::Resolution, issuer, "2025-07-10");
    let documents = choose(vec![edition, facts]);
    let [document] = documents.as_slice() else { panic!("{}", documents.len()) };
    assert!(matches!(
        document.notes.as_slice(),
        [(1, NoteKind::Disagreement { key, .. })] if key == "co-quan"
    ));
}
