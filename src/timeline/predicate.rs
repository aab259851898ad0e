//! Vị ngữ: the verb phrases by which enforcement articles speak of time, and where each finds what it speaks of.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::law::EffectKind;

/// How a predicate finds what it speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Voice {
    /// Of what stands before it.
    Before,
    /// Of what follows.
    After,
    /// Of what follows, or else of what stands before.
    Either,
}

/// A verb phrase of time and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Predicate {
    pub(crate) range: Range<usize>,
    pub(crate) kind: EffectKind,
    pub(crate) voice: Voice,
}

static PREDICATES: LazyLock<Regex> = LazyLock::new(|| {
    let shape = r"(?x)
        (?P<continues> \b (?:vẫn\s+)? tiếp\s+tục\s+ (?: (?:có|còn)\s+hiệu\s+lực(?:\s+thi\s+hành)? | (?:được\s+)?(?:áp\s+dụng|thực\s+hiện) ) )
      | (?P<resumes> \b có\s+hiệu\s+lực\s+trở\s+lại )
      | (?P<prolonged> \b kéo\s+dài\s+ (?:thời\s+hạn|thời\s+gian|hiệu\s+lực) (?:\s+(?:áp\s+dụng|thực\s+hiện|thi\s+hành|có\s+hiệu\s+lực|hiệu\s+lực))* )
      | (?P<postponed> \b lùi\s+ (?:(?:thời\s+điểm|ngày|thời\s+hạn)\s+(?:có\s+)?)? hiệu\s+lực (?:\s+thi\s+hành)? )
      | (?P<passive> \b (?:bị|được)\s+ (?:bãi\s+bỏ|thay\s+thế|hủy\s+bỏ) )
      | (?P<ends> \b (?:hết|không\s+còn|chấm\s+dứt|mất)\s+hiệu\s+lực (?:\s+(?:thi\s+hành|toàn\s+bộ|một\s+phần))* )
      | (?P<suspended> \b (?:tạm\s+)?ngưng\s+ (?:hiệu\s+lực(?:\s+thi\s+hành)? | (?:việc\s+)?(?:thi\s+hành|áp\s+dụng|thực\s+hiện)) | \b đình\s+chỉ\s+(?:việc\s+)?thi\s+hành | \b tạm\s+dừng\s+(?:việc\s+)?(?:thi\s+hành|áp\s+dụng) )
      | (?P<begins> \b có\s+hiệu\s+lực (?:\s+thi\s+hành)? )
      | (?P<active> \b (?:thay\s+thế(?:\s+cho)? | bãi\s+bỏ | hủy\s+bỏ) (?:\s+(?:toàn\s+bộ|một\s+phần))? )";
    #[expect(clippy::unwrap_used, reason = "a constant pattern, compiled by every test")]
    Regex::new(shape).unwrap()
});

/// Whether a comparable text has a word that every predicate has one of: most sentences have none, and patterns are dear.
pub(crate) fn may_predicate(text: &str) -> bool {
    const WORDS: [&str; 9] = [
        "hiệu lực",
        "tiếp tục",
        "kéo dài",
        "bãi bỏ",
        "thay thế",
        "hủy bỏ",
        "ngưng",
        "đình chỉ",
        "tạm dừng",
    ];
    // Patterns take any white space between words.
    WORDS.iter().any(|word| text.contains(word)) || text.contains(['\n', '\t', '\u{A0}'])
}

/// The predicates of a comparable text, in order; `in_moment` tells what belongs to a phrase of time (`kể từ ngày Luật này có
/// hiệu lực`).
pub(crate) fn predicates(text: &str, in_moment: &dyn Fn(usize) -> bool) -> Vec<Predicate> {
    let mut found = Vec::new();
    for hit in PREDICATES.captures_iter(text) {
        let Some(whole) = hit.get(0) else { continue };
        let range = whole.range();
        let legal_force = text.get(range.end..).is_some_and(|rest| rest.starts_with(" pháp l"));
        if in_moment(range.start) || legal_force {
            continue;
        }
        let has = |name| hit.name(name).is_some();
        let (kind, voice) = if has("begins") {
            (EffectKind::Begins, Voice::Before)
        } else if has("continues") {
            (EffectKind::Continues, Voice::Before)
        } else if has("resumes") {
            (EffectKind::Resumes, Voice::Before)
        } else if has("postponed") {
            (EffectKind::Begins, Voice::After)
        } else if has("prolonged") {
            (EffectKind::Continues, Voice::After)
        } else if has("suspended") {
            (EffectKind::Suspended, Voice::Either)
        } else if has("active") {
            (EffectKind::Ends, Voice::After)
        } else {
            (EffectKind::Ends, Voice::Before)
        };
        found.push(Predicate { range, kind, voice });
    }
    found
}
