//! A consolidated draft as Markdown, with notes as footnotes.

use crate::timeline::{BANNER, Consolidated, Paragraph, Run, Setting};

/// The draft as Markdown.
pub fn markdown(draft: &Consolidated) -> String {
    let mut out = format!("**{BANNER}**\n\n");
    out += &draft.opening.iter().map(|line| format!("{}\n\n", escaped(line))).collect::<String>();
    if !draft.refused.is_empty() {
        out += "**Những chỉ dẫn sửa đổi chưa thực hiện được, phải đối chiếu với văn bản gốc:**\n\n";
        for it in &draft.refused {
            out += &format!(
                "- {}: “{}”. Lý do: {}.\n",
                escaped(&it.place),
                escaped(&it.sentence),
                escaped(&it.why)
            );
        }
        out.push('\n');
    }
    out += "---\n\n";
    out += &draft.paragraphs.iter().map(paragraph).collect::<String>();
    for (at, note) in draft.notes.iter().enumerate() {
        out += &format!("[^{}]: {}\n\n", at + 1, escaped(note).replace('\n', "\n    "));
    }
    out
}

fn paragraph(paragraph: &Paragraph) -> String {
    let words: String = paragraph.runs.iter().map(run).collect();
    match &paragraph.setting {
        Setting::Centred | Setting::Article => format!("**{}**\n\n", words.trim()),
        Setting::Plain => format!("{}\n\n", words.trim()),
        Setting::Table(rows) => table(rows),
    }
}

fn run(run: &Run) -> String {
    match run {
        Run::Words(words) => escaped(words),
        Run::Note(at) => format!("[^{}]", at + 1),
    }
}

fn table(rows: &[Vec<String>]) -> String {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let line = |row: &Vec<String>| {
        let mut cells: Vec<String> =
            row.iter().map(|cell| escaped(cell).replace('\n', " ").replace('|', "\\|")).collect();
        cells.resize(width, String::new());
        format!("| {} |\n", cells.join(" | "))
    };
    let mut out = String::new();
    for (at, row) in rows.iter().enumerate() {
        out += &line(row);
        if at == 0 {
            out += &format!("|{}\n", " --- |".repeat(width));
        }
    }
    out + "\n"
}

/// Numbers, dashes and stars at the start of a line are words of the law, not marks of a list.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            out.push('\n');
        }
        let digits = line.chars().take_while(char::is_ascii_digit).count();
        let listed =
            digits > 0 && line.get(digits..).is_some_and(|rest| rest.starts_with(['.', ')']));
        for (place, letter) in line.chars().enumerate() {
            let mark = matches!(letter, '*' | '_' | '`' | '[' | ']' | '<' | '\\')
                || place == 0 && matches!(letter, '-' | '+' | '#' | '>')
                || listed && place == digits;
            if mark {
                out.push('\\');
            }
            out.push(letter);
        }
    }
    out
}
