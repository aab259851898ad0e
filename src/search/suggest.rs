//! Gợi ý while a question is being typed: what it names, how it may go on, and what bears such a name.

use jiff::civil::Date;

use crate::corpus::ListFilter;
use crate::index::Vocabulary;
use crate::law::{Address, Listing, Portion};
use crate::search::{Direct, Engine, Error, Hit, Question};
use crate::text::{canonical, comparable, fold, syllables};

/// Ways to go on that are offered.
const WAYS: usize = 3;
/// Documents offered by name.
const DOCUMENTS: usize = 3;
/// Provisions offered by their words.
const PROVISIONS: usize = 4;
/// Letters under which nothing is offered: everything would begin so.
const SHORTEST: usize = 2;
/// Beginnings of a word that are weighed.
const BEGINNINGS: usize = 400;
/// A syllable goes on a way when it follows in this share of the entries that hold the one before.
const CERTAIN: f32 = 0.4;

/// What is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What it is.
    pub kind: SuggestionKind,
    /// In words: a question, the name of a document, the heading of a provision.
    pub text: String,
    /// What tells it from others: the document of a provision, the title of a document.
    pub detail: String,
    /// Where it leads; a question to ask has no address.
    pub address: Option<Address>,
}

/// What a suggestion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuggestionKind {
    /// Viện dẫn: what was typed names it.
    Citation,
    /// Câu hỏi.
    Words,
    /// Văn bản.
    Document,
    /// Điều khoản.
    Provision,
}

impl SuggestionKind {
    /// The label beside the suggestion.
    pub fn name(self) -> &'static str {
        match self {
            Self::Citation => "Viện dẫn",
            Self::Words => "Từ ngữ",
            Self::Document => "Văn bản",
            Self::Provision => "Điều khoản",
        }
    }
}

impl Engine {
    /// What to offer for a question that is being typed. Never fails for what was typed; too little gives nothing.
    ///
    /// # Errors
    /// When index or corpus cannot be read.
    pub fn suggest(&self, typed: &str, today: Date) -> Result<Vec<Suggestion>, Error> {
        let typed = canonical(typed);
        let typed = typed.trim_start();
        if typed.chars().filter(|c| c.is_alphanumeric()).count() < SHORTEST {
            return Ok(Vec::new());
        }
        let mut found = Vec::new();
        let explained = self.explain(&Question::of(typed, today))?;
        if let Some(direct) = &explained.resolved.direct {
            found.extend(named(direct));
        }
        let plain = explained.query.fields.is_empty() && explained.resolved.direct.is_none();
        let ways = if plain { ways(self.vocabulary(), typed) } else { Vec::new() };
        let asked = ways.first().cloned().unwrap_or_else(|| typed.to_owned());
        found.extend(ways.into_iter().map(|text| Suggestion {
            kind: SuggestionKind::Words,
            text,
            detail: String::new(),
            address: None,
        }));
        if plain {
            found.extend(self.titled(typed)?);
            found.extend(self.headed(&asked, today)?);
        }
        Ok(found)
    }

    /// Documents that hold all that was typed in number, kind, title or issuer.
    fn titled(&self, typed: &str) -> Result<Vec<Suggestion>, Error> {
        let words = Some(typed.to_owned());
        let filter = ListFilter { words, size: DOCUMENTS, ..ListFilter::default() };
        let listings = self.corpus().list(&filter)?.listings;
        let suggestion = |listing: Listing| Suggestion {
            kind: SuggestionKind::Document,
            text: format!("{} {}", listing.kind.name(), listing.reference.number),
            detail: listing.title,
            address: Some(Address { document: listing.reference, portion: Portion::default() }),
        };
        Ok(listings.into_iter().map(suggestion).collect())
    }

    /// Provisions that answer what the question is likely to become.
    fn headed(&self, asked: &str, today: Date) -> Result<Vec<Suggestion>, Error> {
        let question = Question { size: PROVISIONS, ..Question::of(asked, today) };
        let hits = self.answer(&question)?.hits;
        let suggestion = |hit: Hit| Suggestion {
            kind: SuggestionKind::Provision,
            text: hit.heading,
            detail: format!("{} {}", hit.document.kind.name(), hit.document.reference.number),
            address: Some(hit.address),
        };
        Ok(hits.into_iter().filter(|hit| !hit.address.portion.is_whole()).map(suggestion).collect())
    }
}

/// What a citation names, as suggestions.
fn named(direct: &Direct) -> Vec<Suggestion> {
    let of = |listing: &Listing, portion: &Portion, heading: &str| Suggestion {
        kind: SuggestionKind::Citation,
        text: format!("{} {} {}", portion.name(), listing.kind.name(), listing.reference)
            .trim()
            .to_owned(),
        detail: if heading.is_empty() { listing.title.clone() } else { heading.to_owned() },
        address: Some(Address { document: listing.reference.clone(), portion: portion.clone() }),
    };
    match direct {
        Direct::Document(listing) => vec![of(listing, &Portion::default(), "")],
        Direct::Provision { document, address, heading } => {
            vec![of(document, &address.portion, heading)]
        }
        Direct::Choice { documents, portion } => {
            let portion = portion.clone().unwrap_or_default();
            documents.iter().take(DOCUMENTS + 2).map(|it| of(it, &portion, "")).collect()
        }
        Direct::NoSuchProvision { document, .. } => vec![of(document, &Portion::default(), "")],
        Direct::NotHeld { .. } => Vec::new(),
    }
}

/// Ways in which a question may go on: its last word completed, and what nearly always follows that.
fn ways(vocabulary: &Vocabulary, typed: &str) -> Vec<String> {
    let tokens: Vec<_> = syllables(typed).collect();
    let Some(last) = tokens.last() else { return Vec::new() };
    let begun = last.span.range().end == typed.len();
    let before =
        if begun { tokens.len().checked_sub(2).and_then(|at| tokens.get(at)) } else { Some(last) };
    let head = if begun { typed.get(..last.span.range().start) } else { Some(typed) };
    let head = head.unwrap_or_default();
    let start = if begun { comparable(last.text) } else { String::new() };
    let firsts: Vec<u16> = before.map(|token| spelt(vocabulary, token.text)).unwrap_or_default();
    let mut weighed: Vec<(u32, u16)> = Vec::new();
    for &first in &firsts {
        let follows =
            vocabulary.after(first).filter(|&(it, _)| begins(vocabulary.spelling(it), &start));
        weighed.extend(follows.map(|(number, count)| (count, number)));
    }
    if weighed.is_empty() && begun {
        let folded = fold(&start);
        let beginnings = vocabulary.beginning(&folded).take(BEGINNINGS);
        let all = beginnings.flat_map(|it| vocabulary.spellings(it)).copied();
        let fitting = all.filter(|&it| begins(vocabulary.spelling(it), &start));
        weighed.extend(fitting.map(|it| (vocabulary.frequency(it), it)));
    }
    weighed.sort_unstable_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
    weighed.dedup_by_key(|it| it.1);
    let way = |&(_, number): &(u32, u16)| {
        let words: Vec<&str> = onward(vocabulary, number);
        format!("{head}{}", words.join(" "))
    };
    let typed = typed.trim_end();
    weighed.iter().take(WAYS).map(way).filter(|way| way != typed).collect()
}

/// The spellings that a typed word may have.
fn spelt(vocabulary: &Vocabulary, word: &str) -> Vec<u16> {
    match vocabulary.number(&comparable(word)) {
        Some(number) if !word.is_ascii() => vec![number],
        _ => vocabulary.spellings(&fold(word)).to_vec(),
    }
}

/// Whether a spelling begins with what was typed: to the letter when that has marks, else folded.
fn begins(spelling: &str, start: &str) -> bool {
    if start.is_ascii() { fold(spelling).starts_with(start) } else { spelling.starts_with(start) }
}

/// A syllable and those that nearly always follow.
fn onward(vocabulary: &Vocabulary, first: u16) -> Vec<&str> {
    let mut words = vec![vocabulary.spelling(first)];
    let mut last = first;
    while words.len() < 4 {
        let next = vocabulary.after(last).max_by_key(|&(number, count)| (count, u16::MAX - number));
        let Some((number, count)) = next else { break };
        if (count as f32) < CERTAIN * vocabulary.frequency(last).max(1) as f32 {
            break;
        }
        words.push(vocabulary.spelling(number));
        last = number;
    }
    words
}
