//! What a text does to others by its title: `Nghị định quy định chi tiết một số điều của Luật Đất đai`.

use crate::cite::{self, DocumentName, Named};
use crate::law::{Document, Role};
use crate::relate::RelationKind;
use crate::text::Span;

/// A tie that the title states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TitleTie {
    /// What.
    pub kind: RelationKind,
    /// To which document.
    pub to: DocumentName,
    /// The title in the document's text; empty when the source gives it outside its text.
    pub span: Span,
}

/// The ties that the title of `document` states. What it only mentions makes no tie.
pub fn of_title(document: &Document) -> Vec<TitleTie> {
    let title = document.title.as_str();
    let Some(kind) = kind_of_title(title) else { return Vec::new() };
    let lines = document.lines.iter().filter(|it| it.role == Role::Title).map(|it| it.span);
    let span = lines.reduce(Span::to).unwrap_or_default();
    let named = cite::find(title).into_iter().filter_map(|mention| match mention.document {
        Named::Written(name) => Some(name),
        _ => None,
    });
    // The first is what the title is about; what stands in the name of that one is not.
    let limit = if kind == RelationKind::Amends { 12 } else { 1 };
    named.take(limit).map(|to| TitleTie { kind, to, span }).collect()
}

fn kind_of_title(title: &str) -> Option<RelationKind> {
    let title = title.trim().to_lowercase();
    let title =
        title.strip_prefix("về việc ").or_else(|| title.strip_prefix("về ")).unwrap_or(&title);
    let starts = |words: &[&str]| words.iter().any(|it| title.starts_with(it));
    if starts(&["sửa đổi", "bổ sung"]) {
        return Some(RelationKind::Amends);
    }
    if starts(&["bãi bỏ"]) {
        return Some(RelationKind::Repeals);
    }
    if starts(&["đính chính"]) {
        return Some(RelationKind::Corrects);
    }
    let guides = [
        "quy định chi tiết",
        "hướng dẫn",
        "chi tiết thi hành",
        "biện pháp thi hành",
        "biện pháp để tổ chức",
    ];
    guides.iter().any(|it| title.contains(it)).then_some(RelationKind::Guides)
}
