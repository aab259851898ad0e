//! Địa chỉ viện dẫn: one way to name a provision, on paper, in a URL and in a data file.
//!
//! `77/2015/QH13#dieu-5/khoan-2/diem-dd` on the command line is `/vb/77-2015-qh13/dieu-5/khoan-2/diem-dd` on the web.
//! One [`Display`](fmt::Display) makes them, so that URL, anchor, citation target and printed form cannot part.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::law::{Label, Unit};
use crate::text::slug;

/// Văn bản được nói tới: a document as people name it, with what tells apart the texts that share its number.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DocumentRef {
    /// Its number as written, or its slug: `05/2025/NQ-HĐND`.
    pub number: String,
    /// What tells it from others with that number: `tinh-ca-mau`, `luat`.
    pub qualifier: Option<String>,
}

/// Phần của văn bản: the component and the way down to a unit. Empty steps mean the whole component.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Portion {
    /// Which numbered text of the document.
    pub component: Component,
    /// From large to small.
    pub steps: Vec<Step>,
}

/// Phần thân, văn bản kèm theo hoặc phụ lục: numbering restarts in each.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub enum Component {
    /// Phần thân của văn bản.
    #[default]
    Main,
    /// Quy chế, quy định ban hành kèm theo, counted from 1.
    Attachment(u16),
    /// Phụ lục, counted from 1 in the order of the text.
    Annex(u16),
}

/// Một bước xuống: `dieu-5`; `khoan-2~2` is the second unit that the text itself numbers khoản 2.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Step {
    /// The unit.
    pub unit: Unit,
    /// Its number.
    pub label: Label,
    /// 1, or more when the source repeats a number in the same place.
    pub occurrence: u16,
}

/// Địa chỉ đầy đủ: a portion of a document.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Address {
    /// The document.
    pub document: DocumentRef,
    /// The portion.
    pub portion: Portion,
}

/// Why a text is no address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "không hiểu “{part}” trong địa chỉ “{address}”; dạng đúng: 77/2015/QH13#dieu-5/khoan-2/diem-a"
)]
pub struct AddressError {
    /// The whole address as given.
    pub address: String,
    /// The part that was not understood.
    pub part: String,
}

impl DocumentRef {
    /// A document named by its number alone.
    pub fn new(number: impl Into<String>) -> Self {
        Self { number: number.into(), qualifier: None }
    }

    /// The document's piece of a URL: `05-2025-nq-hdnd.tinh-ca-mau`.
    pub fn slug(&self) -> String {
        match &self.qualifier {
            Some(qualifier) => format!("{}.{qualifier}", slug(&self.number)),
            None => slug(&self.number),
        }
    }
}

impl fmt::Display for DocumentRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.number)?;
        match &self.qualifier {
            Some(qualifier) => write!(f, ".{qualifier}"),
            None => Ok(()),
        }
    }
}

impl Step {
    /// The first unit of this kind and number.
    pub fn new(unit: Unit, label: Label) -> Self {
        Self { unit, label, occurrence: 1 }
    }

    /// The step as official citations write it: `Điều 5`, `điểm đ`.
    pub fn name(&self) -> String {
        format!("{} {}", self.unit.name(), self.label)
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.unit.slug(), self.label.slug())?;
        if self.occurrence > 1 {
            write!(f, "~{}", self.occurrence)?;
        }
        Ok(())
    }
}

impl fmt::Display for Portion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::with_capacity(self.steps.len() + 1);
        match self.component {
            Component::Main => {}
            Component::Attachment(number) => parts.push(format!("kem-theo-{number}")),
            Component::Annex(number) => parts.push(format!("phu-luc-{number}")),
        }
        parts.extend(self.steps.iter().map(ToString::to_string));
        f.write_str(&parts.join("/"))
    }
}

impl Portion {
    /// The portion as official citations write it, small to large: `điểm a khoản 2 Điều 5`.
    ///
    /// Chapters are not named when an article is (Nghị quyết 351/2017/UBTVQH14, Điều 24).
    pub fn name(&self) -> String {
        let has_article = self.steps.iter().any(|step| step.unit == Unit::Article);
        let named = self.steps.iter().filter(|step| !has_article || step.unit >= Unit::Article);
        let mut names: Vec<String> = named.map(Step::name).collect();
        names.reverse();
        match self.component {
            Component::Main => {}
            Component::Attachment(_) => names.push("văn bản kèm theo".to_owned()),
            Component::Annex(number) => names.push(format!("Phụ lục thứ {number}")),
        }
        names.join(" ")
    }

    /// Whether `other` is this portion or stands in it.
    pub fn holds(&self, other: &Self) -> bool {
        self.component == other.component && other.steps.starts_with(&self.steps)
    }

    /// Whether the whole main text is meant.
    pub fn is_whole(&self) -> bool {
        self.component == Component::Main && self.steps.is_empty()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.document)?;
        if !self.portion.is_whole() {
            write!(f, "#{}", self.portion)?;
        }
        Ok(())
    }
}

impl Address {
    /// Where the web shows it: `/vb/77-2015-qh13/dieu-5`.
    pub fn url(&self) -> String {
        if self.portion.is_whole() {
            return format!("/vb/{}", self.document.slug());
        }
        format!("/vb/{}/{}", self.document.slug(), self.portion)
    }
}

impl FromStr for Step {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let error = || AddressError { address: text.to_owned(), part: text.to_owned() };
        let (step, occurrence) = match text.split_once('~') {
            Some((step, count)) => {
                (step, count.parse().ok().filter(|&count| count > 1).ok_or_else(error)?)
            }
            None => (text, 1),
        };
        let (unit, label) = step.rsplit_once('-').ok_or_else(error)?;
        let unit = Unit::ALL.into_iter().find(|it| it.slug() == unit).ok_or_else(error)?;
        let label = Label::from_slug(label).ok_or_else(error)?;
        Ok(Self { unit, label, occurrence })
    }
}

impl FromStr for Portion {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let mut portion = Self::default();
        let text = text.trim_matches('/');
        for (place, part) in text.split('/').filter(|part| !part.is_empty()).enumerate() {
            let error = || AddressError { address: text.to_owned(), part: part.to_owned() };
            let count =
                |digits: &str| digits.parse().ok().filter(|&count| count > 0).ok_or_else(error);
            match (place, part.strip_prefix("kem-theo-"), part.strip_prefix("phu-luc-")) {
                (0, Some(number), _) => portion.component = Component::Attachment(count(number)?),
                (0, _, Some(number)) => portion.component = Component::Annex(count(number)?),
                _ => portion.steps.push(part.parse().map_err(|_| error())?),
            }
        }
        Ok(portion)
    }
}

impl FromStr for DocumentRef {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(AddressError { address: text.to_owned(), part: text.to_owned() });
        }
        Ok(match text.split_once('.') {
            Some((number, qualifier)) => Self {
                number: number.to_owned(),
                qualifier: Some(slug(qualifier)).filter(|it| !it.is_empty()),
            },
            None => Self::new(text),
        })
    }
}

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        // What the browser shows, pasted: "/vb/77-2015-qh13/dieu-5", with or without the host.
        let pasted =
            text.split_once("/vb/").map(|(_, path)| path.split(['?', '#']).next().unwrap_or(path));
        let (document, portion) = match pasted {
            Some(path) => path.split_once('/').unwrap_or((path, "")),
            None => text.split_once('#').unwrap_or((text, "")),
        };
        let whole =
            |error: AddressError| AddressError { address: text.to_owned(), part: error.part };
        Ok(Self {
            document: document.parse().map_err(whole)?,
            portion: portion.parse().map_err(whole)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_print_and_parse() {
        for text in [
            "77/2015/QH13",
            "77/2015/QH13#dieu-5/khoan-2/diem-dd",
            "77/2015/QH13#chuong-1/muc-2",
            "05/2025/NQ-HĐND.tinh-ca-mau#kem-theo-1/dieu-3",
            "81/KH-UBTVQH15#muc-2/khoan-3/diem-a",
            "30/2020/NĐ-CP#phu-luc-2",
            "01/2026/TT-BNV#dieu-7a/khoan-2~2",
            "HP2013#dieu-4",
        ] {
            let address: Address = text.parse().unwrap();
            assert_eq!(address.to_string(), text);
        }
        let address: Address = "77/2015/QH13#dieu-5/khoan-2/diem-dd".parse().unwrap();
        assert_eq!(address.url(), "/vb/77-2015-qh13/dieu-5/khoan-2/diem-dd");
        assert_eq!(address.portion.name(), "điểm đ khoản 2 Điều 5");
    }

    #[test]
    fn pasted_pages_are_addresses() {
        for page in [
            "/vb/77-2015-qh13/dieu-5/khoan-2",
            "http://127.0.0.1:8080/vb/77-2015-qh13/dieu-5/khoan-2?ngay=2020-01-01",
        ] {
            let address: Address = page.parse().unwrap();
            assert_eq!(address.url(), "/vb/77-2015-qh13/dieu-5/khoan-2");
        }
        let whole: Address = "/vb/09-2026-nq-hdnd.tinh-ca-mau".parse().unwrap();
        assert_eq!(whole.document.qualifier.as_deref(), Some("tinh-ca-mau"));
    }

    #[test]
    fn says_which_part_is_wrong() {
        let error = "77/2015/QH13#dieu-5/khoản".parse::<Address>().unwrap_err();
        assert_eq!(error.part, "khoản");
    }
}
