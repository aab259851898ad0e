//! The note of origin under each article's heading.
//!
//! `(Điều 1 Luật số 58/2020/QH14 Hòa giải … ngày 16/06/2020 của Quốc hội, có hiệu lực thi hành kể từ ngày 01/01/2021,
//! có nội dung được sửa đổi bởi Điều 1 Luật số … có hiệu lực thi hành kể từ ngày …; Điều 2 Luật số …)`. Written by a
//! program, but in some hundred places by hand: doubled brackets, a missing `Điều`, numbers with spaces inside.

use crate::read::codification::words;
use crate::read::codification::{Amender, Piece};
use crate::read::front_matter;

/// Kinds of documents as the notes name them, the longer before those they begin with.
const KINDS: [&str; 25] = [
    "Thông tư liên tịch",
    "Thông tư liên bộ",
    "Thông tư liên Bộ",
    "Thông tư liên ngành",
    "Thông tư",
    "Nghị quyết liên tịch",
    "Nghị quyết",
    "Nghị định",
    "Bộ luật",
    "Bộ Luật",
    "Luật",
    "Pháp lệnh",
    "Hiến pháp",
    "Quyết định",
    "Chỉ thị",
    "Sắc lệnh",
    "Sắc luật",
    "Lệnh",
    "Văn bản hợp nhất",
    "Điều lệ",
    "Quy chế",
    "Công văn",
    "Thông báo",
    "Hướng dẫn",
    "Kế hoạch",
];

const SINCE: &str = "có hiệu lực";

/// Reads the note into a piece.
pub(crate) fn read(html: &str, piece: &mut Piece) {
    if let Some(href) = words::quoted_after(html, "href=") {
        read_link(href, piece);
    }
    let words = words::of(html);
    let note = unbracketed(&words);
    note.clone_into(&mut piece.origin.note);
    let (head, tail) = match note.find(SINCE) {
        Some(at) => note.split_at(at),
        None => (note, ""),
    };
    let head = head.trim_end_matches([',', ' ', ';']);
    if let Some(rest) = read_label(head, piece) {
        read_document(rest, piece);
    }
    read_tail(tail, piece);
}

/// Outer brackets go, as many as there are; a note may open two and close one.
fn unbracketed(words: &str) -> &str {
    let mut note = words.trim();
    while let Some(inner) = note.strip_prefix('(') {
        note = inner.trim();
        note = note.strip_suffix(')').unwrap_or(note).trim();
    }
    let opened = note.matches('(').count();
    if note.matches(')').count() > opened {
        note = note.strip_suffix(')').unwrap_or(note);
    }
    note.trim().trim_end_matches('.').trim_end()
}

/// `…?ItemID=147588#Chuong_I_Dieu_1`.
fn read_link(href: &str, piece: &mut Piece) {
    let (path, fragment) = href.split_once('#').unwrap_or((href, ""));
    let item = path.split_once("ItemID=").map_or("", |(_, item)| item);
    let item: String = item.chars().take_while(char::is_ascii_digit).collect();
    piece.origin.item = (!item.is_empty()).then_some(item);
    let place = fragment.split("Dieu_").next().unwrap_or_default().trim_end_matches('_');
    piece.place = (!place.is_empty()).then(|| place.to_owned());
}

/// `Điều 7a `, `Mục IV `, `27 `, `Điều `; the rest begins with the kind of the document.
fn read_label<'a>(head: &'a str, piece: &mut Piece) -> Option<&'a str> {
    let at = KINDS.iter().filter_map(|kind| find_word(head, kind)).min()?;
    let (before, rest) = head.split_at_checked(at)?;
    let words: Vec<&str> = before.split_whitespace().collect();
    let is_unit =
        |word: &&&str| matches!(**word, "Điều" | "Mục" | "Phần" | "Chương" | "Phụ" | "Ðiều");
    let unit = words.iter().find(is_unit);
    if let Some(unit) = unit {
        piece.unit = unit.replace('Ð', "Đ");
    }
    let label = words.last().map(|label| label.trim_end_matches(['.', ',', ':']));
    let is_label = |label: &&str| {
        label.len() <= 8 && label.chars().all(char::is_alphanumeric) && !is_unit(&label)
    };
    if let Some(label) = label.filter(is_label) {
        label.clone_into(&mut piece.label);
    }
    Some(rest)
}

/// Position of a word that begins one: `Luật` is not found in `Bộ luật`, nor `Lệnh` in `Pháp lệnh`.
fn find_word(text: &str, word: &str) -> Option<usize> {
    text.match_indices(word).map(|(at, _)| at).find(|at| {
        let before = text.get(..*at).and_then(|before| before.chars().next_back());
        before.is_none_or(|c| !c.is_alphanumeric())
    })
}

/// `Luật số 58/2020/QH14 Hòa giải, đối thoại tại Tòa án ngày 16/06/2020 của Quốc hội`.
fn read_document(text: &str, piece: &mut Piece) {
    let Some((kind, number, rest)) = document(text) else { return };
    let origin = &mut piece.origin;
    kind.clone_into(&mut origin.kind);
    origin.number = number;
    let mut title = rest.trim().trim_matches([',', ';']).trim();
    if let Some((before, date, issuer)) = last_date(title) {
        origin.issued = Some(date);
        origin.issuer = Some(issuer.to_owned()).filter(|issuer| !issuer.is_empty());
        title = before;
    }
    let title = title.trim().trim_end_matches([',', ';']).trim();
    origin.title = (!title.is_empty()).then(|| title.to_owned());
}

/// Splits a document's name: (kind, number, what follows).
fn document(text: &str) -> Option<(&'static str, Option<String>, &str)> {
    let kind = KINDS.iter().find(|kind| text.starts_with(**kind))?;
    let rest = text.get(kind.len()..)?.trim_start();
    let after = ["số:", "số", "Số", "sô", "sổ"].iter().find_map(|word| rest.strip_prefix(word));
    // 44047 at vbpl.vn is a `Thông tư liên tịch 13/2014/TTLT-…` without "số".
    let bare = rest.starts_with(|c: char| c.is_ascii_digit()).then_some(rest);
    let rest = rest.strip_prefix("Không số").unwrap_or(rest);
    let kind = if *kind == "Bộ Luật" { "Bộ luật" } else { kind };
    let Some(after) = after.or(bare) else {
        // `Thông tư này có hiệu lực …`: a sentence of the text stands where the note should.
        return (!rest.starts_with("này ") && rest != "này").then_some((kind, None, rest));
    };
    let (number, rest) = number(after);
    let rest = rest.trim_start();
    let rest =
        if number.is_none() { rest.strip_prefix("Không số").unwrap_or(rest) } else { rest };
    // `Thông tư số liên tịch 04/2015/TTLT-BGDĐT-BTC`: the program put "số" in the middle of the kind.
    let kind = if kind == "Thông tư" && after.trim_start().starts_with("liên tịch") {
        "Thông tư liên tịch"
    } else {
        kind
    };
    Some((kind, number, rest))
}

/// The number at the start of `text`, spaces inside included, and the rest.
fn number(text: &str) -> (Option<String>, &str) {
    let mut tokens = Vec::new();
    for (at, _) in text.char_indices().filter(|(at, c)| {
        let before = text.get(..*at).and_then(|before| before.chars().next_back());
        !c.is_whitespace() && before.is_none_or(char::is_whitespace)
    }) {
        let rest = text.get(at..).unwrap_or_default();
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        tokens.push((at, rest.get(..end).unwrap_or_default()));
        if tokens.len() > 8 {
            break;
        }
    }
    // `32/2013/QH13,có hiệu lực`: a number ends at the comma even where the space is missing.
    let clean = |token: &str| {
        let end = token.find([',', ';', ')']).unwrap_or(token.len());
        token.get(..end).unwrap_or_default().trim_end_matches('.').len()
    };
    // Words between "số" and the number are slips: `số Thông tư số 24/2024/TT-BCT`.
    let first = tokens.iter().take(5).position(|(_, token)| {
        token.starts_with(|c: char| c.is_ascii_digit())
            || token.contains('/') && token.chars().any(|c| c.is_ascii_digit())
    });
    let Some(first) = first else {
        // `Pháp lệnh Không số`: no number.
        return (None, text);
    };
    let Some((start, token)) = tokens.get(first).copied() else { return (None, text) };
    let mut end = start + clean(token);
    let mut last = token;
    for (at, token) in tokens.iter().skip(first + 1).copied() {
        if clean(last) < last.len() || !joins(last, token) {
            break;
        }
        end = at + clean(token);
        last = token;
    }
    let number = text.get(start..end).unwrap_or_default();
    (Some(number.to_owned()), text.get(end..).unwrap_or_default())
}

/// Whether a number goes on after a space: `TT- BTNMT`, `17 /2018/TT-BTNMT`, `60 TC/TCT`, `-CP ĐCTUBTWMTTQVN`.
fn joins(last: &str, token: &str) -> bool {
    let capital = token.starts_with(char::is_uppercase);
    last.ends_with(['-', '/'])
        || token.starts_with(['/', '-']) && token.len() > 1
        || last.chars().all(|c| c.is_ascii_digit()) && capital && token.contains(['/', '-'])
        || token.starts_with("ĐCTUBTW")
}

/// The last `ngày 16/06/2020 của Quốc hội`: (what stands before, the date as ISO, the issuer).
fn last_date(text: &str) -> Option<(&str, String, &str)> {
    let (at, _) = text
        .rmatch_indices("ngày ")
        .find(|(at, word)| text.get(at + word.len()..).is_some_and(|rest| date(rest).is_some()))?;
    let (before, rest) = text.split_at_checked(at)?;
    let (date, rest) = date(rest.get("ngày ".len()..)?)?;
    let issuer = rest.trim_start().strip_prefix("của ")?;
    Some((before, date, issuer.trim()))
}

/// A date at the start of `text`, `16/06/2020` or `01 tháng 5 năm 2018`, as ISO, and the rest.
fn date(text: &str) -> Option<(String, &str)> {
    let end =
        text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '/' | '-')).unwrap_or(text.len());
    let (token, rest) = text.split_at_checked(end)?;
    if token.contains(['/', '-']) {
        return Some((front_matter::iso(token)?, rest));
    }
    let (month, rest) = digits(rest.trim_start().strip_prefix("tháng ")?)?;
    let (year, rest) = digits(rest.trim_start().strip_prefix("năm ")?)?;
    Some((front_matter::iso(&format!("{token}/{month}/{year}"))?, rest))
}

fn digits(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text.split_at_checked(end).filter(|(digits, _)| !digits.is_empty())
}

/// The first date in `text` and the rest.
fn first_date(text: &str) -> Option<(String, &str)> {
    text.match_indices("ngày ").find_map(|(at, word)| date(text.get(at + word.len()..)?))
}

/// `có hiệu lực thi hành kể từ ngày 01/01/2021, có nội dung được sửa đổi bởi …`.
fn read_tail(tail: &str, piece: &mut Piece) {
    let mut rest = tail;
    if let Some((since, after)) = first_date(tail) {
        piece.origin.effective = Some(since);
        rest = after;
    }
    let rest = rest.trim().trim_start_matches([',', ';', ' ']);
    let until = ["có hiệu lực thi hành đến", "có hiệc lực thi hành đến"];
    if until.iter().any(|words| rest.starts_with(words)) {
        piece.origin.expires = first_date(rest).map(|(date, _)| date);
        return;
    }
    let joint = ["theo quy định tại ", "bởi "]
        .iter()
        .filter_map(|joint| Some((rest.find(joint)?, joint.len())))
        .min();
    let Some((at, length)) = joint else { return };
    let verb = rest.get(..at).unwrap_or_default().trim().trim_start_matches('(');
    let joint = rest.get(at..at + length).unwrap_or_default();
    let list = rest.get(at + length..).unwrap_or_default();
    for item in list.split(';').map(str::trim).filter(|item| !item.is_empty()) {
        piece.amenders.extend(amender(verb, joint, item));
    }
}

/// `khoản 2 Điều 1 Luật số 47/2019/QH14 có hiệu lực thi hành kể từ ngày 01/07/2020`.
fn amender(verb: &str, joint: &str, item: &str) -> Option<Amender> {
    let at = KINDS.iter().filter_map(|kind| find_word(item, kind)).min();
    let (before, rest, kind) = match at {
        Some(at) => {
            let (before, rest) = item.split_at_checked(at)?;
            (before, rest, document(rest)?.0)
        }
        // `bởi Điều 9 thông tư số 42/2018/TT-BGTVT`.
        None => KINDS.iter().find_map(|kind| {
            let at = find_word(item, &format!("{} số", kind.to_lowercase()))?;
            let (before, rest) = item.split_at_checked(at)?;
            Some((before, rest, *kind))
        })?,
    };
    // `Luật Phí và lệ phí số 97/2015/QH13`: the number may come after the name.
    let named = document(rest).and_then(|(_, number, after)| Some((number?, after)));
    let later = || {
        let (number, after) = number(rest.split_once(" số ")?.1);
        Some((number?, after))
    };
    let (number, rest) = named.or_else(later).unwrap_or((String::new(), rest));
    let effective = rest.find(SINCE).and_then(|at| first_date(rest.get(at..)?));
    let provision = before.trim().trim_end_matches("của").trim_end_matches([',', ' ']);
    Some(Amender {
        verb: verb.trim_end_matches(',').to_owned(),
        provision: provision.to_owned(),
        kind: kind.to_owned(),
        number,
        effective: effective.map(|(date, _)| date),
        sentence: format!("{verb} {joint}{item}").trim().to_owned(),
    })
}
