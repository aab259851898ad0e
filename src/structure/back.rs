//! Phần kết: the passage clause, signatures and nơi nhận.
//!
//! They stick to the last khoản if they are not cut off (`Luật này đã được Quốc hội … thông qua`).

use std::ops::Range;

use crate::law::{Line as RoleLine, Role};
use crate::structure::line::Line;
use crate::structure::marker::{Sign, is_shouted};

/// Where the closing matter of a text begins: after its last unit, at the first line of the official ending.
pub(crate) fn start(lines: &[Line<'_>], body: Range<usize>) -> usize {
    let marks = lines.get(body.clone()).unwrap_or_default();
    let articles = marks
        .iter()
        .rposition(|line| line.live_marker().is_some_and(|it| matches!(it.sign, Sign::Article)));
    let from = body.start + articles.unwrap_or(0);
    for at in from..body.end {
        let Some(line) = lines.get(at) else { break };
        if closes(line) {
            return with_office(lines, from, at);
        }
    }
    body.end
}

/// The first line of the ending that the line `at` opens.
///
/// In a văn bản hợp nhất the office and the number stand left of "XÁC THỰC VĂN BẢN HỢP NHẤT", and come before it when
/// columns are read one after the other.
fn with_office(lines: &[Line<'_>], from: usize, at: usize) -> usize {
    let authenticates = |line: &Line<'_>| line.plain().starts_with("xác thực văn bản");
    if !lines.get(at).is_some_and(authenticates) {
        return at;
    }
    let above = lines.get(from + 1..at).unwrap_or_default().iter().rev().take(4);
    let office = above.take_while(|line| {
        let words = line.words();
        let plain = line.table.is_none() && line.live_marker().is_none();
        plain && (is_shouted(words) || words.starts_with("Số:") || line.is_ornament())
    });
    at - office.count()
}

/// Whether a line opens the official ending.
pub(crate) fn closes(line: &Line<'_>) -> bool {
    let words = line.words();
    if line.quoted || line.table.is_some() {
        return false;
    }
    if words.chars().count() > 400 {
        return false;
    }
    let lower = line.plain();
    let bare = lower.trim_start_matches(['*', '_', '-', ' ']);
    if bare.starts_with("nơi nhận") || is_passage(lower) {
        return true;
    }
    let signs = ["TM. ", "TM.", "KT. ", "KT.", "TL. ", "TUQ. ", "T.M ", "Q. "]
        .iter()
        .any(|it| words.starts_with(it));
    signs && words.chars().count() < 120
        || is_post(words)
        || lower.starts_with("xác thực văn bản hợp nhất")
}

/// `Luật này đã được Quốc hội … khóa XIII, kỳ họp thứ 9 thông qua ngày …`, without anything about effect.
fn is_passage(lower: &str) -> bool {
    let text = ["luật này", "bộ luật này", "nghị quyết này", "pháp lệnh này", "hiến pháp này"]
        .iter()
        .any(|it| lower.starts_with(it));
    let passed = lower.contains("thông qua ngày") || lower.contains("thông qua");
    text && passed
        && lower.contains("được")
        && !lower.contains("hiệu lực")
        && (lower.contains("khóa") || lower.contains("kỳ họp"))
}

/// `CHỦ TỊCH QUỐC HỘI`, `BỘ TRƯỞNG`, `CHỦ TỊCH`: a post alone on its line.
fn is_post(words: &str) -> bool {
    const POSTS: [&str; 12] = [
        "chủ tịch",
        "phó chủ tịch",
        "bộ trưởng",
        "thứ trưởng",
        "thủ tướng",
        "trưởng ban",
        "phó trưởng ban",
        "chánh án",
        "viện trưởng",
        "tổng kiểm toán",
        "chủ nhiệm",
        "thống đốc",
    ];
    let lower = words.to_lowercase();
    is_shouted(words)
        && words.chars().count() < 60
        && POSTS.iter().any(|post| lower.starts_with(post))
}

/// Gives the lines of the ending their roles.
pub(crate) fn read(lines: &[Line<'_>], range: Range<usize>) -> Vec<RoleLine> {
    let mut found = Vec::with_capacity(range.len());
    let mut recipients = false;
    for line in lines.get(range).unwrap_or_default() {
        let lower = line.plain();
        let role = if !lower.contains(char::is_alphanumeric) && line.table.is_none() {
            Role::Ornament
        } else if line.contents {
            Role::Contents
        } else if is_passage(lower) {
            Role::Passage
        } else if lower.trim_start_matches(['*', '_']).starts_with("nơi nhận") {
            recipients = true;
            Role::Recipients
        } else if recipients && is_recipient(line) {
            Role::Recipients
        } else if line.table.is_some() || line.words().chars().count() > 300 {
            Role::Unplaced
        } else {
            recipients = false;
            Role::Signature
        };
        found.push(RoleLine { role, span: line.span });
    }
    found
}

/// `- Như Điều 3;`, `Lưu: VT, …`
fn is_recipient(line: &Line<'_>) -> bool {
    let words = line.words();
    line.marker.as_ref().is_some_and(|it| matches!(it.sign, Sign::Dash | Sign::Plus))
        || words.ends_with([';', ','])
        || line.plain().starts_with("lưu")
        || words.starts_with('(')
}
