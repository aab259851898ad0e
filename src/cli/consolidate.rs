//! `dieukhoan consolidate`: a document as it reads on a day, with a note at each change, as a draft to check and sign.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, ValueEnum};
use jiff::civil::Date;

use crate::cli::found::{Asked, asked};
use crate::cli::output::{say, warn};
use crate::cli::{IndexArgument, Outcome, today};
use crate::corpus::Corpus;
use crate::export;
use crate::law::{Address, DocumentRef, Portion};
use crate::timeline::consolidated;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    index: IndexArgument,
    /// Số, ký hiệu văn bản: 77/2015/QH13.
    #[arg(value_name = "SỐ HIỆU")]
    document: DocumentRef,
    /// Theo lời văn có hiệu lực vào ngày này (NĂM-THÁNG-NGÀY); mặc định là hôm nay.
    #[arg(long, value_name = "NGÀY")]
    on: Option<Date>,
    /// Dạng tệp.
    #[arg(long, value_name = "DẠNG", value_enum, default_value_t = Format::Md)]
    format: Format,
    /// Tệp ghi ra; mặc định in ra màn hình (docx luôn cần tệp).
    #[arg(long, short, value_name = "TỆP")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Md,
    Html,
    Docx,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let corpus = Corpus::open(&arguments.index.index)?;
    let address = Address { document: arguments.document.clone(), portion: Portion::default() };
    let Asked::One(listing) = asked(&corpus, &address)? else { return Ok(Outcome::Nothing) };
    let slug = listing.reference.slug();
    let Some(timeline) = corpus.timeline(&slug)? else { return Ok(Outcome::Nothing) };
    if timeline.base.facts.catalogue_only {
        say(
            "Chỉ có thông tin về văn bản này; toàn văn chưa được nạp vào kho nên không hợp nhất được.",
        )?;
        return Ok(Outcome::Nothing);
    }
    if timeline.base.facts.codified {
        warn(
            "Nội dung lấy từ Bộ pháp điển đã là lời văn hợp nhất; nạp toàn văn bản gốc để hợp nhất theo ngày.",
        );
    }
    let draft = consolidated(&timeline, arguments.on.unwrap_or_else(today));
    if !draft.refused.is_empty() {
        warn(&format!(
            "{} chỉ dẫn sửa đổi chưa thực hiện được, liệt kê ở đầu bản dự thảo.",
            draft.refused.len()
        ));
    }
    let bytes = match arguments.format {
        Format::Md => export::markdown(&draft).into_bytes(),
        Format::Html => export::html(&draft).into_bytes(),
        Format::Docx => export::docx(&draft)?,
    };
    match &arguments.output {
        Some(path) => std::fs::write(path, bytes)
            .with_context(|| format!("không ghi được {}", path.display()))?,
        None if arguments.format == Format::Docx => {
            let path = PathBuf::from(format!("{slug}.docx"));
            std::fs::write(&path, bytes)
                .with_context(|| format!("không ghi được {}", path.display()))?;
            say(&format!("Đã ghi {}", path.display()))?;
        }
        None => std::io::stdout().lock().write_all(&bytes)?,
    }
    Ok(Outcome::Done)
}
