//! Two wordings laid over each other, as a page prints them.

use askama::Template;

use crate::timeline::Stretch;

/// Stretches with the words that went and came.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "components/redline.html")]
pub(crate) struct RedlineView {
    /// Class of the stretch (`same`, `gone`, `come`) and its words.
    pub(crate) stretches: Vec<(&'static str, String)>,
}

impl RedlineView {
    /// The view of stretches.
    pub(crate) fn of(stretches: &[Stretch]) -> Self {
        let view = |stretch: &Stretch| match stretch {
            Stretch::Same(words) => ("same", words.clone()),
            Stretch::Gone(words) => ("gone", words.clone()),
            Stretch::Come(words) => ("come", words.clone()),
        };
        Self { stretches: stretches.iter().map(view).collect() }
    }

    /// Whether half of the shorter side stands in the other: with less, marks on words hide the sentences that they are in.
    pub(crate) fn has_enough_in_common(&self) -> bool {
        let letters = |wanted: &str| -> usize {
            let of = self.stretches.iter().filter(|(class, _)| *class == wanted);
            of.map(|(_, words)| words.chars().count()).sum()
        };
        let same = letters("same");
        same > 0 && same >= letters("gone").min(letters("come"))
    }

    /// Words that are compared with nothing.
    pub(crate) fn plain(words: &str) -> Self {
        Self { stretches: vec![("same", words.to_owned())] }
    }

    /// The words of one side: without those that came, or without those that went.
    pub(crate) fn side(&self, left_out: &str) -> Self {
        let kept = self.stretches.iter().filter(|(class, _)| *class != left_out);
        Self { stretches: kept.cloned().collect() }
    }
}
