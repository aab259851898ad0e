//! A consolidated draft as a Word file, with real footnotes at the foot of the page.
//!
//! The file is written by hand: of the format's thousand elements a legal text needs a dozen, and footnotes inside tables,
//! which writers trip over, do not occur.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;

use crate::export::html::escaped;
use crate::timeline::{BANNER, Consolidated, Paragraph, Run, Setting};

/// Why no Word file was made.
#[derive(Debug, thiserror::Error)]
pub enum DocxError {
    /// The container could not be written.
    #[error("không đóng gói được tệp Word")]
    Container(#[from] ZipError),
    /// A part of it could not be written.
    #[error("không ghi được nội dung tệp Word")]
    Part(#[from] std::io::Error),
}

const NAMES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/><Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/><Override PartName=\"/word/footnotes.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml\"/></Types>";
const RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
const PARTS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/><Relationship Id=\"r2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes\" Target=\"footnotes.xml\"/></Relationships>";
/// Times New Roman 14, as official documents are set (Nghị định 30/2020/NĐ-CP, Phụ lục I).
const STYLES: &str = "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:cs=\"Times New Roman\"/><w:sz w:val=\"28\"/><w:lang w:val=\"vi-VN\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after=\"120\"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"FootnoteText\"><w:name w:val=\"footnote text\"/><w:rPr><w:sz w:val=\"20\"/></w:rPr></w:style>";

/// The draft as the bytes of a `.docx` file.
///
/// # Errors
/// When the container cannot be written, which memory alone can cause.
pub fn docx(draft: &Consolidated) -> Result<Vec<u8>, DocxError> {
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [
        ("[Content_Types].xml", TYPES.to_owned()),
        ("_rels/.rels", RELATIONS.to_owned()),
        ("word/_rels/document.xml.rels", PARTS.to_owned()),
        ("word/styles.xml", format!("<w:styles {NAMES}>{STYLES}</w:styles>")),
        ("word/document.xml", body(draft)),
        ("word/footnotes.xml", notes(draft)),
    ];
    for (name, text) in parts {
        file.start_file(name, SimpleFileOptions::default())?;
        file.write_all(HEAD.as_bytes())?;
        file.write_all(text.as_bytes())?;
    }
    Ok(file.finish()?.into_inner())
}

fn body(draft: &Consolidated) -> String {
    let mut out = format!("<w:document {NAMES}><w:body>");
    out += &set("center", true, &words(BANNER, true));
    out += &draft
        .opening
        .iter()
        .map(|line| set("both", false, &words(line, false)))
        .collect::<String>();
    if !draft.refused.is_empty() {
        let head = "Những chỉ dẫn sửa đổi chưa thực hiện được, phải đối chiếu với văn bản gốc:";
        out += &set("both", true, &words(head, true));
        for it in &draft.refused {
            let line = format!("- {}: “{}”. Lý do: {}.", it.place, it.sentence, it.why);
            out += &set("both", false, &words(&line, false));
        }
    }
    out += &draft.paragraphs.iter().map(paragraph).collect::<String>();
    out += "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"851\" w:bottom=\"1134\" w:left=\"1701\" w:header=\"709\" w:footer=\"709\" w:gutter=\"0\"/></w:sectPr>";
    out + "</w:body></w:document>"
}

fn notes(draft: &Consolidated) -> String {
    let mut out = format!(
        "<w:footnotes {NAMES}><w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"
    );
    for (at, note) in draft.notes.iter().enumerate() {
        let mark = "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:footnoteRef/></w:r>";
        let text = words(&format!(" {note}"), false);
        out += &format!(
            "<w:footnote w:id=\"{}\"><w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/></w:pPr>{mark}{text}</w:p></w:footnote>",
            at + 1
        );
    }
    out + "</w:footnotes>"
}

fn paragraph(paragraph: &Paragraph) -> String {
    let (align, bold) = match &paragraph.setting {
        Setting::Centred => ("center", true),
        Setting::Article => ("both", true),
        Setting::Plain => ("both", false),
        Setting::Table(rows) => return table(rows),
    };
    let runs: String = paragraph.runs.iter().map(|run| match run {
        Run::Words(text) => words(text, bold),
        Run::Note(at) => format!("<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:footnoteReference w:id=\"{}\"/></w:r>", at + 1),
    }).collect();
    set(align, false, &runs)
}

fn set(align: &str, near: bool, runs: &str) -> String {
    let keep = if near { "<w:keepNext/>" } else { "" };
    format!("<w:p><w:pPr>{keep}<w:jc w:val=\"{align}\"/></w:pPr>{runs}</w:p>")
}

/// A run; line feeds become breaks, and characters that XML cannot hold go.
fn words(text: &str, bold: bool) -> String {
    let bold = if bold { "<w:rPr><w:b/></w:rPr>" } else { "" };
    let clean: String =
        text.chars().filter(|c| *c == '\n' || *c == '\t' || !c.is_control()).collect();
    let lines: Vec<String> = clean
        .split('\n')
        .map(|line| format!("<w:t xml:space=\"preserve\">{}</w:t>", escaped(line)))
        .collect();
    format!("<w:r>{bold}{}</w:r>", lines.join("<w:br/>"))
}

fn table(rows: &[Vec<String>]) -> String {
    let cell = |cell: &String| {
        format!("<w:tc><w:tcPr/>{}</w:tc>", set("left", false, &words(cell, false)))
    };
    let row =
        |row: &Vec<String>| format!("<w:tr>{}</w:tr>", row.iter().map(cell).collect::<String>());
    let border = |side: &str| format!("<w:{side} w:val=\"single\" w:sz=\"4\"/>");
    let borders: String =
        ["top", "left", "bottom", "right", "insideH", "insideV"].map(border).concat();
    let rows: String = rows.iter().filter(|it| !it.is_empty()).map(row).collect();
    format!(
        "<w:tbl><w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr><w:tblGrid/>{rows}</w:tbl><w:p/>"
    )
}
