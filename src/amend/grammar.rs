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
use crate::amend::place::{Aim, Reader};
use crate::amend::target::{self, Target};
use crate::amend::token::{Token, TokenKind};

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
fn skip_to_list(reader: &mut Reader<'_>) -> Option<()> {
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

/// Passive, and what a list inherits its verb for: "Khoản 2 Điều 17 được sửa đổi, bổ sung như sau:".
fn passive(reader: &mut Reader<'_>, inherited: Option<Verb>) -> Option<(Order, Verb)> {
    if let Some(old) = phrases(reader) {
        // What the list above, or the order before, did to its words goes on for the next.
        let verb = inherited.filter(|it| *it == Verb::Repeal).unwrap_or(Verb::Phrase);
        return passive_phrase(reader, old, inherited).map(|it| (it, verb));
    }
    let vague = some_rules(reader);
    let mut aims = reader.places();
    if aims.is_empty() {
        return None;
    }
    if vague && let Some(first) = aims.first_mut() {
        first.partly = true;
    }
    reader.eat_any(&[&["hiện", "hành"], &["hiện", "nay"]]);
    if reader.eat_any(&[&["được", "sửa", "đổi"], &["sửa", "đổi"]]) {
        let (order, _) = amended_behind(reader, aims)?;
        return Some((order, Verb::Replace));
    }
    if reader.eat_any(&[&["được", "bổ", "sung"], &["bổ", "sung"]]) {
        reader.eat(&["thêm"]);
        if let Some(new) = phrases(reader) {
            let changes = new.into_iter().map(|new| PhraseChange::Append { new }).collect();
            return Some((insert_where(reader, changes, aims)?, Verb::Phrase));
        }
        let units = reader.places();
        if units.is_empty() {
            // "Khoản 5 được bổ sung như sau": it reads anew.
            return Some((Order::Replace { aims, or_add: true }, Verb::Replace));
        }
        let beside = if reader.eat_any(&[&["vào", "sau"], &["sau"]]) {
            let behind = reader.places();
            let known = behind.iter().all(|aim| !aim.place.steps.is_empty());
            (known && !behind.is_empty()).then_some(())?;
            let behind = into(&aims, behind);
            Beside::After(behind)
        } else {
            Beside::Into(aims)
        };
        return Some((Order::Insert { units, beside: Some(beside) }, Verb::Insert));
    }
    if reader.eat_any(&[&["được", "thay", "thế"], &["được", "thay"], &["thay", "thế"]])
    {
        reader.eat(&["bằng"]);
        reader.places();
        return Some((Order::Replace { aims, or_add: false }, Verb::Replace));
    }
    if reader.eat_any(&[
        &["bị", "bãi", "bỏ"],
        &["được", "bãi", "bỏ"],
        &["bãi", "bỏ"],
        &["hủy", "bỏ"],
        &["được", "hủy", "bỏ"],
        &["bị", "hủy", "bỏ"],
        &["hết", "hiệu", "lực", "thi", "hành"],
        &["hết", "hiệu", "lực"],
    ]) {
        if aims.iter().all(|aim| aim.place.steps.is_empty() && aim.target.is_some()) {
            return Some((Order::End { aims, heir: Heir::None }, Verb::Repeal));
        }
        return Some((Order::Repeal { aims }, Verb::Repeal));
    }
    if reader.eat_any(&[&["ngưng", "hiệu", "lực"], &["tạm", "ngưng", "hiệu", "lực"]]) {
        return Some((Order::Suspend { aims }, Verb::Suspend));
    }
    let renumbers: [&[&str]; 9] = [
        &["được", "đánh", "số", "lại", "thành"],
        &["được", "đánh", "số", "thành"],
        &["được", "chuyển", "thành"],
        &["được", "đổi", "thành"],
        &["chuyển", "thành"],
        &["trở", "thành"],
        &["đổi", "thành"],
        &["thành"],
        &["được", "sửa", "thành"],
    ];
    if reader.eat_any(&renumbers) {
        let to = reader.places();
        return (aims.len() == to.len())
            .then_some((Order::Renumber { from: aims, to }, Verb::Replace));
    }
    let over = reader.at_end()
        || reader.sees_mark(&[";", ".", ":", ","])
        || reader.sees(&["như", "sau"])
        || reader.sees(&["và"]);
    let verb = inherited.filter(|_| over)?;
    let order = match verb {
        Verb::Replace => Order::Replace { aims, or_add: true },
        Verb::Insert => Order::Insert { units: aims, beside: None },
        Verb::Repeal
            if aims.iter().all(|aim| aim.place.steps.is_empty() && aim.target.is_some()) =>
        {
            Order::End { aims, heir: Heir::None }
        }
        Verb::Repeal => Order::Repeal { aims },
        Verb::Suspend => Order::Suspend { aims },
        Verb::Phrase => Order::Phrase { changes: Vec::new(), aims, listed: false },
    };
    Some((order, verb))
}

/// "Những quy định về tiếp công dân tại Chương V của Luật …": only some of what stands there, and nobody can tell what.
fn some_rules(reader: &mut Reader<'_>) -> bool {
    let back = reader.at;
    reader.eat_any(&[&["những"], &["các"]]);
    if !reader.eat(&["quy", "định"]) || !reader.eat(&["về"]) {
        reader.at = back;
        return false;
    }
    let end = (reader.at..reader.at + 16).find(|&at| {
        target::words_at(reader.tokens, at, &["tại"])
            || target::words_at(reader.tokens, at, &["của"])
    });
    reader.at = end.unwrap_or(back);
    end.is_some()
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

/// Behind "… được sửa đổi": "bổ sung", "tên", words.
fn amended_behind(reader: &mut Reader<'_>, aims: Vec<Aim>) -> Option<(Order, Verb)> {
    let mut or_add = false;
    loop {
        let back = reader.at;
        if reader.sees_mark(&[","]) || reader.sees(&["và"]) {
            reader.at += 1;
        }
        if reader.eat_any(&[&["bổ", "sung"], &["được", "bổ", "sung"]]) {
            or_add = true;
            continue;
        }
        reader.at = back;
        break;
    }
    reader.eat(&["thành"]);
    // "Điều 5 được sửa đổi, bổ sung khoản 2 như sau": only what is named.
    let named = reader.places();
    let aims = if named.is_empty() { aims } else { into(&aims, named) };
    Some((Order::Replace { aims, or_add }, Verb::Replace))
}

/// Puts `inner` into the one place of `outer`.
fn into(outer: &[Aim], inner: Vec<Aim>) -> Vec<Aim> {
    let [outer] = outer else { return inner };
    let mut inner = inner;
    for aim in &mut inner {
        let above = outer
            .place
            .steps
            .iter()
            .filter(|step| aim.place.steps.first().is_none_or(|first| step.unit < first.unit));
        let mut steps: Vec<_> = above.cloned().collect();
        steps.append(&mut aim.place.steps);
        aim.place.steps = steps;
        aim.place.within = outer.place.within.clone();
        aim.target = aim.target.take().or_else(|| outer.target.clone());
    }
    inner
}

/// Quoted words: `cụm từ “A”`, `các cụm từ “A”, “B”`, `từ “A” và từ “B”`.
fn phrases(reader: &mut Reader<'_>) -> Option<Vec<String>> {
    const NAMES: [&[&str]; 12] = [
        &["các", "cụm", "từ"],
        &["cụm", "từ"],
        &["các", "từ"],
        &["từ"],
        &["từ", "ngữ"],
        &["chữ"],
        &["cụm", "số"],
        &["số"],
        &["đoạn", "văn"],
        &["nội", "dung"],
        &["câu"],
        &["đoạn"],
    ];
    let back = reader.at;
    let mut found = Vec::new();
    loop {
        let here = reader.at;
        reader.eat_any(&[&["một", "số"], &["những"]]);
        let named = reader.eat_any(&NAMES);
        if reader.sees_mark(&[":"]) && named {
            reader.at += 1;
        }
        match reader.token(0) {
            Some(token) if token.kind == TokenKind::Quote && (named || !found.is_empty()) => {
                found.push(token.raw.trim().to_owned());
                reader.at += 1;
            }
            _ => {
                reader.at = here;
                break;
            }
        }
        let behind = reader.at;
        let separated =
            reader.sees_mark(&[",", ";"]) || reader.sees(&["và"]) || reader.sees(&["hoặc"]);
        if separated {
            reader.at += 1;
            reader.eat(&["và"]);
        }
        let again = phrase_follows(reader);
        if !(separated && again) {
            reader.at = behind;
            break;
        }
    }
    if found.is_empty() {
        reader.at = back;
        return None;
    }
    // A comma before "bằng" closes a list.
    if let Some(last) = found.iter().rposition(String::is_empty) {
        found.remove(last);
    }
    (!found.is_empty()).then_some(found)
}

fn phrase_follows(reader: &Reader<'_>) -> bool {
    let mut ahead = reader.clone();
    ahead.eat_any(&[&["các", "cụm", "từ"], &["cụm", "từ"], &["các", "từ"], &["từ"], &["chữ"]]);
    ahead.token(0).is_some_and(|it| it.kind == TokenKind::Quote)
}

/// `[tại …] bằng cụm từ “B” [tại …]`.
fn replace_phrase(reader: &mut Reader<'_>, old: Vec<String>) -> Option<Order> {
    let (mut aims, mut listed) = scope(reader);
    // "cụm từ “A” tại …; cụm từ “B” tại … bằng cụm từ “C”": all become the same.
    let mut others: Vec<(Vec<String>, Vec<Aim>)> = Vec::new();
    while !aims.is_empty() && !listed {
        let back = reader.at;
        if reader.sees_mark(&[",", ";"]) || reader.sees(&["và"]) {
            reader.at += 1;
        }
        let more = phrases(reader).map(|more| (more, scope(reader).0));
        match more.filter(|(_, places)| !places.is_empty()) {
            Some(more) => others.push(more),
            None => {
                reader.at = back;
                break;
            }
        }
    }
    if reader.sees_mark(&[","]) {
        reader.at += 1;
    }
    reader.eat_any(&[
        &["được", "thay", "thế"],
        &["được", "thay"],
        &["được", "sửa", "đổi"],
        &["được", "sửa"],
        &["được", "đổi"],
    ]);
    if !reader.eat_any(&[&["bằng"], &["thành"], &["bởi"]]) {
        return None;
    }
    let new = phrases(reader).or_else(|| bare_quote(reader))?;
    reader.eat(&["tương", "ứng"]);
    if aims.is_empty() && !listed {
        (aims, listed) = scope(reader);
    }
    if others.is_empty() {
        return Some(Order::Phrase { changes: pair(old, new)?, aims, listed });
    }
    let mut orders = vec![Order::Phrase { changes: pair(old, new.clone())?, aims, listed }];
    for (old, aims) in others {
        orders.push(Order::Phrase { changes: pair(old, new.clone())?, aims, listed: false });
    }
    Some(Order::Several(orders))
}

/// `bằng “B”`, without "cụm từ".
fn bare_quote(reader: &mut Reader<'_>) -> Option<Vec<String>> {
    let token = reader.token(0).filter(|it| it.kind == TokenKind::Quote)?;
    reader.at += 1;
    Some(vec![token.raw.trim().to_owned()])
}

/// As many old words as new ones, in their order; or many by one.
fn pair(old: Vec<String>, new: Vec<String>) -> Option<Vec<PhraseChange>> {
    let one = match new.as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    };
    if old.len() != new.len() && one.is_none() {
        return None;
    }
    let filled = new.into_iter().chain(one.into_iter().cycle());
    Some(old.into_iter().zip(filled).map(|(old, new)| PhraseChange::Replace { old, new }).collect())
}

/// "Bổ sung cụm từ “A” vào sau cụm từ “B” tại khoản 2 Điều 5".
fn insert_phrase(reader: &mut Reader<'_>, new: Vec<String>) -> Option<Order> {
    let changes = new.into_iter().map(|new| PhraseChange::Append { new }).collect();
    insert_where(reader, changes, Vec::new())
}

fn insert_where(
    reader: &mut Reader<'_>,
    changes: Vec<PhraseChange>,
    aims: Vec<Aim>,
) -> Option<Order> {
    let mut orders = vec![insert_once(reader, changes.clone(), aims)?];
    // "… vào sau cụm từ “B” tại khoản 1 Điều 24; vào cuối điểm i khoản 2 Điều 39" (Luật 24/2012/QH13).
    loop {
        let back = reader.at;
        while reader.sees_mark(&[",", ";"]) || reader.sees(&["và"]) {
            reader.at += 1;
        }
        let again = reader.sees(&["vào", "cuối"])
            || reader.sees(&["vào", "sau"])
            || reader.sees(&["vào", "trước"]);
        match again.then(|| insert_once(reader, changes.clone(), Vec::new())).flatten() {
            Some(order) => orders.push(order),
            None => {
                reader.at = back;
                break;
            }
        }
    }
    let one = orders.len() == 1;
    if one { orders.pop() } else { Some(Order::Several(orders)) }
}

fn insert_once(
    reader: &mut Reader<'_>,
    changes: Vec<PhraseChange>,
    mut aims: Vec<Aim>,
) -> Option<Order> {
    let mut listed = false;
    if aims.is_empty() {
        let at = reader.at;
        if reader.sees(&["vào", "sau"])
            || reader.sees(&["vào", "trước"])
            || reader.sees(&["vào", "cuối"])
        {
            reader.at = at;
        } else {
            (aims, listed) = scope(reader);
        }
    }
    let mut placed = changes;
    if reader.eat_any(&[&["vào", "ngay", "sau"], &["vào", "sau"], &["ngay", "sau"], &["sau"]]) {
        let anchor = single(phrases(reader)?)?;
        placed = placed
            .into_iter()
            .filter_map(|it| {
                Some(PhraseChange::InsertAfter { anchor: anchor.clone(), new: added(it)? })
            })
            .collect();
    } else if reader.eat_any(&[&["vào", "ngay", "trước"], &["vào", "trước"], &["trước"]])
    {
        let anchor = single(phrases(reader)?)?;
        placed = placed
            .into_iter()
            .filter_map(|it| {
                Some(PhraseChange::InsertBefore { anchor: anchor.clone(), new: added(it)? })
            })
            .collect();
    } else if reader.eat_any(&[&["vào", "cuối"], &["ở", "cuối"]]) {
        aims = reader.places();
    } else {
        // "Bổ sung cụm từ “A” vào khoản 2": nobody can tell where in it.
        return None;
    }
    if aims.is_empty() && !listed {
        (aims, listed) = scope(reader);
    }
    Some(Order::Phrase { changes: placed, aims, listed })
}

fn added(change: PhraseChange) -> Option<String> {
    match change {
        PhraseChange::Append { new } => Some(new),
        _ => None,
    }
}

fn single(phrases: Vec<String>) -> Option<String> {
    let [one] = <[String; 1]>::try_from(phrases).ok()?;
    Some(one)
}

/// "cụm từ “A” tại Điều 5 được thay bằng cụm từ “B”"; in a list below "Thay thế một số cụm từ:" also without a verb.
fn passive_phrase(
    reader: &mut Reader<'_>,
    old: Vec<String>,
    inherited: Option<Verb>,
) -> Option<Order> {
    let back = reader.at;
    if let Some(order) = replace_phrase(reader, old.clone()) {
        return Some(order);
    }
    reader.at = back;
    let (aims, listed) = scope(reader);
    let gone = reader.eat_any(&[&["được", "bãi", "bỏ"], &["bị", "bãi", "bỏ"], &["được", "bỏ"]]);
    (gone || inherited == Some(Verb::Repeal)).then(|| Order::Phrase {
        changes: old.into_iter().map(|old| PhraseChange::Delete { old }).collect(),
        aims,
        listed,
    })
}

/// Where words change: places, "trong toàn bộ Luật", or a list that follows.
fn scope(reader: &mut Reader<'_>) -> (Vec<Aim>, bool) {
    let back = reader.at;
    reader.eat_any(&[&["quy", "định"], &["được", "quy", "định"], &["nêu"], &["có"]]);
    if !reader.eat_any(&[&["tại"], &["ở"], &["trong"], &["của"]]) {
        reader.at = back;
        return (Vec::new(), false);
    }
    let aims = reader.places();
    if !aims.is_empty() {
        return (aims, false);
    }
    // "tại các điều, khoản, điểm sau đây:"
    if skip_to_list(reader).is_some() {
        return (aims, true);
    }
    // "trong toàn bộ văn bản": everywhere.
    if reader.eat_any(&[&["toàn", "bộ", "văn", "bản"], &["toàn", "văn"], &["văn", "bản", "này"]])
    {
        return (aims, false);
    }
    reader.at = back;
    (aims, false)
}

/// The places that a sentence names, understood or not: what an unparsed instruction may aim at.
pub(crate) fn mentioned(tokens: &[Token]) -> Vec<Aim> {
    let mut found = Vec::new();
    let mut reader = Reader::new(tokens);
    while !reader.at_end() {
        let before = reader.at;
        let aims = reader.places();
        if reader.at > before {
            found.extend(aims);
        } else {
            reader.at += 1;
        }
    }
    found
}

/// Whether a sentence begins as an instruction does, or says that something is amended or ends.
pub(crate) fn looks_like_order(tokens: &[Token]) -> bool {
    const BEGINNINGS: [&[&str]; 13] = [
        &["sửa", "đổi"],
        &["bổ", "sung"],
        &["bãi", "bỏ"],
        &["hủy", "bỏ"],
        &["thay", "thế"],
        &["thay", "cụm", "từ"],
        &["thay", "từ"],
        &["bỏ", "cụm", "từ"],
        &["bỏ", "từ"],
        &["cụm", "từ"],
        &["đổi", "tên"],
        &["ngưng", "hiệu", "lực"],
        &["chuyển", "khoản"],
    ];
    const INSIDE: [&[&str]; 8] = [
        &["được", "sửa", "đổi", "như", "sau"],
        &["bổ", "sung", "như", "sau"],
        &["hết", "hiệu", "lực"],
        &["bị", "bãi", "bỏ"],
        &["được", "thay", "bằng"],
        &["được", "thay", "thế", "bằng"],
        &["được", "bãi", "bỏ"],
        &["được", "đánh", "số"],
    ];
    BEGINNINGS.iter().any(|words| target::words_at(tokens, 0, words))
        || (0..tokens.len())
            .any(|at| INSIDE.iter().any(|words| target::words_at(tokens, at, words)))
}
