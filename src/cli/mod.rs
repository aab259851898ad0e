//! The command line: one file a command.
//!
//! Exit codes: 0 done or found, 1 nothing found or errors in the content, 2 the command failed. A closed pipe is success.
//! Figures and answers go to standard output, progress and messages to standard error.

mod build;
mod check;
mod cite;
mod compare;
mod conform;
mod consolidate;
mod diff;
mod export;
mod fetch;
mod found;
mod history;
mod import;
mod measure;
mod output;
mod overlap;
mod progress;
mod read;
mod redline;
mod refs;
mod search;
mod serve;
mod show;
mod usage;
mod user;
mod worksheet;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, Parser, Subcommand};

pub(crate) use output::Outcome;

use crate::programs::Programs;
use crate::workspace::{By, Workspace};

/// Kho văn bản quy phạm pháp luật và máy tìm kiếm điều khoản.
#[derive(Debug, Parser)]
#[command(name = "dieukhoan", version, disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Đọc các nguồn văn bản và lập chỉ mục; lần sau chỉ đọc lại những gì đã đổi.
    Build(build::Arguments),
    /// Mở trang web tra cứu; tự lập chỉ mục nếu chưa có.
    Serve(serve::Arguments),
    /// Tìm điều, khoản bằng từ ngữ hoặc bằng số, ký hiệu.
    Search(search::Arguments),
    /// In một văn bản hoặc một điều khoản theo địa chỉ, ví dụ 77/2015/QH13#dieu-5/khoan-2.
    Show(show::Arguments),
    /// Liệt kê các mốc của một văn bản, hoặc mọi lời văn của một điều qua thời gian.
    History(history::Arguments),
    /// Hợp nhất một văn bản theo lời văn vào một ngày, có chú thích ở mỗi chỗ sửa (bản dự thảo).
    Consolidate(consolidate::Arguments),
    /// So một văn bản ở hai ngày, hoặc hai văn bản, theo từng điều.
    Diff(diff::Arguments),
    /// Tìm các nhóm điều khoản có thể trùng lặp, chồng chéo.
    Overlap(overlap::Arguments),
    /// Đặt hai điều khoản cạnh nhau: khác chỗ nào, quy tắc nào quyết định.
    Compare(compare::Arguments),
    /// Bảng rà soát: lập bảng, tìm nhóm, quyết định, xuất dự thảo, sao lưu.
    #[command(subcommand)]
    Worksheet(worksheet::Command),
    /// Người dùng được ghi trên các trang khi máy chủ mở cho máy khác.
    #[command(subcommand)]
    User(user::Command),
    /// Đối chiếu một văn bản với văn bản mẫu, hoặc với luật mà nó hướng dẫn, theo từng khoản.
    Conform(conform::Arguments),
    /// Đọc thử một tệp và cho xem kết quả.
    Read(read::Arguments),
    /// Liệt kê những chỗ cần xem lại trong kho, theo tệp và dòng.
    Check(check::Arguments),
    /// Liệt kê dẫn chiếu trong một tệp và cho biết mỗi dẫn chiếu dẫn đến đâu.
    Cite(cite::Arguments),
    /// Cho biết một văn bản hoặc điều khoản dẫn chiếu đến đâu và được nơi nào dẫn chiếu.
    Refs(refs::Arguments),
    /// Chép các tệp văn bản vào một thư mục, đọc số, tên, ngày từ chính văn bản; chạy lại thì chỉ chép tệp mới hoặc đã đổi.
    Import(import::Arguments),
    /// Tải Bộ pháp điển hoặc bộ dữ liệu văn bản công khai về máy; đứt giữa chừng thì chạy lại để tải tiếp.
    #[command(subcommand)]
    Fetch(fetch::Command),
    /// Ghi cả kho ra JSON Lines, mỗi dòng một văn bản.
    Export(export::Arguments),
    /// Đo chất lượng trên dữ liệu của bạn; dòng cuối là JSON.
    #[command(subcommand)]
    Measure(measure::Command),
}

/// Where the index lies.
#[derive(Debug, Args)]
pub(crate) struct IndexArgument {
    /// Thư mục chỉ mục.
    #[arg(
        long = "index",
        value_name = "THƯ MỤC",
        default_value = "index",
        env = "DIEUKHOAN_INDEX"
    )]
    pub(crate) index: PathBuf,
}

/// Which sources are read when none is named.
#[derive(Debug, Args)]
pub(crate) struct CorpusArgument {
    /// Tệp khai báo nguồn.
    #[arg(
        long,
        value_name = "TỆP",
        default_value = "corpus/corpus.toml",
        env = "DIEUKHOAN_CORPUS"
    )]
    pub(crate) corpus: PathBuf,
}

/// Where people's decisions lie.
#[derive(Debug, Args)]
pub(crate) struct WorkspaceArgument {
    /// Tệp rà soát: bảng rà soát, quyết định, dự thảo, vướng mắc, người dùng; mặc định là workspace/dieukhoan.sqlite bên
    /// cạnh thư mục chỉ mục.
    #[arg(long = "workspace", value_name = "TỆP", env = "DIEUKHOAN_WORKSPACE")]
    file: Option<PathBuf>,
}

impl WorkspaceArgument {
    /// Opens the file, made when there is none: as named, else beside the index, never in it.
    pub(crate) fn open(&self, index: &IndexArgument) -> anyhow::Result<Workspace> {
        let beside =
            || index.index.parent().unwrap_or(Path::new("")).join("workspace/dieukhoan.sqlite");
        let file = self.file.clone().unwrap_or_else(beside);
        Workspace::open(&file).with_context(|| format!("không mở được {}", file.display()))
    }
}

/// Runs the command that the arguments name.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return usage::tell(&error),
    };
    let logged = tracing_subscriber::EnvFilter::try_from_env("DIEUKHOAN_LOG")
        .unwrap_or_else(|_| "warn,html5ever=error,tantivy=warn,dieukhoan=info".into());
    tracing_subscriber::fmt().with_env_filter(logged).with_writer(std::io::stderr).init();
    let outcome = match arguments.command {
        Command::Build(arguments) => build::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Search(arguments) => search::run(&arguments),
        Command::Show(arguments) => show::run(&arguments),
        Command::History(arguments) => history::run(&arguments),
        Command::Consolidate(arguments) => consolidate::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Overlap(arguments) => overlap::run(&arguments),
        Command::Compare(arguments) => compare::run(&arguments),
        Command::Worksheet(command) => worksheet::run(&command),
        Command::User(command) => user::run(&command),
        Command::Conform(arguments) => conform::run(&arguments),
        Command::Read(arguments) => read::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Cite(arguments) => cite::run(&arguments),
        Command::Refs(arguments) => refs::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Fetch(command) => fetch::run(&command),
        Command::Export(arguments) => export::run(&arguments),
        Command::Measure(command) => measure::run(&command),
    };
    output::exit(outcome)
}

/// The programs outside that readers may use: those in the folders of `DIEUKHOAN_PROGRAMS`, else those on the `PATH`.
pub(crate) fn programs() -> Programs {
    let folders = std::env::var_os("DIEUKHOAN_PROGRAMS").or_else(|| std::env::var_os("PATH"));
    Programs::within(&folders.unwrap_or_default())
}

/// Today, in the time zone of the machine: the only place where the command line asks the clock for it.
#[expect(
    clippy::disallowed_methods,
    reason = "here the clock is asked, so that nobody below need to"
)]
pub(crate) fn today() -> jiff::civil::Date {
    jiff::Zoned::now().date()
}

/// The time: as [`today`], asked here alone.
#[expect(
    clippy::disallowed_methods,
    reason = "here the clock is asked, so that nobody below need to"
)]
pub(crate) fn now() -> jiff::Timestamp {
    jiff::Timestamp::now()
}

/// Who writes on the command line: whoever sits at the machine.
pub(crate) fn by() -> By {
    By { name: "dòng lệnh".to_owned(), at: now() }
}
