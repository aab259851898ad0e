//! The pages in a real browser: the binary serves the shipped corpus, headless Chromium walks it.
//!
//! Needs Node.js, Chromium and `npm ci` in `tests/browser`; says so and stops where one is absent, unless
//! `DIEUKHOAN_BROWSER=required` (as in CI) makes that a failure.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use crate::support::project;

/// A server that stops with the test.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn the_main_path_works_in_a_real_browser() {
    let folder = project().join("tests/browser");
    let chromium = std::env::var("CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".to_owned());
    let node = Command::new("node").arg("--version").output().is_ok_and(|it| it.status.success());
    let ready = node
        && folder.join("node_modules/playwright-core").exists()
        && std::path::Path::new(&chromium).exists();
    if !ready {
        let required = std::env::var("DIEUKHOAN_BROWSER").is_ok_and(|it| it == "required");
        assert!(!required, "no Node.js, no {chromium}, or no tests/browser/node_modules");
        println!(
            "skipped: the browser test needs Node.js, {chromium} and `npm ci` in tests/browser"
        );
        return;
    }
    let index = tempfile::tempdir().unwrap();
    let mut server = Command::new(env!("CARGO_BIN_EXE_dieukhoan"))
        .args(["serve", "--listen", "127.0.0.1:0", "--index"])
        .arg(index.path().join("index"))
        .arg("--workspace")
        .arg(index.path().join("w.sqlite"))
        .current_dir(project())
        .stdout(Stdio::piped())
        .spawn()
        .map(Server)
        .unwrap();
    let mut line = String::new();
    BufReader::new(server.0.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let base = line
        .split_whitespace()
        .find(|word| word.starts_with("http://"))
        .unwrap_or_else(|| panic!("{line}"));
    let output = Command::new("node")
        .arg("main.mjs")
        .current_dir(&folder)
        .env("BASE_URL", base)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    println!("{told}");
    assert!(output.status.success(), "{told}{}", String::from_utf8_lossy(&output.stderr));
}
