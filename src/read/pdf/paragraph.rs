//! Lines → paragraphs, across pages.
//!
//! In the official form the first line of a paragraph is indented and the others are full; where a writer did otherwise,
//! a short line, a wider gap or a legal marker tells. A line in small letters at its start never opens a paragraph when
//! the sentence before has not ended.

use crate::read::Inline;
use crate::read::marker;
use crate::read::pdf::frame::Frame;
use crate::read::pdf::line::Line;

/// A paragraph being gathered.
#[derive(Debug)]
pub(crate) struct Open {
    /// Its words so far.
    pub(crate) inline: Inline,
    /// The page on which it began.
    pub(crate) page: u32,
    last: Line,
    frame: Frame,
    lines: usize,
}

impl Open {
    /// A paragraph that begins with `line`.
    pub(crate) fn new(line: &Line, inline: Inline, frame: Frame) -> Self {
        Self { inline, page: line.page, last: line.clone(), frame, lines: 1 }
    }

    /// Adds the next line.
    pub(crate) fn add(&mut self, line: &Line, inline: &Inline, frame: Frame) {
        join(&mut self.inline, inline);
        self.last = line.clone();
        self.frame = frame;
        self.lines += 1;
    }

    /// Whether `line` goes on this paragraph.
    pub(crate) fn takes(&self, line: &Line, frame: Frame) -> bool {
        let text = line.text();
        if marker::is_rule(&text) || marker::is_rule(&self.inline.text) {
            return false;
        }
        let lower = text.starts_with(char::is_lowercase) && !marker::opens(&text);
        let unended = !marker::ends(&self.inline.text);
        let away = (line.top - self.last.bottom) / self.last.height().max(1.0);
        if line.page == self.last.page && away > 0.6 && !(lower && unended && away < 1.2) {
            return false;
        }
        match (self.frame.centres(&self.last), frame.centres(line)) {
            (true, true) => self.heading_takes(line, frame, lower && unended),
            (false, false) => self.text_takes(line, &text, frame, lower && unended),
            _ => false,
        }
    }

    /// A line of running text.
    fn text_takes(&self, line: &Line, text: &str, frame: Frame, going_on: bool) -> bool {
        let word = line.words.first().map_or(0.0, |word| word.right - word.left);
        let full = self.frame.is_full(&self.last, word);
        let ended = marker::ends(&self.inline.text);
        if marker::opens(text) {
            // `… theo khoản 2` / `Điều 5.`: a citation broken between its parts, in a line that is full.
            let hangs = full && marker::hangs(&self.inline.text);
            return hangs && text.starts_with("Điều ") && line.left < frame.left + 5.0;
        }
        if marker::awaits_number(&self.last.text(), text) || is_cut_number(&self.inline.text, text)
        {
            return true;
        }
        let shift = line.left - frame.left - (self.last.left - self.frame.left);
        let outdented = self.lines == 1 && shift < -5.0;
        let level = shift.abs() < 5.0 && (self.lines > 1 || line.left < frame.left + 5.0);
        if line.left < frame.left + 5.0 || outdented || level {
            // Without indents nothing but its start tells a paragraph after a full line that ends a sentence.
            return full && (going_on || !ended || frame.indent.is_some()) || going_on;
        }
        going_on && full
    }

    /// A line in the middle, below another.
    fn heading_takes(&self, line: &Line, frame: Frame, going_on: bool) -> bool {
        let (above, below) = (self.last.text(), line.text());
        if marker::opens(&below) || marker::opens(&above) && !going_on {
            return false;
        }
        let hangs = marker::hangs(&above) || above.ends_with('-');
        let wide = self.last.right - self.last.left > frame.width() * 0.55;
        going_on
            || hangs
            || wide && marker::shouts(&above) == marker::shouts(&below) && !marker::ends(&above)
    }
}

/// Adds a line to a paragraph.
pub(crate) fn join(inline: &mut Inline, line: &Inline) {
    if !inline.text.is_empty() && !is_cut_number(&inline.text, &line.text) {
        inline.push(" ", &[]);
    }
    inline.append(line);
}

/// `43/2014/NĐ-` / `CP`, `2021-` / `2025`, `12/2020/` / `NĐ-CP`: a number cut at the end of a line.
fn is_cut_number(above: &str, below: &str) -> bool {
    let last = above.rsplit(' ').next().unwrap_or_default();
    let signs = last.ends_with(['-', '/', '–']) && last.chars().count() > 1;
    let number = last.contains('/') || last.starts_with(|c: char| c.is_ascii_digit());
    signs && number && below.starts_with(|c: char| c.is_ascii_digit() || c.is_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_cut_at_the_end_of_a_line_are_made_whole() {
        for (above, below, whole) in [
            ("Nghị định số 43/2014/NĐ-", "CP ngày", "Nghị định số 43/2014/NĐ-CP ngày"),
            ("giai đoạn 2021-", "2025", "giai đoạn 2021-2025"),
            ("Bộ Lao động -", "Thương binh", "Bộ Lao động - Thương binh"),
            ("chính trị - xã", "hội", "chính trị - xã hội"),
        ] {
            let mut inline = Inline::plain(above);
            join(&mut inline, &Inline::plain(below));
            assert_eq!(inline.text, whole);
        }
    }
}
