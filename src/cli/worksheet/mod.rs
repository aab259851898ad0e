//! `dieukhoan worksheet`: the work of the review pages on the command line; and care for the file it is kept in.

mod drafting;
mod grouping;

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context;
use clap::{Args, Subcommand};

use crate::cli::output::{say, warn};
use crate::cli::{IndexArgument, Outcome, WorkspaceArgument, by};
use crate::corpus::Corpus;
use crate::law::Address;
use crate::search::Engine;
use crate::workspace::{Decision, Held, Pointer, Scope, Worksheet, Workspace};

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Lập bảng rà soát và tìm nhóm.
    New(New),
    /// Liệt kê các bảng rà soát.
    List(Kept),
    /// In các nhóm của một bảng, kèm quyết định; --again thì tìm lại.
    Groups(grouping::Groups),
    /// Ghi quyết định cho một nhóm.
    Decide(grouping::Decide),
    /// Đưa mọi câu của một điều khoản vào dự thảo thành một điều.
    Draft(drafting::Take),
    /// Xuất dự thảo.
    Export(drafting::Export),
    /// Sao lưu tệp rà soát, kể cả khi máy chủ đang chạy.
    Backup(Backup),
    /// Kiểm tra tệp rà soát có nguyên vẹn không.
    Check(Kept),
}

#[derive(Debug, Args)]
pub(crate) struct New {
    #[command(flatten)]
    at: Kept,
    /// Tên bảng.
    #[arg(value_name = "TÊN")]
    name: String,
    /// Các văn bản được so (số, ký hiệu hoặc tên trong địa chỉ).
    #[arg(long, value_name = "VĂN BẢN", num_args = 1.., required_unless_present = "search")]
    scope: Vec<Address>,
    /// Thay cho danh sách: các văn bản trả lời câu tìm kiếm này.
    #[arg(long, value_name = "CÂU", conflicts_with = "scope")]
    search: Option<String>,
    /// Trích yếu của dự thảo.
    #[arg(long, value_name = "LỜI", default_value = "")]
    title: String,
}

#[derive(Debug, Args)]
pub(crate) struct Kept {
    #[command(flatten)]
    index: IndexArgument,
    #[command(flatten)]
    workspace: WorkspaceArgument,
}

impl Kept {
    fn open(&self) -> anyhow::Result<Workspace> {
        self.workspace.open(&self.index)
    }
}

#[derive(Debug, Args)]
pub(crate) struct Backup {
    #[command(flatten)]
    at: Kept,
    /// Tệp sao lưu; chưa được có sẵn.
    #[arg(value_name = "TỆP")]
    to: PathBuf,
}

pub(crate) fn run(command: &Command) -> anyhow::Result<Outcome> {
    match command {
        Command::New(arguments) => new(arguments),
        Command::List(kept) => list(kept),
        Command::Groups(arguments) => grouping::groups(arguments),
        Command::Decide(arguments) => grouping::decide(arguments),
        Command::Draft(arguments) => drafting::take(arguments),
        Command::Export(arguments) => drafting::export(arguments),
        Command::Backup(arguments) => {
            arguments.at.open()?.backup(&arguments.to)?;
            say(&format!("Đã sao lưu vào {}.", arguments.to.display()))?;
            Ok(Outcome::Done)
        }
        Command::Check(kept) => check(kept),
    }
}

/// The engine over the index in use.
fn engine(index: &IndexArgument) -> anyhow::Result<Engine> {
    Ok(Engine::open(Arc::new(Corpus::open(&index.index)?))?)
}

/// The worksheet of a name.
fn sheet(workspace: &Workspace, name: &str) -> anyhow::Result<Held<Worksheet>> {
    let (_, found) = workspace.about::<Worksheet>(None, name)?;
    found.with_context(|| {
        format!("không có bảng rà soát “{name}”; xem tên bằng `dieukhoan worksheet list`")
    })
}

fn new(arguments: &New) -> anyhow::Result<Outcome> {
    let engine = engine(&arguments.at.index)?;
    let workspace = arguments.at.open()?;
    let document = |it: &Address| {
        Pointer(Address { document: it.document.clone(), portion: Default::default() })
    };
    let scope = match &arguments.search {
        Some(words) => Scope::Search(words.clone()),
        None => Scope::Documents(arguments.scope.iter().map(document).collect()),
    };
    let (name, title) = (arguments.name.trim().to_owned(), arguments.title.clone());
    let id = workspace.add(None, &Worksheet { name, scope, title, order: Vec::new() }, &by())?;
    let found = grouping::search(&engine, &workspace, id)?;
    say(&format!("Bảng “{}”: {found} nhóm.", arguments.name.trim()))?;
    Ok(if found == 0 { Outcome::Nothing } else { Outcome::Done })
}

fn list(kept: &Kept) -> anyhow::Result<Outcome> {
    let workspace = kept.open()?;
    let sheets = workspace.entries::<Worksheet>(None)?;
    for sheet in &sheets {
        let groups = workspace.group_keys(sheet.id)?.len();
        let decided = workspace.entries::<Decision>(Some(sheet.id))?.len();
        say(&format!("{}\t{decided} trên {groups} nhóm đã quyết định", sheet.body.name))?;
    }
    Ok(if sheets.is_empty() { Outcome::Nothing } else { Outcome::Done })
}

fn check(kept: &Kept) -> anyhow::Result<Outcome> {
    let wrong = kept.open()?.check()?;
    for line in &wrong {
        warn(line);
    }
    if !wrong.is_empty() {
        warn("Tệp rà soát có chỗ hỏng. Hãy giữ tệp này lại và dùng bản sao lưu gần nhất.");
        return Ok(Outcome::Nothing);
    }
    say("Tệp rà soát nguyên vẹn.")?;
    Ok(Outcome::Done)
}
