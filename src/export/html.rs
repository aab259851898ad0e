//! A consolidated draft as a page of its own: no script, no style from elsewhere, fit to print.

use crate::timeline::{BANNER, Consolidated, Paragraph, Run, Setting};

const STYLE: &str = "body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:1.05rem/1.55 'Times New Roman',serif}\
.giua{text-align:center}.dieu{font-weight:bold}.du-thao{border:2px solid;padding:.6rem;text-align:center;font-weight:bold}\
table{border-collapse:collapse}td{border:1px solid;padding:.2rem .4rem}sup a{text-decoration:none}p{white-space:pre-line}";

/// The draft as an HTML page.
pub fn html(draft: &Consolidated) -> String {
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"vi\">\n<head><meta charset=\"utf-8\"><title>{}</title><style>{STYLE}</style></head>\n<body>\n<p class=\"du-thao\">{BANNER}</p>\n",
        escaped(&draft.title)
    );
    out +=
        &draft.opening.iter().map(|line| format!("<p>{}</p>\n", escaped(line))).collect::<String>();
    if !draft.refused.is_empty() {
        out += "<h2>Những chỉ dẫn sửa đổi chưa thực hiện được, phải đối chiếu với văn bản gốc</h2>\n<ul>\n";
        for it in &draft.refused {
            out += &format!(
                "<li>{}: “{}”. Lý do: {}.</li>\n",
                escaped(&it.place),
                escaped(&it.sentence),
                escaped(&it.why)
            );
        }
        out += "</ul>\n";
    }
    out += "<hr>\n";
    out += &draft.paragraphs.iter().map(paragraph).collect::<String>();
    if !draft.notes.is_empty() {
        out += "<hr>\n<ol>\n";
        for (at, note) in draft.notes.iter().enumerate() {
            let number = at + 1;
            out += &format!(
                "<li id=\"chu-thich-{number}\"><p>{} <a href=\"#dau-{number}\">↩</a></p></li>\n",
                escaped(note)
            );
        }
        out += "</ol>\n";
    }
    out + "</body>\n</html>\n"
}

fn paragraph(paragraph: &Paragraph) -> String {
    let words: String = paragraph.runs.iter().map(run).collect();
    match &paragraph.setting {
        Setting::Centred => format!("<p class=\"giua\">{words}</p>\n"),
        Setting::Article => format!("<p class=\"dieu\">{words}</p>\n"),
        Setting::Plain => format!("<p>{words}</p>\n"),
        Setting::Table(rows) => {
            let cell = |cell: &String| format!("<td>{}</td>", escaped(cell));
            let row = |row: &Vec<String>| {
                format!("<tr>{}</tr>\n", row.iter().map(cell).collect::<String>())
            };
            format!("<table>\n{}</table>\n", rows.iter().map(row).collect::<String>())
        }
    }
}

fn run(run: &Run) -> String {
    match run {
        Run::Words(words) => escaped(words),
        Run::Note(at) => {
            let number = at + 1;
            format!("<sup id=\"dau-{number}\"><a href=\"#chu-thich-{number}\">[{number}]</a></sup>")
        }
    }
}

/// `text` with the five characters that HTML and XML mean something by.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(letter),
        }
    }
    out
}
