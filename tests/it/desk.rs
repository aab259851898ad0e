//! A site with a file of decisions, and browsers that use it by forms alone.

use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use dieukhoan::corpus::{Building, Quiet, Source};
use dieukhoan::index;
use dieukhoan::web::{Clock, Login, Office, State, router};
use dieukhoan::workspace::{By, Role, Workspace};
use jiff::Timestamp;
use tempfile::TempDir;
use tower::ServiceExt;

use crate::support::project;

/// A site over the illustrative texts, with a file of decisions.
pub(crate) struct Site {
    pub(crate) folder: TempDir,
    pub(crate) state: State,
}

/// One browser: its cookies and the mark of its forms.
#[derive(Default)]
pub(crate) struct Browser {
    pub(crate) cookies: Vec<String>,
    pub(crate) mark: String,
    pub(crate) host: &'static str,
}

pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Page {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    pub(crate) fn location(&self) -> &str {
        self.headers.get("location").map_or("", |it| it.to_str().unwrap())
    }
}

pub(crate) fn illustrative(index: &Path) {
    indexed(index, &[project().join("corpus/minh-hoa")]);
}

/// Builds an index of folders.
pub(crate) fn indexed(index: &Path, folders: &[PathBuf]) {
    let mut building = Building::begin(index).unwrap();
    let sources: Vec<Source> = folders.iter().map(|it| Source::at(it).unwrap()).collect();
    building.read(&sources, &Quiet).unwrap();
    let corpus = building.corpus().unwrap();
    index::catch_up(&building.folder().join("search"), &corpus, &Quiet).unwrap();
    drop(corpus);
    building.commit().unwrap();
}

pub(crate) fn now() -> Timestamp {
    "2026-11-23T05:00:00Z".parse().unwrap()
}

pub(crate) fn root() -> By {
    By { name: "dòng lệnh".to_owned(), at: now() }
}

pub(crate) fn site(login: Login) -> Site {
    site_on(login, jiff::civil::date(2026, 11, 23))
}

pub(crate) fn site_on(login: Login, day: jiff::civil::Date) -> Site {
    site_over(login, day, &[project().join("corpus/minh-hoa")])
}

pub(crate) fn site_over(login: Login, day: jiff::civil::Date, folders: &[PathBuf]) -> Site {
    let folder = tempfile::tempdir().unwrap();
    let index = folder.path().join("index");
    indexed(&index, folders);
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
    pub(crate) fn workspace(&self) -> Workspace {
        Workspace::open(&self.folder.path().join("w.sqlite")).unwrap()
    }

    pub(crate) async fn send(&self, browser: &mut Browser, request: Request<Body>) -> Page {
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

    pub(crate) async fn get(&self, browser: &mut Browser, url: &str) -> Page {
        let request = Request::get(url)
            .header("host", browser.host())
            .header("cookie", browser.cookies.join("; "))
            .body(Body::empty())
            .unwrap();
        self.send(browser, request).await
    }

    /// Posts a form with the browser's mark.
    pub(crate) async fn post(
        &self,
        browser: &mut Browser,
        url: &str,
        fields: &[(&str, &str)],
    ) -> Page {
        let mark = browser.mark.clone();
        let fields = [&[("the", mark.as_str())], fields].concat();
        self.post_bare(browser, url, &fields, None).await
    }

    pub(crate) async fn post_bare(
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
    pub(crate) async fn worksheet(&self, browser: &mut Browser, name: &str) -> (String, String) {
        let scope = "05/HD-BCTĐB-MH\n06/2026/TT-BNV-MH\n03/2026/UBTVQH-MH";
        self.worksheet_over(browser, name, scope).await
    }

    /// Makes a worksheet over texts, one a line, and waits for its groups; gives the address of the first.
    pub(crate) async fn worksheet_over(
        &self,
        browser: &mut Browser,
        name: &str,
        scope: &str,
    ) -> (String, String) {
        self.get(browser, "/ra-soat").await;
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
    pub(crate) fn host(&self) -> &'static str {
        if self.host.is_empty() { "127.0.0.1:8080" } else { self.host }
    }

    pub(crate) async fn log_in(site: &Site, name: &str) -> Self {
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
pub(crate) fn field(html: &str, name: &str) -> Option<String> {
    let (_, rest) = html.split_once(&format!("name=\"{name}\" value=\""))?;
    Some(rest.split('"').next()?.to_owned())
}

/// The first value that a page offers to tick under a name.
pub(crate) fn values(html: &str, name: &str) -> Vec<String> {
    let before = format!("name=\"{name}\" value=\"");
    let pieces = html.split(before.as_str()).skip(1);
    pieces.map(|it| it.split('"').next().unwrap().to_owned()).collect()
}

/// The words of markup, in small letters.
pub(crate) fn bare(markup: &str) -> String {
    let text: String =
        markup.split('<').map(|it| it.split_once('>').map_or(it, |(_, it)| it)).collect();
    text.to_lowercase()
}

pub(crate) fn word(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut text).unwrap();
    text
}
