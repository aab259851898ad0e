//! `dieukhoan conform`: one text held against a model, clause by clause.

use clap::Args;
use serde_json::json;

use crate::cli::found::{Asked, asked};
use crate::cli::output::say;
use crate::cli::{IndexArgument, Outcome};
use crate::corpus::Corpus;
use crate::law::{Address, Document, DocumentRef, Portion};
use crate::overlap::{ClauseSide, Conformity, ConformityRow, Difference, conformity};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    index: IndexArgument,
    /// Văn bản mẫu, hoặc luật được hướng dẫn: số, ký hiệu.
    #[arg(value_name = "MẪU")]
    model: DocumentRef,
    /// Văn bản được đối chiếu với mẫu.
    #[arg(value_name = "VĂN BẢN")]
    text: DocumentRef,
    /// In mỗi khoản một dòng JSON; dòng cuối là tổng số.
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<Outcome> {
    let corpus = Corpus::open(&arguments.index.index)?;
    let Some((model_name, model)) = opened(&corpus, &arguments.model)? else {
        return Ok(Outcome::Nothing);
    };
    let Some((text_name, text)) = opened(&corpus, &arguments.text)? else {
        return Ok(Outcome::Nothing);
    };
    let rows = conformity(&model, &text);
    let address = |document: &DocumentRef, side: &ClauseSide| Address {
        document: document.clone(),
        portion: side.portion.clone(),
    };
    for row in &rows {
        let model = row.model.as_ref().map(|it| address(&model_name, it).to_string());
        let text = row.text.as_ref().map(|it| address(&text_name, it).to_string());
        match arguments.json {
            true => say(&line(row, model.as_deref(), text.as_deref()))?,
            false => say(&in_words(row, model.as_deref(), text.as_deref()))?,
        }
    }
    say(&sum(&rows, arguments.json))?;
    Ok(if rows.is_empty() { Outcome::Nothing } else { Outcome::Done })
}

fn opened(
    corpus: &Corpus,
    document: &DocumentRef,
) -> anyhow::Result<Option<(DocumentRef, std::sync::Arc<Document>)>> {
    let address = Address { document: document.clone(), portion: Portion::default() };
    let Asked::One(listing) = asked(corpus, &address)? else { return Ok(None) };
    let held = corpus.document(&listing.reference.slug())?.filter(|it| it.article_count() > 0);
    if held.is_none() {
        say(&format!("{document}: toàn văn chưa được nạp, hoặc văn bản không có điều."))?;
    }
    Ok(held.map(|it| (listing.reference, it)))
}

fn line(row: &ConformityRow, model: Option<&str>, text: Option<&str>) -> String {
    let differences: Vec<serde_json::Value> = row
        .differences
        .iter()
        .map(|it| json!({ "matter": it.matter.name(), "model": it.left, "text": it.right }))
        .collect();
    json!({
        "conformity": row.conformity.slug(),
        "model": model,
        "text": text,
        "likeness": (row.likeness * 100.0).round() / 100.0,
        "differences": differences,
    })
    .to_string()
}

fn in_words(row: &ConformityRow, model: Option<&str>, text: Option<&str>) -> String {
    let none = "(không có)";
    let mut told =
        format!("{}: {} ↔ {}", row.conformity.name(), model.unwrap_or(none), text.unwrap_or(none));
    for it in &row.differences {
        told += &difference(it);
    }
    told
}

fn difference(it: &Difference) -> String {
    let side = |said: &[String]| match said.is_empty() {
        true => "không nói".to_owned(),
        false => said.join(", "),
    };
    format!("\n  · {}: {} ↔ {}", it.matter.name(), side(&it.left), side(&it.right))
}

fn sum(rows: &[ConformityRow], json: bool) -> String {
    let count = |it: Conformity| rows.iter().filter(|row| row.conformity == it).count();
    if json {
        let counts: serde_json::Map<String, serde_json::Value> =
            Conformity::ALL.iter().map(|&it| (it.slug().to_owned(), json!(count(it)))).collect();
        return serde_json::Value::Object(counts).to_string();
    }
    let counts: Vec<String> = Conformity::ALL
        .iter()
        .map(|&it| format!("{} {}", count(it), it.name().to_lowercase()))
        .collect();
    format!("\n{}.", counts.join(", "))
}
