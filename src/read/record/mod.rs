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
use crate::read::reader::{File, Reader};
use crate::read::{Error, Format, ProblemKind, Without, html, markdown, plain};
use crate::text::{Claim, Outline, Transcript};

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

/// What it is called.
pub const FORMAT: Format = Format { name: "JSON", media: "application/json" };

/// Endings of names that promise records: what does not parse there is a broken record and no text.
pub const NAMES: [&str; 2] = ["jsonl", "ndjson"];

/// The name under which a line of a file of records is read: there nothing but a record may stand.
pub const LINE: &str = "dong.jsonl:1";

/// Whether a name is that of a line: `tep.jsonl:12`.
fn is_line(name: &str) -> bool {
    let number = name.rsplit_once(':').map(|(_, number)| number);
    let numbered =
        number.is_some_and(|it| !it.is_empty() && it.bytes().all(|digit| digit.is_ascii_digit()));
    numbered && NAMES.iter().any(|ending| ends_with(name, ending))
}

/// Whether a name ends so; a line of a file is named `tep.jsonl:12`.
fn ends_with(name: &str, ending: &str) -> bool {
    let file = name.rsplit_once(':').filter(|(_, line)| line.bytes().all(|it| it.is_ascii_digit()));
    let (_, end) = file.map_or(name, |(file, _)| file).rsplit_once('.').unwrap_or_default();
    end.eq_ignore_ascii_case(ending)
}

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
        Ok(Value::Object(fields)) if TELLING.iter().any(|key| fields.contains_key(*key)) => {
            Ok(fields)
        }
        Ok(Value::Object(_)) => {
            Err(broken(format!("không có khóa nào trong {}", TELLING.join(", "))))
        }
        Ok(_) => Err(broken("không phải một đối tượng {…}".to_owned())),
        Err(error) => Err(broken(format!("JSON sai cú pháp ở cột {}", error.column()))),
    }
}

/// One document on a line of JSON.
pub(crate) struct Record;

impl Reader for Record {
    fn format(&self) -> Format {
        FORMAT
    }

    fn knows(&self, file: &File<'_>) -> bool {
        let named = NAMES.iter().any(|ending| ends_with(file.name, ending));
        let opens = |text: &str| named && text.trim_start().starts_with('{') || is_record(text);
        is_line(file.name) || file.text().is_some_and(opens)
    }

    fn read(&self, file: &File<'_>) -> Result<Sheet, Error> {
        let mut fields = object(file.text().unwrap_or_default())?;
        let mut about = Sheet::default();
        let mut sheet = content(&mut fields, &mut about)?;
        if let Some(listed) = fields.remove(ABOUT_BLOCKS) {
            about_blocks(listed, &mut sheet, &mut about);
        }
        for (key, value) in fields {
            claims(&key, value, &mut about);
        }
        // What the record says of the document comes before what its content says: the first claim is the one believed.
        sheet.claims.splice(0..0, std::mem::take(&mut about.claims));
        sheet.take_problems(about);
        Ok(sheet)
    }
}

/// The sheet of what the record holds as text.
fn content(fields: &mut Map<String, Value>, about: &mut Sheet) -> Result<Sheet, Error> {
    let format = fields.remove(CONTENT_FORMAT);
    let marked = fields.remove(OUTLINE) == Some(Value::Bool(true));
    let (blocks, footnotes) = (fields.remove(BLOCKS), fields.remove(FOOTNOTES));
    match fields.remove(CONTENT) {
        Some(Value::String(text)) if !text.trim().is_empty() => {
            return written(format.as_ref(), &text, about);
        }
        None | Some(Value::Null | Value::String(_)) => {}
        Some(other) => unreadable(about, CONTENT, &other, "một chuỗi chữ"),
    }
    let mut sheet = Sheet::default();
    if blocks.is_none() {
        let value = "true".to_owned();
        about.claims.push(Claim { key: "chi-danh-muc".to_owned(), value, about: None, line: 0 });
    }
    block::read(blocks, footnotes, &mut sheet, about);
    sheet.outline = if marked { Outline::Marked } else { Outline::Implied };
    Ok(sheet)
}

/// The text of a record in the format that it names, else in the one that its content shows.
fn written(format: Option<&Value>, text: &str, about: &mut Sheet) -> Result<Sheet, Error> {
    match format.and_then(Value::as_str) {
        Some("html") => {
            let mut sheet = html::read(text)?;
            // A record says itself that this is the text: one too short to look like law is no page without law.
            sheet.forget_problem(&ProblemKind::LawNotFound);
            return Ok(sheet);
        }
        Some("markdown") => return Ok(markdown::read(text)),
        Some("van-ban") => return Ok(plain::read(text)),
        _ => {}
    }
    if let Some(other) = format {
        unreadable(about, CONTENT_FORMAT, other, "html, markdown hoặc van-ban");
    }
    let file = File::new("", text.as_bytes(), &Without);
    let told: [&dyn Reader; 2] = [&html::Page, &markdown::Markdown];
    match told.iter().find(|reader| reader.knows(&file)) {
        Some(reader) => reader.read(&file),
        None => Ok(plain::read(text)),
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
    let kind =
        ProblemKind::ValueUnreadable { key: key.to_owned(), value, expected: expected.into() };
    about.report(None, 0, kind);
}

/// `[{"khoi": 3, "khoa": "sua-doi-boi", "gia-tri": "…"}]`: what is said of the blocks by their places, from 0.
fn about_blocks(listed: Value, sheet: &mut Sheet, about: &mut Sheet) {
    let rows = match listed {
        Value::Array(rows) => rows,
        other => vec![other],
    };
    for row in rows {
        let text = |key| row.get(key).and_then(Value::as_str).map(str::to_owned);
        let place = row.get(BLOCKS).and_then(Value::as_u64).and_then(|it| usize::try_from(it).ok());
        let place = place.filter(|place| *place < sheet.drafts.len());
        match (place, text("khoa"), text("gia-tri")) {
            (Some(place), Some(key), Some(value)) => {
                sheet.about.push((place, Claim { key, value, about: None, line: 0 }));
            }
            _ => unreadable(about, ABOUT_BLOCKS, &row, LAYOUT),
        }
    }
}

/// A record of `facts` and a web page or a part of one.
pub fn with_html(facts: &Facts, html: Option<&str>) -> String {
    let mut fields = of_facts(facts);
    if let Some(html) = html {
        fields.push((CONTENT_FORMAT.to_owned(), Value::from("html")));
        fields.push((CONTENT.to_owned(), Value::from(html)));
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
    let members =
        fields.iter().map(|(key, value)| format!("{}:{value}", Value::from(key.as_str())));
    format!("{{{}}}", members.collect::<Vec<_>>().join(","))
}

#[cfg(test)]
mod tests;
