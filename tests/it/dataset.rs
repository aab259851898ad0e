//! Data sets and records, from the files to the answers.
//!
//! 1. The documents of the public data set come in, with their facts and ties; a second build reads nothing.
//! 2. `export` writes what `build` reads: the corpus comes back with the same words, units and facts.
//! 3. A broken line costs that line, and is told by file and line.

use std::path::Path;

use dieukhoan::corpus::{BuildReport, Building, Corpus, Quiet, Source, SourceKind};
use dieukhoan::law::{DocumentRef, Found, LinkKind};

use crate::support::{data, project, run};

fn build(index: &Path, source: &Source) -> (BuildReport, Corpus) {
    let mut building = Building::begin(index).unwrap();
    let report = building.read(std::slice::from_ref(source), &Quiet).unwrap();
    (report, building.commit().unwrap())
}

#[test]
fn the_public_data_set_comes_in() {
    let Some(path) = data("parquet") else { return };
    let folder = tempfile::tempdir().unwrap();
    let source = Source { kind: SourceKind::DataSet, path };
    let (report, corpus) = build(folder.path(), &source);
    assert_eq!((report.files.read, report.files.failed), (447, 0));
    assert_eq!((report.counts.documents, report.counts.with_text), (447, 447));
    let slug = "66-2015-tt-bgtvt";
    let document = corpus.document(slug).unwrap().unwrap();
    assert_eq!(document.identity.issued.map(|it| it.to_string()).as_deref(), Some("2015-11-04"));
    let amended = document.facts.links.iter().filter(|link| link.kind == LinkKind::Amends);
    let there: Vec<&str> = amended.map(|link| link.there.as_str()).collect();
    assert!(there.contains(&"39/2013/TT-BGTVT"), "{there:?}");
    assert!(document.facts.source.as_deref().is_some_and(|it| it.contains("ItemID=")));
    drop(corpus);
    let (again, _) = build(folder.path(), &source);
    assert_eq!((again.files.read, again.files.unchanged, again.changed), (0, 447, 0));
}

#[test]
fn what_export_writes_build_reads() {
    let folder = tempfile::tempdir().unwrap();
    let first = folder.path().join("mot");
    let source = Source::at(&project().join("corpus/minh-hoa")).unwrap();
    let (_, before) = build(&first, &source);
    let file = folder.path().join("kho.jsonl");
    let written = run(&["export", "--out", file.to_str().unwrap()], &first);
    assert!(written.status.success(), "{written:?}");
    let (report, after) = build(&folder.path().join("hai"), &Source::at(&file).unwrap());
    assert_eq!(report.files.failed, 0);
    assert_eq!(report.counts.documents, before.counts().unwrap().documents);
    for change in before.changes_after(0).unwrap() {
        let (one, two) = (before.load(&change.slug).unwrap(), after.load(&change.slug).unwrap());
        let (one, two) = (one.unwrap(), two.unwrap_or_else(|| panic!("{} is lost", change.slug)));
        assert_eq!(one.transcript.text, two.transcript.text, "{}", change.slug);
        assert_eq!(one.provisions, two.provisions, "{}", change.slug);
        assert_eq!((one.kind, &one.title, &one.identity), (two.kind, &two.title, &two.identity));
        let ties = |links: &[dieukhoan::law::Link]| {
            let mut ties: Vec<_> = links.iter().map(|it| (it.kind, it.there.clone())).collect();
            ties.sort();
            ties
        };
        assert_eq!(ties(&one.facts.links), ties(&two.facts.links), "{}", change.slug);
        assert_eq!(one.facts.effective, two.facts.effective, "{}", change.slug);
        assert!(two.facts.illustrative, "{}", change.slug);
    }
}

#[test]
fn a_broken_line_costs_that_line() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kho.jsonl");
    let lines = "{\"so\":\"1/2026/NQ-MH\",\"loai\":\"Nghị quyết\",\"noi-dung\":\"Điều 1. Một\"}\n{\"so\":\n\n{\"so\":\"2/2026/NQ-MH\",\"loai\":\"Nghị quyết\"}\n";
    std::fs::write(&file, lines).unwrap();
    let (report, corpus) = build(&folder.path().join("index"), &Source::at(&file).unwrap());
    assert_eq!((report.files.read, report.files.failed), (2, 1));
    assert_eq!((report.counts.with_text, report.counts.catalogue_only), (1, 1));
    let notes = corpus.notes(None).unwrap();
    let place = notes.iter().find(|it| it.note.kind.code() == "tep-khong-doc-duoc").unwrap();
    assert!(place.file.to_string_lossy().ends_with("kho.jsonl:2"), "{place:?}");
    let reference: DocumentRef = DocumentRef::new("2/2026/NQ-MH".to_owned());
    assert!(matches!(corpus.look_up(&reference).unwrap(), Found::One(_)));
}
