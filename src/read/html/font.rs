//! Pages in old encodings: the letters live in fonts, and the font is an attribute.
//!
//! Word saved TCVN3 and VNI documents as pages of Windows-1252 letters with `face=".VnTime"` around them. As in Word files
//! the name of the font only hints; the words of all text in it decide.

use std::borrow::Cow;

use ego_tree::NodeRef;
use scraper::Node;

use crate::read::html::style;
use crate::text::legacy::{self, Survey};

/// Words by font, when the page has letters of old encodings at all.
pub(crate) fn survey(root: NodeRef<'_, Node>) -> Option<Survey> {
    let texts = || root.descendants().filter_map(|node| Some((node, node.value().as_text()?)));
    if !legacy::may_be_old(texts().map(|(_, text)| &**text)) {
        return None;
    }
    let mut survey = Survey::default();
    for (node, text) in texts() {
        survey.note(of(node), text);
    }
    survey.finds_any().then_some(survey)
}

/// The text of a node in Unicode.
pub(crate) fn unicode<'a>(node: NodeRef<'_, Node>, text: &'a str, survey: &Survey) -> Cow<'a, str> {
    let font = of(node);
    match survey.charset(font, text) {
        Some(charset) if legacy::is_font_of_capitals(font) => charset.decode(text, true).into(),
        Some(charset) => legacy::raised(&charset.decode(text, false)).into(),
        None => text.into(),
    }
}

/// The font that a text is shown in, as far as its elements name it.
fn of(node: NodeRef<'_, Node>) -> &str {
    let mut elements = node.ancestors().filter_map(|node| node.value().as_element());
    let named = elements.find_map(|element| {
        style::attr(element, "face").or_else(|| style::declared(element, "font-family"))
    });
    let first = named.unwrap_or_default().split(',').next().unwrap_or_default();
    first.trim_matches(['"', '\'', ' '])
}
