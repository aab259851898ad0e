//! Texts that are no documents of the corpus, or not named well enough to be found: treaties, standards, `Nghị định 41`.
//!
//! Only behind a unit: then the unit is theirs, and not one of the text at hand.

use winnow::combinator::opt;
use winnow::error::EmptyError;
use winnow::prelude::*;
use winnow::token::take_while;

use crate::cite::grammar::document::{Document, kind_at};
use crate::cite::grammar::label::is_amount;
use crate::cite::grammar::title::open_title;
use crate::cite::grammar::unit::this;
use crate::cite::grammar::word::{Read, after, blank, blanks, taken, word};
use crate::cite::mention::{DocumentName, Named, Part};

/// What texts are called that no numbers of documents name.
const NOUNS: [&str; 19] = [
    "quy chế",
    "điều lệ",
    "công ước",
    "hiệp định",
    "hiệp ước",
    "nghị định thư",
    "hiến chương",
    "thỏa thuận",
    "thoả thuận",
    "tuyên bố",
    "quy tắc",
    "bộ quy tắc",
    "quy phạm",
    "quy chuẩn",
    "tiêu chuẩn",
    "chuẩn mực",
    "mẫu hợp đồng",
    "hợp đồng",
    "bộ luật stcw",
];

/// `Công ước Viên về quan hệ ngoại giao`, `Quy phạm thành lập bản đồ địa chính`
pub(super) fn foreign(input: &mut &str) -> Read<Document> {
    if !input.starts_with(char::is_uppercase) {
        return Err(EmptyError);
    }
    let start = *input;
    let rest = NOUNS.iter().find_map(|it| after(start, it)).ok_or(EmptyError)?;
    if this(&mut rest.trim_start()).is_ok() {
        return Err(EmptyError);
    }
    let length = open_title(start).unwrap_or_else(|| taken(start, rest));
    *input = start.get(length..).unwrap_or_default();
    let title = start.get(..length).map(str::to_owned);
    let name = DocumentName { title, ..DocumentName::default() };
    Ok(Document { named: Named::Written(name), part: Part::Main })
}

/// `Nghị định 41`, `Thông tư số 02 ngày …`: a number without its year and symbol.
pub(super) fn serial(input: &mut &str) -> Read<Document> {
    let start = *input;
    let read = |input: &mut &str| {
        let (kind, rest) = kind_at(input).ok_or(EmptyError)?;
        *input = rest;
        blank(input)?;
        opt((word("số"), opt(':'), blanks)).parse_next(input)?;
        let number: &str = take_while(1..=4, |c: char| c.is_ascii_digit()).parse_next(input)?;
        if is_amount(input) || input.starts_with(char::is_alphanumeric) {
            return Err(EmptyError);
        }
        let name = DocumentName {
            kind: Some(kind),
            number: Some(number.to_owned()),
            ..DocumentName::default()
        };
        Ok(Document { named: Named::Written(name), part: Part::Main })
    };
    if !start.starts_with(char::is_uppercase) {
        return Err(EmptyError);
    }
    read(input).inspect_err(|_| *input = start)
}
