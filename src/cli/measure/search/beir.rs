//! A question set in files, and its articles as entries of the index.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use liblzma::read::XzDecoder;
use serde::Deserialize;

use crate::index::{Entry, Subject, passages};
use crate::law::{Address, Component, DocumentNumber, Label, Portion, Step, Unit};
use crate::text::slug;

/// An article of the corpus.
#[derive(Deserialize)]
pub(super) struct Article {
    /// Document and article: `57/2020/qh14|1`.
    #[serde(rename = "_id")]
    pub(super) id: String,
    #[serde(default)]
    title: String,
    text: String,
    #[serde(default)]
    metadata: Metadata,
}

#[derive(Default, Deserialize)]
struct Metadata {
    doc_number: Option<String>,
    doc_title: Option<String>,
    law: Option<String>,
}

/// A question.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(rename = "_id")]
    pub(super) id: String,
    pub(super) text: String,
}

/// The articles that answer a question, each with its worth.
pub(super) type Judged = BTreeMap<String, u32>;

/// The corpus that belongs to the questions in `folder`.
pub(super) fn corpus_file(folder: &Path, named: Option<&Path>) -> anyhow::Result<PathBuf> {
    let beside = || {
        ["corpus.jsonl", "corpus.jsonl.xz"]
            .map(|name| folder.join(name))
            .into_iter()
            .find(|it| it.exists())
    };
    match named.map(Path::to_owned).or_else(beside) {
        Some(path) => Ok(path),
        None => bail!(
            "không có corpus.jsonl hay corpus.jsonl.xz trong {}; nêu bằng --corpus",
            folder.display()
        ),
    }
}

/// Gives each article of the corpus to `take`, in the order of the file.
pub(super) fn articles(
    path: &Path,
    mut take: impl FnMut(Article) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let file = File::open(path).with_context(|| format!("không mở được {}", path.display()))?;
    let packed = path.extension().is_some_and(|it| it == "xz");
    let plain: Box<dyn Read> =
        if packed { Box::new(XzDecoder::new_multi_decoder(file)) } else { Box::new(file) };
    for (place, line) in BufReader::with_capacity(1 << 20, plain).lines().enumerate() {
        let at = || format!("{}:{}", path.display(), place + 1);
        let line = line.with_context(at)?;
        if !line.trim().is_empty() {
            take(serde_json::from_str(&line).with_context(at)?)?;
        }
    }
    Ok(())
}

/// The questions of a set.
pub(super) fn questions(path: &Path) -> anyhow::Result<Vec<Asked>> {
    let text = read(path)?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(place, line)| {
            serde_json::from_str(line).with_context(|| format!("{}:{}", path.display(), place + 1))
        })
        .collect()
}

/// What answers each question: `query-id`, `corpus-id`, `score`, between tabs, under a line that names them.
pub(super) fn judgements(path: &Path) -> anyhow::Result<HashMap<String, Judged>> {
    let text = read(path)?;
    let mut judged: HashMap<String, Judged> = HashMap::new();
    for (place, line) in text.lines().enumerate() {
        let parts: Vec<&str> = line.split('\t').collect();
        let [question, article, worth] = parts.as_slice() else {
            if line.trim().is_empty() {
                continue;
            }
            bail!("{}:{}: cần ba cột cách nhau bằng tab", path.display(), place + 1);
        };
        match worth.trim().parse::<u32>() {
            Ok(worth) if worth > 0 => {
                judged
                    .entry((*question).to_owned())
                    .or_default()
                    .insert((*article).to_owned(), worth);
            }
            Ok(_) => {}
            Err(_) if place == 0 => {}
            Err(error) => {
                return Err(error).with_context(|| format!("{}:{}", path.display(), place + 1));
            }
        }
    }
    Ok(judged)
}

fn read(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("không mở được {}", path.display()))
}

/// Hands out places in the index: the articles of a document in their order, no two at one address.
#[derive(Default)]
pub(super) struct Places {
    orders: HashMap<String, u64>,
    given: HashMap<String, u16>,
}

/// Where an article stands in the index.
pub(super) struct Place {
    slug: String,
    portion: Portion,
    /// Place in its document.
    pub(super) order: u64,
}

impl Places {
    /// The place of the next article.
    pub(super) fn of(&mut self, article: &Article) -> Place {
        let (document, number) = article.id.rsplit_once('|').unwrap_or((&article.id, "1"));
        let slug = slug(document);
        let order = self.orders.entry(slug.clone()).or_default();
        *order += 1;
        let label = Label::new(number)
            .unwrap_or_else(|| Label::count(u32::try_from(*order).unwrap_or(u32::MAX)));
        let mut step = Step::new(Unit::Article, label);
        let given = self.given.entry(format!("{slug}#{step}")).or_default();
        *given += 1;
        step.occurrence = *given;
        let portion = Portion { component: Component::Main, steps: vec![step] };
        Place { slug, portion, order: *order }
    }
}

impl Place {
    /// Its address, as [`article_of`] gives it back.
    pub(super) fn address(&self) -> String {
        format!("{}#{}", self.slug, self.portion)
    }

    /// The document that the article belongs to.
    pub(super) fn subject(&self, article: &Article) -> Subject {
        let about = &article.metadata;
        let document = article.id.rsplit_once('|').map_or(article.id.as_str(), |(it, _)| it);
        let number = about.doc_number.as_deref().unwrap_or(document);
        let named = about.doc_title.as_deref().or(about.law.as_deref()).unwrap_or(document);
        // A set that knows its laws by number alone has no titles.
        let title = if named.parse::<DocumentNumber>().is_ok() { "" } else { named };
        Subject::named(&self.slug, number, title)
    }

    /// The article as an entry.
    pub(super) fn entry(&self, article: &Article) -> Entry {
        let numbers = passages(&article.text).into_iter().filter_map(|passage| passage.number);
        let labels = numbers.filter_map(|number| Label::new(&number));
        Entry {
            clauses: labels.map(|label| Step::new(Unit::Clause, label)).collect(),
            portion: self.portion.clone(),
            heading: article.title.clone(),
            body: article.text.clone(),
            ..Entry::default()
        }
    }
}

/// The article that a hit stands in, whatever smaller unit of it was shown.
pub(super) fn article_of(address: &Address) -> String {
    let mut portion = address.portion.clone();
    portion.steps.truncate(1);
    format!("{}#{portion}", address.document.slug())
}
