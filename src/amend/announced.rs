//! What an amending document says of itself: that it amends, which text, and the numbers of the texts it speaks of.

use crate::amend::target::{self, Target};
use crate::amend::token::tokens;
use crate::law::{Document, Role};
use crate::text::comparable;

/// Whether the text says of itself that it amends others.
pub(crate) fn is_amending(document: &Document) -> bool {
    let title = comparable(&document.title);
    ["sửa đổi", "bổ sung", "bãi bỏ", "thay thế", "đính chính", "ngưng hiệu lực", "điều chỉnh"]
        .iter()
        .any(|it| title.contains(it))
}

/// The one text that the title, or the sentence that enacts it, says is amended.
pub(crate) fn named_by_title(document: &Document) -> Option<Target> {
    let enacting =
        document.lines_of(Role::Enacting).filter(|line| comparable(line).contains("sửa đổi"));
    let title = format!("{} {}", document.kind.name(), document.title);
    let sources = enacting.map(str::to_owned).chain([title]);
    sources.into_iter().find_map(|line| {
        let tokens = tokens(&line);
        let of = (0..tokens.len()).find(|&at| {
            target::words_at(&tokens, at, &["điều", "của"])
                || target::words_at(&tokens, at, &["khoản", "của"])
                || target::words_at(&tokens, at, &["điểm", "của"])
                || target::words_at(&tokens, at, &["dung", "của"])
        });
        target::read(&tokens, of? + 2).map(|(target, _)| target).filter(|it| !it.own)
    })
}

/// The texts that căn cứ and enacting sentence name with their numbers; the điều below often leave the numbers out.
pub(crate) fn known_texts(document: &Document) -> Vec<Target> {
    let lines = document.lines_of(Role::Ground).chain(document.lines_of(Role::Enacting));
    let mut known = Vec::new();
    for line in lines {
        let tokens = tokens(line);
        let texts = (0..tokens.len()).filter_map(|at| target::read(&tokens, at));
        known
            .extend(texts.map(|(it, _)| it).filter(|it| it.number.is_some() && it.title.is_some()));
    }
    known
}
