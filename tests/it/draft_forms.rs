//! Drafts and reviews as files.
//!
//! 1. Word, Markdown and JSON say the same.
//! 2. The Word file opens in `LibreOffice` with the same words, and is read back as the same articles.
//! 3. A review lists every text once and every finding, in both forms.

use std::fs;
use std::process::Command;

use dieukhoan::draft::{Composed, Draft, Finding, OpenDecision, Review, compose};
use dieukhoan::export::{draft_docx, draft_json, draft_markdown, review_docx, review_markdown};
use dieukhoan::law::{Component, Role, Unit};
use dieukhoan::{read, structure};

use crate::draft::cases;

/// The draft of a case that has all: chapters, a law beside it, a basis that is over, tables.
fn example() -> Draft {
    let (_, case) = cases().into_iter().find(|(name, _)| name.starts_with("03")).unwrap();
    let mut draft = case.draft();
    draft.open.push(OpenDecision {
        topic: "Thời gian trả lời".to_owned(),
        addresses: vec!["14/2025/TT-BNV-VD#dieu-1".parse().unwrap()],
        why: "Hai nơi <quy định> khác nhau & chưa thống nhất.".to_owned(),
    });
    draft
}

/// The words of a text without what sets them: white space, marks of Markdown.
fn words(text: &str) -> String {
    let letters =
        text.chars().filter(|it| !matches!(it, '*' | '\\' | '|' | '_' | '~' | '#' | '\u{feff}'));
    letters.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every line of the text itself, as each form must have it, in order.
fn lines(draft: &Composed) -> Vec<String> {
    let mut lines = vec![draft.issuer.clone(), draft.number.clone(), draft.place_and_date.clone()];
    lines.push(draft.kind.clone());
    lines.extend(draft.grounds.iter().map(|it| it.text.clone()));
    lines.push(draft.enacting.clone());
    for article in &draft.articles {
        lines.extend(
            article.chapter.iter().flat_map(|(number, name)| [number.clone(), name.clone()]),
        );
        lines.push(article.title());
        lines.extend(article.paragraphs.iter().map(|it| format!("{} {}", it.mark, it.text)));
    }
    lines.extend(draft.signature.iter().cloned());
    lines
}

fn holds_in_order(text: &str, lines: &[String]) {
    let text = words(text);
    let mut rest = text.as_str();
    for line in lines {
        let line = words(line);
        let at =
            rest.find(&line).unwrap_or_else(|| panic!("“{line}” is not in its place in\n{text}"));
        rest = &rest[at + line.len()..];
    }
}

#[test]
fn the_word_file_is_read_back_as_the_same_articles() {
    let with_year = cases().into_iter().map(|(name, case)| (name, case.draft()));
    let open_year = Draft { year: None, ..example() };
    for (name, draft) in with_year.chain([("năm để trống".to_owned(), open_year)]) {
        let composed = compose(&draft);
        let bytes = draft_docx(&draft).unwrap();
        let transcript = read::read("du-thao.docx", &bytes).unwrap().transcript;
        let document = structure::parse(transcript).value;
        let units: Vec<String> = document
            .units()
            .filter(|(_, it)| it.component == Component::Main && it.step.unit >= Unit::Article)
            .map(|(id, _)| document.portion(id).to_string())
            .collect();
        let mut expected: Vec<String> = Vec::new();
        for article in &composed.articles {
            let below = article.paragraphs.iter().map(|it| it.portion.to_string());
            for unit in std::iter::once(article.portion.to_string()).chain(below) {
                // After its điểm a khoản goes on.
                if !expected.contains(&unit) {
                    expected.push(unit);
                }
            }
        }
        assert_eq!(units, expected, "{name}");
        assert!(document.identity.number.as_ref().is_none_or(|it| it.is_draft()), "{name}");
        assert_eq!(document.identity.authorities, [draft.issuer], "{name}");
        let grounds: Vec<&str> = document.lines_of(Role::Ground).collect();
        assert_eq!(grounds.len(), composed.grounds.len(), "{name}: {grounds:?}");
        for article in &composed.articles {
            let id = document.find(&article.portion).unwrap();
            let said = article.paragraphs.iter().map(|it| format!("{} {}", it.mark, it.text));
            let said: Vec<String> = std::iter::once(article.heading.clone()).chain(said).collect();
            // The line of an article without a name may be read as its name.
            let heading = document.heading(id).unwrap_or_default();
            let read = format!("{heading} {}", document.body(id));
            assert_eq!(words(&read), words(&said.join(" ")), "{name}");
        }
    }
}

#[test]
fn every_form_says_the_same() {
    let draft = example();
    let composed = compose(&draft);
    let markdown = draft_markdown(&draft);
    holds_in_order(&markdown, &lines(&composed));
    let json = draft_json(&draft);
    assert_eq!(json["articles"].as_array().unwrap().len(), composed.articles.len());
    let transcript = read::read("du-thao.docx", &draft_docx(&draft).unwrap()).unwrap().transcript;
    for (form, text) in [("md", &markdown), ("docx", &transcript.text)] {
        let text = words(text);
        let open = composed.open.iter().flat_map(|it| [&it.topic, &it.why]);
        let rows = composed.correspondence.iter().map(|it| it.in_words());
        let remarks = composed.remarks.iter().map(|it| it.what.clone());
        for said in open.cloned().chain(rows).chain(remarks) {
            assert!(text.contains(&words(&said)), "{form} does not say “{said}”\n{text}");
        }
    }
}

#[test]
fn the_word_file_opens_in_libreoffice_with_the_same_words() {
    let program = Command::new("soffice").arg("--version").output();
    if !program.is_ok_and(|it| it.status.success()) {
        println!("skipped: no soffice");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let draft = example();
    fs::write(folder.path().join("du-thao.docx"), draft_docx(&draft).unwrap()).unwrap();
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
    let output = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir"])
        .arg(folder.path())
        .arg(folder.path().join("du-thao.docx"))
        .output()
        .unwrap();
    let text = fs::read_to_string(folder.path().join("du-thao.txt"))
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)));
    holds_in_order(&text, &lines(&compose(&draft)));
}

#[test]
fn a_review_lists_every_text_once_and_every_finding() {
    let draft = example();
    let finding = |ruling: Option<&str>, keep: Option<&str>| Finding {
        members: ["31/2025/QH-VD#dieu-5/khoan-2", "14/2025/TT-BNV-VD#dieu-1"]
            .map(|it| it.parse().unwrap())
            .to_vec(),
        ruling: ruling.map(str::to_owned),
        rule: "Văn bản thứ nhất có hiệu lực pháp lý cao hơn.".to_owned(),
        keep: keep.map(|it| it.parse().unwrap()),
        reason: "Luật đã quy định".to_owned(),
    };
    let review = Review {
        title: "văn bản về chất vấn".to_owned(),
        sources: draft.sources,
        findings: vec![
            finding(Some("Trùng"), Some("31/2025/QH-VD#dieu-5/khoan-2")),
            finding(None, None),
        ],
    };
    let listed: Vec<_> = review.lists().iter().map(|it| (it.title, it.sources.len())).collect();
    assert_eq!(
        listed,
        [("DANH MỤC VĂN BẢN CÒN HIỆU LỰC", 2), ("DANH MỤC VĂN BẢN HẾT HIỆU LỰC TOÀN BỘ", 1)]
    );
    let transcript = read::read("ra-soat.docx", &review_docx(&review).unwrap()).unwrap().transcript;
    let lines = [
        "KẾT QUẢ RÀ SOÁT: VĂN BẢN VỀ CHẤT VẤN",
        "PHIẾU RÀ SOÁT",
        "khoản 2 Điều 5 Luật Giám sát minh họa số 31/2025/QH-VD",
        "Điều 1 Thông tư số 14/2025/TT-BNV-VD",
        "Trùng",
        "Chưa có quyết định",
        "DANH MỤC VĂN BẢN CÒN HIỆU LỰC",
        "31/2025/QH-VD",
        "19/06/2025",
        "Xem mục 1, 2 của Phiếu rà soát",
        "14/2025/TT-BNV-VD",
        "DANH MỤC VĂN BẢN HẾT HIỆU LỰC TOÀN BỘ",
        "09/2015/UBTVQH-VD",
    ]
    .map(str::to_owned);
    holds_in_order(&transcript.text, &lines);
    holds_in_order(&review_markdown(&review), &lines);
}
