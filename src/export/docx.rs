//! A consolidated draft as a Word file, with real footnotes at the foot of the page.
//!
//! Footnotes inside tables, which writers trip over, do not occur.

use crate::export::word::{DocxError, Look, NAMES, Part, Set, packed, section, set, table, words};
use crate::timeline::{BANNER, Consolidated, Paragraph, Run, Setting};

/// The width of the text between the margins, in twentieths of a point.
const WIDTH: u32 = 9354;

/// The draft as the bytes of a `.docx` file.
///
/// # Errors
/// When the container cannot be written, which memory alone can cause.
pub fn docx(draft: &Consolidated) -> Result<Vec<u8>, DocxError> {
    let notes = Part { file: "footnotes.xml", role: "footnotes", text: notes(draft) };
    packed(&body(draft), &[notes])
}

fn body(draft: &Consolidated) -> String {
    let mut out = set(Set::CENTRED, &words(BANNER, Look::BOLD));
    out += &draft
        .opening
        .iter()
        .map(|line| set(Set::BOTH, &words(line, Look::PLAIN)))
        .collect::<String>();
    if !draft.refused.is_empty() {
        let head = "Những chỉ dẫn sửa đổi chưa thực hiện được, phải đối chiếu với văn bản gốc:";
        out += &set(Set { near: true, ..Set::BOTH }, &words(head, Look::BOLD));
        for it in &draft.refused {
            let line = format!("- {}: “{}”. Lý do: {}.", it.place, it.sentence, it.why);
            out += &set(Set::BOTH, &words(&line, Look::PLAIN));
        }
    }
    out += &draft.paragraphs.iter().map(paragraph).collect::<String>();
    out + &section(false, None, false)
}

fn notes(draft: &Consolidated) -> String {
    let mut out = format!(
        "<w:footnotes {NAMES}><w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"
    );
    for (at, note) in draft.notes.iter().enumerate() {
        let mark = "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:footnoteRef/></w:r>";
        let text = words(&format!(" {note}"), Look::PLAIN);
        out += &format!(
            "<w:footnote w:id=\"{}\"><w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/></w:pPr>{mark}{text}</w:p></w:footnote>",
            at + 1
        );
    }
    out + "</w:footnotes>"
}

fn paragraph(paragraph: &Paragraph) -> String {
    let (place, look) = match &paragraph.setting {
        Setting::Centred => (Set { near: false, ..Set::CENTRED }, Look::BOLD),
        Setting::Article => (Set::BOTH, Look::BOLD),
        Setting::Plain => (Set::BOTH, Look::PLAIN),
        Setting::Table(rows) => return cells(rows),
    };
    let runs: String = paragraph.runs.iter().map(|run| match run {
        Run::Words(text) => words(text, look),
        Run::Note(at) => format!("<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:footnoteReference w:id=\"{}\"/></w:r>", at + 1),
    }).collect();
    set(place, &runs)
}

fn cells(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    if columns == 0 {
        return String::new();
    }
    let width = WIDTH / u32::try_from(columns).unwrap_or(WIDTH);
    let cell = |cell: &String| set(Set::CELL, &words(cell, Look::PLAIN));
    let rows: Vec<Vec<String>> = rows
        .iter()
        .filter(|it| !it.is_empty())
        .map(|row| {
            let mut cells: Vec<String> = row.iter().map(cell).collect();
            cells.resize(columns, set(Set::CELL, ""));
            cells
        })
        .collect();
    table(&vec![width; columns], &rows, true) + "<w:p/>"
}
