//! From an element to blocks.
//!
//! One pass over the tree without recursion: pages nest as deep as they like. White space collapses as browsers do it,
//! so that a paragraph wrapped in the source is one line and a word split over three `<span>` is one word; `&nbsp;` stays
//! what it is. `<br>` begins a new block, because portals write the lines of a title block so.

use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use scraper::Node;
use scraper::node::Element;

use crate::read::draft::Sheet;
use crate::read::html::font;
use crate::read::html::footnote::{self, NoteAnchor};
use crate::read::html::list::List;
use crate::read::html::style;
use crate::read::html::table::{self, Grid};
use crate::read::marker;
use crate::read::{Draft, Inline, ProblemKind};
use crate::text::Style;
use crate::text::legacy::Survey;

/// What an element held.
#[derive(Debug, Default)]
pub(crate) struct Harvest {
    /// Its blocks.
    pub(crate) drafts: Vec<Draft>,
    /// Footnotes by index: the mark as printed, the body when it was found.
    pub(crate) notes: Vec<(String, Option<Inline>)>,
    /// For each draft, whether all its words stood in links or in the bubbles and buttons of a portal.
    pub(crate) controls: Vec<bool>,
    /// What was doubtful, with the index of the draft that follows it.
    pub(crate) problems: Vec<(usize, ProblemKind)>,
}

impl Harvest {
    /// Moves everything into a sheet.
    pub(crate) fn into_sheet(self, sheet: &mut Sheet) {
        let last = self.drafts.len().checked_sub(1);
        for draft in self.drafts {
            sheet.push(draft);
        }
        for (index, kind) in self.problems {
            sheet.report(last.map(|last| index.min(last)), 0, kind);
        }
        for (mark, body) in self.notes {
            if body.is_none() {
                sheet.report(None, 0, ProblemKind::FootnoteLost(mark.clone()));
            }
            sheet.footnotes.push((mark, body.unwrap_or_default()));
        }
    }
}

/// What holds for the text in an element.
#[derive(Clone, Copy, Default)]
struct State {
    silent: bool,
    bold: bool,
    italic: bool,
    pre: bool,
    control: bool,
    heading: Option<u8>,
}

#[derive(Default)]
struct Walk {
    harvest: Harvest,
    states: Vec<State>,
    inline: Inline,
    /// Whether words outside controls were written into the paragraph.
    solid: bool,
    /// White space was met and not yet written.
    space: bool,
    lists: Vec<List>,
    /// A list sign to write before the next words, unless they bring their own.
    sign: Option<String>,
    grid: Option<Grid>,
    /// Tables open inside the table being read.
    nested: usize,
    /// Tables open that hold the whole layout and are no tables.
    layouts: Vec<bool>,
    /// The footnote mark being read: name, start in the paragraph.
    mark: Option<(String, usize)>,
    /// The footnote body being read, and whether it lasts until its own element closes.
    body: Option<(String, bool)>,
    bodies: usize,
    /// Names of the anchors of footnotes, by index.
    names: Vec<String>,
    /// Words by font, on a page in an old encoding.
    survey: Option<Survey>,
}

/// The blocks of an element; `survey` when its words may be in old encodings.
pub(crate) fn harvest(root: NodeRef<'_, Node>, survey: Option<Survey>) -> Harvest {
    let mut walk = Walk { survey, ..Walk::default() };
    for edge in root.traverse() {
        match edge {
            Edge::Open(node) => walk.open(node),
            Edge::Close(node) => walk.close(node),
        }
    }
    walk.flush();
    walk.harvest
}

impl Walk {
    fn state(&self) -> State {
        self.states.last().copied().unwrap_or_default()
    }

    fn open(&mut self, node: NodeRef<'_, Node>) {
        match node.value() {
            Node::Text(text) => match &self.survey {
                Some(survey) => {
                    let text = font::unicode(node, text, survey);
                    self.text(&text);
                }
                None => self.text(text),
            },
            Node::Element(element) => self.open_element(node, element),
            _ => {}
        }
    }

    fn open_element(&mut self, node: NodeRef<'_, Node>, element: &Element) {
        let mut state = self.state();
        // The element asked for is read even when its own style hides it: a tab that was not the open one.
        let shown = !self.states.is_empty() && !state.silent;
        if shown && element.name() == "del" {
            self.report_deletion(node);
            state.silent = true;
        }
        state.silent |= !self.states.is_empty() && style::is_silent(element);
        state.bold = style::bold(element).unwrap_or(state.bold);
        state.italic = style::italic(element).unwrap_or(state.italic);
        state.control |= style::is_like_control(element);
        state.pre |= element.name() == "pre";
        state.heading = style::heading(element).or(state.heading);
        if !state.silent {
            if style::is_block(element) {
                self.flush();
            }
            self.states.push(state);
            self.begin(node, element);
        } else {
            self.states.push(state);
        }
    }

    fn begin(&mut self, node: NodeRef<'_, Node>, element: &Element) {
        match element.name() {
            "br" => self.flush(),
            "img" => self.report(ProblemKind::NoText("hình ảnh".into())),
            "table" => self.open_table(node),
            "tr" if self.in_grid() => {
                if let Some(grid) = &mut self.grid {
                    grid.open_row(table::in_head(node));
                }
            }
            "td" | "th" if self.in_grid() => {
                if let Some(grid) = &mut self.grid {
                    grid.open_cell(element);
                }
            }
            "ul" | "ol" => self.lists.push(List::open(element)),
            "li" => self.sign = self.lists.last_mut().map(List::next_sign),
            "a" => self.open_anchor(element),
            "div" if footnote::is_body(element) => self.bodies += 1,
            _ => {}
        }
    }

    fn close(&mut self, node: NodeRef<'_, Node>) {
        let Node::Element(element) = node.value() else { return };
        let Some(state) = self.states.last().copied() else { return };
        if state.silent {
            self.states.pop();
            return;
        }
        if style::is_block(element) {
            self.flush();
        }
        self.states.pop();
        match element.name() {
            "table" => self.close_table(),
            "tr" if self.in_grid() => {
                if let Some(grid) = &mut self.grid {
                    grid.close_row();
                }
            }
            "td" | "th" if self.in_grid() => {
                if let Some(grid) = &mut self.grid {
                    grid.close_cell();
                }
            }
            "ul" | "ol" => {
                self.lists.pop();
            }
            "li" => self.sign = None,
            "a" => self.close_anchor(),
            "div" if footnote::is_body(element) => {
                self.bodies = self.bodies.saturating_sub(1);
                self.body = None;
            }
            _ => {}
        }
    }

    /// Whether row and cell tags are those of the table being read, not of a nested or a layout table.
    fn in_grid(&self) -> bool {
        self.grid.is_some() && self.nested == 0
    }

    fn text(&mut self, text: &str) {
        let state = self.state();
        if state.silent {
            return;
        }
        let mut styles = Vec::new();
        if state.bold {
            styles.push(Style::Bold);
        }
        if state.italic {
            styles.push(Style::Italic);
        }
        if state.pre {
            for (index, line) in text.split('\n').enumerate() {
                if index > 0 {
                    self.flush();
                }
                self.put(line, &styles);
            }
            return;
        }
        let is_space = |c: char| matches!(c, ' ' | '\n' | '\t' | '\r' | '\u{C}');
        let mut rest = text;
        while !rest.is_empty() {
            let end = rest.find(is_space).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            if !word.is_empty() {
                self.put(word, &styles);
            }
            rest = after.trim_start_matches(is_space);
            self.space |= rest.len() < after.len();
        }
    }

    /// Writes one word, after the space before it.
    fn put(&mut self, word: &str, styles: &[Style]) {
        if let Some(sign) = self.sign.take() {
            // An item that brings its own number or dash needs none from the list.
            if !marker::opens(&format!("{word} ")) && !marker::opens(word) {
                self.inline.push(&sign, &[]);
            }
        }
        if self.space && !self.inline.text.is_empty() {
            // The space belongs to a style that goes on over it.
            let goes_on = |style: &&Style| {
                let end = self.inline.text.len();
                let ending = |mark: &crate::text::Mark| {
                    mark.style == **style && mark.span.end as usize == end
                };
                self.inline.marks.iter().any(ending)
            };
            let kept: Vec<Style> = styles.iter().filter(goes_on).cloned().collect();
            self.inline.push(" ", &kept);
        }
        self.space = false;
        self.solid |= !self.state().control;
        self.inline.push(word, styles);
    }

    /// Ends the paragraph.
    fn flush(&mut self) {
        self.space = false;
        if let Some((name, start)) = self.mark.take() {
            // The paragraph ended inside the anchor.
            self.end_mark(&name, start);
        }
        let inline = std::mem::take(&mut self.inline).trimmed();
        let control = !std::mem::take(&mut self.solid);
        if inline.text.is_empty() {
            return;
        }
        if let Some((name, lasts)) = &self.body {
            let (name, lasts) = (name.clone(), *lasts);
            let index = self.note(&name);
            if let Some((_, body)) = self.harvest.notes.get_mut(index) {
                let body = body.get_or_insert_default();
                if !body.text.is_empty() {
                    body.push("\n", &[]);
                }
                body.append(&inline);
            }
            if !lasts {
                self.body = None;
            }
            return;
        }
        match &mut self.grid {
            Some(grid) if grid.in_cell() => grid.write(&inline),
            _ => {
                let heading = self.state().heading;
                self.harvest.drafts.push(Draft::Text { inline, heading, line: 0 });
                self.harvest.controls.push(control);
            }
        }
    }

    /// What a tracked change deleted, in pages saved by Word: it is told, not read.
    fn report_deletion(&mut self, node: NodeRef<'_, Node>) {
        let texts = node.descendants().filter_map(|it| it.value().as_text());
        let words: String = texts.flat_map(|text| text.chars()).take(80).collect();
        if !words.trim().is_empty() {
            self.report(ProblemKind::Deleted(words.trim().to_owned()));
        }
    }

    fn report(&mut self, kind: ProblemKind) {
        self.harvest.problems.push((self.harvest.drafts.len(), kind));
    }

    fn open_table(&mut self, node: NodeRef<'_, Node>) {
        if self.grid.is_some() {
            self.nested += 1;
            return;
        }
        let layout = self.layouts.len() < 8 && table::is_layout(node);
        self.layouts.push(layout);
        if !layout {
            self.grid = Some(Grid::default());
        }
    }

    fn close_table(&mut self) {
        if self.nested > 0 {
            self.nested -= 1;
            self.report(ProblemKind::Flattened("bảng nằm trong ô của một bảng khác".into()));
            return;
        }
        self.layouts.pop();
        if let Some(grid) = self.grid.take() {
            self.harvest.drafts.extend(grid.finish());
            self.harvest.controls.resize(self.harvest.drafts.len(), false);
        }
    }

    fn open_anchor(&mut self, element: &Element) {
        match footnote::anchor(element) {
            Some(NoteAnchor::Mark(name)) => {
                let start = self.inline.text.len() + usize::from(self.space);
                self.mark = Some((name, start));
            }
            Some(NoteAnchor::Body(name)) if self.inline.is_blank() => {
                self.body = Some((name, self.bodies > 0));
            }
            _ => {}
        }
    }

    fn close_anchor(&mut self) {
        if let Some((name, start)) = self.mark.take() {
            self.end_mark(&name, start);
        }
    }

    fn end_mark(&mut self, name: &str, start: usize) {
        let end = self.inline.text.len();
        let printed = self.inline.text.get(start..end).unwrap_or_default().trim().to_owned();
        if printed.is_empty() {
            return;
        }
        let index = self.note(name);
        if let Some((mark, _)) = self.harvest.notes.get_mut(index) {
            mark.clone_from(&printed);
        }
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        self.inline.mark(start, end, Style::Footnote(index));
    }

    /// Index of the footnote with this anchor.
    fn note(&mut self, name: &str) -> usize {
        self.names.iter().position(|known| known == name).unwrap_or_else(|| {
            self.names.push(name.to_owned());
            self.harvest.notes.push((name.to_owned(), None));
            self.names.len() - 1
        })
    }
}
