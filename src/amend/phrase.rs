//! Cụm từ: words changed inside paragraphs.
//!
//! Words are found as readers find them: letter case, tone placement and double spaces aside, but only between word
//! boundaries ("quy hoạch" is not found in "quy hoạchs"). All places are looked at before the first is changed.

use crate::amend::instruction::PhraseChange;
use crate::amend::refusal::Refusal;
use crate::amend::tree::{Branch, Cause, Piece, Words};
use crate::law::Unit;
use crate::text::{Form, Normal, Span};

/// What one change does to one paragraph: which stretches become what.
type Edits = Vec<(Span, String)>;

/// Changes words in everything a unit says; with `heading` in its name too.
pub(crate) fn change_unit(
    unit: &mut Branch,
    change: &PhraseChange,
    cause: Cause,
    place: &str,
) -> Result<(), Refusal> {
    let single = unit.step.unit > Unit::Article;
    let mut texts = Vec::new();
    if let Some(heading) = &mut unit.heading {
        texts.push(heading);
    }
    for piece in &mut unit.content {
        gather(piece, &mut texts);
    }
    change_all(&mut texts, change, cause, (place, single))
}

/// All paragraphs and headings in a piece.
pub(crate) fn gather<'a>(piece: &'a mut Piece, texts: &mut Vec<&'a mut Words>) {
    match piece {
        Piece::Paragraph(words) | Piece::Quoted(words) => texts.push(words),
        Piece::Table(_) => {}
        Piece::Unit(unit) => {
            texts.extend(unit.heading.as_mut());
            for piece in &mut unit.content {
                gather(piece, texts);
            }
        }
    }
}

/// Changes words in all of `texts`, or refuses and changes nothing. The place is told to the reader, with whether it is
/// small enough that a single word is meant.
pub(crate) fn change_all(
    texts: &mut [&mut Words],
    change: &PhraseChange,
    cause: Cause,
    (place, single): (&str, bool),
) -> Result<(), Refusal> {
    if let PhraseChange::Append { new } = change {
        let last = texts.last_mut().ok_or_else(|| Refusal::NoSuchTarget(place.to_owned()))?;
        append(last, new, cause);
        return Ok(());
    }
    let planned: Vec<Edits> = texts.iter().map(|words| plan(&words.text, change)).collect();
    let count: usize = planned.iter().map(Vec::len).sum();
    let phrase = sought(change).to_owned();
    if count == 0 {
        return Err(Refusal::PhraseNotFound { phrase, place: place.to_owned() });
    }
    // One syllable ("và") is part of too many words to be meant wherever it stands. Behind which of several anchors new
    // words go, official texts decide now one way, now the other (Luật 93/2015/QH13: Điều 235 all, Điều 311 the first).
    let inserts =
        matches!(change, PhraseChange::InsertAfter { .. } | PhraseChange::InsertBefore { .. });
    let one_syllable = phrase.split_whitespace().count() < 2;
    if count > 1 && (inserts || single && one_syllable) {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        return Err(Refusal::PhraseFoundMoreOften { phrase, place: place.to_owned(), count });
    }
    for (words, edits) in texts.iter_mut().zip(planned) {
        for (span, new) in edits.into_iter().rev() {
            words.splice(span, &new, cause);
        }
    }
    Ok(())
}

fn sought(change: &PhraseChange) -> &str {
    match change {
        PhraseChange::Replace { old, .. } | PhraseChange::Delete { old } => old,
        PhraseChange::InsertAfter { anchor, .. } | PhraseChange::InsertBefore { anchor, .. } => {
            anchor
        }
        PhraseChange::Append { .. } => "",
    }
}

/// New words at the end of a paragraph, before its full stop or semicolon.
fn append(words: &mut Words, new: &str, cause: Cause) {
    let end = words.text.trim_end_matches(['.', ';', ',', ' ']).len();
    let joint = if new.starts_with([',', ';', '.']) { "" } else { " " };
    words.splice(Span::new(end, end), &format!("{joint}{new}"), cause);
}

/// The stretches of a paragraph that a change touches, from left to right, and what each becomes.
fn plan(text: &str, change: &PhraseChange) -> Edits {
    let found = occurrences(text, sought(change));
    match change {
        PhraseChange::Replace { old, new } => {
            // "A" by "A và B": where "A và B" stands already, nothing is to be done.
            let already = occurrences(text, new);
            let grows = !occurrences(new, old).is_empty();
            found
                .into_iter()
                .filter(|span| !(grows && already.iter().any(|it| it.contains(*span))))
                .map(|span| (span, cased(span.of(text), new)))
                .collect()
        }
        PhraseChange::Delete { .. } => found.into_iter().map(|span| without(text, span)).collect(),
        PhraseChange::InsertAfter { new, .. } => {
            let joint = if new.starts_with([',', ';', '.']) { "" } else { " " };
            found
                .into_iter()
                .map(|it| (Span::new(it.end as usize, it.end as usize), format!("{joint}{new}")))
                .collect()
        }
        PhraseChange::InsertBefore { new, .. } => {
            let at = |it: Span| Span::new(it.start as usize, it.start as usize);
            found.into_iter().map(|it| (at(it), format!("{new} "))).collect()
        }
        PhraseChange::Append { .. } => Vec::new(),
    }
}

/// The new words with a capital where the old ones had one and the new ones do not say otherwise.
fn cased(old: &str, new: &str) -> String {
    let capital = old.starts_with(char::is_uppercase);
    let shouted = old.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
        && old.chars().filter(|c| c.is_alphabetic()).count() > 1;
    if shouted {
        return new.to_uppercase();
    }
    let mut letters = new.chars();
    match letters.next() {
        Some(first) if capital => first.to_uppercase().chain(letters).collect(),
        _ => new.to_owned(),
    }
}

/// What goes, and the capital that the next word takes over where a paragraph began with what goes.
fn without(text: &str, span: Span) -> (Span, String) {
    let gone = with_space(text, span);
    let begins = text.get(..gone.start as usize).is_some_and(|it| it.trim().is_empty());
    let capital = span.of(text).starts_with(char::is_uppercase);
    let rest = text.get(gone.end as usize..).unwrap_or_default();
    match rest.chars().next().filter(|_| begins && capital) {
        Some(next) => {
            let end = gone.end as usize + next.len_utf8();
            (Span::new(gone.start as usize, end), next.to_uppercase().collect())
        }
        None => (gone, String::new()),
    }
}

/// A stretch with the space that would stand double when it is gone.
fn with_space(text: &str, span: Span) -> Span {
    let (start, end) = (span.start as usize, span.end as usize);
    let before = text.get(..start).unwrap_or_default();
    let after = text.get(end..).unwrap_or_default();
    if before.ends_with(' ')
        && (after.is_empty() || after.starts_with([' ', ',', ';', '.', ':', ')']))
    {
        return Span::new(start - 1, end);
    }
    if before.is_empty() && after.starts_with(' ') {
        return Span::new(start, end + 1);
    }
    span
}

/// Where a phrase stands between word boundaries, from left to right, without overlap.
fn occurrences(text: &str, phrase: &str) -> Vec<Span> {
    let level = |it: &str| Normal::of(it, Form::Comparable);
    let view = level(text);
    let phrase = level(phrase).text.split_whitespace().collect::<Vec<_>>().join(" ");
    if phrase.is_empty() {
        return Vec::new();
    }
    let inner = |c: char| c.is_alphanumeric();
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(offset) = view.text.get(from..).and_then(|rest| rest.find(&phrase)) {
        let (start, end) = (from + offset, from + offset + phrase.len());
        let before = view.text.get(..start).and_then(|it| it.chars().next_back());
        let after = view.text.get(end..).and_then(|it| it.chars().next());
        let opens = !phrase.starts_with(inner) || !before.is_some_and(inner);
        let closes = !phrase.ends_with(inner) || !after.is_some_and(inner);
        if opens && closes {
            found.push(view.to_source(start..end));
            from = end;
        } else {
            from = start + phrase.chars().next().map_or(1, char::len_utf8);
        }
    }
    found
}

impl Words {
    /// Puts `new` in place of a stretch, and remembers by whom.
    pub(crate) fn splice(&mut self, span: Span, new: &str, cause: Cause) {
        if self.text.get(span.range()).is_none() {
            return;
        }
        self.text.replace_range(span.range(), new);
        let (start, end) = (span.start as usize, span.end as usize);
        let behind = start + new.len();
        let moved = |at: usize| {
            if at <= start {
                at
            } else if at >= end {
                at - end + behind
            } else {
                behind
            }
        };
        let mut touched: Vec<(Span, Cause)> = Vec::with_capacity(self.touched.len() + 1);
        for &(old, by) in &self.touched {
            let old = old.range();
            if old.start < start && old.end > end {
                // The new words stand inside an older change: it goes on behind them.
                touched.push((Span::new(old.start, start), by));
                touched.push((Span::new(behind, moved(old.end)), by));
            } else if old.start < start || old.start >= end || old.end > end {
                let from =
                    if old.start >= start && old.start < end { behind } else { moved(old.start) };
                let to = if old.end > start && old.end <= end { start } else { moved(old.end) };
                touched.push((Span::new(from, to), by));
            }
        }
        touched.push((Span::new(start, behind), cause));
        touched.sort();
        self.touched = touched;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(text: &str, change: &PhraseChange) -> Result<String, Refusal> {
        let mut words = Words::plain(text);
        change_all(&mut [&mut words], change, Cause(1), ("khoản 1 Điều 1", true))?;
        Ok(words.text)
    }

    #[test]
    fn words_change_between_boundaries_only() {
        let replace = |old: &str, new: &str| PhraseChange::Replace {
            old: old.to_owned(),
            new: new.to_owned(),
        };
        let cases = [
            ("Uỷ ban huyện họp.", replace("ủy ban huyện", "ủy ban xã"), "Ủy ban xã họp."),
            (
                "họ tộc lớn và họ tộc",
                replace("họ tộc", "dòng họ tộc"),
                "dòng họ tộc lớn và dòng họ tộc",
            ),
            (
                "quy hoạch và quy hoạch khác",
                replace("quy hoạch", "quy hoạch và quy hoạch khác"),
                "quy hoạch và quy hoạch khác",
            ),
        ];
        for (text, change, expected) in cases {
            match changed(text, &change) {
                Ok(found) => assert_eq!(found, expected),
                Err(Refusal::PhraseNotFound { .. }) => assert_eq!(text, expected),
                Err(other) => panic!("{other}"),
            }
        }
        assert!(matches!(
            changed("họ hàng và họ", &replace("họ", "dòng họ")),
            Err(Refusal::PhraseFoundMoreOften { count: 2, .. })
        ));
        let delete = PhraseChange::Delete { old: "và xã".to_owned() };
        assert_eq!(changed("cấp huyện và xã, thôn", &delete).unwrap(), "cấp huyện, thôn");
        let insert =
            PhraseChange::InsertAfter { anchor: "huyện".to_owned(), new: ", xã".to_owned() };
        assert_eq!(changed("cấp huyện họp", &insert).unwrap(), "cấp huyện, xã họp");
        assert!(matches!(
            changed("huyện, huyện", &insert),
            Err(Refusal::PhraseFoundMoreOften { .. })
        ));
        assert!(matches!(changed("quận", &insert), Err(Refusal::PhraseNotFound { .. })));
    }

    #[test]
    fn stretches_remember_who_put_them_there() {
        let mut words = Words::plain("một hai ba");
        words.splice(Span::new(4, 8), "bốn năm", Cause(1));
        assert_eq!(words.touched.first().map(|(span, _)| span.of(&words.text)), Some("bốn năm"));
        let before = words.text.find("năm").unwrap();
        words.splice(Span::new(before, before + 4), "sáu", Cause(2));
        let stretches: Vec<_> = words
            .touched
            .iter()
            .map(|(span, by)| (span.of(&words.text).to_owned(), by.0))
            .collect();
        assert_eq!(stretches, [("bốn ".to_owned(), 1), ("sáu".to_owned(), 2)]);
    }
}
