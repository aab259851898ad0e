//! What cannot be read, at the command line: told at once, in Vietnamese, and never for ever waited for.
//!
//! 1. Pipes and devices are refused by every command that reads files.
//! 2. What the system says in English reaches nobody.
//! 3. A file without a letter is told as one.
//! 4. Lines of JSON that are no objects cost themselves only.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use crate::support::{run_in, told};

/// Runs the program for at most half a minute: exit code 124 when it did not end.
fn run_soon(folder: &Path, arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_dieukhoan");
    let command =
        Command::new("timeout").arg("30").arg(program).args(arguments).current_dir(folder).output();
    command.unwrap()
}

#[test]
#[cfg(unix)]
fn pipes_are_refused_at_once() {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir(root.path().join("tep")).unwrap();
    fs::write(root.path().join("tep/a.txt"), "Điều 1. Một\nNội dung.\n").unwrap();
    for name in ["tep/ong.txt", "tep/ong.parquet", "ong.jsonl"] {
        let made = Command::new("mkfifo").arg(root.path().join(name)).status();
        if !made.is_ok_and(|it| it.success()) {
            return println!("skipped: no mkfifo");
        }
    }
    let sentence = "đây là ống dẫn hoặc thiết bị";
    for (arguments, code) in [
        (["read", "ong.jsonl"].as_slice(), 2),
        (&["read", "/dev/zero"], 2),
        (&["cite", "ong.jsonl"], 2),
        (&["import", "tep", "--into", "kho"], 1),
        (&["import", "ong.jsonl", "--into", "kho"], 1),
        (&["build", "--source", "ong.jsonl", "--index", "index"], 2),
    ] {
        let ended = run_soon(root.path(), arguments);
        assert_eq!(ended.status.code(), Some(code), "{arguments:?}: {}", told(&ended));
        assert!(told(&ended).contains(sentence), "{arguments:?}: {}", told(&ended));
    }
    let built = run_soon(root.path(), &["build", "--source", "tep", "--index", "index"]);
    assert_eq!(built.status.code(), Some(0), "{}", told(&built));
}

#[test]
#[cfg(unix)]
fn the_system_is_heard_in_vietnamese() {
    let root = tempfile::tempdir().unwrap();
    let folder = root.path();
    fs::create_dir_all(folder.join("tep/trong.pdf")).unwrap();
    std::os::unix::fs::symlink(".", folder.join("tep/vong")).unwrap();
    std::os::unix::fs::symlink("tron", folder.join("tron")).unwrap();
    fs::write(folder.join("tep.txt"), "x").unwrap();
    for (arguments, words) in [
        (["read", "khong-co.txt"].as_slice(), "không có tệp hay thư mục này"),
        (&["read", "tep"], "đây là một thư mục"),
        (&["read", "tron"], "vòng tròn"),
        (&["cite", "khong-co.txt"], "không có tệp hay thư mục này"),
        (&["import", "khong-co"], "không có tệp hay thư mục này"),
        (&["import", "tep"], "đây là một thư mục"),
        (&["import", "tep", "--into", "tep.txt/kho"], "không phải thư mục"),
        (&["build", "--source", "tep", "--index", "tep.txt/index"], "không phải thư mục"),
        (&["measure", "overlap", "--pairs", "khong-co", "--articles", "khong-co"], "không có tệp"),
    ] {
        let ended = run_in(folder, arguments);
        let text = told(&ended);
        assert_ne!(ended.status.code(), Some(0), "{arguments:?}: {text}");
        assert!(text.contains(words), "{arguments:?}: {text}");
        assert!(!text.contains("os error"), "{arguments:?}: {text}");
    }
}

#[test]
fn a_file_without_a_letter_is_told_as_one() {
    let root = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("zero.pdf", ""),
        ("zero.docx", ""),
        ("zero.txt", ""),
        ("trang.html", "<p> </p>"),
        ("dong.md", " \n\n"),
    ] {
        fs::write(root.path().join(name), text).unwrap();
        for more in ["--tree", "--text", "--json"] {
            let read = run_in(root.path(), &["read", name, more]);
            assert_eq!(read.status.code(), Some(1), "{name}: {}", told(&read));
            assert!(told(&read).contains("Tệp không có chữ nào"), "{name}: {}", told(&read));
        }
    }
    fs::write(root.path().join("a.jsonl"), "{\"so\":\"1/2026/NQ-MH\"}").unwrap();
    let facts = run_in(root.path(), &["read", "a.jsonl"]);
    assert!(facts.status.success() && told(&facts).contains("1/2026/NQ-MH"), "{}", told(&facts));
}

#[test]
fn lines_that_are_no_objects_cost_themselves_only() {
    let root = tempfile::tempdir().unwrap();
    let good = |number: u32| {
        format!(
            "{{\"so\":\"{number}/2026/NQ-MH\",\"loai\":\"Nghị quyết\",\"noi-dung\":\"Điều 1. Một\"}}\n"
        )
    };
    let lines = good(1) + "null\n[]\n\"x\"\n5\n{}\n" + &good(2);
    for (name, text, from) in [
        ("kho.jsonl", lines.clone(), 2),
        ("kho.txt", lines.clone(), 2),
        ("dau.jsonl", "null\n".to_owned() + &lines, 1),
    ] {
        fs::write(root.path().join(name), &text).unwrap();
        let index = format!("index-{name}");
        let built = run_in(root.path(), &["build", "--source", name, "--index", &index, "--json"]);
        let figures: Value = serde_json::from_slice(&built.stdout).unwrap();
        assert_eq!(figures["counts"]["documents"], 2, "{name}: {figures}");
        let checked = run_in(root.path(), &["check", "--index", &index]);
        assert_eq!(checked.status.code(), Some(1), "{}", told(&checked));
        let bad: Vec<String> = (1..=text.lines().count())
            .filter(|line| !text.lines().nth(line - 1).unwrap().contains("so"))
            .map(|line| {
                format!("{name}:{line}: Không đọc được tệp: Dòng JSON không phải một văn bản")
            })
            .collect();
        assert!(bad[0].contains(&format!(":{from}:")) && bad.len() >= 5, "{bad:?}");
        for told_of in bad {
            assert_eq!(
                told(&checked).matches(&told_of).count(),
                1,
                "{told_of}: {}",
                told(&checked)
            );
        }
        let imported = run_in(root.path(), &["import", name, "--into", &format!("kho-{name}")]);
        assert!(told(&imported).contains("1 tệp có chỗ đáng ngờ"), "{name}: {}", told(&imported));
    }
}
