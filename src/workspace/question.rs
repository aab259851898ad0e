//! Vướng mắc: questions from practice about a provision, and their answers.

use serde::{Deserialize, Serialize};

use crate::workspace::{Entry, Error, Held, Pointer, Workspace};

/// Câu hỏi từ thực tiễn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The provision it is about.
    pub about: Pointer,
    /// What is asked.
    pub asked: String,
    /// By whom: an office, a council.
    pub asker: String,
    /// How far it is.
    pub state: State,
    /// Who is to answer.
    #[serde(default)]
    pub assignee: String,
    /// The answer.
    #[serde(default)]
    pub answer: String,
    /// The provisions that the answer rests on.
    #[serde(default)]
    pub rests_on: Vec<Pointer>,
}

/// Trạng thái xử lý.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Mới.
    New,
    /// Đã phân công.
    Assigned,
    /// Đã trả lời.
    Answered,
    /// Cần sửa luật.
    NeedsAmendment,
}

impl Entry for Question {
    const KIND: &'static str = "question";
    const NAME: &'static str = "Vướng mắc";

    /// The document alone: questions are counted and listed by document, then by provision.
    fn topic(&self) -> String {
        self.about.0.document.slug()
    }
}

impl State {
    /// Every state, in the order of the work.
    pub const ALL: [Self; 4] = [Self::New, Self::Assigned, Self::Answered, Self::NeedsAmendment];

    /// The state in addresses.
    pub fn slug(self) -> &'static str {
        match self {
            Self::New => "moi",
            Self::Assigned => "phan-cong",
            Self::Answered => "da-tra-loi",
            Self::NeedsAmendment => "can-sua-luat",
        }
    }

    /// The state in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "Mới",
            Self::Assigned => "Đã phân công",
            Self::Answered => "Đã trả lời",
            Self::NeedsAmendment => "Cần sửa luật",
        }
    }

    /// Reads a slug.
    pub fn of(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.slug() == slug)
    }
}

impl Workspace {
    /// The questions about a document and its provisions, oldest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn questions_of(&self, slug: &str) -> Result<Vec<Held<Question>>, Error> {
        self.entries_about(slug)
    }
}
