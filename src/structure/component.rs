//! Where one numbered text ends and the next begins: main text, attached regulations, annexes.
//!
//! Điều never restart inside a text, but they do in a Quy chế "ban hành kèm theo" (290 of 425 recent local documents) and
//! in annexes. The boundary is a title of its own; failing that, the restart itself.

use std::ops::Range;

use crate::law::Component;
use crate::structure::back;
use crate::structure::line::Line;
use crate::structure::marker::{Sign, is_shouted};

/// Kinds of text that are issued attached to a decision.
const ATTACHED: [&str; 14] = [
    "quy chế",
    "quy định",
    "điều lệ",
    "nội quy",
    "chương trình",
    "kế hoạch",
    "đề án",
    "hướng dẫn",
    "quy trình",
    "danh mục",
    "chiến lược",
    "phương án",
    "quy tắc",
    "tiêu chuẩn",
];

/// A stretch of lines with numbering of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) component: Component,
    pub(crate) lines: Range<usize>,
}

/// Cuts the lines of a document into its numbered texts.
pub(crate) fn split(lines: &[Line<'_>]) -> Vec<Part> {
    let mut parts = vec![Part { component: Component::Main, lines: 0..lines.len() }];
    let mut attachments = 0;
    let mut annexes = 0;
    let mut seen = Seen::default();
    for at in 0..lines.len() {
        let Some(line) = lines.get(at) else { break };
        if line.quoted || line.contents {
            continue;
        }
        let opened = if seen.unit && is_annex_title(lines, at) {
            annexes += 1;
            Some((Component::Annex(annexes), at))
        } else if seen.unit && !seen.titling && is_attachment_title(lines, at, &seen) {
            attachments += 1;
            Some((Component::Attachment(attachments), at))
        } else if (seen.closed || seen.form) && !seen.titling && is_form_title(lines, at) {
            annexes += 1;
            Some((Component::Annex(annexes), at))
        } else if !seen.in_annex && restarts(lines, at, seen.article) {
            attachments += 1;
            let start = title_start(lines, at, parts.last().map_or(0, |part| part.lines.start));
            Some((Component::Attachment(attachments), start))
        } else {
            None
        };
        let begins = opened.is_some();
        if let Some((component, start)) = opened {
            if let Some(last) = parts.last_mut() {
                last.lines.end = start;
            }
            parts.push(Part { component, lines: start..lines.len() });
            let in_annex = matches!(component, Component::Annex(_));
            let form = in_annex && !is_annex_title(lines, at);
            seen = Seen { unit: true, titling: true, in_annex, form, ..Seen::default() };
        }
        seen.read(line, begins);
    }
    parts.retain(|part| part.component == Component::Main || !part.lines.is_empty());
    parts
}

/// What has been met in the current part.
#[derive(Default)]
struct Seen {
    unit: bool,
    article: Option<u32>,
    in_annex: bool,
    /// Only title lines since an attached text began: `PHỤ LỤC II` / `DANH MỤC …` is one title (Luật 97/2015/QH13).
    titling: bool,
    /// The signature has come: what follows is attached.
    closed: bool,
    /// In a form that stands beside other forms: `Mẫu số 01`, `Mẫu số 02` without `Phụ lục`.
    form: bool,
}

impl Seen {
    fn read(&mut self, line: &Line<'_>, begins: bool) {
        self.titling &= begins
            || line.live_marker().is_none()
                && line.table.is_none()
                && (line.is_ornament()
                    || is_shouted(line.words())
                    || has_issue_bracket(line.words()));
        self.closed |= self.unit && !self.in_annex && back::closes(line);
        let Some(marker) = line.live_marker() else { return };
        self.unit |=
            !matches!(marker.sign, Sign::Dash | Sign::Plus | Sign::Letter | Sign::LooseLetter);
        if marker.sign == Sign::Article {
            self.article = marker.label.number();
        }
    }
}

/// `PHỤ LỤC`, `Phụ lục II`, `PHỤ LỤC SỐ 01`, `PHỤ LỤC I. DANH MỤC`, alone on its line or shouted with its title.
fn is_annex_title(lines: &[Line<'_>], at: usize) -> bool {
    let Some(line) = lines.get(at) else { return false };
    let words = line.words();
    let lower: String = words.chars().take(60).collect::<String>().to_lowercase();
    let Some(rest) = lower.strip_prefix("phụ lục") else { return false };
    if rest.starts_with(char::is_alphanumeric) || words.chars().count() > 160 {
        return false;
    }
    let rest = rest.trim_start().trim_start_matches("số").trim_start_matches([' ', ':', '.']);
    let number =
        rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.')).count();
    let alone = rest.chars().skip(number).all(|c| !c.is_alphanumeric()) && number <= 6;
    let bracketed = lines.iter().skip(at + 1).take(4).any(|next| is_issue_bracket(next.words()));
    alone && (is_shouted(words) || line.heading || bracketed || words.len() < 24)
        || is_shouted(words) && !words.ends_with(['.', ';'])
        || alone_before_bracket(words, bracketed)
}

/// `Phụ lục I. Danh mục …` followed by `(Ban hành kèm theo …)`.
fn alone_before_bracket(words: &str, bracketed: bool) -> bool {
    bracketed && words.chars().count() < 120 && !words.ends_with(['.', ';', ','])
}

/// `(Ban hành kèm theo Nghị quyết số …)`, `(Kèm theo …)`, `ban hành kèm theo …`.
pub(crate) fn is_issue_bracket(words: &str) -> bool {
    let lower: String = words.chars().take(60).collect::<String>().to_lowercase();
    let inner = lower.trim_start_matches(['(', '[', '*', '_']);
    inner.starts_with("ban hành kèm theo")
        || inner.starts_with("kèm theo")
        || inner.starts_with("được ban hành kèm")
}

/// The bracket anywhere in a title: `DANH MỤC …` and `(Kèm theo …)` may share a paragraph.
pub(crate) fn has_issue_bracket(words: &str) -> bool {
    if is_issue_bracket(words) {
        return true;
    }
    let lower = words.to_lowercase();
    words.chars().count() < 600
        && (lower.contains("(kèm theo") || lower.contains("(ban hành kèm theo"))
}

/// `QUY CHẾ` on its own line, then its title, then the bracket or a restart of the numbering.
fn is_attachment_title(lines: &[Line<'_>], at: usize, seen: &Seen) -> bool {
    let Some(line) = lines.get(at) else { return false };
    let words = line.words();
    if line.marker.is_some() || !is_shouted(words) || words.chars().count() > 120 {
        return false;
    }
    let lower = words.to_lowercase();
    if !ATTACHED.iter().any(|kind| lower.starts_with(kind)) || names_division(lines, at) {
        return false;
    }
    let next = || lines.iter().skip(at + 1).take(9);
    let bracketed = next().any(|line| has_issue_bracket(line.words()));
    let restarted = next().filter_map(Line::live_marker).next().is_some_and(|marker| {
        let opens = matches!(marker.sign, Sign::Article | Sign::Chapter | Sign::Part);
        opens && marker.label.number() == Some(1)
    });
    bracketed || restarted && !seen.in_annex && (seen.article.is_some() || seen.closed)
}

/// Whether the line is the name of a division: `Phần thứ nhất` / `QUY ĐỊNH CHUNG` (Bộ luật Dân sự) attaches nothing.
fn names_division(lines: &[Line<'_>], at: usize) -> bool {
    let before = lines.get(..at).unwrap_or_default().iter().rev().take(4);
    for line in before.filter(|line| !line.is_ornament()) {
        if let Some(marker) = &line.marker {
            let divides = matches!(
                marker.sign,
                Sign::Part | Sign::Chapter | Sign::Section | Sign::Subsection
            );
            let words = line.text.get(marker.rest..).unwrap_or_default();
            return divides && (words.trim().is_empty() || is_shouted(words));
        }
        if !is_shouted(line.words()) {
            return false;
        }
    }
    false
}

/// After the signature: `Mẫu số 01`, or a shouted title of any name with the bracket under it (`BIỂU KHUNG THUẾ XUẤT KHẨU`).
fn is_form_title(lines: &[Line<'_>], at: usize) -> bool {
    let Some(line) = lines.get(at) else { return false };
    let words = line.words();
    if line.marker.is_some() || line.table.is_some() || back::closes(line) {
        return false;
    }
    let lower: String = words.chars().take(24).collect::<String>().to_lowercase();
    let numbered = ["mẫu số", "mẫu ", "biểu số", "biểu mẫu số", "phụ biểu"]
        .iter()
        .filter_map(|name| lower.strip_prefix(name))
        .any(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()));
    if numbered {
        return words.chars().count() < 200;
    }
    let mut next = lines.iter().skip(at).take(5);
    let title = |line: &&Line<'_>| is_shouted(line.words()) || line.is_ornament();
    let bracket = next.find(|line| !title(line) || has_issue_bracket(line.words()));
    is_shouted(words) && bracket.is_some_and(|line| has_issue_bracket(line.words()))
}

/// `Điều 1` again after other articles: a text of its own, though nothing announces it.
fn restarts(lines: &[Line<'_>], at: usize, last: Option<u32>) -> bool {
    let Some(marker) = lines.get(at).and_then(Line::live_marker) else { return false };
    let Some(last) = last else { return false };
    match marker.sign {
        Sign::Article => {
            marker.label.number() == Some(1) && last >= 1 && marker.label.as_str() == "1"
        }
        Sign::Chapter | Sign::Part if marker.label.number() == Some(1) => {
            let later = lines.iter().skip(at + 1).take(12).filter_map(Line::live_marker);
            last >= 1
                && later
                    .into_iter()
                    .find(|it| it.sign == Sign::Article)
                    .is_some_and(|it| it.label.as_str() == "1")
        }
        _ => false,
    }
}

/// The first of the title lines right before a restart: shouted or bracketed lines without marks.
fn title_start(lines: &[Line<'_>], at: usize, floor: usize) -> usize {
    let mut start = at;
    while start > floor + 1 {
        let Some(before) = lines.get(start - 1) else { break };
        let words = before.words();
        let title = before.live_marker().is_none()
            && before.table.is_none()
            && (is_shouted(words)
                || is_issue_bracket(words)
                || !words.contains(char::is_alphabetic));
        if !title || words.starts_with("TM.") || words.contains("CHỦ TỊCH") {
            break;
        }
        start -= 1;
    }
    start
}
