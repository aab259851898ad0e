//! Places before their verb: "Khoản 2 Điều 17 được sửa đổi, bổ sung như sau:", "Chương V của Luật … hết hiệu lực"; and items
//! of lists, whose verb stands above them.
//!
//! The usual form of the laws of 1997 to 2012.

use crate::amend::grammar::{Beside, Order, Verb};
use crate::amend::instruction::{Heir, PhraseChange};
use crate::amend::place::{Aim, Reader};
use crate::amend::target;
use crate::amend::wording::{insert_where, passive_phrase, phrases};

/// Passive, and what a list inherits its verb for: "Khoản 2 Điều 17 được sửa đổi, bổ sung như sau:".
pub(crate) fn passive(reader: &mut Reader<'_>, inherited: Option<Verb>) -> Option<(Order, Verb)> {
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
