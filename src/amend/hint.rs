//! What a sentence that was not understood still shows: that it orders something, and which places it names.
//!
//! Only good enough to say "here something was meant for Điều 5, and it was not done"; nothing is done on its word.

use crate::amend::place::{Aim, Reader};
use crate::amend::target;
use crate::amend::token::{Token, TokenKind};
use crate::law::{Step, Unit};
use crate::text::canonical;

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

/// Whether any word that orders occurs in a sentence, however it is meant. Capitals throughout may hide one.
pub(crate) fn may_order(sentence: &str) -> bool {
    const STEMS: [&str; 21] = [
        "sửa",
        "Sửa",
        "sung",
        "bỏ",
        "Bỏ",
        "thay",
        "Thay",
        "đổi",
        "Đổi",
        "chỉnh",
        "chuyển",
        "Chuyển",
        "ánh số",
        "gưng",
        "gừng",
        "đình chỉ",
        "Đình chỉ",
        "xóa",
        "Xóa",
        "xoá",
        "ết hiệu lực",
    ];
    let sentence = canonical(sentence);
    STEMS.iter().any(|stem| sentence.contains(stem)) || !sentence.contains(char::is_lowercase)
}

/// Whether a sentence begins as an instruction does, or says that something is amended or ends.
pub(crate) fn looks_like_order(tokens: &[Token]) -> bool {
    const BEGINNINGS: [&[&str]; 12] = [
        &["sửa", "đổi"],
        &["bổ", "sung"],
        &["bãi", "bỏ"],
        &["hủy", "bỏ"],
        &["thay", "thế"],
        &["thay", "cụm", "từ"],
        &["thay", "từ"],
        &["bỏ", "cụm", "từ"],
        &["bỏ", "từ"],
        &["đổi", "tên"],
        &["ngưng", "hiệu", "lực"],
        &["chuyển", "khoản"],
    ];
    const INSIDE: [&[&str]; 7] = [
        &["được", "sửa", "đổi", "như", "sau"],
        &["bổ", "sung", "như", "sau"],
        &["bị", "bãi", "bỏ"],
        &["được", "thay", "bằng"],
        &["được", "thay", "thế", "bằng"],
        &["được", "bãi", "bỏ"],
        &["được", "đánh", "số"],
    ];
    let inside = |words: &[&str]| (0..tokens.len()).any(|at| target::words_at(tokens, at, words));
    // "Cụm từ “A” được …", not the cụm từ of which a name must be made (Nghị định 99/2019/NĐ-CP).
    let words = target::words_at(tokens, 0, &["cụm", "từ"])
        && tokens.get(2).is_some_and(|it| it.kind != TokenKind::Word);
    // A licence ends too (Thông tư 45/2018/TT-BCT): a text or a unit must be named.
    let ends = inside(&["hết", "hiệu", "lực"]) && !mentioned(tokens).is_empty();
    BEGINNINGS.iter().any(|words| target::words_at(tokens, 0, words))
        || words
        || ends
        || INSIDE.iter().any(|words| inside(words))
}

/// The way to the one điều that a sentence names, though it was not understood.
pub(crate) fn one_article(tokens: &[Token]) -> Vec<Step> {
    let aims = mentioned(tokens);
    let mut steps =
        aims.into_iter().flat_map(|aim| aim.place.steps).filter(|it| it.unit == Unit::Article);
    match steps.next() {
        Some(first) if steps.all(|it| it == first) => vec![first],
        _ => Vec::new(),
    }
}
