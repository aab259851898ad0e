//! Markdown, read as people write law in it.
//!
//! To Markdown, `1. Hội đồng` opens a list whose numbers may be thrown away, four spaces make code, and a rule under a
//! line makes that line a heading. In a law the number is text, indentation is taste, and the rule belongs to the title
//! block. So the lines are levelled first: indentation goes, list signs and rules are escaped; what is left for
//! the parser is headings, tables, emphasis, footnotes and quotes. One line in is one line out, which keeps line numbers.

mod level;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::read::draft::Sheet;
use crate::read::emphasis;
use crate::read::front_matter;
use crate::read::html;
use crate::read::marker;
use crate::read::reader::{File, Reader};
use crate::read::{Draft, DraftCell, DraftRow, Error, Format, Inline, ProblemKind};
use crate::text::Style;

/// Markdown, with or without front matter.
pub(crate) struct Markdown;

impl Reader for Markdown {
    fn format(&self) -> Format {
        Format { name: "Markdown", media: "text/markdown" }
    }

    fn knows(&self, file: &File<'_>) -> bool {
        let marked = |text: &str| front_matter::split(text).is_some() || level::has_marks(text);
        file.text().is_some_and(|text| file.is_named_markdown() || marked(text))
    }

    fn read(&self, file: &File<'_>) -> Result<Sheet, Error> {
        Ok(read(file.text().unwrap_or_default()))
    }
}

/// Reads a Markdown file.
pub(crate) fn read(text: &str) -> Sheet {
    let mut sheet = Sheet::default();
    let mut skipped = 0;
    let mut body = text;
    if let Some((entries, lines, rest)) = front_matter::split(text) {
        front_matter::read(entries, &mut sheet);
        (skipped, body) = (lines, rest);
    } else if front_matter::is_unclosed(text) {
        sheet.report(None, 1, ProblemKind::FrontMatterUnclosed);
    }
    let levelled = level::level(body);
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    let mut walk = Walk::new(&levelled, skipped, sheet);
    for (event, range) in Parser::new_ext(&levelled, options).into_offset_iter() {
        walk.event(event, range.start);
    }
    walk.finish()
}

/// Where text goes while the events pass.
struct Walk<'a> {
    source: &'a str,
    /// Byte at which each line starts.
    starts: Vec<usize>,
    /// Lines of the file before the first one here.
    skipped: u32,
    sheet: Sheet,
    /// The paragraph, heading or cell being written, and where its present line began.
    inline: Inline,
    at: Option<usize>,
    bold: usize,
    italic: usize,
    heading: Option<u8>,
    rows: Option<(usize, Vec<DraftRow>)>,
    row: DraftRow,
    /// Name of the footnote whose body is being written.
    note: Option<String>,
    /// Footnote names by index; a body that came is in the sheet.
    notes: Vec<String>,
    /// Line of the first lone `|`.
    bars: Option<u32>,
    /// The block of HTML being read.
    html: String,
    bodies: Vec<Option<Inline>>,
}

impl<'a> Walk<'a> {
    fn new(source: &'a str, skipped: u32, sheet: Sheet) -> Self {
        let starts = std::iter::once(0).chain(source.match_indices('\n').map(|(at, _)| at + 1));
        Self {
            source,
            starts: starts.collect(),
            skipped,
            sheet,
            inline: Inline::default(),
            at: None,
            bold: 0,
            italic: 0,
            heading: None,
            rows: None,
            row: DraftRow::default(),
            note: None,
            notes: Vec::new(),
            bars: None,
            html: String::new(),
            bodies: Vec::new(),
        }
    }

    fn event(&mut self, event: Event<'_>, at: usize) {
        match event {
            Event::Start(tag) => self.start(&tag, at),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => self.write(&text, at),
            Event::InlineHtml(html) => self.tag(&html, at),
            Event::Html(html) => {
                self.at.get_or_insert(at);
                self.html.push_str(&html);
            }
            Event::FootnoteReference(name) => self.refer(&name, at),
            Event::SoftBreak => self.soft_break(at),
            Event::HardBreak => self.break_line(),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, at: usize) {
        match tag {
            Tag::Strong => self.bold += 1,
            Tag::Emphasis => self.italic += 1,
            Tag::Table(_) => self.rows = Some((at, Vec::new())),
            Tag::Heading { level, .. } => {
                self.flush();
                self.heading = Some(*level as u8);
            }
            Tag::FootnoteDefinition(name) => {
                self.flush();
                self.note = Some(name.to_string());
            }
            Tag::Paragraph | Tag::CodeBlock(_) | Tag::HtmlBlock => self.flush(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.bold = self.bold.saturating_sub(1),
            TagEnd::Emphasis => self.italic = self.italic.saturating_sub(1),
            TagEnd::TableCell => {
                let inline =
                    emphasis::settle(&std::mem::take(&mut self.inline)).collapsed().trimmed();
                self.row.cells.push(DraftCell { inline, columns: 1, rows: 1 });
                self.at = None;
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                let mut row = std::mem::take(&mut self.row);
                row.head = tag == TagEnd::TableHead;
                if let Some((_, rows)) = &mut self.rows {
                    rows.push(row);
                }
            }
            TagEnd::Table => {
                if let Some((at, rows)) = self.rows.take() {
                    let line = self.line(at);
                    self.sheet.push(Draft::Table { rows, line });
                }
            }
            TagEnd::Heading(_) => {
                self.flush();
                self.heading = None;
            }
            TagEnd::FootnoteDefinition => {
                self.flush();
                self.note = None;
            }
            TagEnd::HtmlBlock => self.end_html(),
            TagEnd::Paragraph | TagEnd::CodeBlock => self.flush(),
            _ => {}
        }
    }

    fn write(&mut self, text: &str, at: usize) {
        self.at.get_or_insert(at);
        let mut styles = Vec::new();
        if self.bold > 0 {
            styles.push(Style::Bold);
        }
        if self.italic > 0 {
            styles.push(Style::Italic);
        }
        self.inline.push(text, &styles);
    }

    /// A tag inside a line: a break, or form without words; what is no HTML tag at all is text (`<tên cơ quan>`).
    fn tag(&mut self, html: &str, at: usize) {
        const TAGS: [&str; 24] = [
            "a", "abbr", "b", "big", "center", "del", "div", "em", "font", "i", "img", "ins",
            "o:p", "p", "s", "small", "span", "strike", "strong", "sub", "sup", "u", "wbr", "mark",
        ];
        let name = html.trim_start_matches(['<', '/']);
        let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != ':').unwrap_or(name.len());
        let name = name.get(..end).unwrap_or_default().to_ascii_lowercase();
        let opens = !html.starts_with("</");
        let step = |count: usize| if opens { count + 1 } else { count.saturating_sub(1) };
        match name.as_str() {
            "br" | "p" => self.break_line(),
            "b" | "strong" => self.bold = step(self.bold),
            "i" | "em" => self.italic = step(self.italic),
            name if TAGS.contains(&name) || html.starts_with("<!") => {}
            _ => self.write(html, at),
        }
    }

    fn refer(&mut self, name: &str, at: usize) {
        let index = self.note_index(name);
        let start = self.inline.text.len();
        self.write(&format!("[{name}]"), at);
        let style = Style::Footnote(u32::try_from(index).unwrap_or(u32::MAX));
        self.inline.mark(start, self.inline.text.len(), style);
    }

    fn note_index(&mut self, name: &str) -> usize {
        self.notes.iter().position(|known| known == name).unwrap_or_else(|| {
            self.notes.push(name.to_owned());
            self.bodies.push(None);
            self.notes.len() - 1
        })
    }

    /// The end of a source line inside a paragraph: a space, unless the next line opens a paragraph of its own.
    fn soft_break(&mut self, at: usize) {
        let index = self.starts.partition_point(|start| *start <= at);
        let line = |index: usize| {
            let start = self.starts.get(index).copied()?;
            let end = self.starts.get(index + 1).map_or(self.source.len(), |end| end - 1);
            Some(self.source.get(start..end)?.trim())
        };
        let last = index.checked_sub(1).and_then(line).unwrap_or_default();
        let next = line(index).unwrap_or_default();
        let shown = next.replace('\\', "");
        let parts = marker::opens(&shown) && !(marker::hangs(last) && shown.starts_with("Điều "))
            || marker::is_rule(&last.replace('\\', ""))
            || is_bar(last)
            || is_bar(next)
            || is_bold_line(last) != is_bold_line(next)
            || is_title(last) && !marker::shouts(next) && !last.ends_with(',')
            || is_title(next) && !marker::shouts(last)
            || marker::is_bare_unit(next) && !marker::hangs(last);
        let parts = parts && !marker::awaits_number(last, &shown);
        if self.rows.is_none() && self.heading.is_none() && parts {
            self.break_line();
        } else {
            self.inline.push(" ", &[]);
        }
    }

    /// A new block inside a paragraph; a new line inside a cell.
    fn break_line(&mut self) {
        if self.rows.is_some() {
            self.inline.push("\n", &[]);
        } else {
            self.flush();
        }
    }

    /// Ends the present block.
    fn flush(&mut self) {
        let inline = emphasis::settle(&std::mem::take(&mut self.inline)).collapsed().trimmed();
        let Some(at) = self.at.take() else { return };
        if let Some(name) = self.note.clone() {
            let index = self.note_index(&name);
            if let Some(body) = self.bodies.get_mut(index) {
                let body = body.get_or_insert_default();
                if !body.text.is_empty() {
                    body.push("\n", &[]);
                }
                body.append(&inline);
            }
            return;
        }
        let first = self.line(at);
        let heading = self.heading;
        // Code and raw HTML keep their line ends; each line is a paragraph as in plain text.
        for (number, inline) in (first..).zip(inline.lines()) {
            if is_bar(&inline.text) {
                self.bars.get_or_insert(number);
                continue;
            }
            self.sheet.push(Draft::Text { inline, heading, line: number });
        }
    }

    /// A block of HTML: its blocks and tables, as on a page. What is no HTML at all (`<Tên cơ quan>`) stays as written.
    fn end_html(&mut self) {
        let html = std::mem::take(&mut self.html);
        let Some(at) = self.at.take() else { return };
        let line = self.line(at);
        let (drafts, problems) = html::fragment(&html);
        let first = self.sheet.drafts.len();
        for mut draft in drafts {
            draft.set_line(line);
            self.sheet.push(draft);
        }
        for kind in problems {
            let known = Some(first).filter(|first| *first < self.sheet.drafts.len());
            self.sheet.report(known, line, kind);
        }
    }

    fn line(&self, at: usize) -> u32 {
        let index = self.starts.partition_point(|start| *start <= at);
        u32::try_from(index).unwrap_or(u32::MAX).saturating_add(self.skipped)
    }

    fn finish(mut self) -> Sheet {
        self.flush();
        let notes = std::mem::take(&mut self.notes).into_iter();
        for (index, (name, body)) in notes.zip(std::mem::take(&mut self.bodies)).enumerate() {
            let style = Style::Footnote(u32::try_from(index).unwrap_or(u32::MAX));
            let marks = |inline: &Inline| inline.marks.iter().any(|mark| mark.style == style);
            let mut inlines = self.sheet.drafts.iter().flat_map(Draft::inlines);
            if body.is_none() || !inlines.any(marks) {
                self.sheet.report(None, 0, ProblemKind::FootnoteLost(name.clone()));
            }
            self.sheet.footnotes.push((format!("[{name}]"), body.unwrap_or_default()));
        }
        if let Some(line) = self.bars {
            self.sheet.report(None, line, ProblemKind::Flattened("bảng viết dở bằng dấu |".into()));
        }
        // A mark without a footnote is plain text to the parser.
        for (index, draft) in self.sheet.drafts.clone().iter().enumerate() {
            for name in draft.inlines().iter().filter_map(|inline| lost_mark(&inline.text)) {
                let kind = ProblemKind::FootnoteLost(name.to_owned());
                self.sheet.report(Some(index), draft.line(), kind);
            }
        }
        self.sheet
    }
}

fn lost_mark(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once("[^")?;
    rest.split_once(']').map(|(name, _)| name)
}

/// A line in capitals that is more than one word: a title, a name of an issuing body.
fn is_title(line: &str) -> bool {
    marker::shouts(line) && line.trim().contains(' ')
}

/// A lone `|`: a broken pipe table (the 2025 provincial set writes every cell so).
fn is_bar(line: &str) -> bool {
    line.trim() == "|"
}

/// A line that is one bold stretch: `**QUYẾT ĐỊNH**`.
fn is_bold_line(line: &str) -> bool {
    let inner = line.strip_prefix("**").and_then(|rest| rest.strip_suffix("**"));
    inner.is_some_and(|inner| !inner.is_empty() && !inner.contains("**"))
}

#[cfg(test)]
mod tests;
