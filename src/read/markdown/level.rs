//! The lines of a file, made so that Markdown finds in them only what law uses of it.

use std::borrow::Cow;

/// The lines without indentation, their list signs and rules escaped.
pub(crate) fn level(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let mut in_note = false;
    for line in text.split('\n') {
        let bare = line.trim_start();
        let is_indented = bare.len() < line.len();
        // The paragraphs of a footnote are told by their indentation: it stays there.
        in_note = bare.starts_with("[^") && bare.contains("]:")
            || in_note && (is_indented || bare.is_empty());
        let indent = if in_note && is_indented { "    " } else { "" };
        out.push_str(indent);
        out.push_str(&escape(bare));
        out.push('\n');
    }
    out
}

/// One line with what Markdown would take for a list, a rule or a link definition escaped.
fn escape(line: &str) -> Cow<'_, str> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let after = |at: usize| line.as_bytes().get(at).copied();
    let spaced = |at: usize| after(at).is_none_or(|byte| byte.is_ascii_whitespace());
    let put = |at: usize| match line.split_at_checked(at) {
        Some((head, tail)) => Cow::Owned(format!("{head}\\{tail}")),
        None => Cow::Borrowed(line),
    };
    match after(digits) {
        Some(b'.' | b')') if (1..=9).contains(&digits) && spaced(digits + 1) => put(digits),
        Some(b'-' | b'+' | b'*') if digits == 0 && spaced(1) => put(0),
        Some(b'-' | b'=' | b'_' | b'*' | b'~' | b'`')
            if digits == 0 && is_ruler(line) && !is_table_rule(line) =>
        {
            let escaped = |c: char| (c != ' ').then_some('\\').into_iter().chain([c]);
            Cow::Owned(line.chars().flat_map(escaped).collect())
        }
        // `[1]: Khoản này` is a footnote of a consolidated text to people and an invisible definition to Markdown.
        Some(b'[') if digits == 0 && !line.starts_with("[^") && line.contains("]:") => put(0),
        _ => Cow::Borrowed(line),
    }
}

/// A line of one sign only: `-------`, `***`, `=====`, or code fences.
fn is_ruler(line: &str) -> bool {
    let line = line.trim_end();
    let first = line.chars().next();
    let fence = line.starts_with("```") || line.starts_with("~~~");
    fence && !line.trim_start_matches(['`', '~']).is_empty()
        || line.len() >= 2 && line.chars().all(|c| Some(c) == first || c == ' ')
}

/// Whether the text has marks that only Markdown has: `#` headings, pipe tables, footnotes.
pub(crate) fn has_marks(text: &str) -> bool {
    let mut headings = 0;
    for line in text.lines() {
        let line = line.trim_start();
        let level = line.bytes().take_while(|byte| *byte == b'#').count();
        if (1..=6).contains(&level) && line.get(level..).is_some_and(|rest| rest.starts_with(' ')) {
            headings += 1;
        }
        if line.starts_with("[^") && line.contains("]:") || is_table_rule(line) {
            return true;
        }
    }
    headings > 0
}

/// `| --- | :-: |`: the line under the head of a pipe table.
fn is_table_rule(line: &str) -> bool {
    let line = line.trim();
    line.contains('|')
        && line.contains("--")
        && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'))
}
