//! Word files: DOCX and RTF, read here; DOC, made DOCX by an office program first.
//!
//! A DOCX says of a paragraph only what differs from its style, and of a number only which list counts it; what people
//! see has to be computed. `walk` reads the body in one pass, with `style` for what is inherited, `numbering` for
//! automatic numbers, [`glyph`] for fonts of old encodings. The body is read twice when such fonts are met: what a word
//! means is known only when all words of its font were counted. Own code over ZIP and XML rather than a library: those
//! that were tried lose deletions without a word or print `1.` for `Điều 1.`

mod binary;
mod glyph;
mod numbering;
mod package;
mod rtf;
mod style;
mod symbol;
mod table;
mod walk;
mod xml;

pub(crate) use binary::Doc;
pub(crate) use rtf::Rtf;

use std::collections::HashMap;

use crate::read::draft::Sheet;
use crate::read::reader::{File, Reader};
use crate::read::{Error, Format, Inline, ProblemKind};
use crate::text::legacy::Survey;

use glyph::Looks;
use numbering::Numbering;
use package::Package;
use style::Styles;
use walk::{Context, NoteKey, Walked, walk};

/// Word since 2007.
pub(crate) struct Docx;

impl Reader for Docx {
    fn format(&self) -> Format {
        let media = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
        Format { name: "DOCX", media }
    }

    fn knows(&self, file: &File<'_>) -> bool {
        file.bytes.starts_with(b"PK\x03\x04") && holds(file.bytes, b"word/")
    }

    fn read(&self, file: &File<'_>) -> Result<Sheet, Error> {
        read(file.bytes)
    }
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

/// The texts of the parts that are read.
struct Parts {
    body: String,
    notes: Vec<String>,
    margins: Vec<String>,
    styles: Styles,
    numbering: Numbering,
}

/// Reads a DOCX.
pub(crate) fn read(bytes: &[u8]) -> Result<Sheet, Error> {
    let mut parts = unpack(bytes)?;
    let mut looks = Looks::default();
    let mut survey = Survey::default();
    let first = pass(&mut parts, &mut looks, &mut survey, None)?;
    if !survey.finds_any() {
        return Ok(first);
    }
    parts.numbering.restart();
    pass(&mut parts, &mut looks, &mut Survey::default(), Some(&survey))
}

fn unpack(bytes: &[u8]) -> Result<Parts, Error> {
    let mut package = Package::open(bytes)?;
    let main = package.main.clone();
    let body = package.part(&main)?.ok_or(Error::Damaged { format: "DOCX" })?;
    let styles = match package.parts("styles")?.first() {
        Some(text) => Styles::read(text)?,
        None => Styles::default(),
    };
    let numbering = match package.parts("numbering")?.first() {
        Some(text) => Numbering::read(text)?,
        None => Numbering::default(),
    };
    let mut notes = package.parts("footnotes")?;
    notes.extend(package.parts("endnotes")?);
    let mut margins = package.parts("header")?;
    margins.extend(package.parts("footer")?);
    Ok(Parts { body, notes, margins, styles, numbering })
}

/// Reads all parts; turns old encodings into Unicode when their words were counted before.
fn pass(
    parts: &mut Parts,
    looks: &mut Looks,
    survey: &mut Survey,
    counted: Option<&Survey>,
) -> Result<Sheet, Error> {
    let Parts { body, notes, margins, styles, numbering } = parts;
    let mut context = Context { styles, numbering, looks, survey, counted };
    let Walked { mut sheet, marks, .. } = walk(body, &mut context)?;
    let mut bodies: HashMap<NoteKey, Inline> = HashMap::new();
    for text in notes {
        bodies.extend(walk(text, &mut context)?.notes);
    }
    for (index, key) in marks.iter().enumerate() {
        let mark = format!("[{}]", index + 1);
        if !bodies.contains_key(key) {
            sheet.report(None, 0, ProblemKind::FootnoteLost(mark.clone()));
        }
        sheet.footnotes.push((mark, bodies.remove(key).unwrap_or_default()));
    }
    let mut told: Vec<String> = Vec::new();
    for text in margins {
        let margin = walk(text, &mut context)?.sheet;
        let words: Vec<String> = margin.drafts.iter().map(|draft| draft.words()).collect();
        let words = words.join(" ");
        // A page number says nothing.
        if words.contains(char::is_alphabetic) && !told.contains(&words) {
            sheet.report(None, 0, ProblemKind::SetAside(words.chars().take(200).collect()));
            told.push(words);
        }
    }
    Ok(sheet)
}

#[cfg(test)]
mod tests;
