//! The signs of lists: what a browser prints before an item and no text node holds.

use scraper::node::Element;

use crate::read::html::style;

/// A list being read.
#[derive(Debug)]
pub(crate) struct List {
    /// The number of the next item; none for a list without numbers.
    next: Option<u32>,
    letters: bool,
}

impl List {
    /// A list that opens with this element.
    pub(crate) fn open(element: &Element) -> Self {
        let start = style::attr(element, "start").and_then(|start| start.trim().parse().ok());
        Self {
            next: (element.name() == "ol").then_some(start.unwrap_or(1)),
            letters: style::attr(element, "type") == Some("a"),
        }
    }

    /// The sign of the next item: `- `, `3. `, `c) `.
    pub(crate) fn next_sign(&mut self) -> String {
        let Some(number) = self.next else { return "- ".to_owned() };
        self.next = Some(number.saturating_add(1));
        let letter = u8::try_from(number).ok().filter(|number| (1..=26).contains(number));
        match letter.filter(|_| self.letters) {
            Some(letter) => format!("{}) ", char::from(b'a' + letter - 1)),
            None => format!("{number}. "),
        }
    }
}
