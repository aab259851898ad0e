//! Worksheets and questions, as browsers and the command line use them.
//!
//! 1. From documents to groups, a decision, sentences in a draft, a file: all by forms, without scripts.
//! 2. Every page is well formed, whatever people write.
//! 3. Guidance that rests on a provision that has changed since is told, with the changed sentence.
//! 4. The command line does the same work on the same file.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use axum::http::StatusCode;
use dieukhoan::web::Login;
use dieukhoan::workspace::{Group, Pointer, Scope, Worksheet, Workspace, key_of};

use crate::desk::{Browser, bare, field, illustrative, now, root, site, site_on, values, word};
use crate::support::told;
use crate::web::check_html;

#[tokio::test]
async fn from_documents_to_a_draft_by_forms_alone() {
    let site = site(Login::Optional);
    let mut browser = Browser::default();
    let (sheet, group) = site.worksheet(&mut browser, "Kỳ họp").await;
    let groups = site.workspace().groups(1).unwrap();
    let within_one =
        |it: &Group| it.members.iter().all(|at| at.0.document == it.members[0].0.document);
    assert!(groups.iter().map(within_one).is_sorted(), "groups of one document stand last");
    let page = site.get(&mut browser, &group).await;
    check_html(&group, &page.text());
    assert!(page.text().contains("Chọn câu đưa vào dự thảo"));
    let decision = [("ket-luan", "trung"), ("ly-do", "cùng một việc"), ("phien-ban", "0")];
    let kept = site.post(&mut browser, &group, &decision).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text());
    assert!(site.get(&mut browser, kept.location()).await.text().contains("cùng một việc"));

    let signs = values(&page.text(), "cau");
    assert!(signs.len() >= 2, "{signs:?}");
    let take = format!("{group}/chon-cau");
    let fields = [
        ("cau", signs[0].as_str()),
        ("cau", &signs[1]),
        ("vao", "moi"),
        ("ten-dieu", "Việc chung"),
    ];
    let taken = site.post(&mut browser, &take, &fields).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text());
    let stale = site.post(&mut browser, &take, &[("cau", "0.0.00000000"), ("vao", "moi")]).await;
    assert_eq!(stale.status, StatusCode::BAD_REQUEST, "a sentence that is not there was taken");

    let drafting = format!("{sheet}/du-thao");
    let page = site.get(&mut browser, &drafting).await.text();
    check_html(&drafting, &page);
    let version = field(&page, "phien-ban").unwrap();
    let title = [("lam", "ten"), ("trich-yeu", "thống nhất việc thử"), ("phien-ban", &version)];
    assert_eq!(site.post(&mut browser, &drafting, &title).await.status, StatusCode::SEE_OTHER);
    let added = [("lam", "them"), ("ten-dieu", "Điều viết mới")];
    assert_eq!(site.post(&mut browser, &drafting, &added).await.status, StatusCode::SEE_OTHER);
    let page = site.get(&mut browser, &drafting).await.text();
    let up = values(&page, "lam").into_iter().filter(|it| it.starts_with("len:")).nth(1).unwrap();
    let version = field(&page, "phien-ban").unwrap();
    site.post(&mut browser, &drafting, &[("lam", &up), ("phien-ban", &version)]).await;
    let page = site.get(&mut browser, &drafting).await.text();
    assert!(page.find("Điều viết mới").unwrap() < page.find("Việc chung").unwrap(), "not moved");

    let article = format!("{drafting}/{}", up.trim_start_matches("len:"));
    let page = site.get(&mut browser, &article).await.text();
    check_html(&article, &page);
    let fields = [
        ("ten-dieu", "Điều viết mới"),
        ("bac", "khoan"),
        ("loi", "Câu này do người soạn viết."),
        ("nguon", ""),
        ("goc", ""),
        ("lam", "luu"),
        ("phien-ban", &field(&page, "phien-ban").unwrap()),
    ];
    assert_eq!(site.post(&mut browser, &article, &fields).await.status, StatusCode::SEE_OTHER);
    for (format, kind) in [("docx", "officedocument"), ("md", "markdown"), ("json", "json")] {
        let file = site.get(&mut browser, &format!("{sheet}/xuat/{format}")).await;
        assert_eq!(file.status, StatusCode::OK, "{format}");
        assert!(file.headers["content-type"].to_str().unwrap().contains(kind), "{format}");
        let text = if format == "docx" { word(&file.bytes) } else { file.text() };
        let text = bare(&text);
        assert!(text.contains("câu này do người soạn viết."), "{format}: {text}");
        assert!(text.contains("thống nhất việc thử"), "{format}: {text}");
    }
    let sheet_of_review = site.get(&mut browser, &format!("{sheet}/xuat/phieu")).await;
    let text = bare(&word(&sheet_of_review.bytes));
    assert!(text.contains("trùng") && text.contains("cùng một việc"), "{text}");
    // The whole of it can be taken back, step by step.
    let history = format!("{sheet}/lich-su");
    let page = site.get(&mut browser, &history).await.text();
    check_html(&history, &page);
    let last = field(&page, "lan").unwrap();
    assert_eq!(
        site.post(&mut browser, &history, &[("lan", &last)]).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(!site.get(&mut browser, &article).await.text().contains("Câu này do người soạn viết."));
    assert_eq!(site.workspace().check().unwrap(), Vec::<String>::new());
}

#[tokio::test]
async fn every_page_of_review_is_well_formed() {
    let site = site(Login::Optional);
    let mut browser = Browser::default();
    let (sheet, _) = site.worksheet(&mut browser, "Thử <b>&\"").await;
    let question =
        [("ve", "01/2026/QH-MH#dieu-5"), ("hoi", "<i>Thế nào?</i>"), ("nguoi-hoi", "Xã A")];
    site.get(&mut browser, "/vuong-mac").await;
    let asked = site.post(&mut browser, "/vuong-mac", &question).await.location().to_owned();
    let remark = format!("{sheet}/gop-y");
    site.post(&mut browser, &remark, &[("ve", ""), ("loi", "<script>góp ý</script>")]).await;
    for url in [
        "/ra-soat",
        &sheet,
        "/vuong-mac",
        &asked,
        "/dang-nhap",
        "/nhat-ky",
        "/vb/01-2026-qh-mh/dieu-5",
    ] {
        let page = site.get(&mut browser, url).await;
        assert_eq!(page.status, StatusCode::OK, "{url}");
        check_html(url, &page.text());
    }
    // Shown beside the provision, and counted.
    let beside = site.get(&mut browser, "/vb/01-2026-qh-mh/dieu-5").await.text();
    assert!(beside.contains("1 câu hỏi về điều khoản này"), "{beside}");
    let answer = [("trang-thai", "da-tra-loi"), ("tra-loi", ""), ("phien-ban", "1")];
    assert_eq!(site.post(&mut browser, &asked, &answer).await.status, StatusCode::BAD_REQUEST);
    let answer = [
        ("trang-thai", "da-tra-loi"),
        ("tra-loi", "Không tính."),
        ("can-cu", "01/2026/QH-MH#dieu-10/khoan-1"),
        ("phien-ban", "1"),
    ];
    assert_eq!(site.post(&mut browser, &asked, &answer).await.status, StatusCode::SEE_OTHER);
    let page = site.get(&mut browser, &asked).await.text();
    assert!(page.contains("Không tính.") && page.contains("/vb/01-2026-qh-mh/dieu-10/khoan-1"));
    let list = site.get(&mut browser, "/vuong-mac?trang-thai=moi").await.text();
    assert!(!list.contains("Thế nào?"), "an answered question is listed as new");
}

/// 08/2026/UBTVQH-MH, Điều 30 of its regulation, rests on khoản 1 Điều 40 of 01/2026/QH-MH; 12/2026/NQLT… Điều 1 on its
/// Điều 33. 02/2027/QH-MH changes both from 01/7/2027.
#[tokio::test]
async fn guidance_whose_parent_changed_is_told() {
    let members: Vec<Pointer> =
        ["08/2026/UBTVQH-MH#kem-theo-1/dieu-30", "12/2026/NQLT-UBTVQH-CP-ĐCTUBTWMTTQVN-MH#dieu-1"]
            .iter()
            .map(|it| Pointer(it.parse().unwrap()))
            .collect();
    let page_on = async |day| {
        let site = site_on(Login::Optional, day);
        let workspace = site.workspace();
        let scope = Scope::Documents(members.clone());
        let sheet =
            Worksheet { name: "Thử".to_owned(), scope, title: String::new(), order: Vec::new() };
        let id = workspace.add(None, &sheet, &root()).unwrap();
        let key = key_of(&members);
        let group =
            Group { key: key.clone(), weight: 1.0, members: members.clone(), pairs: Vec::new() };
        workspace.keep_groups(id, &[group], now()).unwrap();
        let url = format!("/ra-soat/{id}/nhom/{key}");
        let page = site.get(&mut Browser::default(), &url).await.text();
        check_html(&url, &page);
        page
    };
    let before = page_on(jiff::civil::date(2026, 11, 23)).await;
    assert!(!before.contains("Căn cứ đã đổi"), "{before}");
    let after = page_on(jiff::civil::date(2027, 8, 1)).await;
    let told = after.split("Căn cứ đã đổi").nth(1).unwrap_or_default();
    for words in [
        "/vb/01-2026-qh-mh/dieu-40/khoan-1",
        "/vb/01-2026-qh-mh/dieu-33",
        "từ 01/07/2027",
        "<ins> cổng",
    ] {
        assert!(told.contains(words), "{words}: {after}");
    }
}

#[test]
fn the_command_line_works_on_the_same_file() {
    let folder = tempfile::tempdir().unwrap();
    let index = folder.path().join("index");
    illustrative(&index);
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let file = path("viec/w.sqlite");
    let run = |arguments: &[&str], input: &str| {
        let mut child = Command::new(env!("CARGO_BIN_EXE_dieukhoan"))
            .args(arguments)
            .env("DIEUKHOAN_INDEX", &index)
            .env("DIEUKHOAN_WORKSPACE", &file)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        (output.status.code(), told(&output))
    };
    let sheet = "Kỳ họp";
    let new = ["worksheet", "new", sheet, "--scope", "05/HD-BCTĐB-MH", "03/2026/UBTVQH-MH"];
    assert_eq!(run(&new, "").0, Some(0));
    assert_eq!(run(&new, "").0, Some(2), "two of one name");
    let groups = run(&["worksheet", "groups", sheet], "").1;
    let keep = groups.lines().find_map(|it| it.strip_prefix("   ")).unwrap().to_owned();
    let decide = ["worksheet", "decide", sheet, "1", "trung", "--keep", &keep, "--reason", "trùng"];
    assert_eq!(run(&decide, "").0, Some(0));
    assert_eq!(run(&decide, "").0, Some(1), "decided over");
    assert!(run(&["worksheet", "list"], "").1.contains("1 trên"));
    assert_eq!(run(&["worksheet", "draft", sheet, &keep], "").0, Some(0));
    let (docx, markdown) = (path("d.docx"), path("d.md"));
    assert_eq!(run(&["worksheet", "export", sheet, "--out", &docx], "").0, Some(0));
    let export = ["worksheet", "export", sheet, "--format", "md", "--out", &markdown];
    assert_eq!(run(&export, "").0, Some(0));
    assert!(word(&std::fs::read(&docx).unwrap()).len() > 1000);
    assert!(std::fs::read_to_string(&markdown).unwrap().contains("Điều 1"));
    assert_eq!(run(&["worksheet", "check"], "").0, Some(0));
    assert_eq!(run(&["worksheet", "backup", &path("b.sqlite")], "").0, Some(0));
    assert_eq!(run(&["worksheet", "backup", &path("b.sqlite")], "").0, Some(2));
    assert_eq!(run(&["user", "add", "an", "--role", "quan-tri"], "ngắn\n").0, Some(2));
    assert_eq!(run(&["user", "add", "an", "--role", "quan-tri"], "một mật khẩu dài\n").0, Some(0));
    assert!(run(&["user", "list"], "").1.contains("an\tquản trị"));
    let workspace = Workspace::open(Path::new(&file)).unwrap();
    assert!(workspace.log_in("an", "một mật khẩu dài", now()).unwrap().is_some());
}
