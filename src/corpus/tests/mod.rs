//! Builds on real files.
//!
//! 1. Only what changed is read again; what is gone disappears.
//! 2. One text, one document; one number, several documents.
//! 3. A crash at any point leaves the last generation in use, and the next build goes on.
//! 4. A broken file costs itself only, and says where.
//! 5. An index of another format is refused by readers and rebuilt by builds.
//! 6. Archives work like folders, and the codification becomes its documents again.

mod archive;
mod generation;

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::*;
use crate::law::{DocumentRef, Found, Library, NoteKind};

/// A folder with sources and an index.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("nguon")).unwrap();
        Self { folder }
    }

    fn index(&self) -> PathBuf {
        self.folder.path().join("index")
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("nguon").join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        fs::write(self.path(name), text).unwrap();
    }

    fn sources(&self) -> Vec<Source> {
        vec![Source::at(&self.folder.path().join("nguon")).unwrap()]
    }

    fn build(&self) -> (BuildReport, Corpus) {
        self.build_from(&self.sources())
    }

    fn build_from(&self, sources: &[Source]) -> (BuildReport, Corpus) {
        let mut building = Building::begin(&self.index()).unwrap();
        let report = building.read(sources, &Quiet).unwrap();
        (report, building.commit().unwrap())
    }
}

fn law(number: &str, issuer: &str, date: &str, words: &str) -> String {
    format!(
        "---\nso: \"{number}\"\nloai: \"Nghị quyết\"\nten: \"Về việc thử\"\nco-quan: \"{issuer}\"\n\
         ngay-ban-hanh: \"{date}\"\n---\n\nĐiều 1. Phạm vi\n\n{words}\n\nĐiều 2. Hiệu lực\n\n\
         Nghị quyết này có hiệu lực từ ngày ký.\n"
    )
}

fn one(corpus: &Corpus, number: &str) -> String {
    match corpus.find(&DocumentRef::new(number)) {
        Found::One(listing) => listing.reference.slug(),
        other => panic!("{number}: {other:?}"),
    }
}

fn codes(corpus: &Corpus) -> Vec<(String, u32, &'static str)> {
    let notes = corpus.notes(None).unwrap();
    let place = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    notes.iter().map(|it| (place(&it.file), it.line, it.note.kind.code())).collect()
}

const UBTVQH: &str = "Ủy ban Thường vụ Quốc hội";

#[test]
fn only_what_changed_is_read_again() {
    let desk = Desk::new();
    desk.write("a.md", &law("1/2020/UBTVQH14", UBTVQH, "2020-01-01", "Một."));
    desk.write("b.md", &law("2/2020/UBTVQH14", UBTVQH, "2020-02-01", "Hai."));
    desk.write("sau/c.md", &law("3/2020/UBTVQH14", UBTVQH, "2020-03-01", "Ba."));
    let (report, corpus) = desk.build();
    assert_eq!((report.files.read, report.changed, report.counts.documents), (3, 3, 3));
    assert_eq!(report.counts.articles, 6);
    let stamp = corpus.stamp().unwrap();
    assert_eq!(corpus.changes_after(0).unwrap().len(), 3);

    let (report, corpus) = desk.build();
    assert_eq!((report.files.read, report.files.unchanged), (0, 3));
    assert!(!report.has_changes());
    assert_eq!(corpus.changes_after(stamp).unwrap(), []);

    desk.write("b.md", &law("2/2020/UBTVQH14", UBTVQH, "2020-02-01", "Hai sửa."));
    fs::remove_file(desk.path("sau/c.md")).unwrap();
    let (report, corpus) = desk.build();
    let files = &report.files;
    assert_eq!((files.read, files.unchanged, files.removed), (1, 1, 1));
    assert_eq!((report.changed, report.removed), (1, 1));
    let changes = corpus.changes_after(stamp).unwrap();
    assert_eq!(changes.iter().map(|it| it.slug.as_str()).collect::<Vec<_>>(), ["2-2020-ubtvqh14"]);
    let removed = corpus.removed_after(stamp).unwrap();
    assert_eq!(removed.first().map(|it| it.slug.as_str()), Some("3-2020-ubtvqh14"));
    let document = corpus.document("2-2020-ubtvqh14").unwrap().unwrap();
    assert!(document.transcript.text.contains("Hai sửa."));
    assert_eq!(corpus.find(&DocumentRef::new("3/2020/UBTVQH14")), Found::Nothing);
}

#[test]
fn texts_that_share_a_number_are_told_apart_and_together_again() {
    let desk = Desk::new();
    let council = |place: &str| {
        law("05/2025/NQ-HĐND", &format!("Hội đồng nhân dân tỉnh {place}"), "2025-12-01", place)
    };
    desk.write("a.md", &council("Minh Họa Một"));
    let (_, corpus) = desk.build();
    assert_eq!(one(&corpus, "05/2025/NQ-HĐND"), "05-2025-nq-hdnd");
    let qualified: DocumentRef = "05/2025/NQ-HĐND.tinh-minh-hoa-mot".parse().unwrap();
    assert!(matches!(corpus.find(&qualified), Found::One(_)));

    desk.write("b.md", &council("Minh Họa Hai"));
    let (report, corpus) = desk.build();
    assert_eq!((report.files.read, report.changed, report.removed), (1, 2, 1));
    let Found::Several(listings) = corpus.find(&DocumentRef::new("05/2025/NQ-HĐND")) else {
        panic!("not told apart")
    };
    let slugs: Vec<String> = listings.iter().map(|it| it.reference.slug()).collect();
    assert_eq!(slugs, ["05-2025-nq-hdnd.tinh-minh-hoa-hai", "05-2025-nq-hdnd.tinh-minh-hoa-mot"]);
    assert!(matches!(corpus.find(&qualified), Found::One(_)));
    assert!(matches!(corpus.find(&DocumentRef::new("05/2025")), Found::Several(_)));

    fs::remove_file(desk.path("a.md")).unwrap();
    let (_, corpus) = desk.build();
    assert_eq!(one(&corpus, "05/2025/NQ-HĐND"), "05-2025-nq-hdnd");
    let document = corpus.document("05-2025-nq-hdnd").unwrap().unwrap();
    assert!(document.transcript.text.contains("Minh Họa Hai"));
    assert_eq!(corpus.find(&qualified), Found::Nothing);
}

#[test]
fn the_catalogue_adds_to_texts_and_stands_for_those_that_are_missing() {
    let desk = Desk::new();
    desk.write("a.md", &law("629/2019/UBTVQH14", UBTVQH, "2019-01-30", "Một."));
    desk.write(
        "danh-muc.toml",
        "[[van-ban]]\nso = \"629/2019/UBTVQH14\"\nloai = \"Nghị quyết\"\nten = \"Hướng dẫn\"\n\
         co-quan = \"Ủy ban Thường vụ Quốc hội\"\nngay-ban-hanh = \"2019-01-31\"\n\
         ngay-hieu-luc = \"2019-03-15\"\n\n\
         [[van-ban]]\nso = \"87/2015/QH13\"\nloai = \"Luật\"\nten = \"Giám sát\"\nla = \"x\"\n",
    );
    let (report, corpus) = desk.build();
    assert_eq!((report.counts.documents, report.counts.catalogue_only), (2, 1));
    let document = corpus.document("629-2019-ubtvqh14").unwrap().unwrap();
    assert_eq!(document.facts.effective, "2019-03-15".parse().ok());
    assert!(!document.facts.catalogue_only);
    let missing = corpus.listing("87-2015-qh13").unwrap().unwrap();
    assert!(missing.catalogue_only);
    let codes = codes(&corpus);
    let expected = [(1, "khac-sieu-du-lieu"), (13, "sieu-du-lieu-la")];
    for (line, code) in expected {
        assert!(codes.contains(&("danh-muc.toml".to_owned(), line, code)), "{codes:?}");
    }

    // When its text comes, the entry steps back; when the text goes, the entry stands again.
    desk.write(
        "b.md",
        &law("87/2015/QH13", "Quốc hội", "2015-11-20", "Hai.").replace("Nghị quyết", "Luật"),
    );
    let (_, corpus) = desk.build();
    assert!(!corpus.listing("87-2015-qh13").unwrap().unwrap().catalogue_only);
    fs::remove_file(desk.path("b.md")).unwrap();
    let (_, corpus) = desk.build();
    assert!(corpus.listing("87-2015-qh13").unwrap().unwrap().catalogue_only);
}

#[test]
fn of_two_copies_the_later_source_is_used_and_the_other_reported() {
    let desk = Desk::new();
    desk.write("mot/a.md", &law("1/2020/UBTVQH14", UBTVQH, "2020-01-01", "Bản một."));
    desk.write("hai/a.md", &law("1/2020/UBTVQH14", UBTVQH, "2020-01-01", "Bản hai."));
    let sources = [desk.path("mot"), desk.path("hai")].map(|it| Source::at(&it).unwrap());
    let text = |corpus: &Corpus| {
        corpus.document("1-2020-ubtvqh14").unwrap().unwrap().transcript.text.clone()
    };
    let (report, corpus) = desk.build_from(&sources);
    assert_eq!(report.counts.documents, 1);
    assert!(text(&corpus).contains("Bản hai."));
    assert!(codes(&corpus).contains(&("a.md".to_owned(), 1, "ban-trung")));

    let [one, two] = sources;
    let (report, corpus) = desk.build_from(&[two, one]);
    assert_eq!(report.files.read, 0);
    assert!(text(&corpus).contains("Bản một."));
}

#[test]
fn a_broken_file_costs_itself_only() {
    let desk = Desk::new();
    desk.write("a.md", &law("1/2020/UBTVQH14", UBTVQH, "2020-01-01", "Một."));
    desk.write("anh.md", "\u{1}\u{2}\u{3}\u{4}\u{5}\u{6}");
    fs::write(desk.path("ban.pdf"), b"%PDF-1.7\n\x00\x01").unwrap();
    desk.write(".an/b.md", &law("2/2020/UBTVQH14", UBTVQH, "2020-02-01", "Hai."));
    desk.write("danh-muc.toml", "[[van-ban]]\nso = \"3/2020/QH14\"\nloai = sai\n");
    let (report, corpus) = desk.build();
    assert!(report.counts.documents >= 1);
    let codes = codes(&corpus);
    for (file, code) in
        [("anh.md", "tep-bo-qua"), ("ban.pdf", "tep-khong-doc-duoc"), (".an", "tep-bo-qua")]
    {
        assert!(codes.contains(&(file.to_owned(), 0, code)), "{codes:?}");
    }
    assert!(codes.contains(&("danh-muc.toml".to_owned(), 3, "tep-khong-doc-duoc")), "{codes:?}");
    // They are not read again while they stay as they are, and their notes stay.
    let (report, corpus) = desk.build();
    assert_eq!(report.files.read, 0);
    assert_eq!(self::codes(&corpus), codes);
}

#[test]
fn what_cannot_be_read_now_keeps_what_it_gave() {
    let desk = Desk::new();
    desk.write("a.md", &law("1/2020/UBTVQH14", UBTVQH, "2020-01-01", "Một."));
    desk.build();
    let text = fs::read_to_string(desk.path("a.md")).unwrap();
    // A hole takes no room on the disk.
    fs::File::create(desk.path("a.md")).unwrap().set_len(65 << 20).unwrap();
    let (report, corpus) = desk.build();
    assert_eq!((report.files.failed, report.counts.documents, report.removed), (1, 1, 0));
    assert!(codes(&corpus).contains(&("a.md".to_owned(), 0, "tep-khong-doc-duoc")));
    fs::write(desk.path("a.md"), text).unwrap();
    let (report, corpus) = desk.build();
    assert_eq!((report.files.read, report.counts.documents), (1, 1));
    assert!(!codes(&corpus).iter().any(|it| it.2 == "tep-khong-doc-duoc"));
}

#[test]
fn what_came_out_of_an_archive_goes_with_it() {
    let desk = Desk::new();
    let line = "{\"so\":\"1/2020/NQ-MH\",\"noi-dung\":\"Điều 1. Một\"}\n";
    desk.write("a.jsonl", line);
    assert_eq!(desk.build().0.counts.documents, 1);
    // No file of records any more, and then one again.
    desk.write("a.jsonl", &law("2/2020/UBTVQH14", UBTVQH, "2020-01-01", "Hai."));
    let (report, corpus) = desk.build();
    assert_eq!(report.counts.documents, 1);
    assert!(corpus.document("1-2020-nq-mh").unwrap().is_none());
    desk.write("a.jsonl", line);
    let (report, corpus) = desk.build();
    assert_eq!(report.counts.documents, 1);
    assert!(corpus.document("2-2020-ubtvqh14").unwrap().is_none());
}

#[test]
fn links_out_of_a_source_are_not_followed() {
    let desk = Desk::new();
    desk.write("a.md", &law("1/2020/UBTVQH14", UBTVQH, "2020-01-01", "Một."));
    let outside = desk.folder.path().join("ngoai.md");
    fs::write(&outside, law("2/2020/UBTVQH14", UBTVQH, "2020-02-01", "Hai.")).unwrap();
    std::os::unix::fs::symlink(&outside, desk.path("b.md")).unwrap();
    std::os::unix::fs::symlink(desk.path(""), desk.path("vong")).unwrap();
    let (report, corpus) = desk.build();
    assert_eq!((report.counts.documents, report.files.skipped), (1, 2));
    assert_eq!(codes(&corpus).iter().filter(|it| it.2 == "tep-bo-qua").count(), 2);
}

/// A đề mục with articles: anchor, code, number of the article, note of origin, words.

#[test]
fn lists_filter_count_and_page() {
    let desk = Desk::new();
    for (number, issuer, date) in [
        ("1/2020/UBTVQH14", UBTVQH, "2020-01-01"),
        ("2/2021/UBTVQH14", UBTVQH, "2021-02-01"),
        ("3/2021/NQ-CP", "Chính phủ", "2021-03-01"),
    ] {
        desk.write(&format!("{date}.md"), &law(number, issuer, date, "Một."));
    }
    let (_, corpus) = desk.build();
    let all = ListFilter { size: 2, ..ListFilter::default() };
    let page = corpus.list(&all).unwrap();
    assert_eq!((page.total, page.listings.len()), (3, 2));
    assert_eq!(page.listings[0].reference.number, "3/2021/NQ-CP");
    assert_eq!(page.years, [(2021, 2), (2020, 1)]);
    let filter =
        ListFilter { year: Some(2021), words: Some("thuong vu".to_owned()), ..all.clone() };
    let page = corpus.list(&filter).unwrap();
    assert_eq!(page.total, 1);
    assert_eq!(page.years, [(2021, 1), (2020, 1)]);
    for (words, total) in [("THỬ nghị", 3), ("1/2020", 1), ("100%", 0), ("_", 0), ("", 3)] {
        let filter = ListFilter { words: Some(words.to_owned()), ..all.clone() };
        assert_eq!(corpus.list(&filter).unwrap().total, total, "{words}");
    }
}

#[test]
fn the_notes_of_a_document_are_its_own() {
    let desk = Desk::new();
    desk.write(
        "a.md",
        &law("1/2020/UBTVQH14", UBTVQH, "2020-01-01", "Một.")
            .replace("---\n\n", "la: \"x\"\n---\n\n"),
    );
    desk.write("b.md", &law("2/2020/UBTVQH14", UBTVQH, "2020-01-01", "Một."));
    let (_, corpus) = desk.build();
    let notes = corpus.notes(Some("1-2020-ubtvqh14")).unwrap();
    let is_known =
        |it: &FiledNote| matches!(&it.note.kind, NoteKind::ClaimUnknown(key) if key == "la");
    assert!(notes.iter().any(is_known), "{notes:?}");
    assert!(!corpus.notes(Some("2-2020-ubtvqh14")).unwrap().iter().any(is_known));
}
