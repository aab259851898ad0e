//! What a question means here: the documents that its citations and fields name, and its words as they are looked for.
//!
//! Whatever is read into a question is told with the answer ([`Reading`]); nothing is read into it in silence.

use crate::corpus::{Corpus, ListFilter};
use crate::index::{Index, Syllable, Vocabulary};
use crate::law::Listing;
use crate::search::cited::{self, Cited};
use crate::search::direct::Pointer;
use crate::search::field::{Field, FieldName};
use crate::search::filter::Filters;
use crate::search::plan::{Word, text_of};
use crate::search::query::{Part, Query, Unread};
use crate::search::spell;
use crate::search::{Direct, Error, Question};
use crate::text::{canonical, comparable, fold, syllables};

/// A title shared by more documents than this tells nothing.
const TITLES: usize = 2_000;

/// Câu hỏi, hiểu theo kho văn bản.
#[derive(Clone, Debug, Default)]
pub struct Resolved {
    /// The citation that the question is.
    pub cited: Option<Cited>,
    /// What it names here.
    pub direct: Option<Direct>,
    /// What is looked for.
    pub parts: Vec<Part<Vec<Word>>>,
    /// What every hit must be besides.
    pub filters: Filters,
    /// What was read into the words.
    pub readings: Vec<Reading>,
    /// Words that nothing here holds, in any spelling.
    pub unknown: Vec<String>,
    /// A spelling that is much likelier than the one typed; offered, not taken.
    pub likelier: Option<String>,
    /// What could not be read as it was meant.
    pub unread: Vec<Unread>,
}

/// What was read into the words of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Abbreviations were spelt out.
    SpeltOut,
    /// Dấu were put on words that were typed without.
    Restored,
    /// Slips of typing were mended.
    Mended,
}

/// Resolves questions on one corpus and its index.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Resolver<'a> {
    pub(crate) corpus: &'a Corpus,
    pub(crate) index: &'a Index,
}

impl Resolver<'_> {
    /// Looks up what a question means.
    ///
    /// # Errors
    /// When the corpus cannot be read.
    pub(crate) fn resolve(&self, query: &Query, question: &Question) -> Result<Resolved, Error> {
        let cited = match query.parts.as_slice() {
            [Part::Words(words)] => cited::read(words),
            _ => None,
        };
        let pointer = Pointer { corpus: self.corpus };
        let direct = cited.as_ref().map_or(Ok(None), |cited| pointer.resolve(cited))?;
        let mut resolved = Resolved {
            cited: cited.filter(|_| direct.is_some()),
            direct,
            unread: query.unread.clone(),
            filters: chosen(question),
            ..Resolved::default()
        };
        for field in &query.fields {
            self.field(field, &mut resolved)?;
        }
        let mut reader = Reader {
            index: self.index,
            plain: resolved.cited.is_some(),
            exact: question.exact,
            readings: Vec::new(),
            unknown: Vec::new(),
        };
        for part in &query.parts {
            resolved.parts.push(part.map(&mut |text: &String| reader.words(text)));
        }
        resolved.unknown = reader.unknown;
        resolved.readings = reader.readings;
        if resolved.readings.is_empty() && !reader.plain && !question.exact {
            resolved.likelier = likelier(self.index.vocabulary(), &resolved.parts);
        }
        Ok(resolved)
    }

    /// Narrows the filters by a field; one that names nothing here lets nothing through, and says so.
    fn field(&self, field: &Field, resolved: &mut Resolved) -> Result<(), Error> {
        let filters = &mut resolved.filters;
        let mut keep = |name: FieldName, value: &str, slugs: Vec<String>| {
            if slugs.is_empty() {
                resolved.unread.push(Unread::Nowhere { field: name, value: value.to_owned() });
            }
            filters.keep(slugs);
        };
        match field {
            Field::Kind(kind) => filters.kinds.push(*kind),
            Field::Authority(id) => filters.authorities.push(id.clone()),
            Field::Years(first, last) => filters.years = Some((*first, *last)),
            Field::Status(status) => filters.statuses.push(*status),
            Field::Article(label) => filters.articles.push(label.clone()),
            Field::From(date) => filters.keep(self.corpus.issued_between(Some(*date), None)?),
            Field::Until(date) => filters.keep(self.corpus.issued_between(None, Some(*date))?),
            Field::Number(text) => keep(FieldName::Number, text, self.documents(text)?),
            Field::Within(text) => keep(FieldName::Within, text, self.documents(text)?),
            Field::Title(text) => keep(FieldName::Title, text, self.titled(text)?),
        }
        Ok(())
    }

    fn documents(&self, text: &str) -> Result<Vec<String>, Error> {
        Ok(slugs(&Pointer { corpus: self.corpus }.documents(text)?))
    }

    fn titled(&self, text: &str) -> Result<Vec<String>, Error> {
        let filter =
            ListFilter { words: Some(text.to_owned()), size: TITLES, ..ListFilter::default() };
        Ok(slugs(&self.corpus.list(&filter)?.listings))
    }
}

/// What was chosen beside the words.
fn chosen(question: &Question) -> Filters {
    Filters {
        kinds: question.kind.into_iter().collect(),
        authorities: question.authority.iter().cloned().collect(),
        levels: question.level.into_iter().collect(),
        fields: question.field.iter().cloned().collect(),
        years: question.year.map(|year| (year, year)),
        statuses: question.status.into_iter().collect(),
        documents: question.within.clone().map(|slug| vec![slug]),
        articles: Vec::new(),
    }
}

fn slugs(listings: &[Listing]) -> Vec<String> {
    listings.iter().map(|it| it.reference.slug()).collect()
}

/// Reads words as they are looked for, and remembers what it read into them.
struct Reader<'a> {
    index: &'a Index,
    /// Whether the words are a citation, in which `hd` is a kind of text and no slip.
    plain: bool,
    exact: bool,
    readings: Vec<Reading>,
    unknown: Vec<String>,
}

impl Reader<'_> {
    fn words(&mut self, text: &str) -> Vec<Word> {
        if self.plain {
            return syllables(text).map(|token| Word::typed(token.text)).collect();
        }
        let spelt = spell::spelt_out(text);
        if spelt.is_some() {
            self.note(Reading::SpeltOut);
        }
        let text = canonical(spelt.as_deref().unwrap_or(text));
        let typed: Vec<&str> = syllables(&text).map(|token| token.text).collect();
        if self.exact {
            return typed.into_iter().map(Word::typed).collect();
        }
        let mended = self.mended(&typed);
        let words: Vec<&str> = mended.iter().map(String::as_str).collect();
        let restored = spell::restore(self.index.vocabulary(), &words);
        if restored.iter().any(|word| word.changed) {
            self.note(Reading::Restored);
        }
        let word = |it: spell::Restored| Word { text: it.text, restored: it.changed };
        restored.into_iter().map(word).collect()
    }

    /// The words, those that nothing holds mended.
    fn mended(&mut self, typed: &[&str]) -> Vec<String> {
        let mut words: Vec<String> = Vec::with_capacity(typed.len());
        for word in typed {
            let held = self.holds(word);
            let mended = match held {
                true => None,
                false => {
                    let before = words.last().map(String::as_str);
                    spell::mend(self.index.vocabulary(), word, before)
                }
            };
            match mended {
                Some(mended) => {
                    self.note(Reading::Mended);
                    words.extend(mended);
                }
                None => {
                    if !held {
                        self.unknown.push((*word).to_owned());
                    }
                    words.push((*word).to_owned());
                }
            }
        }
        words
    }

    /// Whether any entry holds `word`: as typed or, when it was typed without dấu, with any.
    fn holds(&self, word: &str) -> bool {
        let accented = comparable(word).into_boxed_str();
        let folded = fold(&accented).into_boxed_str();
        let syllable = Syllable { accented, folded };
        self.index.ledgers().iter().any(|ledger| match word.is_ascii() {
            true => !ledger.alike(&syllable.folded).is_empty(),
            false => ledger.number(&syllable).is_some(),
        })
    }

    fn note(&mut self, reading: Reading) {
        if !self.readings.contains(&reading) {
            self.readings.push(reading);
        }
    }
}

/// A spelling of the question that is much likelier than the one typed.
fn likelier(vocabulary: &Vocabulary, parts: &[Part<Vec<Word>>]) -> Option<String> {
    let mut found = false;
    let parts: Vec<Part<Vec<Word>>> = parts
        .iter()
        .map(|part| {
            part.map(&mut |words: &Vec<Word>| {
                let typed: Vec<&str> = words.iter().map(|it| it.text.as_str()).collect();
                match spell::likelier(vocabulary, &typed) {
                    Some(other) => {
                        found = true;
                        other.into_iter().map(Word::typed).collect()
                    }
                    None => words.clone(),
                }
            })
        })
        .collect();
    found.then(|| parts.iter().map(shown).collect::<Vec<_>>().join(" "))
}

impl Resolved {
    /// The question as it was looked for, when that is not as it was typed.
    pub(crate) fn read_as(&self) -> Option<String> {
        let shown: Vec<String> = self.parts.iter().map(shown).collect();
        (!self.readings.is_empty()).then(|| shown.join(" "))
    }
}

/// A part as it would be typed.
fn shown(part: &Part<Vec<Word>>) -> String {
    match part {
        Part::Words(words) => text_of(words),
        Part::Phrase { words, within: 0 } => format!("\"{}\"", text_of(words)),
        Part::Phrase { words, within } => format!("\"{}\"~{within}", text_of(words)),
        Part::Prefix(start) => format!("{start}*"),
        Part::Not(part) => format!("-{}", shown(part)),
        Part::Any(sides) => {
            let side =
                |side: &Vec<Part<Vec<Word>>>| side.iter().map(shown).collect::<Vec<_>>().join(" ");
            format!("({})", sides.iter().map(side).collect::<Vec<_>>().join(" HOẶC "))
        }
    }
}
