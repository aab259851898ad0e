//! Tình trạng hiệu lực on a date.

use serde::{Deserialize, Serialize};

/// Tình trạng hiệu lực of a document on a date, as far as what is known tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Status {
    /// Còn hiệu lực.
    InForce,
    /// Còn hiệu lực, đã được sửa đổi, bổ sung.
    Amended,
    /// Hết hiệu lực một phần.
    PartlyEnded,
    /// Ngưng hiệu lực.
    Suspended,
    /// Chưa có hiệu lực.
    NotYet,
    /// Hết hiệu lực toàn bộ.
    Ended,
    /// Chưa rõ: no date of effect is known.
    Unknown,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 7] = [
        Self::InForce,
        Self::Amended,
        Self::PartlyEnded,
        Self::Suspended,
        Self::NotYet,
        Self::Ended,
        Self::Unknown,
    ];

    /// The status in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::InForce => "Còn hiệu lực",
            Self::Amended => "Còn hiệu lực, đã được sửa đổi, bổ sung",
            Self::PartlyEnded => "Hết hiệu lực một phần",
            Self::Suspended => "Ngưng hiệu lực",
            Self::NotYet => "Chưa có hiệu lực",
            Self::Ended => "Hết hiệu lực",
            Self::Unknown => "Chưa rõ hiệu lực",
        }
    }

    /// The status as a word of filters: `con-hieu-luc`.
    pub fn slug(self) -> &'static str {
        match self {
            Self::InForce => "con-hieu-luc",
            Self::Amended => "da-sua-doi",
            Self::PartlyEnded => "het-mot-phan",
            Self::Suspended => "ngung-hieu-luc",
            Self::NotYet => "chua-hieu-luc",
            Self::Ended => "het-hieu-luc",
            Self::Unknown => "chua-ro",
        }
    }
}
