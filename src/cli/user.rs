//! `dieukhoan user`: who may write when the server is open to other machines.

use std::io::Read;

use anyhow::{Context, bail};
use clap::{Args, Subcommand};

use crate::cli::output::{say, warn};
use crate::cli::{IndexArgument, Outcome, WorkspaceArgument, by};
use crate::workspace::Role;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Thêm người dùng, hoặc đặt lại mật khẩu và vai trò; mật khẩu đọc từ đầu vào chuẩn.
    Add(Add),
    /// Liệt kê người dùng.
    List(List),
    /// Xóa người dùng và các phiên của người đó.
    Remove(Remove),
}

#[derive(Debug, Args)]
pub(crate) struct Add {
    #[command(flatten)]
    index: IndexArgument,
    #[command(flatten)]
    workspace: WorkspaceArgument,
    /// Tên người dùng.
    #[arg(value_name = "TÊN")]
    name: String,
    /// Vai trò: doc, bien-tap hoặc quan-tri.
    #[arg(long, value_name = "VAI TRÒ", value_parser = role, default_value = "bien-tap")]
    role: Role,
}

#[derive(Debug, Args)]
pub(crate) struct List {
    #[command(flatten)]
    index: IndexArgument,
    #[command(flatten)]
    workspace: WorkspaceArgument,
}

#[derive(Debug, Args)]
pub(crate) struct Remove {
    #[command(flatten)]
    index: IndexArgument,
    #[command(flatten)]
    workspace: WorkspaceArgument,
    /// Tên người dùng.
    #[arg(value_name = "TÊN")]
    name: String,
}

fn role(text: &str) -> Result<Role, String> {
    Role::of(text).ok_or_else(|| "vai trò là doc, bien-tap hoặc quan-tri".to_owned())
}

pub(crate) fn run(command: &Command) -> anyhow::Result<Outcome> {
    match command {
        Command::Add(arguments) => {
            let mut password = String::new();
            warn("Mật khẩu (ít nhất 10 ký tự), rồi Enter và Ctrl-D:");
            std::io::stdin()
                .take(4096)
                .read_to_string(&mut password)
                .context("không đọc được mật khẩu từ đầu vào chuẩn")?;
            let password = password.trim_end_matches(['\n', '\r']);
            if password.contains('\n') {
                bail!("mật khẩu chỉ được một dòng");
            }
            let workspace = arguments.workspace.open(&arguments.index)?;
            workspace.put_user(&arguments.name, arguments.role, password, &by())?;
            say(&format!("{}: vai trò {}.", arguments.name.trim(), arguments.role.name()))?;
            Ok(Outcome::Done)
        }
        Command::List(arguments) => {
            let users = arguments.workspace.open(&arguments.index)?.users()?;
            for user in &users {
                say(&format!("{}\t{}", user.name, user.role.name()))?;
            }
            Ok(if users.is_empty() { Outcome::Nothing } else { Outcome::Done })
        }
        Command::Remove(arguments) => {
            let gone =
                arguments.workspace.open(&arguments.index)?.remove_user(&arguments.name, &by())?;
            if !gone {
                say(&format!("Không có người dùng “{}”.", arguments.name))?;
                return Ok(Outcome::Nothing);
            }
            Ok(Outcome::Done)
        }
    }
}
