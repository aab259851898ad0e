//! `dieukhoan measure`: figures anyone can check on their own corpus. The last line is JSON.

mod overlap;
mod structure;

use clap::Subcommand;

use crate::cli::Outcome;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// So từng điều đọc được với nội dung mong đợi (expected.jsonl) của mỗi trường hợp.
    Structure(structure::Arguments),
    /// So các cặp điều do người đọc xếp loại với kết luận của máy về trùng lặp.
    Overlap(overlap::Arguments),
}

pub(crate) fn run(command: &Command) -> anyhow::Result<Outcome> {
    match command {
        Command::Structure(arguments) => structure::run(arguments),
        Command::Overlap(arguments) => overlap::run(arguments),
    }
}
