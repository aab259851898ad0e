//! Automatic numbers: what Word prints before a paragraph and no text of the file holds.
//!
//! A law typed with automatic numbering has no `Điều 5.` in its text, only "level 0 of list 3". The number is computed as
//! Word does it: each list counts on its own, a number on one level restarts the levels below it, a second list on the
//! same pattern goes on unless it says where to start. What comes out is what is printed, `e)` for the fifth điểm too.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::read::Error;
use crate::read::word::style::Look;
use crate::read::word::xml::{Element, Node, Xml};
use crate::text::Roman;

/// Levels that a list has at most.
const LEVELS: usize = 9;

/// One level of a list.
#[derive(Clone, Debug, Default)]
struct Level {
    start: Option<u32>,
    format: String,
    /// The pattern: `Điều %1.`, `%1.%2.`, a bullet.
    text: String,
    /// All numbers in it are Arabic.
    legal: bool,
    /// Goes on after a number on a level above, or restarts only after this one (from 1; 0 is never).
    restart: Option<u8>,
    /// The paragraph style that stands for it.
    style: Option<String>,
    look: Look,
}

/// A pattern of levels.
#[derive(Clone, Debug, Default)]
struct Pattern {
    levels: BTreeMap<u8, Level>,
    /// The numbering style it defines, and the one it borrows its levels from.
    defines: Option<String>,
    borrows: Option<String>,
}

/// A list: a pattern with changes of its own.
#[derive(Clone, Debug, Default)]
struct List {
    pattern: u32,
    levels: BTreeMap<u8, Level>,
    starts: BTreeMap<u8, u32>,
}

/// The lists of a file and how far they have counted.
#[derive(Debug, Default)]
pub(crate) struct Numbering {
    patterns: HashMap<u32, Pattern>,
    lists: HashMap<u32, List>,
    counted: HashMap<u32, [Option<u32>; LEVELS]>,
    begun: HashSet<(u32, u8)>,
}

impl Numbering {
    /// Reads the numbering part.
    pub(crate) fn read(text: &str) -> Result<Self, Error> {
        let mut numbering = Self::default();
        let mut xml = Xml::new(text);
        while let Some(node) = xml.next()? {
            let Node::Open(element) = node else { continue };
            match element.name() {
                "abstractNum" => {
                    let id = element.attr("abstractNumId").and_then(|id| id.parse().ok());
                    let pattern = read_pattern(&mut xml)?;
                    numbering.patterns.extend(id.map(|id| (id, pattern)));
                }
                "num" => {
                    let id = element.attr("numId").and_then(|id| id.parse().ok());
                    let list = read_list(&mut xml)?;
                    numbering.lists.extend(id.map(|id| (id, list)));
                }
                _ => {}
            }
        }
        Ok(numbering)
    }

    /// Starts all lists anew.
    pub(crate) fn restart(&mut self) {
        self.counted.clear();
        self.begun.clear();
    }

    /// The number of the next paragraph on a level of a list, and how it looks; none when the list has no such level or
    /// the level prints nothing. `style` is the paragraph's, for lists that tell their levels by it.
    pub(crate) fn next(
        &mut self,
        list: u32,
        level: Option<u8>,
        style: Option<&str>,
    ) -> Option<(String, Look)> {
        let id = list;
        let list = self.lists.get(&id)?.clone();
        let pattern_id = self.source(list.pattern);
        let pattern = self.patterns.get(&pattern_id)?;
        let by_style = || {
            let mut levels = pattern.levels.iter();
            levels.find(|(_, it)| it.style.is_some() && it.style.as_deref() == style)
        };
        let at = level.or_else(|| by_style().map(|(level, _)| *level)).unwrap_or(0);
        let find = |at: u8| list.levels.get(&at).or_else(|| pattern.levels.get(&at));
        let own = find(at)?.clone();
        let counted = self.counted.entry(pattern_id).or_default();
        let started = self.begun.insert((id, at)).then(|| list.starts.get(&at).copied()).flatten();
        let start = |level: &Level| level.start.unwrap_or(0);
        let value = counted.get_mut(usize::from(at))?;
        let next = started.or(value.map(|it| it.saturating_add(1))).unwrap_or(start(&own));
        *value = Some(next);
        for (below, slot) in (0_u8..).zip(counted.iter_mut()).skip(usize::from(at) + 1) {
            let restart = find(below).and_then(|level| level.restart);
            if restart.is_none_or(|after| after > at) {
                *slot = None;
            }
        }
        let number = |shown: u8| {
            let level = find(shown)?;
            let value = counted.get(usize::from(shown)).copied().flatten();
            let format = if own.legal { "decimal" } else { &level.format };
            Some(written(value.unwrap_or(start(level)), format))
        };
        let text = fill(&own, number);
        (!text.trim().is_empty()).then_some((text, own.look))
    }

    /// The pattern that holds the levels of this one.
    fn source(&self, pattern: u32) -> u32 {
        let borrowed = self.patterns.get(&pattern).and_then(|it| it.borrows.as_deref());
        let Some(borrowed) = borrowed else { return pattern };
        let mut defining = self.patterns.iter();
        let found = defining.find(|(_, it)| it.defines.as_deref() == Some(borrowed));
        found.map_or(pattern, |(id, _)| *id)
    }
}

/// The pattern of a level with its numbers put in.
fn fill(level: &Level, number: impl Fn(u8) -> Option<String>) -> String {
    if level.format == "bullet" {
        return level.text.chars().map(bullet).collect();
    }
    let mut text = String::new();
    let mut letters = level.text.chars().peekable();
    while let Some(letter) = letters.next() {
        let digit = letters.peek().and_then(|next| next.to_digit(10)).filter(|_| letter == '%');
        match digit.and_then(|digit| u8::try_from(digit).ok()?.checked_sub(1)) {
            Some(shown) => {
                letters.next();
                text.push_str(&number(shown).unwrap_or_default());
            }
            None => text.push(letter),
        }
    }
    text
}

/// The sign that a symbol font shows for a bullet.
fn bullet(sign: char) -> char {
    match sign {
        '\u{F02D}' => '-',
        '\u{F02B}' => '+',
        '\u{F0A7}' => '▪',
        'o' | '\u{F000}'..='\u{F0FF}' => '•',
        sign => sign,
    }
}

/// A number in one of Word's formats; Arabic in those that Vietnamese documents do not have.
fn written(value: u32, format: &str) -> String {
    match format {
        "lowerLetter" => letters(value, b'a'),
        "upperLetter" => letters(value, b'A'),
        "lowerRoman" => Roman(value.min(3_999)).to_string().to_lowercase(),
        "upperRoman" => Roman(value.min(3_999)).to_string(),
        "decimalZero" => format!("{value:02}"),
        "none" => String::new(),
        _ => value.to_string(),
    }
}

/// `a` … `z`, then `aa`, `bb`.
fn letters(value: u32, first: u8) -> String {
    let Some(index) = value.checked_sub(1) else { return String::new() };
    let letter = char::from(first + u8::try_from(index % 26).unwrap_or(0));
    let times = usize::try_from(index / 26).unwrap_or(0).min(8) + 1;
    std::iter::repeat_n(letter, times).collect()
}

fn read_pattern(xml: &mut Xml<'_>) -> Result<Pattern, Error> {
    let mut pattern = Pattern::default();
    inside(xml, |element, xml| {
        match element.name() {
            "lvl" => {
                let at = element.attr("ilvl").and_then(|at| at.parse().ok()).unwrap_or(0);
                pattern.levels.insert(at, read_level(xml)?);
                return Ok(true);
            }
            "styleLink" => pattern.defines = element.attr("val"),
            "numStyleLink" => pattern.borrows = element.attr("val"),
            _ => {}
        }
        Ok(false)
    })?;
    Ok(pattern)
}

fn read_list(xml: &mut Xml<'_>) -> Result<List, Error> {
    let mut list = List::default();
    let mut at = 0;
    inside(xml, |element, xml| {
        match element.name() {
            "abstractNumId" => list.pattern = element.number().unwrap_or_default(),
            "lvlOverride" => {
                at = element.attr("ilvl").and_then(|at| at.parse().ok()).unwrap_or(0);
            }
            "startOverride" => {
                list.starts.extend(element.number().map(|start: u32| (at, start)));
            }
            "lvl" => {
                list.levels.insert(at, read_level(xml)?);
                return Ok(true);
            }
            _ => {}
        }
        Ok(false)
    })?;
    Ok(list)
}

fn read_level(xml: &mut Xml<'_>) -> Result<Level, Error> {
    let mut level = Level { format: "decimal".to_owned(), ..Level::default() };
    inside(xml, |element, _| {
        match element.name() {
            "start" => level.start = element.number(),
            "numFmt" => level.format = element.attr("val").unwrap_or_default(),
            "lvlText" => level.text = element.attr("val").unwrap_or_default(),
            "isLgl" => level.legal = element.is_on(),
            "lvlRestart" => level.restart = element.number(),
            "pStyle" => level.style = element.attr("val"),
            _ => level.look.read(element),
        }
        Ok(false)
    })?;
    Ok(level)
}

/// Gives every element inside the one just opened to `take`, which tells whether it read the element to its end.
fn inside<'a>(
    xml: &mut Xml<'a>,
    mut take: impl FnMut(&Element<'_>, &mut Xml<'a>) -> Result<bool, Error>,
) -> Result<(), Error> {
    let mut depth = 1_usize;
    while let Some(node) = xml.next()? {
        match node {
            Node::Open(element) => depth += usize::from(!take(&element, xml)?),
            Node::Close if depth == 1 => break,
            Node::Close => depth -= 1,
            Node::Text(_) => {}
        }
    }
    Ok(())
}
