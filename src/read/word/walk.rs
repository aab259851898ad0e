//! From the body of a Word file to blocks.
//!
//! One pass over the XML without recursion. Text flows into whatever is open: the body, a cell, a text box, a footnote.
//! A text box hangs on a paragraph that is still being read, so paragraphs are a stack too; its text follows that
//! paragraph. Tracked changes read as if all were accepted, with a note of every deletion.

use std::collections::HashMap;

use crate::read::draft::Sheet;
use crate::read::word::glyph::{self, Glyph, Looks};
use crate::read::word::numbering::Numbering;
use crate::read::word::style::{Form, Look, Styles};
use crate::read::word::table::{Grid, Line, Merge};
use crate::read::word::xml::{Element, Node, Xml};
use crate::read::{Draft, Error, Inline, ProblemKind};
use crate::text::Origin;
use crate::text::legacy::Survey;

/// Elements whose inside says nothing: what was before a tracked change of form, settings, field codes.
const SILENT: [&str; 13] = [
    "pPrChange",
    "rPrChange",
    "sectPrChange",
    "tblPrChange",
    "tcPrChange",
    "trPrChange",
    "tblPrExChange",
    "numberingChange",
    "sdtPr",
    "sectPr",
    "tblPr",
    "tblGrid",
    "instrText",
];

/// Letters of a deletion that are shown in its note.
const SHOWN: usize = 80;

/// Footnotes and endnotes: kind and number in the file.
pub(crate) type NoteKey = (&'static str, String);

/// What a walk needs to know of the rest of the file.
pub(crate) struct Context<'a> {
    /// The styles.
    pub(crate) styles: &'a Styles,
    /// The lists.
    pub(crate) numbering: &'a mut Numbering,
    /// Every look met.
    pub(crate) looks: &'a mut Looks,
    /// Words by font, being counted.
    pub(crate) survey: &'a mut Survey,
    /// Words by font, when they were counted before: old encodings are turned into Unicode then.
    pub(crate) counted: Option<&'a Survey>,
}

/// A paragraph being read.
#[derive(Default)]
struct Open {
    glyphs: Vec<Glyph>,
    form: Form,
    style: Option<String>,
    /// The look of its characters, and that of the run being read.
    look: Look,
    run: Look,
    boxes: Vec<Piece>,
    deleted: Vec<Glyph>,
    /// Its end was deleted: the next paragraph goes on in it.
    joins: bool,
    pictures: u32,
    origin: Origin,
}

/// What flows into something that is put down later.
enum Piece {
    Line(Line),
    Table(Draft, Origin),
}

/// Where paragraphs go.
enum Sink {
    Body,
    Table(Grid),
    Box(Vec<Piece>),
    Note(NoteKey, Inline),
}

/// Where characters go.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ink {
    None,
    Shown,
    Deleted,
}

/// What one part gave.
#[derive(Default)]
pub(crate) struct Walked {
    /// Its blocks and problems.
    pub(crate) sheet: Sheet,
    /// Bodies of notes that it holds.
    pub(crate) notes: HashMap<NoteKey, Inline>,
    /// Notes that it refers to, in the order of their marks.
    pub(crate) marks: Vec<NoteKey>,
}

struct Walk<'a, 'b> {
    context: &'a mut Context<'b>,
    out: Walked,
    sinks: Vec<Sink>,
    paragraphs: Vec<Open>,
    /// Paragraphs whose end was deleted, and what they held.
    carried: Vec<Glyph>,
    /// Names of the open elements that matter on closing.
    open: Vec<String>,
    ink: Ink,
    /// Deletions open, and text that was moved elsewhere: it is read there.
    deleting: usize,
    moving: usize,
    counted: u32,
    /// The page, where Word left marks of its pages.
    page: Option<u32>,
}

/// Reads a part.
pub(crate) fn walk(text: &str, context: &mut Context<'_>) -> Result<Walked, Error> {
    let page = text.contains("lastRenderedPageBreak").then_some(1);
    let mut walk = Walk {
        context,
        out: Walked::default(),
        sinks: vec![Sink::Body],
        paragraphs: Vec::new(),
        carried: Vec::new(),
        open: Vec::new(),
        ink: Ink::None,
        deleting: 0,
        moving: 0,
        counted: 0,
        page,
    };
    let mut xml = Xml::new(text);
    while let Some(node) = xml.next()? {
        match node {
            Node::Open(element) => {
                let chosen = walk.open.last().is_some_and(|name| name == "AlternateContent=");
                if SILENT.contains(&element.name()) || chosen && element.name() == "Fallback" {
                    xml.skip()?;
                    continue;
                }
                walk.open(&element);
                walk.open.push(element.name().to_owned());
            }
            Node::Close => {
                if let Some(name) = walk.open.pop() {
                    walk.close(&name);
                }
            }
            Node::Text(words) => walk.write(&words),
        }
    }
    Ok(walk.out)
}

impl Walk<'_, '_> {
    fn within(&self, name: &str) -> bool {
        self.open.last().is_some_and(|it| it == name)
    }

    /// Whether a tracked change holds text here, and is no property of something else.
    fn is_change(&self) -> bool {
        !["rPr", "pPr", "trPr", "tcPr", "numPr"].iter().any(|name| self.within(name))
    }

    fn ink_of_text(&self) -> Ink {
        match (self.moving, self.deleting) {
            (1.., _) => Ink::None,
            (_, 1..) => Ink::Deleted,
            _ => Ink::Shown,
        }
    }

    fn open(&mut self, element: &Element<'_>) {
        match element.name() {
            "p" => self.open_paragraph(),
            "tbl" => self.sinks.push(Sink::Table(Grid::default())),
            "txbxContent" => self.sinks.push(Sink::Box(Vec::new())),
            "footnote" | "endnote" => self.open_note(element),
            // The first branch is read; the fallback holds the same words again.
            "Choice" => {
                if let Some(name) = self.open.last_mut() {
                    "AlternateContent=".clone_into(name);
                }
            }
            "r" => self.open_run(),
            "t" => self.ink = self.ink_of_text(),
            "delText" => self.ink = Ink::Deleted,
            "del" | "moveFrom" if self.within("rPr") => self.delete_end(),
            "del" if self.within("trPr") => {
                if let Some(row) = self.grid().and_then(Grid::row) {
                    row.deleted = true;
                }
            }
            "del" if self.is_change() => self.deleting += 1,
            "moveFrom" if self.is_change() => self.moving += 1,
            "tr" => {
                if let Some(grid) = self.grid() {
                    grid.open_row();
                }
            }
            "tc" => {
                if let Some(grid) = self.grid() {
                    grid.open_cell();
                }
            }
            "gridSpan" | "vMerge" | "gridBefore" | "tblHeader" => self.shape(element),
            _ if self.within("rPr") => self.look(element),
            _ if self.within("pPr") || self.within("numPr") => self.form(element),
            _ => self.sign(element),
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" => self.close_paragraph(),
            "tbl" => self.close_table(),
            "txbxContent" => self.close_box(),
            "footnote" | "endnote" => {
                if let Some(Sink::Note(key, body)) = self.sinks.pop() {
                    self.out.notes.insert(key, body);
                }
            }
            "t" | "delText" => self.ink = Ink::None,
            "del" if self.is_change() => self.deleting = self.deleting.saturating_sub(1),
            "moveFrom" if self.is_change() => self.moving = self.moving.saturating_sub(1),
            _ => {}
        }
        if self.sinks.is_empty() {
            self.sinks.push(Sink::Body);
        }
    }

    fn grid(&mut self) -> Option<&mut Grid> {
        match self.sinks.last_mut() {
            Some(Sink::Table(grid)) => Some(grid),
            _ => None,
        }
    }

    fn open_paragraph(&mut self) {
        self.counted = self.counted.saturating_add(1);
        let origin = Origin { page: self.page, paragraph: Some(self.counted), style: None };
        let look = self.context.styles.look(None);
        self.paragraphs.push(Open { origin, look, ..Open::default() });
    }

    fn open_run(&mut self) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.run = paragraph.look.clone();
        }
    }

    fn open_note(&mut self, element: &Element<'_>) {
        let kind = if element.name() == "footnote" { "footnote" } else { "endnote" };
        let id = element.attr("id").unwrap_or_default();
        self.sinks.push(Sink::Note((kind, id), Inline::default()));
    }

    /// A property of a cell or a row.
    fn shape(&mut self, element: &Element<'_>) {
        let Some(grid) = self.grid() else { return };
        let number = element.number::<u16>().unwrap_or(1).min(1_000);
        match element.name() {
            "gridBefore" => {
                if let Some(row) = grid.row() {
                    row.before = number;
                }
            }
            "tblHeader" => {
                if let Some(row) = grid.row() {
                    row.head = element.is_on();
                }
            }
            name => {
                let Some(cell) = grid.cell() else { return };
                if name == "gridSpan" {
                    cell.columns = number;
                } else if element.attr("val").as_deref() == Some("restart") {
                    cell.merge = Merge::Start;
                } else {
                    cell.merge = Merge::Below;
                }
            }
        }
    }

    /// A property of a run, or of the end of a paragraph.
    fn look(&mut self, element: &Element<'_>) {
        let of_end = self.open.iter().rev().nth(1).is_some_and(|name| name == "pPr");
        let Some(paragraph) = self.paragraphs.last_mut().filter(|_| !of_end) else { return };
        if element.name() == "rStyle" {
            let style = self.context.styles.run_look(&element.attr("val").unwrap_or_default());
            paragraph.run = style.over(&paragraph.run);
        } else {
            paragraph.run.read(element);
        }
    }

    /// A property of a paragraph.
    fn form(&mut self, element: &Element<'_>) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match element.name() {
            "pStyle" => {
                paragraph.style = element.attr("val");
                paragraph.look = self.context.styles.look(paragraph.style.as_deref());
            }
            "numId" => paragraph.form.list = element.number(),
            "ilvl" => paragraph.form.level = element.number(),
            _ => {}
        }
    }

    /// The end of the paragraph was deleted.
    fn delete_end(&mut self) {
        let of_end = self.open.iter().rev().nth(1).is_some_and(|name| name == "pPr");
        if let Some(paragraph) = self.paragraphs.last_mut().filter(|_| of_end) {
            paragraph.joins = true;
        }
    }

    /// An element that stands for a character, or for something without text.
    fn sign(&mut self, element: &Element<'_>) {
        if self.deleting > 0 || self.moving > 0 {
            return;
        }
        match element.name() {
            "tab" | "ptab" => self.put('\t', None),
            "br" | "cr" => match element.attr("type").as_deref() {
                Some("page" | "column") => self.put(' ', None),
                _ => self.put('\n', None),
            },
            "noBreakHyphen" => self.put('-', None),
            "softHyphen" => self.put('\u{AD}', None),
            "sym" => {
                let code = element.attr("char").and_then(|it| u32::from_str_radix(&it, 16).ok());
                if let Some(letter) = code.and_then(char::from_u32) {
                    self.put(letter, None);
                }
            }
            "lastRenderedPageBreak" => {
                self.page = self.page.map(|page| page.saturating_add(1));
                let page = self.page;
                if let Some(paragraph) =
                    self.paragraphs.last_mut().filter(|it| it.glyphs.is_empty())
                {
                    paragraph.origin.page = page;
                }
            }
            // A box of a form: its state stands after it, on its own or as what it is at first.
            "checkBox" => self.put('☐', None),
            "checked" | "default" if self.within("checkBox") => self.tick(element.is_on()),
            "footnoteReference" => self.refer("footnote", element),
            "endnoteReference" => self.refer("endnote", element),
            "blip" | "imagedata" | "OLEObject" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.pictures += 1;
                }
            }
            _ => {}
        }
    }

    fn tick(&mut self, on: bool) {
        let last = self.paragraphs.last_mut().and_then(|it| it.glyphs.last_mut());
        if let Some(glyph) = last.filter(|glyph| matches!(glyph.letter, '☐' | '☒')) {
            glyph.letter = if on { '☒' } else { '☐' };
        }
    }

    fn refer(&mut self, kind: &'static str, element: &Element<'_>) {
        let key = (kind, element.attr("id").unwrap_or_default());
        let place = self.out.marks.iter().position(|known| *known == key);
        let index = place.unwrap_or_else(|| {
            self.out.marks.push(key);
            self.out.marks.len() - 1
        });
        let note = u32::try_from(index).ok();
        for letter in format!("[{}]", index + 1).chars() {
            self.put(letter, note);
        }
    }

    fn write(&mut self, words: &str) {
        match self.ink {
            Ink::None => {}
            Ink::Deleted => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    let look = self.context.looks.index(&paragraph.run);
                    let glyphs = words.chars().map(|letter| Glyph { letter, look, note: None });
                    paragraph.deleted.extend(glyphs);
                }
            }
            Ink::Shown => {
                for letter in words.chars() {
                    self.put(if matches!(letter, '\n' | '\r') { ' ' } else { letter }, None);
                }
            }
        }
    }

    fn put(&mut self, letter: char, note: Option<u32>) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        if paragraph.run.hidden == Some(true) {
            return;
        }
        let look = self.context.looks.index(&paragraph.run);
        paragraph.glyphs.push(Glyph { letter, look, note });
    }

    fn close_paragraph(&mut self) {
        let Some(mut paragraph) = self.paragraphs.pop() else { return };
        self.report(&paragraph);
        if paragraph.joins {
            self.carried.append(&mut paragraph.glyphs);
            self.flow(std::mem::take(&mut paragraph.boxes));
            return;
        }
        let mut glyphs = self.number(&paragraph);
        glyphs.append(&mut self.carried);
        glyphs.append(&mut paragraph.glyphs);
        let context = &mut *self.context;
        if context.counted.is_none() {
            glyph::count(&glyphs, context.looks, context.survey);
        }
        let inline = glyph::inline(&glyphs, context.looks, context.counted);
        let style = context.styles.name(paragraph.style.as_deref()).map(str::to_owned);
        let origin = Origin { style, ..paragraph.origin };
        let lines = inline.lines().into_iter().map(|line| Piece::Line((line, origin.clone())));
        let pieces = lines.chain(paragraph.boxes).collect();
        self.flow(pieces);
    }

    /// The automatic number of a paragraph.
    fn number(&mut self, paragraph: &Open) -> Vec<Glyph> {
        let style = paragraph.style.as_deref();
        let usual = self.context.styles.form(style);
        let list = paragraph.form.list.or(usual.list).filter(|list| *list != 0);
        let level = paragraph.form.level.or(usual.level);
        let found = list.and_then(|list| self.context.numbering.next(list, level, style));
        let Some((text, look)) = found else { return Vec::new() };
        let is_blank = paragraph.glyphs.iter().all(|glyph| glyph.letter.is_whitespace());
        // A number before nothing is printed; a bullet before nothing says nothing.
        if is_blank && !text.contains(char::is_alphanumeric) {
            return Vec::new();
        }
        let look = self.context.looks.index(&look.over(&paragraph.look));
        let spaced = text.ends_with(char::is_whitespace);
        let space = (!spaced).then_some(' ');
        text.chars().chain(space).map(|letter| Glyph { letter, look, note: None }).collect()
    }

    /// What should be looked at in a paragraph.
    fn report(&mut self, paragraph: &Open) {
        let draft = Some(self.out.sheet.drafts.len());
        let context = &*self.context;
        let deleted = glyph::inline(&paragraph.deleted, context.looks, context.counted).text;
        let deleted = deleted.trim();
        if !deleted.is_empty() {
            self.out.sheet.report(draft, 0, ProblemKind::Deleted(shortened(deleted)));
        }
        if paragraph.pictures > 0 {
            self.out.sheet.report(draft, 0, ProblemKind::NoText("hình ảnh".into()));
        }
    }

    fn close_table(&mut self) {
        let Some(Sink::Table(grid)) = self.sinks.pop() else { return };
        let nested = matches!(self.sinks.last(), Some(Sink::Table(_) | Sink::Note(..)));
        if nested || grid.is_layout() {
            if nested && !grid.is_layout() {
                let kind = ProblemKind::Flattened("bảng nằm trong ô của một bảng khác".into());
                self.out.sheet.report(Some(self.out.sheet.drafts.len()), 0, kind);
            }
            let pieces = grid.into_lines().into_iter().map(Piece::Line).collect();
            self.flow(pieces);
            return;
        }
        let origin = grid.origin();
        self.flow(vec![Piece::Table(grid.finish(), origin)]);
    }

    fn close_box(&mut self) {
        let Some(Sink::Box(pieces)) = self.sinks.pop() else { return };
        match self.paragraphs.last_mut() {
            Some(paragraph) => paragraph.boxes.extend(pieces),
            None => self.flow(pieces),
        }
    }

    /// Puts finished pieces into what is open.
    fn flow(&mut self, pieces: Vec<Piece>) {
        for piece in pieces {
            match (self.sinks.last_mut(), piece) {
                (Some(Sink::Box(held)), piece) => held.push(piece),
                (Some(Sink::Table(grid)), Piece::Line(line)) => {
                    let Some(row) = grid.row() else { continue };
                    if row.deleted {
                        let kind = ProblemKind::Deleted(shortened(&line.0.text));
                        self.out.sheet.report(Some(self.out.sheet.drafts.len()), 0, kind);
                    } else if let Some(cell) = row.cells.last_mut() {
                        cell.lines.push(line);
                    }
                }
                (Some(Sink::Note(_, body)), Piece::Line((line, _))) => {
                    if !body.text.is_empty() {
                        body.push("\n", &[]);
                    }
                    body.append(&line);
                }
                (_, Piece::Line((inline, origin))) => {
                    self.out.sheet.push_from(Draft::paragraph(inline, 0), origin);
                }
                (_, Piece::Table(draft, origin)) => self.out.sheet.push_from(draft, origin),
            }
        }
    }
}

/// The beginning of a deletion, for its note.
fn shortened(words: &str) -> String {
    match words.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", words.get(..end).unwrap_or(words)),
        None => words.to_owned(),
    }
}
