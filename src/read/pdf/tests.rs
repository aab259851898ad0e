//! 1. A page of words becomes the paragraphs, notes and columns that a reader sees.
//! 2. A file that cannot be read is refused with its own reason.

use crate::read::{Conversion, Converter, ConverterError, Error, Reading, Without, read_with};
use crate::text::{BlockKind, Style};

/// Bytes that pass for a whole file.
const WHOLE: &[u8] = b"%PDF-1.4\n%%EOF";

/// A machine whose `pdftotext` gives these pages, and whose `tesseract` gives this table.
#[derive(Debug)]
struct Machine {
    pages: String,
    tsv: Option<String>,
}

impl Converter for Machine {
    fn convert(&self, conversion: Conversion, _: &[u8]) -> Result<Vec<u8>, ConverterError> {
        match (conversion, &self.tsv) {
            (Conversion::PdfWords { .. }, _) => Ok(self.pages.clone().into_bytes()),
            (Conversion::PdfOcr { .. }, Some(tsv)) => Ok(tsv.clone().into_bytes()),
            _ => Err(ConverterError::Absent { program: conversion.program() }),
        }
    }
}

/// A page as `pdftotext -bbox` gives it. Each line: left edge, lower edge, height, words; a word takes half its height
/// for each letter, `@x` sets the next word at x.
fn page(lines: &str) -> String {
    let mut words = String::new();
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let mut fields = line.split_whitespace();
        let mut number = || fields.next().unwrap().parse::<f32>().unwrap();
        let (mut left, bottom, height) = (number(), number(), number());
        for word in fields {
            if let Some(at) = word.strip_prefix('@') {
                left = at.parse().unwrap();
                continue;
            }
            let right = left + height * 0.3 * word.chars().count() as f32;
            let top = bottom - height;
            words += &format!(
                "<word xMin=\"{left}\" yMin=\"{top}\" xMax=\"{right}\" yMax=\"{bottom}\">{word}</word>\n"
            );
            left = right + height * 0.25;
        }
    }
    format!("<page width=\"595\" height=\"842\">\n{words}</page>\n")
}

fn read(pages: &[&str]) -> Reading {
    let pages = pages.iter().map(|lines| page(lines)).collect();
    read_with("a.pdf", WHOLE, &Machine { pages, tsv: None }).unwrap()
}

fn blocks(reading: &Reading) -> Vec<&str> {
    let transcript = &reading.transcript;
    transcript.blocks.iter().map(|block| block.span.of(&transcript.text)).collect()
}

const FIRST: &str = "
    180 68 16 CÔNG BÁO/Số 10 + 11/Ngày 25-3-2031
    268 98 16 Chương I
    206 116 16 NHỮNG QUY ĐỊNH CHUNG
    86 155 16 Điều 1. Phạm vi điều chỉnh của văn bản này và những người đọc nó rồi làm theo từng
    64 173 16 chữ
    97 183 10 2
    86 190 16 1. @108 Người đọc là người mở văn bản này ra để biết mình phải làm những việc gì và làm
    64 208 16 trước ngày nào theo Nghị định số 43/2031/NĐ-
    64 226 16 CP của Chính phủ.
    86 244 16 2. Văn bản này nặng 3 @200 m @215 và không ai mang nổi.
    205 237 10 2
    86 740 9 2
    93 746 13 Khoản này được sửa đổi, bổ sung theo quy định tại khoản 1 Điều 1 của Luật số";

const SECOND: &str = "
    64 68 16 12 @174 CÔNG BÁO/Số 10 + 11/Ngày 25-3-2031
    64 100 16 Đây là dòng cuối của khoản trước, ở đầu trang sau.
    86 740 9 3
    93 746 13 Chú thích không có dấu.
    64 760 13 46/2031/QH13 sửa đổi một số điều.";

#[test]
fn paragraphs_notes_and_heads_are_told_apart() {
    let reading = read(&[FIRST, SECOND]);
    assert_eq!(
        blocks(&reading),
        [
            "Chương I",
            "NHỮNG QUY ĐỊNH CHUNG",
            "Điều 1. Phạm vi điều chỉnh của văn bản này và những người đọc nó rồi làm theo từng chữ",
            "1. [2] Người đọc là người mở văn bản này ra để biết mình phải làm những việc gì và làm \
             trước ngày nào theo Nghị định số 43/2031/NĐ-CP của Chính phủ.",
            "2. Văn bản này nặng 3 m2 và không ai mang nổi.",
            "Đây là dòng cuối của khoản trước, ở đầu trang sau.",
        ]
    );
    let transcript = &reading.transcript;
    let notes: Vec<&str> =
        transcript.footnotes.iter().map(|it| it.span.of(&transcript.text)).collect();
    assert_eq!(
        notes,
        [
            "Khoản này được sửa đổi, bổ sung theo quy định tại khoản 1 Điều 1 của Luật số",
            "Chú thích không có dấu.\n46/2031/QH13 sửa đổi một số điều."
        ]
    );
    let marks: Vec<(&str, &Style)> =
        transcript.marks.iter().map(|it| (it.span.of(&transcript.text), &it.style)).collect();
    assert_eq!(marks, [("[2]", &Style::Footnote(0))]);
    let page_of = |at: usize| transcript.blocks[at].origin.as_ref().unwrap().page;
    assert_eq!((page_of(0), page_of(5)), (Some(1), Some(2)));
}

#[test]
fn notes_as_large_as_the_text_are_told_by_their_marks() {
    let reading = read(&["
        86 100 16 1. @105 Người đọc là người mở văn bản này ra để biết mình phải làm những việc gì
        97 94 10 1
        86 118 16 2. @105 Văn bản này không nặng mấy và ai cũng mang được từ nhà đến chỗ làm việc
        97 112 10 2
        86 136 16 3. @105 Khoản này còn nguyên.
        97 130 10 9
        86 700 15.5 1 Khoản này được sửa đổi, bổ sung theo quy định tại khoản 1 Điều 1 của Luật số
        86 718 15.5 46/2031/QH13 sửa đổi một số điều.
        86 736 15.5 2 Khoản này được bổ sung.
        86 754 15.5 9 Khoản này được thêm."]);
    assert_eq!(
        blocks(&reading),
        [
            "1. [1] Người đọc là người mở văn bản này ra để biết mình phải làm những việc gì",
            "2. [2] Văn bản này không nặng mấy và ai cũng mang được từ nhà đến chỗ làm việc",
            "3. [9] Khoản này còn nguyên.",
        ]
    );
    let transcript = &reading.transcript;
    let notes = transcript.footnotes.iter().map(|it| it.span.of(&transcript.text));
    assert_eq!(
        notes.collect::<Vec<_>>(),
        [
            "Khoản này được sửa đổi, bổ sung theo quy định tại khoản 1 Điều 1 của Luật số 46/2031/QH13 \
             sửa đổi một số điều.",
            "Khoản này được bổ sung.",
            "Khoản này được thêm."
        ]
    );
}

#[test]
fn lists_behind_tabs_are_no_tables_and_rows_of_single_words_are() {
    let reading = read(&["
        64 100 16 1. @110 Khiếu nại là việc công dân đề nghị cơ quan xem lại một quyết định trái pháp
        64 118 16 luật.
        64 136 16 2. @110 Người khiếu nại.
        64 154 16 3. @110 Rút khiếu nại là việc đề nghị chấm dứt khiếu nại của mình trước cơ quan đó
        64 172 16 rồi.
        64 190 16 4. @110 Bao che."]);
    assert_eq!(blocks(&reading).len(), 4, "{:?}", blocks(&reading));
    let reading = read(&["
        64 300 16 Số @110 Nội dung @300 Đơn vị @420 Mức
        64 318 16 1 @110 Cấp giấy mới @300 Đồng/giấy @420 200.000
        64 336 16 2 @110 Đổi giấy cũ @300 Đồng/giấy @420 150.000
        64 354 16 3 @110 Lại @300 Đồng/giấy @420 100.000"]);
    let [table] = reading.transcript.blocks.as_slice() else { panic!("{:?}", blocks(&reading)) };
    let BlockKind::Table(table) = &table.kind else { panic!("no table") };
    assert_eq!(table.rows.iter().map(|row| row.cells.len()).collect::<Vec<_>>(), [4, 4, 4, 4]);
}

#[test]
fn a_title_block_has_two_halves() {
    let reading = read(&["
        70 100 16 HỘI ĐỒNG NHÂN DÂN @300 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        90 116 16 TỈNH THỬ NGHIỆM @330 Độc lập - Tự do - Hạnh phúc
        80 140 16 Số: 01/2031/NQ-HĐND @310 Thử, ngày 01 tháng 02 năm 2031
        260 180 16 NGHỊ QUYẾT
        86 210 16 Điều 1. Nội dung của nghị quyết thử nghiệm này là không có nội dung nào hết cả rồi"]);
    let blocks = blocks(&reading);
    assert_eq!(
        blocks[0],
        "HỘI ĐỒNG NHÂN DÂN\nTỈNH THỬ NGHIỆM\nSố: 01/2031/NQ-HĐND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\
         Độc lập - Tự do - Hạnh phúc\nThử, ngày 01 tháng 02 năm 2031"
    );
    assert_eq!(blocks.len(), 3);
}

#[test]
fn a_scan_is_recognised_or_refused() {
    let stamp = page("200 20 7 Người ký: CỔNG THÔNG TIN ĐIỆN TỬ CHÍNH PHỦ");
    let machine = Machine { pages: stamp.clone(), tsv: None };
    let error = read_with("a.pdf", WHOLE, &machine).unwrap_err();
    assert_eq!(
        error.to_string(),
        "Tệp PDF là bản quét: 1 trang không có lớp chữ dùng được. Máy này không có chương trình tesseract \
         (cài gói tesseract-ocr và tesseract-ocr-vie)."
    );
    assert!(error.wants_program());
    let mut tsv = String::from("level\n4\t1\t1\t1\t1\t0\t400\t500\t2400\t60\t-1\t\n");
    for (at, (word, sure)) in [("Điều", 96), ("1.", 95), ("Hội", 91), ("đồng", 90), ("họp", 41)]
        .into_iter()
        .cycle()
        .take(20)
        .enumerate()
    {
        tsv += &format!("5\t1\t1\t1\t1\t1\t{}\t505\t90\t50\t{sure}\t{word}\n", 400 + at * 110);
    }
    let reading = read_with("a.pdf", WHOLE, &Machine { pages: stamp, tsv: Some(tsv) }).unwrap();
    assert!(reading.transcript.text.starts_with("Điều 1. Hội đồng họp"));
    let told: Vec<String> = reading.problems.iter().map(|it| it.kind.to_string()).collect();
    assert!(told.iter().any(|it| it.contains("họp (41%)")), "{told:?}");
    assert!(told.iter().any(|it| it.contains("độ tin cậy trung bình 82%")), "{told:?}");
}

#[test]
fn recognised_noise_is_refused() {
    let mut tsv = String::from("level\n4\t1\t1\t1\t1\t0\t400\t500\t2400\t60\t-1\t\n");
    for (at, word) in
        ["dệpBunaJon", "Buèuues", "IIAqwz", "uzxcv"].iter().cycle().take(20).enumerate()
    {
        tsv += &format!("5\t1\t1\t1\t1\t1\t{}\t505\t90\t50\t44\t{word}\n", 400 + at * 110);
    }
    let machine = Machine { pages: page(""), tsv: Some(tsv) };
    let error = read_with("a.pdf", WHOLE, &machine).unwrap_err();
    assert_eq!(error, Error::Unrecognised { pages: 1 });
}

#[test]
fn what_cannot_be_read_says_why() {
    #[derive(Debug)]
    struct Refusing(&'static str);
    impl Converter for Refusing {
        fn convert(&self, _: Conversion, _: &[u8]) -> Result<Vec<u8>, ConverterError> {
            Err(ConverterError::Refused { program: "pdftotext", reason: self.0.into() })
        }
    }
    let refusal = |converter: &dyn Converter| read_with("a.pdf", WHOLE, converter).unwrap_err();
    let locked = refusal(&Refusing("Command Line Error: Incorrect password"));
    assert_eq!(locked, Error::Locked { format: "PDF" });
    let damaged = refusal(&Refusing("Syntax Error: Couldn't find trailer dictionary"));
    assert_eq!(damaged, Error::Damaged { format: "PDF" });
    // Without any program the file is read all the same; this one is not whole.
    assert_eq!(refusal(&Without), Error::Damaged { format: "PDF" });
    let empty = Machine { pages: String::new(), tsv: None };
    assert_eq!(refusal(&empty), Error::Damaged { format: "PDF" });
}
