//! Đơn vị của văn bản và số của nó: phần, chương, mục, tiểu mục, điều, khoản, điểm, tiết; `7a`, `đ1`, `1.2`.

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Serialize};

/// The order of the letters of điểm: no f, j, w, z; đ after d.
const LETTERS: &str = "abcdđeghiklmnopqrstuvxy";

/// Đơn vị bố cục: the kinds of unit a text is divided into, largest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Unit {
    /// Phần.
    Part,
    /// Chương.
    Chapter,
    /// Mục; also the Roman-numbered headings of plans and official letters (`II.`).
    Section,
    /// Tiểu mục.
    Subsection,
    /// Điều.
    Article,
    /// Khoản; also `1.` in texts without điều.
    Clause,
    /// Điểm; also decimals (`1.1.`).
    Point,
    /// Tiết: a dash or plus item, numbered by its place.
    Dash,
}

impl Unit {
    /// Every unit, largest first.
    pub const ALL: [Self; 8] = [
        Self::Part,
        Self::Chapter,
        Self::Section,
        Self::Subsection,
        Self::Article,
        Self::Clause,
        Self::Point,
        Self::Dash,
    ];

    /// The unit's word in addresses: `dieu`.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Part => "phan",
            Self::Chapter => "chuong",
            Self::Section => "muc",
            Self::Subsection => "tieu-muc",
            Self::Article => "dieu",
            Self::Clause => "khoan",
            Self::Point => "diem",
            Self::Dash => "tiet",
        }
    }

    /// The unit's name as official citations write it: capital from phần to điều, lower case below.
    pub fn name(self) -> &'static str {
        match self {
            Self::Part => "Phần",
            Self::Chapter => "Chương",
            Self::Section => "Mục",
            Self::Subsection => "Tiểu mục",
            Self::Article => "Điều",
            Self::Clause => "khoản",
            Self::Point => "điểm",
            Self::Dash => "gạch đầu dòng thứ",
        }
    }
}

/// Số của đơn vị: `5`, `7a`, `đ`, `đ1`, `1.2`. Kept in lower case; a Roman number is kept as its value.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Label(String);

impl Label {
    /// A label from its letters and digits; none when anything else stands in it or it is longer than 12 characters.
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        let known = |c: char| c.is_ascii_digit() || c == '.' || c.is_ascii_lowercase() || c == 'đ';
        let fits = !text.is_empty() && text.chars().count() <= 12 && text.chars().all(known);
        let inside = !text.starts_with('.') && !text.ends_with('.') && !text.contains("..");
        (fits && inside).then_some(Self(text))
    }

    /// The label of a counted unit.
    pub fn count(number: u32) -> Self {
        Self(number.to_string())
    }

    /// The letter of a counted điểm, from 1: a, b, c, d, đ …; after y come a1, b1 ….
    pub fn lettered(number: u32) -> Self {
        let place = number.saturating_sub(1) as usize;
        let letters = LETTERS.chars().count();
        let letter = LETTERS.chars().nth(place % letters).unwrap_or('a');
        match place / letters {
            0 => Self(letter.to_string()),
            round => Self(format!("{letter}{round}")),
        }
    }

    /// The label as people write it: `đ1`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The label in addresses, where đ is `dd`, so that điểm d and điểm đ never meet.
    pub fn slug(&self) -> String {
        self.0.replace('đ', "dd")
    }

    /// Reads what [`Label::slug`] writes.
    pub fn from_slug(text: &str) -> Option<Self> {
        if text.chars().any(|c| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '.')) {
            return None;
        }
        Self::new(&text.replace("dd", "đ"))
    }

    /// The leading number: 7 of `7a`; none for a letter.
    pub fn number(&self) -> Option<u32> {
        let end = self.0.find(|c: char| !c.is_ascii_digit()).unwrap_or(self.0.len());
        self.0.get(..end)?.parse().ok()
    }

    /// The place of a single letter among the letters of điểm, from 1.
    pub fn letter(&self) -> Option<u32> {
        let first = self.0.chars().next()?;
        let place = LETTERS.chars().position(|it| it == first)?;
        u32::try_from(place + 1).ok()
    }

    /// Whether `self` may come right after `before` in a list: 2 after 1, đ after d, 7a after 7, 8 after 7a, b after a1.
    pub fn follows(&self, before: &Self) -> bool {
        match (self.number(), before.number()) {
            (Some(this), Some(that)) => this == that + 1 || this == that && self > before,
            (None, None) => match (self.letter(), before.letter()) {
                (Some(this), Some(that)) => this == that + 1 || this == that && self > before,
                // "e), f), g)" (Thông tư 06/2013/TT-NHNN): letters that Vietnamese does not have.
                _ => match (self.0.as_bytes(), before.0.as_bytes()) {
                    ([this], [that]) => *this == that.saturating_add(1),
                    _ => false,
                },
            },
            _ => false,
        }
    }

    /// Whether a list may start with it.
    pub fn is_first(&self) -> bool {
        matches!(self.0.as_str(), "1" | "a" | "01")
    }

    fn pieces(&self) -> impl Iterator<Item = (u32, u32)> {
        let mut rest = self.0.as_str();
        std::iter::from_fn(move || {
            rest = rest.trim_start_matches('.');
            let first = rest.chars().next()?;
            if first.is_ascii_digit() {
                let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
                let value = rest.get(..end)?.parse().unwrap_or(u32::MAX);
                rest = rest.get(end..)?;
                return Some((1, value));
            }
            rest = rest.get(first.len_utf8()..)?;
            let place = LETTERS.chars().position(|it| it == first).unwrap_or(LETTERS.len());
            Some((2, u32::try_from(place).unwrap_or(u32::MAX)))
        })
    }
}

impl PartialOrd for Label {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Label {
    fn cmp(&self, other: &Self) -> Ordering {
        self.pieces().cmp(other.pieces()).then_with(|| self.0.cmp(&other.0))
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_sort_as_law_orders_them() {
        let labels =
            ["a", "a1", "b", "d", "đ", "đ1", "e", "g", "y"].map(|text| Label::new(text).unwrap());
        assert!(labels.is_sorted());
        let labels =
            ["1", "1a", "1b", "2", "10", "32đ", "32e"].map(|text| Label::new(text).unwrap());
        assert!(labels.is_sorted());
    }

    #[test]
    fn points_are_lettered_without_f_j_w_z() {
        let told: String = (1..=23).map(|it| Label::lettered(it).to_string()).collect();
        assert_eq!(told, LETTERS);
        assert_eq!(Label::lettered(24).as_str(), "a1");
    }

    #[test]
    fn what_follows_what() {
        let follows =
            |this: &str, that: &str| Label::new(this).unwrap().follows(&Label::new(that).unwrap());
        for (this, that) in [
            ("2", "1"),
            ("đ", "d"),
            ("e", "đ"),
            ("g", "e"),
            ("7a", "7"),
            ("8", "7a"),
            ("b", "a1"),
            ("a1", "a"),
        ] {
            assert!(follows(this, that), "{this} after {that}");
        }
        for (this, that) in [("3", "1"), ("1", "1"), ("e", "d"), ("a", "1"), ("7", "7a")] {
            assert!(!follows(this, that), "{this} after {that}");
        }
    }

    #[test]
    fn slugs_round_trip() {
        for text in ["5", "7a", "d", "đ", "đ1", "32đ", "1.2"] {
            let label = Label::new(text).unwrap();
            assert_eq!(Label::from_slug(&label.slug()), Some(label));
        }
        assert_eq!(Label::new("a b"), None);
        assert_eq!(Label::from_slug("đ"), None);
    }
}
