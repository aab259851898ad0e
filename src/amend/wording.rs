//! Cụm từ in instructions: "thay thế cụm từ “A” bằng cụm từ “B” tại các điều …", "bổ sung cụm từ “A” vào sau cụm từ “B”".
//!
//! The part of the grammar that quotes words instead of units; places come before, between or behind the quotations.

use crate::amend::grammar::{Order, Verb, skip_to_list};
use crate::amend::instruction::PhraseChange;
use crate::amend::place::{Aim, Reader};
use crate::amend::token::TokenKind;

/// Quoted words: `cụm từ “A”`, `các cụm từ “A”, “B”`, `từ “A” và từ “B”`.
pub(crate) fn phrases(reader: &mut Reader<'_>) -> Option<Vec<String>> {
    phrases_up_to(reader, usize::MAX)
}

/// At most `most` quoted words: for one old phrase there is one new one, and what follows is the next order.
fn phrases_up_to(reader: &mut Reader<'_>, most: usize) -> Option<Vec<String>> {
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
        if !(separated && again) || found.len() >= most {
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
pub(crate) fn replace_phrase(reader: &mut Reader<'_>, old: Vec<String>) -> Option<Order> {
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
    let most = if others.is_empty() { old.len() } else { 1 };
    let new = phrases_up_to(reader, most).or_else(|| bare_quote(reader))?;
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
pub(crate) fn insert_phrase(reader: &mut Reader<'_>, new: Vec<String>) -> Option<Order> {
    let changes = new.into_iter().map(|new| PhraseChange::Append { new }).collect();
    insert_where(reader, changes, Vec::new())
}

pub(crate) fn insert_where(
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
pub(crate) fn passive_phrase(
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
pub(crate) fn scope(reader: &mut Reader<'_>) -> (Vec<Aim>, bool) {
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
