//! Text layers in old encodings: PDFs printed from TCVN3 and VNI documents hold the Western letters that only the font
//! showed as Vietnamese.
//!
//! The words come without the names of their fonts, so lines speak for themselves, and the few words of a short one go with
//! the rest of the file.

use crate::read::pdf::word::{Page, Word};
use crate::text::legacy::{self, Charset, Survey};

/// Turns words in old encodings into Unicode; the encoding of the most lines, when there are any.
pub(crate) fn recover(pages: &mut [Page]) -> Option<Charset> {
    let words = || pages.iter().flat_map(|page| &page.words).map(|word| word.text.as_str());
    if !legacy::may_be_old(words()) {
        return None;
    }
    let mut survey = Survey::default();
    for page in pages.iter() {
        page.words.chunk_by(beside).for_each(|line| survey.note("", &text(line)));
    }
    if !survey.finds_any() {
        return None;
    }
    let mut times = [0_usize; Charset::ALL.len()];
    for page in pages {
        for line in page.words.chunk_by_mut(beside) {
            let text = text(line);
            let Some(charset) = survey.charset("", &text).filter(|_| !text.is_ascii()) else {
                continue;
            };
            let place = Charset::ALL.iter().zip(&mut times).find(|(it, _)| **it == charset);
            place.into_iter().for_each(|(_, count)| *count += 1);
            let decoded: Vec<String> =
                line.iter().map(|word| charset.decode(&word.text, false)).collect();
            let raised = legacy::raised(&decoded.join(" "));
            for (word, decoded) in line.iter_mut().zip(raised.split(' ')) {
                decoded.clone_into(&mut word.text);
            }
        }
    }
    let counted = Charset::ALL.into_iter().zip(times).filter(|(_, count)| *count > 0);
    counted.max_by_key(|(_, count)| *count).map(|(charset, _)| charset)
}

/// Whether two words that follow each other stand on one line.
fn beside(one: &Word, next: &Word) -> bool {
    (one.bottom - next.bottom).abs() < one.height().max(next.height()) * 0.5
}

fn text(line: &[Word]) -> String {
    line.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(lines: &[&str]) -> Page {
        let mut words = Vec::new();
        for (row, line) in (1_u8..).zip(lines) {
            for (column, text) in (0_u8..).zip(line.split(' ')) {
                let (left, bottom) = (f32::from(column) * 40.0, f32::from(row) * 20.0);
                words.push(Word {
                    text: text.to_owned(),
                    left,
                    top: bottom - 14.0,
                    right: left + 30.0,
                    bottom,
                    sure: None,
                    raised: false,
                });
            }
        }
        Page { number: 1, width: 595.0, height: 842.0, words }
    }

    #[test]
    fn lines_of_old_fonts_become_unicode() {
        let mut pages = [page(&[
            "Héi ®ång nh©n d©n tØnh Qu¶ng TrÞ",
            "§iÒu 2.",
            "Căn cứ Luật Tổ chức chính quyền địa phương",
        ])];
        assert_eq!(recover(&mut pages), Some(Charset::Tcvn3));
        let words: Vec<&str> = pages[0].words.iter().map(|it| it.text.as_str()).collect();
        assert_eq!(
            words.join(" "),
            "Hội đồng nhân dân tỉnh Quảng Trị Điều 2. Căn cứ Luật Tổ chức chính quyền địa phương"
        );
        assert_eq!(recover(&mut [page(&["Căn cứ Luật", "± 5 m² § 3 ¶ 4 · 5"])]), None);
    }
}
