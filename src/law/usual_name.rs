//! Tên thường gọi: `Luật Đất đai 2024`, `BLHS 2015` → the number (`corpus/lists/ten-thuong-goi.toml`).

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::text::slug;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Names {
    van_ban: Vec<Named>,
}

#[derive(Deserialize)]
struct Named {
    so: String,
    ten: Vec<String>,
}

/// Slug of a name → the numbers that bear it.
#[expect(clippy::expect_used, reason = "a file of the project itself, read by every test")]
static NAMES: LazyLock<HashMap<String, Vec<String>>> = LazyLock::new(|| {
    let text = include_str!("../../corpus/lists/ten-thuong-goi.toml");
    let list = toml::from_str::<Names>(text).expect("corpus/lists/ten-thuong-goi.toml").van_ban;
    let mut names: HashMap<String, Vec<String>> = HashMap::new();
    for Named { so, ten } in list {
        for name in ten {
            let numbers = names.entry(slug(&name)).or_default();
            if !numbers.contains(&so) {
                numbers.push(so.clone());
            }
        }
    }
    names
});

/// Slug of a number → the names without a year that people give it.
#[expect(clippy::expect_used, reason = "a file of the project itself, read by every test")]
static BY_NUMBER: LazyLock<HashMap<String, Vec<String>>> = LazyLock::new(|| {
    let text = include_str!("../../corpus/lists/ten-thuong-goi.toml");
    let list = toml::from_str::<Names>(text).expect("corpus/lists/ten-thuong-goi.toml").van_ban;
    let dated = |name: &String| name.ends_with(|c: char| c.is_ascii_digit());
    let names = list.into_iter().map(|Named { so, mut ten }| {
        ten.retain(|it| !dated(it));
        (slug(&so), ten)
    });
    names.collect()
});

/// What people call the document with this number, without a year.
pub fn names_of(number: &str) -> &'static [String] {
    BY_NUMBER.get(&slug(number)).map_or(&[], Vec::as_slice)
}

/// The numbers of the documents that people call `name`, with or without dấu, in any case; none when nobody does.
pub fn numbers_of(name: &str) -> &'static [String] {
    NAMES.get(&slug(name)).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_to_numbers() {
        assert_eq!(numbers_of("Hiến pháp năm 2013"), ["HP2013"]);
        assert_eq!(numbers_of("blhs 1999"), ["15/1999/QH10"]);
        assert_eq!(numbers_of("bo luat dan su"), ["91/2015/QH13"]);
        assert!(numbers_of("luật trên trời").is_empty());
    }
}
