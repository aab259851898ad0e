//! Dự thảo of a worksheet: its articles in order, the documents they came from, what was left out and what is still open.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::corpus::Corpus;
use crate::draft::{
    Draft, DraftArticle, DraftSentence, LeftOut, OpenDecision, Origin, SentenceUnit, Source,
};
use crate::law::{DocumentRef, Found, Listing, Status};
use crate::review::{Error, InScope, Side};
use crate::timeline;
use crate::workspace::{
    Article, Comment, Decision, Held, Id, Level, Pointer, Ruling, Sentence, Worksheet, Workspace,
};

/// Khóa of the Standing Committee in whose name drafts are made: the sixteenth, 2026 to 2031.
const TERM: u8 = 16;

/// The articles of a worksheet's draft in their order: as the worksheet names them, then the rest, oldest first.
///
/// # Errors
/// When the file cannot be read.
pub fn articles_of(
    workspace: &Workspace,
    sheet: &Held<Worksheet>,
) -> Result<Vec<Held<Article>>, Error> {
    let mut articles = workspace.entries::<Article>(Some(sheet.id))?;
    let place = |id: Id| sheet.body.order.iter().position(|it| *it == id).unwrap_or(usize::MAX);
    articles.sort_by_key(|it| (place(it.id), it.id));
    Ok(articles)
}

/// The draft as it is handed to `export`.
///
/// # Errors
/// When the corpus or the file cannot be read.
pub fn draft_of(
    corpus: &Corpus,
    workspace: &Workspace,
    sheet: &Held<Worksheet>,
    scope: &InScope,
    today: Date,
) -> Result<Draft, Error> {
    let articles = articles_of(workspace, sheet)?;
    let mut draft = Draft::of_standing_committee(TERM, &sheet.body.title);
    draft.year = Some(today.year());
    draft.articles = articles.iter().map(|it| article(&it.body)).collect();
    let decisions = workspace.entries::<Decision>(Some(sheet.id))?;
    draft.left_out = left_out(&decisions);
    draft.open = still_open(corpus, workspace, sheet, &decisions)?;
    for reference in named(scope, &articles) {
        if let Some(source) = source(corpus, &reference, today)? {
            draft.sources.push(source);
        }
    }
    Ok(draft)
}

fn article(article: &Article) -> DraftArticle {
    DraftArticle {
        chapter: article.chapter.clone().filter(|it| !it.trim().is_empty()),
        heading: article.heading.clone(),
        sentences: article.sentences.iter().map(sentence).collect(),
    }
}

fn sentence(sentence: &Sentence) -> DraftSentence {
    let unit = match sentence.level {
        Level::Opening => SentenceUnit::Opening,
        Level::Clause => SentenceUnit::Clause,
        Level::Point => SentenceUnit::Point,
        Level::Follows => SentenceUnit::Follows,
        Level::Paragraph => SentenceUnit::Paragraph,
    };
    let origin = sentence.origin.as_ref();
    let origin = origin.map(|it| Origin { address: it.at.0.clone(), text: it.taken.clone() });
    DraftSentence { unit, text: sentence.text.clone(), origin }
}

/// The documents of the scope, and those that a sentence came from though the scope has changed since.
fn named(scope: &InScope, articles: &[Held<Article>]) -> Vec<DocumentRef> {
    let origins =
        articles.iter().flat_map(|it| &it.body.sentences).filter_map(|it| it.origin.as_ref());
    let of_scope = scope.documents.iter().map(|it| it.reference.clone());
    let mut seen = BTreeSet::new();
    of_scope
        .chain(origins.map(|it| it.at.0.document.clone()))
        .filter(|it| seen.insert(it.slug()))
        .collect()
}

/// What a draft or a review must know of a document.
pub(super) fn source(
    corpus: &Corpus,
    reference: &DocumentRef,
    today: Date,
) -> Result<Option<Source>, Error> {
    let Found::One(listing) = corpus.look_up(reference)? else { return Ok(None) };
    let slug = listing.reference.slug();
    let Some(document) = corpus.document(&slug)? else { return Ok(None) };
    let status = timeline::standing(&document.facts, &[], today).status;
    let source = Source::of(&document, &listing.reference, status, |name| {
        let named = DocumentRef::new(name.number.clone()?);
        let Ok(Found::One(listing)) = corpus.look_up(&named) else { return None };
        let rank = listing.kind.rank(listing.authorities.first());
        let status = status_of(corpus, &listing, today);
        Some((listing.reference, rank, status))
    });
    Ok(Some(source))
}

fn status_of(corpus: &Corpus, listing: &Listing, today: Date) -> Status {
    match corpus.document(&listing.reference.slug()) {
        Ok(Some(document)) => timeline::standing(&document.facts, &[], today).status,
        _ => Status::Unknown,
    }
}

/// Members of decided groups that give way to the one that is kept.
fn left_out(decisions: &[Held<Decision>]) -> Vec<LeftOut> {
    let mut gone = Vec::new();
    for decision in decisions.iter().map(|it| &it.body) {
        let gives_way = !matches!(decision.ruling, Ruling::Complementary | Ruling::Unrelated);
        let Some(keep) = decision.keep.as_ref().filter(|_| gives_way) else { continue };
        for member in decision.members.iter().filter(|it| *it != keep) {
            let ruling = decision.ruling.name().to_lowercase();
            let kept = [keep.0.portion.name(), keep.0.document.to_string()].join(" ");
            let mut why = format!("{ruling}, giữ {}", kept.trim());
            if !decision.reason.is_empty() {
                why = format!("{why}: {}", decision.reason);
            }
            gone.push(LeftOut { address: member.0.clone(), why });
        }
    }
    gone
}

/// Groups without a decision, contradictions without a text to keep, and comments on the worksheet.
fn still_open(
    corpus: &Corpus,
    workspace: &Workspace,
    sheet: &Held<Worksheet>,
    decisions: &[Held<Decision>],
) -> Result<Vec<OpenDecision>, Error> {
    let addresses = |members: &[Pointer]| members.iter().map(|it| it.0.clone()).collect();
    let decided: BTreeSet<&str> = decisions.iter().map(|it| it.body.group.as_str()).collect();
    let mut open = Vec::new();
    let mut within = 0;
    for (number, group) in workspace.groups(sheet.id)?.into_iter().enumerate() {
        if decided.contains(group.key.as_str()) {
            continue;
        }
        // A law that regulates each level apart has many groups of its own: they are counted, not listed.
        if group.is_within_one() {
            within += 1;
            continue;
        }
        let side = group.members.first().map(|it| Side::open(corpus, &it.0)).transpose()?;
        let heading = side.flatten().map(|it| format!(": {}", it.heading())).unwrap_or_default();
        let topic = format!("Nhóm {}{heading}", number + 1);
        let why = "chưa có quyết định".to_owned();
        open.push(OpenDecision { topic, addresses: addresses(&group.members), why });
    }
    if within > 0 {
        let topic = format!("{within} nhóm mà các điều khoản đều thuộc một văn bản");
        let why = "chưa có quyết định; xem ở bảng rà soát".to_owned();
        open.push(OpenDecision { topic, addresses: Vec::new(), why });
    }
    for decision in decisions.iter().map(|it| &it.body) {
        let unsettled = matches!(decision.ruling, Ruling::Contrary | Ruling::Overlapping);
        if unsettled && decision.keep.is_none() {
            let topic = decision.ruling.name().to_owned();
            let why = format!("chưa chọn quy định để giữ. {}", decision.reason).trim().to_owned();
            open.push(OpenDecision { topic, addresses: addresses(&decision.members), why });
        }
    }
    for comment in workspace.entries::<Comment>(Some(sheet.id))? {
        let topic = format!("Góp ý của {}", comment.by);
        open.push(OpenDecision { topic, addresses: Vec::new(), why: comment.body.text });
    }
    Ok(open)
}
