//! One unit by its noun and number: `Điều 7a`, `khoản 2`, `điểm đ`, `mục II`, `gạch đầu dòng thứ hai`, `Chương này`.

use winnow::combinator::{alt, opt, preceded};
use winnow::error::EmptyError;
use winnow::prelude::*;

use crate::cite::grammar::annex;
use crate::cite::grammar::label::{capital, counted, decimal, letter, numeric, roman_number};
use crate::cite::grammar::word::{Read, any_word, blank, word};
use crate::law::{Label, Unit};

/// How large a cited unit is, smallest first: the order in which citations name them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Dash,
    Point,
    Clause,
    Article,
    Subsection,
    Section,
    Chapter,
    Part,
    Form,
    Annex,
}

/// What stands after the noun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A number. Several for `mục II.1`, largest first.
    Numbered(Vec<Label>),
    /// `này`
    This,
    /// `01/BCĐBQH-MT`, as a piece of an address.
    Form(String),
    /// Nothing: `Phụ lục ban hành kèm theo`.
    Bare,
}

/// A unit as cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cited {
    pub(super) level: Level,
    pub(super) mark: Mark,
}

impl Level {
    /// The unit of the text that it is; none for annexes and forms.
    pub(super) fn unit(self) -> Option<Unit> {
        Some(match self {
            Self::Dash => Unit::Dash,
            Self::Point => Unit::Point,
            Self::Clause => Unit::Clause,
            Self::Article => Unit::Article,
            Self::Subsection => Unit::Subsection,
            Self::Section => Unit::Section,
            Self::Chapter => Unit::Chapter,
            Self::Part => Unit::Part,
            Self::Form | Self::Annex => return None,
        })
    }
}

/// `khoản 2`, `Điều này`, `Phụ lục II`, `Mẫu số 01`
pub(super) fn unit(input: &mut &str) -> Read<Cited> {
    let start = *input;
    let found = match start.chars().next() {
        Some('Đ' | 'đ') => alt((article, point)).parse_next(input),
        Some('K' | 'k') => clause(input),
        Some('C' | 'c') => chapter(input),
        Some('T' | 't') => alt((subsection, dash)).parse_next(input),
        Some('G' | 'g') => dash(input),
        Some('M' | 'm') => alt((section, annex::form)).parse_next(input),
        Some('P' | 'p') => alt((annex::annex, part)).parse_next(input),
        Some('B' | 'b') => annex::form(input),
        _ => Err(EmptyError),
    };
    found.inspect_err(|_| *input = start)
}

/// `Điều 5`, `điều 7a`, `Điều này`, `Điều thứ 5`. Whether `điều này` is a pronoun is for `find` to see.
fn article(input: &mut &str) -> Read<Cited> {
    noun(input, "điều")?;
    if this(input).is_ok() {
        return Ok(Cited { level: Level::Article, mark: Mark::This });
    }
    one(Level::Article, alt((numeric, counted)).parse_next(input)?)
}

/// `khoản 2`, `khoản 1a`, `khoản này`; not `loại 070 khoản 102`, a code of the budget: no article has a hundred khoản.
fn clause(input: &mut &str) -> Read<Cited> {
    noun(input, "khoản")?;
    if this(input).is_ok() {
        return Ok(Cited { level: Level::Clause, mark: Mark::This });
    }
    let coded = input.starts_with(|c: char| c.is_ascii_digit())
        && input.chars().take_while(char::is_ascii_digit).count() > 2;
    if coded {
        return Err(EmptyError);
    }
    one(Level::Clause, alt((decimal, numeric)).parse_next(input)?)
}

/// `điểm đ`, `điểm a1`, `điểm 1.2`, `điểm này`; `điềm đ` (Nghị định 28/2018/NĐ-CP) is a slip.
fn point(input: &mut &str) -> Read<Cited> {
    any_word(&["điểm", "điềm", "điển"]).parse_next(input)?;
    blank(input)?;
    if this(input).is_ok() {
        return Ok(Cited { level: Level::Point, mark: Mark::This });
    }
    one(Level::Point, alt((letter, decimal, numeric)).parse_next(input)?)
}

/// `tiết b`, `tiết 2.1`, `gạch đầu dòng thứ hai`
fn dash(input: &mut &str) -> Read<Cited> {
    any_word(&["tiết", "gạch đầu dòng"]).parse_next(input)?;
    blank(input)?;
    one(Level::Dash, alt((counted, letter, decimal, numeric)).parse_next(input)?)
}

/// `Chương II`, `chương 3`, `Chương này`
fn chapter(input: &mut &str) -> Read<Cited> {
    noun(input, "chương")?;
    if this(input).is_ok() {
        return Ok(Cited { level: Level::Chapter, mark: Mark::This });
    }
    // "chương 018" of the budget.
    if input.chars().take_while(char::is_ascii_digit).count() > 2 {
        return Err(EmptyError);
    }
    let label = alt((roman_number, numeric, counted)).parse_next(input)?;
    one(Level::Chapter, label)
}

/// `Mục 1`, `mục II`, `mục II.1`, `mục II.3.a`, `Mục này`
fn section(input: &mut &str) -> Read<Cited> {
    noun(input, "mục")?;
    if this(input).is_ok() {
        return Ok(Cited { level: Level::Section, mark: Mark::This });
    }
    let first = alt((roman_number, decimal, numeric, capital)).parse_next(input)?;
    // "Mục 7754" of the budget.
    if first.number().is_some_and(|it| it > 999) {
        return Err(EmptyError);
    }
    let mut labels = vec![first];
    while let Some(next) = opt(preceded('.', alt((numeric, letter)))).parse_next(input)? {
        labels.push(next);
    }
    Ok(Cited { level: Level::Section, mark: Mark::Numbered(labels) })
}

/// `tiểu mục 2.2`, `Tiểu mục 1`
fn subsection(input: &mut &str) -> Read<Cited> {
    noun(input, "tiểu mục")?;
    if this(input).is_ok() {
        return Ok(Cited { level: Level::Subsection, mark: Mark::This });
    }
    let label = alt((decimal, numeric, roman_number)).parse_next(input)?;
    // "tiểu mục 1052" of the budget.
    if label.number().is_some_and(|it| it > 999) {
        return Err(EmptyError);
    }
    one(Level::Subsection, label)
}

/// `Phần thứ hai`, `Phần I`, `Phần này`; not `phần 2`, a share.
fn part(input: &mut &str) -> Read<Cited> {
    let capital = input.starts_with('P');
    noun(input, "phần")?;
    if capital && this(input).is_ok() {
        return Ok(Cited { level: Level::Part, mark: Mark::This });
    }
    let label = alt((roman_number, counted)).parse_next(input);
    let label = label.or_else(|error| match capital {
        true => alt((numeric, crate::cite::grammar::label::capital)).parse_next(input),
        false => Err(error),
    })?;
    one(Level::Part, label)
}

fn noun(input: &mut &str, expected: &'static str) -> Read<()> {
    word(expected).parse_next(input)?;
    blank(input)
}

/// `này`
pub(super) fn this(input: &mut &str) -> Read<()> {
    word("này").parse_next(input)
}

fn one(level: Level, label: Label) -> Read<Cited> {
    Ok(Cited { level, mark: Mark::Numbered(vec![label]) })
}
