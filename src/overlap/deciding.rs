//! Which of two texts prevails, by the rule that decides, where there is one (Luật 64/2025/QH15, Điều 58).
//!
//! Higher force wins; of the same authority the later wins; between authorities of the same rank no rule decides. What is
//! not in force on the date decides nothing. It is a proposal: only the competent body decides.

use jiff::civil::Date;

use crate::law::{Authority, Kind, Status};

/// Thế đứng của một văn bản: what the rules of precedence ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Loại văn bản.
    pub kind: Kind,
    /// Cơ quan ban hành.
    pub authorities: Vec<Authority>,
    /// Ngày ban hành.
    pub issued: Option<Date>,
    /// Tình trạng on the date that is asked for.
    pub status: Status,
}

/// Which side prevails, and by what rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deciding {
    /// Bên trái không còn hoặc chưa có hiệu lực: the right alone applies.
    LeftNotInForce,
    /// Bên phải không còn hoặc chưa có hiệu lực.
    RightNotInForce,
    /// Bên trái có hiệu lực pháp lý cao hơn.
    LeftHigher,
    /// Bên phải có hiệu lực pháp lý cao hơn.
    RightHigher,
    /// Cùng cơ quan, bên trái ban hành sau.
    LeftLater,
    /// Cùng cơ quan, bên phải ban hành sau.
    RightLater,
    /// Không có quy tắc: same rank and other authorities, or too little is known.
    NoRule,
}

/// The words by which a rule calls its two texts, where they are not named.
const CALLED: [&str; 2] = ["văn bản thứ nhất", "văn bản thứ hai"];

/// The rule that decides between two texts.
pub fn deciding(left: &Standing, right: &Standing) -> Deciding {
    let out = |it: &Standing| matches!(it.status, Status::Ended | Status::NotYet);
    match (out(left), out(right)) {
        (true, false) => return Deciding::LeftNotInForce,
        (false, true) => return Deciding::RightNotInForce,
        _ => {}
    }
    let rank = |it: &Standing| it.kind.rank(it.authorities.first());
    match (rank(left), rank(right)) {
        (Some(a), Some(b)) if a < b => Deciding::LeftHigher,
        (Some(a), Some(b)) if a > b => Deciding::RightHigher,
        (Some(_), None) => Deciding::LeftHigher,
        (None, Some(_)) => Deciding::RightHigher,
        _ if left.authorities != right.authorities || left.authorities.is_empty() => {
            Deciding::NoRule
        }
        _ => match (left.issued, right.issued) {
            (Some(a), Some(b)) if a > b => Deciding::LeftLater,
            (Some(a), Some(b)) if a < b => Deciding::RightLater,
            _ => Deciding::NoRule,
        },
    }
}

impl Deciding {
    /// The rule in a sentence that names both texts.
    pub fn sentence_about(self, left: &str, right: &str) -> String {
        let sentence = self.sentence();
        for (called, name) in CALLED.into_iter().zip([left, right]) {
            let capital = format!("V{}", called.trim_start_matches('v'));
            for words in [capital.as_str(), called] {
                if sentence.contains(words) {
                    return sentence.replace(words, name);
                }
            }
        }
        sentence.to_owned()
    }

    /// The rule in a sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::LeftNotInForce => {
                "Văn bản thứ nhất không còn hoặc chưa có hiệu lực vào ngày này."
            }
            Self::RightNotInForce => {
                "Văn bản thứ hai không còn hoặc chưa có hiệu lực vào ngày này."
            }
            Self::LeftHigher => "Văn bản thứ nhất có hiệu lực pháp lý cao hơn.",
            Self::RightHigher => "Văn bản thứ hai có hiệu lực pháp lý cao hơn.",
            Self::LeftLater => "Cùng cơ quan ban hành: văn bản thứ nhất ban hành sau.",
            Self::RightLater => "Cùng cơ quan ban hành: văn bản thứ hai ban hành sau.",
            Self::NoRule => {
                "Không có quy tắc ưu tiên giữa hai văn bản: cơ quan có thẩm quyền quyết định."
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(kind: Kind, authority: &str, issued: Option<Date>, status: Status) -> Standing {
        let authorities = Authority::read(authority).into_iter().collect();
        Standing { kind, authorities, issued, status }
    }

    #[test]
    fn force_then_time_of_the_same_authority_then_nothing() {
        let day = |year| Date::new(year, 1, 1).ok();
        let law = standing(Kind::Law, "Quốc hội", day(2015), Status::InForce);
        let decree = standing(Kind::Decree, "Chính phủ", day(2020), Status::InForce);
        let later = standing(Kind::Decree, "Chính phủ", day(2021), Status::InForce);
        let over = standing(Kind::Law, "Quốc hội", day(2010), Status::Ended);
        let health = standing(Kind::Circular, "Bộ Y tế", day(2020), Status::InForce);
        let trade = standing(Kind::Circular, "Bộ Công Thương", day(2021), Status::InForce);
        assert_eq!(deciding(&law, &decree), Deciding::LeftHigher);
        assert_eq!(deciding(&decree, &later), Deciding::RightLater);
        assert_eq!(deciding(&over, &decree), Deciding::LeftNotInForce);
        assert_eq!(deciding(&health, &trade), Deciding::NoRule);
        let told = Deciding::RightLater.sentence_about("Nghị định số 1", "Nghị định số 2");
        assert_eq!(told, "Cùng cơ quan ban hành: Nghị định số 2 ban hành sau.");
        let told = Deciding::LeftHigher.sentence_about("Luật số 1", "Nghị định số 2");
        assert_eq!(told, "Luật số 1 có hiệu lực pháp lý cao hơn.");
    }
}
