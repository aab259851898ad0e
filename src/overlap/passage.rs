//! Một điều as overlap sees it: weighed pairs of syllables, and what its heading and its document's title are about.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::law::{Document, Kind, Unit, UnitId};
use crate::overlap::frame::{
    is_acting, is_boilerplate, is_drafting, is_formula, is_small, without_names,
};
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
    /// The heading in reading order, for telling reasons: runs of syllables, those that say what it is about with their hash.
    said: Vec<Vec<(Option<Gram>, String)>>,
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
        let (mut said, mut of_title) = (Vec::new(), Vec::new());
        let documents = [text.document, text.title].map(comparable);
        Self {
            own: Places::own(&documents, text.number),
            cited: Places::cited(text.body, &documents),
            document: gram(&[text.document]),
            authority: gram(&[text.authority]),
            pairs: counted(&tokens),
            heading: about(&heading, &mut said),
            title: about(&comparable(text.title), &mut of_title),
            sketch: sketch(&tokens),
            words: sorted(tokens),
            // The first line may stand for a heading.
            boilerplate: is_boilerplate(&heading)
                || body.trim_start().starts_with(heading.trim()) && is_formula(&body),
            said,
        }
    }

    /// Whether the word occurs anywhere: heading, title or body.
    pub(super) fn says(&self, word: Gram) -> bool {
        [&self.words, &self.heading, &self.title].iter().any(|it| it.binary_search(&word).is_ok())
    }

    /// Those of the heading's words that are among `words`, as phrases in reading order, each once. Small words between them
    /// stay, and so does the other half of a compound that says nothing by itself (`thông báo`, `kiến nghị`).
    pub(super) fn phrases(&self, words: &[Gram]) -> Vec<String> {
        let mut phrases: Vec<String> = Vec::new();
        for run in &self.said {
            let wanted = |at: usize| {
                run.get(at).and_then(|it| it.0).is_some_and(|word| words.contains(&word))
            };
            let half = |at: usize| {
                run.get(at).is_some_and(|(word, spelt)| word.is_none() && !is_small(spelt))
            };
            let mut at = 0;
            while at < run.len() {
                let start = at;
                // As far as wanted words go, with those between that say nothing by themselves.
                let mut end = start;
                while run.get(at).is_some_and(|it| it.0.is_none()) || wanted(at) {
                    at += 1;
                    if wanted(at - 1) {
                        end = at;
                    }
                }
                at = at.max(start + 1);
                let Some(first) = (start..end).find(|&it| wanted(it)) else { continue };
                let from = if first > start && half(first - 1) { first - 1 } else { first };
                let to = if half(end) { end + 1 } else { end };
                let spelt = run.get(from..to).unwrap_or_default().iter().map(|it| it.1.as_str());
                let phrase = spelt.collect::<Vec<_>>().join(" ");
                if !phrases.contains(&phrase) {
                    phrases.push(phrase);
                }
            }
        }
        phrases
    }

    /// Two words of the heading that stand together, and the điều that the body cites: passages that share one may regulate
    /// the same thing though their wording has nothing rare in common.
    pub(super) fn links(&self) -> impl Iterator<Item = Gram> + '_ {
        let words = |run: &[(Option<Gram>, String)]| -> Vec<Gram> {
            run.iter().filter_map(|it| it.0).collect()
        };
        let together = self.said.iter().flat_map(move |run| {
            words(run).windows(2).map(|pair| gram(&("heading", pair))).collect::<Vec<_>>()
        });
        together.chain(self.own.articles.iter().chain(&self.cited.articles).copied())
    }
}

/// A hash of words.
pub(super) fn gram<T: Hash + ?Sized>(parts: &T) -> Gram {
    let mut hasher = DefaultHasher::new();
    parts.hash(&mut hasher);
    hasher.finish()
}

/// The syllables of a comparable heading or title that say what it is about; `runs` is given all as they stand together.
fn about(text: &str, runs: &mut Vec<Vec<(Option<Gram>, String)>>) -> Vec<Gram> {
    let text = without_names(text);
    let says = |it: &str| {
        it.chars().nth(1).is_some()
            && !it.bytes().all(|b| b.is_ascii_digit() || b == b'.')
            && !is_drafting(it)
            && !is_acting(it)
    };
    let mut words = Vec::new();
    let mut end = None;
    for token in syllables(&text) {
        let word = says(token.text).then(|| gram(&[token.text]));
        words.extend(word);
        let before = end.and_then(|it: u32| text.get(it as usize..token.span.start as usize));
        let said = (word, token.text.to_owned());
        match runs.last_mut().filter(|_| before == Some(" ")) {
            Some(run) => run.push(said),
            None => runs.push(vec![said]),
        }
        end = Some(token.span.end);
    }
    sorted(words)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_read_as_the_heading_does() {
        let told = |heading: &str, wanted: &str| {
            let text =
                Text { document: "", authority: "", title: "", number: "", heading, body: "" };
            let words: Vec<Gram> = comparable(wanted).split(' ').map(|it| gram(&[it])).collect();
            Passage::of(&text).phrases(&words)
        };
        for (heading, wanted, expected) in [
            (
                "Giám sát việc giải quyết kiến nghị của cử tri",
                "giám sát giải quyết kiến cử tri",
                "giám sát việc giải quyết kiến nghị của cử tri",
            ),
            ("Thông báo lịch tiếp xúc cử tri", "báo lịch", "thông báo lịch"),
            ("Tổng hợp kiến nghị", "kiến", "kiến nghị"),
            (
                "Hoạt động giám sát của Hội đồng nhân dân",
                "hoạt động giám sát",
                "hoạt động giám sát",
            ),
        ] {
            assert_eq!(told(heading, wanted), [comparable(expected)]);
        }
        assert_eq!(told("Kỳ họp và phiên họp", "kỳ họp"), ["kỳ họp", "họp"].map(comparable));
    }
}
