//! Phụ lục and mẫu: what stands behind the articles.

use winnow::combinator::{alt, opt};
use winnow::error::EmptyError;
use winnow::prelude::*;
use winnow::token::take_while;

use crate::cite::grammar::label::{capital, numeric, roman_number};
use crate::cite::grammar::unit::{Cited, Level, Mark, this};
use crate::cite::grammar::word::{Read, after, any_word, blank, blanks, word};
use crate::law::Label;
use crate::text::slug;

/// `Phụ lục II`, `Phụ lục số 01`, `Phụ lục này`, `Phụ lục ban hành kèm theo …`
pub(super) fn annex(input: &mut &str) -> Read<Cited> {
    let told = input.starts_with('P');
    word("phụ lục").parse_next(input)?;
    let bare = *input;
    let numbered = |input: &mut &str| -> Read<Mark> {
        blank(input)?;
        if this(input).is_ok() {
            return Ok(Mark::This);
        }
        opt((word("số"), blanks)).parse_next(input)?;
        let label: Label = alt((roman_number, numeric, capital)).parse_next(input)?;
        // "Phụ lục I-A", "Phụ lục 2.1": the part of an annex has no address of its own.
        opt((alt(('-', '.', '–')), take_while(1..=3, char::is_alphanumeric))).parse_next(input)?;
        Ok(Mark::Numbered(vec![leading(label)]))
    };
    match numbered(input) {
        Ok(mark) => Ok(Cited { level: Level::Annex, mark }),
        Err(_) => {
            *input = bare;
            let follows = bare.trim_start();
            let attached = ["ban hành kèm", "kèm theo", "của", "được ban hành"]
                .iter()
                .any(|it| after(follows, it).is_some());
            if attached && told {
                Ok(Cited { level: Level::Annex, mark: Mark::Bare })
            } else {
                Err(EmptyError)
            }
        }
    }
}

/// `01` is 1.
fn leading(label: Label) -> Label {
    let bare = label.as_str().trim_start_matches('0');
    Label::new(bare).unwrap_or(label)
}

/// `Mẫu số 01`, `mẫu số 02a`, `Mẫu 06/BBKP`, `Biểu mẫu số 3`, `Biểu số 01`
pub(super) fn form(input: &mut &str) -> Read<Cited> {
    let noun =
        any_word(&["mẫu số", "biểu mẫu số", "biểu số", "mẫu", "biểu mẫu"]).parse_next(input)?;
    opt(':').parse_next(input)?;
    blank(input)?;
    let text = *input;
    let number: &str =
        take_while(1..=24, |c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '.'))
            .parse_next(input)?;
    let kept = number.trim_end_matches(['/', '-', '.']);
    *input = text.get(kept.len()..).unwrap_or_default();
    let is_roman = kept.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    let written = kept.starts_with(|c: char| c.is_ascii_digit()) || is_roman && noun < 3;
    // "mẫu 3 kg": without "số" only a symbol or an annex tells a form.
    let told = noun < 3 || kept.contains(['/', '-']) || input.trim_start().starts_with("Phụ lục");
    if !written || !told {
        return Err(EmptyError);
    }
    Ok(Cited { level: Level::Form, mark: Mark::Form(slug(kept)) })
}
