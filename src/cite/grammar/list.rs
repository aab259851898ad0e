//! Lists and ranges of units, and the document they end in: `các khoản 1, 2 Điều 3 và khoản 4 Điều 5 của Luật này`.
//!
//! A list is written so that each member leaves out what a later one says. So it is read to its end first, and what is
//! missing is filled in from right to left.

use winnow::combinator::{alt, opt, preceded};
use winnow::error::EmptyError;
use winnow::prelude::*;
use winnow::token::one_of;

use crate::cite::grammar::aside::{Aside, aside};
use crate::cite::grammar::document::{Document, document};
use crate::cite::grammar::foreign::{foreign, serial};
use crate::cite::grammar::label::{capital, decimal, is_listed, letter, numeric, roman_number};
use crate::cite::grammar::number::number;
use crate::cite::grammar::settle::settled;
use crate::cite::grammar::unit::{Cited, Level, Mark, unit};
use crate::cite::grammar::word::{Read, after, any_word, blank, blanks, taken, word};
use crate::cite::mention::{Detail, DocumentName, Mention, Named, Part, Place};
use crate::law::Label;
use crate::text::Span;

/// What one reading of the grammar gives: the citations of one list, and where it ends in the text.
#[derive(Debug)]
pub(in crate::cite) struct Group {
    pub(in crate::cite) mentions: Vec<Mention>,
    /// Remarks between brackets inside the list; what they cite is still to be found.
    pub(in crate::cite) asides: Vec<Aside>,
    pub(in crate::cite) end: usize,
}

/// A member of a list.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Smallest first.
    pub(super) chain: Vec<Cited>,
    /// The other end of a range.
    pub(super) until: Option<Vec<Cited>>,
    /// `vào sau`: takes everything it lacks from the next.
    pub(super) inserted: bool,
    /// `khoản 1 các Điều 7, 8`: the members that follow have the same smaller units.
    spread: bool,
    pub(super) document: Option<Document>,
}

impl Item {
    fn new(start: usize, end: usize, chain: Vec<Cited>) -> Self {
        Self { start, end, chain, until: None, inserted: false, spread: false, document: None }
    }
}

/// The citations that start at byte `at` of `text`; none when none does.
pub(in crate::cite) fn group(text: &str, at: usize) -> Option<Group> {
    let mut input = text.get(at..)?;
    let mut asides = Vec::new();
    if let Ok(items) = items(text, &mut input, &mut asides) {
        let mentions = settled(text, items);
        return (!mentions.is_empty()).then(|| Group { mentions, asides, end: taken(text, input) });
    }
    let mut input = text.get(at..)?;
    let mentions = documents(text, &mut input).ok()?;
    Some(Group { mentions, asides: Vec::new(), end: taken(text, input) })
}

/// `Luật số 43/2024/QH15, số 47/2024/QH15 và số 95/2025/QH15`, `Công điện số 217/CĐ-TTg, 218/CĐ-TTg`
fn documents(text: &str, input: &mut &str) -> Read<Vec<Mention>> {
    let start = taken(text, input);
    let first = document(input)?;
    let end = taken(text, input);
    let mut mentions = vec![mention(Span::new(start, end), &first)];
    let Named::Written(DocumentName { kind, number: Some(_), .. }) = &first.named else {
        return Ok(mentions);
    };
    loop {
        let before = *input;
        let next = |input: &mut &str| {
            separator(input)?;
            let start = taken(text, input);
            opt((word("số"), opt(':'), blanks)).parse_next(input)?;
            let number = number(input)?;
            Ok((start, number))
        };
        let Ok::<_, EmptyError>((start, number)) = next(input) else {
            *input = before;
            return Ok(mentions);
        };
        let name = DocumentName { kind: *kind, number: Some(number), ..DocumentName::default() };
        let one = Document { named: Named::Written(name), part: Part::Main };
        mentions.push(mention(Span::new(start, taken(text, input)), &one));
    }
}

fn mention(span: Span, document: &Document) -> Mention {
    Mention {
        span,
        document: document.named.clone(),
        place: Place { part: document.part.clone(), ..Place::default() },
        until: None,
        detail: Detail::Whole,
    }
}

/// `khoản 1, 2 Điều 3 và khoản 4 Điều 5 của Luật này`, `các điểm a, b (nếu có) khoản 1 Điều 5`
fn items(text: &str, input: &mut &str, asides: &mut Vec<Aside>) -> Read<Vec<Item>> {
    let inserting = text.get(..taken(text, input)).is_some_and(adds);
    let mut items = vec![item(text, input)?];
    loop {
        let before = *input;
        if !goes_on(text, input, &mut items, inserting) {
            *input = before;
            let Ok(aside) = aside(text, input) else {
                *input = before;
                return Ok(items);
            };
            let behind = *input;
            let length = items.last().map_or(0, |it| it.chain.len());
            if let Some(last) = items.last_mut().filter(|it| it.document.is_none()) {
                climb(text, input, last);
            }
            let climbed = items.last().is_some_and(|it| it.chain.len() > length);
            if climbed || goes_on(text, input, &mut items, inserting) {
                asides.push(aside);
                if items.last().is_some_and(|it| it.document.is_some()) {
                    return Ok(items);
                }
                continue;
            }
            *input = if aside.excepts { behind } else { before };
            asides.extend(aside.excepts.then_some(aside));
            return Ok(items);
        }
        if items.last().is_some_and(|it| it.document.is_some()) {
            let before = *input;
            match aside(text, input) {
                Ok(aside) if aside.excepts => asides.push(aside),
                _ => *input = before,
            }
            return Ok(items);
        }
    }
}

/// Whether the list goes on: with the document of its last member, or with a member more.
fn goes_on(text: &str, input: &mut &str, items: &mut Vec<Item>, inserting: bool) -> bool {
    let before = *input;
    if let Ok(document) = of_document(input, items.last()) {
        if let Some(last) = items.last_mut() {
            last.document = Some(document);
            last.end = taken(text, input);
        }
        return true;
    }
    *input = before;
    let Ok((joined, item)) = next(text, input, items.last(), inserting) else {
        *input = before;
        return false;
    };
    if let Some(last) = items.last_mut() {
        last.inserted = joined;
    }
    items.push(item);
    true
}

/// Whether what precedes a list says that its units are added: `Bổ sung khoản 3 vào sau khoản 2 Điều 7`.
fn adds(before: &str) -> bool {
    let words = before.trim_end().trim_end_matches("các").trim_end();
    words.ends_with("ổ sung") || words.ends_with("hêm")
}

/// `, `, ` và `, ` vào sau ` and the member after it; tells whether the member before is inserted beside it.
fn next(text: &str, input: &mut &str, last: Option<&Item>, inserting: bool) -> Read<(bool, Item)> {
    let before = *input;
    let inserted = inserting && {
        let place =
            any_word(&["vào sau", "vào trước", "ngay sau", "vào ngay sau", "sau", "trước", "vào"]);
        preceded((opt(','), blank), place).parse_next(input).is_ok() && blank(input).is_ok()
    };
    if !inserted {
        *input = before;
        separator(input)?;
    }
    noise(input)?;
    let start = taken(text, input);
    if let Ok(item) = item(text, input) {
        return Ok((inserted, item));
    }
    let last = last.filter(|_| !inserted && !before.starts_with(';')).ok_or(EmptyError)?;
    let cited = bare(input, last)?;
    let level = cited.level;
    let mut item = Item::new(start, taken(text, input), vec![cited]);
    if last.spread && last.chain.last().is_some_and(|it| it.level == level) {
        let smaller = last.chain.iter().filter(|it| it.level < level).cloned();
        item.chain.splice(0..0, smaller);
        item.spread = true;
    }
    climb(text, input, &mut item);
    Ok((false, item))
}

/// `, `, ` và `, `; `, ` hoặc `
fn separator(input: &mut &str) -> Read<()> {
    let and = || any_word(&["và/hoặc", "và", "hoặc", "hay", "cùng với"]);
    alt((
        (blanks, one_of([',', ';']), blanks, opt((and(), blank))).void(),
        (blank, and(), blank).void(),
    ))
    .parse_next(input)
}

/// `các`, `tên`, `đoạn mở đầu`, `tại`: words before a member that are no part of it.
fn noise(input: &mut &str) -> Read<()> {
    let words = [
        "các điểm từ",
        "các khoản từ",
        "các điều từ",
        "tại các",
        "các",
        "tên",
        "đoạn mở đầu",
        "tại",
        "cả",
        "toàn bộ",
        "từ",
    ];
    for _ in 0..3 {
        let before = *input;
        let passed = words.iter().find_map(|it| after(before, it));
        let Some(rest) = passed else { break };
        *input = rest.trim_start();
    }
    Ok(())
}

/// `điểm a khoản 2 Điều 5`, `Điều 5 đến Điều 9`, `điểm a đến điểm đ khoản 1`
fn item(text: &str, input: &mut &str) -> Read<Item> {
    let start = taken(text, input);
    let first = unit(input)?;
    let mut item = Item::new(start, taken(text, input), vec![first]);
    climb(text, input, &mut item);
    let before = *input;
    if range(text, input, &mut item).is_err() {
        *input = before;
    }
    Ok(item)
}

/// ` đến Điều 9`, ` đến hết khoản 3 Điều 5`, ` đến 9`
fn range(text: &str, input: &mut &str, item: &mut Item) -> Read<()> {
    (blank, word("đến"), blank, opt((word("hết"), blank))).parse_next(input)?;
    let cited = match unit(input) {
        Ok(cited) => cited,
        Err(_) => bare(input, item)?,
    };
    let mut last = Item::new(item.start, taken(text, input), vec![cited]);
    climb(text, input, &mut last);
    item.end = last.end;
    item.until = Some(last.chain);
    Ok(())
}

/// Takes the larger units that follow: ` khoản 2`, ` Điều 5`, ` của Điều 5`, `, Điều 5`; or, in a text that goes from large
/// to small, the smaller ones.
fn climb(text: &str, input: &mut &str, item: &mut Item) {
    loop {
        let before = *input;
        let Some(last) = item.chain.last().cloned() else { return };
        let found = further(input, last.level, item.chain.len() == 1);
        match found {
            Ok((cited, several)) if cited.level > last.level => {
                item.chain.push(cited);
                item.spread |= several;
            }
            Ok((cited, _)) => {
                // Điều 10 khoản 1 điểm a
                item.chain.push(cited);
                item.chain.sort_by_key(|it| it.level);
                let smallest = item.chain.first().map(|it| it.level);
                descend(input, &mut item.chain, smallest);
                item.end = taken(text, input);
                return;
            }
            Err(_) => {
                *input = before;
                return;
            }
        }
        item.end = taken(text, input);
        if last.mark == Mark::This {
            return;
        }
    }
}

/// The unit above: ` Điều 5`, ` của Điều 5`, `, của Điều 5`, `, Mục V`, ` các Điều 7, 8`; with whether several follow.
fn further(input: &mut &str, last: Level, first: bool) -> Read<(Cited, bool)> {
    let text = *input;
    let comma = text.trim_start().starts_with(',');
    if comma {
        (blanks, ',').parse_next(input)?;
    }
    blanks(input)?;
    let links = any_word(&["của", "tại", "thuộc", "trong"]);
    let linked = opt((links, blank)).parse_next(input)?.is_some() || !comma;
    let several = opt((word("các"), blank)).parse_next(input)?.is_some();
    let cited = match unit(input) {
        Ok(cited) => cited,
        Err(_) if !comma && last >= Level::Section && last < Level::Annex => {
            *input = text;
            described(input)?
        }
        Err(error) => return Err(error),
    };
    let next_up = match last {
        Level::Dash => cited.level == Level::Point,
        Level::Point => matches!(cited.level, Level::Clause | Level::Section),
        // "Khoản 4, Mục V Thông tư số 156/2007/TT-BTC"
        Level::Clause => matches!(cited.level, Level::Article | Level::Section),
        Level::Subsection => cited.level == Level::Section,
        Level::Section => matches!(cited.level, Level::Chapter | Level::Part | Level::Annex),
        Level::Form => cited.level == Level::Annex,
        _ => false,
    };
    let level = cited.level;
    let down =
        linked && !comma && !several && first && last == Level::Article && level == Level::Clause;
    let up = level > last && (linked || next_up && !several);
    if up || down { Ok((cited, several)) } else { Err(EmptyError) }
}

/// ` khoản 1 điểm a` after a larger unit
fn descend(input: &mut &str, chain: &mut Vec<Cited>, smallest: Option<Level>) {
    let before = *input;
    let next = preceded(blank, unit).parse_next(input);
    match (next, smallest) {
        (Ok(cited), Some(smallest)) if cited.level < smallest => chain.insert(0, cited),
        _ => *input = before,
    }
}

/// ` Bản mô tả vị trí việc làm công chứng viên tại Phụ lục VIII`: the name of a section before the annex it stands in.
fn described(input: &mut &str) -> Read<Cited> {
    let reach = input.char_indices().nth(90).map_or(input.len(), |(at, _)| at);
    let near = input.get(..reach).unwrap_or_default();
    let at = near.find("Phụ lục").ok_or(EmptyError)?;
    let name = near.get(..at).unwrap_or_default();
    let plain = name.chars().all(|c| c.is_alphabetic() || c == ' ');
    let linked = name.trim_end().ends_with("tại") || name.trim_end().ends_with("của");
    if !plain || !linked {
        return Err(EmptyError);
    }
    *input = input.get(at..).unwrap_or_default();
    unit(input)
}

/// `2` after `khoản 1,`; `b` after `điểm a,`; `IV` after `Chương III và`
fn bare(input: &mut &str, last: &Item) -> Read<Cited> {
    let text = *input;
    let read = |input: &mut &str| {
        let closed = last.chain.iter().any(|it| it.mark == Mark::This);
        if closed {
            return Err(EmptyError);
        }
        let point = last.chain.iter().any(|it| it.level == Level::Point && lettered(it));
        if point && let Ok(label) = letter(input) {
            return Ok(Cited { level: Level::Point, mark: Mark::Numbered(vec![label]) });
        }
        let top = last
            .chain
            .iter()
            .rfind(|it| !(it.level == Level::Point && lettered(it)))
            .ok_or(EmptyError)?;
        let mark = match top.level {
            Level::Form => {
                let digits = numeric(input)?;
                Mark::Form(format!("{:0>2}", digits.slug()))
            }
            Level::Chapter | Level::Section | Level::Part | Level::Annex => {
                let label: Label =
                    alt((roman_number, decimal, numeric, capital)).parse_next(input)?;
                Mark::Numbered(vec![label])
            }
            _ => Mark::Numbered(vec![alt((decimal, numeric)).parse_next(input)?]),
        };
        Ok(Cited { level: top.level, mark })
    };
    let found = read(input).inspect_err(|_| *input = text)?;
    if is_listed(input) { Ok(found) } else { Err(EmptyError) }
}

fn lettered(cited: &Cited) -> bool {
    matches!(&cited.mark, Mark::Numbered(labels) if labels.first().is_some_and(|it| it.number().is_none()))
}

/// ` của Luật này`, ` Nghị định số 115/2020/NĐ-CP`, `, Luật Đất đai`, ` ban hành kèm theo Nghị quyết này`
fn of_document(input: &mut &str, last: Option<&Item>) -> Read<Document> {
    let last = last.ok_or(EmptyError)?;
    if last.chain.iter().any(|it| it.mark == Mark::This) {
        return Err(EmptyError);
    }
    let outside = last.chain.last().is_some_and(|it| it.level >= Level::Form);
    let text = *input;
    if outside {
        let with = any_word(&[
            "ban hành kèm theo",
            "được ban hành kèm theo",
            "kèm theo",
            "đính kèm",
            "ban hành cùng với",
        ]);
        if (blank, with, blank).parse_next(input).is_ok()
            && let Ok(found) = document(input)
        {
            return Ok(found);
        }
        *input = text;
    }
    if text.trim_start().starts_with(',') {
        (blanks, ',').parse_next(input)?;
    }
    blanks(input)?;
    let links = any_word(&["của", "tại", "trong", "thuộc"]);
    opt((links, blank)).parse_next(input)?;
    alt((document, foreign, serial)).parse_next(input)
}
