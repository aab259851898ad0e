//! The kinds of relation, as far as words prove them.

use serde::{Deserialize, Serialize};

/// Loại quan hệ, seen from the text that cites.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RelationKind {
    /// Căn cứ ban hành: it rests on the other.
    Ground,
    /// Hướng dẫn, quy định chi tiết.
    Guides,
    /// Sửa đổi, bổ sung.
    Amends,
    /// Thay thế.
    Replaces,
    /// Bãi bỏ.
    Repeals,
    /// Ngưng hiệu lực.
    Suspends,
    /// Đính chính.
    Corrects,
    /// Hợp nhất.
    Consolidates,
    /// Dẫn chiếu: it only mentions the other.
    Cites,
}

impl RelationKind {
    /// Every kind, the weightiest first.
    pub const ALL: [Self; 9] = [
        Self::Amends,
        Self::Replaces,
        Self::Repeals,
        Self::Suspends,
        Self::Corrects,
        Self::Consolidates,
        Self::Guides,
        Self::Ground,
        Self::Cites,
    ];

    /// In words, before the name of the other text.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ground => "Căn cứ",
            Self::Guides => "Hướng dẫn, quy định chi tiết",
            Self::Amends => "Sửa đổi, bổ sung",
            Self::Replaces => "Thay thế",
            Self::Repeals => "Bãi bỏ",
            Self::Suspends => "Ngưng hiệu lực",
            Self::Corrects => "Đính chính",
            Self::Consolidates => "Hợp nhất",
            Self::Cites => "Dẫn chiếu",
        }
    }

    /// In words, before the name of the text that cites.
    pub fn name_of_incoming(self) -> &'static str {
        match self {
            Self::Ground => "Là căn cứ của",
            Self::Guides => "Được hướng dẫn, quy định chi tiết tại",
            Self::Amends => "Được sửa đổi, bổ sung bởi",
            Self::Replaces => "Bị thay thế bởi",
            Self::Repeals => "Bị bãi bỏ bởi",
            Self::Suspends => "Bị ngưng hiệu lực bởi",
            Self::Corrects => "Được đính chính bởi",
            Self::Consolidates => "Được hợp nhất tại",
            Self::Cites => "Được dẫn chiếu tại",
        }
    }

    /// As a word of data files and addresses.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Ground => "can-cu",
            Self::Guides => "huong-dan",
            Self::Amends => "sua-doi",
            Self::Replaces => "thay-the",
            Self::Repeals => "bai-bo",
            Self::Suspends => "ngung-hieu-luc",
            Self::Corrects => "dinh-chinh",
            Self::Consolidates => "hop-nhat",
            Self::Cites => "dan-chieu",
        }
    }
}
