//! What is run: the last form of a question before the index sees it.
//!
//! ```text
//! text ─query→ Query ─resolve→ Resolved ─plan→ Plan ─engine→ Answer
//! ```
//!
//! A plan knows nothing of how it was typed. Runs rank and never exclude; needs exclude and never rank: whoever runs a
//! plan may weigh as he likes without changing what is found.

use crate::search::filter::Filters;
use crate::search::query::Part;
use crate::search::resolve::Resolved;
use crate::search::synonym;

/// A word said otherwise counts this much of the word asked.
const OTHERWISE: f32 = 0.4;

/// Kế hoạch tìm.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// The words that rank. The asked ones come first.
    pub runs: Vec<Run>,
    /// Every hit meets each of these.
    pub must: Vec<Need>,
    /// No hit meets any of these.
    pub not: Vec<Need>,
    /// What every hit must be besides.
    pub filters: Filters,
}

/// Words that stand side by side in the question; pairs are made inside of a run only.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The words, in their order.
    pub words: Vec<Word>,
    /// Against the words asked: 1 for these, less for synonyms and other names.
    pub weight: f32,
}

/// Âm tiết or number of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// As it is looked for.
    pub text: String,
    /// Whether dấu were put on it that the reader did not type: its folded form was asked for as well.
    pub restored: bool,
}

/// A condition on the text of a hit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// Every one of these words, anywhere.
    Words(Vec<Word>),
    /// These words in this order, with at most `within` others among them.
    Phrase {
        /// The words.
        words: Vec<Word>,
        /// How many others.
        within: usize,
    },
    /// A word that begins so, folded.
    Prefix(String),
    /// All of these.
    All(Vec<Self>),
    /// One of these at least.
    Any(Vec<Self>),
}

impl Word {
    /// A word as typed.
    pub fn typed(text: impl Into<String>) -> Self {
        Self { text: text.into(), restored: false }
    }
}

impl Run {
    /// The words, as a text.
    pub fn text(&self) -> String {
        text_of(&self.words)
    }
}

impl Plan {
    /// The plan of a resolved question.
    pub fn of(resolved: &Resolved) -> Self {
        let mut plan = Self { filters: resolved.filters.clone(), ..Self::default() };
        for part in &resolved.parts {
            match part {
                Part::Words(words) => plan.ask(words),
                Part::Not(part) => plan.not.extend(need(part)),
                part => {
                    rank(part, &mut plan);
                    plan.must.extend(need(part));
                }
            }
        }
        let asked: Vec<String> = plan.runs.iter().map(Run::text).collect();
        for otherwise in asked.iter().flat_map(|text| synonym::otherwise(text)) {
            let words = otherwise.split_whitespace().map(Word::typed).collect();
            plan.runs.push(Run { words, weight: OTHERWISE });
        }
        plan
    }

    /// Whether there is nothing to rank by.
    pub fn is_empty(&self) -> bool {
        self.runs.iter().all(|run| run.words.is_empty())
    }

    /// The words asked for, without those that say them otherwise.
    pub fn asked(&self) -> impl Iterator<Item = &Run> {
        self.runs.iter().filter(|run| run.weight >= 1.0)
    }

    fn ask(&mut self, words: &[Word]) {
        if !words.is_empty() {
            self.runs.push(Run { words: words.to_vec(), weight: 1.0 });
        }
    }
}

/// Words of a part that is needed rank too: where they stand thickest is the best answer.
fn rank(part: &Part<Vec<Word>>, plan: &mut Plan) {
    match part {
        Part::Words(words) | Part::Phrase { words, .. } => plan.ask(words),
        Part::Any(sides) => sides.iter().flatten().for_each(|part| rank(part, plan)),
        Part::Prefix(_) | Part::Not(_) => {}
    }
}

fn need(part: &Part<Vec<Word>>) -> Option<Need> {
    match part {
        Part::Words(words) => Some(words.clone()).filter(|it| !it.is_empty()).map(Need::Words),
        Part::Phrase { words, .. } if words.is_empty() => None,
        Part::Phrase { words, within } => {
            Some(Need::Phrase { words: words.clone(), within: *within })
        }
        Part::Prefix(start) => Some(Need::Prefix(start.clone())),
        Part::Not(_) => None,
        Part::Any(sides) => {
            let side =
                |side: &Vec<Part<Vec<Word>>>| Need::All(side.iter().filter_map(need).collect());
            Some(Need::Any(sides.iter().map(side).collect()))
        }
    }
}

/// Words as a text.
pub(crate) fn text_of(words: &[Word]) -> String {
    words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
}
