//! The server is killed in the middle of edits, fifty times: every confirmed decision is there, and the file is whole.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use dieukhoan::workspace::{
    By, Decision, Group, Pointer, Ruling, Scope, Worksheet, Workspace, key_of,
};
use jiff::Timestamp;

use crate::desk::illustrative;
use crate::support::project;

/// How often the server is killed.
const KILLS: u64 = 50;

/// A server that ends with the test.
struct Server {
    child: Child,
    host: String,
}

impl Server {
    fn start(index: &Path, file: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_dieukhoan"))
            .args(["serve", "--listen", "127.0.0.1:0", "--index"])
            .arg(index)
            .arg("--workspace")
            .arg(file)
            .current_dir(project())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let host = line.split("http://").nth(1).unwrap().split_whitespace().next().unwrap();
        Self { host: host.to_owned(), child }
    }

    /// Sends a request; none when the server is gone before it answered.
    fn ask(&self, request: &str) -> Option<String> {
        let mut stream = TcpStream::connect(&self.host).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(10))).ok()?;
        stream.write_all(request.as_bytes()).ok()?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).ok()?;
        Some(String::from_utf8_lossy(&answer).into_owned()).filter(|it| !it.is_empty())
    }

    /// `SIGKILL` on Unix: nothing is told, nothing is finished.
    fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    text.split_once(before)
        .unwrap_or_else(|| panic!("no {before} in {text}"))
        .1
        .split(after)
        .next()
        .unwrap()
}

/// A browser on the page of the group: its cookie and the mark of its form.
fn opened(server: &Server, url: &str) -> (String, String) {
    let host = &server.host;
    let page = server
        .ask(&format!("GET {url} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"))
        .unwrap();
    let mark = between(&page, "name=\"the\" value=\"", "\"");
    (between(&page, "set-cookie: ", ";").to_owned(), mark.to_owned())
}

/// Writes decisions one after another until the server is gone; tells the version and ruling confirmed last.
fn edit(
    server: &Server,
    url: &str,
    (cookie, mark): &(String, String),
    from: (u32, Ruling),
) -> (u32, Ruling) {
    let host = &server.host;
    let mut confirmed = from;
    loop {
        let ruling = Ruling::ALL[(confirmed.0 as usize + 1) % Ruling::ALL.len()];
        let body = format!("the={mark}&phien-ban={}&ket-luan={}", confirmed.0, ruling.slug());
        let length = body.len();
        let answer = server.ask(&format!(
            "POST {url} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nConnection: close\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{body}"
        ));
        match answer {
            Some(answer) if answer.starts_with("HTTP/1.1 303") => {
                confirmed = (confirmed.0 + 1, ruling);
            }
            Some(answer) if answer.starts_with("HTTP/1.1") => panic!("{answer}"),
            _ => return confirmed,
        }
    }
}

#[test]
fn killed_fifty_times_no_confirmed_decision_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let (index, file) = (folder.path().join("index"), folder.path().join("w.sqlite"));
    illustrative(&index);
    let by = By { name: "An".to_owned(), at: Timestamp::UNIX_EPOCH };
    let pointer = |text: &str| Pointer(text.parse().unwrap());
    let members =
        vec![pointer("05/HD-BCTĐB-MH#muc-2/khoan-2"), pointer("06/2026/TT-BNV-MH#dieu-5")];
    let key = key_of(&members);
    let sheet = {
        let workspace = Workspace::open(&file).unwrap();
        let scope = Scope::Documents(members.clone());
        let body =
            Worksheet { name: "Thử".to_owned(), scope, title: String::new(), order: Vec::new() };
        let id = workspace.add(None, &body, &by).unwrap();
        let group = Group { key: key.clone(), weight: 1.0, members, pairs: Vec::new() };
        workspace.keep_groups(id, &[group], by.at).unwrap();
        id
    };
    let url = format!("/ra-soat/{sheet}/nhom/{key}");
    let (mut known, mut edits, mut chance) =
        ((0, Ruling::Duplicate), 0, 88_172_645_463_325_252_u64);
    for kill in 0..KILLS {
        let mut server = Server::start(&index, &file);
        // xorshift: moments that differ, the same in every run.
        for shift in [13_i32, -7, 17] {
            chance ^= if shift > 0 { chance << shift } else { chance >> -shift };
        }
        let wait = Duration::from_micros(10_000 + chance % 60_000);
        let browser = opened(&server, &url);
        let confirmed = std::thread::scope(|scope| {
            let edits = scope.spawn(|| edit(&server, &url, &browser, known));
            std::thread::sleep(wait);
            // The child itself: its handle is borrowed by the edits.
            let id = server.child.id().to_string();
            assert!(Command::new("kill").args(["-9", &id]).status().unwrap().success());
            edits.join().unwrap()
        });
        server.kill();
        let workspace = Workspace::open(&file).unwrap();
        assert_eq!(workspace.check().unwrap(), Vec::<String>::new(), "after kill {kill}");
        let (version, held) = workspace.about::<Decision>(Some(sheet), &key).unwrap();
        let one_more = confirmed.0 + 1 == version;
        assert!(version == confirmed.0 || one_more, "kill {kill}: {confirmed:?}, found {version}");
        if confirmed.0 > 0 && !one_more {
            assert_eq!(held.as_ref().unwrap().body.ruling, confirmed.1, "kill {kill}");
        }
        edits += version - known.0;
        known = (version, held.map_or(Ruling::Duplicate, |it| it.body.ruling));
    }
    println!("{KILLS} kills, {edits} decisions");
    assert!(
        u64::from(edits) >= KILLS,
        "only {edits} decisions were written: nothing was in the middle"
    );
}
