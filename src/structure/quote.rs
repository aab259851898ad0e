//! Quotations in amending texts: “Điều 65. …” is the content of an instruction, not an article of the law that gives it.
//!
//! A quotation opens with a quote mark at the start of a line that follows an announcement (`… như sau:`) or that opens
//! with a mark of its own (`“1.`, `“a)`, `“Điều`, `“Chương`). It closes where quotes balance at the end of a line. In real
//! texts the closing mark is sometimes missing (Luật 35/2018/QH14), so an instruction that goes on with the outer
//! numbering closes it too, with a note.

use crate::law::{Note, NoteKind};
use crate::structure::line::Line;
use crate::structure::marker::{self, Marker, Sign};

/// Words with which instructions to amend begin.
const VERBS: [&str; 17] = [
    "sửa đổi",
    "bổ sung",
    "thay thế",
    "thay cụm",
    "thay từ",
    "bãi bỏ",
    "bỏ cụm",
    "bỏ từ",
    "hủy bỏ",
    "huỷ bỏ",
    "đổi tên",
    // "a) Chuyển quyền sở hữu;" (Luật 48/2014/QH13) is no order.
    "chuyển khoản",
    "chuyển điểm",
    "chuyển điều",
    "chuyển các khoản",
    "chuyển các điểm",
    "chuyển chương",
];

/// Marks the lines that stand inside quotations.
pub(crate) fn mark(lines: &mut [Line<'_>], notes: &mut Vec<Note>) {
    let mut at = 0;
    while at < lines.len() {
        let inline = opens_inside(lines, at);
        if inline || opens(lines, at) {
            let (end, closed) = close(lines, at);
            if !closed {
                notes.extend(
                    lines.get(at).map(|line| Note::new(line.span, NoteKind::QuoteUnclosed)),
                );
            }
            // Where the quotation begins behind its instruction, that line stays what it is.
            for line in lines.iter_mut().take(end).skip(at + usize::from(inline)) {
                line.quoted = true;
            }
            at = end.max(at + 1);
        } else {
            at += 1;
        }
    }
}

fn opens(lines: &[Line<'_>], at: usize) -> bool {
    let Some(line) = lines.get(at) else { return false };
    let words = line.words();
    let Some(inner) = words.strip_prefix(['“', '"', '”', '‘']) else { return false };
    let before = at.checked_sub(1).and_then(|it| lines.get(it));
    let announced = before.is_some_and(|it| it.quoted || it.words().ends_with(':'));
    let announced_far = before.is_some_and(|it| is_instruction(it.words()));
    let marked = marker::read(inner.trim_start()).is_some_and(|it| {
        !matches!(it.sign, Sign::Dash | Sign::Plus | Sign::Roman | Sign::Capital)
    });
    let instructed = lines.iter().take(at).rev().take(6).any(|it| is_instruction(it.words()));
    // “Cơ sở dữ liệu” là …: a defined term opens many definitions; it closes early in its own line.
    let term = inner.find(['”', '"']).is_some_and(|end| {
        end < inner.len() / 2 && inner.get(end..).is_some_and(|it| it.contains(char::is_alphabetic))
    });
    // Each unit quoted for itself, however long the one before it (Luật 64/2014/QH13: “c) …”, “2. …” to i), “d) …”).
    let goes_on = marked && before.is_some_and(|it| it.quoted);
    (announced && instructed || announced_far || marked && instructed || goes_on)
        && (marked || !term)
}

/// `Khoản 1 Điều 18 của Luật … được sửa đổi, bổ sung như sau: “1. Doanh nghiệp …` (Luật 67/2014/QH13, Điều 75): the
/// quotation begins on the line of its instruction and goes on below.
fn opens_inside(lines: &[Line<'_>], at: usize) -> bool {
    let Some(line) = lines.get(at) else { return false };
    let words = line.words();
    let Some(start) =
        words.find([':', '“']).filter(|_| words.contains(": “") || words.contains(":“"))
    else {
        return false;
    };
    let head = words.get(..start + 1).unwrap_or_default();
    !words.starts_with('“')
        && curly_quotes(words) > 0
        && head.ends_with(':')
        && is_instruction(head)
}

/// The index after the last line of the quotation that opens at `start`, and whether it was closed.
fn close(lines: &[Line<'_>], start: usize) -> (usize, bool) {
    let outer = lines
        .iter()
        .take(start)
        .rev()
        .filter_map(Line::live_marker)
        .take(24)
        .cloned()
        .collect::<Vec<_>>();
    let straight = lines.get(start).is_some_and(|line| line.words().starts_with('"'));
    let mut balance = 0i32;
    for (at, line) in lines.iter().enumerate().skip(start) {
        if at > start && resumes(line, &outer) {
            return (at, false);
        }
        let words = line.words();
        balance += if straight { straight_quotes(words) } else { curly_quotes(words) };
        let ends = ends_quote(words);
        let resumed =
            lines.get(at + 1).is_none_or(|next| resumes(next, &outer) || opens_outer(next, &outer));
        if ends && (balance <= 0 || straight && balance % 2 == 0 || resumed) {
            return (at + 1, true);
        }
    }
    // Nothing closed it: only the article of the amending text is in doubt, not the whole rest.
    let end = lines.iter().enumerate().skip(start + 1).find(|(_, line)| {
        line.marker.as_ref().is_some_and(|it| it.sign == Sign::Article && opens_outer(line, &outer))
    });
    (end.map_or(lines.len(), |(at, _)| at), false)
}

fn curly_quotes(words: &str) -> i32 {
    words
        .chars()
        .map(|c| match c {
            '“' => 1,
            '”' => -1,
            _ => 0,
        })
        .sum()
}

fn straight_quotes(words: &str) -> i32 {
    i32::try_from(words.matches('"').count()).unwrap_or(0)
}

/// Whether a line ends in a closing quote: `”`, `”.`, `”;`, `.”`, `.”.`, `”,`.
fn ends_quote(words: &str) -> bool {
    words.trim_end_matches(['.', ';', ',', ' ', ':']).ends_with(['”', '"'])
}

/// Whether a line goes on with the outer numbering: its number follows one of the marks before the quotation.
fn opens_outer(line: &Line<'_>, outer: &[Marker]) -> bool {
    let Some(marker) = &line.marker else { return false };
    let same = outer.iter().find(|it| it.sign == marker.sign);
    match (same, marker.sign) {
        (Some(before), _) => marker.label.follows(&before.label),
        (None, Sign::Letter | Sign::Number) => marker.label.is_first(),
        (None, _) => false,
    }
}

/// Whether a line surely is the next instruction: outer numbering and an instruction's words.
fn resumes(line: &Line<'_>, outer: &[Marker]) -> bool {
    if !opens_outer(line, outer) {
        return false;
    }
    let rest =
        line.marker.as_ref().and_then(|marker| line.text.get(marker.rest..)).unwrap_or_default();
    is_instruction(rest) && !rest.contains("của Luật này")
}

/// Whether words give or announce an instruction to amend.
pub(crate) fn is_instruction(words: &str) -> bool {
    let words = match marker::read(words) {
        Some(marker) => words.get(marker.rest..).unwrap_or_default(),
        None => words,
    };
    let lower: String = words.chars().take(240).collect::<String>().to_lowercase();
    let passive = lower.contains("được sửa đổi")
        || lower.contains("được bổ sung")
        || lower.contains("được thay thế");
    VERBS.iter().any(|verb| lower.starts_with(verb)) || passive && words.trim_end().ends_with(':')
}
