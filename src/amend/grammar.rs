//! Ngữ pháp of instructions: what one sentence orders.
//!
//! ```text
//! sentence = order { (";" | "," | "và") order } ["như sau:"]
//! order    = "sửa đổi, bổ sung" places | places "được sửa đổi, bổ sung" | "bổ sung" units ["vào sau" place]
//!          | "bãi bỏ" places | places "hết hiệu lực" | "thay thế cụm từ" “…” "bằng cụm từ" “…” ["tại" places] | …
//! ```
//!
//! Closed: a sentence that is not read to its end is not understood, whatever its beginning promised.

use crate::amend::instruction::{Heir, Part, PhraseChange};
use crate::amend::passive::passive;
use crate::amend::place::{Aim, Reader};
use crate::amend::target::{self, Target};
use crate::amend::token::{Token, TokenKind};
use crate::amend::wording::{insert_phrase, phrases, replace_phrase, scope};

/// What a sentence orders, before it is known which places and texts its omissions mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// The places read anew.
    Replace {
        aims: Vec<Aim>,
        or_add: bool,
    },
    /// New units.
    Insert {
        units: Vec<Aim>,
        beside: Option<Beside>,
    },
    Repeal {
        aims: Vec<Aim>,
    },
    /// Words change; without aims, where the sentence or its list says, or throughout.
    Phrase {
        changes: Vec<PhraseChange>,
        aims: Vec<Aim>,
        listed: bool,
    },
    Renumber {
        from: Vec<Aim>,
        to: Vec<Aim>,
    },
    Suspend {
        aims: Vec<Aim>,
    },
    End {
        aims: Vec<Aim>,
        heir: Heir,
    },
    /// Several at once: "thay cụm từ “A” tại …; cụm từ “B” tại … bằng cụm từ “C”".
    Several(Vec<Order>),
}

/// Where new units go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Beside {
    After(Vec<Aim>),
    Before(Vec<Aim>),
    Into(Vec<Aim>),
}

/// A verb that a list below may inherit: "Bãi bỏ các điều, khoản sau đây:" / "a) Khoản 2 Điều 5;".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verb {
    Replace,
    Insert,
    Repeal,
    Phrase,
    Suspend,
}

/// What a sentence says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    pub(crate) orders: Vec<Order>,
    /// A quotation that begins in the sentence itself, as an index of its token.
    pub(crate) quoted_at: Option<usize>,
    /// "Trong Luật luật sư số 65/2006/QH11, cụm từ …": the text that all orders mean.
    pub(crate) target: Option<Target>,
}

/// Words with which lists of places are announced.
const LISTED: [&[&str]; 8] = [
    &["sau", "đây"],
    &["nhu", "sau"],
    &["sau"],
    &["như", "sau"],
    &["dưới", "đây"],
    &["cụ", "thể"],
    &["của", "các", "luật"],
    &["tại", "các", "luật"],
];

/// Reads a sentence; none when it is not understood to its end. `inherited` is the verb of the sentence above a list.
pub(crate) fn read(tokens: &[Token], inherited: Option<Verb>) -> Option<Reading> {
    let mut reader = Reader::new(tokens);
    let mut orders = Vec::new();
    let mut verb = inherited;
    reader.eat_any(&[&["nay"], &["đồng", "thời"]]);
    let target = foreword(&mut reader);
    loop {
        let (order, spoken) = order(&mut reader, verb)?;
        match order {
            Order::Several(several) => orders.extend(several),
            order => orders.push(order),
        }
        verb = Some(spoken);
        close(&mut reader);
        if reader.at_end() {
            return Some(Reading { orders, quoted_at: None, target });
        }
        let quoted = reader
            .token(0)
            .is_some_and(|it| it.kind != TokenKind::Word && it.kind != TokenKind::Mark);
        if quoted && expects_text(&orders) {
            return Some(Reading { orders, quoted_at: Some(reader.at), target });
        }
        let mut separated = false;
        while reader.sees_mark(&[",", ";", "."])
            || reader.sees(&["và"])
            || reader.sees(&["đồng", "thời"])
        {
            reader.at += if reader.sees(&["đồng", "thời"]) { 2 } else { 1 };
            separated = true;
        }
        if reader.at_end() {
            return Some(Reading { orders, quoted_at: None, target });
        }
        if !separated {
            return None;
        }
    }
}

/// "Trong Luật luật sư số 65/2006/QH11, …" (Luật 20/2012/QH13).
fn foreword(reader: &mut Reader<'_>) -> Option<Target> {
    let back = reader.at;
    let begins = reader.eat(&["trong"]) || reader.eat(&["tại"]);
    if begins && let Some((target, next)) = target::read(reader.tokens, reader.at) {
        reader.at = next;
        if reader.sees_mark(&[",", ":"]) {
            reader.at += 1;
            return Some(target);
        }
    }
    reader.at = back;
    None
}

/// Whether the last order waits for quoted text.
fn expects_text(orders: &[Order]) -> bool {
    matches!(orders.last(), Some(Order::Replace { .. } | Order::Insert { .. }))
}

/// Steps over what closes a sentence: "như sau:", "kể từ ngày …", "của Luật này có hiệu lực".
fn close(reader: &mut Reader<'_>) {
    loop {
        if reader.eat_any(&LISTED) || reader.eat_any(&[&["tương", "ứng"], &["với", "nội", "dung"]])
        {
            continue;
        }
        if reader.sees_mark(&[":"]) {
            reader.at += 1;
            continue;
        }
        if reader.sees(&["kể", "từ"]) || reader.sees(&["từ", "ngày"]) {
            while !reader.at_end() && !reader.sees_mark(&[";", ":"]) {
                reader.at += 1;
            }
            continue;
        }
        if reader.sees_mark(&["."]) && reader.tokens.len() == reader.at + 1 {
            reader.at += 1;
        }
        return;
    }
}

fn order(reader: &mut Reader<'_>, inherited: Option<Verb>) -> Option<(Order, Verb)> {
    let back = reader.at;
    if reader.eat(&["sửa", "đổi"]) {
        return amended(reader);
    }
    if reader.eat(&["bổ", "sung"]) {
        reader.eat(&["thêm"]);
        if let Some(phrases) = phrases(reader) {
            return insert_phrase(reader, phrases).map(|it| (it, Verb::Phrase));
        }
        return insert(reader).map(|it| (it, Verb::Insert));
    }
    if reader.eat_any(&[
        &["bãi", "bỏ"],
        &["hủy", "bỏ"],
        &["xóa", "bỏ"],
        &["loại", "bỏ"],
        &["lược", "bỏ"],
        &["bỏ"],
        &["xóa"],
        &["cắt", "bỏ"],
    ]) {
        return repealed(reader);
    }
    if reader.eat_any(&[
        &["thay", "thế"],
        &["thay", "đổi"],
        &["thay"],
        &["sửa"],
        &["đổi"],
        &["điều", "chỉnh"],
        &["chỉnh", "sửa"],
    ]) {
        return substituted(reader);
    }
    if reader.eat_any(&[&["chuyển"], &["đánh", "số", "lại"], &["đổi", "số"]]) {
        return renumbered(reader);
    }
    if reader.eat_any(&[
        &["ngưng", "hiệu", "lực"],
        &["tạm", "ngưng", "hiệu", "lực"],
        &["ngừng", "hiệu", "lực"],
        &["tạm", "đình", "chỉ", "việc", "thi", "hành"],
        &["đình", "chỉ", "việc", "thi", "hành"],
    ]) {
        reader.eat(&["thi", "hành"]);
        reader.eat_any(&[&["đối", "với"], &["của"]]);
        let aims = reader.places();
        return (!aims.is_empty()).then_some((Order::Suspend { aims }, Verb::Suspend));
    }
    reader.at = back;
    passive(reader, inherited)
}

/// "sửa đổi, bổ sung …": places, or words.
fn amended(reader: &mut Reader<'_>) -> Option<(Order, Verb)> {
    let mut or_add = false;
    loop {
        let back = reader.at;
        if reader.sees_mark(&[","]) || reader.sees(&["và"]) {
            reader.at += 1;
        }
        if reader.eat(&["bổ", "sung"]) || reader.eat(&["thay", "thế"]) || reader.eat(&["bãi", "bỏ"])
        {
            // "Sửa đổi, bổ sung khoản 1"; but "sửa đổi khoản 1, bổ sung khoản 2" is two orders.
            or_add = true;
            continue;
        }
        reader.at = back;
        break;
    }
    if let Some(old) = phrases(reader) {
        return replace_phrase(reader, old).map(|it| (it, Verb::Phrase));
    }
    let aims = reader.places();
    if aims.is_empty() {
        // "Sửa đổi, bổ sung như sau:", "sửa đổi các điều, khoản sau đây": the list below names the places.
        let listed = reader.at_end()
            || reader.sees(&["như", "sau"])
            || reader.sees(&["sau"])
            || reader.sees_mark(&[":"]);
        return listed.then_some((Order::Replace { aims, or_add }, Verb::Replace));
    }
    Some((Order::Replace { aims, or_add }, Verb::Replace))
}

fn insert(reader: &mut Reader<'_>) -> Option<Order> {
    // "Bổ sung đoạn mở đầu vào trước khoản 1 Điều 44" (Luật 63/2020/QH14): of the điều.
    if reader.eat(&["đoạn", "mở", "đầu"]) {
        let before = reader.eat(&["vào", "trước"]);
        if !before && !reader.eat(&["vào"]) {
            return None;
        }
        let mut aims = reader.places();
        for aim in &mut aims {
            aim.place.part = Part::Opening;
            aim.before = before;
        }
        return (!aims.is_empty()).then_some(Order::Replace { aims, or_add: true });
    }
    // "bổ sung một số khoản vào Điều 44 như sau:": the units come in the list below.
    let some = reader.some_of();
    let mut units = reader.places();
    if some && units.is_empty() {
        units.push(Aim { partly: true, ..Aim::default() });
    }
    if units.is_empty() {
        return None;
    }
    let beside =
        if reader.eat_any(&[&["vào", "sau"], &["tiếp", "sau"], &["ngay", "sau"], &["liền", "sau"]])
            || reader.sees(&["sau"]) && !reader.sees(&["sau", "đây"]) && reader.eat(&["sau"])
        {
            Some(Beside::After(reader.places()))
        } else if reader.eat_any(&[&["vào", "trước"], &["trước"]]) {
            Some(Beside::Before(reader.places()))
        } else if reader.eat_any(&[&["vào", "cuối"], &["vào"], &["cho"]]) {
            Some(into_or_beside(reader))
        } else {
            None
        };
    let empty = match &beside {
        Some(Beside::After(aims) | Beside::Before(aims) | Beside::Into(aims)) => aims.is_empty(),
        None => false,
    };
    (!empty).then_some(Order::Insert { units, beside })
}

/// "vào Chương VIII và vào trước Điều 99", "vào Chương IX, trước Điều 102": the neighbour tells more than the chương.
fn into_or_beside(reader: &mut Reader<'_>) -> Beside {
    let home = reader.places();
    let back = reader.at;
    if reader.sees_mark(&[","]) || reader.sees(&["và"]) {
        reader.at += 1;
    }
    let neighbour = if reader.eat_any(&[&["vào", "trước"], &["trước"]]) {
        Beside::Before(reader.places())
    } else if reader.eat_any(&[&["vào", "sau"], &["ngay", "sau"], &["tiếp", "sau"]]) {
        Beside::After(reader.places())
    } else {
        reader.at = back;
        return Beside::Into(home);
    };
    match &neighbour {
        Beside::Before(places) | Beside::After(places) if places.is_empty() => {
            reader.at = back;
            Beside::Into(home)
        }
        _ => neighbour,
    }
}

fn repealed(reader: &mut Reader<'_>) -> Option<(Order, Verb)> {
    let back = reader.at;
    if let Some(old) = phrases(reader) {
        let (aims, listed) = scope(reader);
        let changes = old.into_iter().map(|old| PhraseChange::Delete { old }).collect();
        // "Bỏ cụm từ “A” tại …; cụm từ “B” tại …": what follows goes too.
        return Some((Order::Phrase { changes, aims, listed }, Verb::Repeal));
    }
    reader.at = back;
    // "Bãi bỏ: Điều 2, khoản 2 Điều 3 Nghị định số …" (Nghị định 99/2019/NĐ-CP).
    if reader.sees_mark(&[":"]) && reader.token(1).is_some() {
        reader.at += 1;
    }
    let whole = reader.eat_any(&[&["toàn", "bộ"], &["toàn", "bộ", "nội", "dung"]]);
    let aims = reader.places();
    if aims.is_empty() {
        let listed = reader.sees(&["các"])
            || reader.sees(&["một", "số"])
            || reader.sees(&["như", "sau"])
            || whole;
        listed.then(|| skip_to_list(reader)).flatten()?;
        return Some((Order::Repeal { aims }, Verb::Repeal));
    }
    if aims.iter().all(|aim| aim.place.steps.is_empty() && aim.target.is_some() && !aim.partly) {
        return Some((Order::End { aims, heir: Heir::None }, Verb::Repeal));
    }
    Some((Order::Repeal { aims }, Verb::Repeal))
}

/// "… các điều, khoản, điểm sau đây:": what is meant stands in the list below.
pub(crate) fn skip_to_list(reader: &mut Reader<'_>) -> Option<()> {
    let rest = reader.tokens.get(reader.at..).unwrap_or_default();
    let last = rest.last()?;
    let lists = rest.len() <= 24
        && last.raw == ":"
        && rest.iter().all(|it| it.kind == TokenKind::Word || it.kind == TokenKind::Mark);
    lists.then(|| reader.at = reader.tokens.len())
}

fn substituted(reader: &mut Reader<'_>) -> Option<(Order, Verb)> {
    let back = reader.at;
    if let Some(old) = phrases(reader) {
        return replace_phrase(reader, old).map(|it| (it, Verb::Phrase));
    }
    // "Thay thế cụm từ tại tên Chương II và các điều sau đây:", "Thay thế một số cụm từ như sau:": the list has the words.
    reader.eat_any(&[&["một", "số"], &["các"]]);
    if reader.eat_any(&[&["cụm", "từ"], &["từ"], &["từ", "ngữ"]]) {
        let announced = reader.tokens.get(reader.at..).unwrap_or_default();
        let no_quote =
            announced.iter().all(|it| it.kind == TokenKind::Word || it.kind == TokenKind::Mark);
        if no_quote && announced.last().is_none_or(|it| it.raw == ":") {
            reader.at = reader.tokens.len();
            return Some((
                Order::Phrase { changes: Vec::new(), aims: Vec::new(), listed: true },
                Verb::Phrase,
            ));
        }
        return None;
    }
    reader.at = back;
    let aims = reader.places();
    if aims.is_empty() {
        return None;
    }
    if aims.iter().all(|aim| {
        aim.place.steps.is_empty() && aim.target.is_some() && aim.place.part == Default::default()
    }) {
        return Some((Order::End { aims, heir: Heir::Amender }, Verb::Replace));
    }
    reader.eat(&["bằng"]);
    reader.places();
    Some((Order::Replace { aims, or_add: false }, Verb::Replace))
}

fn renumbered(reader: &mut Reader<'_>) -> Option<(Order, Verb)> {
    let from = reader.places();
    reader.eat_any(&[&["hiện", "hành"], &["tương", "ứng"]]);
    if !reader.eat_any(&[&["thành"], &["là"], &["được", "đánh", "số", "thành"]]) {
        return None;
    }
    let to = reader.places();
    (from.len() == to.len() && !from.is_empty())
        .then_some((Order::Renumber { from, to }, Verb::Replace))
}

/// The sentence piece by piece, where a list of what ends is understood in part: each piece is an order of its own.
pub(crate) fn pieces(tokens: &[Token]) -> Vec<(&[Token], Option<Reading>)> {
    let repeals =
        [&["bãi", "bỏ"][..], &["hủy", "bỏ"]].iter().any(|verb| target::words_at(tokens, 0, verb));
    if !repeals {
        return Vec::new();
    }
    let parts = tokens.split(|token| token.kind == TokenKind::Mark && token.raw == ";");
    parts.map(|part| (part, read(part, Some(Verb::Repeal)))).collect()
}
