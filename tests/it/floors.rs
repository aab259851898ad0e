//! The code keeps the two tables drawn in `src/lib.rs`. To change the architecture, change a table first.
//!
//! 1. A module names only modules that its row in `floors` lists.
//! 2. Paths start at `crate::`, so that what a file uses can be seen: no `super::`, no grouped `crate::{…}`.
//! 3. An outside crate with owners is named by them alone.
//! 4. Every row has a module, every module a row, and every row names only rows above it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::support::{project, rust_files};

type Table = BTreeMap<String, BTreeSet<String>>;

#[test]
fn modules_use_only_what_the_tables_allow() {
    let src = project().join("src");
    let map = fs::read_to_string(src.join("lib.rs")).unwrap();
    let (floors, owners) = (table("floors", &map), table("owners", &map));
    let mut breaches = Vec::new();
    let mut seen = BTreeSet::new();
    for file in rust_files(&src) {
        let name = file.strip_prefix(&src).unwrap();
        let module =
            name.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs").to_owned();
        if module == "lib" || module == "main" {
            continue;
        }
        let Some(allowed) = floors.get(&module) else {
            breaches.push(format!("{module}: no row in the table of src/lib.rs"));
            continue;
        };
        let code = code_of(&file);
        for used in after("crate::", &code) {
            if used != module && !allowed.contains(&used) {
                breaches.push(format!("{}: may not name `crate::{used}`", name.display()));
            }
        }
        for used in after("super::", &code) {
            if used != "*" {
                breaches.push(format!("{}: write `crate::…` for `super::{used}`", name.display()));
            }
        }
        for (outside, modules) in &owners {
            let named =
                code.contains(&format!("{outside}::")) || code.contains(&format!("use {outside};"));
            if named && !modules.contains(&module) {
                breaches.push(format!("{}: does not own `{outside}`", name.display()));
            }
        }
        seen.insert(module);
    }
    breaches.extend(
        floors
            .keys()
            .filter(|it| !seen.contains(*it))
            .map(|it| format!("{it}: a row without a module")),
    );
    assert!(breaches.is_empty(), "\n{}", breaches.join("\n"));
}

#[test]
fn rows_name_only_rows_above_them() {
    let map = fs::read_to_string(project().join("src/lib.rs")).unwrap();
    let rows = rows("floors", &map);
    for (place, (module, allowed)) in rows.iter().enumerate() {
        for used in allowed {
            let above = rows.iter().take(place).any(|(name, _)| name == used);
            assert!(above, "{module} names {used}, which is not above it");
        }
    }
}

/// The code of a file without its comments, whose prose may name anything.
fn code_of(file: &Path) -> String {
    let text = fs::read_to_string(file).unwrap();
    let lines = text.lines().map(|line| line.split("//").next().unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}

fn table(title: &str, text: &str) -> Table {
    rows(title, text).into_iter().collect()
}

fn rows(title: &str, text: &str) -> Vec<(String, BTreeSet<String>)> {
    let (_, fenced) =
        text.split_once(&format!("```{title}\n")).unwrap_or_else(|| panic!("no table {title}"));
    let (fenced, _) = fenced.split_once("```").unwrap();
    let rows = fenced.lines().filter_map(|line| line.trim_start_matches("//!").split_once(':'));
    rows.map(|(name, words)| {
        (name.trim().to_owned(), words.split_whitespace().map(str::to_owned).collect())
    })
    .collect()
}

/// The first word of each path in `code` that starts with `prefix`.
fn after(prefix: &str, code: &str) -> BTreeSet<String> {
    let paths = code.split(prefix).skip(1);
    let word = |path: &str| {
        path.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '*' | '{')).collect()
    };
    paths.map(word).collect()
}
