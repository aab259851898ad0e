//! Phần mở đầu: title block, căn cứ and enacting words, line by line (Nghị định 30/2020/NĐ-CP, Phụ lục I).
//!
//! The official form fixes what may stand here and in which order, but Word tables, portals and conversions shuffle it.
//! So each line is told by its own words, and only what no word tells is told by its place.

use std::ops::Range;

use crate::law::{Authority, Kind, Line as RoleLine, Role, date_line};
use crate::structure::line::Line;
use crate::structure::marker::is_shouted;
use crate::structure::phrase::{
    after, first_word, is_enacting, is_ground, is_issuer_below, is_motto, is_section_of_gazette,
    kind_in, kind_with_number, number_in,
};
use crate::text::Span;

/// The front of a document, read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Front {
    pub(crate) lines: Vec<RoleLine>,
    pub(crate) issuer: Vec<Span>,
    /// What stands after "Số:".
    pub(crate) number: Option<Span>,
    pub(crate) date: Option<Span>,
    pub(crate) kind: Option<(Kind, Span)>,
    pub(crate) title: Vec<Span>,
}

/// How far the reading of the front has come.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    Block,
    Title,
    Grounds,
}

/// Reads the lines in `range`, which end where the first unit begins.
pub(crate) fn read(source: &str, lines: &[Line<'_>], range: Range<usize>) -> Front {
    let mut front = Front::default();
    let mut stage = Stage::Block;
    for at in range.clone() {
        let Some(line) = lines.get(at) else { break };
        let role = if line.contents {
            Role::Contents
        } else {
            role(&mut front, &mut stage, source, lines, at)
        };
        front.lines.push(RoleLine { role, span: line.span });
    }
    settle_title(&mut front);
    front
}

fn role(front: &mut Front, stage: &mut Stage, source: &str, lines: &[Line<'_>], at: usize) -> Role {
    let Some(line) = lines.get(at) else { return Role::Unplaced };
    let words = line.words();
    if !words.contains(char::is_alphanumeric) {
        return if line.table.is_some() { Role::Preamble } else { Role::Ornament };
    }
    let lower = line.plain();
    if lower.starts_with("văn bản minh họa") {
        return Role::Disclaimer;
    }
    if is_motto(lower) {
        return Role::Motto;
    }
    if is_section_of_gazette(lower) {
        return Role::Ornament;
    }
    // "LUẬT" / "THI HÀNH ÁN DÂN SỰ": under the kind even words like those of a căn cứ are the title.
    let titles = *stage == Stage::Title && is_shouted(words) && !lower.starts_with("căn cứ ");
    if titles && !lower.ends_with(':') {
        return title_role(front, stage, lines, at);
    }
    if is_ground(lower) && *stage >= Stage::Title || lower.starts_with("căn cứ ") {
        *stage = Stage::Grounds;
        return Role::Ground;
    }
    if *stage == Stage::Block
        && front.number.is_none()
        && let Some(number) = number_in(line)
    {
        front.number = Some(number);
        return Role::Number;
    }
    // "Hà Nội, ngày 26 tháng 11 năm 2025 *" (conversions to Markdown leave stars behind).
    let plain = words.trim_matches(|c: char| c.is_whitespace() || "*_|-".contains(c));
    if front.date.is_none() && date_line(plain) && *stage <= Stage::Title {
        front.date = Some(line.span);
        return Role::PlaceAndDate;
    }
    if is_enacting(lower) {
        *stage = Stage::Grounds;
        return Role::Enacting;
    }
    if lower.starts_with("kính gửi") {
        return Role::Addressee;
    }
    match *stage {
        Stage::Block => block_role(front, stage, source, line, lower),
        Stage::Title => title_role(front, stage, lines, at),
        Stage::Grounds => Role::Preamble,
    }
}

fn block_role(
    front: &mut Front,
    stage: &mut Stage,
    source: &str,
    line: &Line<'_>,
    lower: &str,
) -> Role {
    let words = line.words();
    if let Some((kind, length)) = kind_in(words) {
        *stage = Stage::Title;
        let rest = line.span.part(length.min(line.span.len())..line.span.len()).trim(source);
        let text = rest.of(source);
        // "VĂN BẢN HỢP NHẤT - VĂN PHÒNG QUỐC HỘI" (gazette): who consolidated stands behind the kind.
        let issuer = text.strip_prefix(['-', '–']).filter(|_| kind == Kind::Consolidation);
        if let Some(issuer) = issuer {
            front.issuer.push(rest.part(rest.len() - issuer.len()..rest.len()).trim(source));
        } else if text.contains(char::is_alphanumeric) {
            front.title.push(rest);
        }
        front.kind = Some((kind, line.span));
        return Role::Kind;
    }
    if let Some(kind) = kind_with_number(words) {
        *stage = Stage::Title;
        front.kind = Some((kind, line.span));
        front.title.extend(after(line, source, &[" về ", " Về "]));
        front.number = front.number.or_else(|| {
            after(line, source, &[" số "]).map(|it| it.part(0..first_word(it, source)))
        });
        return Role::Kind;
    }
    if lower.trim_matches(['(', ')', ' ']).starts_with("dự thảo") && words.chars().count() < 40
    {
        return Role::Preamble;
    }
    if lower.starts_with("v/v") || lower.starts_with("về việc") || lower.starts_with("về viêc")
    {
        front.title.push(line.span);
        return Role::Title;
    }
    let named = Authority::read(words).is_some_and(|it| it.is_listed());
    if is_shouted(words) || named {
        front.issuer.push(line.span);
        return Role::Issuer;
    }
    Role::Preamble
}

fn title_role(front: &mut Front, stage: &mut Stage, lines: &[Line<'_>], at: usize) -> Role {
    let Some(line) = lines.get(at) else { return Role::Unplaced };
    let words = line.words();
    let first = front.title.is_empty();
    let shouted = is_shouted(words);
    let above = lines.get(..at).unwrap_or_default().iter().rev().find(|line| !line.is_ornament());
    if shouted && is_issuer_below(lines, at, above.map(Line::words)) {
        *stage = Stage::Grounds;
        return Role::Issuer;
    }
    // "THÔNG TƯ" under "VĂN BẢN HỢP NHẤT": the kind of the text consolidated; its title follows.
    let under_kind = above.is_some_and(|line| Kind::from_name(line.words()).is_some());
    let sentence = words.ends_with(['.', ';', ':']) && !shouted || words.chars().count() > 600;
    let bracket = words.starts_with('(');
    if bracket && !first {
        return Role::ComponentTitle;
    }
    // In quotes the title may run over lines that do not shout (the plan of the Standing Committee).
    let opens_quote = words.starts_with('“') && front.title.len() < 4;
    let goes_on = !sentence
        && (first
            || under_kind
            || shouted
            || opens_quote
            || lines
                .get(at.saturating_sub(1))
                .is_some_and(|before| unclosed(before.words()) || quote_open(front, lines, at)));
    if goes_on || first && !words.ends_with([';', ':']) {
        front.title.push(line.span);
        return Role::Title;
    }
    if !shouted
        && !first
        && words.chars().count() < 200
        && !sentence
        && words.starts_with(char::is_lowercase)
    {
        front.title.push(line.span);
        return Role::Title;
    }
    *stage = Stage::Grounds;
    Role::Preamble
}

/// A quotation in the title is still open.
fn quote_open(front: &Front, lines: &[Line<'_>], at: usize) -> bool {
    let before = lines.get(..at).unwrap_or_default().iter().rev();
    let title: Vec<&str> = before.take(front.title.len()).map(|line| line.words()).collect();
    let count = |quote| title.iter().map(|words| words.matches(quote).count()).sum::<usize>();
    count('“') > count('”')
}

fn unclosed(words: &str) -> bool {
    words.matches('“').count() > words.matches('”').count()
}

/// "Nghị quyết số 5/2026/…" on the first line and its title on the next, as lists and exports print them.
fn title_after_number(front: &mut Front) {
    let Some(at) = front.lines.iter().position(|line| line.role == Role::Number) else { return };
    let next = front.lines.get_mut(at + 1).filter(|line| line.role == Role::Preamble);
    if let Some(line) = next.filter(|line| line.span.len() < 600) {
        line.role = Role::Title;
        front.title.push(line.span);
    }
}

/// When no kind was met, the shouted lines after the block are issuer and title in one; keep what was found.
fn settle_title(front: &mut Front) {
    if front.kind.is_some() || !front.title.is_empty() {
        return;
    }
    title_after_number(front);
    // A saved page may lose the word LUẬT: the last shouted lines are then the title.
    let shouted_after_date = front.date.map(|date| {
        front.issuer.iter().copied().filter(|span| span.start > date.end).collect::<Vec<_>>()
    });
    if let Some(late) = shouted_after_date.filter(|late| !late.is_empty() && front.title.is_empty())
    {
        front.issuer.retain(|span| !late.contains(span));
        for line in front.lines.iter_mut().filter(|line| late.contains(&line.span)) {
            line.role = Role::Title;
        }
        front.title = late;
    }
}
