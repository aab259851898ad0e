//! Citations.
//!
//! 1. Each passage under `tests/cases/cite` has its citations where the tags say, and they lead where the tags say.
//! 2. Passages of real law: not worse than what was reached.
//! 3. No text, however cut, panics; every span cuts the text to what was found.
//! 4. A document that comes later answers the citations of one that was there before.
//! 5. Who cites a provision is told at every level, ranges too.

use std::path::Path;
use std::process::Command;

use dieukhoan::cite::find;
use dieukhoan::corpus::{Building, Corpus, Destination, Quiet, Source};
use dieukhoan::law::Portion;
use dieukhoan::relate::RelationKind;
use proptest::prelude::*;

use crate::support::{data, files, project};

/// The figures that `measure cites` prints for a folder.
fn measured(cases: &Path) -> serde_json::Value {
    let output = Command::new(env!("CARGO_BIN_EXE_dieukhoan"))
        .args(["measure", "cites", "--json", "--cases"])
        .arg(cases)
        .current_dir(project())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    serde_json::from_str(text.lines().last().unwrap()).unwrap()
}

#[test]
fn cases_are_cited_as_tagged() {
    let figures = measured(&project().join("tests/cases/cite"));
    assert!(figures["gold"].as_u64().unwrap() >= 20, "{figures}");
    for key in ["precision", "recall", "f1", "macro_f1"] {
        assert_eq!(figures[key].as_f64(), Some(1.0), "{key}: {figures}");
    }
}

#[test]
fn passages_of_real_law() {
    let Some(cases) = data("cite") else { return };
    let figures = measured(&cases);
    assert!(figures["f1"].as_f64().unwrap() >= 0.985, "{figures}");
    assert!(figures["finding"]["f1"].as_f64().unwrap() >= 0.99, "{figures}");
}

#[test]
fn no_cut_of_a_case_panics() {
    for path in files(&project().join("tests/cases/cite")) {
        let text = std::fs::read_to_string(&path).unwrap();
        for (at, _) in text.char_indices() {
            for mention in find(&text[at..]) {
                assert!(!mention.span.of(&text[at..]).trim().is_empty());
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn any_text_is_read_and_spans_fit(text in "[khoảnđiểmĐềucLậtsố0-9a-z/,;. \\-“”()\u{301}\n]{0,120}") {
        let mut end = 0;
        for mention in find(&text) {
            prop_assert!(mention.span.start >= end && mention.span.end as usize <= text.len());
            prop_assert!(!mention.span.of(&text).is_empty());
            end = mention.span.end;
        }
    }
}

fn built(index: &Path, sources: &Path) -> Corpus {
    let mut building = Building::begin(index).unwrap();
    building.read(&[Source::at(sources).unwrap()], &Quiet).unwrap();
    building.commit().unwrap()
}

fn law(number: &str, kind: &str, title: &str, body: &str) -> String {
    format!(
        "---\nso: \"{number}\"\nloai: \"{kind}\"\nten: \"{title}\"\nco-quan: \"Quốc hội\"\nngay-ban-hanh: \"2026-01-15\"\n\
         minh-hoa: true\n---\n\nVĂN BẢN MINH HỌA, KHÔNG CÓ GIÁ TRỊ PHÁP LÝ\n\n{body}\n"
    )
}

#[test]
fn what_comes_later_answers_what_was_cited_before() {
    let folder = tempfile::tempdir().unwrap();
    let (sources, index) = (folder.path().join("nguon"), folder.path().join("index"));
    std::fs::create_dir(&sources).unwrap();
    let citing = "Điều 1. Phạm vi\n\n1. Thực hiện theo khoản 2 Điều 3 của Luật số 11/2026/QH-MH.\n\n\
                  2. Các trường hợp quy định từ Điều 3 đến Điều 5 của Luật số 11/2026/QH-MH và Điều 9 của Luật số 11/2026/QH-MH.\n";
    std::fs::write(sources.join("a.md"), law("12/2026/QH-MH", "Luật", "Minh họa viện dẫn", citing))
        .unwrap();
    let corpus = built(&index, &sources);
    let outgoing = corpus.outgoing("12-2026-qh-mh").unwrap().unwrap();
    assert_eq!(outgoing.references.len(), 3);
    assert!(
        outgoing.references.iter().all(|it| matches!(it.to, Destination::Absent(..))),
        "{outgoing:?}"
    );
    drop(corpus);

    let cited = "Điều 3. Một\n\n1. Một.\n\n2. Hai.\n\nĐiều 4. Hai\n\nBa.\n\nĐiều 5. Ba\n\nBốn.\n";
    std::fs::write(
        sources.join("b.md"),
        law("11/2026/QH-MH", "Luật", "Minh họa được viện dẫn", cited),
    )
    .unwrap();
    let corpus = built(&index, &sources);
    let outgoing = corpus.outgoing("12-2026-qh-mh").unwrap().unwrap();
    let held = outgoing.references.iter().filter(|it| matches!(it.to, Destination::Held(_)));
    assert_eq!(held.count(), 2);
    assert!(
        matches!(&outgoing.references[2].to, Destination::Missing(address, _) if address.portion.to_string() == "dieu-9")
    );

    let incoming = corpus.incoming("11-2026-qh-mh").unwrap();
    let times = |portion: &str| incoming.times(&portion.parse::<Portion>().unwrap());
    assert_eq!(
        (times("dieu-3"), times("dieu-3/khoan-2"), times("dieu-4"), times("dieu-6")),
        (2, 1, 1, 0)
    );
    let whole = Portion::default();
    let (source, mention) = incoming.of(&whole).next().unwrap();
    assert_eq!((source.number.as_str(), mention.kind), ("12/2026/QH-MH", RelationKind::Cites));
    assert!(mention.sentence.contains("Luật số 11/2026/QH-MH"), "{mention:?}");
}

#[test]
fn words_between_the_members_of_a_list_do_not_change_whose_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let (sources, index) = (folder.path().join("nguon"), folder.path().join("index"));
    std::fs::create_dir(&sources).unwrap();
    let cited = "Điều 3. Một\n\n1. Một.\n\n2. (Được bãi bỏ)\n\nĐiều 8. Hai\n\n1. Ba.\n\n2. Bốn.\n";
    let citing = "Điều 1. Phạm vi\n\n1. Người quy định tại khoản 1 Điều 8; người nhà quy định tại khoản 1 Điều 3 \
                  Luật số 11/2026/QH-MH.\n\n2. Việc quy định tại khoản 2 Điều 3 Luật số 11/2026/QH-MH và Phụ lục I của Luật số \
                  11/2026/QH-MH.\n";
    for (name, text) in [
        ("a.md", law("12/2026/QH-MH", "Nghị định", "Minh họa viện dẫn", citing)),
        ("b.md", law("11/2026/QH-MH", "Luật", "Minh họa được viện dẫn", cited)),
    ] {
        std::fs::write(sources.join(name), text).unwrap();
    }
    let corpus = built(&index, &sources);
    let outgoing = corpus.outgoing("12-2026-qh-mh").unwrap().unwrap();
    let told: Vec<String> = outgoing
        .references
        .iter()
        .map(|it| match &it.to {
            Destination::Held(address) => address.to_string(),
            Destination::Repealed(address) => format!("{address} bãi bỏ"),
            other => format!("{other:?}"),
        })
        .collect();
    assert_eq!(
        told,
        [
            "11/2026/QH-MH#dieu-8/khoan-1",
            "11/2026/QH-MH#dieu-3/khoan-1",
            "11/2026/QH-MH#dieu-3/khoan-2 bãi bỏ",
            "11/2026/QH-MH#phu-luc-1"
        ]
    );
    let figures = corpus.reference_figures().unwrap();
    assert_eq!((figures.resolved, figures.unverified, figures.repealed), (3, 1, 1));
}
