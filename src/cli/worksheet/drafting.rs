//! The draft of a worksheet: provisions taken into it, and the draft as a file.

use std::fs;
use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, ValueEnum};

use crate::cli::found::{Asked, asked};
use crate::cli::output::say;
use crate::cli::worksheet::{Kept, engine, sheet};
use crate::cli::{Outcome, by, today};
use crate::corpus::Corpus;
use crate::export;
use crate::law::Address;
use crate::review::{self, Side, sentences_of};
use crate::workspace::Article;

#[derive(Debug, Args)]
pub(crate) struct Take {
    #[command(flatten)]
    at: Kept,
    /// Tên bảng.
    #[arg(value_name = "TÊN")]
    name: String,
    /// Điều khoản được đưa vào; nhiều điều khoản thì gộp thành một điều, theo thứ tự đã gõ.
    #[arg(value_name = "ĐỊA CHỈ", required = true)]
    from: Vec<Address>,
    /// Tên điều; mặc định là tên của điều khoản đầu tiên.
    #[arg(long, value_name = "LỜI")]
    heading: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    #[command(flatten)]
    at: Kept,
    /// Tên bảng.
    #[arg(value_name = "TÊN")]
    name: String,
    /// Dạng tệp.
    #[arg(long, value_enum, default_value_t = Format::Docx)]
    format: Format,
    /// Tệp ghi ra.
    #[arg(long, value_name = "TỆP")]
    out: PathBuf,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// Dự thảo dạng Word.
    Docx,
    /// Dự thảo dạng Markdown.
    Md,
    /// Dự thảo dạng JSON.
    Json,
    /// Phiếu rà soát và các danh mục, dạng Word.
    Phieu,
}

pub(super) fn take(arguments: &Take) -> anyhow::Result<Outcome> {
    let corpus = Corpus::open(&arguments.at.index.index)?;
    let workspace = arguments.at.open()?;
    let sheet = sheet(&workspace, &arguments.name)?;
    let mut article = Article::default();
    let mut heading = arguments.heading.clone();
    for address in &arguments.from {
        let Asked::One(listing) = asked(&corpus, address)? else { return Ok(Outcome::Nothing) };
        let address = Address { document: listing.reference, portion: address.portion.clone() };
        let Some(side) = Side::open(&corpus, &address)? else {
            say(&format!("{address}: hãy nêu một điều, khoản có trong văn bản."))?;
            return Ok(Outcome::Nothing);
        };
        heading.get_or_insert_with(|| side.heading());
        let found = sentences_of(&side.document, &side.address.document, side.unit);
        article.sentences.extend(found.iter().map(review::Picked::sentence));
    }
    article.heading = heading.unwrap_or_default();
    workspace.add(Some(sheet.id), &article, &by())?;
    say(&format!("Đã thêm điều “{}”: {} câu.", article.heading, article.sentences.len()))?;
    Ok(Outcome::Done)
}

pub(super) fn export(arguments: &Export) -> anyhow::Result<Outcome> {
    let engine = engine(&arguments.at.index)?;
    let workspace = arguments.at.open()?;
    let sheet = sheet(&workspace, &arguments.name)?;
    let scope = review::documents(&engine, &sheet.body.scope, today())?;
    let corpus = engine.corpus();
    let draft = review::draft_of(corpus, &workspace, &sheet, &scope, today())?;
    let bytes = match arguments.format {
        Format::Docx => export::draft_docx(&draft)?,
        Format::Md => export::draft_markdown(&draft).into_bytes(),
        Format::Json => format!("{:#}\n", export::draft_json(&draft)).into_bytes(),
        Format::Phieu => {
            let found = review::report_of(corpus, &workspace, &sheet, &scope, today())?;
            export::review_docx(&found)?
        }
    };
    let out = &arguments.out;
    fs::write(out, bytes).with_context(|| format!("không ghi được {}", out.display()))?;
    if matches!(arguments.format, Format::Phieu) {
        say(&format!("Đã ghi phiếu rà soát vào {}.", out.display()))?;
        return Ok(Outcome::Done);
    }
    say(&format!("Đã ghi {} điều vào {}.", draft.articles.len(), out.display()))?;
    Ok(if draft.articles.is_empty() { Outcome::Nothing } else { Outcome::Done })
}
