//! Cách hiểu khác: what a citation without a document means if the document named later in its sentence is meant.
//!
//! "quy định tại các điểm a, b khoản 1 Điều 3; khoản 1 Điều 38; thân nhân người có công quy định tại điểm c khoản 2 Điều 5 Pháp
//! lệnh" (Nghị định 131/2021/NĐ-CP, Điều 88): words stand between the members of the list, so the first are read as articles of
//! the decree. Where the decree has no such provision and the ordinance has, the ordinance is meant; only a library can tell.

use serde::{Deserialize, Serialize};

use crate::cite::mention::{Base, Mention, Named};
use crate::cite::reader::{Citation, Whose};
use crate::law::{Step, Unit};

/// Longest way in the text to the document that is named later, in bytes.
const REACH: usize = 600;

/// Another way to understand a citation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Otherwise {
    /// Of which document.
    pub document: Whose,
    /// Which provision.
    pub steps: Vec<Step>,
    /// The last unit of a range.
    pub until: Option<Vec<Step>>,
    /// Where the citation stands that it leans on: all that lean on one are understood alike.
    pub leans_on: u32,
}

impl Citation {
    /// The citation as its other reading has it.
    pub fn understood_otherwise(&self) -> Option<Self> {
        let other = self.otherwise.as_deref()?;
        Some(Self {
            document: other.document.clone(),
            steps: other.steps.clone(),
            until: other.until.clone(),
            otherwise: None,
            ..self.clone()
        })
    }
}

/// What a mention says before it is understood, as far as it matters here.
#[derive(Clone, Debug)]
pub(super) struct Said {
    /// Whether it names neither document nor unit around.
    open: bool,
    /// Whether it says which document it is of.
    explicit: bool,
    steps: Vec<Step>,
    until: Option<Vec<Step>>,
}

impl Said {
    pub(super) fn by(mention: &Mention) -> Self {
        let unsaid = mention.document == Named::Unsaid;
        let this = matches!(mention.place.base, Base::This(Unit::Article | Unit::Clause));
        Self {
            open: unsaid && mention.place.base == Base::Written,
            explicit: !unsaid && !mention.place.steps.is_empty() || this,
            steps: mention.place.steps.clone(),
            until: mention.until.clone(),
        }
    }
}

/// Gives each open citation of `paragraph` its other reading, where there is one.
pub(super) fn otherwise(paragraph: &str, said: &[Said], citations: &mut [Citation]) {
    for at in 0..citations.len() {
        let Some((before, after)) = citations.split_at_mut_checked(at + 1) else { return };
        let (Some(citation), Some(own)) = (before.last_mut(), said.get(at)) else { return };
        if !own.open || own.steps.is_empty() || citation.document != Whose::Own || citation.quoted {
            continue;
        }
        let later = after.iter().zip(said.get(at + 1..).unwrap_or_default());
        let Some((named, _)) = later.into_iter().find(|(_, said)| said.explicit) else { continue };
        let (from, to) = (citation.span.end as usize, named.span.start as usize);
        let between = paragraph.get(from..to).unwrap_or(".\n");
        if between.len() > REACH || between.contains('\n') || between.contains(". ") {
            continue;
        }
        let whole = |steps: &[Step]| -> Vec<Step> {
            let first = steps.first().map(|it| it.unit);
            let larger = named.steps.iter().take_while(|it| Some(it.unit) < first).cloned();
            larger.chain(steps.iter().cloned()).collect()
        };
        let steps = whole(&own.steps);
        if named.quoted || named.document == Whose::Own && steps == citation.steps {
            continue;
        }
        citation.otherwise = Some(Box::new(Otherwise {
            document: named.document.clone(),
            steps,
            until: own.until.as_deref().map(whole),
            leans_on: named.span.start,
        }));
    }
}
