//! Một văn bản trên một dòng JSON (JSON Lines): what `export` writes, what data sets are turned into, what others may
//! send. The layout is told to people in `docs/json-lines.md`.
//!
//! The keys are those of front matter, so what a word means is decided in one place. The text comes in one of two ways:
//! `noi-dung`, a text in one of the formats that are read anyway (easy to make), or `khoi`, the blocks of a transcript
//! as they are (nothing is guessed when they are read again). A record with neither holds only facts.

mod block;

use serde_json::{Map, Value};

use crate::read::draft::Sheet;
use crate::read::front_matter;
use crate::read::{Error, Format, Problem, ProblemKind, Reading, html, markdown, plain};
use crate::text::{Claim, Outline, Span, Transcript};

/// The text in one of the formats that are read.
const CONTENT: &str = "noi-dung";
/// Its format.
const CONTENT_FORMAT: &str = "dang";
/// The text as blocks.
const BLOCKS: &str = "khoi";
/// The footnotes of the blocks.
const FOOTNOTES: &str = "chu-thich";
/// What is said of single blocks.
const ABOUT_BLOCKS: &str = "rieng";
/// Whether every heading, and nothing else, is a block with a level.
const OUTLINE: &str = "du-de-muc";

/// Keys that a record must have one of: what tells it from any other line of JSON.
const TELLING: [&str; 4] = ["so", "ten", CONTENT, BLOCKS];

/// The formats that `dang` may name.
const FORMATS: [(&str, Format); 3] =
    [("html", Format::Html), ("markdown", Format::Markdown), ("van-ban", Format::Plain)];

/// The words for a value of `khoi` and its kin that cannot be read.
const LAYOUT: &str = "đúng bố cục trong docs/json-lines.md";

/// What is known of a document, to be written: key and value, the same key as often as needed.
pub type Facts = Vec<(String, String)>;

/// Whether a text is one record: a JSON object that names a document or holds a text.
pub(crate) fn is_record(text: &str) -> bool {
    let text = text.trim();
    // Parsed again when it is read; a cheap look at both ends spares that for everything else.
    text.starts_with('{') && text.ends_with('}') && object(text).is_ok()
}

/// Whether a line of a file is a record; a file whose first line is one is a file of records.
pub fn is_record_line(line: &[u8]) -> bool {
    std::str::from_utf8(line).is_ok_and(is_record)
}

fn object(text: &str) -> Result<Map<String, Value>, Error> {
    let broken = |why: String| Error::Record { why };
    match serde_json::from_str(text.trim()) {
        Ok(Value::Object(fields)) if TELLING.iter().any(|key| fields.contains_key(*key)) => Ok(fields),
        Ok(Value::Object(_)) => Err(broken(format!("không có khóa nào trong {}", TELLING.join(", ")))),
        Ok(_) => Err(broken("không phải một đối tượng {…}".to_owned())),
        Err(error) => Err(broken(format!("JSON sai cú pháp ở cột {}", error.column()))),
    }
}

/// Reads one record.
///
/// # Errors
/// When the text is no JSON object, or an object that is no document; when its content cannot be read.
pub(crate) fn read(text: &str) -> Result<Reading, Error> {
    let mut fields = object(text)?;
    let mut about = Sheet::default();
    let mut sheet = content(&mut fields, &mut about)?;
    let of_blocks = fields.remove(ABOUT_BLOCKS);
    for (key, value) in fields {
        claims(&key, value, &mut about);
    }
    // What the record says of the document comes before what its content says: the first claim is the one believed.
    sheet.claims.splice(0..0, std::mem::take(&mut about.claims));
    sheet.take_problems(about);
    let (mut transcript, mut problems) = sheet.finish();
    if let Some(listed) = of_blocks {
        about_blocks(listed, &mut transcript, &mut problems);
    }
    Ok(Reading { format: Format::Record, transcript, problems })
}

/// The sheet of what the record holds as text.
fn content(fields: &mut Map<String, Value>, about: &mut Sheet) -> Result<Sheet, Error> {
    let format = fields.remove(CONTENT_FORMAT);
    let marked = fields.remove(OUTLINE) == Some(Value::Bool(true));
    let (blocks, footnotes) = (fields.remove(BLOCKS), fields.remove(FOOTNOTES));
    let written = match fields.remove(CONTENT) {
        Some(Value::String(text)) if !text.trim().is_empty() => Some(text),
        None | Some(Value::Null | Value::String(_)) => None,
        Some(other) => {
            unreadable(about, CONTENT, &other, "một chuỗi chữ");
            None
        }
    };
    let Some(text) = written else {
        let mut sheet = Sheet::default();
        let none = blocks.is_none();
        block::read(blocks, footnotes, &mut sheet, about);
        sheet.outline = if marked { Outline::Marked } else { Outline::Implied };
        if none {
            let value = "true".to_owned();
            about.claims.push(Claim { key: "chi-danh-muc".to_owned(), value, about: None, line: 0 });
        }
        return Ok(sheet);
    };
    let named = format.as_ref().and_then(Value::as_str);
    let known = FORMATS.iter().find(|(name, _)| Some(*name) == named);
    if let Some(other) = format.as_ref().filter(|_| known.is_none()) {
        unreadable(about, CONTENT_FORMAT, other, "html, markdown hoặc van-ban");
    }
    match known.map_or_else(|| crate::read::format::of("", &text), |(_, format)| *format) {
        Format::Html => html::read(&text),
        Format::Markdown => Ok(markdown::read(&text)),
        _ => Ok(plain::read(&text)),
    }
}

/// The claims of one key: a text, a truth, or a list of texts.
fn claims(key: &str, value: Value, about: &mut Sheet) {
    match value {
        Value::Null => {}
        Value::String(text) => front_matter::accept(key, &text, 0, about),
        Value::Bool(truth) => front_matter::accept(key, &truth.to_string(), 0, about),
        Value::Array(values) => values.into_iter().for_each(|value| claims(key, value, about)),
        other => unreadable(about, key, &other, "chữ trong ngoặc kép hoặc một danh sách"),
    }
}

fn unreadable(about: &mut Sheet, key: &str, value: &Value, expected: &'static str) {
    let value: String = value.to_string().chars().take(80).collect();
    let kind = ProblemKind::ValueUnreadable { key: key.to_owned(), value, expected: expected.into() };
    about.report(None, 0, kind);
}

/// `[{"khoi": 3, "khoa": "sua-doi-boi", "gia-tri": "…"}]`: what is said of the blocks by their places, from 0.
fn about_blocks(listed: Value, transcript: &mut Transcript, problems: &mut Vec<Problem>) {
    let spans: Vec<Span> = transcript.blocks.iter().map(|block| block.span).collect();
    let rows = match listed {
        Value::Array(rows) => rows,
        other => vec![other],
    };
    for row in rows {
        let text = |key| row.get(key).and_then(Value::as_str).map(str::to_owned);
        let place = row.get(BLOCKS).and_then(Value::as_u64).and_then(|it| usize::try_from(it).ok());
        let about = place.and_then(|place| spans.get(place).copied());
        match (about, text("khoa"), text("gia-tri")) {
            (Some(span), Some(key), Some(value)) => {
                transcript.claims.push(Claim { key, value, about: Some(span), line: 0 });
            }
            _ => {
                let value = row.to_string().chars().take(80).collect();
                let key = ABOUT_BLOCKS.to_owned();
                let kind = ProblemKind::ValueUnreadable { key, value, expected: LAYOUT.into() };
                problems.push(Problem { span: Span::default(), line: 0, kind });
            }
        }
    }
}

/// A record of `facts` and a text in one of the formats that `dang` may name.
pub fn with_content(facts: &Facts, content: Option<(Format, &str)>) -> String {
    let mut fields = of_facts(facts);
    if let Some((format, text)) = content {
        let name = FORMATS.iter().find(|(_, it)| *it == format).map(|(name, _)| *name);
        fields.extend(name.map(|name| (CONTENT_FORMAT.to_owned(), Value::from(name))));
        fields.push((CONTENT.to_owned(), Value::from(text)));
    }
    in_one_line(&fields)
}

/// A record of `facts` and the blocks of a transcript: read again it gives the same text, blocks, emphasis and footnotes,
/// and the same claims about single blocks. Claims about the whole are those of `facts` alone.
pub fn with_blocks(facts: &Facts, transcript: &Transcript) -> String {
    let mut fields = of_facts(facts);
    if !transcript.blocks.is_empty() {
        if transcript.outline == Outline::Marked {
            fields.push((OUTLINE.to_owned(), Value::Bool(true)));
        }
        fields.push((BLOCKS.to_owned(), block::blocks(transcript)));
        if !transcript.footnotes.is_empty() {
            fields.push((FOOTNOTES.to_owned(), block::footnotes(transcript)));
        }
        let of_blocks = of_blocks(transcript);
        if !of_blocks.is_empty() {
            fields.push((ABOUT_BLOCKS.to_owned(), Value::Array(of_blocks)));
        }
    }
    in_one_line(&fields)
}

fn of_blocks(transcript: &Transcript) -> Vec<Value> {
    let rows = transcript.claims.iter().filter_map(|claim| {
        let span = claim.about?;
        let place = transcript.blocks.iter().position(|block| block.span == span)?;
        Some(serde_json::json!({ BLOCKS: place, "khoa": claim.key, "gia-tri": claim.value }))
    });
    rows.collect()
}

/// The facts in their order; a key that is there several times becomes a list, yes and no become truths.
fn of_facts(facts: &Facts) -> Vec<(String, Value)> {
    let mut fields: Vec<(String, Value)> = Vec::new();
    for (key, value) in facts {
        let value = match value.as_str() {
            "true" => Value::Bool(true),
            text => Value::from(text),
        };
        match fields.iter_mut().find(|(held, _)| held == key) {
            Some((_, Value::Array(values))) => values.push(value),
            Some((_, held)) => *held = Value::Array(vec![held.take(), value]),
            None => fields.push((key.clone(), value)),
        }
    }
    fields
}

/// One line, the fields in their order: what names the document stands where people look first.
fn in_one_line(fields: &[(String, Value)]) -> String {
    let members = fields.iter().map(|(key, value)| format!("{}:{value}", Value::from(key.as_str())));
    format!("{{{}}}", members.collect::<Vec<_>>().join(","))
}

#[cfg(test)]
mod tests;
