//! The stages of one question: as read, as resolved, as run. For `search --explain` and for tests.

use std::fmt;

use crate::search::plan::{Need, Plan, Word, text_of};
use crate::search::prior;
use crate::search::query::Query;
use crate::search::resolve::Resolved;

/// A question, stage by stage.
#[derive(Clone, Debug)]
pub struct Explained {
    /// Parts and fields, as typed.
    pub query: Query,
    /// What they mean here.
    pub resolved: Resolved,
    /// What is run.
    pub plan: Plan,
}

impl fmt::Display for Explained {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "1. Đọc")?;
        for part in &self.query.parts {
            writeln!(f, "   {part:?}")?;
        }
        for field in &self.query.fields {
            writeln!(f, "   {field:?}")?;
        }
        writeln!(f, "2. Hiểu")?;
        if let Some(direct) = &self.resolved.direct {
            match direct.address() {
                Some(address) => writeln!(f, "   viện dẫn: {address}")?,
                None => writeln!(f, "   viện dẫn: {direct:?}")?,
            }
        }
        if let Some(read_as) = self.resolved.read_as() {
            writeln!(f, "   đọc là: {read_as} {:?}", self.resolved.readings)?;
        }
        if let Some(likelier) = &self.resolved.likelier {
            writeln!(f, "   có thể là: {likelier}")?;
        }
        for unread in &self.resolved.unread {
            writeln!(f, "   không hiểu: {unread}")?;
        }
        writeln!(f, "3. Kế hoạch")?;
        for run in &self.plan.runs {
            writeln!(f, "   xếp hạng ×{}: {}", run.weight, marked(&run.words))?;
        }
        for need in &self.plan.must {
            writeln!(f, "   phải có: {}", condition(need))?;
        }
        for need in &self.plan.not {
            writeln!(f, "   không được có: {}", condition(need))?;
        }
        if !self.plan.filters.is_empty() {
            writeln!(f, "   lọc: {:?}", self.plan.filters)?;
        }
        writeln!(f, "   điểm trừ: {}", prior::in_words())?;
        Ok(())
    }
}

/// Words, those with restored dấu with a mark.
fn marked(words: &[Word]) -> String {
    let shown =
        |word: &Word| if word.restored { format!("{}°", word.text) } else { word.text.clone() };
    words.iter().map(shown).collect::<Vec<_>>().join(" ")
}

fn condition(need: &Need) -> String {
    let all = |needs: &[Need], joint: &str| {
        format!("({})", needs.iter().map(condition).collect::<Vec<_>>().join(joint))
    };
    match need {
        Need::Words(words) => text_of(words),
        Need::Phrase { words, within: 0 } => format!("“{}”", text_of(words)),
        Need::Phrase { words, within } => {
            format!("“{}” cách không quá {within} từ", text_of(words))
        }
        Need::Prefix(start) => format!("{start}…"),
        Need::All(needs) => all(needs, " và "),
        Need::Any(needs) => all(needs, " hoặc "),
    }
}
