//! What a draft must know of a document, read from the document itself.

use crate::cite::{self, DocumentName, Named};
use crate::draft::{Ground, Source, SourceArticle};
use crate::law::{
    Address, Authority, Document, DocumentNumber, DocumentRef, Kind, Role, Status, Unit, UnitId,
};
use crate::text::{comparable, slug};

impl Source {
    /// Reads a document that the corpus names `reference`.
    ///
    /// Its căn cứ are taken as written; `known` tells of the document that a căn cứ names, as far as the corpus holds it:
    /// its unambiguous name, its rank and its status on the day.
    pub fn of(
        document: &Document,
        reference: &DocumentRef,
        status: Status,
        known: impl Fn(&DocumentName) -> Option<(DocumentRef, Option<u8>, Status)>,
    ) -> Self {
        let grounds = document.lines_of(Role::Ground).filter_map(|line| ground(line, &known));
        Self {
            reference: reference.clone(),
            kind: document.kind,
            title: document.title.clone(),
            authorities: document.identity.authorities.clone(),
            issued: document.identity.issued,
            status,
            grounds: grounds.collect(),
            articles: articles(document, reference),
            short_names: short_names(&document.transcript.text),
        }
    }

    /// The whole document.
    pub fn address(&self) -> Address {
        Address { document: self.reference.clone(), portion: Default::default() }
    }

    /// The document as an enforcement article and a căn cứ name it: kind, number, date, authority, name (Nghị quyết
    /// 351/2017/UBTVQH14, Điều 24); laws and ordinances by name and number alone.
    pub fn name_line(&self) -> String {
        let numbered = self.reference.number.parse::<DocumentNumber>().is_ok();
        let number = numbered.then(|| format!("số {}", self.reference.number));
        let kind = self.kind.name().to_owned();
        let title = self.title_in_sentence();
        if matches!(self.kind, Kind::Code | Kind::Law | Kind::Ordinance) {
            return [Some(kind), Some(title), number]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" ");
        }
        let day = self.issued.map(|it| {
            format!("ngày {:02} tháng {} năm {}", it.day(), month(it.month()), it.year())
        });
        let authorities: Vec<String> = self.authorities.iter().map(ToString::to_string).collect();
        let issuer = (!authorities.is_empty()).then(|| format!("của {}", authorities.join(", ")));
        let parts = [Some(kind), number, day, issuer, Some(title).filter(|it| !it.is_empty())];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// The name that stands for it where it was named in full before: `Luật … số …`, `Nghị quyết số 629/2019/UBTVQH14`.
    pub fn short_name(&self) -> String {
        if matches!(self.kind, Kind::Code | Kind::Law | Kind::Ordinance) {
            return self.name_line();
        }
        match self.reference.number.parse::<DocumentNumber>() {
            Ok(number) => format!("{} số {number}", self.kind.name()),
            Err(_) => self.name_line(),
        }
    }

    /// Whether a citation that names a document means this one: by its number, or without one by kind and title.
    pub(super) fn is_called(&self, name: &DocumentName) -> bool {
        match (&name.number, &name.title) {
            (Some(number), _) => slug(number) == slug(&self.reference.number),
            (None, Some(title)) => {
                let kind = comparable(self.kind.name());
                let bare = |title: &str| {
                    let title = comparable(title);
                    title.strip_prefix(&kind).unwrap_or(&title).trim().to_owned()
                };
                name.kind.is_none_or(|it| it == self.kind) && bare(title) == bare(&self.title)
            }
            (None, None) => false,
        }
    }

    /// The name as it stands inside a sentence: a law's keeps its capital, others go on in small letters.
    fn title_in_sentence(&self) -> String {
        let title = self.title.split_whitespace().collect::<Vec<_>>().join(" ");
        if matches!(self.kind, Kind::Code | Kind::Law | Kind::Ordinance) {
            return title;
        }
        let mut letters = title.chars();
        let first = letters.next();
        // "HĐND …" is no word to be put in small letters.
        let lowered = match letters.clone().next() {
            Some(next) if !next.is_uppercase() => {
                first.map(|it| it.to_lowercase().collect::<String>())
            }
            _ => first.map(String::from),
        };
        lowered.unwrap_or_default() + letters.as_str()
    }
}

/// Official dates write days of one digit with a zero, and months 1 and 2 too (Nghị định 30/2020/NĐ-CP, Phụ lục I).
fn month(month: i8) -> String {
    if month < 3 { format!("{month:02}") } else { month.to_string() }
}

fn ground(
    line: &str,
    known: impl Fn(&DocumentName) -> Option<(DocumentRef, Option<u8>, Status)>,
) -> Option<Ground> {
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = line.trim_end_matches([';', '.', ',', ' ']).to_owned();
    // "Xét đề nghị của …" and "Theo đề nghị của …" speak of the making of that text alone.
    if !line.starts_with("Căn cứ") {
        return None;
    }
    let named = named(&line);
    let held = named.as_ref().and_then(known);
    let rank = held.as_ref().and_then(|it| it.1).or_else(|| rank_of(named.as_ref()?));
    let status = held.as_ref().map_or(Status::Unknown, |it| it.2);
    Some(Ground { line, document: held.map(|it| it.0), rank, status })
}

/// The document that a căn cứ names. Where a word parts title and number (`Luật Giám sát cũ số …`), they are two mentions of one.
fn named(line: &str) -> Option<DocumentName> {
    let mut names = cite::find(line).into_iter().filter_map(|it| match it.document {
        Named::Written(name) => Some(name),
        _ => None,
    });
    let mut first = names.next()?;
    if let (None, Some(second)) = (&first.number, names.next())
        && second.kind.is_none()
    {
        first.number = second.number;
    }
    Some(first)
}

/// The rank that a name alone tells: a law is a law wherever it is held.
fn rank_of(name: &DocumentName) -> Option<u8> {
    let number: Option<DocumentNumber> = name.number.as_ref().and_then(|it| it.parse().ok());
    let kind = name.kind.or_else(|| Kind::from_number(number.as_ref()?))?;
    let issuer = name
        .issuer
        .as_ref()
        .and_then(|it| Authority::read(it))
        .or_else(|| Authority::from_number(number.as_ref()?).into_iter().next());
    kind.rank(issuer.as_ref())
}

/// Its điều; in papers without điều the items under their Roman headings.
fn articles(document: &Document, reference: &DocumentRef) -> Vec<SourceArticle> {
    let unit = if document.article_count() > 0 { Unit::Article } else { Unit::Clause };
    let of_unit = document.units().filter(|(_, it)| it.step.unit == unit);
    let article = |id: UnitId| SourceArticle {
        address: Address { document: reference.clone(), portion: document.portion(id) },
        heading: document.heading(id).unwrap_or_default().trim().to_owned(),
    };
    of_unit.map(|(id, _)| article(id)).collect()
}

/// `(sau đây gọi là …)`, `(sau đây gọi tắt là …)`, `(sau đây gọi chung là …)`.
fn short_names(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (at, words) in text.match_indices("sau đây gọi") {
        let after = text.get(at + words.len()..).unwrap_or_default();
        let end = after.find([')', ';', '\n', '.']).unwrap_or(after.len());
        let Some((between, name)) = after.get(..end).and_then(|it| it.split_once("là ")) else {
            continue;
        };
        let name = name.trim().trim_matches(['“', '”', '"']).trim();
        let short = between.trim().chars().count() < 8 && name.chars().count() < 60;
        if short && !name.is_empty() && !names.iter().any(|it| it == name) {
            names.push(name.to_owned());
        }
    }
    names
}
