//! The language of the search box, example by example.

use crate::search::field::{Field, FieldName};
use crate::search::query::{Part, Unread, parse};

fn words(text: &str) -> Part {
    Part::Words(text.to_owned())
}

fn phrase(text: &str, within: usize) -> Part {
    Part::Phrase { words: text.to_owned(), within }
}

fn not(part: Part) -> Part {
    Part::Not(Box::new(part))
}

#[test]
fn parts_are_read() {
    for (text, parts) in [
        ("kỳ họp bất thường", vec![words("kỳ họp bất thường")]),
        ("họp \"bất thường\" tỉnh", vec![words("họp"), phrase("bất thường", 0), words("tỉnh")]),
        ("“kỳ họp bất thường”~5", vec![phrase("kỳ họp bất thường", 5)]),
        (
            "kỳ họp -tỉnh -\"thường lệ\"",
            vec![words("kỳ họp"), not(words("tỉnh")), not(phrase("thường lệ", 0))],
        ),
        ("giám*", vec![Part::Prefix("giám".to_owned())]),
        (
            "giám sát HOẶC thẩm tra",
            vec![Part::Any(vec![vec![words("giám sát")], vec![words("thẩm tra")]])],
        ),
        (
            "(phiên họp HOAC kỳ họp) trực tuyến",
            vec![
                Part::Any(vec![vec![words("phiên họp")], vec![words("kỳ họp")]]),
                words("trực tuyến"),
            ],
        ),
        ("cá nhân hoặc tổ chức", vec![words("cá nhân hoặc tổ chức")]),
        ("Luật (sửa đổi)", vec![words("Luật (sửa đổi)")]),
        ("", Vec::new()),
    ] {
        let query = parse(text);
        assert_eq!(query.parts, parts, "{text}");
        assert_eq!((query.fields, query.unread), (Vec::new(), Vec::new()), "{text}");
    }
}

#[test]
fn fields_take_as_many_words_as_make_a_value() {
    let query = parse(
        "giám sát loại:nghị quyết cơ quan:ủy ban thường vụ quốc hội tên:đất đai hiệu lực:còn",
    );
    assert_eq!(query.parts, [words("giám sát")]);
    let names: Vec<String> = query.fields.iter().map(|it| format!("{it:?}")).collect();
    assert_eq!(
        names,
        [
            "Kind(Resolution)",
            "Authority(\"uy-ban-thuong-vu-quoc-hoi\")",
            "Title(\"đất đai\")",
            "Status(InForce)"
        ]
    );
    assert!(query.unread.is_empty(), "{:?}", query.unread);
}

#[test]
fn what_cannot_be_read_is_words_and_told() {
    for (text, parts, unread) in [
        ("kỳ họp \"bất thường", vec![words("kỳ họp bất thường")], vec![Unread::OpenQuote]),
        (
            "loại:truyện ngắn",
            vec![words("loại truyện ngắn")],
            vec![Unread::Value { field: FieldName::Kind, value: "truyện".to_owned() }],
        ),
        ("màu:đỏ", vec![words("màu đỏ")], vec![Unread::Field("màu".to_owned())]),
        ("HOẶC họp", vec![words("họp")], vec![Unread::Alone("HOẶC".to_owned())]),
        ("Điều 5: họp", vec![words("Điều 5: họp")], Vec::new()),
    ] {
        let query = parse(text);
        assert_eq!((query.parts, query.unread), (parts, unread), "{text}");
    }
    let long = parse(&"họp ".repeat(30_000));
    assert_eq!(long.unread, [Unread::TooLong]);
}

#[test]
fn a_number_ends_the_value_of_a_field() {
    for text in ["trong:629/2019/UBTVQH14 kỳ họp", "kỳ họp trong:629/2019/UBTVQH14"] {
        let query = parse(text);
        assert_eq!(query.parts, [words("kỳ họp")], "{text}");
        assert_eq!(query.fields, [Field::Within("629/2019/UBTVQH14".to_owned())], "{text}");
    }
    let query = parse("trong:nghị quyết 629/2019 kỳ họp");
    assert_eq!(query.fields, [Field::Within("nghị quyết 629/2019".to_owned())]);
    let query = parse("trong:luật đất đai");
    assert_eq!(query.fields, [Field::Within("luật đất đai".to_owned())]);
}
