//! The official codification (Bộ pháp điển điện tử): one file per đề mục, made of articles of many documents.
//!
//! The codification orders articles by subject; this module takes them apart again, so that every document is read as
//! itself. Each article becomes a [`Piece`], which says from its note of origin which document it is of, since when it
//! applies and who amended it; [`assemble()`] puts the pieces of one document together, from as many files as they come.
//! The edition of January 2026 is 146 MB with 62,323 articles, so files are cut at their fixed markers and only the body
//! of an article is parsed as HTML.

mod assemble;
mod note;
mod piece;
mod words;

pub use assemble::{assemble, reading};
pub use piece::{Amender, Origin, Piece, Related};

use crate::read::draft::Sheet;
use crate::read::html;
use crate::read::reader::{File, Reader};
use crate::read::{Error, Format, ProblemKind, SIZE_LIMIT, encoding};

/// One đề mục of the official codification (Bộ pháp điển điện tử).
pub const FORMAT: Format = Format { name: "Bộ pháp điển", media: "text/html" };

const ARTICLE: &str = "<p class='pDieu'>";
const NOTE: &str = "<p class='pGhiChu'>";
const BODY: &str = "<p class='pNoiDung'>";
const RELATED: &str = "<p class='pChiDan'>";
const CHAPTER: &str = "<p class='pChuong'>";

/// The official codification.
pub(crate) struct Codification;

impl Reader for Codification {
    fn format(&self) -> Format {
        FORMAT
    }

    fn knows(&self, file: &File<'_>) -> bool {
        file.text().is_some_and(|text| is_codification(text.as_bytes()))
    }

    fn read(&self, file: &File<'_>) -> Result<Sheet, Error> {
        Ok(sheet(file.text().unwrap_or_default()))
    }
}

/// Whether a file is a đề mục of the codification; an empty one (its subject has no article yet) is one too.
pub fn is_codification(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let head = String::from_utf8_lossy(head);
    head.contains("class='_content'") && head.contains("viewDSVB") || head.contains(ARTICLE)
}

/// The articles of one file, in the order of the file.
///
/// # Errors
/// When the file is too large, or is no đề mục at all. A đề mục without articles gives an empty list.
pub fn pieces(bytes: &[u8]) -> Result<Vec<Piece>, Error> {
    if bytes.len() > SIZE_LIMIT {
        return Err(Error::TooLarge { bytes: bytes.len(), limit: SIZE_LIMIT });
    }
    if !is_codification(bytes) {
        return Err(Error::NotCodification);
    }
    let text = encoding::decode(bytes).text;
    let mut found = Vec::new();
    let mut line = 1;
    let mut chunks = text.split(ARTICLE);
    let opening = chunks.next().unwrap_or_default();
    let subject = subject(opening);
    line += newlines(opening);
    for chunk in chunks {
        found.push(Piece { subject: subject.clone(), ..piece(chunk, line) });
        line += newlines(chunk);
    }
    inherit(&mut found);
    Ok(found)
}

/// `<h3 …> Đề mục 19.5 <br /> Khoa học và công nghệ </h3>`: the name of what the file is about.
fn subject(opening: &str) -> Option<String> {
    let (_, heading) = opening.split_once("<h3")?;
    let (heading, _) = heading.split_once('>')?.1.split_once("</h3>")?;
    let words = words::of(heading);
    let (number, name) = words.strip_prefix("Đề mục ")?.split_once(' ')?;
    let numbered = number.starts_with(|c: char| c.is_ascii_digit());
    Some(name.trim().to_owned()).filter(|name| numbered && !name.is_empty())
}

/// A whole file as one text, articles in the order of the codification: what a person sees who opens the file.
fn sheet(text: &str) -> Sheet {
    let pieces = pieces(text.as_bytes()).unwrap_or_default();
    let mut sheet = Sheet::default();
    for piece in &pieces {
        assemble::write(piece, &format!("Điều {}. {}", piece.code, piece.heading), &mut sheet);
    }
    sheet
}

fn newlines(text: &str) -> u32 {
    u32::try_from(text.bytes().filter(|byte| *byte == b'\n').count()).unwrap_or(u32::MAX)
}

/// One article: everything from its heading to the next article or chapter.
fn piece(chunk: &str, line: u32) -> Piece {
    let chunk = chunk.split_once(CHAPTER).map_or(chunk, |(before, _)| before);
    let (head, rest) = chunk.split_once("</p>").unwrap_or((chunk, ""));
    let (rest, related) = rest.split_once(RELATED).unwrap_or((rest, ""));
    let (before, body) = rest.split_once(BODY).unwrap_or((rest, ""));
    let note = before.split_once(NOTE).map_or("", |(_, note)| note);
    let mut piece = Piece { line, ..Piece::default() };
    read_heading(head, &mut piece);
    note::read(note, &mut piece);
    read_body(body, &mut piece);
    piece.related = read_related(related);
    piece
}

/// `<a name='37…'></a>Điều 37.12.LQ.1. Phạm vi điều chỉnh`.
fn read_heading(head: &str, piece: &mut Piece) {
    piece.anchor = words::quoted_after(head, "name=").unwrap_or_default().to_owned();
    let words = words::of(head);
    let rest = words.strip_prefix("Điều ").unwrap_or(&words);
    let (code, heading) = rest.split_once(' ').unwrap_or((rest, ""));
    piece.code = code.trim_end_matches('.').to_owned();
    piece.heading = heading.trim().to_owned();
    piece.unit = "Điều".to_owned();
    piece.label = piece.code.rsplit('.').next().unwrap_or_default().to_owned();
}

fn read_body(body: &str, piece: &mut Piece) {
    if body.trim().is_empty() {
        return;
    }
    let (drafts, problems) = html::fragment(body);
    piece.body = drafts;
    for draft in &mut piece.body {
        draft.set_line(piece.line);
    }
    piece.doubts.extend(problems);
}

/// `… <a href='#' onclick="ViewNoiDungPhapDien('37…'); return false;">Điều 37.12.LQ.9. Chi phí</a>; …`.
fn read_related(html: &str) -> Vec<Related> {
    let mut found = Vec::new();
    for link in html.split("ViewNoiDungPhapDien(").skip(1) {
        let Some((anchor, rest)) = link.split_once(')') else { continue };
        let words = rest.split_once('>').map_or("", |(_, rest)| rest);
        let words = words.split_once("</a>").map_or(words, |(words, _)| words);
        found.push(Related {
            anchor: anchor.trim_matches(['\'', '"', ' ']).to_owned(),
            words: words::of(words),
        });
    }
    found
}

/// Articles whose note says nothing take the origin of their neighbours: all articles whose code differs only in the
/// last number are of one document.
fn inherit(pieces: &mut [Piece]) {
    let donors: Vec<(String, Origin)> = pieces
        .iter()
        .filter(|piece| piece.origin.is_known())
        .map(|piece| (piece.group().to_owned(), piece.origin.bare()))
        .collect();
    let mut group = String::new();
    for piece in pieces.iter_mut() {
        // `Điều 41a` stands in 35.8 without any code: it is of the document it stands in.
        if !piece.group().is_empty() {
            piece.group().clone_into(&mut group);
        }
        if piece.origin.is_known() {
            continue;
        }
        let note = std::mem::take(&mut piece.origin.note);
        if let Some((_, origin)) = donors.iter().find(|(known, _)| *known == group) {
            piece.origin = origin.clone();
        }
        let shown = if note.is_empty() { piece.code.clone() } else { note.clone() };
        piece.doubts.push(ProblemKind::OriginUnreadable(shown));
        piece.origin.note = note;
    }
}

#[cfg(test)]
mod tests;
