//! A record says what its keys say, and a transcript comes back as it went out.

use proptest::prelude::*;

use crate::read::record::{self, Facts};
use crate::read::{Error, Problem, ProblemKind, Reading};
use crate::text::{BlockKind, Claim, Mark, Outline, Span, Style, Transcript};

fn read(line: &str) -> Reading {
    crate::read::read("dong.jsonl", line.as_bytes()).unwrap()
}

fn facts() -> Facts {
    let fact = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    vec![
        fact("so", "15/2026/NQ-MH"),
        fact("ten", "Tên “có” ngoặc\nvà dòng"),
        fact("sua-doi", "01/2020/NQ-MH"),
        fact("sua-doi", "02/2020/NQ-MH"),
        fact("minh-hoa", "true"),
    ]
}

#[test]
fn keys_become_claims_and_content_becomes_text() {
    let line = r#"{"so":"15/2026/NQ-MH","ngay-ban-hanh":"10/7/2026","sua-doi":["1/2020/NQ-MH","2/2020/NQ-MH"],"noi-dung":"<div><p>Điều 1. Một</p><p>Điều 2. Hai</p></div>","dang":"html"}"#;
    let Reading { format, transcript, problems } = read(line);
    assert_eq!((format, problems), (record::FORMAT, Vec::new()));
    assert_eq!(transcript.claimed("ngay-ban-hanh"), Some("2026-07-10"));
    assert_eq!(transcript.claims_of("sua-doi").count(), 2);
    assert_eq!(transcript.text, "Điều 1. Một\nĐiều 2. Hai\n");
}

#[test]
fn a_record_without_text_holds_only_facts() {
    let transcript = read(r#"{"so":"15/2026/NQ-MH","noi-dung":null}"#).transcript;
    assert_eq!((transcript.claimed("chi-danh-muc"), transcript.text.as_str()), (Some("true"), ""));
}

#[test]
fn what_is_not_understood_is_told_and_its_words_stay() {
    let line = r#"{"so":"1/2026/NQ-MH","la":"x","ngay-ban-hanh":"mai","dang":"doc","khoi":["Một",{"chu":"Hai","sai":1}],"rieng":[{"khoi":7}]}"#;
    let Reading { transcript, problems, .. } = read(line);
    assert_eq!(transcript.text, "Một\nHai\n");
    let key = |problem: &Problem| match &problem.kind {
        ProblemKind::KeyUnknown(key) | ProblemKind::ValueUnreadable { key, .. } => key.clone(),
        other => panic!("{other:?}"),
    };
    let mut keys: Vec<String> = problems.iter().map(key).collect();
    keys.sort();
    assert_eq!(keys, ["khoi", "la", "ngay-ban-hanh", "rieng"]);
}

#[test]
fn other_json_is_no_record() {
    assert!(record::is_record_line(br#"{"ten":"x"}"#));
    for line in [r#"{"name":"x"}"#, r#"["so"]"#, r#"{"so":"#, "Điều 1."] {
        assert!(!record::is_record_line(line.as_bytes()), "{line}");
    }
}

#[test]
fn a_line_that_is_no_record_is_refused() {
    for line in ["null", "[]", "\"x\"", "5", "{}", "Điều 1. Một", "\u{1}\u{2}\u{3}"] {
        for name in [record::LINE, "kho.NDJSON:12"] {
            let error = crate::read::read(name, line.as_bytes()).unwrap_err();
            assert!(matches!(error, Error::Record { .. }), "{name} {line}: {error}");
        }
    }
    // A text that is merely called so is a text.
    let reading = crate::read::read("a.jsonl", "Điều 1. Một".as_bytes()).unwrap();
    assert_eq!(reading.transcript.text, "Điều 1. Một\n");
}

#[test]
fn facts_keep_their_order_and_quotes() {
    let line = record::with_html(&facts(), Some("<p>Điều 1. Một</p>"));
    assert!(line.starts_with(r#"{"so":"15/2026/NQ-MH","ten":"#) && !line.contains('\n'), "{line}");
    let transcript = read(&line).transcript;
    let claims = transcript.claims.iter().map(|it| (it.key.clone(), it.value.clone()));
    let mut claims: Vec<(String, String)> = claims.collect();
    let mut expected = facts();
    claims.sort();
    expected.sort();
    assert_eq!(claims, expected);
    assert_eq!(transcript.text, "Điều 1. Một\n");
}

fn words() -> impl Strategy<Value = String> {
    "[a-zđĐấộ(){}\"\\\\ 0-9.\n]{0,24}".prop_map(|text| text.trim().to_owned())
}

prop_compose! {
    fn transcript()(
        blocks in prop::collection::vec((words(), 0_u8..4, words()), 1..8),
        notes in prop::collection::vec(words(), 0..3),
        marked in any::<bool>(),
    ) -> Transcript {
        let mut made = Transcript::default();
        for (text, kind, other) in blocks {
            let span = match kind {
                0 | 1 => made.push(BlockKind::Paragraph, &text, 0),
                2 => made.push(BlockKind::Heading(2), &text, 0),
                _ => made.push_table(&[(true, vec![(text.clone(), 1, 1), (other, 2, 1)])], 0),
            };
            let Some(span) = span.filter(|_| kind < 3) else { continue };
            made.claims.push(Claim { key: "sua-doi-boi".to_owned(), value: text.clone(), about: Some(span), line: 0 });
            // The first letter is bold, and in headings the mark of a footnote.
            let first = text.chars().next().map_or(0, char::len_utf8);
            let end = span.start as usize + first;
            let style = if kind == 2 && !notes.is_empty() { Style::Footnote(0) } else { Style::Bold };
            made.marks.push(Mark { span: Span::new(span.start as usize, end), style });
        }
        for note in &notes {
            made.push_footnote("1", note);
        }
        if marked {
            made.outline = Outline::Marked;
        }
        made
    }
}

proptest! {
    #[test]
    fn a_transcript_comes_back_as_it_went_out(made in transcript()) {
        prop_assume!(!made.blocks.is_empty());
        let mut back = read(&record::with_blocks(&facts(), &made)).transcript;
        back.claims.retain(|claim| claim.about.is_some());
        prop_assert_eq!(back, made);
    }

    #[test]
    fn no_line_panics(text in "[{}\\[\\]\":,a-z0-9 ]{0,60}") {
        let _ = crate::read::read("dong.jsonl", text.as_bytes());
        let line = format!(r#"{{"so":"1/2026/NQ-MH","khoi":{text},"chu-thich":{text},"rieng":{text}}}"#);
        let _ = crate::read::read("dong.jsonl", line.as_bytes());
    }
}
