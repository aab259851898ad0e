//! The blocks of a transcript as JSON, and back.
//!
//! A paragraph without emphasis, by far the most frequent block, is a mere string. Places of emphasis are counted in
//! characters, as every language counts them that others may write records in; only Rust counts bytes.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::read::draft::Sheet;
use crate::read::record::{BLOCKS, FOOTNOTES, LAYOUT, unreadable};
use crate::read::{Draft, DraftCell, DraftRow, Inline};
use crate::text::{Block, BlockKind, Footnote, Mark, Span, Style, Table, Transcript};

/// A block.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Written {
    /// A paragraph without emphasis.
    Plain(String),
    /// A table, row by row.
    Table { bang: Vec<WrittenRow> },
    /// A paragraph with emphasis, or a heading.
    Text(Words),
}

/// Words with their emphasis.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    chu: String,
    /// The level of a heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cap: Option<u8>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    nhan: Vec<Emphasis>,
}

/// `{"kieu": "dam", "tu": 0, "den": 10}`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Emphasis {
    kieu: Manner,
    tu: usize,
    den: usize,
    /// Which footnote, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    so: Option<u32>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Manner {
    Dam,
    Nghieng,
    ChuThich,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenRow {
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    dau: bool,
    o: Vec<WrittenCell>,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum WrittenCell {
    /// A cell of one column and one row without emphasis.
    Plain(String),
    /// Any other.
    Full {
        chu: String,
        #[serde(default = "one", skip_serializing_if = "is_one")]
        cot: u16,
        #[serde(default = "one", skip_serializing_if = "is_one")]
        hang: u16,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        nhan: Vec<Emphasis>,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenFootnote {
    dau: String,
    #[serde(flatten)]
    words: Words,
}

fn one() -> u16 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
fn is_one(number: &u16) -> bool {
    *number == 1
}

/// Reads `khoi` and `chu-thich`. A block that is not understood is told in `about`, and its bare text is kept.
pub(crate) fn read(
    blocks: Option<Value>,
    footnotes: Option<Value>,
    sheet: &mut Sheet,
    about: &mut Sheet,
) {
    for value in listed(footnotes) {
        match serde_json::from_value::<WrittenFootnote>(value.clone()) {
            Ok(note) => sheet.footnotes.push((note.dau, inline(&note.words.chu, note.words.nhan))),
            // Its place stays taken: the marks in the text count the footnotes.
            Err(_) => {
                unreadable(about, FOOTNOTES, &value, LAYOUT);
                sheet.footnotes.push((String::new(), Inline::plain(&bare(&value))));
            }
        }
    }
    for value in listed(blocks) {
        match serde_json::from_value::<Written>(value.clone()) {
            Ok(block) => sheet.push(draft(block)),
            Err(_) => {
                unreadable(about, BLOCKS, &value, LAYOUT);
                sheet.push(Draft::paragraph(Inline::plain(&bare(&value)), 0));
            }
        }
    }
    // A mark must name a footnote that is there.
    let held = sheet.footnotes.len();
    for inline in sheet.drafts.iter_mut().flat_map(Draft::inlines_mut) {
        inline.marks.retain(|mark| match mark.style {
            Style::Footnote(place) => (place as usize) < held,
            _ => true,
        });
    }
}

fn listed(value: Option<Value>) -> Vec<Value> {
    match value {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(values)) => values,
        Some(other) => vec![other],
    }
}

/// Every string in a value, in its order: what is left of a block that is not understood.
fn bare(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(values) => joined(values.iter()),
        Value::Object(fields) => joined(fields.values()),
        _ => String::new(),
    }
}

fn joined<'a>(values: impl Iterator<Item = &'a Value>) -> String {
    let texts = values.map(bare).filter(|text| !text.is_empty());
    texts.collect::<Vec<_>>().join(" ")
}

fn draft(block: Written) -> Draft {
    match block {
        Written::Plain(text) => Draft::paragraph(Inline::plain(&text), 0),
        Written::Text(words) => {
            Draft::Text { inline: inline(&words.chu, words.nhan), heading: words.cap, line: 0 }
        }
        Written::Table { bang } => {
            let rows = bang.into_iter().map(|row| DraftRow {
                cells: row.o.into_iter().map(cell).collect(),
                head: row.dau,
            });
            Draft::Table { rows: rows.collect(), line: 0 }
        }
    }
}

fn cell(cell: WrittenCell) -> DraftCell {
    match cell {
        WrittenCell::Plain(text) => DraftCell { inline: Inline::plain(&text), columns: 1, rows: 1 },
        WrittenCell::Full { chu, cot, hang, nhan } => {
            DraftCell { inline: inline(&chu, nhan), columns: cot.max(1), rows: hang.max(1) }
        }
    }
}

/// Words with their emphasis; what lies outside of them is cut off.
fn inline(text: &str, marks: Vec<Emphasis>) -> Inline {
    let mut inline = Inline::plain(text);
    if marks.is_empty() {
        return inline;
    }
    let mut places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    places.push(text.len());
    let place = |count: usize| places.get(count).copied().unwrap_or(text.len());
    for mark in marks {
        let style = match mark.kieu {
            Manner::Dam => Style::Bold,
            Manner::Nghieng => Style::Italic,
            Manner::ChuThich => Style::Footnote(mark.so.unwrap_or(0)),
        };
        let (start, end) = (place(mark.tu), place(mark.den));
        if start < end {
            inline.marks.push(Mark { span: Span::new(start, end), style });
        }
    }
    inline
}

/// The blocks of a transcript.
pub(crate) fn blocks(transcript: &Transcript) -> Value {
    let written = transcript.blocks.iter().map(|block| written(transcript, block));
    in_json(&written.collect::<Vec<_>>())
}

/// The footnotes of a transcript.
pub(crate) fn footnotes(transcript: &Transcript) -> Value {
    let written = |note: &Footnote| WrittenFootnote {
        dau: note.mark.clone(),
        words: Words {
            chu: note.span.of(&transcript.text).to_owned(),
            cap: None,
            nhan: emphasis(transcript, note.span),
        },
    };
    in_json(&transcript.footnotes.iter().map(written).collect::<Vec<_>>())
}

/// These types have no form that JSON lacks.
fn in_json<T: Serialize>(value: &T) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

fn written(transcript: &Transcript, block: &Block) -> Written {
    let cap = match &block.kind {
        BlockKind::Table(table) => return Written::Table { bang: rows(transcript, table) },
        BlockKind::Heading(level) => Some(*level),
        BlockKind::Paragraph => None,
    };
    let chu = block.span.of(&transcript.text).to_owned();
    let nhan = emphasis(transcript, block.span);
    if cap.is_none() && nhan.is_empty() {
        return Written::Plain(chu);
    }
    Written::Text(Words { chu, cap, nhan })
}

fn rows(transcript: &Transcript, table: &Table) -> Vec<WrittenRow> {
    let rows = table.rows.iter().map(|row| {
        let cells = row.cells.iter().map(|cell| {
            let chu = cell.span.of(&transcript.text).to_owned();
            let nhan = emphasis(transcript, cell.span);
            match (cell.columns, cell.rows) {
                (1, 1) if nhan.is_empty() => WrittenCell::Plain(chu),
                (cot, hang) => WrittenCell::Full { chu, cot, hang, nhan },
            }
        });
        WrittenRow { dau: row.head, o: cells.collect() }
    });
    rows.collect()
}

/// The emphasis inside `span`, in characters from its start.
fn emphasis(transcript: &Transcript, span: Span) -> Vec<Emphasis> {
    let marks = &transcript.marks;
    let first = marks.partition_point(|mark| mark.span.start < span.start);
    let inside = marks.iter().skip(first).take_while(|mark| mark.span.start < span.end);
    let counted =
        |at: u32| Span { start: span.start, end: at }.of(&transcript.text).chars().count();
    let written = inside.map(|mark| Emphasis {
        kieu: match mark.style {
            Style::Bold => Manner::Dam,
            Style::Italic => Manner::Nghieng,
            Style::Footnote(_) => Manner::ChuThich,
        },
        tu: counted(mark.span.start),
        den: counted(mark.span.end.min(span.end)),
        so: match mark.style {
            Style::Footnote(place) => Some(place),
            _ => None,
        },
    });
    written.collect()
}
