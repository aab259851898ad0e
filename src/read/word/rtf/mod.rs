//! Rich Text Format, read as it stands: no office program is needed.
//!
//! RTF repeats the whole look of every run, prints automatic numbers beside the list that counts them (`\listtext`), and
//! keeps the letters of old encodings as bytes with the name of their font. So one pass over its tokens with a stack of
//! states gives what the XML of a DOCX gives; fonts, tables and capitals are settled by the same code.

mod aside;
mod row;
mod token;

use std::collections::HashMap;

use encoding_rs::{Encoding, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1254, WINDOWS_1258};

use crate::read::draft::Sheet;
use crate::read::reader::{File, Reader};
use crate::read::word::glyph::{self, Glyph, Looks};
use crate::read::word::style::Look;
use crate::read::word::table::{Grid, Merge};
use crate::read::{Draft, Error, Format, Inline, ProblemKind};
use crate::text::Origin;
use crate::text::legacy::Survey;

use token::{Token, Tokens};

/// Groups inside groups.
const DEPTH_LIMIT: usize = 1_000;

/// Groups whose words are no text of the document.
const SILENT: [&str; 21] = [
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "fldinst",
    "objdata",
    "listtable",
    "listoverridetable",
    "revtbl",
    "rsidtbl",
    "sp",
    "shprslt",
    "nonesttables",
    "bkmkstart",
    "bkmkend",
    "xe",
    "tc",
    "themedata",
    "datastore",
    "latentstyles",
    "filetbl",
];

/// Groups whose words stand in the margins of pages.
const MARGINS: [&str; 8] =
    ["header", "headerf", "headerl", "headerr", "footer", "footerf", "footerl", "footerr"];

/// Groups marked as not to be read by those who do not know them, which hold text all the same.
const KNOWN: [&str; 5] = ["shpinst", "shptxt", "nesttableprops", "ud", "footnote"];

/// Rich Text Format.
pub(crate) struct Rtf;

impl Reader for Rtf {
    fn format(&self) -> Format {
        Format { name: "RTF", media: "application/rtf" }
    }

    fn knows(&self, file: &File<'_>) -> bool {
        file.bytes.starts_with(b"{\\rtf")
    }

    fn read(&self, file: &File<'_>) -> Result<Sheet, Error> {
        let (mut looks, mut survey) = (Looks::default(), Survey::default());
        let first = Walk::new(&mut looks, &mut survey, None).walk(file.bytes)?;
        if !survey.finds_any() {
            return Ok(first);
        }
        Walk::new(&mut looks, &mut Survey::default(), Some(&survey)).walk(file.bytes)
    }
}

/// Where text of a group goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Ink {
    #[default]
    Shown,
    Silent,
    /// Names of the font table.
    Fonts,
    /// The body of the footnote with this index.
    Note(usize),
    /// Words in the margin of pages.
    Margin,
}

/// What holds inside a group.
#[derive(Clone, Debug, Default)]
struct State {
    ink: Ink,
    look: Look,
    /// Number of the font, by which its bytes are read.
    font: i32,
    deleted: bool,
    in_table: bool,
    /// Bytes that follow a letter given by its number, for programs that do not know it.
    fallback: usize,
    /// The next word names what the group is for, and may be passed over when it is not known.
    starred: bool,
    /// Whether the group holds an automatic number.
    number: bool,
}

/// A font of the table: its name, and the number of its code page.
#[derive(Clone, Debug, Default)]
struct Font {
    name: String,
    charset: i32,
}

/// How a cell of the row being read stands to others.
#[derive(Clone, Copy, Debug, Default)]
struct CellForm {
    goes_on_left: bool,
    merge: Merge,
    /// Its right edge, in twips.
    right: Option<i32>,
}

struct Walk<'a> {
    looks: &'a mut Looks,
    survey: &'a mut Survey,
    counted: Option<&'a Survey>,
    sheet: Sheet,
    state: State,
    outer: Vec<State>,
    fonts: HashMap<i32, Font>,
    glyphs: Vec<Glyph>,
    deleted: Vec<Glyph>,
    /// Bodies of footnotes, and the paragraph of the body being read.
    notes: Vec<Inline>,
    note: Vec<Glyph>,
    /// Words of the margin being read, and those that were told.
    margin: Vec<Glyph>,
    margins: Vec<String>,
    /// Whether the paragraph holds a picture.
    pictured: bool,
    grid: Option<Grid>,
    /// A cell of the grid is open.
    in_row: bool,
    cells: Vec<CellForm>,
    form: CellForm,
    skip: usize,
    high: Option<u16>,
    counter: u32,
}

impl<'a> Walk<'a> {
    fn new(looks: &'a mut Looks, survey: &'a mut Survey, counted: Option<&'a Survey>) -> Self {
        Self {
            looks,
            survey,
            counted,
            sheet: Sheet::default(),
            state: State { fallback: 1, ..State::default() },
            outer: Vec::new(),
            fonts: HashMap::new(),
            glyphs: Vec::new(),
            deleted: Vec::new(),
            notes: Vec::new(),
            note: Vec::new(),
            margin: Vec::new(),
            margins: Vec::new(),
            pictured: false,
            grid: None,
            in_row: false,
            cells: Vec::new(),
            form: CellForm::default(),
            skip: 0,
            high: None,
            counter: 0,
        }
    }

    fn walk(mut self, bytes: &[u8]) -> Result<Sheet, Error> {
        let mut tokens = Tokens::new(bytes);
        while let Some(token) = tokens.next() {
            match token {
                Token::Open if self.outer.len() >= DEPTH_LIMIT => {
                    return Err(Error::TooDeep { limit: DEPTH_LIMIT });
                }
                Token::Open => {
                    let inner = State { number: false, ..self.state.clone() };
                    self.outer.push(std::mem::replace(&mut self.state, inner));
                }
                Token::Close if self.outer.len() <= 1 => return Ok(self.finish()),
                Token::Close => self.close(),
                Token::Word("bin", Some(count)) => {
                    tokens.pass_over(usize::try_from(count).unwrap_or(0));
                }
                Token::Word(word, number) => self.word(word, number),
                Token::Byte(byte) => self.byte(byte),
            }
        }
        // The last brace closes the first: without it the end is missing.
        Err(Error::Damaged { format: "RTF" })
    }

    fn finish(mut self) -> Sheet {
        self.end_paragraph();
        self.end_table();
        for (index, body) in self.notes.into_iter().enumerate() {
            self.sheet.footnotes.push((format!("[{}]", index + 1), body));
        }
        self.sheet
    }

    fn close(&mut self) {
        if let Ink::Note(index) = self.state.ink
            && self.outer.last().is_none_or(|outer| outer.ink != self.state.ink)
        {
            self.end_note(index);
        }
        if self.state.ink == Ink::Margin
            && self.outer.last().is_none_or(|outer| outer.ink != Ink::Margin)
        {
            self.end_margin();
        }
        if self.state.number && self.state.ink == Ink::Shown {
            self.end_number();
        }
        if let Some(outer) = self.outer.pop() {
            self.state = outer;
        }
    }

    /// The number of a list ends in a tab; in text a space does.
    fn end_number(&mut self) {
        if let Some(last) = self.glyphs.last_mut().filter(|glyph| glyph.letter == '\t') {
            last.letter = ' ';
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        let on = number != Some(0);
        if word == "*" {
            self.state.starred = true;
            return;
        }
        let starred = std::mem::take(&mut self.state.starred);
        self.pictured |= word == "pict" && self.state.ink == Ink::Shown;
        if MARGINS.contains(&word) && self.state.ink == Ink::Shown {
            self.state.ink = Ink::Margin;
            return;
        }
        if SILENT.contains(&word) || starred && !KNOWN.contains(&word) {
            self.state.ink = Ink::Silent;
            return;
        }
        match word {
            "fonttbl" => self.state.ink = Ink::Fonts,
            "f" => self.font(number.unwrap_or_default()),
            "fcharset" if self.state.ink == Ink::Fonts => {
                let font = self.fonts.entry(self.state.font).or_default();
                font.charset = number.unwrap_or_default();
            }
            "plain" => self.state.look = Look::default(),
            "b" => self.state.look.bold = Some(on),
            "i" => self.state.look.italic = Some(on),
            "caps" => self.state.look.caps = Some(on),
            "v" => self.state.look.hidden = Some(on),
            "deleted" => self.state.deleted = on,
            "pard" => self.state.in_table = false,
            "intbl" => self.state.in_table = true,
            "uc" => {
                self.state.fallback = number.and_then(|it| usize::try_from(it).ok()).unwrap_or(1);
            }
            "u" => self.letter(number.unwrap_or_default()),
            "listtext" | "pntext" => self.state.number = true,
            "footnote" => self.open_note(),
            _ => self.sign(word, number),
        }
    }

    /// Words that stand for characters, ends and cells.
    fn sign(&mut self, word: &str, number: Option<i32>) {
        let letter = match word {
            "par" | "sect" => return self.end_paragraph(),
            "cell" | "nestcell" => return self.end_cell(),
            "row" | "nestrow" => return self.end_row(),
            "trowd" => {
                self.cells.clear();
                self.form = CellForm::default();
                return;
            }
            "clmrg" => {
                self.form.goes_on_left = true;
                return;
            }
            "clvmgf" => {
                self.form.merge = Merge::Start;
                return;
            }
            "clvmrg" => {
                self.form.merge = Merge::Below;
                return;
            }
            "cellx" => {
                self.cells.push(CellForm { right: number, ..std::mem::take(&mut self.form) });
                return;
            }
            "line" | "softline" => '\n',
            "tab" => '\t',
            "page" | "column" => ' ',
            "emdash" => '—',
            "endash" => '–',
            "bullet" => '•',
            "lquote" => '‘',
            "rquote" => '’',
            "ldblquote" => '“',
            "rdblquote" => '”',
            "emspace" | "enspace" | "qmspace" => ' ',
            "~" => '\u{A0}',
            "_" => '-',
            "-" => '\u{AD}',
            _ => return,
        };
        self.put(letter);
    }

    fn font(&mut self, number: i32) {
        self.state.font = number;
        if self.state.ink != Ink::Fonts {
            let font = self.fonts.get(&number);
            self.state.look.font = font.map(|font| font.name.as_str().into());
        }
    }

    fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        if self.state.ink == Ink::Fonts {
            let font = self.fonts.entry(self.state.font).or_default();
            if byte != b';' {
                font.name.push(char::from(byte));
            }
            return;
        }
        if byte.is_ascii() {
            return self.put(char::from(byte));
        }
        let (text, _) = self.page().decode_without_bom_handling(std::slice::from_ref(&byte));
        for letter in text.chars() {
            self.put(letter);
        }
    }

    /// The code page of the present font. Old fonts are Western, whatever number they were entered with.
    fn page(&self) -> &'static Encoding {
        let Some(font) = self.fonts.get(&self.state.font) else { return WINDOWS_1252 };
        if crate::text::legacy::Charset::of_font(&font.name).is_some() {
            return WINDOWS_1252;
        }
        match font.charset {
            163 => WINDOWS_1258,
            162 => WINDOWS_1254,
            204 => WINDOWS_1251,
            238 => WINDOWS_1250,
            _ => WINDOWS_1252,
        }
    }

    /// A letter by its UTF-16 number, negative above 32,767; above U+FFFF in two halves.
    fn letter(&mut self, number: i32) {
        self.skip = self.state.fallback;
        let Ok(unit) = u16::try_from(number.rem_euclid(0x1_0000)) else { return };
        let units: Vec<u16> = self.high.take().into_iter().chain([unit]).collect();
        match char::decode_utf16(units).next() {
            Some(Ok(letter)) => self.put(letter),
            _ => self.high = Some(unit),
        }
    }

    fn put(&mut self, letter: char) {
        if self.state.look.hidden == Some(true) {
            return;
        }
        let look = self.looks.index(&self.state.look);
        let glyph = Glyph { letter, look, note: None };
        match self.state.ink {
            Ink::Shown if self.state.deleted => self.deleted.push(glyph),
            Ink::Shown => self.glyphs.push(glyph),
            Ink::Note(_) => self.note.push(glyph),
            Ink::Margin => self.margin.push(glyph),
            Ink::Silent | Ink::Fonts => {}
        }
    }

    fn settle(&mut self, glyphs: &[Glyph]) -> Inline {
        if self.counted.is_none() {
            glyph::count(glyphs, self.looks, self.survey);
        }
        glyph::inline(glyphs, self.looks, self.counted)
    }

    /// Ends the paragraph and puts it into the cell or the body.
    fn end_paragraph(&mut self) {
        match self.state.ink {
            Ink::Note(index) => return self.end_note(index),
            Ink::Margin => return self.put(' '),
            Ink::Silent | Ink::Fonts => return,
            Ink::Shown => {}
        }
        self.counter = self.counter.saturating_add(1);
        let glyphs = std::mem::take(&mut self.glyphs);
        let deleted = std::mem::take(&mut self.deleted);
        if !self.state.in_table && !self.in_row {
            self.end_table();
        }
        let deleted = self.settle(&deleted).trimmed().text;
        if !deleted.is_empty() {
            let shown = deleted.chars().take(80).collect();
            self.sheet.report(Some(self.sheet.drafts.len()), 0, ProblemKind::Deleted(shown));
        }
        if std::mem::take(&mut self.pictured) {
            let draft = Some(self.sheet.drafts.len());
            self.sheet.report(draft, 0, ProblemKind::NoText("hình ảnh".into()));
        }
        let origin = Origin { paragraph: Some(self.counter), ..Origin::default() };
        let lines = self.settle(&glyphs).lines();
        if self.state.in_table || self.in_row {
            let cell = self.open_cell();
            cell.extend(lines.into_iter().map(|line| (line, origin.clone())));
            return;
        }
        for line in lines {
            self.sheet.push_from(Draft::paragraph(line, 0), origin.clone());
        }
    }
}

#[cfg(test)]
mod tests;
