//! PDF: the text layer when it holds Vietnamese, else the pictures of the pages.
//!
//! Neither is trusted by itself. Most "signed" PDFs of the government portal are scans whose only text is the stamp of the
//! signature, and fonts without a table of letters give noise; so each page must show enough syllables that can be
//! Vietnamese (`vietnamese_share`), or it is recognised anew, or the file is refused with the reason. The words of both
//! come with their boxes and take the same way from there: stamps, lines, running heads, notes, columns, paragraphs.

mod font;
mod frame;
mod furniture;
mod glyph;
mod layout;
mod line;
mod note;
mod old;
mod paragraph;
mod scan;
mod table;
mod word;

use crate::read::draft::Sheet;
use crate::read::reader::{File, Reader};
use crate::read::{Conversion, ConverterError, Error, Format, ProblemKind};

use glyph::Failure;
use word::Page;

/// PDF.
pub(crate) struct Pdf;

const FORMAT: &str = "PDF";

/// The most pages that are read. The longest of 402 gazette files has 1,100.
const PAGE_LIMIT: u32 = 5000;

/// Pages asked for at a time: their words take some 40 kB of output each.
const PAGES_AT_ONCE: u32 = 200;

impl Reader for Pdf {
    fn format(&self) -> Format {
        Format { name: FORMAT, media: "application/pdf" }
    }

    fn knows(&self, file: &File<'_>) -> bool {
        // Some programs write a line of their own before the header; readers of PDF look through the first KiB.
        let head = file.bytes.get(..file.bytes.len().min(1024)).unwrap_or_default();
        head.windows(5).any(|window| window == b"%PDF-")
    }

    fn read(&self, file: &File<'_>) -> Result<Sheet, Error> {
        // Programs repair what they can, and half a law would pass for a whole one.
        if !has_end(file.bytes) {
            return Err(Error::Damaged { format: FORMAT });
        }
        let mut pages = text_layer(file)?;
        let mut stamps = Vec::new();
        for page in &mut pages {
            stamps.extend(furniture::take_stamps(page));
        }
        let old = old::recover(&mut pages);
        let unread = scan::recognise(file, &mut pages)?;
        stamps.extend(furniture::take_imprint(&mut pages));
        let pages = pages.into_iter().map(Page::upright).collect();
        let mut sheet = layout::lay_out(pages, stamps, unread);
        if let Some(charset) = old {
            sheet.report(None, 0, ProblemKind::EncodingGuessed(charset.name().into()));
        }
        Ok(sheet)
    }
}

/// Whether the file has its last mark; some programs and mailers leave a few kB behind it.
fn has_end(bytes: &[u8]) -> bool {
    let tail = bytes.get(bytes.len().saturating_sub(64 << 10)..).unwrap_or_default();
    tail.windows(5).any(|window| window == b"%%EOF")
}

/// The words of all pages, as far as the file has them as text.
fn text_layer(file: &File<'_>) -> Result<Vec<Page>, Error> {
    let mut pages: Vec<Page> = Vec::new();
    loop {
        let first = u32::try_from(pages.len()).unwrap_or(u32::MAX - PAGES_AT_ONCE) + 1;
        if first > PAGE_LIMIT {
            return Err(Error::TooManyPages { format: FORMAT, limit: PAGE_LIMIT });
        }
        let last = first + PAGES_AT_ONCE - 1;
        let words = file.converter.convert(Conversion::PdfWords { first, last }, file.bytes);
        let xhtml = match words {
            Ok(xhtml) => xhtml,
            // There is no page 201.
            Err(ConverterError::Refused { .. }) if first > 1 => return Ok(pages),
            Err(ConverterError::Absent { .. }) if first == 1 => return own_text_layer(file),
            Err(error) => return Err(refusal(error)),
        };
        let batch = word::from_bbox(&String::from_utf8_lossy(&xhtml), first);
        let whole = batch.len() >= PAGES_AT_ONCE as usize;
        pages.extend(batch);
        if pages.is_empty() {
            return Err(Error::Damaged { format: FORMAT });
        }
        if !whole {
            return Ok(pages);
        }
    }
}

/// The words of all pages without any program outside.
fn own_text_layer(file: &File<'_>) -> Result<Vec<Page>, Error> {
    glyph::pages(file.bytes, PAGE_LIMIT as usize).map_err(|failure| match failure {
        Failure::Locked => Error::Locked { format: FORMAT },
        Failure::Damaged => Error::Damaged { format: FORMAT },
        Failure::TooManyPages => Error::TooManyPages { format: FORMAT, limit: PAGE_LIMIT },
    })
}

/// What a failed conversion says of the file.
fn refusal(error: ConverterError) -> Error {
    match error {
        ConverterError::Refused { reason, .. } if reason.to_lowercase().contains("password") => {
            Error::Locked { format: FORMAT }
        }
        ConverterError::Refused { .. } => Error::Damaged { format: FORMAT },
        why => Error::Program { format: FORMAT, why },
    }
}

#[cfg(test)]
mod tests;
