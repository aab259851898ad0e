//! Chữ viết tắt: `HĐND` → Hội đồng nhân dân. The list is data kept by hand (`corpus/lists/viet-tat.toml`).

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::text::comparable;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Abbreviations {
    viet_tat: Vec<Abbreviation>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Abbreviation {
    gon: String,
    day_du: Vec<String>,
}

/// Comparable abbreviation → its full form; those with several readings, or too short to tell, are left out.
#[expect(clippy::expect_used, reason = "a file of the project itself, read by every test")]
static PLAIN: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let text = include_str!("../../corpus/lists/viet-tat.toml");
    let list = toml::from_str::<Abbreviations>(text).expect("corpus/lists/viet-tat.toml").viet_tat;
    let mut plain = HashMap::new();
    for Abbreviation { gon, day_du } in list {
        if let [full] = day_du.as_slice()
            && gon.chars().count() >= 3
        {
            plain.insert(comparable(&gon), full.clone());
        }
    }
    plain
});

/// The abbreviations with one reading: short, full, in the order of the short forms.
pub fn abbreviations() -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut all: Vec<_> =
        PLAIN.iter().map(|(short, full)| (short.as_str(), full.as_str())).collect();
    all.sort_unstable();
    all.into_iter()
}

/// The full form of an abbreviation, in any case (`hđnd`); none when it is unknown, shorter than three letters, or may
/// stand for several things.
pub fn spelt_out(word: &str) -> Option<&'static str> {
    PLAIN.get(&comparable(word)).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_with_one_reading_are_spelt_out() {
        assert_eq!(spelt_out("HĐND"), Some("Hội đồng nhân dân"));
        assert_eq!(spelt_out("hđnd"), Some("Hội đồng nhân dân"));
        assert_eq!(spelt_out("luật"), None);
        assert_eq!(spelt_out("TT"), None);
    }
}
