//! Loại văn bản, and the rank that decides when two texts differ.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::law::{Authority, DocumentNumber, Level};
use crate::text::{comparable, slug};

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $symbols:expr;)*) => {
        /// Loại văn bản: the form in which an authority speaks.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[non_exhaustive]
        pub enum Kind { $($(#[$doc])* $variant,)* }

        impl Kind {
            /// Every kind, in the order of the law on promulgation, then administrative papers.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Its Vietnamese name: `Nghị quyết liên tịch`.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The abbreviations by which numbers carry it.
            pub fn symbols(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &$symbols,)* }
            }
        }
    };
}

kinds! {
    /// Hiến pháp.
    Constitution = "Hiến pháp", ["HP"];
    /// Bộ luật.
    Code = "Bộ luật", [];
    /// Luật.
    Law = "Luật", ["L", "LCT"];
    /// Pháp lệnh.
    Ordinance = "Pháp lệnh", ["PL"];
    /// Sắc lệnh.
    StateDecree = "Sắc lệnh", ["SL"];
    /// Lệnh.
    Order = "Lệnh", ["LCTN"];
    /// Nghị quyết liên tịch.
    JointResolution = "Nghị quyết liên tịch", ["NQLT"];
    /// Nghị quyết.
    Resolution = "Nghị quyết", ["NQ"];
    /// Nghị định.
    Decree = "Nghị định", ["NĐ"];
    /// Thông tư liên tịch.
    JointCircular = "Thông tư liên tịch", ["TTLT", "TTLN"];
    /// Thông tư.
    Circular = "Thông tư", ["TT"];
    /// Quyết định.
    Decision = "Quyết định", ["QĐ"];
    /// Chỉ thị.
    Directive = "Chỉ thị", ["CT"];
    /// Văn bản hợp nhất.
    Consolidation = "Văn bản hợp nhất", ["VBHN"];
    /// Kế hoạch.
    Plan = "Kế hoạch", ["KH"];
    /// Kết luận.
    Conclusion = "Kết luận", ["KL"];
    /// Hướng dẫn.
    Guidance = "Hướng dẫn", ["HD"];
    /// Quy chế.
    Regulation = "Quy chế", ["QC"];
    /// Quy định.
    Rule = "Quy định", ["QYĐ"];
    /// Nội quy.
    HouseRules = "Nội quy", [];
    /// Điều lệ.
    Charter = "Điều lệ", ["ĐL"];
    /// Chương trình.
    Programme = "Chương trình", ["CTR", "CTr"];
    /// Đề án.
    Scheme = "Đề án", ["ĐA"];
    /// Thông báo.
    Notice = "Thông báo", ["TB"];
    /// Báo cáo.
    Report = "Báo cáo", ["BC"];
    /// Tờ trình.
    Submission = "Tờ trình", ["TTr"];
    /// Công điện.
    Telegram = "Công điện", ["CĐ"];
    /// Công văn: an official letter; the title block carries no kind.
    Letter = "Công văn", ["CV"];
    /// Danh mục.
    Inventory = "Danh mục", [];
    /// Quy chuẩn.
    Standard = "Quy chuẩn", ["QCVN"];
    /// Hiệp định, điều ước.
    Treaty = "Điều ước quốc tế", ["SL-LPQT"];
    /// Văn bản khác: a kind that this list does not know.
    Other = "Văn bản", [];
}

/// The names of kinds in lower case, the longest first.
static NAMES: LazyLock<Vec<(String, Kind)>> = LazyLock::new(|| {
    let named = Kind::ALL.iter().filter(|kind| **kind != Kind::Other);
    let mut names: Vec<_> = named.map(|kind| (kind.name().to_lowercase(), *kind)).collect();
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    names
});

impl Kind {
    /// The kind's word in addresses and filters: `nghi-quyet`.
    pub fn slug(self) -> String {
        slug(self.name())
    }

    /// The kind with that word, as [`Kind::slug`] gives it; none for "other".
    pub fn from_slug(word: &str) -> Option<Self> {
        static KINDS: LazyLock<HashMap<String, Kind>> = LazyLock::new(|| {
            let named = Kind::ALL.iter().filter(|kind| **kind != Kind::Other);
            named.map(|kind| (kind.slug(), *kind)).collect()
        });
        KINDS.get(word).copied()
    }

    /// The kind written as a name, in any case: `NGHỊ QUYẾT`, `Nghị quyết liên tịch`. Exact.
    pub fn from_name(text: &str) -> Option<Self> {
        static KINDS: LazyLock<HashMap<String, Kind>> = LazyLock::new(|| {
            let named = Kind::ALL.iter().rev().filter(|kind| **kind != Kind::Other);
            named.map(|kind| (comparable(kind.name()), *kind)).collect()
        });
        let text = text.trim();
        // Decomposed letters take up to nine bytes each.
        let short = text.len() <= NAMES.iter().map(|(name, _)| name.len() * 3).max().unwrap_or(0);
        KINDS.get(&comparable(Some(text).filter(|_| short)?)).copied()
    }

    /// The longest kind name that `text` starts with, and the bytes of `text` it takes (`Luật Đất đai` → Luật, 6).
    pub fn at_start(text: &str) -> Option<(Self, usize)> {
        let longest = NAMES.first().map_or(0, |(name, _)| name.len());
        let head = text.chars().take(longest + 1).flat_map(char::to_lowercase);
        let lower: String = head.collect();
        let fits = |name: &str| {
            let rest = lower.strip_prefix(name);
            // Lower case may be longer in bytes than what was written, but for Vietnamese letters it is not.
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
                && text.is_char_boundary(name.len())
        };
        NAMES.iter().find(|(name, _)| fits(name)).map(|(name, kind)| (*kind, name.len()))
    }

    /// The kind that a number's symbol tells: `NQ-HĐND` is a resolution; `QH13` alone may be a law or a resolution.
    pub fn from_number(number: &DocumentNumber) -> Option<Self> {
        let parts: Vec<&str> = number.symbol_parts().collect();
        let named =
            |kind: &&Self| kind.symbols().iter().any(|symbol| parts.first() == Some(symbol));
        if let Some(&kind) = Self::ALL.iter().find(named) {
            return Some(kind);
        }
        match parts.as_slice() {
            ["UBTVQH", ..] => Some(Self::Resolution),
            _ => None,
        }
    }

    /// Thứ bậc hiệu lực, 1 the highest: the order of Điều 4 Luật 64/2025/QH15 as amended by Luật 87/2025/QH15.
    /// None for papers that make no norms.
    pub fn rank(self, issuer: Option<&Authority>) -> Option<u8> {
        let body = issuer.map_or("", |authority| authority.id.as_str());
        let level = issuer.map(|authority| authority.level());
        Some(match (self, body) {
            (Self::Constitution, _) => 1,
            (Self::Code | Self::Law, _) | (Self::Resolution, "quoc-hoi") => 2,
            (Self::Ordinance, _)
            | (Self::Resolution | Self::JointResolution, "uy-ban-thuong-vu-quoc-hoi") => 3,
            (Self::Order | Self::Decision, "chu-tich-nuoc") => 4,
            (Self::Decree, _) | (Self::Resolution | Self::JointResolution, "chinh-phu") => 5,
            (Self::JointResolution, _) => 3,
            (Self::Decision, "thu-tuong") => 6,
            (Self::Resolution, "hoi-dong-tham-phan") => 7,
            (Self::Circular, _) | (Self::Decision, "kiem-toan-nha-nuoc") => 8,
            (Self::JointCircular, _) => 9,
            (Self::Resolution, _) if level == Some(Level::Province) => 10,
            (Self::Decision, _) if level == Some(Level::Province) => 11,
            (Self::Resolution, _) if level == Some(Level::Commune) => 14,
            (Self::Decision, _) if level == Some(Level::Commune) => 15,
            _ => return None,
        })
    }
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_read_from_names_and_numbers() {
        assert_eq!(Kind::from_name("NGHỊ QUYẾT LIÊN TỊCH"), Some(Kind::JointResolution));
        assert_eq!(Kind::from_name("nghị quyết chung"), None);
        assert_eq!(Kind::at_start("Luật Đất đai"), Some((Kind::Law, "Luật".len())));
        assert_eq!(
            Kind::at_start("Thông tư liên tịch số 1"),
            Some((Kind::JointCircular, "Thông tư liên tịch".len()))
        );
        let kind = |text: &str| Kind::from_number(&text.parse().unwrap());
        assert_eq!(kind("629/2019/UBTVQH14"), Some(Kind::Resolution));
        assert_eq!(kind("27/2005/PL-UBTVQH11"), Some(Kind::Ordinance));
        assert_eq!(kind("403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN"), Some(Kind::JointResolution));
        assert_eq!(kind("93/2015/QH13"), None);
        assert_eq!(kind("19-KL/TW"), Some(Kind::Conclusion));
    }
}
