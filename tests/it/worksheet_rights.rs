//! Who may write, and that nothing is written unseen.
//!
//! 1. A form that no page of ours gave to this browser writes nothing.
//! 2. Only who may write writes; reading needs nothing; what is refused is in the log.
//! 3. Of two who saw the same version the later is shown both texts; nothing is written over unseen.
//! 4. Guessing passwords is slowed down.
//! 5. Behind another server, which makes everybody come from this machine, one must log in where that was asked for.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};

use axum::http::StatusCode;
use dieukhoan::web::Login;
use dieukhoan::workspace::{Decision, Worksheet};

use crate::desk::{Browser, bare, field, illustrative, site, values};
use crate::web::check_html;

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
fn login_can_be_asked_for_on_loopback_too() {
    let folder = tempfile::tempdir().unwrap();
    let index = folder.path().join("index");
    illustrative(&index);
    for (option, offered) in [(None, true), (Some("--login"), false)] {
        let mut server = Command::new(env!("CARGO_BIN_EXE_dieukhoan"))
            .args(["serve", "--listen", "127.0.0.1:0", "--index"])
            .arg(&index)
            .arg("--workspace")
            .arg(folder.path().join("w.sqlite"))
            .args(option)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(server.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let place = line.split("http://").nth(1).unwrap().split_whitespace().next().unwrap();
        let mut stream = TcpStream::connect(place).unwrap();
        write!(stream, "GET /ra-soat HTTP/1.1\r\nHost: {place}\r\nConnection: close\r\n\r\n")
            .unwrap();
        let mut page = String::new();
        stream.read_to_string(&mut page).unwrap();
        server.kill().unwrap();
        server.wait().unwrap();
        assert!(page.starts_with("HTTP/1.1 200"), "{page}");
        assert_eq!(page.contains("Lập bảng và tìm nhóm"), offered, "{option:?}: {page}");
        assert_eq!(page.contains("/dang-nhap"), !offered, "{option:?}: {page}");
    }
}
