//! Cơ quan ban hành, and the province or commune it belongs to.
//!
//! The list of authorities is data kept by hand (`corpus/lists/co-quan.toml`, `tinh.toml`). Ministries merge and
//! provinces are renamed: an authority is an entity with dates, not a string.

use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::law::DocumentNumber;
use crate::text::{comparable, slug};

/// Cơ quan ban hành.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Authority {
    /// Its key in the list of authorities; the slug of its name when it is not there.
    pub id: String,
    /// Its name: `Hội đồng nhân dân`, `Bộ Nội vụ`.
    pub name: String,
    /// Where, for local authorities.
    pub place: Option<Place>,
}

/// Địa phương: a province, or a unit inside one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// With its kind: `tỉnh Cà Mau`, `xã Minh Họa, tỉnh Minh Họa Một`.
    pub name: String,
}

/// Cấp của cơ quan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Level {
    /// Trung ương.
    Central,
    /// Cấp tỉnh.
    Province,
    /// Cấp huyện: abolished on 2025-07-01; its texts remain.
    District,
    /// Cấp xã.
    Commune,
}

impl Level {
    /// Every level, highest first.
    pub const ALL: [Self; 4] = [Self::Central, Self::Province, Self::District, Self::Commune];

    /// The level in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Central => "Trung ương",
            Self::Province => "Cấp tỉnh",
            Self::District => "Cấp huyện",
            Self::Commune => "Cấp xã",
        }
    }

    /// The level's word in addresses.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Central => "trung-uong",
            Self::Province => "cap-tinh",
            Self::District => "cap-huyen",
            Self::Commune => "cap-xa",
        }
    }

    /// The level of that word.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.slug() == slug)
    }
}

/// A row of `co-quan.toml`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct ListedAuthority {
    /// Key.
    #[serde(rename = "ma")]
    pub id: String,
    /// Canonical name.
    #[serde(rename = "ten")]
    pub name: String,
    /// Symbols in document numbers.
    #[serde(rename = "ky-hieu", default)]
    pub symbols: Vec<String>,
    /// Other names and spellings.
    #[serde(rename = "ten-khac", default)]
    pub aliases: Vec<String>,
    /// `trung-uong`, `dia-phuong`, `dang`, `doan-the`.
    #[serde(rename = "cap", default)]
    pub tier: String,
    /// Key of the body that took over its work.
    #[serde(rename = "ke-thua")]
    pub successor: Option<String>,
}

/// A row of `tinh.toml`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct ListedPlace {
    /// Name without its kind.
    #[serde(rename = "ten")]
    pub name: String,
    /// `tỉnh` or `thành phố`.
    #[serde(rename = "loai")]
    pub kind: String,
    /// What it belongs to today.
    #[serde(rename = "nay-la")]
    pub now: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Authorities {
    co_quan: Vec<ListedAuthority>,
}

#[derive(Deserialize)]
struct Places {
    tinh: Vec<ListedPlace>,
}

#[expect(clippy::expect_used, reason = "a file of the project itself, read by every test")]
static AUTHORITIES: LazyLock<Vec<ListedAuthority>> = LazyLock::new(|| {
    let text = include_str!("../../corpus/lists/co-quan.toml");
    toml::from_str::<Authorities>(text).expect("corpus/lists/co-quan.toml").co_quan
});

#[expect(clippy::expect_used, reason = "a file of the project itself, read by every test")]
static PLACES: LazyLock<Vec<ListedPlace>> = LazyLock::new(|| {
    let text = include_str!("../../corpus/lists/tinh.toml");
    toml::from_str::<Places>(text).expect("corpus/lists/tinh.toml").tinh
});

/// Comparable name of a province, with and without its kind → its full name.
static PLACES_BY_NAME: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for listed in PLACES.iter() {
        let bare = comparable(&listed.name);
        let city = (listed.kind == "thành phố").then(|| format!("tp {bare}"));
        let full = format!("{} {}", listed.kind, listed.name);
        for name in [comparable(&full), bare].into_iter().chain(city) {
            names.entry(name).or_insert_with(|| full.clone());
        }
    }
    names
});

/// Comparable name or alias → index in the list.
static BY_NAME: LazyLock<HashMap<String, usize>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for (index, listed) in AUTHORITIES.iter().enumerate() {
        for name in std::iter::once(&listed.name).chain(&listed.aliases) {
            names.entry(comparable(name)).or_insert(index);
        }
    }
    names
});

/// The hand-kept list of authorities.
pub fn authorities() -> &'static [ListedAuthority] {
    &AUTHORITIES
}

/// The hand-kept list of provinces, of today and before.
pub fn places() -> &'static [ListedPlace] {
    &PLACES
}

impl Authority {
    /// Reads an issuer as title blocks and metadata name it: `ỦY BAN THƯỜNG VỤ QUỐC HỘI`, `Bộ Nội vụ`,
    /// `Hội đồng nhân dân tỉnh Cà Mau`. A name that is not in the list is kept with its slug as key.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let name = comparable(&text);
        if name.is_empty() {
            return None;
        }
        if let Some(listed) = BY_NAME.get(&name).and_then(|&index| AUTHORITIES.get(index)) {
            return Some(Self { id: listed.id.clone(), name: listed.name.clone(), place: None });
        }
        for body in [
            "Hội đồng nhân dân",
            "Ủy ban nhân dân",
            "Chủ tịch Ủy ban nhân dân",
            "Thường trực Hội đồng nhân dân",
        ] {
            if let Some(rest) = name.strip_prefix(&comparable(body)) {
                let rest = rest.trim_start_matches([' ', ',', '-']);
                let length = rest.chars().count();
                let written: String = text.chars().skip(text.chars().count() - length).collect();
                let place = (!rest.is_empty()).then(|| Place::read(&written));
                return Some(Self { id: slug(body), name: body.to_owned(), place });
            }
        }
        Some(Self { id: slug(&text), name: title_case_if_shouted(&text), place: None })
    }

    /// Whether the list of authorities knows it.
    pub fn is_listed(&self) -> bool {
        AUTHORITIES.iter().any(|listed| listed.id == self.id)
    }

    /// The authorities that a number's symbol names, in its order: `NQLT-UBTVQH14-CP` → UBTVQH, Chính phủ.
    pub fn from_number(number: &DocumentNumber) -> Vec<Self> {
        let named = |symbol: &str| {
            let listed =
                AUTHORITIES.iter().find(|listed| listed.symbols.iter().any(|it| it == symbol))?;
            Some(Self { id: listed.id.clone(), name: listed.name.clone(), place: None })
        };
        number.symbol_parts().filter_map(named).collect()
    }

    /// Cấp: central unless it has a place.
    pub fn level(&self) -> Level {
        match &self.place {
            None => Level::Central,
            Some(place) => place.level(),
        }
    }

    /// The word that tells it from others: its place, else its key.
    pub fn qualifier(&self) -> String {
        self.place.as_ref().map_or_else(|| self.id.clone(), |place| slug(&place.name))
    }
}

impl fmt::Display for Authority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        match &self.place {
            Some(place) => write!(f, " {}", place.name),
            None => Ok(()),
        }
    }
}

impl Place {
    /// A place as written, shouted or not: `TỈNH CÀ MAU` → `tỉnh Cà Mau`. A bare province name gets its kind.
    pub fn read(text: &str) -> Self {
        if let Some(name) = PLACES_BY_NAME.get(&comparable(text.trim())) {
            return Self { name: name.clone() };
        }
        let name = title_case_if_shouted(text.trim());
        let mut words = name.split(' ');
        let first = words.next().unwrap_or_default().to_lowercase();
        let known = ["tỉnh", "thành", "huyện", "quận", "thị", "xã", "phường", "đặc"]
            .contains(&first.as_str());
        let name = if known { lower_first_words(&name) } else { name };
        Self { name }
    }

    /// Cấp, from the kind of place that the name starts with.
    pub fn level(&self) -> Level {
        let name = comparable(&self.name);
        let is = |kinds: &[&str]| kinds.iter().any(|kind| name.starts_with(kind));
        let inside = name.contains(',');
        if is(&["xã ", "phường ", "thị trấn ", "đặc khu "]) {
            Level::Commune
        } else if is(&["huyện ", "quận ", "thị xã "]) || inside {
            Level::District
        } else {
            Level::Province
        }
    }
}

/// `TỈNH CÀ MAU` → `Tỉnh Cà Mau`; text with lower-case letters is left alone.
fn title_case_if_shouted(text: &str) -> String {
    if text.chars().any(char::is_lowercase) {
        return text.to_owned();
    }
    let title = |word: &str| {
        let mut letters = word.chars();
        let first: String = letters.next().into_iter().collect();
        first + &letters.as_str().to_lowercase()
    };
    text.split(' ').map(title).collect::<Vec<_>>().join(" ")
}

/// `Tỉnh Cà Mau` → `tỉnh Cà Mau`, `Thành Phố Huế` → `thành phố Huế`.
fn lower_first_words(name: &str) -> String {
    for kind in [
        "thành phố ",
        "thị xã ",
        "thị trấn ",
        "đặc khu ",
        "tỉnh ",
        "huyện ",
        "quận ",
        "xã ",
        "phường ",
    ] {
        let length = kind.chars().count();
        let head: String = name.chars().take(length).collect();
        if head.to_lowercase() == kind {
            return kind.to_owned() + &name.chars().skip(length).collect::<String>();
        }
    }
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn issuers_are_read_as_title_blocks_write_them() {
        let read = |text| Authority::read(text).unwrap();
        assert_eq!(read("ỦY BAN THƯỜNG VỤ QUỐC HỘI").id, "uy-ban-thuong-vu-quoc-hoi");
        assert_eq!(read("Uỷ ban thường vụ Quốc hội").id, "uy-ban-thuong-vu-quoc-hoi");
        let council = read("HỘI ĐỒNG NHÂN DÂN TỈNH CÀ MAU");
        assert_eq!(
            (council.id.as_str(), council.to_string().as_str()),
            ("hoi-dong-nhan-dan", "Hội đồng nhân dân tỉnh Cà Mau")
        );
        assert_eq!(council.qualifier(), "tinh-ca-mau");
        assert_eq!(read("Hội đồng nhân dân xã Minh Họa").level(), Level::Commune);
        assert!(!read("Cơ quan không ai biết").is_listed());
    }

    #[test]
    fn numbers_name_their_issuers() {
        let ids = |text: &str| -> Vec<String> {
            Authority::from_number(&text.parse().unwrap()).into_iter().map(|it| it.id).collect()
        };
        assert_eq!(ids("629/2019/UBTVQH14"), ["uy-ban-thuong-vu-quoc-hoi"]);
        assert_eq!(ids("30/2020/NĐ-CP"), ["chinh-phu"]);
    }
}
