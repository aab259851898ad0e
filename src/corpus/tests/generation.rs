//! A crash at any point leaves the last generation in use; what another build or format made is told.

use std::fs;

use crate::corpus::tests::{Desk, UBTVQH, law};
use crate::corpus::*;

#[test]
fn a_build_that_is_not_committed_changes_nothing_and_is_taken_up() {
    let desk = Desk::new();
    desk.write("a.md", &law("1/2020/UBTVQH14", UBTVQH, "2020-01-01", "Một."));
    let (_, first) = desk.build();
    desk.write("b.md", &law("2/2020/UBTVQH14", UBTVQH, "2020-02-01", "Hai."));
    let mut building = Building::begin(&desk.index()).unwrap();
    assert_eq!(*building.start(), Start::From(1));
    assert_eq!(building.read(&desk.sources(), &Quiet).unwrap().files.read, 1);
    drop(building);
    let corpus = Corpus::open(&desk.index()).unwrap();
    assert_eq!((corpus.generation(), corpus.counts().unwrap().documents), (1, 1));

    let mut building = Building::begin(&desk.index()).unwrap();
    assert_eq!(*building.start(), Start::Resumed);
    let report = building.read(&desk.sources(), &Quiet).unwrap();
    assert_eq!((report.files.read, report.files.unchanged), (0, 2));
    let corpus = building.commit().unwrap();
    assert_eq!((corpus.generation(), corpus.counts().unwrap().documents), (2, 2));
    // A reader of the generation before goes on.
    assert!(first.document("1-2020-ubtvqh14").unwrap().is_some());
}

#[test]
fn a_crash_inside_the_commit_is_taken_up() {
    let desk = Desk::new();
    desk.write("a.md", &law("1/2020/UBTVQH14", UBTVQH, "2020-01-01", "Một."));
    desk.build();
    let mut building = Building::begin(&desk.index()).unwrap();
    building.read(&desk.sources(), &Quiet).unwrap();
    drop(building);
    // The folder has its name already, the pointer does not know.
    fs::rename(desk.index().join("building"), desk.index().join("g-000002")).unwrap();
    assert_eq!(Corpus::open(&desk.index()).unwrap().generation(), 1);
    let building = Building::begin(&desk.index()).unwrap();
    assert_eq!(*building.start(), Start::Resumed);
    assert_eq!(building.commit().unwrap().generation(), 2);
}

#[test]
fn what_a_crash_left_unsound_is_thrown_away() {
    let desk = Desk::new();
    desk.write("a.md", &law("1/2020/UBTVQH14", UBTVQH, "2020-01-01", "Một."));
    desk.build();
    let folder = desk.index().join("building");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("library.sqlite"), "SQLite format 3\0 but no").unwrap();
    let building = Building::begin(&desk.index()).unwrap();
    assert_eq!(*building.start(), Start::From(1));
}

#[test]
fn old_generations_go_unless_they_are_read() {
    let desk = Desk::new();
    desk.write("a.md", &law("1/2020/UBTVQH14", UBTVQH, "2020-01-01", "Một."));
    let (_, first) = desk.build();
    for _ in 0..3 {
        desk.build();
    }
    let is_there = |number: u64| desk.index().join(format!("g-{number:06}")).exists();
    assert_eq!([1, 2, 3, 4].map(is_there), [true, false, true, true]);
    drop(first);
    desk.build();
    assert_eq!([1, 3, 4, 5].map(is_there), [false, false, true, true]);
    assert_eq!(current_generation(&desk.index()).unwrap(), Some(5));
}

#[test]
fn the_search_index_comes_along_by_links() {
    let desk = Desk::new();
    desk.write("a.md", &law("1/2020/UBTVQH14", UBTVQH, "2020-01-01", "Một."));
    let mut building = Building::begin(&desk.index()).unwrap();
    building.read(&desk.sources(), &Quiet).unwrap();
    let search = building.folder().join("search");
    fs::create_dir(&search).unwrap();
    for name in ["meta.json", ".managed.json", "0.store", ".tantivy-writer.lock"] {
        fs::write(search.join(name), name).unwrap();
    }
    building.commit().unwrap();
    let building = Building::begin(&desk.index()).unwrap();
    let mut names: Vec<String> = fs::read_dir(building.folder().join("search"))
        .unwrap()
        .map(|it| it.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, [".managed.json", "0.store", "meta.json"]);
}

#[test]
fn two_builds_at_once_are_refused() {
    let desk = Desk::new();
    let _first = Building::begin(&desk.index()).unwrap();
    let error = Building::begin(&desk.index()).unwrap_err();
    assert!(matches!(error, Error::Busy { .. }));
    assert!(error.to_string().contains("Hãy đợi"), "{error}");
}

#[test]
fn nothing_built_yet_says_what_to_do() {
    let desk = Desk::new();
    let error = Corpus::open(&desk.index()).unwrap_err();
    assert!(error.to_string().contains("dieukhoan build"), "{error}");
}

#[test]
fn another_format_is_refused_by_readers_and_rebuilt_by_builds() {
    let desk = Desk::new();
    desk.write("a.md", &law("1/2020/UBTVQH14", UBTVQH, "2020-01-01", "Một."));
    desk.build();
    let library = desk.index().join("g-000001").join("library.sqlite");
    let connection = rusqlite::Connection::open(&library).unwrap();
    connection.execute("UPDATE meta SET value = '0' WHERE key = 'format'", []).unwrap();
    drop(connection);
    let error = Corpus::open(&desk.index()).unwrap_err();
    assert!(matches!(&error, Error::OldFormat { found, .. } if found == "0"), "{error}");
    let mut building = Building::begin(&desk.index()).unwrap();
    assert_eq!(*building.start(), Start::Rebuilt("0".to_owned()));
    assert_eq!(building.read(&desk.sources(), &Quiet).unwrap().files.read, 1);
    assert_eq!(building.commit().unwrap().counts().unwrap().documents, 1);
}
