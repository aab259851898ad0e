//! What people wrote, as pages show it: when, comments, changes, questions.

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

use crate::web::error::Error;
use crate::workspace::{
    Article, Change, Comment, Decision, Entry, Held, Id, Question, Scope, State, Worksheet,
    Workspace,
};

/// Hours of Vietnam before universal time, all year.
const ZONE: i8 = 7;

/// A moment as Vietnamese readers write it: `23/11/2026 14:05`.
pub(crate) fn moment(at: Timestamp) -> String {
    let there = at.to_zoned(TimeZone::fixed(Offset::constant(ZONE)));
    let (day, time) = (there.date(), there.time());
    format!(
        "{:02}/{:02}/{} {:02}:{:02}",
        day.day(),
        day.month(),
        day.year(),
        time.hour(),
        time.minute()
    )
}

/// A scope in words.
pub(crate) fn scope_words(scope: &Scope) -> String {
    match scope {
        Scope::Documents(documents) => {
            let names: Vec<String> = documents.iter().map(ToString::to_string).collect();
            names.join("; ")
        }
        Scope::Search(words) => format!("văn bản trả lời câu tìm kiếm “{words}”"),
    }
}

/// What a comment on a group is about.
pub(crate) fn about_group(key: &str) -> String {
    format!("nhom:{key}")
}

/// What a comment on an article is about.
pub(crate) fn about_article(id: &Id) -> String {
    format!("dieu:{id}")
}

/// A comment.
#[derive(Clone, Debug)]
pub(crate) struct CommentView {
    pub(crate) id: Id,
    pub(crate) text: String,
    pub(crate) by: String,
    pub(crate) when: String,
}

/// The comments on one thing of a worksheet.
pub(crate) fn comments_of(
    workspace: &Workspace,
    id: Id,
    about: &str,
) -> Result<Vec<CommentView>, Error> {
    let all = workspace.entries::<Comment>(Some(id))?.into_iter();
    let here = all.filter(|it| it.body.about == about);
    let view = |it: Held<Comment>| CommentView {
        id: it.id,
        text: it.body.text,
        when: moment(it.at),
        by: it.by,
    };
    Ok(here.map(view).collect())
}

/// A question in a list.
#[derive(Clone, Debug)]
pub(crate) struct QuestionView {
    pub(crate) url: String,
    pub(crate) about: String,
    pub(crate) asked: String,
    pub(crate) asker: String,
    pub(crate) state: State,
    pub(crate) assignee: String,
    pub(crate) answer: String,
    pub(crate) when: String,
}

impl QuestionView {
    /// The view of a question.
    pub(crate) fn of(held: &Held<Question>) -> Self {
        let question = &held.body;
        Self {
            url: format!("/vuong-mac/{}", held.id),
            about: question.about.to_string(),
            asked: question.asked.clone(),
            asker: question.asker.clone(),
            state: question.state,
            assignee: question.assignee.clone(),
            answer: question.answer.clone(),
            when: moment(held.at),
        }
    }

    /// Whether it is in this state.
    pub(crate) fn is(&self, state: &State) -> bool {
        self.state == *state
    }
}

/// A change in the history.
#[derive(Clone, Debug)]
pub(crate) struct ChangeView {
    pub(crate) id: Id,
    pub(crate) when: String,
    pub(crate) by: String,
    pub(crate) what: String,
    pub(crate) detail: String,
    /// Whether it can be taken back.
    pub(crate) latest: bool,
}

/// The view of a change of `root` or of something in it.
pub(crate) fn change_view(root: Id, change: &Change) -> ChangeView {
    let name = match change.kind.as_str() {
        Worksheet::KIND => Worksheet::NAME,
        Decision::KIND => Decision::NAME,
        Article::KIND => Article::NAME,
        Comment::KIND => Comment::NAME,
        _ => Question::NAME,
    };
    let act = match (&change.before, &change.after, change.undoes) {
        (_, _, Some(_)) => "Hoàn tác",
        (None, _, _) => "Thêm",
        (_, None, _) => "Xóa",
        _ => "Sửa",
    };
    let shown = change.after.as_ref().or(change.before.as_ref());
    let first = change.entry == root && change.before.is_none();
    ChangeView {
        id: change.id,
        when: moment(change.at),
        by: change.by.clone(),
        what: format!("{act}: {}", name.to_lowercase()),
        detail: shown.map(|it| detail(&change.kind, it)).unwrap_or_default(),
        latest: change.latest && !first,
    }
}

/// What a state says, in a few words.
fn detail(kind: &str, body: &str) -> String {
    let words = match kind {
        Worksheet::KIND => serde_json::from_str::<Worksheet>(body).map(|it| it.name),
        Decision::KIND => serde_json::from_str::<Decision>(body)
            .map(|it| format!("{}. {}", it.ruling.name(), it.reason)),
        Article::KIND => serde_json::from_str::<Article>(body)
            .map(|it| format!("{} ({} câu)", it.heading, it.sentences.len())),
        Comment::KIND => serde_json::from_str::<Comment>(body).map(|it| it.text),
        _ => serde_json::from_str::<Question>(body)
            .map(|it| format!("{}. {}", it.state.name(), it.answer)),
    };
    words.unwrap_or_default().chars().take(160).collect()
}
