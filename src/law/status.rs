//! Tình trạng hiệu lực on a date.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::law::{Facts, Link, LinkKind};

/// Tình trạng hiệu lực of a document on a date, as far as what is known tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Status {
    /// Còn hiệu lực.
    InForce,
    /// Còn hiệu lực, đã được sửa đổi, bổ sung.
    Amended,
    /// Chưa có hiệu lực.
    NotYet,
    /// Hết hiệu lực toàn bộ.
    Ended,
    /// Chưa rõ: no date of effect is known.
    Unknown,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 5] =
        [Self::InForce, Self::Amended, Self::NotYet, Self::Ended, Self::Unknown];

    /// The status on `date` that `facts` prove. Without a date of effect nothing is claimed.
    pub fn on(date: Date, facts: &Facts) -> Self {
        let began = |kind| {
            let links = facts.links.iter().filter(move |link| link.kind == kind);
            links.map(Link::earliest).any(|since| since.is_none_or(|since| since <= date))
        };
        let ended = facts.ended.is_some_and(|ended| ended <= date);
        let replaced = facts.replaced().is_some_and(|replaced| replaced <= date);
        let amended = began(LinkKind::AmendedBy);
        match facts.in_force_since() {
            _ if ended || replaced => Self::Ended,
            Some(effective) if effective > date => Self::NotYet,
            Some(_) if amended => Self::Amended,
            Some(_) => Self::InForce,
            None => Self::Unknown,
        }
    }

    /// The status in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::InForce => "Còn hiệu lực",
            Self::Amended => "Còn hiệu lực, đã được sửa đổi, bổ sung",
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
            Self::NotYet => "chua-hieu-luc",
            Self::Ended => "het-hieu-luc",
            Self::Unknown => "chua-ro",
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn tie(kind: LinkKind, there: &str, since: Option<Date>) -> Link {
        Link {
            kind,
            here: None,
            there: there.to_owned(),
            portion: None,
            since,
            words: String::new(),
        }
    }

    #[test]
    fn nothing_is_claimed_that_is_not_proven() {
        let today = date(2026, 11, 23);
        let began = Facts { effective: Some(date(2016, 1, 1)), ..Facts::default() };
        assert_eq!(Status::on(today, &began), Status::InForce);
        assert_eq!(Status::on(date(2015, 12, 31), &began), Status::NotYet);
        assert_eq!(Status::on(today, &Facts::default()), Status::Unknown);
        let listed = Facts { catalogue_only: true, ..began.clone() };
        assert_eq!(Status::on(today, &listed), Status::Unknown);
        let ended = Facts { ended: Some(date(2025, 7, 1)), ..listed };
        assert_eq!(Status::on(today, &ended), Status::Ended);
        let replaced = tie(LinkKind::ReplacedBy, "72/2025/QH15", None);
        assert_eq!(
            Status::on(today, &Facts { links: vec![replaced], ..began.clone() }),
            Status::Unknown
        );
        for (amender, status) in
            [("47/2019/QH14", Status::Amended), ("02/2027/QH-MH", Status::InForce)]
        {
            let links = vec![tie(LinkKind::AmendedBy, amender, None)];
            assert_eq!(Status::on(today, &Facts { links, ..began.clone() }), status, "{amender}");
        }
    }
}
