//! Cây văn bản: a document as structure reads it.
//!
//! The tree holds spans into the transcript, never copies: a provision *is* a place in the source. What is no provision
//! (title block, căn cứ, signatures, nơi nhận) is kept as lines with roles, so every character has one home.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::law::{
    Authority, Component, DocumentNumber, DocumentRef, Facts, Kind, Portion, Step, Unit,
};
use crate::text::{Span, Transcript};

/// Văn bản.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Document {
    /// Who it is.
    pub identity: Identity,
    /// Loại văn bản.
    pub kind: Kind,
    /// Trích yếu, in the letters of the source (laws shout theirs).
    pub title: String,
    /// What the source says of it.
    pub facts: Facts,
    /// The source's own text.
    pub transcript: Transcript,
    /// Everything that is no provision, in the order of the text.
    pub lines: Vec<Line>,
    /// The numbered texts: the main one first, then attachments and annexes as they come.
    pub components: Vec<ComponentPart>,
    /// All provisions of all components, in the order of the text.
    pub provisions: Vec<Provision>,
}

/// Căn cước: number + issuing authorities + date. Only all three together name one text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Số, ký hiệu.
    pub number: Option<DocumentNumber>,
    /// Cơ quan ban hành; several in joint texts.
    pub authorities: Vec<Authority>,
    /// Ngày ban hành.
    pub issued: Option<Date>,
}

/// A line of the source that is no provision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What it is.
    pub role: Role,
    /// Where.
    pub span: Span,
}

/// Thành phần thể thức: what a line outside the provisions is (Nghị định 30/2020/NĐ-CP, Phụ lục I).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Role {
    /// Tên cơ quan ban hành.
    Issuer,
    /// Quốc hiệu, tiêu ngữ.
    Motto,
    /// Số, ký hiệu.
    Number,
    /// Địa danh và ngày tháng.
    PlaceAndDate,
    /// Tên loại.
    Kind,
    /// Trích yếu.
    Title,
    /// Dòng kẻ and other ornaments.
    Ornament,
    /// Căn cứ ban hành.
    Ground,
    /// Lời dẫn, "Quốc hội ban hành …", "QUYẾT NGHỊ:".
    Enacting,
    /// Lời nói đầu and what stands before the first provision.
    Preamble,
    /// Kính gửi.
    Addressee,
    /// "Luật này đã được Quốc hội … thông qua".
    Passage,
    /// Nơi nhận.
    Recipients,
    /// Chức vụ, chữ ký.
    Signature,
    /// Mục lục.
    Contents,
    /// Tiêu đề of an attached text or annex and the bracket under it.
    ComponentTitle,
    /// A mark of the project's own: the text is illustrative.
    Disclaimer,
    /// Nội dung chú thích.
    Footnote,
    /// What found no other place.
    Unplaced,
}

/// Phần thân, văn bản kèm theo or phụ lục.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComponentPart {
    /// Which.
    pub component: Component,
    /// Its title lines; empty for the main text.
    pub title: Vec<Span>,
    /// What stands directly under it, in order.
    pub content: Vec<Content>,
}

/// The index of a provision in [`Document::provisions`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct UnitId(pub u32);

/// Đơn vị bố cục: phần, chương, mục, tiểu mục, điều, khoản, điểm or tiết.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provision {
    /// Which text it is numbered in.
    pub component: Component,
    /// Its unit, number and occurrence.
    pub step: Step,
    /// What it stands in.
    pub parent: Option<UnitId>,
    /// The number as written, with its punctuation: `Điều 5.`, `2.`, `đ)`, `-`.
    pub mark: Span,
    /// Tên of the unit, where it has one.
    pub heading: Option<Span>,
    /// What it says, in order.
    pub content: Vec<Content>,
}

/// A piece of what a unit says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Content {
    /// A paragraph of its own.
    Paragraph(Span),
    /// A paragraph inside a quotation: new text for another document.
    Quoted(Span),
    /// A table: the index of its block in the transcript.
    Table(u32),
    /// A smaller unit.
    Unit(UnitId),
}

impl Document {
    /// How the document is named when nothing needs telling apart.
    pub fn reference(&self) -> DocumentRef {
        match &self.identity.number {
            Some(number) if !number.is_draft() => DocumentRef::new(number.to_string()),
            _ => {
                let name = crate::text::slug(&format!("{} {}", self.kind.name(), self.title));
                let short: Vec<&str> = name.split('-').take(14).collect();
                DocumentRef { number: "khong-so".to_owned(), qualifier: Some(short.join("-")) }
            }
        }
    }

    /// The text under a span of this document.
    pub fn text(&self, span: Span) -> &str {
        span.of(&self.transcript.text)
    }

    /// A provision by its index.
    pub fn provision(&self, id: UnitId) -> Option<&Provision> {
        self.provisions.get(id.0 as usize)
    }

    /// Every provision with its index, in the order of the text.
    pub fn units(&self) -> impl Iterator<Item = (UnitId, &Provision)> {
        let numbered = self.provisions.iter().enumerate();
        numbered
            .map(|(index, provision)| (UnitId(u32::try_from(index).unwrap_or(u32::MAX)), provision))
    }

    /// The way to a provision: its component and the steps that its address names.
    ///
    /// An article is named from its component, for điều are numbered through; below and above it every level is named.
    pub fn portion(&self, id: UnitId) -> Portion {
        let mut steps = Vec::new();
        let mut component = Component::Main;
        let mut next = Some(id);
        while let Some(provision) = next.and_then(|id| self.provision(id)) {
            component = provision.component;
            steps.push(provision.step.clone());
            next = if provision.step.unit == Unit::Article { None } else { provision.parent };
        }
        steps.reverse();
        Portion { component, steps }
    }

    /// The provision at `portion`; none when the text has no such unit.
    pub fn find(&self, portion: &Portion) -> Option<UnitId> {
        let last = portion.steps.last()?;
        let mut found =
            self.units().filter(|(_, it)| it.component == portion.component && it.step == *last);
        found.find(|&(id, _)| self.portion(id) == *portion).map(|(id, _)| id)
    }

    /// The provisions with the same steps in the other components: Điều 5 of the regulation that a resolution of three
    /// articles promulgates.
    pub fn find_beside(&self, portion: &Portion) -> Vec<UnitId> {
        let others = self.components.iter().filter(|it| it.component != portion.component);
        let portions =
            others.map(|it| Portion { component: it.component, steps: portion.steps.clone() });
        portions.filter_map(|it| self.find(&it)).collect()
    }

    /// The provisions that `id` stands in, nearest first.
    pub fn ancestors(&self, id: UnitId) -> impl Iterator<Item = UnitId> + '_ {
        std::iter::successors(self.provision(id).and_then(|it| it.parent), |&id| {
            self.provision(id)?.parent
        })
    }

    /// The spans of everything a provision says, itself and below, in the order of the text; without its own mark and heading.
    pub fn spans(&self, id: UnitId) -> Vec<Span> {
        let mut spans = Vec::new();
        if let Some(provision) = self.provision(id) {
            self.spans_of(&provision.content, &mut spans);
        }
        spans
    }

    /// The spans of `content` and all below it, units with their marks and headings.
    pub fn spans_of(&self, content: &[Content], spans: &mut Vec<Span>) {
        for piece in content {
            match piece {
                Content::Paragraph(span) | Content::Quoted(span) => spans.push(*span),
                Content::Table(block) => {
                    spans.extend(
                        self.transcript.blocks.get(*block as usize).map(|block| block.span),
                    );
                }
                Content::Unit(id) => {
                    let Some(unit) = self.provision(*id) else { continue };
                    spans.push(unit.mark);
                    spans.extend(unit.heading);
                    self.spans_of(&unit.content, spans);
                }
            }
        }
    }

    /// The text of a provision as one string: a mark and what follows on its line are joined by a space, paragraphs by line feeds.
    pub fn body(&self, id: UnitId) -> String {
        let mut text = String::new();
        let mut previous: Option<Span> = None;
        for span in self.spans(id) {
            if let Some(before) = previous {
                let between = self.transcript.text.get(before.end as usize..span.start as usize);
                let same_line = between.is_some_and(|it| !it.contains('\n'));
                text.push(if same_line { ' ' } else { '\n' });
            }
            text.push_str(self.text(span));
            previous = Some(span);
        }
        text
    }

    /// The heading of a provision, when it has one.
    pub fn heading(&self, id: UnitId) -> Option<&str> {
        self.provision(id)?.heading.map(|span| self.text(span))
    }

    /// The lines with `role`.
    pub fn lines_of(&self, role: Role) -> impl Iterator<Item = &str> {
        self.lines.iter().filter(move |line| line.role == role).map(|line| self.text(line.span))
    }

    /// How many điều the text has, in all its components.
    pub fn article_count(&self) -> usize {
        self.provisions.iter().filter(|it| it.step.unit == Unit::Article).count()
    }

    /// The name people use: `Luật Tổ chức chính quyền địa phương`, `Nghị quyết 629/2019/UBTVQH14`.
    pub fn name(&self) -> String {
        let number = self.identity.number.as_ref().filter(|number| !number.is_draft());
        match (self.kind, number) {
            (Kind::Constitution, _) => format!(
                "Hiến pháp {}",
                self.identity.issued.map_or_else(String::new, |it| it.year().to_string())
            ),
            (_, Some(number)) => format!("{} số {number}", self.kind.name()),
            (_, None) => format!("{} {}", self.kind.name(), self.title),
        }
    }
}
