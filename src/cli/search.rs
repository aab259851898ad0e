//! `dieukhoan search`: the same answers as the web page.

use std::sync::Arc;
use std::time::Instant;

use clap::Args;
use jiff::civil::Date;

use crate::cli::output::{number_of, say};
use crate::cli::{IndexArgument, Outcome, today};
use crate::corpus::Corpus;
use crate::law::{Address, Listing};
use crate::search::{Answer, Direct, Engine, Hit, Question, SnippetPiece, When};
use crate::text::grouped;
use crate::web::SearchBody;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    index: IndexArgument,
    /// In kết quả dạng JSON.
    #[arg(long)]
    json: bool,
    /// In cách hiểu câu hỏi qua từng bước, không tìm.
    #[arg(long, conflicts_with = "json")]
    explain: bool,
    /// Tìm đúng như đã gõ: không thêm dấu, không sửa lỗi gõ.
    #[arg(long)]
    exact: bool,
    /// Tìm trong pháp luật của ngày này: lời văn và hiệu lực vào ngày đó; mặc định là hôm nay.
    #[arg(long, value_name = "NĂM-THÁNG-NGÀY")]
    on: Option<Date>,
    /// Tìm ở mọi thời điểm: cả lời văn cũ, văn bản đã hết hiệu lực.
    #[arg(long)]
    any_time: bool,
    /// Số kết quả.
    #[arg(long, value_name = "SỐ", default_value_t = 10)]
    size: usize,
    /// Câu hỏi: từ ngữ (có dấu hoặc không), hoặc số, ký hiệu, ví dụ "k2 đ5 nq 629".
    #[arg(required = true, value_name = "CÂU HỎI")]
    query: Vec<String>,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let engine = Engine::open(Arc::new(Corpus::open(&arguments.index.index)?))?;
    let text = arguments.query.join(" ");
    let day = arguments.on.unwrap_or_else(today);
    let question = Question {
        size: arguments.size,
        exact: arguments.exact,
        when: if arguments.any_time { When::Always } else { When::Day },
        ..Question::of(&text, day)
    };
    if arguments.explain {
        say(engine.explain(&question)?.to_string().trim_end())?;
        return Ok(Outcome::Done);
    }
    let started = Instant::now();
    let answer = engine.answer(&question)?;
    let took = started.elapsed();
    match arguments.json {
        true => say(&serde_json::to_string(&SearchBody::of(&text, &answer, took))?)?,
        false => say(&in_words(&answer, took.as_secs_f64() * 1e3))?,
    }
    let found =
        !answer.hits.is_empty() || !matches!(answer.direct, None | Some(Direct::NotHeld { .. }));
    Ok(if found { Outcome::Done } else { Outcome::Nothing })
}

fn in_words(answer: &Answer, milliseconds: f64) -> String {
    let mut text = answer.direct.as_ref().map(direct).unwrap_or_default();
    text += &read_as(answer);
    text += &answer
        .likelier
        .iter()
        .map(|it| format!("Có phải bạn muốn tìm: {it}\n"))
        .collect::<String>();
    text += &answer.unread.iter().map(|it| format!("Lưu ý: {it}.\n")).collect::<String>();
    if !answer.unknown.is_empty() {
        let words = answer.unknown.join("”, “");
        text += &format!("Không văn bản nào trong kho có từ “{words}”.\n");
    }
    let counted = match answer.complete {
        true if answer.hits.len() > answer.total => format!(
            "{} điều khoản có đủ các từ; dưới đây có cả những điều khoản gần nhất",
            grouped(answer.total)
        ),
        true => format!("{} điều khoản có đủ các từ", grouped(answer.total)),
        false if answer.hits.is_empty() => "Không có điều khoản nào phù hợp".to_owned(),
        false => "Không điều khoản nào có đủ các từ; dưới đây là những điều gần nhất".to_owned(),
    };
    text += &format!("{counted} ({milliseconds:.1} ms).\n");
    if answer.elsewhen > 0 {
        text += &format!(
            "Thêm {} điều khoản có đủ các từ nhưng không phải pháp luật của ngày này (--any-time).\n",
            grouped(answer.elsewhen)
        );
    }
    for (place, hit) in answer.hits.iter().enumerate() {
        let marks = if hit.document.illustrative { " · MINH HỌA" } else { "" };
        text += &format!("\n{}. {}\n", place + 1, hit.heading);
        text += &format!("   {} · {}{marks}\n", named(&hit.document), hit.status.name());
        text += &format!(
            "   {}\n",
            hit.snippet.iter().map(shown).collect::<String>().replace('\n', " ")
        );
        text += &format!("   {}{}\n", hit.best(), days(hit));
        for it in &hit.also {
            text += &format!("   cùng điều khoản này: {}\n", it.address);
        }
    }
    text
}

/// When the wording stands, where that is not for good.
fn days(hit: &Hit) -> String {
    match (hit.stretch.from, hit.stretch.until) {
        (_, None) => String::new(),
        (Some(from), Some(until)) => format!(" (lời văn từ {from} đến trước {until})"),
        (None, Some(until)) => format!(" (lời văn đến trước {until})"),
    }
}

/// The question as it was looked for, and how to have it looked for as typed.
fn read_as(answer: &Answer) -> String {
    let Some(read_as) = &answer.read_as else { return String::new() };
    match answer.guessed() {
        true => format!("Đang tìm: {read_as} (thêm --exact để tìm đúng như đã gõ)\n"),
        false => format!("Đã hiểu là: {read_as}\n"),
    }
}

fn shown(piece: &SnippetPiece) -> String {
    if piece.marked { format!("«{}»", piece.text) } else { piece.text.clone() }
}

fn direct(direct: &Direct) -> String {
    match direct {
        Direct::Document(document) => {
            let state = if document.catalogue_only {
                " (chỉ có thông tin, chưa nạp toàn văn)"
            } else {
                ""
            };
            format!("→ {}{state}\n\n", named(document))
        }
        Direct::Provision { document, address, heading } => format!(
            "→ {} — {heading}\n  {}\n  {address}\n\n",
            address.portion.name(),
            named(document)
        ),
        Direct::Choice { documents, portion } => {
            let lines: Vec<String> = documents
                .iter()
                .map(|document| {
                    let address = Address {
                        document: document.reference.clone(),
                        portion: portion.clone().unwrap_or_default(),
                    };
                    format!("  {address}  {}\n", named(document))
                })
                .collect();
            format!("Số này là của {} văn bản:\n{}\n", documents.len(), lines.concat())
        }
        Direct::NoSuchProvision { document, asked } => {
            format!("{}: có văn bản, nhưng không có {}.\n\n", named(document), asked.name())
        }
        Direct::NotHeld { number, near } => {
            let near = near.iter().map(|it| format!("  Số gần giống: {}\n", named(it)));
            format!("Kho chưa có văn bản số {number}.\n{}\n", near.collect::<String>())
        }
    }
}

/// `Nghị quyết số 629/2019/UBTVQH14 Hướng dẫn một số hoạt động …`
fn named(document: &Listing) -> String {
    format!("{} {} {}", document.kind.name(), number_of(document), document.title)
}
