//! Worksheets, questions and login, as browsers use them.
//!
//! 1. From documents to groups, a decision, sentences in a draft, a file: all by forms, without scripts.
//! 2. A form that no page of ours gave to this browser writes nothing.
//! 3. Only who may write writes; reading needs nothing; what is refused is in the log.
//! 4. Of two who saw the same version the later is shown both texts; nothing is written over unseen.
//! 5. Guessing passwords is slowed down.
//! 6. Guidance that rests on a provision that has changed since is told, with the changed sentence.
//! 7. The command line does the same work on the same file.

use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use dieukhoan::corpus::{Building, Quiet, Source};
use dieukhoan::index;
use dieukhoan::web::{Clock, Login, Office, State, router};
use dieukhoan::workspace::{
    By, Decision, Group, Pointer, Role, Scope, Worksheet, Workspace, key_of,
};
use jiff::Timestamp;
use tempfile::TempDir;
use tower::ServiceExt;

use crate::support::{project, told};
use crate::web::check_html;

/// A site over the illustrative texts, with a file of decisions.
struct Site {
    folder: TempDir,
    state: State,
}

/// One browser: its cookies and the mark of its forms.
#[derive(Default)]
struct Browser {
    cookies: Vec<String>,
    mark: String,
    host: &'static str,
}

struct Page {
    status: StatusCode,
    headers: HeaderMap,
    bytes: Vec<u8>,
}

impl Page {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    fn location(&self) -> &str {
        self.headers.get("location").map_or("", |it| it.to_str().unwrap())
    }
}

pub(crate) fn illustrative(index: &Path) {
    let mut building = Building::begin(index).unwrap();
    let source = Source::at(&project().join("corpus/minh-hoa")).unwrap();
    building.read(&[source], &Quiet).unwrap();
    let corpus = building.corpus().unwrap();
    index::catch_up(&building.folder().join("search"), &corpus, &Quiet).unwrap();
    drop(corpus);
    building.commit().unwrap();
}

fn now() -> Timestamp {
    "2026-11-23T05:00:00Z".parse().unwrap()
}

fn root() -> By {
    By { name: "dòng lệnh".to_owned(), at: now() }
}

fn site(login: Login) -> Site {
    site_on(login, jiff::civil::date(2026, 11, 23))
}

fn site_on(login: Login, day: jiff::civil::Date) -> Site {
    let folder = tempfile::tempdir().unwrap();
    let index = folder.path().join("index");
    illustrative(&index);
    let today: Clock = Arc::new(move || day);
    let workspace = Workspace::open(&folder.path().join("w.sqlite")).unwrap();
    for (name, role) in
        [("doc", Role::Reader), ("bien", Role::Editor), ("quan", Role::Administrator)]
    {
        workspace.put_user(name, role, &format!("mật khẩu của {name}"), &root()).unwrap();
    }
    let office = Office::new(workspace, login, Arc::new(now));
    Site { state: State::open(&index, today).unwrap().with_office(office), folder }
}

impl Site {
    fn workspace(&self) -> Workspace {
        Workspace::open(&self.folder.path().join("w.sqlite")).unwrap()
    }

    async fn send(&self, browser: &mut Browser, request: Request<Body>) -> Page {
        let response = router(self.state.clone()).oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all("set-cookie") {
            let cookie = cookie.to_str().unwrap();
            assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
            let pair = cookie.split(';').next().unwrap().to_owned();
            let name = pair.split('=').next().unwrap().to_owned();
            browser.cookies.retain(|it| !it.starts_with(&format!("{name}=")));
            browser.cookies.push(pair);
        }
        let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        let page = Page { status: parts.status, headers: parts.headers, bytes };
        if let Some(mark) = field(&page.text(), "the") {
            browser.mark = mark;
        }
        page
    }

    async fn get(&self, browser: &mut Browser, url: &str) -> Page {
        let request = Request::get(url)
            .header("host", browser.host())
            .header("cookie", browser.cookies.join("; "))
            .body(Body::empty())
            .unwrap();
        self.send(browser, request).await
    }

    /// Posts a form with the browser's mark.
    async fn post(&self, browser: &mut Browser, url: &str, fields: &[(&str, &str)]) -> Page {
        let mark = browser.mark.clone();
        let fields = [&[("the", mark.as_str())], fields].concat();
        self.post_bare(browser, url, &fields, None).await
    }

    async fn post_bare(
        &self,
        browser: &mut Browser,
        url: &str,
        fields: &[(&str, &str)],
        origin: Option<&str>,
    ) -> Page {
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(fields);
        let mut request = Request::post(url)
            .header("host", browser.host())
            .header("cookie", browser.cookies.join("; "))
            .header("content-type", "application/x-www-form-urlencoded");
        if let Some(origin) = origin {
            request = request.header("origin", origin);
        }
        let request = request.body(Body::from(form.finish())).unwrap();
        self.send(browser, request).await
    }

    /// Makes a worksheet over three texts of guidance and waits for its groups; gives the address of the first.
    async fn worksheet(&self, browser: &mut Browser, name: &str) -> (String, String) {
        self.get(browser, "/ra-soat").await;
        let scope = "05/HD-BCTĐB-MH\n06/2026/TT-BNV-MH\n03/2026/UBTVQH-MH";
        let made = self.post(browser, "/ra-soat", &[("ten", name), ("van-ban", scope)]).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
        let sheet = made.location().to_owned();
        for _ in 0..200 {
            let page = self.get(browser, &sheet).await;
            if let Some(at) = page.text().find("/nhom/") {
                let key: String =
                    page.text()[at + 6..].chars().take_while(char::is_ascii_alphanumeric).collect();
                return (sheet.clone(), format!("{sheet}/nhom/{key}"));
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("no groups at {sheet}");
    }
}

impl Browser {
    fn host(&self) -> &'static str {
        if self.host.is_empty() { "127.0.0.1:8080" } else { self.host }
    }

    async fn log_in(site: &Site, name: &str) -> Self {
        let mut browser = Self::default();
        site.get(&mut browser, "/dang-nhap").await;
        let password = format!("mật khẩu của {name}");
        let page =
            site.post(&mut browser, "/dang-nhap", &[("ten", name), ("mat-khau", &password)]).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
        // The mark belongs to the session now.
        site.get(&mut browser, "/ra-soat").await;
        browser
    }
}

/// The value of the first field with this name.
fn field(html: &str, name: &str) -> Option<String> {
    let (_, rest) = html.split_once(&format!("name=\"{name}\" value=\""))?;
    Some(rest.split('"').next()?.to_owned())
}

/// The first value that a page offers to tick under a name.
fn values(html: &str, name: &str) -> Vec<String> {
    let before = format!("name=\"{name}\" value=\"");
    let pieces = html.split(before.as_str()).skip(1);
    pieces.map(|it| it.split('"').next().unwrap().to_owned()).collect()
}

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

/// The words of markup, in small letters.
fn bare(markup: &str) -> String {
    let text: String =
        markup.split('<').map(|it| it.split_once('>').map_or(it, |(_, it)| it)).collect();
    text.to_lowercase()
}

fn word(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut text).unwrap();
    text
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

#[tokio::test]
async fn a_form_from_elsewhere_writes_nothing() {
    let site = site(Login::Optional);
    let (mut browser, mut other) = (Browser::default(), Browser::default());
    site.get(&mut browser, "/ra-soat").await;
    site.get(&mut other, "/ra-soat").await;
    let (own, foreign) = (browser.mark.clone(), other.mark.clone());
    assert!(own.len() == 64 && own != foreign, "marks are not told apart");
    let sheet = |mark: &str| {
        vec![
            ("the".to_owned(), mark.to_owned()),
            ("ten".to_owned(), "X".to_owned()),
            ("tim".to_owned(), "kỳ họp".to_owned()),
        ]
    };
    let evil = Some("http://evil.example");
    for (mark, origin) in [("", None), ("0", None), (foreign.as_str(), None), (own.as_str(), evil)]
    {
        let fields = sheet(mark);
        let fields: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let page = site.post_bare(&mut browser, "/ra-soat", &fields, origin).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{mark} {origin:?}");
        check_html("/ra-soat", &page.text());
    }
    // Without the cookie the mark is worth nothing; under another name this machine is not at home.
    let mut bare = Browser { mark: own.clone(), ..Browser::default() };
    let fields = [("ten", "X"), ("tim", "kỳ họp")];
    assert_eq!(site.post(&mut bare, "/ra-soat", &fields).await.status, StatusCode::FORBIDDEN);
    let mut renamed = Browser { host: "evil.example:8080", ..Browser::default() };
    site.get(&mut renamed, "/ra-soat").await;
    let refused = site.post(&mut renamed, "/ra-soat", &fields).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(site.workspace().entries::<Worksheet>(None).unwrap().is_empty());
    assert_eq!(site.post(&mut browser, "/ra-soat", &fields).await.status, StatusCode::SEE_OTHER);
    let get = site.get(&mut browser, "/ra-soat/1/gop-y").await;
    assert_eq!(get.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn only_who_may_write_writes() {
    let site = site(Login::Required);
    let mut editor = Browser::log_in(&site, "bien").await;
    let (sheet, group) = site.worksheet(&mut editor, "Kỳ họp").await;
    let decision = [("ket-luan", "trung"), ("phien-ban", "0")];
    let question = [("ve", "01/2026/QH-MH#dieu-5"), ("hoi", "?"), ("nguoi-hoi", "Xã A")];
    let (take, drafting, remark, history) = (
        format!("{group}/chon-cau"),
        format!("{sheet}/du-thao"),
        format!("{sheet}/gop-y"),
        format!("{sheet}/lich-su"),
    );
    let mut reader = Browser::log_in(&site, "doc").await;
    let mut guest = Browser::default();
    for (name, browser) in [("reader", &mut reader), ("guest", &mut guest)] {
        // A page whose form gives the mark, as a reader could have it.
        site.get(browser, "/dang-nhap").await;
        for url in ["/ra-soat", &sheet, &group, &take, &drafting, &remark, &history, "/vuong-mac"] {
            let fields = [&decision[..], &question[..], &[("ten", "X"), ("lan", "1")]].concat();
            let page = site.post(browser, url, &fields).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{name} at {url}");
        }
        for url in ["/ra-soat", &sheet, &group, &drafting, &history, "/vuong-mac"] {
            let page = site.get(browser, url).await;
            assert_eq!(page.status, StatusCode::OK, "{name} at {url}");
            assert!(!page.text().contains("Ghi quyết định"), "{name} is offered to decide");
        }
        assert_eq!(site.get(browser, "/nhat-ky").await.status, StatusCode::FORBIDDEN, "{name}");
    }
    assert!(site.workspace().entries::<Decision>(None).unwrap().is_empty());
    site.get(&mut editor, &group).await;
    assert_eq!(site.post(&mut editor, &group, &decision).await.status, StatusCode::SEE_OTHER);
    let (_, held) =
        site.workspace().about::<Decision>(Some(1), group.rsplit('/').next().unwrap()).unwrap();
    assert_eq!(held.unwrap().by, "bien");
    assert_eq!(site.get(&mut editor, "/nhat-ky").await.status, StatusCode::FORBIDDEN);
    let mut admin = Browser::log_in(&site, "quan").await;
    let log = site.get(&mut admin, "/nhat-ky").await;
    assert!(log.text().contains("bị từ chối") && log.text().contains("đăng nhập"));
    // After logging out the session is worth nothing, also to who kept its cookie.
    let kept = admin.cookies.clone();
    site.get(&mut admin, "/ra-soat").await;
    site.post(&mut admin, "/dang-xuat", &[]).await;
    let mut thief = Browser { cookies: kept, ..Browser::default() };
    assert_eq!(site.get(&mut thief, "/nhat-ky").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn two_at_once_do_not_overwrite_each_other() {
    let site = site(Login::Required);
    let mut first = Browser::log_in(&site, "bien").await;
    let mut second = Browser::log_in(&site, "quan").await;
    let (sheet, group) = site.worksheet(&mut first, "Kỳ họp").await;
    site.get(&mut second, &group).await;
    let mine = [("ket-luan", "trung"), ("ly-do", "lý do thứ nhất"), ("phien-ban", "0")];
    let theirs = [("ket-luan", "bo-tro"), ("ly-do", "lý do thứ hai"), ("phien-ban", "0")];
    assert_eq!(site.post(&mut first, &group, &mine).await.status, StatusCode::SEE_OTHER);
    let refused = site.post(&mut second, &group, &theirs).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    let text = refused.text();
    check_html(&group, &text);
    for words in ["bien đã sửa", "lý do thứ nhất", "lý do thứ hai", "chưa có gì bị ghi đè"]
    {
        assert!(bare(&text).contains(words), "{words} is not told: {text}");
    }
    let key = group.rsplit('/').next().unwrap();
    let held = || site.workspace().about::<Decision>(Some(1), key).unwrap().1.unwrap();
    assert_eq!(held().body.reason, "lý do thứ nhất");
    // Who has seen both may put the own one in its place.
    let version = field(&text, "phien-ban").unwrap();
    let again =
        [("ket-luan", "bo-tro"), ("ly-do", "lý do thứ hai"), ("phien-ban", version.as_str())];
    assert_eq!(site.post(&mut second, &group, &again).await.status, StatusCode::SEE_OTHER);
    assert_eq!(held().body.reason, "lý do thứ hai");

    // Articles of the draft: the same.
    let drafting = format!("{sheet}/du-thao");
    site.post(&mut first, &drafting, &[("lam", "them"), ("ten-dieu", "Một")]).await;
    let page = site.get(&mut first, &drafting).await.text();
    let number = values(&page, "lam").into_iter().find(|it| it.starts_with("bo:")).unwrap();
    let article = format!("{drafting}/{}", number.trim_start_matches("bo:"));
    let wording = |text: &'static str| {
        [
            ("ten-dieu", "Một"),
            ("bac", "khoan"),
            ("loi", text),
            ("nguon", ""),
            ("goc", ""),
            ("lam", "luu"),
            ("phien-ban", "1"),
        ]
    };
    let one = site.post(&mut first, &article, &wording("Câu của người thứ nhất.")).await;
    assert_eq!(one.status, StatusCode::SEE_OTHER);
    let two = site.post(&mut second, &article, &wording("Câu của người thứ hai.")).await;
    assert_eq!(two.status, StatusCode::CONFLICT);
    let both = bare(&two.text());
    assert!(both.contains("câu của người thứ nhất") && both.contains("câu của người thứ hai"));
    assert!(site.get(&mut first, &article).await.text().contains("Câu của người thứ nhất."));
    let gone = site.post(&mut second, &drafting, &[("lam", number.as_str())]).await;
    assert_eq!(gone.status, StatusCode::CONFLICT, "removed without having seen it");
    // An undo that another change came before: told, not done.
    let history = format!("{sheet}/lich-su");
    let undone = site.post(&mut second, &history, &[("lan", "2")]).await;
    assert_eq!(undone.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn guessing_passwords_is_slowed_down() {
    let site = site(Login::Required);
    let mut browser = Browser::default();
    site.get(&mut browser, "/dang-nhap").await;
    for attempt in 0..5 {
        let wrong = [("ten", "bien"), ("mat-khau", "không phải mật khẩu")];
        let page = site.post(&mut browser, "/dang-nhap", &wrong).await;
        assert_eq!(page.status, StatusCode::UNAUTHORIZED, "attempt {attempt}");
        check_html("/dang-nhap", &page.text());
    }
    let right = [("ten", "bien"), ("mat-khau", "mật khẩu của bien")];
    let page = site.post(&mut browser, "/dang-nhap", &right).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    // Others are not shut out with him.
    let right = [("ten", "quan"), ("mat-khau", "mật khẩu của quan")];
    assert_eq!(site.post(&mut browser, "/dang-nhap", &right).await.status, StatusCode::SEE_OTHER);
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
