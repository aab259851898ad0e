//! Where on a page the law stands.
//!
//! Every text node is weighed by how much it looks like the start of a line of law; the law's element is the smallest
//! that holds nearly all the weight and does not cut off the title block or the signature. Links weigh nothing: tables
//! of contents and lists of related documents are made of them, and they repeat the law's own headings. Text without a
//! Vietnamese letter weighs nothing: portals put the English translation in the next tab.

use std::collections::HashMap;

use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use scraper::Node;

use crate::read::html::style;
use crate::read::marker;
use crate::text::fold;

/// Below this weight there is no law: a page about the law, a login page.
const LEAST: u32 = 12;

/// What was found in an element and below it.
#[derive(Clone, Copy, Default)]
struct Weight {
    law: u32,
    /// Text nodes with words.
    lines: u32,
    /// Position of the first line of a title block (`CỘNG HÒA XÃ HỘI …`), counted in text nodes.
    title: Option<u32>,
}

/// The element that holds the law; none when the page holds none.
pub(crate) fn law(root: NodeRef<'_, Node>) -> Option<NodeRef<'_, Node>> {
    // A law in a tab that was not the open one when the page was saved is hidden, but it is the page's law all the
    // same; where there is a visible one, hidden copies are tooltips and previews of other texts.
    let visible = weigh(root, false);
    if weight_of(root, &visible).title.is_none() {
        let all = weigh(root, true);
        if weight_of(root, &all).title.is_some() {
            return smallest(root, &all);
        }
    }
    smallest(root, &visible).or_else(|| smallest(root, &weigh(root, true)))
}

fn weight_of(node: NodeRef<'_, Node>, weights: &HashMap<NodeId, Weight>) -> Weight {
    weights.get(&node.id()).copied().unwrap_or_default()
}

/// The smallest element that holds most of the weight and the title block, grown over what is as dense as itself.
fn smallest<'a>(
    root: NodeRef<'a, Node>,
    weights: &HashMap<NodeId, Weight>,
) -> Option<NodeRef<'a, Node>> {
    let weight = |node: NodeRef<'_, Node>| weight_of(node, weights);
    let whole = weight(root);
    if whole.law < LEAST {
        return None;
    }
    let (mut best, mut here) = (root, root);
    while let Some(heaviest) = here
        .children()
        .filter(|child| child.value().is_element())
        .max_by_key(|child| weight(*child).law)
    {
        let below = weight(heaviest);
        // A law of many articles outweighs its title block: never leave that behind.
        let keeps_title = whole.title.is_none() || below.title == whole.title;
        if below.law * 100 < whole.law * 60 || !keeps_title {
            break;
        }
        here = heaviest;
        if !is_part(here) {
            best = here;
        }
    }
    // Annexes and signatures stand beside the articles in some pages; furniture beside them is thin in law.
    for above in best.ancestors().filter(|above| above.value().is_element() && !is_part(*above)) {
        let (inside, outside) = (weight(best), weight(above));
        let (law, lines) = (outside.law - inside.law, outside.lines - inside.lines);
        let dense = law * 3 * inside.lines.max(1) >= inside.law * lines;
        if law == 0 || !dense {
            break;
        }
        best = above;
    }
    Some(best)
}

/// Whether the element is a part of a paragraph or of a table: alone it would be read without its rows.
fn is_part(node: NodeRef<'_, Node>) -> bool {
    let element = node.value().as_element();
    element.is_none_or(|element| {
        matches!(element.name(), "p" | "table" | "thead" | "tbody" | "tr")
            || !style::is_block(element)
    })
}

fn weigh(root: NodeRef<'_, Node>, hidden: bool) -> HashMap<NodeId, Weight> {
    let mut weights: HashMap<NodeId, Weight> = HashMap::new();
    let mut open: Vec<Weight> = Vec::new();
    let (mut silent, mut links, mut texts) = (0_usize, 0_usize, 0_u32);
    for edge in root.traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) => {
                    silent += usize::from(is_quiet(element, hidden));
                    links += usize::from(is_link(element));
                    open.push(Weight::default());
                }
                Node::Text(text) if silent == 0 && links == 0 => {
                    texts += 1;
                    if let Some(last) = open.last_mut() {
                        add(last, text, texts);
                    }
                }
                _ => {}
            },
            Edge::Close(node) => {
                let Some(element) = node.value().as_element() else { continue };
                silent -= usize::from(is_quiet(element, hidden)).min(silent);
                links -= usize::from(is_link(element)).min(links);
                let Some(weight) = open.pop() else { continue };
                if let Some(parent) = open.last_mut() {
                    parent.law += weight.law;
                    parent.lines += weight.lines;
                    parent.title = parent.title.or(weight.title);
                }
                weights.insert(node.id(), weight);
            }
        }
    }
    weights
}

/// Silent elements; hidden ones only when hidden text does not count.
fn is_quiet(element: &scraper::node::Element, hidden: bool) -> bool {
    if hidden { style::is_control(element) } else { style::is_silent(element) }
}

fn is_link(element: &scraper::node::Element) -> bool {
    element.name() == "a" && style::attr(element, "href").is_some_and(|href| !href.contains("_ftn"))
}

fn add(weight: &mut Weight, text: &str, position: u32) {
    let head: String = text.split_whitespace().take(14).collect::<Vec<_>>().join(" ");
    if head.is_empty() {
        return;
    }
    if head.chars().all(|c| c.is_ascii() || !c.is_alphabetic()) {
        weight.lines += 1;
        return;
    }
    let folded = fold(&head.chars().take(40).collect::<String>());
    if folded.starts_with("cong hoa xa hoi chu nghia viet nam")
        || folded.starts_with("cong hoa xa") && marker::shouts(&head)
    {
        weight.title = weight.title.or(Some(position));
        weight.law += 4;
    } else if folded.starts_with("doc lap") && folded.contains("tu do") {
        weight.law += 4;
    } else if marker::opens(&head) {
        weight.law += if folded.starts_with("dieu ") { 3 } else { 1 };
    } else if text.len() > 120 {
        weight.law += 1;
    }
}
