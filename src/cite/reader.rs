//! From what the words say to what they mean where they stand: `khoản này`, `Luật này`, a bare `Điều 5`, a name given before.
//!
//! A reader goes through a document from its start. It knows the unit at hand, the document that the instructions around it
//! amend, and the names met so far. Inside the quoted new text of an amending law, "Luật này" is the amended law and "Điều
//! này" the amended article (Luật 47/2019/QH14 amends two laws, each in an article of its own).

use serde::{Deserialize, Serialize};

use crate::cite::find::find;
use crate::cite::instruction::is_instruction;
use crate::cite::mark::{enter, mark};
use crate::cite::mention::{Base, Dated, Detail, DocumentName, Mention, Named, Part};
use crate::cite::names::Names;
use crate::cite::otherwise::{Otherwise, Said, otherwise};
use crate::cite::way::{common, full, short};
use crate::law::{Kind, Step, Unit};
use crate::text::Span;

/// Dẫn chiếu, understood where it stands: which place of which document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// Where, in the text that was read.
    pub span: Span,
    /// Which document.
    pub document: Whose,
    /// Main text, annex or attached text.
    pub part: Part,
    /// The way down, from large to small; from the top of the part.
    pub steps: Vec<Step>,
    /// The last unit of a range.
    pub until: Option<Vec<Step>>,
    /// What of the unit is meant.
    pub detail: Detail,
    /// Whether it stands in new text that is written for another document.
    pub quoted: bool,
    /// What it means if that is not there.
    pub otherwise: Option<Box<Otherwise>>,
}

/// Whose provision is cited.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Whose {
    /// Of the document in which the citation stands.
    Own,
    /// Of another.
    Other(DocumentName),
}

/// Where a text stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Main text, annex or attached text.
    pub part: Part,
    /// Every unit around it, from large to small, chapters too.
    pub path: Vec<Step>,
}

/// The text that instructions speak of.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Amended {
    document: DocumentName,
    part: Part,
    steps: Vec<Step>,
}

/// Reads the paragraphs of one document in their order.
#[derive(Clone, Debug)]
pub struct Reader {
    kind: Kind,
    here: Standing,
    /// What the title of an amending document names.
    title: Option<Amended>,
    /// For each unit around, what its words said is amended.
    scopes: Vec<(Standing, Amended)>,
    /// For each unit around, the document whose provisions its words announce: `theo các điều, khoản sau đây của Bộ luật Lao động:`.
    guided: Vec<(Standing, DocumentName)>,
    /// Where the new text being read will stand.
    quote: Option<Vec<Step>>,
    /// The document that a consolidation consolidates.
    consolidated: Option<DocumentName>,
    /// Names met so far.
    names: Names,
}

impl Reader {
    /// A reader of a document of this kind and title.
    pub fn new(kind: Kind, title: &str) -> Self {
        let mut reader = Self {
            kind,
            here: Standing::default(),
            title: None,
            scopes: Vec::new(),
            guided: Vec::new(),
            quote: None,
            consolidated: None,
            names: Names::default(),
        };
        let mentions = find(title);
        if is_instruction(strip_kind(title)) {
            reader.title = mentions.iter().find_map(named_part);
        }
        reader.names.entitled(&mentions);
        if kind == Kind::Consolidation {
            reader.consolidated = mentions.iter().find_map(written).cloned();
        }
        reader
    }

    /// Tells where the next paragraph stands.
    pub fn stand(&mut self, standing: Standing) {
        let around = |scope: &Standing| {
            scope.part == standing.part && standing.path.starts_with(&scope.path)
        };
        self.scopes.retain(|(scope, _)| around(scope));
        self.guided.retain(|(scope, _)| around(scope));
        self.here = standing;
    }

    /// The citations in a paragraph, its spans in it. `quoted`: the paragraph is new text for another document.
    pub fn read(&mut self, paragraph: &str, quoted: bool) -> Vec<Citation> {
        if quoted {
            self.enter_quote(paragraph);
        } else {
            self.quote = None;
        }
        let mut mentions = find(paragraph);
        self.names.lengthen(&mut mentions, paragraph);
        if mentions.is_empty() && !quoted && !may_instruct(paragraph) {
            return Vec::new();
        }
        self.names.declare(paragraph, &mentions);
        if !quoted {
            self.names.name_bare(&mut mentions, paragraph, self.kind);
        }
        let instructs =
            !quoted && (is_instruction(paragraph) || self.lists_targets(paragraph, &mentions));
        if !quoted
            && !instructs
            && let Some(name) = announced(paragraph, &mentions)
        {
            let name = self.names.complete(name);
            self.guided.push((self.here.clone(), name));
        }
        let around = self.amended().cloned();
        let target =
            if instructs { self.target(paragraph, &mentions, around.as_ref()) } else { around };
        let said: Vec<Said> = mentions.iter().map(Said::by).collect();
        let mut citations = Vec::with_capacity(mentions.len());
        for mention in mentions {
            let inside = quoted || instructs && in_quotes(paragraph, mention.span);
            citations.push(self.understand(mention, target.as_ref(), instructs, inside));
        }
        if !instructs {
            otherwise(paragraph, &said, &mut citations);
        }
        if instructs && let Some(target) = target {
            self.set_scope(target, paragraph, &citations);
        }
        citations
    }

    /// What the units around, or else the title, say is amended.
    fn amended(&self) -> Option<&Amended> {
        self.scopes.last().map(|(_, amended)| amended).or(self.title.as_ref())
    }

    /// `a) Điều 5;` under `2. Bãi bỏ các điều, khoản sau đây:`
    fn lists_targets(&self, paragraph: &str, mentions: &[Mention]) -> bool {
        let words = mark(paragraph).map_or(0, |(_, at)| at);
        let first = mentions.first().is_some_and(|it| (it.span.start as usize) < words + 4);
        first && !self.scopes.is_empty() && !paragraph.trim_end().ends_with(':')
    }

    /// The document that an instruction names, or the one around it.
    fn target(
        &self,
        paragraph: &str,
        mentions: &[Mention],
        around: Option<&Amended>,
    ) -> Option<Amended> {
        let named = mentions
            .iter()
            .filter(|it| !in_quotes(paragraph, it.span))
            .find_map(|it| Some((named_part(it)?, it.span)));
        // "Điều 5 đã được sửa đổi theo Luật số 63/2020/QH14": the second is not what is amended.
        let mut target = match (named, around) {
            (Some((_, span)), Some(around)) if by_chain(paragraph, span) => around.clone(),
            (Some((named, _)), _) => named,
            (None, around) => around?.clone(),
        };
        if let Some(around) = around
            && around.document == target.document
            && around.part == target.part
        {
            target.steps.clone_from(&around.steps);
        }
        Some(target)
    }

    /// Remembers what this paragraph amends for the units and the new text under it.
    fn set_scope(&mut self, mut target: Amended, paragraph: &str, citations: &[Citation]) {
        let named = citations.iter().filter(|it| {
            !in_quotes(paragraph, it.span)
                && it.part == target.part
                && matches!(&it.document, Whose::Other(name) if *name == target.document)
                && !it.steps.is_empty()
        });
        let mut ways = named.map(|it| it.steps.clone());
        if let Some(first) = ways.next() {
            // What all targets share: the article, where khoản 3 and khoản 4 of one article are meant.
            target.steps = ways.fold(first, |shared, way| common(&shared, &way));
        }
        self.scopes.retain(|(scope, _)| *scope != self.here);
        self.scopes.push((self.here.clone(), target));
    }

    /// Where inside the amended document the next line of new text stands.
    fn enter_quote(&mut self, paragraph: &str) {
        let mut path = match self.quote.take() {
            Some(path) => path,
            None => self.amended().map(|it| it.steps.clone()).unwrap_or_default(),
        };
        if let Some((step, _)) = mark(paragraph) {
            // A point of new text for one khoản stays in it; new text for a whole article starts at its top.
            enter(&mut path, step);
        }
        self.quote = Some(path);
    }

    fn understand(
        &mut self,
        mention: Mention,
        target: Option<&Amended>,
        instructs: bool,
        quoted: bool,
    ) -> Citation {
        let Mention { span, document, place, until, detail } = mention;
        let amended = target.filter(|_| quoted || instructs);
        let unsaid = matches!(document, Named::Unsaid);
        let (document, given) = match document {
            // "Điều 13 của Quy chế" in the very quy chế that is promulgated.
            Named::Written(name) if self.is_own_title(&name) => {
                (Whose::Own, Some(self.here.part.clone()))
            }
            Named::Written(name) => (Whose::Other(self.complete(name)), None),
            Named::This(kind) => self.this(kind, target.filter(|_| quoted)),
            Named::Unsaid => match (place.base, amended) {
                (Base::Written, Some(amended)) => {
                    (Whose::Other(amended.document.clone()), Some(amended.part.clone()))
                }
                (_, Some(amended)) if quoted => {
                    (Whose::Other(amended.document.clone()), Some(amended.part.clone()))
                }
                (Base::Written, None) => match self.guiding(&place.steps) {
                    Some(name) => (Whose::Other(name.clone()), Some(Part::Main)),
                    None => (Whose::Own, None),
                },
                _ => (Whose::Own, None),
            },
        };
        let own = document == Whose::Own && !quoted;
        let around: &[Step] = match (quoted, amended) {
            (true, _) => {
                self.quote.as_deref().or(target.map(|it| it.steps.as_slice())).unwrap_or_default()
            }
            (false, Some(amended)) if place.base == Base::Written && !own => &amended.steps,
            _ => &self.here.path,
        };
        let steps = full(place.base, &place.steps, around, unsaid);
        let until = until.map(|until| full(place.base, &until, around, unsaid));
        let part = match (place.part, given) {
            (Part::Main, Some(part)) => part,
            (Part::Main, None) if own && unsaid => self.own_part(place.base, &steps),
            (Part::Attached(kind), _) if self.is_own_text(kind, &document) => {
                self.here.part.clone()
            }
            (part, _) => part,
        };
        let steps =
            if part == Part::Main || place.base != Base::ThisPart { steps } else { place.steps };
        Citation {
            span,
            document,
            part,
            steps: short(steps),
            until: until.map(short),
            detail,
            quoted,
            otherwise: None,
        }
    }

    /// `khoản 3 Điều 12` under words that announce provisions of another document.
    fn guiding(&self, steps: &[Step]) -> Option<&DocumentName> {
        let (scope, name) = self.guided.last()?;
        let under = self.here.path.len() > scope.path.len();
        let article = steps.iter().any(|it| it.unit == Unit::Article);
        (under && article).then_some(name)
    }

    /// The text of an own provision that no words name: the annex or attached text at hand.
    fn own_part(&self, base: Base, steps: &[Step]) -> Part {
        let article = steps.iter().any(|it| it.unit == Unit::Article);
        match &self.here.part {
            Part::Annex(_) if article && base == Base::Written => Part::Main,
            part => part.clone(),
        }
    }

    fn is_own_title(&self, name: &DocumentName) -> bool {
        let kind = name.title.as_ref().and_then(|it| Kind::at_start(it)).map(|(kind, _)| kind);
        name.kind.is_none() && matches!(self.here.part, Part::Attached(own) if kind == Some(own))
    }

    fn is_own_text(&self, kind: Kind, document: &Whose) -> bool {
        *document == Whose::Own && matches!(self.here.part, Part::Attached(own) if own == kind)
    }

    /// `Luật này`, `Quy chế này`
    fn this(&self, kind: Kind, amended: Option<&Amended>) -> (Whose, Option<Part>) {
        if let Some(amended) = amended {
            let attached = matches!(amended.part, Part::Attached(own) if own == kind);
            let part = if attached { amended.part.clone() } else { Part::Main };
            return (Whose::Other(amended.document.clone()), Some(part));
        }
        if same_kind(kind, self.kind) {
            return (Whose::Own, None);
        }
        if let Some(consolidated) =
            self.consolidated.as_ref().filter(|_| self.kind == Kind::Consolidation)
        {
            return (Whose::Other(consolidated.clone()), None);
        }
        if matches!(kind, Kind::Law | Kind::Code | Kind::Ordinance | Kind::Decree)
            && self.kind != Kind::Other
            && let Some(name) = self.names.last_of(kind)
        {
            return (Whose::Other(name.clone()), None);
        }
        match &self.here.part {
            Part::Attached(_) if is_attached(kind) => (Whose::Own, Some(self.here.part.clone())),
            _ if is_attached(kind) => (Whose::Own, Some(Part::Attached(kind))),
            _ => (Whose::Own, None),
        }
    }

    /// A title met before with its number or date stands for the same document.
    fn complete(&mut self, name: DocumentName) -> DocumentName {
        if self.kind == Kind::Consolidation
            && self.consolidated.is_none()
            && name.kind != Some(Kind::Constitution)
        {
            self.consolidated = Some(name.clone());
        }
        self.names.complete(name)
    }
}

/// Whether the span stands between quote marks of its own paragraph.
fn in_quotes(paragraph: &str, span: Span) -> bool {
    let before = paragraph.get(..span.start as usize).unwrap_or_default();
    let (mut curly, mut straight) = (0i32, 0u32);
    for letter in before.chars() {
        match letter {
            '“' => curly += 1,
            '”' => curly = (curly - 1).max(0),
            '"' => straight += 1,
            _ => {}
        }
    }
    curly > 0 || straight % 2 == 1
}

/// The document whose provisions a paragraph announces one by one: `Nghị định này quy định chi tiết … của Bộ luật Lao động:`
/// (Nghị định 145/2020/NĐ-CP, Điều 1).
fn announced(paragraph: &str, mentions: &[Mention]) -> Option<DocumentName> {
    if !paragraph.trim_end().ends_with(':')
        || !["quy định chi tiết", "hướng dẫn"].iter().any(|it| paragraph.contains(it))
    {
        return None;
    }
    let [own, first, ..] = mentions else { return None };
    let opens = matches!(own.document, Named::This(_)) && own.is_whole();
    // "Luật A và Luật B": whose provisions follow is not said.
    let behind = paragraph.get(first.span.end as usize..).unwrap_or_default();
    let other = mentions.get(2).is_some_and(|it| {
        let between = paragraph.get(first.span.end as usize..it.span.start as usize);
        between.is_some_and(|it| matches!(it.trim(), "," | "và"))
    });
    let joined = behind.trim_start().starts_with("và ");
    written(first).filter(|_| opens && first.is_whole() && !other && !joined).cloned()
}

/// Whether the document under `span` is one that changed another before: `được sửa đổi, bổ sung theo Luật số …`.
pub(super) fn by_chain(paragraph: &str, span: Span) -> bool {
    let before = paragraph.get(..span.start as usize).unwrap_or_default().trim_end();
    ["theo", "bởi", "tại"].iter().any(|it| before.ends_with(it)) && before.contains("được sửa đổi")
}

pub(super) fn written(mention: &Mention) -> Option<&DocumentName> {
    match &mention.document {
        Named::Written(name) => Some(name),
        _ => None,
    }
}

fn named_part(mention: &Mention) -> Option<Amended> {
    let name = written(mention)?.clone();
    Some(Amended { document: name, part: mention.place.part.clone(), steps: Vec::new() })
}

/// Without the kind before it: `Luật sửa đổi, bổ sung …`
fn strip_kind(title: &str) -> &str {
    let title = title.trim();
    match Kind::at_start(title) {
        Some((_, length)) => title.get(length..).unwrap_or(title).trim_start(),
        None => title,
    }
}

/// A cheap look before the dear one.
fn may_instruct(paragraph: &str) -> bool {
    paragraph.len() < 600 && paragraph.trim_end().ends_with(':')
}

pub(super) fn same_kind(one: Kind, other: Kind) -> bool {
    let group = |kind| match kind {
        Kind::Code => Kind::Law,
        Kind::JointResolution => Kind::Resolution,
        Kind::JointCircular => Kind::Circular,
        kind => kind,
    };
    group(one) == group(other)
}

fn is_attached(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Regulation
            | Kind::Rule
            | Kind::HouseRules
            | Kind::Charter
            | Kind::Programme
            | Kind::Scheme
            | Kind::Inventory
    )
}

impl DocumentName {
    /// Năm ban hành, as far as the name says.
    pub fn year(&self) -> Option<i16> {
        match self.dated? {
            Dated::Day(date) => Some(date.year()),
            Dated::Year(year) => Some(year),
        }
    }
}
