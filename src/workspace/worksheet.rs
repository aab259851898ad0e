//! Bảng rà soát: a named piece of work, its decisions and comments.

use serde::{Deserialize, Serialize};

use crate::workspace::{Entry, Id, Pointer};

/// Bảng rà soát.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Worksheet {
    /// Its name, its own among all.
    pub name: String,
    /// What is compared.
    pub scope: Scope,
    /// Trích yếu of the draft.
    #[serde(default)]
    pub title: String,
    /// The articles of the draft in their order; those not named follow, oldest first.
    #[serde(default)]
    pub order: Vec<Id>,
}

/// Phạm vi rà soát.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// Chosen documents.
    Documents(Vec<Pointer>),
    /// A saved search: the documents that answer it when the groups are made.
    Search(String),
}

/// Quyết định về một nhóm, by the officer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The group's key.
    pub group: String,
    /// What was decided.
    pub ruling: Ruling,
    /// Why.
    pub reason: String,
    /// The provision to keep.
    pub keep: Option<Pointer>,
    /// The members that were decided on, so that the decision can be read when the group is not found again.
    pub members: Vec<Pointer>,
}

/// Kết luận.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ruling {
    /// Trùng.
    Duplicate,
    /// Chồng chéo.
    Overlapping,
    /// Mâu thuẫn.
    Contrary,
    /// Bổ trợ.
    Complementary,
    /// Không: not the same matter.
    Unrelated,
}

/// Góp ý.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// What it is about: empty for the worksheet, `nhom:` and a key, `dieu:` and a number.
    pub about: String,
    /// The words.
    pub text: String,
}

impl Entry for Worksheet {
    const KIND: &'static str = "worksheet";
    const NAME: &'static str = "Bảng rà soát";
    const SINGLE: bool = true;

    fn topic(&self) -> String {
        self.name.clone()
    }
}

impl Entry for Decision {
    const KIND: &'static str = "decision";
    const NAME: &'static str = "Quyết định";
    const SINGLE: bool = true;

    fn topic(&self) -> String {
        self.group.clone()
    }
}

impl Entry for Comment {
    const KIND: &'static str = "comment";
    const NAME: &'static str = "Góp ý";

    fn topic(&self) -> String {
        self.about.clone()
    }
}

impl Ruling {
    /// Every ruling, in the order of the keys 1 to 5.
    pub const ALL: [Self; 5] =
        [Self::Duplicate, Self::Overlapping, Self::Contrary, Self::Complementary, Self::Unrelated];

    /// The ruling in addresses and on the command line.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Duplicate => "trung",
            Self::Overlapping => "chong-cheo",
            Self::Contrary => "mau-thuan",
            Self::Complementary => "bo-tro",
            Self::Unrelated => "khong",
        }
    }

    /// The ruling in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Duplicate => "Trùng",
            Self::Overlapping => "Chồng chéo",
            Self::Contrary => "Mâu thuẫn",
            Self::Complementary => "Bổ trợ",
            Self::Unrelated => "Không cùng việc",
        }
    }

    /// Reads a slug.
    pub fn of(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.slug() == slug)
    }
}
