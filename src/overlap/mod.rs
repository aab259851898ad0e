//! Chồng chéo, trùng lặp: provisions that regulate the same thing, found, weighed and compared.
//!
//! Software proposes, people decide: candidates are ranked with their reasons, a conflict is never declared. Two articles
//! that say the same in the same words are easy; the hard cases are both ways round: twins in wording that regulate
//! another object (khiếu nại and tố cáo), and one matter regulated in other words (a law and its decree).
//!
//! ```text
//! Text ─Passage::of→ Passage ─Background::count→ what words weigh ─Evidence::between→ Judgement ─groups→ Group
//! ```

mod align;
mod background;
mod candidates;
mod conformity;
mod deciding;
mod difference;
mod evidence;
mod frame;
mod group;
mod judgement;
mod likeness;
mod passage;
mod places;

pub use align::{Aligned, align};
pub use background::Background;
pub use candidates::candidates;
pub use conformity::{ClauseSide, Conformity, ConformityRow, conformity};
pub use deciding::{Deciding, Standing, deciding};
pub use difference::{Difference, Matter, differences};
pub use evidence::Evidence;
pub use group::{Group, Pair, groups};
pub use judgement::{Judgement, Reason, Verdict};
pub use passage::{Passage, Text, compared, text_of};
