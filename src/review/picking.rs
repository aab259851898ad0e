//! Chọn câu: the sentences of a provision as a draft may take them, each with the smallest unit it stands in.

use crate::law::{Address, Content, Document, DocumentRef, Unit, UnitId};
use crate::text::sentences;
use crate::workspace::{Level, Origin, Pointer, Sentence};

/// A sentence that may be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picked {
    /// Where it stands.
    pub address: Address,
    /// Where it would stand in an article of a draft.
    pub level: Level,
    /// Its words.
    pub text: String,
}

impl Picked {
    /// The sentence in a draft, as taken.
    pub fn sentence(&self) -> Sentence {
        let origin = Origin { at: Pointer(self.address.clone()), taken: self.text.clone() };
        Sentence { level: self.level, text: self.text.clone(), origin: Some(origin) }
    }
}

/// The sentences of a provision, in order. What the provision itself says opens the article; the units in it become khoản,
/// those in them điểm, whatever they are called in the source: an item of a paper without điều becomes an article.
pub fn sentences_of(document: &Document, reference: &DocumentRef, id: UnitId) -> Vec<Picked> {
    let mut found = Vec::new();
    gather(document, reference, id, depth_of(document, id), &mut found);
    found
}

/// How deep a provision stands below what becomes an article.
fn depth_of(document: &Document, id: UnitId) -> usize {
    let of_article = document
        .ancestors(id)
        .any(|around| document.provision(around).is_some_and(|it| it.step.unit == Unit::Article));
    match document.provision(id).map(|it| it.step.unit) {
        Some(Unit::Clause) if of_article => 1,
        Some(Unit::Point | Unit::Dash) if of_article => 2,
        _ => 0,
    }
}

fn gather(
    document: &Document,
    reference: &DocumentRef,
    id: UnitId,
    depth: usize,
    found: &mut Vec<Picked>,
) {
    let Some(unit) = document.provision(id) else { return };
    let address = Address { document: reference.clone(), portion: document.portion(id) };
    let mut level = match depth {
        0 => Level::Opening,
        1 => Level::Clause,
        _ => Level::Point,
    };
    let mut add = |text: &str, level: &mut Level| {
        for span in sentences(text) {
            let words = span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
            if words.is_empty() {
                continue;
            }
            found.push(Picked { address: address.clone(), level: *level, text: words });
            *level = Level::Follows;
        }
    };
    // The heading of the provision itself is that of the article; headings below it are words of its text.
    if let Some(heading) = unit.heading.filter(|_| depth > 0) {
        add(document.text(heading), &mut level);
    }
    let own = |it: &&Content| !matches!(it, Content::Unit(_));
    for content in unit.content.iter().take_while(own) {
        if let Content::Paragraph(span) | Content::Quoted(span) = content {
            add(document.text(*span), &mut level);
            level = next_paragraph(depth);
        }
    }
    for content in unit.content.iter().skip_while(own) {
        match content {
            Content::Unit(below) => gather(document, reference, *below, depth + 1, found),
            Content::Paragraph(span) | Content::Quoted(span) => {
                let mut level = next_paragraph(depth);
                for sentence in sentences(document.text(*span)) {
                    let text = sentence.of(document.text(*span)).trim().to_owned();
                    found.push(Picked { address: address.clone(), level, text });
                    level = Level::Follows;
                }
            }
            Content::Table(_) => {}
        }
    }
}

/// What a paragraph after the first begins. A khoản may have several (629/2019/UBTVQH14, khoản 1 Điều 1), which are cited as
/// đoạn; what goes on within a điểm is part of it.
fn next_paragraph(depth: usize) -> Level {
    match depth {
        0 => Level::Opening,
        1 => Level::Paragraph,
        _ => Level::Follows,
    }
}
