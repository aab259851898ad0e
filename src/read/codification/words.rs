//! Small readings of the fixed HTML around the articles.

use scraper::Html;

/// The words of a piece of HTML: tags gone, entities decoded, white space collapsed, no-break spaces made plain.
pub(crate) fn of(html: &str) -> String {
    let text = if html.contains('&') {
        Html::parse_fragment(html).root_element().text().collect::<String>()
    } else {
        let mut text = String::with_capacity(html.len());
        let mut rest = html;
        while let Some((before, after)) = rest.split_once('<') {
            text.push_str(before);
            // A lone `<` in the words is no tag.
            let is_tag =
                after.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
            match after.split_once('>') {
                Some((_, after)) if is_tag => rest = after,
                _ => {
                    text.push('<');
                    rest = after;
                }
            }
        }
        text.push_str(rest);
        text
    };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The quoted value right after `key`: `name='37…'`.
pub(crate) fn quoted_after<'a>(html: &'a str, key: &str) -> Option<&'a str> {
    let (_, rest) = html.split_once(key)?;
    let quote = rest.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
    rest.get(1..)?.split_once(quote).map(|(value, _)| value)
}
