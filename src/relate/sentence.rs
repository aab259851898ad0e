//! What a citation does, from the words around it in its sentence.

use crate::cite::Cited;
use crate::law::{Document, Kind, Role};
use crate::relate::RelationKind;

/// What the text does to what `cited` cites.
///
/// Its own provisions are only mentioned, and so is everything inside new text for another document.
pub fn kind_of(document: &Document, cited: &Cited) -> RelationKind {
    if cited.citation.quoted || cited.is_own() {
        return RelationKind::Cites;
    }
    if cited.ground {
        return grounds(document, cited);
    }
    if document.kind == Kind::Consolidation && cited.from.is_none() {
        return RelationKind::Consolidates;
    }
    let span = cited.sentence(document);
    let sentence = document.text(span);
    let at = (cited.citation.span.start - span.start) as usize;
    let before = sentence.get(..at).unwrap_or_default().to_lowercase();
    let length = cited.citation.span.len();
    let after = sentence.get(at + length..).unwrap_or_default().to_lowercase();
    instructed(&before)
        .or_else(|| enacted(&before).filter(|_| cited.from.is_none()))
        .or_else(|| ended(&before, &after))
        .or_else(|| guides(&before))
        .unwrap_or(RelationKind::Cites)
}

/// `Căn cứ Luật …;` rests on it; what is named there as having changed the law is a ground too.
fn grounds(document: &Document, cited: &Cited) -> RelationKind {
    let line = document
        .lines
        .iter()
        .find(|it| it.role == Role::Ground && it.span.contains(cited.citation.span));
    let words = line
        .map_or("", |it| document.text(it.span))
        .trim_start_matches(|c: char| !c.is_alphabetic());
    match words.to_lowercase().starts_with("căn cứ") {
        true => RelationKind::Ground,
        false => RelationKind::Cites,
    }
}

/// `Sửa đổi, bổ sung một số điều của …`, `Bãi bỏ Điều 5 …`: the first verb of the sentence decides.
fn instructed(before: &str) -> Option<RelationKind> {
    let words = before.trim_start_matches(|c: char| !c.is_alphabetic());
    // "a) Sửa đổi": the letter of the point is no word of the sentence.
    let words = match words.split_once([')', '.']) {
        Some((mark, rest)) if mark.chars().count() <= 3 => rest.trim_start(),
        _ => words,
    };
    const VERBS: [(&str, RelationKind); 12] = [
        ("sửa đổi", RelationKind::Amends),
        ("bổ sung", RelationKind::Amends),
        ("thay thế cụm", RelationKind::Amends),
        ("thay thế từ", RelationKind::Amends),
        ("thay cụm", RelationKind::Amends),
        ("bỏ cụm", RelationKind::Amends),
        ("thay thế", RelationKind::Replaces),
        ("bãi bỏ", RelationKind::Repeals),
        ("hủy bỏ", RelationKind::Repeals),
        ("huỷ bỏ", RelationKind::Repeals),
        ("ngưng hiệu lực", RelationKind::Suspends),
        ("đính chính", RelationKind::Corrects),
    ];
    VERBS.iter().find(|(verb, _)| words.starts_with(verb)).map(|(_, kind)| *kind)
}

/// `Quốc hội ban hành Luật sửa đổi, bổ sung một số điều của …`: what the text that is enacted says of itself.
fn enacted(before: &str) -> Option<RelationKind> {
    let (_, named) = before.rsplit_once("ban hành ")?;
    let (_, length) = Kind::at_start(named)?;
    instructed(named.get(length..)?)
}

/// `… hết hiệu lực kể từ ngày Luật này có hiệu lực`, `Nghị định này thay thế …`
fn ended(before: &str, after: &str) -> Option<RelationKind> {
    let tail: String = after.chars().take(260).collect();
    let head: String =
        before.chars().rev().take(160).collect::<Vec<_>>().into_iter().rev().collect();
    if head.contains("này thay thế") || head.trim_end().ends_with("thay thế") {
        return Some(RelationKind::Replaces);
    }
    if head.contains("này bãi bỏ") || head.trim_end().ends_with("bãi bỏ") {
        return Some(RelationKind::Repeals);
    }
    let still = tail.contains("tiếp tục có hiệu lực") || tail.contains("cho đến khi");
    let by_chain = ["theo", "bởi"].iter().any(|it| head.trim_end().ends_with(it));
    (tail.contains("hết hiệu lực") && !still && !by_chain).then_some(RelationKind::Replaces)
}

/// `Nghị định này quy định chi tiết một số điều của …`
fn guides(before: &str) -> Option<RelationKind> {
    let speaks = before.contains("này quy định chi tiết")
        || before.contains("này hướng dẫn")
        || before.contains("này quy định về việc hướng dẫn")
        || before.contains("này quy định chi tiết và hướng dẫn")
        || before.contains("này quy định")
            && (before.contains("chi tiết thi hành") || before.contains("hướng dẫn thi hành"));
    speaks.then_some(RelationKind::Guides)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_enacting_sentence_tells_what_the_text_does() {
        for (before, kind) in [
            (
                "quốc hội ban hành luật sửa đổi, bổ sung một số điều của ",
                Some(RelationKind::Amends),
            ),
            ("chính phủ ban hành nghị định bãi bỏ ", Some(RelationKind::Repeals)),
            ("bộ trưởng ban hành thông tư hướng dẫn ", None),
            ("việc ban hành văn bản quy định tại ", None),
        ] {
            assert_eq!(enacted(before), kind, "{before}");
        }
    }
}
