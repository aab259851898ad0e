//! 1. Numbers of lists, notes, tables, marks and old fonts come out of made-up RTF.
//! 2. What is cut off says so; no cut panics.

use crate::read::{Error, ProblemKind, Reading, read};
use crate::text::BlockKind;

const HEAD: &str = r"{\rtf1\ansi\deff0{\fonttbl{\f0\fnil\fcharset0 Times New Roman;}{\f1\fnil .VnTime;}{\f2\fnil\fcharset162{\*\panose 020b}.VnTimeH;}{\f3\fcharset163 Arial;}}{\info{\title Ngh}}{\header tr\'ean\par}{\footer {\field{\*\fldinst PAGE}{\fldrslt 1}}}";

fn reading(body: &str) -> Reading {
    read("a", format!("{HEAD}{body}}}").as_bytes()).unwrap()
}

fn lines(reading: &Reading) -> Vec<&str> {
    let text = &reading.transcript.text;
    reading.transcript.blocks.iter().map(|block| block.span.of(text)).collect()
}

#[test]
fn text_with_its_numbers_and_fonts() {
    let body = r"\pard{\f2 ngh\'de \'ae\'denh}{\f1  c\'f1a ch\'ddnh ph\'f1, n\'ad\'edc s\'b9ch v\'b5 x\'b7 h\'e9i}\par
{\listtext\f0 \'d0i\u7873 ?u 5.\tab}{\b T\u234?n}\line h\'e0i{\*\unknown x}\_\{\}\par {\f3 \'d0i\'ea\'ccu}\par {\v \'e2n}c\'f2n{\deleted  m\'e2t}\par";
    let reading = reading(body);
    let decomposed = "\u{110}i\u{EA}\u{300}u";
    assert_eq!(
        lines(&reading),
        [
            "NGHỊ ĐỊNH của chính phủ, nước sạch và xã hội",
            "Ðiều 5. Tên",
            "hài-{}",
            decomposed,
            "còn"
        ]
    );
    let kinds: Vec<&ProblemKind> = reading.problems.iter().map(|problem| &problem.kind).collect();
    let margin = ProblemKind::SetAside("trên".to_owned());
    assert_eq!(kinds, [&margin, &ProblemKind::Deleted("mât".to_owned())]);
}

#[test]
fn notes_and_tables() {
    let body = r"\pard Một{\super\chftn}{\*\footnote\pard\plain {\chftn} Chú\par thích}.\par
\trowd\clvmgf\cellx1000\cellx3000\pard\intbl a\cell b\par c\cell\row\trowd\clvmrg\cellx1000\cellx2000\cellx3005\pard\intbl\cell d\cell e\cell\row\pard {\nonshppict{\pict 00}}Sau\par";
    let body: String = body
        .chars()
        .map(|c| if c.is_ascii() { c.to_string() } else { format!("\\u{}?", u32::from(c)) })
        .collect();
    let reading = reading(&body);
    let transcript = &reading.transcript;
    let note = &transcript.footnotes[0];
    assert_eq!((note.mark.as_str(), note.span.of(&transcript.text)), ("[1]", "Chú\nthích"));
    assert_eq!((lines(&reading)[0], lines(&reading)[2]), ("Một[1].", "Sau"));
    let BlockKind::Table(table) = &transcript.blocks[1].kind else { panic!("no table") };
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    let cells: Vec<(&str, u16, u16)> =
        cells.map(|cell| (cell.span.of(&transcript.text), cell.rows, cell.columns)).collect();
    assert_eq!(cells, [("a", 2, 1), ("b\nc", 1, 2), ("d", 1, 1), ("e", 1, 1)]);
    let pictures = reading.problems.iter().filter(|it| matches!(it.kind, ProblemKind::NoText(_)));
    assert_eq!(pictures.count(), 1);
}

#[test]
fn what_is_cut_off_says_so() {
    let whole = format!("{HEAD}\\pard x\\cell\\row{{\\footnote a}}\\'e}}");
    for at in 5..whole.len() - 1 {
        let cut = read("a.rtf", whole.as_bytes().get(..at).unwrap());
        assert_eq!(cut.err(), Some(Error::Damaged { format: "RTF" }), "{at}");
    }
    let deep = format!("{{\\rtf1 {}", "{".repeat(5_000));
    assert!(matches!(read("a.rtf", deep.as_bytes()), Err(Error::TooDeep { .. })));
}
