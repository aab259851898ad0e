//! 1. The law is found among furniture, and furniture is not in it.
//! 2. Every letter of the element of the law is in the text, in the same order.
//! 3. Blocks, tables, footnotes and emphasis are what the page shows.

use std::path::PathBuf;

use scraper::Node;

use super::*;
use crate::text::{BlockKind, Style, Transcript};

const PAGE: &str = "<!DOCTYPE html><html><head><title>Luật 1</title><style>p{}</style></head><body>
<ul class=menu><li><a href='/'>Trang chủ</a></li><li><a href=x>Điều 1. Phạm vi</a></li></ul>
<table id=facts><tr><td>Số ký hiệu</td><td>1/2020/QH14</td><td>Loại văn bản</td><td>Luật</td></tr>
<tr><td>Ngày ban hành:</td><td> 19/06/2020 </td><td>Ngày hiệu lực</td><td>Đã biết</td></tr></table>
<div id=a><div id=law>
<table><tr><td><b>QUỐC HỘI<br>-----</b></td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</td></tr></table>
<p>L<span>U</span>ẬT</p><p><i>Căn
   cứ Hiến pháp;</i></p><p>Điều&nbsp;1. Phạm vi</p><p>1. Một&nbsp;;</p><p>a) Hai<br>b) Ba</p>
<p>Điều 2. <b>Tên</b></p><p>2. Bốn <script>x()</script>năm</p><p>Điều 3. Hết</p><p>Điều 4. Thi hành</p>
<p>CHỦ TỊCH</p><p>In</p></div></div><div>Facebook</div></body></html>";

fn transcript(page: &str) -> Transcript {
    read(page).unwrap().finish().0
}

fn lines(page: &str) -> Vec<String> {
    let transcript = transcript(page);
    transcript.blocks.iter().map(|block| block.span.of(&transcript.text).to_owned()).collect()
}

#[test]
fn the_law_is_found_and_the_furniture_is_not() {
    assert_eq!(
        lines(PAGE),
        [
            "QUỐC HỘI\n-----\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "LUẬT",
            "Căn cứ Hiến pháp;",
            "Điều\u{A0}1. Phạm vi",
            "1. Một\u{A0};",
            "a) Hai",
            "b) Ba",
            "Điều 2. Tên",
            "2. Bốn năm",
            "Điều 3. Hết",
            "Điều 4. Thi hành",
            "CHỦ TỊCH",
        ]
    );
    let transcript = transcript(PAGE);
    assert_eq!(transcript.claimed("so"), Some("1/2020/QH14"));
    assert_eq!(transcript.claimed("ngay-ban-hanh"), Some("2020-06-19"));
    assert_eq!(transcript.claimed("ngay-hieu-luc"), None);
    let bold = transcript.marks.iter().filter(|mark| mark.style == Style::Bold);
    let bold: Vec<&str> = bold.map(|mark| mark.span.of(&transcript.text)).collect();
    assert_eq!(bold, ["QUỐC HỘI", "-----", "Tên"]);
}

#[test]
fn tables_keep_their_shape() {
    let page = "<div><table><thead><tr><th rowspan=2>STT</th><th colspan=2>Tên</th></tr></thead>
        <tr><td>1</td><td>x<p>y</p><table><tr><td>trong</td><td>nữa</td></tr></table></td></tr></table></div>";
    let (transcript, problems) = read(page).unwrap().finish();
    let [block] = transcript.blocks.as_slice() else { unreachable!("{:?}", transcript.blocks) };
    let BlockKind::Table(table) = &block.kind else { unreachable!("{block:?}") };
    let shape: Vec<Vec<(u16, u16)>> = table
        .rows
        .iter()
        .map(|row| row.cells.iter().map(|cell| (cell.columns, cell.rows)).collect())
        .collect();
    assert_eq!(shape, [vec![(1, 2), (2, 1)], vec![(1, 1), (1, 1)]]);
    assert_eq!(transcript.text, "STT\nTên\n1\nx\ny\ntrong\nnữa\n");
    assert!(problems.iter().any(|problem| matches!(problem.kind, ProblemKind::Flattened(_))));
}

#[test]
fn footnotes_leave_the_text() {
    let word = "<div><p>Luật này<a href='#_ftn1' name='_ftnref1'><sup>[1]</sup></a> quy định.</p><hr>
        <div id=ftn1><p><a href='#_ftnref1' name='_ftn1'>[1]</a> Sửa theo Luật.</p><p>Hai.</p></div></div>";
    let bare = "<div><p>Luật này[1] quy định[2].</p><p>[1] Một.</p><p>[2] Hai.</p></div>";
    let notes = |page: &str| {
        let transcript = transcript(page);
        let bodies: Vec<String> = transcript
            .footnotes
            .iter()
            .map(|note| format!("{}|{}", note.mark, note.span.of(&transcript.text)))
            .collect();
        let marks: Vec<String> =
            transcript.marks.iter().map(|mark| mark.span.of(&transcript.text).to_owned()).collect();
        (transcript.blocks.len(), bodies, marks)
    };
    assert_eq!(
        notes(word),
        (1, vec!["[1]|[1] Sửa theo Luật.\nHai.".to_owned()], vec!["[1]".to_owned()])
    );
    let (blocks, bodies, marks) = notes(bare);
    assert_eq!((blocks, bodies.len(), marks), (1, 2, vec!["[1]".to_owned(), "[2]".to_owned()]));
}

#[test]
fn lists_show_their_numbers() {
    let page = "<ol><li>một<li>hai</ol><ul><li>ba<li>- bốn</ul><ol type=a><li>năm</ol>";
    assert_eq!(lines(page), ["1. một", "2. hai", "- ba", "- bốn", "a) năm"]);
}

#[test]
fn bottomless_pages_are_refused() {
    assert!(matches!(read(&"<div>".repeat(5_000)), Err(Error::TooDeep { .. })));
    assert!(read(&"<p>".repeat(5_000)).is_ok());
}

#[test]
fn no_letter_of_real_pages_is_lost() {
    let data = std::env::var_os("DIEUKHOAN_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data"),
        PathBuf::from,
    );
    // A folder of more pages, for instance data/laws-html.tar.xz unpacked.
    let more = std::env::var_os("DIEUKHOAN_PAGES").map(PathBuf::from);
    let folders = ["formats/word-html", "formats/vbpl/vbpl", "formats/luatvietnam"];
    let mut pages = 0;
    for folder in folders.iter().map(|folder| data.join(folder)).chain(more) {
        let Ok(files) = std::fs::read_dir(&folder) else {
            println!("skipped: {} is absent", folder.display());
            continue;
        };
        for file in files.flatten() {
            let bytes = std::fs::read(file.path()).unwrap();
            let text = crate::read::encoding::decode(&bytes).text;
            let page = Html::parse_document(&text);
            let root = *page.root_element();
            let law = locate::law(root).unwrap();
            // Digits are left out: lists show numbers that no text node holds.
            let letters =
                |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
            let shown = law.descendants().filter(|node| {
                !node
                    .ancestors()
                    .take_while(|above| above.id() != law.id())
                    .any(|above| above.value().as_element().is_some_and(style::is_silent))
            });
            let expected: String = shown
                .filter_map(|node| match node.value() {
                    Node::Text(text) => Some(letters(text)),
                    _ => None,
                })
                .collect();
            let mut sheet = Sheet::default();
            harvest(law, None).into_sheet(&mut sheet);
            let found = letters(&sheet.finish().0.text);
            assert_eq!(found.len(), expected.len(), "{}", file.path().display());
            assert!(found == expected, "{}", file.path().display());
            pages += 1;
        }
    }
    println!("{pages} pages");
}
