//! Tệp Word: the container and the dozen elements that a legal text needs, written by hand.
//!
//! Of the format's thousand elements a legal text needs a few, and libraries that write them all bring a hundred thousand lines.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;

use crate::export::html::escaped;

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

pub(super) const NAMES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MIME: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// Times New Roman 14, as official documents are set (Nghị định 30/2020/NĐ-CP, Phụ lục I).
const STYLES: &str = "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"Times New Roman\" w:cs=\"Times New Roman\"/><w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/><w:lang w:val=\"vi-VN\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after=\"120\"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"FootnoteText\"><w:name w:val=\"footnote text\"/><w:rPr><w:sz w:val=\"20\"/></w:rPr></w:style>";

/// A part beside the document itself: its file, what it is to the document, its XML.
pub(super) struct Part {
    pub(super) file: &'static str,
    pub(super) role: &'static str,
    pub(super) text: String,
}

/// Packs a document: `body` is all that stands in `w:body`; the parts are related as `r2`, `r3` … in their order.
pub(super) fn packed(body: &str, parts: &[Part]) -> Result<Vec<u8>, DocxError> {
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, text: &str| -> Result<(), DocxError> {
        file.start_file(name, SimpleFileOptions::default())?;
        file.write_all(HEAD.as_bytes())?;
        file.write_all(text.as_bytes())?;
        Ok(())
    };
    add("[Content_Types].xml", &types(parts))?;
    let document = relation(1, "officeDocument", "word/document.xml");
    add("_rels/.rels", &relations(&document))?;
    let own: String =
        (2..).zip(parts).map(|(number, part)| relation(number, part.role, part.file)).collect();
    let own = relation(1, "styles", "styles.xml") + &own;
    add("word/_rels/document.xml.rels", &relations(&own))?;
    add("word/styles.xml", &format!("<w:styles {NAMES}>{STYLES}</w:styles>"))?;
    let document = format!("<w:document {NAMES}><w:body>{body}</w:body></w:document>");
    add("word/document.xml", &document)?;
    for part in parts {
        add(&format!("word/{}", part.file), &part.text)?;
    }
    Ok(file.finish()?.into_inner())
}

fn types(parts: &[Part]) -> String {
    let one = |file: &str, kind: &str| {
        format!("<Override PartName=\"/word/{file}\" ContentType=\"{MIME}.{kind}+xml\"/>")
    };
    let parts: String = parts.iter().map(|it| one(it.file, it.role)).collect();
    let (document, styles) = (one("document.xml", "document.main"), one("styles.xml", "styles"));
    format!(
        "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>{document}{styles}{parts}</Types>"
    )
}

fn relation(number: usize, role: &str, target: &str) -> String {
    format!("<Relationship Id=\"r{number}\" Type=\"{OFFICE}/{role}\" Target=\"{target}\"/>")
}

fn relations(inner: &str) -> String {
    format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{inner}</Relationships>")
}

/// How a run of words looks.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) struck: bool,
    pub(super) underlined: bool,
    /// In half points; none for 14.
    pub(super) size: Option<u8>,
}

impl Look {
    pub(super) const PLAIN: Self =
        Self { bold: false, italic: false, struck: false, underlined: false, size: None };
    pub(super) const BOLD: Self = Self { bold: true, ..Self::PLAIN };
    pub(super) const ITALIC: Self = Self { italic: true, ..Self::PLAIN };

    pub(super) const fn of_size(self, half_points: u8) -> Self {
        Self { size: Some(half_points), ..self }
    }
}

/// A run; line feeds become breaks, and characters that XML cannot hold go.
pub(super) fn words(text: &str, look: Look) -> String {
    let mut marks = String::new();
    for (on, mark) in [(look.bold, "<w:b/>"), (look.italic, "<w:i/>"), (look.struck, "<w:strike/>")]
    {
        marks += if on { mark } else { "" };
    }
    if let Some(size) = look.size {
        marks += &format!("<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>");
    }
    marks += if look.underlined { "<w:u w:val=\"single\"/>" } else { "" };
    let marks = if marks.is_empty() { marks } else { format!("<w:rPr>{marks}</w:rPr>") };
    let clean: String =
        text.chars().filter(|c| *c == '\n' || *c == '\t' || !c.is_control()).collect();
    let lines: Vec<String> = clean
        .split('\n')
        .map(|line| format!("<w:t xml:space=\"preserve\">{}</w:t>", escaped(line)))
        .collect();
    format!("<w:r>{marks}{}</w:r>", lines.join("<w:br/>"))
}

/// How a paragraph is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Set {
    /// `left`, `center`, `right`, `both`.
    pub(super) align: &'static str,
    /// Whether it stays with the next one.
    pub(super) near: bool,
    /// Whether its first line is set in by 1.27 cm.
    pub(super) indented: bool,
    /// Whether the space behind it goes, as in tables.
    pub(super) tight: bool,
}

impl Set {
    pub(super) const LEFT: Self =
        Self { align: "left", near: false, indented: false, tight: false };
    pub(super) const BOTH: Self = Self { align: "both", ..Self::LEFT };
    pub(super) const CENTRED: Self = Self { align: "center", near: true, ..Self::LEFT };
    pub(super) const TEXT: Self = Self { align: "both", indented: true, ..Self::LEFT };
    pub(super) const CELL: Self = Self { tight: true, ..Self::LEFT };
    pub(super) const CELL_CENTRED: Self = Self { tight: true, align: "center", ..Self::LEFT };
}

/// A paragraph.
pub(super) fn set(set: Set, runs: &str) -> String {
    let keep = if set.near { "<w:keepNext/>" } else { "" };
    let space = if set.tight { "<w:spacing w:after=\"0\"/>" } else { "" };
    let indent = if set.indented { "<w:ind w:firstLine=\"720\"/>" } else { "" };
    let align = set.align;
    format!("<w:p><w:pPr>{keep}{space}{indent}<w:jc w:val=\"{align}\"/></w:pPr>{runs}</w:p>")
}

/// A rule under a line of the title block, as a border: `inset` of the width stays free on both sides, in twentieths of a point.
pub(super) fn rule(inset: u32) -> String {
    format!(
        "<w:p><w:pPr><w:pBdr><w:top w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"000000\"/></w:pBdr><w:spacing w:after=\"0\" w:line=\"120\" w:lineRule=\"exact\"/><w:ind w:left=\"{inset}\" w:right=\"{inset}\"/></w:pPr></w:p>"
    )
}

/// A table of cells that hold whole paragraphs; widths in twentieths of a point. With borders, the first row is repeated on
/// every page.
pub(super) fn table(widths: &[u32], rows: &[Vec<String>], bordered: bool) -> String {
    let border = |side: &str| {
        format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>")
    };
    let borders = match bordered {
        true => {
            let sides = ["top", "left", "bottom", "right", "insideH", "insideV"].map(border);
            format!("<w:tblBorders>{}</w:tblBorders>", sides.concat())
        }
        false => String::new(),
    };
    // Without borders the words may use the whole width: quốc hiệu must stand on one line.
    let margins = match bordered {
        true => "",
        false => {
            "<w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar>"
        }
    };
    let total: u32 = widths.iter().sum();
    let grid: String = widths.iter().map(|it| format!("<w:gridCol w:w=\"{it}\"/>")).collect();
    let cell = |(width, paragraphs): (&u32, &String)| {
        format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>{paragraphs}</w:tc>")
    };
    let row = |(at, row): (usize, &Vec<String>)| {
        let head = if bordered && at == 0 { "<w:tblHeader/>" } else { "" };
        let cells: String = widths.iter().zip(row).map(cell).collect();
        format!("<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{cells}</w:tr>")
    };
    let rows: String = rows.iter().enumerate().map(row).collect();
    format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{total}\" w:type=\"dxa\"/>{borders}<w:tblLayout w:type=\"fixed\"/>{margins}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )
}

/// The header of pages after the first: the number, centred (Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục I.7).
pub(super) fn page_number() -> Part {
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let number = format!(
        "{}<w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>{}<w:r><w:t>2</w:t></w:r>{}",
        field("begin"),
        field("separate"),
        field("end")
    );
    let text = format!("<w:hdr {NAMES}>{}</w:hdr>", set(Set::CELL_CENTRED, &number));
    Part { file: "header1.xml", role: "header", text }
}

/// The setting of a section: A4, margins of Nghị định 30/2020/NĐ-CP (20–25, 30–35, 20–25, 15–20 mm), numbers from page 2 where
/// `first` says that this is the first section.
pub(super) fn section(landscape: bool, header: Option<&str>, first: bool) -> String {
    let size = match landscape {
        true => "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>",
        false => "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>",
    };
    let header = header
        .map(|id| format!("<w:headerReference w:type=\"default\" r:id=\"{id}\"/>"))
        .unwrap_or_default();
    let title = if first { "<w:titlePg/>" } else { "" };
    format!(
        "<w:sectPr>{header}{size}<w:pgMar w:top=\"1134\" w:right=\"851\" w:bottom=\"1134\" w:left=\"1701\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>{title}</w:sectPr>"
    )
}

/// Ends a section: what follows stands on a new page.
pub(super) fn ended(section: &str) -> String {
    format!("<w:p><w:pPr><w:spacing w:after=\"0\"/>{section}</w:pPr></w:p>")
}
