//! Pages without a usable text layer, and their recognition.
//!
//! Recognition costs some five seconds a page, so it is asked for only where the text layer fails, several pages at a
//! time. It is never taken on trust: what it was not sure of stays beside the words.

use rayon::prelude::*;

use crate::read::pdf::refusal;
use crate::read::pdf::word::{self, Page};
use crate::read::reader::File;
use crate::read::{Conversion, Converter, ConverterError, Error, PICTURE_SIDE};
use crate::text::vietnamese_share;

/// The most pages of one file that are recognised: half an hour of one core.
const SCAN_LIMIT: usize = 400;

/// Less than this share of syllables that can be Vietnamese, and the text layer is noise. Gazette pages have 0.9 and
/// more; TCVN3 read as Latin letters has 0.5.
const LEAST_SHARE: f32 = 0.7;

/// A page with fewer letters than this has nothing that could be judged.
const FEW_LETTERS: usize = 40;

/// Replaces the words of pages whose text layer fails by recognised ones; gives the pages for which nobody could.
///
/// # Errors
/// When nothing of the file could be read.
pub(crate) fn recognise(file: &File<'_>, pages: &mut [Page]) -> Result<Vec<u32>, Error> {
    let readable = pages.iter().filter(|page| state(page) == State::Readable).count();
    // A page without letters in a file that has text is blank or a picture; one without letters among others is a scan.
    let wanted: Vec<usize> = pages
        .iter()
        .enumerate()
        .filter(|(_, page)| state(page) != State::Readable)
        .map(|(index, _)| index)
        .collect();
    if wanted.len() > SCAN_LIMIT {
        return Err(Error::ScanTooLong { pages: wanted.len(), limit: SCAN_LIMIT });
    }
    let (bytes, converter) = (file.bytes, file.converter);
    let read: Vec<(usize, Result<Page, ConverterError>)> = wanted
        .into_par_iter()
        .filter_map(|index| Some((index, one(bytes, converter, pages.get(index)?))))
        .collect();
    let count = pages.len();
    let mut unread = Vec::new();
    let mut why = None;
    let (mut recognised, mut noise) = (0, 0);
    for (index, result) in read {
        let Some(page) = pages.get_mut(index) else { continue };
        match result {
            Ok(found) if state(&found) == State::Noise => {
                noise += 1;
                unread.push(page.number);
                if state(page) == State::Noise {
                    page.words.clear();
                }
            }
            Ok(found) => {
                recognised += usize::from(state(&found) == State::Readable);
                // A few words that stand alone on a page are read better from the text layer.
                if state(page) == State::Noise || page.words.is_empty() {
                    *page = found;
                }
            }
            Err(error) => {
                unread.push(page.number);
                if state(page) == State::Noise {
                    page.words.clear();
                }
                why.get_or_insert(error);
            }
        }
    }
    match why {
        Some(error) if readable + recognised == 0 => Err(match error {
            ConverterError::Refused { .. } => refusal(error),
            why => Error::Scan { pages: count, why },
        }),
        _ if readable + recognised == 0 && noise > 0 => Err(Error::Unrecognised { pages: count }),
        _ if readable + recognised == 0 && pages.iter().all(|page| letters(page) < FEW_LETTERS) => {
            Err(Error::NothingRecognised { pages: count })
        }
        _ => Ok(unread),
    }
}

/// What the words of a page are worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Readable,
    Empty,
    Noise,
}

fn state(page: &Page) -> State {
    if letters(page) < FEW_LETTERS {
        return State::Empty;
    }
    let text: Vec<&str> = page.words.iter().map(|word| word.text.as_str()).collect();
    match vietnamese_share(&text.join(" ")) {
        Some(share) if share < LEAST_SHARE => State::Noise,
        _ => State::Readable,
    }
}

fn letters(page: &Page) -> usize {
    let letters = page.words.iter().flat_map(|word| word.text.chars());
    letters.filter(|c| c.is_alphabetic()).count()
}

fn one(bytes: &[u8], converter: &dyn Converter, page: &Page) -> Result<Page, ConverterError> {
    let tsv = converter.convert(Conversion::PdfOcr { page: page.number }, bytes)?;
    Ok(word::from_tsv(&String::from_utf8_lossy(&tsv), page, PICTURE_SIDE))
}
