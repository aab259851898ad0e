//! Made-up Word files, built in the test.
//!
//! 1. Automatic numbers are printed as Word prints them: levels, restarts, lists that go on, levels told by style.
//! 2. Deletions are noted and not read; insertions are read; a deleted paragraph end joins two paragraphs.
//! 3. Footnotes have marks and bodies; text boxes follow their paragraph; margins stay apart; hidden text is not read.
//! 4. Cells that go on over rows and columns; a table that is only layout.
//! 5. Fonts of old encodings become Unicode, with the capitals that live in the font.
//! 6. Hostile files give one clear sentence.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::read::{Error, Problem, ProblemKind, Reading, read};
use crate::text::{BlockKind, Style};

const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

fn pack(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, text) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A file with this body and these other parts, each named by its kind of relation.
fn docx(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let body = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let relation = |(kind, _): &(&str, &str)| {
        format!(r#"<Relationship Id="{kind}" Type="x/relationships/{kind}" Target="{kind}.xml"/>"#)
    };
    let relations: String = parts.iter().map(relation).collect();
    let relations = format!("<Relationships>{relations}</Relationships>");
    let names: Vec<String> = parts.iter().map(|(kind, _)| format!("word/{kind}.xml")).collect();
    let mut all = vec![
        ("_rels/.rels", RELATIONS),
        ("word/document.xml", body.as_str()),
        ("word/_rels/document.xml.rels", relations.as_str()),
    ];
    all.extend(names.iter().zip(parts).map(|(name, (_, text))| (name.as_str(), *text)));
    pack(&all)
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn item(list: u32, level: u32, text: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#
    )
}

fn reading(body: &str, parts: &[(&str, &str)]) -> Reading {
    read("a.docx", &docx(body, parts)).unwrap()
}

fn lines(reading: &Reading) -> Vec<&str> {
    let text = &reading.transcript.text;
    reading.transcript.blocks.iter().map(|block| block.span.of(text)).collect()
}

const NUMBERING: &str = r#"<w:numbering>
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Dieu"/><w:lvlText w:val="Điều %1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:isLgl/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2."/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>"#;

#[test]
fn automatic_numbers_are_text() {
    let body = [
        item(1, 0, "Phạm vi"),
        item(1, 1, "Một"),
        item(1, 1, "Hai:"),
        item(1, 2, "thứ nhất;"),
        item(1, 2, "thứ hai."),
        item(1, 3, "gạch"),
        item(1, 0, "Đối tượng"),
        item(1, 1, "Lại một"),
        item(2, 0, "Cùng mẫu thì đếm tiếp"),
        item(3, 0, "Đếm từ bảy"),
        item(3, 0, "Tám"),
        item(0, 0, "Không số"),
        item(4, 0, "MỤC ĐÍCH"),
        item(4, 0, "YÊU CẦU"),
        item(4, 1, "Số La Mã thành số thường"),
    ];
    let reading = reading(&body.concat(), &[("numbering", NUMBERING)]);
    assert_eq!(
        lines(&reading),
        [
            "Điều 1. Phạm vi",
            "1. Một",
            "2. Hai:",
            "a) thứ nhất;",
            "b) thứ hai.",
            "- gạch",
            "Điều 2. Đối tượng",
            "1. Lại một",
            "Điều 3. Cùng mẫu thì đếm tiếp",
            "Điều 7. Đếm từ bảy",
            "Điều 8. Tám",
            "Không số",
            "I. MỤC ĐÍCH",
            "II. YÊU CẦU",
            "2.1. Số La Mã thành số thường",
        ]
    );
}

#[test]
fn styles_carry_numbers_looks_and_names() {
    let styles = r#"<w:styles><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:styleId="Goc"><w:name w:val="Gốc"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Dieu"><w:name w:val="Tên điều"/><w:basedOn w:val="Goc"/></w:style>
<w:style w:type="character" w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>"#;
    let body = r#"<w:p><w:pPr><w:pStyle w:val="Dieu"/></w:pPr><w:r><w:t>Hiệu </w:t></w:r><w:r><w:rPr><w:b w:val="0"/><w:caps/></w:rPr><w:t>lực</w:t></w:r><w:r><w:rPr><w:rStyle w:val="An"/></w:rPr><w:t> ẩn</w:t></w:r></w:p>"#;
    let reading = reading(body, &[("styles", styles), ("numbering", NUMBERING)]);
    assert_eq!(lines(&reading), ["Điều 1. Hiệu LỰC"]);
    let transcript = &reading.transcript;
    let marked: Vec<&str> =
        transcript.marks.iter().map(|it| it.span.of(&transcript.text)).collect();
    assert_eq!(marked, ["Điều 1. Hiệu "]);
    let origin = transcript.blocks[0].origin.as_deref().unwrap();
    assert_eq!((origin.paragraph, origin.style.as_deref()), (Some(1), Some("Tên điều")));
}

#[test]
fn tracked_changes_read_as_accepted_and_deletions_are_noted() {
    let body = r#"<w:p><w:r><w:t>Thời hạn </w:t></w:r><w:del><w:r><w:delText>30</w:delText></w:r></w:del><w:ins><w:r><w:t>45</w:t></w:r></w:ins><w:r><w:t> ngày</w:t></w:r></w:p>
<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Một đoạn </w:t></w:r></w:p><w:p><w:r><w:t>liền mạch.</w:t></w:r></w:p>
<w:p><w:moveFrom><w:r><w:t>Chuyển</w:t></w:r></w:moveFrom></w:p><w:p><w:moveTo><w:r><w:t>Chuyển</w:t></w:r></w:moveTo></w:p>"#;
    let reading = reading(body, &[]);
    assert_eq!(lines(&reading), ["Thời hạn 45 ngày", "Một đoạn liền mạch.", "Chuyển"]);
    let text = &reading.transcript.text;
    let deleted = |problem: &&Problem| problem.kind == ProblemKind::Deleted("30".to_owned());
    let place = reading.problems.iter().find(deleted).map(|problem| problem.span.of(text));
    assert_eq!(place, Some("Thời hạn 45 ngày"));
}

#[test]
fn notes_boxes_and_margins() {
    let body = r#"<w:p><w:r><w:t>Điều 1</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>. Tên</w:t></w:r></w:p>
<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>QUỐC HỘI</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>QUỐC HỘI</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>LUẬT</w:t></w:r></w:p>
<w:p><w:r><w:fldChar/><w:instrText>PAGE</w:instrText><w:t>một</w:t><w:br/><w:t>hai</w:t><w:tab/><w:t>ba 43/2014/NĐ</w:t><w:noBreakHyphen/><w:t>CP &amp;lt; &#273;</w:t></w:r></w:p>"#;
    let notes = r#"<w:footnotes><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/><w:t> Điều này được bổ sung.</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    let header = "<w:hdr><w:p><w:r><w:t>CÔNG BÁO</w:t></w:r></w:p></w:hdr>";
    let footer = "<w:ftr><w:p><w:r><w:t>12</w:t></w:r></w:p></w:ftr>";
    let reading = reading(body, &[("footnotes", notes), ("header", header), ("footer", footer)]);
    assert_eq!(
        lines(&reading),
        ["Điều 1[1]. Tên", "LUẬT", "QUỐC HỘI", "một", "hai\tba 43/2014/NĐ-CP &lt; đ"]
    );
    let transcript = &reading.transcript;
    let mark = &transcript.marks[0];
    assert_eq!((mark.span.of(&transcript.text), &mark.style), ("[1]", &Style::Footnote(0)));
    let note = &transcript.footnotes[0];
    let body = note.span.of(&transcript.text);
    assert_eq!((note.mark.as_str(), body), ("[1]", "Điều này được bổ sung."));
    let kinds: Vec<&ProblemKind> = reading.problems.iter().map(|problem| &problem.kind).collect();
    assert_eq!(kinds, [&ProblemKind::SetAside("CÔNG BÁO".to_owned())]);
}

#[test]
fn tables_keep_their_spans_and_layouts_are_none() {
    let cell = |form: &str, text: &str| format!("<w:tc><w:tcPr>{form}</w:tcPr>{}</w:tc>", p(text));
    let body = format!(
        "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr>{}{}{}</w:tr></w:tbl><w:tbl><w:tr><w:tc>{}{}</w:tc></w:tr></w:tbl>",
        cell(r#"<w:gridSpan w:val="2"/>"#, "rộng hai"),
        cell("", "c"),
        cell(r#"<w:vMerge w:val="restart"/>"#, "cao hai"),
        cell("", "e"),
        cell("", "f"),
        cell("<w:vMerge/>", ""),
        cell("", "h"),
        cell("", "i"),
        p("Điều 1. Khung"),
        p("Điều 2. Trang"),
    );
    let reading = reading(&body, &[]);
    let BlockKind::Table(table) = &reading.transcript.blocks[0].kind else { panic!("no table") };
    let text = &reading.transcript.text;
    let rows: Vec<Vec<(&str, u16, u16)>> = table
        .rows
        .iter()
        .map(|row| row.cells.iter().map(|it| (it.span.of(text), it.columns, it.rows)).collect())
        .collect();
    assert_eq!(
        rows,
        [
            vec![("rộng hai", 2, 1), ("c", 1, 1)],
            vec![("cao hai", 1, 2), ("e", 1, 1), ("f", 1, 1)],
            vec![("h", 1, 1), ("i", 1, 1)],
        ]
    );
    assert!(table.rows[0].head);
    assert_eq!(lines(&reading)[1..], ["Điều 1. Khung", "Điều 2. Trang"]);
}

#[test]
fn signs_of_symbol_fonts_words_as_pictures_and_parts_of_other_files() {
    let body = r#"<w:p><w:r><w:t>Tuổi </w:t></w:r><w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r><w:r><w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr><w:t>&#xF0FE;</w:t></w:r><w:r><w:t> 18</w:t></w:r></w:p>
<w:p><w:r><w:pict><v:shape><v:textpath string="HỎA TỐC"/></v:shape></w:pict></w:r></w:p><w:altChunk r:id="a1"/>"#;
    let reading = reading(body, &[]);
    assert_eq!(lines(&reading), ["Tuổi ≥☑ 18", "HỎA TỐC"]);
    let unread = |it: &Problem| matches!(it.kind, ProblemKind::PartUnread(_));
    assert!(reading.problems.iter().any(unread), "{:?}", reading.problems);
}

#[test]
fn fonts_of_old_encodings_become_unicode() {
    let run = |font: &str, text: &str| {
        format!(
            r#"<w:r><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr><w:t>{text}</w:t></w:r>"#
        )
    };
    let body = [
        run(".VnTimeH", "quyÕt ®Þnh cña bé tr\u{AD}ëng"),
        run(".VnTime", " vÒ viÖc n</w:t><w:softHyphen/><w:t>íc s¹ch"),
        run("Times New Roman", ", là và có ước mơ"),
        run("VNI-Times", " Coäng hoøa xaõ hoäi chuû nghóa"),
    ];
    let deleted = run(".VnTime", "t</w:t><w:softHyphen/><w:t>¬ng tù viÖc n\u{AD}íc");
    let deleted = format!("<w:del>{}</w:del>", deleted.replace("w:t>", "w:delText>"));
    let reading = reading(&format!("<w:p>{}{deleted}</w:p>", body.concat()), &[]);
    let words = ProblemKind::Deleted("tương tự việc nước".to_owned());
    assert!(reading.problems.iter().any(|it| it.kind == words), "{:?}", reading.problems);
    assert_eq!(
        lines(&reading),
        ["QUYẾT ĐỊNH CỦA BỘ TRƯỞNG về việc nước sạch, là và có ước mơ Cộng hòa xã hội chủ nghĩa"]
    );
}

#[test]
fn hostile_files_give_one_sentence() {
    let whole = docx(&p("Điều 1."), &[]);
    for at in [30, whole.len() / 2, whole.len() - 30] {
        let cut = whole.get(..at).unwrap();
        assert!(matches!(read("a.docx", cut), Err(Error::Damaged { .. } | Error::NotText)));
    }
    let broken = pack(&[("word/document.xml", "<w:document><w:body><w:p>")]);
    assert_eq!(read("a", &broken).err(), Some(Error::Damaged { format: "DOCX" }));
    let empty = pack(&[("word/styles.xml", "<w:styles/>")]);
    assert_eq!(read("a", &empty).err(), Some(Error::Damaged { format: "DOCX" }));
    let deep = docx(&"<w:tbl><w:tr><w:tc>".repeat(3_000), &[]);
    assert!(matches!(read("a", &deep), Err(Error::TooDeep { .. })));
    let packed: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let locked = [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &packed].concat();
    assert_eq!(read("a.docx", &locked).err(), Some(Error::Locked { format: "DOC" }));
}

#[test]
fn a_bomb_is_not_unfolded() {
    let line = "<w:p><w:r><w:t>a</w:t></w:r></w:p>".repeat(1 << 12);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    zip.write_all(b"<w:document><w:body>").unwrap();
    for _ in 0..=crate::read::word::package::UNFOLDED_LIMIT / line.len() {
        zip.write_all(line.as_bytes()).unwrap();
    }
    let bomb = zip.finish().unwrap().into_inner();
    assert!(bomb.len() < 2 << 20, "{}", bomb.len());
    assert!(matches!(read("a.docx", &bomb), Err(Error::Unfolds { .. })));
}

#[test]
fn no_cut_of_the_body_panics() {
    let body = [item(1, 0, "Phạm vi"), item(1, 2, "đ"), p("x")].concat();
    let body = format!("{body}<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", p("y"));
    for (at, _) in body.char_indices() {
        let bytes = docx(body.get(at..).unwrap(), &[("numbering", NUMBERING)]);
        let _ = read("a.docx", &bytes);
        let bytes = docx(body.get(..at).unwrap(), &[("numbering", NUMBERING)]);
        let _ = read("a.docx", &bytes);
    }
}
