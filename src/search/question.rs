//! What is asked, as types.

use jiff::civil::Date;

use crate::law::{Kind, Level, Status};

/// What is asked.
#[derive(Clone, Debug)]
pub struct Question {
    /// The words as typed.
    pub text: String,
    /// Only this kind.
    pub kind: Option<Kind>,
    /// Only this authority, by its key.
    pub authority: Option<String>,
    /// Only of authorities on this level.
    pub level: Option<Level>,
    /// Only of this lĩnh vực, as documents name it.
    pub field: Option<String>,
    /// Only this year of issue.
    pub year: Option<i16>,
    /// Only with this status on `today`.
    pub status: Option<Status>,
    /// Which wordings and documents are looked in.
    pub when: When,
    /// Only inside this document, by its slug.
    pub within: Option<String>,
    /// What comes first.
    pub sort: Sort,
    /// Whether the words are looked for just as typed: no dấu are put on them, no slips mended.
    pub exact: bool,
    /// How many hits to pass over.
    pub from: usize,
    /// How many hits to give.
    pub size: usize,
    /// The day whose law is asked for, and on which statuses are told.
    pub today: Date,
    /// What ranking leaves out: for measuring what each part of it adds.
    pub without: Option<RankPart>,
}

/// A part of ranking that measuring can leave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RankPart {
    /// Cặp âm tiết: neighbours as terms of their own.
    Pairs,
    /// Cách nói khác: synonyms and other names.
    Otherwise,
    /// Tiên nghiệm: the order of norms and the effect on the day.
    Priors,
    /// Xét lại: looking at the best by sum one by one.
    Looking,
}

impl Question {
    /// A question without filters, for its first ten hits.
    pub fn of(text: &str, today: Date) -> Self {
        let text = text.to_owned();
        Self {
            text,
            kind: None,
            authority: None,
            level: None,
            field: None,
            year: None,
            status: None,
            when: When::default(),
            within: None,
            sort: Sort::default(),
            exact: false,
            from: 0,
            size: 10,
            today,
            without: None,
        }
    }
}

/// Thời điểm: which wordings and documents are looked in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum When {
    /// What is law on the day asked, or enacted and to be law: the wordings of that day, of documents that have not ended.
    #[default]
    Day,
    /// Mọi thời điểm: every wording of every document.
    Always,
}

/// What comes first among the hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Hợp nhất với câu hỏi.
    #[default]
    Relevance,
    /// Mới ban hành nhất.
    Newest,
    /// Hiệu lực pháp lý cao nhất.
    Authority,
}

impl Sort {
    /// Every order.
    pub const ALL: [Self; 3] = [Self::Relevance, Self::Newest, Self::Authority];

    /// The order's word in addresses.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Relevance => "phu-hop",
            Self::Newest => "moi-nhat",
            Self::Authority => "cap-cao",
        }
    }

    /// The order in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Relevance => "Phù hợp nhất",
            Self::Newest => "Mới ban hành",
            Self::Authority => "Hiệu lực cao",
        }
    }
}
