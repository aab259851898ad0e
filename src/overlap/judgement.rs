//! The verdict on a pair and its reasons in words.

use crate::overlap::evidence::Halves;
use crate::overlap::{Background, Evidence, Passage};

/// Kết luận đề nghị; people decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Khác việc.
    Apart,
    /// Cùng việc, lời khác.
    Near,
    /// Trùng: the same matter in the same words.
    Same,
}

/// A judged pair.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// How likely a reader calls it the same matter: 0 to 1.
    pub score: f64,
    /// What is proposed.
    pub verdict: Verdict,
    /// Why, most telling first.
    pub reasons: Vec<Reason>,
}

/// Lý do, for and against.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// The share of words in common, in percent.
    Wording(u8),
    /// What both headings name.
    Heading(Vec<String>),
    /// One document is for the other: a law and what details it.
    OneTitle,
    /// What only one side is about.
    Object(Vec<String>, Vec<String>),
    /// One names the other's document or điều.
    Cites(Vec<String>),
    /// Both name these.
    SharedBasis(Vec<String>),
    /// A heading that any text may have.
    Boilerplate,
    /// Two articles of one document.
    Sisters,
}

/// A piece of evidence and what it counts.
type Weight = (fn(&Evidence) -> f64, f64);

/// How much each piece of evidence counts: a logistic model, fitted by penalised likelihood (λ = 3) on 120 pairs that one
/// reader labelled; leaving each pair out in turn it reached a precision of 0.88 and a recall of 0.91 for "same matter". On the
/// 182 pairs of `tests/cases/overlap`, read later and mostly told in other words, it reaches 0.90 and 0.69. The weight of
/// citations was set on both. `measure overlap --evidence` prints what the model is fitted on.
const WEIGHTS: [Weight; 13] = [
    (|it| it.wording, 1.80),
    (|it| it.heading, 2.51),
    (|it| it.heading_weight, -0.57),
    (|it| it.foreign_both, -1.60),
    (|it| it.foreign_one, -0.77),
    (|it| it.sisters, -3.77),
    (|it| it.boilerplate, -2.24),
    (|it| it.bare_heading, -5.16),
    (|it| it.object_in_title, -2.81),
    (|it| it.one_title, 1.80),
    (|it| it.title, -0.49),
    (|it| it.series, -2.79),
    (|it| it.cites_document, 0.50),
];
const BIAS: f64 = -1.57;
/// From here on a pair is proposed as the same matter.
const THRESHOLD: f64 = 0.50;
/// From this share of common words on, the same matter is said in the same words.
const SAME_WORDS: f64 = 0.80;

impl Judgement {
    /// Judges two passages.
    pub fn of(a: &Passage, b: &Passage, background: &Background) -> Self {
        let evidence = Evidence::between(a, b, background);
        let sum: f64 = WEIGHTS.iter().map(|(of, weight)| of(&evidence) * weight).sum();
        let score = 1.0 / (1.0 + (-(BIAS + sum)).exp());
        let verdict = match score >= THRESHOLD {
            true if evidence.wording >= SAME_WORDS => Verdict::Same,
            true => Verdict::Near,
            false => Verdict::Apart,
        };
        Self { score, verdict, reasons: reasons(a, b, &evidence) }
    }
}

fn reasons(a: &Passage, b: &Passage, evidence: &Evidence) -> Vec<Reason> {
    let heads = Halves::of(&a.heading, &b.heading);
    let mut reasons = vec![Reason::Wording((evidence.wording * 100.0).round() as u8)];
    if evidence.heading > 0.5 {
        reasons.push(Reason::Heading(telling(a.phrases(&heads.both), true)));
    }
    if evidence.one_title > 0.0 && a.document != b.document {
        reasons.push(Reason::OneTitle);
    }
    if evidence.foreign_one > 0.0 {
        let foreign = |words: &[u64], of: &Passage, other: &Passage| {
            let foreign: Vec<u64> = words.iter().copied().filter(|&it| !other.says(it)).collect();
            telling(of.phrases(&foreign), false)
        };
        let (left, right) = (foreign(&heads.left, a, b), foreign(&heads.right, b, a));
        if !(left.is_empty() && right.is_empty()) {
            reasons.push(Reason::Object(left, right));
        }
    }
    let cited = [a.cited.named(&b.own), b.cited.named(&a.own)].concat();
    if !cited.is_empty() {
        reasons.push(Reason::Cites(cited));
    }
    let shared = a.cited.named(&b.cited);
    if !shared.is_empty() {
        reasons.push(Reason::SharedBasis(shared));
    }
    if evidence.boilerplate > 0.0 {
        reasons.push(Reason::Boilerplate);
    }
    if a.document == b.document {
        reasons.push(Reason::Sisters);
    }
    reasons
}

/// The phrases that tell a reader something: a syllable alone ("xét" of "xem xét") does not; `any` keeps those where there is
/// nothing longer.
fn telling(phrases: Vec<String>, any: bool) -> Vec<String> {
    let longer: Vec<String> = phrases.iter().filter(|it| it.contains(' ')).cloned().collect();
    if longer.is_empty() && any { phrases } else { longer }
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Wording(percent) => write!(f, "trùng {percent}% câu chữ"),
            Self::Heading(words) => write!(f, "tiêu đề cùng nói: {}", words.join(", ")),
            Self::OneTitle => write!(f, "hai văn bản về cùng một lĩnh vực"),
            Self::Object(left, right) => {
                let side = |words: &[String]| match words.is_empty() {
                    true => "không".to_owned(),
                    false => words.join(", "),
                };
                write!(f, "chỉ một bên nói đến: {} / {}", side(left), side(right))
            }
            Self::Cites(names) => write!(f, "bên này viện dẫn bên kia: {}", names.join("; ")),
            Self::SharedBasis(names) => write!(f, "cùng viện dẫn {}", names.join("; ")),
            Self::Boilerplate => write!(f, "tiêu đề khuôn mẫu"),
            Self::Sisters => write!(f, "hai điều của cùng một văn bản"),
        }
    }
}
