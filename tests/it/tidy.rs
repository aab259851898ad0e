//! What no compiler checks.
//!
//! 1. Every file opens with `//!`.
//! 2. No file has a catch-all name.
//! 3. No test is switched off.
//! 4. No file of the project names a machine of its own.
//! 5. The user guide explains every code of a note and every key of front matter and of `meta.toml`.

use std::fs;

use crate::support::{project, rust_files};

#[test]
fn every_file_says_what_it_is() {
    for folder in ["src", "tests", "benches"] {
        for file in rust_files(&project().join(folder)) {
            let text = fs::read_to_string(&file).unwrap();
            assert!(text.starts_with("//!"), "{} does not open with //!", file.display());
        }
    }
}

#[test]
fn names_say_what_is_inside() {
    for file in rust_files(&project().join("src")) {
        let stem = file.file_stem().unwrap().to_str().unwrap();
        let vague =
            ["util", "utils", "helper", "helpers", "common", "misc", "manager", "new", "v2"];
        assert!(!vague.contains(&stem), "{} says nothing of what is inside", file.display());
    }
}

#[test]
fn no_test_is_switched_off() {
    let off = ["#[ign", "#[should_"]
        .map(|start| format!("{start}{}", if start.ends_with('n') { "ore" } else { "panic" }));
    for folder in ["src", "tests"] {
        for file in rust_files(&project().join(folder)) {
            let text = fs::read_to_string(&file).unwrap();
            for word in &off {
                assert!(!text.contains(word.as_str()), "{} holds {word}", file.display());
            }
        }
    }
}

#[test]
fn the_guide_explains_every_code_and_key() {
    let read = |path: &str| fs::read_to_string(project().join(path)).unwrap();
    let guide = read("docs/huong-dan.md");
    let notes = read("src/law/note.rs");
    let codes =
        notes.lines().filter_map(|line| line.trim().split_once(" => \"")?.1.split('"').next());
    let front_matter = read("src/read/front_matter.rs");
    let keys = front_matter
        .lines()
        .filter_map(|line| line.trim().strip_prefix("(\"")?.split_once("\", Expect::"))
        .map(|(key, _)| key);
    let beside = read("src/corpus/beside.rs");
    let beside = beside.lines().filter_map(|line| {
        line.strip_prefix("pub const ")?.split_once("&str = \"")?.1.split('"').next()
    });
    let named: Vec<&str> = codes.chain(keys).chain(beside).collect();
    assert!(named.len() > 50, "{named:?}");
    for name in named {
        assert!(guide.contains(&format!("`{name}`")), "the guide does not explain {name}");
    }
}
