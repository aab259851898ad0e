//! Fonts of a PDF: what the codes of a text mean, and how wide they are (ISO 32000-1, 9.6–9.7).
//!
//! Only fonts that say which letters they hold are of use: one without a table gives nothing here, its page fails the
//! gate and goes to recognition.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use lopdf::{Dictionary, Document, Encoding, Object};

use crate::read::pdf::glyph::STREAM_LIMIT;

/// The most codes that a font gives widths for.
const CODES: usize = 1 << 16;

/// A font: how its codes are cut, what they mean, how wide they are.
pub(crate) struct Font<'a> {
    encoding: Option<Encoding<'a>>,
    /// Bytes of one code.
    pub(crate) bytes: usize,
    widths: HashMap<u32, f32>,
    /// Codes of one width.
    runs: Vec<(RangeInclusive<u32>, f32)>,
    usual: f32,
    scale: f32,
}

impl<'a> Font<'a> {
    /// Reads the dictionary of a font.
    pub(crate) fn read(document: &'a Document, dictionary: &'a Dictionary) -> Self {
        let encoding = to_unicode(document, dictionary)
            .or_else(|| dictionary.get_font_encoding_with_limit(document, STREAM_LIMIT).ok());
        let is = |name: &[u8]| {
            dictionary.get(b"Subtype").and_then(Object::as_name).is_ok_and(|it| it == name)
        };
        let descendant = dictionary
            .get_deref(b"DescendantFonts", document)
            .and_then(Object::as_array)
            .ok()
            .and_then(|fonts| document.dereference(fonts.first()?).ok())
            .and_then(|(_, font)| font.as_dict().ok());
        let mut font = Self {
            encoding,
            bytes: 1,
            widths: HashMap::new(),
            runs: Vec::new(),
            usual: 500.0,
            scale: 0.001,
        };
        if is(b"Type0") {
            font.bytes = 2;
            font.usual = 1000.0;
            if let Some(descendant) = descendant {
                font.wide(document, descendant);
            }
            return font;
        }
        if is(b"Type3") {
            let matrix = dictionary.get_deref(b"FontMatrix", document).and_then(Object::as_array);
            let first = matrix.ok().and_then(|it| it.first()?.as_float().ok());
            font.scale = first.unwrap_or(0.001).abs();
        }
        let first =
            dictionary.get_deref(b"FirstChar", document).and_then(Object::as_i64).unwrap_or(0);
        let widths = dictionary.get_deref(b"Widths", document).and_then(Object::as_array);
        for (at, width) in widths.map(|it| it.as_slice()).unwrap_or_default().iter().enumerate() {
            let code =
                u32::try_from(first).unwrap_or(0).saturating_add(u32::try_from(at).unwrap_or(0));
            let width = document.dereference(width).ok().and_then(|(_, it)| it.as_float().ok());
            font.widths.extend(width.map(|width| (code, width)));
        }
        font
    }

    /// `/W [ 3 [250 300] 10 20 500 ]`: runs of widths, or one width for a run.
    fn wide(&mut self, document: &Document, font: &Dictionary) {
        if let Ok(usual) = font.get_deref(b"DW", document).and_then(Object::as_float) {
            self.usual = usual;
        }
        let Ok(items) = font.get_deref(b"W", document).and_then(Object::as_array) else { return };
        let mut items =
            items.iter().filter_map(|it| document.dereference(it).ok()).map(|(_, it)| it);
        while let Some(first) = items.next()
            && self.widths.len().max(self.runs.len()) < CODES
        {
            let code =
                |it: &Object| u32::try_from(it.as_i64().ok()?).ok().filter(|it| *it < 1 << 16);
            let (Some(first), Some(next)) = (code(first), items.next()) else { return };
            if let Ok(widths) = next.as_array() {
                let widths = widths.iter().map(|it| it.as_float().unwrap_or(self.usual));
                self.widths.extend((first..1 << 16).zip(widths));
            } else if let (Some(last), Some(Ok(width))) =
                (code(next), items.next().map(Object::as_float))
            {
                self.runs.push((first..=last, width));
            }
        }
    }

    /// What a code means and how far it moves, in parts of the size.
    pub(crate) fn glyph(&self, code: &[u8]) -> (String, f32) {
        let number = code.iter().fold(0, |number, byte| number << 8 | u32::from(*byte));
        let width = self.widths.get(&number).copied().or_else(|| {
            let run = self.runs.iter().find(|(codes, _)| codes.contains(&number));
            run.map(|(_, width)| *width)
        });
        let width = width.unwrap_or(self.usual) * self.scale;
        let text = self.encoding.as_ref().and_then(|it| it.bytes_to_string(code).ok());
        (text.unwrap_or_default(), width)
    }
}

/// The table of letters of a font. It comes before the names of an encoding: subsets of fonts reuse names for other
/// letters.
fn to_unicode(document: &Document, font: &Dictionary) -> Option<Encoding<'static>> {
    let mut bare = Dictionary::new();
    bare.set("Type", Object::Name(b"Font".to_vec()));
    bare.set("ToUnicode", font.get(b"ToUnicode").ok()?.clone());
    match bare.get_font_encoding_with_limit(document, STREAM_LIMIT).ok()? {
        Encoding::UnicodeMapEncoding(map) => Some(Encoding::UnicodeMapEncoding(map)),
        _ => None,
    }
}
