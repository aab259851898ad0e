//! `dieukhoan fetch`: the large public collections, downloaded once, taken up where a cut line left them.
//!
//! The only command that speaks to the network. What is downloaded is not read here: it lies in a folder, to be declared
//! as a source.

mod content;
mod download;
mod fault;

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::{Args, Subcommand};

use crate::cli::Outcome;
use crate::cli::output::{say, warn};
use crate::cli::progress::Bars;

use content::Content;
use download::{Done, Download};

/// Which collection.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Bộ pháp điển điện tử của Bộ Tư pháp: một tệp .zip.
    Phapdien(Codification),
    /// Bộ dữ liệu văn bản công khai trên Hugging Face: ba tệp Parquet.
    Hf(DataSet),
}

#[derive(Debug, Args)]
pub(crate) struct Codification {
    /// Địa chỉ của tệp.
    #[arg(
        long,
        value_name = "ĐỊA CHỈ",
        default_value = "https://phapdien.moj.gov.vn/TraCuuPhapDien/Files/BoPhapDienDienTu.zip",
        env = "DIEUKHOAN_PHAPDIEN"
    )]
    from: String,
    #[command(flatten)]
    how: How,
}

#[derive(Debug, Args)]
pub(crate) struct DataSet {
    /// Địa chỉ của thư mục chứa metadata.parquet, content.parquet, relationships.parquet.
    #[arg(
        long,
        value_name = "ĐỊA CHỈ",
        default_value = "https://huggingface.co/datasets/th1nhng0/vietnamese-legal-documents/resolve/main/data",
        env = "DIEUKHOAN_HF"
    )]
    from: String,
    #[command(flatten)]
    how: How,
}

#[derive(Debug, Args)]
struct How {
    /// Thư mục để tệp tải về.
    #[arg(long, value_name = "THƯ MỤC", default_value = "tai-ve")]
    into: PathBuf,
    /// Mã SHA-256 mà tệp phải có (chỉ dùng khi tải một tệp).
    #[arg(long, value_name = "MÃ")]
    sha256: Option<String>,
    /// Không tải tệp lớn hơn số GB này.
    #[arg(long, value_name = "GB", default_value_t = 16)]
    limit: u64,
}

/// The files of the data set, the small ones first: a wrong address shows at once.
const FILES: [&str; 3] = ["metadata.parquet", "relationships.parquet", "content.parquet"];

pub(crate) fn run(command: &Command) -> anyhow::Result<Outcome> {
    match command {
        Command::Phapdien(asked) => {
            let path = asked.from.split(['?', '#']).next().unwrap_or_default();
            let name = path.rsplit('/').next().filter(|name| !name.is_empty());
            let name = name.unwrap_or("BoPhapDienDienTu.zip");
            fetch(&asked.from, name, Content::Archive, &asked.how)?;
            declare("phap-dien", &asked.how.into.join(name))
        }
        Command::Hf(asked) => {
            if asked.how.sha256.is_some() {
                anyhow::bail!("--sha256 là mã của một tệp; bộ dữ liệu này có ba tệp");
            }
            for name in FILES {
                let address = format!("{}/{name}", asked.from.trim_end_matches('/'));
                fetch(&address, name, Content::Parquet, &asked.how)?;
            }
            declare("bo-du-lieu", &asked.how.into)
        }
    }
}

fn fetch(from: &str, name: &str, content: Content, how: &How) -> anyhow::Result<()> {
    std::fs::create_dir_all(&how.into)
        .with_context(|| format!("không tạo được thư mục “{}”", how.into.display()))?;
    let download = Download {
        address: from,
        target: &how.into.join(name),
        expected: how.sha256.as_deref(),
        limit: how.limit.saturating_mul(1 << 30),
        content,
    };
    let path = how.into.join(name);
    match download.run(&Bars::default())? {
        Done::Same => warn(&format!("{}: không đổi từ lần tải trước.", path.display())),
        Done::Fetched { bytes, sha256, checked } => {
            let checked = if checked {
                "đã đối chiếu"
            } else {
                "nơi cho tải không nêu mã để đối chiếu"
            };
            warn(&format!(
                "{}: {:.1} MB, SHA-256 {sha256} ({checked}).",
                path.display(),
                bytes as f64 / 1e6
            ));
        }
    }
    Ok(())
}

/// What to do next with what was downloaded.
fn declare(kind: &str, path: &Path) -> anyhow::Result<Outcome> {
    say(&format!(
        "Thêm vào corpus/corpus.toml rồi chạy `dieukhoan build`:\n\n[[nguon]]\nloai = \"{kind}\"\nduong-dan = \"{}\"",
        std::path::absolute(path)?.display()
    ))?;
    Ok(Outcome::Done)
}
