//! Names of documents met in one text: what a later, shorter name stands for.
//!
//! "Luật Đất đai số 31/2024/QH15" in a căn cứ, "Luật Đất đai" below; "(sau đây gọi là Luật)" and then "khoản 2 Điều 10 của
//! Luật". A bare "của Luật" that nothing declares is no provision of the text at hand when that is a decree: it stays vague.

use std::collections::HashMap;

use crate::cite::find::find;
use crate::cite::mention::{Base, Dated, DocumentName, Mention, Named};
use crate::cite::reader::{by_chain, same_kind, written};
use crate::law::Kind;
use crate::text::{Form, Normal, Span, comparable, initials};

/// The names met so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    /// Names met with a number or date, by kind and title; and names declared for short.
    met: HashMap<(Option<Kind>, String), DocumentName>,
    /// Kinds that were declared to stand for one document: `(sau đây gọi là Luật)`.
    bare: HashMap<Kind, DocumentName>,
    /// Serial and year of the numbers met in full, by kind; none where two begin alike.
    numbers: HashMap<(Kind, String), Option<DocumentName>>,
    /// The document of each kind that was named last.
    last: HashMap<Kind, DocumentName>,
}

/// Kinds that stand alone for a document named before.
const ALONE: [(&str, Kind); 5] = [
    ("Bộ luật", Kind::Code),
    ("Luật", Kind::Law),
    ("Pháp lệnh", Kind::Ordinance),
    ("Nghị định", Kind::Decree),
    ("Nghị quyết", Kind::Resolution),
];

/// Words behind a kind that say which text is meant, or that it is another word.
const OTHERS: [&str; 13] =
    ["này", "số", "nêu", "trên", "nói", "đó", "sửa", "ban", "về", "liên", "năm", "ngày", "sư"];

impl Names {
    /// `Thông tư hướng dẫn thi hành Nghị định số 38/2006/NĐ-CP`: "Điều 6 của Nghị định" in it is of the one decree that the title
    /// names.
    pub(super) fn entitled(&mut self, title: &[Mention]) {
        for (_, kind) in ALONE {
            let mut same = title.iter().filter_map(written).filter(|it| it.kind == Some(kind));
            if let (Some(only), None) = (same.next(), same.next()) {
                self.bare.insert(kind, only.clone());
            }
        }
    }

    /// A title met before with its number or date stands for the same document.
    pub(super) fn complete(&mut self, name: DocumentName) -> DocumentName {
        let name = self.met_before(name);
        if let Some(kind) = name.kind {
            self.last.insert(kind, name.clone());
        }
        name
    }

    /// `Pháp lệnh này` in a circular: the ordinance that was named last (Thông tư 21/2011/TT-BCA, Điều 4).
    pub(super) fn last_of(&self, kind: Kind) -> Option<&DocumentName> {
        self.last.get(&kind)
    }

    /// `Thông tư liên tịch số 01/2017`, whose number was given in full before.
    fn numbered_before(&mut self, name: DocumentName) -> DocumentName {
        let (Some(kind), Some(number)) = (name.kind, &name.number) else { return name };
        let mut parts = number.splitn(3, '/');
        let (Some(serial), Some(year)) = (parts.next(), parts.next()) else { return name };
        let key = (kind, format!("{serial}/{year}"));
        if parts.next().is_none() {
            return self.numbers.get(&key).cloned().flatten().unwrap_or(name);
        }
        let met = self.numbers.entry(key).or_insert_with(|| Some(name.clone()));
        if met.as_ref().is_some_and(|it| it.number != name.number) {
            *met = None;
        }
        name
    }

    fn met_before(&mut self, name: DocumentName) -> DocumentName {
        let name = self.numbered_before(name);
        let Some(title) = &name.title else { return name };
        let key = (name.kind, comparable(title));
        // The first that is named in full is the one the text rests on; "Luật Đất đai năm 2013" in a transitional clause is not.
        if name.number.is_some() || matches!(name.dated, Some(Dated::Day(_))) {
            self.met.entry(key).or_insert_with(|| name.clone());
            return name;
        }
        if name.dated.is_some() {
            return name;
        }
        self.met.get(&key).or_else(|| self.abbreviated(&name)).cloned().unwrap_or(name)
    }

    /// `Luật TTTM`: the one name met before that has these initials.
    fn abbreviated(&self, name: &DocumentName) -> Option<&DocumentName> {
        let letters = name.title.as_ref().filter(|it| it.chars().all(char::is_uppercase))?;
        let letters = letters.to_lowercase();
        let same = |it: &&DocumentName| {
            it.kind == name.kind
                && it.title.as_ref().is_some_and(|it| initials(it).contains(&letters))
        };
        let mut found = self.met.values().filter(same);
        let first = found.next()?;
        found.all(|it| it == first).then_some(first)
    }

    /// `điểm a, b khoản 2 Điều 9 của Luật Hoạt động của Hội đồng nhân dân`: a title cut at a word where titles may end goes on as
    /// far as one that was met in full before, for all members of the list.
    pub(super) fn lengthen(&self, mentions: &mut [Mention], paragraph: &str) {
        let mut longer: Option<(DocumentName, DocumentName)> = None;
        for mention in mentions.iter_mut().rev() {
            let Named::Written(name) = &mut mention.document else { continue };
            if let Some((cut, whole)) = &longer
                && name == cut
            {
                *name = whole.clone();
            } else if let Some((taken, title)) = self.met_title(name, paragraph, mention.span) {
                let end = mention.span.end as usize + taken;
                mention.span = Span::new(mention.span.start as usize, end);
                let cut = name.clone();
                name.title = Some(title);
                longer = Some((cut, name.clone()));
            }
        }
    }

    /// The longest title met before that starts as `name` and goes on as the paragraph does behind `span`; with the bytes that
    /// it takes there.
    fn met_title(
        &self,
        name: &DocumentName,
        paragraph: &str,
        span: Span,
    ) -> Option<(usize, String)> {
        let title =
            name.title.as_ref().filter(|_| name.number.is_none() && name.dated.is_none())?;
        let short = comparable(title);
        let behind = Normal::of(paragraph.get(span.end as usize..)?, Form::Comparable);
        let same_kind = self.met.values().filter(|it| it.kind == name.kind);
        let longer = same_kind.filter_map(|it| {
            let whole = it.title.as_ref()?;
            let key = comparable(whole);
            let rest = key.strip_prefix(&short).filter(|it| it.starts_with(' '))?;
            let left = behind.text.strip_prefix(rest)?;
            let taken = behind.to_source(0..behind.text.len() - left.len()).end as usize;
            (!left.starts_with(char::is_alphanumeric)).then(|| (taken, whole.clone()))
        });
        longer.max()
    }

    /// `(sau đây gọi là Luật Tổ chức)`: from here on the short name stands for the document before it.
    pub(super) fn declare(&mut self, paragraph: &str, mentions: &[Mention]) {
        for (at, _) in paragraph.match_indices("sau đây ") {
            let after = paragraph.get(at + "sau đây ".len()..).unwrap_or_default();
            let end = after.find([')', ';', '\n']).unwrap_or(after.len());
            let words = after.get(..end).unwrap_or_default();
            let Some((_, short)) = words.split_once(" là ") else { continue };
            let kind = Kind::at_start(short.trim()).map(|(kind, _)| kind);
            let together = words.contains(" chung ");
            let Some(name) = declared(paragraph, mentions, at, kind, together) else { continue };
            if let Some((_, kind)) = ALONE.into_iter().find(|(word, _)| short.trim() == *word) {
                self.bare.insert(kind, name);
                continue;
            }
            if let Some(title) =
                find(short.trim()).iter().find_map(written).filter(|it| it.number.is_none())
                && let Some(words) = &title.title
            {
                self.met.insert((title.kind, comparable(words)), name);
            }
        }
    }

    /// `khoản 2, khoản 3 Điều 10 của Luật`: the document that the bare kind behind a list of provisions stands for.
    pub(super) fn name_bare(&self, mentions: &mut [Mention], paragraph: &str, own: Kind) {
        let mut named: Option<(DocumentName, usize)> = None;
        for mention in mentions.iter_mut().rev() {
            let open = matches!(mention.document, Named::Unsaid)
                && mention.place.base == Base::Written
                && !mention.place.steps.is_empty();
            let behind = paragraph.get(mention.span.end as usize..).unwrap_or_default();
            let start = mention.span.start as usize;
            if !open {
                named = None;
            } else if let Some((kind, length)) =
                bare_kind(behind).filter(|it| !same_kind(it.0, own))
            {
                let unknown = || DocumentName { kind: Some(kind), ..DocumentName::default() };
                let name = self.bare.get(&kind).cloned().unwrap_or_else(unknown);
                mention.span = Span::new(start, mention.span.end as usize + length);
                mention.document = Named::Written(name.clone());
                named = Some((name, start));
            } else if let Some((name, next)) = &mut named {
                let between = paragraph.get(mention.span.end as usize..*next).unwrap_or_default();
                if matches!(between.trim(), "," | "và" | "hoặc" | "") {
                    mention.document = Named::Written(name.clone());
                    *next = start;
                } else {
                    named = None;
                }
            }
        }
    }
}

/// The document before `at` that gets a short name. In "Bộ luật Hình sự số 100/2015/QH13 đã được sửa đổi, bổ sung theo Luật số
/// 12/2017/QH14 (sau đây gọi chung là Bộ luật Hình sự năm 2015)" it is the first; what stands for several documents of its kind
/// stands for none.
fn declared(
    paragraph: &str,
    mentions: &[Mention],
    at: usize,
    kind: Option<Kind>,
    together: bool,
) -> Option<DocumentName> {
    let head = paragraph.get(..at)?;
    let sentence = head.rfind([';', '\n']).map_or(0, |it| it + 1);
    let here = mentions
        .iter()
        .filter(|it| (it.span.start as usize) >= sentence && (it.span.end as usize) <= at);
    let named: Vec<&DocumentName> =
        here.take_while(|it| !by_chain(paragraph, it.span)).filter_map(written).collect();
    let fits = |it: &&&DocumentName| match (kind, it.kind) {
        (Some(one), Some(other)) => same_kind(one, other),
        _ => true,
    };
    let mut same = named.iter().rev().filter(fits).copied();
    if !together {
        return same.next().or(named.last().copied()).cloned();
    }
    let last = same.next()?;
    same.all(|it| it == last).then(|| last.clone())
}

/// ` của Luật`, ` Pháp lệnh` where no name, no number and no "này" follows: the kind, and the bytes up to its end.
fn bare_kind(behind: &str) -> Option<(Kind, usize)> {
    let rest = behind.strip_prefix(' ')?.trim_start();
    let rest = rest.strip_prefix("của ").unwrap_or(rest);
    let (word, kind) = ALONE.into_iter().find(|(word, _)| rest.starts_with(word))?;
    let after = rest.get(word.len()..)?;
    let next = after.trim_start();
    let names = next.starts_with(char::is_uppercase)
        || next.starts_with(|c: char| c.is_ascii_digit())
        || OTHERS.iter().any(|it| next.starts_with(it));
    let ends = after.is_empty() || after.starts_with(|c: char| !c.is_alphanumeric());
    (ends && !names).then(|| (kind, behind.len() - after.len()))
}
