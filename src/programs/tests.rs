//! 1. What is absent is a value, not a failure to start.
//! 2. A program that runs too long, writes too much or takes too much memory is stopped, with all it started.
//! 3. What a file is called or holds never becomes a command.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::time::Instant;

use super::*;

/// A folder with one program of the given script, and the machine's own programs behind it.
fn folder_with(program: &str, script: &str) -> (TempDir, Programs) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(program);
    fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    let folders = std::env::join_paths([folder.path(), "/usr/bin".as_ref(), "/bin".as_ref()]);
    (folder, Programs::within(&folders.unwrap()))
}

fn run(programs: &Programs, folder: &Path, limits: Limits) -> Result<Vec<u8>, ConverterError> {
    programs.run("thử", &[OsStr::new("$(touch injected); `touch injected`")], folder, limits)
}

const SMALL: Limits = Limits { seconds: 1, memory: 256 << 20, output: 1 << 20 };

#[test]
fn an_absent_program_is_a_plain_value() {
    let programs = Programs::within(OsStr::new("/nowhere"));
    let words = Conversion::PdfWords { first: 1, last: 1 };
    let error = programs.convert(words, b"%PDF-1.4").unwrap_err();
    assert_eq!(error, ConverterError::Absent { program: "pdftotext" });
    assert_eq!(
        error.to_string(),
        "Máy này không có chương trình pdftotext (cài gói poppler-utils)."
    );
}

#[test]
fn output_and_arguments_go_through_as_they_are() {
    let (folder, programs) = folder_with("thử", r#"printf '%s' "$1""#);
    let output = run(&programs, folder.path(), SMALL).unwrap();
    assert_eq!(String::from_utf8(output).unwrap(), "$(touch injected); `touch injected`");
    assert!(!folder.path().join("injected").exists());
}

#[test]
fn a_program_that_hangs_is_stopped_with_its_children() {
    let (folder, programs) = folder_with("thử", "(sleep 30; touch late) & sleep 30");
    let started = Instant::now();
    let error = run(&programs, folder.path(), SMALL).unwrap_err();
    assert_eq!(error, ConverterError::TooSlow { program: "thử", seconds: 1 });
    // The pipes are held by the children: had they lived, this would have taken half a minute.
    assert!(started.elapsed().as_secs() < 10);
}

#[test]
fn a_child_left_behind_does_not_hold_up_the_result() {
    let (folder, programs) = folder_with("thử", "sleep 30 & echo xong");
    let started = Instant::now();
    assert_eq!(run(&programs, folder.path(), SMALL).unwrap(), b"xong\n");
    assert!(started.elapsed().as_secs() < 10);
}

#[test]
fn too_much_output_is_stopped() {
    let (folder, programs) = folder_with("thử", "while :; do echo 0123456789; done");
    let error = run(&programs, folder.path(), SMALL).unwrap_err();
    assert_eq!(error, ConverterError::TooMuch { program: "thử", megabytes: 1 });
    let (folder, programs) = folder_with("thử", "head -c 4000000 /dev/zero > big || exit 3");
    let error = run(&programs, folder.path(), SMALL).unwrap_err();
    assert!(matches!(error, ConverterError::Refused { .. }), "{error}");
    assert!(fs::metadata(folder.path().join("big")).unwrap().len() <= SMALL.output);
}

#[test]
fn too_much_memory_is_refused() {
    // `dd` holds one block in memory.
    let (folder, programs) = folder_with("thử", "dd if=/dev/zero of=/dev/null bs=300M count=1");
    let error = run(&programs, folder.path(), SMALL).unwrap_err();
    assert!(matches!(error, ConverterError::Refused { .. }), "{error}");
    let roomy = Limits { memory: 1 << 30, seconds: 20, ..SMALL };
    assert_eq!(run(&programs, folder.path(), roomy).unwrap(), b"");
}

#[test]
fn a_failure_says_what_the_program_said() {
    let (folder, programs) = folder_with("thử", "echo 'Error: bad file.' >&2; exit 1");
    let error = run(&programs, folder.path(), SMALL).unwrap_err();
    assert_eq!(error.to_string(), "Chương trình thử không đọc được tệp: Error: bad file.");
}
