//! Headings: what on and below the line of a mark is the name of the unit, and what its first words.

use crate::law::{Content, Unit, UnitId};
use crate::structure::back;
use crate::structure::line::Line;
use crate::structure::marker::{Sign, is_shouted};
use crate::structure::nest::Nest;
use crate::text::Span;

impl Nest<'_, '_> {
    /// Reads heading and first words of a unit just opened; returns the index of the next line.
    pub(super) fn words_of(&mut self, unit: Unit, id: UnitId, at: usize, end: usize) -> usize {
        let Some(line) = self.lines.get(at) else { return at + 1 };
        let rest = line.rest_span();
        match unit {
            Unit::Part | Unit::Chapter | Unit::Section | Unit::Subsection => {
                self.division_title(id, rest, at, end)
            }
            Unit::Article => self.article_heading(id, rest, at, end),
            Unit::Clause if !self.has_articles && !rest.is_empty() && self.heads_more(at, end) => {
                self.set_heading(id, rest);
                at + 1
            }
            _ => {
                if !rest.is_empty() {
                    self.attach(Content::Paragraph(rest));
                }
                at + 1
            }
        }
    }

    /// A line of a text without điều that heads what follows: no closing punctuation, and something does follow.
    fn heads_more(&self, at: usize, end: usize) -> bool {
        let Some(line) = self.lines.get(at) else { return false };
        let open_ended = !line.words().ends_with(['.', ';', ':', ',', '”']);
        open_ended
            && self.lines.get(at + 1).is_some_and(|next| {
                let marker = next.live_marker().map(|it| it.sign);
                at + 1 < end && !matches!(marker, Some(Sign::Number | Sign::Roman | Sign::Capital))
            })
    }

    /// `Chương I` + `NHỮNG QUY ĐỊNH CHUNG` on the next line or lines.
    fn division_title(&mut self, id: UnitId, rest: Span, at: usize, end: usize) -> usize {
        let mut heading = (!rest.is_empty()).then_some(rest);
        let mut next = at + 1;
        while next < end && next < at + 5 {
            let Some(line) = self.lines.get(next) else { break };
            let words = line.words();
            let plain =
                line.marker.is_none() && !line.quoted && !line.contents && line.table.is_none();
            let shouted = is_shouted(words);
            let first = heading.is_none()
                && words.chars().count() < 200
                && !words.ends_with(['.', ';', ':']);
            let goes_on = heading.is_some_and(|before| is_shouted(self.text_of(before)));
            if !(plain && (first || shouted && goes_on)) {
                break;
            }
            heading = Some(heading.map_or(line.span, |before| before.to(line.span)));
            next += 1;
        }
        if let Some(heading) = heading {
            self.set_heading(id, heading);
        }
        next
    }

    /// `Điều 5. Tên`, `Điều 5` + name on the next line, or an article without a name whose sentence follows the number.
    fn article_heading(&mut self, id: UnitId, rest: Span, at: usize, end: usize) -> usize {
        let after = self.lines.get(at + 1).filter(|_| at + 1 < end);
        let next_is_body = after.is_some_and(|line| !opens_larger(line));
        if !rest.is_empty() {
            let words = self.text_of(rest).trim();
            // A name may end in a full stop (Luật 27/2001/QH10, Điều 27) where the other điều of the text have names.
            let named = next_is_body
                && (self.headed && words.chars().count() <= 300 || words.chars().count() <= 120);
            let decides = !self.headed && words.ends_with('.') && is_decision(words, after);
            let sentence = words.ends_with([';', ':']) || words.ends_with('.') && !named || decides;
            if sentence || words.chars().count() > 500 {
                self.attach(Content::Paragraph(rest));
            } else {
                self.set_heading(id, rest);
            }
            return at + 1;
        }
        let Some(line) = after else { return at + 1 };
        let words = line.words();
        let short = words.chars().count() <= 160 && !words.ends_with(['.', ';', ':', ',']);
        let body_behind =
            self.lines.get(at + 2).filter(|_| at + 2 < end).is_some_and(|line| !opens_larger(line));
        if line.marker.is_none() && !line.quoted && line.table.is_none() && short && body_behind {
            self.set_heading(id, line.span);
            return at + 2;
        }
        at + 1
    }

    fn set_heading(&mut self, id: UnitId, heading: Span) {
        if let Some(provision) = self.provisions.get_mut(id.0 as usize) {
            provision.heading = Some(heading);
        }
    }
}

/// `Điều 1. Phê duyệt danh sách kèm theo Quyết định này.`: a decision in one sentence, not a name, though a table or a
/// signature follows (decisions of provinces).
fn is_decision(words: &str, after: Option<&Line<'_>>) -> bool {
    const VERBS: [&str; 10] = [
        "ban hành",
        "phê duyệt",
        "giao ",
        "công bố",
        "thành lập",
        "bãi bỏ",
        "công nhận",
        "thông qua",
        "ủy quyền",
        "bổ nhiệm",
    ];
    let lower = words.to_lowercase();
    lower.contains(" này ")
        || lower.ends_with(" này.")
        || lower.contains("chịu trách nhiệm")
        || VERBS.iter().any(|verb| lower.starts_with(verb))
        || after.is_some_and(|next| next.table.is_some() || back::closes(next))
}

/// Whether most điều of a text have a name on the line of their number, and their words below it.
pub(super) fn is_headed(lines: &[Line<'_>]) -> bool {
    let articles = lines.iter().zip(lines.iter().skip(1)).filter(|(line, next)| {
        line.live_marker().is_some_and(|it| it.sign == Sign::Article && it.rest < line.text.len())
            && !opens_larger(next)
    });
    let (mut named, mut all) = (0usize, 0usize);
    for (line, _) in articles {
        all += 1;
        named += usize::from(!line.words().ends_with(['.', ';', ':']));
    }
    all >= 3 && named * 10 >= all * 8
}

/// Whether a line opens an article or something larger.
fn opens_larger(line: &Line<'_>) -> bool {
    let sign = line.live_marker().map(|marker| marker.sign);
    matches!(
        sign,
        Some(Sign::Article | Sign::Chapter | Sign::Section | Sign::Subsection | Sign::Part)
    )
}
