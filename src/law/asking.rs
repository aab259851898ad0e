//! Lời hỏi: how people ask, in words that laws seldom use (`corpus/lists/loi-hoi.toml`).

use std::sync::LazyLock;

use serde::Deserialize;

#[derive(Deserialize)]
struct Asking {
    cum: Vec<String>,
}

#[expect(clippy::expect_used, reason = "a file of the project itself, read by every test")]
static PHRASES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let text = include_str!("../../corpus/lists/loi-hoi.toml");
    toml::from_str::<Asking>(text).expect("corpus/lists/loi-hoi.toml").cum
});

/// The hand-kept phrases of questions, in lower case with their dấu.
pub fn asking_phrases() -> &'static [String] {
    &PHRASES
}
