//! Plain text.
//!
//! Two kinds come in. In one, every line is a paragraph (texts exported by other programs, `data/amend`); a line that
//! breaks inside a sentence is then an accident, to be healed only on clear evidence. In the other, paragraphs are
//! wrapped at a width (mail, old editors), and joining is the rule. Which one a file is shows in its lines. A line that
//! opens with a legal marker always starts its own paragraph.

use crate::read::draft::Sheet;
use crate::read::emphasis;
use crate::read::marker;
use crate::read::reader::{File, Reader};
use crate::read::{Draft, Error, Format, Inline};

/// Plain text, which everything is that nothing else is.
pub(crate) struct Plain;

impl Reader for Plain {
    fn format(&self) -> Format {
        Format { name: "văn bản thuần", media: "text/plain" }
    }

    fn knows(&self, file: &File<'_>) -> bool {
        file.text().is_some()
    }

    fn read(&self, file: &File<'_>) -> Result<Sheet, Error> {
        Ok(read(file.text().unwrap_or_default()))
    }
}

/// A paragraph being gathered.
struct Open {
    text: String,
    /// Its last line as it stood in the file.
    last: String,
    line: u32,
}

/// Reads a plain text.
pub(crate) fn read(text: &str) -> Sheet {
    let mut sheet = Sheet::default();
    for (line, paragraph) in paragraphs(text) {
        sheet.push(Draft::paragraph(emphasis::settle(&Inline::plain(&paragraph)), line));
    }
    sheet
}

/// The paragraphs of a text with the line each starts on, from 1.
pub(crate) fn paragraphs(text: &str) -> Vec<(u32, String)> {
    let width = wrap_width(text);
    let mut found = Vec::new();
    let mut open: Option<Open> = None;
    let mut blanks = 0;
    for (index, line) in text.split('\n').enumerate() {
        let line = line.trim();
        if line.is_empty() {
            blanks += 1;
            continue;
        }
        match &mut open {
            Some(paragraph) if continues(&paragraph.last, line, blanks, width) => {
                paragraph.text.push(' ');
                paragraph.text.push_str(line);
                line.clone_into(&mut paragraph.last);
            }
            _ => {
                found.extend(open.take().map(|paragraph| (paragraph.line, paragraph.text)));
                let line_number = u32::try_from(index + 1).unwrap_or(u32::MAX);
                let (text, last) = (line.to_owned(), line.to_owned());
                open = Some(Open { text, last, line: line_number });
            }
        }
        blanks = 0;
    }
    found.extend(open.map(|paragraph| (paragraph.line, paragraph.text)));
    found
}

/// The width at which a text is wrapped; none when its lines are paragraphs.
fn wrap_width(text: &str) -> Option<usize> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let mut lengths: Vec<usize> = lines.iter().map(|line| line.chars().count()).collect();
    lengths.sort_unstable();
    let longest = *lengths.get(lengths.len().saturating_sub(1) * 98 / 100)?;
    let goes_on = |line: &&&str| line.starts_with(char::is_lowercase) && !marker::opens(line);
    let broken = lines.iter().filter(goes_on).count();
    (longest <= 160 && lines.len() >= 8 && broken * 6 >= lines.len()).then_some(longest)
}

/// Whether `line` goes on the paragraph whose last line is `last`, `blanks` empty lines above it.
fn continues(last: &str, line: &str, blanks: usize, width: Option<usize>) -> bool {
    if marker::is_rule(last) || marker::is_rule(line) || blanks > 1 || marker::ends(last) {
        // A wrapped line may end in a full stop by chance, but nothing tells it from the end of its paragraph.
        return width.is_some_and(|width| {
            blanks == 0
                && last.chars().count() * 10 >= width * 9
                && line.starts_with(char::is_lowercase)
                && !marker::opens(line)
        });
    }
    if blanks == 0 && marker::awaits_number(last, line) {
        return true;
    }
    let hangs = marker::hangs(last);
    if marker::opens(line) {
        // `… theo khoản 2` / `Điều 5.` in a wrapped text; `1.` and `a)` never go on.
        return hangs && blanks == 0 && width.is_some() && line.starts_with("Điều ");
    }
    if is_number_line(last) && !line.starts_with("ngày ") && !line.starts_with("của ") {
        return false;
    }
    if line.starts_with(char::is_lowercase) && line.chars().count() > 2 {
        // data/plan: a sentence cut by an empty line, "… đề án định hướng chương" / "trình xây dựng …".
        return blanks == 0 || !last.ends_with(',') || hangs;
    }
    let Some(width) = width else { return false };
    let full = last.chars().count() * 4 >= width * 3;
    blanks == 0 && (hangs || full) && marker::shouts(last) == marker::shouts(line)
}

/// `Thông tư số 03/2022/TT-UBDT` alone on its line: the title comes below it, in small letters or not.
fn is_number_line(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let number = words
        .last()
        .is_some_and(|last| last.contains('/') && last.starts_with(|c: char| c.is_ascii_digit()));
    number && (3..=5).contains(&words.len()) && words.iter().rev().nth(1) == Some(&"số")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<String> {
        paragraphs(source).into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn broken_sentences_are_healed() {
        let source = "ĐỀ ÁN\n“Đổi mới, hiệu quả\ncông tác giám sát\nđối với Hội đồng”\n\nI. MỤC ĐÍCH\n\na) theo chương\n\ntrình năm.\n\nb) Hai";
        assert_eq!(
            texts(source),
            [
                "ĐỀ ÁN",
                "“Đổi mới, hiệu quả công tác giám sát đối với Hội đồng”",
                "I. MỤC ĐÍCH",
                "a) theo chương trình năm.",
                "b) Hai"
            ]
        );
        assert_eq!(paragraphs(source).last().map(|(line, _)| *line), Some(12));
    }

    #[test]
    fn a_line_is_a_paragraph_where_lines_are() {
        let source = "LUẬT\nKHIẾU NẠI\nChương 1\nNHỮNG QUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\nLuật này quy định:\na) một;\nb) hai;\n- ba\n2. Bốn";
        assert_eq!(texts(source).len(), 10);
    }

    #[test]
    fn wrapped_paragraphs_are_joined() {
        let source = "Điều 1. Phạm vi điều chỉnh và đối tượng áp dụng\n1. Luật này quy định về nguyên tắc, thẩm quyền,\nhình thức, trình tự, thủ tục theo khoản 2\nĐiều 5.\n2. Văn bản quy phạm pháp luật là văn bản có\nchứa quy phạm pháp luật, được ban hành theo\nđúng thẩm quyền.\na) một việc và những\nviệc khác theo các quy định của Bộ luật\nHình sự.";
        assert_eq!(texts(source).len(), 4);
    }
}
