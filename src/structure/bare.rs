//! Khoản whose number lost its stop: `2 Đoàn kiểm tra phải có …` (Pháp lệnh 11/2016/UBTVQH13), `1, Nhà đầu tư …`.
//!
//! A number and a capital letter open many a sentence, so such a line is a khoản only where the khoản before it has the number
//! before, or where it is the first of its điều and the second follows.

use crate::law::Label;
use crate::structure::line::Line;
use crate::structure::marker::{Marker, Sign};

/// Shortest khoản that is believed, in bytes.
const SHORTEST: usize = 24;

/// Marks the lines of `text` that are khoản without a stop.
pub(crate) fn mark(lines: &mut [Line<'_>], text: &str) {
    // The number of the last khoản in the điều at hand; 0 at its start.
    let mut last: Option<u32> = None;
    for at in 0..lines.len() {
        let Some(line) = lines.get(at) else { return };
        if let Some(marker) = line.live_marker() {
            last = match marker.sign {
                Sign::Article | Sign::ArticleMisspelt => Some(0),
                Sign::Part | Sign::Chapter | Sign::Section | Sign::Subsection => None,
                Sign::Number => last.and_then(|_| marker.label.number()),
                _ => last,
            };
            continue;
        }
        let (Some(before), Some((number, marker))) = (last, bare(line, text)) else { continue };
        let fits = number == before + 1
            && (before > 0 || second_follows(lines.get(at + 1..).unwrap_or_default(), text));
        if fits && let Some(line) = lines.get_mut(at) {
            line.marker = Some(marker);
            last = Some(number);
        }
    }
}

/// Whether khoản 2 comes before the điều ends, with a stop or without.
fn second_follows(lines: &[Line<'_>], text: &str) -> bool {
    for line in lines {
        match line.live_marker() {
            Some(marker) if marker.sign == Sign::Number => {
                return marker.label.number() == Some(2);
            }
            Some(marker) if matches!(marker.sign, Sign::Article | Sign::ArticleMisspelt) => {
                return false;
            }
            Some(_) => {}
            None if bare(line, text).is_some_and(|(number, _)| number == 2) => return true,
            None => {}
        }
    }
    false
}

/// The number without a stop that a line opens with.
fn bare(line: &Line<'_>, text: &str) -> Option<(u32, Marker)> {
    if line.quoted || line.contents || line.heading || line.table.is_some() {
        return None;
    }
    let source = line.span.of(text);
    let digits = source.bytes().take_while(u8::is_ascii_digit).count();
    let written = source.get(..digits).filter(|it| (1..=2).contains(&it.len()))?;
    let after = source.get(digits..)?;
    let comma = usize::from(after.starts_with(','));
    let words = after.get(comma..)?.trim_start();
    let spaced = words.len() < after.len() - comma;
    let opens = spaced && words.starts_with(char::is_uppercase) && words.len() >= SHORTEST;
    let number: u32 = written.parse().ok().filter(|&it| opens && it > 0)?;
    let marker = Marker {
        sign: Sign::Number,
        label: Label::count(number),
        length: digits + comma,
        rest: source.len() - words.len(),
    };
    Some((number, marker))
}
