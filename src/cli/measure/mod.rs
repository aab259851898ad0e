//! `dieukhoan measure`: figures anyone can check on their own corpus. The last line is JSON.

mod amend;
mod case;
mod cites;
mod differ;
mod effects;
mod overlap;
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
    /// So các cặp điều do người đọc xếp loại với kết luận của máy về trùng lặp.
    Overlap(overlap::Arguments),
    /// Hỏi một bộ câu hỏi có đáp án (corpus.jsonl, queries.jsonl, qrels.tsv) trên chỉ mục tạm.
    Search(search::Arguments),
    /// Áp dụng các luật sửa đổi của mỗi trường hợp và so từng điều với nội dung mong đợi.
    Amend(amend::Arguments),
    /// So dẫn chiếu tìm thấy với các đoạn văn đã đánh dấu.
    Cites(cites::Arguments),
    /// So ngày hiệu lực đọc từ lời văn với ngày trong siêu dữ liệu, trên một kho đã lập.
    Effects(effects::Arguments),
}

pub(crate) fn run(command: &Command) -> anyhow::Result<Outcome> {
    match command {
        Command::Structure(arguments) => structure::run(arguments),
        Command::Restore(arguments) => restore::run(arguments),
        Command::Overlap(arguments) => overlap::run(arguments),
        Command::Search(arguments) => search::run(arguments),
        Command::Amend(arguments) => amend::run(arguments),
        Command::Cites(arguments) => cites::run(arguments),
        Command::Effects(arguments) => effects::run(arguments),
    }
}
