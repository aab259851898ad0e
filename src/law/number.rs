//! Số, ký hiệu văn bản: `77/2015/QH13`, `522b/NQ-UBTVQH13`, `19-KL/TW`, `Số:      /QĐ-HĐND`.
//!
//! A number is no key: more than 3,300 commune councils number from 01 each year, and before 2016 laws and resolutions
//! of the National Assembly were numbered apart, so `93/2015/QH13` names two texts. See [`crate::law::Identity`].

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};

use crate::text::{canonical, slug};

/// Số, ký hiệu: the number of a document as its issuer writes it.
///
/// Compares by [`DocumentNumber::slug`]: letter case, `đ`/`d` and the separators do not make another number.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DocumentNumber {
    written: String,
    serial: Option<Serial>,
    year: Option<u16>,
    symbol: String,
}

/// Số thứ tự: `522b` is 522 with the suffix `b`.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Serial {
    number: u32,
    suffix: String,
}

/// Why a text is no document number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” không phải số, ký hiệu văn bản; ví dụ đúng: 77/2015/QH13, 81/KH-UBTVQH15, 19-KL/TW")]
pub struct NumberError(pub String);

/// Stands for the symbol of a constitution.
const CONSTITUTION: &str = "HP";

/// One shape for all: serial, optional year, symbol of letters with joined parts. Spaces around the joints are tolerated
/// (`Thông tư số 17 /2018/TT-BTNMT`), and older numbers may use a space or hyphen after the serial (`60 TC/TCT`, `18-LCT/HĐNN8`).
static SHAPE: LazyLock<Regex> = LazyLock::new(|| {
    let shape = r"(?xi) ^
        (?: (?P<serial> [0-9]{1,6} ) (?P<suffix> [a-zđ]{0,2} [0-9]? ) )?
        (?: \s* / \s* (?P<year> (?:19|20)[0-9]{2} | [0-9]{2} ) )?
        \s* (?P<joint> [/\-\ ] ) \s*
        (?P<symbol> \p{L} [\p{L}\p{M}0-9]* (?: \s* [/\-&.] \s* [\p{L}0-9][\p{L}\p{M}0-9]* )* )
        $";
    #[expect(clippy::unwrap_used, reason = "a constant pattern, compiled by every test")]
    Regex::new(shape).unwrap()
});

impl DocumentNumber {
    /// Số thứ tự in digits, without its letter; none in a draft.
    pub fn serial(&self) -> Option<u32> {
        self.serial.as_ref().map(|serial| serial.number)
    }

    /// Năm ban hành, when the number carries it in full.
    pub fn year(&self) -> Option<u16> {
        self.year
    }

    /// Ký hiệu: what follows serial and year, `NQ-HĐND`, `QH13`, `KH-UBTVQH15`.
    pub fn symbol(&self) -> &str {
        &self.symbol
    }

    /// Whether the serial is still blank: `Số:      /QĐ-HĐND`.
    pub fn is_draft(&self) -> bool {
        self.serial.is_none() && self.symbol != CONSTITUTION
    }

    /// The number as part of an address: `77-2015-qh13`.
    pub fn slug(&self) -> String {
        slug(&self.written)
    }

    /// The letters of the symbol, split where joined and without the term of office: `NQLT-UBTVQH14-CP` → NQLT, UBTVQH, CP.
    pub fn symbol_parts(&self) -> impl Iterator<Item = &str> {
        let parts = self.symbol.split(['-', '/', '.', '&', ' ']);
        parts
            .map(|part| part.trim_end_matches(|c: char| c.is_ascii_digit()))
            .filter(|part| !part.is_empty())
    }
}

impl FromStr for DocumentNumber {
    type Err = NumberError;

    fn from_str(text: &str) -> Result<Self, NumberError> {
        let error = || NumberError(text.trim().to_owned());
        let text = canonical(text.trim());
        // As sources quote it: “'56/2020/TT-BCT”, “04/TT-BCA(X13)”.
        let text = text.split('(').next().unwrap_or_default();
        let text = text.trim_matches(['.', ',', ';', ':', '"', '\'', '“', '”', ' ']);
        if let Some(constitution) = constitution(text) {
            return Ok(constitution);
        }
        let found = SHAPE.captures(text).ok_or_else(error)?;
        let part = |name| found.name(name).map(|it| it.as_str());
        let serial = match part("serial") {
            Some(digits) => Some(Serial {
                number: digits.parse().map_err(|_| error())?,
                suffix: part("suffix").unwrap_or_default().to_owned(),
            }),
            None => None,
        };
        let symbol: String =
            part("symbol").ok_or_else(error)?.chars().filter(|c| !c.is_whitespace()).collect();
        let year: Option<u16> = part("year").and_then(|year| year.parse().ok());
        // "60 TC/TCT": with a space as joint, a slash must follow, or any "5 ngày" would be a number.
        if part("joint") == Some(" ") && !symbol.contains('/')
            || serial.is_none() && part("joint") != Some("/")
        {
            return Err(error());
        }
        // "tt-bkhđt" is a symbol typed in small letters; "nghiên cứu" after a year is none.
        if !symbol.contains(['-', '/']) && symbol.chars().filter(|c| c.is_lowercase()).count() > 6 {
            return Err(error());
        }
        let written = text.split('/').map(str::trim).collect::<Vec<_>>().join("/");
        let written = written.split('-').map(str::trim).collect::<Vec<_>>().join("-");
        let year =
            year.map(|it| if it < 100 { it + if it < 45 { 2000 } else { 1900 } } else { it });
        Ok(Self { written, serial, year, symbol })
    }
}

/// `HP2013`: constitutions have no number of their own.
fn constitution(text: &str) -> Option<DocumentNumber> {
    let year = text.strip_prefix("HP").or_else(|| text.strip_prefix("hp"))?;
    let known = ["1946", "1959", "1980", "1992", "2013"].contains(&year);
    let year = year.parse().ok().filter(|_| known)?;
    let written = format!("HP{year}");
    Some(DocumentNumber {
        written,
        serial: None,
        year: Some(year),
        symbol: CONSTITUTION.to_owned(),
    })
}

impl fmt::Display for DocumentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

impl PartialEq for DocumentNumber {
    fn eq(&self, other: &Self) -> bool {
        self.written == other.written || self.slug() == other.slug()
    }
}

impl Eq for DocumentNumber {}

impl TryFrom<String> for DocumentNumber {
    type Error = NumberError;

    fn try_from(text: String) -> Result<Self, NumberError> {
        text.parse()
    }
}

impl From<DocumentNumber> for String {
    fn from(number: DocumentNumber) -> Self {
        number.written
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_every_shape_in_use() {
        for (text, serial, year, symbol) in [
            ("77/2015/QH13", Some(77), Some(2015), "QH13"),
            ("629/2019/UBTVQH14", Some(629), Some(2019), "UBTVQH14"),
            ("27/2005/PL-UBTVQH11", Some(27), Some(2005), "PL-UBTVQH11"),
            (
                "403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN",
                Some(403),
                Some(2017),
                "NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN",
            ),
            (
                "525/2012/NQLT/UBTVQH13-ĐCTUBTWMTTQVN",
                Some(525),
                Some(2012),
                "NQLT/UBTVQH13-ĐCTUBTWMTTQVN",
            ),
            ("522b/NQ-UBTVQH13", Some(522), None, "NQ-UBTVQH13"),
            ("81/KH-UBTVQH15", Some(81), None, "KH-UBTVQH15"),
            ("01/VBHN-VPQH", Some(1), None, "VBHN-VPQH"),
            ("19-KL/TW", Some(19), None, "KL/TW"),
            ("     /QĐ-HĐND", None, None, "QĐ-HĐND"),
            ("619/TTg", Some(619), None, "TTg"),
            ("102-SL/L-004", Some(102), None, "SL/L-004"),
            ("60 TC/TCT", Some(60), None, "TC/TCT"),
            ("17 /2018/TT-BTNMT", Some(17), Some(2018), "TT-BTNMT"),
            ("155/2020/nđ-cp", Some(155), Some(2020), "nđ-cp"),
            ("21-LCT/HĐNN8", Some(21), None, "LCT/HĐNN8"),
            ("03/2019/tt-bkhđt", Some(3), Some(2019), "tt-bkhđt"),
            ("'56/2020/TT-BCT", Some(56), Some(2020), "TT-BCT"),
            ("04/TT-BCA(X13)", Some(4), None, "TT-BCA"),
            ("HP2013", None, Some(2013), "HP"),
        ] {
            let number: DocumentNumber = text.parse().unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(
                (number.serial(), number.year(), number.symbol()),
                (serial, year, symbol),
                "{text}"
            );
            assert_eq!(number.to_string().parse::<DocumentNumber>().as_ref(), Ok(&number));
            assert_eq!(number.is_draft(), text.starts_with(' '), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_number() {
        for text in
            ["", "77", "77/2015", "5 ngày", "Điều 5", "khoản 2", "01/7/2016", "1/3", "và/hoặc"]
        {
            assert!(text.parse::<DocumentNumber>().is_err(), "{text}");
        }
    }

    #[test]
    fn case_and_marks_do_not_make_another_number() {
        let number = |text: &str| text.parse::<DocumentNumber>().unwrap();
        assert_eq!(number("155/2020/NĐ-CP"), number("155/2020/nd-cp"));
        assert_ne!(number("05/2025/NQ-HĐND"), number("05/2025/QĐ-HĐND"));
        let parts: Vec<_> =
            number("403/2017/NQLT-UBTVQH14-CP").symbol_parts().map(str::to_owned).collect();
        assert_eq!(parts, ["NQLT", "UBTVQH", "CP"]);
    }
}
