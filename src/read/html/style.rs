//! What the tags and the inline style of an element say about the text in it.

use scraper::node::Element;

/// Elements whose text is not the page's text: code, controls, media.
const SILENT: [&str; 22] = [
    "script", "style", "noscript", "template", "head", "title", "meta", "link", "iframe", "object",
    "embed", "svg", "canvas", "button", "select", "option", "textarea", "input", "nav", "audio",
    "video", "math",
];

/// First parts of class names that web pages give to what answers a click.
const CONTROLS: [&str; 9] =
    ["tooltip", "btn", "button", "popup", "modal", "toolbar", "share", "social", "breadcrumb"];

/// Elements that begin and end a paragraph.
const BLOCKS: [&str; 42] = [
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "table",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "td",
    "th",
    "caption",
    "blockquote",
    "section",
    "article",
    "header",
    "footer",
    "main",
    "aside",
    "center",
    "hr",
    "dl",
    "dt",
    "dd",
    "pre",
    "form",
    "fieldset",
    "legend",
    "address",
    "figure",
    "figcaption",
    "details",
    "summary",
    "body",
    "html",
];

/// Whether the text of the element is not part of the page as a reader sees it.
pub(crate) fn is_silent(element: &Element) -> bool {
    is_control(element) || is_hidden(element)
}

/// Code, controls, media.
pub(crate) fn is_control(element: &Element) -> bool {
    SILENT.contains(&element.name())
}

/// Whether the element looks like a link or a button; a law may stand in such a thing all the same.
pub(crate) fn is_like_control(element: &Element) -> bool {
    let link = element.name() == "a" && attr(element, "href").is_some();
    let named = |class: &str| CONTROLS.iter().any(|control| class.starts_with(control));
    link || element.classes().any(named)
}

/// Text that is there and not shown.
fn is_hidden(element: &Element) -> bool {
    attr(element, "hidden").is_some()
        || declared(element, "display").is_some_and(|value| value.eq_ignore_ascii_case("none"))
        || declared(element, "visibility").is_some_and(|value| value.eq_ignore_ascii_case("hidden"))
}

/// Whether the element begins and ends a paragraph.
pub(crate) fn is_block(element: &Element) -> bool {
    BLOCKS.contains(&element.name())
}

/// Level of a heading element.
pub(crate) fn heading(element: &Element) -> Option<u8> {
    let level = element.name().strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

/// Whether the element makes its text bold or no longer bold; none when it says nothing.
pub(crate) fn bold(element: &Element) -> Option<bool> {
    if let Some(weight) = declared(element, "font-weight") {
        let heavy = weight.parse::<u32>().is_ok_and(|weight| weight >= 600);
        return Some(heavy || weight.to_ascii_lowercase().starts_with("bold"));
    }
    matches!(element.name(), "b" | "strong").then_some(true)
}

/// Whether the element makes its text italic or no longer italic.
pub(crate) fn italic(element: &Element) -> Option<bool> {
    if let Some(style) = declared(element, "font-style") {
        return Some(matches!(style.to_ascii_lowercase().as_str(), "italic" | "oblique"));
    }
    matches!(element.name(), "i" | "em").then_some(true)
}

/// The value of an attribute. The tree's own look-up interns the name at every call, which took a third of the time of
/// reading a page.
pub(crate) fn attr<'a>(element: &'a Element, name: &str) -> Option<&'a str> {
    element.attrs().find(|(known, _)| *known == name).map(|(_, value)| value)
}

/// The value of a property in the inline style. Word's `mso-bidi-font-weight` is not `font-weight`.
pub(crate) fn declared<'a>(element: &'a Element, property: &str) -> Option<&'a str> {
    let entries = attr(element, "style")?.split(';');
    let pairs = entries.filter_map(|entry| entry.split_once(':'));
    pairs
        .filter(|(name, _)| name.trim().eq_ignore_ascii_case(property))
        .map(|(_, value)| value.trim().trim_end_matches("!important").trim_end())
        .next_back()
}
