//! Styles of a Word file: what a run looks like and what a paragraph is, after everything it inherits.

use std::collections::HashMap;
use std::rc::Rc;

use crate::read::Error;
use crate::read::word::xml::{Element, Node, Xml};

/// Styles that a style may rest on, one on the other.
const CHAIN_LIMIT: usize = 32;

/// How characters look, as far as it says something about the text. What is not said is inherited.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Look {
    /// Font of letters with marks.
    pub(crate) font: Option<Rc<str>>,
    /// Bold.
    pub(crate) bold: Option<bool>,
    /// Italic.
    pub(crate) italic: Option<bool>,
    /// Small letters are shown as capitals.
    pub(crate) caps: Option<bool>,
    /// Not shown at all.
    pub(crate) hidden: Option<bool>,
}

/// What a paragraph is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Form {
    /// The list it is numbered in; 0 is none.
    pub(crate) list: Option<u32>,
    /// Its level in the list, from 0.
    pub(crate) level: Option<u8>,
}

/// One style as the file defines it.
#[derive(Clone, Debug, Default)]
struct Style {
    name: String,
    base: Option<String>,
    look: Look,
    form: Form,
}

/// The styles of a file.
#[derive(Debug, Default)]
pub(crate) struct Styles {
    styles: HashMap<String, Style>,
    defaults: Look,
    /// The style of paragraphs that name none.
    usual: Option<String>,
}

impl Look {
    /// Takes in one property of a run.
    pub(crate) fn read(&mut self, element: &Element<'_>) {
        match element.name() {
            "rFonts" => {
                let named = ["hAnsi", "ascii"].iter().find_map(|name| element.attr(name));
                // The font of a theme has no name here, but it takes the place of one.
                let themed =
                    || ["hAnsiTheme", "asciiTheme"].iter().any(|it| element.attr(it).is_some());
                match named {
                    Some(font) => self.font = Some(font.into()),
                    None if themed() => self.font = Some("".into()),
                    None => {}
                }
            }
            "b" => self.bold = Some(element.is_on()),
            "i" => self.italic = Some(element.is_on()),
            "caps" => self.caps = Some(element.is_on()),
            "vanish" => self.hidden = Some(element.is_on()),
            _ => {}
        }
    }

    /// This look where it says something, `base` where it does not.
    pub(crate) fn over(&self, base: &Self) -> Self {
        Self {
            font: self.font.clone().or_else(|| base.font.clone()),
            bold: self.bold.or(base.bold),
            italic: self.italic.or(base.italic),
            caps: self.caps.or(base.caps),
            hidden: self.hidden.or(base.hidden),
        }
    }
}

impl Styles {
    /// Reads the styles part.
    pub(crate) fn read(text: &str) -> Result<Self, Error> {
        let mut styles = Self::default();
        let mut xml = Xml::new(text);
        while let Some(node) = xml.next()? {
            let Node::Open(element) = node else { continue };
            match element.name() {
                "rPrDefault" => styles.defaults = read_style(&mut xml)?.look,
                "style" => {
                    let id = element.attr("styleId").unwrap_or_default();
                    let usual = matches!(element.attr("default").as_deref(), Some("1" | "true"));
                    if usual && element.attr("type").as_deref() == Some("paragraph") {
                        styles.usual = Some(id.clone());
                    }
                    let style = read_style(&mut xml)?;
                    styles.styles.insert(id, style);
                }
                _ => {}
            }
        }
        Ok(styles)
    }

    /// The name that people see of a paragraph's style.
    pub(crate) fn name(&self, id: Option<&str>) -> Option<&str> {
        let style = self.styles.get(id.or(self.usual.as_deref())?)?;
        Some(style.name.as_str()).filter(|name| !name.is_empty())
    }

    /// What a paragraph of this style is.
    pub(crate) fn form(&self, id: Option<&str>) -> Form {
        let mut form = Form::default();
        for style in self.chain(id.or(self.usual.as_deref())) {
            form.list = form.list.or(style.form.list);
            form.level = form.level.or(style.form.level);
        }
        form
    }

    /// The look that a paragraph of this style gives its characters.
    pub(crate) fn look(&self, id: Option<&str>) -> Look {
        let chain = self.chain(id.or(self.usual.as_deref()));
        chain.fold(Look::default(), |look, style| look.over(&style.look)).over(&self.defaults)
    }

    /// What a style for characters says.
    pub(crate) fn run_look(&self, id: &str) -> Look {
        self.chain(Some(id)).fold(Look::default(), |look, style| look.over(&style.look))
    }

    /// A style and those it rests on, nearest first.
    fn chain<'a>(&'a self, id: Option<&str>) -> impl Iterator<Item = &'a Style> {
        let first = id.and_then(|id| self.styles.get(id));
        let next = |style: &&'a Style| self.styles.get(style.base.as_deref()?);
        std::iter::successors(first, next).take(CHAIN_LIMIT)
    }
}

/// The rest of a style that was just opened.
fn read_style(xml: &mut Xml<'_>) -> Result<Style, Error> {
    let mut style = Style::default();
    let mut depth = 1;
    while let Some(node) = xml.next()? {
        let element = match node {
            Node::Open(element) => element,
            Node::Close if depth == 1 => break,
            Node::Close => {
                depth -= 1;
                continue;
            }
            Node::Text(_) => continue,
        };
        match element.name() {
            // What tables of this style do to their first rows says nothing of the text.
            "tblStylePr" | "pPrChange" | "rPrChange" => {
                xml.skip()?;
                continue;
            }
            "name" => style.name = element.attr("val").unwrap_or_default(),
            "basedOn" => style.base = element.attr("val"),
            "numId" => style.form.list = element.number(),
            "ilvl" => style.form.level = element.number(),
            _ => style.look.read(&element),
        }
        depth += 1;
    }
    Ok(style)
}
