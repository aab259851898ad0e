//! `fetch`, against a server on this machine that behaves as badly as real ones.
//!
//! 1. The files come, are checked against the checksum that the host names, and a second call fetches nothing.
//! 2. A line that breaks is taken up where it broke, in one call and over two.
//! 3. A version that changed in between is fetched anew; a wrong checksum, a refusal and a file too large are told and
//!    leave nothing in place; plain HTTP to another machine is refused.
//! 4. A page for people, or half a file, is no collection, whatever the server calls it.
//! 5. Without a tag the size and the day of the last change tell that nothing changed.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};

use crate::support::{run_in, told};

/// What the server has, and how it behaves.
#[derive(Default)]
struct Host {
    body: Vec<u8>,
    /// None is told when it is empty.
    etag: String,
    /// The day of the last change, where it is told.
    modified: Option<String>,
    /// Whether it answers 304 to those who know that day.
    polite: bool,
    /// The checksum told in the redirection.
    linked: Option<String>,
    /// After so many bytes the line breaks, as often as there are numbers.
    breaks: Vec<usize>,
    /// Requests, as they came: path and range.
    asked: Vec<(String, Option<String>)>,
}

type Shared = Arc<Mutex<Host>>;

fn serve(host: Host) -> (String, Shared) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let shared = Arc::new(Mutex::new(host));
    let host = shared.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // A client that goes away is its own business.
            let _ = answer(stream, &host);
        }
    });
    (address, shared)
}

fn answer(stream: TcpStream, host: &Shared) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 || line.trim().is_empty() {
            break;
        }
        lines.push(line.trim().to_owned());
    }
    let path = lines[0].split(' ').nth(1).unwrap().to_owned();
    let header = |name: &str| {
        let found = lines.iter().filter_map(|line| line.split_once(": "));
        found
            .into_iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.to_owned())
    };
    let mut host = host.lock().unwrap();
    let range = header("range");
    host.asked.push((path.clone(), range.clone()));
    let mut out = stream;
    if path.contains("/mat") {
        return out.write_all(
            b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
        );
    }
    if !path.starts_with("/kho/") {
        let linked =
            host.linked.iter().map(|it| format!("x-linked-etag: \"{it}\"\r\n")).collect::<String>();
        let head = format!(
            "HTTP/1.1 302 Found\r\nlocation: /kho{path}\r\n{linked}content-length: 0\r\nconnection: close\r\n\r\n"
        );
        return out.write_all(head.as_bytes());
    }
    let etag = format!("\"{}\"", host.etag);
    let known = header("if-modified-since").is_some_and(|it| Some(it) == host.modified);
    if header("if-none-match").is_some_and(|it| it == etag) || host.polite && known {
        return out.write_all(b"HTTP/1.1 304 Not Modified\r\nconnection: close\r\n\r\n");
    }
    let same = header("if-range").is_none_or(|it| it == etag);
    let start = range
        .filter(|_| same)
        .and_then(|it| it.strip_prefix("bytes=")?.trim_end_matches('-').parse().ok());
    let from: usize = start.unwrap_or(0);
    let total = host.body.len();
    let status = match start {
        Some(from) => {
            format!("206 Partial Content\r\ncontent-range: bytes {from}-{}/{total}", total - 1)
        }
        None => "200 OK".to_owned(),
    };
    let tag = if host.etag.is_empty() { String::new() } else { format!("etag: {etag}\r\n") };
    let modified = host.modified.iter().map(|it| format!("last-modified: {it}\r\n"));
    let head = format!(
        "HTTP/1.1 {status}\r\n{tag}{}content-length: {}\r\nconnection: close\r\n\r\n",
        modified.collect::<String>(),
        total - from
    );
    out.write_all(head.as_bytes())?;
    let end =
        if host.breaks.is_empty() { total } else { (from + host.breaks.remove(0)).min(total) };
    out.write_all(&host.body[from..end])
}

/// What passes for an archive.
fn body() -> Vec<u8> {
    let noise = (0..300_000_u32).map(|it| (it.wrapping_mul(2_654_435_761) >> 24) as u8);
    b"PK\x03\x04".iter().copied().chain(noise).collect()
}

/// What passes for a file of a data set.
fn parquet() -> Vec<u8> {
    [b"PAR1", body().as_slice(), b"PAR1"].concat()
}

/// SHA-256 by the tool of the system; none where there is none.
fn checksum(root: &Path, bytes: &[u8]) -> Option<String> {
    let path = root.join("mau");
    std::fs::write(&path, bytes).unwrap();
    let told = std::process::Command::new("sha256sum").arg(&path).output().ok()?;
    Some(String::from_utf8_lossy(&told.stdout).split(' ').next()?.to_owned())
}

fn fetch(root: &Path, from: &str, more: &[&str]) -> std::process::Output {
    let address = format!("{from}/bo.zip");
    let arguments =
        [&["fetch", "phapdien", "--from", address.as_str(), "--into", "tai"], more].concat();
    run_in(root, &arguments)
}

#[test]
fn files_come_checked_and_only_once() {
    let root = tempfile::tempdir().unwrap();
    let Some(sum) = checksum(root.path(), &parquet()) else {
        return println!("skipped: no sha256sum");
    };
    let (address, host) = serve(Host {
        body: parquet(),
        etag: "mot".to_owned(),
        linked: Some(sum.clone()),
        ..Host::default()
    });
    let first = run_in(root.path(), &["fetch", "hf", "--from", &address, "--into", "tai"]);
    assert!(first.status.success() && told(&first).contains(&sum), "{}", told(&first));
    assert!(
        told(&first).contains("đã đối chiếu") && told(&first).contains("bo-du-lieu"),
        "{}",
        told(&first)
    );
    for name in ["metadata.parquet", "content.parquet", "relationships.parquet"] {
        assert_eq!(std::fs::read(root.path().join("tai").join(name)).unwrap(), parquet());
    }
    let second = run_in(root.path(), &["fetch", "hf", "--from", &address, "--into", "tai"]);
    assert!(second.status.success() && told(&second).contains("không đổi"), "{}", told(&second));
    assert_eq!(
        host.lock().unwrap().asked.len(),
        12,
        "three files, sent on once each, asked for twice"
    );
    assert!(
        !std::fs::read_dir(root.path().join("tai"))
            .unwrap()
            .flatten()
            .any(|it| it.path().extension().is_some_and(|it| it == "part"))
    );
}

#[test]
fn a_broken_line_is_taken_up_where_it_broke() {
    let root = tempfile::tempdir().unwrap();
    let breaks = vec![100_000, 50_000];
    let (address, host) =
        serve(Host { body: body(), etag: "mot".to_owned(), breaks, ..Host::default() });
    let fetched = fetch(root.path(), &address, &[]);
    assert!(fetched.status.success(), "{}", told(&fetched));
    assert_eq!(std::fs::read(root.path().join("tai/bo.zip")).unwrap(), body());
    let ranges: Vec<Option<String>> = host
        .lock()
        .unwrap()
        .asked
        .iter()
        .filter(|(path, _)| path.starts_with("/kho"))
        .map(|(_, range)| range.clone())
        .collect();
    assert_eq!(ranges, [None, Some("bytes=100000-".to_owned()), Some("bytes=150000-".to_owned())]);
}

#[test]
fn a_second_call_goes_on_unless_the_file_changed() {
    let root = tempfile::tempdir().unwrap();
    let (address, host) = serve(Host {
        body: body(),
        etag: "mot".to_owned(),
        breaks: vec![10_000; 5],
        ..Host::default()
    });
    let cut = fetch(root.path(), &address, &[]);
    assert_eq!(cut.status.code(), Some(2), "{}", told(&cut));
    assert!(told(&cut).contains("50000 byte") && told(&cut).contains("tải tiếp"), "{}", told(&cut));
    assert!(!root.path().join("tai/bo.zip").exists());
    let other: Vec<u8> = b"PK".iter().copied().chain(body().into_iter().rev()).collect();
    {
        let mut host = host.lock().unwrap();
        host.etag = "hai".to_owned();
        host.body.clone_from(&other);
    }
    let fetched = fetch(root.path(), &address, &[]);
    assert!(fetched.status.success(), "{}", told(&fetched));
    assert_eq!(std::fs::read(root.path().join("tai/bo.zip")).unwrap(), other);
}

#[test]
fn what_is_wrong_is_told_and_leaves_nothing() {
    let root = tempfile::tempdir().unwrap();
    let (address, _) = serve(Host { body: body(), etag: "mot".to_owned(), ..Host::default() });
    for (from, more, word) in [
        (address.as_str(), ["--sha256", "00"].as_slice(), "SHA-256"),
        (address.as_str(), &["--limit", "0"], "lớn hơn giới hạn"),
        (&format!("{address}/mat"), &[], "404"),
        ("http://vi-du.invalid", &[], "không phải https"),
    ] {
        let failed = fetch(root.path(), from, more);
        assert_eq!(failed.status.code(), Some(2), "{}", told(&failed));
        assert!(told(&failed).contains(word), "{word}: {}", told(&failed));
        assert!(!root.path().join("tai/bo.zip").exists(), "{word}");
    }
}

#[test]
fn a_page_for_people_is_no_collection() {
    let root = tempfile::tempdir().unwrap();
    let cut = parquet()[..200_000].to_vec();
    for (command, sent, word) in [
        ("phapdien", b" <html>Dang bao tri</html>".to_vec(), "một trang mạng"),
        ("hf", b"<!DOCTYPE html><p>Dang bao tri</p>".to_vec(), "một trang mạng"),
        ("hf", cut, "thiếu phần cuối"),
        ("phapdien", b"Not now.".to_vec(), "dữ liệu khác"),
        ("phapdien", Vec::new(), "một tệp rỗng"),
    ] {
        let (address, _) = serve(Host { body: sent, etag: "mot".to_owned(), ..Host::default() });
        let failed = run_in(root.path(), &["fetch", command, "--from", &address, "--into", "tai"]);
        assert_eq!(failed.status.code(), Some(2), "{word}: {}", told(&failed));
        assert!(
            told(&failed).contains(word) && told(&failed).contains("--from"),
            "{}",
            told(&failed)
        );
        let left: Vec<_> = std::fs::read_dir(root.path().join("tai")).unwrap().flatten().collect();
        assert!(left.is_empty(), "{word}: {left:?}");
    }
}

#[test]
fn without_a_tag_size_and_day_tell() {
    for polite in [true, false] {
        let root = tempfile::tempdir().unwrap();
        let day = |day: u8| Some(format!("Mon, {day} Nov 2026 10:00:00 GMT"));
        let (address, host) =
            serve(Host { body: body(), modified: day(16), polite, ..Host::default() });
        let first = fetch(root.path(), &address, &[]);
        assert!(first.status.success() && told(&first).contains("0.3 MB"), "{}", told(&first));
        let second = fetch(root.path(), &address, &[]);
        assert!(second.status.success(), "{}", told(&second));
        assert!(told(&second).contains("không đổi"), "{polite}: {}", told(&second));
        {
            let mut host = host.lock().unwrap();
            host.modified = day(23);
            host.body.push(0);
        }
        let third = fetch(root.path(), &address, &[]);
        assert!(!told(&third).contains("không đổi"), "{}", told(&third));
        assert_eq!(std::fs::read(root.path().join("tai/bo.zip")).unwrap().len(), body().len() + 1);
    }
}

#[test]
fn a_machine_that_does_not_answer_is_told_in_vietnamese() {
    let root = tempfile::tempdir().unwrap();
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let failed = fetch(root.path(), &format!("http://127.0.0.1:{port}"), &[]);
    let told = told(&failed);
    assert_eq!(failed.status.code(), Some(2), "{told}");
    assert!(told.contains("máy chủ không nhận kết nối") && !told.contains("os error"), "{told}");
}
