//! What a line opens with, as far as a citation needs to know where it stands: `Điều 5.`, `2.`, `đ)`, `Chương II`.
//!
//! Documents that `structure` parsed come with their units; this reads the lines of new text inside quotations, which are
//! no units of the document they stand in, and passages cut out of a document.

use crate::law::{Label, Step, Unit};
use crate::text::{ordinal, roman};

/// The unit that a line opens, and the bytes before its own words.
pub(super) fn mark(line: &str) -> Option<(Step, usize)> {
    let bare = line.trim_start_matches([' ', '“', '"', '”', '‘', '\u{A0}']);
    let before = line.len() - bare.len();
    let (step, length) = named(bare).or_else(|| numbered(bare))?;
    Some((step, before + length))
}

/// `Điều 5.`, `Chương II`, `Mục 1.`, `Phần thứ hai`
fn named(line: &str) -> Option<(Step, usize)> {
    const NOUNS: [(&str, Unit); 8] = [
        ("Điều ", Unit::Article),
        ("ĐIỀU ", Unit::Article),
        ("Chương ", Unit::Chapter),
        ("CHƯƠNG ", Unit::Chapter),
        ("Mục ", Unit::Section),
        ("MỤC ", Unit::Section),
        ("Phần ", Unit::Part),
        ("PHẦN ", Unit::Part),
    ];
    let (noun, unit) = NOUNS.into_iter().find(|(noun, _)| line.starts_with(noun))?;
    let rest = line.get(noun.len()..)?.trim_start();
    let number = rest.split(['.', ':', ' ', '\n']).next()?;
    let label = match unit {
        Unit::Article => Label::new(number).filter(|it| it.number().is_some())?,
        Unit::Part => {
            let words = rest.split(['.', ':', '\n']).next()?.to_lowercase();
            roman(number)
                .map(|it| Label::count(it.0))
                .or_else(|| ordinal(&words).map(Label::count))?
        }
        _ => roman(number).map(|it| Label::count(it.0)).or_else(|| Label::new(number))?,
    };
    let after = rest.get(number.len()..)?;
    // "Điều 8 được sửa đổi như sau" cites; "Điều 8" alone and "Điều 8. Tên" name themselves.
    let heads = after.is_empty() || after.starts_with(['.', ':', '\n']) || unit != Unit::Article;
    let length =
        line.len() - after.len() + after.len() - after.trim_start_matches(['.', ':', ' ']).len();
    heads.then(|| (Step::new(unit, label), length))
}

/// `2.`, `2a.`, `đ)`, `II.`
fn numbered(line: &str) -> Option<(Step, usize)> {
    let end = line.find(['.', ')', ' '])?;
    let sign = line.get(end..)?.chars().next()?;
    let number = line.get(..end)?;
    let after = line.get(end + 1..)?;
    let spaced = after.is_empty()
        || after.starts_with([' ', '\u{A0}', '[', '('])
        || after.starts_with(char::is_uppercase);
    let (unit, label) = match sign {
        '.' if spaced && number.starts_with(|c: char| c.is_ascii_digit()) && number.len() <= 5 => {
            (Unit::Clause, Label::new(number)?)
        }
        '.' if spaced => (Unit::Section, Label::count(roman(number)?.0)),
        ')' if number.chars().count() <= 3 && number.chars().next()?.is_lowercase() => {
            (Unit::Point, Label::new(number)?)
        }
        _ => return None,
    };
    let rest = after.trim_start();
    Some((Step::new(unit, label), line.len() - rest.len()))
}

/// `path` with `step` entered: what is as small or smaller is left.
pub(super) fn enter(path: &mut Vec<Step>, step: Step) {
    path.retain(|it| it.unit < step.unit);
    path.push(step);
}
