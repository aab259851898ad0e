//! Lược đồ: a document between the texts it acts on and the texts that act on it, drawn as SVG on the server.
//!
//! The drawing shows a few of each kind; the table beside it has them all, with the sentence that proves each.

use askama::Template;

/// Texts drawn of one kind; the rest is counted.
const SHOWN: usize = 5;
/// Measures of the drawing, in its own units.
const WIDTH: u32 = 960;
const SIDE: u32 = 330;
const ROW: u32 = 24;
const HEAD: u32 = 26;
const GAP: u32 = 16;

/// The drawing.
#[derive(Clone, Debug, Template)]
#[template(path = "components/diagram.html")]
pub(crate) struct Diagram {
    /// Height in its own units.
    pub(crate) height: u32,
    /// Top of the box of the document itself.
    pub(crate) middle: u32,
    /// Its name.
    pub(crate) name: String,
    /// On the left: what it acts on.
    pub(crate) left: Vec<GroupBox>,
    /// On the right: what acts on it.
    pub(crate) right: Vec<GroupBox>,
}

/// The texts of one kind.
#[derive(Clone, Debug)]
pub(crate) struct GroupBox {
    /// Where it begins.
    pub(crate) top: u32,
    /// Its height.
    pub(crate) height: u32,
    /// The middle of its edge.
    pub(crate) edge: u32,
    /// The kind in words.
    pub(crate) name: &'static str,
    /// Texts shown: baseline, name, address.
    pub(crate) rows: Vec<(u32, String, String)>,
    /// What is left out: baseline and count.
    pub(crate) more: Option<(u32, usize)>,
}

/// A kind and the texts of that kind: name and address.
pub(crate) type Kinds = Vec<(&'static str, Vec<(String, String)>)>;

impl Diagram {
    /// Draws a document named `name` between what it acts on and what acts on it.
    pub(crate) fn of(name: String, left: Kinds, right: Kinds) -> Self {
        let (left, left_end) = column(left);
        let (right, right_end) = column(right);
        let height = left_end.max(right_end).max(120);
        Self { height, middle: height / 2 - 30, name, left, right }
    }

    /// Width in its own units.
    pub(crate) fn width(&self) -> u32 {
        WIDTH
    }

    /// Width of a column.
    pub(crate) fn side(&self) -> u32 {
        SIDE
    }

    /// Where the right column begins.
    pub(crate) fn right_edge(&self) -> u32 {
        WIDTH - SIDE
    }
}

fn column(kinds: Kinds) -> (Vec<GroupBox>, u32) {
    let mut top = GAP;
    let mut boxes = Vec::new();
    for (name, texts) in kinds {
        let shown = texts.len().min(SHOWN);
        let left_out = texts.len() - shown;
        let baseline = |row: usize| top + HEAD + ROW * u32::try_from(row).unwrap_or(0) + 16;
        let rows: Vec<(u32, String, String)> = texts
            .into_iter()
            .take(shown)
            .enumerate()
            .map(|(row, (name, url))| (baseline(row), shortened(&name), url))
            .collect();
        let more = (left_out > 0).then(|| (baseline(shown), left_out));
        let count = u32::try_from(shown + usize::from(left_out > 0)).unwrap_or(0);
        let height = HEAD + ROW * count + 8;
        boxes.push(GroupBox { top, height, edge: top + height / 2, name, rows, more });
        top += height + GAP;
    }
    (boxes, top)
}

/// As much of a name as fits on its line.
fn shortened(name: &str) -> String {
    if name.chars().count() <= 40 {
        return name.to_owned();
    }
    name.chars().take(39).collect::<String>() + "…"
}
