//! Chủ thể: those whom provisions charge with something, as sentences name them.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::law::authorities;
use crate::text::comparable;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Actors {
    chu_the: Vec<Family>,
}

#[derive(Deserialize)]
struct Family {
    ten: Vec<String>,
}

#[expect(clippy::expect_used, reason = "a file of the project itself, read by every test")]
static ACTORS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let text = include_str!("../../corpus/lists/chu-the.toml");
    let listed = toml::from_str::<Actors>(text).expect("corpus/lists/chu-the.toml").chu_the;
    let listed = listed.into_iter().flat_map(|family| family.ten);
    let bodies = authorities().iter().map(|it| it.name.clone());
    let mut names: Vec<String> = listed.chain(bodies).map(|name| comparable(&name)).collect();
    names.sort();
    names.dedup();
    names
});

/// Names of actors in comparable letters, sorted: the hand-kept list (`corpus/lists/chu-the.toml`) and all authorities.
pub fn actors() -> &'static [String] {
    &ACTORS
}
