//! When the cited document was issued: `ngày 19 tháng 6 năm 2015`, `ngày 05/11/2021`, `năm 2013`.

use jiff::civil::Date;
use winnow::combinator::{alt, opt};
use winnow::error::EmptyError;
use winnow::prelude::*;
use winnow::token::{one_of, take_while};

use crate::cite::grammar::word::{Read, blank, blanks, word};
use crate::cite::mention::Dated;

/// `ngày 19 tháng 6 năm 2015`, `ngày 05/11/2021`, `năm 2013`
pub(super) fn dated(input: &mut &str) -> Read<Dated> {
    let start = *input;
    alt((day.map(Dated::Day), year.map(Dated::Year)))
        .parse_next(input)
        .inspect_err(|_| *input = start)
}

/// `ngày 19 tháng 6 năm 2015`, `ngày 05/11/2021`, `ngày 30-01-2019`
pub(super) fn day(input: &mut &str) -> Read<Date> {
    let start = *input;
    let read = |input: &mut &str| {
        (word("ngày"), blank).parse_next(input)?;
        let day = count(input)?;
        let month = alt((
            (blank, word("tháng"), blank).void(),
            (blanks, one_of(['/', '-', '.']), blanks).void(),
        ));
        month.void().parse_next(input)?;
        let month = count(input)?;
        let gap = alt((
            (blank, opt((',', blanks)), word("năm"), blank).void(),
            (blanks, one_of(['/', '-', '.']), blanks).void(),
        ));
        gap.void().parse_next(input)?;
        let year = count(input)?;
        let small = |it: i16| i8::try_from(it).map_err(|_| EmptyError);
        Date::new(year, small(month)?, small(day)?).map_err(|_| EmptyError)
    };
    read(input).inspect_err(|_| *input = start)
}

/// `năm 2013`
fn year(input: &mut &str) -> Read<i16> {
    (word("năm"), blank).parse_next(input)?;
    let year = count(input)?;
    if (1945..2100).contains(&year) && !input.starts_with(|c: char| c.is_alphanumeric()) {
        Ok(year)
    } else {
        Err(EmptyError)
    }
}

fn count(input: &mut &str) -> Read<i16> {
    let digits: &str = take_while(1..=4, |c: char| c.is_ascii_digit()).parse_next(input)?;
    digits.parse().map_err(|_| EmptyError)
}
