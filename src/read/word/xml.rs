//! XML as a stream of elements, without prefixes: Word's own and the strict form name the same things differently.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use crate::read::Error;

/// Deepest nesting that is read. Tables in text boxes in tables come to about 60.
const DEPTH_LIMIT: usize = 1_000;

/// A stream of nodes.
pub(crate) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
}

/// What stands next in the stream.
pub(crate) enum Node<'a> {
    /// An element begins.
    Open(Element<'a>),
    /// An element ends; every `Open` has one.
    Close,
    /// Characters.
    Text(Cow<'a, str>),
}

/// The beginning of an element.
pub(crate) struct Element<'a>(BytesStart<'a>);

impl<'a> Xml<'a> {
    /// The nodes of `text`.
    pub(crate) fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Self { reader, depth: 0 }
    }

    /// The next node; none at the end.
    ///
    /// # Errors
    /// When the XML is not well formed, ends too early or nests too deep.
    pub(crate) fn next(&mut self) -> Result<Option<Node<'a>>, Error> {
        loop {
            let damaged = |_| Error::Damaged { format: "DOCX" };
            let node = match self.reader.read_event().map_err(damaged)? {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > DEPTH_LIMIT {
                        return Err(Error::TooDeep { limit: DEPTH_LIMIT });
                    }
                    Node::Open(Element(start))
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Node::Close
                }
                Event::Text(text) => Node::Text(text.into_inner()),
                Event::CData(text) => Node::Text(text.into_inner()),
                Event::GeneralRef(name) => {
                    let letter = name.resolve_char_ref().ok().flatten();
                    let known = quick_xml::escape::resolve_predefined_entity(&name);
                    match (letter, known) {
                        (Some(letter), _) => Node::Text(letter.to_string().into()),
                        (None, Some(known)) => Node::Text(known.into()),
                        // An entity that a document type of its own defines: none is read, so none can grow.
                        (None, None) => continue,
                    }
                }
                Event::Eof if self.depth > 0 => return Err(Error::Damaged { format: "DOCX" }),
                Event::Eof => return Ok(None),
                _ => continue,
            };
            return Ok(Some(node));
        }
    }

    /// Passes over the rest of the element that was opened last.
    pub(crate) fn skip(&mut self) -> Result<(), Error> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if self.next()?.is_none() {
                break;
            }
        }
        Ok(())
    }
}

impl Element<'_> {
    /// Its name without prefix.
    pub(crate) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// The value of an attribute, named without prefix.
    pub(crate) fn attr(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let attributes = attributes.with_checks(false).flatten();
        let mut named = attributes.filter(|it| it.key.local_name().into_inner() == name);
        let value = named.next()?;
        let plain = value.value.to_string();
        Some(value.normalized_value(XmlVersion::Implicit1_0).map_or(plain, Cow::into_owned))
    }

    /// The value of `val`, read as a number.
    pub(crate) fn number<T: std::str::FromStr>(&self) -> Option<T> {
        self.attr("val")?.trim().parse().ok()
    }

    /// Whether the property that the element stands for is on: it is unless `val` denies it.
    pub(crate) fn is_on(&self) -> bool {
        !matches!(self.attr("val").as_deref(), Some("0" | "false" | "off" | "none"))
    }
}
