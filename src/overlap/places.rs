//! Viện dẫn as overlap weighs it: does one provision name the other, and do both rest on a third?

use std::collections::BTreeMap;

use crate::cite::{self, Named};
use crate::law::Unit;
use crate::overlap::passage::{Gram, gram, sorted};
use crate::text::comparable;

/// Documents and their điều, by the names that citations use. A document has two: its number and its title.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    /// Documents, sorted.
    pub(super) documents: Vec<Gram>,
    /// Điều of documents, sorted.
    pub(super) articles: Vec<Gram>,
    /// What is cited, in words, for telling reasons.
    told: BTreeMap<Gram, String>,
}

/// Names told in one reason.
const TOLD: usize = 3;

impl Places {
    /// The names of one điều: its document's `names` in comparable form, and its number.
    pub(super) fn own(names: &[String], article: &str) -> Self {
        let names = || names.iter().filter(|it| !it.is_empty());
        Self {
            documents: sorted(names().map(|it| gram(&[it.as_str()])).collect()),
            articles: match article.is_empty() {
                true => Vec::new(),
                false => sorted(names().map(|it| gram(&[it.as_str(), article])).collect()),
            },
            told: BTreeMap::new(),
        }
    }

    /// What a body cites. Its own document counts by its điều only.
    pub(super) fn cited(body: &str, own: &[String]) -> Self {
        let mut found = Self::default();
        for mention in cite::find(body) {
            let article = mention.place.steps.iter().find(|it| it.unit == Unit::Article);
            let (names, whole): (Vec<String>, Option<String>) = match &mention.document {
                Named::Written(name) => {
                    let names = name.number.iter().chain(&name.title).map(|it| comparable(it));
                    let kind = name.kind.map(|it| format!("{} ", it.name())).unwrap_or_default();
                    let titled = name.title.as_ref().map(|it| match it.starts_with(kind.trim()) {
                        true => it.clone(),
                        false => format!("{kind}{it}"),
                    });
                    (names.collect(), titled.or_else(|| name.number.clone()))
                }
                Named::Unsaid | Named::This(_) => (own.to_vec(), None),
            };
            for name in names.iter().filter(|it| !it.is_empty()) {
                let words = mention.span.of(body);
                let document = gram(&[name.as_str()]);
                if !own.contains(name) {
                    found.documents.push(document);
                    // Both may rest on one document and on other điều of it: only the document is told then.
                    let whole = whole.as_deref().unwrap_or(words);
                    found.told.entry(document).or_insert_with(|| whole.to_owned());
                }
                if let Some(it) = article {
                    let article = gram(&[name.as_str(), it.label.as_str()]);
                    found.articles.push(article);
                    found.told.entry(article).or_insert_with(|| words.to_owned());
                }
            }
        }
        found.documents = sorted(found.documents);
        found.articles = sorted(found.articles);
        found
    }

    /// What stands in both, in the words of this side; điều first, documents where no điều is shared.
    pub(super) fn named(&self, other: &Self) -> Vec<String> {
        let both = |ours: &[Gram], theirs: &[Gram]| -> Vec<String> {
            let met = ours.iter().filter(|it| theirs.binary_search(it).is_ok());
            let mut words: Vec<String> = met.filter_map(|it| self.told.get(it)).cloned().collect();
            words.sort();
            words.dedup();
            words.truncate(TOLD);
            words
        };
        let articles = both(&self.articles, &other.articles);
        if articles.is_empty() { both(&self.documents, &other.documents) } else { articles }
    }
}
