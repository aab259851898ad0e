//! The command line, as others rely on it.
//!
//! 1. `build` twice: the second reads nothing; a broken file is reported with its name and the rest goes on.
//! 2. `search --json` has its fields, and a citation leads straight to the document or provision.
//! 3. `show` prints a provision, says what there is when there is none, and asks when a number is shared.
//! 4. Faults of a command line and of sources are told in Vietnamese, with exit codes 1 and 2.
//! 5. `read` shows what is made of a file; `check` exits 1 when something could not be read.

use std::process::{Command, Output};
use std::sync::LazyLock;

use serde_json::Value;
use tempfile::TempDir;

use crate::support::{project, run, told};

/// An index of the shipped corpus, built once.
static INDEX: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let built = run(&["build", "--json"], folder.path());
    assert!(built.status.success(), "{}", told(&built));
    folder
});

fn json(output: &Output) -> Value {
    let text = String::from_utf8_lossy(&output.stdout);
    serde_json::from_str(text.lines().last().unwrap())
        .unwrap_or_else(|error| panic!("{error}: {}", told(output)))
}

fn first_hit(question: &str) -> String {
    let found = json(&run(&["search", "--json", question], INDEX.path()));
    found["hits"][0]["address"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_second_build_reads_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let first = json(&run(&["build", "--json"], folder.path()));
    let second = json(&run(&["build", "--json"], folder.path()));
    assert!(first["files"]["read"].as_u64().unwrap() >= 24, "{first}");
    assert_eq!(second["files"]["read"], 0, "{second}");
    assert_eq!(first["counts"]["documents"], second["counts"]["documents"]);
}

#[test]
fn a_broken_file_is_reported_and_the_rest_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("nguon");
    std::fs::create_dir(&source).unwrap();
    std::fs::write(source.join("rong.txt"), " \n").unwrap();
    std::fs::write(source.join("hong.pdf"), b"%PDF-1.7 \0\0\0").unwrap();
    std::fs::write(
        source.join("tot.txt"),
        "NGHỊ QUYẾT\nSố: 7/2026/NQ-MH\nĐiều 1. Nội dung\n1. Một.\n2. Hai.\n",
    )
    .unwrap();
    let index = folder.path().join("index");
    let built = run(&["build", "--json", "--source", source.to_str().unwrap()], &index);
    assert!(built.status.success(), "{}", told(&built));
    assert_eq!(json(&built)["counts"]["documents"], 1, "{}", told(&built));
    let checked = run(&["check"], &index);
    assert!(told(&checked).contains("hong.pdf"), "{}", told(&checked));
    assert_eq!(checked.status.code(), Some(1), "{}", told(&checked));
}

#[test]
fn search_gives_its_fields_and_follows_citations() {
    let found = json(&run(&["search", "--json", "kỳ họp bất thường"], INDEX.path()));
    assert_eq!(found["query"], "kỳ họp bất thường");
    assert!(found["total"].as_u64().unwrap() > 5 && found["ms"].is_number());
    for field in ["address", "url", "document", "heading", "snippet", "score"] {
        assert!(!found["hits"][0][field].is_null(), "{field}: {found}");
    }
    for (question, address) in [
        ("629/2019", "629/2019/UBTVQH14"),
        ("nq 629", "629/2019/UBTVQH14"),
        ("điều 5 luật 01/2026/QH-MH", "01/2026/QH-MH#dieu-5"),
        ("k2 đ10 luật 01/2026", "01/2026/QH-MH#dieu-10/khoan-2"),
        ("81/KH-UBTVQH15", "81/KH-UBTVQH15"),
        ("19-KL/TW", "19-KL/TW"),
    ] {
        assert_eq!(first_hit(question), address, "{question}");
    }
}

#[test]
fn search_finds_with_and_without_dau() {
    let with = first_hit("họp trực tuyến của Hội đồng nhân dân");
    let without = first_hit("hop truc tuyen cua hoi dong nhan dan");
    assert_eq!(with, without);
    let half = first_hit("họp truc tuyến của Hội đồng nhân dan");
    assert_eq!(with, half);
    let short = first_hit("họp trực tuyến của HĐND");
    assert_eq!(with, short, "abbreviations are spelt out");
    let told_so = told(&run(&["search", "họp trực tuyến của hđnd"], INDEX.path()));
    assert!(told_so.contains("Đã hiểu là: họp trực tuyến của Hội đồng nhân dân"), "{told_so}");
    let nothing = run(&["search", "--json", "xyzzy qwrtp"], INDEX.path());
    assert_eq!(nothing.status.code(), Some(1), "{}", told(&nothing));
}

#[test]
fn show_prints_refuses_and_asks() {
    let shown = run(&["show", "01/2026/QH-MH#dieu-20/khoan-2"], INDEX.path());
    assert!(shown.status.success() && told(&shown).contains("quá nửa"), "{}", told(&shown));
    let pasted = run(&["show", "/vb/01-2026-qh-mh/dieu-20/khoan-2"], INDEX.path());
    assert_eq!(told(&pasted), told(&shown));
    let absent = run(&["show", "01/2026/QH-MH#dieu-999"], INDEX.path());
    assert_eq!(absent.status.code(), Some(1));
    assert!(told(&absent).contains("không có Điều 999"), "{}", told(&absent));
    let shared = run(&["show", "09/2026/NQ-HĐND-MH"], INDEX.path());
    assert_eq!(shared.status.code(), Some(1));
    assert!(
        told(&shared).contains("tinh-minh-hoa-mot") && told(&shared).contains("tinh-minh-hoa-hai"),
        "{}",
        told(&shared)
    );
    let attached = run(&["show", "03/2026/UBTVQH-MH#dieu-5"], INDEX.path());
    assert!(told(&attached).contains("#kem-theo-1/dieu-5"), "{}", told(&attached));
    let annex = run(&["show", "03/2026/UBTVQH-MH#phu-luc-1"], INDEX.path());
    assert!(told(&annex).contains("PHỤ LỤC"), "{}", told(&annex));
    assert_eq!(annex.status.code(), Some(0), "{}", told(&annex));
    let facts_only = run(&["show", "629/2019/UBTVQH14#dieu-5"], INDEX.path());
    assert_eq!(facts_only.status.code(), Some(1), "{}", told(&facts_only));
    let wrong = run(&["show", "01/2026/QH-MH#khoản"], INDEX.path());
    assert_eq!(wrong.status.code(), Some(2), "{}", told(&wrong));
}

#[test]
fn faults_are_told_with_their_exit_codes() {
    let folder = tempfile::tempdir().unwrap();
    let (source, index) = (folder.path().join("rong"), folder.path().join("index"));
    std::fs::create_dir(&source).unwrap();
    let empty = run(&["build", "--source", source.to_str().unwrap()], &index);
    assert_eq!(empty.status.code(), Some(1), "{}", told(&empty));
    assert!(told(&empty).contains("Không thấy tệp nào"), "{}", told(&empty));
    let missing = run(&["build", "--source", "/khong/co"], &index);
    assert_eq!(missing.status.code(), Some(2), "{}", told(&missing));
    for (arguments, words) in [
        (["search", "--size", "x", "a"].as_slice(), "--size"),
        (&["search"], "thiếu"),
        (&["check", "--la"], "không có tùy chọn “--la”"),
    ] {
        let wrong = run(arguments, INDEX.path());
        assert_eq!(wrong.status.code(), Some(2), "{}", told(&wrong));
        assert!(told(&wrong).contains(words), "{}", told(&wrong));
    }
}

#[test]
fn read_shows_what_is_made_of_a_file() {
    let file = "corpus/minh-hoa/10-kh-ubtvqh-mh.md";
    let output = Command::new(env!("CARGO_BIN_EXE_dieukhoan"))
        .args(["read", "--tree", file])
        .current_dir(project())
        .output()
        .unwrap();
    assert!(told(&output).contains("muc-2/khoan-1"), "{}", told(&output));
    let output = Command::new(env!("CARGO_BIN_EXE_dieukhoan"))
        .args(["read", "--json", file])
        .current_dir(project())
        .output()
        .unwrap();
    assert!(json(&output)["document"]["provisions"].as_array().unwrap().len() > 20);
}
