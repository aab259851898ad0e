//! `dieukhoan measure`: figures anyone can check on their own corpus. The last line is JSON.

mod amend;
mod case;
mod differ;
mod restore;
mod search;
mod structure;

use clap::Subcommand;

use crate::cli::Outcome;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// So từng điều đọc được với nội dung mong đợi (expected.jsonl) của mỗi trường hợp.
    Structure(structure::Arguments),
    /// Đếm số tiếng được trả đúng dấu khi câu hỏi gõ thiếu dấu.
    Restore(restore::Arguments),
    /// Hỏi một bộ câu hỏi có đáp án (corpus.jsonl, queries.jsonl, qrels.tsv) trên chỉ mục tạm.
    Search(search::Arguments),
    /// Áp dụng các luật sửa đổi của mỗi trường hợp và so từng điều với nội dung mong đợi.
    Amend(amend::Arguments),
}

pub(crate) fn run(command: &Command) -> anyhow::Result<Outcome> {
    match command {
        Command::Structure(arguments) => structure::run(arguments),
        Command::Restore(arguments) => restore::run(arguments),
        Command::Search(arguments) => search::run(arguments),
        Command::Amend(arguments) => amend::run(arguments),
    }
}
