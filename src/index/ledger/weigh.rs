//! The weight of a term in an entry: BM25F with nominal lengths, as one byte.
//!
//! Title, heading and body are separate evidence: each has its own weight and its own allowance for length. The sum of the
//! three is saturated once, so that a word that fills all three does not count thrice.

/// How often a term stands in title, heading and body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) title: u16,
    pub(super) heading: u16,
    pub(super) body: u16,
}

/// One field: its weight, how much length matters (0 not, 1 fully), and the length (syllables) that is neither long nor short.
struct FieldWeight {
    weight: f32,
    slope: f32,
    nominal: f32,
}

const TITLE: FieldWeight = FieldWeight { weight: 0.9, slope: 0.5, nominal: 24.0 };
const HEADING: FieldWeight = FieldWeight { weight: 2.2, slope: 0.4, nominal: 12.0 };
const BODY: FieldWeight = FieldWeight { weight: 1.0, slope: 0.7, nominal: 250.0 };
/// At this sum of weighted counts a term has half of its greatest weight.
const HALF: f32 = 1.2;

/// What the lengths (syllables) of an entry's fields make of counts.
pub(super) struct Scale {
    title: f32,
    heading: f32,
    body: f32,
}

impl Scale {
    pub(super) fn of(title: usize, heading: usize, body: usize) -> Self {
        let per = |field: &FieldWeight, length: usize| {
            field.weight / (1.0 - field.slope + field.slope * length as f32 / field.nominal)
        };
        Self { title: per(&TITLE, title), heading: per(&HEADING, heading), body: per(&BODY, body) }
    }

    /// The weight of a term: 255 is the most it can be; 0 never happens for a term that is there.
    pub(super) fn weight(&self, counts: Counts) -> u8 {
        let sum = self.title * f32::from(counts.title)
            + self.heading * f32::from(counts.heading)
            + self.body * f32::from(counts.body);
        (255.0 * sum / (sum + HALF)).round().clamp(1.0, 255.0) as u8
    }
}
