//! Phần mở đầu: title block, căn cứ and enacting words, line by line (Nghị định 30/2020/NĐ-CP, Phụ lục I).
//!
//! The official form fixes what may stand here and in which order, but Word tables, portals and conversions shuffle it.
//! So each line is told by its own words, and only what no word tells is told by its place.

use std::ops::Range;

use crate::law::{Authority, Kind, Line as RoleLine, Role, date_line};
use crate::structure::line::Line;
use crate::structure::marker::is_shouted;
use crate::text::{Span, comparable};

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
    let lower = comparable(words);
    if lower.starts_with("văn bản minh họa") {
        return Role::Disclaimer;
    }
    if is_motto(&lower) {
        return Role::Motto;
    }
    if is_section_of_gazette(&lower) {
        return Role::Ornament;
    }
    // "LUẬT" / "THI HÀNH ÁN DÂN SỰ": under the kind even words like those of a căn cứ are the title.
    let titles = *stage == Stage::Title && is_shouted(words) && !lower.starts_with("căn cứ ");
    if titles && !lower.ends_with(':') {
        return title_role(front, stage, lines, at);
    }
    if is_ground(&lower) && *stage >= Stage::Title || lower.starts_with("căn cứ ") {
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
    if is_enacting(&lower) {
        *stage = Stage::Grounds;
        return Role::Enacting;
    }
    if lower.starts_with("kính gửi") {
        return Role::Addressee;
    }
    match *stage {
        Stage::Block => block_role(front, stage, source, line, &lower),
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

/// `LUẬT`, `NGHỊ QUYẾT`, `KẾ HOẠCH`; `LUẬT ĐẤT ĐAI` and `NGHỊ QUYẾT VỀ …` with the title on the same line.
fn kind_in(words: &str) -> Option<(Kind, usize)> {
    if !is_shouted(words) {
        // "Luật" alone, in a file that does not shout.
        return Kind::from_name(words)
            .filter(|_| words.starts_with(char::is_uppercase))
            .map(|kind| (kind, words.len()));
    }
    let (kind, length) = Kind::at_start(words)?;
    let rest = words.get(length..)?.trim_start();
    let titled = rest.is_empty() || !rest.to_lowercase().starts_with("số");
    titled.then_some((kind, length))
}

/// `Nghị định của Chính phủ số 114/2003/NĐ-CP ngày … về …`: kind, number and title in one sentence (texts of 1998 to 2005).
fn kind_with_number(words: &str) -> Option<Kind> {
    let (kind, length) = Kind::at_start(words)?;
    let rest = words.get(length..)?.trim_start().to_lowercase();
    let whole = words.chars().count();
    let told = rest.starts_with("của ") && (whole < 60 || rest.contains(" số "));
    (told && whole < 400 && words.starts_with(char::is_uppercase) && !words.ends_with([';', ':']))
        .then_some(kind)
}

/// What follows the first of `words` in a line.
fn after(line: &Line<'_>, source: &str, words: &[&str]) -> Option<Span> {
    let text = line.span.of(source);
    let at = words.iter().filter_map(|it| text.find(it)).min()?;
    let skip = if words.contains(&" số ") { " số ".len() } else { 1 };
    Some(line.span.part(at + skip..text.len()).trim(source))
}

fn first_word(span: Span, source: &str) -> usize {
    // "Số  94 /1998/NĐ-CP ngày": the number may hold a space before its slash.
    let text = span.of(source);
    text.find(" ngày").or_else(|| text.find(' ')).unwrap_or(text.len())
}

/// Headings of the gazette above a text: no part of it.
fn is_section_of_gazette(lower: &str) -> bool {
    let bare = lower.trim_start_matches("phần ").trim_start_matches("i. ");
    ["văn bản quy phạm pháp luật", "văn bản pháp luật khác", "văn bản hợp nhất"]
        .iter()
        .take(2)
        .any(|it| bare == *it)
}

/// The issuer once more under the title: `CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …`, `CHÍNH PHỦ`, `… KHÓA X, KỲ HỌP THỨ 5`.
///
/// Only right above the grounds, and not where the title still hangs ("… CỦA" / "ỦY BAN NHÂN DÂN TỈNH").
fn is_issuer_below(lines: &[Line<'_>], at: usize, before: Option<&str>) -> bool {
    const BODIES: [&str; 17] = [
        "ủy ban",
        "chủ tịch",
        "hội đồng",
        "thường trực",
        "quốc hội",
        "chính phủ",
        "thủ tướng",
        "bộ trưởng",
        "tổng thanh tra",
        "chánh án",
        "viện trưởng",
        "tổng kiểm toán",
        "thống đốc",
        "giám đốc",
        "khóa ",
        "đoàn chủ tịch",
        "bộ chính trị",
    ];
    let Some(line) = lines.get(at) else { return false };
    let lower = comparable(line.words());
    let hangs = before.is_some_and(|before| {
        let last = comparable(before.split_whitespace().next_back().unwrap_or_default());
        ["của", "thuộc", "và", "do", "với", "cho", "các", "tại", "từ", "bởi"]
            .contains(&last.as_str())
            || before.ends_with([',', '-'])
    });
    let mut below = lines.iter().skip(at + 1).filter(|line| !line.is_ornament());
    let grounds = below.next().is_some_and(|next| {
        let lower = comparable(next.words());
        is_ground(&lower)
            || is_enacting(&lower)
            || lower.starts_with("khóa ")
            || lower.starts_with("kỳ họp")
    });
    !hangs
        && grounds
        && line.words().chars().count() < 120
        && BODIES.iter().any(|it| lower.starts_with(it))
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

/// The motto of the State or the Party, in any of its spellings.
pub(crate) fn is_motto(lower: &str) -> bool {
    lower.starts_with("cộng hòa xã hội chủ nghĩa")
        || lower.starts_with("độc lập") && lower.contains("tự do")
        || lower == "đảng cộng sản việt nam"
}

/// `Căn cứ …`, `Theo đề nghị của …`, `Xét Tờ trình số …`, `Thực hiện …;`.
fn is_ground(lower: &str) -> bool {
    let opens = [
        "căn cứ",
        "- căn cứ",
        "theo đề nghị",
        "xét ",
        "trên cơ sở",
        "sau khi ",
        "thi hành ",
        "để thi hành",
    ];
    opens.iter().any(|it| lower.starts_with(it))
        || lower.starts_with("thực hiện") && lower.ends_with([';', ','])
        || lower.ends_with(';')
            && (lower.starts_with("tờ trình") || lower.starts_with("báo cáo thẩm tra"))
}

/// `QUYẾT NGHỊ:`, `Quốc hội ban hành Luật …`, `Bộ trưởng Bộ Nội vụ ban hành Thông tư …`.
fn is_enacting(lower: &str) -> bool {
    let bare = lower.trim_end_matches([':', '.', ' ']);
    let decides = ["quyết nghị", "quyết định", "quyết nghị:", "chỉ thị"];
    decides.contains(&bare) && lower.ends_with(':')
        || (lower.contains(" ban hành ")
            || lower.contains(" quyết định:")
            || lower.contains(" thống nhất ban hành "))
            && lower.chars().count() < 700
            && Kind::ALL
                .iter()
                .any(|kind| lower.contains(&format!("ban hành {}", comparable(kind.name()))))
}

/// The number after `Số:`, `Luật số:`, `Nghị quyết số:` …; empty when it is blank.
fn number_in(line: &Line<'_>) -> Option<Span> {
    let words = line.words();
    let head: String = words.chars().take(40).collect::<String>().to_lowercase();
    let at = head.find("số").or_else(|| head.find("sô"))?;
    let before = head.get(..at)?.trim();
    let kind = before.is_empty() || Kind::from_name(before).is_some();
    let mark = head.get(at + "số".len()..)?.trim_start();
    let colon = mark.starts_with([':', '.']);
    if !kind || !(colon || mark.starts_with(|c: char| c.is_ascii_digit())) {
        return None;
    }
    // Positions in the canonical text and in the source differ only in decomposed files; count characters from the end.
    let rest: &str =
        words.get(at + "số".len()..)?.trim_start().trim_start_matches([':', '.']).trim();
    let kept = rest
        .find(" V/v")
        .or_else(|| rest.find(" v/v"))
        .map_or(rest, |end| rest.get(..end).unwrap_or(rest))
        .trim();
    let length = line.span.len();
    let tail = line.text.trim_end();
    let start = tail.len().checked_sub(rest.len()).filter(|_| tail.len() == length).unwrap_or(0);
    Some(line.span.part(start..(start + kept.len()).min(length)))
}

/// When no kind was met, the shouted lines after the block are issuer and title in one; keep what was found.
fn settle_title(front: &mut Front) {
    if front.kind.is_some() || !front.title.is_empty() {
        return;
    }
    // A saved page may lose the word LUẬT: the last shouted lines are then the title.
    let shouted_after_date = front.date.map(|date| {
        front.issuer.iter().copied().filter(|span| span.start > date.end).collect::<Vec<_>>()
    });
    if let Some(late) = shouted_after_date.filter(|late| !late.is_empty()) {
        front.issuer.retain(|span| !late.contains(span));
        for line in front.lines.iter_mut().filter(|line| late.contains(&line.span)) {
            line.role = Role::Title;
        }
        front.title = late;
    }
}
