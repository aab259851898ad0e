//! The pieces of one document, put together again.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::read::codification::{FORMAT, Origin, Piece};
use crate::read::draft::Sheet;
use crate::read::{Draft, Inline, ProblemKind, Reading};
use crate::text::{Claim, Outline, Span, Transcript, letters_and_digits, roman};

/// The text of one document, from all its pieces; see [`reading`].
pub fn assemble(pieces: &[Piece]) -> Transcript {
    reading(pieces).transcript
}

/// The text of one document and what was doubtful in its pieces.
///
/// Articles stand in the order of their numbers; an article that several đề mục hold with the same words stands once
/// and keeps the codes and relations of all; with different words it stands as often as it differs, with a problem.
pub fn reading(pieces: &[Piece]) -> Reading {
    let mut sheet = Sheet::default();
    sheet.outline = Outline::Marked;
    document_claims(pieces, &mut sheet);
    let usual = usual_effective(pieces);
    let mut about: Vec<(usize, Claim)> = Vec::new();
    let mut before: Option<&Piece> = None;
    for (piece, twins) in ordered(pieces) {
        let heading = sheet.drafts.len();
        write(piece, &title(piece), &mut sheet);
        if before.is_some_and(|before| before.unit == piece.unit && before.label == piece.label) {
            let kind = ProblemKind::ArticleDiffers(piece.label.clone());
            sheet.report(Some(heading), piece.line, kind);
        }
        for doubt in &piece.doubts {
            sheet.report(Some(heading), piece.line, doubt.clone());
        }
        for twin in &twins {
            let claims = article_claims(twin, usual.as_deref());
            about.extend(claims.into_iter().map(|claim| (heading, claim)));
        }
        before = Some(piece);
    }
    let (mut transcript, problems) = sheet.finish();
    let spans: Vec<Span> = transcript.blocks.iter().map(|block| block.span).collect();
    let mut seen: Vec<Claim> = Vec::new();
    for (heading, claim) in about {
        let claim = Claim { about: spans.get(heading).copied(), ..claim };
        // Twins repeat each other's claims, one right after another.
        let repeated = |old: &&Claim| {
            old.about == claim.about && old.key == claim.key && old.value == claim.value
        };
        if !seen.iter().rev().take_while(|old| old.about == claim.about).any(|old| repeated(&old)) {
            seen.push(claim);
        }
    }
    transcript.claims.extend(seen);
    Reading { format: FORMAT, transcript, problems }
}

/// Writes one article: its heading, then its body.
pub(crate) fn write(piece: &Piece, title: &str, sheet: &mut Sheet) {
    sheet.push(Draft::Text { inline: Inline::plain(title), heading: Some(1), line: piece.line });
    for draft in &piece.body {
        sheet.push(draft.clone());
    }
}

/// `Điều 5. Tên điều`.
fn title(piece: &Piece) -> String {
    format!("{} {}. {}", piece.unit, piece.label, piece.heading).trim().to_owned()
}

/// Pieces in the order of the document, each with those that say the same (itself first).
fn ordered(pieces: &[Piece]) -> Vec<(&Piece, Vec<&Piece>)> {
    let mut sorted: Vec<&Piece> = pieces.iter().collect();
    sorted.sort_by(|a, b| order(a, b));
    let mut found: Vec<(&Piece, Vec<&Piece>)> = Vec::with_capacity(sorted.len());
    for piece in sorted {
        let same_place = |other: &Piece| other.label == piece.label && other.unit == piece.unit;
        let twin = found
            .iter_mut()
            .rev()
            .take_while(|(other, _)| same_place(other))
            .find(|(other, _)| says_the_same(other, piece));
        match twin {
            Some((_, twins)) => twins.push(piece),
            None => found.push((piece, vec![piece])),
        }
    }
    found
}

fn says_the_same(a: &Piece, b: &Piece) -> bool {
    let words = |piece: &Piece| letters_and_digits(&format!("{} {}", piece.heading, piece.words()));
    a.body == b.body && a.heading == b.heading || words(a) == words(b)
}

/// By unit, then number, then letter; the sort is stable, so ties stay in the order of the files.
fn order(a: &Piece, b: &Piece) -> Ordering {
    let key = |piece: &Piece| {
        let is_article = piece.unit == "Điều";
        (!is_article, piece.unit.clone(), rank(&piece.label))
    };
    key(a).cmp(&key(b))
}

/// `7a` → (7, 1): letters in the order of the Vietnamese alphabet; what has no number comes last.
fn rank(label: &str) -> (u32, usize, String) {
    const LETTERS: &str = "aăâbcdđeêghiklmnoôơpqrstuưvxy";
    let end = label.find(|c: char| !c.is_ascii_digit()).unwrap_or(label.len());
    let (digits, rest) = label.split_at_checked(end).unwrap_or((label, ""));
    let number = digits.parse().ok().or_else(|| roman(label).map(|roman| roman.0));
    let letter = rest.to_lowercase().chars().next();
    let letter = letter.and_then(|c| LETTERS.chars().position(|known| known == c));
    let place =
        if rest.is_empty() || digits.is_empty() { 0 } else { letter.map_or(99, |at| at + 1) };
    (number.unwrap_or(u32::MAX), place, rest.to_owned())
}

/// The date from which most articles apply: the document's own.
fn usual_effective(pieces: &[Piece]) -> Option<String> {
    most_frequent(pieces.iter().filter_map(|piece| piece.origin.effective.as_deref()))
}

/// Of equals the first in order.
fn most_frequent<'a>(values: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let most = counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0)));
    most.map(|(value, _)| value.to_owned())
}

/// What the notes say about the whole document.
fn document_claims(pieces: &[Piece], sheet: &mut Sheet) {
    let first = |read: &dyn Fn(&Origin) -> Option<String>| {
        pieces.iter().find_map(|piece| Some((read(&piece.origin)?, piece.line)))
    };
    // A decree on many subjects is of the one that has most of its articles.
    let subject = most_frequent(pieces.iter().filter_map(|piece| piece.subject.as_deref()));
    let facts = [
        ("linh-vuc", subject.map(|name| (name, 0))),
        ("so", first(&|origin| origin.number.clone())),
        ("loai", first(&|origin| Some(origin.kind.clone()).filter(|kind| !kind.is_empty()))),
        ("ten", first(&|origin| origin.title.clone())),
        ("co-quan", first(&|origin| origin.issuer.clone())),
        ("ngay-ban-hanh", first(&|origin| origin.issued.clone())),
        ("ngay-hieu-luc", usual_effective(pieces).map(|date| (date, 0))),
        ("nguon", first(&|origin| origin.item.as_ref().map(|item| source(item)))),
        ("phap-dien", Some(("true".to_owned(), 0))),
    ];
    for (key, fact) in facts {
        if let Some((value, line)) = fact {
            sheet.claims.push(Claim { key: key.to_owned(), value, about: None, line });
        }
    }
}

fn source(item: &str) -> String {
    format!("https://vbpl.vn/TW/Pages/vbpq-toanvan.aspx?ItemID={item}")
}

/// What the note says about one article.
fn article_claims(piece: &Piece, usual: Option<&str>) -> Vec<Claim> {
    let claim = |key: &str, value: String| Claim {
        key: key.to_owned(),
        value,
        about: None,
        line: piece.line,
    };
    let mut claims = vec![claim("ma-phap-dien", format!("{} {}", piece.anchor, piece.code))];
    let effective = piece.origin.effective.clone();
    if let Some(date) = effective.filter(|date| Some(date.as_str()) != usual) {
        claims.push(claim("ngay-hieu-luc", date));
    }
    claims.extend(piece.origin.expires.clone().map(|date| claim("ngay-het-hieu-luc", date)));
    for amender in &piece.amenders {
        claims.push(claim("sua-doi-boi", amender.sentence.clone()));
    }
    for related in &piece.related {
        claims.push(claim("lien-quan", format!("{} {}", related.anchor, related.words)));
    }
    claims
}
