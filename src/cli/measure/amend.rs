//! `measure amend`: do the instructions of amending laws give the text that is published today?
//!
//! The law as enacted is amended by each of its amending laws in turn; every trusted article is compared, heading and
//! text, letters and digits alone. An article is *exact*; or *refused*: it differs, and an instruction aimed at it was
//! refused or not understood, which the reader is told; or *wrong*: it differs and nothing said so.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use serde::{Deserialize, Serialize};

use crate::amend::{self, Branch, Cause, Edition, Instruction, Operation, Piece, State};
use crate::cli::Outcome;
use crate::cli::measure::case::{self, Expected};
use crate::cli::measure::differ;
use crate::cli::output::say;
use crate::law::{Document, Kind, Label, Step, Unit};
use crate::text::letters_and_digits;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Thư mục chứa các trường hợp.
    #[arg(long, value_name = "THƯ MỤC")]
    cases: PathBuf,
    /// Chỉ in dòng JSON.
    #[arg(long)]
    json: bool,
    /// In từng điều không khớp, chỗ khác và chỉ dẫn sửa nó.
    #[arg(long)]
    verbose: bool,
}

#[derive(Deserialize)]
struct Case {
    number: String,
    title: String,
    base: String,
    #[serde(default)]
    amend: Vec<Amender>,
}

#[derive(Deserialize)]
struct Amender {
    file: String,
}

#[derive(Debug, Default, Serialize)]
struct Figures {
    cases: usize,
    amended: Amended,
    untouched: Untouched,
    instructions: Instructions,
}

#[derive(Debug, Default, Serialize)]
struct Amended {
    articles: usize,
    exact: usize,
    refused: usize,
    wrong: usize,
}

#[derive(Debug, Default, Serialize)]
struct Untouched {
    articles: usize,
    exact: usize,
    wrong: usize,
}

#[derive(Debug, Default, Serialize)]
struct Instructions {
    parsed: usize,
    applied: usize,
    refused: usize,
    unparsed: usize,
}

/// What happened to one article, in words, and whether something aimed at it was not done.
#[derive(Default)]
struct History {
    words: Vec<String>,
    held_back: bool,
}

/// What happened to the articles of a law.
#[derive(Default)]
struct Histories {
    of: BTreeMap<Label, History>,
    /// Sentences not understood that name no place ("bãi bỏ các quy định về trưng dụng đất trong Luật …"): they may aim at
    /// any article, and the reader of any is told so.
    anywhere: History,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let mut figures = Figures::default();
    let mut reasons: BTreeMap<String, usize> = BTreeMap::new();
    for folder in case::folders(&arguments.cases)? {
        figures.cases += 1;
        let (edition, histories) = amended(&folder, &mut figures.instructions, &mut reasons)?;
        let name = folder.file_name().map(|it| it.to_string_lossy()).unwrap_or_default();
        for expected in case::expected(&folder)?.into_iter().filter(|it| it.trusted) {
            let lines = judge(&edition, &expected, &histories, &mut figures);
            if arguments.verbose && !arguments.json && !lines.is_empty() {
                say(&format!("{name} {}", lines.join("\n")))?;
            }
        }
    }
    if figures.cases == 0 {
        bail!("không có trường hợp nào trong {}", arguments.cases.display());
    }
    if !arguments.json {
        for (reason, count) in &reasons {
            say(&format!("{count:5}  {reason}"))?;
        }
    }
    say(&serde_json::to_string(&figures)?)?;
    Ok(Outcome::Done)
}

/// The law of a case after all its amending laws, and what was done to each article.
fn amended(
    folder: &Path,
    figures: &mut Instructions,
    reasons: &mut BTreeMap<String, usize>,
) -> anyhow::Result<(Edition, Histories)> {
    let path = folder.join("case.toml");
    let text = std::fs::read_to_string(&path)
        .with_context(|| format!("không mở được {}", path.display()))?;
    let case: Case = toml::from_str(&text).with_context(|| path.display().to_string())?;
    let mut base = case::document(&folder.join(&case.base))?;
    // Some texts come without their title block; the case says who they are.
    if base.identity.number.is_none() {
        base.identity.number = case.number.parse().ok();
        base.title.clone_from(&case.title);
        if base.kind == Kind::Other {
            base.kind = Kind::Law;
        }
    }
    let mut edition = Edition::of(&base);
    let mut histories = Histories::default();
    let mut count = 0;
    for amender in &case.amend {
        let document = case::document(&folder.join(&amender.file))?;
        for instruction in amend::parse(&document).value {
            if !instruction.target.names(&base) {
                continue;
            }
            count += 1;
            let articles = aimed(&edition, &instruction.operation);
            let unparsed = matches!(instruction.operation, Operation::Unparsed { .. });
            let outcome = amend::apply(&mut edition, &instruction.operation, Cause(count));
            match &outcome {
                _ if unparsed => figures.unparsed += 1,
                Ok(()) => figures.applied += 1,
                Err(_) => figures.refused += 1,
            }
            figures.parsed += usize::from(!unparsed);
            if let Err(refusal) = &outcome {
                *reasons.entry(kind_of(refusal)).or_default() += 1;
            }
            remember(&document, &instruction, &outcome, articles, &mut histories);
        }
    }
    Ok((edition, histories))
}

/// The name of a refusal, without its particulars.
fn kind_of(refusal: &amend::Refusal) -> String {
    let words = format!("{refusal:?}");
    let end = words.find(|c: char| !c.is_alphanumeric()).unwrap_or(words.len());
    words.get(..end).unwrap_or_default().to_owned()
}

/// The articles an operation aims at: named, or in a chapter it names or brings.
fn aimed(edition: &Edition, operation: &Operation) -> BTreeSet<Label> {
    let mut articles: BTreeSet<Label> = BTreeSet::new();
    for place in operation.places() {
        articles.extend(place.article().cloned());
        articles.extend(edition.articles_in(place).into_iter().map(|it| it.step.label.clone()));
    }
    let brought = match operation {
        Operation::Replace { new, .. } => new.iter().filter_map(Piece::unit).collect(),
        Operation::Insert { new, .. } => vec![&**new],
        _ => Vec::new(),
    };
    let brought = brought.into_iter().flat_map(Branch::article_steps);
    articles.extend(brought.map(|step| step.label));
    articles
}

fn remember(
    document: &Document,
    instruction: &Instruction,
    outcome: &Result<(), amend::Refusal>,
    articles: BTreeSet<Label>,
    histories: &mut Histories,
) {
    let said = match outcome {
        Ok(()) => "đã sửa".to_owned(),
        Err(refusal) => format!("từ chối: {refusal}"),
    };
    let sentence = document.text(instruction.sentence);
    let line = format!("    {said} ← {sentence}");
    if articles.is_empty() && matches!(instruction.operation, Operation::Unparsed { .. }) {
        histories.anywhere.held_back = true;
        histories.anywhere.words.push(line);
        return;
    }
    for article in articles {
        let history = histories.of.entry(article).or_default();
        history.words.push(line.clone());
        history.held_back |= outcome.is_err();
    }
}

/// Compares one article; returns what is to be printed when it is not exact.
fn judge(
    edition: &Edition,
    expected: &Expected,
    histories: &Histories,
    figures: &mut Figures,
) -> Vec<String> {
    let touched = !expected.amended_by.is_empty();
    let label = Label::new(&expected.article);
    let article = label.clone().and_then(|it| edition.article(&Step::new(Unit::Article, it)));
    let exact = article.is_some_and(|article| is_exact(article, expected));
    let history = label.and_then(|it| histories.of.get(&it));
    let anywhere = &histories.anywhere;
    let held_back = history.is_some_and(|it| it.held_back) || anywhere.held_back;
    let verdict = match (exact, touched, held_back) {
        (true, ..) => "đúng",
        (false, true, true) => "từ chối",
        _ => "SAI",
    };
    if touched {
        figures.amended.articles += 1;
        match verdict {
            "đúng" => figures.amended.exact += 1,
            "từ chối" => figures.amended.refused += 1,
            _ => figures.amended.wrong += 1,
        }
    } else {
        figures.untouched.articles += 1;
        figures.untouched.exact += usize::from(exact);
        figures.untouched.wrong += usize::from(!exact);
    }
    if exact {
        return Vec::new();
    }
    let ours = article.map(|it| format!("{} | {}", heading(it), it.body())).unwrap_or_default();
    let theirs = format!("{} | {}", expected.heading, expected.text);
    let mut lines = vec![format!("Điều {}: {verdict}", expected.article)];
    lines.push(format!("    {}", differ::words(&theirs, &ours)));
    lines.extend(history.into_iter().chain([anywhere]).flat_map(|it| it.words.iter().cloned()));
    lines
}

fn heading(article: &Branch) -> &str {
    article.heading.as_ref().map_or("", |it| it.text.as_str())
}

fn is_exact(article: &Branch, expected: &Expected) -> bool {
    let text = letters_and_digits(&standing_words(&article.body()));
    let expected_text = letters_and_digits(&standing_words(&expected.text));
    if article.state == State::Repealed {
        return expected_text.is_empty();
    }
    text == expected_text
        && letters_and_digits(heading(article)) == letters_and_digits(&expected.heading)
}

/// The words without what stands for repealed units: "(được bãi bỏ)" and numbers that nothing follows.
fn standing_words(text: &str) -> String {
    let kept = text.lines().filter(|line| {
        let bare = without_marks_of_repeal(line);
        let bare = bare.trim().trim_end_matches(['.', ')', ';']);
        let number = bare.chars().count() <= 4
            && !bare.contains(' ')
            && Label::new(bare)
                .is_some_and(|it| it.number().is_some() || it.as_str().chars().count() <= 2);
        !bare.is_empty() && !number
    });
    kept.map(without_marks_of_repeal).collect::<Vec<_>>().join("\n")
}

/// "3. (Bị bãi bỏ)" (Luật 66/2006/QH11, Điều 158) is written for "(được bãi bỏ)".
fn without_marks_of_repeal(line: &str) -> String {
    let marks = ["(được bãi bỏ)", "(Được bãi bỏ)", "(bị bãi bỏ)", "(Bị bãi bỏ)", "(bãi bỏ)"];
    marks.iter().fold(line.to_owned(), |line, mark| line.replace(mark, ""))
}
