//! Pages, asked in process.
//!
//! 1. Every page answers with its sentence, one `<h1>`, and tags that close.
//! 2. Nothing from a document or a question is markup.
//! 3. Every response carries the headers that tie the browser's hands.
//! 4. What is not there is told with a way out: an unknown provision, a shared number, no address, too long a question.
//! 5. A page that the reader has is not sent again.
//! 6. A long text comes in sheets, and every address inside works.
//! 7. Every asset that a page names is served, for ever.
//! 8. What was read into a question is told; a question can be followed as a feed; suggestions say what they are.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use dieukhoan::corpus::{Building, Quiet, Source};
use dieukhoan::index;
use dieukhoan::web::{Clock, State, router};
use tempfile::TempDir;
use tower::ServiceExt;

/// A state over a few documents; the folder lives as long as the tests.
static SITE: LazyLock<(TempDir, State)> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let sources = folder.path().join("nguon");
    std::fs::create_dir(&sources).unwrap();
    for (name, text) in documents() {
        std::fs::write(sources.join(name), text).unwrap();
    }
    let index = folder.path().join("index");
    build(&index, &sources);
    let today: Clock = Arc::new(|| jiff::civil::date(2026, 11, 23));
    let state = State::open(&index, today).unwrap();
    (folder, state)
});

fn build(index: &Path, sources: &Path) {
    let mut building = Building::begin(index).unwrap();
    building.read(&[Source::at(sources).unwrap()], &Quiet).unwrap();
    let corpus = building.corpus().unwrap();
    index::catch_up(&building.folder().join("search"), &corpus, &Quiet).unwrap();
    drop(corpus);
    building.commit().unwrap();
}

fn head(number: &str, kind: &str, title: &str, more: &str) -> String {
    format!(
        "---\nso: \"{number}\"\nloai: \"{kind}\"\nten: \"{title}\"\nngay-ban-hanh: \"2026-01-15\"\n\
         ngay-hieu-luc: \"2026-03-01\"\n{more}---\n\n"
    )
}

/// A law with one of everything, two resolutions that share a number, a long code, and a text that is only known of.
fn documents() -> Vec<(&'static str, String)> {
    let law = head(
        "01/2026/QH-MH",
        "Luật",
        "Thử <script>alert(1)</script> & kiểm tra",
        "co-quan: \"Quốc hội\"\nminh-hoa: true\nsua-doi-boi: [\"09/2030/QH-MH\"]\n",
    ) + "VĂN BẢN MINH HỌA, KHÔNG CÓ GIÁ TRỊ PHÁP LÝ\n\nQUỐC HỘI\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\n\
         Độc lập - Tự do - Hạnh phúc\n\nLuật số: 01/2026/QH-MH\n\nHà Nội, ngày 15 tháng 01 năm 2026\n\n# LUẬT\n\n\
         THỬ <script>alert(1)</script>\n\nCăn cứ Hiến pháp;\n\n## Chương I\n\nNHỮNG ĐIỀU ĐẦU\n\n\
         ### Điều 1. Phạm vi <iframe src=x>\n\n1. Kỳ họp bất thường là kỳ họp đột xuất.\n\n2. Có các loại sau:\n\n\
         a) Loại thứ nhất;\n\nđ) Loại có <img src=x onerror=alert(1)> chữ đ.\n\n### Điều 2. Bảng[^1]\n\n\
         | Cột | Nghĩa |\n| --- | --- |\n| một | hai |\n\n[^1]: Điều này được chú thích.\n";
    let shared = |place: &str| {
        let issuer = format!("co-quan: \"Hội đồng nhân dân {place}\"\n");
        head("05/2026/NQ-HĐND", "Nghị quyết", "Về mức chi", &issuer)
            + "### Điều 1. Mức chi\n\nMức chi theo phụ lục.\n\n### Điều 2. Hiệu lực\n\nCó hiệu lực từ ngày ký.\n"
    };
    let known = head(
        "07/2026/NQ-UBTVQH-MH",
        "Nghị quyết",
        "Chỉ có thông tin",
        "co-quan: \"Ủy ban Thường vụ Quốc hội\"\n",
    );
    let regulation = head(
        "03/2026/UBTVQH-MH",
        "Nghị quyết",
        "Ban hành Quy chế thử",
        "co-quan: \"Ủy ban Thường vụ Quốc hội\"\n",
    ) + "# NGHỊ QUYẾT\n\nBAN HÀNH QUY CHẾ THỬ\n\n### Điều 1. Ban hành\n\nBan hành kèm theo Nghị quyết này Quy chế thử.\n\n\
         # QUY CHẾ\n\nTHỬ\n\n(Ban hành kèm theo Nghị quyết số 03/2026/UBTVQH-MH)\n\n### Điều 1. Phạm vi\n\nMột.\n\n\
         ### Điều 2. Đối tượng\n\nHai.\n";
    vec![
        ("luat.md", law),
        ("quy-che.md", regulation),
        ("hai-phong.md", shared("thành phố Hải Phòng")),
        ("ca-mau.md", shared("tỉnh Cà Mau")),
        ("bo-luat.md", code()),
        ("thong-tin.md", known),
        ("khong-chuong.md", run()),
    ]
}

/// A code of 200 điều in 10 chương.
fn code() -> String {
    let mut text =
        head("91/2026/QH-MH", "Bộ luật", "Dài", "co-quan: \"Quốc hội\"\nminh-hoa: true\n");
    for (number, roman) in
        ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"].iter().enumerate()
    {
        text += &format!("## Chương {roman}\n\nNỘI DUNG THỨ {number}\n\n");
        for article in 1..=20 {
            let article = number * 20 + article;
            text += &format!(
                "### Điều {article}. Việc thứ {article}\n\n1. Làm việc {article}.\n\n2. Xong.\n\n"
            );
        }
    }
    text
}

/// A long text without chapters: 200 điều of more than a thousand bytes each.
fn run() -> String {
    let mut text = head("92/2026/QH-MH", "Luật", "Không chương", "co-quan: \"Quốc hội\"\n");
    for article in 1..=200 {
        let words = "Cơ quan có trách nhiệm thi hành. ".repeat(30);
        text += &format!("### Điều {article}. Việc thứ {article}\n\n{words}\n\n");
    }
    text
}

struct Page {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
}

async fn ask(request: Request<Body>) -> Page {
    let response = router(SITE.1.clone()).oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap();
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    Page { status: parts.status, headers: parts.headers, text }
}

async fn get(url: &str) -> Page {
    ask(Request::get(url).body(Body::empty()).unwrap()).await
}

/// One `<h1>`, Vietnamese, landmarks, no inline script or style, tags that close in order, no id twice.
pub(crate) fn check_html(url: &str, html: &str) {
    assert!(html.starts_with("<!DOCTYPE html>"), "{url}");
    assert!(html.contains("<html lang=\"vi\">"), "{url}");
    for what in ["<h1", "<main", "id=\"noi-dung\""] {
        assert_eq!(html.matches(what).count(), 1, "{what} at {url}");
    }
    // Drawings have titles of their own, in the body.
    let head = html.split("</head>").next().unwrap();
    assert_eq!(head.matches("<title>").count(), 1, "<title> at {url}");
    assert!(
        !html.contains(" style=") && !html.contains("<style") && !html.contains("<script>"),
        "{url}"
    );
    let mut ids = std::collections::BTreeSet::new();
    for piece in html.split(" id=\"").skip(1) {
        let id = piece.split('"').next().unwrap();
        assert!(ids.insert(id), "id {id} stands twice at {url}");
    }
    for piece in html.split(" href=\"#").skip(1) {
        let id = piece.split('"').next().unwrap();
        assert!(ids.contains(id), "no #{id} at {url}");
    }
    check_nesting(url, html);
}

fn check_nesting(url: &str, html: &str) {
    const VOID: [&str; 6] = ["meta", "link", "input", "br", "img", "!doctype"];
    let mut open: Vec<String> = Vec::new();
    for piece in html.split('<').skip(1) {
        let tag = piece.split('>').next().unwrap();
        let name: String =
            tag.trim_start_matches('/').chars().take_while(|c| !c.is_whitespace()).collect();
        let name = name.to_lowercase();
        if tag.starts_with('/') {
            assert_eq!(open.pop().as_deref(), Some(name.as_str()), "at {url}, before <{piece}");
        } else if !VOID.contains(&name.as_str()) {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?} stay open at {url}");
}

#[tokio::test]
async fn every_page_answers() {
    for (url, words) in [
        ("/", "Trong kho"),
        ("/tim?q=k%E1%BB%B3+h%E1%BB%8Dp+b%E1%BA%A5t+th%C6%B0%E1%BB%9Dng", "<mark>"),
        ("/tim?q=zzzzzz", "Không tìm thấy điều khoản nào"),
        ("/tim?q=k1+%C4%911+lu%E1%BA%ADt+01%2F2026%2FQH-MH", "Điều khoản được hỏi"),
        ("/vb", "Danh sách văn bản"),
        ("/vb?loai=luat&nam=2026", "Luật số 01/2026/QH-MH"),
        ("/vb?q=khongcogi", "Không có văn bản nào khớp"),
        ("/vb/01-2026-qh-mh", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("/vb/01-2026-qh-mh/chuong-1", "NHỮNG ĐIỀU ĐẦU"),
        ("/vb/01-2026-qh-mh/dieu-1", "Phạm vi"),
        ("/vb/01-2026-qh-mh/dieu-1/khoan-2/diem-dd", "điểm đ khoản 2 Điều 1 Luật số 01/2026/QH-MH"),
        ("/vb/01-2026-qh-mh/dieu-2", "Điều này được chú thích."),
        ("/vb/91-2026-qh-mh", "Trang 1 trên 10"),
        ("/vb/91-2026-qh-mh/chuong-2", "NỘI DUNG THỨ 1"),
        ("/gioi-thieu", "Phím tắt"),
    ] {
        let page = get(url).await;
        assert_eq!(page.status, StatusCode::OK, "{url}");
        assert!(page.text.contains(words), "{words:?} at {url}");
        check_html(url, &page.text);
    }
}

#[tokio::test]
async fn an_illustrative_text_says_so_everywhere() {
    for url in ["/vb/01-2026-qh-mh", "/vb/01-2026-qh-mh/dieu-1", "/vb/91-2026-qh-mh/chuong-3"] {
        assert!(get(url).await.text.contains("không có giá trị pháp lý"), "{url}");
    }
    for url in ["/", "/vb", "/tim?q=k%E1%BB%B3+h%E1%BB%8Dp"] {
        assert!(get(url).await.text.contains("Văn bản minh họa"), "{url}");
    }
}

#[tokio::test]
async fn nothing_from_outside_is_markup() {
    for url in [
        "/",
        "/vb",
        "/vb/01-2026-qh-mh",
        "/vb/01-2026-qh-mh/dieu-1",
        "/vb/01-2026-qh-mh/dieu-1/khoan-2",
        "/tim?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "/tim?q=%22%3E%3Cimg+src%3Dx%3E",
        "/vb?q=%22%3E%3Cscript%3E",
        "/vb/%3Cscript%3E",
        "/vb/01-2026-qh-mh/%3Cscript%3E",
    ] {
        let page = get(url).await;
        for markup in ["<script>", "<img", "<iframe"] {
            assert!(!page.text.contains(markup), "{markup} at {url}");
        }
        check_html(url, &page.text);
    }
    assert!(get("/vb/01-2026-qh-mh").await.text.contains("&#60;script&#62;"));
}

#[tokio::test]
async fn every_response_is_guarded() {
    for url in [
        "/",
        "/vb/01-2026-qh-mh",
        "/x",
        "/api/tim?q=a",
        "/-/suc-khoe",
        "/robots.txt",
        "/favicon.ico",
    ] {
        let headers = get(url).await.headers;
        let policy = headers.get("content-security-policy").unwrap().to_str().unwrap();
        assert!(policy.starts_with("default-src 'none';") && !policy.contains("unsafe"), "{url}");
        assert_eq!(headers.get("x-content-type-options").unwrap(), "nosniff", "{url}");
        for name in ["referrer-policy", "permissions-policy", "cross-origin-opener-policy"] {
            assert!(headers.contains_key(name), "{name} at {url}");
        }
    }
}

#[tokio::test]
async fn what_is_not_there_is_told_with_a_way_out() {
    for (url, status, words, way) in [
        (
            "/vb/01-2026-qh-mh/dieu-999",
            404,
            "Văn bản có, nhưng không có Điều 999",
            "/vb/01-2026-qh-mh/dieu-2",
        ),
        (
            "/vb/01-2026-qh-mh/dieu-1/khoan-9",
            404,
            "không có Khoản 9 Điều 1",
            "/vb/01-2026-qh-mh/dieu-1/khoan-2",
        ),
        (
            "/vb/03-2026-ubtvqh-mh/dieu-2",
            404,
            "Văn bản có, nhưng không có Điều 2",
            "/vb/03-2026-ubtvqh-mh/kem-theo-1/dieu-2",
        ),
        ("/vb/99-2099-qh99", 404, "Kho chưa có văn bản này", "/tim?q=99+2099+qh99"),
        ("/vb/01-2026-qh-mh/dieu-x-y-z", 400, "Địa chỉ chưa đúng", "href=\"/\""),
        ("/khong-co", 404, "Không có trang này", "href=\"/vb\""),
    ] {
        let page = get(url).await;
        assert_eq!(page.status.as_u16(), status, "{url}");
        assert!(page.text.contains(words), "{words:?} at {url}");
        assert!(page.text.contains(way), "{way} at {url}");
        check_html(url, &page.text);
    }
    let long = format!("/tim?q={}", "a".repeat(301));
    assert_eq!(get(&long).await.status, StatusCode::URI_TOO_LONG);
    assert_eq!(get(&format!("/{}", "a".repeat(5000))).await.status, StatusCode::URI_TOO_LONG);
    let posted = ask(Request::post("/tim").body(Body::from("x")).unwrap()).await;
    assert_eq!(posted.status, StatusCode::METHOD_NOT_ALLOWED);
    check_html("POST /tim", &posted.text);
}

#[tokio::test]
async fn a_shared_number_is_a_choice_that_keeps_the_portion() {
    let page = get("/vb/05-2026-nq-hdnd/dieu-2").await;
    assert_eq!(page.status, StatusCode::MULTIPLE_CHOICES);
    assert!(page.text.contains("Có 2 văn bản cùng mang số 05/2026/NQ-HĐND"));
    for slug in ["05-2026-nq-hdnd.tinh-ca-mau", "05-2026-nq-hdnd.thanh-pho-hai-phong"] {
        let url = format!("/vb/{slug}/dieu-2");
        assert!(page.text.contains(&url), "{url}");
        assert_eq!(get(&url).await.status, StatusCode::OK);
    }
    check_html("/vb/05-2026-nq-hdnd/dieu-2", &page.text);
}

#[tokio::test]
async fn a_page_that_the_reader_has_is_not_sent_again() {
    let url = "/vb/01-2026-qh-mh";
    let first = get(url).await;
    let tag = first.headers.get("etag").unwrap().clone();
    let request = Request::get(url).header("if-none-match", &tag).body(Body::empty()).unwrap();
    let again = ask(request).await;
    assert_eq!((again.status, again.text.as_str()), (StatusCode::NOT_MODIFIED, ""));
}

#[tokio::test]
async fn a_long_text_comes_in_sheets() {
    let first = get("/vb/91-2026-qh-mh").await.text;
    assert!(first.contains("id=\"dieu-20\"") && !first.contains("id=\"dieu-21\""));
    assert!(first.contains("/vb/91-2026-qh-mh/chuong-2#chuong-2"));
    let last = get("/vb/91-2026-qh-mh/chuong-10").await.text;
    assert!(last.contains("id=\"dieu-200\"") && last.contains("rel=\"prev\""));
    let alone = get("/vb/91-2026-qh-mh/dieu-150").await.text;
    assert!(alone.contains("/vb/91-2026-qh-mh/chuong-8#dieu-150"));
    let moved = get("/vb/91-2026-qh-mh/chuong-8/dieu-150").await;
    assert_eq!(moved.status, StatusCode::TEMPORARY_REDIRECT);
    assert_eq!(moved.headers.get("location").unwrap(), "/vb/91-2026-qh-mh/dieu-150");
}

#[tokio::test]
async fn a_long_text_without_chapters_comes_in_sheets_too() {
    let first = get("/vb/92-2026-qh-mh").await.text;
    let second = get("/vb/92-2026-qh-mh?trang=2").await.text;
    assert!(first.contains("/vb/92-2026-qh-mh?trang=2") && first.contains("id=\"dieu-1\""));
    assert!(second.contains("id=\"dieu-200\"") || second.contains("?trang=3"));
    check_html("?trang=2", &second);
    for article in 1..=200 {
        let id = format!("id=\"dieu-{article}\"");
        assert!(!(first.contains(&id) && second.contains(&id)), "{id} on two sheets");
        let alone = get(&format!("/vb/92-2026-qh-mh/dieu-{article}")).await;
        assert_eq!(alone.status, StatusCode::OK);
        assert!(alone.text.contains("Xem trong toàn văn"), "{id} has no page of its own");
    }
    assert_eq!(get("/vb/92-2026-qh-mh?trang=99").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn every_asset_that_a_page_names_is_served_for_ever() {
    for url in ["/", "/tim?q=a", "/vb/01-2026-qh-mh", "/vb/01-2026-qh-mh/dieu-1"] {
        let page = get(url).await.text;
        for piece in page.split("\"/-/static/").skip(1) {
            let asset = format!("/-/static/{}", piece.split('"').next().unwrap());
            let found = get(&asset).await;
            assert_eq!(found.status, StatusCode::OK, "{asset}");
            let kept = found.headers.get("cache-control").unwrap().to_str().unwrap();
            assert!(kept.contains("immutable"), "{asset}: {kept}");
        }
    }
    assert_eq!(get("/-/static/0/..%2F..%2FCargo.toml").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn programs_get_json() {
    let page = get("/api/tim?q=k%E1%BB%B3+h%E1%BB%8Dp+b%E1%BA%A5t+th%C6%B0%E1%BB%9Dng").await;
    assert_eq!(page.headers.get("content-type").unwrap(), "application/json");
    let found: serde_json::Value = serde_json::from_str(&page.text).unwrap();
    assert_eq!(found["query"], "kỳ họp bất thường");
    assert!(found["total"].as_u64().unwrap() >= 1 && found["ms"].is_number());
    let hit = &found["hits"][0];
    assert!(hit["address"].as_str().unwrap().starts_with("01/2026/QH-MH#dieu-1"), "{hit}");
    assert!(hit["url"].as_str().unwrap().starts_with("/vb/01-2026-qh-mh/dieu-1"), "{hit}");
    assert_eq!(get("/api/tim").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_question_without_dau_says_what_is_looked_for() {
    let page = get("/tim?q=ky+hop+bat+thuong").await.text;
    assert!(page.contains("Đang tìm:") && page.contains("kỳ họp bất thường"), "{page}");
    assert!(page.contains("dung=1") && page.contains("tìm đúng như đã gõ"));
    let exact = get("/tim?q=ky+hop+bat+thuong&dung=1").await.text;
    assert!(!exact.contains("Đang tìm:"));
    let odd = get("/tim?q=h%E1%BB%8Dp+lo%E1%BA%A1i:truy%E1%BB%87n").await.text;
    assert!(odd.contains("không phải giá trị của “loại:”"), "{odd}");
    let inside = get("/tim?q=k%E1%BB%B3+h%E1%BB%8Dp&trong=01-2026-qh-mh").await.text;
    assert!(inside.contains("tìm trong cả kho") && !inside.contains("/vb/91-2026-qh-mh/dieu"));
    check_html("/tim", &inside);
}

#[tokio::test]
async fn nothing_found_says_what_is_near() {
    let question = "/tim?q=k%E1%BB%B3+h%E1%BB%8Dp+b%E1%BA%A5t+th%C6%B0%E1%BB%9Dng";
    let page = get(&format!("{question}&loai=bo-luat")).await.text;
    assert!(page.contains("bỏ lọc theo loại văn bản"), "{page}");
    check_html("/tim", &page);
    let both = get(&format!("{question}&loai=bo-luat&nam=1990")).await.text;
    assert!(both.contains("bỏ lọc theo mọi điều kiện"), "{both}");
    let early = get(&format!("{question}&ngay=2020-01-01")).await.text;
    assert!(early.contains("không phải pháp luật của ngày này"), "{early}");
    assert!(!early.contains("/vb/01-2026-qh-mh/dieu-1"), "the law was not passed yet");
    assert_eq!(get(&format!("{question}&ngay=abc")).await.status, StatusCode::BAD_REQUEST);
    let always = get(&format!("{question}&ngay=2020-01-01&thoi-diem=moi")).await.text;
    assert!(always.contains("/vb/01-2026-qh-mh/dieu-1"), "{always}");
    let other_year = get("/tim?q=91%2F2025%2FQH-MH").await.text;
    assert!(other_year.contains("số gần giống") && other_year.contains("91/2026/QH-MH"));
}

#[tokio::test]
async fn a_question_can_be_followed_as_a_feed() {
    let page = get("/tim?q=k%E1%BB%B3+h%E1%BB%8Dp").await.text;
    assert!(page.contains("application/atom+xml") && page.contains("/tim.atom?q="));
    let feed = get("/tim.atom?q=k%E1%BB%B3+h%E1%BB%8Dp").await;
    let kind = feed.headers.get("content-type").unwrap().to_str().unwrap();
    assert!(kind.starts_with("application/atom+xml"), "{kind}");
    let text = feed.text;
    assert!(
        text.starts_with("<?xml") && text.contains("<feed xmlns=\"http://www.w3.org/2005/Atom\"")
    );
    for part in ["<id>", "<title>", "<updated>", "<entry>", "rel=\"self\"", "<author>"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let markup = get("/tim.atom?q=%3Cscript%3E").await.text;
    assert!(!markup.contains("<script>"), "{markup}");
    assert_eq!(get("/tim.atom").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn suggestions_are_labelled() {
    let found = get("/api/goi-y?q=k2+%C4%911+lu%E1%BA%ADt+01/2026").await;
    let found: serde_json::Value = serde_json::from_str(&found.text).unwrap();
    assert_eq!(found[0]["label"], "Viện dẫn", "{found}");
    assert_eq!(found[0]["url"], "/vb/01-2026-qh-mh/dieu-1/khoan-2", "{found}");
    let words = get("/api/goi-y?q=ky+hop+b").await.text;
    assert!(words.contains("Từ ngữ") || words.contains("Điều khoản"), "{words}");
    assert_eq!(get("/api/goi-y?q=").await.text, "[]");
}

#[tokio::test]
async fn machines_can_ask_for_health_and_rules() {
    assert!(get("/-/suc-khoe").await.text.starts_with("tốt\n"));
    assert!(get("/robots.txt").await.text.contains("Disallow: /tim"));
}

#[tokio::test]
async fn the_original_stands_beside_what_was_read() {
    let page = get("/vb/01-2026-qh-mh/-/doi-chieu").await;
    assert_eq!(page.status, StatusCode::OK);
    check_html("/-/doi-chieu", &page.text);
    assert!(page.text.contains("<iframe") && page.text.contains("src=\"/vb/01-2026-qh-mh/-/goc\""));
    let policy = page.headers["content-security-policy"].to_str().unwrap();
    assert!(
        policy.contains("frame-src 'self'") && policy.contains("script-src 'self'"),
        "{policy}"
    );
    let file = get("/vb/01-2026-qh-mh/-/goc").await;
    assert_eq!(file.status, StatusCode::OK);
    assert!(file.text.contains("so: \"01/2026/QH-MH\""), "the file as it lies on the disk");
    let policy = file.headers["content-security-policy"].to_str().unwrap();
    assert!(
        policy.starts_with("sandbox;") && policy.contains("frame-ancestors 'self'"),
        "{policy}"
    );
    assert_eq!(file.headers["content-type"], "text/plain; charset=utf-8");
    for url in
        ["/vb/khong-co/-/goc", "/vb/..%2F..%2Fetc%2Fpasswd/-/goc", "/vb/khong-co/-/doi-chieu"]
    {
        let page = get(url).await;
        assert!(page.status.is_client_error(), "{url}: {}", page.status);
        assert!(!page.text.contains("root:"), "{url}");
    }
}
