//! Một điều as overlap sees it: weighed pairs of syllables, and what its heading and its document's title are about.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::law::{Document, Kind, Unit, UnitId};
use crate::overlap::frame::{is_acting, is_boilerplate, is_drafting, is_formula, without_names};
use crate::overlap::places::Places;
use crate::text::{comparable, syllables};

/// Điều, khoản as it is handed in.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// The document it stands in, by any key that tells documents apart.
    pub document: &'a str,
    /// Who issued the document, by any key.
    pub authority: &'a str,
    /// Trích yếu of the document.
    pub title: &'a str,
    /// Số of the điều, as addresses write it: `5`, `7a`; empty for what is no điều.
    pub number: &'a str,
    /// Tên điều.
    pub heading: &'a str,
    /// What it says.
    pub body: &'a str,
}

/// The units of a document that are compared: its điều; in papers without điều the items under their Roman headings.
///
/// A văn bản hợp nhất says nothing of its own, and what amends a text is that text once more: neither overlaps with it.
pub fn compared(document: &Document) -> Vec<UnitId> {
    let title = comparable(&document.title);
    let amends = ["sửa đổi", "bãi bỏ", "đính chính"].iter().any(|it| title.starts_with(it));
    if document.kind == Kind::Consolidation || amends {
        return Vec::new();
    }
    let unit = if document.article_count() > 0 { Unit::Article } else { Unit::Clause };
    document.units().filter(|(_, it)| it.step.unit == unit).map(|(id, _)| id).collect()
}

/// A unit of a document as it is compared; `slug` names the document, `body` is what the unit says.
pub fn text_of<'a>(document: &'a Document, slug: &'a str, id: UnitId, body: &'a str) -> Text<'a> {
    // An item of a paper without điều often has no heading of its own: its first line stands for it.
    let first = body.lines().next().filter(|line| line.chars().count() < 120);
    let article = document.provision(id).filter(|it| it.step.unit == Unit::Article);
    Text {
        document: slug,
        number: article.map_or("", |it| it.step.label.as_str()),
        authority: document.identity.authorities.first().map_or("", |it| it.id.as_str()),
        title: &document.title,
        heading: document.heading(id).or(first).unwrap_or_default(),
        body,
    }
}

/// A hashed syllable or pair of syllables. Hashes live in memory only.
pub(super) type Gram = u64;

/// What is compared of a text.
#[derive(Clone, Debug)]
pub struct Passage {
    pub(super) document: u64,
    pub(super) authority: u64,
    /// Pairs of the body with how often each occurs (at most three count), sorted.
    pub(super) pairs: Vec<(Gram, u8)>,
    /// Words of the heading that say what it is about, sorted.
    pub(super) heading: Vec<Gram>,
    /// Words of the document's title that say what it is about, sorted.
    pub(super) title: Vec<Gram>,
    /// Syllables of the body, sorted.
    pub(super) words: Vec<Gram>,
    /// Runs of four syllables of the body, the smallest hashes: what near copies share.
    pub(super) sketch: Vec<Gram>,
    /// What it is called where it is cited.
    pub(super) own: Places,
    /// What its body cites.
    pub(super) cited: Places,
    /// Whether the heading, or without one the text, is one that any text may have.
    pub(super) boilerplate: bool,
    /// The words of heading and title by their hash, for telling reasons.
    pub(super) spelling: BTreeMap<Gram, String>,
}

/// How many of the smallest runs of four are kept: two texts that share a third of their runs share one of these all but surely.
const SKETCH: usize = 16;
/// A pair that is said more often than this weighs no more.
const OFTEN: u8 = 3;

impl Passage {
    /// Reads a text.
    pub fn of(text: &Text<'_>) -> Self {
        let body = comparable(text.body);
        let tokens: Vec<Gram> = syllables(&body).map(|it| gram(&[it.text])).collect();
        let heading = comparable(text.heading);
        let mut spelling = BTreeMap::new();
        let documents = [text.document, text.title].map(comparable);
        Self {
            own: Places::own(&documents, text.number),
            cited: Places::cited(text.body, &documents),
            document: gram(&[text.document]),
            authority: gram(&[text.authority]),
            pairs: counted(&tokens),
            heading: about(&heading, &mut spelling),
            title: about(&comparable(text.title), &mut spelling),
            sketch: sketch(&tokens),
            words: sorted(tokens),
            boilerplate: is_boilerplate(&heading) || heading.trim().is_empty() && is_formula(&body),
            spelling,
        }
    }

    /// Whether the word occurs anywhere: heading, title or body.
    pub(super) fn says(&self, word: Gram) -> bool {
        [&self.words, &self.heading, &self.title].iter().any(|it| it.binary_search(&word).is_ok())
    }

    /// A word of heading or title as written.
    pub(super) fn spelt(&self, word: Gram) -> Option<&str> {
        self.spelling.get(&word).map(String::as_str)
    }
}

/// A hash of words.
pub(super) fn gram<T: Hash + ?Sized>(parts: &T) -> Gram {
    let mut hasher = DefaultHasher::new();
    parts.hash(&mut hasher);
    hasher.finish()
}

/// The syllables of a comparable heading or title that say what it is about.
fn about(text: &str, spelling: &mut BTreeMap<Gram, String>) -> Vec<Gram> {
    let text = without_names(text);
    let said = syllables(&text).map(|it| it.text).filter(|it| {
        it.chars().nth(1).is_some()
            && !it.bytes().all(|b| b.is_ascii_digit() || b == b'.')
            && !is_drafting(it)
            && !is_acting(it)
    });
    sorted(
        said.map(|it| {
            let word = gram(&[it]);
            spelling.entry(word).or_insert_with(|| it.to_owned());
            word
        })
        .collect(),
    )
}

fn counted(tokens: &[Gram]) -> Vec<(Gram, u8)> {
    let mut pairs: Vec<Gram> = tokens.windows(2).map(gram).collect();
    pairs.sort_unstable();
    pairs
        .chunk_by(|a, b| a == b)
        .filter_map(|run| {
            Some((*run.first()?, u8::try_from(run.len()).unwrap_or(OFTEN).min(OFTEN)))
        })
        .collect()
}

fn sketch(tokens: &[Gram]) -> Vec<Gram> {
    let mut runs = sorted(tokens.windows(4).map(gram).collect());
    runs.truncate(SKETCH);
    runs
}

/// In order, each once.
pub(super) fn sorted(mut grams: Vec<Gram>) -> Vec<Gram> {
    grams.sort_unstable();
    grams.dedup();
    grams
}
