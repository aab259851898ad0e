//! `dieukhoan build`: sources → corpus → index, as one new generation.

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;
use serde::Serialize;

use crate::cli::output::{say, warn};
use crate::cli::progress::Bars;
use crate::cli::{CorpusArgument, IndexArgument, Outcome};
use crate::corpus::{BuildReport, Building, Corpus, Source, sources};
use crate::index::{self, Caught};
use crate::text::grouped;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    index: IndexArgument,
    /// Chỉ đọc nguồn này: một tệp, một thư mục, hoặc một tệp nén .zip, .tar.xz, như của Bộ pháp điển (dùng được nhiều lần).
    #[arg(long = "source", value_name = "ĐƯỜNG DẪN")]
    sources: Vec<PathBuf>,
    #[command(flatten)]
    corpus: CorpusArgument,
    /// Đọc lại mọi tệp từ đầu.
    #[arg(long)]
    anew: bool,
    /// In số liệu dạng JSON.
    #[arg(long)]
    json: bool,
}

/// The figures of a build, as others read them.
#[derive(Debug, Serialize)]
struct Figures<'a> {
    #[serde(flatten)]
    report: &'a BuildReport,
    entries: usize,
    megabytes_per_second: f64,
    peak_megabytes: u64,
    index_bytes: u64,
    generation: u64,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let declared = declared(&arguments.sources, &arguments.corpus.corpus)?;
    let started = Instant::now();
    let bars = Bars::default();
    let (mut report, caught, corpus) =
        build(&arguments.index.index, &declared, arguments.anew, &bars)?;
    report.seconds = started.elapsed().as_secs_f64();
    let figures = Figures {
        entries: caught.entries,
        megabytes_per_second: report.bytes_read as f64 / 1e6 / report.seconds.max(0.001),
        peak_megabytes: peak_memory().unwrap_or(0) / 1024,
        index_bytes: folder_size(corpus.folder()),
        generation: corpus.generation(),
        report: &report,
    };
    match arguments.json {
        true => say(&serde_json::to_string(&figures)?)?,
        false => say(&in_words(&figures, !arguments.sources.is_empty()))?,
    }
    if report.files.seen == 0 {
        let empty: Vec<String> =
            declared.iter().map(|it| format!("“{}”", it.path.display())).collect();
        warn(&match empty.as_slice() {
            [] => "Chưa khai nguồn nào: thêm [[nguon]] vào tệp khai báo nguồn.".to_owned(),
            _ => format!("Không thấy tệp nào trong các nguồn: {}.", empty.join(", ")),
        });
        return Ok(Outcome::Nothing);
    }
    if report.files.broken > 0 {
        warn(&format!(
            "{} nguồn nhiều văn bản (tệp nén, bộ dữ liệu, thư mục) không đọc được hết; những văn bản đã có từ nguồn ấy được \
             giữ nguyên. Xem `dieukhoan check --kind tep-khong-doc-duoc`.",
            grouped(report.files.broken)
        ));
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Done)
}

/// The sources named on the command line, or those that the file declares.
pub(crate) fn declared(named: &[PathBuf], settings: &Path) -> anyhow::Result<Vec<Source>> {
    if named.is_empty() {
        return Ok(sources(settings)?);
    }
    named.iter().map(|path| Source::at(path).map_err(anyhow::Error::from)).collect()
}

/// Builds a new generation; when nothing changed the one in use stays.
pub(crate) fn build(
    index: &Path,
    sources: &[Source],
    anew: bool,
    bars: &Bars,
) -> anyhow::Result<(BuildReport, Caught, Corpus)> {
    let mut building = if anew { Building::anew(index)? } else { Building::begin(index)? };
    building = building.using(crate::cli::programs());
    let report = building.read(sources, bars)?;
    let caught = {
        let corpus = building.corpus()?;
        index::catch_up(&building.folder().join("search"), &corpus, bars)?
    };
    let corpus = building.commit()?;
    Ok((report, caught, corpus))
}

/// `named`: the sources stand on the command line.
fn in_words(figures: &Figures<'_>, named: bool) -> String {
    let (report, counts) = (figures.report, &figures.report.counts);
    let mut text = format!(
        "Kho có {} văn bản ({} có toàn văn, {} chỉ có thông tin), {} điều, {} đơn vị.\n",
        grouped(counts.documents),
        grouped(counts.with_text),
        grouped(counts.catalogue_only),
        grouped(counts.articles),
        grouped(counts.provisions),
    );
    text += &format!(
        "Tệp: {} đã đọc, {} không đổi, {} đã bỏ, {} không đọc được. Văn bản mới hoặc đổi: {}.\n",
        grouped(report.files.read),
        grouped(report.files.unchanged),
        grouped(report.files.removed),
        grouped(report.files.failed),
        grouped(report.changed),
    );
    if report.files.skipped > 0 {
        text += &format!(
            "{} tệp được bỏ qua (tệp ẩn, liên kết, tệp không phải văn bản, bản đã có bản mới thay).\n",
            grouped(report.files.skipped)
        );
    }
    if named && report.files.removed > 0 {
        text += "Có --source thì kho chỉ gồm nguồn vừa chỉ ra; các nguồn khác đã ra khỏi kho. \
                 Muốn giữ cả hai: khai nguồn trong corpus/corpus.toml rồi chạy `dieukhoan build`.\n";
    }
    if !counts.notes.is_empty() {
        let notes: Vec<String> =
            counts.notes.iter().map(|it| format!("{} {}", it.code, grouped(it.count))).collect();
        text += &format!("Ghi chú cần xem (dieukhoan check): {}.\n", notes.join(", "));
    }
    text += &format!(
        "{:.1} giây, {:.1} MB/s, bộ nhớ cao nhất {} MB, chỉ mục {:.1} MB.",
        report.seconds,
        figures.megabytes_per_second,
        figures.peak_megabytes,
        figures.index_bytes as f64 / 1e6,
    );
    text
}

/// The most memory the process ever held, in kB, where the system tells.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}

fn folder_size(folder: &Path) -> u64 {
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    let sizes = entries.flatten().map(|entry| match entry.file_type() {
        Ok(kind) if kind.is_dir() => folder_size(&entry.path()),
        _ => entry.metadata().map_or(0, |it| it.len()),
    });
    sizes.sum()
}
