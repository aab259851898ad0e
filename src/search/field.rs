//! Trường của câu hỏi: `loại:luật`, `co quan:ubtvqh`, `từ:01/7/2025`, `trong:629/2019/UBTVQH14`.
//!
//! Names and values are read with or without dấu, as people type them in a hurry; a value that names nothing is told,
//! never guessed.

use jiff::civil::Date;

use crate::law::{Kind, Label, Status, authorities, spelt_out};
use crate::text::fold;

/// Tên trường.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldName {
    /// `loại:`.
    Kind,
    /// `cơ quan:`.
    Authority,
    /// `số:`.
    Number,
    /// `năm:`.
    Year,
    /// `từ:`.
    From,
    /// `đến:`.
    Until,
    /// `hiệu lực:`.
    Status,
    /// `trong:`.
    Within,
    /// `điều:`.
    Article,
    /// `tên:`.
    Title,
}

/// A field with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// Only this kind.
    Kind(Kind),
    /// Only this authority, by its key.
    Authority(String),
    /// Only documents with this number, as far as typed.
    Number(String),
    /// Only these years of issue, both included.
    Years(i16, i16),
    /// Only what was issued on this day or later.
    From(Date),
    /// Only what was issued on this day or earlier.
    Until(Date),
    /// Only with this status on the day asked.
    Status(Status),
    /// Only inside this document: a number or a name.
    Within(String),
    /// Only this article.
    Article(Label),
    /// Only documents whose title holds these words.
    Title(String),
}

impl FieldName {
    const ALL: [(&'static [&'static str], Self); 10] = [
        (&["loai", "loai van ban"], Self::Kind),
        (&["co quan", "cq"], Self::Authority),
        (&["so", "so hieu"], Self::Number),
        (&["nam"], Self::Year),
        (&["tu", "tu ngay"], Self::From),
        (&["den", "den ngay"], Self::Until),
        (&["hieu luc", "tinh trang"], Self::Status),
        (&["trong"], Self::Within),
        (&["dieu"], Self::Article),
        (&["ten", "tieu de"], Self::Title),
    ];

    /// The field of that name, with or without dấu, its words apart or joined by hyphens.
    pub fn read(name: &str) -> Option<Self> {
        let name = fold(name).replace(['-', '_'], " ");
        Self::ALL.iter().find(|(names, _)| names.contains(&name.as_str())).map(|&(_, it)| it)
    }

    /// The name as people write it, without the colon.
    pub fn name(self) -> &'static str {
        match self {
            Self::Kind => "loại",
            Self::Authority => "cơ quan",
            Self::Number => "số",
            Self::Year => "năm",
            Self::From => "từ",
            Self::Until => "đến",
            Self::Status => "hiệu lực",
            Self::Within => "trong",
            Self::Article => "điều",
            Self::Title => "tên",
        }
    }

    /// How a value looks.
    pub fn example(self) -> &'static str {
        match self {
            Self::Kind => "ví dụ loại:\"nghị quyết\"",
            Self::Authority => "ví dụ cơ quan:\"Bộ Nội vụ\"",
            Self::Number => "ví dụ số:629/2019",
            Self::Year => "ví dụ năm:2025 hoặc năm:2015-2020",
            Self::From | Self::Until => "ví dụ từ:01/7/2025",
            Self::Status => "còn, hết, chưa, sửa đổi hoặc chưa rõ",
            Self::Within => "ví dụ trong:629/2019/UBTVQH14",
            Self::Article => "ví dụ điều:5",
            Self::Title => "ví dụ tên:\"đất đai\"",
        }
    }

    /// Reads a value; none when it says nothing.
    pub fn value(self, text: &str) -> Option<Field> {
        let text = text.trim_matches([' ', ',', ';', '.', '"']);
        let has = |test: fn(char) -> bool| text.chars().any(test);
        if text.is_empty() {
            return None;
        }
        match self {
            Self::Kind => kind(text).map(Field::Kind),
            Self::Authority => authority(text).map(Field::Authority),
            Self::Number => number(text).map(Field::Number),
            Self::Year => years(text).map(|(first, last)| Field::Years(first, last)),
            Self::From => date(text, false).map(Field::From),
            Self::Until => date(text, true).map(Field::Until),
            Self::Status => status(text).map(Field::Status),
            Self::Within => (has(char::is_alphanumeric) && !goes_on(text))
                .then(|| Field::Within(text.to_owned())),
            Self::Article => {
                Label::new(text).filter(|it| it.number().is_some()).map(Field::Article)
            }
            Self::Title => has(char::is_alphanumeric).then(|| Field::Title(text.to_owned())),
        }
    }
}

fn kind(text: &str) -> Option<Kind> {
    let wanted = fold(text).replace('-', " ");
    let named = |kind: &&Kind| {
        let by_symbol = kind.symbols().iter().any(|symbol| fold(symbol) == wanted);
        by_symbol || fold(kind.name()) == wanted
    };
    Kind::ALL.iter().find(named).copied().filter(|&it| it != Kind::Other)
}

fn authority(text: &str) -> Option<String> {
    let spelt = spelt_out(text).unwrap_or(text);
    let wanted = fold(spelt).replace('-', " ");
    let symbol = fold(text);
    let named = |name: &String| fold(name).replace('-', " ") == wanted;
    let listed = authorities();
    let by_name = listed.iter().find(|it| named(&it.name) || it.aliases.iter().any(named));
    let by_symbol = || listed.iter().find(|it| it.symbols.iter().any(|it| fold(it) == symbol));
    by_name.or_else(by_symbol).map(|it| it.id.clone())
}

/// A number, or the part of it that is known: one word that has a digit.
fn number(text: &str) -> Option<String> {
    let whole = !text.contains(char::is_whitespace);
    (whole && text.contains(|c: char| c.is_ascii_digit())).then(|| text.to_owned())
}

/// Whether something follows a document's number: `629/2019/UBTVQH14 kỳ họp`. The words are no part of its name.
fn goes_on(text: &str) -> bool {
    let is_number =
        |word: &str| word.contains(|c: char| c.is_ascii_digit()) && word.contains(['/', '-']);
    text.rsplit(char::is_whitespace).skip(1).any(is_number)
}

fn years(text: &str) -> Option<(i16, i16)> {
    let year = |text: &str| {
        let text = text.trim();
        text.parse::<i16>().ok().filter(|it| text.len() == 4 && (1900..2200).contains(it))
    };
    if let Some(only) = year(text) {
        return Some((only, only));
    }
    let (first, last) = text.split_once("..").or_else(|| text.split_once(['-', '–']))?;
    let (first, last) = (year(first)?, year(last)?);
    (first <= last).then_some((first, last))
}

/// `01/7/2025`, `2025-07-01`, `7/2025`, `2025`; what is left out is the first day, or the last.
fn date(text: &str, last: bool) -> Option<Date> {
    let mut parts: Vec<i16> =
        text.split(['/', '-', '.']).map(|it| it.trim().parse().ok()).collect::<Option<_>>()?;
    if parts.first().is_some_and(|&first| first < 1900) {
        parts.reverse();
    }
    let mut parts = parts.into_iter();
    let year = parts.next().filter(|it| (1900..2200).contains(it))?;
    let month = parts.next().map_or(Some(if last { 12 } else { 1 }), |it| i8::try_from(it).ok())?;
    let day = parts.next().map(i8::try_from);
    let first = Date::new(year, month, 1).ok()?;
    match (day, parts.next()) {
        (None, _) => Some(if last { first.last_of_month() } else { first }),
        (Some(Ok(day)), None) => Date::new(year, month, day).ok(),
        _ => None,
    }
}

fn status(text: &str) -> Option<Status> {
    let wanted = fold(text).replace('-', " ");
    Some(match wanted.as_str() {
        "con" | "con hieu luc" | "dang co hieu luc" => Status::InForce,
        "sua doi" | "da sua doi" | "bi sua doi" => Status::Amended,
        "chua" | "chua hieu luc" | "chua co hieu luc" | "sap co hieu luc" => Status::NotYet,
        "het" | "het hieu luc" => Status::Ended,
        "chua ro" | "khong ro" => Status::Unknown,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn names_are_read_with_and_without_dau() {
        for (name, field) in [
            ("loại", FieldName::Kind),
            ("loai", FieldName::Kind),
            ("Cơ quan", FieldName::Authority),
            ("co-quan", FieldName::Authority),
            ("hieu luc", FieldName::Status),
            ("Đến", FieldName::Until),
        ] {
            assert_eq!(FieldName::read(name), Some(field), "{name}");
        }
        assert_eq!(FieldName::read("luật"), None);
    }

    #[test]
    fn values_are_read_as_people_type_them() {
        let read = |name: FieldName, value: &str| name.value(value);
        assert_eq!(read(FieldName::Kind, "nghi quyet"), Some(Field::Kind(Kind::Resolution)));
        assert_eq!(read(FieldName::Kind, "nđ"), Some(Field::Kind(Kind::Decree)));
        assert_eq!(read(FieldName::Kind, "truyện"), None);
        for council in ["HĐND", "hoi dong nhan dan", "hội đồng nhân dân"] {
            let read = read(FieldName::Authority, council);
            assert_eq!(read, Some(Field::Authority("hoi-dong-nhan-dan".to_owned())), "{council}");
        }
        assert_eq!(read(FieldName::Year, "2015-2020"), Some(Field::Years(2015, 2020)));
        assert_eq!(read(FieldName::Year, "20"), None);
        assert_eq!(read(FieldName::From, "1/7/2025"), Some(Field::From(date(2025, 7, 1))));
        assert_eq!(read(FieldName::Until, "02/2024"), Some(Field::Until(date(2024, 2, 29))));
        assert_eq!(read(FieldName::Until, "31/02/2024"), None);
        assert_eq!(read(FieldName::Status, "còn"), Some(Field::Status(Status::InForce)));
        assert_eq!(read(FieldName::Article, "7a"), Label::new("7a").map(Field::Article));
    }
}
