//! `measure structure`: are the articles of a law read as they are?
//!
//! A case is a folder with `base.txt` (the law as enacted), `case.toml` (its number) and `expected.jsonl`: one article a
//! line, `{"article","heading","text","amended_by","trusted"}`. Only trusted articles that nobody amended are compared,
//! heading and text each, letters and digits alone (case, tone placement and punctuation aside).

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use serde::Serialize;

use crate::cli::Outcome;
use crate::cli::measure::case;
use crate::cli::output::say;
use crate::law::{Document, DocumentNumber, Label, Portion, Step, Unit};
use crate::text::letters_and_digits;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Thư mục chứa các trường hợp.
    #[arg(long, value_name = "THƯ MỤC")]
    cases: PathBuf,
    /// Đọc các luật từ trang đã lưu thay cho base.txt: html:THƯ MỤC.
    #[arg(long, value_name = "html:THƯ MỤC")]
    base: Option<String>,
    /// Chỉ in dòng JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Default, Serialize)]
struct Figures {
    cases: usize,
    articles: usize,
    exact: usize,
    missing: usize,
    wrong: usize,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let pages = match arguments.base.as_deref().map(|base| base.split_once(':')) {
        None => None,
        Some(Some(("html", folder))) => Some(Pages::read(Path::new(folder))?),
        Some(_) => bail!("--base cần dạng html:THƯ MỤC"),
    };
    let mut figures = Figures::default();
    for folder in case::folders(&arguments.cases)? {
        let Some(document) = document_of(&folder, pages.as_ref())? else {
            if !arguments.json {
                say(&format!("{}: không có trang đã lưu, bỏ qua", folder.display()))?;
            }
            continue;
        };
        let lines = compare(&folder, &document, &mut figures)?;
        if !arguments.json && !lines.is_empty() {
            say(&lines.join("\n"))?;
        }
    }
    if figures.cases == 0 {
        bail!("không có trường hợp nào trong {}", arguments.cases.display());
    }
    say(&serde_json::to_string(&figures)?)?;
    Ok(Outcome::Done)
}

fn document_of(folder: &Path, pages: Option<&Pages>) -> anyhow::Result<Option<Document>> {
    match pages {
        None => case::document(&folder.join("base.txt")).map(Some),
        Some(pages) => {
            let case = std::fs::read_to_string(folder.join("case.toml"))?;
            let number =
                case.lines().find_map(|line| line.strip_prefix("number = ")).unwrap_or_default();
            let number: DocumentNumber = number.trim_matches('"').parse()?;
            pages.find(&number).map(|path| case::document(path)).transpose()
        }
    }
}

fn compare(
    folder: &Path,
    document: &Document,
    figures: &mut Figures,
) -> anyhow::Result<Vec<String>> {
    figures.cases += 1;
    let mut lines = Vec::new();
    for expected in case::expected(folder)? {
        if !expected.trusted || !expected.amended_by.is_empty() {
            continue;
        }
        figures.articles += 1;
        let found = Label::new(&expected.article).and_then(|label| {
            let steps = vec![Step::new(Unit::Article, label)];
            document.find(&Portion { steps, ..Portion::default() })
        });
        let Some(id) = found else {
            figures.missing += 1;
            lines.push(format!("{}: thiếu Điều {}", folder.display(), expected.article));
            continue;
        };
        let same =
            |ours: &str, theirs: &str| letters_and_digits(ours) == letters_and_digits(theirs);
        let heading = same(document.heading(id).unwrap_or_default(), &expected.heading);
        if heading && same(&document.body(id), &expected.text) {
            figures.exact += 1;
        } else {
            figures.wrong += 1;
            let what = if heading { "nội dung" } else { "tên" };
            lines.push(format!("{}: khác {what} Điều {}", folder.display(), expected.article));
        }
    }
    Ok(lines)
}

/// Saved pages by the number of the law they hold.
struct Pages(Vec<(DocumentNumber, PathBuf)>);

impl Pages {
    fn read(folder: &Path) -> anyhow::Result<Self> {
        let entries = std::fs::read_dir(folder)
            .with_context(|| format!("không mở được {}", folder.display()))?;
        let mut paths: Vec<PathBuf> =
            entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect();
        paths.sort();
        let mut pages = Vec::new();
        for path in paths {
            let document = case::document(&path)?;
            pages.extend(document.identity.number.map(|number| (number, path)));
        }
        Ok(Self(pages))
    }

    fn find(&self, number: &DocumentNumber) -> Option<&PathBuf> {
        self.0.iter().find(|(it, _)| it == number).map(|(_, path)| path)
    }
}
