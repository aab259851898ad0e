//! Other orders than by relevance: the latest first, or the highest in force of law first.
//!
//! Sorting all matches by date would bring up what merely holds a word; so the best are taken first, and only these sorted.

use std::cmp::Reverse;

use crate::search::{Answer, Engine, Error, Hit, Question, Sort};

/// How many of the best are sorted.
pub(crate) const SORTED: usize = 100;

impl Engine {
    /// The best answers to a question in the order asked for; `total` counts those that were sorted.
    pub(crate) fn in_order(&self, question: &Question) -> Result<Answer, Error> {
        let best = Question { sort: Sort::Relevance, from: 0, size: SORTED, ..question.clone() };
        let mut answer = self.answer(&best)?;
        match question.sort {
            Sort::Relevance => {}
            Sort::Newest => answer.hits.sort_by_key(|hit| Reverse(hit.document.issued)),
            Sort::Authority => answer.hits.sort_by_key(rank),
        }
        answer.total = answer.total.min(answer.hits.len());
        answer.hits = answer.hits.into_iter().skip(question.from).take(question.size).collect();
        Ok(answer)
    }
}

/// Thứ bậc of the document, 1 the highest; what makes no norms comes last.
fn rank(hit: &Hit) -> u8 {
    hit.document.kind.rank(hit.document.authorities.first()).unwrap_or(u8::MAX)
}
