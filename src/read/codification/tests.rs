//! 1. A note of origin gives every fact it states, in all the shapes met in the edition of January 2026.
//! 2. Pieces of one document share a key; documents that differ do not.
//! 3. Assembly orders articles, keeps an equal one once, and says what is about which article.

use super::*;
use crate::text::{BlockKind, Outline};

const HEAD: &str = "\u{FEFF}<link href='x' />\n<h3 class='x'> Đề mục 1.1 <br /> Hòa giải &amp; đối thoại </h3><p>(<a class='viewDSVB' href='#'></a>)</p><div class='_content'>";

fn article(code: &str, note: &str, body: &str) -> String {
    format!(
        "<p class='pDieu'><a name='A{code}'></a>Điều {code}. Tên điều</p><p class='pGhiChu'><a href='http://vbpl.vn/x?ItemID=77#Chuong_II_Dieu_1' target='_blank'>({note})</a></p><p class='pNoiDung'>{body}</p>"
    )
}

fn one(note: &str) -> Piece {
    let file = format!("{HEAD}{}", article("1.1.LQ.1", note, "<p>1. Lời.</p>"));
    pieces(file.as_bytes()).unwrap().pop().unwrap()
}

#[test]
fn a_full_note_gives_every_fact() {
    let piece = one(
        "Điều 7a Luật số 58/2020/QH14 Hòa giải, đối thoại ngày 1 tháng 2 ngày 16/06/2020 của Quốc hội, có hiệu lực thi hành kể từ ngày 01/01/2021, có nội dung được sửa đổi, có nội dung được bổ sung bởi khoản 2 Điều 1 Nghị định số 47/2021/NĐ-CP có hiệu lực thi hành kể từ ngày 01/07/2021; Điều 3 Luật số 9/2022/QH15 có hiệu lực thi hành kể từ ngày 02/07/2022",
    );
    let origin = &piece.origin;
    assert_eq!(piece.subject.as_deref(), Some("Hòa giải & đối thoại"));
    assert_eq!((piece.unit.as_str(), piece.label.as_str()), ("Điều", "7a"));
    assert_eq!(piece.place.as_deref(), Some("Chuong_II"));
    assert_eq!(origin.kind, "Luật");
    assert_eq!(origin.number.as_deref(), Some("58/2020/QH14"));
    assert_eq!(origin.title.as_deref(), Some("Hòa giải, đối thoại ngày 1 tháng 2"));
    assert_eq!(origin.issued.as_deref(), Some("2020-06-16"));
    assert_eq!(origin.issuer.as_deref(), Some("Quốc hội"));
    assert_eq!(origin.effective.as_deref(), Some("2021-01-01"));
    assert_eq!(origin.item.as_deref(), Some("77"));
    let [first, second] = piece.amenders.as_slice() else { unreachable!("{:?}", piece.amenders) };
    assert_eq!(first.provision, "khoản 2 Điều 1");
    assert_eq!((first.kind.as_str(), first.number.as_str()), ("Nghị định", "47/2021/NĐ-CP"));
    assert_eq!(second.effective.as_deref(), Some("2022-07-02"));
    assert!(
        second
            .sentence
            .starts_with("có nội dung được sửa đổi, có nội dung được bổ sung bởi Điều 3")
    );
}

#[test]
fn hand_written_notes_are_understood() {
    let cases = [
        (
            "(Điều 4 Nghị định số 20/2011/NĐ-CP, có hiệu lực thi hành kể từ ngày 15/05/2011)",
            "4",
            "nghi-dinh 20/2011/NĐ-CP",
        ),
        ("27 Nghị định số 70/2015/NĐ-CP, có hiệu lực", "27", "nghi-dinh 70/2015/NĐ-CP"),
        ("Điều Thông tư số 135/2017/TT-BTC, có hiệu lực", "1", "thong-tu 135/2017/TT-BTC"),
        ("Điều 2 Thông tư số 17 /2018/TT- BTNMT, có hiệu lực", "2", "thong-tu 17/2018/TT-BTNMT"),
        ("Mục IV Thông tư số 60 TC/TCT hướng dẫn, có hiệu lực", "IV", "thong-tu 60TC/TCT 77"),
        ("Điều 3 Bộ Luật số 100/2015/QH13, có hiệu lực", "3", "bo-luat 100/2015/QH13"),
        (
            "Điều 8 Thông tư số liên tịch 04/2015/TTLT-BTC, có hiệu lực",
            "8",
            "thong-tu-lien-tich 04/2015/TTLT-BTC",
        ),
        (
            "Điều 2 Pháp lệnh Về Hàm, cấp ngoại giao, có hiệu lực",
            "2",
            "phap-lenh ve-ham-cap-ngoai-giao",
        ),
        (
            "Điều 2 Pháp lệnh Không số Về Hàm, cấp ngoại giao, có hiệu lực",
            "2",
            "phap-lenh ve-ham-cap-ngoai-giao",
        ),
        (
            "Danh mục được quy định tại Điều 7 Nghị định số 94/2013/NĐ-CP, có hiệu lực",
            "7",
            "nghi-dinh 94/2013/NĐ-CP",
        ),
        ("Điều 1 Nghị quyết số 93/2015/QH13, có hiệu lực", "1", "nghi-quyet 93/2015/QH13"),
    ];
    for (note, label, key) in cases {
        let piece = one(note);
        assert_eq!((piece.label.as_str(), piece.key().as_str()), (label, key), "{note}");
        assert!(piece.doubts.is_empty(), "{note}");
    }
}

#[test]
fn an_article_without_a_note_stays_with_its_document() {
    let file = format!(
        "{HEAD}{}<p class='pDieu'><a name='B'></a>Điều 1.1.LQ.2. Hai</p><p class='pNoiDung'><p>x</p></p>",
        article(
            "1.1.LQ.1",
            "Điều 1 Luật số 1/2020/QH14 Tên ngày 01/01/2020 của Quốc hội, có hiệu lực",
            ""
        )
    );
    let found = pieces(file.as_bytes()).unwrap();
    let [first, second] = found.as_slice() else { unreachable!("{found:?}") };
    assert_eq!((first.key(), second.label.as_str()), (second.key(), "2"));
    assert_eq!(second.doubts, [ProblemKind::OriginUnreadable("1.1.LQ.2".to_owned())]);
    assert!(pieces(b"<p>Lu\xE1\xBA\xADt</p>").is_err());
    assert_eq!(pieces(HEAD.as_bytes()), Ok(Vec::new()));
}

#[test]
fn pieces_become_the_document_again() {
    let note = |label: &str| {
        format!("Điều {label} Luật số 1/2020/QH14, có hiệu lực thi hành kể từ ngày 01/01/2021")
    };
    let related = "<p class='pChiDan'>(Điều này có nội dung liên quan đến <a href='#' onclick=\"ViewNoiDungPhapDien('37'); return false;\">Điều 1.2.LQ.9. Chi &amp; phí</a>)</p>";
    let body = "<p>1. Một&nbsp;hai</p>\n<table><tr><td>a</td></tr><tr><td>b</td></tr></table><p>2. x < y</p>";
    let file = [
        HEAD.to_owned(),
        article("1.1.LQ.10", &note("10"), "<p>Mười</p>"),
        "\n\n".to_owned(),
        article("1.1.LQ.2", &note("2đ"), "<p>Hai đ</p>"),
        article("1.1.LQ.3", &note("2d"), "<p>Hai d</p>"),
        article("1.1.LQ.1", &note("1"), body),
        related.to_owned(),
        article("1.1.LQ.4", &note("1"), body),
        article("1.1.LQ.5", &note("10"), "<p>Mười khác</p>"),
    ]
    .concat();
    let found = pieces(file.as_bytes()).unwrap();
    assert_eq!(found.get(1).map(|piece| piece.line), Some(4));
    let json = serde_json::to_string(&found).unwrap();
    assert_eq!(serde_json::from_str::<Vec<Piece>>(&json).unwrap(), found);
    let reading = reading(&found);
    let text = &reading.transcript.text;
    assert_eq!(
        text,
        "Điều 1. Tên điều\n1. Một\u{A0}hai\na\nb\n2. x < y\nĐiều 2d. Tên điều\nHai d\nĐiều 2đ. Tên điều\nHai đ\nĐiều 10. Tên điều\nMười\nĐiều 10. Tên điều\nMười khác\n"
    );
    assert_eq!(reading.transcript.outline, Outline::Marked);
    let headings =
        reading.transcript.blocks.iter().filter(|block| block.kind == BlockKind::Heading(1));
    assert_eq!(headings.count(), 5);
    assert_eq!(reading.problems.len(), 1);
    let about: Vec<(&str, &str, &str)> = reading
        .transcript
        .claims
        .iter()
        .filter_map(|claim| Some((claim.key.as_str(), claim.value.as_str(), claim.about?.of(text))))
        .take(3)
        .collect();
    assert_eq!(
        about,
        [
            ("ma-phap-dien", "A1.1.LQ.1 1.1.LQ.1", "Điều 1. Tên điều"),
            ("lien-quan", "37 Điều 1.2.LQ.9. Chi & phí", "Điều 1. Tên điều"),
            ("ma-phap-dien", "A1.1.LQ.4 1.1.LQ.4", "Điều 1. Tên điều"),
        ]
    );
}
