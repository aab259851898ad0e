//! Điều khoản thi hành: from when the draft applies and which texts end with it, in official wording.
//!
//! The day stays open. Only texts of the same issuer end; of the others the draft says nothing, and the list of open
//! decisions says so.

use crate::draft::paper::DraftSentence;
use crate::draft::{Draft, DraftArticle, SentenceUnit, Source};
use crate::law::Address;
use crate::text::comparable;

/// The chapter in which the enforcement article stands where the draft has chapters.
const CHAPTER: &str = "ĐIỀU KHOẢN THI HÀNH";

/// The sources that end with the draft: something of them was taken over, or it was decided that nothing is.
pub(super) fn replaced<'a>(draft: &'a Draft, used: &[&'a Source]) -> Vec<&'a Source> {
    let given_up = |address: &Address| {
        draft.left_out.iter().any(|it| {
            it.address.document == address.document && it.address.portion.holds(&address.portion)
        })
    };
    let settled = |source: &Source| {
        let mut articles = source.articles.iter().filter(|it| !is_enforcement(&it.heading));
        used.iter().any(|it| it.reference == source.reference)
            || draft.left_out.iter().any(|it| it.address == source.address())
            || !source.articles.is_empty() && articles.all(|it| given_up(&it.address))
    };
    draft.sources.iter().filter(|it| draft.replaces(it) && settled(it)).collect()
}

/// The draft with its enforcement article: a new one at the end, or the list of ended texts added to the one it has.
pub(super) fn closed(draft: &Draft, replaced: &[&Source]) -> Draft {
    let mut draft = draft.clone();
    let ending = ending(&draft, replaced);
    let kind = draft.kind.name();
    let held = draft.articles.iter_mut().find(|it| is_enforcement(&it.heading));
    match held {
        Some(article) => {
            // A single paragraph becomes khoản 1 beside what is added.
            if let [only] = article.sentences.as_mut_slice()
                && only.unit == SentenceUnit::Opening
                && !ending.is_empty()
            {
                only.unit = SentenceUnit::Clause;
            }
            article.sentences.extend(ending);
        }
        None => {
            let start = format!("{kind} này có hiệu lực thi hành từ ngày … tháng … năm …");
            let mut sentences = vec![DraftSentence::new(SentenceUnit::Clause, start)];
            sentences.extend(ending);
            let chapter = draft.articles.last().and_then(|it| it.chapter.as_ref());
            let chapter = chapter.map(|_| CHAPTER.to_owned());
            let heading = "Hiệu lực thi hành".to_owned();
            draft.articles.push(DraftArticle { chapter, heading, sentences });
        }
    }
    draft
}

fn ending(draft: &Draft, replaced: &[&Source]) -> Vec<DraftSentence> {
    let kind = draft.kind.name();
    match replaced {
        [] => Vec::new(),
        [one] => {
            let words = format!(
                "{} hết hiệu lực kể từ ngày {kind} này có hiệu lực thi hành",
                one.name_line()
            );
            vec![DraftSentence::new(SentenceUnit::Clause, words)]
        }
        several => {
            let lead = format!(
                "Các văn bản sau đây hết hiệu lực kể từ ngày {kind} này có hiệu lực thi hành:"
            );
            let points =
                several.iter().map(|it| DraftSentence::new(SentenceUnit::Point, it.name_line()));
            std::iter::once(DraftSentence::new(SentenceUnit::Clause, lead)).chain(points).collect()
        }
    }
}

/// Whether a heading is that of an enforcement article.
pub(super) fn is_enforcement(heading: &str) -> bool {
    let heading = comparable(heading);
    ["hiệu lực thi hành", "điều khoản thi hành", "hiệu lực và trách nhiệm thi hành"]
        .iter()
        .any(|it| heading.starts_with(&comparable(it)))
}
