//! The same lines in the forms in which offices keep them: DOCX, RTF, PDF with a text layer.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A DOCX with a paragraph for each line.
pub(crate) fn docx(text: &str) -> Vec<u8> {
    let paragraph = |line: &str| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>");
    let body: String = text.lines().map(paragraph).collect();
    let document = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let relations = "<Relationships><Relationship Id=\"r1\" Type=\"x/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in [("_rels/.rels", relations), ("word/document.xml", document.as_str())] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(part.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// An RTF with a paragraph for each line.
pub(crate) fn rtf(text: &str) -> Vec<u8> {
    let mut body = String::new();
    for line in text.lines() {
        for letter in line.chars() {
            match u32::from(letter) {
                0..128 => body.push(letter),
                code => body += &format!("\\u{}?", code as i16),
            }
        }
        body += "\\par\n";
    }
    format!("{{\\rtf1\\ansi\\uc1{{\\fonttbl{{\\f0 Times New Roman;}}}}\\f0 {body}}}").into_bytes()
}

/// A PDF of one page. Its font has a code for each letter that occurs, and says which letter it is.
pub(crate) fn pdf(text: &str) -> Vec<u8> {
    let mut letters: Vec<char> = text.chars().filter(|it| *it != '\n').collect();
    letters.sort_unstable();
    letters.dedup();
    let code = |letter: char| 32 + letters.iter().position(|it| *it == letter).unwrap();
    let mut drawn = "BT /F 13 Tf 20 TL 86 790 Td\n".to_owned();
    for line in text.lines() {
        let codes: String = line.chars().map(|letter| format!("{:02X}", code(letter))).collect();
        drawn += &format!("<{codes}> Tj T*\n");
    }
    drawn += "ET";
    let mut table = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n1 begincodespacerange <00> <FF> endcodespacerange\n".to_owned();
    for some in letters.chunks(100) {
        table += &format!("{} beginbfchar\n", some.len());
        for letter in some {
            table += &format!("<{:02X}> <{:04X}>\n", code(*letter), u32::from(*letter));
        }
        table += "endbfchar\n";
    }
    table += "endcmap CMapName currentdict /CMap defineresource pop end end";
    let stream = |text: &str| format!("<</Length {}>>\nstream\n{text}\nendstream", text.len());
    let widths = "500 ".repeat(letters.len());
    in_file(&[
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Count 1/Kids[3 0 R]>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>".to_owned(),
        stream(&drawn),
        format!(
            "<</Type/Font/Subtype/TrueType/BaseFont/Times/FirstChar 32/LastChar {}/Widths[{widths}]/ToUnicode 6 0 R>>",
            31 + letters.len()
        ),
        stream(&table),
    ])
}

fn in_file(objects: &[String]) -> Vec<u8> {
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = String::new();
    for (at, object) in objects.iter().enumerate() {
        places += &format!("{:010} 00000 n \n", file.len());
        file += &format!("{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    let (start, size) = (file.len(), objects.len() + 1);
    file += &format!("xref\n0 {size}\n0000000000 65535 f \n{places}");
    file += &format!("trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
    file.into_bytes()
}

#[test]
fn each_form_gives_the_same_articles() {
    let text = "QUYẾT ĐỊNH\nSố: 5/2026/QĐ-UBND\nĐiều 1. Phạm vi điều chỉnh\n1. Mức hỗ trợ được quy định ở đây.\n2. Kinh phí do ngân sách bảo đảm.\nĐiều 2. Hiệu lực\nQuyết định này có hiệu lực từ ngày 01 tháng 4 năm 2026.\n";
    for (name, bytes) in [("a.docx", docx(text)), ("a.rtf", rtf(text)), ("a.pdf", pdf(text))] {
        let reading = dieukhoan::read::read(name, &bytes).unwrap();
        assert!(name.to_uppercase().ends_with(reading.format.name), "{name}");
        assert_eq!(reading.transcript.text, text, "{name}");
    }
}
