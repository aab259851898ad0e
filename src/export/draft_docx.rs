//! A draft as a Word file in the form of an official document (Nghị định 30/2020/NĐ-CP, Phụ lục I), its tables behind it.
//!
//! The text stands alone in its section, so that cutting off the tables leaves a clean draft.

use crate::draft::{Composed, ComposedArticle, Draft, compose};
use crate::export::draft_tables::{Cell, Sheet, sheets};
use crate::export::word::{
    DocxError, Look, Set, ended, packed, page_number, rule, section, set, table, words,
};
use crate::timeline::Stretch;

/// Columns of the title block: issuer, and quốc hiệu.
const TITLE: [u32; 2] = [4100, 5254];
/// Columns of the end: nơi nhận, and signature.
const END: [u32; 2] = [4400, 4954];
/// The width between the margins of a page laid on its side.
const WIDE: u32 = 14286;

const MOTTO: [&str; 2] = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"];

/// The draft as the bytes of a `.docx` file.
///
/// # Errors
/// When the container cannot be written, which memory alone can cause.
pub fn draft_docx(draft: &Draft) -> Result<Vec<u8>, DocxError> {
    let composed = compose(draft);
    let mut body = title_block(&composed);
    body += &opening(&composed);
    body += &composed.articles.iter().map(article).collect::<String>();
    body += &end(&composed);
    body += &ended(&section(false, Some("r2"), true));
    body += &sheets(draft, &composed).iter().map(sheet).collect::<String>();
    body += &section(true, Some("r2"), false);
    packed(&body, &[page_number()])
}

fn title_block(draft: &Composed) -> String {
    let line = |text: &str, look: Look| set(Set::CELL_CENTRED, &words(text, look));
    let issuer = line(&draft.issuer, Look::BOLD.of_size(24)) + &rule(1200);
    let motto = line(MOTTO[0], Look::BOLD.of_size(24)) + &line(MOTTO[1], Look::BOLD) + &rule(900);
    let number =
        line(&draft.number, Look::PLAIN.of_size(26)) + &line("DỰ THẢO", Look::BOLD.of_size(26));
    let date = line(&draft.place_and_date, Look::ITALIC);
    table(&TITLE, &[vec![issuer, motto], vec![number, date]], false)
}

fn opening(draft: &Composed) -> String {
    let mut out = set(Set::CELL, "");
    out += &set(Set { tight: true, ..Set::CENTRED }, &words(&draft.kind, Look::BOLD));
    out += &set(Set { tight: true, ..Set::CENTRED }, &words(&capital(&draft.title), Look::BOLD));
    out += &rule(3200);
    out += &set(Set::CENTRED, &words(&draft.issuer, Look::BOLD));
    for ground in &draft.grounds {
        let look = Look { underlined: ground.over, ..Look::ITALIC };
        let mark = if ground.over { OVER } else { "" };
        out += &set(Set::TEXT, &(words(&ground.text, look) + &words(mark, Look::BOLD)));
    }
    if !draft.enacting.is_empty() {
        out += &set(Set::CENTRED, &words(&draft.enacting, Look::BOLD));
    }
    out
}

/// What stands behind a căn cứ that is not in force.
pub(super) const OVER: &str = " [căn cứ không còn hoặc chưa có hiệu lực, phải thay]";

pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().collect::<String>() + letters.as_str(),
        None => String::new(),
    }
}

fn article(article: &ComposedArticle) -> String {
    let mut out = String::new();
    if let Some((number, name)) = &article.chapter {
        out += &set(Set { tight: true, ..Set::CENTRED }, &words(number, Look::BOLD));
        out += &set(Set::CENTRED, &words(name, Look::BOLD));
    }
    let mut paragraphs = article.paragraphs.iter();
    let title = words(&article.title(), Look::BOLD);
    // An article without a name says what it says on the line of its number.
    let first = match article.heading.is_empty() {
        true => paragraphs
            .next()
            .map(|it| words(&format!(" {}", joined(&it.mark, &it.text)), Look::PLAIN)),
        false => None,
    };
    let near = !article.heading.is_empty();
    out += &set(Set { near, ..Set::TEXT }, &(title + &first.unwrap_or_default()));
    // A clause that was taken over with its points in one piece keeps their lines.
    for it in paragraphs {
        for line in joined(&it.mark, &it.text).lines() {
            out += &set(Set::TEXT, &words(line, Look::PLAIN));
        }
    }
    out
}

/// A number and what stands behind it.
pub(super) fn joined(mark: &str, text: &str) -> String {
    if mark.is_empty() { text.to_owned() } else { format!("{mark} {text}") }
}

fn end(draft: &Composed) -> String {
    let small = |text: &str| set(Set::CELL, &words(text, Look::PLAIN.of_size(22)));
    let head = Look { bold: true, ..Look::ITALIC }.of_size(24);
    let recipients =
        set(Set::CELL, &words("Nơi nhận:", head)) + &small("- …;") + &small("- Lưu: VT.");
    let line = |text: &String| set(Set::CELL_CENTRED, &words(text, Look::BOLD));
    let signature: String = draft.signature.iter().map(line).collect();
    set(Set::CELL, "") + &table(&END, &[vec![recipients, signature]], false)
}

/// A table with its title.
pub(super) fn sheet(sheet: &Sheet) -> String {
    let mut out = set(Set::CENTRED, &words(sheet.title, Look::BOLD));
    if !sheet.lead.is_empty() {
        out += &set(Set::BOTH, &words(&sheet.lead, Look::ITALIC));
    }
    let widths: Vec<u32> = sheet.widths.iter().map(|part| WIDE * part / 100).collect();
    let head =
        sheet.head.iter().map(|it| set(Set::CELL_CENTRED, &words(it, Look::BOLD.of_size(24))));
    let mut rows = vec![head.collect::<Vec<_>>()];
    rows.extend(sheet.rows.iter().map(|row| row.iter().map(cell).collect()));
    out += &table(&widths, &rows, true);
    out + &set(Set::CELL, "")
}

fn cell(cell: &Cell) -> String {
    let small = |look: Look| look.of_size(24);
    let runs = match cell {
        Cell::Words(text) => words(text, small(Look::PLAIN)),
        Cell::Redline(stretches) => stretches
            .iter()
            .map(|it| match it {
                Stretch::Same(text) => words(text, small(Look::PLAIN)),
                Stretch::Gone(text) => words(text, small(Look { struck: true, ..Look::PLAIN })),
                Stretch::Come(text) => words(text, small(Look { underlined: true, ..Look::BOLD })),
            })
            .collect(),
    };
    set(Set::CELL, &runs)
}
