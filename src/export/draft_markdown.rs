//! A draft as Markdown: the official form as far as plain text has it, and the same tables.

use crate::draft::{Composed, ComposedArticle, Draft, compose};
use crate::export::draft_docx::{OVER, capital, joined};
use crate::export::draft_tables::{Cell, Sheet, sheets};
use crate::export::markdown::escaped;
use crate::timeline::Stretch;

/// The draft as Markdown.
pub fn draft_markdown(draft: &Draft) -> String {
    let composed = compose(draft);
    let mut out = opening(&composed);
    out += &composed.articles.iter().map(article).collect::<String>();
    out +=
        &composed.signature.iter().map(|it| format!("**{}**\n\n", escaped(it))).collect::<String>();
    out += "Nơi nhận:\n\n\\- …;\n\n\\- Lưu: VT.\n\n";
    out += "---\n\n";
    out += &sheets(draft, &composed).iter().map(sheet).collect::<String>();
    out.trim_end().to_owned() + "\n"
}

fn opening(draft: &Composed) -> String {
    let bold = |text: &str| format!("**{}**\n\n", escaped(text));
    let mut out = bold(&draft.issuer);
    out += &bold("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    out += &bold("Độc lập - Tự do - Hạnh phúc");
    out += &format!("{}\n\n", escaped(&draft.number));
    out += &bold("DỰ THẢO");
    out += &format!("*{}*\n\n", escaped(&draft.place_and_date));
    out += &bold(&draft.kind);
    out += &bold(&capital(&draft.title));
    out += &bold(&draft.issuer);
    for ground in &draft.grounds {
        let mark =
            if ground.over { format!("**{}**", escaped(OVER.trim())) } else { String::new() };
        let space = if ground.over { " " } else { "" };
        out += &format!("*{}*{space}{mark}\n\n", escaped(&ground.text));
    }
    if !draft.enacting.is_empty() {
        out += &bold(&draft.enacting);
    }
    out
}

fn article(article: &ComposedArticle) -> String {
    let mut out = String::new();
    if let Some((number, name)) = &article.chapter {
        out += &format!("**{}**\n\n**{}**\n\n", escaped(number), escaped(name));
    }
    let mut paragraphs = article.paragraphs.iter();
    out += &format!("**{}**", escaped(&article.title()));
    if article.heading.is_empty()
        && let Some(it) = paragraphs.next()
    {
        out += &format!(" {}", escaped(&joined(&it.mark, &it.text)));
    }
    out += "\n\n";
    for it in paragraphs {
        for line in joined(&it.mark, &it.text).lines() {
            out += &format!("{}\n\n", escaped(line));
        }
    }
    out
}

/// A table with its title.
pub(super) fn sheet(sheet: &Sheet) -> String {
    let mut out = format!("## {}\n\n", sheet.title);
    if !sheet.lead.is_empty() {
        out += &format!("{}\n\n", escaped(&sheet.lead));
    }
    out += &format!("| {} |\n|{}\n", sheet.head.join(" | "), " --- |".repeat(sheet.head.len()));
    for row in &sheet.rows {
        let cells: Vec<String> = row.iter().map(cell).collect();
        out += &format!("| {} |\n", cells.join(" | "));
    }
    out + "\n"
}

fn cell(cell: &Cell) -> String {
    let plain = |text: &str| escaped(text).replace('\n', "<br>").replace('|', "\\|");
    match cell {
        Cell::Words(text) => plain(text),
        Cell::Redline(stretches) => stretches
            .iter()
            .map(|it| match it {
                Stretch::Same(text) => plain(text),
                Stretch::Gone(text) => marked(&plain(text), "~~"),
                Stretch::Come(text) => marked(&plain(text), "**"),
            })
            .collect(),
    }
}

/// Marks hold only when they touch the words.
fn marked(text: &str, mark: &str) -> String {
    let words = text.trim();
    if words.is_empty() {
        return text.to_owned();
    }
    // A mark next to a space marks nothing.
    let before = text.get(..text.len() - text.trim_start().len()).unwrap_or_default();
    let behind = text.get(text.trim_end().len()..).unwrap_or_default();
    format!("{before}{mark}{words}{mark}{behind}")
}
