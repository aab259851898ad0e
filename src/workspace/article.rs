//! Điều của dự thảo: sentences in their order, each with where it was taken from.

use serde::{Deserialize, Serialize};

use crate::workspace::{Entry, Pointer};

/// Một điều của dự thảo.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// Tên chương that begins with it.
    #[serde(default)]
    pub chapter: Option<String>,
    /// Tên điều.
    pub heading: String,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
}

/// Một câu của dự thảo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// Where it stands in the article.
    pub level: Level,
    /// Its words.
    pub text: String,
    /// Where it comes from; none: mới.
    #[serde(default)]
    pub origin: Option<Origin>,
}

/// Câu đứng ở đâu trong điều.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Đoạn mở đầu, or a paragraph of an article without khoản.
    Opening,
    /// A new khoản.
    #[default]
    Clause,
    /// A new điểm.
    Point,
    /// Goes on after the sentence before it.
    Follows,
    /// A new paragraph of the khoản at hand.
    Paragraph,
}

/// Nguồn của một câu.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The provision.
    pub at: Pointer,
    /// The sentence as it was when it was taken into the draft: what its wording now is compared with.
    pub taken: String,
}

impl Entry for Article {
    const KIND: &'static str = "article";
    const NAME: &'static str = "Điều của dự thảo";

    fn topic(&self) -> String {
        String::new()
    }
}

impl Level {
    /// Every level.
    pub const ALL: [Self; 5] =
        [Self::Opening, Self::Clause, Self::Paragraph, Self::Point, Self::Follows];

    /// The level in forms.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Opening => "doan",
            Self::Clause => "khoan",
            Self::Point => "diem",
            Self::Follows => "tiep",
            Self::Paragraph => "doan-khoan",
        }
    }

    /// The level in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Opening => "Đoạn của điều",
            Self::Clause => "Khoản",
            Self::Point => "Điểm",
            Self::Follows => "Viết tiếp",
            Self::Paragraph => "Đoạn của khoản",
        }
    }

    /// Reads a slug.
    pub fn of(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.slug() == slug)
    }
}
