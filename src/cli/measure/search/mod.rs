//! `measure search`: are the right articles found, and how fast?
//!
//! A question set is a folder in the usual form of such sets: `corpus.jsonl` (or `.xz`; `_id` = document|article, `title` =
//! heading, `text`, `metadata`), `queries.jsonl` and `qrels.tsv`. The articles are indexed through the product's own
//! schema and analysis into a scratch folder, and every question is asked as a person would ask it. A judgement that the
//! set does not have counts as wrong, so recall is a lower bound.

mod beir;
mod figures;
mod learn;

use std::collections::HashMap;
use std::mem::take;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};

use crate::cli::output::{say, warn};
use crate::cli::{Outcome, today};
use crate::corpus::{Building, Corpus};
use crate::index::Writing;
use crate::search::{Engine, Question, RankPart};
use beir::{Article, Asked, Judged};
use figures::{DEEP, Figures, Tally};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Thư mục có queries.jsonl, qrels.tsv và corpus.jsonl (hoặc corpus.jsonl.xz).
    #[arg(long, value_name = "THƯ MỤC")]
    beir: PathBuf,
    /// Tệp corpus.jsonl hoặc corpus.jsonl.xz ở nơi khác.
    #[arg(long, value_name = "TỆP")]
    corpus: Option<PathBuf>,
    /// Hỏi với đủ dấu, bỏ dấu mỗi tiếng thứ hai, hoặc không dấu.
    #[arg(long, value_name = "CÁCH GÕ", value_enum, default_value_t = Dau::Full)]
    dau: Dau,
    /// Giữ chỉ mục ở thư mục này để lần sau dùng lại; không có thì dùng thư mục tạm rồi xóa.
    #[arg(long, value_name = "THƯ MỤC")]
    keep: Option<PathBuf>,
    /// Ghi vào tệp này những gì xếp hạng thấy ở các điều được xét, để học cách cân (benches/xep-hang).
    #[arg(long, value_name = "TỆP")]
    traits: Option<PathBuf>,
    /// Bỏ một phần của cách xếp hạng, để biết phần đó góp gì.
    #[arg(long, value_name = "PHẦN", value_enum, hide = true)]
    without: Option<Without>,
    /// Chỉ in dòng JSON.
    #[arg(long)]
    json: bool,
}

/// How the questions are typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Dau {
    /// As the set has them.
    Full,
    /// Every second syllable without dấu.
    Half,
    /// No dấu at all.
    None,
}

/// What can be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Without {
    /// Title, heading and text as one text.
    Truong,
    /// Pairs of syllables.
    Cap,
    /// Synonyms and other names.
    CachNoiKhac,
    /// Putting dấu back and mending slips.
    ThemDau,
    /// The second look at the best by sum.
    XetLai,
    /// The order of norms and the effect.
    TienNghiem,
}

impl Without {
    fn part(self) -> Option<RankPart> {
        match self {
            Self::Cap => Some(RankPart::Pairs),
            Self::CachNoiKhac => Some(RankPart::Otherwise),
            Self::XetLai => Some(RankPart::Looking),
            Self::TienNghiem => Some(RankPart::Priors),
            Self::Truong | Self::ThemDau => None,
        }
    }
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let asked = beir::questions(&arguments.beir.join("queries.jsonl"))?;
    let judged = beir::judgements(&arguments.beir.join("qrels.tsv"))?;
    let scratch = Scratch::of(arguments.keep.as_deref())?;
    let corpus = beir::corpus_file(&arguments.beir, arguments.corpus.as_deref())?;
    let joined = arguments.without == Some(Without::Truong);
    let built = build(&corpus, scratch.folder(), joined)?;
    if let Some(path) = &arguments.traits {
        learn::write(path, &built, &asked, &judged, arguments.dau)?;
        return Ok(Outcome::Done);
    }
    let mut tally = Tally::default();
    for question in &asked {
        let Some(wanted) = judged.get(&question.id) else { continue };
        ask(&built, question, wanted, arguments, &mut tally)?;
    }
    if tally.questions() == 0 {
        bail!("không câu hỏi nào có đáp án trong {}", arguments.beir.display());
    }
    let bytes = size_of(scratch.folder())?;
    let figures = Figures::of(tally, built.seconds, bytes);
    if !arguments.json {
        say(&figures.in_words())?;
    }
    say(&serde_json::to_string(&figures)?)?;
    Ok(Outcome::Done)
}

/// A corpus ready to be asked.
struct Built {
    engine: Engine,
    /// The article at an address, by the set's own name.
    names: HashMap<String, String>,
    seconds: f64,
}

/// Indexes the corpus, or takes the index that a run before kept; `joined` makes one text of title, heading and text.
fn build(corpus: &Path, folder: &Path, joined: bool) -> anyhow::Result<Built> {
    let mut names = HashMap::new();
    let mut places = beir::Places::default();
    let started = Instant::now();
    let kept = Corpus::open(folder).ok();
    if kept.is_some() {
        beir::articles(corpus, |article| {
            names.insert(places.of(&article).address(), article.id);
            Ok(())
        })?;
    } else {
        let building = Building::anew(folder)?;
        let writing = Writing::begin(&building.folder().join("search"))?;
        beir::articles(corpus, |article: Article| {
            let place = places.of(&article);
            let (mut subject, mut entry) = (place.subject(&article), place.entry(&article));
            if joined {
                let (title, heading) = (take(&mut subject.title), take(&mut entry.heading));
                entry.body = format!("{title}\n{heading}\n{}", entry.body);
            }
            writing.add(&subject, place.order, &entry)?;
            names.insert(place.address(), article.id);
            Ok(())
        })?;
        writing.commit(1)?;
        building.commit()?;
    }
    let engine = Engine::open(Arc::new(Corpus::open(folder)?))?;
    Ok(Built { engine, names, seconds: started.elapsed().as_secs_f64() })
}

/// Asks one question: once for a page of ten, which is timed, and once as deep as recall is told.
fn ask(
    built: &Built,
    asked: &Asked,
    wanted: &Judged,
    arguments: &Arguments,
    tally: &mut Tally,
) -> anyhow::Result<()> {
    let text = typed(&asked.text, arguments.dau);
    let without = arguments.without;
    let question = Question {
        without: without.and_then(Without::part),
        exact: without == Some(Without::ThemDau),
        ..Question::of(&text, today())
    };
    let started = Instant::now();
    built.engine.answer(&question)?;
    let took = started.elapsed();
    let answer = built.engine.answer(&Question { size: DEEP, ..question })?;
    let mut found: Vec<&str> = Vec::with_capacity(answer.hits.len());
    for hit in &answer.hits {
        let address = beir::article_of(&hit.address);
        if let Some(name) = built.names.get(&address)
            && !found.contains(&name.as_str())
        {
            found.push(name);
        }
    }
    if !arguments.json && !found.iter().take(10).any(|name| wanted.contains_key(*name)) {
        let missed: Vec<&str> = wanted.keys().map(String::as_str).collect();
        say(&format!(
            "{}: {text}\n   cần {}, có {:?}",
            asked.id,
            missed.join(", "),
            found.first()
        ))?;
    }
    tally.add(&found, wanted, took);
    Ok(())
}

/// The question as a person types it.
fn typed(text: &str, dau: Dau) -> String {
    let text = crate::text::canonical(text).into_owned();
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    for (place, token) in crate::text::syllables(&text).enumerate() {
        let bare = dau == Dau::None || dau == Dau::Half && place % 2 == 1;
        if bare {
            let range = token.span.range();
            out.push_str(text.get(copied..range.start).unwrap_or_default());
            out.extend(token.text.chars().map(crate::text::fold_char));
            copied = range.end;
        }
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    out
}

/// Where the index lies while it is asked.
enum Scratch {
    Kept(PathBuf),
    Passing(PathBuf),
}

impl Scratch {
    fn of(keep: Option<&Path>) -> anyhow::Result<Self> {
        if let Some(folder) = keep {
            return Ok(Self::Kept(folder.to_owned()));
        }
        let folder = std::env::temp_dir().join(format!("dieukhoan-do-{}", std::process::id()));
        if folder.exists() {
            bail!("{} đã có; hãy xóa rồi chạy lại", folder.display());
        }
        Ok(Self::Passing(folder))
    }

    fn folder(&self) -> &Path {
        match self {
            Self::Kept(folder) | Self::Passing(folder) => folder,
        }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Self::Passing(folder) = self
            && folder.exists()
            && let Err(error) = std::fs::remove_dir_all(&*folder)
        {
            warn(&format!("Không xóa được {}: {error}", folder.display()));
        }
    }
}

/// Bytes of all files below `folder`.
fn size_of(folder: &Path) -> anyhow::Result<u64> {
    let mut sum = 0;
    let entries =
        std::fs::read_dir(folder).with_context(|| format!("không mở được {}", folder.display()))?;
    for entry in entries {
        let entry = entry?;
        let about = entry.metadata()?;
        sum += if about.is_dir() { size_of(&entry.path())? } else { about.len() };
    }
    Ok(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dau_are_left_out_as_asked() {
        let text = "Kỳ họp bất thường, 20 đại biểu";
        assert_eq!(typed(text, Dau::Full), text);
        assert_eq!(typed(text, Dau::Half), "Kỳ hop bất thuong, 20 dai biểu");
        assert_eq!(typed(text, Dau::None), "Ky hop bat thuong, 20 dai bieu");
    }
}
