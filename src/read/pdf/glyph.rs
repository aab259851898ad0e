//! The text layer without any program outside: what a page draws, followed stroke by stroke.
//!
//! The words come out with boxes of the same meaning as those of `pdftotext`, so everything after is the same. Only what
//! places text is followed (ISO 32000-1, 9.4); clipping, colours and pictures are passed over. Every stream is unpacked
//! within a bound, for a stream of a few bytes may unfold to gigabytes.

use std::collections::{BTreeMap, HashMap};

use lopdf::content::Content;
use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId};

use crate::read::pdf::font::Font;
use crate::read::pdf::word::{Page, Word};

/// Bytes of one unpacked stream.
pub(crate) const STREAM_LIMIT: usize = 16 << 20;

/// Drawing steps of one file; what would come after stays undrawn. A full page of a gazette has 3,000.
const STEP_LIMIT: usize = 40_000_000;

/// Unpacked bytes that weigh as much as one step.
const BYTES_A_STEP: usize = 16;

/// Drawings that draw drawings: deeper ones are made to do harm.
const DEPTH_LIMIT: usize = 5;

/// Parts of the size of a font that stand above and below the line.
const ABOVE: f32 = 0.9;
const BELOW: f32 = 0.2;

/// Why there is no text layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// It opens with a password only.
    Locked,
    /// It is not whole.
    Damaged,
    /// It has more pages than are read.
    TooManyPages,
}

/// The words of every page, at most `limit` pages.
pub(crate) fn pages(bytes: &[u8], limit: usize) -> Result<Vec<Page>, Failure> {
    let options =
        LoadOptions { max_decompressed_size: Some(STREAM_LIMIT), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).map_err(|_| Failure::Damaged)?;
    if document.is_encrypted() {
        return Err(Failure::Locked);
    }
    let mut pages = Vec::new();
    let mut drawing = Drawing::new(&document);
    for (number, id) in document.get_pages() {
        if pages.len() >= limit {
            return Err(Failure::TooManyPages);
        }
        let (mut page, matrix) = frame(&document, id, number);
        drawing.state = State::begin(matrix);
        if let Ok(content) = document.get_page_content_with_limit(id, STREAM_LIMIT) {
            let fonts = document.get_page_fonts(id).unwrap_or_default();
            drawing.draw(&content, &fonts, &resources(&document, id), 0);
        }
        page.words = drawing.take();
        pages.push(page);
    }
    if pages.is_empty() { Err(Failure::Damaged) } else { Ok(pages) }
}

/// `[a b c d e f]`: x' = ax + cy + e, y' = bx + dy + f.
#[derive(Clone, Copy, Debug)]
struct Matrix([f32; 6]);

impl Matrix {
    const SAME: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// First `self`, then `next`.
    fn then(self, next: Self) -> Self {
        let ([a, b, c, d, e, f], [na, nb, nc, nd, ne, nf]) = (self.0, next.0);
        Self([
            a * na + b * nc,
            a * nb + b * nd,
            c * na + d * nc,
            c * nb + d * nd,
            e * na + f * nc + ne,
            e * nb + f * nd + nf,
        ])
    }

    fn shift(x: f32, y: f32) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    fn of(operands: &[Object]) -> Option<Self> {
        let numbers: Vec<f32> = operands.iter().filter_map(|it| it.as_float().ok()).collect();
        Some(Self(numbers.try_into().ok()?))
    }
}

/// An empty page, and what turns its coordinates into points from the top left corner.
fn frame(document: &Document, id: ObjectId, number: u32) -> (Page, Matrix) {
    let inherited = |name: &[u8]| {
        let mut node = document.get_dictionary(id).ok();
        for _ in 0..32 {
            let found = node?.get_deref(name, document).ok().cloned();
            if found.is_some() {
                return found;
            }
            let parent = node?.get(b"Parent").and_then(Object::as_reference).ok()?;
            node = document.get_dictionary(parent).ok();
        }
        None
    };
    let area = |name: &[u8]| -> Option<[f32; 4]> {
        let area = inherited(name)?;
        let numbers = area.as_array().ok()?.iter().filter_map(|it| it.as_float().ok());
        numbers.collect::<Vec<f32>>().try_into().ok()
    };
    let [x0, y0, x1, y1] =
        area(b"CropBox").or_else(|| area(b"MediaBox")).unwrap_or([0.0, 0.0, 595.0, 842.0]);
    let (x0, x1, y0, y1) = (x0.min(x1), x0.max(x1), y0.min(y1), y0.max(y1));
    let turned = inherited(b"Rotate").and_then(|it| it.as_i64().ok()).unwrap_or(0).rem_euclid(360);
    let matrix = match turned {
        90 => [0.0, 1.0, 1.0, 0.0, -y0, -x0],
        180 => [-1.0, 0.0, 0.0, 1.0, x1, -y0],
        270 => [0.0, -1.0, -1.0, 0.0, y1, x1],
        _ => [1.0, 0.0, 0.0, -1.0, -x0, y1],
    };
    let (width, height) = if turned % 180 == 90 { (y1 - y0, x1 - x0) } else { (x1 - x0, y1 - y0) };
    (Page { number, width, height, words: Vec::new() }, Matrix(matrix))
}

/// What a page may draw by name.
fn resources(document: &Document, id: ObjectId) -> Vec<&Dictionary> {
    let Ok((own, ids)) = document.get_page_resources(id) else { return Vec::new() };
    let referred = ids.into_iter().filter_map(|id| document.get_dictionary(id).ok());
    own.into_iter().chain(referred).collect()
}

/// Where text is being placed.
#[derive(Clone, Copy)]
struct State {
    page: Matrix,
    text: Matrix,
    line: Matrix,
    font: Option<usize>,
    size: f32,
    letter_gap: f32,
    word_gap: f32,
    stretch: f32,
    leading: f32,
    rise: f32,
}

/// Pages being drawn.
struct Drawing<'a> {
    document: &'a Document,
    state: State,
    fonts: Vec<Font<'a>>,
    /// Fonts by the place of their dictionaries.
    known: HashMap<usize, usize>,
    steps: usize,
    words: Vec<Word>,
    open: Option<Growing>,
}

/// A word that more letters may join.
struct Growing {
    word: Word,
    end: (f32, f32),
    along: (f32, f32),
    size: f32,
}

impl<'a> Drawing<'a> {
    fn new(document: &'a Document) -> Self {
        let (fonts, known) = (Vec::new(), HashMap::new());
        let state = State::begin(Matrix::SAME);
        Self { document, state, fonts, known, steps: 0, words: Vec::new(), open: None }
    }

    /// The words since the last call.
    fn take(&mut self) -> Vec<Word> {
        self.close();
        std::mem::take(&mut self.words)
    }

    /// Follows a content stream.
    fn draw(
        &mut self,
        content: &[u8],
        fonts: &BTreeMap<Vec<u8>, &'a Dictionary>,
        resources: &[&'a Dictionary],
        depth: usize,
    ) {
        let mut kept: Vec<State> = Vec::new();
        self.steps += content.len() / BYTES_A_STEP;
        for operation in Content::decode_iter(content) {
            self.steps += 1;
            let Ok(operation) = operation else { return };
            if self.steps > STEP_LIMIT {
                return;
            }
            let operands = operation.operands.as_slice();
            match operation.operator.as_str() {
                "q" if kept.len() < 256 => kept.push(self.state),
                "Q" => self.state = kept.pop().unwrap_or(self.state),
                "cm" => {
                    if let Some(matrix) = Matrix::of(operands) {
                        self.state.page = matrix.then(self.state.page);
                    }
                }
                "Tf" => {
                    let name =
                        operands.first().and_then(|it| it.as_name().ok()).unwrap_or_default();
                    self.state.size = number(operands, 1);
                    self.state.font = fonts.get(name).map(|font| self.font(font));
                }
                "Do" if depth < DEPTH_LIMIT => {
                    let name =
                        operands.first().and_then(|it| it.as_name().ok()).unwrap_or_default();
                    self.form(name, resources, depth);
                }
                operator => self.text(operator, operands),
            }
        }
    }

    /// The index of a font, read once however many pages use it.
    fn font(&mut self, dictionary: &'a Dictionary) -> usize {
        let place = std::ptr::from_ref(dictionary).addr();
        let next = self.fonts.len();
        let index = *self.known.entry(place).or_insert(next);
        if index == next {
            self.fonts.push(Font::read(self.document, dictionary));
        }
        index
    }

    /// A drawing called by name.
    fn form(&mut self, name: &[u8], resources: &[&'a Dictionary], depth: usize) {
        let document = self.document;
        let found = resources.iter().find_map(|it| {
            let forms = it.get_deref(b"XObject", document).ok()?.as_dict().ok()?;
            forms.get_deref(name, document).ok()?.as_stream().ok()
        });
        let Some(form) = found else { return };
        let is_form =
            form.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|it| it == b"Form");
        let Ok(content) = form.decompressed_content_with_limit(STREAM_LIMIT) else { return };
        if !is_form {
            return;
        }
        let own = form.dict.get_deref(b"Resources", document).and_then(Object::as_dict).ok();
        let mut fonts = BTreeMap::new();
        if let Some(listed) =
            own.and_then(|it| it.get_deref(b"Font", document).ok()?.as_dict().ok())
        {
            for (name, _) in listed {
                if let Ok(font) = listed.get_deref(name, document).and_then(Object::as_dict) {
                    fonts.insert(name.clone(), font);
                }
            }
        }
        let before = self.state;
        let matrix = form.dict.get_deref(b"Matrix", document).and_then(Object::as_array).ok();
        if let Some(matrix) = matrix.and_then(|it| Matrix::of(it)) {
            self.state.page = matrix.then(self.state.page);
        }
        let own: Vec<&Dictionary> = own.into_iter().collect();
        self.draw(&content, &fonts, &own, depth + 1);
        self.state = before;
    }

    /// The operators of text.
    fn text(&mut self, operator: &str, operands: &[Object]) {
        let state = &mut self.state;
        match operator {
            "BT" => (state.text, state.line) = (Matrix::SAME, Matrix::SAME),
            "Tc" => state.letter_gap = number(operands, 0),
            "Tw" => state.word_gap = number(operands, 0),
            "Tz" => state.stretch = number(operands, 0) / 100.0,
            "TL" => state.leading = number(operands, 0),
            "Ts" => state.rise = number(operands, 0),
            "Td" => state.move_line(number(operands, 0), number(operands, 1)),
            "TD" => {
                state.leading = -number(operands, 1);
                state.move_line(number(operands, 0), number(operands, 1));
            }
            "Tm" => {
                if let Some(matrix) = Matrix::of(operands) {
                    (state.text, state.line) = (matrix, matrix);
                }
            }
            "T*" => state.move_line(0.0, -state.leading),
            "Tj" => self.show(operands.first()),
            "'" | "\"" => {
                if operator == "\"" {
                    (state.word_gap, state.letter_gap) = (number(operands, 0), number(operands, 1));
                }
                state.move_line(0.0, -state.leading);
                self.show(operands.last());
            }
            "TJ" => {
                let items = operands.first().and_then(|it| it.as_array().ok());
                for item in items.map(Vec::as_slice).unwrap_or_default() {
                    match item.as_float() {
                        Ok(back) => {
                            let state = &mut self.state;
                            let x = -back / 1000.0 * state.size * state.stretch;
                            state.text = Matrix::shift(x, 0.0).then(state.text);
                        }
                        Err(_) => self.show(Some(item)),
                    }
                }
            }
            _ => {}
        }
    }

    fn show(&mut self, text: Option<&Object>) {
        let Some(bytes) = text.and_then(|it| it.as_str().ok()) else { return };
        let Some(font) = self.state.font.and_then(|at| self.fonts.get(at)) else { return };
        let glyphs: Vec<(String, f32, bool)> = bytes
            .chunks(font.bytes)
            .map(|code| {
                let (text, width) = font.glyph(code);
                (text, width, code == [32])
            })
            .collect();
        for (text, width, is_space) in glyphs {
            let state = self.state;
            let gap = state.letter_gap + if is_space { state.word_gap } else { 0.0 };
            let advance = (width * state.size + gap) * state.stretch;
            let placed = state.text.then(state.page);
            let [a, b, c, d, ..] = placed.0;
            let begin = Matrix::shift(0.0, state.rise).then(placed).0;
            let end = Matrix::shift(width * state.size * state.stretch, state.rise).then(placed).0;
            let size = state.size.abs() * c.hypot(d);
            let (begin, end) = ((begin[4], begin[5]), (end[4], end[5]));
            let run = a.hypot(b).max(1e-6);
            let along = (a / run, b / run);
            let rise = c.hypot(d).max(1e-6);
            self.letter(&text, begin, end, along, (c / rise, d / rise), size);
            self.state.text = Matrix::shift(advance, 0.0).then(self.state.text);
        }
    }

    /// Puts one letter down: at the end of the open word, or as the first of another.
    fn letter(
        &mut self,
        text: &str,
        begin: (f32, f32),
        end: (f32, f32),
        along: (f32, f32),
        up: (f32, f32),
        size: f32,
    ) {
        let text: String = text.chars().filter(|c| !c.is_control() && *c != '\u{FFFD}').collect();
        if text.trim().is_empty() || size <= 0.0 {
            self.close();
            return;
        }
        let joins = self.open.as_ref().is_some_and(|open| {
            let step = (begin.0 - open.end.0, begin.1 - open.end.1);
            let gap = step.0 * open.along.0 + step.1 * open.along.1;
            let off = step.0 * open.along.1 - step.1 * open.along.0;
            (size - open.size).abs() < size * 0.03
                && off.abs() < size * 0.05
                && (-0.4 * size..0.1 * size).contains(&gap)
        });
        if !joins {
            self.close();
        }
        let corners = [begin, end].map(|(x, y)| {
            let (above, below) = (size * ABOVE, size * BELOW);
            [(x + up.0 * above, y + up.1 * above), (x - up.0 * below, y - up.1 * below)]
        });
        let corners = corners.as_flattened();
        let least =
            |pick: fn(&(f32, f32)) -> f32| corners.iter().map(pick).fold(f32::INFINITY, f32::min);
        let most = |pick: fn(&(f32, f32)) -> f32| {
            corners.iter().map(pick).fold(f32::NEG_INFINITY, f32::max)
        };
        let (left, top, right, bottom) =
            (least(|it| it.0), least(|it| it.1), most(|it| it.0), most(|it| it.1));
        match &mut self.open {
            Some(open) => {
                open.word.text.push_str(&text);
                open.word.left = open.word.left.min(left);
                open.word.top = open.word.top.min(top);
                open.word.right = open.word.right.max(right);
                open.word.bottom = open.word.bottom.max(bottom);
                open.end = end;
            }
            None => {
                let word = Word { text, left, top, right, bottom, sure: None, raised: false };
                self.open = Some(Growing { word, end, along, size });
            }
        }
    }

    fn close(&mut self) {
        self.words.extend(self.open.take().map(|open| open.word));
    }
}

impl State {
    /// Before anything is drawn on a page.
    fn begin(page: Matrix) -> Self {
        Self {
            page,
            text: Matrix::SAME,
            line: Matrix::SAME,
            font: None,
            size: 0.0,
            letter_gap: 0.0,
            word_gap: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        }
    }

    fn move_line(&mut self, x: f32, y: f32) {
        self.line = Matrix::shift(x, y).then(self.line);
        self.text = self.line;
    }
}

/// An operand as a number; 0 when it is none.
fn number(operands: &[Object], at: usize) -> f32 {
    operands.get(at).and_then(|it| it.as_float().ok()).filter(|it| it.is_finite()).unwrap_or(0.0)
}
