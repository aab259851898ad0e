//! Từ tương đương: words that people and laws use for one thing (`corpus/lists/dong-nghia.toml`), and the other names of
//! authorities and provinces (`co-quan.toml`, `tinh.toml`).

use std::sync::LazyLock;

use serde::Deserialize;

#[derive(Deserialize)]
struct Groups {
    nhom: Vec<Group>,
}

#[derive(Deserialize)]
struct Group {
    tu: Vec<String>,
}

#[expect(clippy::expect_used, reason = "a file of the project itself, read by every test")]
static GROUPS: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    let text = include_str!("../../corpus/lists/dong-nghia.toml");
    let groups = toml::from_str::<Groups>(text).expect("corpus/lists/dong-nghia.toml").nhom;
    groups.into_iter().map(|group| group.tu).collect()
});

/// The hand-kept groups of words that stand for one thing.
pub fn synonyms() -> &'static [Vec<String>] {
    &GROUPS
}
