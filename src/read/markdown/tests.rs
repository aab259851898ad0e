//! Markdown, case by case.

use super::*;

fn lines(source: &str) -> Vec<String> {
    let shown = |draft: &Draft| match draft {
        Draft::Text { inline, heading, line } => {
            let level = heading.map(|level| format!("#{level} ")).unwrap_or_default();
            format!("{line} {level}{}", inline.text)
        }
        Draft::Table { rows, line } => format!("{line} table {}", rows.len()),
    };
    read(source).drafts.iter().map(shown).collect()
}

#[test]
fn numbers_and_dashes_stay_in_the_text() {
    let source = "# LUẬT\n\nĐiều 5. Tên\n3. Ba\n\n   4) Bốn\n      - gạch\n        + cộng\n\n    1. Một bị\ngãy dòng\na) chữ\n- Căn cứ\n";
    assert_eq!(
        lines(source),
        [
            "1 #1 LUẬT",
            "3 Điều 5. Tên",
            "4 3. Ba",
            "6 4) Bốn",
            "7 - gạch",
            "8 + cộng",
            "10 1. Một bị gãy dòng",
            "12 a) chữ",
            "13 - Căn cứ"
        ]
    );
}

#[test]
fn rules_of_the_title_block_make_no_heading() {
    let source = "QUỐC HỘI\n-------\n\n**LUẬT**\n**Tên một\ndòng**\nvà thêm";
    assert_eq!(lines(source), ["1 QUỐC HỘI", "2 -------", "4 LUẬT", "5 Tên một dòng và thêm"]);
}

#[test]
fn html_keeps_its_words_and_tables() {
    let source =
        "Một\n\n<table><tr><td>a</td><td>b</td></tr></table>\n\n<div>hai</div>\n\n|\nba\n|\n";
    assert_eq!(lines(source), ["1 Một", "3 table 1", "5 hai", "8 ba"]);
}

#[test]
fn tables_footnotes_and_front_matter() {
    let source = "---\nso: 1/2020/QH14\n---\n\n| **A** | B |\n|---|---|\n| x<br>y | [^1] |\n\nLời[^2] *in nghiêng* <tên> <b>đậm</b>.\n\n[^2]: Hai\n    nối.\n\n    Đoạn sau.\n\nHết.\n";
    let sheet = read(source);
    let (transcript, problems) = sheet.finish();
    assert_eq!(transcript.claimed("so"), Some("1/2020/QH14"));
    let notes: Vec<(&str, &str)> = transcript
        .footnotes
        .iter()
        .map(|note| (note.mark.as_str(), note.span.of(&transcript.text)))
        .collect();
    assert_eq!(notes, [("[2]", "Hai nối.\nĐoạn sau.")]);
    assert_eq!(problems.len(), 1);
    assert!(transcript.text.contains("x\ny\n[^1]\nLời[2] in nghiêng <tên> đậm.\nHết.\n"));
    let marks: Vec<&str> =
        transcript.marks.iter().map(|mark| mark.span.of(&transcript.text)).collect();
    assert_eq!(marks, ["A", "[2]", "in nghiêng", "đậm"]);
}

#[test]
fn converters_leave_odd_stars() {
    let source = "**Điều 1. **Ban\nhành\n\n** **\n\n* * *\n\nQUY\nĐỊNH CƠ CHẾ\nĐoạn sau";
    assert_eq!(
        lines(source),
        ["1 Điều 1. Ban hành", "6 * * *", "8 QUY ĐỊNH CƠ CHẾ", "10 Đoạn sau"]
    );
}
