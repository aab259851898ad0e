//! A citation as people type it: `k2 đ5 nq 629`, `điểm đ khoản 3 điều 7a luật 77`, `629/2019/ubtvqh14 d2`.
//!
//! Only what names a document by number is read here; names of laws are found by their words. Units may stand before or
//! after the document, in any order, with or without dấu, in full or by first letter.

use crate::law::{DocumentNumber, Kind, Label, Portion, Step, Unit};
use crate::text::{canonical, fold, roman, slug};

/// What a question names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// The number, as far as typed: `629`, `629/2019`, `629/2019/UBTVQH14`.
    pub number: String,
    /// The kind, when named: `nq` → Nghị quyết.
    pub kind: Option<Kind>,
    /// The provision, when named.
    pub portion: Portion,
}

/// Words for units, folded: in full, and as people shorten them.
const UNITS: [(&str, Unit); 14] = [
    ("dieu", Unit::Article),
    ("d", Unit::Article),
    ("khoan", Unit::Clause),
    ("k", Unit::Clause),
    ("diem", Unit::Point),
    ("dd", Unit::Point),
    ("chuong", Unit::Chapter),
    ("c", Unit::Chapter),
    ("muc", Unit::Section),
    ("m", Unit::Section),
    ("phan", Unit::Part),
    ("dieu.", Unit::Article),
    ("k.", Unit::Clause),
    ("d.", Unit::Article),
];

/// Reads a question that is a citation and nothing else; none when other words stand in it.
pub fn read(question: &str) -> Option<Cited> {
    let question = canonical(question);
    let words = split(&question);
    if words.is_empty() || words.len() > 14 {
        return None;
    }
    let mut found = Found::default();
    let mut at = 0;
    while at < words.len() {
        at = found.take(&words, at)?;
    }
    found.finish()
}

#[derive(Default)]
struct Found {
    number: Option<String>,
    kind: Option<Kind>,
    steps: Vec<Step>,
}

impl Found {
    /// Takes the word or words at `at`; none when they are no part of a citation.
    fn take(&mut self, words: &[&str], at: usize) -> Option<usize> {
        let word = words.get(at)?;
        let folded = fold(word);
        let next = words.get(at + 1).copied();
        if matches!(folded.as_str(), "so" | "cua" | "va" | "nam" | "tai" | "van" | "ban") {
            return Some(at + 1);
        }
        if let Some(taken) = self.take_unit(word, &folded, next) {
            return Some(at + taken);
        }
        if let Some(taken) = self.take_kind(words, at) {
            return Some(at + taken);
        }
        if self.number.is_none() && is_number(word) {
            self.number = Some((*word).to_owned());
            return Some(at + 1);
        }
        // "nq 629 2019": the year apart from the number.
        let year =
            folded.len() == 4 && folded.parse::<u16>().is_ok_and(|it| (1945..2100).contains(&it));
        let number = self.number.as_mut().filter(|number| year && !number.contains('/'))?;
        number.push('/');
        number.push_str(&folded);
        Some(at + 1)
    }

    /// `điều 5`, `đ5`, `d5`, `k2`, `điểm đ`, `điểm a1`, `chương II`.
    fn take_unit(&mut self, word: &str, folded: &str, next: Option<&str>) -> Option<usize> {
        let named = UNITS.iter().find(|(name, _)| *name == folded).map(|&(_, unit)| unit);
        if let Some(unit) = named
            && let Some(label) = next.and_then(|next| label(unit, next))
        {
            self.steps.push(Step::new(unit, label));
            return Some(2);
        }
        let digits = folded.find(|c: char| c.is_ascii_digit())?;
        let (name, rest) = (folded.get(..digits)?, folded.get(digits..)?);
        let unit = UNITS.iter().find(|(it, _)| *it == name).map(|&(_, unit)| unit)?;
        if rest.contains(['/', '-']) || word.contains('/') {
            return None;
        }
        let label = label(unit, &word.chars().skip(name.chars().count()).collect::<String>())?;
        self.steps.push(Step::new(unit, label));
        Some(1)
    }

    /// `luật`, `nq`, `nghị quyết liên tịch`, `nq629/2019`.
    fn take_kind(&mut self, words: &[&str], at: usize) -> Option<usize> {
        if self.kind.is_some() {
            return None;
        }
        for taken in (1..=4).rev() {
            let Some(run) = words.get(at..at + taken) else { continue };
            let name = slug(&run.join(" "));
            let named = Kind::ALL.iter().find(|kind| {
                let by_symbol =
                    taken == 1 && kind.symbols().iter().any(|symbol| slug(symbol) == name);
                kind.slug() == name || by_symbol
            });
            if let Some(&kind) = named.filter(|&&kind| kind != Kind::Other) {
                self.kind = Some(kind);
                return Some(taken);
            }
        }
        // "nq629/2019": the abbreviation stuck to the number.
        let word = words.get(at)?;
        let digits = word.find(|c: char| c.is_ascii_digit()).filter(|&at| at > 0)?;
        let name = slug(word.get(..digits)?);
        let kind = Kind::ALL
            .iter()
            .find(|kind| kind.symbols().iter().any(|symbol| slug(symbol) == name))?;
        let number = word.get(digits..).filter(|rest| is_number(rest) && self.number.is_none())?;
        self.kind = Some(*kind);
        self.number = Some(number.to_owned());
        Some(1)
    }

    fn finish(mut self) -> Option<Cited> {
        let number = self.number?;
        // A bare small number is a document only when a kind or a year says so: "77" alone is a word.
        let telling = number.contains('/') || number.contains('-') || self.kind.is_some();
        self.steps.sort_by_key(|step| step.unit);
        let repeated = self.steps.windows(2).any(|two| matches!(two, [a, b] if a.unit == b.unit));
        (telling && !repeated).then(|| Cited {
            number,
            kind: self.kind,
            portion: Portion { steps: self.steps, ..Portion::default() },
        })
    }
}

/// Words at spaces and commas; numbers keep their slashes.
fn split(question: &str) -> Vec<&str> {
    question.split([' ', ',', ';', '\u{A0}', '(', ')']).filter(|word| !word.is_empty()).collect()
}

/// `629`, `629/2019`, `629/2019/ubtvqh14`, `81/KH-UBTVQH15`, `19-KL/TW`, `522b`.
fn is_number(word: &str) -> bool {
    let bare = word.chars().next().is_some_and(|c| c.is_ascii_digit());
    let serial: String = word.chars().take_while(|c| c.is_ascii_digit()).collect();
    let rest = word.get(serial.len()..).unwrap_or_default();
    let partial = rest.is_empty()
        || rest
            .strip_prefix('/')
            .is_some_and(|year| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()));
    bare && serial.len() <= 6 && (partial || word.parse::<DocumentNumber>().is_ok())
}

/// The label of a unit as typed: letters for điểm, digits for the rest, Roman for chapters.
fn label(unit: Unit, typed: &str) -> Option<Label> {
    let typed = typed.trim_matches(['.', ':', ')']);
    if matches!(unit, Unit::Chapter | Unit::Section | Unit::Part)
        && let Some(value) = roman(&typed.to_uppercase())
    {
        return Some(Label::count(value.0));
    }
    let label = Label::new(typed)?;
    let fits = match unit {
        Unit::Point => {
            label.number().is_none() && typed.chars().count() <= 3 || typed.contains('.')
        }
        _ => label.number().is_some() && !typed.contains('/'),
    };
    fits.then_some(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reads(question: &str) -> Option<(String, Option<Kind>, String)> {
        let cited = read(question)?;
        Some((cited.number, cited.kind, cited.portion.to_string()))
    }

    #[test]
    fn citations_as_people_type_them() {
        for (question, number, kind, portion) in [
            ("629/2019", "629/2019", None, ""),
            ("nq 629", "629", Some(Kind::Resolution), ""),
            ("NQ629/2019", "629/2019", Some(Kind::Resolution), ""),
            ("điều 5 nq 629", "629", Some(Kind::Resolution), "dieu-5"),
            ("k2 đ5 nq 629", "629", Some(Kind::Resolution), "dieu-5/khoan-2"),
            ("k2 d5 luat 77/2015", "77/2015", Some(Kind::Law), "dieu-5/khoan-2"),
            ("k2 đ5 luật 77/2015", "77/2015", Some(Kind::Law), "dieu-5/khoan-2"),
            ("điểm đ khoản 3 điều 7a luật 77", "77", Some(Kind::Law), "dieu-7a/khoan-3/diem-dd"),
            ("629/2019/ubtvqh14 d2", "629/2019/ubtvqh14", None, "dieu-2"),
            ("Nghị quyết số 629/2019/UBTVQH14", "629/2019/UBTVQH14", Some(Kind::Resolution), ""),
            ("nghị quyết 629 năm 2019", "629/2019", Some(Kind::Resolution), ""),
            ("chương II luật 77/2015/QH13", "77/2015/QH13", Some(Kind::Law), "chuong-2"),
            ("19-KL/TW", "19-KL/TW", None, ""),
            ("81/KH-UBTVQH15", "81/KH-UBTVQH15", None, ""),
        ] {
            assert_eq!(
                reads(question),
                Some((number.to_owned(), kind, portion.to_owned())),
                "{question}"
            );
        }
    }

    #[test]
    fn words_are_no_citation() {
        for question in
            ["kỳ họp bất thường", "77", "điều 5", "luật đất đai", "mức phạt 2 triệu", "", "30 ngày"]
        {
            assert_eq!(reads(question), None, "{question}");
        }
    }
}
