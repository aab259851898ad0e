//! Archives work like folders, and the codification becomes its documents again.

use std::fs;
use std::path::Path;

use crate::corpus::tests::{Desk, UBTVQH, codes, law};
use crate::corpus::*;

fn subject(articles: &[(&str, &str, &str, &str)]) -> String {
    let mut text = "<h3>Đề mục</h3><a class='viewDSVB'></a><div class='_content'>\n".to_owned();
    for (anchor, code, note, words) in articles {
        text += &format!(
            "<p class='pDieu'><a name='{anchor}'></a>Điều {code}. Tên điều</p>\n\
             <p class='pGhiChu'><a href='http://vbpl.vn/x?ItemID=1#Dieu_1'>({note})</a></p>\n\
             <p class='pNoiDung'><p>{words}</p></p>\n"
        );
    }
    text + "</div>"
}

#[test]
fn the_codification_becomes_its_documents_again() {
    let desk = Desk::new();
    let decree = |article: u8| {
        format!(
            "Điều {article} Nghị định số 5/2020/NĐ-CP Về thử ngày 01/02/2020 của Chính phủ, \
             có hiệu lực thi hành kể từ ngày 01/03/2020"
        )
    };
    let origin = "Điều 1 Luật số 6/2019/QH14 Thử ngày 01/02/2019 của Quốc hội, có hiệu lực thi hành kể từ ngày 01/03/2019";
    desk.write("BoPhapDien.html", "<html><body>Cây đề mục</body></html>");
    desk.write("lib/a.js", "x");
    let first = |words: &str| {
        subject(&[("111", "1.1.LQ.1", origin, "Một."), ("222", "1.1.NĐ.1", &decree(1), words)])
    };
    desk.write("demuc/a.html", &first("Hai."));
    desk.write("demuc/b.html", &subject(&[("333", "1.2.NĐ.2", &decree(2), "Ba.")]));
    let (report, corpus) = desk.build();
    assert_eq!((report.files.seen, report.files.read), (2, 2));
    assert_eq!(
        (report.counts.documents, report.counts.codified, report.counts.articles),
        (2, 2, 3)
    );
    let address = corpus.codified("333").unwrap().unwrap();
    assert_eq!(address.to_string(), "5/2020/NĐ-CP#dieu-2");
    assert_eq!(corpus.codified("999").unwrap(), None);

    // One file changes: of its two documents only the one whose article changed is made again.
    desk.write("demuc/a.html", &first("Hai sửa."));
    let (report, corpus) = desk.build();
    assert_eq!((report.files.read, report.changed), (1, 1));
    let decree = corpus.document("5-2020-nd-cp").unwrap().unwrap();
    assert!(decree.transcript.text.contains("Hai sửa.") && decree.transcript.text.contains("Ba."));

    fs::remove_file(desk.path("demuc/a.html")).unwrap();
    let (report, corpus) = desk.build();
    assert_eq!((report.changed, report.removed), (1, 1));
    assert_eq!((corpus.codified("111").unwrap(), corpus.counts().unwrap().articles), (None, 1));

    // A full text takes the place of the codified one; the anchors lead to it all the same.
    let full = law("5/2020/NĐ-CP", "Chính phủ", "2020-02-01", "Toàn văn.")
        .replace("Nghị quyết", "Nghị định");
    desk.write("demuc/toan-van.md", &full);
    let (_, corpus) = desk.build();
    assert_eq!(corpus.counts().unwrap().documents, 1);
    let document = corpus.document("5-2020-nd-cp").unwrap().unwrap();
    assert!(document.transcript.text.contains("Toàn văn.") && !document.facts.codified);
    assert_eq!(document.facts.effective, "2020-03-01".parse().ok());
    assert!(corpus.codified("333").unwrap().is_some());
    let mut building = Building::begin(&desk.index()).unwrap();
    building.read(&desk.sources(), &Quiet).unwrap();
    building.abandon().unwrap();
    assert!(!desk.index().join("building").exists());
}

fn packed(path: &Path, files: &[(&str, &str)]) {
    let file = fs::File::create(path).unwrap();
    let mut tar = tar::Builder::new(liblzma::write::XzEncoder::new(file, 1));
    for (name, text) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(text.len() as u64);
        header.set_mode(0o644);
        tar.append_data(&mut header, name, text.as_bytes()).unwrap();
    }
    tar.into_inner().unwrap().finish().unwrap();
}

#[test]
fn an_archive_works_like_a_folder() {
    let desk = Desk::new();
    let (one, two) = (
        law("1/2020/UBTVQH14", UBTVQH, "2020-01-01", "Một."),
        law("2/2020/UBTVQH14", UBTVQH, "2020-02-01", "Hai."),
    );
    let archive = desk.folder.path().join("kho.tar.xz");
    packed(&archive, &[("x/a.md", &one), ("x/b.md", &two)]);
    let sources = [Source::at(&archive).unwrap()];
    let (report, _) = desk.build_from(&sources);
    assert_eq!((report.files.read, report.counts.documents), (2, 2));
    let (report, _) = desk.build_from(&sources);
    assert_eq!((report.files.read, report.files.unchanged), (0, 2));
    packed(&archive, &[("x/a.md", &one)]);
    let (report, corpus) = desk.build_from(&sources);
    let files = &report.files;
    assert_eq!((files.read, files.unchanged, files.removed), (0, 1, 1));
    assert_eq!(corpus.counts().unwrap().documents, 1);
    // Cut short: what was held of it stays, and the fault is told.
    packed(&archive, &[("x/a.md", &one), ("x/b.md", &two)]);
    desk.build_from(&sources);
    let bytes = fs::read(&archive).unwrap();
    fs::write(&archive, &bytes[..bytes.len() / 2]).unwrap();
    let (report, corpus) = desk.build_from(&sources);
    let files = &report.files;
    assert_eq!((files.broken, files.failed, files.removed), (1, 1, 0));
    assert_eq!(corpus.counts().unwrap().documents, 2);
    assert!(codes(&corpus).contains(&("kho.tar.xz".to_owned(), 0, "tep-khong-doc-duoc")));
}
