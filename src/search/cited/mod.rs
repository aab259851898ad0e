//! A citation as people type it: `k2 đ5 nq 629`, `điểm đ khoản 3 điều 7a luật 77`, `629/2019/ubtvqh14 d2`,
//! `đ.5(2)(a) blds 2015`.
//!
//! ```text
//! question ─units→ steps, and the words that are no units ─document→ number or name
//! ```
//!
//! Units may stand before or after the document, in any order, with or without dấu, in full or by first letter. Nothing is
//! looked up here: a name is any words that may be one, and whether a document bears it the corpus must tell.

mod document;
mod units;

use crate::law::{Kind, Portion};
use crate::text::canonical;

/// Longer questions are no citations.
const WORDS: usize = 40;

/// What a question names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// The document.
    pub document: Named,
    /// The kind, when named: `nq` → Nghị quyết.
    pub kind: Option<Kind>,
    /// The provision, when named.
    pub portion: Portion,
}

/// How a document is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// By its number, as far as typed.
    Number(Numbered),
    /// By its name, as typed: `luật đất đai 2024`, `blds`.
    Name {
        /// The name, without the year.
        name: String,
        /// The year, when one was named.
        year: Option<u16>,
    },
}

/// Số, ký hiệu, as far as typed: `nq 629`, `629/2019`, `629/2019/ubtvqh14`, `tt 01/2026 bộ nội vụ`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbered {
    /// The serial as typed: `629`, `522b`.
    pub serial: String,
    /// The year.
    pub year: Option<u16>,
    /// The symbol, where it was typed with the number: `ubtvqh14`.
    pub symbol: String,
    /// Words that tell the document from others of that number: its issuer, its place, its title.
    pub rest: Vec<String>,
}

impl Numbered {
    /// The number as understood: `629/2019/ubtvqh14`.
    pub fn written(&self) -> String {
        let mut written = self.serial.clone();
        if let Some(year) = self.year {
            written = format!("{written}/{year}");
        }
        match self.symbol.as_str() {
            "" => written,
            symbol => format!("{written}/{symbol}"),
        }
    }
}

/// Reads a question that may be a citation and nothing else; none when it cannot be one.
pub fn read(question: &str) -> Option<Cited> {
    let question = canonical(question);
    let words: Vec<&str> = question
        .split([' ', ',', ';', '\u{A0}', '\t', '\n'])
        .filter(|word| word.contains(char::is_alphanumeric))
        .take(WORDS + 1)
        .collect();
    if words.is_empty() || words.len() > WORDS {
        return None;
    }
    let units = units::take(&words)?;
    let (document, kind) = document::read(&units.rest, !units.portion.is_whole())?;
    Some(Cited { document, kind, portion: units.portion })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reads(question: &str) -> Option<(String, Option<Kind>, String)> {
        let cited = read(question)?;
        let document = match cited.document {
            Named::Number(number) => number.written(),
            Named::Name { name, year } => {
                format!("{name}{}", year.map(|it| format!(" {it}")).unwrap_or_default())
            }
        };
        Some((document, cited.kind, cited.portion.to_string()))
    }

    #[test]
    fn citations_as_people_type_them() {
        let (law, resolution) = (Some(Kind::Law), Some(Kind::Resolution));
        for (question, document, kind, portion) in [
            ("629/2019", "629/2019", None, ""),
            ("nq 629", "629", resolution, ""),
            ("NQ629/2019", "629/2019", resolution, ""),
            ("điều 5 nq 629", "629", resolution, "dieu-5"),
            ("k2 đ5 nq 629", "629", resolution, "dieu-5/khoan-2"),
            ("k2đ5 nq629", "629", resolution, "dieu-5/khoan-2"),
            ("k2 d5 luat 77/2015", "77/2015", law, "dieu-5/khoan-2"),
            ("điểm đ khoản 3 điều 7a luật 77", "77", law, "dieu-7a/khoan-3/diem-dd"),
            ("đ đ k3 đ7a luật 77", "77", law, "dieu-7a/khoan-3/diem-dd"),
            ("a k2 đ5 luật 77", "77", law, "dieu-5/khoan-2/diem-a"),
            ("Đ.5(2)(a) luật 77", "77", law, "dieu-5/khoan-2/diem-a"),
            ("điều 5.2.a luật 77", "77", law, "dieu-5/khoan-2/diem-a"),
            ("khoản hai điều năm luật 77", "77", law, "dieu-5/khoan-2"),
            ("629/2019/ubtvqh14 d2", "629/2019/ubtvqh14", None, "dieu-2"),
            ("Nghị quyết số 629/2019/UBTVQH14", "629/2019/UBTVQH14", resolution, ""),
            ("nghị quyết 629 năm 2019", "629/2019", resolution, ""),
            ("nq 629 ngày 30/01/2019", "629/2019", resolution, ""),
            ("nq 629 ngày 30 tháng 01 năm 2019", "629/2019", resolution, ""),
            ("chương II luật 77/2015/QH13", "77/2015/QH13", law, "chuong-2"),
            ("19-KL/TW", "19/KL/TW", None, ""),
            ("81/KH-UBTVQH15", "81/KH-UBTVQH15", None, ""),
            ("phụ lục II nq 15/2026", "15/2026", resolution, "phu-luc-2"),
            ("điều 5 luật đất đai 2024", "luật đất đai 2024", None, "dieu-5"),
            ("blds điều 123", "blds", None, "dieu-123"),
            ("hiến pháp 2013", "hiến pháp 2013", None, ""),
        ] {
            assert_eq!(
                reads(question),
                Some((document.to_owned(), kind, portion.to_owned())),
                "{question}"
            );
        }
    }

    #[test]
    fn words_are_no_citation() {
        for question in
            ["kỳ họp bất thường", "77", "điều 5", "mức phạt 2 triệu", "", "30 ngày", "đa dạng"]
        {
            assert_eq!(reads(question), None, "{question}");
        }
    }
}
